"""Whatever people paste or forge into the public form: told, kept, shown as words; never a 500."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from models import Complaint, Setting, db
from operations import clock
from operations.transaction import transaction
from tests.views.public_form import COMPLAINT, DETAILS, SIGNED, Walk, hidden
from tests.views.test_hostile_input import KEPT, REFUSED

FIELDS = [("/klacht", name) for name in COMPLAINT] + [("/gegevens", name) for name in DETAILS]
MORE = [("/gegevens", f"other-{name}") for name in ("first_name", "street", "abroad")]
BEFORE = {
    "/klacht": COMPLAINT,
    "/gegevens": DETAILS | {"behalf": "other", "other-family_name": "B"},
}
WRITTEN = st.characters(exclude_categories=["Cs"])
hostile = st.one_of(st.sampled_from(KEPT + REFUSED), st.text(WRITTEN, max_size=300))


@pytest.fixture(autouse=True)
def unlimited(app):
    with transaction():
        db.session.add(Setting(key="public_complaints_per_hour", value=10**6))


def put(walk, path, data):
    """Send a step; it is kept or refused, and either way shown again as it was typed."""
    reply = walk.sends(path, data)
    assert reply.status_code in {302, 422}, (path, data)
    shown = walk.browser.get(f"/klacht{path}")
    assert shown.status_code in {200, 302}
    for page in (reply.text, shown.text):
        assert "<script>alert" not in page
        assert "<b onclick" not in page
    checked = walk.browser.get("/klacht/controleren")
    assert checked.status_code in {200, 302}
    assert "<script>alert" not in checked.text
    return reply


def test_any_words_in_every_box(app, client):
    walk = Walk(client)
    for words in (*KEPT[::9], *REFUSED[::4]):
        for path, boxes in (("/klacht", COMPLAINT), ("/gegevens", BEFORE["/gegevens"])):
            put(walk, path, dict.fromkeys(boxes, words))
            put(walk, path, BEFORE[path])


@pytest.mark.slow
@pytest.mark.parametrize(("path", "name"), FIELDS + MORE, ids=lambda one: one.strip("/"))
def test_two_hundred_strings_in_one_box(app, client, path, name):
    walk = Walk(client)
    put(walk, "/klacht", BEFORE["/klacht"])
    put(walk, "/gegevens", BEFORE["/gegevens"])

    @settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
    @given(hostile)
    def each(words):
        put(walk, path, BEFORE[path] | {name: words})

    each()


def test_words_arrive_as_they_were_typed(app, client):
    """From the box to the check page and the file."""
    walk, words = Walk(client), "{{7*7}} <b>&amp;</b> Łukasz “ß” 👩‍👩‍👧 عربي =1+1\t| x"
    complaint = COMPLAINT | {"part0-what": words, "whom": words, "wish": words}
    walk.fills(complaint, DETAILS | {"street": words, "family_name": words})
    assert unescape(walk.sees("/controleren")).count(words) >= 5
    assert walk.signs(signature=words).status_code == 302
    made = db.session.scalars(select(Complaint)).one()
    assert (made.description, made.about_whom, made.wish) == (words, words, words)
    assert made.parties[0].contact.street == words


def test_a_signature_is_a_name(app, client):
    walk = Walk(client)
    walk.fills()
    for words in (*REFUSED[:3], " " * 9):
        reply = walk.signs(signature=words)
        assert reply.status_code == 422
        assert 'href="#signature"' in reply.text


def test_a_forged_version_sends_nothing(app, client):
    walk = Walk(client)
    walk.fills()
    for version in ("", "x", "-1", "99999999999999999999", "1e9", "\0"):
        assert walk.signs(version=version).status_code == 422
    assert walk.signs().status_code == 302


def test_a_forged_number_of_events(app, client):
    walk = Walk(client)
    acts = ("next", "add", "remove:0", "remove:x", "remove:-1", "remove:99999999999999", "x")
    for parts in ("", "0", "-1", "11", "999999999", "x", "\0", "٢"):
        for act in acts:
            reply = walk.sends("/klacht", COMPLAINT | {"parts": parts}, act)
            assert reply.status_code in {302, 422}
        assert 1 <= int(hidden(walk.sees("/klacht"), "parts")) <= 10


BODIES = [
        (b"", ""), (b"{}", "application/json"), (b"x", "multipart/form-data"),
        (b"x", "multipart/form-data; boundary=y"),
        (b"--y\r\n\r\n", "multipart/form-data; boundary=y"),
        (b"&".join(b"a%d=1" % one for one in range(3000)), "application/x-www-form-urlencoded"),
        (b"whom=%FF%FE&draft=%00", "application/x-www-form-urlencoded"),
        (b"draft=" + b"a" * 2_000_000, "application/x-www-form-urlencoded"),
]  # fmt: skip


def test_bodies_that_are_no_form(app, client):
    walk = Walk(client)
    walk.sends("/klacht", COMPLAINT)
    for body, kind in BODIES:
        for path in ("klacht", "gegevens", "bijlagen", "controleren", "bewaren", "weg", "verder/x"):
            reply = client.post(f"/klacht/{path}", data=body, content_type=kind)
            assert reply.status_code < 500, (path, kind)


PAGES = ("", "/klacht", "/gegevens", "/bijlagen", "/controleren", "/verstuurd", "/kopie",
                 "/bewaren", "/verder")  # fmt: skip


def test_forged_cookies_open_nothing(app, client):
    for secret in ("", "x", "\u00e9", "a" * 3000, "%00", "'; --", "{{7*7}}"):
        client.set_cookie("klacht", secret, path="/klacht")
        for path in PAGES:
            assert client.get(f"/klacht{path}").status_code in {200, 302, 404}, path


def test_no_word_of_it_reaches_a_log(app, client, caplog):
    walk = Walk(client)
    caplog.set_level(0)
    walk.fills(COMPLAINT | {"whom": "Geheimnaam 中文"})
    walk.signs()
    page = walk.sees("/verstuurd")
    code = re.search(r"\w{5}-\w{5}-\w{5}-\w{5}", page)[0]
    told = caplog.text
    for words in ("Geheimnaam", "中", "Vries", code, code.replace("-", "")):
        assert words not in told


def test_a_page_in_an_old_tab_after_two_weeks(app, client):
    """The draft is gone: what was typed in this step begins a new one."""
    walk = Walk(client)
    walk.sends("/klacht", COMPLAINT)
    page = walk.sees("/gegevens")
    with time_machine.travel(clock.now() + timedelta(days=15), tick=False):
        data = DETAILS | {"draft": hidden(page, "draft"), "act": "next"}
        assert client.post("/klacht/gegevens", data=data).status_code == 302
        assert client.get("/klacht/bijlagen").location == "/klacht/klacht?nakijken=1"
        assert 'value="Voorbeeldstraat"' not in walk.sees("/klacht")
        walk.sends("/klacht", COMPLAINT)
        assert 'value="Voorbeeldstraat"' in walk.sees("/gegevens")
        reply = client.post("/klacht/controleren", data=SIGNED | {"draft": data["draft"]})
        assert "van een andere klacht" in reply.text
