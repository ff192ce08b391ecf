"""The figures of dashboards: counted by the database, within what someone may see.

What is counted here, lists filter on with the same expressions (``queries.measures``): behind
each number stand exactly those files.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, and_, extract, func, select

from models import Category, Complaint, Recommendation, Unit, User, db
from queries import measures, recommendations
from queries.complaints import visible_to, within_scope
from queries.memory import remember
from rules.periods import Period
from rules.permissions import Actor
from rules.vocabulary import Kind, Outcome, Permission, State

T = TypeVar("T")

RECEIVED: Any = Complaint.received_on
ENDED: Any = Complaint.ended_on


@dataclass(frozen=True)
class Asked:
    """About which files: of one kind, received or ended in a period, of one unit or of all."""

    actor: Actor
    kind: Kind
    period: Period
    unit_id: int | None = None

    @property
    def before(self) -> "Asked":
        return replace(self, period=self.period.before)

    def files(self) -> ColumnElement[bool]:
        """The files that the figures may be about: visible, and in the reach of this right."""
        scope = self.actor.scope(Permission.DASHBOARD_READ)
        where = [
            Complaint.kind == self.kind,
            visible_to(self.actor),
            within_scope(self.actor, scope),
        ]
        if self.unit_id is not None:
            where.append(Complaint.unit_id == self.unit_id)
        return and_(*where)

    def within(self, day: Any) -> ColumnElement[bool]:
        """Those of which this day lies in the period."""
        return and_(self.files(), day.between(self.period.since, self.period.until))

    def once(self, what: Hashable, ask: Callable[[], T]) -> T:
        """Asked again within half a minute, it is not counted again."""
        actor = self.actor
        whose = (actor.persons, actor.unit_id, actor.today, frozenset(actor.grants.items()))
        about = (self.kind, self.period.since, self.period.until, self.unit_id)
        return remember(("figures", what, whose, about), ask)


def _tally(where: ColumnElement[bool], *by: Any) -> list[Any]:
    query = select(*by, func.count()).select_from(Complaint).where(where).group_by(*by)
    return list(db.session.execute(query))


def count(asked: Asked, day: Any) -> int:
    """How many files had this day in the period."""
    query = select(func.count()).select_from(Complaint).where(asked.within(day))
    return asked.once(("count", day.key), lambda: db.session.scalar(query) or 0)


def by_month(asked: Asked, day: Any) -> Mapping[tuple[int, int], int]:
    """The same, for each year and month."""
    parts = (extract("year", day), extract("month", day))
    return asked.once(
        ("by_month", day.key),
        lambda: {
            (int(year), int(month)): number
            for year, month, number in _tally(asked.within(day), *parts)
        },
    )


@dataclass(frozen=True)
class Ended:
    """How long what ended took, and how much of it was late."""

    days: Mapping[int, int]
    """So many files for each number of days."""
    late: int
    judged: int
    """Of how many it can be said whether they were late."""

    @property
    def count(self) -> int:
        return sum(self.days.values())

    @property
    def on_time(self) -> int:
        return self.judged - self.late

    @property
    def median(self) -> float | None:
        """The days of the file in the middle.

        >>> Ended({10: 1, 20: 1, 60: 2}, 0, 4).median
        40.0
        """
        middle = sorted(Counter(self.days).elements())
        if not middle:
            return None
        half = len(middle) // 2
        return (middle[half] + middle[~half]) / 2

    def weeks(self, last: int) -> Sequence[int]:
        """How many in each week, the last one with all that took longer.

        >>> Ended({0: 1, 7: 1, 8: 1, 99: 1}, 0, 4).weeks(3)
        [2, 1, 1]
        """
        found = [0] * last
        for days, number in self.days.items():
            found[min(max(-(-days // 7), 1), last) - 1] += number
        return found


def ended(asked: Asked) -> Ended:
    """What ended in the period (art. 9:11: from receipt up to and including the last letter)."""

    def ask() -> Ended:
        rows = _tally(asked.within(ENDED), measures.DURATION, measures.ENDED_LATE)
        days: Counter[int] = Counter()
        for duration, _, number in rows:
            days[duration] += number
        late = sum(number for _, is_late, number in rows if is_late)
        judged = sum(number for _, is_late, number in rows if is_late is not None)
        return Ended(dict(days), late, judged)

    return asked.once("ended", ask)


def outcomes(asked: Asked) -> Mapping[Outcome, int]:
    """How what ended in the period ended."""
    return asked.once(
        "outcomes",
        lambda: {
            Outcome(outcome): number
            for outcome, number in _tally(asked.within(ENDED), measures.OUTCOME)
        },
    )


def causes(asked: Asked) -> Sequence[tuple[str, int]]:
    """Why what ended late in the period was late, the most common cause first."""

    def ask() -> list[tuple[str, int]]:
        where = and_(asked.within(ENDED), measures.ENDED_LATE)
        rows = [(cause, number) for cause, number in _tally(where, Complaint.late_cause)]
        return sorted(rows, key=lambda row: (-row[1], row[0]))

    return asked.once("causes", ask)


Named = Sequence[tuple[int | None, str, int]]
"""Key, name and number; no key where nothing was chosen yet."""


def _named(asked: Asked, what: str, column: Any, table: Any, where: ColumnElement[bool]) -> Named:
    def ask() -> list[tuple[int | None, str, int]]:
        numbers = dict(_pairs(_tally(where, column)))
        keys = [key for key in numbers if key is not None]
        names = dict(_pairs(db.session.execute(
            select(table.id, table.name).where(table.id.in_(keys)))))  # fmt: skip
        rows = [(key, names.get(key, ""), number) for key, number in numbers.items()]
        return sorted(rows, key=lambda row: (row[0] is None, -row[2], row[1]))

    return asked.once(what, ask)


def _pairs(rows: Any) -> list[tuple[Any, Any]]:
    return [(one, other) for one, other in rows]


def categories(asked: Asked) -> Named:
    """What came in is about."""
    return _named(
        asked, "categories", Complaint.category_id, Category, asked.within(RECEIVED)
    )  # fmt: skip


def units(asked: Asked) -> Named:
    """About which unit what came in is."""
    return _named(asked, "units", Complaint.unit_id, Unit, asked.within(RECEIVED))


def handlers(asked: Asked) -> Named:
    """With whom the open files are."""
    where = and_(asked.files(), Complaint.open)
    return _named(asked, "handlers", Complaint.handler_id, User, where)


def states(asked: Asked) -> Mapping[State, int]:
    """Where the open files stand."""
    where = and_(asked.files(), Complaint.open)
    return asked.once("states", lambda: dict(_pairs(_tally(where, Complaint.state))))


def received_states(asked: Asked) -> Mapping[State, int]:
    """What became of what came in during the period."""
    where = asked.within(RECEIVED)
    return asked.once("received_states", lambda: dict(_pairs(_tally(where, Complaint.state))))


def due(asked: Asked, since: date | None, until: date) -> int:
    """How many open files have their last day between these two."""
    where = and_(asked.files(), measures.due_between(since, until))
    query = select(func.count()).select_from(Complaint).where(where)
    return asked.once(("due", since, until), lambda: db.session.scalar(query) or 0)


def latest(asked: Asked, most: int) -> Sequence[tuple[int, str, date, State]]:
    """The open files whose term ended longest ago: key, reference, last day, state."""
    yesterday = asked.actor.today - timedelta(days=1)
    query = (
        select(Complaint.id, Complaint.reference, Complaint.due_on, Complaint.state)
        .where(asked.files(), measures.due_between(None, yesterday))
        .order_by(Complaint.due_on, Complaint.id)
        .limit(most)
    )
    return asked.once(
        ("latest", most),
        lambda: [
            (key, reference, due_on, state)
            for key, reference, due_on, state in db.session.execute(query)
            if due_on is not None
        ],
    )


def taken_up(asked: Asked) -> tuple[int, int]:
    """Of the reports taken up in the period: how many in time, of how many."""
    where = asked.within(Complaint.taken_up_on)

    def ask() -> tuple[int, int]:
        numbers = dict(_pairs(_tally(where, measures.TAKEN_UP_IN_TIME)))
        in_time = numbers.get(True, 0)
        return in_time, in_time + numbers.get(False, 0)

    return asked.once("taken_up", ask)


@dataclass(frozen=True)
class ToDo:
    """A recommendation that is open: what, whose, and by when."""

    key: int
    text: str
    owner: str
    due_on: date | None


@dataclass(frozen=True)
class Recommendations:
    open: int
    late: int
    first: Sequence[ToDo]


def to_do(asked: Asked, most: int) -> Recommendations:
    """The recommendations that still ask something, of all units; the soonest first."""
    actor = asked.actor
    where = and_(measures.TO_DO, recommendations.visible_to(actor))

    def ask() -> Recommendations:
        overdue = Recommendation.due_on < actor.today
        number, late = db.session.execute(
            select(func.count(), func.count().filter(overdue))
            .select_from(Recommendation)
            .where(where)
        ).one()
        first = db.session.execute(
            select(Recommendation.id, Recommendation.text, func.coalesce(User.name, ""),
                   Recommendation.due_on)
            .outerjoin(User, User.id == Recommendation.owner_id)
            .where(where)
            .order_by(Recommendation.due_on.asc().nulls_last(), Recommendation.id)
            .limit(most)
        )  # fmt: skip
        return Recommendations(number, late, [ToDo(*row) for row in first])

    return asked.once(("to_do", most), ask)
