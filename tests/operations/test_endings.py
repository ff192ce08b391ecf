"""The other ends of a complaint, and taking it up again (law.md T15-T17, T33-T38, T41, T42)."""

from datetime import date

import pytest

from models import Complaint, Recommendation, db
from operations import (
    correspondence,
    documents,
    enclosures,
    endings,
    follow_up,
    judging,
    ombudsman,
    screening,
)
from operations.endings import Settlement
from operations.follow_up import AnswerData, Result
from operations.screening import ScreeningData
from queries import cases, recommendations
from rules.admissibility import Requirement
from rules.errors import Invalid, NotFound, NotPermitted, Refusal
from rules.law import awb
from rules.vocabulary import (
    Acceptance,
    DeadlineKind,
    Event,
    Judgement,
    LetterKind,
    PartyKind,
    RecommendationKind,
    RefusalGround,
    ScreeningOutcome,
    SendChannel,
    State,
)
from tests import thread
from tests.factories import a_conduct
from tests.made_once import made_once
from tests.operations.conftest import at_screening
from tests.samples import a_pdf
from tests.thread import day, decided, fresh, someone, step, user_id

MONDAY = date(2026, 3, 9)
S = ScreeningOutcome


def screen(
    complaint_id: int, code: str, outcome: ScreeningOutcome, place: int = 0, **given: object
):
    conduct = fresh(complaint_id).conducts[place]
    data = {"facts": "Brief van 12 januari.", "reason": "Zie de brief."} | given
    screening.screen(someone(code), conduct.id, conduct.version, ScreeningData(outcome, **data))


def clock(complaint_id: int, kind: DeadlineKind = DeadlineKind.HANDLING) -> date:
    return [one.legal_end for one in fresh(complaint_id).deadlines if one.kind is kind][-1]


def to_complainant(complaint_id: int, kind: LetterKind, **given: object) -> int:
    return thread.letter("secretary", complaint_id, kind, to=PartyKind.COMPLAINANT, **given)


def asked_to_complete(complaint_id: int) -> None:
    """The complainant was asked for the rest, and did not answer."""
    step("coordinator", complaint_id, Event.ASK_SUPPLEMENT, items="Het adres.",
         due_on=date(2026, 3, 16))  # fmt: skip
    to_complainant(complaint_id, LetterKind.L03)
    step("coordinator", complaint_id, Event.SCREEN, reason="De klager reageert niet meer.")


def with_the_letter(complaint_id: int) -> None:
    """What came in lies in the file, to go along."""
    documents.add(someone("coordinator"), complaint_id, a_pdf("klacht"), "klacht.pdf",
                  part_of_complaint=True)  # fmt: skip


# --- left aside, forwarded, returned (T15, T17) ---------------------------------------------


def test_what_is_not_a_written_complaint_is_left_aside_by_the_board(file):
    asked_to_complete(file)
    screen(file, "board1", S.LEFT_ASIDE, requirement=Requirement.ADDRESS)
    to_complainant(file, LetterKind.L05B)
    assert (fresh(file).state, fresh(file).ended_on) == (State.F14, MONDAY)


def test_the_coordinator_only_proposes_to_leave_something_aside(file):
    screen(file, "coordinator", S.LEFT_ASIDE, requirement=Requirement.ADDRESS)
    assert fresh(file).conducts[0].screening is None


def test_what_is_left_aside_names_what_is_missing(file):
    with pytest.raises(Invalid) as wrong:
        screen(file, "board1", S.LEFT_ASIDE)
    assert set(wrong.value.messages) == {"requirement"}


def test_a_missing_signature_alone_never_leaves_a_complaint_aside(file):
    with pytest.raises(Refusal) as refused:
        screen(file, "board1", S.LEFT_ASIDE, requirement=Requirement.SIGNATURE)
    assert refused.value.obstacles[0].basis == awb("9:4", 2)


def test_what_belongs_elsewhere_is_forwarded_and_then_told(file):
    with_the_letter(file)
    screen(file, "coordinator", S.FORWARDED, forwarded_to="Raad voor de rechtspraak\nDen Haag")
    with pytest.raises(Refusal, match="doorzendbrief"):
        to_complainant(file, LetterKind.L06B)
    thread.letter("secretary", file, LetterKind.L06A)
    letter_id = [one.id for one in fresh(file).letters if one.kind is LetterKind.L06B][-1]
    thread.send("secretary", letter_id)
    assert fresh(file).state is State.F15


@pytest.mark.parametrize("notice_first", [True, False])
def test_the_notice_takes_the_forwarding_letter_along(file, notice_first):
    """Art. 2:3 lid 1: both at the same time, so either may be made first."""
    with_the_letter(file)
    screen(file, "coordinator", S.FORWARDED, forwarded_to="Raad voor de rechtspraak\nDen Haag")
    if notice_first:
        with pytest.raises(Refusal):
            to_complainant(file, LetterKind.L06B)
        (copy,) = kind_of(file, LetterKind.L06B).enclosures
        assert (copy.name, copy.document) == ("Kopie van onze brief aan Raad voor de rechtspraak",
                                              None)  # fmt: skip
    thread.letter("secretary", file, LetterKind.L06A)
    if not notice_first:
        to_complainant(file, LetterKind.L06B)
    forwarded, notice = (kind_of(file, one) for one in (LetterKind.L06A, LetterKind.L06B))
    (copy,) = notice.enclosures
    assert copy.document.sha256 == forwarded.sent_sha256


def test_a_copy_that_someone_chose_stays_when_the_forwarding_letter_goes(file):
    with_the_letter(file)
    screen(file, "coordinator", S.FORWARDED, forwarded_to="Raad voor de rechtspraak\nDen Haag")
    complaint = fresh(file)
    made = correspondence.draft(
        thread.someone("secretary"), file, complaint.version, LetterKind.L06B,
        complaint.parties[0].id,
    )  # fmt: skip
    key, version = kind_of(file, LetterKind.L06B).enclosures[0].id, 1
    secretary = thread.someone("secretary")
    enclosures.put(secretary, key, version, a_pdf("eigen afschrift"), "eigen.pdf")
    thread.letter("secretary", file, LetterKind.L06A)
    assert [one.document.name for one in kind_of(file, LetterKind.L06B).enclosures] == ["eigen.pdf"]
    assert kind_of(file, LetterKind.L06B).id == made


def kind_of(file, kind):
    return [one for one in fresh(file).letters if one.kind is kind][-1]


def test_forwarding_names_to_whom(file):
    with pytest.raises(Invalid) as wrong:
        screen(file, "coordinator", S.FORWARDED)
    assert set(wrong.value.messages) == {"forwarded_to"}


def test_what_is_not_meant_for_us_goes_back(file):
    with_the_letter(file)
    screen(file, "coordinator", S.RETURNED)
    to_complainant(file, LetterKind.L06C)
    assert fresh(file).state is State.F15


def test_g20_a_part_that_is_left_aside_does_not_stop_the_rest(file):
    asked_to_complete(file)
    a_conduct(fresh(file), position=2, title="De tweede brief")
    screen(file, "board1", S.LEFT_ASIDE, place=1, requirement=Requirement.DESCRIPTION)
    with pytest.raises(Refusal, match="buiten behandeling"):
        thread.to_own_track(file)
    to_complainant(file, LetterKind.L05B)
    assert fresh(file).state is State.F4
    thread.to_own_track(file)
    assert fresh(file).state is State.F5


def test_of_a_mixed_end_every_part_is_told_first(file):
    asked_to_complete(file)
    a_conduct(fresh(file), position=2, title="De tweede brief")
    screen(file, "board1", S.REFUSED, ground=RefusalGround.INSUFFICIENT_WEIGHT)
    screen(file, "board1", S.LEFT_ASIDE, place=1, requirement=Requirement.DESCRIPTION)
    to_complainant(file, LetterKind.L05A, approver="board2")
    assert fresh(file).state is State.F4
    to_complainant(file, LetterKind.L05B)
    assert fresh(file).state is State.F13


# --- settled (9:5) --------------------------------------------------------------------------

AGREED = Settlement(MONDAY, "De docent biedt excuses aan.", "De klager mailde: zo is het goed.")


def settle(complaint_id: int, data: Settlement = AGREED) -> None:
    endings.settle(someone("coordinator"), complaint_id, fresh(complaint_id).version, data)


def test_a_settlement_ends_the_handling_once_it_is_confirmed(file):
    settle(file)
    assert fresh(file).state is State.F4
    to_complainant(file, LetterKind.L16)
    assert (fresh(file).state, fresh(file).open) == (State.F16, False)


@pytest.mark.parametrize("missing", ["settlement", "satisfaction"])
def test_g18_a_settlement_shows_what_was_agreed_and_that_the_complainant_is_satisfied(
    file, missing
):
    with pytest.raises(Invalid) as wrong:
        settle(file, Settlement(**vars(AGREED) | {missing: " "}))
    assert set(wrong.value.messages) == {missing}


def test_without_a_settlement_there_is_nothing_to_confirm(file):
    with pytest.raises(Refusal, match="tevreden"):
        to_complainant(file, LetterKind.L16)


@pytest.mark.parametrize("on", [date(2026, 3, 1), date(2026, 3, 10)])
def test_a_settlement_lies_between_receipt_and_today(file, on):
    with pytest.raises(Invalid) as wrong:
        settle(file, Settlement(**vars(AGREED) | {"settled_on": on}))
    assert set(wrong.value.messages) == {"settled_on"}


def test_g19_who_is_not_satisfied_after_all_goes_on_where_it_was_with_the_same_term(file):
    thread.to_own_track(file)
    settle(file)
    to_complainant(file, LetterKind.L16)
    with day(date(2026, 4, 20)):
        step("coordinator", file, Event.RESUME, reason="De excuses bleven uit.")
        complaint = fresh(file)
        assert (complaint.state, complaint.open) == (State.F5, True)
        assert clock(file) == date(2026, 4, 13)
        assert complaint.due_on == date(2026, 4, 13)


def test_resuming_needs_a_reason(file):
    settle(file)
    to_complainant(file, LetterKind.L16)
    with pytest.raises(Invalid) as wrong:
        step("coordinator", file, Event.RESUME)
    assert set(wrong.value.messages) == {"reason"}


def test_a_resumed_file_can_be_settled_again(file):
    settle(file)
    to_complainant(file, LetterKind.L16)
    with day(date(2026, 3, 16)):
        step("coordinator", file, Event.RESUME, reason="De excuses bleven uit.")
    with day(date(2026, 3, 17)):
        settle(file)
        to_complainant(file, LetterKind.L16)
        assert fresh(file).state is State.F16


def test_what_was_told_before_the_settlement_still_counts_after_resuming(file):
    """T35: as if it never ended, so nobody is told a second time what is not handled."""
    a_conduct(fresh(file), position=2, title="De tweede brief")
    screen(file, "board1", S.REFUSED, ground=RefusalGround.INSUFFICIENT_WEIGHT)
    to_complainant(file, LetterKind.L05A, approver="board2")
    settle(file)
    to_complainant(file, LetterKind.L16)
    with day(date(2026, 3, 16)):
        step("coordinator", file, Event.RESUME, reason="De excuses bleven uit.")
        thread.to_own_track(file)
        assert fresh(file).state is State.F5


# --- withdrawn ------------------------------------------------------------------------------


def withdraw(complaint_id: int, on: date = MONDAY, how: str = "Telefonisch, uit zichzelf.") -> None:
    endings.record_withdrawal(
        someone("coordinator"), complaint_id, fresh(complaint_id).version, on, how
    )


def test_a_withdrawal_ends_the_handling_once_it_is_confirmed(file):
    withdraw(file)
    to_complainant(file, LetterKind.L17)
    assert fresh(file).state is State.F17


def test_a_complaint_can_be_withdrawn_from_the_first_moment(app):
    with day(MONDAY):
        complaint_id = thread.register()
        withdraw(complaint_id)
        to_complainant(complaint_id, LetterKind.L17)
        assert fresh(complaint_id).state is State.F17


def test_how_it_was_withdrawn_is_on_record(file):
    with pytest.raises(Invalid) as wrong:
        withdraw(file, how=" ")
    assert set(wrong.value.messages) == {"how"}


def test_a_retracted_withdrawal_starts_a_new_term_on_the_day_it_was_asked(file):
    withdraw(file)
    to_complainant(file, LetterKind.L17)
    with day(date(2026, 5, 4)):
        step("board1", file, Event.RETRACT, reason="Spijt.", requested_on=date(2026, 5, 4))
        complaint = fresh(file)
        assert (complaint.state, complaint.open) == (State.F4, True)
        assert clock(file) == date(2026, 6, 15)


def test_the_day_of_the_request_is_not_before_the_end(file):
    withdraw(file)
    to_complainant(file, LetterKind.L17)
    with pytest.raises(Invalid) as wrong:
        step("board1", file, Event.RETRACT, reason="Spijt.", requested_on=date(2026, 3, 8))
    assert set(wrong.value.messages) == {"requested_on"}


# --- refused for a criminal case (T33) ------------------------------------------------------


def refuse(complaint_id: int, ground: RefusalGround, **given: object) -> None:
    screen(complaint_id, "board1", S.REFUSED, ground=ground, **given)
    to_complainant(complaint_id, LetterKind.L05A, approver="board2")


def test_a_criminal_case_is_a_ground_only_while_it_runs(file):
    with pytest.raises(Refusal, match="zolang"):
        refuse(file, RefusalGround.CRIMINAL_CASE)


def test_after_the_criminal_case_the_term_runs_from_the_request_to_resume(file):
    refuse(file, RefusalGround.CRIMINAL_CASE, criminal_case_running=True)
    assert fresh(file).state is State.F13
    with day(date(2026, 9, 7)):
        step("coordinator", file, Event.RESUME_CASE, requested_on=date(2026, 9, 7))
        assert fresh(file).state is State.F4
        assert clock(file) == date(2026, 10, 19)
        assert fresh(file).conducts[0].screening is None


def test_what_was_refused_for_another_ground_does_not_resume(file):
    refuse(file, RefusalGround.INSUFFICIENT_WEIGHT)
    with pytest.raises(Refusal, match="strafzaak"):
        step("coordinator", file, Event.RESUME_CASE, requested_on=MONDAY)


# --- reopened (T38) -------------------------------------------------------------------------


def reopen(complaint_id: int, code: str = "board1", **given: object) -> None:
    data = {"decision": decided(reason="Nieuwe feiten."), "own_term_on": date(2026, 7, 1)} | given
    step(code, complaint_id, Event.REOPEN, **data)


@pytest.fixture
def refused(file):
    refuse(file, RefusalGround.INSUFFICIENT_WEIGHT)
    return file


def test_the_board_reopens_on_a_day_that_it_sets_itself(refused):
    reopen(refused)
    complaint = fresh(refused)
    assert (complaint.state, complaint.legal_end) == (State.F4, date(2026, 7, 1))
    line = [one for one in complaint.deadlines if one.kind is DeadlineKind.HANDLING][-1]
    assert line.basis == "art. 9:2 Awb"


def test_what_was_sent_before_stays_and_the_rest_is_done_anew(refused):
    with day(date(2026, 4, 6)):
        reopen(refused)
        complaint = fresh(refused)
        assert [one.kind for one in complaint.letters if one.sent_on] == ["L01", "L05a"]
        assert complaint.conducts[0].screening is None
    with day(date(2026, 4, 7)):
        screen(refused, "board1", S.REFUSED, ground=RefusalGround.INSUFFICIENT_WEIGHT)
        to_complainant(refused, LetterKind.L05A, approver="board2")
        assert fresh(refused).state is State.F13


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"own_term_on": None}, "own_term_on"),
        ({"own_term_on": MONDAY}, "own_term_on"),
        ({"decision": None, "reason": "Nieuwe feiten."}, "decided_on"),
    ],
)
def test_reopening_needs_a_decision_a_reason_and_a_day(refused, given, field):
    with pytest.raises(Invalid) as wrong:
        reopen(refused, **given)
    assert set(wrong.value.messages) == {field}


def test_only_the_board_reopens(refused):
    with pytest.raises(NotPermitted):
        reopen(refused, "secretary")


# --- more time, asked ----------------------------------------------------------------------


def propose(complaint_id: int, **given: object) -> None:
    data = {"until": date(2026, 5, 1), "answer_by": date(2026, 3, 23), "reason": "Ziekte."} | given
    endings.ask_extension(someone("secretary"), complaint_id, fresh(complaint_id).version, **data)


def test_more_time_is_asked_with_a_day_a_reason_and_a_day_to_answer(file):
    propose(file)
    to_complainant(file, LetterKind.L12A)
    assert clock(file) == date(2026, 4, 13)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"until": date(2026, 4, 13)}, "until"),
        ({"answer_by": MONDAY}, "answer_by"),
        ({"answer_by": date(2026, 5, 2)}, "answer_by"),
        ({"reason": " "}, "reason"),
    ],
)
def test_a_proposal_that_cannot_be_is_refused_at_its_field(file, given, field):
    with pytest.raises(Invalid) as wrong:
        propose(file, **given)
    assert set(wrong.value.messages) == {field}


# --- follow-up (T41) ------------------------------------------------------------------------


@made_once
def with_a_measure():
    with day(date(2026, 3, 9)):
        key = at_screening()
        thread.to_own_track(key)
        thread.to_hearing(key)
        held = [thread.plan(key, kind) for kind in (PartyKind.COMPLAINANT, PartyKind.SUBJECT)]
    for hearing in held:
        thread.hold(hearing)
    thread.to_decision(key)
    thread.judge(key)
    to_complainant(key, LetterKind.L15, approver="board2")
    return key


@pytest.fixture
def concluded(app):
    """Founded on 6 April 2026, with one measure."""
    with day(date(2026, 3, 30)):
        yield with_a_measure()


def the_measure() -> Recommendation:
    db.session.rollback()
    return db.session.query(Recommendation).one()


def assign(**given: object) -> None:
    data = {"acceptance": Acceptance.ACCEPTED, "owner_id": user_id("team_leader"),
            "due_on": date(2026, 5, 1)} | given  # fmt: skip
    one = the_measure()
    follow_up.answer(someone("board1"), one.id, one.version, AnswerData(**data))


def test_each_measure_of_the_board_is_there_to_be_followed_up(concluded):
    assert [one.text for one in fresh(concluded).recommendations] == [
        "De docent volgt een gesprek."
    ]


def test_follow_up_begins_when_each_measure_has_an_owner_and_a_day(concluded):
    with pytest.raises(Refusal, match="Nog zonder eigenaar"):
        step("secretary", concluded, Event.FOLLOW_UP)
    assign()
    step("secretary", concluded, Event.FOLLOW_UP)
    assert fresh(concluded).state is State.F18
    assert clock(concluded, DeadlineKind.FOLLOW_UP) == date(2026, 5, 1)


def finish(code: str, **given: object) -> None:
    one = the_measure()
    data = {"result": "Gesprek gevoerd.", "done_on": date(2026, 3, 30)} | given
    follow_up.finish(someone(code), one.id, one.version, Result(**data))


def test_the_owner_finishes_a_measure_without_seeing_the_file(concluded):
    assign()
    assert recommendations.get(someone("team_leader"), the_measure().id) is not None
    finish("team_leader")
    assert the_measure().done_on == date(2026, 3, 30)


def test_who_owns_nothing_sees_nothing(concluded):
    assign()
    with pytest.raises(NotFound):
        finish("servicedesk")


def test_on_its_last_day_a_measure_is_in_time_and_later_it_needs_a_reason(concluded):
    assign()
    with day(date(2026, 5, 2)):
        with pytest.raises(Invalid) as wrong:
            finish("team_leader", done_on=date(2026, 5, 2))
        assert set(wrong.value.messages) == {"late_reason"}
        finish("team_leader", done_on=date(2026, 5, 1))


def test_a_measure_is_finished_once(concluded):
    assign()
    finish("secretary")
    with pytest.raises(Refusal, match="al afgerond"):
        finish("secretary")


def test_the_file_closes_after_the_year_when_everything_is_done(concluded):
    assign()
    with day(date(2027, 3, 31)):
        with pytest.raises(Refusal, match="Nog niet afgerond"):
            step("coordinator", concluded, Event.CLOSE)
        finish("secretary", done_on=date(2026, 4, 30))
        step("coordinator", concluded, Event.CLOSE)
        assert fresh(concluded).state is State.F19


# --- the ombudsman (T39, T40) ---------------------------------------------------------------


def open_case(complaint_id: int) -> int:
    return ombudsman.open_case(
        someone("secretary"), complaint_id, fresh(complaint_id).version, "2026.01234",
        date(2026, 3, 30),
    )  # fmt: skip


def the_case(complaint_id: int):
    return fresh(complaint_id).ombudsman_cases[0]


def test_an_open_case_shows_on_the_file_and_keeps_it_open(concluded):
    open_case(concluded)
    assert fresh(concluded).with_ombudsman
    facts = cases.facts(fresh(concluded), someone("secretary"))
    assert facts.with_ombudsman


def test_while_the_complaint_is_handled_the_ombudsman_has_no_case(file):
    with pytest.raises(Refusal, match="nog behandeld"):
        open_case(file)


def test_a_question_is_answered_once(concluded):
    case_id = open_case(concluded)
    version = the_case(concluded).version
    ombudsman.ask(someone("secretary"), case_id, version, "Wie hoorde u?", date(2026, 4, 20))
    question = the_case(concluded).questions[0]
    answered = (someone("secretary"), question.id)
    ombudsman.answered(*answered, the_case(concluded).version, date(2026, 3, 30))
    with pytest.raises(Refusal, match="al beantwoord"):
        ombudsman.answered(*answered, the_case(concluded).version, date(2026, 3, 30))


def test_a_recommendation_of_the_ombudsman_is_answered_and_followed_up(concluded):
    case_id = open_case(concluded)
    key = follow_up.add(
        someone("secretary"), concluded, fresh(concluded).version, RecommendationKind.REPAIR,
        "Bied excuses aan.", case_id,
    )  # fmt: skip
    assert db.session.get_one(Recommendation, key).origin == "ombudsman"


def test_a_closed_case_takes_no_more_questions(concluded):
    case_id = open_case(concluded)
    ombudsman.close_case(
        someone("secretary"), case_id, the_case(concluded).version, "Gegrond.", date(2026, 3, 30)
    )
    assert not fresh(concluded).with_ombudsman
    with pytest.raises(Refusal, match="gesloten"):
        ombudsman.ask(
            someone("secretary"), case_id, the_case(concluded).version, "Nog iets?",
            date(2026, 4, 20),
        )  # fmt: skip


@pytest.mark.parametrize("code", ["board1", "adviser1", "auditor"])
def test_others_do_not_keep_the_ombudsmans_cases(concluded, code):
    with pytest.raises((NotPermitted, NotFound)):
        ombudsman.open_case(
            someone(code), concluded, fresh(concluded).version, "1", date(2026, 3, 30)
        )


def test_an_answer_to_the_ombudsman_goes_into_the_file(concluded):
    case_id = open_case(concluded)
    ombudsman.ask(someone("secretary"), case_id, the_case(concluded).version, "Wie hoorde u?",
                  date(2026, 4, 20))  # fmt: skip
    assert db.session.get_one(Complaint, concluded).with_ombudsman
    with pytest.raises(Refusal, match="lege plek"):
        thread.letter("secretary", concluded, LetterKind.L19, channel=SendChannel.FILE)


# --- which letter ended it (art. 2:11 lid 3 and 9:24 lid 1) ---------------------------------


def test_an_earlier_letter_that_came_back_does_not_move_the_end(file):
    a_conduct(fresh(file))
    screen(file, "board1", S.REFUSED, ground=RefusalGround.INSUFFICIENT_WEIGHT)
    refusal = to_complainant(file, LetterKind.L05A, approver="board1")
    thread.to_own_track(file)
    thread.to_hearing(file)
    held = [thread.plan(file, kind) for kind in (PartyKind.COMPLAINANT, PartyKind.SUBJECT)]
    with day(date(2026, 3, 24)):
        for hearing in held:
            thread.hold(hearing)
        thread.to_decision(file)
        judge_the_rest(file)
        to_complainant(file, LetterKind.L15, approver="board2")
    with day(date(2026, 3, 26)):
        correspondence.bounced(someone("coordinator"), refusal, date(2026, 3, 11))
        again = correspondence.Sending(date(2026, 3, 12), SendChannel.POST)
        correspondence.resent(someone("coordinator"), refusal, again)
        assert fresh(file).ended_on == date(2026, 3, 24)


def judge_the_rest(complaint_id: int) -> None:
    conduct = fresh(complaint_id).conducts[1]
    words = judging.JudgementData(
        "Bevestigd.", Judgement.FOUNDED, "Zo hoort het niet.", "Aangesproken."
    )
    judging.judge(someone("secretary"), conduct.id, conduct.version, words)
    judging.conclude(someone("board1"), complaint_id, fresh(complaint_id).version, decided())
