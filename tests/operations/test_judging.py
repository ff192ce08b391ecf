"""The board's judgement (art. 2:4, 9:7 and 9:12 Awb; SOD3 and SOD11)."""

from datetime import date

import pytest

from models import Complaint, Conduct
from operations import judging
from queries import complaints
from rules.errors import Conflict, Invalid, NotFound, NotPermitted, Refusal
from rules.vocabulary import DecisionKind, Event, Judgement, ScreeningOutcome, State, Track
from tests import thread
from tests.factories import a_complaint, a_conduct, a_contact, a_party, a_statement, received
from tests.thread import day, someone, user_id

WEDNESDAY = date(2026, 4, 1)


@pytest.fixture(autouse=True)
def on_wednesday(app):
    with day(WEDNESDAY):
        yield


def a_file(state: State = State.F11) -> Complaint:
    return a_complaint(state=state, track=Track.OWN, received_on=thread.RECEIVED)


def judge(conduct: Conduct, code: str = "secretary", **data: object) -> None:
    defaults = {"findings": "Het klopt.", "judgement": Judgement.FOUNDED, "reason": "Zo niet."}
    made = judging.JudgementData(**defaults | data)
    judging.judge(someone(code), conduct.id, conduct.version, made)


def conclude(complaint_id: int, code: str = "board1", **data: object) -> None:
    version = thread.fresh(complaint_id).version
    judging.conclude(someone(code), complaint_id, version, thread.decided(**data))


def a_judged_file() -> int:
    complaint = a_file()
    judge(complaint.conducts[0])
    return complaint.id


def about(complaint_id: int, member: str) -> None:
    contact = a_contact(user_id=user_id(member))
    a_party(thread.fresh(complaint_id), contact, board_member=True)


# --- the judgement --------------------------------------------------------------------------


@pytest.mark.parametrize("state", [State.F8, State.F9, State.F12])
def test_it_is_judged_while_the_decision_is_prepared_and_at_no_other_time(state):
    with pytest.raises(Refusal, match="onderzoek is afgerond"):
        judge(a_file(state).conducts[0])


@pytest.mark.parametrize("field", ["findings", "reason"])
def test_a_judgement_has_findings_and_reasons(field):
    with pytest.raises(Invalid) as refused:
        judge(a_file().conducts[0], **{field: " \n"})
    assert set(refused.value.messages) == {field}


def test_a_conduct_that_is_not_handled_is_not_judged():
    complaint = a_file()
    refused = a_conduct(complaint, screening=ScreeningOutcome.REFUSED)
    with pytest.raises(Refusal, match="niet behandeld"):
        judge(refused)


def test_a_judgement_can_be_rewritten_until_the_board_decided():
    complaint = a_file()
    judge(complaint.conducts[0])
    judge(thread.fresh(complaint.id).conducts[0], judgement=Judgement.UNFOUNDED)
    conclude(complaint.id)
    conduct = thread.fresh(complaint.id).conducts[0]
    assert conduct.judgement is Judgement.UNFOUNDED
    with pytest.raises(Refusal, match="al besloten"):
        judge(conduct, judgement=Judgement.FOUNDED)


def test_two_who_judge_at_once_do_not_overwrite_each_other():
    conduct = a_file().conducts[0]
    stale = conduct.version
    judge(conduct)
    with pytest.raises(Conflict):
        judging.judge(someone("secretary"), conduct.id, stale,
                      judging.JudgementData("Anders.", Judgement.UNFOUNDED, "Anders."))  # fmt: skip


def test_who_only_reads_does_not_judge():
    with pytest.raises(NotPermitted):
        judge(a_file().conducts[0], "auditor")


# --- the decision ---------------------------------------------------------------------------


def test_the_board_decides_when_each_conduct_has_its_judgement():
    complaint = a_file()
    a_conduct(complaint, title="De brief")
    judge(thread.fresh(complaint.id).conducts[0])
    with pytest.raises(Refusal, match="nog geen oordeel over: De brief"):
        conclude(complaint.id)
    judge(thread.fresh(complaint.id).conducts[1])
    conclude(complaint.id)
    (decision,) = thread.fresh(complaint.id).decisions
    assert (decision.kind, decision.decided_on) == (DecisionKind.CONCLUSION, WEDNESDAY)


def test_what_is_not_handled_needs_no_judgement():
    complaint_id = a_judged_file()
    a_conduct(thread.fresh(complaint_id), screening=ScreeningOutcome.REFUSED)
    conclude(complaint_id)
    assert len(thread.fresh(complaint_id).decisions) == 1


def test_the_board_decides_once():
    complaint_id = a_judged_file()
    conclude(complaint_id)
    with pytest.raises(Refusal, match="al besloten"):
        conclude(complaint_id)


def test_the_secretary_does_not_decide():
    with pytest.raises(NotPermitted):
        conclude(a_judged_file(), "secretary")


def test_deciding_alone_does_not_close_the_file():
    complaint_id = a_judged_file()
    conclude(complaint_id)
    complaint = thread.fresh(complaint_id)
    assert (complaint.state, complaint.concluded_on, complaint.open) == (State.F11, None, True)


@pytest.mark.parametrize("decided_on", [date(2026, 3, 1), date(2026, 4, 2)])
def test_a_decision_lies_between_receipt_and_today(decided_on):
    with pytest.raises(Invalid) as refused:
        conclude(a_judged_file(), decided_on=decided_on)
    assert set(refused.value.messages) == {"decided_on"}


@pytest.mark.parametrize("decided_on", [date(2026, 3, 2), WEDNESDAY])
def test_the_days_of_receipt_and_today_are_possible(decided_on):
    conclude(a_judged_file(), decided_on=decided_on)


# --- who takes part -------------------------------------------------------------------------


def test_somebody_decides():
    with pytest.raises(Invalid) as refused:
        conclude(a_judged_file(), members=())
    assert set(refused.value.messages) == {"members"}


def test_who_does_not_sit_on_the_board_does_not_count():
    with pytest.raises(Invalid):
        conclude(a_judged_file(), members=(user_id("secretary"),))


def test_absence_is_explained():
    """SOD11"""
    complaint_id = a_judged_file()
    with pytest.raises(Invalid) as refused:
        conclude(complaint_id, members=(user_id("board1"),))
    assert set(refused.value.messages) == {"absence"}
    conclude(complaint_id, members=(user_id("board1"),), absence="Met verlof.")
    (decision,) = thread.fresh(complaint_id).decisions
    took_part = {one.user_id: (one.took_part, one.reason) for one in decision.members}
    assert took_part == {
        user_id("board1"): (True, ""),
        user_id("board2"): (False, "Met verlof."),
    }


def test_a_member_about_whom_is_complained_does_not_take_part():
    """SOD3, G01"""
    complaint_id = a_judged_file()
    about(complaint_id, "board2")
    with pytest.raises(Refusal, match="Paul Mulder is betrokken"):
        conclude(complaint_id)
    conclude(complaint_id, members=(user_id("board1"),), absence="De klacht gaat over dit lid.")


def test_that_member_does_not_find_the_file_either():
    complaint_id = a_judged_file()
    about(complaint_id, "board2")
    assert complaints.get(someone("board2"), complaint_id) is None
    with pytest.raises(NotFound):
        conclude(complaint_id, "board2", members=(user_id("board1"),), absence="Betrokken.")


def test_the_same_holds_for_choosing_the_own_track():
    coordinator = thread.db.session.get_one(thread.User, user_id("coordinator"))
    complaint = a_complaint(state=State.F4, handler=coordinator)
    complaint_id = complaint.id
    a_statement(complaint, coordinator)
    about(complaint_id, "board2")
    with pytest.raises(Refusal, match="beslist niet mee"):
        thread.step("board1", complaint_id, Event.HANDLE_OWN, decision=thread.decided())


# --- about the whole board (SOD3) ------------------------------------------------------------


def test_g02_a_judgement_on_the_whole_board_is_recorded_by_the_secretary_with_the_decision():
    """Art. 9:7 lid 2 Awb: the board decides; no member sees the file, the secretary records it."""
    complaint_id = a_judged_file()
    for member in ("board1", "board2"):
        about(complaint_id, member)
    document = received()
    with pytest.raises(NotFound):
        conclude(complaint_id, "board1", document=document)
    with pytest.raises(NotPermitted):
        conclude(complaint_id, "coordinator", document=document)
    with pytest.raises(Invalid) as refused:
        conclude(complaint_id, "secretary")
    assert "document" in refused.value.messages
    conclude(complaint_id, "secretary", document=document)
    (decision,) = thread.fresh(complaint_id).decisions
    assert {one.user.email.partition("@")[0] for one in decision.members if one.took_part} == {
        "board1", "board2"
    }  # fmt: skip


def test_about_one_member_the_secretary_records_nothing_for_the_other():
    complaint_id = a_judged_file()
    about(complaint_id, "board2")
    with pytest.raises(NotPermitted):
        conclude(complaint_id, "secretary", document=received())
