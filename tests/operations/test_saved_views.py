"""Views that are kept: whose they are, what may be shared, and how many."""

import pytest

from models import AuditEvent, SavedView, User, db
from operations import saved_views
from operations.saved_views import ViewData
from operations.transaction import transaction
from queries import saved_views as reading
from rules.errors import Conflict, Invalid, NotFound
from tests import thread
from tests.thread import someone


def keep(name="Te laat", who="coordinator", **data):
    data = {"query": "?flt0_term_equals=late"} | data
    return saved_views.save(someone(who), "complaint", None, ViewData(name, **data), None)


def names(who, screen="complaint"):
    return [one.name for one in reading.of(someone(who), screen)]


def test_a_view_is_someones_own_until_it_is_shared(app):
    keep("Van mij")
    keep("Van ons", shared=True)
    assert names("coordinator") == ["Van mij", "Van ons"]
    assert names("secretary") == ["Van ons"]
    assert names("coordinator", "report") == []


def test_who_made_a_shared_view_is_shown(app):
    keep(shared=True)
    (found,) = reading.of(someone("secretary"), "complaint")
    maker = db.session.get_one(User, thread.user_id("coordinator")).name
    assert (found.maker, found.mine) == (maker, False)


def test_what_someone_who_left_shared_is_gone(app):
    keep(shared=True)
    with transaction():
        db.session.get_one(User, thread.user_id("coordinator")).active = False
    assert names("secretary") == []


def test_typed_words_are_not_shared(app):
    with pytest.raises(Invalid, match="naam"):
        keep(query="?search=jansen", shared=True, typed=True)
    keep(query="?search=jansen", typed=True)


def test_a_name_is_used_once(app):
    keep("Te laat")
    with pytest.raises(Invalid, match="deze naam"):
        keep("TE LAAT")
    keep("Te laat", who="secretary")


def test_there_is_a_most(app):
    for number in range(30):
        keep(f"Weergave {number}")
    with pytest.raises(Invalid, match="30"):
        keep("Nog een")
    keep("Nog een", who="secretary")


def test_a_query_of_more_than_it_can_be_is_refused(app):
    with pytest.raises(Invalid):
        keep(query="?" + "x" * 2000)


def test_nobody_changes_or_takes_away_what_is_another_s(app):
    key = keep(shared=True)
    with pytest.raises(NotFound):
        saved_views.remove(someone("secretary"), "complaint", key)
    with pytest.raises(NotFound):
        saved_views.save(someone("secretary"), "complaint", key, ViewData("Mijn", "?"), 1)
    with pytest.raises(NotFound):
        saved_views.remove(someone("coordinator"), "report", key)
    assert db.session.get_one(SavedView, key).name == "Te laat"


def test_of_two_at_once_the_loser_is_told(app):
    key = keep()
    version = db.session.get_one(SavedView, key).version
    saved_views.save(someone("coordinator"), "complaint", key, ViewData("A", "?"), version)
    with pytest.raises(Conflict):
        saved_views.save(someone("coordinator"), "complaint", key, ViewData("B", "?"), version)


def test_the_trail_has_what_was_done_and_no_words(app):
    key = keep("Van mevrouw Jansen")
    saved_views.remove(someone("coordinator"), "complaint", key)
    events = db.session.scalars(
        db.select(AuditEvent).where(AuditEvent.entity == "saved_view").order_by(AuditEvent.seq)
    ).all()
    assert [one.verb for one in events] == ["saved_view:created", "saved_view:dropped"]
    assert "Jansen" not in str([one.data for one in events])


def test_columns_are_kept_per_list_and_forgotten_when_none_are_chosen(app):
    me = someone("coordinator")
    saved_views.choose_columns(me, "complaint", ["state", "due"])
    saved_views.choose_columns(me, "report", ["state"])
    saved_views.choose_columns(me, "complaint", [])
    db.session.expire_all()
    assert db.session.get_one(User, me.user_id).lists == {"report": ["state"]}
