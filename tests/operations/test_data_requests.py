"""Requests of people about their data: the month, the answer, statements, and who sees them."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from models import AuditEvent, Contact, DataRequest, Mail, Rectification, db
from operations import data_requests
from operations.data_requests import RequestData
from operations.transaction import transaction
from queries import data_subjects
from queries import retention as reading
from queries.timeline import of as timeline_of
from rules.errors import Conflict, Invalid, NotFound, NotPermitted, Refusal
from rules.vocabulary import (
    PartyKind,
    PutOff,
    RequestKind,
    RequestOutcome,
    RightLimit,
    State,
)
from tests.factories import a_complaint, a_contact, a_party
from tests.thread import fresh, someone
from tests.views.record import nothing_changes, user

AT = datetime(2026, 11, 30, 9, tzinfo=UTC)
TODAY = date(2026, 11, 30)
SQLITE = pytest.mark.parametrize("application", ["sqlite"], indirect=True)
"""For what is refused before anything is written, on one database as on the other."""


@pytest.fixture(autouse=True)
def monday(app):
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def asker() -> Contact:
    return a_contact(family_name="Vrager")


def asked(asker, kind=RequestKind.ACCESS, by="coordinator", **known) -> int:
    usual = {"received_on": date(2026, 11, 10), "identity": "gebeld op het bekende nummer"}
    return data_requests.create(
        someone(by), RequestData(kind=kind, contact_id=asker.id, **usual | known)
    )


def the(key) -> DataRequest:
    db.session.rollback()
    return db.session.get_one(DataRequest, key)


def answered(key, outcome=RequestOutcome.GRANTED, by="coordinator", on=TODAY, **more) -> None:
    version = the(key).version
    data_requests.answer(someone(by), key, version, outcome=outcome, answered_on=on, **more)


def verbs(entity="data_request"):
    query = select(AuditEvent.verb).where(AuditEvent.entity == entity).order_by(AuditEvent.id)
    return list(db.session.scalars(query))


def subjects() -> list[tuple[str, str]]:
    db.session.rollback()
    query = select(Mail.recipient, Mail.subject).order_by(Mail.recipient)
    return [(one.partition("@")[0], subject) for one, subject in db.session.execute(query)]


# --- writing down ---------------------------------------------------------------------------


def test_a_request_gets_a_number_and_its_last_day(asker):
    found = the(asked(asker))
    assert (found.number, found.due_on, found.outcome) == ("P2026-0001", date(2026, 12, 10), None)
    assert verbs() == ["data_request:created"]


@SQLITE
def test_who_only_reads_writes_nothing_down(asker):
    for code in ("servicedesk", "team_leader", "board1", "adviser1", "auditor", "administrator"):
        with nothing_changes(), pytest.raises(NotPermitted):
            asked(asker, by=code)


@SQLITE
def test_a_day_that_has_to_come_is_refused(asker):
    with nothing_changes(), pytest.raises(Invalid) as refused:
        asked(asker, received_on=date(2026, 12, 1))
    assert set(refused.value.messages) == {"received_on"}


def test_nobody_handles_a_request_of_their_own(app):
    own = a_contact(user_id=user("coordinator").id)
    with nothing_changes(), pytest.raises(Invalid):
        asked(own)
    key = asked(own, by="secretary")
    assert data_subjects.get(someone("coordinator"), key) is None
    with nothing_changes(), pytest.raises(NotFound):
        answered(key)


@SQLITE
def test_nor_is_it_given_to_them(app):
    own = a_contact(user_id=user("coordinator").id)
    with nothing_changes(), pytest.raises(Invalid) as refused:
        asked(own, by="secretary", handler_id=user("coordinator").id)
    assert set(refused.value.messages) == {"handler_id"}


def test_another_day_of_receipt_moves_the_last_day(asker):
    key = asked(asker)
    data = RequestData(RequestKind.ACCESS, asker.id, date(2026, 11, 2), identity="x")
    data_requests.change(someone("secretary"), key, 1, data)
    assert the(key).due_on == date(2026, 12, 2)


def test_of_two_at_once_one_is_told(asker):
    key = asked(asker)
    data = RequestData(RequestKind.ACCESS, asker.id, date(2026, 11, 2))
    data_requests.change(someone("secretary"), key, 1, data)
    with nothing_changes(), pytest.raises(Conflict):
        data_requests.change(someone("coordinator"), key, 1, data)


# --- two months more ------------------------------------------------------------------------


def test_prolonging_moves_the_last_day_by_two_months(asker):
    key = asked(asker)
    data_requests.prolong(someone("coordinator"), key, 1, TODAY, "Zeven dossiers.")
    assert (the(key).due_on, the(key).prolonged_on) == (date(2027, 2, 10), TODAY)
    assert verbs()[-1] == "data_request:prolonged"


def test_after_the_month_nothing_is_prolonged(asker):
    key = asked(asker, received_on=date(2026, 10, 29))  # until Monday 30 November: 29 is a Sunday
    data_requests.prolong(someone("coordinator"), key, 1, TODAY, "Zeven dossiers.")
    late = asked(asker, received_on=date(2026, 10, 27))  # until Friday 27 November
    with nothing_changes(), pytest.raises(Refusal, match=r"27-11-2026.*art\. 12 lid 3 AVG"):
        data_requests.prolong(someone("coordinator"), late, 1, TODAY, "Zeven dossiers.")


@SQLITE
def test_prolonging_has_a_reason_and_was_told(asker):
    key = asked(asker)
    for told_on, why, field in (
        (TODAY, " ", "prolonged_reason"),
        (date(2026, 12, 1), "veel", "prolonged_on"),
        (date(2026, 11, 9), "veel", "prolonged_on"),
    ):
        with nothing_changes(), pytest.raises(Invalid) as refused:
            data_requests.prolong(someone("coordinator"), key, 1, told_on, why)
        assert set(refused.value.messages) == {field}


# --- answering ------------------------------------------------------------------------------


def test_erasure_is_refused_with_its_ground(asker):
    key = asked(asker, RequestKind.ERASURE, identity="")
    answered(key, RequestOutcome.REFUSED, limits=[RightLimit.ARCHIVE, RightLimit.LEGAL_DUTY],
             reason="Tot 3 maart 2036.")  # fmt: skip
    found = the(key)
    assert (found.outcome, found.limits) == (RequestOutcome.REFUSED, ["archive", "legal_duty"])
    assert found.answered_by_id == user("coordinator").id
    assert verbs()[-1] == "data_request:answered"


@SQLITE
def test_an_answer_that_cannot_stand(asker):
    key = asked(asker, RequestKind.ERASURE)
    for outcome, more, field in (
        (RequestOutcome.REFUSED, {}, "limits"),
        (RequestOutcome.REFUSED, {"limits": [RightLimit.OTHERS], "reason": "x"}, "limits"),
        (RequestOutcome.REFUSED, {"limits": [RightLimit.CLAIM]}, "reason"),
        (RequestOutcome.GRANTED, {"on": date(2026, 12, 1)}, "answered_on"),
        (RequestOutcome.GRANTED, {"on": date(2026, 11, 9)}, "answered_on"),
    ):
        with nothing_changes(), pytest.raises(Invalid) as refused:
            answered(key, outcome, **more)
        assert field in refused.value.messages


def test_an_answer_does_not_change(asker):
    key = asked(asker)
    answered(key)
    with nothing_changes(), pytest.raises(Refusal, match="ingewilligd"):
        answered(key, RequestOutcome.WITHDRAWN)
    with nothing_changes(), pytest.raises(Refusal):
        data_requests.prolong(someone("coordinator"), key, the(key).version, TODAY, "veel")


# --- a statement ----------------------------------------------------------------------------


def said_otherwise():
    with transaction():
        db.session.scalars(select(Rectification)).one().text = "Ik was er niet."


def test_a_statement_comes_beside_what_stands_there(asker):
    file = a_complaint(state=State.F8, complainant=asker, description="Zij was er niet.")
    key = asked(asker, RequestKind.RECTIFICATION)
    data_requests.add_statement(
        someone("coordinator"), key, 1, file.id, "de klacht, tweede zin", "Ik was er wel."
    )
    file = fresh(file.id)
    assert file.description == "Zij was er niet."
    (item,) = (one for one in timeline_of(file) if one.basis == "art. 16 AVG")
    assert item.title == "Aanvullende verklaring van klager, over: de klacht, tweede zin"
    assert item.text == "Ik was er wel."
    assert verbs("rectification") == ["rectification:recorded"]
    with pytest.raises(DBAPIError, match=r"append-only|refuses this change"):
        said_otherwise()


def test_a_statement_is_for_a_file_of_that_person_that_one_sees(asker):
    other = a_complaint(state=State.F8)
    hidden = a_complaint(state=State.F8, complainant=asker, subject_user=user("coordinator"))
    key = asked(asker, RequestKind.RECTIFICATION, by="secretary")
    for file, who in ((other, "secretary"), (hidden, "coordinator")):
        with nothing_changes(), pytest.raises((Invalid, NotFound)):
            data_requests.add_statement(someone(who), key, 1, file.id, "a", "b")


def test_a_statement_belongs_to_rectification(asker):
    file = a_complaint(state=State.F8, complainant=asker)
    key = asked(asker, RequestKind.ERASURE)
    with nothing_changes(), pytest.raises(Refusal, match="rectificatie"):
        data_requests.add_statement(someone("coordinator"), key, 1, file.id, "a", "b")
    assert db.session.scalars(select(Rectification)).all() == []


# --- who sees it ----------------------------------------------------------------------------


def test_who_sees_requests(asker):
    key = asked(asker)
    everyone = ("coordinator", "secretary", "auditor", "board1", "servicedesk", "team_leader",
                "adviser1", "administrator")  # fmt: skip
    seeing = [code for code in everyone if data_subjects.get(someone(code), key)]
    assert seeing == ["coordinator", "secretary", "auditor"]


def test_who_is_complained_about_does_not_hear_that_the_complainant_asked(asker):
    """SOD1: a request of someone who is only in files about the reader would tell who it was."""
    a_complaint(state=State.F8, complainant=asker, subject_user=user("coordinator"))
    key = asked(asker, by="secretary")
    assert data_subjects.get(someone("coordinator"), key) is None
    assert data_subjects.get(someone("secretary"), key) is not None


def test_who_cannot_give_the_whole_answer_is_not_told_and_another_is(asker):
    a_complaint(state=State.F8, complainant=asker)
    a_complaint(state=State.F8, complainant=asker, subject_user=user("coordinator"))
    key = asked(asker)
    assert len(data_subjects.files_of(someone("coordinator"), asker.id)) == 1
    assert len(data_subjects.files_of(someone("secretary"), asker.id)) == 2
    told = [("secretary", "Privacyverzoek P2026-0001: kijk of het antwoord volledig is")]
    assert subjects() == told
    body = db.session.scalars(select(Mail.body)).one()
    assert "Vrager" not in body
    assert the(key).number in body


@SQLITE
def test_who_sees_all_of_it_asks_nobody(asker):
    a_complaint(state=State.F8, complainant=asker)
    asked(asker)
    assert subjects() == []


# --- reminding ------------------------------------------------------------------------------


def reminded(on: date) -> list[tuple[str, str]]:
    with time_machine.travel(datetime(on.year, on.month, on.day, 2, tzinfo=UTC), tick=False):
        before = subjects()
        data_requests.remind(on)
        data_requests.remind(on)
        return [one for one in subjects() if one not in before]


@SQLITE
def test_a_request_reminds_until_it_is_answered(asker):
    """Due on Thursday 10 December 2026."""
    key = asked(asker, handler_id=user("secretary").id)
    assert reminded(date(2026, 11, 25)) == []
    assert reminded(date(2026, 11, 26)) == [
        ("secretary", "Privacyverzoek P2026-0001: nog 14 dagen")
    ]
    assert reminded(date(2026, 11, 30)) == []
    assert reminded(date(2026, 12, 3)) == [("secretary", "Privacyverzoek P2026-0001: nog 7 dagen")]
    assert reminded(date(2026, 12, 10)) == [
        ("secretary", "Privacyverzoek P2026-0001: vandaag is de laatste dag")
    ]
    late = ("secretary", "Privacyverzoek P2026-0001: te laat")
    assert reminded(date(2026, 12, 11)) == [late]
    answered(key)
    count = len(subjects())
    reminded(date(2026, 12, 14))
    assert len(subjects()) == count


@SQLITE
def test_what_nobody_took_up_reminds_everyone_who_can(asker):
    asked(asker)
    found = reminded(date(2026, 12, 9))
    assert {who for who, _ in found} == {"coordinator", "secretary"}
    assert "Vrager" not in " ".join(db.session.scalars(select(Mail.body)))


# --- destroying -----------------------------------------------------------------------------


def test_an_open_request_puts_off_destruction(asker):
    file = a_complaint(state=State.F19, complainant=asker, received_on=date(2010, 3, 1),
                       retention_from=date(2010, 6, 1))  # fmt: skip
    key = asked(asker)
    assert PutOff.REQUEST in _put_off(file)
    answered(key)
    assert PutOff.REQUEST not in _put_off(file)


def _put_off(file):
    db.session.rollback()
    found = reading.candidates(someone("coordinator"))
    return next(one.put_off for one in found if one.complaint.id == file.id)


@SQLITE
def test_a_party_with_a_second_role_is_one_file(asker):
    file = a_complaint(state=State.F8, complainant=asker)
    a_party(file, asker, kind=PartyKind.REPRESENTATIVE)
    assert [one.id for one in data_subjects.files_of(someone("coordinator"), asker.id)] == [file.id]


def without_a_person(key):
    with transaction():
        db.session.get_one(DataRequest, key).contact_id = None


def test_a_request_without_a_person_has_an_answer(asker):
    key = asked(asker)
    with pytest.raises(DBAPIError, match="asker"):
        without_a_person(key)
    assert the(key).contact_id == asker.id
