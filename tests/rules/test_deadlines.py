"""Single terms, and what moves the handling term. Days are worked out by hand or in law.md 9."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.calendar import Calendar
from rules.deadlines import (
    Ending,
    EndingKind,
    Extension,
    Postponement,
    TrackChoice,
    alternative_if_counted_from_rolled_end,
    change_track,
    days_overdue_before_consent,
    due_status,
    extend,
    handling_term,
    latest_supplement_on,
    legal_sent_on,
    needs_supplementary_acknowledgement,
    notice_not_taken_up,
    ombudsman_if_undecided,
    ombudsman_term,
    portal_notice,
    postpone,
    received_on,
    sent_in_time,
    term_start,
)
from rules.vocabulary import DueStatus, Track

RECEIVED = date(2026, 11, 23)
OWN = handling_term(RECEIVED)  # up to and including 4 January 2027
COMMITTEE = handling_term(RECEIVED, Track.COMMITTEE)  # 1 February 2027
DAYS = st.dates(date(2014, 1, 1), date(2035, 6, 30))


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 28, 22, 59, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 6, 30, 21, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 0, tzinfo=UTC), date(2026, 10, 26)),
    ],
)
def test_the_day_of_receipt_is_the_dutch_day(moment, day):
    assert received_on(moment) == day


def test_a_moment_without_a_zone_has_no_day():
    with pytest.raises(ValueError, match="tijdzone"):
        received_on(datetime(2026, 3, 28, 12, 0))  # noqa: DTZ001 (that is the test)


def test_the_board_has_six_weeks_and_with_advice_ten():
    assert OWN.legal_end == date(2027, 1, 4)
    assert COMMITTEE.legal_end == date(2027, 2, 1)
    assert handling_term(RECEIVED, Track.ADVISER).legal_end == date(2027, 2, 1)


def test_a_term_ending_on_a_holiday_says_why_it_is_later():
    deadline = handling_term(date(2026, 2, 23))
    assert "Tweede Paasdag" in deadline.explanation
    assert deadline.target_on == date(2026, 4, 2)


def test_a_term_ending_in_the_weekend_says_so():
    assert "(weekend)" in handling_term(date(2026, 11, 22)).explanation


def test_an_extra_rest_day_moves_the_end():
    closed = Calendar({date(2027, 1, 4): "sluitingsdag"})
    assert handling_term(RECEIVED, Track.OWN, closed).legal_end == date(2027, 1, 5)


def test_the_notice_has_four_weeks():
    assert notice_not_taken_up(date(2026, 11, 27)).legal_end == date(2026, 12, 28)


def test_a_supplement_ends_three_days_before_the_notice():
    assert latest_supplement_on(date(2026, 11, 2)) == date(2026, 11, 27)


def test_the_last_day_itself_is_not_late():
    assert due_status(date(2027, 1, 4), date(2027, 1, 3)) is DueStatus.RUNNING
    assert due_status(date(2027, 1, 4), date(2027, 1, 4)) is DueStatus.DUE_TODAY
    assert OWN.status(date(2027, 1, 5)) is DueStatus.OVERDUE


FRIDAY = date(2026, 11, 6)


@pytest.mark.parametrize(
    ("told_on", "starts_on"),
    [
        (date(2026, 11, 6), date(2026, 11, 6)),
        (date(2026, 11, 9), date(2026, 11, 6)),
        (date(2026, 11, 10), date(2026, 11, 3)),
        (None, date(2026, 11, 3)),
    ],
)
def test_forwarding_starts_the_term_only_when_the_sender_is_told_at_once(told_on, starts_on):
    start = term_start(
        date(2026, 11, 3), channel_designated=False, forwarded_on=FRIDAY, sender_told_on=told_on
    )
    assert start.on == starts_on


def test_a_designated_channel_starts_the_term_at_receipt():
    start = term_start(
        date(2026, 11, 3), channel_designated=True, forwarded_on=FRIDAY, sender_told_on=FRIDAY
    )
    assert start.on == date(2026, 11, 3)


def test_after_a_bounce_the_second_sending_counts():
    assert legal_sent_on(date(2027, 1, 4), date(2027, 1, 5), date(2027, 1, 6)) == date(2027, 1, 6)
    assert legal_sent_on(date(2027, 1, 4)) == date(2027, 1, 4)


def test_a_bounced_letter_that_was_not_sent_again_is_not_in_time():
    assert not sent_in_time(legal_sent_on(date(2027, 1, 4), date(2027, 1, 4)), date(2027, 1, 4))


def test_a_letter_sent_on_the_last_day_is_in_time():
    assert sent_in_time(date(2027, 1, 4), date(2027, 1, 4))
    assert not sent_in_time(date(2027, 1, 5), date(2027, 1, 4))


def test_a_notice_on_the_last_day_postpones():
    assert postpone(OWN, Postponement(4, date(2027, 1, 4))).deadline.legal_end == date(2027, 2, 1)


def test_a_notice_a_day_late_postpones_nothing():
    moved = postpone(OWN, Postponement(4, date(2027, 1, 5)))
    assert moved.error == "term_already_expired"
    assert moved.deadline == OWN


def test_five_weeks_is_too_long_also_when_it_is_late():
    assert postpone(OWN, Postponement(5, date(2027, 1, 5))).error == "max_4_weeks"


def test_no_weeks_is_no_postponement():
    assert postpone(OWN, Postponement(0, date(2026, 12, 28))).error == "min_1_week"


def test_several_postponements_have_four_weeks_together():
    first = postpone(OWN, Postponement(2, date(2026, 12, 28))).deadline
    second = Postponement(2, date(2027, 1, 11))
    assert postpone(first, second, used_weeks=2).deadline.legal_end == date(2027, 2, 1)
    assert postpone(first, Postponement(3, date(2027, 1, 11)), used_weeks=2).error == "max_4_weeks"


def test_a_postponement_counts_from_the_nominal_end():
    running = handling_term(date(2026, 2, 20))
    assert postpone(running, Postponement(4, date(2026, 4, 7))).deadline.legal_end == date(
        2026, 5, 1
    )
    assert alternative_if_counted_from_rolled_end(running, 4) == date(2026, 5, 6)


def test_only_beyond_twelve_weeks_the_roll_over_is_disputed():
    twelve = postpone(COMMITTEE, Postponement(2, RECEIVED)).deadline
    thirteen = postpone(COMMITTEE, Postponement(3, RECEIVED)).deadline
    assert "roll_over_disputed" not in twelve.flags
    assert "roll_over_disputed" in thirteen.flags


def test_an_agreed_day_does_not_move_for_a_sunday():
    agreed = extend(COMMITTEE, Extension(date(2027, 3, 14), date(2027, 1, 28))).deadline
    assert agreed.legal_end == date(2027, 3, 14)
    assert agreed.flags == ("agreed_date_is_non_working_day",)


def test_no_consent_no_extension():
    moved = extend(COMMITTEE, Extension(date(2027, 3, 15), None))
    assert moved.error == "written_consent_missing"
    assert moved.deadline == COMMITTEE


def test_an_agreed_day_must_be_later():
    agreed = Extension(COMMITTEE.legal_end, date(2027, 1, 28))
    assert extend(COMMITTEE, agreed).error == "agreed_date_not_later"


@pytest.mark.parametrize(
    ("consent_on", "days", "flags"),
    [
        (date(2027, 2, 1), 0, ()),
        (date(2027, 2, 3), 2, ("consent_after_expiry",)),
    ],
)
def test_consent_after_expiry_leaves_the_overdue_days_on_record(consent_on, days, flags):
    extension = Extension(date(2027, 3, 15), consent_on)
    assert days_overdue_before_consent(COMMITTEE, extension) == days
    assert extend(COMMITTEE, extension).deadline.flags == flags


def test_a_committee_before_the_end_makes_six_weeks_ten():
    chosen = TrackChoice(Track.COMMITTEE, date(2027, 1, 4))
    changed = change_track(OWN, Track.OWN, chosen)
    assert (changed.legal_end, changed.flags) == (date(2027, 2, 1), ())


def test_a_committee_after_the_end_revives_nothing():
    chosen = TrackChoice(Track.COMMITTEE, date(2027, 1, 5))
    changed = change_track(OWN, Track.OWN, chosen)
    assert (changed.legal_end, changed.flags) == (date(2027, 1, 4), ("late_switch",))


def test_weeks_already_postponed_stay_when_a_committee_comes():
    postponed = postpone(OWN, Postponement(1, date(2026, 12, 28))).deadline
    chosen = TrackChoice(Track.COMMITTEE, date(2027, 1, 6))
    changed = change_track(postponed, Track.OWN, chosen, used_weeks=1)
    assert changed.legal_end == date(2027, 2, 8)


def test_back_to_the_board_shows_both_terms():
    chosen = TrackChoice(Track.OWN, date(2026, 12, 10))
    changed = change_track(COMMITTEE, Track.COMMITTEE, chosen)
    assert (changed.legal_end, changed.target_on) == (date(2027, 2, 1), date(2027, 1, 4))
    assert changed.flags == ("shorter_term_disputed",)


def test_and_again_to_a_committee_restores_the_ten_weeks():
    back = change_track(COMMITTEE, Track.COMMITTEE, TrackChoice(Track.OWN, date(2026, 12, 10)))
    again = change_track(back, Track.OWN, TrackChoice(Track.COMMITTEE, date(2026, 12, 14)))
    assert (again.target_on, again.flags) == (date(2027, 2, 1), ())


def test_a_day_agreed_with_the_complainant_survives_another_track():
    agreed = extend(OWN, Extension(date(2027, 3, 15), date(2026, 12, 28))).deadline
    chosen = TrackChoice(Track.COMMITTEE, date(2027, 1, 11))
    assert change_track(agreed, Track.OWN, chosen) == agreed


def test_an_adviser_instead_of_a_committee_changes_no_term():
    chosen = TrackChoice(Track.ADVISER, date(2026, 12, 10))
    assert change_track(COMMITTEE, Track.COMMITTEE, chosen) == COMMITTEE


@pytest.mark.parametrize(
    ("track", "acknowledged_on", "needed"),
    [
        (Track.COMMITTEE, date(2026, 11, 25), True),
        (Track.COMMITTEE, None, True),
        (Track.COMMITTEE, date(2026, 12, 11), False),
        (Track.OWN, date(2026, 11, 25), False),
    ],
)
def test_an_acknowledgement_silent_on_advice_needs_a_second(track, acknowledged_on, needed):
    chosen = TrackChoice(track, date(2026, 12, 10))
    assert needs_supplementary_acknowledgement(Track.OWN, chosen, acknowledged_on) is needed


def test_the_ombudsman_year_ends_on_a_saturday_when_it_does():
    deadline = ombudsman_term(Ending(EndingKind.FINDINGS, date(2026, 5, 15)))
    assert deadline.legal_end == date(2027, 5, 15)
    assert str(deadline.basis) == "art. 9:24 lid 1 onder a Awb"


def test_the_ombudsman_year_from_a_leap_day_ends_on_the_28th():
    ended = Ending(EndingKind.WITHDRAWN, date(2028, 2, 29))
    deadline = ombudsman_term(ended)
    assert deadline.legal_end == date(2029, 2, 28)
    assert str(deadline.basis) == "art. 9:24 lid 1 onder b Awb"


def test_without_a_decision_the_year_runs_from_the_legal_end():
    assert ombudsman_if_undecided(OWN).legal_end == date(2028, 1, 4)


def test_the_portal_notice_counts_hours_over_the_weekend():
    placed_at = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)
    deadline = portal_notice(placed_at)
    assert deadline.legal_end == date(2026, 11, 22)
    assert "17:30 uur" in deadline.explanation


@given(DAYS, DAYS, st.sampled_from(Track))
def test_a_later_receipt_never_gives_an_earlier_end(one, other, track):
    earlier, later = sorted((one, other))
    assert handling_term(earlier, track).legal_end <= handling_term(later, track).legal_end
    assert notice_not_taken_up(earlier).legal_end <= notice_not_taken_up(later).legal_end


@given(DAYS, st.sampled_from(Track), st.integers(1, 4))
def test_no_statutory_end_is_a_rest_day(day, track, weeks):
    running = handling_term(day, track)
    postponed = postpone(running, Postponement(weeks, day)).deadline
    for deadline in (running, postponed, notice_not_taken_up(day)):
        assert not Calendar().is_rest_day(deadline.legal_end)
        assert deadline.target_on <= deadline.nominal_end <= deadline.legal_end
