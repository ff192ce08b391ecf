"""Rest days, and where a statutory period ends (Algemene termijnenwet)."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from rules.law import Citation, atw
from rules.terms import TERMS, Term, term
from rules.wording import Dutch, told

KNOWN_FROM = date(2014, 1, 1)
"""King's Day and the decree days are known from here."""

KNOWN_UNTIL = date(2028, 12, 31)
"""The last decree of art. 3 lid 3 Atw reaches to here; later years may get more rest days."""

DECREE_REASON: Dutch = "gelijkgesteld (KB)"
ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class DecreeDay:
    """A day that a royal decree equates with a holiday (art. 3 lid 3 Atw)."""

    day: date
    decree: str
    source: str


def _read_decree_days() -> tuple[DecreeDay, ...]:
    with Path(__file__).with_name("decree_days.csv").open(encoding="utf-8", newline="") as rows:
        return tuple(
            DecreeDay(date.fromisoformat(row["date"]), row["decree"], row["source"])
            for row in csv.DictReader(rows)
        )


DECREE_DAYS = _read_decree_days()


def easter(year: int) -> date:
    """Easter Sunday (eerste Paasdag) in the Gregorian calendar, by the Meeus formula.

    >>> easter(2026)
    datetime.date(2026, 4, 5)
    """
    century, year_of_century = divmod(year, 100)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * (year % 19) + century - century // 4 - correction + 15) % 30
    weekday = (
        32 + 2 * (century % 4) + 2 * (year_of_century // 4) - epact - year_of_century % 4
    ) % 7
    shift = (year % 19 + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def kings_day(year: int) -> date:
    """King's Day (Koningsdag): 27 April, the day before when that is a Sunday.

    >>> kings_day(2025)
    datetime.date(2025, 4, 26)
    """
    birthday = date(year, 4, 27)
    return birthday if birthday.isoweekday() != 7 else birthday - ONE_DAY


def _after_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days=days)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


@dataclass(frozen=True)
class Holiday:
    """A holiday that the law itself names, and how to find it in a year."""

    name: Dutch
    basis: Citation
    in_year: Callable[[int], date]


# In the order of the law: when two fall on one day (Ascension on 5 May 2016), the first gives
# the reason.
HOLIDAYS = (
    Holiday("Nieuwjaarsdag", atw("3", 1), _fixed(1, 1)),
    Holiday("Tweede Paasdag", atw("3", 1), _after_easter(1)),
    Holiday("Tweede Pinksterdag", atw("3", 1), _after_easter(50)),
    Holiday("Eerste Kerstdag", atw("3", 1), _fixed(12, 25)),
    Holiday("Tweede Kerstdag", atw("3", 1), _fixed(12, 26)),
    Holiday("Hemelvaartsdag", atw("3", 1), _after_easter(39)),
    Holiday("Koningsdag", atw("3", 1), kings_day),
    Holiday("5 mei", atw("3", 1), _fixed(5, 5)),
    Holiday("Goede Vrijdag", atw("3", 2), _after_easter(-2)),
)


@cache
def holidays_of(year: int) -> Mapping[date, str]:
    """Every rest day of art. 3 Atw in one year, with its reason."""
    reasons = {one.day: DECREE_REASON for one in DECREE_DAYS if one.day.year == year}
    return reasons | {one.in_year(year): one.name for one in reversed(HOLIDAYS)}


@dataclass(frozen=True)
class Calendar:
    """What a term is counted with: the rest days of the Atw, the extra ones that an administrator
    added, and how long each term is from which day.
    """

    extra: Mapping[date, str] = field(default_factory=dict)
    terms: tuple[Term, ...] = TERMS

    def term(self, key: str, on: date) -> Term:
        """The term that holds on a day; a LookupError when there is none."""
        return term(key, on, self.terms)

    def reason(self, day: date) -> str | None:
        """Why a day is a holiday or equated with one (art. 3 Atw); None for other days.

        >>> Calendar().reason(date(2026, 4, 3))
        'Goede Vrijdag'
        """
        return holidays_of(day.year).get(day) or self.extra.get(day)

    def is_rest_day(self, day: date) -> bool:
        """Saturday, Sunday or a holiday (art. 1 lid 1 Atw)."""
        return day.weekday() >= SATURDAY or self.reason(day) is not None

    def end_of_statutory_period(self, nominal: date) -> date:
        """The last day, moved past rest days (art. 1 lid 1 Atw).

        >>> Calendar().end_of_statutory_period(date(2026, 4, 6))  # Easter Monday
        datetime.date(2026, 4, 7)
        """
        day = nominal
        while self.is_rest_day(day):
            day += ONE_DAY
        return day

    def last_working_day_on_or_before(self, day: date) -> date:
        """The day to steer on.

        >>> Calendar().last_working_day_on_or_before(date(2026, 4, 6))
        datetime.date(2026, 4, 2)
        """
        while self.is_rest_day(day):
            day -= ONE_DAY
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """The working day that is ``count`` working days later; the day itself is not counted.

        >>> Calendar().add_working_days(date(2025, 12, 31), 2)
        datetime.date(2026, 1, 6)
        """
        for _ in range(count):
            day = self.end_of_statutory_period(day + ONE_DAY)
        return day


def horizon_warning(day: date) -> str | None:
    """What to say of a day for which no decree of art. 3 lid 3 Atw is known yet.

    >>> horizon_warning(date(2028, 12, 31)) is None
    True
    """
    if KNOWN_FROM <= day <= KNOWN_UNTIL:
        return None
    return told(
        "Voor %(year)s zijn geen gelijkgestelde dagen bekend (art. 3 lid 3 Atw; bekend van "
        "%(first)s tot en met %(last)s). Controleer de datum.",
        year=day.year,
        first=KNOWN_FROM.year,
        last=KNOWN_UNTIL.year,
    )


def plus_years(day: date, years: int) -> tuple[date, bool]:
    """The same day years later, and whether 29 February was moved to the 28th.

    >>> plus_years(date(2024, 2, 29), 1)
    (datetime.date(2025, 2, 28), True)
    """
    try:
        return day.replace(year=day.year + years), False
    except ValueError:
        return date(day.year + years, 2, 28), True


def plus_twelve_months(day: date) -> tuple[date, bool]:
    """A year later, without moving for rest days (art. 4 onder a Atw)."""
    return plus_years(day, 1)
