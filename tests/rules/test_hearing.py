"""Not hearing someone (art. 9:10 lid 2 and 9:15 lid 3 Awb)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from rules.hearing import (
    FOLLOWS,
    IN_PACK,
    Decider,
    OverFacts,
    WaiverFacts,
    comments_awaited,
    decider_for,
    hears,
    may_hear,
    over_obstacles,
    plan_problems,
    settles_report,
    waiver_obstacles,
    waives,
)
from rules.vocabulary import (
    AfterHearing,
    CommitteeRole,
    HearingForm,
    HearingStatus,
    LetterKind,
    PartyKind,
    Track,
    WaiverGround,
)

EVIDENT = WaiverFacts(
    PartyKind.COMPLAINANT,
    WaiverGround.EVIDENTLY_UNFOUNDED,
    decided_on=date(2026, 12, 16),
    decided_by=Decider.HANDLER,
    track=Track.OWN,
    reason="de cursus bestond niet",
)
DECLINED = replace(EVIDENT, ground=WaiverGround.DECLINED, declared_on=date(2026, 12, 16))
SILENT = replace(
    EVIDENT,
    ground=WaiverGround.NO_REPLY,
    invited_on=date(2026, 12, 1),
    reply_due_on=date(2026, 12, 15),
)
OWN_WISH = replace(DECLINED, party=PartyKind.SUBJECT, ground=WaiverGround.OWN_WISH)


@pytest.mark.parametrize("facts", [EVIDENT, DECLINED, SILENT, OWN_WISH])
def test_a_complete_waiver_meets_no_obstacle(facts):
    assert waiver_obstacles(facts) == ()


@pytest.mark.parametrize("facts", [EVIDENT, DECLINED, SILENT])
def test_the_exceptions_are_not_for_the_subject(facts):
    (obstacle,) = waiver_obstacles(replace(facts, party=PartyKind.SUBJECT))
    assert "alleen voor de klager" in obstacle.text


def test_the_own_wish_is_not_for_the_complainant():
    assert waiver_obstacles(replace(OWN_WISH, party=PartyKind.COMPLAINANT))


@pytest.mark.parametrize("track", [Track.ADVISER, Track.COMMITTEE])
def test_the_board_cannot_decide_once_an_adviser_is_appointed(track):
    (obstacle,) = waiver_obstacles(replace(EVIDENT, track=track))
    assert str(obstacle.basis) == "art. 9:15 lid 3 Awb"
    assert not obstacle.overridable
    assert waiver_obstacles(replace(EVIDENT, track=track, decided_by=Decider.ADVISER)) == ()


def test_an_adviser_who_was_not_appointed_cannot_decide():
    assert waiver_obstacles(replace(EVIDENT, decided_by=Decider.ADVISER))
    assert decider_for(Track.OWN) is Decider.HANDLER


def test_anyone_may_record_the_own_wish_of_a_subject():
    assert waiver_obstacles(replace(OWN_WISH, track=Track.COMMITTEE)) == ()


def test_evidently_unfounded_needs_a_reason():
    assert waiver_obstacles(replace(EVIDENT, reason=""))


def test_a_declaration_needs_a_day_that_has_come():
    assert waiver_obstacles(replace(DECLINED, declared_on=None))
    assert waiver_obstacles(replace(DECLINED, declared_on=date(2026, 12, 17)))


def test_silence_counts_from_the_day_after_the_last_day_to_reply():
    assert waiver_obstacles(replace(SILENT, decided_on=date(2026, 12, 15)))
    assert waiver_obstacles(replace(SILENT, decided_on=date(2026, 12, 16))) == ()


def test_silence_needs_an_invitation():
    assert waiver_obstacles(replace(SILENT, invited_on=None))


def test_who_replied_in_time_was_not_silent():
    assert waiver_obstacles(replace(SILENT, replied_on=date(2026, 12, 15)))
    assert waiver_obstacles(replace(SILENT, replied_on=date(2026, 12, 16))) == ()


def test_all_obstacles_are_shown_at_once():
    facts = replace(EVIDENT, party=PartyKind.SUBJECT, track=Track.COMMITTEE, reason="")
    assert len(waiver_obstacles(facts)) == 3


# --- who hears, and when --------------------------------------------------------------------


@pytest.mark.parametrize("track", [Track.ADVISER, Track.COMMITTEE])
def test_once_someone_advises_nobody_else_hears(track):
    """Art. 9:15 lid 2 Awb (R056)"""
    assert hears(track, 1, {1, 2}) is None
    assert "9:15 lid 2" in str(hears(track, 3, {1, 2}))


@pytest.mark.parametrize("track", [Track.ADVISER, Track.COMMITTEE])
def test_once_someone_advises_nobody_else_decides_not_to_hear(track):
    """Art. 9:15 lid 3 Awb (SOD5)"""
    assert waives(track, 1, {1, 2}) is None
    assert "9:15 lid 3" in str(waives(track, 3, {1, 2}))


@pytest.mark.parametrize("track", [None, Track.OWN])
def test_in_the_own_track_no_adviser_is_asked(track):
    assert hears(track, 3, ()) is None
    assert waives(track, 3, ()) is None
    assert may_hear(track, {3, 4}, {5}) == {3, 4}


def test_one_who_advises_and_is_not_involved_may_hear():
    assert may_hear(Track.COMMITTEE, {1, 2, 9}, {1, 2, 3}) == {1, 2}


@pytest.mark.parametrize(
    ("track", "seat", "free"),
    [
        (Track.OWN, None, True),
        (Track.ADVISER, None, True),
        (Track.COMMITTEE, CommitteeRole.CHAIR, True),
        (Track.COMMITTEE, CommitteeRole.MEMBER, False),
        (Track.COMMITTEE, None, False),
    ],
)
def test_the_chair_settles_the_report_of_a_committee(track, seat, free):
    assert (settles_report(track, seat) is None) is free


NOW = datetime(2026, 12, 1, 13, tzinfo=UTC)
LATER = datetime(2026, 12, 15, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("planned_at", "form", "place", "reply_by", "wrong"),
    [
        (LATER, HearingForm.IN_PERSON, "Kamer 1", None, set()),
        (NOW, HearingForm.IN_PERSON, "Kamer 1", None, set()),
        (datetime(2026, 12, 1, 12, 59, tzinfo=UTC), HearingForm.PHONE, "x", None, {"planned_at"}),
        (LATER, HearingForm.IN_PERSON, " ", None, {"place"}),
        (LATER, HearingForm.VIDEO, "https://overleg.example", None, set()),
        (LATER, HearingForm.VIDEO, "http://overleg.example", None, {"place"}),
        (LATER, HearingForm.VIDEO, "", None, {"place"}),
        (LATER, HearingForm.PHONE, "x", date(2026, 12, 1), set()),
        (LATER, HearingForm.PHONE, "x", date(2026, 11, 30), {"reply_by"}),
        (LATER, HearingForm.PHONE, "x", date(2026, 12, 15), set()),
        (LATER, HearingForm.PHONE, "x", date(2026, 12, 16), {"reply_by"}),
    ],
)
def test_what_a_hearing_cannot_do_without(planned_at, form, place, reply_by, wrong):
    assert set(plan_problems(planned_at, NOW, form, place, reply_by)) == wrong


def test_the_day_of_a_hearing_is_the_day_in_amsterdam():
    """Half past eleven at night UTC is the next day there."""
    night = datetime(2026, 12, 14, 23, 30, tzinfo=UTC)
    assert plan_problems(night, NOW, HearingForm.PHONE, "x", date(2026, 12, 15)) == {}


# --- what came of it ------------------------------------------------------------------------

AWAY = OverFacts(
    PartyKind.SUBJECT, HearingStatus.NO_SHOW, AfterHearing.GO_ON, invited=True
)  # fmt: skip
SILENT_AT_HOME = replace(AWAY, party=PartyKind.COMPLAINANT, follows=AfterHearing.WAIVE)


def test_a_subject_who_was_invited_and_stayed_away_had_the_opportunity():
    assert over_obstacles(AWAY) == ()
    assert over_obstacles(replace(AWAY, invited=False))


def test_one_never_goes_on_without_the_complainant():
    (found,) = over_obstacles(replace(AWAY, party=PartyKind.COMPLAINANT))
    assert str(found.basis) == "art. 9:10 lid 2 Awb"


def test_the_silence_of_a_complainant_is_that_of_the_law():
    assert over_obstacles(SILENT_AT_HOME) == ()
    in_the_way = waiver_obstacles(replace(SILENT, replied_on=date(2026, 12, 10)))
    assert over_obstacles(replace(SILENT_AT_HOME, silence=in_the_way)) == in_the_way


def test_a_subject_is_not_left_out_for_silence():
    assert over_obstacles(replace(AWAY, follows=AfterHearing.WAIVE))


@pytest.mark.parametrize("party", [PartyKind.COMPLAINANT, PartyKind.SUBJECT])
@pytest.mark.parametrize("status", FOLLOWS)
def test_planning_anew_is_always_possible(party, status):
    anew = OverFacts(party, status, AfterHearing.ANEW)
    assert over_obstacles(anew) == ()


def test_after_calling_off_a_declaration_may_follow():
    off = replace(SILENT_AT_HOME, status=HearingStatus.CANCELLED, invited=False)
    assert (
        over_obstacles(replace(off, silence=waiver_obstacles(replace(SILENT, invited_on=None))))
        == ()
    )


@pytest.mark.parametrize(
    ("asked_on", "comments", "today", "free"),
    [
        (None, "", date(2026, 12, 1), True),
        (date(2026, 12, 1), "", date(2026, 12, 15), False),
        (date(2026, 12, 1), "", date(2026, 12, 16), True),
        (date(2026, 12, 1), " ", date(2026, 12, 15), False),
        (date(2026, 12, 1), "geen", date(2026, 12, 1), True),
    ],
)
def test_who_was_asked_for_comments_has_two_weeks(asked_on, comments, today, free):
    assert (comments_awaited(asked_on, comments, today, 14) is None) is free


def test_no_advice_and_no_decision_is_in_the_pack():
    after = {LetterKind.L14, LetterKind.L15, LetterKind.L15B, LetterKind.L19, LetterKind.L20}
    assert after & IN_PACK == set()
