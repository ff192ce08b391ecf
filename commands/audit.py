"""``flask audit``: whether the trail is still what was written."""

from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from commands.outcome import finish, told


def register(app: Flask) -> None:
    group = AppGroup("audit", help="The audit trail (logboek).")
    app.cli.add_command(group)

    @group.command("verify")
    @click.option(
        "--tips", "kept", type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="A copy of trail/tips.jsonl that was kept elsewhere.",
    )  # fmt: skip
    def verify(kept: Path | None) -> None:
        """Recompute every chain, and look for every end that was written down; name each place
        where a line was changed, removed, added or cut off."""
        from operations import audit, tips
        from queries import health

        with told():
            found = 0
            for one in (*audit.breaks(), *tips.breaks(kept)):
                found += 1
                click.echo(str(one))
            chains, events = health.trail_size()
        click.echo(f"{events} regels in {chains} ketens, {found} afwijkingen")
        finish(found)

    @group.command("export")
    @click.argument("to", type=click.Path(path_type=Path))
    def export(to: Path) -> None:
        """Write the whole trail to TO, a new zip, with what it takes to verify it elsewhere."""
        from operations import proof

        try:
            proof.of_all(to)
        except OSError as error:
            raise click.ClickException(f"{to} is niet te schrijven: {error.strerror}.") from None
        click.echo(f"{to} geschreven; README.md erin zegt hoe je het controleert")
