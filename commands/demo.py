"""``flask demo``: deterministic demonstration data."""

import secrets
import sys
import time
from collections.abc import Iterator

import click
from flask import Flask, current_app

from commands.outcome import told


def register(app: Flask) -> None:
    @app.cli.command("demo")
    @click.option(
        "--complaints", type=click.IntRange(0, 1_000_000), default=0, show_default=True,
        help="So many more files, as plain rows.",
    )  # fmt: skip
    @click.option("--seed", type=int, default=1, show_default=True)
    @click.option("--password", default=None, help="For all users; otherwise one is made.")
    def demo(complaints: int, seed: int, password: str | None) -> None:
        """Fill an empty database with invented people and complaints.

        On a demonstration database, --complaints adds to what is there.
        """
        from operations import demonstration

        with told():
            if not (complaints and demonstration.is_demonstration()):
                fill(password, seed)
            if complaints:
                shown("Dossiers", demonstration.grow(complaints, seed))


def fill(password: str | None, seed: int = 1) -> None:
    """Make the users and their files, and say with which password they sign in."""
    from operations import demonstration

    chosen = password or current_app.extensions["wederhoor"].demo_password
    chosen = chosen or secrets.token_urlsafe(12)
    shown("Demonstratiegegevens", demonstration.fill(chosen, seed))
    click.echo(f"Demonstratiewachtwoord voor alle gebruikers: {chosen}")


def shown(label: str, progress: Iterator[tuple[int, int]]) -> None:
    """Walk through the work; whoever still waits after a second sees how far it is."""
    begun, bar, seen = time.monotonic(), None, 0
    for done, total in progress:
        if bar is None and sys.stderr.isatty() and time.monotonic() - begun > 1:
            bar = click.progressbar(length=total, label=label, file=sys.stderr)
        if bar is not None:
            bar.update(done - seen)
            seen = done
    if bar is not None:
        bar.render_finish()
