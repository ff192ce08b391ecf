"""The copy of a complaint as PDF: all words are in it, and none breaks it."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from letters.copies import Answer, Section, copy


def pages(*answers: Answer) -> list[str]:
    made = copy("Klacht", "K2026-0001", "Vandaag", [Section("Deel", answers)])
    return [page.extract_text() for page in PdfReader(BytesIO(made)).pages]


def test_the_copy_holds_every_word():
    long = "woord " * 3000 + "x" * 500
    found = pages(Answer("Vraag?", "Łukasz & <b>ß</b> {nb} **b**\nZoë"), Answer("Lang", long))
    text = " ".join(found)
    for words in ("Łukasz & <b>ß</b> {nb} **b**", "Zoë", "Vandaag", "Vraag?"):
        assert words in text
    assert text.count("woord") == 3000
    assert len(found) > 3
    assert all(f"K2026-0001   {number}" in page for number, page in enumerate(found, 1))


@pytest.mark.parametrize(
    "words",
    ["", "عربي 中文 👩‍👩‍👧", "\0\x1b\ud800", "{nb}", "\u202e", "a\u0301", "\t", "\u00ad" * 300],
)
def test_no_words_break_it(words):
    made = copy(words, words, words, [Section(words, [Answer(words, words)])])
    assert made.startswith(b"%PDF-")
