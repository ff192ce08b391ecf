"""``flask demo``: deterministic demonstration data."""

import secrets

import click
from flask import Flask, current_app


def register(app: Flask) -> None:
    @app.cli.command("demo")
    @click.option("--complaints", type=click.IntRange(0, 1_000_000), default=0, show_default=True)
    @click.option("--seed", type=int, default=1, show_default=True)
    @click.option("--password", default=None)
    def demo(complaints: int, seed: int, password: str | None) -> None:
        """Fill an empty database with invented people and complaints."""
        from operations import demonstration

        chosen = password or current_app.extensions["wederhoor"].demo_password
        chosen = chosen or secrets.token_urlsafe(12)
        demonstration.fill(chosen)
        click.echo(f"Demonstratiewachtwoord voor alle gebruikers: {chosen}")
