"""Single sign-on in a real browser, with a real provider (oidc-provider, from npm).

The provider is at localhost and the panel at 127.0.0.1: two sites, as in life.
"""

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from joserfc.jwk import RSAKey
from playwright.sync_api import Page, expect
from sqlalchemy import select

from models import AuditEvent, LinkedIdentity, db
from operations import identity_provider
from settings import IdentityProvider
from tests.issuer import CLIENT, KEYS, SECRET, an_issuer, set_to
from tests.journeys.arriving import go
from tests.journeys.looks import LOOKS
from tests.journeys.test_every_screen import faults, opened
from tests.serving import ROOT, free_port, wait_for
from tests.views.record import user

pytestmark = pytest.mark.parametrize("application", ["sqlite"], indirect=True)
MODULES = ROOT / ".venv" / "provider"


class Provider:
    """The provider as a process of its own, which can be ended and begin anew with other keys."""

    def __init__(self, panel: str, folder: Path) -> None:
        self.panel, self.keys, self.port = panel, folder / "keys.json", free_port()
        self.issuer = f"http://localhost:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, key: RSAKey) -> None:
        assert MODULES.exists(), "make provider brings what this test starts"
        self.keys.write_text(json.dumps({"keys": [key.as_dict(private=True)]}))
        script = ROOT / "tests" / "provider" / "provider.mjs"
        command = ["node", script, MODULES, self.issuer, self.panel, self.keys]
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        wait_for(self.port)

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=10)
            self.process = None


@contextmanager
def a_provider(app, site: str, folder: Path, **settings) -> Iterator[Provider]:
    provider = Provider(site, folder)
    provider.start(KEYS[0])
    known = IdentityProvider(provider.issuer, CLIENT, SECRET, "Proefdienst", **settings)
    try:
        with set_to(app, known):
            yield provider
    finally:
        provider.stop()


@pytest.fixture
def provider(app, site, tmp_path):
    with a_provider(app, site, tmp_path) as found:
        yield found


def to_the_provider(page: Page, start: str = "/login") -> None:
    page.goto(start)
    go(page.get_by_role("link", name="Inloggen via Proefdienst"))
    expect(page).to_have_url(re.compile(r"^http://localhost:\d+/interaction/"))


def there(page: Page, name: str) -> None:
    """The pages of the provider: who, and whether that is fine."""
    page.fill("[name=login]", name)
    page.fill("[name=password]", "wat dan ook")
    go(page.locator("button[type=submit]"))
    go(page.locator("button[type=submit]"))


def last_event():
    db.session.rollback()
    return db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()


@pytest.mark.slow
def test_signing_in_with_a_real_provider_and_out_again(browser, site, provider):
    with opened(browser, site, None) as context:
        page, wrong = context.new_page(), []
        page.on("console", lambda one: wrong.append(one.text) if "CSP" in one.text else None)
        to_the_provider(page, "/login?next=/admin/complaint/")
        there(page, "board1")
        expect(page).to_have_url(f"{site}/admin/complaint/")
        known = db.session.scalars(select(LinkedIdentity)).one()
        assert (known.issuer, known.subject) == (provider.issuer, "board1")
        assert known.user_id == user("board1").id

        page.locator("details.me summary").click()
        go(page.get_by_role("button", name="Uitloggen"))
        expect(page.get_by_role("heading", name="Je bent uitgelogd")).to_be_visible()
        # Still known there: nobody is asked anything the second time.
        page.goto("/login")
        page.get_by_role("link", name="Inloggen via Proefdienst").click()
        expect(page).to_have_url(f"{site}/admin/")
        assert last_event().data == {"by": "provider"}
        assert wrong == []


@pytest.mark.slow
def test_signing_out_at_the_provider_ends_the_sessions_here(browser, site, provider):
    with opened(browser, site, None) as here, opened(browser, site, None) as elsewhere:
        for context in (here, elsewhere):
            page = context.new_page()
            to_the_provider(page)
            there(page, "board1")
            expect(page).to_have_url(f"{site}/admin/")
        page = here.new_page()
        page.goto("/admin/")
        page.locator("details.me summary").click()
        go(page.get_by_role("button", name="Uitloggen"))
        go(page.get_by_role("link", name="Ook uitloggen via Proefdienst"))
        page.get_by_role("button", name=re.compile("yes", re.IGNORECASE)).click()
        expect(page).to_have_url(f"{site}/")
        event = last_event()
        assert (event.verb, event.data) == ("session:ended", {"by": "provider", "count": 1})
        other = elsewhere.new_page()
        other.goto("/admin/")
        expect(other).to_have_url(re.compile("/login"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "cause", "words"),
    [
        ("wie", "unknown", "kun je hier niet inloggen"),
        ("board2", "unknown", "kun je hier niet inloggen"),  # whose address it did not verify
    ],
)
def test_whoever_has_no_account_is_told_so_and_no_more(browser, site, provider, name, cause, words):
    with opened(browser, site, None) as context:
        page = context.new_page()
        to_the_provider(page)
        there(page, name)
        expect(page.get_by_role("alert")).to_contain_text(words)
        expect(page.get_by_role("alert")).to_be_focused()
        assert last_event().data == {"cause": cause}


@pytest.mark.slow
def test_breaking_off_at_the_provider_and_going_back_and_again(browser, site, provider):
    with opened(browser, site, None) as context:
        page = context.new_page()
        to_the_provider(page)
        go(page.get_by_role("link", name=re.compile("abort|cancel", re.IGNORECASE)))
        expect(page.get_by_role("alert")).to_contain_text("is afgebroken")
        assert last_event().data == {"cause": "broken_off"}
        spent = page.url
        to_the_provider(page)
        there(page, "board1")
        expect(page).to_have_url(f"{site}/admin/")
        context.clear_cookies()
        page.goto(spent)
        expect(page.get_by_role("alert")).to_contain_text("Dit inloggen is verlopen")


@pytest.mark.slow
def test_a_provider_with_new_keys_and_one_that_is_away(browser, site, provider):
    with opened(browser, site, None) as context:
        page = context.new_page()
        to_the_provider(page)
        there(page, "board1")
        expect(page).to_have_url(f"{site}/admin/")
        context.clear_cookies()
        provider.stop()
        provider.start(KEYS[1])
        to_the_provider(page)
        there(page, "board1")
        expect(page).to_have_url(f"{site}/admin/")

        context.clear_cookies()
        provider.stop()
        identity_provider.forget()  # an hour later
        page.goto("/login")
        go(page.get_by_role("link", name="Inloggen via Proefdienst"))
        expect(page.get_by_role("alert")).to_contain_text("kan nu niet")
        assert last_event().data == {"cause": "away"}
        page.fill("#email", "board1@demo.example")
        expect(page.get_by_role("button", name="Inloggen", exact=True)).to_be_visible()


@pytest.mark.slow
def test_our_own_second_step_follows(app, browser, site, provider, second_step):
    with opened(browser, site, None) as context:
        page = context.new_page()
        to_the_provider(page)
        there(page, "board1")
        expect(page).to_have_url(f"{site}/login/instellen")


@pytest.mark.parametrize("look", LOOKS)
def test_the_pages_of_single_sign_on_have_nothing_wrong(app, browser, site, look):
    with an_issuer(app), opened(browser, site, None, **look) as context:
        page = context.new_page()
        assert faults(page, "/login") == []
        assert faults(page, "/login/organisatie/uit") == []
        assert faults(page, "/login", refused) == []


def refused(page: Page) -> None:
    page.goto("/login/organisatie/terug?state=x")
    expect(page.get_by_role("alert")).to_be_focused()
