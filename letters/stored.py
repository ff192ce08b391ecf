"""The frozen values of a letter, as its screen lists them."""

from collections.abc import Iterator, Mapping
from typing import Any

from letters import contexts
from letters.catalogue import CATALOGUE
from letters.drafting.screen import FieldRow, FieldState
from rules.vocabulary import LetterKind

ABSENT = "[ontbreekt"


def rows(kind: LetterKind, fields: Mapping[str, Any]) -> list[FieldRow]:
    """Each value that was put into the letter, with its source and state."""
    cards = contexts.cards(CATALOGUE[kind].context_class)
    return list(_rows(fields, cards, "", ""))


def _rows(
    fields: Mapping[str, Any], cards: Mapping[str, Any], prefix: str, where: str
) -> Iterator[FieldRow]:
    for name, content in fields.items():
        card = cards.get(prefix + name)
        if card is None or isinstance(content, bool):
            continue
        if card.row is not None:
            for number, row in enumerate(content, start=1):
                yield from _rows(row, cards, f"{card.path}.", f"{card.label} {number}: ")
            continue
        words = content if isinstance(content, str) else "\n".join(content)
        yield FieldRow(
            card.path, f"{where}{card.label}", words, card.source, _state(words), card.meaning
        )


def _state(words: str) -> FieldState:
    if ABSENT in words:
        return FieldState.MISSING
    return FieldState.FILLED if words.strip() else FieldState.MAY_BE_EMPTY
