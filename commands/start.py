"""``flask start``: what ``make run`` calls."""

import gc

import click
from flask import Flask

from commands import installation
from commands.demo import fill


def register(app: Flask) -> None:
    @app.cli.command("start")
    def start() -> None:
        """Bring the database up to date, fill it when empty, and serve the panel."""
        from flask_migrate import upgrade
        from waitress import serve

        from operations import reference

        settings = app.extensions["wederhoor"]
        click.echo("Database bijwerken …")
        upgrade()
        if reference.is_empty():
            fill(None)
        installation.prepare()
        # What is loaded now stays: the collector need not look at it at every turn.
        gc.collect()
        gc.freeze()
        click.echo(f"Wederhoor draait op http://{settings.host}:{settings.port}")
        serve(app, host=settings.host, port=settings.port)
