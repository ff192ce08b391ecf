"""Who handles a file (behandelaar): giving it to someone, and taking it from someone's desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from models import Assignment, Complaint, User, db
from operations import access, audit, filing, judging
from operations.transaction import claim_file, transaction
from queries import cases, complaints
from queries.actors import actor_for
from rules.errors import Invalid, Obstacle, Refusal
from rules.law import awb
from rules.permissions import Actor, reaches
from rules.separation import (
    not_about_own_handling,
    not_the_units_own_leader,
    statement_needed,
)
from rules.vocabulary import CaseRole, Kind, Permission, Role
from rules.wording import Dutch, told

GIVES: dict[Kind, tuple[Permission, ...]] = {
    Kind.FORMAL: (Permission.COMPLAINT_ROUTE, Permission.COMPLAINT_SCREEN),
    Kind.REPORT: (Permission.REPORT_WRITE,),
}
"""What it takes to say who handles a file of this kind: one of these."""

HANDLES: dict[Kind, Permission] = {
    Kind.FORMAL: Permission.HEARING_HOLD,
    Kind.REPORT: Permission.REPORT_WRITE,
}
"""What it takes to be the one who handles it."""

MOST = 100
"""So many files at a time; no page of a list has more."""


def assign(actor: Actor, complaint_id: int, version: int, user_id: int, *, stated: bool) -> None:
    """Make someone the handler (behandelaar), with the statement of not being involved (SOD2).

    Raises Refusal when the file is over, and when that person is a party or said to be involved
    (art. 9:7 lid 1 Awb).
    """
    with transaction():
        complaint = claim_file(complaint_id, version)
        _require(actor, complaint)
        if obstacle := _over(complaint):
            raise Refusal(obstacle)
        handler = handler_of(actor, user_id)
        if not handler.may(HANDLES[complaint.kind]):
            raise Invalid(user_id=_no_role(complaint.kind))
        involved = complaints.relation(handler, complaint).involved
        if obstacle := _separated(complaint, handler, involved=involved, stated=stated):
            raise Refusal(obstacle)
        if complaint.kind is Kind.FORMAL:
            judging.state_uninvolved(actor, complaint, {user_id})
        end_handling(complaint, actor.today)
        complaint.assignments.append(
            Assignment(user_id=user_id, role=CaseRole.HANDLER, from_on=actor.today)
        )
        complaint.handler_id = user_id
        db.session.flush()
        audit.record(actor, "complaint:assigned", complaint, db.session.get_one(User, user_id))
        filing.settle(complaint)


def release(actor: Actor, complaint_id: int, version: int) -> None:
    """Take a file from the desk of its handler: it is nobody's until someone is appointed."""
    with transaction():
        complaint = claim_file(complaint_id, version)
        _require(actor, complaint)
        if obstacle := _over(complaint) or _nobodys(complaint):
            raise Refusal(obstacle)
        former = db.session.get_one(User, complaint.handler_id)
        end_handling(complaint, actor.today)
        complaint.handler_id = None
        db.session.flush()
        audit.record(actor, "complaint:released", complaint, former)
        filing.settle(complaint)


def _require(actor: Actor, complaint: Complaint) -> None:
    *others, last = GIVES[complaint.kind]
    if not any(access.may(actor, one, complaint) for one in others):
        access.require(actor, last, complaint)


def handler_of(actor: Actor, user_id: int) -> Actor:
    """Whoever is to handle, with the rights of today."""
    user = db.session.get(User, user_id)
    if user is None or not user.active:
        raise Invalid(user_id="Kies een medewerker.")
    return actor_for(user, actor.today)


def end_handling(complaint: Complaint, today: date) -> None:
    """Whoever handled the file, does so until today. Part of another act."""
    for former in complaint.assignments:
        if former.role is CaseRole.HANDLER and former.until_on is None:
            former.until_on = today


# --- what stands in the way -----------------------------------------------------------------


def _no_role(kind: Kind) -> Dutch:
    if kind is Kind.FORMAL:
        return "Deze medewerker heeft geen rol waarmee je een klacht behandelt."
    return "Deze medewerker heeft geen rol waarmee je een melding behandelt."


def _separated(
    complaint: Complaint, handler: Actor, *, involved: bool, stated: bool
) -> Obstacle | None:
    """Why this person cannot handle this file (SOD2, SOD7, SOD8). A report asks no statement."""
    stated = stated or complaint.kind is Kind.REPORT
    leads = handler.unit_id is not None and handler.unit_id == complaint.unit_id
    leads = leads and Role.TEAM_LEADER in handler.roles
    return (
        statement_needed(involved if involved or stated else None)
        or not_the_units_own_leader(leads, CaseRole.HANDLER)
        or not_about_own_handling(*cases.own_report(complaint, handler.user_id or 0))
    )


def _over(complaint: Complaint) -> Obstacle | None:
    if complaint.open:
        return None
    return Obstacle("Dit dossier is afgelopen; wie het behandelde, blijft erin staan.")


def _nobodys(complaint: Complaint) -> Obstacle | None:
    return None if complaint.handler_id else Obstacle("Dit dossier heeft geen behandelaar.")


# --- many at a time: what would happen ------------------------------------------------------


@dataclass(frozen=True)
class Outlook:
    """What would happen to one file. ``obstacle``: why it is skipped."""

    complaint: Complaint
    obstacle: Obstacle | None


def outlook(actor: Actor, keys: Sequence[int], user_id: int | None) -> Sequence[Outlook]:
    """What giving these files to someone (None: to nobody) would do to each that exists for the
    actor; it asks the same rules as ``assign`` and ``release``, and writes nothing."""
    handler = handler_of(actor, user_id) if user_id is not None else None
    involved = _involved(handler, keys)
    query = (
        select(Complaint)
        .where(Complaint.id.in_(keys[:MOST]), complaints.visible_to(actor))
        .options(
            joinedload(Complaint.handler),
            joinedload(Complaint.source).selectinload(Complaint.assignments),
            selectinload(Complaint.conducts),
        )
        .order_by(Complaint.due_on.asc().nulls_last(), Complaint.id)
    )
    return [
        Outlook(one, _in_the_way(actor, one, handler, involved=one.id in involved))
        for one in db.session.scalars(query)
    ]


def _involved(handler: Actor | None, keys: Sequence[int]) -> set[int]:
    if handler is None:
        return set()
    query = select(Complaint.id).where(Complaint.id.in_(keys), complaints.involving(handler))
    return set(db.session.scalars(query))


def _in_the_way(
    actor: Actor, complaint: Complaint, handler: Actor | None, *, involved: bool
) -> Obstacle | None:
    relation = complaints.relation(actor, complaint)
    if not any(reaches(actor.scope(one), relation) for one in GIVES[complaint.kind]):
        return Obstacle("Je rol geeft je niet het recht om hier een behandelaar aan te wijzen.")
    if over := _over(complaint):
        return over
    if handler is None:
        return _nobodys(complaint)
    if complaint.handler_id == handler.user_id:
        return Obstacle(told("%(name)s is al de behandelaar.", name=handler.name))
    if not handler.may(HANDLES[complaint.kind]):
        return Obstacle(_no_role(complaint.kind))
    if involved:  # as the rule says it of one, with the name among many
        return Obstacle(
            told("%(name)s is betrokken bij dit dossier en kan het niet behandelen.",
                 name=handler.name),
            awb("9:7", 1),
        )  # fmt: skip
    return _separated(complaint, handler, involved=False, stated=True)


def acts_for(actor: Actor, kinds: Sequence[Kind]) -> bool:
    """Whether the actor says of some file of these kinds who handles it."""
    return any(actor.may(one) for kind in kinds for one in GIVES[kind])
