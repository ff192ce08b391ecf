"""``flask letters``: what the template studio says, without a screen."""

import click
from flask import Flask
from flask.cli import AppGroup

from commands.outcome import finish, read
from rules.vocabulary import LetterKind


def register(app: Flask) -> None:
    group = AppGroup("letters", help="Letters and their Word templates.")
    app.cli.add_command(group)

    @group.command("check")
    @click.argument("file")
    @click.option(
        "--kind",
        type=click.Choice([kind.value for kind in LetterKind], case_sensitive=False),
        required=True,
    )
    def check(file: str, kind: str) -> None:
        """Tell what must change before FILE can be the template of this kind of letter."""
        from letters import checker

        data, chosen = read(file), LetterKind(kind)
        findings = checker.report(data, chosen)
        for one in findings:
            click.echo(f"- {one.message}")
            if one.sentence:
                click.echo(f"  In: “{one.sentence}”")
            if one.suggestion:
                click.echo(f"  {one.suggestion}")
        click.echo(f"{chosen.label} ({chosen}): {len(findings) or 'geen'} bevindingen")
        finish(bool(findings))
