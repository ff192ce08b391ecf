"""What figures count and lists filter on: one expression for both, so that the two agree."""

from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    String,
    and_,
    case,
    cast,
    exists,
    extract,
    func,
    literal,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

from models import (
    Complaint,
    Conduct,
    DeadlineLine,
    Extension,
    Hearing,
    HearingWaiver,
    Party,
    Postponement,
    Recommendation,
    Screening,
)
from rules.vocabulary import (
    Acceptance,
    DeadlineKind,
    Followed,
    Heard,
    HearingForm,
    HearingStatus,
    Judgement,
    Kind,
    Outcome,
    RegisterOutcome,
    ScreeningOutcome,
    State,
    Timeliness,
    WaiverGround,
)

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
    # Of the file only: a statement that counts conducts has the table too.
    return exists().where(Conduct.complaint_id == Complaint.id, *conditions).correlate(Complaint)


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


# --- the register (art. 9:12a Awb) ----------------------------------------------------------

REGISTERED: ColumnElement[bool] = and_(
    Complaint.written, or_(Complaint.kind == Kind.FORMAL, Complaint.state != State.I5)
)
"""Every written complaint, whichever track it took; a report that became one counts there."""

_R = RegisterOutcome

REGISTER_OUTCOME: ColumnElement[str] = case(
    (Complaint.ended_on.is_(None), literal(_R.OPEN.value)),
    (Complaint.kind == Kind.FORMAL, OUTCOME),
    (Complaint.settled_on.is_not(None), literal(_R.SETTLED.value)),
    (Complaint.state == State.I7, literal(_R.FORWARDED.value)),
    else_=literal(_R.UNSOLVED.value),
)
"""How a registered complaint ended as a whole."""

CONDUCT_OUTCOME: ColumnElement[str] = case(
    (Complaint.ended_on.is_(None), literal(_R.OPEN.value)),
    (Conduct.judgement.is_not(None), type_coerce(Conduct.judgement, String)),
    (Conduct.screening.in_((_S.REFUSED, _S.LEFT_ASIDE)), literal(_R.NOT_HANDLED.value)),
    (Conduct.screening.in_((_S.FORWARDED, _S.RETURNED)), literal(_R.FORWARDED.value)),
    else_=REGISTER_OUTCOME,
)
"""How one conduct ended: judged, or as the complaint did."""

NOTICE_END: Any = (
    select(DeadlineLine.legal_end)
    .where(DeadlineLine.complaint_id == Complaint.id, DeadlineLine.kind == DeadlineKind.NOTICE)
    .order_by(DeadlineLine.id.desc())
    .limit(1)
    .scalar_subquery()
)
"""The last day for telling that a complaint is not handled (art. 9:8 lid 3 Awb)."""

REFUSAL_GROUND: Any = (
    select(Screening.ground)
    .where(Screening.conduct_id == Conduct.id, ~Screening.proposed)
    .order_by(Screening.id.desc())
    .limit(1)
    .scalar_subquery()
)
"""The ground of art. 9:8 in the newest decision about a conduct."""

TIMELINESS: ColumnElement[str] = case(
    (Complaint.legal_end.is_(None), literal(Timeliness.NO_TERM.value)),
    (ENDED_LATE, literal(Timeliness.LATE.value)),
    (exists().where(Extension.complaint_id == Complaint.id), literal(Timeliness.AGREED.value)),
    (exists().where(
        Postponement.complaint_id == Complaint.id, Postponement.withdrawn_on.is_(None),
        Postponement.notice_complete_on.is_not(None),
    ), literal(Timeliness.POSTPONED.value)),
    else_=literal(Timeliness.IN_TIME.value),
)  # fmt: skip
"""Of what ended; with a postponement only when everyone had its notice (art. 9:11 lid 2)."""


def _held(*forms: HearingForm) -> ColumnElement[bool]:
    return exists().where(
        Hearing.party_id == Party.id, Hearing.status == HearingStatus.HELD, Hearing.form.in_(forms)
    )


def _waived(ground: WaiverGround) -> ColumnElement[bool]:
    return exists().where(HearingWaiver.party_id == Party.id, HearingWaiver.ground == ground)


HEARD: ColumnElement[str] = case(
    (_held(HearingForm.IN_PERSON), literal(Heard.IN_PERSON.value)),
    (_held(HearingForm.VIDEO), literal(Heard.VIDEO.value)),
    (_held(HearingForm.PHONE), literal(Heard.PHONE.value)),
    *((_waived(ground), literal(ground.value)) for ground in WaiverGround),
    else_=literal(Heard.NOT.value),
)
"""How a party was heard, or why not; heard twice, the fullest form counts."""

_ADVISED = _some(Conduct.advised.is_not(None), Conduct.judgement.is_not(None))
_LIKE = _some(type_coerce(Conduct.advised, String) == type_coerce(Conduct.judgement, String))
_UNLIKE = _some(type_coerce(Conduct.advised, String) != type_coerce(Conduct.judgement, String))

FOLLOWED: ColumnElement[str] = case(
    (~_ADVISED, literal(Followed.NONE.value)),
    (~_UNLIKE, literal(Followed.WHOLLY.value)),
    (_LIKE, literal(Followed.PARTLY.value)),
    else_=literal(Followed.NOT.value),
)
"""Whether the judgements are those of the advice (art. 9:16 Awb)."""

DEVIATED: ColumnElement[bool] = and_(_ADVISED, _UNLIKE)


def among(day: Any, periods: Any) -> ColumnElement[int]:
    """In which of some periods a day lies, by their place; in none it is NULL."""
    return case(
        *((day.between(one.since, one.until), literal(place)) for place, one in enumerate(periods))
    )


def open_on(day: date) -> ColumnElement[bool]:
    """Received, and not ended at the end of this day."""
    return and_(
        Complaint.received_on <= day, or_(Complaint.ended_on.is_(None), Complaint.ended_on > day)
    )


def open_before(day: date) -> ColumnElement[bool]:
    """Not ended before this day."""
    return or_(Complaint.ended_on.is_(None), Complaint.ended_on >= day)


def quarter_or_month(day: Any, periods: Any) -> ColumnElement[int]:
    """In which quarter of its year, or in which month of its quarter."""
    since_january = cast(extract("month", day), Integer) - 1
    return (since_january % 3 if periods[-1].quarterly else since_january // 3) + 1


def number(condition: ColumnElement[bool]) -> Any:
    """How many rows of a statement this holds for."""
    return func.count().filter(condition)
