"""docs/law.md names each letter, and only letters that are there."""

import re

from rules.vocabulary import LetterKind
from tests.habits.source import ROOT


def test_the_law_document_lists_every_letter_once():
    text = (ROOT / "docs" / "law.md").read_text(encoding="utf-8")
    table = text.partition("\n## Letters\n")[2].partition("\nBefore a letter")[0]
    assert sorted(re.findall(r"\bL\d\d[a-c]?\b", table)) == sorted(LetterKind)
