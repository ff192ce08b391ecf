"""The guards of adviser and committee, of the other ends and of what follows (law.md 3.3-3.5)."""

from datetime import date, timedelta

import pytest

from rules import procedure
from rules.case import RecommendationFacts
from rules.law import SCHEME, awb
from rules.vocabulary import (
    Acceptance,
    CommitteeRole,
    Event,
    Judgement,
    LetterKind,
    Permission,
    RecommendationOrigin,
    RefusalGround,
    ScreeningOutcome,
    State,
    Track,
)
from tests.rules.facts import COMPLAINANT, SUBJECT, TODAY, a_case, conduct, letter, subject, the_one

S, L = ScreeningOutcome, LetterKind
THREE = (CommitteeRole.CHAIR, CommitteeRole.MEMBER, CommitteeRole.MEMBER)
SEATED = {"track": Track.COMMITTEE, "advisers": frozenset({1, 2, 3}), "seats": THREE}


def advised(**facts):
    """Founded, and it may be handled."""
    return conduct(**{"advised": Judgement.FOUNDED, "advised_admissible": True} | facts)


# --- not handled: 9:8, 9:4 and 2:3 ----------------------------------------------------------


def test_a_file_ends_as_left_aside_only_when_nothing_is_left():
    guard = procedure.nothing_left(S.LEFT_ASIDE)
    left = conduct(screening=S.LEFT_ASIDE)
    assert guard(a_case(conducts=(left,))) is None
    assert guard(a_case(conducts=(left, conduct(id=2))))


@pytest.mark.parametrize(
    ("outcomes", "ends_as"),
    [
        ((S.REFUSED, S.LEFT_ASIDE, S.FORWARDED), S.REFUSED),
        ((S.LEFT_ASIDE, S.FORWARDED), S.LEFT_ASIDE),
        ((S.FORWARDED, S.RETURNED), S.FORWARDED),
        ((S.RETURNED,), S.RETURNED),
    ],
)
def test_of_several_outcomes_the_weightiest_names_the_end(outcomes, ends_as):
    conducts = tuple(conduct(id=key, screening=one) for key, one in enumerate(outcomes))
    facts = a_case(conducts=conducts)
    ends = [one for one in procedure.TOLD_WITH if procedure.nothing_left(one)(facts) is None]
    assert ends == [ends_as]


@pytest.mark.parametrize(
    ("outcome", "kind"),
    [(S.REFUSED, L.L05A), (S.LEFT_ASIDE, L.L05B), (S.FORWARDED, L.L06B), (S.RETURNED, L.L06C)],
)
def test_what_is_not_handled_is_told_before_the_rest_goes_on(outcome, kind):
    conducts = (conduct(screening=outcome), conduct(id=2))
    found = the_one(procedure.refused_parts_told(a_case(conducts=conducts)))
    assert found.repair == f"letter:{kind}"
    told = a_case(conducts=conducts, letters=(letter(kind, COMPLAINANT),))
    assert procedure.refused_parts_told(told) is None


def test_it_is_forwarded_before_the_sender_is_told():
    assert the_one(procedure.forwarded_first(a_case())).basis == awb("2:3", 1)
    assert procedure.forwarded_first(a_case(letters=(letter(L.L06A, None),))) is None


def test_a_file_that_a_party_got_is_not_one_put_in_the_file():
    assert procedure.forwarded_first(a_case(letters=(letter(L.L06A, COMPLAINANT),)))


# --- who advises ----------------------------------------------------------------------------


def test_a_second_adviser_is_not_appointed_beside_the_first():
    assert the_one(procedure.own_until_now(a_case(track=Track.ADVISER)))
    assert procedure.own_until_now(a_case(track=Track.OWN)) is None
    assert procedure.own_until_now(a_case(track=None)) is None


def test_advice_is_asked_through_the_last_day_and_later_only_with_a_reason():
    last = date(2026, 4, 13)
    assert procedure.switch_in_time(a_case(today=last)) is None
    late = the_one(procedure.switch_in_time(a_case(today=last + timedelta(days=1))))
    assert (late.overridable, late.basis) == (True, awb("9:11", 1))


def test_a_committee_is_a_chair_and_two_members():
    assert procedure.seats_filled(a_case(**SEATED)) is None
    two = SEATED | {"seats": THREE[:2]}
    assert the_one(procedure.seats_filled(a_case(**two))).repair == "replace"
    four = SEATED | {"seats": (*THREE, CommitteeRole.MEMBER)}
    assert procedure.seats_filled(a_case(**four))


def test_an_adviser_alone_needs_no_seats():
    assert procedure.seats_filled(a_case(track=Track.ADVISER, seats=())) is None


def test_everyone_who_advises_said_not_to_be_involved():
    all_of_them = a_case(**SEATED, cleared=frozenset({1, 2, 3}))
    assert procedure.advisers_not_involved(all_of_them) is None
    assert the_one(
        procedure.advisers_not_involved(a_case(**SEATED, cleared=frozenset({1, 2})))
    ).basis == awb("9:7", 1)
    assert procedure.advisers_not_involved(a_case(track=Track.OWN, cleared=frozenset())) is None


def test_with_nobody_left_who_advises_the_file_waits():
    found = the_one(procedure.advisers_not_involved(a_case(track=Track.ADVISER)))
    assert found.basis == awb("9:14", 1)


@pytest.mark.parametrize(
    ("acknowledged", "silent"),
    [(date(2026, 3, 5), True), (date(2026, 3, 6), True), (date(2026, 3, 7), False), (None, True)],
)
def test_an_acknowledgement_up_to_the_day_of_the_choice_did_not_name_who_advises(
    acknowledged, silent
):
    facts = a_case(
        track=Track.ADVISER, track_decided_on=date(2026, 3, 6), acknowledged_on=acknowledged
    )
    assert (procedure.told_who_advises(facts) is not None) is silent


def test_the_second_acknowledgement_tells_it():
    facts = a_case(
        track=Track.ADVISER, track_decided_on=date(2026, 3, 6), acknowledged_on=date(2026, 3, 4),
        letters=(letter(L.L01B, COMPLAINANT),),
    )  # fmt: skip
    assert procedure.told_who_advises(facts) is None


def test_the_board_itself_needs_no_second_acknowledgement():
    facts = a_case(track=Track.OWN, track_decided_on=TODAY, acknowledged_on=date(2026, 3, 4))
    assert procedure.told_who_advises(facts) is None


# --- the advice -----------------------------------------------------------------------------


def test_the_advice_has_a_report():
    assert the_one(procedure.advice_written(a_case())).basis == awb("9:15", 4)
    assert procedure.advice_written(a_case(advice_report=True)) is None


@pytest.mark.parametrize("missing", [{"advised": None}, {"advised_admissible": None}])
def test_the_advice_answers_both_questions_on_every_conduct(missing):
    half = a_case(conducts=(advised(), advised(id=2, title="De brief", **missing)))
    assert "De brief" in the_one(procedure.each_conduct_advised(half)).text
    assert procedure.each_conduct_advised(a_case(conducts=(advised(),))) is None


def test_what_is_not_handled_needs_no_advice():
    conducts = (advised(), conduct(id=2, screening=S.REFUSED))
    assert procedure.each_conduct_advised(a_case(conducts=conducts)) is None


def test_an_answer_of_not_admissible_is_an_answer_too():
    conducts = (advised(advised_admissible=False),)
    assert procedure.each_conduct_advised(a_case(conducts=conducts)) is None


@pytest.mark.parametrize("track", [Track.ADVISER, Track.COMMITTEE])
def test_the_decision_waits_until_the_advice_is_delivered(track):
    assert the_one(procedure.advice_in(a_case(track=track))).basis == awb("9:15", 4)
    assert procedure.advice_in(a_case(track=track, advice_delivered=True)) is None


# --- the decision ---------------------------------------------------------------------------


def test_departing_from_the_advice_needs_a_reason():
    departs = advised(judgement=Judgement.UNFOUNDED)
    found = the_one(procedure.deviations_reasoned(a_case(conducts=(departs,))))
    assert (found.basis, found.overridable) == (awb("9:16"), False)
    reasoned = advised(judgement=Judgement.UNFOUNDED, deviation_reasoned=True)
    assert procedure.deviations_reasoned(a_case(conducts=(reasoned,))) is None


@pytest.mark.parametrize("judgement", [Judgement.FOUNDED, None])
def test_following_the_advice_needs_none(judgement):
    followed = advised(judgement=judgement)
    assert procedure.deviations_reasoned(a_case(conducts=(followed,))) is None


def recommended(**facts):
    return RecommendationFacts(**{"id": 1, "text": "Belafspraken vastleggen"} | facts)


@pytest.mark.parametrize(
    ("facts", "answered"),
    [
        ({}, False),
        ({"acceptance": Acceptance.REJECTED}, True),
        ({"acceptance": Acceptance.ACCEPTED}, False),
        ({"acceptance": Acceptance.ACCEPTED, "owned": True}, False),
        ({"acceptance": Acceptance.PARTLY, "due_on": TODAY}, False),
        ({"acceptance": Acceptance.ACCEPTED, "owned": True, "due_on": TODAY}, True),
        ({"origin": RecommendationOrigin.BOARD}, True),
    ],
)
def test_each_recommendation_of_the_advice_has_an_answer_an_owner_and_a_day(facts, answered):
    found = procedure.recommendations_answered(a_case(recommendations=(recommended(**facts),)))
    assert (found is None) is answered


def test_the_advice_that_goes_along_lies_in_the_file():
    assert procedure.advice_enclosed(a_case(track=Track.COMMITTEE)).basis == SCHEME
    there = a_case(track=Track.COMMITTEE, letters=(letter(L.L14, None),))
    assert procedure.advice_enclosed(there) is None
    assert procedure.advice_enclosed(a_case(track=Track.OWN)) is None


# --- other ends, and after ------------------------------------------------------------------


def test_a_settlement_shows_that_the_complainant_is_satisfied():
    assert the_one(procedure.settlement_shown(a_case())).basis == awb("9:5")
    assert procedure.settlement_shown(a_case(settlement_shown=True)) is None


def test_a_withdrawal_is_on_record_before_it_is_confirmed():
    assert the_one(procedure.withdrawal_recorded(a_case())).repair == "withdrawal"
    assert procedure.withdrawal_recorded(a_case(withdrawn=True)) is None


def test_only_what_was_refused_for_a_criminal_case_resumes_after_it():
    refused = conduct(screening=S.REFUSED, ground=RefusalGround.CRIMINAL_CASE)
    assert procedure.refused_for_criminal_case(a_case(conducts=(refused,))) is None
    other = conduct(screening=S.REFUSED, ground=RefusalGround.OVER_A_YEAR)
    assert procedure.refused_for_criminal_case(a_case(conducts=(other,)))


def done(**facts):
    return recommended(acceptance=Acceptance.ACCEPTED, owned=True, due_on=TODAY, **facts)


def test_there_is_something_to_follow_up_once_something_was_taken_over():
    assert procedure.something_to_follow_up(a_case())
    rejected = recommended(acceptance=Acceptance.REJECTED)
    assert procedure.something_to_follow_up(a_case(recommendations=(rejected,)))
    assert procedure.something_to_follow_up(a_case(recommendations=(done(),))) is None


def test_a_measure_without_owner_is_not_followed_up_yet():
    loose = recommended(acceptance=Acceptance.ACCEPTED, origin=RecommendationOrigin.BOARD)
    assert procedure.something_to_follow_up(a_case(recommendations=(loose,)))


def test_a_file_closes_when_every_measure_is_done():
    assert procedure.measures_done(a_case(recommendations=(done(),)))
    assert procedure.measures_done(a_case(recommendations=(done(done=True),))) is None


def test_a_file_does_not_close_while_the_ombudsman_looks_at_it():
    assert the_one(procedure.ombudsman_done(a_case(with_ombudsman=True))).basis == awb("9:31")
    assert procedure.ombudsman_done(a_case()) is None


def test_resuming_a_settled_file_brings_it_back_to_where_it_was():
    row = procedure.transition(State.F16, Event.RESUME)
    assert row.leads_to(State.F16, State.F8) is State.F8


def test_every_other_step_leads_to_its_own_state():
    row = procedure.transition(State.F17, Event.RETRACT)
    assert row.leads_to(State.F17, State.F8) is State.F4


# --- the informal track ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("subject_known", "unit_known", "stopped"),
    [(True, True, False), (False, True, True), (True, False, True)],
)
def test_a_report_is_registered_with_subject_and_unit(subject_known, unit_known, stopped):
    facts = a_case(State.I0, has_subject=subject_known, has_unit=unit_known)
    assert (procedure.has_subject_and_unit(facts) is not None) is stopped


def test_a_report_is_closed_without_solution_after_a_reminder():
    assert the_one(procedure.reminded(a_case(State.I2))).repair == "contact_moment"
    assert procedure.reminded(a_case(State.I2, reminded=True)) is None


# --- whose step it is (SOD3) ----------------------------------------------------------------

ONE, BOTH = (subject(board_member=True),), (
    subject(board_member=True), subject(id=9, board_member=True),
)  # fmt: skip


@pytest.mark.parametrize(
    "event", [Event.HANDLE_OWN, Event.APPOINT_ADVISER, Event.APPOINT_COMMITTEE]
)
def test_with_every_member_involved_the_secretary_records_what_the_board_decided(event):
    row = procedure.transition(State.F4, event)
    assert row.permission_for(a_case(parties=BOTH)) is Permission.DECISION_RECORD
    assert row.permission_for(a_case(parties=ONE)) is Permission.COMPLAINT_ROUTE
    assert row.permission_for(a_case()) is Permission.COMPLAINT_ROUTE


def test_other_steps_stay_whose_they_are():
    row = procedure.transition(State.F4, Event.POSTPONE)
    assert row.permission_for(a_case(parties=BOTH)) is Permission.COMPLAINT_POSTPONE


def test_the_person_complained_about_has_the_copy_first():
    row = procedure.transition(State.F7, Event.START_HEARING)
    facts = a_case(State.F7, **SEATED, cleared=frozenset({1, 2, 3}))
    assert [one.basis for one in row.obstacles(facts)] == [awb("9:9")]
    assert (
        row.obstacles(
            a_case(
                State.F7, **SEATED, cleared=frozenset({1, 2, 3}), letters=(letter(L.L07, SUBJECT),)
            )
        )
        == ()
    )
