"""The field card (veldkaart) of a letter: what its template may print, ready to copy."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from letters import contexts, plain
from letters.catalogue import CATALOGUE, Statement
from letters.contexts import Card
from rules.vocabulary import LetterKind

ROW = "rij"
"""What a loop on the card calls each row."""


@dataclass(frozen=True)
class Field:
    """One field, and what to write for it: a line per paragraph in Word."""

    label: str
    meaning: str
    example: str
    lines: tuple[str, ...]
    printed: bool
    """Whether the law, or the house, wants it in this letter."""
    rows: tuple["Field", ...] = ()
    """What each row of a list has."""

    @property
    def code(self) -> str:
        return "\n".join(self.lines)


def fields(kind: LetterKind) -> list[Field]:
    """Every field of this letter; those of rows under their list."""
    cards = contexts.cards(CATALOGUE[kind].context_class)
    return [_field(card, cards) for path, card in cards.items() if "." not in path]


def statements(kind: LetterKind) -> tuple[Statement, ...]:
    """What this letter has to say in words, besides its fields."""
    return CATALOGUE[kind].statements


def _field(card: Card, cards: Mapping[str, Card]) -> Field:
    rows = tuple(
        Field(one.label, one.meaning, one.example, (_printing(one, ROW),), one.printed)
        for path, one in cards.items()
        if path.startswith(f"{card.path}.")
    )
    lines = tuple(_lines(card, rows))
    return Field(card.label, card.meaning, _example(card), lines, card.printed, rows)


def _printing(card: Card, row: str) -> str:
    return f"{{{{ {row}.{card.path.rpartition('.')[2]} }}}}"


def _lines(card: Card, rows: tuple[Field, ...]) -> Iterator[str]:
    match card.kind:
        case "text":
            yield f"{{{{ {card.path} }}}}"
        case "flag":
            yield from (f"{{%p if {card.path} %}}", "…", "{%p else %}", "…", "{%p endif %}")
        case _:
            yield f"{{%p for {ROW} in {card.path} %}}"
            yield from [line for one in rows for line in one.lines] or [f"{{{{ {ROW} }}}}"]
            yield "{%p endfor %}"


def _example(card: Card) -> str:
    match card.kind:
        case "flag":
            return "ja of nee"
        case "texts":
            return "; ".join(card.example)
        case "rows":
            return f"{len(card.example)} rijen" if len(card.example) != 1 else "1 rij"
        case _:
            return str(card.example)


def document(kind: LetterKind) -> bytes:
    """The card as a Word file to copy from."""
    return plain.document(f"Veldkaart {kind}: {kind.label}", list(_parts(kind)))


HEAD = ("Veld", "Betekenis", "Voorbeeld", "Moet erin")


def _parts(kind: LetterKind) -> Iterator[str | plain.Table]:
    every = fields(kind)
    yield (
        "Kopieer een veld met de accolades mee en plak het in je sjabloon. Het paneel zet er bij "
        "elke brief de waarde uit het dossier neer."
    )
    yield [HEAD, *(_row(one) for one in every if len(one.lines) == 1)]
    for one in every:
        if len(one.lines) > 1:
            must = " Moet in deze brief staan." if one.printed else ""
            yield f"{one.label}: {one.meaning}{must} Elke regel in een eigen alinea:"
            yield from one.lines
        if one.rows:
            yield [HEAD, *(_row(row) for row in one.rows)]
    if said := statements(kind):
        yield "Dit moet ook in de brief staan, in je eigen woorden of zo:"
        yield [("Wat", "Bijvoorbeeld met"), *((one.tells, one.forms[0]) for one in said)]


def _row(one: Field) -> tuple[str, ...]:
    return (one.code, f"{one.label}. {one.meaning}", one.example, "ja" if one.printed else "nee")
