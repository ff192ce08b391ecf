"""One file from outside: its clean name, what it is by content, and the bytes that may be kept.

Nothing here runs, opens or fetches what it looks at.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from files import mail, pictures, portable
from files.unfit import N_, Cause, Unfit
from letters import package
from rules.wording import told
from text import file_name

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MIB = 2**20
LARGEST = 10 * MIB
MOST_FILES = 10


@dataclass(frozen=True)
class Checked:
    """A file that may be kept. The bytes are those to keep: a picture lost what it told."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True)
class Kind:
    """One kind of file: its media type, how it begins, and what gives back the bytes to keep."""

    media_type: str
    begins: bytes
    kept: Callable[[bytes], bytes]


def _pdf(data: bytes) -> bytes:
    portable.check(data)
    return data


def _word(data: bytes) -> bytes:
    if data.startswith(OLD_OFFICE):  # what Word makes of a document with a password
        raise Unfit(Cause.PASSWORD)
    try:
        package.validate(data)
    except package.Refused as error:
        if b"vbaProject" in data:
            raise Unfit(Cause.PROGRAM, what="macro") from None
        raise Unfit(Cause.WORD, sentence=told(error.sentence)) from None
    return data


def _text(data: bytes) -> bytes:
    if data.startswith(MAGIC) or CONTROL.search(data):
        raise Unfit(Cause.CONTENT, suffix="txt")
    return data


def _mail(data: bytes) -> bytes:
    """A message is as good as what is attached to it."""
    for one in mail.read(data).attachments:
        try:
            inspect(one.name, one.data)
        except Unfit as error:
            raise Unfit(Cause.ATTACHED, name=file_name(one.name), sentence=error) from None
    return data


CONTROL = re.compile(rb"[\0-\x08\x0e-\x1f\x7f]")
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAGIC = (b"MZ", b"%PDF", b"PK\x03\x04", b"{\\rtf", b"GIF8", b"%!PS")
"""What begins so is no plain text, though it may be written in letters."""

JPEG = Kind("image/jpeg", b"\xff\xd8\xff", pictures.stripped_jpeg)
KINDS = {
    "pdf": Kind("application/pdf", b"%PDF-", _pdf),
    "docx": Kind(WORD, b"", _word),
    "jpg": JPEG,
    "jpeg": JPEG,
    "png": Kind("image/png", pictures.PNG, pictures.stripped_png),
    "txt": Kind("text/plain", b"", _text),
    "eml": Kind("message/rfc822", b"", _mail),
}
"""What is taken; everything else is not. Each of these can be looked at, and printed."""

ALLOWED = ", ".join(KINDS)

SAVE_AS_PDF = N_("Bewaar het als pdf.")
HINTS = {
    "doc": N_("Bewaar het als .docx of pdf."),
    "docm": N_("Bewaar het zonder macro’s als .docx."),
    "msg": N_("Bewaar de e-mail als .eml of pdf."),
    "heic": N_("Bewaar de foto als jpg."),
    "heif": N_("Bewaar de foto als jpg."),
    "webp": N_("Bewaar de foto als jpg of png."),
    "gif": N_("Bewaar de afbeelding als png."),
    "zip": N_("Pak het uit en voeg de bestanden los toe."),
    **dict.fromkeys(("odt", "rtf", "pages", "xls", "xlsx", "ods", "ppt", "pptx"), SAVE_AS_PDF),
}
"""What to do with kinds that people often have."""


def inspect(name: str, content: bytes | IO[bytes]) -> Checked:
    """The file as it may be kept, or Unfit with the cause. Reads no more than it takes."""
    data = content if isinstance(content, bytes) else content.read(LARGEST + 1)
    name = file_name(name)
    suffix = name.rpartition(".")[2].casefold() if "." in name else ""
    kind = KINDS.get(suffix)
    if kind is None:
        raise Unfit(Cause.KIND, HINTS.get(suffix, ""), allowed=ALLOWED)
    if not data:
        raise Unfit(Cause.EMPTY)
    if len(data) > LARGEST:
        raise Unfit(Cause.TOO_BIG, most=LARGEST // MIB)
    if not data.startswith(kind.begins):
        raise Unfit(Cause.CONTENT, suffix=suffix)
    return Checked(name, kind.media_type, kind.kept(data))
