"""Separation of duty, SOD1 to SOD15 by name (law.md part 6). No reason switches any of it off."""

from datetime import date

import pytest

from rules import hearing, permissions, separation
from rules.hearing import Decider, WaiverFacts
from rules.law import awb
from rules.permissions import Relation, reaches
from rules.vocabulary import (
    CaseRole,
    PartyKind,
    Permission,
    Role,
    Scope,
    Track,
    WaiverGround,
)
from tests.rules.facts import the_one


@pytest.mark.parametrize("scope", Scope)
def test_sod1_for_whoever_is_involved_the_file_does_not_exist(scope):
    near = {"assigned": True, "own_unit": True, "own_intake": True}
    assert reaches(scope, Relation(**near))
    assert not reaches(scope, Relation(**near, involved=True))


@pytest.mark.parametrize("stated", [None, True])
def test_sod2_no_role_without_the_statement_of_not_being_involved(stated):
    found = the_one(separation.statement_needed(stated))
    assert (found.basis, found.overridable) == (awb("9:7", 1), False)


def test_sod2_who_stated_not_to_be_involved_may_have_a_role():
    assert separation.statement_needed(False) is None


def test_sod3_about_nobody_of_the_board_there_is_nothing_to_see():
    assert separation.members_left(2, 0) is None


def test_sod3_about_one_of_two_members_there_is_a_warning():
    found = the_one(separation.members_left(2, 1))
    assert not found.overridable
    assert "beslist niet mee" in found.text


@pytest.mark.parametrize(("members", "involved"), [(2, 2), (1, 1), (3, 3)])
def test_sod3_about_every_member_it_takes_an_adviser_or_a_reason(members, involved):
    assert the_one(separation.members_left(members, involved)).overridable


@pytest.mark.parametrize("role", [Role.BOARD, Role.SECRETARY])
def test_sod4_the_board_and_its_secretary_leave_a_delivered_advice_alone(role):
    found = the_one(separation.advice_untouched({role, Role.ADVISER}, delivered=True))
    assert (found.basis, found.overridable) == (awb("9:14", 2), False)
    assert separation.advice_untouched({role}, delivered=False) is None


def test_sod4_an_adviser_may_still_correct_the_own_advice():
    assert separation.advice_untouched({Role.ADVISER}, delivered=True) is None


@pytest.mark.parametrize("track", [Track.ADVISER, Track.COMMITTEE])
def test_sod5_only_the_adviser_decides_not_to_hear_the_complainant(track):
    facts = WaiverFacts(
        PartyKind.COMPLAINANT,
        WaiverGround.EVIDENTLY_UNFOUNDED,
        date(2026, 3, 10),
        Decider.HANDLER,
        track,
    )
    assert the_one(hearing.decided_by_the_right_one(facts)).basis == awb("9:15", 3)


@pytest.mark.parametrize("makers", [{1}, {1, 2}, [2, 1]])
def test_sod6_who_worked_on_a_decision_letter_does_not_settle_it(makers):
    assert not the_one(separation.approver_is_not_maker({1}, makers)).overridable


def test_sod6_another_may_settle_it():
    assert separation.approver_is_not_maker({3}, {1, 2}) is None


def test_sod6_who_made_it_does_not_settle_it_through_a_substitute():
    assert separation.approver_is_not_maker({3, 1}, {1, 2})


@pytest.mark.parametrize(
    ("handled", "about_it", "refused"),
    [(True, True, True), (True, False, False), (False, True, False), (False, False, False)],
)
def test_sod7_nobody_handles_a_complaint_about_the_own_handling(handled, about_it, refused):
    assert bool(separation.not_about_own_handling(handled, about_it)) is refused


@pytest.mark.parametrize("role", CaseRole)
def test_sod8_the_leader_of_the_unit_has_no_role_in_the_file(role):
    assert the_one(separation.not_the_units_own_leader(True, role)).basis == awb("2:4", 2)
    assert separation.not_the_units_own_leader(False, role) is None


def test_sod8_the_leader_of_the_unit_may_give_facts():
    assert separation.not_the_units_own_leader(True, None) is None


def test_sod9_a_committee_sees_its_file_until_four_weeks_after_the_letter():
    assert separation.committee_access_until(date(2026, 4, 1), 4) == date(2026, 4, 29)
    assert separation.committee_access_until(None, 4) is None


CONTENT = {
    "advice", "complaint", "contact", "decision", "emergency", "follow_up", "hearing", "letter",
    "ombudsman", "privacy", "register", "report",
}  # fmt: skip


def test_sod10_no_matrix_gives_an_administrator_content():
    never = {permission for _, permission in permissions.NEVER}
    assert never == {one for one in Permission if one.split(":")[0] in CONTENT}
    assert {role for role, _ in permissions.NEVER} == {Role.ADMINISTRATOR}


@pytest.mark.parametrize(
    ("decider", "asker", "involved", "says"),
    [
        (1, 2, False, ""),
        (2, 2, False, "zelf gevraagd"),
        (1, 2, True, "zelf bij dit dossier betrokken"),
        (2, 2, True, "zelf gevraagd"),
    ],
)
def test_sod10_an_emergency_takes_a_second_person_and_no_involvement(
    decider, asker, involved, says
):
    found = separation.second_in_emergency(decider, asker, involved=involved)
    assert (found is None) is (says == "")
    assert says in str(found)


def test_sod10_an_administrator_may_still_keep_users_and_settings():
    never = {permission for _, permission in permissions.NEVER}
    assert not {Permission.USER_MANAGE, Permission.SETTING_MANAGE} & never


@pytest.mark.parametrize(
    ("took_part", "marked"), [({1, 2}, False), ({1}, True), ({1, 9}, True), (set(), True)]
)
def test_sod11_a_decision_by_part_of_the_board_is_marked(took_part, marked):
    assert separation.minority({1, 2}, took_part) is marked


def test_sod12_who_proposes_a_template_does_not_activate_it():
    assert "Een ander moet het bekijken" in the_one(separation.activator_is_not_proposer(1, 1)).text
    assert separation.activator_is_not_proposer(2, 1) is None


def test_sod13_who_proposes_rights_does_not_approve_them():
    assert "goedkeuren" in the_one(separation.second_administrator(1, 1)).text
    assert separation.second_administrator(2, 1) is None


def test_sod15_a_public_text_is_released_by_someone_who_wrote_none_of_it():
    assert separation.releaser_is_not_writer([3], [1, 2]) is None
    for releasers in ([2], [3, 1]):  # also when one of them only stands in for a writer
        assert (
            "heeft aan deze tekst geschreven"
            in the_one(separation.releaser_is_not_writer(releasers, [1, 2])).text
        )


def test_every_rule_says_where_it_is_kept():
    places = {"permissions": permissions, "separation": separation, "hearing": hearing}
    assert [one.code for one in separation.SEPARATIONS] == [f"SOD{n}" for n in range(1, 16)]
    for one in separation.SEPARATIONS:
        module, _, name = one.kept_in.partition(".")
        assert hasattr(places[module], name), one.code
