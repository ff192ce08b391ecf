"""The register as everyone may read it (art. 9:12a Awb, law.md 7.2): rows without who or when.

A row shows what the complaint was about and how it ended only where the tables of the same year
do, and where nobody is found by crossing the two: ``small_cells`` decides. Rows stand in the order
of what they show, so that no place in the list tells when one came in.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rules import small_cells


@dataclass(frozen=True)
class Entry:
    """One complaint: its subject, its outcome, and what was released of it."""

    about: str
    outcome: str
    text: str


@dataclass(frozen=True)
class PublicRow:
    """The same as it can be shown; None is what is not."""

    number: int
    about: str | None
    outcome: str | None
    text: str


Shown = Mapping[str, int | None]
"""How many there are of each, as the table shows it."""


def rows(entries: Sequence[Entry], abouts: Shown, outcomes: Shown, least: int) -> list[PublicRow]:
    """The rows, each with as much as can be told.

    ``abouts`` and ``outcomes`` are the tables of the same complaints.
    """
    told = _together(entries, abouts, outcomes, least)
    kept = []
    for entry in entries:
        about = entry.about if abouts[entry.about] is not None else None
        outcome = entry.outcome if outcomes[entry.outcome] is not None else None
        kept.append((about, outcome if (about, outcome) in told else None, entry.text))
    kept.sort(key=lambda row: tuple((one is None, one or "") for one in row))
    return [PublicRow(number, *row) for number, row in enumerate(kept, 1)]


def _together(
    entries: Sequence[Entry], abouts: Shown, outcomes: Shown, least: int
) -> set[tuple[str | None, str | None]]:
    """Which subject and outcome can stand side by side; all that is hidden counts as one."""
    across = list(dict.fromkeys(_seen(one, abouts) for one in abouts))
    down = list(dict.fromkeys(_seen(one, outcomes) for one in outcomes))
    counted = Counter(
        (_seen(one.about, abouts), _seen(one.outcome, outcomes)) for one in entries
    )  # fmt: skip
    cells = small_cells.crossed([[counted[a, o] for o in down] for a in across], least)
    return {
        (about, outcome)
        for about, line in zip(across, cells, strict=True)
        for outcome, number in zip(down, line, strict=True)
        if number is not None
    }


def _seen(value: str, table: Shown) -> str | None:
    return value if table[value] is not None else None
