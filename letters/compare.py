"""What changed between two versions of a letter, word by word.

Paragraphs are paired first, then the words of each pair compared. Every step has a bound, after
which a text counts as replaced whole: an odd document makes the answer coarser, never slow.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from itertools import groupby

from letters import reading
from letters.package import Refused
from letters.reading import Paragraph

MOST_TEXT, MOST_PARAGRAPHS = 1_000_000, 5_000
"""Signs and paragraphs of one version; no letter is so long."""
MOST_PAIRS = 2_500
"""Changed paragraphs, old times new, of which every pairing is weighed."""
MOST_WORDS = 250_000
"""Changed words of one paragraph, old times new, that are compared one by one."""
MOST_WORK = 2_000_000
"""The same for a whole document."""
ALIKE = 0.4
"""Part of its words that a paragraph keeps to be the same paragraph, changed."""

WORD = re.compile(r"\w+|\s+|[^\w\s]+")
LETTERS = re.compile(r"\w+")


class How(Enum):
    """What happened to some words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Piece:
    """Some words, and what happened to them."""

    how: How
    text: str


@dataclass(frozen=True)
class Row:
    """A paragraph of the old version, of the new one, or the same paragraph in both."""

    old: Paragraph | None
    new: Paragraph | None
    pieces: tuple[Piece, ...]

    @property
    def how(self) -> str:
        """``same``, ``changed``, ``gone`` or ``new``, for a whole paragraph."""
        if self.old is None:
            return "new"
        if self.new is None:
            return "gone"
        return "changed" if any(one.how is not How.SAME for one in self.pieces) else "same"

    def side(self, how: How) -> tuple[Piece, ...]:
        """The pieces of one side: without what is gone, or without what is new."""
        return tuple(one for one in self.pieces if one.how in {How.SAME, how})


def rows(old: bytes, new: bytes) -> list[Row]:
    """Two Word files, paragraph by paragraph.

    Raises Refused for a text that is longer than any letter.
    """
    before, after = bounded(reading.of_document(old)), bounded(reading.of_document(new))
    found, work = [], Work()
    for a, b in align([one.text for one in before], [one.text for one in after]):
        one, other = (None if a is None else before[a]), (None if b is None else after[b])
        pieces = words(one.text if one else "", other.text if other else "", work)
        found.append(Row(one, other, tuple(pieces)))
    return found


def bounded(found: list[Paragraph]) -> list[Paragraph]:
    """These paragraphs, when there are not too many; Refused otherwise."""
    if len(found) > MOST_PARAGRAPHS or sum(len(one.text) for one in found) > MOST_TEXT:
        raise Refused("Deze tekst is te lang voor een brief.")
    return found


# Paragraphs


def align(old: Sequence[str], new: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Which text of the new list is which of the old; None is nowhere.

    >>> align(["een", "twee", "vier"], ["een", "drie", "vier"])
    [(0, 0), (1, 1), (2, 2)]
    >>> align(["een", "vier"], ["een", "drie", "vier"])
    [(0, 0), (None, 1), (1, 2)]
    """
    found: list[tuple[int | None, int | None]] = []
    for tag, a, b, c, d in _operations(old, new):
        if tag == "equal":
            found += zip(range(a, b), range(c, d), strict=True)
        else:
            found += _paired(old, new, range(a, b), range(c, d))
    return found


def _operations(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Difflib's operations on what is left when the same begin and end are taken off."""
    head, a, b = _middle(old, new)
    yield "equal", 0, head, 0, head
    for tag, *at in SequenceMatcher(None, old[head:a], new[head:b]).get_opcodes():
        i, j, k, m = (one + head for one in at)
        yield tag, i, j, k, m
    yield "equal", a, len(old), b, len(new)


def _middle(old: Sequence[str], new: Sequence[str]) -> tuple[int, int, int]:
    """Where two lists begin to differ, and where in each they are the same again."""
    least = min(len(old), len(new))
    head = next((at for at in range(least) if old[at] != new[at]), least)
    least -= head
    tail = next((at for at in range(least) if old[-1 - at] != new[-1 - at]), least)
    return head, len(old) - tail, len(new) - tail


def _paired(
    old: Sequence[str], new: Sequence[str], before: range, after: range
) -> list[tuple[int | None, int | None]]:
    """Of paragraphs that all changed: which became which, in their order."""
    if len(before) == len(after) == 1:
        return [(before[0], after[0])]
    if not before or not after or len(before) * len(after) > MOST_PAIRS:
        shared = min(len(before), len(after))
        pairs = list(zip(before[:shared], after[:shared], strict=True))
        return [*pairs, *((a, None) for a in before[shared:]), *((None, b) for b in after[shared:])]
    return _best(_weights(old, new, before, after), before, after)


def _weights(
    old: Sequence[str], new: Sequence[str], before: range, after: range
) -> list[list[float]]:
    """How alike each two are: the part of their words that they share."""
    bags = [Counter(LETTERS.findall(old[at])) for at in before]
    others = [Counter(LETTERS.findall(new[at])) for at in after]
    return [
        [2 * (bag & other).total() / max(bag.total() + other.total(), 1) for other in others]
        for bag in bags
    ]


def _best(
    weights: list[list[float]], before: range, after: range
) -> list[tuple[int | None, int | None]]:
    """The pairing, in order, that keeps most; what is not alike is not paired."""
    most = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for a in reversed(range(len(before))):
        for b in reversed(range(len(after))):
            paired = weights[a][b] + most[a + 1][b + 1] if weights[a][b] >= ALIKE else 0.0
            most[a][b] = max(paired, most[a + 1][b], most[a][b + 1])
    found: list[tuple[int | None, int | None]] = []
    a = b = 0
    while a < len(before) and b < len(after):
        here = most[a][b]
        if weights[a][b] >= ALIKE and here == weights[a][b] + most[a + 1][b + 1]:
            found.append((before[a], after[b]))
            a, b = a + 1, b + 1
        elif here == most[a + 1][b]:
            found.append((before[a], None))
            a += 1
        else:
            found.append((None, after[b]))
            b += 1
    found += ((one, None) for one in before[a:])
    found += ((None, one) for one in after[b:])
    return found


# Words


class Work:
    """How much comparing one document has cost so far."""

    def __init__(self) -> None:
        self.done = 0

    def allows(self, cost: int) -> bool:
        """Whether this much more is still within bounds; then it counts as done."""
        fits = cost <= MOST_WORDS and self.done + cost <= MOST_WORK
        self.done += cost if fits else 0
        return fits


def words(old: str, new: str, work: Work | None = None) -> list[Piece]:
    """Two texts as pieces: without what is new it is the old text, without what is gone the new.

    >>> [(one.how.value, one.text) for one in words("op 3 mei", "op 4 mei")]
    [('same', 'op '), ('gone', '3'), ('new', '4'), ('same', ' mei')]
    """
    if old == new:
        return [Piece(How.SAME, new)] if new else []
    before, after = WORD.findall(old), WORD.findall(new)
    raw: list[Piece] = []
    for tag, a, b, c, d in _word_operations(before, after, work or Work()):
        if tag == "equal":
            raw.append(Piece(How.SAME, "".join(before[a:b])))
        else:
            raw += (Piece(How.GONE, "".join(before[a:b])), Piece(How.NEW, "".join(after[c:d])))
    return _joined(_without_crumbs([one for one in raw if one.text]))


def _word_operations(
    old: Sequence[str], new: Sequence[str], work: Work
) -> Iterator[tuple[str, int, int, int, int]]:
    head, a, b = _middle(old, new)
    if work.allows((a - head) * (b - head)):
        yield from _operations(old, new)
    else:
        yield "equal", 0, head, 0, head
        yield "replace", head, a, head, b
        yield "equal", a, len(old), b, len(new)


def _without_crumbs(pieces: list[Piece]) -> Iterator[Piece]:
    """A lone space between two changes belongs to them: people read phrases."""
    for at, one in enumerate(pieces):
        if one == Piece(How.SAME, " ") and 0 < at < len(pieces) - 1:
            yield Piece(How.GONE, one.text)
            yield Piece(How.NEW, one.text)
        else:
            yield one


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    """Neighbouring changes as one: first what is gone, then what is new."""
    found = []
    for same, group in groupby(pieces, lambda one: one.how is How.SAME):
        kept = list(group)
        for how in (How.SAME,) if same else (How.GONE, How.NEW):
            text = "".join(one.text for one in kept if one.how is how)
            if text:
                found.append(Piece(how, text))
    return found
