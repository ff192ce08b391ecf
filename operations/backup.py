"""A backup (back-up) of the whole record, made while people work.

First the tables, all as they were at one moment, then the files of the document store that they
name: a file lies there before its row is written and is taken away by no act, so none is missed.
Keys are not in it: whoever has the backup cannot forge the trail with it.
"""

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from flask import current_app

from files import archive, sealed
from files.archive import Manifest, Table
from models import db
from operations import audit, clock, documents, jobs, raw_tables, tips
from operations.clock import AMSTERDAM, machine_now
from operations.transaction import snapshot, transaction
from queries import health
from queries.actors import system
from rules.errors import Closed, NotFound, Refusal
from rules.wording import told
from settings import Settings

PASSING = ("code_session", "web_session")
"""Of these the rows stay behind: whoever was signed in then, is not in what is put back."""


@dataclass(frozen=True)
class Made:
    """What a backup holds; ``lost`` are documents that the store does not have as they were."""

    path: Path
    size: int
    tables: int
    rows: int
    documents: int
    lost: list[str]


def make(target: Path) -> Made:
    """Write a backup to a file that is not there yet, or under a new name in a folder.

    Under its own name there is a whole backup or none. Raises Refusal.
    """
    begun = machine_now()
    if target.is_dir():
        target /= f"wederhoor-{begun.astimezone(AMSTERDAM):%Y%m%d-%H%M%S}.backup"
    if target.exists():
        raise Refusal(told("%(path)s bestaat al. Kies een andere naam.", path=target))
    settings: Settings = current_app.extensions["wederhoor"]
    try:
        with _whole(target) as file, sealed.closed(file, settings.backup_recipient) as out:
            manifest = _write(out, begun.isoformat())
    except OSError as error:
        why = error.strerror or str(error)
        raise Refusal(
            told("%(path)s is niet te schrijven: %(why)s.", path=target, why=why)
        ) from None
    except sealed.Failed as failed:
        raise Refusal(str(failed)) from None
    with transaction():
        jobs.succeeded(jobs.BACKUP, begun)
        audit.record(system(clock.today()), "installation:backed_up", count=manifest.documents)
    return Made(
        target, target.stat().st_size, len(manifest.tables),
        sum(one.rows for one in manifest.tables.values()), manifest.documents, manifest.lost,
    )  # fmt: skip


@contextmanager
def _whole(target: Path) -> Iterator[IO[bytes]]:
    """A file that gets its name when all of it is there and safe, and is gone otherwise."""
    fresh = target.with_name(f".{target.name}-{secrets.token_hex(4)}")
    try:
        fresh.touch(mode=0o600, exist_ok=False)
        with fresh.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(target)
    finally:
        with suppress(FileNotFoundError):
            fresh.unlink()
    documents.sync(target.parent)


def _write(out: IO[bytes], made_at: str) -> Manifest:
    documents.spare(health.named_files())
    with archive.Writer(out) as writer:
        with snapshot():
            connection = db.session.connection()
            revision = raw_tables.revision(connection)
            if revision is None or revision != raw_tables.head():
                raise Refusal("De database is niet bijgewerkt. Voer eerst “flask db upgrade” uit.")
            tables = dict(_tables(writer))
            writer.lines(archive.TIPS, tips.ends())
            named = health.named_files()
        if tips.place().exists():
            writer.bytes(archive.TRAIL, tips.place().read_bytes())
        there, lost = [], []
        for sha256 in named:
            data = _sound(sha256)
            if data is None:
                lost.append(sha256)
            else:
                writer.document(sha256, data)
                there.append(sha256)
        writer.lines(archive.DOCUMENTS, there)
        dialect = db.engine.dialect.name
        manifest = Manifest(
            made_at, revision, dialect, audit.fingerprint(), tables, len(there), lost
        )
        writer.finish(manifest)
    return manifest


def _tables(writer: archive.Writer) -> Iterator[tuple[str, Table]]:
    """Write every table to a part of its own, and say what is in it."""
    connection = db.session.connection()
    for name in raw_tables.names(connection):
        raw = raw_tables.of(connection, name)
        rows = iter(()) if name in PASSING else raw_tables.read(connection, raw)
        count = writer.lines(archive.of_table(name), rows)
        yield name, raw_tables.table_of(connection, raw, count)


def _sound(sha256: str) -> bytes | None:
    """The bytes of a document; None when the store does not have them, or has others.

    Raises Refusal without their key: a backup of less than there is, would replace a whole one.
    """
    try:
        data = documents.read(sha256)
    except Closed as error:
        if error.text == documents.NO_KEY:
            raise Refusal(error.text) from None
        return None
    except NotFound:
        return None
    return data if hashlib.sha256(data).hexdigest() == sha256 else None


def damage(path: Path, identity: str | None) -> tuple[Manifest | None, list[str]]:
    """What a backup says of itself, and everything that is wrong with it; writes nothing."""
    home: Path = current_app.extensions["wederhoor"].home
    try:
        with sealed.opened(path, home, identity) as file, archive.Reader(file) as found:
            gone = [told("document %(name)s ontbrak al", name=one) for one in found.manifest.lost]
            return found.manifest, [*found.damage(), *gone]
    except (archive.Damaged, sealed.Failed) as error:
        return None, [str(error)]
