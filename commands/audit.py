"""``flask audit``: whether the trail is still what was written."""

import click
from flask import Flask
from flask.cli import AppGroup

from commands.outcome import finish, told


def register(app: Flask) -> None:
    group = AppGroup("audit", help="The audit trail (logboek).")
    app.cli.add_command(group)

    @group.command("verify")
    def verify() -> None:
        """Recompute every chain; name each place where a line was changed, removed or added."""
        from operations import audit
        from queries import health

        with told():
            found = 0
            for one in audit.breaks():
                found += 1
                click.echo(str(one))
            chains, events = health.trail_size()
        click.echo(f"{events} regels in {chains} ketens, {found} afwijkingen")
        finish(found)
