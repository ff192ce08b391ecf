"""``flask start``: what ``make run`` calls."""

import gc
from typing import Any

import click
from flask import Flask

from commands import installation
from commands.demo import fill
from settings import Settings

MOST_EVER = 256 * 2**20
"""What the server takes in at all: below it, what is too much is refused with a page of ours."""


def server_options(settings: Settings) -> dict[str, Any]:
    """How waitress listens, and what it believes of a request.

    The host stays the one of ``Host``: X-Forwarded-Host is not believed, as a proxy that does not
    know that header passes on whatever a stranger puts in it.
    """
    options: dict[str, Any] = {
        "host": settings.host,
        "port": settings.port,
        "clear_untrusted_proxy_headers": True,
        "max_request_body_size": MOST_EVER,
    }
    if settings.trusted_proxy:
        options |= {
            "trusted_proxy": settings.trusted_proxy,
            "trusted_proxy_count": 1,
            "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        }
    return options


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
        serve(app, **server_options(settings))
