"""Not hearing someone (art. 9:10 lid 2 and 9:15 lid 3 Awb)."""

from dataclasses import replace
from datetime import date

import pytest

from rules.hearing import Decider, WaiverFacts, decider_for, waiver_obstacles
from rules.vocabulary import PartyKind, Track, WaiverGround

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
