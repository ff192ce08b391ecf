"""Who may read which file in an emergency (noodtoegang), and who sees that."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, ScalarSelect, and_, func, or_, select

from models import Complaint, EmergencyAccess, User, db
from queries import complaints, users
from queries.actors import actor_for
from rules.permissions import Actor
from rules.vocabulary import Permission, ProposalState, Scope


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Which requests exist for the actor: the own ones; all of files that are not about them for
    whoever grants them, and for whoever reads the whole trail.
    """
    own = EmergencyAccess.asked_by_id == actor.user_id
    grants = actor.may(Permission.EMERGENCY_GRANT)
    if grants or actor.scope(Permission.AUDIT_READ) is Scope.ALL:
        theirs = complaints.in_visible(EmergencyAccess.complaint_id, actor)
        return or_(own, theirs)
    return own


def running(now: datetime) -> ColumnElement[bool]:
    """Allowed, and neither over nor ended."""
    return and_(
        EmergencyAccess.state == ProposalState.APPROVED,
        EmergencyAccess.ended_at.is_(None),
        EmergencyAccess.until > now,
    )


def of(user_id: int, key: int, now: datetime) -> EmergencyAccess | None:
    """The access of this user that runs now."""
    return db.session.scalar(
        select(EmergencyAccess).where(
            EmergencyAccess.id == key, EmergencyAccess.asked_by_id == user_id, running(now)
        )
    )


def over(now: datetime) -> Sequence[int]:
    """Those that came to their end without anyone ending them."""
    past = and_(
        EmergencyAccess.state == ProposalState.APPROVED,
        EmergencyAccess.ended_at.is_(None),
        EmergencyAccess.until <= now,
    )
    return db.session.scalars(select(EmergencyAccess.id).where(past)).all()


def waiting_for(actor: Actor) -> int:
    """How many wait for this actor."""
    if not actor.may(Permission.EMERGENCY_GRANT):
        return 0
    waits = EmergencyAccess.state == ProposalState.PROPOSED
    other = EmergencyAccess.asked_by_id != actor.user_id
    query = select(func.count(EmergencyAccess.id)).where(waits, other, visible_to(actor))
    return db.session.scalar(query) or 0


def reference() -> ScalarSelect[str]:
    """The reference of the file of each request: whoever asked, typed it."""
    query = select(Complaint.reference).where(Complaint.id == EmergencyAccess.complaint_id)
    return query.correlate(EmergencyAccess).scalar_subquery()


def decider() -> ScalarSelect[str]:
    """Who decided."""
    query = select(User.name).where(User.id == EmergencyAccess.decided_by_id)
    return query.correlate(EmergencyAccess).scalar_subquery()


def file(key: int) -> Complaint:
    """The file of a request."""
    query = select(Complaint).join(EmergencyAccess).where(EmergencyAccess.id == key)
    return db.session.scalars(query).one()


def file_of(reference: str) -> int | None:
    """The file with this reference. Numbers follow each other: that one is there, tells nothing."""
    return db.session.scalar(select(Complaint.id).where(Complaint.reference == reference))


def to_tell(permission: Permission, complaint: Complaint, today: date) -> list[User]:
    """Whoever has this right for this file, without who is involved in it (SOD1)."""
    found = []
    for user in users.holding(permission):
        actor = actor_for(user, today)
        scope = actor.scope(permission)
        if scope is Scope.ALL and not complaints.relation(actor, complaint).involved:
            found.append(user)
    return found
