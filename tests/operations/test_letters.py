"""A letter from draft to frozen (art. 2:8, 2:11, 2:12 and 9:12 lid 2 Awb; law.md part 5)."""

import io
import zipfile
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from models import Complaint, Contact, Letter, db
from operations import correspondence, documents, judging
from operations.correspondence import Sending
from operations.transaction import transaction
from queries import cases
from rules.errors import Conflict, Invalid, NotFound, NotPermitted, Refusal
from rules.vocabulary import (
    Judgement,
    LetterKind,
    LetterState,
    PartyKind,
    Role,
    SendChannel,
    State,
    Track,
)
from tests import thread
from tests.factories import a_complaint, a_contact, a_letter, a_party, a_user, acting
from tests.letters.packages import a_document, packed, paragraph, parts
from tests.thread import RECEIVED, day, finish, someone

TUESDAY = date(2026, 3, 3)
COMPLAINANT = PartyKind.COMPLAINANT


@pytest.fixture(autouse=True)
def on_tuesday(app):
    with day(TUESDAY):
        yield


def a_file(state: State = State.F2, **columns: object) -> int:
    user = db.session.get_one(thread.User, thread.user_id("coordinator"))
    complaint = a_complaint(
        state=state, received_on=RECEIVED, handler=user, track=Track.OWN, **columns
    )
    a_party(complaint)
    return complaint.id


def draft(complaint_id: int, kind: LetterKind = LetterKind.L01, party_id: int | None = None) -> int:
    complaint = thread.fresh(complaint_id)
    party_id = party_id or complaint.parties[0].id
    return correspondence.draft(
        someone("coordinator"), complaint_id, complaint.version, kind, party_id
    )


def fresh(letter_id: int) -> Letter:
    db.session.rollback()
    return db.session.get_one(Letter, letter_id)


def content(letter_id: int) -> bytes:
    return documents.read(fresh(letter_id).versions[-1].document.sha256)


def edited(data: bytes, old: str, new: str) -> bytes:
    """The Word file with these words replaced wherever they stand, and nothing else changed."""
    out, found = io.BytesIO(), 0
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as made:
        for name in source.namelist():
            body = source.read(name)
            if name.startswith("word/"):
                found += body.count(old.encode())
                body = body.replace(old.encode(), new.encode())
            made.writestr(name, body)
    assert found, f"{old!r} was not found"
    return out.getvalue()


def upload(letter_id: int, data: bytes, version: int | None = None) -> None:
    version = version or fresh(letter_id).version
    correspondence.replace_document(
        someone("coordinator"), letter_id, version, data, over_newer=True
    )


def send(letter_id: int, *, channel: SendChannel = SendChannel.POST, **data: object) -> None:
    version = fresh(letter_id).version
    made = Sending(**{"sent_on": TUESDAY, "channel": channel, "enclosed": True} | data)
    correspondence.mark_sent(someone("coordinator"), letter_id, version, made)


def a_sent_letter() -> int:
    letter_id = draft(a_file())
    finish("coordinator", letter_id)
    send(letter_id)
    return letter_id


def a_judgement_letter(decided: bool = True) -> int:
    """L15 of a file on which the board decided, still a draft."""
    complaint_id = a_file(State.F11)
    conduct = thread.fresh(complaint_id).conducts[0]
    data = judging.JudgementData("Het klopt.", Judgement.FOUNDED, "Zo niet.", "Excuses.")
    judging.judge(someone("secretary"), conduct.id, conduct.version, data)
    version = thread.fresh(complaint_id).version
    judging.conclude(someone("board1"), complaint_id, version, thread.decided())
    return draft(complaint_id, LetterKind.L15)


# --- editing --------------------------------------------------------------------------------


def test_an_edited_letter_becomes_a_new_version_and_the_first_stays():
    letter_id = draft(a_file())
    first = content(letter_id)
    upload(letter_id, edited(first, "klacht", "formele klacht"))
    versions = fresh(letter_id).versions
    assert [one.number for one in versions] == [1, 2]
    assert documents.read(versions[0].document.sha256) == first


def test_the_letter_of_another_file_is_refused():
    other = content(draft(a_file()))
    letter_id = draft(a_file())
    with pytest.raises(Refusal, match="andere brief"):
        upload(letter_id, other)
    assert len(fresh(letter_id).versions) == 1


def test_another_letter_of_the_same_file_is_refused():
    complaint_id = a_file()
    second = a_party(thread.fresh(complaint_id), kind=COMPLAINANT).id
    other = content(draft(complaint_id, party_id=second))
    with pytest.raises(Refusal, match="andere brief"):
        upload(draft(complaint_id), other)


def test_a_text_longer_than_any_letter_is_refused():
    letter_id = draft(a_file())
    with pytest.raises(Refusal, match="te lang voor een brief"):
        upload(letter_id, a_document(paragraph("woord " * 170_000)))
    assert len(fresh(letter_id).versions) == 1


MACRO = packed(parts() | {"word/vbaProject.bin": b"macro"})


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"<html><script>alert(1)</script></html>", id="html"),
        pytest.param(a_document()[:-40], id="damaged"),
        pytest.param(MACRO, id="macro"),
        pytest.param(b"%PDF-1.7", id="pdf"),
    ],
)
def test_what_is_no_plain_word_file_is_refused_and_not_kept(data):
    letter_id = draft(a_file())
    with pytest.raises(Refusal):
        upload(letter_id, data)
    assert len(fresh(letter_id).versions) == 1
    with pytest.raises(NotFound):
        documents.read(documents.hashlib.sha256(data).hexdigest())


def test_an_upload_from_an_old_page_is_a_conflict():
    letter_id = draft(a_file())
    stale, data = fresh(letter_id).version, content(letter_id)
    upload(letter_id, data)
    with pytest.raises(Conflict):
        upload(letter_id, data, stale)


def test_a_definitive_letter_is_not_edited_until_it_is_taken_back():
    letter_id = draft(a_file())
    data = content(letter_id)
    finish("coordinator", letter_id)
    with pytest.raises(Refusal, match="definitief"):
        upload(letter_id, data)
    correspondence.reopen(someone("coordinator"), letter_id, fresh(letter_id).version)
    upload(letter_id, data)


def test_who_may_not_write_letters_does_not_make_one():
    complaint_id = a_file()
    version = thread.fresh(complaint_id).version
    party = thread.fresh(complaint_id).parties[0].id
    with pytest.raises(NotPermitted):
        correspondence.draft(someone("board1"), complaint_id, version, LetterKind.L01, party)


def test_a_letter_is_made_once_for_one_person():
    complaint_id = a_file()
    draft(complaint_id)
    with pytest.raises(Refusal, match="al gemaakt"):
        draft(complaint_id)


def test_a_withdrawn_letter_can_be_made_again():
    complaint_id = a_file()
    letter_id = draft(complaint_id)
    correspondence.withdraw(someone("coordinator"), letter_id, fresh(letter_id).version)
    assert fresh(draft(complaint_id)).state is LetterState.DRAFT
    assert fresh(letter_id).state is LetterState.WITHDRAWN


# --- settling -------------------------------------------------------------------------------


def test_an_empty_place_keeps_a_letter_a_draft():
    complaint_id = a_file(complainant=a_contact(street="", town=""))
    letter_id = draft(complaint_id)
    with pytest.raises(Refusal, match="lege plek"):
        finish("coordinator", letter_id)
    assert fresh(letter_id).state is LetterState.DRAFT


def test_a_place_that_the_editor_filled_in_is_no_obstacle():
    letter_id = draft(a_file(complainant=a_contact(street="", town="")))
    with pytest.raises(Refusal) as refused:
        finish("coordinator", letter_id)
    place = str(refused.value).partition("[")[2].partition("]")[0]
    upload(letter_id, edited(content(letter_id), f"[{place}]", "Postbus 1, Utrecht"))
    finish("coordinator", letter_id)
    assert fresh(letter_id).state is LetterState.FINAL


def test_a_letter_without_its_reference_is_not_settled():
    letter_id = draft(a_file())
    reference = fresh(letter_id).complaint.reference
    upload(letter_id, edited(content(letter_id), reference, "weg"))
    with pytest.raises(Refusal, match="kenmerk"):
        finish("coordinator", letter_id)


def test_a_judgement_without_the_ombudsman_is_not_settled():
    """G13"""
    letter_id = a_judgement_letter()
    upload(letter_id, edited(content(letter_id), "ombudsman", "buurman"))
    with pytest.raises(Refusal, match="ombudsman"):
        finish("board2", letter_id)


def test_a_judgement_that_names_another_last_day_needs_a_reason():
    letter_id = a_judgement_letter()
    upload(letter_id, edited(content(letter_id), "3 maart 2027", "3 maart 2028"))
    finish("board2", letter_id, "De ombudsman gaf uitstel.")
    with pytest.raises(Refusal, match="3 maart 2027"):
        send(letter_id)
    send(letter_id, reason="De ombudsman gaf uitstel.")


def test_a_judgement_on_the_whole_board_is_settled_by_the_secretary():
    """SOD3: no member sees the file (art. 9:7 lid 2 Awb)."""
    letter_id = a_judgement_letter()
    complaint = fresh(letter_id).complaint
    with pytest.raises(NotPermitted):
        finish("secretary", letter_id)
    for member in ("board1", "board2"):
        contact = a_contact(user_id=thread.user_id(member))
        a_party(thread.fresh(complaint.id), contact, board_member=True)
    with pytest.raises(NotFound):
        finish("board2", letter_id)
    finish("secretary", letter_id)
    assert fresh(letter_id).state is LetterState.FINAL


def test_whoever_edited_a_judgement_does_not_settle_it():
    """SOD6 follows every version, not only the first."""
    letter_id = a_judgement_letter()
    data = content(letter_id)
    both = acting(a_user(Role.SECRETARY, Role.BOARD))
    correspondence.replace_document(both, letter_id, fresh(letter_id).version, data)
    with pytest.raises(Refusal, match="Een ander"):
        correspondence.finish(both, letter_id, fresh(letter_id).version)
    finish("board2", letter_id)


def test_a_judgement_that_is_edited_again_is_settled_again():
    letter_id = a_judgement_letter()
    finish("board2", letter_id)
    assert fresh(letter_id).approved_by_id == thread.user_id("board2")
    correspondence.reopen(someone("coordinator"), letter_id, fresh(letter_id).version)
    assert fresh(letter_id).approved_by_id is None
    with pytest.raises(Refusal, match="eerst definitief"):
        send(letter_id)


# --- sending --------------------------------------------------------------------------------


def test_a_draft_is_not_sent():
    with pytest.raises(Refusal, match="eerst definitief"):
        send(draft(a_file()))


def test_a_sent_letter_keeps_what_went_out():
    letter_id = a_sent_letter()
    letter = fresh(letter_id)
    assert (letter.state, letter.sent_on, letter.channel) == (
        LetterState.SENT, TUESDAY, SendChannel.POST,
    )  # fmt: skip
    assert letter.sent_sha256 == letter.versions[-1].document.sha256


@pytest.mark.parametrize("act", ["upload", "finish", "reopen", "withdraw", "send"])
def test_a_sent_letter_does_not_change(act):
    """G22"""
    letter_id = a_sent_letter()
    data, version = content(letter_id), fresh(letter_id).version
    actor = someone("coordinator")
    acts = {
        "upload": lambda: upload(letter_id, data),
        "finish": lambda: finish("coordinator", letter_id),
        "reopen": lambda: correspondence.reopen(actor, letter_id, version),
        "withdraw": lambda: correspondence.withdraw(actor, letter_id, version),
        "send": lambda: send(letter_id),
    }
    with pytest.raises(Refusal, match=r"verandert niet meer.*2:12"):
        acts[act]()
    assert fresh(letter_id).version == version


@pytest.mark.parametrize(
    "change", ["sent_on = '2026-03-01'", "state = 'draft'", "sent_sha256 = 'x'", "version = 99"]
)
def test_the_database_itself_refuses_to_change_it(change):
    letter_id = a_sent_letter()
    db.session.rollback()
    writing = db.engine.execution_options(wederhoor_write=True)
    with (
        pytest.raises(DBAPIError, match=r"never changes|refuses this change"),
        writing.begin() as connection,
    ):
        connection.execute(text(f"UPDATE letter SET {change} WHERE id = {letter_id}"))  # noqa: S608


@pytest.mark.parametrize("sent_on", [date(2026, 3, 2), date(2026, 3, 4)])
def test_a_letter_is_sent_between_its_making_and_today(sent_on):
    letter_id = draft(a_file())
    finish("coordinator", letter_id)
    with pytest.raises(Invalid) as refused:
        send(letter_id, sent_on=sent_on)
    assert set(refused.value.messages) == {"sent_on"}


# --- by e-mail (art. 2:8) -------------------------------------------------------------------

CONSENT = {"email": "klager@voorbeeld.example", "email_consent_on": TUESDAY}


@pytest.mark.parametrize(
    ("known", "allowed"),
    [
        pytest.param({}, False, id="no consent"),
        pytest.param(CONSENT, True, id="consent of today"),
        pytest.param(CONSENT | {"email": ""}, False, id="no address"),
        pytest.param(CONSENT | {"email_consent_on": date(2026, 3, 4)}, False, id="from tomorrow"),
        pytest.param(CONSENT | {"email_consent_until": TUESDAY}, False, id="taken back today"),
        pytest.param(
            CONSENT | {"email_consent_until": date(2026, 3, 4)}, True, id="until tomorrow"
        ),
    ],
)
def test_e_mail_takes_express_consent(known, allowed):
    """G14"""
    letter_id = draft(a_file(complainant=a_contact(**known)))
    finish("coordinator", letter_id)
    if allowed:
        send(letter_id, channel=SendChannel.EMAIL)
    else:
        with pytest.raises(Refusal, match="Verzend per post"):
            send(letter_id, channel=SendChannel.EMAIL)
        send(letter_id)
    assert fresh(letter_id).state is LetterState.SENT


# --- representatives (art. 2:1) -------------------------------------------------------------


def a_represented_file(state: State = State.F2, **speaker: object) -> tuple[int, int]:
    """The file and the party that speaks for the complainant."""
    complaint_id = a_file(state)
    complaint = thread.fresh(complaint_id)
    party = a_party(
        complaint,
        a_contact(first_name="Cees", infix="", family_name="Raad", **speaker),
        kind=PartyKind.REPRESENTATIVE,
        represents_id=complaint.parties[0].id,
    )
    return complaint_id, party.id


def test_the_representative_gets_the_letter():
    complaint_id, speaker = a_represented_file()
    with pytest.raises(Invalid):
        draft(complaint_id)
    letter_id = draft(complaint_id, party_id=speaker)
    assert fresh(letter_id).addressee == "Cees Raad"


def test_the_letter_to_the_representative_is_the_acknowledgement():
    complaint_id, speaker = a_represented_file(State.F1)
    letter_id = draft(complaint_id, party_id=speaker)
    finish("coordinator", letter_id)
    send(letter_id)
    assert thread.fresh(complaint_id).state is State.F2


def test_the_consent_of_the_complainant_does_not_count_for_the_representative():
    complaint_id, _ = a_represented_file()
    complaint = thread.fresh(complaint_id)
    letter = a_letter(complaint, sent=False)
    with transaction():
        contact = db.session.get_one(Contact, complaint.parties[0].contact_id)
        contact.email, contact.email_consent_on = "a@voorbeeld.example", RECEIVED
    assert not correspondence.consents(fresh(letter.id), TUESDAY)


# --- what came back (art. 2:11) -------------------------------------------------------------

LATER = date(2026, 3, 10)


def concluded() -> tuple[int, int]:
    letter_id = a_judgement_letter()
    finish("board2", letter_id)
    send(letter_id)
    return letter_id, fresh(letter_id).complaint_id


def test_the_second_sending_is_the_one_that_counts():
    letter_id, complaint_id = concluded()
    with day(LATER):
        correspondence.bounced(someone("secretary"), letter_id, date(2026, 3, 6))
        again = Sending(LATER, SendChannel.POST)
        correspondence.resent(someone("secretary"), letter_id, again)
    complaint: Complaint = thread.fresh(complaint_id)
    assert (complaint.concluded_on, complaint.ended_on) == (LATER, LATER)
    assert fresh(letter_id).sent_on == TUESDAY  # the letter itself is frozen


def test_what_did_not_come_back_is_not_sent_again():
    letter_id = a_sent_letter()
    with pytest.raises(Refusal, match="niet teruggekomen"):
        correspondence.resent(someone("secretary"), letter_id, Sending(TUESDAY, SendChannel.POST))


def test_a_letter_comes_back_once_per_sending():
    letter_id = a_sent_letter()
    correspondence.bounced(someone("secretary"), letter_id, TUESDAY)
    with pytest.raises(Refusal, match="al teruggekomen"):
        correspondence.bounced(someone("secretary"), letter_id, TUESDAY)


@pytest.mark.parametrize("bounced_on", [date(2026, 3, 2), date(2026, 3, 4)])
def test_a_letter_comes_back_between_its_sending_and_today(bounced_on):
    with pytest.raises(Invalid) as refused:
        correspondence.bounced(someone("secretary"), a_sent_letter(), bounced_on)
    assert set(refused.value.messages) == {"bounced_on"}


def test_an_acknowledgement_that_came_back_confirmed_nothing():
    letter_id = a_sent_letter()
    correspondence.bounced(someone("secretary"), letter_id, TUESDAY)
    complaint = thread.fresh(fresh(letter_id).complaint_id)
    found = cases.facts(complaint, someone("secretary"))
    assert found.without(LetterKind.L01, found.recipients)
