"""The hearings in someone's calendar: in files that this user may see today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import or_, select

from models import CalendarFeed, Complaint, Hearing, User, db
from queries import complaints
from rules.permissions import Actor
from rules.vocabulary import HearingStatus

KEPT = timedelta(days=90)
"""How long a past hearing stays in a calendar."""
MOST = 500


@dataclass(frozen=True)
class Planned:
    """One hearing, without anyone's name."""

    first_id: int
    sequence: int
    complaint_id: int
    reference: str
    planned_at: datetime
    minutes: int | None


def hashed(token: str) -> str:
    """How the token of an address is kept."""
    return sha256(token.encode()).hexdigest()


def owner(token: str) -> User | None:
    """Whose calendar has this address; None for an unknown or revoked one."""
    query = (
        select(User)
        .join(CalendarFeed, CalendarFeed.user_id == User.id)
        .where(CalendarFeed.token_hash == hashed(token), User.active)
    )
    return db.session.scalar(query)


def feed_of(actor: Actor) -> CalendarFeed | None:
    return db.session.scalar(select(CalendarFeed).where(CalendarFeed.user_id == actor.user_id))


def hearings(actor: Actor, now: datetime) -> list[Planned]:
    """What the user hears, or is heard in a file that is this user's; the first to come first."""
    query = (
        select(Hearing.id, Hearing.moved_from_id, Hearing.sequence, Complaint.id,
               Complaint.reference, Hearing.planned_at, Hearing.minutes)
        .join(Complaint, Complaint.id == Hearing.complaint_id)
        .where(
            Hearing.status.in_((HearingStatus.PLANNED, HearingStatus.HELD)),
            Hearing.planned_at >= now - KEPT,
            complaints.visible_to(actor),
            or_(Hearing.heard_by_id == actor.desk, complaints.assigned_to(actor)),
        )
        .order_by(Hearing.planned_at, Hearing.id)
        .limit(MOST)
    )  # fmt: skip
    rows = db.session.execute(query).all()
    before = _moved_from([row[3] for row in rows if row[1] is not None])
    return [Planned(_first(row[0], before | {row[0]: row[1]}), *row[2:]) for row in rows]


def _moved_from(files: Sequence[int]) -> dict[int, int | None]:
    """Of every hearing in these files, the one that it was before it moved."""
    if not files:
        return {}
    query = select(Hearing.id, Hearing.moved_from_id).where(Hearing.complaint_id.in_(files))
    return {row.id: row.moved_from_id for row in db.session.execute(query)}


def _first(key: int, before: dict[int, int | None]) -> int:
    while (earlier := before.get(key)) is not None:
        key = earlier
    return key
