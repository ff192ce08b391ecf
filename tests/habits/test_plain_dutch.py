"""Public texts are plain Dutch: Flesch-Douma at least 70, and no sentence over 20 words.

A net, no proof of B1. The formula is that of Douma (1960), with syllables by their vowels.
"""

import re
from collections import defaultdict

import pytest

from tests.habits.source import ROOT
from tests.habits.test_translations import extracted

LEAST, LONGEST = 70, 20
PAGES = ("privacy", "toegankelijkheid")
"""The scheme itself is what the authority decided, word for word."""

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# What sounds as one: first what is written with more letters.
VOWELS = re.compile(
    r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|au|ou|[aeiouyäëïöüéèêàáâóôúûí]",
    re.IGNORECASE,
)


def sentences(text: str) -> list[str]:
    """A label or a heading is a sentence too; an address or a date is one word."""
    plain = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text)
    plain = re.sub(r"\{\w*\}|%\(\w+\)s", "dit", re.sub(r"\S+@\S+", "adres", plain))
    return [one.strip() for one in re.split(r"(?<=[.?!:])\s+|\n+", plain) if WORD.search(one)]


def score(found: list[str]) -> float:
    """Flesch-Douma.

    >>> round(score(["De kat zit op de mat."]))
    124
    """
    words = [word for one in found for word in WORD.findall(one)]
    syllables = sum(max(1, len(VOWELS.findall(word))) for word in words)
    return 206.84 - 0.93 * len(words) / len(found) - 77 * syllables / len(words)


def texts() -> dict[str, list[str]]:
    """The sentences of each page, by where they stand."""
    found = defaultdict(list)
    for place, text in extracted():
        found[place] += sentences(text)
    for name in PAGES:
        page = (ROOT / "docs" / "publiek" / f"{name}.md").read_text(encoding="utf-8")
        found[name] = sentences(re.sub(r"^[#-]+ ", "", page, flags=re.MULTILINE))
    return found


def page_of(place: str) -> str:
    """Which page someone reads it on: the fields and messages of a form are read with it."""
    if place.startswith(("templates/public/form/", "views/form_steps", "views/complaint_form")):
        return "form"
    inside = place.removeprefix("templates/public/")
    return "" if inside in {place, "base.html"} else inside


def public() -> dict[str, list[str]]:
    """The sentences of each page for everyone; its frame has names of pages only."""
    found = defaultdict(list)
    for place, told in texts().items():
        if page := place if place in PAGES else page_of(place):
            found[page] += told
    return found


def test_every_page_is_easy_to_read() -> None:
    scores = {page: round(score(found)) for page, found in public().items()}
    assert scores.keys() >= {"start.html", "form", *PAGES}
    assert {page: one for page, one in scores.items() if one < LEAST} == {}


def test_no_sentence_is_long() -> None:
    long = [one for found in public().values() for one in found if len(one.split()) > LONGEST]
    assert long == []


@pytest.mark.parametrize(
    ("sentence", "easy"),
    [
        ("Je mag je verhaal vertellen.", True),
        ("De ontvankelijkheidsbeoordeling geschiedt overeenkomstig de regeling.", False),
    ],
)  # fmt: skip
def test_the_measure_tells_plain_from_hard(sentence: str, easy: bool) -> None:
    assert (score([sentence]) >= LEAST) is easy
