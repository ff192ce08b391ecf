"""Files from outside on their way in: looked at, scanned, and then kept or refused.

No actor and no complaint are needed: whoever fills in the public form has neither. Scanning takes
its time, so it comes before a transaction; what came through is an ``Incoming``, which nothing
else makes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import IO

from flask import current_app

from files import clamd, inspection, mail
from files.unfit import Cause, Unfit
from rules.errors import Invalid
from rules.vocabulary import ScanState
from settings import ScannerSocket
from text import file_name


@dataclass(frozen=True)
class Incoming:
    """A file that may be kept, and what the scanner said of it."""

    name: str
    media_type: str
    data: bytes
    scan: ScanState


@dataclass(frozen=True)
class Refused:
    """A file that is not kept: as it was called, and why."""

    name: str
    why: Unfit


@dataclass(frozen=True)
class Mail:
    """An e-mail from outside: what it says, which attachments may be kept, and which not.

    ``whole`` is the message as a file; None when an attachment is in it that may not be kept.
    """

    said: mail.Mail
    attached: Sequence[Incoming]
    refused: Sequence[Refused]
    whole: Incoming | None


def receive(data: bytes | IO[bytes], name: str, *, field: str = "file") -> Incoming:
    """One file that someone sent. Raises Invalid for ``field`` with the cause."""
    try:
        return looked_at(data, name)
    except Unfit as error:
        raise Invalid(**{field: error.words}) from None


def receive_all(
    files: Iterable[tuple[str, bytes | IO[bytes]]], *, there: int = 0
) -> tuple[list[Incoming], list[Refused]]:
    """Several files at once, by name and content, beside those that are ``there`` already.

    Each is taken or refused by itself: one wrong file does not lose the others.
    """
    taken: list[Incoming] = []
    refused: list[Refused] = []
    for name, content in files:
        try:
            if there + len(taken) >= inspection.MOST_FILES:
                raise Unfit(Cause.TOO_MANY, most=inspection.MOST_FILES)
            # A scanner that does not answer is asked once, not ten times half a minute.
            down = any(one.scan is ScanState.QUARANTINED for one in taken)
            taken.append(looked_at(content, name, down=down))
        except Unfit as error:
            refused.append(Refused(file_name(name), error))
    return taken, refused


def receive_mail(data: bytes | IO[bytes], name: str, *, field: str = "file") -> Mail:
    """An e-mail whose text and attachments go into a file. Raises Invalid when it is none."""
    content = data if isinstance(data, bytes) else data.read(inspection.LARGEST + 1)
    try:
        said = mail.read(content)
        taken, refused = receive_all((one.name, one.data) for one in said.attachments)
        whole = None if refused else looked_at(content, name)
    except Unfit as error:
        raise Invalid(**{field: error.words}) from None
    return Mail(said, taken, refused, whole)


def looked_at(content: bytes | IO[bytes], name: str, *, down: bool = False) -> Incoming:
    """One file that someone sent. Raises Unfit, with the cause for a page in any language."""
    checked = inspection.inspect(name, content)
    scan = ScanState.QUARANTINED if down else verdict(checked.data)
    if scan is ScanState.INFECTED:
        raise Unfit(Cause.VIRUS)
    return Incoming(checked.name, checked.media_type, checked.data, scan)


def scanner() -> ScannerSocket | None:
    """The scanner of this installation; None when it has none."""
    found: ScannerSocket | None = current_app.extensions["wederhoor"].scanner
    return found


def verdict(data: bytes) -> ScanState:
    """What the scanner says of these bytes; without its answer they wait."""
    found = scanner()
    if found is None:
        return ScanState.NOT_SCANNED
    try:
        return ScanState.INFECTED if clamd.virus(found, data) else ScanState.CLEAN
    except clamd.Unavailable:
        return ScanState.QUARANTINED
