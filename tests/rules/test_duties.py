"""What has to be done in a file, for whom and by when; received on Monday 2 March 2026."""

from datetime import date

import pytest

from rules import duties
from rules.deadlines import ATW, Deadline
from rules.duties import (
    LATE,
    REMIND,
    ConductLeft,
    DutyKind,
    FileFacts,
    HearingLeft,
    LetterLeft,
    QuestionLeft,
    RecommendationLeft,
    reminder,
)
from rules.ledger import ClockFacts, ledger
from rules.vocabulary import (
    ENDED,
    DeadlineKind,
    Kind,
    LetterKind,
    Permission,
    RecommendationOrigin,
    State,
)

HANDLER, OWNER = 7, 8
ENDS: dict[DeadlineKind, Deadline] = {
    line.kind: line for line in ledger(ClockFacts(date(2026, 3, 2)), ATW)
}
"""Acknowledge by 5 March, notice by 30 March, handle by 13 April."""
REPORT_ENDS = {
    line.kind: line for line in ledger(ClockFacts(date(2026, 3, 2), Kind.REPORT, False), ATW)
}


def a_file(state, **facts):
    return FileFacts(**{"state": state, "handler_id": HANDLER, "ends": ENDS} | facts)


def found(facts, kind):
    return [one for one in duties.of(facts) if one.kind is kind]


def the(facts, kind):
    (one,) = found(facts, kind)
    return one


def kinds(facts):
    return {one.kind for one in duties.of(facts)}


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (State.F0, {DutyKind.ACKNOWLEDGE, DutyKind.HANDLING}),
        (State.F1, {DutyKind.ACKNOWLEDGE, DutyKind.HANDLING}),
        (State.F2, {DutyKind.SCREEN, DutyKind.HANDLING}),
        (State.F3, {DutyKind.SCREEN, DutyKind.SUPPLEMENT, DutyKind.HANDLING}),
        (State.F4, {DutyKind.SCREEN, DutyKind.HANDLING}),
        (State.F5, {DutyKind.HANDLING}),
        (State.F8, {DutyKind.HANDLING}),
        (State.F9, {DutyKind.PREPARE, DutyKind.HANDLING}),
        (State.F11, {DutyKind.PREPARE, DutyKind.HANDLING}),
        (State.F12, set()),
        (State.F13, set()),
        (State.F20, set()),
    ],
)
def test_what_a_state_asks(state, expected):
    assert kinds(a_file(state, conducts=(ConductLeft(1, 1),))) == expected


@pytest.mark.parametrize(
    ("state", "kind", "due_on", "permission", "article"),
    [
        (State.F1, DutyKind.ACKNOWLEDGE, date(2026, 3, 5), Permission.LETTER_SEND, "9:6"),
        (State.F4, DutyKind.SCREEN, date(2026, 3, 30), Permission.COMPLAINT_SCREEN, "9:8 lid 3"),
        (State.F5, DutyKind.HANDLING, date(2026, 4, 13), Permission.COMPLAINT_SCREEN, "9:11 lid 1"),
        (State.F9, DutyKind.PREPARE, date(2026, 4, 13), Permission.DECISION_DRAFT, "9:12 lid 1"),
    ],
)
def test_a_clock_gives_day_person_and_article(state, kind, due_on, permission, article):
    duty = the(a_file(state), kind)
    assert (duty.due_on, duty.user_id, duty.permission) == (due_on, HANDLER, permission)
    assert str(duty.basis) == f"art. {article} Awb"


def test_without_a_handler_it_is_for_whoever_has_the_right():
    assert the(a_file(State.F1, handler_id=None), DutyKind.ACKNOWLEDGE).user_id is None


@pytest.mark.parametrize("state", [State.I0, State.I1])
def test_a_report_is_taken_up_within_two_working_days(state):
    duty = the(a_file(state, ends=REPORT_ENDS), DutyKind.TAKE_UP)
    assert duty.due_on == date(2026, 3, 4)


@pytest.mark.parametrize("state", [State.I2, State.I4, State.I5])
def test_a_report_that_was_taken_up_asks_nothing(state):
    assert duties.of(a_file(state, ends=REPORT_ENDS)) == ()


def test_a_refusal_that_was_not_told_asks_for_the_notice_instead_of_the_screening():
    facts = a_file(State.F4, refused_untold=True)
    assert the(facts, DutyKind.NOTICE).address == "letter:L05a"
    assert not found(facts, DutyKind.SCREEN)


def test_a_notice_that_cannot_be_owed_any_more_asks_nothing():
    ends = {kind: line for kind, line in ENDS.items() if kind is not DeadlineKind.NOTICE}
    assert not found(a_file(State.F5, ends=ends, refused_untold=True), DutyKind.NOTICE)


def test_the_board_decides_on_an_older_conduct_and_is_asked_again_from_day_21():
    facts = a_file(State.F4, conducts=(ConductLeft(3, 2, older_undecided=True),))
    decide, escalate = the(facts, DutyKind.OLDER), the(facts, DutyKind.ESCALATE)
    assert (decide.permission, decide.user_id) == (Permission.COMPLAINT_REFUSE, None)
    assert decide.from_on is None
    assert (escalate.user_id, escalate.from_on) == (HANDLER, date(2026, 3, 23))
    assert decide.due_on == escalate.due_on == date(2026, 3, 30)
    assert decide.subject == "conduct:3"


@pytest.mark.parametrize(
    "facts",
    [
        {"state": State.F4, "conducts": (ConductLeft(3, 2),)},
        {"state": State.F5, "conducts": (ConductLeft(3, 2, older_undecided=True),)},
    ],
)
def test_a_decided_or_younger_conduct_is_not_escalated(facts):
    assert not {DutyKind.OLDER, DutyKind.ESCALATE} & kinds(a_file(**facts))


def test_a_planned_hearing_asks_for_the_answer_and_to_be_held():
    facts = a_file(
        State.F8, hearings=(HearingLeft(5, date(2026, 3, 20), reply_by=date(2026, 3, 16)),)
    )
    assert the(facts, DutyKind.REPLY).due_on == date(2026, 3, 17)
    assert the(facts, DutyKind.HEARING).due_on == date(2026, 3, 20)
    assert the(facts, DutyKind.HEARING).address == "hold:5"


def a_supplement(due_on):
    line = Deadline(
        DeadlineKind.SUPPLEMENT, date(2026, 3, 5), due_on, due_on, due_on,
        ENDS[DeadlineKind.HANDLING].basis, "",
    )  # fmt: skip
    return the(a_file(State.F3, ends=ENDS | {DeadlineKind.SUPPLEMENT: line}), DutyKind.SUPPLEMENT)


@pytest.mark.parametrize(
    ("last_day", "due_on"),
    [
        pytest.param(date(2026, 3, 19), date(2026, 3, 20), id="Thursday"),
        pytest.param(date(2026, 3, 20), date(2026, 3, 23), id="Friday"),
        pytest.param(date(2026, 3, 21), date(2026, 3, 23), id="Saturday"),
        pytest.param(date(2026, 4, 2), date(2026, 4, 7), id="Thursday before Easter"),
    ],
)
def test_whoever_may_answer_has_the_whole_last_day(last_day, due_on):
    """The staff has to act on the first working day after it."""
    supplement = a_supplement(last_day)
    reply = the(
        a_file(State.F8, hearings=(HearingLeft(5, date(2026, 5, 20), reply_by=last_day),)),
        DutyKind.REPLY,
    )
    for duty in (supplement, reply):
        assert (duty.target_on, duty.due_on) == (due_on, due_on)
        days = (last_day, due_on)
        reminders = [reminder(duty.kind, duty.target_on, duty.due_on, one) for one in days]
        assert reminders == [None, 0]


def test_an_answered_invitation_asks_no_answer():
    facts = a_file(State.F8, hearings=(HearingLeft(5, date(2026, 3, 20)),))
    assert not found(facts, DutyKind.REPLY)


def test_a_hearing_without_its_report_asks_for_it_before_the_term_ends():
    facts = a_file(State.F8, hearings=(HearingLeft(5, date(2026, 3, 20), held=True),))
    assert the(facts, DutyKind.REPORT).due_on == date(2026, 4, 13)
    assert not found(facts, DutyKind.HEARING)


def test_whoever_advises_hears_and_advises():
    advice = Deadline(
        DeadlineKind.ADVICE, date(2026, 3, 9), date(2026, 4, 27), date(2026, 4, 27),
        date(2026, 4, 24), ENDS[DeadlineKind.HANDLING].basis, "",
    )  # fmt: skip
    facts = a_file(
        State.F8, advised=True, ends=ENDS | {DeadlineKind.ADVICE: advice},
        hearings=(HearingLeft(5, date(2026, 3, 20)),),
    )  # fmt: skip
    for kind in (DutyKind.HEARING, DutyKind.ADVICE):
        duty = the(facts, kind)
        assert (duty.permission, duty.user_id) == (Permission.ADVICE_WRITE, None)
    assert the(facts, DutyKind.ADVICE).due_on == date(2026, 4, 27)


def test_the_judgement_waits_for_the_advice():
    assert not found(a_file(State.F9, advised=True), DutyKind.PREPARE)
    assert found(a_file(State.F10, advised=True), DutyKind.PREPARE)


def test_when_everything_is_judged_the_board_decides():
    judged = (ConductLeft(1, 1, judged=True),)
    duty = the(a_file(State.F11, conducts=judged), DutyKind.CONCLUDE)
    assert (duty.permission, duty.user_id) == (Permission.COMPLAINT_DECIDE, None)
    assert not found(a_file(State.F11, conducts=judged, concluded=True), DutyKind.CONCLUDE)


def test_a_postponement_waits_for_its_notices():
    duty = the(a_file(State.F5, postponements=(4,)), DutyKind.POSTPONEMENT)
    assert (duty.subject, duty.due_on) == ("postponement:4", date(2026, 4, 13))


@pytest.mark.parametrize(
    ("letter", "permission", "whose"),
    [
        (LetterLeft(1, LetterKind.L01), Permission.LETTER_WRITE, HANDLER),
        (LetterLeft(1, LetterKind.L15, by_approver=True), Permission.LETTER_APPROVE, None),
        (LetterLeft(1, LetterKind.L15, True, by_approver=True), Permission.LETTER_SEND, HANDLER),
        (LetterLeft(1, LetterKind.L01, came_back=True), Permission.LETTER_SEND, HANDLER),
    ],
)
def test_a_letter_is_settled_by_one_and_sent_by_another(letter, permission, whose):
    duty = the(a_file(State.F5, letters=(letter,)), DutyKind.LETTER)
    assert (duty.permission, duty.user_id) == (permission, whose)


def test_a_letter_is_due_with_the_clock_that_it_stops():
    facts = a_file(State.F1, letters=(LetterLeft(1, LetterKind.L01),))
    assert the(facts, DutyKind.LETTER).due_on == date(2026, 3, 5)
    facts = a_file(State.F5, letters=(LetterLeft(1, LetterKind.L07),))
    assert the(facts, DutyKind.LETTER).due_on == date(2026, 4, 13)


def test_a_measure_is_for_its_owner_also_after_the_end():
    measure = RecommendationLeft(
        6, RecommendationOrigin.ADVICE, accepted=True, owner_id=OWNER, due_on=date(2026, 9, 1)
    )
    duty = the(a_file(State.F18, recommendations=(measure,)), DutyKind.FOLLOW_UP)
    assert (duty.user_id, duty.due_on) == (OWNER, date(2026, 9, 1))


def test_a_recommendation_is_answered_once_the_advice_is_delivered():
    loose = (RecommendationLeft(6, RecommendationOrigin.ADVICE),)
    assert not found(a_file(State.F9, advised=True, recommendations=loose), DutyKind.ANSWER)
    duty = the(a_file(State.F10, advised=True, recommendations=loose), DutyKind.ANSWER)
    assert duty.permission is Permission.COMPLAINT_DECIDE


def test_the_ombudsman_gets_answers_also_after_the_end():
    facts = a_file(State.F12, questions=(QuestionLeft("question:2", date(2026, 10, 1)),))
    assert the(facts, DutyKind.OMBUDSMAN).due_on == date(2026, 10, 1)


@pytest.mark.parametrize("state", sorted(ENDED))
def test_after_the_end_no_clock_gives_a_duty(state):
    assert kinds(a_file(state, conducts=(ConductLeft(1, 1),), postponements=(1,))) == set()


def test_no_duty_is_there_twice():
    facts = a_file(
        State.F8, postponements=(1, 2),
        conducts=(ConductLeft(1, 1, older_undecided=True), ConductLeft(2, 2)),
        hearings=(HearingLeft(1, date(2026, 3, 20), reply_by=date(2026, 3, 19)),
                  HearingLeft(2, date(2026, 3, 20))),
        letters=(LetterLeft(1, LetterKind.L07), LetterLeft(2, LetterKind.L07)),
        questions=(QuestionLeft("question:1", date(2026, 4, 1)),
                   QuestionLeft("findings:1", date(2026, 4, 1))),
    )  # fmt: skip
    names = [(one.kind, one.subject) for one in duties.of(facts)]
    assert len(names) == len(set(names))


# --- reminders ------------------------------------------------------------------------------

LAST = date(2026, 4, 13)


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (date(2026, 3, 29), None), (date(2026, 3, 30), 14), (date(2026, 4, 5), 14),
        (date(2026, 4, 6), 7), (date(2026, 4, 10), 7), (date(2026, 4, 11), 2),
        (date(2026, 4, 13), 2), (date(2026, 4, 14), LATE), (date(2026, 4, 20), LATE),
        (date(2026, 4, 21), None),
    ],
)  # fmt: skip
def test_reminders_of_the_handling_term(today, days):
    assert reminder(DutyKind.HANDLING, LAST, LAST, today) == days


@pytest.mark.parametrize(("today", "days"), [(date(2026, 3, 30), None), (date(2026, 3, 31), 2)])
def test_a_reminder_counts_down_to_the_day_to_steer_on(today, days):
    assert reminder(DutyKind.LETTER, date(2026, 4, 2), date(2026, 4, 7), today) == days


def test_between_the_day_to_steer_on_and_the_last_day_nothing_is_late():
    assert reminder(DutyKind.LETTER, date(2026, 4, 2), date(2026, 4, 7), date(2026, 4, 7)) == 2


def test_what_has_no_day_is_not_reminded_of():
    assert reminder(DutyKind.ANSWER, None, None, LAST) is None


def test_every_kind_of_duty_has_its_reminders():
    assert set(REMIND) == set(DutyKind)
