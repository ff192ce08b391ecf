"""The main job, end to end: a letter typed in, taken through the whole track, and answered.

A real Chromium, a real LibreOffice between download and upload, and the sent file read back.
"""

from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import select

from letters.render import read_text
from models import Complaint, Letter, db
from operations import audit, clock, documents
from rules.vocabulary import LetterKind, State
from tests import office
from tests.journeys.arriving import go
from tests.samples import a_pdf

DETAILS = "/admin/complaint/details/?id=1"


@pytest.fixture
def received_on(app) -> date:
    """Ten days ago: well within every term."""
    return clock.today() - timedelta(days=10)


def register(coordinator, received_on: date, tmp_path: Path) -> None:
    coordinator.follows("Klacht registreren")
    coordinator.fills(
        received_at=f"{received_on}T09:30", channel="post", subject="Bejegening tijdens de toets",
        description="De docent maakte mij voor de groep belachelijk & zei: “dit leert u nooit”.",
        family_name="Berg", infix="van den", first_name="A.", street="Lindelaan",
        house_number="12", postcode="3581 KX", town="Utrecht",
        conduct_title="De opmerkingen tijdens de toets", dating="day",
        first_on=str(received_on - timedelta(days=30)),
        subject_family_name="Horst", subject_first_name="R.", subject_capacity="docent",
        letter_dated_on=str(received_on - timedelta(days=1)), signature_method="handtekening",
    )  # fmt: skip
    coordinator.page.locator("[name=subject_unit_id]").select_option(label="Opleidingen")
    coordinator.presses("Opslaan")
    coordinator.opens(DETAILS)
    assert "Bejegening tijdens de toets" in coordinator.reads()
    scan = tmp_path / "klaagschrift.pdf"
    scan.write_bytes(a_pdf("het klaagschrift zelf"))
    coordinator.follows("Document toevoegen")
    coordinator.page.locator("[name=file]").set_input_files(scan)
    coordinator.page.locator("[name=part_of_complaint]").check()
    coordinator.presses("Toevoegen")
    coordinator.presses("Registreren")
    coordinator.follows("Aanwijzen")
    coordinator.page.locator("[name=user_id]").select_option(
        label="Karin Visser, klachtencoördinator"
    )
    coordinator.page.locator("[name=stated]").check()
    coordinator.presses("Aanwijzen")


def make(person, kind: LetterKind) -> None:
    person.opens(f"/admin/complaint/1/letter/?kind={kind}")
    with person.page.expect_navigation():
        person.page.locator(f"form:has([value='{kind}']) button").first.click()


def write(person, kind: LetterKind) -> None:
    """Make a letter, settle it, and record that it went by post."""
    make(person, kind)
    person.presses("Definitief maken")
    send(person)


def send(person) -> None:
    for box in person.page.locator("[name=enclosed]").all():
        box.check()
    person.presses("Verzonden")
    assert "Een verzonden brief verandert niet meer" in person.reads()


def hear(coordinator, name: str, kind: LetterKind) -> None:
    """Plan, invite, hold and report."""
    coordinator.opens("/admin/complaint/1/hearing/")
    party = coordinator.page.locator("[name=party_id] option", has_text=name)
    later = clock.today() + timedelta(days=14)
    coordinator.fills(
        party_id=party.get_attribute("value"), planned_at=f"{later}T10:00", form="in_person",
        place="Voorbeeldplein 1, Utrecht", reply_by=str(later - timedelta(days=4)),
    )  # fmt: skip
    coordinator.presses("Plannen")
    write(coordinator, kind)
    coordinator.opens(f"{DETAILS}&tab=hearings")
    go(coordinator.page.get_by_role("link", name="Gesprek en verslag vastleggen").last)
    held = clock.now().astimezone(clock.AMSTERDAM) - timedelta(hours=2)
    coordinator.fills(
        held_at=f"{held:%Y-%m-%dT%H:%M}", minutes="45", present=f"{name}\nKarin Visser, hoort",
        report="Er is gesproken over de toets.",
    )  # fmt: skip
    coordinator.page.locator("[name=heard_by_id]").select_option(index=1)
    coordinator.page.locator("[name=final]").check()
    coordinator.presses("Vastleggen")


def test_a_complaint_is_answered_by_a_letter_edited_in_a_word_processor(
    at_browser, received_on, tmp_path
):
    coordinator = at_browser("coordinator")
    register(coordinator, received_on, tmp_path)
    write(coordinator, LetterKind.L01)
    coordinator.opens(DETAILS)
    assert "Toetsing beginnen" in coordinator.reads()
    coordinator.presses("Toetsing beginnen")

    board = at_browser("board1")
    board.opens(DETAILS)
    board.follows("Zelf behandelen")
    board.fills(decided_on=str(clock.today()), reason="Past bij het bestuur.")
    for box in board.page.locator("[name=members]").all():
        box.check()
    board.presses("Zelf behandelen")

    write(coordinator, LetterKind.L07)
    coordinator.opens(DETAILS)
    coordinator.presses("Hoor en wederhoor beginnen")
    hear(coordinator, "Berg", LetterKind.L08A)
    hear(coordinator, "Horst", LetterKind.L08B)
    coordinator.opens(DETAILS)
    coordinator.presses("Onderzoek afronden")

    secretary = at_browser("secretary")
    secretary.opens(DETAILS)
    secretary.presses("Besluit voorbereiden")
    secretary.follows("Oordeel voorbereiden")
    secretary.fills(
        findings="De docent bevestigt de opmerking.", judgement="founded",
        reason="Zo gaat SSR niet met deelnemers om.", conclusion="De docent is aangesproken.",
    )  # fmt: skip
    secretary.presses("Vastleggen")

    board.opens("/admin/complaint/1/conclude/")
    board.fills(decided_on=str(clock.today()), measures="De docent volgt een gesprek.")
    for box in board.page.locator("[name=members]").all():
        box.check()
    board.presses("Vastleggen")

    make(secretary, LetterKind.L15)
    with secretary.page.expect_download() as downloading:
        secretary.page.get_by_role("button", name="Uitchecken en downloaden").click()
    downloaded = Path(downloading.value.path()).read_bytes()
    edited = office.edit(
        downloaded, "De docent bevestigt de opmerking.", "De docent erkent de opmerking ruiterlijk."
    )
    back = tmp_path / "afdoening.docx"
    back.write_bytes(edited)
    secretary.page.locator("[name=file]").set_input_files(back)
    secretary.presses("Terugzetten", exact=True)
    assert "v2" in secretary.reads(), secretary.reads()[:600]

    board2 = at_browser("board2")
    board2.opens(secretary.page.url.removeprefix(secretary.site))
    board2.presses("Vaststellen")
    secretary.page.reload()
    send(secretary)

    db.session.rollback()
    complaint = db.session.get_one(Complaint, 1)
    assert complaint.state is State.F12
    assert complaint.concluded_on == clock.today()
    letter = db.session.scalars(select(Letter).where(Letter.kind == LetterKind.L15)).one()
    kept = documents.read(letter.sent_sha256)
    assert documents.read(letter.versions[1].document.sha256) == edited
    assert read_text(kept) == read_text(edited)
    assert sha256(kept).hexdigest() == letter.sent_sha256
    text = read_text(kept)
    for words in ("De docent erkent de opmerking ruiterlijk.", "gegrond", complaint.reference,
                  "ombudsman", "A. van den Berg", "3581 KX  Utrecht"):  # fmt: skip
        assert words in text
    assert list(audit.breaks()) == []
