"""Putting a backup back, in a place where nothing is yet.

Everything is read and compared before anything is written. The tables are made as they were in the
version that made the backup, filled in one transaction, and then brought up to date. A restore that
broke off halfway can simply be done again.
"""

from dataclasses import dataclass
from pathlib import Path

from flask import current_app
from flask_migrate import downgrade, upgrade
from sqlalchemy import Connection, exists, select
from sqlalchemy.exc import IntegrityError

from files import archive, sealed
from files.archive import Manifest, Reader
from models import db
from operations import audit, clock, documents, raw_tables, tips
from operations.transaction import transaction
from queries import health, memory
from queries.actors import forget_rights, system
from rules.errors import Refusal
from rules.wording import told


@dataclass(frozen=True)
class Restored:
    """What was put back, and what there is to look at."""

    manifest: Manifest
    rows: int
    breaks: list[str]
    """Places in the trail that are not what was written."""

    waiting_mail: int


def restore(path: Path, identity: str | None = None, *, key_lost: bool = False) -> Restored:
    """Put back everything that is in a backup. Raises Refusal with every reason why not.

    With ``key_lost`` also without the key of the trail: what was written before can then not be
    verified any more.
    """
    home: Path = current_app.extensions["wederhoor"].home
    try:
        with sealed.opened(path, home, identity) as file, Reader(file) as found:
            _require_known(found.manifest, key_lost=key_lost)
            _require_empty_database()
            _require_whole(found)
            _require_empty_store(found)
            rows = _put_back(found)
            if not key_lost:  # sealed with that key
                _take_over(found)
            manifest = found.manifest
    except (archive.Damaged, sealed.Failed) as error:
        raise Refusal(str(error)) from None
    upgrade()
    db.session.remove()
    for forget in (memory.forget, forget_rights, clock.forget):
        forget()
    breaks = [] if key_lost else [str(one) for one in (*audit.breaks(), *tips.breaks())]
    with transaction():
        actor = system(clock.today())
        audit.record(actor, "installation:restored", made_at=manifest.made_at)
    tips.write_down(anew=True)
    return Restored(manifest, rows, breaks, health.waiting_mails())


def _require_whole(found: Reader) -> None:
    if wrong := list(found.damage()):
        raise Refusal("Deze back-up is beschadigd. Er is niets geschreven.", *wrong)


def _require_known(manifest: Manifest, *, key_lost: bool) -> None:
    if not raw_tables.known(manifest.revision):
        raise Refusal(
            told("Deze back-up is van een nieuwere versie van het paneel (migratie %(revision)s).",
                 revision=manifest.revision)
        )  # fmt: skip
    if manifest.key != audit.fingerprint() and not key_lost:
        raise Refusal(
            "De sleutel van het logboek is niet die van deze back-up. Zet eerst de map “keys” "
            "terug die apart is bewaard. Is die kwijt, herstel dan met --key-lost; het logboek van "
            "toen is dan niet meer te controleren."
        )


def _require_empty_database() -> None:
    """Nothing may be lost by restoring."""
    with db.engine.connect() as connection:
        names = raw_tables.names(connection)
        filled = [name for name in names if _filled(connection, name)]
        strange = names and raw_tables.revision(connection) is None
    if filled or strange:
        raise Refusal(
            "De database is niet leeg. Herstellen kan alleen op een lege plek: kies met "
            "WEDERHOOR_HOME of DATABASE_URL een andere, of zet de oude eerst opzij."
        )


def _filled(connection: Connection, name: str) -> bool:
    table = raw_tables.of(connection, name).table
    return bool(connection.scalar(select(exists(select(1).select_from(table)))))


def _require_empty_store(found: Reader) -> None:
    """Files of the backup itself may be there: a restore that broke off put them."""
    if set(documents.names()) - set(found.documents()):
        raise Refusal(
            "In de opslag van documenten staan al andere bestanden. Kies een lege map "
            "(DOCUMENT_STORE), of zet de oude eerst opzij."
        )


def _put_back(found: Reader) -> int:
    """Documents before the rows that name them, as everywhere; the rows whole or not at all."""
    for sha256 in found.documents():
        documents.put(found.read(archive.of_document(sha256)))
    _make_schema(found.manifest.revision)
    writing = db.engine.execution_options(wederhoor_write=True)
    try:
        with writing.begin() as connection:
            return _fill(connection, found)
    except IntegrityError:
        raise Refusal(
            "De tabellen van deze back-up hangen niet samen. Er is niets geschreven."
        ) from None


def _take_over(found: Reader) -> None:
    """The ends of the chains as they were written down; a file that is there, knows more."""
    if archive.TRAIL in found.manifest.parts and not tips.place().exists():
        tips.take_over(found.read(archive.TRAIL))


def _make_schema(revision: str) -> None:
    """Empty tables of this revision, whichever were there."""
    with db.engine.connect() as connection:
        now = raw_tables.revision(connection)
    if now not in {None, revision}:
        downgrade(revision="base")
    upgrade(revision=revision)


def _fill(connection: Connection, found: Reader) -> int:
    guards, count = raw_tables.unguard(connection), 0
    for name, table in found.manifest.tables.items():
        raw = raw_tables.of(connection, name)
        rows = found.lines(archive.of_table(name))
        count += raw_tables.write(connection, raw, table.columns, rows)
        raw_tables.count_on(connection, raw, table.next_key)
    for statement in guards:
        connection.exec_driver_sql(statement)
    return count
