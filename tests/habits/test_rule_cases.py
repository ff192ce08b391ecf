"""The rule cases of the law without dates, G01 to G24: each is a test that says so."""

import re

import pytest

from tests.habits.source import ROOT

HERE = "".join(
    path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests").rglob("test_*.py"))
)


@pytest.mark.parametrize("number", range(1, 25))
def test_each_case_has_a_test(number):
    """By its name (``test_g01_…``) or in the first line below it."""
    named = rf"def test_g{number:02}_"
    told = rf'def test_\w+\([^)]*\)[^:\n]*:\n    """[^"\n]*\bG{number:02}\b'
    assert re.search(f"{named}|{told}", HERE)
