"""A panel served by waitress as in production, for as long as a test needs it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from waitress.server import create_server


@contextmanager
def served(app: Any, **options: Any) -> Iterator[int]:
    """The port on which it answers."""
    server = create_server(app, **options)

    def run() -> None:
        with suppress(OSError):  # its socket can be closed while it waits for it
            server.run()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    yield server.effective_port
    server.close()
    thread.join(timeout=5)
