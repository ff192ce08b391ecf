"""The figures of the informal track for the board: per quarter, without names (law.md 7.4)."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from sqlalchemy import ColumnElement, func, select

from models import Category, Complaint, Unit, db
from queries.complaints import visible_to
from rules.permissions import Actor
from rules.vocabulary import Channel, Kind, State
from rules.wording import Dutch, told

QUARTERS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Line:
    """One figure, for each quarter and for the year; None where there is nothing to divide."""

    label: Dutch
    values: Sequence[int | float | None]
    share: bool = False


@dataclass(frozen=True)
class Part:
    """A few figures under one heading."""

    title: Dutch
    lines: Sequence[Line]


@dataclass(frozen=True)
class Figures:
    periods: Sequence[str]
    parts: Sequence[Part]


@dataclass(frozen=True)
class Reports:
    """So many reports with the same facts."""

    count: int
    received_on: date
    channel: Channel
    category: str
    unit: str
    state: State
    taken_up_on: date | None
    take_up_due_on: date | None
    open: bool

    @property
    def in_time(self) -> bool:
        return bool(
            self.taken_up_on and self.take_up_due_on and self.taken_up_on <= self.take_up_due_on
        )

    def judged(self, today: date) -> bool:
        """Whether it can be said if the promise was kept: taken up, or still waiting too long."""
        late = self.open and self.take_up_due_on is not None and self.take_up_due_on < today
        return self.taken_up_on is not None or late


def years(actor: Actor) -> list[int]:
    """The years in which reports came in, newest first, and this one."""
    first = db.session.scalar(select(func.min(Complaint.received_on)).where(*_seen(actor)))
    return list(range(actor.today.year, (first or actor.today).year - 1, -1))


def _seen(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    return (Complaint.kind == Kind.REPORT, visible_to(actor))


def of_year(actor: Actor, year: int) -> Figures:
    """Everything that came in during one year, by the quarter in which it came."""
    found = list(_reports(actor, year))
    periods = [[one for one in found if _quarter(one.received_on) == n] for n in QUARTERS]
    periods.append(found)

    def line(label: Dutch, figure: Callable[[list[Reports]], float | None], **how: bool) -> Line:
        return Line(label, [figure(some) for some in periods], **how)

    def per(key: Callable[[Reports], str], labels: Iterable[str]) -> list[Line]:
        counted = [_tally(some, key) for some in periods]
        return [Line(one, [count[one] for count in counted]) for one in labels]

    def known(key: Callable[[Reports], str]) -> list[str]:
        return sorted({key(one) for one in found})

    handling = [
        line("Ontvangen", _count),
        line("Opgelost", lambda some: _count(one for one in some if one.state is State.I3)),
        line(told("Omgezet in een klacht"),
             lambda some: _count(one for one in some if one.state is State.I5)),
        line(told("Op tijd in behandeling genomen"),
             lambda some: _share(some, actor.today), share=True),
        line(told("Gemiddeld aantal dagen tot in behandeling nemen"), _average),
    ]  # fmt: skip
    return Figures(
        periods=[
            *(told("%(n)se kwartaal %(year)s", n=n, year=year) for n in QUARTERS),
            told("Heel %(year)s", year=year),
        ],
        parts=[
            Part("Meldingen", handling),
            Part(
                told("Per kanaal"),
                per(lambda one: one.channel.label, (one.label for one in Channel)),
            ),
            Part(told("Per soort"), per(attrgetter("category"), known(attrgetter("category")))),
            Part(told("Per afdeling"), per(attrgetter("unit"), known(attrgetter("unit")))),
        ],
    )


def _reports(actor: Actor, year: int) -> Iterable[Reports]:
    facts = (
        Complaint.received_on,
        Complaint.channel,
        func.coalesce(Category.name, told("nog niet ingedeeld")),
        func.coalesce(Unit.name, told("nog niet bekend")),
        Complaint.state,
        Complaint.taken_up_on,
        Complaint.take_up_due_on,
        Complaint.open,
    )
    query = (
        select(func.count(), *facts)
        .select_from(Complaint)
        .outerjoin(Category, Category.id == Complaint.category_id)
        .outerjoin(Unit, Unit.id == Complaint.unit_id)
        .where(*_seen(actor))
        .where(Complaint.received_on.between(date(year, 1, 1), date(year, 12, 31)))
        .group_by(*facts)
    )
    return (Reports(*row) for row in db.session.execute(query))


def _quarter(day: date) -> int:
    return (day.month + 2) // 3


def _tally(some: Iterable[Reports], key: Callable[[Reports], str]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for one in some:
        counted[key(one)] += one.count
    return counted


def _count(some: Iterable[Reports]) -> int:
    return sum(one.count for one in some)


def _share(some: Iterable[Reports], today: date) -> float | None:
    judged = [one for one in some if one.judged(today)]
    of = _count(judged)
    return round(100 * _count(one for one in judged if one.in_time) / of, 1) if of else None


def _average(some: Iterable[Reports]) -> float | None:
    taken = [(one.count, (one.taken_up_on - one.received_on).days) for one in some
             if one.taken_up_on]  # fmt: skip
    of = sum(count for count, _ in taken)
    return round(sum(count * days for count, days in taken) / of, 1) if of else None
