"""Search finds the same, whichever of its three ways is the cheapest."""

import pytest
from sqlalchemy import text

from models import Complaint, db
from queries import listing
from queries.complaints import find, visible_to
from queries.listing import Listing
from queries.search import matching
from rules.vocabulary import Role, State
from tests.factories import a_complaint, a_user, acting
from tests.statements import counted
from views.complaints import ComplaintView

NEWEST = ((Complaint.id, True),)
SOONEST = ((Complaint.legal_end, False),)


@pytest.fixture
def secretary(app):
    return acting(a_user(Role.SECRETARY))


@pytest.fixture
def complaints(secretary):
    return [
        a_complaint(subject=subject, description="Zonder antwoord")
        for subject in ("De Özer-cursus", "Factuur voor de cursus", "Factuur 100% dubbel")
    ]


def found(actor, term, order=NEWEST):
    asked = Listing(Complaint.id, (visible_to(actor),), order, matching(term))
    page = listing.page(asked, ComplaintView.columns[:1], 0, 20)
    assert page.total == len(page.rows)
    return [row[0] for row in page.rows]


@pytest.fixture(
    params=[("few rows", 1000), ("few files", 2), ("many of both", 0)], ids=lambda p: p[0]
)
def way(request, monkeypatch, complaints):
    """The cap decides which way is taken."""
    monkeypatch.setattr(listing, "CAP", request.param[1])
    return complaints


@pytest.mark.parametrize(
    ("term", "places"),
    [
        ("cursus", [1, 0]),
        ("CURSUS factuur", [1]),
        ("ozer", [0]),
        ("Özer", [0]),
        ("100%", [2]),
        ("urs", [1, 0]),
        ("de cursus", [1, 0]),
        ("%%%", []),
        ('"cursus', [1, 0]),
        ("cursus, (de)", [1, 0]),
        ("head : cursus", []),
        ("cursus OR niets", []),
        ("curs*", []),
        ("c_rsus", []),
        ("niets", []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("order", [NEWEST, SOONEST], ids=["newest", "soonest"])
def test_a_search_finds_every_word_in_every_way(secretary, way, term, places, order):
    expected = [way[place].id for place in places]
    asked = Listing(Complaint.id, (visible_to(secretary),), order, matching(term))
    keys = listing.first(asked, 20)
    assert list(keys) == (expected if order is NEWEST else sorted(expected))


def test_words_shorter_than_the_index_are_found(secretary, way):
    asked = Listing(Complaint.id, (visible_to(secretary),), NEWEST, matching("0%"))
    assert list(listing.first(asked, 20)) == [way[2].id]


def test_counting_through_the_index_counts_what_is_shown(secretary, way):
    asked = Listing(Complaint.id, (visible_to(secretary),), NEWEST, matching("factuur"))
    assert listing.exact_count(listing.settled(asked)) == 2


def test_a_reference_finds_its_file_only(secretary, complaints):
    assert found(secretary, complaints[1].reference.lower()) == [complaints[1].id]


def test_nobody_finds_what_one_may_not_see(way):
    stranger = acting(a_user(Role.ADVISER))
    asked = Listing(Complaint.id, (visible_to(stranger),), NEWEST, matching("cursus"))
    assert list(listing.first(asked, 20)) == []


def test_a_lookup_gives_the_newest_first(secretary, complaints):
    assert [key for key, _ in find(secretary, "factuur", 1)] == [complaints[2].id]


def test_a_search_keeps_to_the_other_conditions(secretary, way):
    closed = (visible_to(secretary), Complaint.state == State.F12)
    asked = Listing(Complaint.id, closed, NEWEST, matching("cursus"))
    assert list(listing.first(asked, 20)) == []


def test_that_many_files_have_a_word_is_remembered_until_something_is_written(
    secretary, complaints, monkeypatch
):
    monkeypatch.setattr(listing, "CAP", 1)
    where = (visible_to(secretary),)
    asked = Listing(Complaint.id, where, NEWEST, matching("factuur"), asked="secretary")
    assert listing.settled(asked).known == 2
    with counted() as statements:
        listing.settled(asked)
    assert statements == []
    a_complaint(subject="Nog een factuur")
    with counted() as statements:
        listing.settled(asked)
    assert len(statements) == 2


def test_of_words_that_the_index_does_not_know_no_text_is_read(secretary, complaints, monkeypatch):
    """One look into the index says that there are none, and then there is nothing to walk."""
    monkeypatch.setattr(listing, "CAP", 1)
    asked = Listing(Complaint.id, (visible_to(secretary),), NEWEST, matching("xylofoon"))
    with counted() as statements:
        assert list(listing.first(asked, 20)) == []
    assert sum("search_" in one for one in statements) == 1


@pytest.mark.parametrize("application", ["postgresql"], indirect=True)
@pytest.mark.parametrize(
    ("setting", "value"),
    [("jit", "off"), ("random_page_cost", "1.1"), ("plan_cache_mode", "force_custom_plan")],
)
def test_postgresql_plans_each_search_for_its_own_words(app, setting, value):
    """Without one of these a search at 100,000 files takes three to forty times as long."""
    assert db.session.scalar(text(f"SHOW {setting}")) == value


def test_so_few_that_they_can_be_counted_are_counted_each_time(secretary, complaints):
    asked = Listing(Complaint.id, (visible_to(secretary),), NEWEST, asked="secretary")
    assert listing.capped_count(asked) == 3
    with counted() as statements:
        assert listing.capped_count(asked) == 3
    assert len(statements) == 1
