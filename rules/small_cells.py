"""Small numbers that could point at a person are not shown (law.md 7.2; art. 9:12a Awb)."""

from collections.abc import Sequence
from dataclasses import dataclass


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
