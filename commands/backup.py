"""``flask backup`` and ``flask restore``: everything in one file, and back."""

from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from commands.outcome import finish, told

IDENTITY = click.option(
    "--identity", type=click.Path(exists=True, dir_okay=False),
    help="File with the private key, for a backup that age closed.",
)  # fmt: skip
EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
FILE = click.argument("path", type=EXISTING)


class NamedOrFile(AppGroup):
    """``flask backup FILE`` makes one: what is no command of the group is where to."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        known = args[0] in self.commands
        return super().resolve_command(ctx, args if known else ["make", *args])


def register(app: Flask) -> None:
    group = NamedOrFile("backup", help="Backups (back-ups): `flask backup FILE` makes one.")
    app.cli.add_command(group)

    @group.command("make")
    @click.argument("to", type=click.Path(path_type=Path))
    def make(to: Path) -> None:
        """Write everything to TO, a new file or a folder, while people work."""
        from operations import backup

        with told():
            made = backup.make(to)
        click.echo(
            f"{made.path}: {made.rows} regels uit {made.tables} tabellen en {made.documents} "
            f"documenten, {made.size} bytes"
        )
        for sha256 in made.lost:
            click.echo(f"document {sha256} ontbreekt in de opslag of is beschadigd")
        finish(bool(made.lost))

    @group.command("verify")
    @FILE
    @IDENTITY
    def verify(path: Path, identity: str | None) -> None:
        """Read all of a backup; name each part that is damaged or missing."""
        from operations import backup

        manifest, wrong = backup.damage(path, identity)
        for one in wrong:
            click.echo(one)
        if manifest is not None:
            rows = sum(one.rows for one in manifest.tables.values())
            click.echo(
                f"back-up van {manifest.made_at}, migratie {manifest.revision}: {rows} regels uit "
                f"{len(manifest.tables)} tabellen en {manifest.documents} documenten, "
                f"{len(wrong)} afwijkingen"
            )
        finish(bool(wrong))

    @app.cli.command("restore")
    @FILE
    @IDENTITY
    @click.option("--key-lost", is_flag=True, help="Although the key of the trail is lost.")
    @click.option("--destroyed", type=EXISTING, help="A copy of destroyed.jsonl, kept elsewhere.")
    def restore(
        path: Path, identity: str | None, *, key_lost: bool, destroyed: Path | None
    ) -> None:
        """Put a backup back where nothing is yet, and bring it up to date.

        What was destroyed since the backup is destroyed again.
        """
        from operations import clock, destruction, restoring
        from queries.actors import system

        with told():
            done = restoring.restore(path, identity, key_lost=key_lost)
            again = destruction.replay(system(clock.today()), destroyed)
        for one in done.breaks:
            click.echo(one)
        click.echo(
            f"{done.rows} regels en {done.manifest.documents} documenten van "
            f"{done.manifest.made_at} teruggezet, {len(done.breaks)} afwijkingen in het logboek"
        )
        if again:
            click.echo(f"{again} dossiers opnieuw vernietigd")
        if done.waiting_mail:
            click.echo(
                f"{done.waiting_mail} e-mails wachten op verzending. Kijk eerst bij Uitgaande "
                "e-mail of ze na de back-up al waren verzonden; `mail send` verzendt ze."
            )
        finish(bool(done.breaks) or bool(done.manifest.lost))
