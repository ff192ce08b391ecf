"""What a dashboard is made of: numbers, and cards with a chart, a table and links behind them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from queries.figures import Asked
from rules import small_cells
from rules.law import Citation
from rules.vocabulary import Kind
from views.display import PLACES
from views.filters import NOTHING_YET
from views.languages import say


@dataclass(frozen=True)
class Cell:
    """A number in a table, with the list that has exactly those files; None is not shown."""

    value: int | str | None
    url: str = ""


@dataclass(frozen=True)
class Point:
    """A line of a card without a chart."""

    text: str
    why: str = ""
    url: str = ""
    name: str = ""
    """What the link is called, where it is not the whole text."""
    basis: Citation | None = None
    late: bool = False


@dataclass(frozen=True)
class Legend:
    style: str
    words: str


@dataclass(frozen=True)
class Card:
    """One figure: the conclusion, the picture, the numbers, and what they mean."""

    key: str
    title: str
    wide: int
    """In twelfths of the page."""
    chart: Markup | str = ""
    legend: Sequence[Legend] = ()
    heads: Sequence[str] = ()
    rows: Sequence[tuple[str, Sequence[Cell]]] = ()
    points: Sequence[Point] = ()
    meaning: str = ""
    empty: str = ""
    more: tuple[str, str] = ("", "")
    """Words and address of the list behind the whole card."""


@dataclass(frozen=True)
class Key:
    """One number that matters, with the list behind it."""

    label: str
    value: str
    url: str = ""
    unit: str = ""
    arrow: str = ""
    change: str = ""
    notes: Sequence[Cell] = ()
    meter: int | None = None
    basis: Citation | None = None


@dataclass(frozen=True)
class Desk:
    """For whom, about which files, and whether small numbers are taken out."""

    asked: Asked
    least: int
    """The smallest number that is shown where it could point at someone."""
    hides: bool = False

    @property
    def today(self) -> date:
        return self.asked.actor.today

    @property
    def yesterday(self) -> date:
        """The last of the last days that are over."""
        return self.today - timedelta(days=1)

    @property
    def openly(self) -> "Desk":
        """The same where nothing is hidden: what is open now is work, and in nobody's report."""
        return replace(self, hides=False)

    @property
    def kind(self) -> Kind:
        return self.asked.kind

    def cells(self, numbers: Sequence[int]) -> small_cells.Cells:
        """A breakdown as it can be shown here."""
        if self.hides:
            return small_cells.shown(numbers, self.least)
        return small_cells.Cells(tuple(numbers), sum(numbers))

    def single(self, number: int) -> int | None:
        return small_cells.single(number, self.least) if self.hides else number

    def link(self, **wanted: Any) -> str:
        """The list with these filters; a list of values is this or that."""
        if self.asked.unit_id is not None:
            wanted.setdefault("unit_equals", self.asked.unit_id)
        pairs: list[tuple[str, Any]] = []
        for name, value in wanted.items():
            values = value if isinstance(value, list | tuple) else [value]
            pairs += [(f"flt{len(pairs) + n}_{name}", one) for n, one in enumerate(values)]
        return f"{PLACES[self.kind]}/?{urlencode(pairs)}"

    def span(
        self, day: str, since: date | None = None, until: date | None = None
    ) -> dict[str, Any]:
        """The filters for a day within the period, or within a part of it."""
        period = self.asked.period
        return {f"{day}_from": since or period.since, f"{day}_to": until or period.until}

    def received(self, **wanted: Any) -> str:
        return self.link(**self.span("received_on"), **wanted)

    def ended(self, **wanted: Any) -> str:
        return self.link(**self.span("ended_on"), **wanted)


def cell(number: int | None, url: str) -> Cell:
    """A number with its list; what is not shown, or nothing, leads nowhere."""
    return Cell(number, url if number else "")


def key_of(key: int | None) -> int:
    """In an address: the row of a table, or that there is none."""
    return NOTHING_YET if key is None else key


def hidden() -> str:
    """In the place of a number that could point at someone."""
    return say("niet getoond")


def in_words(value: int | str | None) -> int | str:
    return hidden() if value is None else value
