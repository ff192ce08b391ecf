"""A browser without a network: the whole WSGI application answers, and nothing else is timed."""

import io
import re
import time
from collections.abc import Callable, Mapping
from contextvars import Context
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from werkzeug.test import create_environ

REFERENCE = re.compile(r"[KM]\d{4}-\d{4,}")


class Browser:
    """Keeps cookies and asks pages of one application."""

    def __init__(self, app: Flask) -> None:
        self.app, self.cookie = app, ""

    def get(self, address: str) -> str:
        """The page. Anything but 200 ends the measurement."""
        status, _, body = self._ask(create_environ(address, headers=self._headers()))
        assert status.startswith("200"), f"{address}: {status}"
        return body

    def seconds(self, address: str, form: Mapping[str, str] | None = None) -> float:
        """How long the application takes for this page, or for what is sent to it."""
        environ = (
            self._posting(address, form)
            if form
            else create_environ(address, headers=self._headers())
        )
        begun = time.perf_counter()
        status, _, _ = self._ask(environ)
        took = time.perf_counter() - begun
        assert status.startswith("302" if form else "200"), f"{address}: {status}"
        return took

    def sign_in(self, email: str, password: str) -> None:
        _, headers, page = self._ask(create_environ("/login"))
        self._keep(headers)
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        assert token, "the sign-in page has no token"
        form = {"email": email, "password": password, "csrf_token": token[1]}
        status, headers, _ = self._ask(self._posting("/login", form))
        assert status.startswith("302"), status
        self._keep(headers)

    def _posting(self, address: str, form: Mapping[str, str]) -> dict[str, Any]:
        data = urlencode(form).encode()
        return create_environ(
            address, method="POST", input_stream=io.BytesIO(data), headers=self._headers(),
            content_type="application/x-www-form-urlencoded", content_length=len(data),
        )  # fmt: skip

    def _headers(self) -> dict[str, str]:
        return {"Cookie": self.cookie} if self.cookie else {}

    def _keep(self, headers: list[tuple[str, str]]) -> None:
        found = [value.split(";")[0] for name, value in headers if name.lower() == "set-cookie"]
        self.cookie = "; ".join(found) or self.cookie

    def _ask(self, environ: dict[str, Any]) -> tuple[str, list[tuple[str, str]], str]:
        told: list[Any] = []

        def start(status: str, headers: list[tuple[str, str]], _: Any = None) -> Callable[..., Any]:
            told.extend((status, headers))
            return told.append

        def answered() -> bytes:
            answer: Any = self.app(environ, start)
            body = b"".join(answer)
            if hasattr(answer, "close"):
                answer.close()
            return body

        # As a server does it: what the measurement itself has open is not the request's.
        body = Context().run(answered)
        return told[0], told[1], body.decode()


def references(page: str) -> list[str]:
    """The references in a list, in order, each once: what was asked of the database."""
    return list(dict.fromkeys(REFERENCE.findall(page)))
