"""``flask documents``: the keys with which documents are closed on disk."""

from typing import TYPE_CHECKING

import click
from flask import Flask
from flask.cli import AppGroup

from commands.outcome import finish, told

if TYPE_CHECKING:
    from operations.documents import Seal


def register(app: Flask) -> None:
    group = AppGroup("documents", help="Documents on disk, closed with a key (versleuteling).")
    app.cli.add_command(group)

    @group.command("key")
    def key() -> None:
        """Print a new key, for a line of the file that DOCUMENT_KEYS names."""
        from settings import new_document_key

        click.echo(new_document_key())

    @group.command("encrypt")
    def encrypt() -> None:
        """Close what lies open, while people work; broken off, do it again."""
        from operations.documents import Seal

        _reseal(frozenset({Seal.OPEN}))

    @group.command("rotate")
    def rotate() -> None:
        """Close everything with the newest key; then the others are needed no more."""
        from operations.documents import Seal

        _reseal(frozenset({Seal.OPEN, Seal.OLDER, Seal.UNKNOWN}))


def _reseal(which: "frozenset[Seal]") -> None:
    from operations import clock, documents
    from queries.actors import system

    with told():
        came = documents.reseal(system(clock.today()), which=which)
    click.echo(f"{came.done} documenten versleuteld met de nieuwste sleutel")
    for sha256 in came.stuck:
        click.echo(f"document {sha256} is niet te openen of beschadigd")
    finish(bool(came.stuck))
