"""The whole corpus: what lies in ``accept/`` and ``reject/``, and what the recipes make."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.hostile import asking, others, packages

HERE = Path(__file__).parent


@dataclass(frozen=True)
class File:
    """One file as it comes in; ``why`` are words of the sentence that refuses it, or nothing."""

    what: str
    name: str
    data: bytes
    why: str = ""


def lines(folder: str, name: str) -> list[str]:
    """Strings of the folder: one on each line, written as JSON so that nothing is lost of them."""
    text = (HERE / folder / f"{name}.txt").read_text(encoding="ascii")
    return [json.loads(one) for one in text.splitlines()]


def refused(*, large: bool = True) -> Iterator[File]:
    """Every hostile file; those that have to be large only when asked."""
    for word in packages.REFUSED:
        if large or word is not packages.bombs:
            yield from (File(f"docx: {what}", "a.docx", *one) for what, *one in word())
    for other in others.HOSTILE:
        if large or other is not others.bombs:
            yield from (File(*one) for one in other())


def good() -> Iterator[File]:
    yield from (File(f"docx: {what}", "a.docx", data) for what, data in packages.good())
    yield from (File(*one) for one in others.good())


LONG = ("x" * 20_001, "woord " * 170_000, "a\n" * 2_500, "é" * 500_000, "x" + "\n" * 2**19 + "x")
"""Too much for any box; too large to lie in a folder."""


def words() -> tuple[list[str], list[str]]:
    """What is kept and shown as words, and what is refused beside its field."""
    return lines("accept", "words"), [*lines("reject", "words"), *LONG]


def names() -> tuple[list[str], list[str]]:
    """Names under which a good PDF is taken, and names under which it is not."""
    return lines("accept", "names"), lines("reject", "names")


@cache
def how_many() -> dict[str, int]:
    """The number of cases, by sort; each is another one. Large files come on top."""
    return {
        "files refused": len({one.what for one in refused(large=False)}),
        "files taken": len({one.what for one in good()}),
        "words kept": len(set(words()[0])),
        "words refused": len(set(words()[1])),
        "names kept": len(set(names()[0])),
        "names refused": len(set(names()[1])),
        "requests": len({one.what for one in asking.requests()}),
    }
