"""``flask files``: the virus scanner and the files that wait for it."""

import click
from flask import Flask
from flask.cli import AppGroup

from commands.outcome import told
from rules.vocabulary import ScanState


def register(app: Flask) -> None:
    group = AppGroup("files", help="Files from outside (bestanden van buiten).")
    app.cli.add_command(group)

    @group.command("scan")
    def scan() -> None:
        """Scan what came in while the scanner was away; safe on several machines at once."""
        with told():
            click.echo(scanned())


def scanned() -> str:
    """Scan what waits, and say in one line what came of it."""
    from operations import clock, documents, incoming
    from queries.actors import system

    if incoming.scanner() is None:
        return "Er is geen virusscanner ingesteld (CLAMAV_SOCKET)"
    done = documents.scan_waiting(system(clock.today()))
    return (
        f"{done[ScanState.CLEAN]} bestanden gescand zonder virus, {done[ScanState.INFECTED]} met "
        f"een virus, {done[ScanState.QUARANTINED]} wachten nog"
    )
