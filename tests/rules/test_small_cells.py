"""Small numbers are taken out of published figures (law.md 7.2), and no sum gives them back."""

import random
from collections.abc import Iterator
from itertools import product

import pytest

from rules import small_cells

CASES = [
    # numbers, least, shown, total
    pytest.param([8, 4, 5], 3, (8, 4, 5), 17, id="nothing small"),
    pytest.param([], 3, (), 0, id="nothing at all"),
    pytest.param([8, 0, 5], 3, (8, 0, 5), 13, id="a zero is about nobody"),
    pytest.param([8, 3, 5], 3, (8, 3, 5), 16, id="exactly the least is shown"),
    pytest.param([8, 1, 5], 3, (8, None, None), 14, id="one small takes the smallest other along"),
    pytest.param([8, 1, 5, 5], 3, (8, None, None, 5), 19, id="of two as small, the first"),
    pytest.param([8, 1, 2], 3, (8, None, None), 11, id="two small ones cover each other"),
    pytest.param([8, 1, 1], 3, (None, None, None), 10, id="two of one file each do not"),
    pytest.param([9, 8, 1, 1, 1], 3, (9, None, None, None, None), 20, id="nor three of one each"),
    pytest.param([2], 3, (None,), None, id="alone: the total would tell it"),
    pytest.param([2, 0], 3, (None, 0), None, id="beside a zero too"),
    pytest.param([1, 1], 3, (None, None), None, id="two of one file: the total tells both"),
    pytest.param([1, 2], 3, (None, None), 3, id="one and two: the total does not tell which"),
    pytest.param([1, 1], 1, (1, 1), 2, id="a least of one hides nothing"),
    pytest.param([1, 1], 0, (1, 1), 2, id="nor does none"),
]


@pytest.mark.parametrize(("numbers", "least", "kept", "total"), CASES)
def test_what_is_shown(numbers, least, kept, total):
    assert small_cells.shown(numbers, least) == small_cells.Cells(kept, total)


@pytest.mark.parametrize("numbers", list(product(range(6), repeat=3)))
def test_no_small_number_follows_from_what_is_shown(numbers):
    """Whoever adds up finds at least two ways in which the hidden numbers can be."""
    cells = small_cells.shown(numbers, 3)
    hidden = [place for place, count in enumerate(cells.counts) if count is None]
    if not hidden or cells.total is None:
        return
    left = cells.total - sum(count for count in cells.counts if count)
    ways = [one for one in product(range(1, left + 1), repeat=len(hidden)) if sum(one) == left]
    assert len(hidden) > 1
    assert all(len({one[place] for one in ways}) > 1 for place in range(len(hidden)))


@pytest.mark.parametrize(("number", "shown"), [(0, 0), (1, None), (2, None), (3, 3)])
def test_a_number_on_its_own(number, shown):
    assert small_cells.single(number, 3) == shown


# --- where the total is known ---------------------------------------------------------------

KNOWN = [
    # numbers, least, shown
    pytest.param([8, 4, 5], 3, (8, 4, 5), id="nothing small"),
    pytest.param([0, 0], 3, (0, 0), id="nothing at all"),
    pytest.param([8, 1, 5, 0], 3, (8, None, None, 0), id="one small takes another along"),
    pytest.param([2, 0], 3, (None, None), id="alone it takes the zero along"),
    pytest.param([4, 0], 5, (None, None), id="for a larger least too"),
    pytest.param([1, 1, 0], 3, (None, None, None), id="two of one file take the zero along"),
    pytest.param([1, 2, 0], 3, (None, None, None), id="so does what could be three of one"),
    pytest.param([1, 1, 1], 3, (None, None, None), id="and so the reader cannot know"),
    pytest.param([1, 1, 9, 0], 3, (None, None, None, 0), id="with enough files a zero stays"),
    pytest.param([1, 1], 1, (1, 1), id="a least of one hides nothing"),
]


@pytest.mark.parametrize(("numbers", "least", "kept"), KNOWN)
def test_what_is_shown_of_a_known_total(numbers, least, kept):
    assert small_cells.within(numbers, least) == kept


@pytest.mark.parametrize("least", [2, 3, 5])
@pytest.mark.parametrize("length", [2, 3, 4])
def test_a_known_total_gives_no_hidden_number_back(length, least):
    for numbers in product(range(6), repeat=length):
        kept = small_cells.within(numbers, least)
        assert all(one is None for one, count in zip(kept, numbers, strict=True)
                   if 0 < count < least)  # fmt: skip
        hidden = [place for place, one in enumerate(kept) if one is None]
        left = sum(numbers) - sum(one or 0 for one in kept)
        if hidden:  # two of them can share what is left in more than one way
            assert len(hidden) > 1 <= left, numbers


# --- a table with known sums ----------------------------------------------------------------

TABLES = [
    # numbers, shown
    pytest.param([[5, 6], [7, 8]], ((5, 6), (7, 8)), id="nothing small"),
    pytest.param([[1, 6, 9], [7, 8, 5]], ((None, None, 9), (None, None, 5)),
                 id="one small cell takes the cheapest ring of four along"),
    pytest.param([[1, 6], [2, 8], [7, 9]], ((None, None), (None, None), (7, 9)),
                 id="two small ones in a column are one side of a ring"),
    pytest.param([[1, 0, 6], [0, 9, 5]], ((None, None, 6), (None, None, 5)),
                 id="a zero goes along when it is cheapest"),
    pytest.param([[2, 5]], ((None, None),), id="one row: its columns tell it, so nothing is shown"),
    pytest.param([[2, 0], [0, 9]], ((None, None), (None, None)), id="zeros go along at last"),
    pytest.param([[0, 0], [0, 4]], ((0, 0), (0, 4)), id="a zero is about nobody"),
]  # fmt: skip


@pytest.mark.parametrize(("counts", "kept"), TABLES)
def test_what_is_shown_of_a_table(counts, kept):
    assert small_cells.crossed(counts, 3) == kept


def solutions(counts, kept) -> Iterator[tuple[int, ...]]:
    """What the hidden cells can be: every way to fill them that gives the same sums."""
    hidden = [(row, column) for row, line in enumerate(kept) for column, one in enumerate(line)
              if one is None]  # fmt: skip
    rows = [sum(c for c, k in zip(counts[row], line, strict=True) if k is None)
            for row, line in enumerate(kept)]  # fmt: skip
    columns = [sum(counts[row][column] for row, one in hidden if one == column)
               for column in range(len(counts[0]))]  # fmt: skip

    def fill(done):
        if len(done) == len(hidden):
            if not any(rows) and not any(columns):
                yield done
            return
        row, column = hidden[len(done)]
        for value in range(min(rows[row], columns[column]) + 1):
            rows[row] -= value
            columns[column] -= value
            yield from fill((*done, value))
            rows[row] += value
            columns[column] += value

    yield from fill(())


@pytest.mark.parametrize("seed", range(60))
def test_nobody_solves_a_table_by_subtraction(seed):
    """A reader with all the sums finds for each hidden cell at least two numbers that fit."""
    chance = random.Random(seed)
    height, width = chance.randint(2, 4), chance.randint(2, 4)
    counts = [[chance.choice((0, 0, 1, 1, 2, 3, 4, 7)) for _ in range(width)]
              for _ in range(height)]  # fmt: skip
    kept = small_cells.crossed(counts, 3)
    assert all(one is None for line, shown in zip(counts, kept, strict=True)
               for count, one in zip(line, shown, strict=True) if 0 < count < 3)  # fmt: skip
    places = [one for line in kept for one in line]
    if None not in places or set(places) == {None}:  # of what is not shown the sums are not told
        return
    found: list[set[int]] = [set() for one in places if one is None]
    for number, solution in enumerate(solutions(counts, kept)):
        for values, value in zip(found, solution, strict=True):
            values.add(value)
        if number > 2_000 or all(len(values) > 1 for values in found):
            break
    assert all(len(values) > 1 for values in found), (counts, kept)
