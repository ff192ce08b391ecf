"""Views of a list that someone kept: the own ones, and what colleagues share."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, and_, bindparam, func, or_, select

from models import SavedView, User, db
from rules.permissions import Actor

MOST = 60
"""So many a list shows; nobody leafs through more names."""


@dataclass(frozen=True)
class Kept:
    """A view as lists show it."""

    id: int
    name: str
    query: str
    shared: bool
    mine: bool
    maker: str


def of(actor: Actor, screen: str) -> Sequence[Kept]:
    """What this person kept of a list, and then what others share of it, by name.

    A shared view is an address: whoever opens it, sees what the own rights give.
    """
    found = db.session.execute(SHOWN, {"me": actor.user_id, "screen": screen})
    return [
        Kept(key, name, query, shared, user_id == actor.user_id, maker)
        for key, name, query, shared, user_id, maker in found
    ]


def _shown() -> Select[int, str, str, bool, int, str]:
    mine = SavedView.user_id == bindparam("me")
    shared = and_(SavedView.shared, User.active)
    columns = (SavedView.id, SavedView.name, SavedView.query, SavedView.shared)
    return (
        select(*columns, SavedView.user_id, User.name)
        .join(SavedView.user)
        .where(SavedView.screen == bindparam("screen"), or_(mine, shared))
        .order_by(mine.desc(), SavedView.name, SavedView.id)
        .limit(MOST)
    )


SHOWN = _shown()
"""Put together once: every page of a list asks it."""


def own(actor: Actor, screen: str, key: int) -> SavedView | None:
    """One of this person's own views of a list."""
    return db.session.scalar(_own(actor, screen).where(SavedView.id == key))


def count(actor: Actor, screen: str) -> int:
    found = _own(actor, screen).subquery()
    return db.session.scalar(select(func.count()).select_from(found)) or 0


def _own(actor: Actor, screen: str) -> Select[SavedView]:
    return select(SavedView).where(SavedView.user_id == actor.user_id, SavedView.screen == screen)
