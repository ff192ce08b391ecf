"""A throw-away PostgreSQL server for the tests, gone when the tests are gone, also when killed."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy.engine import URL, make_url

PATIENCE = 60.0  # seconds; a busy machine has been seen to need ten

# Its standard input is a pipe from the tests. Whatever ends them, SIGKILL included, closes it:
# then `read` returns, and the server and its folder go. Two signals: a server that has
# only just begun does not hear QUIT yet, one that serves waits for its clients on TERM.
SUPERVISE = """
"$bin/initdb" --pgdata=data --username=tester --pwfile=password --auth=scram-sha-256 \
  --encoding=UTF8 --locale=C.UTF-8 --no-sync --no-instructions >log 2>&1 && {
  "$bin/postgres" -D data -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
    -c fsync=off -c full_page_writes=off -c synchronous_commit=off </dev/null >>log 2>&1 &
  server=$!
} || echo 'FATAL: initdb failed' >>log
read -r _
[ -z "$server" ] || { kill -TERM "$server"; kill -QUIT "$server"; wait "$server"; }
cd / && rm -rf "$room"
"""


@contextmanager
def running_postgres() -> Iterator[str]:
    """The address of the maintenance database of ``TEST_DATABASE_URL``, or of a new server.

    A new server costs one to two seconds: one for each session, or for each worker of xdist.
    """
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield _text(make_url(given).set(drivername="postgresql+psycopg"))
        return
    supervisor, url = _start()
    try:
        yield url
    finally:
        supervisor.communicate()  # closes the pipe and waits


def create_database(url: str, name: str, template: str | None = None) -> str:
    """Makes a database on the server of ``url``, as a copy of ``template`` if given."""
    command = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
        sql.Identifier(name), sql.Identifier(template or "template0")
    )
    _execute(url, command)
    return _text(make_url(url).set(database=name))


def drop_database(url: str, name: str) -> None:
    """Removes the database, and ends who still uses it."""
    _execute(url, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


KEEP = """
CREATE SCHEMA first;
DO $$
DECLARE one record;
BEGIN
  FOR one IN SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('CREATE TABLE first.%1$I AS TABLE public.%1$I', one.name);
  END LOOP;
  CREATE TABLE first."#sequences" AS
    SELECT sequencename AS name, last_value FROM pg_sequences WHERE schemaname = 'public';
END $$;
"""

# As a replica: no trigger guards the trail, no key is checked, whatever the order of the tables.
# Who still holds a lock is ended. A table that has grown is emptied at once, not row by row.
BRING_BACK = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid();
SET session_replication_role = replica;
DO $$
DECLARE one record;
BEGIN
  FOR one IN SELECT DISTINCT tgrelid::regclass AS name FROM pg_trigger
      WHERE tgenabled = 'D' AND NOT tgisinternal LOOP
    EXECUTE format('ALTER TABLE %s ENABLE TRIGGER USER', one.name);
  END LOOP;
  FOR one IN SELECT tablename AS name,
      pg_relation_size(format('public.%I', tablename)) AS size
      FROM pg_tables WHERE schemaname = 'public' LOOP
    IF one.size > 2 ^ 18 THEN
      EXECUTE format('TRUNCATE public.%I CASCADE', one.name);
    ELSE
      EXECUTE format('DELETE FROM public.%I', one.name);
    END IF;
  END LOOP;
  FOR one IN SELECT tablename AS name FROM pg_tables
      WHERE schemaname = 'first' AND tablename <> '#sequences' LOOP
    EXECUTE format(
      'INSERT INTO public.%1$I OVERRIDING SYSTEM VALUE SELECT * FROM first.%1$I', one.name);
  END LOOP;
  FOR one IN SELECT name, last_value FROM first."#sequences" LOOP
    PERFORM setval(format('public.%I', one.name), coalesce(one.last_value, 1),
                   one.last_value IS NOT NULL);
  END LOOP;
END $$;
"""


def keep_rows(url: str) -> None:
    """Remember every row and every next number, as they are now."""
    _execute(url, sql.SQL(KEEP))


def bring_rows_back(url: str) -> None:
    """Every table and next number as ``keep_rows`` found them."""
    _execute(url, sql.SQL(BRING_BACK))


def _start() -> tuple["subprocess.Popen[bytes]", str]:
    for _ in range(5):
        supervisor, url, log = _launch()
        complaint = _until_ready(log)
        if complaint is None:
            return supervisor, url
        supervisor.communicate()
        if "could not bind" not in complaint:  # someone else took the port in between
            break
    raise RuntimeError(f"PostgreSQL does not start:\n{complaint}")


def _launch() -> tuple["subprocess.Popen[bytes]", str, Path]:
    programs = _programs()
    # PostgreSQL refuses to run as root; its user must be able to reach the folder.
    root = os.geteuid() == 0
    room = Path(tempfile.mkdtemp(prefix="wederhoor-pg-", dir="/tmp" if root else None))  # noqa: S108
    password = secrets.token_hex(16)
    (room / "password").write_text(password)
    user = _unprivileged() if root else None
    if user:
        for path in (room, room / "password"):
            os.chown(path, user.pw_uid, user.pw_gid)
    port = _free_port()
    supervisor = subprocess.Popen(
        ["/bin/sh", "-c", SUPERVISE],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=room,
        env={
            "PATH": os.environ.get("PATH", os.defpath),
            "LC_ALL": "C.UTF-8",
            "bin": str(programs),
            "port": str(port),
            "room": str(room),
        },
        user=user.pw_uid if user else None,
        group=user.pw_gid if user else None,
        extra_groups=[] if user else None,
        start_new_session=True,  # Ctrl-C is for the tests; they close the pipe
    )
    url = f"postgresql+psycopg://tester:{password}@127.0.0.1:{port}/postgres"
    return supervisor, url, room / "log"


def _until_ready(log: Path) -> str | None:
    """None as soon as the server listens, otherwise what it said."""
    said = "nothing yet"
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(FileNotFoundError):
            said = log.read_text(errors="replace")
        if "ready to accept connections" in said:
            return None
        if "FATAL" in said:
            return said
        time.sleep(0.02)
    return f"{said}\n(not ready after {PATIENCE:.0f} seconds)"


def _programs() -> Path:
    """The folder of initdb and postgres: Debian keeps it off the PATH."""
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(versions, key=lambda path: float(path.parent.parent.name), default=None)
    if newest:
        return newest.parent
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    raise RuntimeError(
        "These tests need a PostgreSQL server: install the Debian package postgresql "
        "(`make test` does so as root), or name a server in TEST_DATABASE_URL."
    )


def _unprivileged() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _execute(url: str, command: sql.Composed) -> None:
    address = _text(make_url(url).set(drivername="postgresql"))
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(command)


def _text(url: URL) -> str:
    return url.render_as_string(hide_password=False)
