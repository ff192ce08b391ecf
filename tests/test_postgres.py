"""The throw-away server of the tests is real, private and leaves nothing behind."""

import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from tests.postgres import create_database, drop_database, running_postgres

HOLD = """
import sys, time
from tests.postgres import running_postgres
with running_postgres() as url:
    print(url, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def own_server(monkeypatch):
    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)


def libpq(url):
    return url.replace("postgresql+psycopg://", "postgresql://")


def stops_answering(url):
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            psycopg.connect(libpq(url), connect_timeout=2).close()
        except psycopg.OperationalError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.usefixtures("own_server")
def test_a_database_is_made_and_dropped_even_while_in_use():
    with running_postgres() as url:
        fresh = libpq(create_database(url, 'odd"name'))
        with closing(psycopg.connect(fresh)) as user:
            assert user.execute("SELECT current_database()").fetchone() == ('odd"name',)
            drop_database(url, 'odd"name')
        with pytest.raises(psycopg.OperationalError, match="does not exist"):
            psycopg.connect(fresh)


@pytest.mark.usefixtures("own_server")
def test_the_server_goes_when_its_tests_are_killed():
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[1],
    )
    url = holder.stdout.readline().strip()
    psycopg.connect(libpq(url)).close()
    holder.kill()
    holder.communicate()
    assert stops_answering(url)


def test_a_given_server_is_used_and_left_alone(monkeypatch):
    monkeypatch.setenv("TEST_DATABASE_URL", "postgresql://me:secret@db.example:5432/postgres")
    with running_postgres() as url:
        assert url == "postgresql+psycopg://me:secret@db.example:5432/postgres"


def test_a_missing_server_is_named_and_never_skipped(monkeypatch):
    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)
    monkeypatch.setenv("PATH", "/nonexistent")
    monkeypatch.setattr(Path, "glob", lambda *_: iter(()))
    with pytest.raises(RuntimeError, match="Debian package postgresql"), running_postgres():
        pass
