"""What a text for everyone may not hold (law.md 7.2): who is meant, and days that point at them.

A net under the second reader, not in place of one: it finds signs, no meaning.
"""

import re
from collections.abc import Iterable

from rules.errors import Obstacle
from rules.law import Citation, awb
from rules.wording import Dutch, told

LONGEST = 1000
SHORTEST_NAME = 3
"""A shorter piece of a name is also a word of any sentence."""

BASIS: Citation = awb("9:12a")

SIGNS: tuple[tuple[re.Pattern[str], Dutch], ...] = (
    (re.compile(r"[^\s@]+@[^\s@]+"), "een e-mailadres"),
    (re.compile(r"https?://|www\.", re.IGNORECASE), "een internetadres"),
    (re.compile(r"\b[KM]\d{4}-\d{3,}\b"), "een kenmerk"),
    (re.compile(r"\b[1-9]\d{3} ?[A-Z]{2}\b"), "een postcode"),
    (re.compile(r"\d(?:[ .()-]?\d){6,}"), "een lang nummer"),
    (re.compile(r"\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b"), "een dag"),
    (re.compile(r"\b\d{4}-\d{2}-\d{2}\b"), "een dag"),
    (re.compile(
        r"\b\d{1,2} (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|"
        r"november|december)\b", re.IGNORECASE), "een dag"),
)  # fmt: skip


def obstacles(text: str, names: Iterable[str]) -> list[Obstacle]:
    """Everything in a text that points at someone: names of the file, and signs of any.

    >>> print(*(one.text for one in obstacles("Mevrouw Jansen belde op 3 maart.", ["Jansen"])))
    In de tekst staat een naam uit het dossier: “Jansen”. In de tekst staat een dag: “3 maart”.
    """
    found = [
        Obstacle(told("In de tekst staat een naam uit het dossier: “%(name)s”.", name=name), BASIS)
        for name in dict.fromkeys(names)
        if len(name) >= SHORTEST_NAME
        and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
    ]
    for pattern, what in SIGNS:
        if sign := pattern.search(text):
            found.append(Obstacle(
                told("In de tekst staat %(what)s: “%(sign)s”.", what=told(what), sign=sign[0]),
                BASIS,
            ))  # fmt: skip
    return found
