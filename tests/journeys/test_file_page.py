"""The page of a file in a real browser: drafts in two windows, and the keys of the panel."""

from playwright.sync_api import expect

from rules.vocabulary import State
from tests.factories import a_complaint
from tests.journeys.test_every_screen import opened

FILE = "/admin/complaint/details/?id="


def fill_panel() -> dict[str, int]:
    """A panel with one file in screening."""
    return {"screening": a_complaint(state=State.F4).id}


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
