"""A language that marks what was translated, so that what was not stands out on a screen.

Every text that goes through ``views.languages.say`` and has its English comes back between ⟦ and ⟧.
What is left on a page must be content: what people typed, names, numbers, days, citations.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from lxml import html
from sqlalchemy import JSON, String, select

from models import Base, db
from rules.terms import DEFAULTS
from tests.habits.test_translations import in_the_pages

OPEN, CLOSE = "⟦", "⟧"
SPOKEN = ("aria-label", "title", "placeholder", "alt", "data-words")
UNREAD = {"script", "style", "svg", "code", "kbd", "textarea"}
SAME = frozenset(
    {
        "SSR", "Wederhoor", "Word", "LibreOffice", "Excel", "CSV", "Servicedesk", "kB", "MB",
        "SOD", "sha", "Awb", "Nederlands", "English", "SVG", "JSON",
    }
)  # fmt: skip
"""Names, the same in each language."""

DAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day )?(?:\d{1,2} )?[A-Z][a-z]{2,8} \d{4}"
)
CODE = re.compile(
    r"\b(?:[A-Z]{1,3}\d+[a-z]?(?:-\d+)?|v\d+|[0-9a-f]{12,}|\S+@\S+|\S+\.\w{2,4})\b|(?<!\S)/\w+"
)
ENCLOSED = re.compile(r"^[A-Z].* aan .* van \d\d-\d\d-\d{4}$")
"""What a letter is called among the enclosures of another: that name stands in the letter too."""

CITATION = re.compile(
    r"\b[Aa]rt\. \d+:\d+\w*(?:-\w)*(?: lid \d+)?(?: onder \w)?(?: A[wt][bw])?|\b\d+:\d+\b"
)


@cache
def known() -> frozenset[str]:
    return frozenset(in_the_pages())


def marked(words: str, **values: Any) -> str:
    """In the place of ``gettext``."""
    return f"{OPEN}{words}{CLOSE}" if words in known() else words


def content() -> re.Pattern[str]:
    """Everything that stands in the record, longest first."""
    found: set[str] = set()
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, String | JSON):
                for value in db.session.scalars(select(column)):  # JSON knows no distinct
                    found |= set(_texts(value))
    db.session.rollback()
    found |= {text for value in DEFAULTS.values() for text in _texts(value)}
    lines = [line for text in found for line in [text, *text.splitlines()]]
    # A chart names a recommendation without its full stop.
    parts = {" ".join(one.split()) for line in lines for one in (line, line.rstrip("."))}
    by_length = sorted((part for part in parts if len(part) > 2), key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(part)}(?!\w)" for part in by_length))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield str(value)
        if value[:1] in "[{":
            try:
                yield from _texts(json.loads(value))
            except ValueError:
                return
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def strays(page: str, content: re.Pattern[str]) -> set[str]:
    """The texts of a page that are neither translated nor content."""
    root = html.fromstring(page)
    return {one for text in [*_read(root), *_heard(root)] for one in _left(text, content)}


def _read(root: Any) -> Iterator[str]:
    """What someone reads, without what was translated: that may hold elements."""
    told = "\n".join(text for text in _of(root))
    while told != (told := re.sub(rf"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", " ", told)):
        pass
    yield from told.split("\n")


def _heard(root: Any) -> Iterator[str]:
    """What stands in attributes."""
    for node in root.iter():
        for text in (node.get(name) for name in SPOKEN):
            told = json.loads(text) if (text or "").startswith("{") else text or ""
            told = " ".join(told.values()) if isinstance(told, dict) else told
            while told != (told := re.sub(rf"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", " ", told)):
                pass
            yield told


def _left(text: str, content: re.Pattern[str]) -> Iterator[str]:
    rest = ENCLOSED.sub(" ", text.strip())
    rest = DAY.sub(" ", CITATION.sub(" ", content.sub(" ", rest)))
    words = re.findall(r"[^\W\d_]{2,}", CODE.sub(" ", rest))
    if any(word not in SAME for word in words):
        yield " ".join(text.split())


def _of(node: Any) -> Iterator[str]:
    """The text of each element on a line of its own; not what says that it is Dutch."""
    if not isinstance(node.tag, str) or node.tag in UNREAD:
        return
    dutch = node.get("lang") == "nl" and node.tag != "html"
    if dutch or {"art", "avatar"} & set((node.get("class") or "").split()):
        return
    yield " ".join((node.text or "").split())
    for child in node:
        yield from _of(child)
        yield " ".join((child.tail or "").split())
