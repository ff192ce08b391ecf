"""The code page in Chromium: by keyboard only, without JavaScript, for both sides; and nothing for
axe, in Dutch and English, light and dark, on a desk and on a telephone.

On SQLite only: what a browser gets is the same on both databases.
"""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from sqlalchemy import select

from models import Placement, Submission, db
from operations import drafts
from operations.transaction import transaction
from rules.vocabulary import LetterKind, PartyKind, SendChannel, State, SubmissionChoice
from tests import thread
from tests.factories import a_document, a_letter
from tests.journeys.arriving import go
from tests.journeys.looks import RULES
from tests.views.public_form import SIGNED, Walk
from tests.views.test_code_page import a_code, a_file, sends

FILE = "/mijn-klacht/dossier/"

pytestmark = pytest.mark.parametrize("application", ["sqlite"], indirect=True)


def with_letter(complaint, kind=PartyKind.COMPLAINANT, letter=LetterKind.L01):
    """A letter on the page of this party."""
    party = next(one for one in complaint.parties if one.kind is kind)
    made = a_letter(complaint, letter, party=party, channel=SendChannel.PORTAL)
    document = a_document(complaint, name=f"{complaint.reference} {letter}.pdf", origin="brief")
    with transaction():
        db.session.add(Placement(letter_id=made.id, document_id=document.id,
                                 placed_at=made.recorded_at))  # fmt: skip
    return made.id


class Keys:
    """Someone with a keyboard, and a browser without JavaScript."""

    def __init__(self, browser, site, **options):
        self.site, self.errors = site, []
        self.context = browser.new_context(java_script_enabled=False, accept_downloads=True,
                                           locale="nl-NL", **options)  # fmt: skip
        self.page = self.context.new_page()
        self.page.on("console", lambda one: self.errors.append(one.text))
        self.page.set_default_timeout(15_000)

    def opens(self, path):
        self.page.goto(self.site + path)

    def tabs_to(self, words):
        """Press Tab until what has the focus is called so."""
        target = self.page.get_by_role("link", name=words)
        for role in ("button", "textbox", "radio", "checkbox"):
            target = target.or_(self.page.get_by_role(role, name=words))
        for _ in range(60):
            self.page.keyboard.press("Tab")
            if target.first.evaluate("one => one === document.activeElement"):
                return
        raise AssertionError(f"no way by Tab to {words!r} on {self.page.url}")

    def types(self, words, text):
        self.tabs_to(words)
        self.page.keyboard.type(text)

    def presses(self, words):
        self.tabs_to(words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def enters(self, code, label="Je code", button="Verder"):
        self.opens("/mijn-klacht")
        self.types(label, code)
        self.presses(button)
        assert self.page.url == self.site + FILE, self.reads()

    def reads(self):
        return self.page.locator("main").inner_text()


@pytest.fixture
def keys(browser, site):
    people = []

    def sit_down(**options):
        people.append(Keys(browser, site, **options))
        return people[-1]

    yield sit_down
    for one in people:
        one.context.close()
    # A form that comes back with a message is a 400, of which Chromium speaks too.
    assert [error for one in people for error in one.errors if "400" not in error] == []


def test_a_complainant_reads_adds_chooses_and_withdraws_by_keyboard(app, keys):
    complaint = a_file()
    letter = with_letter(complaint)
    person = keys()
    person.enters(a_code(complaint).lower())
    assert "We luisteren naar beide kanten" in person.reads()
    assert complaint.reference in person.reads()
    person.tabs_to("Bevestiging van ontvangst")
    with person.page.expect_download() as saved:
        person.page.keyboard.press("Enter")
    assert saved.value.suggested_filename == f"{complaint.reference} L01.pdf"
    db.session.rollback()
    assert db.session.get_one(Placement, letter).read_at is not None

    person.presses("Iets aanvullen of een bestand sturen")
    person.presses("Versturen")
    assert "Schrijf op wat je wilt aanvullen." in person.reads()
    assert person.page.title().startswith("Fout:")
    person.types("Wat wil je aanvullen?", "Er was een getuige.")
    person.presses("Versturen")
    assert "We hebben je bericht" in person.reads()
    assert "Er was een getuige." in person.reads()

    person.presses("Terug naar het overzicht")
    person.presses("Zeggen of je een gesprek wilt")
    person.tabs_to("Ja, ik wil een gesprek")
    person.page.keyboard.press("Space")
    person.types("Op welke dagen kun je?", "Op dinsdag.")
    person.presses("Versturen")
    assert "Op dinsdag." in person.reads()

    person.presses("Terug naar het overzicht")
    person.presses("Mijn klacht intrekken")
    person.presses("Verder")
    assert "Er komt geen oordeel." in person.reads()
    person.presses("Ja, ik trek mijn klacht in")
    assert "We hebben je bericht" in person.reads()
    person.presses("Stoppen")
    assert "Je bent gestopt." in person.reads()
    person.opens(FILE)
    assert person.page.url == f"{person.site}/mijn-klacht"

    db.session.rollback()
    assert [one.kind.value for one in thread.fresh(complaint.id).submissions] == [
        "supplement", "hearing", "withdrawal",
    ]  # fmt: skip
    assert thread.fresh(complaint.id).withdrawn_on is None


def test_from_the_receipt_of_the_form_straight_to_the_code_page(app, keys, monkeypatch):
    """The code of the receipt opens the page at once; a wrong file is named, a good one is kept."""
    monkeypatch.setattr(drafts, "QUICKEST", 0)
    maker, me = Walk(app.test_client()), keys()
    maker.fills()
    maker.sends("/controleren", SIGNED, act="send")
    secret = maker.browser.get_cookie("klacht", path="/klacht").value
    me.context.add_cookies([{"name": "klacht", "value": secret, "url": f"{me.site}/klacht"}])
    me.opens("/klacht/verstuurd")
    code = re.search(r"\w{5}-\w{5}-\w{5}-\w{5}", me.reads())[0]
    me.presses("Volg je klacht")
    me.types("Je code", code.lower())
    me.presses("Verder")
    assert "We hebben je klacht" in me.reads()
    me.presses("Iets aanvullen of een bestand sturen")
    me.types("Wat wil je aanvullen?", "Zie de brief.")
    wrong = [{"name": "x.exe", "mimeType": "", "buffer": b"MZ"}]
    good = [{"name": "brief.txt", "mimeType": "", "buffer": b"Beste,"}]
    me.page.set_input_files("[name=files]", good + wrong)
    me.presses("Versturen")
    assert "x.exe: Dit soort bestand kan niet." in me.reads()
    assert "Kies je bestanden opnieuw." in me.reads()
    me.page.set_input_files("[name=files]", good)
    me.presses("Versturen")
    assert "brief.txt" in me.reads()
    db.session.rollback()
    sent = db.session.scalars(select(Submission)).one()
    assert (sent.text, [one.name for one in sent.documents]) == ("Zie de brief.", ["brief.txt"])


def test_a_person_complained_about_reacts_in_english_by_keyboard(app, keys, tmp_path):
    complaint = a_file()
    with_letter(complaint, PartyKind.SUBJECT, LetterKind.L07)
    (proof := tmp_path / "rooster.txt").write_text("Ik was er niet.")
    person = keys()
    person.opens("/mijn-klacht")
    person.presses("English")
    person.enters(a_code(complaint, PartyKind.SUBJECT), "Your code", "Continue")
    words = person.reads()
    assert "We are listening to both sides" in words
    assert "Copy of the complaint" in words
    assert "Withdraw" not in words
    person.presses("React to the complaint")
    person.types("How do you see it?", "I was not there.")
    person.page.get_by_label("Files").set_input_files(proof)
    person.presses("Send")
    assert "We have your message" in person.reads()
    assert "rooster.txt" in person.reads()
    person.presses("Back to the overview")
    person.presses("Say whether you want a talk")
    person.tabs_to("Yes, I want a talk")
    person.page.keyboard.press("ArrowDown")
    person.tabs_to("I know that I have a right to a talk")
    person.page.keyboard.press("Space")
    person.presses("Send")
    assert "No, I do not want a talk" in person.reads()
    db.session.rollback()
    sent = db.session.query(Submission).order_by(Submission.id).all()
    assert [(one.kind.value, one.choice, one.language) for one in sent] == [
        ("reaction", None, "en"), ("hearing", SubmissionChoice.NOT_HEARD, "en"),
    ]  # fmt: skip
    assert [one.name for one in sent[0].documents] == ["rooster.txt"]


LOOKS = [("light", 1280, "nl"), ("dark", 320, "en"), ("dark", 1280, "nl"), ("light", 320, "nl")]


@pytest.mark.slow
@pytest.mark.parametrize(("scheme", "width", "language"), LOOKS)
def test_axe_finds_nothing_and_nothing_is_too_wide(app, browser, site, scheme, width, language):
    complaint = a_file(
        State.F8, extension_until=thread.RECEIVED.replace(year=2099), extension_reason="Ziekte."
    )
    a_letter(complaint, LetterKind.L12A)
    with_letter(complaint)
    app.config["WTF_CSRF_ENABLED"] = False
    code, client = a_code(complaint), app.test_client()
    client.post("/mijn-klacht", data={"code": code})
    sends(client, "aanvullen", text="W" * 300)
    app.config["WTF_CSRF_ENABLED"] = True
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
    context.add_cookies([{"name": "taal", "value": language, "url": site}])
    page = context.new_page()

    def look(where):
        found = Axe().run(page, options={"runOnly": RULES})
        assert found.violations_count == 0, (where, found.generate_report())
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, (where, wide)

    page.goto(f"{site}/mijn-klacht")
    look("door")
    page.keyboard.press("Tab")
    go(page.locator("button[type=submit]").first)
    look("empty door")
    page.locator("#code").fill("FOUT")
    go(page.locator("button[type=submit]").first)
    look("wrong door")
    page.goto(f"{site}/mijn-klacht/{code}")
    assert page.url == site + FILE
    for one in page.locator("details").all():
        one.locator("summary").click()
    look("file")
    for what in ("aanvullen", "gesprek", "uitstel", "tevreden"):
        page.goto(f"{site}{FILE}{what}")
        look(what)
        go(page.locator("form button.nl-button--primary"))
        look(f"{what}, wrong")
    page.goto(f"{site}{FILE}intrekken")
    go(page.locator("form button.nl-button--primary"))
    look("sure")
    go(page.locator("form .nl-button:not(.nl-button--primary)").first)
    look("sent")
    page.goto(f"{site}{FILE}reageren")
    look("not now")
    context.close()


@pytest.mark.slow
def test_axe_finds_nothing_on_the_screens_of_staff(app, browser, at_browser):
    complaint = a_file()
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.post("/mijn-klacht", data={"code": a_code(complaint)})
    sends(client, "gesprek", choice="heard", form="video", text="W" * 300, companion="W" * 150)
    app.config["WTF_CSRF_ENABLED"] = True
    db.session.rollback()
    sent, party = db.session.query(Submission).one().id, complaint.parties[0].id
    file = f"/admin/complaint/{complaint.id}"
    person = at_browser("coordinator")
    for scheme, width in (("light", 1280), ("dark", 320)):
        person.page.emulate_media(color_scheme=scheme)
        person.page.set_viewport_size({"width": width, "height": 800})
        for path in (
            f"{file}/code/{party}/", f"{file}/submission/?of={sent}", f"{file}/hearing/",
            f"/admin/complaint/details/?id={complaint.id}",
        ):  # fmt: skip
            person.opens(path)
            if "/code/" in path:
                person.presses("ode geven")
            found = Axe().run(person.page, options={"runOnly": RULES})
            assert found.violations_count == 0, (path, found.generate_report())
            wide = person.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, (path, width, wide)
