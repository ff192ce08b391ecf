"""``flask nightly``: what has to happen every night; safe to run twice, on several machines."""

import click
from flask import Flask

from commands.files import scanned
from commands.outcome import told


def register(app: Flask) -> None:
    @app.cli.command("nightly")
    def nightly() -> None:
        """Plan reminders; forget sessions, tries, drafts, mail and loose files; scan."""
        from operations import (
            attempts,
            code_sessions,
            correspondence,
            documents,
            drafts,
            editing,
            outbox,
            reminders,
            sessions,
        )
        from queries import duties

        with told():
            click.echo(f"{sessions.sweep()} verlopen sessies opgeruimd")
            click.echo(f"{code_sessions.sweep()} verlopen sessies van de codepagina opgeruimd")
            lapsed = correspondence.see_to_notices()["lapsed"]
            click.echo(f"{lapsed} brieven op de codepagina niet op tijd gemeld")
            click.echo(f"{attempts.sweep()} oude mislukte pogingen opgeruimd")
            click.echo(f"{editing.sweep()} verlopen adressen van brieven opgeruimd")
            click.echo(f"{outbox.sweep()} oude verzonden e-mails opgeruimd")
            click.echo(f"{drafts.sweep()} verlopen concepten van klachten opgeruimd")
            click.echo(f"{documents.sweep()} bestanden zonder dossier opgeruimd")
            click.echo(scanned())
            for user_id in duties.people():
                reminders.plan(user_id)
            click.echo("Herinneringen en dagoverzichten staan klaar; `mail send` verzendt ze")
