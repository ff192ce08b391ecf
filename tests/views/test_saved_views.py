"""Views and columns of a list: kept by who wants them, shown within the rights of who looks."""

import re
from html import unescape

import pytest

from models import SavedView, db
from rules.vocabulary import State
from tests.factories import a_complaint
from tests.views.record import nothing_changes

VIEW = re.compile(
    r'<svg class="i"[^>]*aria-label="Weergave"[^>]*>.*?</svg> ([^<]+?)(?:</a>| <span)'
)
HEAD = re.compile(r'<th scope="col"(?: aria-sort="\w+")?>(?:<a href="[^"]*">)?([^<]+?)(?: <span|<)')


def keep(browser, query="?flt0_state_equals=F4", where="complaint", **data):
    address = f"/admin/{where}/views/{query}".replace("//", "/")
    return browser.post(address, data={"name": "Toetsing"} | data)


def kept(browser, where="complaint"):
    return VIEW.findall(browser.get(f"/admin/{where}/".replace("//", "/")).text)


def test_a_view_keeps_what_the_address_asks_and_not_the_page(app, signed_in):
    browser = signed_in("coordinator")
    reply = keep(browser, "?flt0_state_equals=F4&sort=2&desc=1&page=3&page_size=50&nonsense=1")
    address = "/admin/complaint/?flt0_state_equals=F4&sort=subject&desc=1&page_size=50"
    assert (reply.status_code, reply.location) == (302, address)
    text = browser.get(address).text
    assert f'<a href="{address.replace("&", "&amp;")}" aria-current="page">' in text
    assert VIEW.findall(text) == ["Toetsing"]


@pytest.mark.parametrize(
    ("where", "query"),
    [("", "?tab=open&flt0_term_equals=late"), ("report", "?flt0_state_equals=I1"),
     ("contact", "?search=jansen"), ("hearing", ""), ("letter", "?flt0_state_equals=draft"),
     ("recommendation", ""), ("duty", "?flt0_when_equals=late")],
)  # fmt: skip
def test_every_list_keeps_views(app, signed_in, where, query):
    browser = signed_in("coordinator")
    assert keep(browser, query, where).status_code == 302
    assert kept(browser, where) == ["Toetsing"]
    assert kept(browser, "committee") == []


def test_a_shared_view_shows_who_made_it_and_only_what_the_own_rights_give(app, signed_in):
    formal, report = a_complaint(state=State.F4), a_complaint(state=State.I1)
    coordinator, desk = signed_in("coordinator"), signed_in("servicedesk")
    keep(coordinator, "?tab=open", "", shared="1")
    page = desk.get("/admin/").text
    assert "van Karin Visser" in page
    address = re.search(r'<a href="(/admin/\?tab=open)"', page)[1]
    shown = desk.get(unescape(address)).text
    assert report.reference in shown
    assert formal.reference not in shown


def test_a_tab_that_is_not_theirs_is_where_they_begin(app, signed_in):
    keep(signed_in("coordinator"), "?tab=others", "", shared="1")
    text = signed_in("servicedesk").get("/admin/?tab=others").text
    assert 'name="tab" value="desk"' in text


def test_a_list_that_someone_may_not_open_keeps_nothing_for_them(app, signed_in):
    browser = signed_in("servicedesk")
    with nothing_changes():
        assert keep(browser, "", "user").status_code == 403
        assert browser.get("/admin/user/views/").status_code == 403


def test_typed_words_are_kept_and_not_shared(app, signed_in):
    browser = signed_in("coordinator")
    reply = keep(browser, "?search=jansen", shared="1", name="Jansen")
    assert reply.status_code == 422
    assert "Een weergave met een zoekwoord kun je niet delen" in reply.text
    assert 'value="Jansen"' in reply.text
    assert keep(browser, "?search=jansen").status_code == 302


def test_a_view_without_a_name_is_not_kept(app, signed_in):
    browser = signed_in("coordinator")
    with nothing_changes():
        reply = keep(browser, name=" ")
    assert reply.status_code == 422
    assert "flt0_state_equals=F4" in reply.text


@pytest.mark.parametrize("where", ["page", "name"])
def test_markup_is_only_text(app, signed_in, where):
    browser = signed_in("coordinator")
    keep(browser, name="<script>x</script>", shared="1")
    assert "<script>x" not in browser.get("/admin/complaint/").text
    assert "&lt;script&gt;x" in browser.get("/admin/complaint/views/").text


def test_hostile_addresses_are_kept_as_nothing(app, signed_in):
    browser = signed_in("coordinator")
    query = "?flt0_state_equals=%27%3B--&flt1_x_equals=1&search=%00&sort=%3Cscript%3E&url=//x.nl"
    assert keep(browser, query).status_code == 302
    assert db.session.scalars(db.select(SavedView.query)).all() == ["?"]


def test_what_was_stored_in_another_way_is_read_as_any_address(app, signed_in):
    """The query is written by the panel; but a row can be old, or have been changed."""
    browser = signed_in("coordinator")
    keep(browser)
    with app.app_context():
        from operations.transaction import transaction

        with transaction():
            row = db.session.scalars(db.select(SavedView)).one()
            row.query = '?flt0_state_equals=ZZ&flt0_x_equals=1&search=%00&page=-1&"><script>'
    text = browser.get("/admin/complaint/views/").text
    assert "<script>&" not in text
    assert '"><script>' not in browser.get("/admin/complaint/").text


def test_an_own_view_is_renamed_shared_and_taken_away(app, signed_in):
    browser, other = signed_in("coordinator"), signed_in("secretary")
    keep(browser)
    key = db.session.scalars(db.select(SavedView.id)).one()
    page = browser.get(f"/admin/complaint/views/{key}/")
    version = re.search(r'name="version" value="(\d+)"', page.text)[1]
    data = {"name": "Ter toetsing", "shared": "1", "version": version}
    assert browser.post(f"/admin/complaint/views/{key}/", data=data).status_code == 302
    assert kept(other) == ["Ter toetsing"]
    assert browser.post(f"/admin/complaint/views/{key}/", data=data).status_code == 409
    assert other.get(f"/admin/complaint/views/{key}/").status_code == 404
    assert other.post(f"/admin/complaint/views/{key}/", data={"remove": "1"}).status_code == 404
    assert browser.post(f"/admin/complaint/views/{key}/", data={"remove": "1"}).status_code == 302
    assert kept(other) == []


# --- columns --------------------------------------------------------------------------------


def heads(browser, query=""):
    return HEAD.findall(browser.get(f"/admin/complaint/{query}").text)


def choose(browser, **data):
    return browser.post("/admin/complaint/columns/", data=data)


def test_someone_sees_the_chosen_columns_in_the_chosen_order(app, signed_in):
    a_complaint(state=State.F4)
    browser = signed_in("coordinator")
    chosen = {"column": ["due", "state"], "at-due": "2", "at-state": "1"}
    assert choose(browser, **chosen).status_code == 302
    assert heads(browser) == ["Kenmerk", "Fase", "Uiterlijk"]
    assert heads(signed_in("secretary"))[:3] == ["Kenmerk", "Uiterlijk", "Klacht"]
    choose(browser, usual="1", **chosen)
    assert heads(browser)[:3] == ["Kenmerk", "Uiterlijk", "Klacht"]


def test_the_colour_of_a_row_does_not_depend_on_them(app, signed_in):
    from tests.views.record import days_ago

    a_complaint(state=State.F4, received_on=days_ago(60))
    browser = signed_in("coordinator")
    choose(browser, column=["state"])
    assert '<tr class="red">' in browser.get("/admin/complaint/").text


def test_an_address_sorts_the_same_whichever_columns_one_sees(app, signed_in):
    """Flask-Admin wrote the place of a column: that is the place in the usual order."""
    a_complaint(subject="Zoek"), a_complaint(subject="Aap")
    browser = signed_in("coordinator")

    def order(query):
        return re.findall(r">(Zoek|Aap)<", browser.get(f"/admin/complaint/{query}").text)

    assert order("?sort=2") == order("?sort=subject") == ["Aap", "Zoek"]
    choose(browser, column=["state", "subject"], **{"at-state": "1", "at-subject": "2"})
    assert order("?sort=2") == order("?sort=subject") == ["Aap", "Zoek"]
    choose(browser, column=["state"])
    assert browser.get("/admin/complaint/?sort=subject").status_code == 200


def test_columns_that_do_not_exist_are_no_columns(app, signed_in):
    a_complaint(state=State.F4)
    browser = signed_in("coordinator")
    choose(browser, column=["password", "state", "state"], **{"at-state": "x"})
    assert heads(browser) == ["Kenmerk", "Fase"]


def test_an_export_has_every_column(app, signed_in):
    a_complaint(state=State.F4)
    browser = signed_in("coordinator")
    choose(browser, column=["state"])
    head = browser.get("/admin/complaint/export/csv/").data.decode("utf-8-sig").splitlines()[0]
    assert head.startswith("Kenmerk;Uiterlijk;Klacht;Klager;Fase")
