"""Who may do what, as the panel comes (law.md part 6), and how far a grant reaches."""

from datetime import date

import pytest

from rules.permissions import NEVER, POLICY, Actor, Relation, reaches, widest
from rules.vocabulary import Permission, Role, Scope

GRANTS = {(role, permission): scope for role, permission, scope in POLICY}

MATRIX = {
    # law.md part 6, row by row: who has it, and how far.
    Permission.REPORT_WRITE: {Role.SERVICEDESK: Scope.ALL, Role.COORDINATOR: Scope.ALL},
    Permission.REPORT_READ: {
        Role.SERVICEDESK: Scope.ALL,
        Role.TEAM_LEADER: Scope.UNIT,
        Role.COORDINATOR: Scope.ALL,
        Role.SECRETARY: Scope.ALL,
        Role.BOARD: Scope.ALL,
        Role.AUDITOR: Scope.ALL,
    },
    Permission.COMPLAINT_REGISTER: {
        Role.SERVICEDESK: Scope.ALL,
        Role.COORDINATOR: Scope.ALL,
        Role.SECRETARY: Scope.ALL,
    },
    Permission.COMPLAINT_READ: {
        Role.SERVICEDESK: Scope.INTAKE,
        Role.COORDINATOR: Scope.ALL,
        Role.SECRETARY: Scope.ALL,
        Role.BOARD: Scope.ALL,
        Role.ADVISER: Scope.OWN,
        Role.AUDITOR: Scope.ALL,
    },
    Permission.COMPLAINT_SCREEN: {Role.COORDINATOR: Scope.ALL, Role.SECRETARY: Scope.ALL},
    Permission.COMPLAINT_REFUSE: {Role.BOARD: Scope.ALL},
    Permission.COMPLAINT_ROUTE: {Role.BOARD: Scope.ALL},
    Permission.COMPLAINT_DECIDE: {Role.BOARD: Scope.ALL},
    Permission.COMPLAINT_POSTPONE: {Role.SECRETARY: Scope.ALL, Role.BOARD: Scope.ALL},
    Permission.LETTER_SEND: {
        Role.SERVICEDESK: Scope.OWN,
        Role.COORDINATOR: Scope.ALL,
        Role.SECRETARY: Scope.ALL,
        Role.ADVISER: Scope.OWN,
    },
    Permission.LETTER_APPROVE: {Role.BOARD: Scope.ALL},
    Permission.HEARING_HOLD: {
        Role.COORDINATOR: Scope.ALL,
        Role.SECRETARY: Scope.ALL,
        Role.BOARD: Scope.ALL,
        Role.ADVISER: Scope.OWN,
    },
    Permission.HEARING_WAIVE: {Role.BOARD: Scope.ALL, Role.ADVISER: Scope.OWN},
    Permission.DECISION_DRAFT: {Role.COORDINATOR: Scope.ALL, Role.SECRETARY: Scope.ALL},
    Permission.ADVICE_WRITE: {Role.ADVISER: Scope.OWN},
    Permission.ADVICE_READ: {
        Role.COORDINATOR: Scope.ALL,
        Role.SECRETARY: Scope.ALL,
        Role.BOARD: Scope.ALL,
        Role.ADVISER: Scope.OWN,
        Role.AUDITOR: Scope.ALL,
    },
    Permission.DECISION_RECORD: {Role.SECRETARY: Scope.ALL},
    Permission.FOLLOW_UP_WRITE: {
        Role.TEAM_LEADER: Scope.UNIT,
        Role.COORDINATOR: Scope.ALL,
        Role.SECRETARY: Scope.ALL,
    },
    Permission.OMBUDSMAN_WRITE: {Role.COORDINATOR: Scope.ALL, Role.SECRETARY: Scope.ALL},
    Permission.DASHBOARD_READ: {
        Role.SERVICEDESK: Scope.ALL,
        Role.TEAM_LEADER: Scope.UNIT,
        Role.COORDINATOR: Scope.ALL,
        Role.SECRETARY: Scope.ALL,
        Role.BOARD: Scope.ALL,
        Role.ADVISER: Scope.OWN,
        Role.AUDITOR: Scope.ALL,
    },
    Permission.USER_MANAGE: {Role.ADMINISTRATOR: Scope.ALL},
    Permission.SETTING_MANAGE: {Role.ADMINISTRATOR: Scope.ALL},
    Permission.CALENDAR_MANAGE: {Role.ADMINISTRATOR: Scope.ALL},
}


@pytest.mark.parametrize("permission", MATRIX)
def test_the_policy_is_the_matrix_of_the_law(permission):
    found = {role: scope for (role, one), scope in GRANTS.items() if one is permission}
    assert found == MATRIX[permission]


def test_no_grant_stands_twice():
    assert len(GRANTS) == len(POLICY)


def test_no_grant_is_one_that_can_never_be_given():
    assert set(GRANTS) & NEVER == set()


def test_who_makes_decision_letters_cannot_settle_them():
    makers = {role for (role, one) in GRANTS if one is Permission.LETTER_WRITE}
    settlers = {role for (role, one) in GRANTS if one is Permission.LETTER_APPROVE}
    assert makers & settlers == set()


def test_who_only_looks_changes_nothing():
    acts = {one.split(":")[1] for (who, one) in GRANTS if who is Role.AUDITOR}
    assert acts <= {"read", "use"}


def test_a_team_leader_gives_facts_and_follows_up_no_more():
    acts = {one for (who, one) in GRANTS if who is Role.TEAM_LEADER}
    assert {one for one in acts if one.endswith(":write")} == {Permission.FOLLOW_UP_WRITE}


@pytest.mark.parametrize(
    ("scope", "near"),
    [
        (Scope.UNIT, {"own_unit": True}),
        (Scope.OWN, {"assigned": True}),
        (Scope.INTAKE, {"own_intake": True}),
        (Scope.INTAKE, {"assigned": True}),
    ],
)
def test_a_narrow_grant_reaches_what_is_near_and_nothing_else(scope, near):
    assert reaches(scope, Relation(**near))
    assert not reaches(scope, Relation())


@pytest.mark.parametrize(
    ("scope", "near"),
    [
        (Scope.UNIT, "assigned"),
        (Scope.OWN, "own_unit"),
        (Scope.OWN, "own_intake"),
        (Scope.INTAKE, "own_unit"),
    ],
)
def test_another_kind_of_nearness_does_not_help(scope, near):
    assert not reaches(scope, Relation(**{near: True}))


def test_the_widest_grant_reaches_everything_and_no_grant_nothing():
    assert reaches(Scope.ALL, Relation())
    assert not reaches(None, Relation(assigned=True, own_unit=True, own_intake=True))


@pytest.mark.parametrize(
    ("scopes", "expected"),
    [
        ([Scope.OWN, Scope.ALL], Scope.ALL),
        ([Scope.INTAKE, Scope.OWN], Scope.OWN),
        ([Scope.OWN, Scope.UNIT], Scope.UNIT),
        ([Scope.INTAKE], Scope.INTAKE),
    ],
)
def test_two_roles_give_the_wider_of_their_scopes(scopes, expected):
    assert widest(scopes) is expected


def test_an_actor_without_grants_may_nothing():
    nobody = Actor(1, "Niemand", date(2026, 3, 2))
    assert [one for one in Permission if nobody.may(one)] == []
