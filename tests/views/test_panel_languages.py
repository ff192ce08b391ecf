"""The panel in the language of each person: what they chose, wherever they sit, on every page."""

import re
from collections import Counter
from datetime import UTC, date, datetime
from urllib.parse import parse_qsl, urlsplit

import pytest
from markupsafe import Markup
from sqlalchemy import select

from models import AuditEvent, db
from rules.vocabulary import State
from rules.wording import counted, told
from tests import tongue
from tests.factories import a_complaint
from tests.views.record import advised, draft, in_hearing, user
from views import languages, terms
from views.display import shown

MOST = 2
"""How many pages of one kind a walk opens."""


def choose(browser, code):
    return browser.post("/taal", data={"code": code, "terug": "/admin/"})


def html_lang(reply):
    return re.search(r'<html lang="(\w+)"', reply.text)[1]


# --- whose language ---


def test_the_panel_is_dutch_until_someone_chooses(signed_in):
    assert html_lang(signed_in("coordinator").get("/admin/")) == "nl"


def test_a_choice_holds_for_this_person_at_every_desk(app, signed_in):
    reply = choose(signed_in("coordinator"), "en")
    assert reply.status_code == 302
    assert reply.location == "/admin/"
    assert html_lang(signed_in("coordinator").get("/admin/agenda/")) == "en"
    assert "My calendar" in signed_in("coordinator").get("/admin/agenda/").text
    assert html_lang(signed_in("board1").get("/admin/")) == "nl"
    assert user("coordinator").language == "en"
    event = db.session.scalars(select(AuditEvent).where(AuditEvent.verb == "user:chose")).one()
    assert event.data == {"fields": ["language"]}


def test_what_was_chosen_already_is_written_down_once(app, signed_in):
    browser = signed_in("coordinator")
    choose(browser, "en")
    choose(browser, "en")
    chose = select(AuditEvent).where(AuditEvent.verb == "user:chose")
    assert len(db.session.scalars(chose).all()) == 1


def test_the_sign_in_page_follows_this_browser(client):
    assert "Inloggen" in client.get("/login").text
    client.get("/taal/en?terug=/login")
    assert "Sign in" in client.get("/login").text
    wrong = client.post("/login", data={"email": "x@demo.example", "password": "y"})
    assert html_lang(wrong) == "en"
    assert "Signing in failed" in wrong.text
    assert "The e-mail address or the password is wrong." in wrong.text


def test_public_pages_follow_the_browser_and_not_the_person(signed_in):
    browser = signed_in("coordinator")
    choose(browser, "en")
    browser.get("/taal/nl")
    assert html_lang(browser.get("/privacy")) == "nl"
    assert html_lang(browser.get("/admin/agenda/")) == "en"


def test_an_error_page_is_in_the_same_language(signed_in):
    browser = signed_in("coordinator")
    choose(browser, "en")
    for address, status in (("/admin/nowhere/", 404), ("/admin/user/", 403)):
        reply = browser.get(address)
        assert (reply.status_code, html_lang(reply)) == (status, "en")


@pytest.mark.parametrize("code", ["fr", "", "../nl"])
def test_another_language_does_not_exist(app, signed_in, code):
    assert choose(signed_in("coordinator"), code).status_code == 404
    assert user("coordinator").language == "nl"


@pytest.mark.parametrize("back", ["//evil.example", "/\\evil.example", "https://evil.example"])
def test_the_way_back_stays_here(client, back):
    assert client.post("/taal", data={"code": "en", "terug": back}).location == "/"


# --- sentences, days, numbers ---


@pytest.fixture
def english(app, monkeypatch):
    with app.test_request_context("/login", headers={"Cookie": "taal=en"}):
        yield


def test_a_sentence_brings_its_words_and_values_along(english):
    assert languages.say(told("%(n)s verschillen", n=3)) == "3 differences"
    one, more = "1 verschil", "%(n)s verschillen"
    assert languages.say(counted(1, one, more)) == "1 difference"
    assert languages.say(counted(2, one, more)) == "2 differences"


def test_what_fills_a_sentence_is_said_too(english):
    sentence = told("Let op: %(flag)s", flag=told("nog niet"))
    assert languages.say(sentence) == "Mind: not yet"
    assert sentence == "Let op: nog niet"


def test_markup_in_a_sentence_stays_and_the_rest_is_escaped(english):
    said = languages.say("Gemaakt uit %(source)s.", source=Markup("<b>a</b>"))
    assert said == "Made from <b>a</b>."
    assert languages.say("%(what)s aan %(party)s", what=Markup("<b>"), party="<i>") == (
        "<b> to &lt;i&gt;"
    )


def test_days_cannot_be_misread(english):
    assert shown(date(2026, 3, 2)) == "2 Mar 2026"
    assert shown(datetime(2026, 3, 2, 12, tzinfo=UTC)) == "2 Mar 2026 13:00"
    assert languages.decimal(2.5) == "2.5"


# --- every screen ---


@pytest.fixture
def marked(monkeypatch):
    """English is the marked language; no cell that was kept may stay marked."""
    monkeypatch.setattr(languages, "gettext", tongue.marked)
    yield
    terms._due_cell.cache_clear()


FIRST = ("/admin/", "/admin/search/", "/admin/search/?q=nergens")
"""Where a walk begins: no link leads to a search."""


def walk(browser):
    """The pages that can be reached from the first: of each kind a few."""
    waiting, opened, kinds = [*FIRST], set(), Counter()
    while waiting:
        address = waiting.pop(0)
        parts = urlsplit(address)
        names = sorted({name for name, _ in parse_qsl(parts.query)} - {"id", "url", "version"})
        kind = (re.sub(r"\d+", "", parts.path), *names)
        if address in opened or kinds[kind] >= MOST or "/export/" in parts.path:
            continue
        opened.add(address)
        kinds[kind] += 1
        reply = browser.get(address)
        assert reply.status_code < 500, address
        if reply.status_code != 200 or "html" not in reply.content_type:
            continue
        yield address, reply.text
        links = re.findall(r'href="(/admin/[^"#]*)', reply.text)
        waiting += [link.replace("&amp;", "&") for link in links]


def some_files():
    key = in_hearing()
    draft(key)
    advised(State.F10, delivered=True)
    for state in (State.F4, State.F12, State.I1):
        a_complaint(state=state)


ROLES = (
    "coordinator",
    *(pytest.param(one, marks=pytest.mark.slow)
      for one in ("servicedesk", "team_leader", "secretary", "board1", "adviser1", "auditor",
                  "administrator")),
)  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_no_screen_has_a_text_of_another_language(app, signed_in, marked, role):
    """Whatever is no content goes through the catalogue, so it is Dutch in Dutch too: no text of
    Flask-Admin, Flask-Security or WTForms can be left.
    """
    some_files()
    browser = signed_in(role)
    choose(browser, "en")
    pages, wrong = list(walk(browser)), {}
    content = tongue.content()  # with what the walk itself left in the trail
    for address, page in pages:
        for text in tongue.strays(page, content):
            wrong.setdefault(text, address)
    if wrong:
        pytest.fail("\n".join(f"{address}: {text}" for text, address in wrong.items()))


def test_the_marked_language_finds_what_was_forgotten():
    page = '<html lang="en"><p title="Sluiten">⟦Naam⟧ <b lang="nl">de tekst</b> Jan K2026-0001</p>'
    content = re.compile("Jan")
    assert tongue.strays(page, content) == {"Sluiten"}
    assert tongue.strays("<p>⟦een <b>twee</b> drie⟧ vier</p>", content) == {"vier"}
