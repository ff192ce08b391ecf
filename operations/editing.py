"""Editing a letter from Word or LibreOffice: a secret address, a lock, and a version per save.

A word processor cannot sign in, so the address is the secret: 256 random bits, kept hashed, of one
user for one letter. It holds for an hour after its last use and never longer than a working day;
every request asks anew whether this user may still edit this letter.
"""

import hashlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from letters import render
from models import Checkout, Complaint, DavLock, EditToken, Letter, db
from operations import access, audit, correspondence, documents, edit_tokens
from operations.clock import machine_now, today
from operations.transaction import transaction
from queries import editing, substitutions
from queries import letters as sent_letters
from queries.actors import actor_for
from rules.errors import NotFound, Refusal
from rules.permissions import Actor
from rules.vocabulary import LetterState, Permission, VersionOrigin
from rules.wording import told

IDLE, LONGEST = timedelta(hours=1), timedelta(hours=12)
"""How long an address holds after its last save or sign of life, and at most."""
LONGEST_LOCK = timedelta(minutes=30)
"""A word processor that is still there renews its lock long before; one that crashed does not."""
KEPT = timedelta(days=30)
"""How long an address that is over can tell why its last save was refused."""


class Locked(Refusal):
    """Someone has the letter open in a word processor, or the own lock is over."""


@dataclass(frozen=True)
class Session:
    """One request of a word processor: by whom, and for which letter."""

    token_id: int
    letter_id: int
    actor: Actor


@dataclass(frozen=True)
class Content:
    """The newest version of the letter, as a word processor gets it."""

    name: str
    sha256: str
    size: int
    at: datetime


@dataclass(frozen=True)
class Held:
    """A lock, as a word processor knows it."""

    token: str
    token_id: int
    """The address from which it was laid."""
    owner: str
    """What the word processor said of itself, in XML."""
    name: str
    at: datetime
    until: datetime


# --- on the letter page ---------------------------------------------------------------------


def open_letter(actor: Actor, letter_id: int) -> str:
    """Make the secret address at which this user edits this letter. Returns its token, once.

    Raises Refusal while the letter is open in a word processor.
    """
    token, moment = secrets.token_urlsafe(32), machine_now()
    with transaction():
        letter = _draft(actor, letter_id)
        if lock := editing.lock_on(letter_id, moment):
            whom = told("jou") if lock.user_id == actor.user_id else lock.user.name
            raise Refusal(
                told("Deze brief is al open in een tekstverwerker, bij %(name)s.", name=whom)
            )
        edit_tokens.end(EditToken.letter_id == letter_id, EditToken.user_id == actor.user_id)
        db.session.add(
            EditToken(
                token_hash=editing.hashed(token), letter=letter, user_id=actor.user_id,
                for_id=actor.acting_for, opened_at=moment, expires_at=moment + IDLE,
            )
        )  # fmt: skip
        audit.record(actor, "letter:opened_to_edit", letter.complaint, letter)
    return token


def file_name(letter: Letter) -> str:
    """What the letter is called in a word processor: a name without spaces, ending in .docx."""
    return f"{letter.complaint.reference}-{letter.kind.value}.docx"


def take_over(actor: Actor, letter_id: int) -> None:
    """Take the letter from whoever has it open; what they did not save is not in it.

    Their address stops working: a word processor that is still open would lock it again.
    """
    with transaction():
        letter = _draft(actor, letter_id)
        if lock := editing.lock_on(letter_id, machine_now()):
            _free(actor, letter, lock)


def release(actor: Actor, lock_id: int) -> None:
    """Free a letter that stayed locked, without reading it: for whoever keeps the panel running."""
    with transaction():
        access.require(actor, Permission.SETTING_MANAGE)
        lock = db.session.get(DavLock, lock_id)
        if lock is None:
            raise NotFound
        _free(actor, lock.letter, lock)


def _free(actor: Actor, letter: Letter, lock: DavLock) -> None:
    audit.record(actor, "letter:freed", letter.complaint, letter, left=lock.user_id)
    token = lock.edit_token
    edit_tokens.end(EditToken.id == token.id)
    if token.user_id != actor.user_id:
        token.refused_at, token.refused_because = machine_now(), editing.FREED


def check_out(actor: Actor, letter_id: int) -> tuple[str, bytes]:
    """Take the newest version along to edit it elsewhere: its name and bytes. Others see it."""
    with transaction():
        letter = _draft(actor, letter_id)
        version = letter.versions[-1]
        data = render.stamped(documents.read(version.document.sha256), version.number)
        db.session.execute(delete(Checkout).where(Checkout.letter_id == letter_id))
        db.session.add(
            Checkout(
                letter=letter, user_id=actor.user_id, number=version.number, since=machine_now()
            )
        )
        audit.record(actor, "letter:checked_out", letter.complaint, letter, number=version.number)
        return version.document.name, data


def check_in(actor: Actor, letter_id: int) -> None:
    """Take the mark away that the letter was taken along, without bringing a version back."""
    with transaction():
        letter = _draft(actor, letter_id)
        edit_tokens.check_in(letter, actor)
        audit.record(actor, "letter:checked_in", letter.complaint, letter)


def _draft(actor: Actor, letter_id: int) -> Letter:
    """A letter that the actor may edit now; its version stays.

    Its file is locked for this act, as every act on a letter begins with.
    """
    file = select(Complaint.id).join(Complaint.letters).where(Letter.id == letter_id)
    db.session.scalar(file.with_for_update(of=Complaint))
    letter = db.session.get(Letter, letter_id, populate_existing=True)
    if letter is None or not sent_letters.exists_for(actor, letter_id):
        raise NotFound
    access.require_for(actor, Permission.LETTER_WRITE, letter)
    if letter.state is not LetterState.DRAFT:
        raise Refusal("Deze brief is geen concept meer.", basis=correspondence.FROZEN)
    return letter


# --- from a word processor ------------------------------------------------------------------


def session(token: str) -> Session:
    """Who asks for what with this address, if that is still allowed.

    Raises NotFound for an address that never was or is over, and for a user who may not edit the
    letter any more.
    """
    found = editing.open_token(token, machine_now())
    if found is None:
        raise NotFound
    actor, letter = _editor(found), found.letter
    allowed = letter.state is LetterState.DRAFT and sent_letters.exists_for(actor, letter.id)
    if allowed:
        allowed = access.may(actor, Permission.LETTER_WRITE, letter.complaint)
    if not allowed or sent_letters.writes(actor, letter):
        raise NotFound
    return Session(found.id, letter.id, actor)


def _editor(token: EditToken) -> Actor:
    """Whoever opened the letter, still standing in for whom it was opened."""
    if token.for_id is None:
        return actor_for(token.user, today())
    found = substitutions.between(token.user_id, token.for_id, today())
    if found is None:
        raise NotFound
    return substitutions.standing_in(found, today())


def known(token: str) -> bool:
    """Whether this address ever was one."""
    return editing.known(token)


def content(asked: Session) -> Content:
    """What there is to open."""
    letter = db.session.get_one(Letter, asked.letter_id)
    version = letter.versions[-1]
    document = version.document
    return Content(file_name(letter), document.sha256, document.size, version.at)


def held(asked: Session) -> Held | None:
    """The lock on the letter, whoever has it."""
    lock = editing.lock_on(asked.letter_id, machine_now())
    return _held(lock) if lock else None


def lock(asked: Session, owner: str, wanted: timedelta) -> Held:
    """Lock the letter for this word processor. Raises Locked when it is locked already."""
    with transaction():
        token = _renewed(asked)
        if other := editing.lock_on(asked.letter_id, machine_now()):
            raise Locked(told("Deze brief is al open, bij %(name)s.", name=other.user.name))
        db.session.execute(delete(DavLock).where(DavLock.letter_id == asked.letter_id))
        made = DavLock(
            letter_id=asked.letter_id, edit_token=token, user_id=asked.actor.user_id,
            token=f"opaquelocktoken:{uuid.uuid4()}", owner=owner, since=machine_now(),
            expires_at=_until(wanted),
        )  # fmt: skip
        db.session.add(made)
        db.session.flush()
        return _held(made)


def refresh(asked: Session, lock_token: str, wanted: timedelta) -> Held:
    """Keep the own lock. Raises Locked when it is over or another's."""
    with transaction():
        _renewed(asked)
        mine = _own(asked, [lock_token])
        mine.expires_at = _until(wanted)
        return _held(mine)


def unlock(asked: Session, lock_token: str) -> None:
    """The word processor closed the letter. Raises Locked when this is not its lock."""
    with transaction():
        _draft(asked.actor, asked.letter_id)
        db.session.delete(_own(asked, [lock_token]))


def save(asked: Session, lock_tokens: list[str], data: bytes) -> None:
    """Keep what the word processor saved as a new version; the same bytes again are none.

    Raises Locked for whoever does not hold the lock, Refusal for a file that cannot be accepted.
    """
    returned = correspondence.read_back(data)
    with transaction():
        token = _renewed(asked)
        _own(asked, lock_tokens)
        newest = token.letter.versions[-1].document.sha256
        if hashlib.sha256(data).hexdigest() != newest:
            letter = correspondence.claim_draft(asked.actor, asked.letter_id, None)
            correspondence.put_back(asked.actor, letter, returned, VersionOrigin.SAVED)
            # A word processor that woke up later would save over it.
            edit_tokens.end(EditToken.letter_id == letter.id, EditToken.id != token.id)
        token.refused_at, token.refused_because = None, ""
        token.beside, token.beside_sha256 = "", None


def put_beside(asked: Session, name: str, data: bytes) -> None:
    """Keep what was saved under a temporary name, for when it is moved onto the letter.

    Some word processors save that way, so that a connection that breaks costs nothing. Raises
    Refusal for what no letter can be; then nothing is kept.
    """
    correspondence.read_back(data)
    with transaction():
        token = _renewed(asked)
        token.beside, token.beside_sha256 = name, documents.put(data)


def beside(asked: Session, name: str) -> bytes:
    """What was last saved under this temporary name, from this address. Raises Refusal if not."""
    token = db.session.get_one(EditToken, asked.token_id, populate_existing=True)
    if token.beside != name or token.beside_sha256 is None:
        raise Refusal("Je tekstverwerker bewaarde de brief via een tijdelijk bestand, en dat "
                      "kwam niet goed aan.")  # fmt: skip
    return documents.read(token.beside_sha256)


def refused(asked: Session, why: str) -> None:
    """Keep why a save was refused, to tell it on the letter page: the word processor does not."""
    with transaction():
        token = db.session.get_one(EditToken, asked.token_id)
        token.refused_at, token.refused_because = machine_now(), why


def _renewed(asked: Session) -> EditToken:
    """The address of this request, which holds longer because it is used."""
    _draft(asked.actor, asked.letter_id)
    token = db.session.get_one(EditToken, asked.token_id, populate_existing=True)
    if token.revoked_at is not None:
        raise NotFound
    token.expires_at = min(machine_now() + IDLE, token.opened_at + LONGEST)
    return token


def _own(asked: Session, lock_tokens: list[str]) -> DavLock:
    lock = editing.lock_on(asked.letter_id, machine_now())
    if lock is None or lock.edit_token_id != asked.token_id or lock.token not in lock_tokens:
        raise Locked("Deze brief is niet door jou vergrendeld.")
    return lock


def _until(wanted: timedelta) -> datetime:
    return machine_now() + min(wanted, LONGEST_LOCK)


def _held(lock: DavLock) -> Held:
    return Held(
        lock.token, lock.edit_token_id, lock.owner, lock.user.name, machine_now(), lock.expires_at
    )


def sweep() -> int:
    """Forget locks that ran out and addresses that are long over; how many there were."""
    with transaction():
        db.session.execute(delete(DavLock).where(DavLock.expires_at < machine_now()))
        idle = update(EditToken).where(EditToken.expires_at < machine_now())
        db.session.execute(idle.values(beside="", beside_sha256=None))
        over = delete(EditToken).where(EditToken.expires_at < machine_now() - KEPT)
        return len(db.session.scalars(over.returning(EditToken.id)).all())
