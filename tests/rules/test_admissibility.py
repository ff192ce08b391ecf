"""The twelve-month test (law.md part 2), the grounds of art. 9:8 and the demands of art. 9:4."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.admissibility import (
    GROUND,
    GROUNDS,
    ComplaintTime,
    ConductDates,
    RefusalFacts,
    Requirement,
    complaint_time,
    grounds_supported,
    may_be_left_aside,
    missing_requirements,
    reference_date,
    scheme_remarks,
    twelve_month_test,
)
from rules.vocabulary import RefusalGround, TimeOutcome

LODGED = date(2026, 11, 22)
DAYS = st.dates(date(2014, 1, 1), date(2035, 12, 31))


def outcome(dates, reference_on=LODGED):
    return twelve_month_test(dates, reference_on).outcome.value


def flags(dates, reference_on=LODGED):
    return twelve_month_test(dates, reference_on).flags


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 11, 23), "ADMISSIBLE"),
        (date(2025, 11, 22), "BOUNDARY"),
        (date(2025, 11, 21), "OLDER"),
        (date(2026, 11, 22), "ADMISSIBLE"),
        (date(2026, 11, 23), "UNDETERMINED"),
    ],
)
def test_one_day_around_the_boundary(day, expected):
    assert outcome(ConductDates.on(day)) == expected


@pytest.mark.parametrize(
    ("lodged", "expected"),
    [
        (date(2025, 2, 27), "ADMISSIBLE"),
        (date(2025, 2, 28), "BOUNDARY"),
        (date(2025, 3, 1), "OLDER"),
    ],
)
def test_a_leap_day_is_a_year_old_on_the_28th(lodged, expected):
    assert outcome(ConductDates.on(date(2024, 2, 29)), lodged) == expected


def test_conduct_exactly_a_year_ago_is_no_ground_and_misses_the_scheme():
    test = twelve_month_test(ConductDates.on(date(2025, 11, 22)), LODGED)
    assert not test.over_a_year
    assert not test.scheme_condition_met


def test_conduct_after_the_lodging_is_a_typing_error():
    assert flags(ConductDates.on(date(2026, 11, 23))) == ("behaviour_after_submission",)


@pytest.mark.parametrize(
    ("start", "end", "expected", "flagged"),
    [
        (date(2025, 1, 1), date(2025, 11, 21), "OLDER", ()),
        (date(2025, 1, 1), date(2025, 11, 22), "BOUNDARY", ("straddles",)),
        (date(2025, 11, 21), date(2025, 11, 23), "ADMISSIBLE", ("straddles",)),
        (date(2025, 11, 22), date(2025, 12, 23), "ADMISSIBLE", ()),
        (date(2026, 11, 1), date(2026, 11, 23), "UNDETERMINED", ("behaviour_after_submission",)),
        (
            date(2025, 1, 1),
            date(2026, 12, 1),
            "UNDETERMINED",
            ("behaviour_after_submission", "straddles"),
        ),
    ],
)
def test_a_period_is_tested_on_its_end(start, end, expected, flagged):
    period = ConductDates.period(start, end)
    assert (outcome(period), flags(period)) == (expected, flagged)


@pytest.mark.parametrize(
    ("start", "expected", "flagged"),
    [
        (date(2025, 11, 21), "ADMISSIBLE", ("ongoing", "straddles")),
        (date(2025, 11, 22), "ADMISSIBLE", ("ongoing",)),
        (None, "ADMISSIBLE", ("ongoing",)),
        (date(2026, 12, 1), "UNDETERMINED", ("behaviour_after_submission", "ongoing")),
    ],
)
def test_what_still_goes_on_is_in_time(start, expected, flagged):
    ongoing = ConductDates.ongoing(start)
    assert (outcome(ongoing), flags(ongoing)) == (expected, flagged)


@pytest.mark.parametrize(
    ("earliest", "latest", "expected"),
    [
        (date(2025, 11, 1), date(2025, 11, 21), "OLDER"),
        (date(2025, 11, 21), date(2025, 11, 22), "UNDETERMINED"),
        (date(2025, 11, 22), date(2025, 11, 30), "ADMISSIBLE"),
        (date(2025, 11, 1), date(2025, 11, 30), "UNDETERMINED"),
        (date(2026, 11, 1), date(2026, 11, 30), "ADMISSIBLE"),
        (date(2026, 11, 23), date(2026, 11, 30), "UNDETERMINED"),
    ],
)
def test_a_window_is_tested_on_both_ends(earliest, latest, expected):
    assert outcome(ConductDates.window(earliest, latest)) == expected


def test_a_window_past_the_lodging_is_cut_off_without_a_flag():
    assert flags(ConductDates.window(date(2026, 11, 1), date(2026, 11, 30))) == ("approximate",)


def test_a_window_after_the_lodging_is_a_typing_error():
    after = ConductDates.window(date(2026, 11, 23), date(2026, 11, 30))
    assert flags(after) == ("approximate", "behaviour_after_submission")


def test_a_window_that_starts_on_the_boundary_misses_the_scheme():
    test = twelve_month_test(ConductDates.window(date(2025, 11, 22), date(2025, 11, 30)), LODGED)
    assert (test.if_earliest, test.if_latest) == (TimeOutcome.BOUNDARY, TimeOutcome.ADMISSIBLE)
    assert not test.scheme_condition_met


def test_an_unknown_day_is_undetermined():
    assert outcome(ConductDates.unknown()) == "UNDETERMINED"
    assert flags(ConductDates.unknown()) == ("date_unknown",)


def test_the_earliest_provable_day_of_lodging_counts():
    days = (None, date(2026, 11, 23), date(2026, 11, 10), date(2026, 11, 20))
    assert reference_date(*days) == date(2026, 11, 10)


def test_without_any_day_there_is_no_reference():
    with pytest.raises(ValueError, match="indiening"):
        reference_date(None, None)


A, B, O, U = (  # noqa: E741 (one letter per outcome keeps the table readable)
    TimeOutcome.ADMISSIBLE,
    TimeOutcome.BOUNDARY,
    TimeOutcome.OLDER,
    TimeOutcome.UNDETERMINED,
)


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        ([A, B], ComplaintTime.NONE_OLDER),
        ([O, A], ComplaintTime.PARTLY_OLDER),
        ([O, B], ComplaintTime.PARTLY_OLDER),
        ([O, O], ComplaintTime.ALL_OLDER),
        ([O, U], ComplaintTime.UNDETERMINED),
        ([], ComplaintTime.UNDETERMINED),
    ],
)
def test_the_complaint_follows_from_its_conducts(outcomes, expected):
    assert complaint_time(outcomes) is expected


@given(DAYS, st.integers(0, 2000))
def test_lodging_later_never_makes_conduct_younger(day, days):
    ages = [TimeOutcome.ADMISSIBLE, TimeOutcome.BOUNDARY, TimeOutcome.OLDER]
    conduct, lodged = ConductDates.on(day), day + timedelta(days=days)
    now = twelve_month_test(conduct, lodged).outcome
    later = twelve_month_test(conduct, lodged + timedelta(days=1)).outcome
    assert ages.index(now) <= ages.index(later)


def refusal(ground, **facts):
    return GROUND[ground].available(RefusalFacts(**facts))


def test_every_ground_has_its_row_and_article():
    assert [one.key for one in GROUNDS] == list(RefusalGround)
    assert str(GROUND[RefusalGround.INSUFFICIENT_WEIGHT].basis) == "art. 9:8 lid 2 Awb"


def test_an_earlier_file_that_was_settled_is_no_ground():
    obstacle = refusal(RefusalGround.HANDLED_BEFORE, earlier_number="K2025-0001")
    assert "niet geëindigd met een afdoeningsbrief" in obstacle.text


def test_an_earlier_file_with_findings_is_a_ground():
    facts = {"earlier_number": "K2025-0001", "earlier_findings_sent_on": date(2025, 3, 1)}
    assert refusal(RefusalGround.HANDLED_BEFORE, **facts) is None


def test_an_earlier_file_must_be_named():
    assert refusal(RefusalGround.HANDLED_BEFORE) is not None


@pytest.mark.parametrize("time", [A, B, U, None])
def test_only_older_conduct_can_be_refused_for_its_age(time):
    assert refusal(RefusalGround.OVER_A_YEAR, time=time) is not None


def test_older_conduct_can_be_refused_for_its_age():
    assert refusal(RefusalGround.OVER_A_YEAR, time=O) is None


def test_deciding_too_late_is_not_refused_because_of_appeal():
    facts = {"appeal_is_or_was_possible": True, "remedy": "beroep bij de rechtbank"}
    assert refusal(RefusalGround.APPEAL, **facts) is None
    assert refusal(RefusalGround.APPEAL, **facts, about_deciding_too_late=True) is not None


def test_objection_must_have_been_possible_and_named():
    assert refusal(RefusalGround.OBJECTION, objection_was_possible=True) is not None
    facts = {"objection_was_possible": True, "remedy": "bezwaar tegen het besluit van 1 mei"}
    assert refusal(RefusalGround.OBJECTION, **facts) is None


def test_a_criminal_case_is_a_ground_only_while_it_runs():
    assert refusal(RefusalGround.CRIMINAL_CASE, criminal_case_running=True) is None
    assert refusal(RefusalGround.CRIMINAL_CASE) is not None


def test_another_court_and_too_little_weight_need_their_facts():
    assert refusal(RefusalGround.OTHER_COURT) is not None
    assert refusal(RefusalGround.OTHER_COURT, court_case="C/09/1") is None
    assert refusal(RefusalGround.INSUFFICIENT_WEIGHT) is not None
    assert refusal(RefusalGround.INSUFFICIENT_WEIGHT, reason="een tikfout") is None


def test_without_facts_no_ground_is_supported():
    assert grounds_supported(RefusalFacts()) == ()


def test_a_missing_signature_alone_never_blocks():
    missing = missing_requirements(set(Requirement) - {Requirement.SIGNATURE})
    assert missing == (Requirement.SIGNATURE,)
    assert not may_be_left_aside(missing)


def test_a_missing_address_may_block():
    missing = missing_requirements(set(Requirement) - {Requirement.ADDRESS, Requirement.SIGNATURE})
    assert missing == (Requirement.SIGNATURE, Requirement.ADDRESS)
    assert may_be_left_aside(missing)


def test_nothing_missing_blocks_nothing():
    assert not may_be_left_aside(missing_requirements(Requirement))


def test_a_legal_person_gets_a_remark_and_no_obstacle():
    (remark,) = scheme_remarks(natural_person=False)
    assert "een ieder" in remark.text
    assert scheme_remarks() == ()
