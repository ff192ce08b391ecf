"""Getting in with a code: a session of its own, apart from the sign-in of staff.

A code that never was, that ended and that was revoked give the same answer for the same work.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, update

from models import CodeSession, Party, db
from operations import access_codes, attempts, audit
from operations.clock import machine_now, now, today
from operations.transaction import transaction
from queries import portal
from queries.actors import visitor

IDLE = timedelta(minutes=20)
LONGEST = timedelta(hours=2)
TOUCH = timedelta(minutes=1)
"""How stale ``seen_at`` may get: one write a minute instead of one a request."""

PER_ADDRESS, ALTOGETHER = 10, 1000
"""Wrong codes in a quarter of an hour before the door closes: for one address, and for all.

The second is no lock against guessing (98 bits do that) but against being flooded.
"""


class TooOften(Exception):
    """The door is closed for a while, for whatever code."""


def enter(typed: str, address: str) -> str | None:
    """The key for the cookie, or None when this is no code that works.

    Raises TooOften after too many wrong ones.
    """
    own, every = attempts.from_address("code", address), "code:*"
    if attempts.exhausted(own, PER_ADDRESS) or attempts.exhausted(every, ALTOGETHER):
        raise TooOften
    with transaction():
        code = portal.code(access_codes.hashed(typed), now())
        if code is not None:
            key, moment = secrets.token_urlsafe(32), machine_now()  # 256 random bits
            code.used_at = now()
            db.session.add(
                CodeSession(key_hash=_hash(key), code=code, created_at=moment, seen_at=moment)
            )
            audit.record(visitor(today()), "access_code:used", code.party.complaint_id, code)
            return key
    attempts.failed(own, every)
    return None


@dataclass(frozen=True)
class Visit:
    """A party who came in with a code that still works."""

    party: Party
    code_id: int


def visit(key: str) -> Visit | None:
    """Who this browser belongs to; None when the session or its code ended."""
    moment = machine_now()
    found = portal.session(_hash(key), now())
    if found is None or found.seen_at < moment - IDLE or found.created_at < moment - LONGEST:
        return None
    if found.seen_at < moment - TOUCH:
        with transaction():
            seen = update(CodeSession).where(CodeSession.key_hash == _hash(key))
            db.session.execute(seen.values(seen_at=moment))
        found = portal.session(_hash(key), now())
    return Visit(found.code.party, found.code_id) if found else None


def leave(key: str) -> None:
    """End this session."""
    with transaction():
        db.session.execute(delete(CodeSession).where(CodeSession.key_hash == _hash(key)))


def sweep() -> int:
    """Forget sessions that nobody can use any more; how many there were."""
    moment = machine_now()
    stale = delete(CodeSession).where(
        (CodeSession.seen_at < moment - IDLE) | (CodeSession.created_at < moment - LONGEST)
    )
    with transaction():
        return len(db.session.scalars(stale.returning(CodeSession.key_hash)).all())


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode(errors="replace")).hexdigest()
