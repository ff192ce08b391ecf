"""The tables as the database itself has them, whatever version of the panel made them.

A backup of last year has the columns of last year: so it is read and written by what the database
says of itself, and not by ``models.py``. Values go over in JSON, alike for both databases.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import REGCLASS

from files.archive import Table

BATCH = 1000
NOT_OURS = ("alembic_version", "search_index")
"""The revision, which the manifest has, and the index of SQLite, which follows from its table."""


def head() -> str | None:
    """The newest revision that this version of the panel knows."""
    return _script().get_current_head()


def known(revision: str) -> bool:
    """Whether this version of the panel can make the schema of this revision."""
    return any(one.revision == revision for one in _script().walk_revisions())


def _script() -> ScriptDirectory:
    return ScriptDirectory(current_app.extensions["migrate"].directory)


def revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def names(connection: Connection) -> list[str]:
    """Every table of the record."""
    every = sa.inspect(connection).get_table_names()
    return sorted(one for one in every if not one.startswith(NOT_OURS))


@dataclass(frozen=True)
class Raw:
    """One table, with the types of its columns as this database has them."""

    table: sa.TableClause
    key: list[str]

    @property
    def columns(self) -> list[str]:
        return [one.name for one in self.table.columns]


def of(connection: Connection, name: str) -> Raw:
    found = sa.inspect(connection)
    columns: list[sa.ColumnClause[Any]] = [
        sa.column(one["name"], _kind(one["type"])) for one in found.get_columns(name)
    ]
    return Raw(sa.table(name, *columns), found.get_pk_constraint(name)["constrained_columns"])


def _kind(type_: sa.types.TypeEngine[Any]) -> sa.types.TypeEngine[Any]:
    # Kept as null where the database has none; a JSON null is a value.
    return sa.JSON(none_as_null=True) if isinstance(type_, sa.JSON) else type_


def read(connection: Connection, raw: Raw) -> Iterator[list[Any]]:
    """Every row in the order of its key, as values for JSON."""
    asked = [
        sa.cast(one, sa.Text) if isinstance(one.type, sa.JSON) else one for one in raw.table.columns
    ]
    order = [raw.table.c[one] for one in raw.key]
    query = sa.select(*asked).order_by(*order).execution_options(yield_per=BATCH)
    with connection.execute(query) as rows:
        for row in rows:
            yield [_out(value) for value in row]


def _out(value: Any) -> Any:
    match value:
        case datetime():
            # SQLite keeps moments in UTC, without saying so.
            aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value
            return aware.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case bytes() | memoryview():
            return b64encode(value).decode()
        case _:
            return value


def _in(type_: sa.types.TypeEngine[Any], value: Any) -> Any:
    if value is None:
        return None
    match type_:
        case sa.DateTime():
            return datetime.fromisoformat(value)
        case sa.Date():
            return date.fromisoformat(value)
        case sa.LargeBinary():
            return b64decode(value)
        case sa.JSON():
            read_back = json.loads(value)
            return sa.JSON.NULL if read_back is None else read_back
        case _:
            return value


def write(connection: Connection, raw: Raw, columns: list[str], rows: Iterator[Any]) -> int:
    """Put the rows in, and return how many; ``columns`` are those of the backup."""
    types = [raw.table.c[one].type for one in columns]
    statement, count = raw.table.insert(), 0
    batch: list[dict[str, Any]] = []
    for row in rows:
        values = (_in(type_, value) for type_, value in zip(types, row, strict=True))
        batch.append(dict(zip(columns, values, strict=True)))
        if len(batch) == BATCH:
            count += _flush(connection, statement, batch)
    return count + _flush(connection, statement, batch)


def _flush(connection: Connection, statement: sa.Insert, batch: list[dict[str, Any]]) -> int:
    done = len(batch)
    if batch:
        connection.execute(statement, batch)
        batch.clear()
    return done


SEQUENCES = sa.table(
    "pg_sequences", sa.column("schemaname"), sa.column("sequencename"), sa.column("last_value")
)


def next_key(connection: Connection, raw: Raw) -> int | None:
    """The last number that PostgreSQL gave out: of a row that was removed, none gets it again."""
    sequence = _sequence(connection, raw)
    if sequence is None:
        return None
    name = sa.func.format("%I.%I", SEQUENCES.c.schemaname, SEQUENCES.c.sequencename)
    mine = sa.cast(name, REGCLASS) == sa.cast(sequence, REGCLASS)
    found: int | None = connection.scalar(sa.select(SEQUENCES.c.last_value).where(mine))
    return found


def _sequence(connection: Connection, raw: Raw) -> str | None:
    if connection.dialect.name != "postgresql" or raw.key != ["id"]:
        return None
    name = sa.func.quote_ident(raw.table.name)
    found: str | None = connection.scalar(sa.select(sa.func.pg_get_serial_sequence(name, "id")))
    return found


def count_on(connection: Connection, raw: Raw, last: int | None) -> None:
    """Let the next row have a number that none had."""
    if sequence := _sequence(connection, raw):
        highest = connection.scalar(sa.select(sa.func.max(raw.table.c.id))) or 0
        if found := max(highest, last or 0):
            connection.execute(sa.select(sa.func.setval(sa.cast(sequence, REGCLASS), found)))


def table_of(connection: Connection, raw: Raw, rows: int) -> Table:
    """What the manifest says of a table."""
    return Table(raw.columns, rows, next_key(connection, raw))


# --- filling empty tables -------------------------------------------------------------------


def unguard(connection: Connection) -> list[str]:
    """Take away what keeps rows apart until all of them are there, in this transaction alone.

    Returns the statements that put it back: guards that would refuse the enclosures of a letter
    that is sent already, and on PostgreSQL keys that point to a row that comes later.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        # The triggers of search_text fill the index, and have to do so now.
        asked = (
            "SELECT name, sql FROM sqlite_master "
            "WHERE type = 'trigger' AND tbl_name <> 'search_text'"
        )
        triggers = connection.exec_driver_sql(asked).all()
        for name, _ in triggers:
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        return [sql for _, sql in triggers]
    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    return _postgres(connection, UNGUARD)


UNGUARD = (
    (
        "SELECT format('ALTER TABLE %s DISABLE TRIGGER USER', oid::regclass), "
        "format('ALTER TABLE %s ENABLE TRIGGER USER', oid::regclass) FROM pg_class "
        "WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
    ),
    (
        "SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname), "
        "format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, "
        "pg_get_constraintdef(oid)) FROM pg_constraint "
        "WHERE contype = 'f' AND connamespace = current_schema()::regnamespace"
    ),
)


def _postgres(connection: Connection, queries: Sequence[str]) -> list[str]:
    pairs = [pair for query in queries for pair in connection.execute(sa.text(query)).all()]
    for take_away, _ in pairs:
        connection.exec_driver_sql(take_away)
    return [put_back for _, put_back in pairs]
