"""Asking for what is missing (art. 9:4 lid 2 Awb, law.md T13 and T14): no clock stops for it."""

from datetime import date

import pytest

from models import Complaint
from rules.errors import Invalid, Refusal
from rules.vocabulary import DeadlineKind, Event, LetterKind, PartyKind, State
from tests import thread
from tests.factories import a_complaint
from tests.thread import RECEIVED, day

LATEST = date(2026, 3, 27)
"""Received on 2 March: four weeks end on 30 March, and three days are needed to decide."""


@pytest.fixture(autouse=True)
def on_monday(app):
    with day(RECEIVED):
        yield


def a_file(state: State = State.F2) -> int:
    return a_complaint(state=state, received_on=RECEIVED).id


def ask(complaint_id: int, due_on: date | None = date(2026, 3, 16), items: str = "Adres") -> None:
    thread.step("coordinator", complaint_id, Event.ASK_SUPPLEMENT, items=items, due_on=due_on)


def begin(complaint_id: int, **data: object) -> Complaint:
    thread.step("coordinator", complaint_id, Event.SCREEN, **data)
    return thread.fresh(complaint_id)


def ends(complaint: Complaint) -> dict[DeadlineKind, list[date]]:
    kinds = {line.kind for line in complaint.deadlines}
    return {
        kind: [line.legal_end for line in complaint.deadlines if line.kind is kind]
        for kind in kinds
    }


@pytest.mark.parametrize("state", [State.F2, State.F4])
def test_it_is_asked_before_and_during_the_screening(state):
    complaint_id = a_file(state)
    ask(complaint_id)
    complaint = thread.fresh(complaint_id)
    assert (complaint.state, complaint.supplement_items) == (State.F3, "Adres")
    assert complaint.supplement_due_on == date(2026, 3, 16)


@pytest.mark.parametrize("state", [State.F0, State.F1, State.F5])
def test_elsewhere_it_is_not_asked(state):
    with pytest.raises(Refusal):
        ask(a_file(state))


def test_asking_and_answering_move_no_other_clock():
    complaint_id = a_file()
    before = ends(thread.fresh(complaint_id))
    ask(complaint_id)
    assert ends(thread.fresh(complaint_id)) == before
    with day(date(2026, 3, 10)):
        assert ends(begin(complaint_id, received_on=date(2026, 3, 9))) == before


def test_the_letter_adds_its_own_term_and_moves_no_other(app):
    complaint_id = a_file()
    before = ends(thread.fresh(complaint_id))
    ask(complaint_id)
    thread.letter("coordinator", complaint_id, LetterKind.L03, to=PartyKind.COMPLAINANT)
    after = ends(thread.fresh(complaint_id))
    assert after.pop(DeadlineKind.SUPPLEMENT) == [date(2026, 3, 16)]
    assert after == before


def test_the_term_ends_three_days_before_the_notice_is_due():
    complaint_id = a_file()
    ask(complaint_id, LATEST)
    assert thread.fresh(complaint_id).supplement_due_on == LATEST


@pytest.mark.parametrize("due_on", [None, RECEIVED, date(2026, 3, 1), date(2026, 3, 28)])
def test_a_term_that_has_passed_or_ends_too_late_is_refused(due_on):
    complaint_id = a_file()
    with pytest.raises(Invalid) as refused:
        ask(complaint_id, due_on)
    assert set(refused.value.messages) == {"due_on"}
    assert thread.fresh(complaint_id).state is State.F2


def test_what_is_missing_must_be_named():
    with pytest.raises(Invalid) as refused:
        ask(a_file(), items=" ")
    assert set(refused.value.messages) == {"items"}


def test_the_screening_waits_until_the_day_after_the_term():
    complaint_id = a_file()
    ask(complaint_id)
    with day(date(2026, 3, 16)), pytest.raises(Refusal, match="loopt nog"):
        begin(complaint_id)
    with day(date(2026, 3, 17)):
        assert begin(complaint_id).state is State.F4


def test_the_screening_may_begin_earlier_with_a_reason():
    complaint_id = a_file()
    ask(complaint_id)
    complaint = begin(complaint_id, reason="De klager belde: er komt niets meer.")
    assert complaint.state is State.F4
    assert complaint.steps[-1].reason == "De klager belde: er komt niets meer."


def test_a_supplement_that_came_lets_the_screening_begin_at_once():
    complaint_id = a_file()
    ask(complaint_id)
    with day(date(2026, 3, 5)):
        complaint = begin(complaint_id, received_on=date(2026, 3, 5))
    assert (complaint.state, complaint.supplement_received_on) == (State.F4, date(2026, 3, 5))


@pytest.mark.parametrize("received_on", [date(2026, 3, 1), date(2026, 3, 6)])
def test_a_supplement_comes_after_the_complaint_and_not_in_the_future(received_on):
    complaint_id = a_file()
    ask(complaint_id)
    with day(date(2026, 3, 5)), pytest.raises(Invalid) as refused:
        begin(complaint_id, received_on=received_on, reason="Binnen.")
    assert set(refused.value.messages) == {"received_on"}


def test_a_second_question_waits_for_its_own_answer():
    complaint_id = a_file()
    ask(complaint_id)
    with day(date(2026, 3, 5)):
        begin(complaint_id, received_on=date(2026, 3, 5))
        ask(complaint_id, date(2026, 3, 20), items="Vertaling")
        with pytest.raises(Refusal, match="loopt nog"):
            begin(complaint_id)


def test_on_the_last_possible_day_nothing_is_asked_any_more():
    """Thursday 26 March leaves one day to supplement; on Friday 27 March the board must decide."""
    complaint_id = a_file(State.F4)
    with day(LATEST), pytest.raises(Refusal, match="te weinig tijd om de klager te laten aanv"):
        ask(complaint_id, date(2026, 3, 28))
    with day(date(2026, 3, 26)):
        ask(complaint_id, LATEST)
    assert thread.fresh(complaint_id).state is State.F3


def test_a_second_question_gets_its_own_letter(app):
    complaint_id = a_file()
    ask(complaint_id)
    thread.letter("coordinator", complaint_id, LetterKind.L03, to=PartyKind.COMPLAINANT)
    with pytest.raises(Refusal, match="al gemaakt"):
        thread.letter("coordinator", complaint_id, LetterKind.L03, to=PartyKind.COMPLAINANT)
    with day(date(2026, 3, 5)):
        begin(complaint_id, received_on=date(2026, 3, 5))
        ask(complaint_id, date(2026, 3, 20), items="Vertaling")
        thread.letter("coordinator", complaint_id, LetterKind.L03, to=PartyKind.COMPLAINANT)
    lines = ends(thread.fresh(complaint_id))[DeadlineKind.SUPPLEMENT]
    assert lines[-1] == date(2026, 3, 20)
