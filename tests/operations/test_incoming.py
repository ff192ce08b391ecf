"""Files on their way in: the scanner, what waits for it, and what nobody opens meanwhile."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from models import AuditEvent, Document, db
from operations import documents, incoming, packs
from queries import timeline
from queries.actors import system
from rules.errors import Invalid, Refusal
from rules.vocabulary import ScanState, State
from settings import ScannerSocket
from tests import thread
from tests.clamav import Clamd, clamd
from tests.factories import a_complaint
from tests.files.test_mail import WORDS, part, several
from tests.samples import EICAR, a_pdf, a_photo
from tests.thread import someone

AWAY = ScannerSocket("", "127.0.0.1", 9)


@pytest.fixture
def scanned_by(app, monkeypatch) -> Callable[[ScannerSocket | None], None]:
    """``scanned_by(socket)``: the scanner of this installation from here on."""

    def choose(where: ScannerSocket | None) -> None:
        chosen = replace(app.extensions["wederhoor"], scanner=where)
        monkeypatch.setitem(app.extensions, "wederhoor", chosen)

    return choose


@pytest.fixture
def scanner(scanned_by) -> Clamd:
    with clamd() as server:
        scanned_by(server.where)
        yield server


@pytest.fixture
def complaint_id(app) -> int:
    return a_complaint(state=State.F8).id


def add(complaint_id: int, data: bytes = a_pdf(), name: str = "brief.pdf") -> Document:
    key = documents.add(someone("coordinator"), complaint_id, data, name, part_of_complaint=True)
    return db.session.get_one(Document, key)


def state(document: Document) -> ScanState | None:
    db.session.rollback()
    return db.session.get_one(Document, document.id).scan


def scan() -> dict[ScanState, int]:
    return dict(documents.scan_waiting(system(thread.someone("coordinator").today)))


def test_what_the_scanner_finds_clean_says_so(scanner, complaint_id):
    assert add(complaint_id, a_photo(), "foto.jpg").scan is ScanState.CLEAN
    assert b"Jansen" not in scanner.scanned[0]  # what is scanned is what is kept


def test_a_virus_is_refused_and_nothing_is_kept(scanner, complaint_id):
    with pytest.raises(Invalid, match=r"In dit bestand zit een virus\. Het is niet bewaard\."):
        add(complaint_id, EICAR, "eicar.txt")
    assert db.session.scalars(select(Document)).all() == []


def test_without_a_scanner_a_file_is_taken_and_says_so(complaint_id):
    document = add(complaint_id, EICAR, "eicar.txt")
    assert document.scan is ScanState.NOT_SCANNED
    assert documents.open_document(someone("coordinator"), complaint_id, document.id)[2] == EICAR
    assert scan() == {}


def test_while_the_scanner_is_down_a_file_waits_and_nobody_opens_it(scanned_by, complaint_id):
    scanned_by(AWAY)
    document = add(complaint_id)
    assert document.scan is ScanState.QUARANTINED
    with pytest.raises(Refusal, match=r"brief\.pdf wacht op de virusscanner"):
        documents.open_document(someone("coordinator"), complaint_id, document.id)
    with pytest.raises(Refusal, match="wacht op de virusscanner"):
        packs.hearing_pack(someone("coordinator"), complaint_id)
    assert scan() == {ScanState.QUARANTINED: 1}
    (item,) = [one for one in timeline.of(thread.fresh(complaint_id)) if one.look == "doc"]
    assert (item.held, item.scan) == (True, ScanState.QUARANTINED)


def test_what_waited_is_scanned_once_the_scanner_is_back(scanned_by, complaint_id):
    unscanned = add(complaint_id, a_pdf("voor de scanner er was"), "eerder.pdf")
    scanned_by(AWAY)
    good, bad = add(complaint_id), add(complaint_id, b"x" + EICAR, "x.txt")
    twice = add(complaint_id, name="nog eens.pdf")
    with clamd() as server:
        scanned_by(server.where)
        assert scan() == {ScanState.CLEAN: 2, ScanState.INFECTED: 1}
        assert scan() == {}
    assert [state(one) for one in (unscanned, good, twice, bad)] == [
        ScanState.CLEAN, ScanState.CLEAN, ScanState.CLEAN, ScanState.INFECTED,
    ]  # fmt: skip
    assert documents.open_document(someone("coordinator"), complaint_id, good.id)[2] == a_pdf()
    with pytest.raises(Refusal, match=r"x\.txt bevat een virus en gaat niet open"):
        documents.open_document(someone("coordinator"), complaint_id, bad.id)
    trail = db.session.scalars(select(AuditEvent).where(AuditEvent.verb == "document:scanned"))
    assert sorted((one.chain, one.entity_id, one.data["scan"]) for one in trail) == sorted(
        (complaint_id, one.id, "infected" if one is bad else "clean")
        for one in (unscanned, good, twice, bad)
    )


def test_a_file_that_the_scanner_cannot_look_at_keeps_waiting_and_no_other(scanner, complaint_id):
    scanner.most = 2000
    small, large = add(complaint_id), add(complaint_id, b"x" * 5000, "groot.txt")
    assert (small.scan, large.scan) == (ScanState.CLEAN, ScanState.QUARANTINED)
    assert scan() == {ScanState.QUARANTINED: 1}


# --- several at once ------------------------------------------------------------------------


def test_one_wrong_file_does_not_lose_the_others(app):
    files = [("a.pdf", a_pdf()), ("virus.exe", b"MZ"), ("b.jpg", a_photo())]
    taken, refused = incoming.receive_all(files)
    assert [one.name for one in taken] == ["a.pdf", "b.jpg"]
    assert [one.name for one in refused] == ["virus.exe"]


def test_ten_files_are_the_most(app):
    files = [(f"{number}.pdf", a_pdf()) for number in range(4)]
    taken, refused = incoming.receive_all(files, there=8)
    assert [one.name for one in taken] == ["0.pdf", "1.pdf"]
    assert {str(one.why) for one in refused} == {"Er kunnen ten hoogste 10 bestanden bij."}


def test_a_scanner_that_is_down_is_asked_once(app, monkeypatch):
    asked = []
    monkeypatch.setattr(incoming, "verdict", lambda _: asked.append(1) or ScanState.QUARANTINED)
    taken, _ = incoming.receive_all([(f"{number}.pdf", a_pdf()) for number in range(5)])
    assert {one.scan for one in taken} == {ScanState.QUARANTINED}
    assert asked == [1]


def test_an_e_mail_gives_its_words_and_its_files(app):
    given = several(WORDS, part("application/pdf", a_pdf(), "bewijs.pdf"))
    mail = incoming.receive_mail(given, "klacht.eml")
    assert mail.said.text == "Ik klaag over café De Zon."
    assert [one.name for one in mail.attached] == ["bewijs.pdf"]
    assert (mail.refused, mail.whole.data) == ([], given)


def test_of_an_e_mail_with_a_wrong_file_the_rest_is_taken(app):
    files = (part("application/pdf", a_pdf(), "bewijs.pdf"), part("text/x", b"MZ", "virus.exe"))
    mail = incoming.receive_mail(several(WORDS, *files), "klacht.eml")
    assert [one.name for one in mail.attached] == ["bewijs.pdf"]
    assert [one.name for one in mail.refused] == ["virus.exe"]
    assert mail.whole is None
    with pytest.raises(Invalid):
        incoming.receive_mail(b"Ik klaag.", "klacht.eml")
