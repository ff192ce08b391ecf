"""``flask search``: what search has read of letters and attachments."""

import click
from flask import Flask
from flask.cli import AppGroup

from commands.demo import shown
from commands.outcome import told


def register(app: Flask) -> None:
    group = AppGroup("search", help="The search texts (zoekteksten).")
    app.cli.add_command(group)

    @group.command("index")
    @click.option("--again", is_flag=True, help="Forget what was read, and read everything anew.")
    def index(again: bool) -> None:
        """Read the letters and attachments that are new; safe on several machines at once."""
        from operations import search_texts

        with told():
            if again:
                shown("Dossiers", search_texts.read_again())
            click.echo(search_texts.caught_up())
