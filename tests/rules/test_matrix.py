"""What the law leaves to whoever gives rights, and what it does not."""

import pytest

from rules import matrix
from rules.permissions import POLICY
from rules.vocabulary import Permission, Role, Scope

EVERYONE_BUT = {role: [one for one in Role if one is not role] for role in Role}

SHUT = [
    *(("SOD10", Role.ADMINISTRATOR, Permission(one)) for one in
      ("complaint:read", "report:read", "contact:read", "letter:write", "advice:read",
       "register:read", "decision:record", "hearing:hold", "follow_up:write", "ombudsman:write")),
    *(("SOD10", role, one) for role in EVERYONE_BUT[Role.ADMINISTRATOR]
      for one in (Permission.ROLE_MANAGE, Permission.USER_MANAGE)),
    *(("SOD4", role, Permission.ADVICE_WRITE) for role in EVERYONE_BUT[Role.ADVISER]
      if role is not Role.ADMINISTRATOR),
    *(("SOD6", role, one) for role in EVERYONE_BUT[Role.BOARD] if role is not Role.ADMINISTRATOR
      for one in (Permission.COMPLAINT_DECIDE, Permission.COMPLAINT_REFUSE,
                  Permission.COMPLAINT_ROUTE, Permission.LETTER_APPROVE)),
]  # fmt: skip


@pytest.mark.parametrize(("code", "role", "permission"), SHUT)
def test_a_cell_that_the_law_shuts_holds_nothing(code, role, permission):
    assert matrix.scopes(role, permission) == ()
    for scope in Scope:
        assert matrix.closed(role, permission, scope).code == code


@pytest.mark.parametrize("scope", [Scope.ALL, Scope.UNIT, Scope.INTAKE])
@pytest.mark.parametrize("permission", [Permission.COMPLAINT_READ, Permission.LETTER_WRITE])
def test_sod9_an_adviser_has_only_the_own_files(permission, scope):
    assert matrix.closed(Role.ADVISER, permission, scope).code == "SOD9"
    assert matrix.closed(Role.ADVISER, permission, Scope.OWN) is None


def test_what_the_panel_starts_with_fits_and_clashes_with_nothing():
    assert [row for row in POLICY if matrix.obstacle(*row)] == []
    for role in Role:
        assert list(matrix.clashes({one for who, one, _ in POLICY if who is role})) == []


def test_a_right_that_reaches_no_file_is_for_all_or_nothing():
    assert matrix.scopes(Role.AUDITOR, Permission.TEMPLATE_READ) == (Scope.ALL,)
    assert matrix.obstacle(Role.AUDITOR, Permission.TEMPLATE_READ, Scope.OWN) is not None
    assert matrix.scopes(Role.AUDITOR, Permission.AUDIT_READ) == (Scope.ALL, Scope.OWN)


def test_the_last_way_to_give_rights_stays():
    assert matrix.obstacle(Role.ADMINISTRATOR, Permission.ROLE_MANAGE, None) is not None
    assert matrix.obstacle(Role.ADMINISTRATOR, Permission.CATEGORY_MANAGE, None) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Permission.LETTER_WRITE, Permission.LETTER_APPROVE),
        (Permission.DECISION_DRAFT, Permission.COMPLAINT_DECIDE),
        (Permission.COMPLAINT_SCREEN, Permission.COMPLAINT_REFUSE),
        (Permission.ADVICE_WRITE, Permission.COMPLAINT_DECIDE),
        (Permission.AUDIT_READ, Permission.COMPLAINT_REGISTER),
    ],
)
def test_two_rights_that_had_better_not_be_together_are_told(one, other):
    assert [(clash.one, clash.other) for clash in matrix.clashes({one, other})] == [(one, other)]
    assert list(matrix.clashes({one})) == []
