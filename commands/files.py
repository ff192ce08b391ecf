"""``flask files``: the virus scanner and the files that wait for it."""

import click
from flask import Flask
from flask.cli import AppGroup

from commands.outcome import told


def register(app: Flask) -> None:
    group = AppGroup("files", help="Files from outside (bestanden van buiten).")
    app.cli.add_command(group)

    @group.command("scan")
    def scan() -> None:
        """Scan what came in while the scanner was away; safe on several machines at once."""
        from operations import nightly

        with told():
            click.echo(nightly.scanned())
