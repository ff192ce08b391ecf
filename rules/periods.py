"""The periods that figures are about: twelve months, a year, a quarter; and a year earlier."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rules.wording import Dutch, told

TWELVE_MONTHS = "12m"
YEARS_BACK, QUARTERS_BACK = 3, 5
FIRST_YEAR = 1999
SERIES = 5
"""A report tells a period with the four before it."""


@dataclass(frozen=True)
class Period:
    """From the first day up to and including the last one that counts: no later than today."""

    key: str
    label: Dutch
    since: date
    until: date
    end: date
    """The last day of the whole period; while that is to come, the last month is not whole."""

    @property
    def running(self) -> bool:
        return self.until < self.end

    @property
    def quarterly(self) -> bool:
        return self.key.count("-") == 1

    @property
    def months(self) -> Sequence[tuple[int, int]]:
        """Year and month of each month that has begun."""
        first = self.since.year * 12 + self.since.month - 1
        last = self.until.year * 12 + self.until.month - 1
        return [(one // 12, one % 12 + 1) for one in range(first, last + 1)]

    def month(self, year: int, month: int) -> tuple[date, date]:
        """The first and the last day of a month, as far as it lies in the period."""
        return max(self.since, date(year, month, 1)), min(self.until, _end_of_month(year, month))

    @property
    def before(self) -> "Period":
        """The same days a year earlier: what is compared is equally long."""
        since, until = _year_earlier(self.since), _year_earlier(self.until)
        return Period(f"{self.key}-before", self.label, since, until, until)


def twelve_months(today: date) -> Period:
    """This month as far as it is, and the eleven before it.

    >>> str(twelve_months(date(2026, 11, 20)).since)
    '2025-12-01'
    """
    first = today.year * 12 + today.month - 12
    end = _end_of_month(today.year, today.month)
    since = date(first // 12, first % 12 + 1, 1)
    return Period(TWELVE_MONTHS, "Afgelopen 12 maanden", since, today, end)


def year(number: int, today: date) -> Period:
    end = date(number, 12, 31)
    return Period(str(number), str(number), date(number, 1, 1), min(end, today), end)


def quarter(number: int, which: int, today: date) -> Period:
    """One of the four quarters of a year."""
    end = _end_of_month(number, which * 3)
    label = told("%(which)se kwartaal %(year)s", which=which, year=number)
    since = date(number, which * 3 - 2, 1)
    return Period(f"{number}-{which}", label, since, min(end, today), end)


def series(last: Period, today: date) -> Sequence[Period]:
    """Five years up to and including this one, or five quarters; the oldest first.

    >>> [one.key for one in series(quarter(2026, 2, date(2026, 11, 20)), date(2026, 11, 20))]
    ['2025-2', '2025-3', '2025-4', '2026-1', '2026-2']
    """
    number = last.since.year
    if not last.quarterly:
        return [year(number - back, today) for back in range(SERIES - 1, -1, -1)]
    now = number * 4 + (last.since.month - 1) // 3
    return [quarter(one // 4, one % 4 + 1, today) for one in range(now - SERIES + 1, now + 1)]


def choices(today: date) -> Sequence[Period]:
    """What one can choose from: twelve months, a few years, a few quarters."""
    years = [year(today.year - back, today) for back in range(YEARS_BACK + 1)]
    now = today.year * 4 + (today.month - 1) // 3
    quarters = [
        quarter(one // 4, one % 4 + 1, today) for one in range(now, now - QUARTERS_BACK, -1)
    ]
    return [twelve_months(today), *years, *quarters]


def read(key: str, today: date) -> Period:
    """The period that an address names; twelve months for whatever names none.

    >>> read("2026-3", date(2026, 11, 20)).label
    '3e kwartaal 2026'
    """
    found = re.fullmatch(r"(\d{4})(?:-([1-4]))?", key, re.ASCII)
    if found and FIRST_YEAR <= int(found[1]) <= today.year:
        number = int(found[1])
        chosen = quarter(number, int(found[2]), today) if found[2] else year(number, today)
        if chosen.since <= today:
            return chosen
    return twelve_months(today)


def _end_of_month(number: int, month: int) -> date:
    following = date(number + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def _year_earlier(day: date) -> date:
    # 29 February has no day a year earlier; the last of the month stands for it.
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
