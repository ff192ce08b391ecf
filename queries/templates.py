"""Versions of Word templates: which is in force, which wait, and where each is used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, func, literal, or_, select, union_all
from sqlalchemy.orm import aliased, joinedload

from models import Letter, LetterTemplate, db
from queries.listing import CAP
from rules.permissions import Actor
from rules.vocabulary import LetterKind, LetterState, Permission, TemplateState

RUNNING = (LetterState.DRAFT, LetterState.FINAL)
MOST_COUNTED = 100
"""Versions whose letters are counted: SQLite joins at most 500 selects in one statement."""


def in_force(today: date) -> ColumnElement[bool]:
    """Whether this version is the one in force for its kind: the last activated one to begin."""
    later = aliased(LetterTemplate)
    after = or_(
        later.valid_from > LetterTemplate.valid_from,
        and_(later.valid_from == LetterTemplate.valid_from, later.number > LetterTemplate.number),
    )
    return and_(
        LetterTemplate.state == TemplateState.ACTIVATED,
        LetterTemplate.valid_from <= today,
        ~exists().where(
            later.kind == LetterTemplate.kind,
            later.state == TemplateState.ACTIVATED,
            later.valid_from <= today,
            after,
        ),
    )


def current(kind: LetterKind, today: date) -> LetterTemplate | None:
    """The version that a letter of this kind is made from."""
    query = select(LetterTemplate).where(LetterTemplate.kind == kind, in_force(today))
    return db.session.scalar(query)


def versions(kind: LetterKind) -> Sequence[LetterTemplate]:
    """Every version there ever was, the newest first, with who proposed and who decided."""
    query = (
        select(LetterTemplate)
        .where(LetterTemplate.kind == kind)
        .order_by(LetterTemplate.number.desc())
        .options(joinedload(LetterTemplate.recorded_by), joinedload(LetterTemplate.decided_by))
    )
    return db.session.scalars(query).all()


def waiting() -> Sequence[LetterTemplate]:
    """The proposals about which nobody decided, the oldest first."""
    query = (
        select(LetterTemplate)
        .where(LetterTemplate.state == TemplateState.PROPOSED)
        .order_by(LetterTemplate.recorded_at)
        .options(joinedload(LetterTemplate.recorded_by))
    )
    return db.session.scalars(query).all()


def waiting_for(actor: Actor) -> int:
    """How many proposals this actor may decide about as the second person (SOD12)."""
    if not actor.may(Permission.TEMPLATE_MANAGE):
        return 0
    query = select(func.count(LetterTemplate.id)).where(
        LetterTemplate.state == TemplateState.PROPOSED,
        LetterTemplate.recorded_by_id.is_distinct_from(actor.user_id),
    )
    return db.session.scalar(query) or 0


@dataclass(frozen=True)
class Use:
    """How many letters were made from one version; counting stops at a thousand."""

    running: int
    sent: int


def uses(keys: Sequence[int]) -> Mapping[int, Use]:
    """Where the first of these versions are used, in one statement that walks an index."""
    keys = keys[:MOST_COUNTED]
    counts = [
        select(literal(key), literal(of_state), _capped(key, states))
        for key in keys
        for of_state, states in (("running", RUNNING), ("sent", (LetterState.SENT,)))
    ]
    if not counts:
        return {}
    found = {(key, state): count for key, state, count in db.session.execute(union_all(*counts))}
    return {key: Use(found[key, "running"], found[key, "sent"]) for key in keys}


def _capped(key: int, states: Sequence[LetterState]) -> ColumnElement[int]:
    letters = select(Letter.id).where(Letter.template_id == key, Letter.state.in_(states))
    return select(func.count()).select_from(letters.limit(CAP + 1).subquery()).scalar_subquery()


def all_in_force(today: date) -> Sequence[LetterTemplate]:
    """The version in force of every kind."""
    return db.session.scalars(select(LetterTemplate).where(in_force(today))).all()


def kinds_in_force(today: date) -> Sequence[LetterKind]:
    """Of which kinds a version is in force."""
    return db.session.scalars(select(LetterTemplate.kind).where(in_force(today))).all()
