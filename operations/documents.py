"""The document store: a folder where every file lies under its own sha256.

Written before the transaction commits and never deleted by a request: after a crash there may be a
file without a row, never a row without its file.
"""

import hashlib
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from time import time

from flask import current_app
from sqlalchemy import exists, or_, select

from letters import package
from models import Complaint, Document, DraftFile, Letter, LetterTemplate, db
from operations import access, audit
from operations.clock import now
from operations.transaction import claim_file, transaction
from queries import complaints, letters
from rules.errors import Invalid, NotFound
from rules.permissions import Actor
from text import file_name

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _folder() -> Path:
    path: Path = current_app.extensions["wederhoor"].document_store
    return path


def _place(sha256: str) -> Path:
    return _folder() / sha256[:2] / sha256


def put(data: bytes) -> str:
    """Keep these bytes for good; returns their sha256 in hexadecimal."""
    sha256 = hashlib.sha256(data).hexdigest()
    place = _place(sha256)
    with suppress(FileNotFoundError):
        os.utime(place)  # whoever sweeps sees that it is wanted
        return sha256
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_name(f".{sha256}-{secrets.token_hex(4)}")
    with fresh.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(place)
    _sync(place.parent)
    return sha256


def _sync(folder: Path) -> None:
    """Make the name itself survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read(sha256: str) -> bytes:
    """The bytes under this sha256. Raises NotFound when the store does not have them."""
    try:
        return _place(sha256).read_bytes()
    except FileNotFoundError:
        raise NotFound from None


def reader(sha256: str) -> Callable[[], bytes]:
    """What reads these bytes later, while a download goes out and the request is over.

    Raises NotFound now when the store does not have them.
    """
    if size(sha256) is None:
        raise NotFound
    return _place(sha256).read_bytes


def file_in(
    actor: Actor,
    complaint: Complaint,
    data: bytes,
    name: str,
    *,
    media_type: str = WORD,
    origin: str,
    part_of_complaint: bool = False,
) -> Document:
    """Put a file in the dossier: bytes first, then the row. Part of another act."""
    return Document(
        complaint=complaint,
        sha256=put(data),
        name=file_name(name),
        media_type=media_type,
        size=len(data),
        origin=origin,
        part_of_complaint=part_of_complaint,
        recorded_at=now(),
        recorded_by_id=actor.user_id,
    )


def taken_over(actor: Actor, complaint: Complaint, file: DraftFile, origin: str) -> Document:
    """A file that came with the complaint: its bytes lie in the store already. Part of another
    act.
    """
    return Document(
        complaint=complaint,
        sha256=file.sha256,
        name=file.name,
        media_type=file.media_type,
        size=file.size,
        origin=origin,
        part_of_complaint=True,
        recorded_at=now(),
        recorded_by_id=actor.user_id,
    )


def size(sha256: str) -> int | None:
    """How many bytes the store has under this sha256; None when it has nothing."""
    try:
        return _place(sha256).stat().st_size
    except FileNotFoundError:
        return None


ORPHANED = timedelta(days=1)
"""How long a file may lie without a row: far longer than any act takes."""


def sweep() -> int:
    """Remove what an interrupted act left: files without a row, and half-written ones.

    Returns how many. A file that is put again meanwhile is taken back.
    """
    oldest = time() - ORPHANED.total_seconds()
    gone = 0
    for path in sorted(_folder().glob("[0-9a-f][0-9a-f]/*")):
        if path.stat().st_mtime < oldest and not _wanted(path.name):
            aside = path.with_name(f".{path.name}-swept")
            path.replace(aside)
            if aside.stat().st_mtime >= oldest or _wanted(path.name):
                aside.replace(path)
                continue
            aside.unlink()
            gone += 1
    db.session.rollback()
    return gone


def _wanted(name: str) -> bool:
    """Whether a row names these bytes."""
    db.session.rollback()  # what was committed a moment ago counts
    held = [
        exists().where(Document.sha256 == name),
        exists().where(DraftFile.sha256 == name),
        exists().where(LetterTemplate.sha256 == name),
        exists().where(Letter.sent_sha256 == name),
    ]
    return bool(db.session.scalar(select(or_(*held))))


# --- acts -----------------------------------------------------------------------------------

TYPES = {
    "pdf": ("application/pdf", b"%PDF-"),
    "docx": (WORD, b"PK\x03\x04"),
    "png": ("image/png", b"\x89PNG\r\n\x1a\n"),
    "jpg": ("image/jpeg", b"\xff\xd8\xff"),
    "jpeg": ("image/jpeg", b"\xff\xd8\xff"),
    "txt": ("text/plain", b""),
    "eml": ("message/rfc822", b""),
}
"""What may lie in a dossier, and how such a file begins."""

LARGEST = 10 * 2**20


def check_type(data: bytes, name: str) -> str:
    """The media type of a file whose content is what its name says. Raises Invalid otherwise."""
    suffix = name.rpartition(".")[2].casefold()
    media_type, begins = TYPES.get(suffix, ("", b""))
    allowed = ", ".join(sorted(TYPES))
    if not media_type:
        raise Invalid(file=f"Dit soort bestand kan niet. Toegestaan: {allowed}.")
    if not data:
        raise Invalid(file="Dit bestand is leeg.")
    if len(data) > LARGEST:
        raise Invalid(file="Dit bestand is groter dan 10 MB.")
    if not data.startswith(begins) or (not begins and b"\0" in data):
        raise Invalid(file=f"De inhoud van dit bestand past niet bij .{suffix}.")
    if media_type == WORD:
        try:
            package.validate(data)
        except package.Refused as error:
            raise Invalid(file=str(error)) from None
    return media_type


def add(actor: Actor, complaint_id: int, data: bytes, name: str, *, part_of_complaint: bool) -> int:
    """Add a file to the dossier. Returns the id of the document.

    Raises Invalid for a kind of file that may not lie there, or content that is not what the name
    says.
    """
    media_type = check_type(data, name)
    with transaction():
        complaint = claim_file(complaint_id, None)
        access.require(actor, access.EDIT[complaint.kind], complaint)
        document = file_in(
            actor, complaint, data, name,
            media_type=media_type, origin="toegevoegd", part_of_complaint=part_of_complaint,
        )  # fmt: skip
        db.session.add(document)
        db.session.flush()
        audit.record(actor, "document:added", complaint, document, sha256=document.sha256)
        return document.id


def open_document(actor: Actor, complaint_id: int, document_id: int) -> tuple[str, str, bytes]:
    """One document of a file to download: name, media type and bytes.

    The trail keeps who fetched it.
    """
    with transaction():
        document = db.session.get(Document, document_id)
        if document is None or document.complaint_id != complaint_id:
            raise NotFound
        if complaints.get(actor, complaint_id) is None or letters.hidden_document(
            actor, document_id
        ):
            raise NotFound
        data = read(document.sha256)
        audit.record(actor, "document:downloaded", document.complaint, document)
        return document.name, document.media_type, data
