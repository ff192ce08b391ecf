"""Who is in a file, corrected: what someone is to it, and who does not belong there."""

from datetime import date

import pytest

from models import AuditEvent, Contact, HearingWaiver, Note, Party, db
from operations import parties
from operations.intake import PartyData
from operations.transaction import transaction
from queries import complaints
from rules.errors import Conflict, Invalid, NotFound, NotPermitted, Refusal
from rules.vocabulary import LetterKind, PartyKind, State, WaiverGround
from tests import thread
from tests.factories import a_complaint, a_contact, a_hearing, a_letter, a_party
from tests.thread import day, someone, user_id

TUESDAY = date(2026, 3, 3)
COMPLAINANT, REPRESENTATIVE = PartyKind.COMPLAINANT, PartyKind.REPRESENTATIVE


@pytest.fixture(autouse=True)
def on_tuesday(app):
    with day(TUESDAY):
        yield


def a_helper(state: State = State.F2, **columns: object) -> Party:
    complaint = a_complaint(state=state, received_on=thread.RECEIVED)
    return a_party(complaint, kind=REPRESENTATIVE, represents_id=complaint.parties[0].id, **columns)


def change(party: Party, code: str = "coordinator", **data: object) -> Party:
    known = {name: getattr(party, name) for name in parties.ROLE}
    version = thread.fresh(party.complaint_id).version
    role = PartyData(party.kind, **known | data)
    parties.change(someone(code), party.complaint_id, party.id, version, role)
    return db.session.get_one(Party, party.id)


def remove(party: Party, reason: str = "Verkeerde Bosman.", code: str = "coordinator") -> None:
    version = thread.fresh(party.complaint_id).version
    parties.remove(someone(code), party.complaint_id, party.id, version, reason)
    db.session.rollback()


# --- what someone is to the file --------------------------------------------------------------


def test_an_authorisation_comes_in_later():
    """Art. 2:1 Awb"""
    assert change(a_helper(), authorised_on=TUESDAY).authorised_on == TUESDAY


def test_a_helper_who_is_refused_gets_no_letters_and_the_reason_is_kept():
    """Art. 2:2 Awb"""
    helper = a_helper()
    assert change(helper, refused_on=TUESDAY, refusal_reason="Dreigt.").refused_on == TUESDAY
    event = db.session.query(AuditEvent).filter_by(verb="party:changed").one()
    assert event.data == {"fields": ["refusal_reason", "refused_on"]}


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"refused_on": TUESDAY}, "refusal_reason"),
        ({"refused_on": TUESDAY, "refusal_reason": "Dreigt.", "lawyer": True}, "refused_on"),
        ({"refused_on": date(2026, 3, 4), "refusal_reason": "Dreigt."}, "refused_on"),
        ({"authorised_on": date(2026, 3, 4)}, "authorised_on"),
        ({"represents_id": 99}, "represents_id"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(data, field):
    with pytest.raises(Invalid) as wrong:
        change(a_helper(), **data)
    assert set(wrong.value.messages) == {field}


def test_nobody_speaks_for_themselves():
    helper = a_helper()
    with pytest.raises(Invalid):
        change(helper, represents_id=helper.id)


def test_who_only_reads_changes_nothing():
    with pytest.raises(NotPermitted):
        change(a_helper(), "auditor", capacity="buurman")


def test_a_file_that_was_closed_keeps_its_parties():
    with pytest.raises(Refusal, match="geëindigd"):
        change(a_helper(State.F12), capacity="buurman")
    with pytest.raises(Refusal, match="geëindigd"):
        remove(a_helper(State.F12))


def test_the_second_to_change_is_told():
    helper = a_helper()
    version = thread.fresh(helper.complaint_id).version
    change(helper, capacity="buurman")
    with pytest.raises(Conflict):
        parties.change(someone("coordinator"), helper.complaint_id, helper.id, version,
                       PartyData(REPRESENTATIVE))  # fmt: skip


# --- who does not belong there ----------------------------------------------------------------


def test_who_came_in_by_mistake_goes_and_a_note_tells_who_and_why():
    complaint = a_complaint(state=State.F2)
    wrong = a_party(complaint, a_contact(first_name="Daan", infix="", family_name="Bosman"))
    contact, key = wrong.contact_id, wrong.id
    remove(wrong)
    assert db.session.get(Party, key) is None
    assert db.session.get(Contact, contact) is not None
    note = db.session.query(Note).filter_by(complaint_id=complaint.id).one()
    assert "Bosman" in note.text
    assert "Verkeerde Bosman." in note.text
    event = db.session.query(AuditEvent).filter_by(verb="party:removed").one()
    assert event.data == {"kind": "subject"}


def test_a_user_who_was_named_by_mistake_sees_the_file_again():
    """SOD1"""
    complaint = a_complaint(state=State.F2)
    wrong = a_party(complaint, a_contact(user_id=user_id("secretary")))
    assert complaints.get(someone("secretary"), complaint.id) is None
    remove(wrong)
    assert complaints.get(someone("secretary"), complaint.id) is not None


def test_a_complaint_keeps_a_complainant():
    """Art. 9:4 lid 2 onder a Awb"""
    complaint = a_complaint(state=State.F2)
    first = complaint.parties[0]
    with pytest.raises(Refusal, match="enige klager"):
        remove(first)
    a_party(complaint, kind=COMPLAINANT)
    remove(thread.fresh(complaint.id).parties[0])
    assert len(thread.fresh(complaint.id).parties) == 1


def test_who_has_a_letter_stays():
    party = a_party(a_complaint(state=State.F2))
    a_letter(party.complaint, LetterKind.L07, sent=False, party=party)
    with pytest.raises(Refusal, match="blijft in het dossier"):
        remove(party)


def test_who_is_heard_stays():
    party = a_party(a_complaint(state=State.F8))
    a_hearing(party.complaint, party=party)
    with pytest.raises(Refusal, match="hoorgesprek"):
        remove(party)


def test_who_is_not_heard_stays_with_the_reason():
    party = a_party(a_complaint(state=State.F8))
    with transaction():
        party.complaint.waivers.append(
            HearingWaiver(party=party, ground=WaiverGround.OWN_WISH, evidence="Zegt hij zelf.",
                          decided_by_id=user_id("secretary"), decided_on=TUESDAY)
        )  # fmt: skip
    with pytest.raises(Refusal, match="niet wordt gehoord"):
        remove(party)


def test_who_is_represented_stays():
    helper = a_helper()
    second = a_party(helper.complaint, kind=COMPLAINANT)
    with pytest.raises(Refusal, match="heeft een gemachtigde"):
        remove(helper.represents)
    remove(second)


@pytest.mark.parametrize("reason", ["", " \n"])
def test_it_takes_a_reason(reason):
    party = a_party(a_complaint(state=State.F2))
    with pytest.raises(Invalid):
        remove(party, reason)


def test_a_party_of_another_file_is_not_there():
    complaint, other = a_complaint(state=State.F2), a_party(a_complaint(state=State.F2))
    with pytest.raises(NotFound):
        parties.remove(someone("coordinator"), complaint.id, other.id, complaint.version, "Weg.")
