"""The rows of the public register fit with its tables, and point at nobody (law.md 7.2)."""

import random
from collections import Counter

import pytest

from rules.publication import Entry, PublicRow, rows
from rules.small_cells import within

SUBJECTS, OUTCOMES = ("bejegening", "wachttijd", "informatie"), ("gegrond", "ongegrond", "open")


def tables(entries, least=3):
    """The two tables that the rows stand beside."""
    about, outcome = Counter(one.about for one in entries), Counter(one.outcome for one in entries)
    return (
        dict(zip(SUBJECTS, within([about[one] for one in SUBJECTS], least), strict=True)),
        dict(zip(OUTCOMES, within([outcome[one] for one in OUTCOMES], least), strict=True)),
    )


def entries(*groups):
    return [Entry(about, outcome, "") for about, outcome, count in groups for _ in range(count)]


def shown(found, least=3):
    return Counter((one.about, one.outcome) for one in rows(found, *tables(found), least))


def test_what_there_is_enough_of_is_shown():
    found = entries(("bejegening", "gegrond", 3), ("wachttijd", "ongegrond", 4))
    assert shown(found) == {("bejegening", "gegrond"): 3, ("wachttijd", "ongegrond"): 4}


def test_a_small_subject_and_the_one_that_hides_it_have_a_dash():
    found = entries(("bejegening", "gegrond", 9), ("wachttijd", "gegrond", 4),
                    ("informatie", "gegrond", 1))  # fmt: skip
    assert shown(found) == {("bejegening", "gegrond"): 9, (None, "gegrond"): 5}


def test_two_that_are_common_apart_can_be_rare_together():
    """One complaint about waiting was founded: its outcome is hidden, with a ring of others."""
    found = entries(("bejegening", "gegrond", 6), ("bejegening", "ongegrond", 5),
                    ("wachttijd", "gegrond", 1), ("wachttijd", "ongegrond", 7))  # fmt: skip
    assert shown(found) == {("bejegening", None): 11, ("wachttijd", None): 8}


def test_rows_stand_in_the_order_of_what_they_show():
    found = [Entry("wachttijd", "gegrond", "b"), Entry("bejegening", "gegrond", "z"),
             Entry("wachttijd", "gegrond", "a")] * 3  # fmt: skip
    made = rows(found, *tables(found), 3)
    assert made == rows(found[::-1], *tables(found), 3)
    assert made[0] == PublicRow(1, "bejegening", "gegrond", "z")
    assert [one.text for one in made] == ["z"] * 3 + ["a"] * 3 + ["b"] * 3
    assert [one.number for one in made] == list(range(1, 10))


def test_of_no_complaints_there_are_no_rows():
    assert rows([], *tables([]), 3) == []


@pytest.mark.parametrize("seed", range(80))
def test_no_count_of_rows_gives_a_hidden_number_back(seed):
    chance = random.Random(seed)
    found = [Entry(chance.choice(SUBJECTS), chance.choice(OUTCOMES), "")
             for _ in range(chance.randint(0, 25))]  # fmt: skip
    about, outcome = tables(found)
    made = Counter((one.about, one.outcome) for one in rows(found, about, outcome, 3))
    for subject, count in about.items():
        seen = sum(number for (one, _), number in made.items() if one == subject)
        assert seen == (count or 0)  # what the table hides, no row has
    for ending, count in outcome.items():
        seen = sum(number for (_, one), number in made.items() if one == ending)
        assert seen <= (count or 0)
    assert not [one for one, number in made.items() if None not in one and number < 3]
