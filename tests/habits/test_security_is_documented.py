"""docs/security.md answers each requirement of OWASP ASVS 5 once, and names tests that exist."""

import re

from tests.habits.source import ROOT

TEXT = (ROOT / "docs/security.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| (\S+) \| (.+) \| (.+) \|$", re.MULTILINE)
ROWS = ROW.findall(TEXT)
NUMBERS = """
1.1.1-2 1.2.1-9 1.3.1-11 1.4.1-3 1.5.1-2 2.1.1-3 2.2.1-3 2.3.1-4 2.4.1 3.2.1-2 3.3.1-4 3.4.1-6
3.5.1-5 3.7.1-2 4.1.1-3 4.2.1 4.3.1-2 4.4.1-4 5.1.1 5.2.1-3 5.3.1-2 5.4.1-3 6.1.1-3 6.2.1-12
6.3.1-4 6.4.1-4 6.5.1-5 6.6.1-3 6.8.1-4 7.1.1-3 7.2.1-4 7.3.1-2 7.4.1-5 7.5.1-2 7.6.1-2 8.1.1-2
8.2.1-3 8.3.1 8.4.1 9.1.1-3 9.2.1-4 10.1.1-2 10.2.1-2 10.3.1-4 10.4.1-11 10.5.1-5 10.6.1-2
10.7.1-3 11.1.1-2 11.2.1-3 11.3.1-3 11.4.1-4 11.5.1 11.6.1 12.1.1-3 12.2.1-2 12.3.1-4 13.1.1
13.2.1-5 13.3.1-2 13.4.1-5 14.1.1-2 14.2.1-4 14.3.1-3 15.1.1-3 15.2.1-3 15.3.1-7 16.1.1 16.2.1-5
16.3.1-4 16.4.1-3 16.5.1-3 17.1.1 17.2.1-4 17.3.1-2
"""
"""Levels 1 and 2 of version 5.0: chapter, section, and the requirements of it."""
FINDING = re.compile(r"^\| \(([a-k])\) .+ \| (.+) \|$", re.MULTILINE)
NAMED = re.compile(r"`((?:\w+/)*\w+\.py)`((?:(?:, |; | )`test_\w+`)*)")


def numbers():
    for section in NUMBERS.split():
        name, _, last = section.rpartition(".")
        for part in last.split(","):
            first, _, end = part.partition("-")
            yield from (f"{name}.{one}" for one in range(int(first), int(end or first) + 1))


def test_each_number_is_answered_once():
    assert [number for number, *_ in ROWS] == list(numbers())
    assert len(ROWS) == 253


def test_an_answer_is_yes_no_or_not_applicable_and_says_where_or_why():
    assert {answer for _, answer, *_ in ROWS} == {"yes", "no", "n/a"}
    assert [number for number, _, where, _ in ROWS if len(where) < 4] == []
    said = re.search(r"(\d+) yes, (\d+) no, (\d+) not applicable", TEXT)
    counted = [sum(answer == one for _, answer, *_ in ROWS) for one in ("yes", "no", "n/a")]
    assert [int(one) for one in said.groups()] == counted


def test_every_named_test_exists():
    wrong = []
    for name, tests in NAMED.findall(TEXT):
        path = next((p for p in (ROOT / name, ROOT / "tests" / name) if p.is_file()), None)
        text = path.read_text(encoding="utf-8") if path else ""
        wrong += [] if path else [name]
        found = re.findall(r"test_\w+", tests)
        wrong += [f"{name} {one}" for one in found if f"def {one}(" not in text]
    assert wrong == []


def test_every_finding_has_its_test():
    found = FINDING.findall(TEXT)
    assert {letter for letter, _ in found} == set("abcdefghijk")
    assert [letter for letter, row in found if "`test_" not in row.rpartition("|")[2]] == []
