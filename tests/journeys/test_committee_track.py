"""A committee advises and the board departs from it: everything on screen, by whoever does it.

The beginning (registered, acknowledged, at the screening) comes from ``tests.thread``.
"""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from letters.render import read_text
from models import Complaint, Letter, db
from operations import audit, clock, documents
from rules.vocabulary import LetterKind, State
from tests import thread
from tests.journeys.arriving import go
from tests.journeys.test_own_track import hear, make, send, write
from tests.samples import a_pdf
from tests.views.record import days_ago
from views.terms import weekday

DETAILS = "/admin/complaint/details/?id=1"
FILE = "/admin/complaint/1"
REPORT = "Klager en docent zijn gehoord.\nBeiden bevestigen de opmerking."
DEPARTURE = "De docent had de opmerking vooraf aangekondigd & “uitgelegd”."
RECOMMENDED = "Leg vast hoe docenten op toetsen reageren."


@pytest.fixture
def file(app):
    """A file at the screening, acknowledged before anyone thought of a committee."""
    received_on = days_ago(10)
    with thread.day(received_on):
        key = thread.register(
            received_at=clock.now() - timedelta(hours=2), letter_dated_on=received_on
        )
        documents.add(
            thread.someone("coordinator"), key, a_pdf("klaagschrift"), "klaagschrift.pdf",
            part_of_complaint=True,
        )  # fmt: skip
        thread.to_screening(key)
        thread.a_committee()
    db.session.rollback()


def decide(board, button: str, **typed: str) -> None:
    """The board's form: the day and the members who took part, and what else it asks."""
    board.fills(decided_on=str(clock.today()), **typed)
    for box in board.page.locator("[name=members]").all():
        box.check()
    board.presses(button)


def appoint(board) -> None:
    """Both last days are on the page before anything is chosen (art. 9:11 lid 1 Awb)."""
    board.opens(DETAILS)
    board.follows("Adviescommissie aanwijzen")
    page = board.reads()
    assert f"eindigt nu op {weekday(thread.fresh(1).legal_end)}" in page
    board.page.locator("[name=committee_id]").select_option(label="Adviescommissie")
    for box in ("stated", "advisers_stated"):
        board.page.locator(f"[name={box}]").check()
    decide(board, "Adviescommissie aanwijzen", reason="De zaak weegt zwaar.")
    then = weekday(thread.fresh(1).legal_end)
    assert f"Na deze keuze eindigt zij op {then}" in page
    assert then in board.reads()


def advise(chair) -> None:
    chair.opens(f"{DETAILS}&tab=advice")
    chair.follows("Rapport schrijven")
    chair.fills(report=REPORT)
    chair.presses("Vastleggen")
    chair.opens(f"{DETAILS}&tab=advice")
    assert "Beiden bevestigen de opmerking." in chair.reads()
    chair.follows("Adviseren : onderdeel 1")
    chair.fills(admissible="1", advised="founded", reason="Zo spreekt een docent niet.")
    chair.presses("Vastleggen")
    chair.opens(DETAILS)
    chair.follows("Aanbeveling toevoegen")
    chair.fills(kind="prevention", text=RECOMMENDED)
    chair.presses("Toevoegen")


def answer(board) -> None:
    board.opens(f"{DETAILS}&tab=follow-up")
    assert "wacht op antwoord" in board.reads()
    board.follows("Beantwoorden")
    board.fills(acceptance="accepted", due_on=str(clock.today() + timedelta(days=30)))
    leader = board.page.locator("[name=owner_id] option", has_text="teamleider")
    board.fills(owner_id=leader.first.get_attribute("value"))
    board.presses("Vastleggen")


def depart(board) -> None:
    """Without a reason the decision is refused, and the refusal leads to where it is given."""
    board.opens(f"{FILE}/conclude/")
    decide(board, "Vastleggen")
    assert "Leg uit waarom het bestuur afwijkt van het advies" in board.reads()
    assert "art. 9:16 Awb" in board.reads()
    go(board.page.locator(".summary").get_by_role("link", name="Oordeel voorbereiden"))
    board.fills(deviation=DEPARTURE)
    board.presses("Vastleggen")
    board.opens(f"{FILE}/conclude/")
    decide(board, "Vastleggen", measures="De docent volgt een gesprek.")


def carry_out(leader) -> None:
    """Who carries it out sees what to do, and nothing of the file behind it."""
    reply = leader.page.goto(leader.site + DETAILS)
    assert reply.status in {403, 404}
    leader.wrong.clear()  # Chromium reports that very refusal
    leader.opens("/admin/recommendation/")
    assert RECOMMENDED in leader.reads()
    go(leader.page.get_by_role("link", name="Leg vast hoe").first)
    leader.follows("Wijzigen")
    leader.fills(result="Besproken in het team, vastgelegd.", done_on=str(clock.today()))
    leader.presses("Opslaan")
    assert "Besproken in het team, vastgelegd." in leader.reads()


def test_a_committee_advises_and_the_board_departs_with_a_reason(at_browser, file):
    board, coordinator = at_browser("board1"), at_browser("coordinator")
    appoint(board)

    for kind in (LetterKind.L13, LetterKind.L01B, LetterKind.L07):
        write(coordinator, kind)
    coordinator.opens(DETAILS)
    coordinator.presses("Hoor en wederhoor beginnen")

    chair = at_browser("adviser1")
    hear(chair, "Berg", LetterKind.L08A)
    hear(chair, "Horst", LetterKind.L08B)
    chair.opens(DETAILS)
    chair.presses("Onderzoek afronden")
    advise(chair)
    board.opens(f"{DETAILS}&tab=advice")
    assert "Beiden bevestigen" not in board.reads()
    assert "Het advies is nog niet uitgebracht." in board.reads()
    write(chair, LetterKind.L14)
    board.opens(f"{DETAILS}&tab=advice")
    assert "Beiden bevestigen de opmerking." in board.reads()

    secretary = at_browser("secretary")
    secretary.opens(DETAILS)
    secretary.presses("Besluit voorbereiden")
    secretary.follows("Oordeel voorbereiden")
    secretary.fills(
        findings="De docent bevestigt de opmerking.", judgement="unfounded",
        reason="Het mocht zo worden gezegd.", conclusion="Er volgt geen maatregel.",
    )  # fmt: skip
    secretary.presses("Vastleggen")
    answer(board)
    depart(board)

    make(secretary, LetterKind.L15)
    board2 = at_browser("board2")
    board2.opens(secretary.page.url.removeprefix(secretary.site))
    board2.presses("Vaststellen")
    secretary.page.reload()
    secretary.presses("Verzonden")
    assert secretary.page.locator("#enclosed-error").count() == 1
    send(secretary)
    with secretary.page.expect_download() as downloading:
        secretary.page.get_by_role("link", name="Downloaden").first.click()
    text = read_text(Path(downloading.value.path()).read_bytes())
    for words in (DEPARTURE, "ongegrond", "ombudsman", RECOMMENDED):
        assert words in text, f"{words} in {text}"

    leader = at_browser("team_leader")
    coordinator.opens(f"{DETAILS}&tab=follow-up")
    assert "De docent volgt een gesprek." in coordinator.reads()
    coordinator.follows("Eigenaar en datum invullen")
    coordinator.fills(due_on=str(clock.today() + timedelta(days=30)))
    coordinator.page.locator("[name=owner_id]").select_option(index=2)
    coordinator.presses("Vastleggen")
    coordinator.opens(DETAILS)
    coordinator.presses("Opvolging beginnen")
    carry_out(leader)

    db.session.rollback()
    complaint = db.session.get_one(Complaint, 1)
    assert complaint.state is State.F18
    assert [one.done_on for one in complaint.recommendations if one.text == RECOMMENDED] == [
        clock.today()
    ]
    letter = db.session.scalars(select(Letter).where(Letter.kind == LetterKind.L14)).one()
    assert letter.sent_on == clock.today()
    assert list(audit.breaks()) == []
