"""How a value looks on a screen: labels for codes, Ja and Nee, days; in its language."""

from datetime import date
from typing import Any

from flask import Flask
from markupsafe import Markup

from letters.dutch import capitalised
from letters.reading import anchor
from models import Complaint
from rules.admissibility import GROUND
from rules.vocabulary import Kind, Labelled
from rules.wording import Told
from views.languages import in_words, say

NOTHING = "–"

PLACES = {Kind.FORMAL: "/admin/complaint", Kind.REPORT: "/admin/report"}


def chip(colour: str, words: str) -> Markup:
    """Words on a coloured ground; without a colour on grey."""
    return Markup('<span class="chip {}">{}</span>').format(colour, words)


def place(complaint: Complaint) -> str:
    """The list that a file is in; its pages stand below it."""
    return PLACES[complaint.kind]


def shown(value: Any) -> str:
    """A value in words.

    >>> shown(True), shown(date(2026, 3, 1)), shown(None)
    ('Ja', '01-03-2026', '–')
    """
    match value:
        case None | "":
            return NOTHING
        case bool():
            return say("Ja") if value else say("Nee")
        case Told() | Labelled() | date():
            return str(in_words(value))
        case list() | tuple() | set() | frozenset():
            return ", ".join(shown(one) for one in value) or NOTHING
        case _:
            return str(value)


def unbroken(value: Any) -> Markup:
    """A reference or a day, which in a crowded table would break at its hyphens."""
    return Markup('<span class="nobr">{}</span>').format(shown(value))


def initials(name: str) -> str:
    """For the round sign of a person.

    >>> initials("mr. Anna de Wit")
    'AW'
    """
    capitals = [word[0] for word in name.split() if word[:1].isupper()]
    return "".join(capitals[:1] + capitals[1:][-1:])


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(grounds=GROUND)
    app.jinja_env.filters.update(
        shown=shown, initials=initials, capitalised=capitalised, place=place, anchor=anchor
    )
