"""The document store: a folder where every file lies under its own sha256.

Written before the transaction commits and never deleted by a request: after a crash there may be a
file without a row, never a row without its file.
"""

import hashlib
import os
import re
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from functools import lru_cache, partial
from pathlib import Path
from time import time

from flask import current_app
from sqlalchemy import exists, or_, select

from files import clamd, inspection
from files.keyring import HEADER, OVERHEAD, Damaged, Keyring, Unknown, closed_by
from models import Complaint, Document, db
from operations import access, audit, incoming, indexing
from operations.clock import now
from operations.incoming import Incoming
from operations.transaction import claim_file, hold_file, transaction
from queries import complaints, health, letters
from rules.errors import Closed, Invalid, NotFound, Refusal
from rules.permissions import Actor
from rules.vocabulary import HELD, UNSCANNED, ScanState
from rules.wording import Dutch, told
from settings import SettingsError, document_keys
from text import file_name

WHOLE = re.compile(r"[0-9a-f]{64}\Z")
"""How a file is called that was written to its end."""
WORD, LARGEST = inspection.WORD, inspection.LARGEST


def _folder() -> Path:
    path: Path = current_app.extensions["wederhoor"].document_store
    return path


def _place(sha256: str) -> Path:
    return _folder() / sha256[:2] / sha256


NO_KEY: Dutch = (
    "Dit bestand is versleuteld en de sleutel ontbreekt. Vraag wie de server bedient om "
    "DOCUMENT_KEYS na te kijken."
)
BROKEN: Dutch = (
    "Dit bestand is beschadigd in de opslag. Vraag wie de server bedient om het terug te zetten "
    "uit de back-up."
)


def keyring() -> Keyring:
    """The keys as they stand in their file now: a key that is added, counts at once.

    Raises Closed when they cannot be read; nothing is then written in the open.
    """
    return _keyring(_keys())


def _keys() -> Path | None:
    path: Path | None = current_app.extensions["wederhoor"].document_keys
    return path


def _keyring(path: Path | None) -> Keyring:
    if path is None:
        return Keyring(())
    try:
        return _read_keys(path, path.stat().st_mtime_ns)
    except (OSError, SettingsError):
        raise Closed(NO_KEY) from None


@lru_cache(maxsize=4)
def _read_keys(path: Path, _changed: int) -> Keyring:
    return Keyring(document_keys(path))


def put(data: bytes) -> str:
    """Keep these bytes for good; returns their sha256 in hexadecimal."""
    sha256 = hashlib.sha256(data).hexdigest()
    place = _place(sha256)
    with suppress(FileNotFoundError):
        os.utime(place)  # whoever sweeps sees that it is wanted
        return sha256
    place.parent.mkdir(parents=True, exist_ok=True)
    _lay_down(place, keyring().seal(sha256, data))
    return sha256


def _lay_down(place: Path, raw: bytes) -> None:
    """Bytes under their name, whole or not at all."""
    fresh = place.with_name(f".{place.name}-{secrets.token_hex(4)}")
    with fresh.open("wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(place)
    sync(place.parent)


def sync(folder: Path) -> None:
    """Make the name itself survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read(sha256: str) -> bytes:
    """The bytes under this sha256. Raises NotFound when the store does not have them, and Closed
    when it cannot open them.
    """
    return _read(_place(sha256), _keys())


def _read(place: Path, keys: Path | None) -> bytes:
    try:
        raw = place.read_bytes()
    except FileNotFoundError:
        raise NotFound from None
    try:
        return _keyring(keys).opened(place.name, raw)
    except Unknown:
        raise Closed(NO_KEY) from None
    except Damaged:
        raise Closed(BROKEN) from None


def reader(sha256: str) -> Callable[[], bytes]:
    """What reads these bytes later, while a download goes out and the request is over.

    Raises NotFound now when the store does not have them.
    """
    if size(sha256) is None:
        raise NotFound
    return partial(_read, _place(sha256), _keys())


@dataclass(frozen=True)
class Kept:
    """A file whose bytes are in the store: what its row will say."""

    sha256: str
    size: int
    name: str
    media_type: str
    scan: ScanState | None


def store(one: Incoming) -> Kept:
    """Put a file from outside in the store; its row may come much later."""
    return Kept(put(one.data), len(one.data), one.name, one.media_type, one.scan)


def file_in(
    actor: Actor,
    complaint: Complaint,
    data: bytes,
    name: str,
    *,
    media_type: str = WORD,
    origin: str,
) -> Document:
    """Put a file that the panel made in the dossier. Part of another act."""
    made = Kept(put(data), len(data), file_name(name), media_type, None)
    return filed(actor, complaint, made, origin=origin)


def filed(
    actor: Actor,
    complaint: Complaint,
    one: Incoming | Kept,
    *,
    origin: str,
    part_of_complaint: bool = False,
) -> Document:
    """Put a file in the dossier: bytes first, then the row. Part of another act."""
    kept = store(one) if isinstance(one, Incoming) else one
    return Document(
        complaint=complaint,
        **vars(kept),
        origin=origin,
        part_of_complaint=part_of_complaint,
        recorded_at=now(),
        recorded_by_id=actor.user_id,
    )


def is_letter(document: Document) -> bool:
    """Whether this is the Word file of a letter of the panel."""
    return document.origin == letters.MADE and document.media_type == WORD


def safe(document: Document) -> str:
    """The sha256 of a document that may be opened. Raises Refusal while it may not.

    Everything that leaves the dossier is asked for here.
    """
    if document.scan in HELD:
        raise Refusal(
            told("%(name)s %(scan)s en gaat niet open.", name=document.name, scan=document.scan)
        )
    return document.sha256


def size(sha256: str) -> int | None:
    """How many bytes the store gives under this sha256; None when it has nothing."""
    try:
        place = _place(sha256)
        return place.stat().st_size - (OVERHEAD if closed_by(_head(place)) else 0)
    except FileNotFoundError:
        return None


def _head(place: Path) -> bytes:
    with place.open("rb") as file:
        return file.read(HEADER)


def spare(hashes: Iterable[str]) -> None:
    """Let no sweep of today take these: they are going to be read, whatever their rows do."""
    for sha256 in hashes:
        with suppress(FileNotFoundError):  # a backup says so
            os.utime(_place(sha256))


def names() -> Iterator[str]:
    """The sha256 of every file in the store."""
    return (path.name for path in _folder().glob("[0-9a-f][0-9a-f]/*"))


ORPHANED = timedelta(days=1)
"""How long a file may lie without a row: far longer than any act takes."""


def sweep() -> int:
    """Remove what an interrupted act left: files without a row, and half-written ones.

    Returns how many. A file that is put again meanwhile is taken back.
    """
    return _removed(sorted(_folder().glob("[0-9a-f][0-9a-f]/*")), ORPHANED)


AN_ACT = timedelta(minutes=10)
"""Longer than it takes from writing the bytes to writing the row that names them."""


def remove(hashes: Iterable[str]) -> int:
    """Take away the bytes under these sha256 that no row names any more; how many files.

    What someone put there just now stays: then the sweep of the night looks again.
    """
    places = map(_place, sorted(set(hashes)))
    return _removed([one for one in places if one.exists()], AN_ACT)


def _removed(paths: Iterable[Path], age: timedelta) -> int:
    """Those that were not put within this time, and that no row names."""
    oldest = time() - age.total_seconds()
    gone = 0
    for path in paths:
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
    held = [exists().where(column == name) for column in health.NAMING]
    return bool(db.session.scalar(select(or_(*held))))


# --- keys -----------------------------------------------------------------------------------


class Seal(StrEnum):
    """How a file of the store lies there."""

    OPEN = "open"
    NEWEST = "newest"
    OLDER = "older"
    UNKNOWN = "unknown"


def seals() -> Counter[Seal]:
    """How many files lie how."""
    keys, found = keyring(), Counter[Seal]()
    for path in _files():
        with suppress(FileNotFoundError):
            found[_seal(keys, path)] += 1
    return found


def _files() -> Iterator[Path]:
    return (one for one in sorted(_folder().glob("[0-9a-f][0-9a-f]/*")) if WHOLE.match(one.name))


def _seal(keys: Keyring, path: Path) -> Seal:
    closed = closed_by(_head(path))
    if closed is None:
        return Seal.OPEN
    if closed == keys.first:
        return Seal.NEWEST
    return Seal.OLDER if closed in keys.keys else Seal.UNKNOWN


@dataclass
class Resealed:
    """What came of closing files with the newest key."""

    done: int = 0
    stuck: list[str] = field(default_factory=list)
    """Of which nothing came: no key, or not what their names say."""


def reseal(actor: Actor, *, which: frozenset[Seal]) -> Resealed:
    """Close every file that lies so with the newest key, one by one, while the panel serves.

    Each is there the whole time, as it was or as it becomes: broken off, it can be done again.
    Raises Refusal without a key.
    """
    if keyring().first is None:
        raise Refusal("Er is geen sleutel ingesteld (DOCUMENT_KEYS).")
    came = Resealed()
    for path in _files():
        try:
            if _seal(keyring(), path) in which:
                _lay_anew(path)
                came.done += 1
        except Closed:
            came.stuck.append(path.name)
        except FileNotFoundError:
            continue  # swept, or destroyed
    with transaction():
        audit.record(actor, "installation:resealed", count=came.done)
    return came


def _lay_anew(path: Path) -> None:
    data = read(path.name)
    if hashlib.sha256(data).hexdigest() != path.name:
        raise Closed(BROKEN)
    raw = keyring().seal(path.name, data)
    if path.exists():  # what was destroyed a moment ago does not come back
        _lay_down(path, raw)


# --- acts -----------------------------------------------------------------------------------


def take_along(actor: Actor, complaint: Complaint, kept: Kept, origin: str) -> None:
    """Put a file that was kept before in the dossier. Part of another act.

    Raises Invalid when it was swept meanwhile.
    """
    try:
        os.utime(_place(kept.sha256))  # whoever sweeps sees that it is wanted
    except FileNotFoundError:
        text = told("%(name)s is niet meer bewaard. Voeg het opnieuw toe.", name=kept.name)
        raise Invalid(files=text) from None
    document = filed(actor, complaint, kept, origin=origin, part_of_complaint=True)
    db.session.add(document)
    db.session.flush()
    audit.record(actor, "document:added", complaint, document, sha256=document.sha256)


def add(
    actor: Actor,
    complaint_id: int,
    data: bytes,
    name: str,
    *,
    part_of_complaint: bool,
    special_data: bool = False,
) -> int:
    """Add a file to the dossier. Returns the id of the document.

    Raises Invalid for a file that is not taken: see ``files.unfit``.
    """
    received = incoming.receive(data, name)
    with transaction():
        complaint = claim_file(complaint_id, None)
        access.require(actor, access.EDIT[complaint.kind], complaint)
        document = filed(
            actor, complaint, received, origin="toegevoegd", part_of_complaint=part_of_complaint
        )
        document.special_data = special_data
        db.session.add(document)
        db.session.flush()
        audit.record(actor, "document:added", complaint, document, sha256=document.sha256)
        return document.id


def mark(actor: Actor, complaint_id: int, document_id: int, *, special_data: bool) -> None:
    """Say whether a document holds special data: then nobody searches in it outside its file
    (law.md P3; art. 9 AVG).
    """
    with transaction():
        document = db.session.get(Document, document_id)
        if document is None or document.complaint_id != complaint_id:
            raise NotFound
        complaint = hold_file(complaint_id)
        access.require(actor, access.EDIT[complaint.kind], complaint)
        if letters.hidden_document(actor, document_id):
            raise NotFound
        document.special_data = special_data
        if special_data:
            indexing.forget_document(document_id)
        audit.record(actor, "document:marked", complaint, document, special_data=special_data)


def open_document(actor: Actor, complaint_id: int, document_id: int) -> tuple[str, str, bytes]:
    """One document of a file to download: name, media type and bytes.

    The trail keeps who fetched it. Raises Refusal while it waits for the scanner.
    """
    with transaction():
        document = db.session.get(Document, document_id)
        if document is None or document.complaint_id != complaint_id:
            raise NotFound
        if complaints.get(actor, complaint_id) is None or letters.hidden_document(
            actor, document_id
        ):
            raise NotFound
        data = read(safe(document))
        audit.record(actor, "document:downloaded", document.complaint, document)
        return document.name, document.media_type, data


# --- scanning what waits --------------------------------------------------------------------


def scan_waiting(actor: Actor) -> Counter[ScanState]:
    """Scan every file that nothing has looked at yet, and write down what came of it.

    Returns how many files came out how; those that still wait when the scanner does not answer
    are counted as quarantined. Two at once do the same work, and write it down once.
    """
    done: Counter[ScanState] = Counter()
    waiting = _waiting()
    scanner = incoming.scanner()
    for place, sha256 in enumerate(waiting if scanner else ()):
        try:
            found = incoming.verdict(read(sha256))
        except NotFound:
            continue  # `flask check` names it
        if found is ScanState.QUARANTINED and scanner and not clamd.answers(scanner):
            done[found] += len(waiting) - place
            break
        done[found] += 1
        if found is not ScanState.QUARANTINED:
            _judge(actor, sha256, found)
    return done


def _waiting() -> list[str]:
    query = select(Document.sha256).where(Document.scan.in_(UNSCANNED)).distinct()
    hashes = list(db.session.scalars(query.order_by(Document.sha256)))
    db.session.rollback()  # nothing stays open while the scanner takes its time
    return hashes


def _judge(actor: Actor, sha256: str, found: ScanState) -> None:
    with transaction():
        query = select(Document).where(Document.sha256 == sha256, Document.scan.in_(UNSCANNED))
        for document in db.session.scalars(query.order_by(Document.id).with_for_update()):
            document.scan = found
            if found in HELD:
                indexing.forget_document(document.id)
            audit.record(actor, "document:scanned", document.complaint, document, scan=found.value)
