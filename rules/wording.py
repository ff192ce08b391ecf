"""Sentences that remember how they were made, so that a screen can say them in another language.

The law knows no screens and no languages: it speaks Dutch. What it says with something filled in
keeps the sentence and what was filled in apart as well; ``views.languages.say`` takes them.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

Dutch = str
"""A Dutch text that a screen shows. ``translations/words.py`` reads this in the annotations and
collects what stands there, so that the text has its English too."""

AND = "%(first)s en %(last)s"


class Told(str):
    """A Dutch sentence, and the words and values it was made of."""

    words: str
    values: Mapping[str, Any]


def told(words: Dutch, /, **values: Any) -> Told:
    """These words with what they name, ``%(name)s``, filled in.

    What is filled in may itself be told, a day, a label, or several of them: "a, b en c".

    >>> sentence = told("Nog %(days)s dagen.", days=3)
    >>> sentence, sentence.words
    ('Nog 3 dagen.', 'Nog %(days)s dagen.')
    >>> told("Tot %(day)s: %(what)s.", day=date(2026, 3, 1), what=["a", "b", "c"])
    'Tot 01-03-2026: a, b en c.'
    """
    made = Told(words % {name: _dutch(one) for name, one in values.items()} if values else words)
    made.words, made.values = words, values
    return made


def counted(n: int, one: Dutch, more: Dutch, /, **values: Any) -> Told:
    """The sentence for one, or the sentence for any other number, ``%(n)s``.

    >>> counted(1, "één dossier", "%(n)s dossiers"), counted(2, "één dossier", "%(n)s dossiers")
    ('één dossier', '2 dossiers')
    """
    return told(one if n == 1 else more, n=n, **values)


def _dutch(value: Any) -> Any:
    match value:
        case datetime():
            return f"{value:%d-%m-%Y %H:%M}"
        case date():
            return f"{value:%d-%m-%Y}"
        case list() | tuple():
            *most, last = [str(_dutch(one)) for one in value] or [""]
            return f"{', '.join(most)} en {last}" if most else last
        case _:
            return getattr(value, "label", value)
