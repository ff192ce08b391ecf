"""Complaints that someone may see."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, false, not_, or_, select, true

from models import Advice, Assignment, Complaint, Conduct, ConflictStatement, Contact, Party, db
from queries.listing import Listing, first
from queries.search import matching
from rules.permissions import Actor, Relation
from rules.vocabulary import CaseRole, Kind, Permission, Scope, State, Track


def involving(actor: Actor) -> ColumnElement[bool]:
    """The actor is a party, or said to be involved: then the file does not exist (SOD1).

    Of a substitute and an absent colleague, either one is enough.
    """
    as_party = (
        select(Party.complaint_id)
        .join(Contact, Contact.id == Party.contact_id)
        .where(Contact.user_id.in_(actor.persons))
    )
    by_statement = select(ConflictStatement.complaint_id).where(
        ConflictStatement.user_id.in_(actor.persons), ConflictStatement.involved
    )
    return or_(Complaint.id.in_(as_party), Complaint.id.in_(by_statement))


def assigned_to(actor: Actor) -> ColumnElement[bool]:
    """The actor handles the file, or has a role in it today; in an emergency, just that file."""
    if actor.only is not None:
        return Complaint.id == actor.only
    roles = select(Assignment.complaint_id).where(
        Assignment.user_id == actor.desk,
        Assignment.ended_at.is_(None),
        Assignment.from_on <= actor.today,
        or_(Assignment.until_on.is_(None), Assignment.until_on >= actor.today),
    )
    return or_(Complaint.handler_id == actor.desk, Complaint.id.in_(roles))


def own_intake(actor: Actor) -> ColumnElement[bool]:
    """The actor registered it, and it was not handed over yet."""
    return and_(Complaint.recorded_by_id == actor.desk, Complaint.state == State.F0)


def _within(actor: Actor, permission: Permission) -> ColumnElement[bool]:
    return within_scope(actor, actor.scope(permission))


def within_scope(actor: Actor, scope: Scope | None) -> ColumnElement[bool]:
    """The files that a right with this scope reaches."""
    match scope:
        case Scope.ALL:
            return true()
        case Scope.UNIT:
            return Complaint.unit_id == actor.unit_id
        case Scope.OWN:
            return assigned_to(actor)
        case Scope.INTAKE:
            return or_(own_intake(actor), assigned_to(actor))
        case None:
            return false()


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Which complaints and reports exist for this actor. Every read starts here."""
    formal, report = (
        _within(actor, Permission.COMPLAINT_READ),
        _within(actor, Permission.REPORT_READ),
    )
    within = or_(
        and_(Complaint.kind == Kind.FORMAL, formal), and_(Complaint.kind == Kind.REPORT, report)
    )
    everything = actor.scope(Permission.COMPLAINT_READ) is actor.scope(Permission.REPORT_READ)
    if everything and actor.scope(Permission.COMPLAINT_READ) is Scope.ALL:
        within = true()
    if actor.user_id is None or actor.uninvolved:
        return within
    return and_(not_(involving(actor)), within)


def get(actor: Actor, complaint_id: int) -> Complaint | None:
    """One complaint, or None when it does not exist for this actor."""
    return db.session.scalar(
        select(Complaint).where(Complaint.id == complaint_id, visible_to(actor))
    )


def relation(actor: Actor, complaint: Complaint) -> Relation:
    """How the actor stands to the file: the same facts that ``visible_to`` asks, for one file."""
    if actor.user_id is None:
        return Relation()
    involved, assigned = db.session.execute(
        select(
            exists().where(Complaint.id == complaint.id, involving(actor)),
            exists().where(Complaint.id == complaint.id, assigned_to(actor)),
        )
    ).one()
    return Relation(
        involved=involved,
        assigned=assigned,
        own_unit=complaint.unit_id is not None and complaint.unit_id == actor.unit_id,
        own_intake=complaint.recorded_by_id == actor.desk and complaint.state is State.F0,
    )


def in_visible(column: Any, actor: Actor) -> ColumnElement[bool]:
    """For what hangs on a file: the file is one that the actor may see."""
    return exists().where(Complaint.id == column, visible_to(actor))


def not_involving(column: Any, actor: Actor) -> ColumnElement[bool]:
    """For what hangs on a file: the actor is not involved in it (SOD1)."""
    return not_(exists().where(Complaint.id == column, involving(actor)))


def advice_open(column: Any, actor: Actor) -> ColumnElement[bool]:
    """For what belongs to an advice: it was delivered, or the actor gives it (SOD4)."""
    given = exists().where(Advice.complaint_id == column, Advice.delivered_on.is_not(None))
    own = exists().where(Complaint.id == column, advised_by(actor))
    advised = (Track.ADVISER, Track.COMMITTEE)
    unadvised = not_(exists().where(Complaint.id == column, Complaint.track.in_(advised)))
    return or_(given, own, unadvised)


def pronounced(column: Any) -> ColumnElement[Any]:
    """Of what the board concludes of a conduct: what went out; until then only its file has it."""
    return case((Conduct.complaint.has(Complaint.ended_on.is_not(None)), column))


def advises(column: Any, actor: Actor) -> ColumnElement[bool]:
    """For what hangs on a file: the actor advises there, or stands in for who does."""
    return exists().where(Complaint.id == column, _advised_by(actor.persons, actor.today))


def advised_by(actor: Actor) -> ColumnElement[bool]:
    """The actor advises in the file today."""
    return _advised_by((actor.user_id,), actor.today)


def _advised_by(persons: Collection[int | None], today: date) -> ColumnElement[bool]:
    roles = select(Assignment.complaint_id).where(
        Assignment.user_id.in_(persons),
        Assignment.role.in_((CaseRole.ADVISER, CaseRole.MEMBER)),
        Assignment.ended_at.is_(None),
        or_(Assignment.until_on.is_(None), Assignment.until_on >= today),
    )
    return Complaint.id.in_(roles)


def find(actor: Actor, words: str, most: int) -> list[tuple[int, str]]:
    """For a lookup: files by reference, name or text, newest first."""
    newest = ((Complaint.id, True),)
    listing = Listing(Complaint.id, (visible_to(actor),), newest, matching(words))
    query = (
        select(Complaint.id, Complaint.reference, Complaint.subject)
        .where(Complaint.id.in_(first(listing, most)))
        .order_by(Complaint.id.desc())
    )
    return [
        (key, f"{reference}, {subject}") for key, reference, subject in db.session.execute(query)
    ]


def converted(actor: Actor, report_id: int) -> Complaint | None:
    """The formal complaint that a report became, if the actor may see it."""
    query = select(Complaint).where(Complaint.source_id == report_id, visible_to(actor))
    return db.session.scalars(query).first()


def name_of(actor: Actor, complaint_id: int) -> str | None:
    query = select(Complaint.reference).where(Complaint.id == complaint_id, visible_to(actor))
    return db.session.scalar(query)
