"""The trail: every act one line, no act without one, and never a word about a person in it."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text

from models import AuditEvent, Complaint, Conduct, Hearing, Letter, db
from operations import (
    accounts,
    audit,
    clock,
    correspondence,
    documents,
    handling,
    handover,
    hearings,
    intake,
    judging,
    letter_files,
    screening,
)
from operations.correspondence import Sending
from operations.handling import StepData
from operations.screening import ScreeningData
from operations.transaction import transaction
from rules.errors import Conflict, Invalid, NotPermitted, Refusal
from rules.vocabulary import (
    Dating,
    Event,
    HearingForm,
    Judgement,
    LetterKind,
    PartyKind,
    RefusalGround,
    ScreeningOutcome,
    SendChannel,
    State,
    Track,
    WaiverGround,
)
from tests import thread
from tests.factories import a_complaint, a_party, a_statement, received
from tests.thread import RECEIVED, day, person, someone

MARK = "Merkteken"
"""In every name and text of these tests; if the trail has it, the trail knows too much."""


@pytest.fixture(autouse=True)
def on_monday(app):
    with day(RECEIVED):
        yield


def last() -> int:
    db.session.rollback()
    return db.session.scalar(select(AuditEvent.id).order_by(AuditEvent.id.desc())) or 0


@contextmanager
def writes(*verbs: str) -> Iterator[None]:
    """What is done inside leaves exactly these lines."""
    before = last()
    yield
    db.session.rollback()
    events = db.session.scalars(select(AuditEvent).where(AuditEvent.id > before)).all()
    assert Counter(one.verb for one in events) == Counter(verbs)
    assert MARK.lower() not in json.dumps([one.data for one in events]).lower()


def a_file(state: State, **columns: object) -> int:
    handler = db.session.get_one(thread.User, thread.user_id("coordinator"))
    complaint = a_complaint(
        state=state, handler=handler, subject=MARK, description=MARK, received_on=RECEIVED,
        **columns,
    )  # fmt: skip
    a_party(complaint)
    a_statement(complaint, handler)
    return complaint.id


def first_conduct(complaint_id: int) -> Conduct:
    return thread.fresh(complaint_id).conducts[0]


def version_of(model: type, key: int) -> int:
    db.session.rollback()
    return db.session.get_one(model, key).version


def test_registering_tells_what_was_received_and_how_many_parties():
    made = intake.Intake(
        intake.Receipt(clock.now(), signature_method=MARK),
        intake.Description(MARK, MARK, MARK),
        (
            intake.PartyData(PartyKind.COMPLAINANT, person=person(MARK, email=f"{MARK}@a.nl")),
            intake.PartyData(PartyKind.SUBJECT, person=person(MARK + "2"), capacity=MARK),
        ),
        (intake.ConductData(MARK, MARK, MARK),),
    )
    with writes("complaint:receive", "party:added", "party:added"):
        intake.register(someone("coordinator"), made)


def test_corrections_name_fields_and_never_values():
    complaint_id = a_file(State.F2)
    conduct = first_conduct(complaint_id)
    actor = someone("coordinator")
    with writes("complaint:corrected"):
        intake.correct(actor, complaint_id, version_of(Complaint, complaint_id),
                       intake.Receipt(clock.now()), intake.Description(MARK * 2))  # fmt: skip
    fields = db.session.get_one(AuditEvent, last()).data["fields"]
    assert "subject" in fields
    with writes("conduct:corrected"):
        data = intake.ConductData(MARK, MARK, dating=Dating.UNKNOWN)
        intake.change_conduct(actor, conduct.id, conduct.version, data)
    with writes("party:added"):
        new = intake.PartyData(PartyKind.SUBJECT, person=person(MARK))
        intake.add_party(actor, complaint_id, new)
    with writes("conduct:added"):
        intake.add_conduct(actor, complaint_id, intake.ConductData(MARK))
    with writes("note:added"):
        intake.add_note(actor, complaint_id, MARK)
    with writes("document:added"):
        documents.add(actor, complaint_id, f"{MARK}".encode(), f"{MARK}.txt",
                      part_of_complaint=True)  # fmt: skip


def test_the_screening_leaves_one_line_per_choice():
    complaint_id = a_file(State.F4)
    data = ScreeningData(
        ScreeningOutcome.REFUSED, RefusalGround.INSUFFICIENT_WEIGHT, MARK, MARK, ""
    )
    with writes("screening:proposed"):
        conduct = first_conduct(complaint_id)
        screening.screen(someone("coordinator"), conduct.id, conduct.version, data)
    with writes("screening:decided"):
        conduct = first_conduct(complaint_id)
        screening.screen(someone("board1"), conduct.id, conduct.version, data)
    with writes("complaint:assigned"):
        handover.assign(someone("coordinator"), complaint_id, version_of(Complaint, complaint_id),
                         thread.user_id("secretary"), stated=True)  # fmt: skip
    with writes("conflict:declared"):
        screening.declare_involved(someone("coordinator"), complaint_id, MARK)


def test_a_step_leaves_one_line():
    complaint_id = a_file(State.F2)
    with writes("complaint:ask_supplement"):
        thread.step("coordinator", complaint_id, Event.ASK_SUPPLEMENT, items=MARK,
                    due_on=date(2026, 3, 16))  # fmt: skip
    with writes("complaint:screen"):
        thread.step("coordinator", complaint_id, Event.SCREEN, reason=MARK)
    with writes("complaint:handle_own"):
        decision = thread.decided(reason=MARK)
        thread.step("board1", complaint_id, Event.HANDLE_OWN, decision=decision)
    with writes("complaint:postpone"):
        thread.step("board1", complaint_id, Event.POSTPONE, weeks=2, reason=MARK)
    with writes("complaint:extend"):
        thread.step(
            "board1", complaint_id, Event.EXTEND, reason=MARK, agreed_until=date(2026, 6, 1),
            consent_on=RECEIVED, consent=received(f"{MARK}.pdf"),
        )  # fmt: skip


def test_hearings_leave_one_line_each():
    complaint_id = a_file(State.F8, track=Track.OWN)
    actor = someone("coordinator")
    complainant, subject = (one.id for one in thread.fresh(complaint_id).parties)
    planned = hearings.Plan(complainant, clock.now() + timedelta(days=9), HearingForm.PHONE, MARK)
    with writes("hearing:planned"):
        first = hearings.plan(actor, complaint_id, planned)
    with writes("hearing:cancelled"):
        hearings.cancel(actor, first, version_of(Hearing, first), hearings.Over(MARK))
    second = hearings.plan(actor, complaint_id, planned)
    held = hearings.Record(clock.now(), 10, thread.user_id("coordinator"), MARK, MARK, True, MARK)
    with writes("hearing:recorded"):
        hearings.record(actor, second, version_of(Hearing, second), held)
    with writes("hearing:waived"):
        waiver = hearings.Waiver(subject, WaiverGround.OWN_WISH, MARK, RECEIVED)
        hearings.waive(actor, complaint_id, waiver)


def test_judging_leaves_one_line_per_act():
    complaint_id = a_file(State.F11, track=Track.OWN)
    conduct = first_conduct(complaint_id)
    with writes("judgement:prepared"):
        data = judging.JudgementData(MARK, Judgement.FOUNDED, MARK, MARK)
        judging.judge(someone("secretary"), conduct.id, conduct.version, data)
    with writes("decision:recorded"):
        judging.conclude(someone("board1"), complaint_id, version_of(Complaint, complaint_id),
                         thread.decided(reason=MARK, measures=MARK))  # fmt: skip


def test_letters_leave_one_line_per_act(app):
    complaint_id = a_file(State.F1)
    actor = someone("coordinator")
    party = thread.fresh(complaint_id).parties[0].id
    kind = LetterKind.L01
    with writes("letter:drafted"):
        version = version_of(Complaint, complaint_id)
        letter = correspondence.draft(actor, complaint_id, version, kind, party)

    def now() -> int:
        return version_of(Letter, letter)

    with writes("letter:downloaded"):
        _, data = letter_files.open_version(actor, letter, 1)
    with writes("letter:edited"):
        correspondence.replace_document(actor, letter, now(), data)
    with writes("letter:finished"):
        correspondence.finish(actor, letter, now())
    with writes("letter:reopened"):
        correspondence.reopen(actor, letter, now())
    with writes("letter:withdrawn"):
        correspondence.withdraw(actor, letter, now())
    version = version_of(Complaint, complaint_id)
    letter = correspondence.draft(actor, complaint_id, version, kind, party)
    correspondence.finish(actor, letter, now())
    with writes("letter:sent", "complaint:acknowledge"):
        sending = Sending(RECEIVED, SendChannel.POST, enclosed=True, reason=MARK)
        correspondence.mark_sent(actor, letter, now(), sending)
    with writes("letter:bounced"):
        correspondence.bounced(actor, letter, RECEIVED)
    with writes("letter:resent"):
        correspondence.resent(actor, letter, Sending(RECEIVED, SendChannel.POST))


# --- what was refused -----------------------------------------------------------------------


def refused_step(complaint_id: int) -> None:
    thread.step("board1", complaint_id, Event.POSTPONE, weeks=9, reason=MARK)


def old_page(complaint_id: int) -> None:
    handling.apply(someone("coordinator"), complaint_id, Event.SCREEN, 999, StepData())


def not_allowed(complaint_id: int) -> None:
    thread.step("auditor", complaint_id, Event.SCREEN)


def cannot_be(complaint_id: int) -> None:
    thread.step("coordinator", complaint_id, Event.ASK_SUPPLEMENT, items=MARK)


@pytest.mark.parametrize(
    ("act", "error"),
    [
        (refused_step, Refusal), (old_page, Conflict), (not_allowed, NotPermitted),
        (cannot_be, Invalid),
    ],
)  # fmt: skip
def test_a_refused_act_changes_nothing(act, error):
    complaint_id = a_file(State.F2)
    version = version_of(Complaint, complaint_id)
    steps = len(thread.fresh(complaint_id).steps)
    with writes(), pytest.raises(error):
        act(complaint_id)
    complaint = thread.fresh(complaint_id)
    assert (complaint.version, complaint.state, len(complaint.steps)) == (version, State.F2, steps)


def test_a_refusal_is_written_in_a_transaction_of_its_own():
    complaint_id = a_file(State.F2)
    with writes("access:refused"):
        with pytest.raises(Refusal):
            refused_step(complaint_id)
        accounts.refused(someone("board1"), "POST complaint.step 409", complaint_id)


def test_a_refused_page_writes_one_refusal(signed_in):
    complaint_id = a_file(State.F2)
    browser = signed_in("auditor")
    with writes("access:refused"):
        reply = browser.post(f"/admin/complaint/{complaint_id}/step/screen")
        assert reply.status_code == 403
    assert thread.fresh(complaint_id).state is State.F2


def test_a_fault_halfway_leaves_neither_the_act_nor_its_line():
    complaint_id = a_file(State.F2)

    def half_done() -> None:
        with transaction():
            complaint = db.session.get_one(Complaint, complaint_id)
            complaint.state = State.F4
            audit.record(someone("coordinator"), "complaint:screen", complaint)
            raise RuntimeError

    with writes(), pytest.raises(RuntimeError):
        half_done()
    assert thread.fresh(complaint_id).state is State.F2


def test_an_act_inside_an_act_is_a_fault():
    with pytest.raises(RuntimeError, match="another operation"), transaction(), transaction():
        pass


def test_the_whole_trail_of_these_acts_is_unbroken():
    complaint_id = a_file(State.F2)
    thread.step("coordinator", complaint_id, Event.SCREEN)
    assert list(audit.breaks()) == []
    rows = db.session.execute(text("SELECT data FROM audit_event")).scalars()
    assert all(MARK not in str(row) for row in rows)
