"""Letters on the code page, and what parties send from it (art. 2:8, 2:10, 2:25 and 9:11 lid 3)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from files.unfit import Cause
from models import (
    AuditEvent,
    Complaint,
    DeadlineLine,
    Document,
    Duty,
    Enclosure,
    Letter,
    Mail,
    Submission,
    db,
)
from operations import (
    access_codes,
    clock,
    code_sessions,
    correspondence,
    documents,
    handling,
    outbox,
    parties,
    placements,
    submissions,
)
from operations.correspondence import Sending
from operations.handling import StepData
from operations.submissions import Sent
from operations.transaction import transaction
from queries import cases, portal
from queries.actors import system
from rules.errors import Invalid, NotFound, NotPermitted, Refusal
from rules.vocabulary import (
    DeadlineKind,
    Event,
    Kind,
    LetterKind,
    LetterState,
    PartyKind,
    ScanState,
    SendChannel,
    State,
    SubmissionChoice,
    SubmissionKind,
)
from tests import thread
from tests.factories import a_complaint, a_contact, a_letter, a_party
from tests.postbox import Postbox, mail_server
from tests.thread import fresh, someone
from tests.views.record import nothing_changes, user

MONDAY = date(2026, 3, 9)
AT = datetime(2026, 3, 9, 9, 0, tzinfo=clock.AMSTERDAM)
PDF = b"%PDF-1.7 zoals het er staat"
ADDRESS = "https://klacht.example/mijn-klacht"
MAILBOX = "a.visser@proef.example"


@pytest.fixture
def box(app) -> Iterator[Postbox]:
    with mail_server(app, made := Postbox()), time_machine.travel(AT, tick=False):
        yield made


def party(complaint_id: int, kind: PartyKind = PartyKind.COMPLAINANT):
    return next(one for one in fresh(complaint_id).parties if one.kind is kind)


def consent(complaint_id: int, kind: PartyKind = PartyKind.COMPLAINANT) -> None:
    with transaction():
        parties = db.session.get_one(Complaint, complaint_id).parties
        contact = next(one.contact for one in parties if one.kind is kind)
        contact.email, contact.email_consent_on = MAILBOX, date(2026, 3, 2)


def a_code(complaint_id: int, kind: PartyKind = PartyKind.COMPLAINANT) -> int:
    """The id of a code that works."""
    access_codes.give(someone("coordinator"), complaint_id, party(complaint_id, kind).id)
    return portal.live_codes(party(complaint_id, kind).id, clock.now())[0].id


def a_file(state: State = State.F2, **columns: object) -> int:
    complaint = a_complaint(
        state=state, received_on=thread.RECEIVED, handler=user("coordinator"), **columns
    )
    a_party(complaint, a_contact(family_name="Horst"))
    return complaint.id


def a_final_letter(complaint_id: int, kind: LetterKind = LetterKind.L01) -> int:
    version, whose = fresh(complaint_id).version, party(complaint_id).id
    letter = correspondence.draft(someone("coordinator"), complaint_id, version, kind, whose)
    thread.finish("coordinator", letter)
    return letter


def the(letter_id: int) -> Letter:
    db.session.rollback()
    return db.session.get_one(Letter, letter_id)


def place(letter_id: int, **given: object) -> None:
    made = {"sent_on": MONDAY, "channel": SendChannel.PORTAL, "pdf": PDF, "address": ADDRESS}
    version = the(letter_id).version
    correspondence.mark_sent(someone("coordinator"), letter_id, version, Sending(**made | given))


@pytest.fixture
def placed(box) -> int:
    """A letter on the page of the complainant, with its notice in the outbox."""
    file = a_file()
    consent(file)
    a_code(file)
    letter = a_final_letter(file)
    place(letter)
    return letter


# --- placing and telling --------------------------------------------------------------------


def test_a_letter_on_the_page_is_frozen_as_it_stands_there_with_its_notice(placed, box):
    letter = the(placed)
    assert (letter.channel, letter.sent_on) == (SendChannel.PORTAL, MONDAY)
    assert documents.read(letter.placement.document.sha256) == PDF
    assert letter.sent_sha256 == letter.versions[-1].document.sha256
    line = db.session.scalars(
        select(DeadlineLine).where(DeadlineLine.kind == DeadlineKind.PORTAL_NOTICE)
    ).one()
    assert (line.legal_end, line.basis) == (date(2026, 3, 11), "art. 2:10 lid 1 Awb")
    outbox.deliver("test")
    (message,) = box.messages
    assert message["To"] == MAILBOX
    body = message.get_content()
    assert ADDRESS in body
    assert letter.complaint.reference in body
    assert letter.complaint.subject not in body
    assert not list(message.iter_attachments())


def test_without_a_pdf_the_word_file_stands_there(box):
    file = a_file()
    consent(file)
    a_code(file)
    letter = a_final_letter(file)
    place(letter, pdf=b"")
    assert the(letter).placement.document.sha256 == the(letter).sent_sha256


@pytest.mark.parametrize("lacks", ["consent", "code", "revoked"])
def test_it_takes_consent_and_a_code_that_works(box, lacks):
    file = a_file()
    if lacks != "consent":
        consent(file)
    if lacks != "code":
        a_code(file)
    letter = a_final_letter(file)
    if lacks == "revoked":
        access_codes.revoke(someone("coordinator"), file, party(file).id)
    with nothing_changes(), pytest.raises(Refusal, match="per post"):
        place(letter)


def test_without_a_mail_server_no_notice_can_go_out_in_time(app):
    with time_machine.travel(AT, tick=False):
        file = a_file()
        consent(file)
        a_code(file)
        letter = a_final_letter(file)
        with pytest.raises(Refusal, match="mailserver"):
            place(letter)


def test_the_panel_places_it_today(box):
    file = a_file()
    consent(file)
    a_code(file)
    letter = a_final_letter(file)
    with time_machine.travel(AT + timedelta(days=1), tick=False), pytest.raises(Invalid):
        place(letter)


def test_a_notice_in_time_lets_the_sending_count(placed, box):
    outbox.deliver("test")
    assert correspondence.see_to_notices() == {"told": 1}
    letter = the(placed)
    assert letter.placement.notified_at == clock.now()
    assert cases.legally_sent_on(letter) == MONDAY
    assert correspondence.see_to_notices() == {}


@pytest.mark.parametrize(
    ("hours", "counts"), [(timedelta(hours=48), True), (timedelta(hours=48, seconds=1), False)]
)
def test_the_notice_has_forty_eight_hours(placed, box, hours, counts):
    with time_machine.travel(AT + hours, tick=False):
        outbox.deliver("test")
        correspondence.see_to_notices()
        assert (cases.legally_sent_on(the(placed)) == MONDAY) is counts


def lapsed(letter_id: int) -> list[tuple[str, str]]:
    return [
        (one.text, one.basis) for one in the(letter_id).complaint.duties if one.kind == "letter"
    ]


def test_no_notice_within_forty_eight_hours_and_it_goes_by_post(placed, run):
    with time_machine.travel(AT + timedelta(hours=49), tick=False):
        assert correspondence.see_to_notices() == {"lapsed": 1}
        letter = the(placed)
        assert cases.legally_sent_on(letter) is None
        assert letter.placement.lapsed_at == clock.now()
        told = "Ontvangstbevestiging: kennisgeving niet op tijd, per post verzenden"
        assert lapsed(placed) == [(told, "art. 2:10 lid 1 Awb")]
        actor = someone("coordinator")
        again = Sending(date(2026, 3, 11), SendChannel.PORTAL)
        with pytest.raises(Refusal, match="per post"):
            correspondence.resent(actor, placed, again)
        correspondence.resent(actor, placed, Sending(date(2026, 3, 11), SendChannel.POST))
        assert cases.legally_sent_on(the(placed)) == date(2026, 3, 11)
        assert lapsed(placed) == []
        assert run("deadlines", "check").exit_code == 0


def test_a_notice_that_bounces_lapses_at_once(placed, box):
    box.no_such.add(MAILBOX)
    outbox.deliver("test")
    assert correspondence.see_to_notices() == {"lapsed": 1}
    assert cases.legally_sent_on(the(placed)) is None
    duties = {one.kind for one in the(placed).complaint.duties}
    assert {"letter", "mail"} <= duties
    correspondence.resent(someone("coordinator"), placed, Sending(MONDAY, SendChannel.POST))
    assert not {"letter", "mail"} & {one.kind for one in the(placed).complaint.duties}


def test_the_commands_see_to_the_notices(placed, run):
    with time_machine.travel(AT + timedelta(hours=49), tick=False):
        assert "1 brieven op de codepagina niet op tijd gemeld" in run("mail", "send").output
        assert "0 brieven op de codepagina niet op tijd gemeld" in run("nightly").output


def test_the_first_reading_is_kept(placed):
    letter = the(placed)
    whose, key = letter.party_id, letter.complaint_id
    assert placements.fetch(whose, placed)[2] == PDF
    read_at = the(placed).placement.read_at
    assert read_at == clock.now()
    with time_machine.travel(AT + timedelta(hours=1), tick=False):
        placements.fetch(whose, placed)
    assert the(placed).placement.read_at == read_at
    verbs = db.session.scalars(select(AuditEvent.verb).where(AuditEvent.chain == key)).all()
    assert [one for one in verbs if one in {"letter:read", "letter:fetched"}] == [
        "letter:read", "letter:fetched",
    ]  # fmt: skip


def held(letter: Letter, **more: object) -> Document:
    """A file in the dossier that the scanner could not look at yet."""
    document = Document(
        complaint=letter.complaint, sha256="a" * 64, name="bewijs.pdf", size=1, origin="bijlage",
        media_type="application/pdf", recorded_at=clock.now(), scan=ScanState.QUARANTINED, **more,
    )  # fmt: skip
    db.session.add(document)
    return document


def test_what_the_scanner_holds_is_not_fetched(placed):
    """Also when it was let through at the sending, and found out afterwards."""
    with transaction():
        letter = db.session.get_one(Letter, placed)
        letter.placement.document = held(letter)
        whose = letter.party_id
    with pytest.raises(Refusal, match=r"bewijs\.pdf"):
        placements.fetch(whose, placed)
    assert the(placed).placement.read_at is None


def test_a_letter_goes_on_no_page_with_something_that_is_held(box):
    file = a_file()
    consent(file)
    a_code(file)
    key = a_final_letter(file)
    with transaction():
        letter = db.session.get_one(Letter, key)
        letter.enclosures.append(Enclosure(name="Bewijs", document=held(letter)))
    with pytest.raises(Refusal, match=r"bewijs\.pdf"):
        place(key, pdf=b"", enclosed=True)
    assert the(key).state is LetterState.FINAL


def test_no_other_party_fetches_it(placed):
    other = party(the(placed).complaint_id, PartyKind.SUBJECT).id
    with pytest.raises(NotFound):
        placements.fetch(other, placed)


def test_a_letter_by_post_is_not_on_the_page(box):
    file = a_file()
    letter = a_letter(fresh(file))
    with pytest.raises(NotFound):
        placements.fetch(letter.party_id, letter.id)


# --- what parties send ----------------------------------------------------------------------


def send(
    file: int, kind: SubmissionKind, whose: PartyKind = PartyKind.COMPLAINANT, **given: object
) -> int:
    code = a_code(file, whose)
    made = {"form_token": f"{clock.now().timestamp()}{kind}{whose}", "text": "Dit."}
    return submissions.send(party(file, whose).id, code, Sent(kind, **made | given))


def test_what_is_sent_changes_nothing_but_a_duty_and_moves_no_version(box):
    file = a_file(State.F8)
    before = fresh(file)
    stood = (before.state, before.version, before.legal_end, before.withdrawn_on)
    send(file, SubmissionKind.WITHDRAWAL)
    after = fresh(file)
    assert (after.state, after.version, after.legal_end, after.withdrawn_on) == stood
    duty = next(one for one in after.duties if one.kind == "submission")
    assert (duty.text, duty.due_on) == (
        "Codepagina: intrekking verwerken", date(2026, 3, 11),
    )  # fmt: skip
    assert duty.user_id == before.handler_id


def test_it_is_confirmed_by_mail_to_whoever_consents(box):
    file = a_file(State.F8)
    send(file, SubmissionKind.SUPPLEMENT)
    assert db.session.scalar(select(func.count()).select_from(Mail)) == 0
    consent(file)
    send(file, SubmissionKind.SUPPLEMENT, form_token="anders", language="en")
    outbox.deliver("test")
    (message,) = box.messages
    assert "We have received your message." in message.get_content()
    assert "Dit." not in message.get_content()


def test_a_refused_file_keeps_nothing(box):
    file = a_file(State.F8)
    code, whose = a_code(file), party(file).id
    sent = Sent(SubmissionKind.SUPPLEMENT, "t", text="x", files=[("a.exe", b"MZ")])
    with nothing_changes(), pytest.raises(submissions.NotTaken) as told:
        submissions.send(whose, code, sent)
    assert [(one.name, one.why.cause) for one in told.value.refused] == [("a.exe", Cause.KIND)]


def test_marking_it_dealt_with_ends_the_duty_once(box):
    file = a_file(State.F8)
    key = send(file, SubmissionKind.REACTION, PartyKind.SUBJECT)
    actor = someone("coordinator")
    with pytest.raises(Invalid):
        submissions.dealt_with(actor, file, key, fresh(file).version, " ")
    submissions.dealt_with(actor, file, key, fresh(file).version, "In het dossier gelegd.")
    assert not [one for one in fresh(file).duties if one.kind == "submission"]
    with pytest.raises(Refusal, match="al verwerkt"):
        submissions.dealt_with(actor, file, key, fresh(file).version, "Nog eens.")


@pytest.mark.parametrize(
    ("kind", "whose", "choice", "expected"),
    [
        (SubmissionKind.SUPPLEMENT, PartyKind.COMPLAINANT, True, True),
        (SubmissionKind.SUPPLEMENT, PartyKind.COMPLAINANT, False, False),
        (SubmissionKind.REACTION, PartyKind.SUBJECT, True, False),
    ],
)  # fmt: skip
def test_files_of_a_supplement_belong_to_the_complaint_when_staff_say_so(
    box, kind, whose, choice, expected
):
    file = a_file(State.F8)
    key = send(file, kind, whose, files=[("brief.txt", b"hallo")])
    assert [one.part_of_complaint for one in fresh(file).documents] == [False]
    submissions.dealt_with(
        someone("coordinator"), file, key, fresh(file).version, "Gezien.", part_of_complaint=choice
    )
    assert [one.part_of_complaint for one in fresh(file).documents] == [expected]


def test_whoever_may_not_change_a_file_does_not_mark_it(box):
    file = a_file(State.F8)
    key = send(file, SubmissionKind.SUPPLEMENT)
    with pytest.raises(NotPermitted):
        submissions.dealt_with(someone("board1"), file, key, fresh(file).version, "Gezien.")


@pytest.mark.parametrize(
    "change",
    ["UPDATE submission SET text = 'anders'", "DELETE FROM submission",
     "UPDATE submission_outcome SET text = 'anders'"],
)  # fmt: skip
def test_what_was_sent_does_not_change(box, change):
    file = a_file(State.F8)
    key = send(file, SubmissionKind.SUPPLEMENT)
    submissions.dealt_with(someone("coordinator"), file, key, fresh(file).version, "Gelezen.")
    db.session.rollback()
    writing = db.engine.execution_options(wederhoor_write=True)
    with (
        pytest.raises(DBAPIError, match=r"append-only|refuses this change"),
        writing.begin() as connection,
    ):
        connection.execute(text(change))


PROPOSED = date(2026, 6, 1)


def an_asked_extension(told: bool = True) -> int:
    file = a_file(
        State.F8, extension_until=PROPOSED, extension_reason="Een getuige is ziek.",
        extension_answer_by=date(2026, 3, 30),
    )  # fmt: skip
    if told:
        a_letter(fresh(file), LetterKind.L12A)
    return file


def test_more_time_is_asked_of_whoever_had_the_letter(box):
    file = an_asked_extension(told=False)
    with pytest.raises(Refusal):
        send(file, SubmissionKind.EXTENSION, choice=SubmissionChoice.AGREES)
    told = an_asked_extension()
    with pytest.raises(Refusal):
        send(told, SubmissionKind.EXTENSION, PartyKind.SUBJECT, choice=SubmissionChoice.AGREES)


def test_consent_from_the_page_is_the_written_consent_of_the_step(box):
    file = an_asked_extension()
    key = send(file, SubmissionKind.EXTENSION, choice=SubmissionChoice.AGREES, text="")
    sent = db.session.get_one(Submission, key)
    assert sent.until == PROPOSED
    written = documents.read(sent.documents[-1].sha256).decode()
    assert "Voorstel: afhandelen uiterlijk op 01-06-2026 (art. 9:11 lid 3 Awb)." in written
    assert "Antwoord: stemt in met uitstel." in written

    def extend(until: date) -> None:
        data = StepData(
            reason="Getuige ziek", agreed_until=until, consent_on=MONDAY, consent_submission_id=key
        )
        handling.apply(someone("board1"), file, Event.EXTEND, fresh(file).version, data)

    with pytest.raises(Invalid, match="01-06-2026"):
        extend(date(2026, 6, 2))
    extend(PROPOSED)
    complaint = fresh(file)
    assert complaint.legal_end == PROPOSED
    assert complaint.extensions[0].consent_document_id == sent.documents[-1].id


def test_a_refusal_is_on_record_and_is_no_consent(box):
    file = an_asked_extension()
    key = send(file, SubmissionKind.EXTENSION, choice=SubmissionChoice.REFUSES)
    data = StepData(
        reason="Toch", agreed_until=PROPOSED, consent_on=MONDAY, consent_submission_id=key
    )
    with pytest.raises(Invalid, match="schriftelijke instemming"):
        handling.apply(someone("board1"), file, Event.EXTEND, fresh(file).version, data)
    with pytest.raises(Refusal):
        send(file, SubmissionKind.EXTENSION, choice=SubmissionChoice.AGREES, form_token="later")


def test_a_report_takes_supplements_and_no_withdrawal(box):
    report = a_complaint(state=State.I2, received_on=thread.RECEIVED, kind=Kind.REPORT)
    with transaction():
        whose = db.session.get_one(Complaint, report.id).parties[0]
        access_codes.issue(system(clock.today()), whose)
    code = portal.live_codes(party(report.id).id, clock.now())[0].id
    submissions.send(party(report.id).id, code, Sent(SubmissionKind.SUPPLEMENT, "a", text="x"))
    with pytest.raises(Refusal):
        submissions.send(party(report.id).id, code, Sent(SubmissionKind.WITHDRAWAL, "b"))
    duty = db.session.scalars(select(Duty).where(Duty.kind == "submission")).one()
    assert duty.permission == "report:write"


# --- codes ----------------------------------------------------------------------------------


def test_a_refused_representative_gets_no_code_and_loses_the_old_one(box):
    file = a_file(State.F8)
    made = a_party(
        fresh(file), a_contact(family_name="Helper"), kind=PartyKind.REPRESENTATIVE,
        represents_id=party(file).id,
    ).id  # fmt: skip
    code = access_codes.give(someone("coordinator"), file, made)
    assert code_sessions.enter(code, "192.0.2.1")
    with transaction():
        one = next(one for one in db.session.get_one(Complaint, file).parties if one.id == made)
        one.refused_on, one.refusal_reason = MONDAY, "Dreigde."
    assert code_sessions.enter(code, "192.0.2.1") is None
    with pytest.raises(Refusal, match="geweigerd"):
        access_codes.give(someone("coordinator"), file, made)


def test_the_brake_for_all_closes_the_door_for_all(box, monkeypatch):
    monkeypatch.setattr(code_sessions, "ALTOGETHER", 3)
    for number in range(3):
        assert code_sessions.enter("FOUT", f"192.0.2.{number}") is None
    with pytest.raises(code_sessions.TooOften):
        code_sessions.enter("FOUT", "198.51.100.1")
    with time_machine.travel(AT + timedelta(minutes=16), tick=False):
        assert code_sessions.enter("FOUT", "198.51.100.1") is None


def test_a_subscriber_of_ipv6_is_one_address(box, monkeypatch):
    monkeypatch.setattr(code_sessions, "PER_ADDRESS", 3)
    for number in range(3):
        assert code_sessions.enter("FOUT", f"2001:db8::{number}") is None
    with pytest.raises(code_sessions.TooOften):
        code_sessions.enter("FOUT", "2001:db8::ffff")
    assert code_sessions.enter("FOUT", "2001:db8:1::1") is None


def test_whoever_came_in_by_mistake_leaves_with_the_code(box):
    file = a_file(State.F8)
    other = a_party(fresh(file), a_contact(family_name="Vergissing")).id
    code = access_codes.give(someone("coordinator"), file, other)
    key = code_sessions.enter(code, "192.0.2.1")
    parties.remove(someone("coordinator"), file, other, fresh(file).version, "Verkeerde docent.")
    assert code_sessions.visit(key) is None


def test_whoever_sent_something_stays_in_the_file(box):
    file = a_file(State.F8)
    send(file, SubmissionKind.REACTION, PartyKind.SUBJECT)
    whose = party(file, PartyKind.SUBJECT).id
    with pytest.raises(Refusal, match="codepagina"):
        parties.remove(someone("coordinator"), file, whose, fresh(file).version, "Toch niet.")
