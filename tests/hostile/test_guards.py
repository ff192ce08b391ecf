"""What holds for every address: tokens, heads, cookies, and fields that no form asked for."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from lxml import html
from sqlalchemy import select

import settings as environment
from admin_app import HEADERS, create_app
from models import Base, db
from tests.journeys.other_screens import FORMS, OTHER_SCREENS, other_files
from tests.made_once import made_once
from tests.rights.files import small_office
from tests.rights.table import ways
from tests.rights.test_rights import quick
from tests.rights.walk import Unwritten, about_file, address
from tests.views.record import BESIDE
from views import house

__all__ = ["quick"]

pytestmark = pytest.mark.parametrize("application", ["sqlite"], indirect=True)

OWN_TOKEN = ("form.", "portal.", "single_sign_on.ended")
"""What comes with a token of its own: of a draft, of the code page, or signed by a provider."""
OWN_WAY = {"security.logout": "ends nothing without a token either; tried last"}
HEADS_OF = 9
"""One page in so many: all have the same heads."""
OF_STRANGERS = {"draft", "draft_key"}
"""What everyone may begin, for oneself."""
EXPIRED = "De pagina is verlopen|Dit verzoek klopt niet"
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def addresses(app, method: str, who: str | None, made) -> Iterator[tuple[str, str]]:
    """Every address of this way, of a file and of the panel; signing out comes last."""
    every = sorted(ways(app).items(), key=lambda one: (one[0].endpoint in OWN_WAY, one[0]))
    for way, rule in every:
        if way.method == method:
            kind = about_file(way, rule)
            keys = made.of("", "other", kind) if kind else {}
            yield way.endpoint, address(app, way, rule, who or "coordinator", keys, made.panel)


@pytest.mark.parametrize(
    "who",
    [
        None,
        *(pytest.param(one, marks=pytest.mark.slow) for one in ("coordinator", "administrator")),
    ],
)
def test_no_post_without_a_token_of_the_same_session_does_anything(
    app, signed_in, client, monkeypatch, quick, who
):
    made = small_office()
    browser, spy = signed_in(who) if who else client, Unwritten()
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    foreign = TOKEN.search(app.test_client().get("/login").text)[1]
    wrong = []
    with spy.watching(monkeypatch):
        for token in ({}, {"csrf_token": foreign}):
            for endpoint, url in addresses(app, "POST", who, made):
                reply = browser.post(url, data={"version": 1, "text": "x", "code": "nl", **token})
                if endpoint.startswith(OWN_TOKEN):
                    assert reply.status_code < 500, url
                elif reply.status_code != 400 or not re.search(EXPIRED, reply.text):
                    wrong.append(f"{endpoint} {token}: {reply.status_code}")
                if written := spy.record() - OF_STRANGERS:
                    wrong.append(f"{endpoint} {token} wrote {written}")
    assert wrong == []


@pytest.mark.parametrize("who", [None, "coordinator"])
def test_every_page_has_the_heads_that_keep_a_browser_from_harm(
    app, signed_in, client, monkeypatch, quick, who
):
    made, wrong = small_office(), []
    browser = signed_in(who) if who else client
    with Unwritten().watching(monkeypatch):
        for endpoint, url in [*addresses(app, "GET", who, made)][::HEADS_OF]:
            reply = browser.get(url)
            own = "sandbox" in reply.headers.get("Content-Security-Policy", "")
            for name, value in HEADERS.items():
                said = reply.headers.get(name)
                looser = {"Cross-Origin-Resource-Policy", "Referrer-Policy"}
                if not said or (said != value and not own and name not in looser):
                    wrong.append(f"{endpoint}: {name} {said}")
            kept = endpoint == "static" or endpoint in house.KEPT
            if "no-store" not in reply.headers.get("Cache-Control", "") and not kept:
                wrong.append(f"{endpoint}: may be kept")
            if reply.mimetype == "text/html" and "charset=utf-8" not in reply.content_type:
                wrong.append(f"{endpoint}: no character set")
            if "Access-Control-Allow-Origin" in reply.headers:
                wrong.append(f"{endpoint}: open to other sites")
    assert wrong == []
    assert {"default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"} <= set(
        HEADERS["Content-Security-Policy"].split("; ")
    )


@pytest.fixture
def secure(app, tmp_path) -> Iterator[Any]:
    """The same record, as it is behind a proxy with HTTPS."""
    told = {"WEDERHOOR_HOME": str(tmp_path), "WEDERHOOR_HTTPS": "1"}
    address_of = app.config["SQLALCHEMY_DATABASE_URI"]
    made = create_app(
        environment.from_environment(told), TESTING=True, SQLALCHEMY_DATABASE_URI=address_of
    )
    yield made
    with made.app_context():
        db.session.remove()
        db.engine.dispose()  # or the next test would renew a file that is still open


def test_behind_https_a_cookie_is_of_this_host_alone(secure):
    browser = secure.test_client()
    replies = [
        browser.get(one, base_url="https://localhost") for one in ("/login", "/klacht", "/taal/en")
    ]
    cookies = [one for reply in replies for one in reply.headers.getlist("Set-Cookie")]
    assert cookies
    for one in cookies:
        name, *facts = (part.strip() for part in one.split(";"))
        assert name.startswith(("__Host-", "__Secure-")), one
        assert {"Secure", "HttpOnly", "Path=/"} <= set(facts), one
        assert any(fact.startswith("SameSite=") for fact in facts), one
    held = replies[0].headers["Strict-Transport-Security"]
    assert held == "max-age=31536000; includeSubDomains"


def test_signing_out_clears_what_the_browser_kept(signed_in):
    reply = signed_in("coordinator").post("/logout")
    assert reply.headers["Clear-Site-Data"] == '"cache", "storage"'


# --- fields that no form asked for ----------------------------------------------------------


@contextmanager
def told_only(monkeypatch) -> Iterator[list[dict[str, list[str]]]]:
    """The record, and after it what each act would leave of it; nothing of that stays."""
    left: list[dict[str, list[str]]] = []

    def told() -> None:
        db.session.flush()
        left.append(whole())
        db.session.rollback()

    left.append(whole())
    db.session.rollback()
    with monkeypatch.context() as patch:
        patch.setattr(db.session, "commit", told)
        yield left


def whole() -> dict[str, list[str]]:
    return {
        table.name: sorted(map(plain, db.session.execute(select(table)).all()))
        for table in Base.metadata.sorted_tables
        if table.name not in BESIDE
    }


MOMENT = re.compile(r"datetime\.datetime\([^()]*(?:\([^()]*\))?[^()]*\)|'[0-9a-f]{32,}'")


def plain(row: Any) -> str:
    """Without the second in which it was written, and without secrets that differ each time."""
    return MOMENT.sub("*", repr(tuple(row)))


def forms(page: str) -> Iterator[html.FormElement]:
    """The forms of a page that write, without those of its frame."""
    for form in html.document_fromstring(page).xpath("//main//form"):
        if form.method == "POST":
            yield form


COLUMNS = sorted({column.name for table in Base.metadata.sorted_tables for column in table.columns})
SOME = ("/admin/committee/edit/?id={committee}", "/admin/text_block/edit/?id={block}",
        "/admin/tie/edit/?id={tie}")  # fmt: skip
STRANGE = ("1", "F19")
"""Values that an id, a number, a flag or a state could be."""


@made_once
def files() -> dict[str, int]:
    return other_files()


def sent(browser, where: str, data: dict[str, Any], left) -> tuple[Any, dict[str, list[str]]]:
    """The answer, and the record as it would be."""
    del left[1:]
    reply = browser.post(where, data=data)
    if "/role/as/" in where:
        browser.post("/mode/stop")  # from there on one is someone else
    return reply, left[-1]


def changed_by_strange_fields(browser, url: str, left) -> tuple[list[str], int]:
    """Which tables a field that was not asked for changes; and how many forms were taken."""
    wrong, taken = [], 0
    page = browser.get(url)
    for form in forms(page.text) if page.status_code == 200 else ():
        asked = dict(form.form_values())
        where = form.action or url
        usual, expected = sent(browser, where, asked, left)
        taken += expected != left[0]
        for value in STRANGE:
            more = {name: value for name in COLUMNS if name not in form.fields}
            reply, found = sent(browser, where, more | asked, left)
            if reply.status_code != usual.status_code or found != expected:
                differ = [one for one in expected if expected[one] != found[one]]
                wrong.append(f"{where}: {usual.status_code} {reply.status_code} {differ}")
    return wrong, taken


def strange_fields(signed_in, monkeypatch, who: str, pages) -> None:
    made, browser, wrong, taken = files(), signed_in(who), [], 0
    with told_only(monkeypatch) as left:
        for path in pages:
            if set(re.findall(r"{(\w+)}", path)) <= made.keys():
                found, count = changed_by_strange_fields(browser, path.format(**made), left)
                wrong, taken = wrong + found, taken + count
    assert wrong == []
    assert taken


def test_a_field_that_was_not_asked_for_changes_nothing_on_some_pages(
    app, signed_in, monkeypatch, quick
):
    strange_fields(signed_in, monkeypatch, "secretary", SOME)


@pytest.mark.slow
@pytest.mark.parametrize(
    "who", ["secretary", "coordinator", "administrator", "servicedesk", "board1"]
)
def test_a_field_that_was_not_asked_for_changes_nothing(app, signed_in, monkeypatch, quick, who):
    pages = dict.fromkeys((*FORMS.get(who, ()), *OTHER_SCREENS.get(who, ())))
    strange_fields(signed_in, monkeypatch, who, pages)
