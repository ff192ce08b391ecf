"""Static files go out packed, pages never do, and a screen stays small."""

import gzip
import re

import pytest

from rules.vocabulary import State
from tests.factories import a_complaint
from tests.thread import day
from tests.views.record import in_hearing
from tests.views.test_dashboards import FRIDAY, a_year

MOST = 60_000
"""Bytes of one screen with its static files, as they go over the line."""
PACKED = {"Accept-Encoding": "gzip"}

pytestmark = pytest.mark.parametrize("application", ["sqlite"], indirect=True)


def static_files(page: str) -> set[str]:
    return {
        found.partition("#")[0] for found in re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    }


def size_of(browser, address: str) -> int:
    page = browser.get(address)
    files = [browser.get(one, headers=PACKED) for one in static_files(page.text)]
    assert files
    return len(page.data) + sum(len(one.data) for one in files)


def test_a_static_text_is_packed_for_who_takes_it(client):
    plain = client.get("/static/app.css")
    packed = client.get("/static/app.css", headers=PACKED)
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    style = gzip.decompress(packed.data)
    assert b"/*" in plain.data
    assert b"/*" not in style  # the remarks are for who reads the file, not for the browser
    assert style.count(b"{") == plain.data.count(b"{")
    assert len(packed.data) < len(plain.data) / 4
    assert packed.headers["ETag"] != plain.headers["ETag"]


@pytest.mark.parametrize("address", ["/", "/login", "/klacht"])
def test_a_page_is_never_packed(client, address):
    # Its length would give away the token in it, letter by letter (BREACH).
    reply = client.get(address, headers=PACKED, follow_redirects=True)
    assert "Content-Encoding" not in reply.headers


def test_a_file_that_is_not_there_stays_that(client):
    assert client.get("/static/nee.css", headers=PACKED).status_code == 404


def test_a_screen_is_small(signed_in):
    key = in_hearing()
    for _ in range(25):
        a_complaint(state=State.F4)
    browser = signed_in("coordinator")
    sizes = {}
    for address in (
        "/admin/", "/admin/complaint/", "/admin/duty/", f"/admin/complaint/details/?id={key}",
        f"/admin/complaint/details/?id={key}&tab=letters",
        "/admin/complaint/new/", "/admin/letter/", "/admin/search/?q=het",
    ):  # fmt: skip
        sizes[address] = size_of(browser, address)
    assert {address: size for address, size in sizes.items() if size > MOST} == {}


@pytest.mark.parametrize("who", ["board1", "coordinator"])
@pytest.mark.parametrize("query", ["", "?tables=1"])
def test_a_dashboard_full_of_figures_is_small(signed_in, who, query):
    with day(FRIDAY):
        a_year()
        assert size_of(signed_in(who), f"/admin/dashboard/{query}") <= MOST
