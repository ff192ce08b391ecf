"""The trail as a reader asks it: who did what in one file, and what one person did in all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from models import AuditEvent, Complaint, User, db
from queries.timeline import READING
from rules.vocabulary import TrailKind

EXPORTED = ("complaint:printed", "hearing:pack", "letter:package", "letter:printed")
SENT = ("letter:sent", "letter:resent", "letter:placed")
MOST = 100
"""So many people or files are counted apart, the latest first."""

act_kind: ColumnElement[Any] = case(
    (AuditEvent.verb == "access:refused", TrailKind.REFUSED),
    (or_(AuditEvent.verb.in_(EXPORTED), AuditEvent.verb.like("%:exported")), TrailKind.EXPORTED),
    (AuditEvent.verb.in_(SENT), TrailKind.SENT),
    (AuditEvent.verb.in_(READING), TrailKind.SEEN),
    (AuditEvent.verb.like("session:%"), TrailKind.SIGNED),
    else_=TrailKind.CHANGED,
)
"""What an event is to a reader; what is nothing else, is a change."""


def of_file(complaint_id: int) -> ColumnElement[bool]:
    return AuditEvent.chain == complaint_id


def of_person(user_id: int) -> ColumnElement[bool]:
    """What a user did, what a substitute did for them, and what was done to their account."""
    account = and_(AuditEvent.entity == "user", AuditEvent.entity_id == user_id)
    return or_(AuditEvent.actor_id == user_id, AuditEvent.for_id == user_id, account)


@dataclass(frozen=True)
class Counted:
    """How often something of each kind was done, by one person or in one file."""

    key: int | None
    name: str | None
    counts: Sequence[int]
    """In the order of ``TrailKind``."""

    last_at: datetime


def by_person(*where: ColumnElement[bool]) -> list[Counted]:
    """Who did how much of what, who was there last first."""
    query = select(AuditEvent.actor_id, User.name)
    return _counted(query.outerjoin(User, User.id == AuditEvent.actor_id), *where)


def by_file(*where: ColumnElement[bool]) -> list[Counted]:
    """In which files how much of what was done; what belongs to no file is one row."""
    query = select(AuditEvent.chain, Complaint.reference)
    return _counted(query.outerjoin(Complaint, Complaint.id == AuditEvent.chain), *where)


def _counted(query: Any, *where: ColumnElement[bool]) -> list[Counted]:
    whose, last = list(query.selected_columns), func.max(AuditEvent.at)
    counts = [func.sum(case((act_kind == kind, 1), else_=0)) for kind in TrailKind]
    query = query.add_columns(last, *counts).where(*where).group_by(*whose)
    found = db.session.execute(query.order_by(last.desc(), whose[0].desc()).limit(MOST))
    return [
        Counted(key, name, tuple(map(int, numbers)), last_at)
        for key, name, last_at, *numbers in found
    ]
