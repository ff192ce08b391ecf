"""The frozen values of a letter, as its screen lists them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from letters import contexts
from letters.catalogue import CATALOGUE
from rules.vocabulary import Labelled, LetterKind
from rules.wording import Dutch, told

ABSENT = "[ontbreekt"


class FieldState(Labelled):
    """How a value stands."""

    FILLED = "filled", "in orde"
    MISSING = "missing", "ontbreekt"
    CHANGED = "changed", "aangepast in deze brief"
    TYPED = "typed", "ingevuld in Word"
    MAY_BE_EMPTY = "may_be_empty", "leeg mag"


@dataclass(frozen=True)
class FieldRow:
    """One value of a letter, as its screen shows it."""

    path: str
    label: Dutch
    value: str
    source: Dutch
    state: FieldState
    meaning: str = ""


def rows(
    kind: LetterKind, fields: Mapping[str, Any], first: str = "", newest: str = ""
) -> list[FieldRow]:
    """Each value that was put into the letter, with its source and state.

    ``first`` and ``newest`` are what the letter said when it was made, and says now: a value that
    stood in it and is gone was changed in Word.
    """
    cards = contexts.cards(CATALOGUE[kind].context_class)
    before, now = _flat(first), _flat(newest)
    return [
        _edited(row) if _gone(row.value, before, now) else row
        for row in _rows(fields, cards, "", None)
    ]


def _edited(row: FieldRow) -> FieldRow:
    if row.state is FieldState.MISSING:
        return replace(row, value="", state=FieldState.TYPED)
    return replace(row, state=FieldState.CHANGED)


def _gone(value: str, before: str, now: str) -> bool:
    return any(line in before and line not in now for line in map(_flat, value.splitlines()))


def _flat(words: str) -> str:
    return " ".join(words.split())


def _rows(
    fields: Mapping[str, Any], cards: Mapping[str, Any], prefix: str, of: tuple[Dutch, int] | None
) -> Iterator[FieldRow]:
    for name, content in fields.items():
        card = cards.get(prefix + name)
        if card is None or isinstance(content, bool):
            continue
        if card.row is not None:
            for number, row in enumerate(content, start=1):
                yield from _rows(row, cards, f"{card.path}.", (card.label, number))
            continue
        words = content if isinstance(content, str) else "\n".join(content)
        yield FieldRow(
            card.path, _named(card.label, of), words, card.source, _state(words), card.meaning
        )


def _named(label: Dutch, of: tuple[Dutch, int] | None) -> Dutch:
    """What a value is called: of one of several rows, with the name and number of the row."""
    if of is None:
        return label
    row, number = of
    return told("%(row)s %(n)s: %(label)s", row=told(row), n=number, label=told(label))


def _state(words: str) -> FieldState:
    if ABSENT in words:
        return FieldState.MISSING
    return FieldState.FILLED if words.strip() else FieldState.MAY_BE_EMPTY
