"""The ten tasks of docs/tasks.md, with the keyboard alone and in no more steps than it says."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from models import Complaint, Conduct, Decision, GrantProposal, Note, SavedView, db
from operations import clock, documents, search_texts
from operations.transaction import transaction
from rules.vocabulary import (
    Channel,
    DecisionKind,
    Judgement,
    PartyKind,
    ProposalState,
    State,
    Track,
)
from tests.factories import a_complaint, a_document, a_party
from tests.journeys.hands import Hands
from tests.thread import fresh
from tests.views.record import days_ago, user

pytestmark = pytest.mark.parametrize("application", ["sqlite"], indirect=True)

DOCUMENT = Path(__file__).parents[2] / "docs" / "tasks.md"
ROW = re.compile(r"^\| (\d+) \| (.+?) \| .+ \| (\d+) \|$", re.MULTILINE)


def promised() -> dict[int, tuple[str, int]]:
    """Of each task who does it, and in how many steps at most."""
    return {int(task): (who, int(steps)) for task, who, steps in ROW.findall(DOCUMENT.read_text())}


CODES = {
    "coordinator": "coordinator", "Servicedesk": "servicedesk", "secretary": "secretary",
    "board": "board1", "administrator": "administrator",
}  # fmt: skip


@pytest.fixture
def walk(request, at_browser):
    """``walk()``: whoever the task of this test is of, signed in, at the page where it begins.

    At the end no more steps were taken than the document promises.
    """
    who, most = promised()[task_of(request.node.originalname)]
    begun: list[Hands] = []

    def begin(first: str = "/admin/") -> Hands:
        person = at_browser(CODES[who])
        if not person.page.url.endswith(first):
            person.opens(first)
        begun.append(Hands(person.page))
        return begun[-1]

    yield begin
    assert [one.steps for one in begun if one.steps > most] == []


def task_of(test: str) -> int:
    """The number in the name of a test; 0 for what is no walk."""
    found = re.match(r"test_task_(\d\d)_", test)
    return int(found[1]) if found else 0


def link(hands, name, **more):
    return hands.page.get_by_role("link", name=name, **more)


def button(hands, name):
    return hands.page.get_by_role("button", name=name)


def test_there_are_ten_and_each_is_walked_here(application):
    walked = sorted(number for name in globals() if (number := task_of(name)))
    assert walked == sorted(promised()) == list(range(1, 11))


def test_task_01_open_the_file_whose_term_ended_longest_ago(walk):
    for days in (50, 90, 60, 5):
        a_complaint(received_on=days_ago(days), subject=f"Van {days} dagen geleden")
    hands = walk()
    hands.activate(link(hands, "Termijn verstreken"))
    hands.activate(hands.page.locator("th[scope=row] a").first)
    expect(hands.page.get_by_role("heading", level=1)).to_contain_text("Van 90 dagen geleden")


def test_task_02_register_a_complaint_by_telephone(walk):
    hands = walk()
    hands.press("n", leads=True)
    hands.activate(link(hands, "Telefoon"))
    hands.fill(hands.page.get_by_label("Voornaam of voorletters").first, "A.")
    hands.fill(hands.page.get_by_label("Achternaam").first, "Yilmaz")
    hands.fill(hands.page.get_by_label("Telefoonnummer").first, "06 12345678")
    hands.fill(hands.page.locator("#subject"), "Geen antwoord op een brief")
    hands.fill(hands.page.locator("#description"), "Drie keer gebeld en niets gehoord.")
    hands.press("Control+s", leads=True)
    db.session.rollback()
    made = db.session.scalars(select(Complaint)).one()
    caller = next(one.contact for one in made.parties if one.kind is PartyKind.COMPLAINANT)
    assert (made.channel, made.state, made.subject) == (
        Channel.PHONE, State.F0, "Geen antwoord op een brief",
    )  # fmt: skip
    assert made.description == "Drie keer gebeld en niets gehoord."
    assert (caller.first_name, caller.family_name, caller.phone) == (
        "A.", "Yilmaz", "06 12345678",
    )  # fmt: skip


def test_task_03_find_a_word_of_an_attachment(walk):
    a_complaint(subject="Een ander dossier")
    wanted = a_complaint(subject="Het dossier met de bijlage")
    sha256 = documents.put(b"In de gang zong een kanarie.")
    a_document(wanted, sha256=sha256, name="bijlage.txt", media_type="text/plain")
    search_texts.catch_up()
    hands = walk()
    hands.fill(hands.page.get_by_role("searchbox", name="Zoek op kenmerk"), "kanarie")
    hands.press("Enter", leads=True)
    hands.activate(
        hands.page.locator("main").get_by_role("link", name="Het dossier met de bijlage")
    )
    expect(hands.page.get_by_role("heading", level=1)).to_contain_text("Het dossier met de bijlage")


def test_task_04_share_the_list_of_one_phase(walk):
    a_complaint(state=State.F4, subject="Wordt getoetst")
    a_complaint(state=State.F1, subject="Pas binnen")
    hands = walk()
    hands.press("g k", leads=True)
    hands.choose(hands.page.get_by_label("Fase"), "toets")
    hands.activate(button(hands, "Filteren"))
    assert hands.page.locator("tbody tr").count() == 1
    hands.activate(hands.page.locator("summary", has_text="Weergave bewaren"))
    hands.fill(hands.page.get_by_label("Naam", exact=True), "In toetsing")
    hands.tick(hands.page.get_by_label("Delen met iedereen"))
    hands.activate(button(hands, "Bewaren"))
    expect(hands.page.get_by_text("De weergave is bewaard.")).to_be_visible()
    db.session.rollback()
    kept = db.session.scalars(select(SavedView)).one()
    assert (kept.name, kept.shared, "F4" in kept.query) == ("In toetsing", True, True)


def test_task_05_give_three_files_to_a_colleague(walk):
    """Five lie there: one is left out by hand, one is about the colleague and is skipped."""
    colleague = user("secretary")
    free = [a_complaint(received_on=days_ago(20 - one)) for one in range(4)]
    a_party(free[0])
    about = a_complaint(received_on=days_ago(9), subject_user=colleague)
    hands = walk()
    hands.activate(link(hands, "Zonder behandelaar"))
    hands.tick(hands.page.get_by_label("alles op deze bladzijde"))
    expect(hands.page.get_by_role("status")).to_have_text("5 aangevinkt")
    hands.tick(hands.page.get_by_label(free[3].reference))
    hands.choose(
        hands.page.get_by_label("Aangevinkte dossiers"), f"Geven aan {colleague.name}", back=True
    )
    hands.activate(button(hands, "Bekijk wat er verandert"))
    expect(hands.page.get_by_role("heading", name="Dit wordt overgeslagen: 1")).to_be_visible()
    hands.activate(button(hands, "Geef deze 3"))
    assert [fresh(one.id).handler_id for one in (*free, about)] == [colleague.id] * 3 + [None] * 2


def test_task_06_write_a_note_in_an_open_file(walk):
    complaint = a_complaint(state=State.F4)
    hands = walk(f"/admin/complaint/details/?id={complaint.id}")
    hands.press("n")
    hands.fill(hands.page.locator("#text"), "Dossier nagekeken.")
    hands.press("Control+s", leads=True)
    db.session.rollback()
    assert [one.text for one in db.session.scalars(select(Note))] == ["Dossier nagekeken."]


def test_task_07_decide_as_is_advised(walk):
    complaint = a_complaint(
        state=State.F11, received_on=days_ago(30), track=Track.OWN, handler=user("coordinator"),
        subject="Wacht op het bestuur",
    )  # fmt: skip
    with transaction():
        conduct = db.session.get_one(Conduct, complaint.conducts[0].id)
        conduct.judgement, conduct.judgement_reason = Judgement.FOUNDED, "Zo hoort het niet."
        conduct.findings = "Het is gebeurd."
    a_complaint(received_on=days_ago(90), subject="Nog lang niet zover")
    hands = walk()
    hands.activate(link(hands, "Wacht op het bestuur"))
    hands.activate(link(hands, complaint.reference))
    hands.press("v", leads=True)
    hands.tick(hands.page.get_by_label(user("board2").name))
    hands.press("Control+s", leads=True)
    db.session.rollback()
    made = db.session.scalars(select(Decision)).one()
    assert (made.complaint_id, made.kind) == (complaint.id, DecisionKind.CONCLUSION)
    assert {one.user_id for one in made.members if one.took_part} == {
        user("board1").id, user("board2").id,
    }  # fmt: skip


def test_task_08_propose_that_a_role_may_read_more(walk):
    hands = walk()
    hands.press("g r", leads=True)
    hands.activate(link(hands, re.compile("Wijzigen.*teamleider")))
    hands.fill(hands.page.get_by_label("Reden"), "Wat geleerd is, hoort de afdeling ook.")
    hands.choose(hands.page.get_by_label("Adviezen en aanbevelingen zien"), "eigen afdeling")
    hands.press("Control+s", leads=True)
    db.session.rollback()
    made = db.session.scalars(select(GrantProposal)).one()
    assert (made.role.name, made.state) == ("team_leader", ProposalState.PROPOSED)
    assert (made.reason, made.changes) == (
        "Wat geleerd is, hoort de afdeling ook.", {"advice:read": [None, "unit"]},
    )  # fmt: skip


def test_task_09_see_the_last_day_with_a_committee(walk):
    """Ten weeks after Monday 2 March 2026 (art. 9:11 lid 1 Awb): Monday 11 May 2026."""
    hands = walk()
    hands.press("g b", leads=True)
    hands.fill_day(hands.page.get_by_label("Ontvangen op"), date(2026, 3, 2))
    hands.choose(hands.page.get_by_label("Wijze van behandeling"), "adviescommissie")
    hands.activate(button(hands, "Berekenen"))
    last = hands.page.get_by_role("row").filter(has_text="Afhandelen").locator("b")
    expect(last).to_have_text("ma 11-05-2026")


def test_task_10_see_why_files_were_late_and_take_the_figures(walk):
    """Ended today, so this year on every day of it."""
    for cause in ("Een getuige was ziek.",) * 2 + ("Het dossier was zoek.",):
        a_complaint(state=State.F12, received_on=days_ago(100), ended_on=clock.today(),
                    concluded_on=clock.today(), late_cause=cause)  # fmt: skip
    hands = walk()
    hands.press("g d", leads=True)
    hands.activate(link(hands, str(clock.today().year), exact=True))
    expect(hands.page.locator("section[aria-labelledby=t-causes]")).to_contain_text("getuige")
    with ZipFile(BytesIO(hands.fetch(link(hands, "Cijfers (.xlsx)")))) as book:
        words = "".join(book.read(one).decode() for one in book.namelist() if "xml" in one)
    assert "Een getuige was ziek" in words
