"""Static files go out packed, pages never do, and a screen stays small."""

import gzip
import re

import pytest

from rules.vocabulary import State
from tests.factories import a_complaint
from tests.views.record import in_hearing

MOST = 60_000
"""Bytes of one screen with its static files, as they go over the line."""
PACKED = {"Accept-Encoding": "gzip"}

pytestmark = pytest.mark.parametrize("application", ["sqlite"], indirect=True)


def static_files(page: str) -> set[str]:
    return {
        found.partition("#")[0] for found in re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    }


def test_a_static_text_is_packed_for_who_takes_it(client):
    plain = client.get("/static/app.css")
    packed = client.get("/static/app.css", headers=PACKED)
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 3
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
        "/admin/complaint/new/", "/admin/letter/",
    ):  # fmt: skip
        page = browser.get(address)
        files = [browser.get(one, headers=PACKED) for one in static_files(page.text)]
        assert files
        sizes[address] = len(page.data) + sum(len(one.data) for one in files)
    assert {address: size for address, size in sizes.items() if size > MOST} == {}
