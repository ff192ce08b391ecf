"""A committee is a chair and two members without a (recent) tie."""

from datetime import date

import pytest

from rules.committee import (
    Tie,
    composition,
    independence,
    independence_obstacles,
    recent_until,
)
from rules.vocabulary import CommitteeRole, TieKind

CHAIR, MEMBER = CommitteeRole.CHAIR, CommitteeRole.MEMBER
TODAY = date(2026, 11, 23)


def test_a_chair_and_two_members_is_a_committee():
    assert composition([MEMBER, CHAIR, MEMBER]) is None


@pytest.mark.parametrize(
    "roles",
    [
        [],
        [CHAIR, MEMBER],
        [MEMBER, MEMBER],
        [MEMBER] * 3,
        [CHAIR, CHAIR, MEMBER],
        [CHAIR, MEMBER, MEMBER, MEMBER],
    ],
)
def test_anything_else_is_not(roles):
    assert composition(roles) is not None


def test_a_lasting_tie_bars():
    obstacle = independence(Tie(TieKind.EMPLOYEE), TODAY)
    assert obstacle is not None
    assert not obstacle.overridable


def test_a_tie_that_ends_tomorrow_still_lasts():
    assert not independence(Tie(TieKind.TEACHER, date(2026, 11, 24)), TODAY).overridable
    assert independence(Tie(TieKind.TEACHER, date(2026, 11, 23)), TODAY).overridable


def test_a_tie_of_three_years_ago_needs_the_reason_of_the_board():
    obstacle = independence(Tie(TieKind.TEACHER, date(2023, 11, 23)), TODAY)
    assert obstacle.overridable
    assert "23-11-2028" in obstacle.text


def test_a_tie_is_recent_until_the_day_five_years_later():
    assert independence(Tie(TieKind.TEACHER, date(2021, 11, 24)), TODAY) is not None
    assert independence(Tie(TieKind.TEACHER, date(2021, 11, 23)), TODAY) is None


def test_the_number_of_years_is_a_setting():
    tie = Tie(TieKind.TEACHER, date(2023, 11, 23))
    assert independence(tie, TODAY, years=3) is None
    assert recent_until(tie, years=2) == date(2025, 11, 23)


def test_a_lasting_tie_has_no_day_on_which_it_lapses():
    assert recent_until(Tie(TieKind.FAMILY)) is None


def test_ties_that_were_not_asked_about_are_an_obstacle():
    assert len(independence_obstacles(None, TODAY)) == 1
    assert independence_obstacles([], TODAY) == ()


def test_every_tie_is_named():
    ties = [Tie(TieKind.EMPLOYEE), Tie(TieKind.TEACHER, date(2024, 1, 1))]
    assert len(independence_obstacles(ties, TODAY)) == 2
