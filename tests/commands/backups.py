"""An empty place beside the panel of a test, and everything that a record holds."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from click.testing import Result
from flask import Flask
from sqlalchemy import select

import settings as environment
from admin_app import create_app
from models import Base, db
from operations import documents
from operations.backup import PASSING
from tests.postgres import create_database, drop_database

WRITTEN_BY_RESTORING = {"audit_chain", "audit_event", "job_run"}


@contextmanager
def empty_place(home: Path, url: str, keys: Path | None = None) -> Iterator[Flask]:
    """A panel without a table, with the keys of another one."""
    home.mkdir(exist_ok=True)
    if keys is not None:
        shutil.copytree(keys, home / "keys")
    chosen = {"WEDERHOOR_HOME": str(home), "DATABASE_URL": url}
    app = create_app(environment.from_environment(chosen), TESTING=True)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@contextmanager
def empty_postgres(server: str) -> Iterator[str]:
    drop_database(server, "elsewhere")
    yield create_database(server, "elsewhere")
    drop_database(server, "elsewhere")


def run(app: Flask, *words: object) -> Result:
    return app.test_cli_runner().invoke(args=[str(word) for word in words])


def record() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, and every document with its bytes."""
    db.session.rollback()
    found = {
        table.name: sorted((tuple(row) for row in db.session.execute(select(table))), key=repr)
        for table in Base.metadata.sorted_tables
        if table.name not in PASSING
    }
    db.session.rollback()
    return found


def store() -> dict[str, bytes]:
    return {name: documents.read(name) for name in documents.names()}


def same_but_for(before: dict[str, Any], after: dict[str, Any], *names: str) -> None:
    """Compares table by table, so that a difference is named by its table."""
    assert before.keys() == after.keys()
    different = [name for name in before if before[name] != after[name]]
    assert set(different) <= set(names), different


Restored = Callable[[Path], Flask]
