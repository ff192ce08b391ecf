"""``flask check``: what is missing, stale or inconsistent in this installation."""

import click
from flask import Flask

from commands.outcome import finish, told


def register(app: Flask) -> None:
    @app.cli.command("check")
    def check() -> None:
        """Look over settings, database, templates, rest days, documents, deadlines and trail."""
        from operations.checks import CHECKS, Level
        from operations.transaction import snapshot

        wrong = 0
        with told(), snapshot():
            for _, subject in CHECKS:
                for finding in subject():
                    click.echo(str(finding))
                    wrong += finding.level is Level.WRONG
        finish(wrong)
