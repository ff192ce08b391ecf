"""Which files may be destroyed, what puts it off, and the lists on which that was proposed."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from models import (
    Complaint,
    ComplaintLink,
    DataRequest,
    DeadlineLine,
    Destruction,
    DestructionItem,
    LegalHold,
    Party,
    SettingVersion,
    db,
)
from queries import within
from queries.complaints import visible_to
from rules import retention
from rules.calendar import plus_years
from rules.deadlines import received_on
from rules.permissions import Actor
from rules.retention import Chosen, RetentionFacts, RetentionRule
from rules.vocabulary import (
    RETAINED,
    DeadlineKind,
    DestructionState,
    Permission,
    PutOff,
    RetentionClass,
)

MOST = 200
"""So many on one list: a person has to look at each."""


# --- the rules as chosen ---------------------------------------------------------------------


def rules() -> Sequence[RetentionRule]:
    """The rules that ship, and each length that the authority chose since."""
    query = (
        select(SettingVersion.key, SettingVersion.value, SettingVersion.recorded_at)
        .where(SettingVersion.key.in_(retention.SETTING_OF.values()))
        .order_by(SettingVersion.recorded_at, SettingVersion.id)
    )
    return retention.amended(
        Chosen(key, int(value), received_on(at)) for key, value, at in db.session.execute(query)
    )


def class_of(complaint: Complaint) -> RetentionClass:
    judged = complaint.concluded_on is not None
    return retention.class_of(complaint.kind, written=complaint.written, judged=judged)


def rule_for(
    complaint: Complaint, ended_on: date, known: Sequence[RetentionRule] = ()
) -> RetentionRule:
    """The rule that a file gets when it ends on this day."""
    return retention.rule_on(class_of(complaint), ended_on, known or rules())


# --- files -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Candidate:
    """A file of which the term is over, and what puts off its destruction."""

    complaint: Complaint
    facts: RetentionFacts
    put_off: tuple[PutOff, ...]

    @property
    def kept_until(self) -> date:
        return retention.kept_until(self.facts.ended_on, self.facts.rule)


def candidates(actor: Actor) -> Sequence[Candidate]:
    """Every file of which the term is over, that the actor sees and that is on no open list.

    Those that ended first come first; of very many not all.
    """
    least: dict[RetentionClass, int] = {}
    for one in rules():
        least[one.of] = min(one.years, least.get(one.of, one.years))
    since = plus_years(actor.today, -min(least.values()))[0]
    query = (
        select(Complaint)
        .where(
            visible_to(actor),
            Complaint.destroyed_on.is_(None),
            Complaint.state.in_(RETAINED),
            Complaint.retention_from <= since,
            ~listed(Complaint.id),
        )
        .order_by(Complaint.retention_from, Complaint.id)
        .limit(5 * MOST)
    )
    found = db.session.scalars(query).all()
    made = (
        Candidate(one, facts, retention.put_off(facts, actor.today))
        for one, facts in facts_of(found)
    )
    return [one for one in made if PutOff.NOT_YET not in one.put_off]


def listed(column: Any) -> ColumnElement[bool]:
    """The file is on a list about which nobody decided, or that is being carried out."""
    running = (DestructionState.PROPOSED, DestructionState.APPROVED)
    return exists().where(
        DestructionItem.complaint_id == column,
        Destruction.id == DestructionItem.destruction_id,
        Destruction.state.in_(running),
    )


def facts_of(complaints: Iterable[Complaint]) -> Iterable[tuple[Complaint, RetentionFacts]]:
    """What decides about these files, in a fixed number of statements."""
    ended = [one for one in complaints if one.retention_from is not None]
    keys = [one.id for one in ended]
    years, linked, became, known = _years(keys), _linked(keys), _became(keys), rules()
    asked = _asked(keys)
    for one in ended:
        ended_on = one.retention_from
        if ended_on is None:
            continue
        rule = (
            retention.stored_rule(one.retention_rule)
            if one.retention_rule
            else rule_for(one, ended_on, known)
        )
        yield (
            one,
            RetentionFacts(
                ended_on=ended_on,
                rule=rule,
                held=one.legal_hold,
                with_ombudsman=one.with_ombudsman,
                ombudsman_until=years.get(one.id),
                linked_open=one.id in linked,
                became_complaint=one.id in became,
                asked=one.id in asked,
            ),
        )


def _years(keys: Collection[int]) -> dict[int, date]:
    """The last day of the ombudsman's year, as the ledger ends."""
    query = (
        select(DeadlineLine.complaint_id, DeadlineLine.legal_end)
        .where(DeadlineLine.complaint_id.in_(keys), DeadlineLine.kind == DeadlineKind.OMBUDSMAN)
        .order_by(DeadlineLine.id)
    )
    return dict(db.session.execute(query).all())


def _linked(keys: Collection[int]) -> set[int]:
    """Those with a standing link to a file that still runs."""
    found: set[int] = set()
    for own, other in (
        (ComplaintLink.one_id, ComplaintLink.other_id),
        (ComplaintLink.other_id, ComplaintLink.one_id),
    ):
        query = (
            select(own)
            .join(Complaint, Complaint.id == other)
            .where(own.in_(keys), ComplaintLink.removed_at.is_(None), Complaint.open)
        )
        found |= set(db.session.scalars(query))
    return found


def _became(keys: Collection[int]) -> set[int]:
    """The reports of which the complaint is kept."""
    query = select(Complaint.source_id).where(
        Complaint.source_id.in_(keys), Complaint.destroyed_on.is_(None)
    )
    return {key for key in db.session.scalars(query) if key is not None}


def _asked(keys: Collection[int]) -> set[int]:
    """Those in which someone waits for an answer about their data."""
    query = (
        select(Party.complaint_id)
        .join(DataRequest, DataRequest.contact_id == Party.contact_id)
        .where(Party.complaint_id.in_(keys), DataRequest.outcome.is_(None))
    )
    return set(db.session.scalars(query))


# --- holds -----------------------------------------------------------------------------------


def hold_of(complaint_id: int) -> LegalHold | None:
    """The hold that stands on a file."""
    query = select(LegalHold).where(
        LegalHold.complaint_id == complaint_id, LegalHold.lifted_at.is_(None)
    )
    return db.session.scalar(query.options(joinedload(LegalHold.recorded_by)))


def holds(actor: Actor) -> Sequence[LegalHold]:
    """Every hold that stands, on files that the actor sees; the oldest first."""
    query = (
        select(LegalHold)
        .join(Complaint, Complaint.id == LegalHold.complaint_id)
        .where(LegalHold.lifted_at.is_(None), visible_to(actor))
        .options(joinedload(LegalHold.complaint), joinedload(LegalHold.recorded_by))
        .order_by(LegalHold.recorded_at, LegalHold.id)
        .limit(MOST)
    )
    return db.session.scalars(query).all()


# --- lists -----------------------------------------------------------------------------------

_people = (joinedload(Destruction.recorded_by), joinedload(Destruction.decided_by))


def lists(actor: Actor) -> Sequence[tuple[Destruction, int, int]]:
    """The lists, newest first: each with how many files, and how many of them were destroyed."""
    items = aliased(DestructionItem)
    query = (
        select(Destruction, func.count(items.id), func.count(items.destroyed_at))
        .join(items, items.destruction_id == Destruction.id)
        .where(within.all_or_none(actor, Permission.DESTRUCTION_READ))
        .group_by(Destruction.id)
        .order_by(Destruction.id.desc())
        .options(*_people)
        .limit(MOST)
    )
    return [(one, count, gone) for one, count, gone in db.session.execute(query)]


def one_list(actor: Actor, key: int) -> Destruction | None:
    """One list with its files."""
    may = within.all_or_none(actor, Permission.DESTRUCTION_READ)
    query = select(Destruction).where(Destruction.id == key, may)
    return db.session.scalar(query.options(*_people, selectinload(Destruction.items)))


def seen(actor: Actor, keys: Collection[int]) -> dict[int, Complaint]:
    """Those of these files that the actor may see."""
    query = select(Complaint).where(Complaint.id.in_(keys), visible_to(actor))
    return {one.id: one for one in db.session.scalars(query)}


def waiting_for(actor: Actor) -> int:
    """How many lists this actor may decide about as the second person (SOD14)."""
    if not actor.may(Permission.DESTRUCTION_APPROVE):
        return 0
    query = select(func.count(Destruction.id)).where(
        Destruction.state == DestructionState.PROPOSED,
        Destruction.recorded_by_id.not_in(actor.persons),
    )
    return db.session.scalar(query) or 0


def unfinished() -> Sequence[int]:
    """Lists that were approved and broke off while they were carried out."""
    query = select(Destruction.id).where(Destruction.state == DestructionState.APPROVED)
    return db.session.scalars(query.order_by(Destruction.id)).all()


def destroyed_in(complaint_id: int) -> DestructionItem | None:
    """Where it stands that this file was destroyed."""
    query = select(DestructionItem).where(
        DestructionItem.complaint_id == complaint_id, DestructionItem.destroyed_at.is_not(None)
    )
    return db.session.scalar(query.options(joinedload(DestructionItem.destruction)))
