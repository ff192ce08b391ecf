"""Sentences that remember how they were made, so that a screen can say them in another language.

The law knows no screens and no languages: it speaks Dutch. What it says with something filled in
keeps the sentence and what was filled in apart as well; ``views.languages.say`` takes them.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

Dutch = str
"""A Dutch text that a screen shows. ``translations/words.py`` reads this in the annotations and
collects what stands there, so that the text has its English too."""

AND: Dutch = "%(first)s en %(last)s"


class Told(str):
    """A Dutch sentence, and the words and values it was made of."""

    words: str
    values: Mapping[str, Any]
    turned: Callable[[str], str] = str
    """How the sentence is changed to stand inside another, in every language."""

    def __getnewargs__(self) -> tuple[str]:
        """So that it can be copied: its pieces come along as attributes."""
        return (str(self),)


def told(words: Dutch, /, **values: Any) -> Told:
    """These words with what they name, ``%(name)s``, filled in.

    What is filled in may itself be told, a day, a label, or several of them: "a, b en c".

    >>> sentence = told("Nog %(days)s dagen.", days=3)
    >>> sentence, sentence.words
    ('Nog 3 dagen.', 'Nog %(days)s dagen.')
    >>> told("Tot %(day)s: %(what)s.", day=date(2026, 3, 1), what=["a", "b", "c"])
    'Tot 01-03-2026: a, b en c.'
    """
    if isinstance(words, Told) and not values:
        return words
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


def lower(label: Dutch) -> Told:
    """A label inside a sentence: without its capital, in every language."""
    return _turned(label, str.lower)


def capital(label: Dutch) -> Told:
    """A label at the head of a sentence.

    >>> capital("langer dan een jaar geleden")
    'Langer dan een jaar geleden'
    """
    return _turned(label, lambda text: text[:1].upper() + text[1:])


def _turned(label: str, turned: Callable[[str], str]) -> Told:
    made = Told(turned(label))
    made.words, made.values, made.turned = label, {}, turned
    return made


def in_lines(*sentences: Dutch) -> Told:
    """Several sentences, each on a line of its own.

    >>> in_lines(told("een"), told("twee"))
    'een\\ntwee'
    """
    return _together(sentences, "\n")


def in_one(*sentences: Dutch) -> Told:
    """Several sentences, one after another."""
    return _together(sentences, " ")


def _together(sentences: Iterable[str], between: str) -> Told:
    named = {f"part{n}": told(one) for n, one in enumerate(sentences)}
    return told(between.join(f"%({name})s" for name in named), **named)


PACKED = '{"words":'


def packed(text: str) -> str:
    """A sentence with its pieces as one text, for the record; other texts stay as they are.

    >>> packed(told("Besluiten: %(what)s", what=told("onderdeel %(n)s", n=2)))
    '{"words": "Besluiten: %(what)s", "what": {"words": "onderdeel %(n)s", "n": 2}}'
    """
    return json.dumps(_plain(text), ensure_ascii=False) if isinstance(text, Told) else text


def _plain(value: Any) -> Any:
    match value:
        case Told():
            return {"words": value.words} | {
                name: _plain(one) for name, one in value.values.items()
            }
        case list() | tuple():
            return [_plain(one) for one in value]
        case int():
            return value
        case _ if label := getattr(value, "label", None):
            return {"words": label}
        case _:
            return _dutch(value)


def unpacked(text: str) -> str:
    """The sentence again, as it was told.

    >>> unpacked(packed(told("Nog %(days)s dagen.", days=3))).words
    'Nog %(days)s dagen.'
    """
    return str(text) if not text.startswith(PACKED) else _again(json.loads(text))


def _again(value: Any) -> Any:
    match value:
        case dict():
            words = value.pop("words")
            return told(words, **{name: _again(one) for name, one in value.items()})
        case list():
            return [_again(one) for one in value]
        case _:
            return value
