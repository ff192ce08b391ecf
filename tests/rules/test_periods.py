"""The periods of figures: their days, their months, and the same days a year earlier."""

from datetime import date

import pytest

from rules import periods

FRIDAY = date(2026, 11, 20)


def days(period):
    return f"{period.since} {period.until} {period.running}"


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("12m", "2025-12-01 2026-11-20 True"),
        ("2026", "2026-01-01 2026-11-20 True"),
        ("2025", "2025-01-01 2025-12-31 False"),
        ("2026-3", "2026-07-01 2026-09-30 False"),
        ("2026-4", "2026-10-01 2026-11-20 True"),
    ],
)
def test_the_days_of_a_period(key, expected):
    assert days(periods.read(key, FRIDAY)) == expected


@pytest.mark.parametrize("key", ["", "2027", "1998", "2026-5", "2026-0", "x", "٢٠٢٦", "2026-44"])
def test_what_is_no_period_is_twelve_months(key):
    assert periods.read(key, FRIDAY).key == "12m"


def test_a_quarter_to_come_is_no_period():
    assert periods.read("2026-4", date(2026, 9, 30)).key == "12m"


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("12m", "2024-12-01 2025-11-20 False"),
        ("2026", "2025-01-01 2025-11-20 False"),
        ("2025", "2024-01-01 2024-12-31 False"),
    ],
)
def test_a_year_earlier_is_as_long(key, expected):
    assert days(periods.read(key, FRIDAY).before) == expected


def test_a_leap_day_has_the_last_of_february_before_it():
    assert periods.read("2028", date(2028, 2, 29)).before.until == date(2027, 2, 28)


def test_the_months_that_have_begun():
    assert periods.read("2026-4", FRIDAY).months == [(2026, 10), (2026, 11)]
    months = periods.read("12m", FRIDAY).months
    assert (months[0], months[-1], len(months)) == ((2025, 12), (2026, 11), 12)


def test_a_month_stops_where_the_period_does():
    period = periods.read("12m", FRIDAY)
    assert period.month(2026, 11) == (date(2026, 11, 1), date(2026, 11, 20))
    assert period.month(2026, 2) == (date(2026, 2, 1), date(2026, 2, 28))


def test_on_the_last_day_of_a_month_nothing_runs():
    assert not periods.read("12m", date(2026, 11, 30)).running


def test_what_one_can_choose():
    assert [one.key for one in periods.choices(FRIDAY)] == [
        "12m", "2026", "2025", "2024", "2023", "2026-4", "2026-3", "2026-2", "2026-1", "2025-4",
    ]  # fmt: skip
