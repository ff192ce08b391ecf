"""Small numbers that could point at a person are not shown (law.md 7.2; art. 9:12a Awb).

Hiding the small ones is not enough: where a total is known, a sum tells what one hidden number was.
So others go along (complementary suppression) until no arithmetic gives any of them back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Row = tuple[int | None, ...]
"""Numbers as they can be shown; None is one that is not."""
Place = tuple[int, int]
"""Row and column."""


@dataclass(frozen=True)
class Cells:
    """The numbers of one breakdown as they can be shown; None is one that is not."""

    counts: tuple[int | None, ...]
    total: int | None

    @property
    def hiding(self) -> bool:
        return None in self.counts or self.total is None


def shown(counts: Sequence[int], least: int) -> Cells:
    """The numbers with the small ones taken out, and so many others that no sum gives them back.

    A zero stays: it is about nobody. Is one number hidden, then the total minus the rest would
    tell it; are all hidden ones a single file, then their sum would. So the smallest of the others
    goes along, and when there is no other, the total.

    >>> shown([8, 1, 5], least=3)
    Cells(counts=(8, None, None), total=14)
    >>> shown([8, 4, 5], least=3).hiding
    False
    """
    hidden = {place for place, count in enumerate(counts) if 0 < count < least}
    others = sorted(
        (place for place, count in enumerate(counts) if count >= least),
        key=lambda place: (counts[place], place),
    )
    while hidden and _told(counts, hidden, least) and others:
        hidden.add(others.pop(0))
    given_away = bool(hidden) and _told(counts, hidden, least)
    kept = tuple(None if place in hidden else count for place, count in enumerate(counts))
    return Cells(kept, None if given_away else sum(counts))


def single(count: int, least: int) -> int | None:
    """One number on its own."""
    return None if 0 < count < least else count


def _told(counts: Sequence[int], hidden: set[int], least: int) -> bool:
    """Whether the sum of the hidden numbers, which the total tells, tells one of them."""
    together = sum(counts[place] for place in hidden)
    return len(hidden) < 2 or together < least or together == len(hidden)


def within(counts: Sequence[int], least: int) -> Row:
    """A breakdown of which everyone knows the total: it stands elsewhere in the same report.

    Zeros go along when there are more parts to hide than files in them, or the total could tell
    that each holds just one.

    >>> within([8, 1, 5], least=3), within([1, 1, 0], least=3), within([4, 0], least=3)
    ((8, None, None), (None, None, None), (4, 0))
    """
    found = shown(counts, least)
    unsure = [count for count, one in zip(counts, found.counts, strict=True) if not one]
    if found.hiding and (found.total is None or sum(unsure) <= len(unsure)):
        return tuple(one or None for one in found.counts)
    return found.counts


def crossed(counts: Sequence[Sequence[int]], least: int) -> tuple[Row, ...]:
    """A table of which the sum of every row and of every column is known.

    A hidden cell is safe when the same sums leave it more than one value. One that is not, gets
    three others that make a rectangle with it, of those the ones that take the least away. When
    no rectangle helps, the sums themselves tell too much, and nothing is shown.

    >>> crossed([[1, 6, 9], [7, 8, 5]], least=3)
    ((None, None, 9), (None, None, 5))
    """
    places = [(row, column) for row, line in enumerate(counts) for column in range(len(line))]
    hidden = {(row, column) for row, column in places if 0 < counts[row][column] < least}
    for cell in sorted(hidden):
        if not _open(counts, hidden, cell):
            if (ring := _rectangle(counts, hidden, cell)) is None:
                return tuple((None,) * len(line) for line in counts)
            hidden |= ring
    return tuple(
        tuple(None if (row, column) in hidden else count for column, count in enumerate(line))
        for row, line in enumerate(counts)
    )


def _rectangle(
    counts: Sequence[Sequence[int]], hidden: set[Place], cell: Place
) -> set[Place] | None:
    """The cheapest rectangle on this corner round which a file can be moved, one way or the other.

    Two opposite corners get one more and the other two one less, which must then be above zero.
    """
    row, column = cell
    found: list[tuple[int, int, list[Place]]] = []
    for other, line in enumerate(counts):
        for across, opposite in enumerate(line):
            if other == row or across == column:
                continue
            beside, below = counts[row][across], counts[other][column]
            if not opposite and not (beside and below):
                continue
            ring = [(row, across), (other, across), (other, column)]
            new = [one for one in ring if one not in hidden]
            found.append((sum(counts[r][c] for r, c in new), len(new), ring))
    return set(min(found)[2]) if found else None


def _open(counts: Sequence[Sequence[int]], hidden: set[Place], cell: Place) -> bool:
    """Whether another table of whole numbers has the same sums, and something else in this cell.

    It has when one file can be moved round a ring of hidden cells: one more here, one less in the
    next, and so on (the cycles of a transportation problem). What becomes less must be above zero.
    """
    row, column = cell
    more = _reaches(counts, hidden - {cell}, ("column", column), ("row", row))
    less = bool(counts[row][column]) and _reaches(
        counts, hidden - {cell}, ("row", row), ("column", column)
    )
    return more or less


Side = tuple[str, int]


def _reaches(counts: Sequence[Sequence[int]], cells: set[Place], start: Side, goal: Side) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        if here == goal:
            return True
        for there in _onward(counts, cells, here):
            if there not in seen:
                seen.add(there)
                waiting.append(there)
    return False


def _onward(counts: Sequence[Sequence[int]], cells: set[Place], here: Side) -> Iterator[Side]:
    """From a column to the rows where one can go off, from a row to the columns that get it."""
    side, number = here
    for row, column in cells:
        if side == "column" and column == number and counts[row][column]:
            yield ("row", row)
        if side == "row" and row == number:
            yield ("column", column)
