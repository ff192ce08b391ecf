"""docs/acceptance.md says of each statement whether it holds, and which test shows it."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| (\d+) \| (.+) \| (nu|later) \| (.+) \|$", re.MULTILINE)
ROWS = ROW.findall((ROOT / "docs/acceptance.md").read_text())


def test_each_statement_stands_there_once():
    assert [int(number) for number, *_ in ROWS] == list(range(1, 67))


def test_what_holds_names_tests_that_are_there():
    assert [number for number, _, when, tests in ROWS if when == "nu" and "`" not in tests] == []
    named = {path for *_, tests in ROWS for path in re.findall(r"`([\w/]+\.py)`", tests)}
    assert len(named) > 50
    assert {path for path in named if not (ROOT / "tests" / path).is_file()} == set()
