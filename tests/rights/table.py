"""Reads ``expected.txt``: who gets in where, as it was written by hand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from flask import Flask
from werkzeug.routing import AnyConverter, Rule

WHO: tuple[str | None, ...] = (
    None, "servicedesk", "team_leader", "coordinator", "secretary", "board1", "adviser1",
    "auditor", "administrator",
)  # fmt: skip
"""The columns: a stranger, and a demonstration user of each role."""

RELATIONS = {"own": "o", "other": "x", "closed": "c", "involved": ""}
"""How someone stands to a file, and the letter that opens it; for who is involved there is none."""

CELL = re.compile(r"-|y|o?x?c?")
GROUP = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, order=True)
class Way:
    """One way in: an endpoint, the choice in its address if it has one, and a method."""

    endpoint: str
    choice: str
    method: str

    def __str__(self) -> str:
        return " ".join(filter(None, (self.endpoint, self.choice, self.method)))


def expanded(pattern: str) -> list[str]:
    """``{a,b}.c`` as ``a.c`` and ``b.c``, like a shell does.

    >>> expanded("{a,b}.{c,d}")
    ['a.c', 'a.d', 'b.c', 'b.d']
    """
    parts = GROUP.split(pattern)
    choices = [part.split(",") if n % 2 else [part] for n, part in enumerate(parts)]
    return ["".join(one) for one in product(*choices)]


def rows(text: str) -> Iterator[tuple[Way, tuple[str, ...]]]:
    """Each row with its cells; a row may go on on the next line."""
    words: list[str] = []
    for line in text.splitlines():
        if line.startswith(("#", "==")):
            continue
        words += line.split()
        cells = words[-len(WHO) :]
        if len(words) < len(WHO) + 2 or not all(CELL.fullmatch(one) for one in cells):
            continue
        *names, methods = words[: -len(WHO)]
        endpoints, choices = expanded(names[0]), expanded(names[1]) if names[1:] else [""]
        for endpoint, choice, method in product(endpoints, choices, methods.split(",")):
            yield Way(endpoint, choice, method), tuple(cells)
        words = []
    assert words == [], f"no whole row: {words}"


def expected() -> dict[Way, tuple[str, ...]]:
    """The whole table. A row that stands there twice is a mistake."""
    found: dict[Way, tuple[str, ...]] = {}
    for way, cells in rows(Path(__file__).with_name("expected.txt").read_text(encoding="utf-8")):
        assert way not in found, f"twice: {way}"
        found[way] = cells
    return found


SPLIT = {"act", "event", "program"}
"""Parts of an address that say what is done; other choices (which text, which step of a form) open
alike."""


def choice_of(rule: Rule) -> tuple[str, tuple[str, ...]]:
    """The name and the values of the part of an address that chooses what is done."""
    for name, converter in rule._converters.items():
        if isinstance(converter, AnyConverter) and name in SPLIT:
            return name, tuple(sorted(converter.items))
    return "", ("",)


def ways(app: Flask) -> dict[Way, Rule]:
    """Every way in that the panel has. HEAD and OPTIONS go as GET goes."""
    return {
        Way(rule.endpoint, choice, method): rule
        for rule in app.url_map.iter_rules()
        for choice in choice_of(rule)[1]
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    }
