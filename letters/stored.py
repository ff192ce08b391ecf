"""The frozen values of a letter, as its screen lists them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from letters import contexts
from letters.catalogue import CATALOGUE
from rules.vocabulary import Labelled, LetterKind

ABSENT = "[ontbreekt"


class FieldState(Labelled):
    """How a value stands."""

    FILLED = "filled", "in orde"
    MISSING = "missing", "ontbreekt"
    MAY_BE_EMPTY = "may_be_empty", "leeg mag"


@dataclass(frozen=True)
class FieldRow:
    """One value of a letter, as its screen shows it."""

    path: str
    label: str
    value: str
    source: str
    state: FieldState
    meaning: str = ""


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
