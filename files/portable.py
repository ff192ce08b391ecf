"""PDF from outside: what opens without doing anything. Judged by what it holds, not repaired."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pikepdf import Array, Dictionary, Object, PasswordError, Pdf, PdfError, Stream

from files.unfit import Cause, Unfit
from letters.pdf import read

MOST_OBJECTS = 200_000

ACTIONS = {
    "/JavaScript": (Cause.PROGRAM, "JavaScript"),
    "/Launch": (Cause.PROGRAM, "Launch"),
    "/Rendition": (Cause.PROGRAM, "Rendition"),
    "/RichMediaExecute": (Cause.PROGRAM, "RichMedia"),
    "/GoToE": (Cause.ENCLOSED, "GoToE"),
    "/GoToR": (Cause.OUTSIDE, "GoToR"),
    "/SubmitForm": (Cause.OUTSIDE, "SubmitForm"),
    "/ImportData": (Cause.OUTSIDE, "ImportData"),
}
"""What something in a PDF does when it is opened, clicked or printed. A plain link may stay."""

LINKS = {"/URI", "/Thread"}
"""Actions that lead somewhere: it depends on where."""
SCRIPT = re.compile(r"[\0-\x20]*(?:javascript|vbscript|data):", re.IGNORECASE)

KEYS = {
    "/JS": (Cause.PROGRAM, "JavaScript"),
    "/XFA": (Cause.PROGRAM, "XFA"),
    "/RichMediaContent": (Cause.PROGRAM, "RichMedia"),
    "/EF": (Cause.ENCLOSED, "EF"),
    "/EmbeddedFiles": (Cause.ENCLOSED, "EmbeddedFiles"),
    "/FFilter": (Cause.OUTSIDE, "FFilter"),
    "/FS": (Cause.OUTSIDE, "URL"),  # a file that is an address
}

SUSPECT = re.compile(
    b"|".join(re.escape(one.encode()) + rb"(?![A-Za-z])" for one in (*ACTIONS, *KEYS, *LINKS))
)
"""qpdf writes each name in one spelling, so that ``/J#61vaScript`` is found as well."""

BEHIND = 1024
"""So many bytes after the end mark are a remark of some program; more is another file."""
ZIP_END = b"PK\x05\x06"
ZIP_TAIL = 2**16 + 22


def check(data: bytes) -> None:
    """Raises Unfit unless this is one PDF that opens without a password and does nothing."""
    end = data.rfind(b"%%EOF")
    if end < 0:
        raise Unfit(Cause.DAMAGED)  # qpdf would mend it, and nobody would see what was cut off
    if len(data[end:].strip(b"\0\t\r\n ")) > BEHIND or ZIP_END in data[-ZIP_TAIL:]:
        raise Unfit(Cause.CONTENT, suffix="pdf")
    try:
        with read(data) as pdf:
            _check(pdf)
    except Unfit:
        raise
    except PasswordError:
        raise Unfit(Cause.PASSWORD) from None
    except Exception as error:
        # qpdf repairs much, and says in many ways what it cannot.
        raise Unfit(Cause.DAMAGED) from error


def _check(pdf: Pdf) -> None:
    if not len(pdf.pages):
        raise Unfit(Cause.DAMAGED)
    if len(pdf.objects) > MOST_OBJECTS:
        raise Unfit(Cause.BOMB)
    objects = list(pdf.objects)
    for one in objects:
        _look_at(one)
    if any(one is None for one in objects):
        _unpack(objects)


def _look_at(one: Object) -> None:
    """Written out first, which is quick: only what names something suspect is walked through."""
    plain: Any = one
    if isinstance(one, Stream):
        plain = one.stream_dict
        if "/F" in plain:
            raise Unfit(Cause.OUTSIDE, what="F")
    if isinstance(plain, (Dictionary, Array)) and SUSPECT.search(plain.unparse(resolved=True)):
        for found in _dictionaries(plain):
            _judge(found)


def _unpack(objects: Iterable[Object]) -> None:
    """An object that is nothing may lie in a stream too large to unpack, where others find it."""
    for one in objects:
        if isinstance(one, Stream):
            try:
                one.read_bytes()
            except PdfError:
                raise Unfit(Cause.BOMB) from None


def _dictionaries(one: Any) -> Iterator[Dictionary]:
    """This dictionary and those written inside it; what it refers to has its own turn."""
    if isinstance(one, Dictionary):
        yield one
    values = one.values() if isinstance(one, Dictionary) else one if isinstance(one, Array) else ()
    for value in values:
        if isinstance(value, (Dictionary, Array)) and not value.is_indirect:
            yield from _dictionaries(value)


def _judge(one: Dictionary) -> None:
    for key in one.keys() & KEYS.keys():
        cause, what = KEYS[key]
        raise Unfit(cause, what=what)
    action = str(one.get("/S", ""))
    if action in ACTIONS:
        cause, what = ACTIONS[action]
        raise Unfit(cause, what=what)
    if action == "/URI" and SCRIPT.match(str(one.get("/URI", ""))):
        raise Unfit(Cause.PROGRAM, what="script")
    if action == "/Thread" and "/F" in one:
        raise Unfit(Cause.OUTSIDE, what="Thread")
