"""Requests that no page of ours makes: an answer or a refusal in Dutch; never a fault."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pytest
from flask import Response

from operations import nightly
from tests.factories import a_complaint
from tests.hostile.asking import Asked, requests
from tests.hostile.watching import nothing_happens
from tests.rights.walk import Unwritten
from views.errors import WORDS

SAMPLE = 101
"""One request in so many: a prime, so that each sort has some."""
KNOWN = {200, 204, 206, 301, 302, 303, 304, 308, 400, 401, 403, 404, 405, 409, 413, 414, 415, 416,
         421, 422, 429, 501}  # fmt: skip
OTHER_TITLES = "Iemand anders was je voor|De pagina is verlopen|We vinden je klacht hier niet"
DUTCH = re.compile(
    "|".join(re.escape(str(title)) for title, _ in WORDS.values()) + f"|{OTHER_TITLES}"
)
RAW = re.compile(r"<script>alert|<script>\s*x|549077|root:x:0", re.IGNORECASE)


def wrong_with(reply, one: Asked) -> str:
    """What is wrong with this answer; nothing when it is as it should be."""
    if reply.status_code not in KNOWN:
        return f"answers {reply.status_code}"
    place = reply.headers.get("Location", "")
    if not re.fullmatch(r"(?:http://localhost)?/(?!/)[^\\\s]*|", place) or "//kwaad" in place:
        return f"leads to {place!r}"
    if "X-Evil" in reply.headers or "a" in (reply.headers.get("Set-Cookie") or "")[:1]:
        return "has a head that was asked for"
    if reply.mimetype != "text/html":
        return ""
    page = reply.get_data(as_text=True)
    if found := RAW.search(page):
        return f"says {found[0]!r}"
    if re.search(r'(?:href|action|src)="(?:[^"?#]*//)?kwaad', page):
        return "links to elsewhere"
    whole = one.method != "HEAD" and not one.path.startswith(("/dav", "/healthz"))
    told = 'lang="nl"' in page and DUTCH.search(page)
    if reply.status_code >= 400 and whole and reply.status_code != 422 and not told:
        return f"refuses with {reply.status_code} and does not say why in Dutch"
    return ""


@contextmanager
def asking(app, signed_in, client, monkeypatch) -> Iterator[object]:
    """Asks one thing after another of a panel that keeps nothing, and says what is wrong."""
    file = a_complaint().id
    browsers = {None: client}
    monkeypatch.setattr(nightly, "run", lambda: iter(()))
    monkeypatch.setitem(app.config, "TRUSTED_HOSTS", ["localhost"])

    def ask(one: Asked) -> str:
        if one.who not in browsers:
            browsers[one.who] = signed_in(one.who)
        reply = browsers[one.who].open(
            one.path.replace("{file}", str(file)), method=one.method, headers=dict(one.heads),
            data=one.body or None, content_type=one.kind or None,
        )  # fmt: skip
        said = wrong_with(reply, one)
        return f"{one.what[:150]}: {said}" if said else ""

    spy = Unwritten()
    with spy.watching(monkeypatch):
        yield ask


def asked(ask, some: Iterable[Asked]) -> list[str]:
    with nothing_happens():
        return [said for one in some if (said := ask(one))]


@pytest.mark.parametrize("application", ["sqlite"], indirect=True)
def test_some_requests_are_answered_or_refused(app, signed_in, client, monkeypatch):
    with asking(app, signed_in, client, monkeypatch) as ask:
        assert asked(ask, list(requests())[::SAMPLE]) == []


@pytest.mark.slow
def test_every_request_is_answered_or_refused(app, signed_in, client, monkeypatch):
    with asking(app, signed_in, client, monkeypatch) as ask:
        assert asked(ask, requests()) == []


def test_an_answer_that_does_harm_would_be_seen():
    one = Asked("x", "/")
    page = "<html lang=nl>{}</html>".format
    assert wrong_with(Response(page("Goed."), 200), one) == ""
    assert wrong_with(Response(page(""), 500), one) == "answers 500"
    elsewhere = Response(page(""), 302, {"Location": "//kwaad.nl"})
    assert wrong_with(elsewhere, one) == "leads to '//kwaad.nl'"
    raw = Response(page("<script>alert(1)</script>"), 200)
    assert wrong_with(raw, one) == "says '<script>alert'"
    assert "why in Dutch" in wrong_with(Response(page("No."), 403), one)
    assert "elsewhere" in wrong_with(Response(page('<a href="https://kwaad.nl">'), 200), one)
