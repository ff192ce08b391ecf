"""The board's own handling from receipt to a sent L15 (law.md 3.3 and 3.4)."""

from datetime import date

import pytest

from letters.render import read_text
from models import Letter, db
from operations import audit, documents
from rules.errors import Conflict, NotPermitted, Refusal
from rules.vocabulary import (
    DeadlineKind,
    Event,
    LetterKind,
    LetterState,
    PartyKind,
    State,
)
from tests import thread
from tests.thread import day, someone


def walk_to_decision(complaint_id: int) -> None:
    with day(date(2026, 3, 3)):
        thread.to_screening(complaint_id)
    with day(date(2026, 3, 4)):
        thread.to_own_track(complaint_id)
        thread.to_hearing(complaint_id)
        hearings = [
            thread.plan(complaint_id, kind) for kind in (PartyKind.COMPLAINANT, PartyKind.SUBJECT)
        ]
    with day(date(2026, 3, 18)):
        for hearing in hearings:
            thread.hold(hearing)
        thread.to_decision(complaint_id)


def test_a_complaint_goes_from_receipt_to_a_sent_judgement(app):
    with day(thread.RECEIVED):
        complaint_id = thread.register()
    complaint = thread.fresh(complaint_id)
    assert complaint.reference == "K2026-0001"
    assert complaint.state is State.F0
    assert (complaint.received_on, complaint.reference_on) == (date(2026, 3, 2), date(2026, 3, 2))
    assert complaint.legal_end == date(2026, 4, 13)
    assert complaint.notice_due_on == date(2026, 3, 30)

    walk_to_decision(complaint_id)
    assert thread.fresh(complaint_id).state is State.F11

    with day(date(2026, 4, 1)):
        thread.judge(complaint_id)
        letter_id = thread.letter(
            "secretary", complaint_id, LetterKind.L15, to=PartyKind.COMPLAINANT, approver="board2"
        )
    complaint = thread.fresh(complaint_id)
    assert complaint.state is State.F12
    assert complaint.concluded_on == date(2026, 4, 1)
    assert not complaint.open

    letter = db.session.get_one(Letter, letter_id)
    text = read_text(documents.read(letter.sent_sha256))
    assert letter.state is LetterState.SENT
    for words in ("K2026-0001", "gegrond", "De docent bevestigt de opmerking.", "ombudsman",
                  "1 april 2027"):  # fmt: skip
        assert words in text

    ombudsman = [one for one in complaint.deadlines if one.kind is DeadlineKind.OMBUDSMAN]
    assert ombudsman[-1].legal_end == date(2027, 4, 1)
    assert [step.event for step in complaint.steps] == [
        Event.RECEIVE, Event.REGISTER, Event.ACKNOWLEDGE, Event.SCREEN, Event.HANDLE_OWN,
        Event.START_HEARING, Event.COMPLETE_INQUIRY, Event.PREPARE_DECISION, Event.CONCLUDE,
    ]  # fmt: skip
    assert list(audit.breaks()) == []


def test_the_judgement_does_not_go_out_before_the_board_decided(app):
    with day(thread.RECEIVED):
        complaint_id = thread.register()
    walk_to_decision(complaint_id)
    with day(date(2026, 4, 1)), pytest.raises(Refusal) as refused:
        thread.letter(
            "secretary", complaint_id, LetterKind.L15, to=PartyKind.COMPLAINANT, approver="board1"
        )
    assert "[ontbreekt" in str(refused.value) or "oordeel" in str(refused.value)
    assert thread.fresh(complaint_id).state is State.F11


def test_who_made_the_judgement_letter_does_not_settle_it(app):
    with day(thread.RECEIVED):
        complaint_id = thread.register()
    walk_to_decision(complaint_id)
    with day(date(2026, 4, 1)):
        thread.judge(complaint_id)
        with pytest.raises(NotPermitted, match="recht"):
            thread.letter("secretary", complaint_id, LetterKind.L15, to=PartyKind.COMPLAINANT)


def test_a_late_judgement_needs_its_cause(app):
    with day(thread.RECEIVED):
        complaint_id = thread.register()
    walk_to_decision(complaint_id)
    with day(date(2026, 4, 14)):
        thread.judge(complaint_id)
        with pytest.raises(Refusal, match="oorzaak"):
            thread.letter("secretary", complaint_id, LetterKind.L15, to=PartyKind.COMPLAINANT,
                          approver="board1")  # fmt: skip
        letter_id = thread.fresh(complaint_id).letters[-1].id
        thread.send("secretary", letter_id, reason="De docent was lang ziek.")
    complaint = thread.fresh(complaint_id)
    assert complaint.state is State.F12
    assert complaint.late_cause == "De docent was lang ziek."


def test_a_postponement_holds_once_both_sides_have_their_notice(app):
    with day(thread.RECEIVED):
        complaint_id = thread.register()
    walk_to_decision(complaint_id)
    with day(date(2026, 4, 10)):
        thread.step("board1", complaint_id, Event.POSTPONE, weeks=4, reason="Nader onderzoek.")
        thread.letter("secretary", complaint_id, LetterKind.L11, to=PartyKind.COMPLAINANT)
        assert thread.fresh(complaint_id).legal_end == date(2026, 4, 13)
        thread.letter("secretary", complaint_id, LetterKind.L11, to=PartyKind.SUBJECT)
    complaint = thread.fresh(complaint_id)
    assert complaint.legal_end == date(2026, 5, 11)
    handling = [one for one in complaint.deadlines if one.kind is DeadlineKind.HANDLING]
    assert [one.legal_end for one in handling] == [date(2026, 4, 13), date(2026, 5, 11)]
    assert handling[1].supersedes_id == handling[0].id


def test_a_stale_form_changes_nothing(app):
    with day(thread.RECEIVED):
        complaint_id = thread.register()
        stale = thread.fresh(complaint_id).version
        thread.step("coordinator", complaint_id, Event.REGISTER)
        from operations.handling import StepData, apply

        with pytest.raises(Conflict):
            apply(someone("coordinator"), complaint_id, Event.SCREEN, stale, StepData())
    assert thread.fresh(complaint_id).state is State.F1
