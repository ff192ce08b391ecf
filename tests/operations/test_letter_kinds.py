"""What the operations do with letters to no party, corrections, and the automatic receipt."""

from datetime import date

import pytest
from sqlalchemy import select

from letters.catalogue import CATALOGUE
from models import Letter, LetterTemplate, db
from operations import correspondence, documents
from operations.correspondence import Sending
from rules.errors import Refusal
from rules.vocabulary import (
    CaseRole,
    Channel,
    Judgement,
    LetterKind,
    LetterState,
    ScreeningOutcome,
    SendChannel,
    State,
    Track,
)
from tests import thread
from tests.factories import a_complaint, a_contact, a_letter, a_party, an_assignment
from tests.letters.files import (
    a_judged_file,
    advisers,
    an_advice,
    an_ombudsman_case,
    put,
    screened,
)
from tests.operations.test_letters import content, draft, edited, fresh, send, upload
from tests.samples import a_pdf
from tests.thread import RECEIVED, day, finish, someone

TUESDAY = date(2026, 3, 3)


@pytest.fixture(autouse=True)
def on_tuesday(app):
    with day(TUESDAY):
        yield


def a_file(state: State = State.F4, **columns: object):
    handler = db.session.get_one(thread.User, thread.user_id("coordinator"))
    complaint = a_complaint(state=state, received_on=RECEIVED, handler=handler, **columns)
    a_party(complaint)
    return complaint


def to_file(complaint, kind: LetterKind, code: str = "coordinator") -> Letter:
    version = thread.fresh(complaint.id).version
    return fresh(correspondence.draft(someone(code), complaint.id, version, kind, None))


def test_each_letter_has_its_template_in_a_panel_that_was_prepared():
    known = dict(db.session.execute(select(LetterTemplate.kind, LetterTemplate.sha256)).all())
    assert set(known) == set(LetterKind)
    for kind, sha256 in known.items():
        assert documents.read(sha256) == CATALOGUE[kind].path.read_bytes()


# --- to no party of the file ----------------------------------------------------------------


def test_a_letter_to_another_authority_is_named_for_it_and_goes_by_post():
    complaint = a_file(forwarded_to="Gemeente Utrecht\nPostbus 1, 3500 AA Utrecht")
    screened(complaint, ScreeningOutcome.FORWARDED)
    documents.add(someone("coordinator"), complaint.id, a_pdf("k"), "klacht.pdf",
                  part_of_complaint=True)  # fmt: skip
    letter = to_file(complaint, LetterKind.L06A)
    assert (letter.party_id, letter.addressee) == (None, "Gemeente Utrecht")
    finish("coordinator", letter.id)
    send(letter.id)
    assert fresh(letter.id).state is LetterState.SENT


def test_a_forwarding_without_an_address_is_not_settled():
    complaint = a_file(forwarded_to="")
    screened(complaint, ScreeningOutcome.FORWARDED)
    letter = to_file(complaint, LetterKind.L06A)
    assert letter.addressee == "dossier"
    with pytest.raises(Refusal, match=r"ontbreekt: geadresseerde\].*in Word"):
        finish("coordinator", letter.id)


def test_an_appointment_is_named_for_who_advises():
    complaint = a_file(State.F6, track=Track.ADVISER)
    user = db.session.get_one(thread.User, thread.user_id("adviser1"))
    an_assignment(complaint, user, role=CaseRole.ADVISER)
    letter = to_file(complaint, LetterKind.L13)
    assert letter.addressee == "prof. mr. Els Jacobs, adviseur"


def test_the_ombudsman_gets_no_answer_that_was_not_written():
    complaint = a_file(State.F12)
    an_ombudsman_case(complaint, "Waarom duurde het lang?")
    put(complaint, with_ombudsman=True)
    letter = to_file(complaint, LetterKind.L19)
    assert letter.addressee == "Nationale ombudsman"
    with pytest.raises(Refusal, match="ontbreekt: antwoord"):
        finish("coordinator", letter.id)
    upload(letter.id, edited(content(letter.id), "[ontbreekt: antwoord]", "Dat was te lang."))
    finish("coordinator", letter.id)


# --- corrections ----------------------------------------------------------------------------


def test_a_correction_is_settled_once_someone_wrote_what_changes():
    complaint = a_file()
    a_letter(complaint, sent_on=RECEIVED)
    letter_id = draft(complaint.id, LetterKind.L25)
    with pytest.raises(Refusal, match="ontbreekt: wat verandert"):
        finish("coordinator", letter_id)
    empty = "[ontbreekt: wat verandert]"
    upload(letter_id, edited(content(letter_id), empty, "Lees 4 voor 3."))
    finish("coordinator", letter_id)
    assert fresh(letter_id).state is LetterState.FINAL


# --- the automatic receipt ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "refused"), [(LetterKind.L02A, False), (LetterKind.L02C, True)], ids=["L02a", "L02c"]
)
def test_only_the_automatic_receipt_goes_by_e_mail_without_consent(kind, refused):
    """G14: art. 2:17 asks for it; art. 2:8 asks consent for anything else."""
    contact = a_contact(email="a@proef.example", email_consent_on=None)
    complaint = a_file(
        State.F2, channel=Channel.EMAIL, channel_designated=False, complainant=contact
    )
    letter_id = draft(complaint.id, kind)
    finish("coordinator", letter_id)
    if refused:
        with pytest.raises(Refusal, match="per post"):
            send(letter_id, channel=SendChannel.EMAIL)
    else:
        send(letter_id, channel=SendChannel.EMAIL)
        assert fresh(letter_id).channel is SendChannel.EMAIL


def test_without_an_address_even_the_automatic_receipt_goes_by_post():
    complaint = a_file(State.F2, channel=Channel.EMAIL, complainant=a_contact(email=""))
    letter_id = draft(complaint.id, LetterKind.L02A)
    finish("coordinator", letter_id)
    with pytest.raises(Refusal, match="per post"):
        send(letter_id, channel=SendChannel.EMAIL)


# --- clauses that the law asks in this file --------------------------------------------------


def test_with_an_adviser_the_acknowledgement_says_so_also_after_editing():
    complaint = a_file(State.F6, track=Track.ADVISER)
    letter_id = draft(complaint.id)
    upload(letter_id, edited(content(letter_id), "9:15 lid 1", "de wet"))
    with pytest.raises(Refusal, match=r"9:15 lid 1 Awb"):
        finish("coordinator", letter_id)


def test_without_an_adviser_it_need_not():
    letter_id = draft(a_file(State.F5, track=Track.OWN).id)
    finish("coordinator", letter_id)


def test_a_deviation_is_told_also_after_editing():
    """G11, in the words of the letter."""
    with day(date(2026, 3, 10)):
        complaint = a_judged_file(track=Track.ADVISER)
        advisers(complaint, "adviser1")
        an_advice(complaint, Judgement.UNFOUNDED)
        put(complaint.conducts[0], deviation_reason="De e-mail was niet bekend")
        letter_id = draft(complaint.id, LetterKind.L15)
        data = content(letter_id)
        upload(letter_id, edited(data, "9:16", "de wet"))
        with pytest.raises(Refusal, match=r"9:16 Awb"):
            finish("board2", letter_id)
        upload(letter_id, data)
        finish("board2", letter_id)


def test_enclosed_advice_is_confirmed_at_sending():
    """G12: the letter lists advice and hearing reports, so that sending asks for them."""
    with day(date(2026, 3, 10)):
        complaint = a_judged_file(track=Track.ADVISER)
        advisers(complaint, "adviser1")
        an_advice(complaint)
        letter_id = draft(complaint.id, LetterKind.L15)
        finish("board2", letter_id)
        version = fresh(letter_id).version
        sending = Sending(date(2026, 3, 10), SendChannel.POST, enclosed=False)
        with pytest.raises(correspondence.Invalid) as problem:
            correspondence.mark_sent(someone("coordinator"), letter_id, version, sending)
        assert "enclosed" in problem.value.messages
