"""``flask nightly``: what has to happen every night; safe to run twice, on several machines."""

import click
from flask import Flask

from commands.outcome import told


def register(app: Flask) -> None:
    @app.cli.command("nightly")
    def nightly() -> None:
        """Forget sessions, failed tries and files that no longer count."""
        from operations import attempts, documents, sessions

        with told():
            click.echo(f"{sessions.sweep()} verlopen sessies opgeruimd")
            click.echo(f"{attempts.sweep()} oude mislukte pogingen opgeruimd")
            click.echo(f"{documents.sweep()} bestanden zonder dossier opgeruimd")
