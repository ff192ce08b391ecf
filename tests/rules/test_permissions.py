"""Who may do what, as the panel comes (law.md part 6), and how far a grant reaches."""

from datetime import date

import pytest

from rules.permissions import NEVER, POLICY, Actor, Relation, reaches, widest
from rules.vocabulary import Permission as P
from rules.vocabulary import Role as R
from rules.vocabulary import Scope as S

GRANTS = {(role, permission): scope for role, permission, scope in POLICY}

MATRIX = {
    # law.md part 6, row by row: who has it, and how far.
    P.REPORT_WRITE: {R.SERVICEDESK: S.ALL, R.COORDINATOR: S.ALL},
    P.REPORT_READ: {
        R.SERVICEDESK: S.ALL, R.TEAM_LEADER: S.UNIT, R.COORDINATOR: S.ALL, R.SECRETARY: S.ALL,
        R.BOARD: S.ALL, R.AUDITOR: S.ALL,
    },
    P.COMPLAINT_REGISTER: {R.SERVICEDESK: S.ALL, R.COORDINATOR: S.ALL, R.SECRETARY: S.ALL},
    P.COMPLAINT_READ: {
        R.SERVICEDESK: S.INTAKE, R.COORDINATOR: S.ALL, R.SECRETARY: S.ALL, R.BOARD: S.ALL,
        R.ADVISER: S.OWN, R.AUDITOR: S.ALL,
    },
    P.COMPLAINT_SCREEN: {R.COORDINATOR: S.ALL, R.SECRETARY: S.ALL},
    P.COMPLAINT_REFUSE: {R.BOARD: S.ALL},
    P.COMPLAINT_ROUTE: {R.BOARD: S.ALL},
    P.COMPLAINT_DECIDE: {R.BOARD: S.ALL},
    P.COMPLAINT_POSTPONE: {R.SECRETARY: S.ALL, R.BOARD: S.ALL},
    P.LETTER_SEND: {R.COORDINATOR: S.ALL, R.SECRETARY: S.ALL, R.ADVISER: S.OWN},
    P.LETTER_APPROVE: {R.BOARD: S.ALL},
    P.HEARING_HOLD: {
        R.COORDINATOR: S.ALL, R.SECRETARY: S.ALL, R.BOARD: S.ALL, R.ADVISER: S.OWN,
    },
    P.HEARING_WAIVE: {R.BOARD: S.ALL, R.ADVISER: S.OWN},
    P.DECISION_DRAFT: {R.COORDINATOR: S.ALL, R.SECRETARY: S.ALL},
    P.USER_MANAGE: {R.ADMINISTRATOR: S.ALL},
    P.SETTING_MANAGE: {R.ADMINISTRATOR: S.ALL},
    P.CALENDAR_MANAGE: {R.ADMINISTRATOR: S.ALL},
}  # fmt: skip


@pytest.mark.parametrize("permission", MATRIX)
def test_the_policy_is_the_matrix_of_the_law(permission):
    found = {role: scope for (role, one), scope in GRANTS.items() if one is permission}
    assert found == MATRIX[permission]


def test_no_grant_stands_twice():
    assert len(GRANTS) == len(POLICY)


def test_no_grant_is_one_that_can_never_be_given():
    assert set(GRANTS) & NEVER == set()


def test_who_makes_decision_letters_cannot_settle_them():
    makers = {role for (role, one) in GRANTS if one is P.LETTER_WRITE}
    settlers = {role for (role, one) in GRANTS if one is P.LETTER_APPROVE}
    assert makers & settlers == set()


@pytest.mark.parametrize("role", [R.AUDITOR, R.TEAM_LEADER])
def test_who_only_looks_changes_nothing(role):
    acts = {one.split(":")[1] for (who, one) in GRANTS if who is role}
    assert acts <= {"read", "use"}


@pytest.mark.parametrize(
    ("scope", "near"),
    [
        (S.UNIT, {"own_unit": True}),
        (S.OWN, {"assigned": True}),
        (S.INTAKE, {"own_intake": True}),
        (S.INTAKE, {"assigned": True}),
    ],
)
def test_a_narrow_grant_reaches_what_is_near_and_nothing_else(scope, near):
    assert reaches(scope, Relation(**near))
    assert not reaches(scope, Relation())


@pytest.mark.parametrize(
    ("scope", "near"),
    [(S.UNIT, "assigned"), (S.OWN, "own_unit"), (S.OWN, "own_intake"), (S.INTAKE, "own_unit")],
)
def test_another_kind_of_nearness_does_not_help(scope, near):
    assert not reaches(scope, Relation(**{near: True}))


def test_the_widest_grant_reaches_everything_and_no_grant_nothing():
    assert reaches(S.ALL, Relation())
    assert not reaches(None, Relation(assigned=True, own_unit=True, own_intake=True))


@pytest.mark.parametrize(
    ("scopes", "expected"),
    [
        ([S.OWN, S.ALL], S.ALL),
        ([S.INTAKE, S.OWN], S.OWN),
        ([S.OWN, S.UNIT], S.UNIT),
        ([S.INTAKE], S.INTAKE),
    ],
)
def test_two_roles_give_the_wider_of_their_scopes(scopes, expected):
    assert widest(scopes) is expected


def test_an_actor_without_grants_may_nothing():
    nobody = Actor(1, "Niemand", date(2026, 3, 2))
    assert [one for one in P if nobody.may(one)] == []
