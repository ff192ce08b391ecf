"""Sentences that remember how they were made, so that a screen can say them in another language.

The law knows no screens and no languages: it speaks Dutch. What it says with something filled in
keeps the sentence and what was filled in apart as well; ``views.languages.say`` takes them.
"""

from collections.abc import Mapping
from typing import Any


class Told(str):
    """A Dutch sentence, and the words and values it was made of."""

    words: str
    values: Mapping[str, Any]


def told(words: str, **values: Any) -> Told:
    """These words with what they name, ``%(name)s``, filled in.

    >>> sentence = told("Nog %(days)s dagen.", days=3)
    >>> sentence, sentence.words
    ('Nog 3 dagen.', 'Nog %(days)s dagen.')
    """
    made = Told(words % values if values else words)
    made.words, made.values = words, values
    return made
