"""Tables of a report as they can be shown: none tells what another hides (law.md 7.2)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.breakdowns import Balance, Line, Part, kept


def a_part(key, *lines, **about):
    return Part(key, key, [Line(name, numbers, name) for name, numbers in lines], **about)


BALANCE = a_part("balance", ("received", (9, 2)), ("closed", (1, 1)), divides=False)


def numbers(part):
    return [line.numbers for line in part.lines]


def test_totals_stay_as_they_are():
    assert numbers(kept([BALANCE], 3)[0]) == [(9, 2), (1, 1)]


def test_each_period_is_hidden_by_itself():
    part = a_part("channel", ("post", (8, 1)), ("form", (1, 1)), ("phone", (0, 0)))
    assert numbers(kept([part], 3)[0]) == [(None, None), (None, None), (0, None)]


def test_what_divides_a_hidden_line_is_not_shown_either():
    term = a_part("term", ("late", (2, 6, 0)), ("in time", (8, 9, 4)))
    late = a_part("causes", ("advice", (0, 6, 0)), ("letter", (2, 0, 0)), of=("term", "late"))
    shown = kept([term, late], 3)
    assert numbers(shown[0]) == [(None, 6, 0), (None, 9, 4)]
    assert numbers(shown[1]) == [(None, 6, 0), (None, 0, 0)]


def test_a_number_that_divides_nothing_is_looked_at_by_itself():
    assert numbers(kept([a_part("cases", ("case", (2, 3)), alone=True)], 3)[0]) == [(None, 3)]


@pytest.mark.parametrize(
    ("balance", "closes"), [(Balance(2, 5, 4, 3), True), (Balance(2, 5, 4, 4), False)]
)
def test_a_balance_closes_or_does_not(balance, closes):
    assert balance.closes is closes


counts = st.lists(st.integers(0, 9), min_size=2, max_size=4)


@given(counts, counts, st.integers(2, 5))
def test_a_table_and_what_divides_its_first_line_give_nothing_back(above, below, least):
    """Whoever reads both finds no hidden number: the first line is what the second adds up to."""
    above = [sum(below), *above]
    parent = a_part("above", *((f"a{place}", (one,)) for place, one in enumerate(above)))
    child = a_part("below", *((f"b{place}", (one,)) for place, one in enumerate(below)),
                   of=("above", "a0"))  # fmt: skip
    shown_above, shown_below = (
        [line.numbers[0] for line in part.lines] for part in kept([parent, child], least)
    )
    if shown_above[0] is None:
        assert set(shown_below) == {None}
    for values, shown in ((above, shown_above), (below, shown_below)):
        hidden = [value for value, one in zip(values, shown, strict=True) if one is None]
        assert len(hidden) != 1
        assert not [one for one, seen in zip(values, shown, strict=True)
                    if 0 < one < least and seen is not None]  # fmt: skip
