"""Noodtoegang (SOD10): a reason, a second person, some hours, one file, and all of it in the
trail.
"""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from models import AuditEvent, Complaint, EmergencyAccess, Mail, Setting, db
from operations import access, clock, emergency, nightly
from operations.transaction import transaction
from queries import emergency as reading
from queries.complaints import visible_to
from rules.errors import Invalid, NotFound, NotPermitted, Refusal
from rules.permissions import POLICY, in_emergency
from rules.vocabulary import Permission, ProposalState, Role, Scope, State
from tests.factories import a_complaint, a_letter, a_statement
from tests.thread import someone
from tests.views.record import nothing_changes, user

AT = datetime(2026, 11, 30, 9, tzinfo=UTC)
WHY = "De coördinator is onbereikbaar en de termijn eindigt vandaag."


@pytest.fixture(autouse=True)
def monday(app):
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def file() -> Complaint:
    return a_complaint(state=State.F5)


def asked(file, by="administrator"):
    return emergency.ask(someone(by), file.reference, WHY)


def granted(file, by="secretary"):
    key = asked(file)
    emergency.grant(someone(by), key, 1)
    return key


def the(key) -> EmergencyAccess:
    db.session.rollback()
    return db.session.get_one(EmergencyAccess, key)


def verbs(file):
    query = select(AuditEvent).where(AuditEvent.chain == file.id).order_by(AuditEvent.seq)
    return [one.verb for one in db.session.scalars(query) if one.verb.startswith("emergency:")]


def runs(key, by="administrator") -> bool:
    db.session.rollback()
    return reading.of(user(by).id, key, clock.now()) is not None


# --- asking ---------------------------------------------------------------------------------


def test_asking_opens_nothing_and_is_written_down(file):
    key = asked(file)
    assert (the(key).state, the(key).reason, the(key).until) == (
        ProposalState.PROPOSED, WHY, None,
    )  # fmt: skip
    assert verbs(file) == ["emergency:asked"]
    assert not runs(key)


def test_the_reference_can_be_typed_in_small_letters(file):
    assert emergency.ask(someone("administrator"), f" {file.reference.lower()} ", WHY)


@pytest.mark.parametrize(
    ("reference", "reason", "field"),
    [("K2026-9999", WHY, "reference"), (None, "  ", "reason"), ("%", WHY, "reference")],
)
def test_asking_takes_a_file_that_is_there_and_a_reason(file, reference, reason, field):
    with nothing_changes(), pytest.raises(Invalid) as refused:
        emergency.ask(someone("administrator"), reference or file.reference, reason)
    assert set(refused.value.messages) == {field}


@pytest.mark.parametrize("code", ["coordinator", "secretary", "auditor", "board1", "servicedesk"])
def test_only_an_administrator_asks(file, code):
    with nothing_changes(), pytest.raises(NotPermitted):
        asked(file, code)


def mailed(subject):
    db.session.rollback()
    found = db.session.scalars(select(Mail).where(Mail.subject == subject))
    return {one.recipient.partition("@")[0] for one in found}


def test_whoever_can_allow_it_has_mail_without_a_word_of_the_file(file):
    asked(file)
    assert mailed(emergency.ASKED_SUBJECT) == {"coordinator", "secretary"}
    assert not any(file.reference in one.body for one in db.session.scalars(select(Mail)))


def test_whoever_is_involved_has_no_mail_about_it_and_sees_no_request(file):
    a_statement(file, user("secretary"), involved=True)
    key = asked(file)
    assert mailed(emergency.ASKED_SUBJECT) == {"coordinator"}
    assert not sees("secretary", key)
    with pytest.raises(NotFound):
        emergency.grant(someone("secretary"), key, 1)


def sees(code, key):
    query = select(EmergencyAccess.id).where(reading.visible_to(someone(code)))
    return key in db.session.scalars(query).all()


def test_who_sees_a_request(file):
    key = asked(file)
    seen = {one for one in ("administrator", "administrator2", "coordinator", "secretary",
                            "auditor", "board1", "servicedesk") if sees(one, key)}  # fmt: skip
    assert seen == {"administrator", "coordinator", "secretary", "auditor"}


# --- deciding -------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["coordinator", "secretary"])
def test_a_second_person_allows_it_for_some_hours(file, code):
    key = granted(file, code)
    assert the(key).until == AT + timedelta(hours=4)
    assert the(key).decided_by_id == user(code).id
    assert verbs(file) == ["emergency:asked", "emergency:granted"]


def test_the_number_of_hours_is_a_setting(file):
    with transaction():
        db.session.add(Setting(key="emergency_hours", value=2))
    assert the(granted(file)).until == AT + timedelta(hours=2)


def test_the_privacy_officer_is_told(file):
    granted(file)
    assert mailed(emergency.GRANTED_SUBJECT) == {"auditor"}


@pytest.mark.parametrize("code", ["administrator", "administrator2"])
def test_no_administrator_allows_it(file, code):
    """For them the file does not exist."""
    key = asked(file)
    with nothing_changes(), pytest.raises(NotFound):
        emergency.grant(someone(code), key, 1)


@pytest.mark.parametrize("code", ["auditor", "board1"])
def test_nor_does_whoever_only_reads_or_decides(file, code):
    key = asked(file)
    with nothing_changes(), pytest.raises(NotPermitted):
        emergency.grant(someone(code), key, 1)


def test_nobody_allows_the_own_request(file):
    """Someone with both roles asks, and someone else decides."""
    both = user("administrator")
    with transaction():
        both = db.session.merge(both)
        both.roles = [*both.roles, *user("secretary").roles]
    key = asked(file)
    with nothing_changes(), pytest.raises(Refusal, match="zelf gevraagd"):
        emergency.grant(someone("administrator"), key, 1)


def test_it_is_never_allowed_to_whoever_is_involved(file):
    a_statement(file, user("administrator"), involved=True)
    key = asked(file)
    with nothing_changes(), pytest.raises(Refusal, match="zelf bij dit dossier betrokken"):
        emergency.grant(someone("secretary"), key, 1)
    emergency.refuse(someone("secretary"), key, 1, "Je bent partij.")
    assert the(key).state is ProposalState.REJECTED


def test_refusing_says_why_and_is_written_down(file):
    key = asked(file)
    with pytest.raises(Invalid):
        emergency.refuse(someone("secretary"), key, 1, " ")
    emergency.refuse(someone("secretary"), key, 1, "De coördinator is er weer.")
    assert the(key).answer == "De coördinator is er weer."
    assert verbs(file) == ["emergency:asked", "emergency:refused"]
    assert not runs(key)


def test_it_is_decided_once(file):
    key = granted(file)
    with nothing_changes(), pytest.raises(Refusal, match="al beslist"):
        emergency.refuse(someone("coordinator"), key, the(key).version, "Toch niet.")


# --- reading --------------------------------------------------------------------------------


def test_it_opens_this_file_to_read_and_no_other(file):
    other = a_complaint(state=State.F5, complainant=file.parties[0].contact)
    granted(file)
    reader = in_emergency(someone("administrator"), file.id)
    assert db.session.scalars(select(Complaint.id).where(visible_to(reader))).all() == [file.id]
    assert access.may(reader, Permission.COMPLAINT_READ, file)
    assert not access.may(reader, Permission.COMPLAINT_READ, other)


def test_of_all_rights_it_gives_reading_only(file):
    reader = in_emergency(someone("administrator"), file.id)
    assert {one.value.rpartition(":")[2] for one in reader.grants} == {"read"}
    assert set(reader.grants.values()) == {Scope.OWN}
    may = {one for one in Permission if access.may(reader, one, file)}
    assert may == {Permission.COMPLAINT_READ, Permission.REPORT_READ, Permission.CONTACT_READ,
                   Permission.ADVICE_READ}  # fmt: skip


def test_whoever_proves_to_be_involved_reads_no_more(file):
    key = granted(file)
    a_statement(file, user("administrator"), involved=True)
    reader = in_emergency(someone("administrator"), file.id)
    assert db.session.scalars(select(Complaint.id).where(visible_to(reader))).all() == []
    with pytest.raises(NotFound):
        emergency.begin(someone("administrator"), key)


def test_beginning_each_look_and_stopping_are_in_the_trail_of_the_file(file):
    key = granted(file)
    assert emergency.begin(someone("administrator"), key) == key
    reader = in_emergency(someone("administrator"), file.id)
    emergency.looked(reader, "GET complaint.details_view")
    emergency.looked(reader, "GET complaint.document")
    emergency.stop(reader)
    assert verbs(file)[2:] == [
        "emergency:begun", "emergency:looked", "emergency:looked", "emergency:stopped",
    ]  # fmt: skip


@pytest.mark.parametrize("by", ["administrator2", "secretary"])
def test_only_whoever_asked_begins(file, by):
    key = granted(file)
    with nothing_changes(), pytest.raises(NotFound):
        emergency.begin(someone(by), key)


# --- the end --------------------------------------------------------------------------------


def test_it_ends_by_itself_at_the_very_moment(file):
    key = granted(file)
    with time_machine.travel(AT + timedelta(hours=4) - timedelta(seconds=1), tick=False):
        assert runs(key)
    with time_machine.travel(AT + timedelta(hours=4), tick=False):
        assert not runs(key)
        with pytest.raises(NotFound):
            emergency.begin(someone("administrator"), key)


@pytest.mark.parametrize("by", ["administrator", "coordinator", "secretary"])
def test_it_can_be_ended_before(file, by):
    key = granted(file)
    emergency.end(someone(by), key, the(key).version)
    assert not runs(key)
    assert verbs(file)[-1] == "emergency:ended"
    with nothing_changes(), pytest.raises(Refusal):
        emergency.end(someone(by), key, the(key).version)


@pytest.mark.parametrize(("by", "error"), [("administrator2", NotFound), ("auditor", NotPermitted)])
def test_others_do_not_end_it(file, by, error):
    key = granted(file)
    with nothing_changes(), pytest.raises(error):
        emergency.end(someone(by), key, the(key).version)


def test_the_night_writes_down_the_end_once(file):
    key = granted(file)
    assert emergency.close_over() == 0
    with time_machine.travel(AT + timedelta(hours=5), tick=False):
        assert emergency.close_over() == 1
        assert emergency.close_over() == 0
    assert the(key).ended_at == AT + timedelta(hours=4)
    (event,) = db.session.scalars(select(AuditEvent).where(AuditEvent.verb == "emergency:ended"))
    assert (event.chain, event.actor_id) == (file.id, None)


def test_the_night_says_so(file):
    granted(file)
    with time_machine.travel(AT + timedelta(hours=5), tick=False):
        assert "1 keer noodtoegang was voorbij" in list(map(str, nightly.run()))


def test_no_policy_gives_an_administrator_the_right_to_allow_it():
    assert (Role.ADMINISTRATOR, Permission.EMERGENCY_GRANT) not in {
        (role, permission) for role, permission, _ in POLICY
    }


def test_a_letter_of_the_file_is_there_to_read_too(file):
    from queries import letters

    letter = a_letter(file)
    assert letters.exists_for(in_emergency(someone("administrator"), file.id), letter.id)
