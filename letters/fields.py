"""Fields that carry their own card, and what can be asked of a class made of them."""

import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

from rules.wording import Dutch

T = TypeVar("T")

MISSING = "[ontbreekt: {}]"
"""What a letter shows where a mandatory value is absent; never silently empty."""


@dataclass(frozen=True)
class Card:
    """What there is to know about one field (veldkaart)."""

    path: str
    label: Dutch
    meaning: Dutch
    example: Any
    source: Dutch
    mandatory: bool
    printed: bool
    """Whether a template for this letter has to print it."""
    row: type | None = None
    """The class of each row, for a list of rows."""

    @property
    def kind(self) -> str:
        """How a template may use it: ``text``, ``flag``, ``texts`` or ``rows``."""
        if isinstance(self.example, bool):
            return "flag"
        if isinstance(self.example, str):
            return "text"
        return "rows" if self.row else "texts"


def text(
    label: Dutch,
    meaning: Dutch,
    example: str,
    source: Dutch,
    *,
    mandatory: bool = True,
    printed: bool | None = None,
) -> Any:
    """One value in words."""
    return _described(label, meaning, example, source, mandatory, printed, "")


def flag(label: Dutch, meaning: Dutch, example: bool, source: Dutch) -> Any:
    """Yes or no: chooses words, is never printed."""
    return _described(label, meaning, example, source, False, False, False)


def listing(
    label: Dutch,
    meaning: Dutch,
    example: tuple[Any, ...],
    source: Dutch,
    *,
    mandatory: bool = True,
    printed: bool | None = None,
) -> Any:
    """Several values, or several rows of values."""
    return _described(label, meaning, example, source, mandatory, printed, ())


def _described(
    label: Dutch,
    meaning: Dutch,
    example: Any,
    source: Dutch,
    mandatory: bool,
    printed: bool | None,
    empty: Any,
) -> Any:
    metadata = {
        "label": label,
        "meaning": meaning,
        "example": example,
        "source": source,
        "mandatory": mandatory,
        "printed": mandatory if printed is None else printed,
    }
    return field(metadata=metadata) if mandatory else field(default=empty, metadata=metadata)


_known_cards: dict[type, Mapping[str, Card]] = {}
_known_layouts: dict[type, tuple[tuple[str, Card], ...]] = {}


def cards(context_class: type) -> Mapping[str, Card]:
    """Every path that a template may use, with its card; rows as ``conducts.summary``."""
    if context_class not in _known_cards:
        _known_cards[context_class] = _cards(context_class, "")
    return _known_cards[context_class]


def _cards(context_class: type, prefix: str) -> Mapping[str, Card]:
    found: dict[str, Card] = {}
    hints = typing.get_type_hints(context_class)
    for one in fields(context_class):
        path = prefix + one.name
        row = _row_class(hints[one.name])
        found[path] = Card(path=path, row=row, **one.metadata)
        if row is not None:
            found.update(_cards(row, f"{path}."))
    return found


def _row_class(hint: Any) -> type | None:
    inner = typing.get_args(hint)[:1]
    return inner[0] if inner and inner[0] is not str else None


def sample(context_class: type[T], **changes: Any) -> T:
    """A filled-in example, for previews and trial renderings; with other values where named."""
    examples = {name: card.example for name, card in _layout(context_class)}
    return context_class(**examples | changes)


def missing(context: Any) -> list[Card]:
    """The mandatory values that are empty, also inside rows."""
    return list(_missing(context, cards(type(context)), ""))


def _missing(value: Any, known: Mapping[str, Card], prefix: str) -> Iterator[Card]:
    for one in fields(value):
        content = getattr(value, one.name)
        path = prefix + one.name
        card = known[path]
        if card.mandatory and not (content.strip() if isinstance(content, str) else content):
            yield card
        if card.row is not None:
            for row in content:
                yield from _missing(row, known, f"{path}.")


def _layout(context_class: type) -> tuple[tuple[str, Card], ...]:
    if context_class not in _known_layouts:
        known = cards(context_class)
        _known_layouts[context_class] = tuple(
            (one.name, known[one.name]) for one in fields(context_class)
        )
    return _known_layouts[context_class]


def values(context: Any) -> dict[str, Any]:
    """The context as plain text, yes/no, lists and dicts: all that a template can reach.

    An absent mandatory value shows as ``[ontbreekt: label]``.
    """
    found: dict[str, Any] = {}
    for name, card in _layout(type(context)):
        content = getattr(context, name)
        if isinstance(content, bool):
            found[name] = content
        elif isinstance(content, str):
            found[name] = content if content.strip() or not card.mandatory else _absent(card)
        elif card.row is None:
            found[name] = list(content) or ([_absent(card)] if card.mandatory else [])
        else:
            found[name] = [values(row) for row in content] or (
                [_absent_row(card.row)] if card.mandatory else []
            )
    return found


def _absent(card: Card) -> str:
    return MISSING.format(card.label.lower())


def _absent_row(row: type) -> dict[str, Any]:
    blanks: dict[str, Any] = {"flag": False, "text": "", "texts": [], "rows": []}
    return {
        name: _absent(inner) if inner.mandatory and inner.kind == "text" else blanks[inner.kind]
        for name, inner in _layout(row)
    }
