"""Every header of a table says what it is the header of, as screen readers ask (WCAG 1.3.1)."""

import re

from tests.habits.source import ROOT

HEAD = re.compile(r"<th\b[^>]*>")


def test_every_head_of_a_table_has_a_scope() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {found}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for found in HEAD.findall(path.read_text(encoding="utf-8"))
        if " scope=" not in found
    ]
    assert wrong == []
