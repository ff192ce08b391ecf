"""A panel served as in production, for as long as a test needs it."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from waitress.server import create_server


@contextmanager
def served(app: Any, **options: Any) -> Iterator[int]:
    """The port on which waitress answers, in this process."""
    server = create_server(app, **options)

    def run() -> None:
        with suppress(OSError):  # its socket can be closed while it waits for it
            server.run()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    yield server.effective_port
    server.close()
    thread.join(timeout=5)


ROOT = Path(__file__).parents[1]


@contextmanager
def served_by_many(app: Any, log: Path | None, processes: int = 2) -> Iterator[int]:
    """The port on which gunicorn answers with several processes, on the database of this panel.

    ``log`` gets a line per request: process, request as it came in, answer; without one it goes to
    the standard output, as an installation has it.
    """
    settings, port = app.extensions["wederhoor"], free_port()
    options = ["--workers", str(processes), "--bind", f"127.0.0.1:{port}", "--log-level", "warning"]
    access = ["--access-logfile", str(log or "-")]
    access += ["--access-logformat", "%(p)s %(r)s %(s)s"] if log else []
    where = {"WEDERHOOR_HOME": str(settings.home), "DATABASE_URL": settings.database_url}
    with subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *options, *access, "admin_app:create_app()"],
        cwd=ROOT, env=os.environ | where,
    ) as server:  # fmt: skip
        try:
            wait_for(port)
            yield port
        finally:
            server.terminate()
            server.wait(timeout=30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int, seconds: int = 30) -> None:
    for _ in range(10 * seconds):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise AssertionError("the server does not answer")
