"""What figures count and lists filter on: one expression for both, so that the two agree."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, case, exists, literal, or_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

from models import Complaint, Conduct, Recommendation
from rules.vocabulary import Acceptance, Judgement, Outcome, ScreeningOutcome

ENDED_LATE: ColumnElement[bool] = Complaint.ended_on > Complaint.legal_end
"""Art. 9:11: the handling ended after its last day, with all postponement that holds."""

TAKEN_UP_IN_TIME: ColumnElement[bool] = Complaint.taken_up_on <= Complaint.take_up_due_on
"""The promise of the scheme for a report."""

TO_DO: ColumnElement[bool] = and_(
    Recommendation.done_on.is_(None),
    or_(Recommendation.acceptance.is_(None), Recommendation.acceptance != Acceptance.REJECTED),
)
"""A recommendation that still asks something of someone."""


class days_between(GenericFunction[int]):  # noqa: N801  # named as SQL functions are
    """From the first day to the second."""

    type = Integer()
    inherit_cache = True


@compiles(days_between)
def _subtracted(element: Any, compiler: Any, **options: Any) -> str:
    first, second = (compiler.process(one, **options) for one in element.clauses)
    return f"({second} - {first})"


@compiles(days_between, "sqlite")
def _by_julian_day(element: Any, compiler: Any, **options: Any) -> str:
    first, second = (compiler.process(one, **options) for one in element.clauses)
    return f"CAST(julianday({second}) - julianday({first}) AS INTEGER)"


DURATION: ColumnElement[int] = days_between(Complaint.received_on, Complaint.ended_on)
"""Days from receipt to the end; weeks are made of it by ``weeks_from`` and ``weeks_to``."""


def weeks_from(weeks: int) -> ColumnElement[bool]:
    """Ended in this week of its life or later; the first week begins with the day of receipt."""
    return 7 * (weeks - 1) < DURATION if weeks > 1 else DURATION >= 0


def weeks_to(weeks: int) -> ColumnElement[bool]:
    return 7 * weeks >= DURATION


def _some(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Conduct.complaint_id == Complaint.id, *conditions)


def _judged(*judgements: Judgement) -> ColumnElement[bool]:
    return _some(Conduct.judgement.in_(judgements))


def _screened(*outcomes: ScreeningOutcome) -> ColumnElement[bool]:
    return _some(Conduct.screening.in_(outcomes))


_J, _S = Judgement, ScreeningOutcome

OUTCOME: ColumnElement[str] = case(
    (Complaint.ended_on.is_(None), literal("")),
    (Complaint.concluded_on.is_not(None), case(
        (and_(_judged(_J.FOUNDED), ~_judged(_J.PARTLY_FOUNDED, _J.UNFOUNDED, _J.NO_JUDGEMENT)),
         literal(Outcome.FOUNDED.value)),
        (_judged(_J.FOUNDED, _J.PARTLY_FOUNDED), literal(Outcome.PARTLY_FOUNDED.value)),
        (_judged(_J.UNFOUNDED), literal(Outcome.UNFOUNDED.value)),
        else_=literal(Outcome.NO_JUDGEMENT.value),
    )),
    (Complaint.withdrawn_on.is_not(None), literal(Outcome.WITHDRAWN.value)),
    (Complaint.settled_on.is_not(None), literal(Outcome.SETTLED.value)),
    (_screened(_S.REFUSED, _S.LEFT_ASIDE), literal(Outcome.NOT_HANDLED.value)),
    (_screened(_S.FORWARDED, _S.RETURNED), literal(Outcome.FORWARDED.value)),
    else_=literal(Outcome.NO_JUDGEMENT.value),
)  # fmt: skip
"""How a complaint ended as a whole; the judgement itself is given per conduct (art. 9:12)."""


def due_between(since: date | None, until: date) -> ColumnElement[bool]:
    """Open files whose last day lies between two days."""
    bounds = [Complaint.due_on <= until] + ([Complaint.due_on >= since] if since else [])
    return and_(Complaint.open, *bounds)
