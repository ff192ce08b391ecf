"""Rest days and rolling (art. 1 and 3 Atw). Expected days come from law.md part 1.5."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.calendar import (
    DECREE_DAYS,
    KNOWN_UNTIL,
    Calendar,
    easter,
    horizon_warning,
    kings_day,
    plus_twelve_months,
    plus_years,
)

CALENDAR = Calendar()
DAYS = st.dates(date(2014, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2025-01-01", "Nieuwjaarsdag"),
        ("2025-04-18", "Goede Vrijdag"),
        ("2025-04-21", "Tweede Paasdag"),
        ("2025-05-05", "5 mei"),
        ("2025-05-29", "Hemelvaartsdag"),
        ("2025-05-30", "gelijkgesteld (KB)"),
        ("2025-06-09", "Tweede Pinksterdag"),
        ("2025-12-25", "Eerste Kerstdag"),
        ("2025-12-26", "Tweede Kerstdag"),
        ("2026-01-02", "gelijkgesteld (KB)"),
        ("2026-05-05", "5 mei"),
        ("2027-03-26", "Goede Vrijdag"),
        ("2027-05-06", "Hemelvaartsdag"),
        ("2028-04-28", "gelijkgesteld (KB)"),
        ("2028-06-05", "Tweede Pinksterdag"),
    ],
)
def test_a_day_of_the_law_has_its_reason(day, reason):
    assert CALENDAR.reason(date.fromisoformat(day)) == reason


@pytest.mark.parametrize(
    "day", ["2025-04-28", "2026-12-24", "2026-12-31", "2026-05-04", "2026-02-02", "2025-05-26"]
)
def test_an_ordinary_day_is_no_rest_day(day):
    assert not CALENDAR.is_rest_day(date.fromisoformat(day))


def test_a_plain_saturday_is_a_rest_day_without_a_holiday():
    saturday = date(2026, 11, 21)
    assert CALENDAR.is_rest_day(saturday)
    assert CALENDAR.reason(saturday) is None


@pytest.mark.parametrize(
    ("year", "day"),
    [(2014, 26), (2019, 27), (2024, 27), (2025, 26), (2026, 27), (2030, 27), (2031, 26)],
)
def test_kings_day_moves_to_saturday_when_it_is_a_sunday(year, day):
    assert kings_day(year) == date(year, 4, day)


def test_ascension_on_the_fifth_of_may_is_named_first_as_in_the_law():
    assert CALENDAR.reason(date(2016, 5, 5)) == "Hemelvaartsdag"


@pytest.mark.parametrize(
    "sunday",
    ["2014-04-20", "2016-03-27", "2019-04-21", "2024-03-31", "2027-03-28", "2035-03-25"],
)
def test_easter_falls_where_the_almanac_says(sunday):
    expected = date.fromisoformat(sunday)
    assert easter(expected.year) == expected


def test_the_decree_days_are_25_weekdays_up_to_the_horizon():
    assert len(DECREE_DAYS) == 25
    assert all(one.day.isoweekday() <= 5 and one.day <= KNOWN_UNTIL for one in DECREE_DAYS)


def test_an_extra_rest_day_of_the_administrator_counts():
    own = Calendar({date(2026, 11, 23): "sluitingsdag"})
    assert own.is_rest_day(date(2026, 11, 23))
    assert own.reason(date(2026, 11, 23)) == "sluitingsdag"
    assert own.end_of_statutory_period(date(2026, 11, 21)) == date(2026, 11, 24)


def test_the_law_gives_the_reason_before_the_administrator():
    assert Calendar({date(2026, 4, 27): "sluiting"}).reason(date(2026, 4, 27)) == "Koningsdag"


def test_a_period_ending_on_ascension_runs_past_the_decree_day_and_the_weekend():
    assert CALENDAR.end_of_statutory_period(date(2027, 5, 5)) == date(2027, 5, 10)


def test_a_working_day_stays_where_it_is():
    monday = date(2026, 11, 23)
    assert CALENDAR.end_of_statutory_period(monday) == monday
    assert CALENDAR.last_working_day_on_or_before(monday) == monday


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-11-20", 2, "2026-11-24"),
        ("2026-11-21", 1, "2026-11-23"),
        ("2026-12-24", 2, "2026-12-29"),
        ("2026-11-23", 0, "2026-11-23"),
    ],
)
def test_working_days_skip_rest_days_and_do_not_count_the_first(start, count, end):
    assert CALENDAR.add_working_days(date.fromisoformat(start), count).isoformat() == end


def test_beyond_the_last_decree_there_is_a_warning():
    assert horizon_warning(date(2028, 12, 31)) is None
    assert "2029" in str(horizon_warning(date(2029, 1, 1)))


def test_before_the_first_known_year_there_is_a_warning():
    assert horizon_warning(date(2014, 1, 1)) is None
    assert horizon_warning(date(2013, 12, 31)) is not None


def test_a_leap_day_is_clamped_only_when_it_must():
    assert plus_twelve_months(date(2024, 2, 29)) == (date(2025, 2, 28), True)
    assert plus_twelve_months(date(2024, 2, 28)) == (date(2025, 2, 28), False)
    assert plus_years(date(2024, 2, 29), 4) == (date(2028, 2, 29), False)


@given(DAYS)
def test_no_period_ends_on_a_rest_day_and_none_ends_earlier(day):
    end = CALENDAR.end_of_statutory_period(day)
    assert not CALENDAR.is_rest_day(end)
    assert end >= day


@given(DAYS)
def test_the_steering_day_is_a_working_day_not_after_the_end(day):
    target = CALENDAR.last_working_day_on_or_before(day)
    assert not CALENDAR.is_rest_day(target)
    assert target <= day
