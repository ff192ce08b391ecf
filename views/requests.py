"""A number for every request, and a line in the log: who asked what kind of page, and how it ended.

The number stands in a header of every answer and on the page that tells of an error: whoever
mentions it leads to the line. The line has the name of the page in the code (``complaint.note``),
never an address, and nothing of what was sent.
"""

import secrets
import time
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, g, request
from structlog.contextvars import bind_contextvars, clear_contextvars, get_contextvars
from werkzeug.wsgi import ClosingIterator

from logs import log

HEADER = "X-Request-ID"
METHODS = frozenset({
    "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "PROPPATCH", "LOCK",
    "UNLOCK", "MOVE", "COPY",
})  # fmt: skip
"""Any other is a text that someone made up."""


def number() -> str:
    """Of the request that is going on."""
    return str(get_contextvars().get("request", ""))


class Numbered:
    """Around everything that answers, also what stands beside the panel."""

    def __init__(self, app: Any) -> None:
        self.app = app

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        began = time.perf_counter()
        method = environ.get("REQUEST_METHOD", "")
        clear_contextvars()
        bind_contextvars(
            request=secrets.token_hex(6), method=method if method in METHODS else "-", route="-"
        )
        status = 0

        def start(line: str, headers: list[tuple[str, str]], *raised: Any) -> Callable[..., Any]:
            nonlocal status
            status = int(line[:3])
            write: Callable[..., Any] = start_response(
                line, [*headers, (HEADER, number())], *raised
            )
            return write

        def end() -> None:
            if get_contextvars().get("route") != STATIC:
                log().info("request", status=status, ms=round(1000 * (time.perf_counter() - began)))
            clear_contextvars()

        return ClosingIterator(self.app(environ, start), end)


STATIC = "static"
"""Style and script: a line for each would hide the others."""


def bind() -> None:
    """What is known of a request as soon as its address is."""
    loaded = g.get("loaded")
    user = loaded.user.id if loaded is not None and loaded.user is not None else None
    bind_contextvars(route=request.endpoint or "-", user=user)


def init_app(app: Flask) -> None:
    """Before everything else that looks at a request."""
    app.before_request(bind)


def mount(app: Flask) -> None:
    """Around everything else that was put in front of the panel."""
    app.wsgi_app = Numbered(app.wsgi_app)  # type: ignore[method-assign]  # as Flask's manual does
