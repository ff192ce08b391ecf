"""A letter that went to someone else: 72 hours, who hears of it, and what was decided."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from models import AuditEvent, DataBreach, Mail, db
from operations import breaches
from queries import data_subjects
from rules.errors import Invalid, NotFound, NotPermitted, Refusal
from rules.vocabulary import BreachDecision, State
from tests.factories import a_complaint, a_letter, a_statement
from tests.thread import someone
from tests.views.record import nothing_changes, user

AT = datetime(2026, 11, 27, 16, 20, tzinfo=UTC)
"""A Friday afternoon."""
DUE = datetime(2026, 11, 30, 16, 20, tzinfo=UTC)
WHAT = "De brief zat in de verkeerde envelop."
SQLITE = pytest.mark.parametrize("application", ["sqlite"], indirect=True)
"""For what is refused before anything is written, on one database as on the other."""


@pytest.fixture(autouse=True)
def friday(app):
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def file():
    return a_complaint(state=State.F12, handler=user("coordinator"))


@pytest.fixture
def letter(file):
    return a_letter(file, addressee="Mevrouw Geheim")


def noticed(letter, by="coordinator", at=AT, what=WHAT) -> int:
    return breaches.misdirected(someone(by), letter.id, at, what)


def the(key) -> DataBreach:
    db.session.rollback()
    return db.session.get_one(DataBreach, key)


def decided(key, decision, at, reason="", by="secretary"):
    breaches.decide(
        someone(by), key, the(key).version, decision=decision, decided_at=at, reason=reason
    )


def mails():
    db.session.rollback()
    known = Mail.key.startswith("data-breach:"), Mail.recipient.endswith("@demo.example")
    return list(db.session.scalars(select(Mail).where(*known).order_by(Mail.id)))


def test_the_clock_runs_from_when_it_was_noticed(letter):
    found = the(noticed(letter, at=AT - timedelta(hours=3)))
    assert (found.number, found.due_at) == ("D2026-0001", DUE - timedelta(hours=3))
    query = select(AuditEvent).where(AuditEvent.verb == "data_breach:recorded")
    event = db.session.scalars(query).one()
    assert event.chain == found.complaint_id
    assert WHAT not in str(event.data)


def test_the_privacy_officer_and_who_decides_hear_of_it_without_a_name(letter):
    noticed(letter)
    people = {one.recipient.partition("@")[0] for one in mails()}
    assert people == {"auditor", "coordinator", "secretary"}
    for one in mails():
        assert "Geheim" not in one.subject + one.body
        assert letter.complaint.reference not in one.subject + one.body
        assert "30-11-2026 17:20" in one.body  # in Amsterdam
        assert one.complaint_id is None


def test_nobody_hears_of_a_breach_in_a_file_about_them(file, letter):
    a_statement(file, user("auditor"), involved=True)
    key = noticed(letter)
    assert {one.recipient.partition("@")[0] for one in mails()} == {"coordinator", "secretary"}
    assert data_subjects.get_breach(someone("auditor"), key) is None
    assert data_subjects.get_breach(someone("secretary"), key) is not None


@SQLITE
@pytest.mark.parametrize(
    ("by", "refused"),
    [("auditor", NotPermitted), ("board1", NotPermitted), ("adviser1", NotFound),
     ("servicedesk", NotFound), ("administrator", NotFound)],
)  # fmt: skip
def test_whoever_may_send_letters_writes_it_down(letter, by, refused):
    with nothing_changes(), pytest.raises(refused):
        noticed(letter, by)


@SQLITE
def test_a_moment_after_sending_and_before_now(letter):
    for at, what, field in (
        (AT + timedelta(minutes=1), WHAT, "noticed_at"),
        (AT - timedelta(days=1), WHAT, "noticed_at"),
        (AT, " ", "what"),
    ):
        with nothing_changes(), pytest.raises(Invalid) as refused:
            noticed(letter, at=at, what=what)
        assert set(refused.value.messages) == {field}


@SQLITE
def test_a_draft_went_to_nobody(file):
    draft = a_letter(file, sent=False)
    with nothing_changes(), pytest.raises(Refusal, match="niet verzonden"):
        noticed(draft)


def test_the_same_is_written_down_once_while_nobody_decided(letter):
    key = noticed(letter)
    with nothing_changes(), pytest.raises(Refusal, match="D2026-0001"):
        noticed(letter)
    decided(key, BreachDecision.REPORTED, AT)
    assert the(noticed(letter)).number == "D2026-0002"


def test_reported_after_72_hours_with_the_reason(letter):
    key = noticed(letter)
    late = DUE + timedelta(minutes=1)
    with time_machine.travel(late, tick=False):
        with nothing_changes(), pytest.raises(Invalid) as refused:
            decided(key, BreachDecision.REPORTED, late)
        assert set(refused.value.messages) == {"reason"}
        decided(key, BreachDecision.REPORTED, late, "Het was weekend.")
    query = select(AuditEvent).where(AuditEvent.verb == "data_breach:decided")
    assert db.session.scalars(query).one().data["late"] is True


def test_reported_in_the_last_minute_needs_none(letter):
    key = noticed(letter)
    with time_machine.travel(DUE, tick=False):
        decided(key, BreachDecision.REPORTED, DUE)
    found = the(key)
    assert (found.decision, found.decided_at) == (BreachDecision.REPORTED, DUE)
    with nothing_changes(), pytest.raises(Refusal, match="al beslist"):
        decided(key, BreachDecision.NOT_REPORTED, AT, "toch niet")


@SQLITE
def test_who_only_reads_decides_nothing(letter):
    key = noticed(letter)
    for by, refused in (("auditor", NotPermitted), ("board1", NotFound)):
        with nothing_changes(), pytest.raises(refused):
            decided(key, BreachDecision.REPORTED, AT, by=by)


@SQLITE
def test_each_day_without_a_decision_reminds_once(letter):
    key = noticed(letter)
    with time_machine.travel(AT + timedelta(hours=12), tick=False):
        breaches.remind()
        breaches.remind()
    assert len(mails()) == 6
    with time_machine.travel(DUE + timedelta(hours=1), tick=False):
        breaches.remind()
        assert "de 72 uur zijn voorbij" in mails()[-1].subject
        decided(key, BreachDecision.REPORTED, DUE)
        assert breaches.remind() == 0
