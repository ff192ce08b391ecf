"""Whom a file is about cannot tell whether it is there (SOD1; art. 9:7 lid 1 Awb).

Every page that is not about one file is read twice: before such a file came, and after. Not one
letter of it may differ: no name, no count, no place in an order, no hit of a search.
"""

import re

import pytest
import time_machine

from operations import audit, clock
from operations.transaction import transaction
from queries import memory
from queries.actors import system
from rules.vocabulary import Kind
from tests.rights.files import SIGN, TOKEN, USERS, one_more, small_office
from tests.rights.table import ways
from tests.rights.walk import Unwritten, about_file, address, words_of
from views.base import PanelView

pytestmark = pytest.mark.parametrize("application", ["sqlite"], indirect=True)

ABOUT_LISTS = {"columns_view", "views_view", "view_view"}
"""Pages about a list itself, which read no row of it."""
NOT_ASKED = {
    "check.index": "counts all mail of the panel, whatever it is about",
    "template.details_view": "counts all letters that a template was used for",
    "security.logout": "ends the session",
    "account.key": "a challenge, another each time",
    **dict.fromkeys(
        ("register.figures", "register.export_figures", "register.public"),
        "counted for everyone alike, as it is published (docs/adr/0025)",
    ),
}


TOKENS = re.compile(r'name="form_token" value="[^"]+"')
"""Of a form, so that it is sent once: another each time."""


def addresses(app, who, panel):
    """Every page that is not about one file, each list in each order and with each filter."""
    views = {one.endpoint: one for one in app.extensions["admin"][0]._views}
    for way, rule in sorted(ways(app).items()):
        screen, _, page = way.endpoint.partition(".")
        if way.method != "GET" or way.endpoint in NOT_ASKED or page in ABOUT_LISTS:
            continue
        if about_file(way, rule) is not None:
            continue
        url = address(app, way, rule, who, {}, panel)
        yield url
        view = views.get(screen)
        if page == "index_view" and isinstance(view, PanelView):
            base = url.partition("?")[0]
            yield from (
                f"{base}?sort={one.name}&desc=1" for one in view.columns if one.sort is not None
            )
            yield f"{base}?search={SIGN}"
    yield f"/calendar/{TOKEN.format(who)}.ics"


def said(app, browser, who, panel):
    memory.forget()
    found = {}
    for url in addresses(app, who, panel):
        reply = browser.get(url)
        words = words_of(reply).replace(reply.headers["X-Request-ID"], "")
        found[url] = reply.status_code, TOKENS.sub("", words.partition(" Content-Type:")[0])
    return found


SEEN_OFTEN = {"coordinator", "auditor"}
EACH = [one if one in SEEN_OFTEN else pytest.param(one, marks=pytest.mark.slow) for one in USERS]


@pytest.mark.parametrize("who", EACH)
def test_no_page_tells_that_there_is_a_file_about_oneself(app, signed_in, monkeypatch, who):
    made, spy = small_office(), Unwritten()
    for number, kind in enumerate(Kind, 800):  # works here already, and is named in the filters
        one_more(made, kind, number, who, "own")
    browser = signed_in(who)
    with time_machine.travel(clock.machine_now(), tick=False):
        with spy.watching(monkeypatch):
            before = said(app, browser, who, made.panel)
        for number, kind in enumerate(Kind, 900):
            file = one_more(made, kind, number, who, "involved")
            with transaction():
                audit.record(system(clock.today()), "note:added", file["key"])
        with spy.watching(monkeypatch):
            after = said(app, browser, who, made.panel)
    assert len(before) > 50
    assert [url for url in before if before[url] != after[url]] == []
