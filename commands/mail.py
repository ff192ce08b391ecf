"""``flask mail``: sends the outbox; from cron or a systemd timer, every minute if you like."""

import os
import secrets
import socket

import click
from flask import Flask
from flask.cli import AppGroup

from commands.outcome import told


def register(app: Flask) -> None:
    group = AppGroup("mail", help="The outbox (uitgaande e-mail).")
    app.cli.add_command(group)

    @group.command("send")
    def send() -> None:
        """Send what waits; safe on several machines at once."""
        from operations import correspondence, jobs, outbox

        worker = f"{socket.gethostname()[:30]}:{os.getpid()}:{secrets.token_hex(4)}"
        with told():
            try:
                with jobs.recorded(jobs.MAIL):
                    done = outbox.deliver(worker)
            except outbox.Unreachable as reason:
                correspondence.see_to_notices()  # the 48 hours do not wait for a mail server
                raise click.ClickException(str(reason)) from None
            click.echo(
                f"{done['sent']} e-mails verzonden, {done['later']} later opnieuw, "
                f"{done['failed']} mislukt"
            )
            if lapsed := correspondence.see_to_notices()["lapsed"]:
                click.echo(f"{lapsed} brieven op de codepagina niet op tijd gemeld: per post")
