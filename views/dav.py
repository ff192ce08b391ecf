"""``/dav/<token>/<file>.docx``: one letter for Word or LibreOffice, over WebDAV (RFC 4918).

WsgiDAV speaks the protocol; what may be, operations say. It stands beside the panel as a WSGI
application of its own: there is no sign-in here, no session and no cookie, and the address is the
secret. Nothing of it is kept in a process: locks are rows, so any number of processes may serve.
"""

import re
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any
from urllib.parse import quote, unquote, urlsplit
from xml.sax.saxutils import escape

from flask import Flask, g
from sqlalchemy.exc import OperationalError
from structlog.contextvars import bind_contextvars
from werkzeug import Request, Response
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, TooManyRequests
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from wsgidav.dav_error import HTTP_FORBIDDEN, DAVError
from wsgidav.dav_provider import DAVCollection, DAVNonCollection, DAVProvider
from wsgidav.request_resolver import RequestResolver
from wsgidav.wsgidav_app import WsgiDAVApp

from logs import log
from models import db
from operations import attempts, documents, editing
from rules.errors import Closed, Conflict, Invalid, NotFound, NotPermitted, Refusal

PLACE = "/dav"
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "MS-Author-Via": "DAV",  # without it Office opens the letter read-only
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
LARGEST, LARGEST_REQUEST = documents.LARGEST, 2**16
"""What may be saved, and how long any other request may be, in bytes."""
TOO_LARGE = f"Het bestand is groter dan {LARGEST // 2**20} MB."
PACKED = b"PK"
"""How a Word file begins."""
LOCK_TOKEN = re.compile(r"<(opaquelocktoken:[^<>\s]+)>")
LONGEST_OWNER = 1000
GUESSES = 50
"""Unknown addresses that one computer may try in a quarter of an hour."""

TEMPORARY = re.compile(r"~\$.*|~WR[A-Z]\d*\.tmp|.*\.tmp|\.~lock\..*#", re.IGNORECASE)
"""What word processors put beside a document; accepted, so that they go on, and never kept."""
METHODS = ("OPTIONS", "GET", "HEAD", "PROPFIND", "PROPPATCH", "PUT", "LOCK", "UNLOCK")
"""What goes for the letter; it is not moved, copied or removed from outside."""
XML = "application/xml; charset=utf-8"

ANSWERS: tuple[tuple[type[Exception], int], ...] = (
    (editing.Locked, 423),
    (Closed, 503),
    (NotFound, 404),
    (NotPermitted, 403),
    (Refusal, 403),
    (Invalid, 403),
    (Conflict, 409),
    (OperationalError, 503),
)
"""What a refusal is called here."""


def mount(app: Flask) -> None:
    """Serve letters beside the panel, under every server that serves the panel."""
    door = DispatcherMiddleware(app.wsgi_app, {PLACE: Door(app)})
    # Flask's own way to put something in front; to mypy it is a method.
    app.wsgi_app = door  # type: ignore[method-assign]


@dataclass
class Opened:
    """What one request is about, kept in ``g`` where WsgiDAV's hooks find it."""

    session: editing.Session
    content: editing.Content
    path: str


class Door:
    """Lets in whoever has an address that holds, and says to WsgiDAV for which letter."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.dav = WsgiDAVApp(
            {
                # WsgiDAV's constructors have no types.
                "provider_mapping": {"/": Letters()},  # type: ignore[no-untyped-call]
                "mount_path": PLACE,
                "lock_storage": Locks(),
                "middleware_stack": [RequestResolver],
                "add_header_MS_Author_Via": False,  # HEADERS has it, for every answer
                # What it would write down names addresses.
                "logging": {"enable": False},
                "verbose": 1,
            }
        )

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        bind_contextvars(route="dav")
        request = Request(dict(environ))
        # What the server writes in its log afterwards, holds no address.
        masked = f"{PLACE}/-"
        environ |= {"PATH_INFO": "/-", "RAW_URI": masked, "REQUEST_URI": masked}
        with self.app.app_context():
            response = self.answer(request)
        response.headers.update(HEADERS)
        if request.method == "OPTIONS" and response.status_code == 200:
            response.headers.update({"Allow": ", ".join(METHODS), "DAV": "1,2"})
        return response(request.environ, start_response)

    def answer(self, request: Request) -> Response:
        try:
            return self.served(request)
        except HTTPException as error:
            return Response(status=error.code)
        except DAVError as error:
            if not error.err_condition:
                return Response(status=error.value)
            return Response(error.get_response_page()[1], error.value, content_type=XML)
        except Exception as error:
            status = next((one for kind, one in ANSWERS if isinstance(error, kind)), 500)
            if status >= 500:
                log().error("dav", kind=type(error).__name__, exc_info=status == 500)
            return Response(status=status)

    def served(self, request: Request) -> Response:
        token, _, name = request.path.strip("/").partition("/")
        g.opened = admitted(request, token) if token else None
        if "/" in name or (not token and request.method not in {"OPTIONS", "PROPFIND"}):
            raise NotFound
        db.session.rollback()  # a slow request keeps no connection waiting
        request.max_content_length = LARGEST if request.method == "PUT" else LARGEST_REQUEST
        try:
            body = request.get_data(cache=False)
        except RequestEntityTooLarge:
            if g.opened and name == g.opened.content.name and request.method == "PUT":
                editing.refused(g.opened.session, TOO_LARGE)
            raise
        if TEMPORARY.fullmatch(name):
            return temporary(request, name, body)
        if request.method not in METHODS:
            return Response(status=403)
        environ = request.environ
        environ |= {"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body))}
        if g.opened:
            environ["wsgidav.auth.user_name"] = _principal(g.opened.session.token_id)
        if request.method in {"PUT", "PROPPATCH"} and "HTTP_LOCK_TOKEN" in environ:
            # Where Word 2016 puts it (sabre-io/dav issue 980).
            environ.setdefault("HTTP_IF", f"({environ['HTTP_LOCK_TOKEN']})")
        if request.method in {"GET", "HEAD"}:
            # Word takes "not modified" for "read-only".
            environ.pop("HTTP_IF_NONE_MATCH", None)
            environ.pop("HTTP_IF_MODIFIED_SINCE", None)
        return Response.from_app(self.dav, environ, buffered=True)


def admitted(request: Request, token: str) -> Opened:
    """The letter behind an address. Guessing ends soon; what was an address once is no guess."""
    try:
        session = editing.session(token)
    except NotFound:
        if not editing.known(token):
            guesses = attempts.from_address("dav", request.remote_addr or "")
            if attempts.exhausted(guesses, GUESSES):
                raise TooManyRequests from None
            attempts.failed(guesses)
        raise
    bind_contextvars(user=session.actor.user_id)
    return Opened(session, editing.content(session), "/" + request.path.strip("/"))


def temporary(request: Request, name: str, body: bytes) -> Response:
    """Say yes to a file that a word processor will not miss; keep what may become the letter."""
    match request.method:
        case "PUT":
            if g.opened and body.startswith(PACKED):
                with suppress(Refusal):  # told when it is moved onto the letter
                    editing.put_beside(g.opened.session, name, body)
            return Response(status=201)
        case "DELETE" | "UNLOCK" | "PROPPATCH":
            return Response(status=204)
        case "LOCK":
            lock = "opaquelocktoken:0"
            xml = (
                '<?xml version="1.0" encoding="utf-8"?><D:prop xmlns:D="DAV:"><D:lockdiscovery>'
                "<D:activelock><D:locktype><D:write/></D:locktype><D:lockscope><D:exclusive/>"
                "</D:lockscope><D:depth>0</D:depth><D:timeout>Second-180</D:timeout><D:locktoken>"
                f"<D:href>{lock}</D:href></D:locktoken></D:activelock></D:lockdiscovery></D:prop>"
            )
            headers = {"Lock-Token": f"<{lock}>"}
            return Response(xml, 201, headers, content_type=XML)
        case "MOVE" | "COPY":
            target = unquote(urlsplit(request.headers.get("Destination", "")).path)
            if TEMPORARY.fullmatch(target.rpartition("/")[2]):
                return Response(status=201)
            return moved(request, name) if target == _letter_of(request) else Response(status=403)
        case "OPTIONS":
            return Response(status=200)
    return Response(status=404)


def _letter_of(request: Request) -> str:
    """Where the letter itself stands, beside this temporary file."""
    token = request.path.strip("/").partition("/")[0]
    return f"{PLACE}/{token}/{g.opened.content.name}"


def moved(request: Request, name: str) -> Response:
    """A temporary file that is moved onto the letter, is a save."""
    if request.method != "MOVE":
        return Response(status=403)
    if request.headers.get("Overwrite", "T").strip().upper() == "F":
        return Response(status=412)
    held = request.headers.get("If", "") + request.headers.get("Lock-Token", "")
    save(g.opened.session, LOCK_TOKEN.findall(held), lambda: editing.beside(g.opened.session, name))
    return Response(status=204)


def save(session: editing.Session, lock_tokens: list[str], data: Callable[[], bytes]) -> None:
    """A new version of the letter; why it was refused is told on the letter page."""
    try:
        editing.save(session, lock_tokens, data())
    except editing.Locked:
        raise
    except Refusal as error:
        editing.refused(session, str(error))
        raise


# --- what WsgiDAV asks ----------------------------------------------------------------------


class Letters(DAVProvider):
    """The one file behind an address, and the folders above it, which list nothing."""

    def get_resource_inst(self, path: str, environ: dict[str, Any]) -> Any:
        _, _, name = path.strip("/").partition("/")
        if not name:
            return Folder(path, environ)
        opened: Opened = g.opened
        return Letter(path, environ, opened) if name == opened.content.name else None


class Folder(DAVCollection):
    def get_member_names(self) -> list[str]:
        return []

    def prevent_locking(self) -> bool:
        return True


class Letter(DAVNonCollection):
    """The newest version of the letter."""

    def __init__(self, path: str, environ: dict[str, Any], opened: Opened) -> None:
        super().__init__(path, environ)
        self.opened = opened

    def get_content_length(self) -> int:
        return self.opened.content.size

    def get_content_type(self) -> str:
        return documents.WORD

    def get_last_modified(self) -> float:
        return self.opened.content.at.timestamp()

    # Without it Word stops saving after a pause (sabre-io/dav issue 1188).
    get_creation_date = get_last_modified

    def get_etag(self) -> str:
        return self.opened.content.sha256

    def support_etag(self) -> bool:
        return True

    def get_content(self) -> BytesIO:
        return BytesIO(documents.read(self.opened.content.sha256))

    def finalize_headers(self, environ: dict[str, Any], headers: list[tuple[str, str]]) -> None:
        headers.append(("Content-Disposition", f'attachment; filename="{self.name}"'))

    def begin_write(self, *, content_type: str | None = None) -> BytesIO:
        self.written = Written()
        return self.written

    def end_write(self, *, with_errors: bool) -> None:
        """A version is made of the whole file, here: what came half is no version."""
        if with_errors:
            return
        session, tokens = self.opened.session, self.environ["wsgidav.ifLockTokenList"]
        save(session, tokens, lambda: self.written.whole)
        self.opened.content = editing.content(session)

    def set_property_value(self, name: str, value: Any, *, dry_run: bool = False) -> None:
        """After each save Word sets times and attributes of its own; the record has better ones."""
        if not name.startswith("{urn:schemas-microsoft-com:}"):
            raise DAVError(HTTP_FORBIDDEN)


class Written(BytesIO):
    """What was written, for after it is closed."""

    whole = b""

    def close(self) -> None:
        self.whole = self.getvalue()
        super().close()


Lock = dict[str, Any]


class Locks:
    """The lock on the letter of this request, as WsgiDAV's lock manager wants to see it.

    The manager looks before it acts, within one process; that holds across processes because
    ``create``, ``refresh`` and ``delete`` decide anew, each in one transaction.
    """

    def open(self) -> None: ...

    def close(self) -> None: ...

    def get(self, token: str) -> Lock | None:
        return next((one for one in self._locks() if one["token"] == token), None)

    def create(self, path: str, lock: Lock) -> Lock:
        owner = lock["owner"].decode()
        owner = owner if len(owner) <= LONGEST_OWNER else ""
        lock |= _shown(editing.lock(g.opened.session, owner, _wanted(lock["timeout"])))
        return lock

    def refresh(self, token: str, *, timeout: float) -> Lock:
        return _shown(editing.refresh(g.opened.session, token, _wanted(timeout)))

    def delete(self, token: str) -> bool:
        editing.unlock(g.opened.session, token)
        return True

    def get_lock_list(
        self, path: str, *, include_root: bool, include_children: bool, token_only: bool
    ) -> list[Any]:
        here = include_root and g.opened is not None and unquote(path) == g.opened.path
        return [one["token"] if token_only else one for one in self._locks() if here]

    def _locks(self) -> list[Lock]:
        held = editing.held(g.opened.session) if g.opened else None
        return [_shown(held)] if held else []


def _wanted(seconds: float) -> timedelta:
    """For how long a lock is asked; "infinite" comes as -1."""
    return timedelta(seconds=seconds) if seconds > 0 else editing.LONGEST_LOCK


def _shown(held: editing.Held) -> Lock:
    """A lock in WsgiDAV's own form. Whoever is not its holder, sees the holder's name in it."""
    opened: Opened = g.opened
    owner = held.owner
    if held.token_id != opened.session.token_id:
        owner = f'<D:owner xmlns:D="DAV:">{escape(held.name)}</D:owner>'
    seconds = (held.until - held.at).total_seconds()
    return {
        "root": quote(opened.path),
        "type": "write",
        "scope": "exclusive",
        "depth": "0",
        "owner": owner.encode(),
        "principal": _principal(held.token_id),
        "token": held.token,
        "timeout": seconds,
        "expire": time.time() + seconds,
    }


def _principal(token_id: int) -> str:
    """One address is one principal: the same user may have the letter open twice."""
    return f"edit-{token_id}"
