"""The screens of a complaint in Chromium: nothing for axe, nothing outside the CSP, nothing too
wide, in light and dark, on a desk and on a telephone; and one step without a mouse.

On SQLite only: the pages that a browser gets are the same on both databases, which the tests
through the client show.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe

from models import Conduct, Letter, db
from operations import correspondence, documents
from operations.transaction import transaction
from rules.vocabulary import State, TimeOutcome
from tests import thread
from tests.conftest import PASSWORD
from tests.factories import a_complaint
from tests.journeys.looks import LOOKS, axe_options
from tests.views.record import days_ago, draft, in_hearing, user
from tests.word import with_body

DETAILS = "/admin/complaint/details/?id="

pytestmark = pytest.mark.parametrize("application", ["sqlite"], indirect=True)


def edit(letter):
    """Put a letter back with a paragraph that the pre-flight finds something in."""
    made = db.session.get_one(Letter, letter)
    version, data = made.version, documents.read(made.versions[-1].document.sha256)
    more = "Nog nakijken: K2019-0404, en [datum invullen]. " * 3
    marked = '<w:rPr><w:highlight w:val="yellow"/></w:rPr>'
    body = with_body(data, f"<w:p><w:r>{marked}<w:t>{more}</w:t></w:r></w:p>")
    db.session.rollback()
    correspondence.replace_document(thread.someone("coordinator"), letter, version, body)


@pytest.fixture
def files(app):
    """One file in each state that looks different."""
    hearing = in_hearing()
    letter = draft(hearing)
    edit(letter)
    states = (State.F0, State.F4, State.F11, State.F12)
    found = {one: a_complaint(state=one, handler=user("coordinator")).id for one in states}
    with transaction():
        conduct = db.session.query(Conduct).filter_by(complaint_id=found[State.F4]).one()
        conduct.occurred_on, conduct.time_outcome = days_ago(800), TimeOutcome.OLDER
    a_complaint(received_on=days_ago(60), sensitive=True)
    return found | {State.F8: hearing, "letter": letter,
                    "planned": thread.fresh(hearing).hearings[0].id,
                    "sent": thread.fresh(hearing).letters[0].id}  # fmt: skip


def screens(files):
    """Who opens what."""
    hearing = files[State.F8]
    yield from (("coordinator", DETAILS + str(files[one])) for one in (State.F0, State.F12))
    yield "board1", f"{DETAILS}{files[State.F4]}"
    yield "secretary", f"{DETAILS}{files[State.F11]}"
    for tab in ("", "&tab=text", "&tab=letters", "&tab=hearings"):
        yield "coordinator", f"{DETAILS}{hearing}{tab}"
    yield from (("coordinator", address) for address in (
        "/admin/", "/admin/complaint/", "/admin/complaint/?search=qqq", "/admin/complaint/new/",
        f"/admin/complaint/edit/?id={hearing}", f"/admin/complaint/{hearing}/letter/",
        f"/admin/complaint/{hearing}/hearing/", f"/admin/complaint/{hearing}/document/",
        *(f"/admin/complaint/{hearing}/{act}/?of={files['planned']}"
          for act in ("answer", "move", "hold", "cancel", "no_show")),
        "/admin/agenda/", "/admin/letter/print/", "/admin/letter/batch/?whose=all",
        f"/admin/letter/details/?id={files['letter']}",
        f"/admin/letter/details/?id={files['sent']}",
        *(f"/admin/letter/{files['letter']}/compare?way={way}" for way in ("inline", "side")),
        "/admin/calculator/?received_on=2026-03-02&track=own&weeks=2",
        "/admin/calculator/?received_on=x&track=own",
        "/admin/user/", f"{DETAILS}99999", f"/admin/complaint/{hearing}/step/register",
    ))  # fmt: skip
    yield "board1", f"/admin/complaint/{files[State.F4]}/step/handle_own"
    yield "secretary", f"/admin/complaint/{hearing}/step/postpone"


def complaints(page, name):
    """What axe finds on a page as it is now, and whether it is too wide."""
    found = Axe().run(page, options=axe_options(page)).response["violations"]
    wrong = [f"{name}: {one['id']} {one['nodes'][0]['target']}" for one in found]
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*wrong, f"{name}: {wide} px too wide"] if wide > 0 else wrong


class Window:
    """Someone's browser at one size, that remembers every complaint of the page."""

    def __init__(self, browser, site, code, **look):
        self.site, self.wrong = site, []
        self.context = browser.new_context(locale="nl-NL", **look)
        self.page = self.context.new_page()
        self.page.on("console", lambda one: self.hear(one.text) if one.type == "error" else None)
        self.page.goto(f"{site}/login")
        self.page.get_by_label("E-mailadres").fill(f"{code}@demo.example")
        self.page.get_by_label("Wachtwoord").fill(PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/admin/")

    def hear(self, text):
        if "Failed to load resource" not in text:
            self.wrong.append(text)

    def look(self, address):
        self.wrong += complaints(self.page, address)


@pytest.mark.parametrize("look", LOOKS)
def test_no_screen_shuts_anyone_out(app, site, browser, files, look):
    windows = {}
    for code, address in screens(files):
        window = windows.setdefault(code, None) or Window(browser, site, code, **look)
        windows[code] = window
        window.page.goto(site + address)
        window.look(address)
    coordinator = windows["coordinator"]
    coordinator.page.goto(f"{site}/admin/complaint/new/")
    coordinator.page.get_by_role("button", name="Opslaan").click()
    coordinator.page.wait_for_selector("[role=alert]")
    coordinator.look("new, with errors")
    assert "summary" in coordinator.page.evaluate("document.activeElement.className")
    for window in windows.values():
        window.context.close()
    assert [one for window in windows.values() for one in window.wrong] == []


def test_a_step_is_taken_with_the_keyboard_alone(app, site, browser, files):
    window = Window(browser, site, "coordinator", viewport={"width": 1280, "height": 800})
    page, key = window.page, files[State.F0]
    page.goto(f"{site}{DETAILS}{key}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Naar de inhoud"
    page.keyboard.press("Enter")
    for _ in range(60):
        page.keyboard.press("Tab")
        one = page.evaluate(
            "(() => { const e = document.activeElement, s = getComputedStyle(e);"
            " return [e.tagName, e.textContent.trim(), s.outlineStyle + s.outlineWidth] })()"
        )
        assert one[2] != "none0px", one
        if one[:2] == ["BUTTON", "Registreren"]:
            break
    else:
        pytest.fail("the step cannot be reached with Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "Registreren: vastgelegd." in page.locator("main").inner_text()
    assert thread.fresh(key).state is State.F1
    assert window.wrong == []
    window.context.close()
