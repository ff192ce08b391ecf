"""Static files: an address that changes with the content, and fewer bytes on the way.

Only these are packed. A page holds a token and echoes what someone typed, and the length of a
packed page would give the token away letter by letter (BREACH).
"""

import gzip
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path

import rcssmin
import rjsmin
from flask import Flask, Response, current_app, g, request

YEAR = 365 * 24 * 3600
PACKED: dict[str, Callable[[str], str]] = {
    ".css": rcssmin.cssmin, ".js": rjsmin.jsmin, ".svg": str,
}  # fmt: skip
"""What may be packed, and what leaves the remarks and the blanks out first."""


@cache
def _stamp(path: Path, changed: int) -> str:
    return sha256(path.read_bytes()).hexdigest()[:12]


@cache
def _packed(path: Path, changed: int) -> bytes:
    return gzip.compress(PACKED[path.suffix](path.read_text()).encode(), mtime=0)


def asset(name: str) -> str:
    """The address of a static file; it changes with the content, so browsers may keep it."""
    known: dict[str, str] = g.setdefault("assets", {})  # a page has fifty icons out of one file
    if name not in known:
        path = Path(str(current_app.static_folder)) / name
        known[name] = f"/static/{name}?v={_stamp(path, path.stat().st_mtime_ns)}"
    return known[name]


def pack(response: Response) -> Response:
    """Send a static text packed to a browser that takes gzip."""
    if request.endpoint != "static" or response.status_code != 200:
        return response
    path = Path(str(current_app.static_folder)) / (request.view_args or {})["filename"]
    if path.suffix not in PACKED:
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"]:
        response.close()  # the file that would have been read
        response.direct_passthrough = False
        response.set_data(_packed(path, path.stat().st_mtime_ns))
        response.content_encoding = "gzip"
        response.set_etag(f"{_stamp(path, path.stat().st_mtime_ns)}-gzip")
    return response


def init_app(app: Flask) -> None:
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = YEAR
    app.jinja_env.globals.update(asset=asset)
    app.after_request(pack)
