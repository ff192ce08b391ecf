"""The page of a file in a real browser: drafts in two windows, and the keys of the panel."""

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from werkzeug.serving import make_server

from models import Conduct, db
from operations.transaction import transaction
from rules.vocabulary import Judgement, State, Track
from tests.conftest import Sqlite, _application
from tests.factories import a_complaint
from tests.journeys.test_every_screen import opened
from tests.views.record import days_ago, user

FILE = "/admin/complaint/details/?id="


@pytest.fixture(scope="module")
def files() -> dict[str, int]:
    return {}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, files: dict[str, int]) -> Iterator[str]:
    """A panel with one file in screening, and one that waits for the board."""
    home = tmp_path_factory.mktemp("files")
    app = _application(home, Sqlite(home).url, WTF_CSRF_ENABLED=True)
    with app.app_context():
        files["screening"] = a_complaint(state=State.F4).id
        deciding = a_complaint(
            state=State.F11, received_on=days_ago(30), track=Track.OWN, handler=user("coordinator")
        )
        with transaction():
            conduct = db.session.get_one(Conduct, deciding.conducts[0].id)
            conduct.judgement, conduct.judgement_reason = Judgement.FOUNDED, "Zo hoort het niet."
            conduct.findings = "Het is gebeurd."
        files["deciding"] = deciding.id
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_two_windows_of_one_person_lose_nothing(browser, address, files):
    with opened(browser, address, "secretary") as context:
        path = f"{FILE}{files['screening']}"
        one, other = context.new_page(), context.new_page()
        one.goto(path)
        other.goto(path)
        one.fill("#text", "Klager gebeld.")
        expect(one.locator("[data-draft-told]")).to_contain_text("Concept bewaard om")
        other.fill("#text", "Betrokkene gebeld.")
        expect(other.get_by_role("alert")).to_contain_text("anders bewaard")
        expect(other.locator("#text")).to_have_value("Betrokkene gebeld.")
        other.locator("details summary", has_text="Wat daar staat").click()
        expect(other.get_by_role("alert")).to_contain_text("Klager gebeld.")
        other.get_by_role("button", name="Verder met wat hier staat").click()
        expect(other.locator("[data-draft-told]")).to_contain_text("Concept bewaard om")
        other.close(run_before_unload=False)
        # Another machine: what was kept last is there.
        one.goto("/admin/")
        one.goto(path)
        expect(one.locator("#text")).to_have_value("Betrokkene gebeld.")
        one.locator("#text").press("Control+s")
        expect(one.locator(".timeline .internal").first).to_have_text("Betrokkene gebeld.")
        expect(one.locator("#text")).to_have_value("")


def test_the_keys_lead_where_they_say_and_never_inside_a_field(browser, address, files):
    with opened(browser, address, "coordinator") as context:
        page = context.new_page()
        page.goto("/admin/")
        for keys, where in (("gk", "/admin/complaint/"), ("gm", "/admin/report/"),
                            ("GT", "/admin/duty/"), ("gw", "/admin/"),
                            ("n", "/admin/complaint/new/")):  # fmt: skip
            for key in keys:
                page.keyboard.press(key)
            page.wait_for_url(f"{address}{where}")
        page.goto(f"{FILE}{files['screening']}")
        page.keyboard.press("n")
        expect(page.locator("#text")).to_be_focused()
        page.keyboard.type("gk /? n")
        expect(page.locator("#text")).to_have_value("gk /? n")
        page.fill("#text", "")
        page.goto(f"{FILE}{files['screening']}&tab=letters")
        page.keyboard.press("n")
        expect(page.locator("#text")).to_be_focused()
        page.goto("/admin/duty/")
        page.keyboard.press("/")
        expect(page.locator("#search")).to_be_focused()


def test_the_list_of_keys_gives_the_focus_back(browser, address):
    with opened(browser, address, "coordinator") as context:
        page = context.new_page()
        page.goto("/admin/duty/")
        brand = page.locator(".brand")
        brand.focus()
        page.keyboard.press("?")
        expect(page.get_by_role("dialog", name="Sneltoetsen")).to_be_visible()
        page.keyboard.press("n")  # nothing moves under an open dialog
        expect(page).to_have_url(f"{address}/admin/duty/")
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()
        expect(brand).to_be_focused()


def test_who_switched_them_off_presses_in_vain(browser, address):
    with opened(browser, address, "auditor") as context:
        page = context.new_page()
        page.goto("/admin/preferences/")
        page.get_by_label("Sneltoetsen gebruiken").uncheck()
        page.get_by_role("button", name="Opslaan").click()
        expect(page.get_by_text("De sneltoetsen staan uit.")).to_be_visible()
        page.keyboard.press("g")
        page.keyboard.press("k")
        page.keyboard.press("?")
        page.wait_for_timeout(300)
        expect(page).to_have_url(f"{address}/admin/preferences/")
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_note_takes_three_steps(browser, address, files):
    """Task 6 of docs/tasks.md: n, the note, Ctrl+S."""
    with opened(browser, address, "secretary") as context:
        page = context.new_page()
        page.goto(f"{FILE}{files['screening']}")
        page.keyboard.press("n")
        page.keyboard.type("Dossier nagekeken.")
        page.keyboard.press("Control+s")
        expect(page.locator(".timeline .internal").first).to_have_text("Dossier nagekeken.")
