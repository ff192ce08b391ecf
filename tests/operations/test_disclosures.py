"""Everything about one person as a zip: nothing that nobody looked at, and nothing of others."""

import io
import zipfile
from datetime import UTC, date, datetime

import pytest
import time_machine
from docx import Document as Word
from sqlalchemy import select

from models import AuditEvent, Contact, ContactMoment, DataBreach, DataRequest, Note, db
from operations import breaches, clock, data_requests, destruction, disclosures
from operations.data_requests import RequestData
from operations.disclosures import Decided
from operations.transaction import transaction
from queries import data_subjects
from rules.errors import Conflict, Invalid, NotFound, NotPermitted, Refusal
from rules.vocabulary import (
    ContactChannel,
    Direction,
    DisclosureChoice,
    HearingStatus,
    PartyKind,
    RequestKind,
    RequestOutcome,
    ScanState,
    State,
)
from tests.factories import (
    a_complaint,
    a_contact,
    a_document,
    a_hearing,
    a_letter,
    a_party,
)
from tests.thread import someone
from tests.views.record import nothing_changes, user

AT = datetime(2026, 11, 30, 9, tzinfo=UTC)
SECRET = "Zwartkruis"
"""The name of someone else, in each place where one can stand."""
SQLITE = pytest.mark.parametrize("application", ["sqlite"], indirect=True)
"""For what is refused before anything is written, on one database as on the other."""


@pytest.fixture(autouse=True)
def monday(app):
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def asker() -> Contact:
    return a_contact(family_name="Vrager", email="vrager@thuis.example", phone="0612345678")


@pytest.fixture
def file(asker):
    """A file with one of each piece, and someone else's name in all of them."""
    made = a_complaint(
        state=State.F8, complainant=asker, subject=f"Over {SECRET}",
        description=f"{SECRET} kwam niet.",
    )  # fmt: skip
    other = a_contact(family_name=SECRET)
    a_party(made, other, kind=PartyKind.SUBJECT)
    a_document(made, name=f"verklaring {SECRET}.pdf")
    a_letter(made, addressee=f"De heer {SECRET}")
    a_hearing(
        made, status=HearingStatus.HELD, held_at=clock.now(), heard_by_id=user("coordinator").id,
        report=f"{SECRET} sprak.",
    )  # fmt: skip
    with transaction():
        by = user("coordinator").id
        db.session.add_all([
            Note(complaint_id=made.id, text=f"{SECRET} bellen.", at=clock.now(), by_id=by),
            ContactMoment(
                complaint_id=made.id, at=clock.now(), direction=Direction.INCOMING,
                channel=ContactChannel.PHONE, with_whom=SECRET, summary="Belde.", by_id=by,
            ),
        ])  # fmt: skip
    db.session.rollback()
    return made


def asked(asker, kind=RequestKind.ACCESS, by="coordinator", identity="gebeld") -> int:
    data = RequestData(kind, asker.id, date(2026, 11, 10), identity=identity)
    return data_requests.create(someone(by), data)


def found(key, by="coordinator"):
    db.session.rollback()
    request = db.session.get_one(DataRequest, key)
    actor = someone(by)
    files = data_subjects.files_of(actor, request.contact_id)
    return data_subjects.pieces(actor, request.contact, files)


def decide(key, piece, choice=DisclosureChoice.WHOLE, by="coordinator", **more):
    decided = Decided(choice, more.pop("fingerprint", piece.fingerprint), **more)
    disclosures.review(someone(by), key, piece.key, decided)


def zipped(key, by="coordinator") -> dict[str, str]:
    """What can be read in each file of the zip."""
    _, data = disclosures.package(someone(by), key)
    with zipfile.ZipFile(io.BytesIO(b"".join(data))) as pack:
        return {name: words(pack.read(name)) for name in pack.namelist()}


def words(data: bytes) -> str:
    if not data.startswith(b"PK"):
        return data.decode("utf-8", "replace")
    document = Word(io.BytesIO(data))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_what_nobody_looked_at_is_left_out_and_named(asker, file):
    inside = zipped(asked(asker))
    assert list(inside) == ["00 Inhoud.docx"]
    index = inside["00 Inhoud.docx"]
    kinds = ("Tekst van de klacht of melding", "Document", "Ontvangstbevestiging, aan de verzoeker",
             "Contactmoment", "Interne notitie", "Verslag: de verzoeker gehoord")  # fmt: skip
    for kind in kinds:
        assert kind in index
    assert index.count("Nog niet bekeken of hier gegevens van anderen in staan.") == 6
    assert SECRET not in index
    assert "Johanna van Vrager" in index
    assert "0612345678" in index
    assert file.reference in index
    assert "Autoriteit Persoonsgegevens" in index


def test_what_was_looked_at_goes_along_as_it_was_decided(asker, file):
    key = asked(asker)
    by_kind = {one.kind.value: one for one in found(key)}
    decide(key, by_kind["document"])
    decide(key, by_kind["complaint"], DisclosureChoice.MASKED, text="[weggelaten] kwam niet.")
    decide(key, by_kind["note"], DisclosureChoice.OUT, reason="Alleen voor intern beraad.")
    inside = zipped(key)
    assert list(inside) == [
        "00 Inhoud.docx", "001 tekst van de klacht of melding 30-11-2026.docx",
        "002 document 30-11-2026.pdf",
    ]  # fmt: skip
    assert "[weggelaten] kwam niet." in inside["001 tekst van de klacht of melding 30-11-2026.docx"]
    assert "%PDF-1.7" in inside["002 document 30-11-2026.pdf"]
    assert SECRET not in "".join(inside.values())
    assert "Alleen voor intern beraad." in inside["00 Inhoud.docx"]


def test_making_it_is_in_the_trail_of_each_file(asker, file):
    key = asked(asker)
    decide(key, found(key)[0])
    zipped(key)
    query = select(AuditEvent).where(AuditEvent.verb == "data_request:exported")
    events = {one.chain: one.data for one in db.session.scalars(query.order_by(AuditEvent.id))}
    assert set(events) == {0, file.id}
    assert (events[0]["count"], events[0]["kept_back"]) == (1, 5)
    assert SECRET not in str(events)
    reviewed = db.session.scalars(
        select(AuditEvent.chain).where(AuditEvent.verb == "disclosure:reviewed")
    ).all()
    assert reviewed == [file.id]


def test_a_file_about_the_maker_is_in_no_zip(asker, file):
    """SOD1."""
    hidden = a_complaint(state=State.F8, complainant=asker, subject_user=user("coordinator"))
    key = asked(asker, by="secretary")
    assert hidden.reference not in zipped(key)["00 Inhoud.docx"]
    assert hidden.reference in zipped(key, by="secretary")["00 Inhoud.docx"]
    text = next(one for one in found(key, "secretary") if one.complaint.id == hidden.id)
    with nothing_changes(), pytest.raises(NotFound):
        decide(key, text)
    decide(key, text, by="secretary")
    assert len(zipped(key)) == 1


def test_what_someone_else_decided_about_a_hidden_file_stays_hidden(asker):
    hidden = a_complaint(state=State.F8, complainant=asker, subject_user=user("coordinator"))
    a_complaint(state=State.F8, complainant=asker)
    key = asked(asker, by="secretary")
    for one in found(key, "secretary"):
        decide(key, one, by="secretary")
    assert hidden.reference not in "".join(zipped(key).values())
    assert len(zipped(key)) == 2
    assert len(zipped(key, by="secretary")) == 3


def test_a_text_that_changed_since_is_left_out(asker, file):
    key = asked(asker)
    text = next(one for one in found(key) if one.kind.value == "complaint")
    decide(key, text)
    with transaction():
        db.session.get_one(type(file), file.id).wish = f"Een gesprek met {SECRET}."
    inside = zipped(key)
    assert list(inside) == ["00 Inhoud.docx"]
    assert "Veranderd nadat iemand ernaar keek" in inside["00 Inhoud.docx"]


@SQLITE
def test_what_the_scanner_holds_does_not_go(asker, file):
    key = asked(asker)
    held = a_document(file, name="virus.pdf", scan=ScanState.INFECTED)
    piece = next(one for one in found(key) if one.id == held.id and one.sha256 and one.held)
    decide(key, piece)
    inside = zipped(key)
    assert list(inside) == ["00 Inhoud.docx"]
    assert "De virusscanner heeft dit bestand niet vrijgegeven." in inside["00 Inhoud.docx"]


@SQLITE
def test_a_decision_that_cannot_stand(asker, file):
    key = asked(asker)
    by_kind = {one.kind.value: one for one in found(key)}
    for kind, choice, more, field in (
        ("note", DisclosureChoice.OUT, {"reason": " "}, "reason"),
        ("note", DisclosureChoice.MASKED, {"text": " "}, "masked"),
        ("document", DisclosureChoice.MASKED, {"text": "x"}, "choice"),
    ):
        with nothing_changes(), pytest.raises(Invalid) as refused:
            decide(key, by_kind[kind], choice, **more)
        assert set(refused.value.messages) == {field}
    with nothing_changes(), pytest.raises(Conflict):
        decide(key, by_kind["note"], fingerprint="0" * 64)
    with nothing_changes(), pytest.raises(NotPermitted):
        decide(key, by_kind["note"], by="auditor")


@SQLITE
def test_the_zip_is_for_someone_who_was_identified_and_asked_for_it(asker, file):
    for kind, identity, why in (
        (RequestKind.ERASURE, "gebeld", "geen verzoek om inzage"),
        (RequestKind.ACCESS, " ", "vastgesteld wie dit vraagt"),
    ):
        key = asked(asker, kind, identity=identity)
        with nothing_changes(), pytest.raises(Refusal, match=why):
            disclosures.package(someone("coordinator"), key)
    for code, refused in (("auditor", NotPermitted), ("board1", NotFound)):
        with nothing_changes(), pytest.raises(refused):
            disclosures.package(someone(code), key)


def test_decided_again_the_last_counts(asker, file):
    key = asked(asker)
    piece = found(key)[0]
    decide(key, piece)
    decide(key, piece, DisclosureChoice.OUT, reason="Toch niet.")
    assert list(zipped(key)) == ["00 Inhoud.docx"]


# --- destroying -----------------------------------------------------------------------------


def test_with_the_last_file_goes_the_person_of_an_answered_request(asker):
    """And the letter that went astray, and what was decided about each piece."""
    file = a_complaint(state=State.F19, complainant=asker, received_on=date(2010, 3, 1),
                       retention_from=date(2010, 6, 1))  # fmt: skip
    letter, person = a_letter(file), asker.id
    key = asked(asker)
    decide(key, found(key)[0])
    breach = breaches.misdirected(someone("coordinator"), letter.id, AT, f"Naar {SECRET}.")
    version = db.session.get_one(DataRequest, key, populate_existing=True).version
    data_requests.answer(
        someone("coordinator"), key, version, outcome=RequestOutcome.GRANTED, answered_on=AT.date()
    )
    made = destruction.propose(someone("coordinator"), [file.id], "Termijn om.")
    destruction.approve(someone("secretary"), made, 1)
    db.session.rollback()
    request = db.session.get_one(DataRequest, key)
    assert (request.contact_id, request.identity, request.number) == (None, "", "P2026-0001")
    assert db.session.get(Contact, person) is None
    lost = db.session.get_one(DataBreach, breach)
    assert (lost.what, lost.letter_id, lost.number) == ("", None, "D2026-0001")
