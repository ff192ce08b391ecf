"""The guards of the procedure, each on both sides of its boundary (law.md 3.3 to 3.5)."""

from datetime import date, timedelta

import pytest

from rules import procedure
from rules.errors import Obstacle, Refusal
from rules.law import awb
from rules.vocabulary import (
    Event,
    LetterKind,
    LetterState,
    PartyKind,
    ScreeningOutcome,
    State,
    TimeOutcome,
    Track,
    WaiverGround,
)
from tests.rules.facts import (
    COMPLAINANT,
    REPRESENTATIVE,
    SECOND,
    SUBJECT,
    TODAY,
    a_case,
    complainant,
    conduct,
    letter,
    representative,
    subject,
    the_one,
)

TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
REFUSED, TAKEN_UP = ScreeningOutcome.REFUSED, ScreeningOutcome.TAKEN_UP


def row(event: Event, state: State) -> procedure.Transition:
    return procedure.transition(state, event)


# --- intake ---------------------------------------------------------------------------------


def test_a_complaint_needs_a_complainant():
    found = the_one(procedure.has_complainant(a_case(parties=(subject(),))))
    assert found.basis == awb("9:4", 2, "a")
    assert not found.overridable
    assert procedure.has_complainant(a_case()) is None


def test_a_representative_alone_is_no_complainant():
    assert procedure.has_complainant(a_case(parties=(representative(),)))


def test_a_complaint_needs_a_conduct():
    assert the_one(procedure.has_conduct(a_case(conducts=()))).basis == awb("9:4", 2, "c")
    assert procedure.has_conduct(a_case()) is None


def test_one_described_conduct_is_enough():
    silent = conduct(id=2, described=False)
    assert procedure.has_conduct(a_case(conducts=(silent,)))
    assert procedure.has_conduct(a_case(conducts=(silent, conduct()))) is None


def test_a_complaint_without_subject_can_be_registered():
    facts = a_case(State.F0, parties=(complainant(),))
    assert row(Event.REGISTER, State.F0).obstacles(facts) == ()


def test_a_missing_signature_or_date_never_stops_the_registration():
    facts = a_case(State.F0, signed=False, letter_dated=False)
    assert row(Event.REGISTER, State.F0).obstacles(facts) == ()


def test_registering_names_everything_that_is_missing_at_once():
    assert len(row(Event.REGISTER, State.F0).obstacles(a_case(parties=(), conducts=()))) == 2


# --- the supplement (R023: no clock stops) ---------------------------------------------------


def test_without_supplement_the_screening_can_begin():
    assert row(Event.SCREEN, State.F2).obstacles(a_case(State.F2)) == ()


def test_the_screening_waits_through_the_last_day_of_the_supplement():
    found = the_one(procedure.supplement_settled(a_case(State.F3, supplement_due_on=TODAY)))
    assert found.overridable


@pytest.mark.parametrize(
    "facts", [{"supplement_due_on": YESTERDAY}, {"supplement_received": True,
                                                "supplement_due_on": TOMORROW}]
)  # fmt: skip
def test_the_screening_goes_on_once_the_supplement_is_in_or_its_term_over(facts):
    assert procedure.supplement_settled(a_case(State.F3, **facts)) is None


# --- the screening --------------------------------------------------------------------------


def test_older_conduct_waits_for_the_board():
    older = conduct(time_outcome=TimeOutcome.OLDER)
    found = the_one(procedure.older_conducts_decided(a_case(conducts=(older,))))
    assert (found.basis, found.overridable) == (awb("9:8", 1, "b"), False)


@pytest.mark.parametrize("outcome", [TAKEN_UP, REFUSED])
def test_older_conduct_on_which_the_board_decided_stops_nothing(outcome):
    older = conduct(time_outcome=TimeOutcome.OLDER, screening=outcome)
    assert procedure.older_conducts_decided(a_case(conducts=(older,))) is None


@pytest.mark.parametrize(
    "time", [TimeOutcome.ADMISSIBLE, TimeOutcome.BOUNDARY, TimeOutcome.UNDETERMINED]
)
def test_conduct_of_a_year_or_less_needs_no_decision(time):
    facts = a_case(conducts=(conduct(time_outcome=time),))
    assert procedure.older_conducts_decided(facts) is None


def test_something_must_be_left_to_handle():
    refused = conduct(screening=REFUSED)
    assert procedure.something_taken_up(a_case(conducts=(refused,)))
    assert procedure.something_taken_up(a_case(conducts=(refused, conduct(id=2)))) is None


def test_what_is_refused_is_told_before_the_rest_goes_on():
    part = (conduct(screening=REFUSED), conduct(id=2))
    found = the_one(procedure.refused_parts_told(a_case(conducts=part)))
    assert found.basis == awb("9:8", 3)
    told = (letter(LetterKind.L05A, COMPLAINANT),)
    assert procedure.refused_parts_told(a_case(conducts=part, letters=told)) is None


def test_a_notice_that_came_back_or_is_a_draft_tells_nothing():
    part = (conduct(screening=REFUSED), conduct(id=2))
    draft = (letter(LetterKind.L05A, COMPLAINANT, LetterState.FINAL),)
    assert procedure.refused_parts_told(a_case(conducts=part, letters=draft))


def test_where_nothing_is_refused_nothing_has_to_be_told():
    assert procedure.refused_parts_told(a_case()) is None


def test_the_whole_complaint_ends_only_when_every_part_is_refused():
    one, other = conduct(screening=REFUSED), conduct(id=2, title="De brief")
    found = the_one(procedure.all_refused(a_case(conducts=(one, other))))
    assert "De brief" in found.text
    assert "De opmerking" not in found.text
    assert procedure.all_refused(a_case(conducts=(one,))) is None


def test_a_complaint_without_conducts_is_not_refused():
    assert procedure.all_refused(a_case(conducts=()))


def test_the_notice_is_in_time_on_the_last_day_and_late_the_day_after():
    assert procedure.notice_in_time(a_case(today=date(2026, 3, 30))) is None
    late = the_one(procedure.notice_in_time(a_case(today=date(2026, 3, 31))))
    assert (late.basis, late.overridable) == (awb("9:8", 3), True)


def test_a_file_with_no_notice_term_is_never_late_with_it():
    assert procedure.notice_in_time(a_case(notice_due_on=None, today=date(2030, 1, 1))) is None


def test_refusing_needs_the_letter_to_everyone():
    facts = a_case(
        conducts=(conduct(screening=REFUSED),),
        parties=(complainant(), complainant(id=SECOND, name="D. Dijk"), subject()),
        letters=(letter(LetterKind.L05A, COMPLAINANT),),
    )
    found = the_one(row(Event.REFUSE, State.F4).obstacles(facts))
    assert "D. Dijk" in found.text
    assert "A. Berg" not in found.text


# --- who handles ----------------------------------------------------------------------------


def test_a_handler_must_be_there():
    assert the_one(procedure.handler_not_involved(a_case(handler_id=None))).basis == awb("9:7", 1)


def test_a_handler_must_have_stated_not_to_be_involved():
    assert procedure.handler_not_involved(a_case(cleared=frozenset({8})))
    assert procedure.handler_not_involved(a_case()) is None


def board_case(involved: int, **facts: object):
    members = tuple(subject(id=10 + n, board_member=True) for n in range(involved))
    return a_case(parties=(complainant(), *members), **facts)


def test_about_one_board_member_the_board_may_go_on_with_a_warning():
    assert procedure.board_can_judge(board_case(1)) is None
    assert the_one(procedure.notices(board_case(1))).basis == awb("2:4", 2)


def test_about_the_whole_board_an_adviser_is_needed_or_a_reason():
    assert the_one(procedure.board_can_judge(board_case(2))).overridable


def test_the_setting_can_leave_that_to_the_board_but_the_warning_stays():
    facts = board_case(2, board_needs_adviser=False)
    assert procedure.board_can_judge(facts) is None
    assert procedure.notices(facts)


def test_about_nobody_of_the_board_there_is_no_warning():
    assert procedure.notices(a_case()) == ()


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (TimeOutcome.BOUNDARY, "behandelen"),
        (TimeOutcome.UNDETERMINED, "als op tijd"),
        (TimeOutcome.OLDER, "mag het wel"),
    ],
)
def test_the_outcome_of_the_twelve_months_is_shown(time, words):
    shown = the_one(procedure.notices(a_case(conducts=(conduct(time_outcome=time),))))
    assert words in shown.text


# --- hearing --------------------------------------------------------------------------------


def test_every_person_complained_about_has_the_copy():
    parties = (complainant(), subject(), subject(id=5, name="E. Elst"))
    facts = a_case(State.F5, parties=parties, letters=(letter(LetterKind.L07, SUBJECT),))
    found = the_one(row(Event.START_HEARING, State.F5).obstacles(facts))
    assert "E. Elst" in found.text
    assert "B. Horst" not in found.text
    assert found.basis == awb("9:9")


def test_without_a_person_complained_about_no_copy_is_owed():
    assert procedure.copy_sent_to_subjects(a_case(parties=(complainant(),))) is None


def test_each_complainant_is_heard_or_not_on_a_ground():
    heard = complainant(heard=True)
    waived = complainant(id=SECOND, name="D. Dijk", waiver=WaiverGround.DECLINED)
    assert procedure.complainants_heard(a_case(parties=(heard, waived))) is None
    silent = complainant(id=SECOND, name="D. Dijk", reply_passed=True)
    found = the_one(procedure.complainants_heard(a_case(parties=(heard, silent))))
    assert "D. Dijk" in found.text
    assert not found.overridable


@pytest.mark.parametrize(
    "facts", [{"heard": True}, {"waiver": WaiverGround.OWN_WISH}], ids=["heard", "own wish"]
)
def test_a_subject_is_heard_or_does_not_want_to_be(facts):
    assert procedure.subjects_heard(a_case(parties=(subject(**facts),))) is None


def test_a_subject_who_did_not_answer_the_invitation_was_offered_a_hearing():
    invited = (letter(LetterKind.L08B, SUBJECT),)
    silent = (subject(reply_passed=True),)
    assert procedure.subjects_heard(a_case(parties=silent, letters=invited)) is None


@pytest.mark.parametrize(
    ("passed", "letters"),
    [
        pytest.param(True, (), id="never invited"),
        pytest.param(False, (letter(LetterKind.L08B, SUBJECT),), id="may still answer"),
        pytest.param(
            True, (letter(LetterKind.L08B, SUBJECT, LetterState.DRAFT),), id="not yet sent"
        ),
    ],
)
def test_a_subject_who_was_not_offered_a_hearing_stops_the_file(passed, letters):
    facts = a_case(parties=(subject(reply_passed=passed),), letters=letters)
    assert the_one(procedure.subjects_heard(facts)).basis == awb("9:10", 1)


@pytest.mark.parametrize(
    "ground",
    [WaiverGround.EVIDENTLY_UNFOUNDED, WaiverGround.DECLINED, WaiverGround.NO_REPLY],
)
def test_the_grounds_of_the_complainant_never_pass_for_a_subject(ground):
    assert procedure.subjects_heard(a_case(parties=(subject(waiver=ground),)))


def test_every_hearing_has_its_report():
    parties = (complainant(heard=True, report_missing=True), subject(heard=True))
    assert the_one(procedure.reports_made(a_case(parties=parties))).basis == awb("9:10", 3)
    assert procedure.reports_made(a_case(parties=(complainant(heard=True),))) is None


# --- judgement ------------------------------------------------------------------------------


@pytest.mark.parametrize("track", [Track.ADVISER, Track.COMMITTEE, None])
def test_with_an_adviser_the_advice_comes_first(track):
    assert the_one(procedure.advice_in(a_case(track=track))).basis == awb("9:15", 4)
    assert procedure.advice_in(a_case(track=Track.OWN)) is None


def test_each_conduct_that_is_handled_has_a_judgement():
    judged = conduct(judgement="founded")
    found = the_one(
        procedure.each_conduct_judged(a_case(conducts=(judged, conduct(id=2, title="De brief"))))
    )
    assert "De brief" in found.text
    assert not found.overridable
    refused = conduct(id=2, screening=REFUSED)
    assert procedure.each_conduct_judged(a_case(conducts=(judged, refused))) is None


def test_the_conclusions_are_the_boards():
    assert the_one(procedure.board_concluded(a_case())).basis == awb("9:12", 1)
    assert procedure.board_concluded(a_case(conclusion_decided=True)) is None


def test_closing_is_in_time_on_the_last_day_and_needs_its_cause_the_day_after():
    assert procedure.in_time(a_case(today=date(2026, 4, 13))) is None
    assert the_one(procedure.in_time(a_case(today=date(2026, 4, 14)))).overridable


def test_a_file_without_term_is_never_too_late():
    assert procedure.in_time(a_case(legal_end=None, today=date(2030, 1, 1))) is None


# --- term -----------------------------------------------------------------------------------


@pytest.mark.parametrize("weeks", [0, 3])
def test_up_to_four_weeks_can_be_postponed(weeks):
    assert procedure.weeks_left(a_case(postponed_weeks=weeks)) is None


def test_after_four_weeks_only_consent_helps():
    found = the_one(procedure.weeks_left(a_case(postponed_weeks=4)))
    assert (found.basis, found.overridable) == (awb("9:11", 2), False)


def test_the_term_can_be_postponed_on_its_last_day_and_not_after():
    assert procedure.term_still_runs(a_case(today=date(2026, 4, 13))) is None
    found = the_one(procedure.term_still_runs(a_case(today=date(2026, 4, 14))))
    assert not found.overridable


def test_one_postponement_waits_for_the_other():
    assert procedure.no_postponement_pending(a_case(postponement_pending=True))
    assert procedure.no_postponement_pending(a_case()) is None


def test_the_file_stays_open_through_the_ombudsmans_year():
    until = date(2027, 4, 1)
    assert procedure.ombudsman_year_over(a_case(ombudsman_until=until, today=until))
    day_after = a_case(ombudsman_until=until, today=date(2027, 4, 2))
    assert procedure.ombudsman_year_over(day_after) is None


# --- recipients -----------------------------------------------------------------------------


def test_the_representative_gets_the_letter_in_place_of_the_complainant():
    parties = (complainant(represented=True), representative(), subject())
    facts = a_case(State.F1, parties=parties, letters=(letter(LetterKind.L01, REPRESENTATIVE),))
    assert row(Event.ACKNOWLEDGE, State.F1).obstacles(facts) == ()


def test_a_letter_to_the_complainant_does_not_reach_the_representative():
    parties = (complainant(represented=True), representative(), subject())
    facts = a_case(State.F1, parties=parties, letters=(letter(LetterKind.L01, COMPLAINANT),))
    assert "mr. C. Raad" in the_one(row(Event.ACKNOWLEDGE, State.F1).obstacles(facts)).text


def test_who_speaks_for_a_subject_gets_no_letters_of_the_complainant():
    parties = (complainant(), representative(speaks_for=PartyKind.SUBJECT))
    assert [party.id for party in a_case(parties=parties).recipients] == [COMPLAINANT]


def test_a_refused_representative_gets_nothing():
    parties = (complainant(), representative(refused=True))
    assert [party.id for party in a_case(parties=parties).recipients] == [COMPLAINANT]


# --- looking up, giving way -----------------------------------------------------------------


def test_an_event_that_the_state_does_not_have_is_refused():
    with pytest.raises(Refusal, match="kan niet vanuit de stand"):
        procedure.transition(State.F0, Event.CONCLUDE)


@pytest.mark.parametrize("state", [State.I3, State.I5, State.I6, State.I7, State.F20])
def test_what_has_ended_for_good_goes_nowhere(state):
    assert procedure.transitions_from(state) == ()


HARD, SOFT = Obstacle("Kan niet."), Obstacle("Te laat.", overridable=True)


def test_nothing_in_the_way_needs_no_reason():
    procedure.give_way((), "")


def test_a_reason_overrides_what_may_be_overridden():
    procedure.give_way((SOFT,), "De post staakte.")


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_blank_is_no_reason(reason):
    with pytest.raises(Refusal, match="Te laat"):
        procedure.give_way((SOFT,), reason)


def test_a_reason_never_overrides_the_rest():
    with pytest.raises(Refusal) as refused:
        procedure.give_way((SOFT, HARD), "Omdat het moet.")
    assert list(refused.value.obstacles) == [HARD]


def test_a_refusal_names_everything_at_once():
    with pytest.raises(Refusal) as refused:
        procedure.give_way((SOFT, HARD), "")
    assert list(refused.value.obstacles) == [SOFT, HARD]


OVERRIDABLE = {
    Event.SCREEN: "supplement_settled",
    Event.REFUSE: "notice_in_time",
    Event.LEAVE_ASIDE: "notice_in_time",
    Event.HANDLE_OWN: "board_can_judge",
    Event.APPOINT_ADVISER: "switch_in_time",
    Event.APPOINT_COMMITTEE: "switch_in_time",
    Event.RESUME_OWN: "board_can_judge",
    Event.CONCLUDE: "in_time",
}
"""All that a reason can override, and where (law.md 2.4, T14, SOD3, R046)."""

WORST = {
    Event.SCREEN: a_case(State.F3, supplement_due_on=TOMORROW),
    Event.REFUSE: a_case(today=date(2026, 5, 1)),
    Event.HANDLE_OWN: a_case(
        handler_id=None,
        parties=(complainant(), subject(id=10, board_member=True),
                 subject(id=11, board_member=True)),
        conducts=(conduct(time_outcome=TimeOutcome.OLDER),),
    ),
    Event.LEAVE_ASIDE: a_case(today=date(2026, 5, 1)),
    Event.FORWARD: a_case(today=date(2026, 5, 1)),
    Event.RETURN: a_case(today=date(2026, 5, 1)),
    Event.APPOINT_ADVISER: a_case(track=Track.ADVISER, today=date(2026, 5, 1)),
    Event.APPOINT_COMMITTEE: a_case(track=Track.COMMITTEE, today=date(2026, 5, 1)),
    Event.RESUME_OWN: a_case(
        handler_id=None,
        parties=(complainant(), subject(id=10, board_member=True),
                 subject(id=11, board_member=True)),
    ),
    Event.DELIVER_ADVICE: a_case(),
    Event.SETTLE: a_case(),
    Event.WITHDRAW: a_case(),
    Event.RESUME_CASE: a_case(),
    Event.FOLLOW_UP: a_case(),
    Event.REGISTER_REPORT: a_case(),
    Event.CLOSE_REPORT: a_case(),
    Event.CONCLUDE: a_case(today=date(2026, 5, 1)),
    Event.REGISTER: a_case(parties=(), conducts=()),
    Event.ACKNOWLEDGE: a_case(),
    Event.START_HEARING: a_case(),
    Event.COMPLETE_INQUIRY: a_case(parties=(complainant(report_missing=True), subject())),
    Event.PREPARE_DECISION: a_case(track=Track.COMMITTEE),
    Event.POSTPONE: a_case(postponed_weeks=4, postponement_pending=True, today=date(2026, 5, 1)),
    Event.CLOSE: a_case(ombudsman_until=date(2027, 4, 1)),
}  # fmt: skip


@pytest.mark.parametrize("event", WORST)
def test_exactly_these_obstacles_give_way_to_a_reason(event):
    guards = next(one for one in procedure.TRANSITIONS if one.event is event).guards
    soft = [
        guard.__name__
        for guard in guards
        if (found := guard(WORST[event])) is not None and found.overridable
    ]
    assert soft == ([OVERRIDABLE[event]] if event in OVERRIDABLE else [])


@pytest.mark.parametrize(
    ("state", "kind", "event"),
    [
        (State.F1, LetterKind.L01, Event.ACKNOWLEDGE),
        (State.F4, LetterKind.L05A, Event.REFUSE),
        (State.F4, LetterKind.L05B, Event.LEAVE_ASIDE),
        (State.F4, LetterKind.L06B, Event.FORWARD),
        (State.F4, LetterKind.L06C, Event.RETURN),
        (State.F9, LetterKind.L14, Event.DELIVER_ADVICE),
        (State.F11, LetterKind.L15, Event.CONCLUDE),
        (State.F8, LetterKind.L16, Event.SETTLE),
        (State.F0, LetterKind.L17, Event.WITHDRAW),
    ],
)
def test_these_letters_are_steps_themselves(state, kind, event):
    found = {row.letter: row.event for row in procedure.by_letters(state)}
    assert found[kind] is event


@pytest.mark.parametrize(
    ("state", "kind"),
    [(State.F2, LetterKind.L01), (State.F8, LetterKind.L05A), (State.F5, LetterKind.L07)],
)
def test_elsewhere_a_letter_moves_nothing(state, kind):
    assert kind not in {row.letter for row in procedure.by_letters(state)}
