"""The policy as it ships gives what is used, and nothing that the law forbids."""

import re
from collections import Counter

from rules.permissions import NEVER, POLICY
from rules.vocabulary import Permission, Role
from tests.habits.source import code

NAMED = re.compile(r"\b(?:Permission|P)\.([A-Z_]+)\b")


def test_no_role_starts_with_what_it_can_never_have():
    assert [
        (role, permission) for role, permission, _ in POLICY if (role, permission) in NEVER
    ] == []


def test_a_role_has_each_permission_once():
    pairs = Counter((role, permission) for role, permission, _ in POLICY)
    assert [pair for pair, times in pairs.items() if times > 1] == []


def test_every_role_may_do_something():
    assert {role for role, _, _ in POLICY} == set(Role)


def test_every_permission_has_a_holder():
    assert set(Permission) - {permission for _, permission, _ in POLICY} == set()


def test_every_permission_is_asked_for_somewhere():
    asked: set[str] = set()
    for path in code():
        if path.name not in {"permissions.py", "vocabulary.py"}:
            asked |= set(NAMED.findall(path.read_text(encoding="utf-8")))
    assert {one.name for one in Permission} - asked == set()
