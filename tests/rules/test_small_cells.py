"""Small numbers are taken out of published figures (law.md 7.2), and no sum gives them back."""

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
