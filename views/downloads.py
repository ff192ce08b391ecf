"""The one way in which a file goes out: as an attachment, never shown in the browser."""

from collections.abc import Iterable
from urllib.parse import quote

from flask import Response

from text import file_name, fold


def attachment(content: bytes | Iterable[bytes], name: str, media_type: str) -> Response:
    """A file to save, under a name that every browser and system can keep (RFC 6266)."""
    name = file_name(name)
    plain = "".join(
        one if (one.isalnum() and one.isascii()) or one in " ._-()" else "_" for one in fold(name)
    )
    response = Response(content, content_type=media_type)
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
