"""Sentences that remember how they were made, so that a screen can say them in another language.

The law knows no screens and no languages: it speaks Dutch. What it says with something filled in
keeps the sentence and what was filled in apart as well; ``views.languages.say`` takes them.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from rules.vocabulary import Labelled


class Told(str):
    """A Dutch sentence, and the words and values it was made of."""

    words: str
    values: Mapping[str, Any]

    def __getnewargs__(self) -> tuple[str]:
        """So that it can be copied: its pieces come along as attributes."""
        return (str(self),)


class Cased(Told):
    """A label that begins otherwise than where it stands by itself, in every language."""

    turned: Callable[[str], str]


def told(words: str, /, **values: Any) -> Told:
    """These words with what they name, ``%(name)s``, filled in.

    A value that is itself told, or a label, is words too; any other text is someone's own.

    >>> sentence = told("Nog %(days)s dagen.", days=3)
    >>> sentence, sentence.words
    ('Nog 3 dagen.', 'Nog %(days)s dagen.')
    """
    if isinstance(words, Told) and not values:
        return words
    filled = {name: written(value) for name, value in values.items()}
    made = Told(words % filled if values else words)
    made.words, made.values = words, values
    return made


def written(value: Any, say: Callable[[str], str] = str) -> Any:
    """A value as it stands inside a sentence: a label, a day, or several of them.

    >>> written((date(2026, 3, 1), "Jansen"))
    '01-03-2026, Jansen'
    """
    match value:
        case Labelled():
            return say(value.label)
        case Told():
            return say(value)
        case date():
            return f"{value:%d-%m-%Y}"
        case tuple():
            return ", ".join(str(written(one, say)) for one in value)
        case _:
            return value


def in_lines(*sentences: str) -> str:
    """Several, each on a line of its own.

    >>> in_lines(told("een"), told("twee"))
    'een\\ntwee'
    """
    return _together(sentences, "\n")


def in_one(*sentences: str) -> str:
    """Several, one after another."""
    return _together(sentences, " ")


def _together(sentences: Iterable[str], between: str) -> str:
    named = {f"part{n}": told(one) for n, one in enumerate(sentences)}
    return told(between.join(f"%({name})s" for name in named), **named)


def lower(label: str) -> Told:
    """A label inside a sentence: without its capital, in every language."""
    return _cased(label, str.lower)


def capital(label: str) -> Told:
    """A label at the head of a sentence.

    >>> capital("langer dan een jaar geleden")
    'Langer dan een jaar geleden'
    """
    return _cased(label, lambda text: text[:1].upper() + text[1:])


def _cased(label: str, turned: Callable[[str], str]) -> Told:
    made = Cased(turned(label))
    made.words, made.values, made.turned = label, {}, turned
    return made


PACKED = '{"words":'


def packed(text: str) -> str:
    """A sentence with its pieces as one text, for the record; other texts stay as they are.

    >>> packed(told("Besluiten: %(what)s", what=told("onderdeel %(n)s", n=2)))
    '{"words": "Besluiten: %(what)s", "what": {"words": "onderdeel %(n)s", "n": 2}}'
    """
    return json.dumps(_plain(text), ensure_ascii=False) if isinstance(text, Told) else text


def _plain(value: Any) -> Any:
    match value:
        case Labelled():
            return {"words": value.label}
        case Told():
            return {"words": value.words} | {
                name: _plain(one) for name, one in value.values.items()
            }
        case tuple():
            return [_plain(one) for one in value]
        case int():
            return value
        case _:
            return written(value)


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
            return tuple(_again(one) for one in value)
        case _:
            return value
