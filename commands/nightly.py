"""``flask nightly``: what has to happen every night; safe to run twice, on several machines."""

import click
from flask import Flask

from commands.outcome import told


def register(app: Flask) -> None:
    @app.cli.command("nightly")
    def nightly() -> None:
        """Plan reminders; forget sessions, tries, drafts, mail and loose files; scan."""
        from operations import nightly as operation

        with told():
            for line in operation.run():
                click.echo(line)
