"""Runs migrations on the database of the application."""

from typing import Any

from alembic import context
from flask import current_app

from migrations.ddl_0001 import SEARCHED
from models import AsaList, Utc, Words, db


def include_object(item: Any, name: str | None, kind: str, reflected: bool, compare: Any) -> bool:
    # The search index is a set of tables on SQLite and a few indexes on PostgreSQL: ddl_0001.py.
    return not (reflected and (name or "").startswith(("search_index", *SEARCHED)))


def render_item(kind: str, item: Any, autogen: Any) -> str | bool:
    """Our own column types as what the database sees, so that migrations stand on their own."""
    if kind == "type" and isinstance(item, Utc):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, AsaList):
        return "sa.UnicodeText()"
    if kind == "type" and isinstance(item, Words):
        return "sa.Text()"
    return False


def run() -> None:
    extension = current_app.extensions["migrate"]
    with db.engine.connect().execution_options(wederhoor_write=True) as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            include_object=include_object,
            render_item=render_item,
            **extension.configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
