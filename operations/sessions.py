"""Browser sessions on our side: found by a hash, ended by deleting the row.

They are written outside the act of the request, on a connection of their own: a refused act must
not sign anyone out.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import Connection, Select, bindparam, delete, insert, select, update
from sqlalchemy.orm import joinedload

from models import User, WebSession, db
from operations.clock import machine_now
from queries.actors import involved_anywhere

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=8)
TOUCH = timedelta(minutes=1)
"""How stale ``seen_at`` may get: one write a minute instead of one a request."""


def hashed(key: str) -> str:
    """What is kept of the key; it opens nothing."""
    return hashlib.sha256(key.encode()).hexdigest()


def _writing() -> Connection:
    return db.engine.connect().execution_options(wederhoor_write=True)


@dataclass(frozen=True)
class Loaded:
    """A live session: its data, its user with roles, and whether that user is in any file."""

    data: bytes
    user: User | None
    uninvolved: bool


@cache
def _reading() -> Select[bytes, datetime, datetime, bool, User]:
    involved = involved_anywhere().label("involved")
    return (
        select(WebSession.data, WebSession.created_at, WebSession.seen_at, involved, User)
        .outerjoin(User, User.id == WebSession.user_id)
        .where(WebSession.key_hash == bindparam("key_hash"))
        .options(joinedload(User.roles))
    )


def load(key: str) -> Loaded | None:
    """A live session, in the one statement that every page begins with.

    None when it ended, was idle too long, or never was.
    """
    found = db.session.execute(_reading(), {"key_hash": hashed(key)}).unique().first()
    moment = machine_now()
    if found is None or found.seen_at < moment - IDLE or found.created_at < moment - LONGEST:
        return None
    if found.seen_at < moment - TOUCH:
        touch = update(WebSession).where(WebSession.key_hash == hashed(key)).values(seen_at=moment)
        with _writing() as connection, connection.begin():
            connection.execute(touch)
    return Loaded(bytes(found.data), found.User, not found.involved)


def begin(data: bytes, user_id: int | None, device: str = "") -> str:
    """Start a session; its eight hours count from here. Returns the key for the cookie."""
    key, moment = secrets.token_urlsafe(32), machine_now()  # 256 random bits
    row = insert(WebSession).values(
        key_hash=hashed(key), user_id=user_id, data=data, device=device[:80],
        created_at=moment, seen_at=moment,
    )  # fmt: skip
    with _writing() as connection, connection.begin():
        connection.execute(row)
    return key


def save(key: str, data: bytes, user_id: int | None) -> None:
    """Keep the data of a session that is still there: what was ended meanwhile stays ended."""
    change = update(WebSession).where(WebSession.key_hash == hashed(key))
    with _writing() as connection, connection.begin():
        connection.execute(change.values(data=data, user_id=user_id, seen_at=machine_now()))


def end(key: str) -> None:
    """End this session."""
    with _writing() as connection, connection.begin():
        connection.execute(delete(WebSession).where(WebSession.key_hash == hashed(key)))


# --- those of one person --------------------------------------------------------------------


def live(user_id: int | None) -> Sequence[WebSession]:
    """The sessions with which someone is signed in now; the one used last first."""
    moment = machine_now()
    query = select(WebSession).where(
        WebSession.user_id == user_id,
        WebSession.seen_at >= moment - IDLE,
        WebSession.created_at >= moment - LONGEST,
    )
    return db.session.scalars(query.order_by(WebSession.seen_at.desc())).all()


def end_for(user_id: int, *, but: str = "") -> int:
    """End every session of someone but one; how many there were. Part of another act."""
    others = delete(WebSession).where(WebSession.user_id == user_id, WebSession.key_hash != but)
    return len(db.session.scalars(others.returning(WebSession.key_hash)).all())


def sweep() -> int:
    """Forget sessions that nobody can use any more; how many there were."""
    moment = machine_now()
    stale = delete(WebSession).where(
        (WebSession.seen_at < moment - IDLE) | (WebSession.created_at < moment - LONGEST)
    )
    with _writing() as connection, connection.begin():
        return connection.execute(stale).rowcount
