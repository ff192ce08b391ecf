"""One application per database for the whole session; a fresh copy of the record for each test."""

import shutil
from collections.abc import Callable, Iterator
from contextvars import Context
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask, has_app_context
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy import delete

import settings as environment
from admin_app import create_app
from models import Setting, db
from operations import clock, demonstration, reference
from operations.transaction import transaction
from queries import memory
from queries.actors import forget_rights, system
from tests.postgres import (
    bring_rows_back,
    create_database,
    drop_database,
    keep_rows,
    running_postgres,
)
from tests.thread import FRIDAY, day

collect_ignore = ["office_edit.py"]  # runs under the system's Python, which has LibreOffice

LONG_AGO = datetime(2020, 1, 6, 12, tzinfo=UTC)
"""When the templates came: before anything that a test does."""

PASSWORD = "Proef-wachtwoord-2026"
FAST = {
    # argon2id takes 0.3 s a sign-in, on purpose; tests sign in often.
    "SECURITY_PASSWORD_HASH": "plaintext",
    "SECURITY_PASSWORD_SCHEMES": ["plaintext"],
    "SECURITY_DEPRECATED_PASSWORD_SCHEMES": [],
    "SECURITY_PASSWORD_SINGLE_HASH": True,
    "WTF_CSRF_ENABLED": False,
}


FIRST_CASE = {
    "test_lists.py", "test_hostile_input.py", "test_concurrency.py", "test_own_track.py",
    "test_intake.py", "test_letters.py", "test_editing.py", "test_templates.py", "test_outbox.py",
    "test_documents.py", "test_audit.py", "test_reminders.py", "test_rest_days.py",
    "test_portal.py", "test_audit_screens.py",
    "test_drafts.py", "test_grant_proposals.py", "test_substitutions.py",
    "test_second_steps.py", "test_account_links.py",
}  # fmt: skip
"""On PostgreSQL with the first case of each test: what locks, counts, sorts, or is typed."""
ELSEWHERE = {"operations", "letters", "views", "journeys", "rights", "test_no_address_breaks.py",
             "test_visibility_agrees.py"}  # fmt: skip
"""On PostgreSQL not at all, unless named above: the SQL of all is queries' and the models'."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What `make test` leaves to `make test-all`: most of the cases on PostgreSQL.

    Queries and commands run whole on both databases: there the two differ.
    """
    seen: set[str] = set()
    for item in items:
        parameters = getattr(item, "callspec", None)
        database = parameters.params.get("application") if parameters else None
        where = set(item.path.parts)
        if database == "postgresql" and (FIRST_CASE | ELSEWHERE) & where:
            name = f"{item.path}::{getattr(item, 'originalname', item.name)}"
            if name in seen or "journeys" in where or not FIRST_CASE & where:
                item.add_marker(pytest.mark.slow)
            seen.add(name)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    with running_postgres() as url:
        yield url


class Browser(FlaskClient):
    """Each request has a context of its own, as with a server; afterwards the test reads anew.

    An answer that comes in pieces is whole by then.
    """

    def open(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return Context().run(super().open, *args, **{"buffered": True} | kwargs)
        finally:
            if has_app_context():
                db.session.rollback()


def _application(home: Path, url: str, **overrides: Any) -> Flask:
    settings = environment.from_environment({"WEDERHOOR_HOME": str(home), "DATABASE_URL": url})
    app = create_app(settings, TESTING=True, **FAST | overrides)
    app.test_client_class = Browser
    with app.app_context():
        upgrade()
        reference.ensure(system(demonstration.clock.today()))
        demonstration.users(PASSWORD)
        with time_machine.travel(LONG_AGO, tick=False):
            demonstration.prepare()
        db.session.remove()
        db.engine.dispose()
    return app


class Sqlite:
    """A file, copied from its first state for each test."""

    def __init__(self, home: Path) -> None:
        self.path, self.first = home / "wederhoor.db", home / "first.db"
        self.url = f"sqlite:///{self.path}"

    def keep(self) -> None:
        shutil.copyfile(self.path, self.first)

    def renew(self) -> None:
        self.become(self.first)

    def become(self, state: Path) -> None:
        for stale in (f"{self.path}-wal", f"{self.path}-shm"):
            Path(stale).unlink(missing_ok=True)
        shutil.copyfile(state, self.path)

    def untouched(self) -> bool:
        """Whether nothing was written since the first state: what is written comes to the log."""
        log = Path(f"{self.path}-wal")
        return not log.exists() or log.stat().st_size == 0


class Postgres:
    """A database, of which each table gets its first rows back for each test."""

    def __init__(self, server: str) -> None:
        self.server = server
        # With worksteal a worker can come back to this database after the other one.
        drop_database(server, "panel")
        self.url = create_database(server, "panel")

    def keep(self) -> None:
        keep_rows(self.url)

    def renew(self) -> None:
        bring_rows_back(self.url)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def application(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The panel on one of both databases, with the means to make its record new again."""
    home = tmp_path_factory.mktemp(request.param)
    if request.param == "sqlite":
        database: Any = Sqlite(home)
    else:
        database = Postgres(request.getfixturevalue("postgres"))
    app = _application(home, database.url)
    database.keep()
    return app, database


@pytest.fixture
def app(application: Any) -> Iterator[Flask]:
    """The panel, with roles, rights, templates and demonstration users, and no files."""
    app, database = application
    app.extensions["record"] = database
    with app.app_context():
        db.engine.dispose()
    database.renew()
    shutil.rmtree(app.extensions["wederhoor"].home / "trail", ignore_errors=True)
    memory.forget()
    forget_rights()
    with app.app_context():
        clock.forget()
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def second_step(app: Flask) -> None:
    """Every role signs in with a second step, as in a real record; a demonstration asks none."""
    with transaction():
        db.session.execute(delete(Setting).where(Setting.key == "second_step_roles"))


@pytest.fixture
def in_november(app: Flask) -> Iterator[None]:
    """On ``FRIDAY``; nothing that was counted then is remembered afterwards."""
    with day(FRIDAY):
        yield
    memory.forget()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A stranger's browser."""
    return app.test_client()


@pytest.fixture
def signed_in(app: Flask) -> Callable[[str], FlaskClient]:
    """``signed_in("coordinator")``: the browser of a demonstration user."""

    def sign_in(user: str) -> FlaskClient:
        browser = app.test_client()
        reply = browser.post("/login", data={"email": f"{user}@demo.example", "password": PASSWORD})
        assert reply.status_code == 302, reply.text
        return browser

    return sign_in
