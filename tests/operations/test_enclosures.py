"""What goes along with a letter, and letters that the panel mails (art. 2:8, 9:9 and 9:12 Awb)."""

import hashlib
import io
from collections import Counter
from datetime import date, timedelta
from typing import Any
from zipfile import ZipFile

import pytest

from letters import pdf
from models import (
    AuditEvent,
    Complaint,
    Document,
    Duty,
    Enclosure,
    Letter,
    Mail,
    MailDocument,
    Setting,
    User,
    db,
)
from operations import clock, correspondence, documents, enclosures, letter_files, outbox
from operations.correspondence import Sending
from operations.transaction import transaction
from queries import letters as sent_letters
from queries import timeline
from rules.errors import Conflict, Invalid, NotFound, NotPermitted, Refusal
from rules.vocabulary import (
    Channel,
    Event,
    LetterKind,
    PartyKind,
    Permission,
    SendChannel,
    State,
    Track,
)
from tests import thread
from tests.factories import a_complaint, a_letter, an_assignment
from tests.postbox import Postbox, mail_server
from tests.samples import a_pdf
from tests.thread import day, finish, fresh, someone

MONDAY = date(2026, 3, 9)
PDF = a_pdf("als verzonden")
SCAN = ("afschrift.pdf", a_pdf("zonder adres"))


def party(complaint_id: int, kind: PartyKind) -> int:
    return next(one.id for one in fresh(complaint_id).parties if one.kind is kind)


def the(letter_id: int) -> Letter:
    db.session.rollback()
    return db.session.get_one(Letter, letter_id)


def draft(complaint_id: int, kind: LetterKind, to: PartyKind) -> int:
    version = fresh(complaint_id).version
    who = party(complaint_id, to)
    return correspondence.draft(someone("coordinator"), complaint_id, version, kind, who)


def with_paper(complaint_id: int, name: str = "klacht.pdf") -> None:
    documents.add(
        someone("coordinator"), complaint_id, a_pdf("de klacht"), name, part_of_complaint=True
    )


def names(letter_id: int) -> list[tuple[str, str]]:
    return [
        (one.name, one.document.name if one.document else "") for one in the(letter_id).enclosures
    ]


def put(letter_id: int, code: str = "coordinator", file: tuple[str, bytes] = SCAN, **given: Any):
    enclosure = given.get("enclosure") or the(letter_id).enclosures[0].id
    version = given.get("version") or the(letter_id).version
    reason = given.get("reason", "Een ander wordt erin genoemd.")
    enclosures.put(someone(code), enclosure, version, file[1], file[0], reason)


def consent(complaint_id: int, kind: PartyKind = PartyKind.COMPLAINANT) -> None:
    with transaction():
        parties = db.session.get_one(Complaint, complaint_id).parties
        contact = next(one.contact for one in parties if one.kind is kind)
        contact.email, contact.email_consent_on = "a.visser@proef.example", date(2026, 3, 2)


def mail(letter_id: int, **given: object) -> None:
    made = Sending(**{"sent_on": MONDAY, "channel": SendChannel.EMAIL, "pdf": PDF} | given)
    correspondence.mark_sent(someone("coordinator"), letter_id, the(letter_id).version, made)


def only_mail() -> Mail:
    db.session.rollback()
    return db.session.query(Mail).filter(Mail.key.like("letter:%")).one()


@pytest.fixture
def copy(file):
    """L07 to whom it is about, with the complaint as its enclosure."""
    thread.to_own_track(file)
    with_paper(file)
    return draft(file, LetterKind.L07, PartyKind.SUBJECT)


# --- proposed ---


def test_the_copy_goes_with_every_paper_of_the_complaint(file):
    """Art. 9:9 Awb: the complaint and what came with it."""
    thread.to_own_track(file)
    with_paper(file)
    with_paper(file, "foto.pdf")
    letter_id = draft(file, LetterKind.L07, PartyKind.SUBJECT)
    papers = [one.name for one in fresh(file).documents if one.part_of_complaint]
    assert {"klacht.pdf", "foto.pdf"} <= set(papers)
    assert names(letter_id) == [(one, one) for one in papers]


def test_where_the_address_is_withheld_a_person_makes_the_copies(file):
    thread.to_own_track(file)
    with_paper(file)
    with transaction():
        db.session.add(Setting(key="hide_complainant_address", value=True))
    letter_id = draft(file, LetterKind.L07, PartyKind.SUBJECT)
    assert [file for _, file in names(letter_id)] == ["" for _ in the(letter_id).enclosures]


def test_what_is_no_file_of_the_dossier_is_paper(app):
    with day(MONDAY):
        key = thread.register(channel=Channel.EMAIL, channel_designated=False)
        letter_id = draft(key, LetterKind.L02C, PartyKind.COMPLAINANT)
        assert names(letter_id) == [("Klachtenformulier", "")]


def test_a_letter_without_enclosures_has_none(file):
    thread.to_committee(file)
    assert names(draft(file, LetterKind.L01B, PartyKind.COMPLAINANT)) == []


# --- another file in its place ---


def test_another_file_takes_the_place_and_the_first_stays_in_the_dossier(copy):
    first = the(copy).enclosures[0].document.id
    put(copy)
    assert names(copy)[0][1] == "afschrift.pdf"
    assert first in [one.id for one in the(copy).complaint.documents]
    assert documents.read(the(copy).enclosures[0].document.sha256) == SCAN[1]


@pytest.mark.parametrize(
    ("code", "refused"),
    [("board1", NotPermitted), ("auditor", NotPermitted), ("team_leader", NotFound),
     ("administrator", NotFound), ("adviser1", NotFound)],
)  # fmt: skip
def test_who_writes_no_letter_encloses_nothing(copy, code, refused):
    with pytest.raises(refused):
        put(copy, code)


def test_what_is_settled_or_sent_keeps_its_enclosures(copy):
    """SOD6, art. 2:12 Awb."""
    finish("coordinator", copy)
    with pytest.raises(Refusal, match="terug naar concept"):
        put(copy)
    thread.send("coordinator", copy)
    with pytest.raises(Refusal, match="verandert niet meer"):
        put(copy)
    with pytest.raises(Refusal, match="verandert niet meer"):
        leave_out(copy)


@pytest.fixture
def receipt(app):
    """L01 with a copy of what came in: kind, but no law asks it."""
    with day(MONDAY):
        key = thread.register()
        thread.step("coordinator", key, Event.REGISTER)
        with_paper(key)
        yield draft(key, LetterKind.L01, PartyKind.COMPLAINANT)


def leave_out(letter_id: int, code: str = "coordinator") -> None:
    letter = the(letter_id)
    enclosures.leave_out(someone(code), letter.enclosures[0].id, letter.version)


def test_what_does_not_go_along_is_left_out_and_stays_in_the_dossier(receipt):
    gone = the(receipt).enclosures[0]
    key, document = gone.id, gone.document.id
    with pytest.raises(NotPermitted):
        leave_out(receipt, "board1")
    leave_out(receipt)
    assert key not in [one.id for one in the(receipt).enclosures]
    assert document in [one.id for one in the(receipt).complaint.documents]


def test_the_copy_for_whom_it_is_about_is_whole_or_replaced(copy):
    """Art. 9:9 Awb: the complaint and what came with it, to each person complained about."""
    with pytest.raises(Refusal, match=r"Vervang het dan door een afschrift\. \(art\. 9:9 Awb\)"):
        leave_out(copy)
    put(copy)
    assert names(copy)[0][1] == "afschrift.pdf"


def test_advice_and_reports_cannot_be_left_out_of_the_findings(app):
    """R05C, G12: also when the advice is followed."""
    with day(MONDAY):
        complaint = a_complaint(state=State.F11, track=Track.ADVISER)
        letter = a_letter(complaint, LetterKind.L15, sent=False)
        with transaction():
            row = Enclosure(name="Rapport van bevindingen en advies")
            db.session.get_one(Letter, letter.id).enclosures.append(row)
        with pytest.raises(Refusal, match="Klachtenregeling SSR"):
            leave_out(letter.id, "secretary")


def test_of_an_advisers_draft_nothing_shows_what_was_put_with_it(app):
    """SOD4: nor what another file took the place of."""
    with day(MONDAY):
        complaint = a_complaint(state=State.F9, track=Track.ADVISER)
        an_assignment(complaint, db.session.get_one(User, thread.user_id("adviser1")))
        letter = a_letter(complaint, LetterKind.L14, sent=False)
        with transaction():
            row = Enclosure(name="Verslag van het horen")
            db.session.get_one(Letter, letter.id).enclosures.append(row)
        put(letter.id, "adviser1")
        first = the(letter.id).enclosures[0].document_id
        put(letter.id, "adviser1", file=("nieuwer.pdf", a_pdf("nieuwer")))
        second = the(letter.id).enclosures[0].document_id
        documents.open_document(someone("adviser1"), complaint.id, second)
        for key in (first, second):
            with pytest.raises(NotFound):
                documents.open_document(someone("secretary"), complaint.id, key)
        items = timeline.of(thread.fresh(complaint.id))
        assert not any("nieuwer" in str(one) or "afschrift" in str(one) for one in items)


def test_what_replaces_a_part_of_the_complaint_asks_a_reason_that_is_kept(copy):
    """Art. 9:9 Awb, and law.md P3: blacked out only with a logged reason."""
    with pytest.raises(Invalid, match="Leg uit waarom dit stuk niet meegaat"):
        put(copy, reason="  ")
    put(copy, reason="De gezondheid van een ander is weggelakt.")
    put(copy, reason="")  # what is there now, is no part of the complaint
    reasons = {one.reason for one in db.session.query(Enclosure).filter_by(letter_id=copy)}
    assert "De gezondheid van een ander is weggelakt." in reasons
    trail = db.session.query(AuditEvent).filter_by(verb="letter:enclosed")
    assert [set(one.data) for one in trail] == [{"sha256"}] * 2  # no words: they would stay


def test_a_missing_copy_and_another_letter_ask_no_reason(file, receipt):
    put(receipt, reason="")
    with transaction():
        db.session.add(Setting(key="hide_complainant_address", value=True))
    thread.to_own_track(file)
    with_paper(file)
    put(draft(file, LetterKind.L07, PartyKind.SUBJECT), reason="")


# --- one more ---


def add(letter_id: int, paper: int | tuple[str, bytes] = SCAN, code: str = "coordinator", **given):
    enclosures.add(someone(code), letter_id, the(letter_id).version, paper, **given)


def test_a_file_that_is_added_goes_along_and_comes_into_the_dossier(copy):
    add(copy, name="Afschrift zonder adres")
    assert names(copy)[-1] == ("Afschrift zonder adres", "afschrift.pdf")
    added = the(copy).enclosures[-1].document
    assert added.complaint_id == the(copy).complaint_id
    told = db.session.query(AuditEvent).filter_by(verb="letter:enclosed").one()
    assert told.data["sha256"] == hashlib.sha256(SCAN[1]).hexdigest() == added.sha256


def test_a_paper_of_the_dossier_is_added_under_its_own_name(receipt):
    complaint_id = the(receipt).complaint_id
    with_paper(complaint_id, "foto.pdf")
    offered = dict(sent_letters.enclosable(someone("coordinator"), receipt))
    key = next(one for one, name in offered.items() if name == "foto.pdf")
    add(receipt, key)
    assert names(receipt)[-1] == ("foto.pdf", "foto.pdf")
    with pytest.raises(Invalid, match="al een bijlage met deze naam"):
        add(receipt, key)
    add(receipt, key, name="De foto nog eens")


def test_drafts_and_papers_of_another_file_cannot_be_added(receipt):
    own = the(receipt).versions[-1].document_id
    other = thread.register(received_at=clock.now())
    with_paper(other, "anders.pdf")
    foreign = fresh(other).documents[-1].id
    for key in (own, foreign, 999_999):
        with pytest.raises(Invalid, match="er niet meer"):
            add(receipt, key)


def test_a_letter_that_was_sent_can_go_along(copy):
    finish("coordinator", copy)
    thread.send("coordinator", copy)
    sent = the(copy)
    version = fresh(sent.complaint_id).version
    coordinator = someone("coordinator")
    other = correspondence.draft(coordinator, sent.complaint_id, version, LetterKind.L13A, None)
    offered = dict(sent_letters.enclosable(coordinator, other))
    key = sent.versions[-1].document_id
    assert offered[key] == f"{LetterKind.L07.label} aan {sent.addressee} van 09-03-2026"


@pytest.mark.parametrize(
    ("code", "refused"),
    [("board1", NotPermitted), ("auditor", NotPermitted), ("administrator", NotFound)],
)
def test_who_writes_no_letter_adds_nothing(copy, code, refused):
    with pytest.raises(refused):
        add(copy, code=code)


def test_to_a_definitive_letter_nothing_is_added(copy):
    finish("coordinator", copy)
    with pytest.raises(Refusal, match="terug naar concept"):
        add(copy)


def test_what_a_person_added_can_be_left_out_where_the_rest_must_go_along(copy):
    """Art. 9:9 Awb asks the complaint, not what came on top."""
    add(copy)
    last, version = the(copy).enclosures[-1].id, the(copy).version
    enclosures.leave_out(someone("coordinator"), last, version)
    assert "afschrift.pdf" not in [file for _, file in names(copy)]
    with pytest.raises(Refusal, match="hoort bij deze brief"):
        leave_out(copy)


def test_two_files_of_one_name_both_go_along(file):
    thread.to_own_track(file)
    with_paper(file, "scan.pdf")
    with_paper(file, "scan.pdf")
    letter_id = draft(file, LetterKind.L07, PartyKind.SUBJECT)
    assert [one for one in names(letter_id) if "scan" in one[0]] == [
        ("scan.pdf", "scan.pdf"), ("scan.pdf (2)", "scan.pdf")
    ]  # fmt: skip
    assert len({one.document_id for one in the(letter_id).enclosures}) == len(names(letter_id))


def test_a_file_that_is_not_what_its_name_says_is_no_enclosure(copy):
    with pytest.raises(Invalid, match="past niet bij"):
        put(copy, file=("afschrift.pdf", b"MZ\x90"))


def test_who_saw_an_older_letter_encloses_nothing(copy):
    with pytest.raises(Conflict):
        put(copy, version=the(copy).version + 1)


def test_an_enclosure_that_is_not_there(copy):
    with pytest.raises(NotFound):
        put(copy, enclosure=999)


def test_letter_and_enclosures_come_as_one_zip(copy):
    name, data = letter_files.with_enclosures(someone("coordinator"), copy)
    assert name.endswith("met bijlagen.zip")
    with ZipFile(io.BytesIO(data)) as pack:
        first, *others = pack.namelist()
        assert first.startswith("00 K2026-")
        assert others[-1].endswith("klacht.pdf")
        assert pack.read(others[-1]) == a_pdf("de klacht")
    with pytest.raises(NotFound):
        letter_files.with_enclosures(someone("adviser1"), copy)


# --- by e-mail ---


@pytest.fixture
def to_mail(copy):
    """The copy, definitive, to someone who agreed to e-mail."""
    consent(the(copy).complaint_id, PartyKind.SUBJECT)
    finish("coordinator", copy)
    return copy


def test_what_is_mailed_is_what_was_written_down(app, to_mail):
    """R01F, law.md part 5: the exact files, to the address to which was agreed."""
    mail(to_mail)
    box = Postbox()
    with mail_server(app, box):
        assert outbox.deliver("test") == Counter(sent=1)
    (message,) = box.messages
    assert message["To"] == "a.visser@proef.example"
    assert message["Subject"] == f"Brief van SSR, kenmerk {the(to_mail).complaint.reference}"
    letter, *others = message.iter_attachments()
    assert letter.get_content() == PDF
    assert letter.get_content_type() == "application/pdf"
    assert [one.get_filename() for one in others] == [one for _, one in names(to_mail)]
    assert others[-1].get_content() == a_pdf("de klacht")
    told = db.session.query(AuditEvent).filter_by(verb="letter:mailed").one()
    assert told.data["sha256"] == hashlib.sha256(PDF).hexdigest()


def test_the_message_says_nothing_of_the_case(to_mail):
    mail(to_mail)
    sent = only_mail()
    assert "Horst" not in sent.subject + sent.body
    assert "toets" not in sent.subject + sent.body


def test_an_enclosure_without_a_file_cannot_be_mailed(to_mail):
    with transaction():
        the_row = db.session.get_one(Letter, to_mail).enclosures[0]
        the_row.document = None
    with pytest.raises(Refusal, match="terug naar concept en voeg het toe"):
        mail(to_mail)
    assert the(to_mail).sent_on is None


def test_what_the_panel_mails_goes_today(to_mail):
    with day(date(2026, 3, 10)), pytest.raises(Invalid, match="Kies vandaag"):
        mail(to_mail)


def test_fifteen_megabytes_can_be_mailed_and_no_more(to_mail):
    size = sum(one.document.size for one in the(to_mail).enclosures)
    with pytest.raises(Refusal, match="te groot"):
        mail(to_mail, pdf=b"%PDF-" + bytes(15 * 2**20 - size - 4))
    mail(to_mail, pdf=b"%PDF-" + bytes(15 * 2**20 - size - 5))


def test_without_consent_nothing_is_mailed(copy):
    """G14"""
    finish("coordinator", copy)
    with pytest.raises(Refusal, match="per post"):
        mail(copy)
    assert db.session.query(Mail).filter(Mail.key.like("letter:%")).count() == 0


def test_what_came_back_can_be_mailed_again(to_mail):
    """Art. 2:11 lid 3: the second sending counts."""
    mail(to_mail)
    correspondence.bounced(someone("coordinator"), to_mail, MONDAY)
    again = Sending(MONDAY, SendChannel.EMAIL, pdf=PDF + b" nog eens")
    correspondence.resent(someone("coordinator"), to_mail, again)
    db.session.rollback()
    keys = db.session.query(Mail.key).filter(Mail.key.like("letter:%")).order_by(Mail.id).all()
    assert [one.key for one in keys] == [f"letter:{to_mail}:1", f"letter:{to_mail}:2"]


def test_a_letter_of_which_the_mail_failed_is_sent_anew_from_its_page(to_mail):
    """Art. 2:11 lid 3: and then the failure asks nothing any more."""
    mail(to_mail)
    with transaction():
        failed = db.session.query(Mail).filter(Mail.key.like("letter:%")).one()
        failed.failed_at, failed.error = failed.recorded_at, "De mailserver antwoordde: 550"
        letter = db.session.get_one(Letter, to_mail)
        letter.complaint.duties.append(
            Duty(kind="mail", subject=f"mail:{failed.id}", text="E-mail", due_on=MONDAY,
                 permission=Permission.LETTER_SEND)
        )  # fmt: skip
        key = failed.id
    with pytest.raises(Refusal, match="Leg bij de brief vast"):
        outbox.retry(someone("coordinator"), key, the(to_mail).complaint_id)
    correspondence.bounced(someone("coordinator"), to_mail, MONDAY)
    correspondence.resent(someone("coordinator"), to_mail, Sending(MONDAY, SendChannel.POST))
    db.session.rollback()
    assert db.session.query(Duty).filter(Duty.subject == f"mail:{key}").count() == 0


def test_a_file_that_is_lost_fails_its_own_message_and_no_other(app, to_mail):
    mail(to_mail)
    sha256 = the(to_mail).enclosures[0].document.sha256
    (documents._folder() / sha256[:2] / sha256).unlink()
    with transaction():
        outbox.post(key="other", recipient="b@proef.example", subject="Taak", body="Taak.")
    with mail_server(app, box := Postbox()):
        assert outbox.deliver("test") == Counter(later=1, sent=1)
    assert [one["To"] for one in box.messages] == ["b@proef.example"]


def test_who_mails_with_a_program_of_his_own_writes_that_down(to_mail):
    mail(to_mail, pdf=b"", enclosed=True)
    assert the(to_mail).channel is SendChannel.EMAIL
    assert db.session.query(Mail).filter(Mail.key.like("letter:%")).count() == 0


def test_the_panel_mails_where_it_can_make_a_pdf_and_knows_a_server(app, to_mail, monkeypatch):
    coordinator = someone("coordinator")
    assert letter_files.mailed(coordinator, to_mail).letter == b""
    with mail_server(app, Postbox()):
        assert letter_files.mailed(coordinator, to_mail).letter.startswith(b"%PDF-")
        monkeypatch.setattr(pdf, "available", lambda: False)
        assert letter_files.mailed(coordinator, to_mail).letter == b""


# --- letters of the panel that go along ---


@pytest.fixture
def with_letter(copy):
    """The copy once more, with a letter that was sent by post as its last enclosure."""
    complaint_id, coordinator = the(copy).complaint_id, someone("coordinator")
    consent(complaint_id, PartyKind.SUBJECT)
    sent = next(one for one in fresh(complaint_id).letters if one.sent_on)
    add(copy, sent.versions[-1].document_id, name="Onze eerdere brief")
    version = the(copy).version
    correspondence.finish(coordinator, copy, version, "De bijlage staat op het voorblad.")
    return copy


def mailed_files() -> list[tuple[str, str, bytes]]:
    documents_of = sorted(
        db.session.query(MailDocument).filter_by(mail_id=only_mail().id),
        key=lambda one: one.position,
    )
    rows = [db.session.get_one(Document, one.document_id) for one in documents_of]
    return [(one.name, one.media_type, documents.read(one.sha256)) for one in rows]


def test_a_letter_of_the_panel_goes_along_as_pdf(with_letter):
    """What the recipient reads is what was sent, and no Word file that can be changed."""
    word = the(with_letter).enclosures[-1].document
    sha256, name = word.sha256, word.name
    mail(with_letter, printed={sha256: PDF + b" bijlage"})
    files = mailed_files()
    assert files[0][1:] == ("application/pdf", PDF)
    assert files[-1] == (name.replace(".docx", ".pdf"), "application/pdf", PDF + b" bijlage")
    told = db.session.query(AuditEvent).filter_by(verb="letter:mailed").one().data["enclosed"]
    assert told[-1] == hashlib.sha256(PDF + b" bijlage").hexdigest()
    assert len(told) == len(files) - 1


def test_without_its_pdf_a_letter_that_goes_along_is_not_mailed(with_letter):
    with pytest.raises(Refusal, match="nog geen pdf"):
        mail(with_letter)
    assert the(with_letter).sent_on is None


def test_a_pdf_that_was_made_before_goes_once_more(app, with_letter, monkeypatch):
    word = the(with_letter).enclosures[-1].document
    mail(with_letter, printed={word.sha256: PDF + b" bijlage"})
    correspondence.bounced(someone("coordinator"), with_letter, MONDAY)
    monkeypatch.setattr(pdf, "of_word", lambda words: [b"%PDF nieuw" for _ in words])
    with mail_server(app, Postbox()):
        made = letter_files.mailed(someone("coordinator"), with_letter)
    assert made.letter == PDF
    assert PDF + b" bijlage" in made.enclosed.values()
    again = Sending(MONDAY, SendChannel.EMAIL, pdf=made.letter, printed=made.enclosed)
    correspondence.resent(someone("coordinator"), with_letter, again)
    first, second = sent_letters.sendings(the(with_letter))
    assert [one.id for one in first.files] == [one.id for one in second.files]


# --- what exactly went ---


def test_of_a_mailed_letter_the_files_and_the_address_are_told(to_mail):
    assert sent_letters.sendings(the(to_mail)) == []
    mail(to_mail)
    (sent,) = sent_letters.sendings(the(to_mail))
    assert (sent.on, sent.channel, sent.to) == (MONDAY, SendChannel.EMAIL, "a.visser@proef.example")
    assert [one.sha256 for one in sent.files[:1]] == [hashlib.sha256(PDF).hexdigest()]
    assert [one.name for one in sent.files[1:]] == [file for _, file in names(to_mail)]


def test_of_a_letter_by_post_the_word_file_and_the_papers_are_told(copy):
    finish("coordinator", copy)
    with transaction():
        db.session.get_one(Letter, copy).enclosures[0].document = None
    thread.send("coordinator", copy)
    (sent,) = sent_letters.sendings(the(copy))
    assert sent.files[0].sha256 == the(copy).sent_sha256
    assert sent.papers == [the(copy).enclosures[0].name]
    assert (sent.to, sent.mail) == (the(copy).addressee, None)


def test_what_was_mailed_is_told_after_the_outbox_was_swept(app, to_mail):
    mail(to_mail)
    with mail_server(app, Postbox()):
        outbox.deliver("test")
    with clock.at(clock.now() + timedelta(days=400)):
        outbox.sweep()
    assert sent_letters.sendings(the(to_mail))[0].to == "a.visser@proef.example"
