"""The screen "first the values, then the words": each value, where it comes from, and its state."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from letters import contexts
from letters.fields import Card
from rules.vocabulary import Labelled


class FieldState(Labelled):
    """How a value stands."""

    FILLED = "filled", "in orde"
    MISSING = "missing", "ontbreekt"
    MAY_BE_EMPTY = "may_be_empty", "leeg mag"


@dataclass(frozen=True)
class FieldRow:
    """One value of a letter, as the screen shows it before the letter is made."""

    path: str
    label: str
    value: str
    source: str
    state: FieldState
    meaning: str = ""


def field_rows(context: contexts.Context) -> list[FieldRow]:
    """Every value in the order of the context; the values of a list one by one, numbered.

    Yes or no is left out: it chooses words and is never printed.
    """
    return list(_rows(context, contexts.cards(type(context)), "", ""))


def _rows(value: Any, cards: Any, prefix: str, where: str) -> Iterator[FieldRow]:
    for path, card in cards.items():
        name = path.removeprefix(prefix)
        if not path.startswith(prefix) or "." in name or card.kind == "flag":
            continue
        content = getattr(value, name)
        if card.row is None or not content:
            yield _row(card, content, where)
            continue
        for number, row in enumerate(content, start=1):
            yield from _rows(row, cards, f"{path}.", f"{card.label} {number}: ")


def _row(card: Card, content: Any, where: str) -> FieldRow:
    words = content if isinstance(content, str) else "\n".join(content)
    state = FieldState.FILLED
    if not words.strip():
        state = FieldState.MISSING if card.mandatory else FieldState.MAY_BE_EMPTY
    return FieldRow(card.path, f"{where}{card.label}", words, card.source, state, card.meaning)
