"""Someone complains: with the keyboard alone, without JavaScript, in Dutch and in English; and
each state of each page for axe, in light and dark, on a desk and on a telephone.

On SQLite only: the pages that a browser gets are the same on both databases.
"""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from models import Complaint, Mail, db
from operations import audit, drafts
from tests.journeys.arriving import go
from tests.journeys.test_screens import complaints
from tests.views.public_form import PDF

pytestmark = pytest.mark.parametrize("application", ["sqlite"], indirect=True)

TOLD = {
    "whom": "Docent Strafprocesrecht",
    "part0-what": "De docent lachte mij uit & ging weg.",
    "part0-begin-day": "24", "part0-begin-month": "9", "part0-begin-year": "2026",
    "wish": "Ik wil excuses.",
}  # fmt: skip
PERSON = {
    "first_name": "Johanna", "infix": "de", "family_name": "Vries", "postcode": "3511 zz",
    "house_number": "12", "street": "Voorbeeldstraat", "town": "Utrecht",
    "email": "j.devries@proef.example",
}  # fmt: skip


@pytest.fixture(autouse=True)
def at_the_pace_of_a_test(monkeypatch):
    monkeypatch.setattr(drafts, "QUICKEST", 0)


class Visitor:
    """A browser that nobody signed in with, and what went wrong in it."""

    def __init__(self, browser, site, **options):
        self.site, self.wrong = site, []
        self.context = browser.new_context(locale="nl-NL", accept_downloads=True, **options)
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.page.on("console", self.hear)

    def hear(self, message):
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.wrong.append(message.text)

    def opens(self, path):
        self.page.goto(self.site + path)

    def reads(self):
        return self.page.locator("main").inner_text()

    def tabs_to(self, selector):
        """On with the Tab key until this has the focus."""
        for _ in range(90):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("one => document.activeElement.matches(one)", selector):
                return
        raise AssertionError(f"the Tab key does not reach {selector}")

    def types(self, **boxes):
        for name, words in boxes.items():
            self.tabs_to(f"[name='{name}']")
            self.page.keyboard.type(words)

    def chooses(self, name, times=0):
        """A radio button: Space, or down so many times."""
        self.tabs_to(f"[name='{name}']")
        self.page.keyboard.press("Space")
        for _ in range(times):
            self.page.keyboard.press("ArrowDown")

    def presses(self, selector, key="Enter"):
        self.tabs_to(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def look(self, state):
        self.wrong += complaints(self.page, state)


NEXT = ".utrecht-button-group [value='next']"


def test_with_the_keyboard_alone(app, site, browser):
    """Statement 1: all answers on a check page, one changed, sent; number, code, copy, mail."""
    me = Visitor(browser, site)
    me.opens("/")
    me.presses("a[href='/klacht']")
    me.presses(NEXT)
    assert me.page.title().startswith("Fout: Stap 1 van 4")
    assert me.page.evaluate("document.activeElement.className").startswith("utrecht-alert")
    me.tabs_to("a[href='#about-1']")
    me.page.keyboard.press("Enter")
    assert me.page.evaluate("document.activeElement.id") == "about-1"
    me.page.keyboard.press("Space")
    me.types(**TOLD)
    me.chooses("servicedesk")
    me.page.keyboard.press("Enter")  # in a form that presses the first button
    me.page.wait_for_url("**/gegevens*")
    me.chooses("behalf")
    me.types(**{name: words for name, words in PERSON.items() if name != "email"})
    me.chooses("reply")
    me.types(email=PERSON["email"])
    me.presses(NEXT)
    me.page.wait_for_url("**/bijlagen*")
    me.page.set_input_files("#files", [{"name": "b.pdf", "mimeType": "", "buffer": PDF}])
    me.presses("[value='add']")
    assert "b.pdf" in me.reads()
    me.presses(NEXT)
    me.page.wait_for_url("**/controleren")
    for words in (*TOLD.values(), *PERSON.values()):
        if words not in {"24", "9", "3511 zz"}:
            assert words in me.reads(), words
    me.presses("a[href$='#wish']")
    me.tabs_to("[name='wish']")
    me.page.keyboard.press("Control+A")
    me.page.keyboard.type("Een gesprek.")
    me.presses(NEXT)
    me.page.wait_for_url("**/controleren")
    assert "Een gesprek." in me.reads()
    me.types(signature="J. de Vries")
    me.tabs_to("[name='agreed']")
    me.page.keyboard.press("Space")
    me.presses("[value='send']")
    me.page.wait_for_url("**/verstuurd")
    told = me.reads()
    assert re.search(r"K\d{4}-0001", told)
    assert re.search(r"\w{5}-\w{5}-\w{5}-\w{5}", told)
    with me.page.expect_download() as got:
        me.tabs_to("a[href='/klacht/kopie']")
        me.page.keyboard.press("Enter")
    copy = BytesIO(got.value.path().read_bytes())
    assert "Een gesprek." in "".join(one.extract_text() for one in PdfReader(copy).pages)
    db.session.rollback()
    assert db.session.scalars(select(Complaint.wish)).one() == "Een gesprek."
    assert db.session.scalars(select(Mail.recipient)).one() == PERSON["email"]
    assert list(audit.breaks()) == []
    assert me.wrong == []
    me.context.close()


def fill(page, boxes):
    for name, words in boxes.items():
        page.locator(f"[name='{name}']").fill(words)


def test_without_javascript_in_english_and_later_on_another_computer(app, site, browser):
    me = Visitor(browser, site, java_script_enabled=False)
    page = me.page
    me.opens("/")
    go(page.get_by_role("link", name="English"))
    go(page.get_by_role("link", name="Start your complaint"))
    page.get_by_label("How someone treated me").check()
    fill(page, TOLD)
    page.get_by_label("Over a longer time").check()
    fill(page, {"part0-end-month": "october", "part0-end-year": "2026"})
    go(page.get_by_role("button", name="Add another event"))
    page.locator("[name=part1-what]").fill("And then nobody answered.")
    page.locator("[name=part1-when][value=unknown]").check()
    go(page.get_by_role("button", name="Save and go on later"))
    assert "Your complaint is saved" in me.reads()
    page.get_by_label("E-mail address").fill("me@proef.example")
    go(page.get_by_role("button", name="Mail me the link"))
    assert "Then you get a mail with a link" in me.reads()
    me.context.close()
    db.session.rollback()
    body = db.session.scalars(select(Mail.body)).one()
    db.session.rollback()
    assert body.startswith("Hello,")
    link = re.search(r"http://\S+(/klacht/verder/\S+)", body)[1]

    later = Visitor(browser, site, java_script_enabled=False)
    page = later.page
    later.opens("/taal/en")
    later.opens(link)
    go(page.get_by_role("button", name="Go on with my complaint"))
    assert page.locator("[name=part1-what]").input_value() == "And then nobody answered."
    page.get_by_role("group", name="Have you been in contact").get_by_label("No").check()
    go(page.locator(NEXT))
    page.get_by_label("For someone else").check()
    go(page.locator(NEXT))
    assert page.title().startswith("Error: Step 2 of 4")
    assert "Fill in the surname of the other person." in later.reads()
    fill(page, PERSON | {"other-first_name": "Ali", "other-family_name": "Demir"})
    page.get_by_label("By post").check()
    go(page.locator(NEXT))
    go(page.locator(NEXT))
    assert "From 24 September 2026 up to and including October 2026" in later.reads()
    page.get_by_label("Type your name").fill("J. de Vries")
    page.get_by_label("I make this complaint.").check()
    go(page.get_by_role("button", name="Send complaint"))
    assert "We have received your complaint" in later.reads()
    go(page.get_by_role("button", name="Close on this computer"))
    later.opens("/klacht/verstuurd")
    assert "We do not find your complaint here" in later.reads()
    later.context.close()
    db.session.rollback()
    made = db.session.scalars(select(Complaint)).one()
    assert (made.language, len(made.conducts), len(made.parties)) == ("en", 2, 2)


def states(me):
    """Every page of the form in every state, one after another."""
    page = me.page

    def press(button):
        go(page.locator(button))

    me.opens("/")
    yield "start"
    go(page.get_by_role("link", name=re.compile("Begin|Start")))
    yield "step 1"
    press(NEXT)
    yield "step 1, wrong"
    page.locator("#about-1").check()
    fill(page, TOLD | {"part0-begin-year": "2024"})
    page.locator("[name=servicedesk][value=ja]").check()
    press("[value=add]")
    yield "two events"
    page.locator("[name=part1-when][value=period]").check()
    press(NEXT)
    yield "two events, wrong"
    press("[value='remove:1']")
    press(NEXT)
    yield "step 2"
    page.locator("[name=behalf][value=other]").check()
    press(NEXT)
    yield "step 2, wrong"
    page.locator("[name=behalf][value=organisation]").check()
    fill(page, PERSON | {"organisation": "Stichting Proef"})
    page.locator("[name=reply][value=email]").check()
    press(NEXT)
    yield "step 3"
    files = [{"name": name, "mimeType": "", "buffer": PDF} for name in ("b.pdf", f"{'x' * 99}.exe")]
    page.set_input_files("#files", files)
    press("[value=add]")
    yield "step 3, wrong"
    press(NEXT)
    yield "step 4"
    press("[value=send]")
    yield "step 4, wrong"
    press("[value=save]")
    yield "saved"
    press("form[action='/klacht/bewaren'] button")
    yield "saved, wrong"
    fill(page, {"email": "a@proef.example"})
    press("form[action='/klacht/bewaren'] button")
    yield "mailed"
    me.opens("/klacht/controleren")
    page.locator("[name=signature]").fill("J. de Vries")
    page.locator("[name=agreed]").check()
    press("[value=send]")
    yield "sent"
    for path in ("/klacht/verder", "/klacht/verder/x", "/privacy", "/toegankelijkheid",
                 "/klachtenregeling", "/klacht/nergens"):  # fmt: skip
        me.opens(path)
        yield path


@pytest.mark.parametrize(
    ("scheme", "width", "language"),
    [
        ("light", 1280, "nl"),
        pytest.param("dark", 320, "nl", marks=pytest.mark.slow),
        pytest.param("dark", 1280, "en", marks=pytest.mark.slow),
        pytest.param("light", 320, "en", marks=pytest.mark.slow),
    ],
)
def test_no_state_shuts_anyone_out(app, site, browser, scheme, width, language):
    me = Visitor(browser, site, color_scheme=scheme, viewport={"width": width, "height": 800})
    me.opens(f"/taal/{language}")
    for state in states(me):
        me.look(state)
    me.context.close()
    assert me.wrong == []
