"""The figures of a report as tables, with what may not be told taken out (law.md 7.2 and 7.4).

Every table but those at the top divides something that stands elsewhere in the same report: all
that was received, all that ended, or one line of another table. Its sum is therefore known to
whoever reads the report, and ``small_cells.within`` reckons with that. What divides a line that is
not shown, is not shown either: its sum would tell that line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rules import small_cells
from rules.wording import Dutch


@dataclass(frozen=True)
class Line:
    """One line of a table: for each period a number, or None where it is not shown."""

    label: Dutch
    numbers: Sequence[float | None]
    key: str = ""
    share: bool = False
    """A percentage."""


@dataclass(frozen=True)
class Part:
    """A table: its lines divide ``of``, or stand by themselves."""

    key: str
    title: Dutch
    lines: Sequence[Line]
    meaning: Dutch = ""
    of: tuple[str, str] | None = None
    """The table and the line that the lines divide; their sum is that number."""
    divides: bool = True
    """Whether the lines together are everything; totals and averages are shown as they are."""
    alone: bool = False
    """Its lines divide nothing, and each is small or not by itself."""
    named: bool = False
    """Its lines are what someone called a subject or a unit, and stay as they are."""
    chart: bool = False

    def line(self, key: str) -> Line:
        return next(one for one in self.lines if one.key == key)

    @property
    def hiding(self) -> bool:
        return any(one is None for line in self.lines for one in line.numbers)


@dataclass(frozen=True)
class Balance:
    """What a period began with, got, ended, and was left with."""

    carried_over: int
    received: int
    closed: int
    open: int

    @property
    def closes(self) -> bool:
        """Carried over and received is closed and open.

        >>> Balance(2, 5, 4, 3).closes, Balance(2, 5, 4, 2).closes
        (True, False)
        """
        return self.carried_over + self.received == self.closed + self.open


def kept(parts: Sequence[Part], least: int) -> list[Part]:
    """The tables as they can be shown; a table comes after the one that it divides a line of."""
    shown: dict[str, Part] = {}
    for part in parts:
        shown[part.key] = _kept(part, least, shown) if part.divides else part
    return list(shown.values())


def _kept(part: Part, least: int, shown: Mapping[str, Part]) -> Part:
    if part.alone:
        return replace(part, lines=[
            replace(line, numbers=tuple(
                small_cells.single(int(one or 0), least) for one in line.numbers
            ))
            for line in part.lines
        ])  # fmt: skip
    columns = [
        small_cells.within([int(one or 0) for one in column], least)
        for column in zip(*(line.numbers for line in part.lines), strict=True)
    ]
    if part.of is not None and part.of[0] in shown:
        above = shown[part.of[0]].line(part.of[1]).numbers
        columns = [
            column if whole is not None else (None,) * len(column)
            for column, whole in zip(columns, above, strict=True)
        ]
    lines = [
        replace(line, numbers=tuple(column[place] for column in columns))
        for place, line in enumerate(part.lines)
    ]
    return replace(part, lines=lines)
