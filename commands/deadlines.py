"""``flask deadlines``: whether every stored last day is what the rules say."""

import sys
import time

import click
from flask import Flask
from flask.cli import AppGroup

from commands.outcome import finish, told


def register(app: Flask) -> None:
    group = AppGroup("deadlines", help="The ledger of last days (termijnen).")
    app.cli.add_command(group)

    @group.command("check")
    def check() -> None:
        """Recompute every ledger, test, list copy and duty; print each difference."""
        from operations.filing import Yardstick
        from operations.recount import differences
        from operations.transaction import snapshot
        from queries import health

        with told(), snapshot():
            yardstick, total = Yardstick.now(), health.complaint_count()
            done = found = 0
            begun = time.monotonic()
            for batch in health.complaints():
                for complaint in batch:
                    for difference in differences(complaint, yardstick):
                        found += 1
                        click.echo(f"{complaint.reference}: {difference}")
                done += len(batch)
                _progress(done, total, begun)
        click.echo(f"{done} dossiers nagerekend, {found} verschillen")
        finish(found)


def _progress(done: int, total: int, begun: float) -> None:
    """A line that overwrites itself, for whoever is still waiting after a second."""
    if sys.stderr.isatty() and time.monotonic() - begun > 1:
        click.echo(f"\r{done} van {total}", nl=done >= total, err=True)
