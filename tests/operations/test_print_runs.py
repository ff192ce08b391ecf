"""Letters that go by post, as one PDF with a page between them."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from letters import pdf, telling
from letters.catalogue import ON_PAPER
from models import AuditEvent, Letter, db
from operations import correspondence, documents, print_runs
from queries import letters as reading
from rules.errors import Invalid, NotFound, NotPermitted
from rules.vocabulary import LetterKind, PartyKind
from tests import thread
from tests.factories import a_document
from tests.thread import finish, fresh, someone


@pytest.fixture
def letters(file):
    """Two definitive letters: the copy with the complaint, and a notice without enclosures."""
    coordinator = someone("coordinator")
    thread.to_adviser(file)
    documents.add(coordinator, file, b"Ik klaag.", "klacht.txt", part_of_complaint=True)
    made = []
    for kind, to in ((LetterKind.L07, PartyKind.SUBJECT), (LetterKind.L01B, PartyKind.COMPLAINANT)):
        complaint = fresh(file)
        party = next(one.id for one in complaint.parties if one.kind is to)
        made.append(correspondence.draft(coordinator, file, complaint.version, kind, party))
        finish("coordinator", made[-1])
    return made


def run(letters, code="coordinator"):
    """Name and bytes of the finished PDF, as who made it gets it."""
    made = telling.whole(print_runs.printing_run(someone(code), letters))
    return print_runs.taken(someone(code), made.letters, made.sha256)


def test_each_letter_comes_after_a_page_that_says_for_whom_it_is(letters):
    name, data = run(letters)
    assert name == "Afdrukken 09-03-2026.pdf"
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    covers = [place for place, words in enumerate(pages) if "Dit blad gaat niet mee" in words]
    assert covers[0] == 0
    assert "Brief 1 van 2" in pages[0]
    assert "ter Horst" in pages[0]
    assert any("Ik klaag." in words for words in pages[1 : covers[1]])
    # Printed on both sides, a letter never shares a sheet with another or with its cover.
    assert pages[1] == ""
    assert covers[1] % 2 == 0
    assert not any("bladzijde" in words for words in pages)
    assert "Brief 2 van 2" in pages[covers[1]]
    assert "van den Berg" in pages[covers[1]]
    assert db.session.query(AuditEvent).filter_by(verb="letter:printed").count() == 2


def test_a_run_tells_how_far_it_is(letters):
    steps = list(print_runs.printing_run(someone("coordinator"), letters))
    assert steps[0] == print_runs.Step(0, 4)
    assert [one.done for one in steps] == sorted(one.done for one in steps)
    assert steps[-1].done == 4
    # The copy is complete with its enclosure: of its three files the second does not finish it.
    finished = [(step.done, item.title) for step in steps for item in step.finished]
    assert finished == [(1, LetterKind.L07.label), (2, LetterKind.L01B.label)]


def test_who_goes_away_ends_the_run(letters):
    work = print_runs.printing_run(someone("coordinator"), letters)
    next(work)
    next(work)  # LibreOffice is at work
    assert pdf.ONE_AT_A_TIME.locked()
    work.close()
    assert not pdf.ONE_AT_A_TIME.locked()
    assert db.session.query(AuditEvent).filter_by(verb="letter:printed").count() == 0


def test_a_finished_run_is_only_for_who_may_send_its_letters(letters, monkeypatch):
    monkeypatch.setattr(documents, "read", lambda _sha256: b"%PDF-")
    assert print_runs.taken(someone("secretary"), letters, "a" * 64)[1] == b"%PDF-"
    for code in ("board1", "adviser2"):
        with pytest.raises((NotFound, NotPermitted)):
            print_runs.taken(someone(code), letters, "a" * 64)
    assert db.session.query(AuditEvent).filter_by(verb="letter:printed").count() == 2


def test_what_cannot_be_printed_is_named(file, letters):
    coordinator = someone("coordinator")
    a_document(fresh(file), part_of_complaint=True, name="kapot.pdf")  # from before the checks
    correspondence.withdraw(coordinator, letters[0], version(letters[0]))
    complaint = fresh(file)
    party = next(one.id for one in complaint.parties if one.kind is PartyKind.SUBJECT)
    again = correspondence.draft(coordinator, file, complaint.version, LetterKind.L07, party)
    finish("coordinator", again)
    cover = PdfReader(io.BytesIO(run([again])[1])).pages[0].extract_text()
    assert "Leg er zelf bij: kapot.pdf" in cover


def version(letter_id):
    db.session.rollback()
    return db.session.get_one(Letter, letter_id).version


def waiting():
    """The acknowledgement of the same day left out."""
    found = reading.to_print(someone("coordinator"), ON_PAPER)
    return [one.id for one in found if one.kind is not LetterKind.L01]


def test_only_what_is_ready_is_there_to_be_printed(letters):
    correspondence.reopen(someone("coordinator"), letters[1], version(letters[1]))
    assert waiting() == letters[:1]
    with pytest.raises(NotFound):
        run(letters)


def test_what_went_by_post_today_can_be_printed_today(letters):
    thread.send("coordinator", letters[1])
    assert waiting() == letters
    with thread.day(date(2026, 3, 10)):
        assert waiting() == letters[:1]


@pytest.mark.parametrize(
    "code", ["servicedesk", "board1", "auditor", "administrator", "team_leader", "adviser2"]
)
def test_who_sends_no_letters_prints_none(letters, code):
    assert reading.to_print(someone(code), ON_PAPER) == []
    with pytest.raises((NotFound, NotPermitted)):
        run(letters, code)


def test_nothing_chosen_is_said(letters):
    with pytest.raises(Invalid, match="Kies welke brieven"):
        run([])


def test_without_libreoffice_there_is_no_run(letters, monkeypatch):
    monkeypatch.setattr(pdf, "available", lambda: False)
    with pytest.raises(NotFound):
        run(letters)
