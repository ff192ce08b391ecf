"""``flask privacy``: what a privacy officer asks on paper. No database is needed."""

import click
from flask import Flask
from flask.cli import AppGroup

from queries import data_flows


def register(app: Flask) -> None:
    group = AppGroup("privacy", help="What is kept about whom.")
    app.cli.add_command(group)

    @group.command("flows")
    def flows() -> None:
        """The data-flow list for a DPIA (art. 35 AVG), as Markdown: docs/gegevensstromen.md."""
        for line in data_flows.document():
            click.echo(line)
