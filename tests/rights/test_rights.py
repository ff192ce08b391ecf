"""Who gets in where: every way in, for every role and a stranger, to each sort of file.

The table ``expected.txt`` says it by hand. A new route needs a row there: its endpoint, its
methods, and a cell per role.
"""

import pytest

from letters import pdf
from operations import clock, destruction, letter_files, nightly, packs
from rules.vocabulary import Kind
from tests.rights.files import USERS, office
from tests.rights.table import RELATIONS, WHO, Way, expected, ways
from tests.rights.walk import Unwritten, Walk, about_file, how_many

READS = {
    Kind.FORMAL: Way("complaint.details_view", "", "GET"),
    Kind.REPORT: Way("report.details_view", "", "GET"),
}
"""The row that says which files someone may read anything of."""
LAST = "security.logout"


@pytest.fixture
def quick(monkeypatch):
    """A PDF takes seconds and a night minutes; neither is this test's business."""
    monkeypatch.setattr(letter_files, "_printed", lambda words: [b"%PDF-1.7" for _ in words])
    monkeypatch.setattr(packs, "_bound", lambda *_: b"%PDF-1.7")
    monkeypatch.setattr(pdf, "available", lambda: True)
    monkeypatch.setattr(nightly, "run", lambda: iter(()))
    # It goes on until the index is whole, and here nothing that it writes stays.
    monkeypatch.setattr(destruction, "leave_no_traces", lambda: None)


def visible(table, made, who):
    """The markers of the files that this person may read."""
    found = set()
    for number, whose, relation, kind in made.marked():
        if who is None or (whose == who and relation == "involved"):
            continue
        cell = table[READS[kind]][WHO.index(who)]
        letter = RELATIONS[relation] if whose in {who, ""} else RELATIONS["other"]
        found |= {number} if letter in cell else set()
    return frozenset(found)


def test_every_way_in_has_a_row_and_every_row_is_a_way_in(app, record_property):
    table, there = expected(), ways(app)
    record_property("rights: ways in", len(there))
    record_property("rights: cells", how_many(app))
    assert sorted(map(str, there.keys() - table.keys())) == []
    assert sorted(map(str, table.keys() - there.keys())) == []


def test_a_page_about_a_file_has_letters_and_no_other_page_has(app):
    table, wrong = expected(), []
    for way, rule in ways(app).items():
        cells = set("".join(table[way]))
        wrong += [str(way)] if cells & set("y" if about_file(way, rule) else "oxc") else []
    assert wrong == []


def cells(app, made, who):
    """Every cell of someone: the way, its rule, how the file stands to them, and its ids."""
    for way, rule in sorted(ways(app).items(), key=lambda one: (one[0].endpoint == LAST, one[0])):
        kind = about_file(way, rule)
        if kind is None:
            yield way, rule, "", {}
            continue
        for relation in RELATIONS:
            yield way, rule, relation, made.of(who or USERS[0], relation, kind)


def walked(app, signed_in, client, monkeypatch, who, every=1):
    """Goes through each cell, or through one in so many: for each role others. How many it saw."""
    made, table, spy, column = office(), expected(), Unwritten(), WHO.index(who)
    clock.forget()
    browser = signed_in(who) if who else client
    walk, seen = Walk(app, made, who, browser, spy, visible=visible(table, made, who)), 0
    with spy.watching(monkeypatch):
        for place, (way, rule, relation, keys) in enumerate(cells(app, made, who)):
            if place % every == column % every or way.endpoint == LAST:
                walk.look(way, rule, table[way][column], relation, keys)
                seen += 1
    if walk.wrong:
        pytest.fail("\n".join(walk.wrong), pytrace=False)
    return seen


SAMPLE = 9
"""One cell in so many, and for each of the nine columns others: the same size as one of them."""


@pytest.mark.parametrize("who", WHO, ids=lambda who: who or "stranger")
def test_what_opens_is_what_the_table_says(app, signed_in, client, monkeypatch, quick, who):
    walked(app, signed_in, client, monkeypatch, who, SAMPLE)


@pytest.mark.slow
@pytest.mark.parametrize("who", WHO, ids=lambda who: who or "stranger")
def test_it_does_so_in_every_cell(app, signed_in, client, monkeypatch, quick, who, record_property):
    seen = walked(app, signed_in, client, monkeypatch, who)
    assert seen * len(WHO) == how_many(app)
    record_property("rights: cells gone through", seen)
