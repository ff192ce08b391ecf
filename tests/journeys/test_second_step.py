"""The second step in a real browser, with an authenticator that Chromium plays (CDP WebAuthn)."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from models import Mail, Passkey, db
from tests.conftest import PASSWORD
from tests.journeys.arriving import go
from tests.journeys.looks import LOOKS
from tests.journeys.test_every_screen import faults, opened
from tests.views.test_second_step import code_of

pytestmark = pytest.mark.parametrize("application", ["sqlite"], indirect=True)


@pytest.fixture
def place(site):
    """A passkey belongs to a name, not to a number."""
    return site.replace("127.0.0.1", "localhost")


def with_password(page: Page, after: str = "/login") -> None:
    page.goto(after)
    page.fill("#email", "board1@demo.example")
    page.fill("#password", PASSWORD)
    go(page.get_by_role("button", name="Inloggen", exact=True))


def authenticator(page: Page) -> None:
    """A device that always says yes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }})  # fmt: skip


def by_app(page: Page) -> str:
    """Set up an app at the first sign-in; its secret."""
    secret = page.locator(".secret").inner_text().replace(" ", "")
    page.fill("#code", code_of(secret))
    go(page.get_by_role("button", name="Instellen en inloggen"))
    return secret


def test_a_passkey_from_setting_it_up_to_signing_in_and_removing_it(browser, place, second_step):
    with opened(browser, place, None) as context:
        page, wrong = context.new_page(), []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda one: wrong.append(one.text) if "CSP" in one.text else None)
        authenticator(page)
        with_password(page)
        go(page.get_by_role("link", name="Liever een toegangssleutel"))
        page.fill("#name", "Laptop")
        go(page.get_by_role("button", name="Toegangssleutel maken en inloggen"))
        expect(page.locator(".recovery li")).to_have_count(10)
        go(page.get_by_role("link", name="Ik heb ze bewaard"))
        expect(page).to_have_url(f"{place}/admin/")
        assert db.session.scalar(select(Passkey.name)) == "Laptop"

        page.locator("details.me summary").click()
        go(page.get_by_role("button", name="Uitloggen"))
        with_password(page, "/login?next=/admin/account/")
        go(page.get_by_role("button", name="Inloggen met een toegangssleutel"))
        expect(page.get_by_role("rowheader", name="Laptop")).to_be_visible()
        db.session.rollback()
        assert db.session.scalar(select(Passkey.sign_count)) > 1
        expect(page.get_by_role("rowheader", name="Chrome, Linux")).to_be_visible()

        go(page.get_by_role("link", name="App met codes"))
        secret = page.locator(".secret").inner_text().replace(" ", "")
        page.fill("#code", code_of(secret))
        page.fill("#password", PASSWORD)
        go(page.get_by_role("button", name="Toevoegen"))
        go(page.get_by_role("link", name="Weghalen Laptop"))
        page.fill("#password", PASSWORD)
        go(page.get_by_role("button", name="Weghalen"))
        expect(page.get_by_text("De tweede stap is weggehaald.")).to_be_visible()
        db.session.rollback()
        assert db.session.scalar(select(Passkey.id)) is None
        assert wrong == []


def test_an_answer_that_was_kept_is_worth_nothing_the_second_time(browser, place, second_step):
    """The challenge is asked once: whoever copied an answer has nothing (WebAuthn, 13.4.3)."""
    with opened(browser, place, None) as context:
        page = context.new_page()
        authenticator(page)
        with_password(page)
        page.goto("/login/instellen/sleutel")
        go(page.get_by_role("button", name="Toegangssleutel maken en inloggen"))
        page.goto("/admin/")
        page.locator("details.me summary").click()
        go(page.get_by_role("button", name="Uitloggen"))
        with_password(page)
        with page.expect_request("**/login/stap/sleutel") as sent:
            go(page.get_by_role("button", name="Inloggen met een toegangssleutel"))
        answer = sent.value.post_data_json["answer"]
        page.locator("details.me summary").click()
        go(page.get_by_role("button", name="Uitloggen"))
        with_password(page)
        page.evaluate(
            "answer => { document.querySelector('[name=answer]').value = answer }", answer
        )
        go(page.get_by_role("button", name="Inloggen met een toegangssleutel"))
        expect(page.get_by_text("niet herkend")).to_be_visible()
        page.goto("/admin/")
        expect(page).to_have_url(re.compile("/login"))


@pytest.mark.parametrize("look", LOOKS)
def test_the_pages_of_signing_in_have_nothing_wrong(browser, place, second_step, look):
    with opened(browser, place, None, **look) as context:
        page = context.new_page()
        assert faults(page, "/login/vergeten") == []
        page.fill("#email", "board1@demo.example")
        go(page.get_by_role("button", name="E-mail aanvragen"))
        db.session.rollback()
        link = re.search(r"/login/koppeling/\S+", db.session.scalar(select(Mail.body)))[0]
        assert faults(context.new_page(), link) == []
        with_password(page)
        assert faults(context.new_page(), "/login/instellen/sleutel") == []
        assert faults(page, "/login/instellen") == []
        by_app(page)
        assert faults(context.new_page(), "/admin/account/") == []
        assert faults(context.new_page(), "/admin/account/remove/?kind=app&id=1") == []
        page.goto("/admin/")
        context.clear_cookies()
        with_password(page)
        assert faults(page, "/login/stap", wrong_code) == []


def wrong_code(page: Page) -> None:
    page.fill("#code", "000000")
    go(page.get_by_role("button", name="Inloggen", exact=True))
    expect(page.get_by_role("alert")).to_be_focused()
