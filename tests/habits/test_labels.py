"""Whatever someone sees of a closed list is Dutch."""

import re
from enum import StrEnum
from importlib import import_module

import pytest

from rules.vocabulary import Labelled
from tests.habits.source import ROOT, code

for path in code("rules"):
    import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))

LISTS = sorted(Labelled.__subclasses__(), key=lambda one: one.__name__)
ENGLISH = re.compile(
    r"\b(the|and|or|for|by|with|not|received|complaint|hearing|letter|letters|term|date|days|"
    r"weeks|months|years|hours|owner|user|users|role|roles|rights|manage|read|write|edit)\b"
)


@pytest.mark.parametrize("labels", LISTS, ids=lambda one: one.__name__)
def test_every_value_has_a_dutch_label(labels):
    for member in labels:
        assert member.label.strip() == member.label != "", member
        assert "_" not in member.label, member
        assert not ENGLISH.search(member.label.lower()), f"{member}: {member.label}"


@pytest.mark.parametrize("labels", LISTS, ids=lambda one: one.__name__)
def test_a_value_is_stored_as_it_is_written(labels):
    assert [str(member) for member in labels] == [member.value for member in labels]


def test_no_closed_list_goes_without_labels():
    assert [
        one.__name__ for one in StrEnum.__subclasses__() if one.__module__.startswith("rules")
    ] == ["Labelled"]
