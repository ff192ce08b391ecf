"""The Servicedesk takes in a telephone call and then an e-mail, with the keyboard alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from sqlalchemy import select

from models import Complaint, db
from operations import audit
from rules.vocabulary import Dating, PartyKind, State
from tests.factories import a_complaint, a_contact
from tests.journeys.looks import RULES

pytestmark = pytest.mark.parametrize("application", ["sqlite"], indirect=True)

MAIL = b"""From: Johan van den Berg <johan@berg.example>
Date: Mon, 02 Mar 2026 10:15:00 +0100
Subject: Klacht over de toets
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/plain; charset=utf-8

Ik klaag over de toets.
--x
Content-Disposition: attachment; filename=bewijs.txt

Bewijs.
--x--
"""


class Keys:
    """Someone who types and presses Tab, and never touches a mouse."""

    def __init__(self, page) -> None:
        self.page = page

    def to(self, name: str, value: str = "") -> None:
        """On with Tab until the box or button of this name has the focus."""
        for _ in range(120):
            self.page.keyboard.press("Tab")
            one = self.page.evaluate("(({name, value}) => [name, value])(document.activeElement)")
            if one[0] == name and (not value or one[1] == value):
                return
        pytest.fail(f"{name} {value} cannot be reached with Tab")

    def types(self, **boxes: str) -> None:
        for name, words in boxes.items():
            self.to(name)
            self.page.keyboard.type(words)

    def presses(self, value: str) -> None:
        """The button with this value; the page comes back."""
        self.to("do", value)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def saves(self) -> None:
        for _ in range(120):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement.textContent") == "Opslaan":
                break
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def focused(self) -> str:
        return str(self.page.evaluate("document.activeElement.name || document.activeElement.id"))


def look(page) -> list[str]:
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [one["id"] for one in found] + ([f"{wide} px too wide"] if wide > 0 else [])


def test_a_call_with_two_conducts_and_an_e_mail_without_a_mouse(at_browser, tmp_path):
    known = a_contact(family_name="Berg", infix="van den", first_name="Johan",
                      email="johan@berg.example", postcode="3581 KX")  # fmt: skip
    earlier = a_complaint(state=State.I3, complainant=known, subject="De vorige keer")
    person = at_browser("coordinator")
    page, keys = person.page, Keys(person.page)

    person.opens("/admin/complaint/new/?channel=phone")
    keys.types(first_name="J.", infix="van den", family_name="Berg", email="johan@berg.example")
    keys.presses("find")
    assert keys.focused() == "found-title"
    assert earlier.reference in person.reads()
    assert look(page) == []
    keys.presses(f"person:{known.id}")
    assert "Deze persoon is gekozen" in person.reads()
    keys.types(subject="Bejegening", description="Twee keer uitgelachen.", conduct_title="De les")
    keys.presses("conducts")
    assert keys.focused() == "conduct_title_2"
    page.keyboard.type("De gang")
    keys.types(subject_first_name="R.", subject_family_name="Horst", subject_capacity="docent")
    keys.presses("subjects")
    assert keys.focused() == "subject_first_name_2"
    page.keyboard.type("A.")
    keys.types(subject_family_name_2="Bos")
    keys.saves()
    assert "Nog niet compleet" in person.reads()
    assert "De vorige keer" in person.reads()

    path = tmp_path / "klacht.eml"
    path.write_bytes(MAIL)
    person.opens("/admin/complaint/new/?channel=email")
    keys.to("mail")
    page.locator(":focus").set_input_files(path)  # the dialog is the system's own
    keys.presses("mail")
    assert "Het bericht is ingelezen" in person.reads()
    assert look(page) == []
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 320, "height": 800})
    assert look(page) == []
    keys.saves()
    assert "klacht.eml" in person.reads()

    db.session.rollback()
    call, message = db.session.scalars(
        select(Complaint).where(Complaint.id > earlier.id).order_by(Complaint.id)
    )
    assert [(one.title, one.dating, len(one.subjects)) for one in call.conducts] == [
        ("De les", Dating.UNKNOWN, 2), ("De gang", Dating.UNKNOWN, 2),
    ]  # fmt: skip
    assert call.subject_names == "R. Horst, A. Bos"
    assert [one.contact_id for one in call.parties if one.kind is PartyKind.COMPLAINANT] == [
        known.id
    ]
    assert (message.complainant_names, f"{message.received_on}") == (
        "Johan van den Berg", "2026-03-02",
    )  # fmt: skip
    assert [one.name for one in message.documents] == ["klacht.eml", "bewijs.txt"]
    assert list(audit.breaks()) == []
