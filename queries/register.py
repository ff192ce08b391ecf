"""The register of written complaints (art. 9:12a Awb): its rows, and what is missing in it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, not_, or_, select

from models import (
    Category,
    Complaint,
    Conduct,
    Contact,
    DeadlineLine,
    Extension,
    OmbudsmanCase,
    Party,
    Postponement,
    PublicText,
    Recommendation,
    db,
)
from queries import measures, within
from queries.complaints import involving
from queries.measures import REGISTERED
from rules.periods import Period
from rules.permissions import Actor
from rules.vocabulary import Acceptance, DeadlineKind, PartyKind, Permission, ScreeningOutcome

BETWEEN = "|"
"""Between the values of one cell; none of them is typed by a person, or holds it."""


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The rows that exist for the actor: not those in which they are involved (SOD1)."""
    right = and_(REGISTERED, within.all_or_none(actor, Permission.REGISTER_READ))
    if actor.user_id is None or actor.uninvolved:
        return right
    return and_(right, not_(involving(actor)))


def get(actor: Actor, complaint_id: int) -> Complaint | None:
    """One row of the register, or None when it does not exist for this actor."""
    return db.session.scalar(
        select(Complaint).where(Complaint.id == complaint_id, visible_to(actor))
    )


# --- columns that gather rows ---------------------------------------------------------------


def _gathered(word: Any, order: Any, *where: Any, join: Any = None) -> Any:
    """The words of several rows of one file in their order, as one text; nothing is NULL."""
    rows = select(word.label("word")).correlate(Complaint)
    if join is not None:
        rows = rows.join_from(*join)
    found = rows.where(*where).order_by(order).subquery()
    return select(func.aggregate_strings(found.c.word, BETWEEN)).scalar_subquery()


def _number(table: Any, *where: Any) -> Any:
    return (
        select(func.count())
        .select_from(table)
        .where(table.complaint_id == Complaint.id, *where)
        .scalar_subquery()
    )


def _heard(kind: PartyKind) -> Any:
    return _gathered(
        measures.HEARD, Party.id, Party.complaint_id == Complaint.id, Party.kind == kind
    )  # fmt: skip


BEHAVIOURS = _gathered(
    Category.name, Conduct.position, Conduct.complaint_id == Complaint.id,
    join=(Conduct, Category, Category.id == Conduct.category_id),
)  # fmt: skip
OUTCOMES = _gathered(
    measures.CONDUCT_OUTCOME, Conduct.position, Conduct.complaint_id == Complaint.id
)
GROUNDS = _gathered(
    measures.REFUSAL_GROUND, Conduct.position, Conduct.complaint_id == Complaint.id,
    Conduct.screening == ScreeningOutcome.REFUSED,
)  # fmt: skip
COMPLAINANTS_HEARD, SUBJECTS_HEARD = _heard(PartyKind.COMPLAINANT), _heard(PartyKind.SUBJECT)

POSTPONED_WEEKS = (
    select(func.coalesce(func.sum(Postponement.weeks), 0))
    .where(
        Postponement.complaint_id == Complaint.id, Postponement.withdrawn_on.is_(None),
        Postponement.notice_complete_on.is_not(None),
    )
    .scalar_subquery()
)  # fmt: skip

EXTENDED_DAYS = (
    select(measures.days_between(DeadlineLine.legal_end, Extension.agreed_until))
    .join_from(Extension, DeadlineLine, DeadlineLine.complaint_id == Extension.complaint_id)
    .where(
        Extension.complaint_id == Complaint.id, DeadlineLine.kind == DeadlineKind.HANDLING,
        DeadlineLine.legal_end < Extension.agreed_until,
    )
    .order_by(Extension.id.desc(), DeadlineLine.id.desc())
    .limit(1)
    .scalar_subquery()
)  # fmt: skip
"""From the last day before the newest agreement to the day agreed on (art. 9:11 lid 3)."""

RECOMMENDED = _number(Recommendation)
TAKEN_OVER = _number(
    Recommendation, Recommendation.acceptance.in_((Acceptance.ACCEPTED, Acceptance.PARTLY))
)
DONE = _number(Recommendation, Recommendation.done_on.is_not(None))
OMBUDSMAN = _number(OmbudsmanCase)
OMBUDSMAN_OUTCOME = _gathered(
    OmbudsmanCase.outcome, OmbudsmanCase.id, OmbudsmanCase.complaint_id == Complaint.id,
    OmbudsmanCase.outcome != "",
)  # fmt: skip


# --- public texts ---------------------------------------------------------------------------

_newest = select(func.max(PublicText.id)).group_by(PublicText.complaint_id, PublicText.conduct_id)
NEWEST: ColumnElement[bool] = PublicText.id.in_(_newest)
"""Of each text the row that counts."""


NEWEST_DESCRIPTION = (
    select(func.max(PublicText.id))
    .where(PublicText.complaint_id == Complaint.id, PublicText.conduct_id.is_(None))
    .correlate(Complaint)
    .scalar_subquery()
)


def _described(released: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether the description that counts is so; an empty one was taken back."""
    return exists().where(PublicText.id == NEWEST_DESCRIPTION, PublicText.text != "", released)


DESCRIBED: ColumnElement[bool] = _described(PublicText.released_at.is_not(None))
"""There is a released description."""
WAITING: ColumnElement[bool] = _described(PublicText.released_at.is_(None))
"""There is a description that nobody released yet."""


def texts(complaint_id: int) -> list[PublicText]:
    """Every row of the texts of one file, the newest first."""
    query = select(PublicText).where(PublicText.complaint_id == complaint_id)
    return list(db.session.scalars(query.order_by(PublicText.id.desc())))


def names(complaint_id: int) -> list[str]:
    """What no public text of this file may hold: the names of whoever is in it."""
    query = (
        select(Contact.first_name, Contact.family_name, Contact.organisation)
        .join(Party, Party.contact_id == Contact.id)
        .where(Party.complaint_id == complaint_id)
        .order_by(Party.id)
    )
    return [name for row in db.session.execute(query) for name in row if name]


@dataclass(frozen=True)
class Lack:
    """What the register of a period does not say yet: how many rows."""

    without_category: int
    without_unit: int
    late_without_kind: int
    undescribed: int
    waiting: int


def lacks(period: Period) -> Lack:
    """What to fill in before a year is published."""
    received = Complaint.received_on.between(period.since, period.until)
    ended = Complaint.ended_on.between(period.since, period.until)
    counts = db.session.execute(
        select(
            measures.number(and_(received, Complaint.category_id.is_(None))),
            measures.number(and_(received, Complaint.unit_id.is_(None))),
            measures.number(and_(ended, measures.ENDED_LATE, Complaint.late_kind.is_(None))),
            measures.number(and_(received, ~DESCRIBED, ~WAITING)),
            measures.number(and_(received, WAITING)),
        )
        .select_from(Complaint)
        .where(REGISTERED, or_(received, ended))
    ).one()
    return Lack(*counts)


# --- what is published ----------------------------------------------------------------------


@dataclass(frozen=True)
class Published:
    """One complaint as its row will be made of: nothing in it names anyone."""

    category: str
    outcome: str
    text: str


def published(period: Period) -> list[Published]:
    """Every complaint registered in the period, with what was released of it."""
    released = (
        select(PublicText.text)
        .where(PublicText.id == NEWEST_DESCRIPTION, PublicText.released_at.is_not(None))
        .scalar_subquery()
    )
    query = (
        select(func.coalesce(Category.name, ""), measures.REGISTER_OUTCOME,
               func.coalesce(released, ""))
        .select_from(Complaint)
        .outerjoin(Category, Category.id == Complaint.category_id)
        .where(REGISTERED, Complaint.received_on.between(period.since, period.until))
    )  # fmt: skip
    return [Published(*row) for row in db.session.execute(query)]


def summaries(period: Period) -> list[tuple[str, str]]:
    """Judgement and released summary of each conduct judged in the period (art. 3.3 Woo)."""
    query = (
        select(measures.CONDUCT_OUTCOME, PublicText.text)
        .select_from(Complaint)
        .join(Conduct, Conduct.complaint_id == Complaint.id)
        .join(PublicText, and_(PublicText.conduct_id == Conduct.id, NEWEST))
        .where(
            REGISTERED, Conduct.judgement.is_not(None), PublicText.text != "",
            PublicText.released_at.is_not(None),
            Complaint.ended_on.between(period.since, period.until),
        )
    )  # fmt: skip
    return [(outcome, text) for outcome, text in db.session.execute(query)]
