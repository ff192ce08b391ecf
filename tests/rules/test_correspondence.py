"""Which letter fits when, for whom, and what must hold before it goes out (law.md part 5)."""

from datetime import date

import pytest

from rules.case import CaseFacts
from rules.correspondence import BY_KIND, RULES, Fit, fits
from rules.law import SCHEME, awb
from rules.procedure import standing
from rules.vocabulary import (
    ENDED,
    LetterKind,
    LetterState,
    ScreeningOutcome,
    State,
    Track,
    WaiverGround,
)
from tests.rules.facts import (
    COMPLAINANT,
    REPRESENTATIVE,
    SECOND,
    SUBJECT,
    a_case,
    complainant,
    conduct,
    letter,
    representative,
    subject,
    the_one,
)

L = LetterKind
REFUSED = (conduct(screening=ScreeningOutcome.REFUSED),)
HEARD = (complainant(heard=True), subject(heard=True))
INVITED = (complainant(hearing_planned=True), subject(hearing_planned=True))
NOT_HEARD = (complainant(waiver=WaiverGround.NO_REPLY), subject())

RIGHT: dict[LetterKind, tuple[CaseFacts, list[int]]] = {
    L.L01: (a_case(State.F1), [COMPLAINANT]),
    L.L03: (a_case(State.F3), [COMPLAINANT]),
    L.L05A: (a_case(State.F4, conducts=REFUSED), [COMPLAINANT]),
    L.L07: (a_case(State.F5), [SUBJECT]),
    L.L08A: (a_case(State.F8, parties=INVITED), [COMPLAINANT]),
    L.L08B: (a_case(State.F8, parties=INVITED), [SUBJECT]),
    L.L09: (a_case(State.F8, parties=NOT_HEARD), [COMPLAINANT]),
    L.L10: (a_case(State.F8, parties=HEARD), [COMPLAINANT, SUBJECT]),
    L.L11: (a_case(State.F8, postponement_pending=True), [COMPLAINANT, SUBJECT]),
    L.L13A: (a_case(State.F5, track_decided=True), []),
    L.L15: (a_case(State.F11, track=Track.OWN), [COMPLAINANT]),
    L.L15B: (a_case(State.F12), [SUBJECT]),
}
"""For each letter a moment at which it fits, and who gets it."""

STATES = {
    L.L01: "F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11",
    L.L03: "F2 F3 F4",
    L.L05A: "F4 F5 F8 F9 F11",
    L.L07: "F5 F8 F9 F11",
    L.L08A: "F5 F8 F9 F11",
    L.L08B: "F5 F8 F9 F11",
    L.L09: "F5 F8 F9 F11",
    L.L10: "F5 F8 F9 F11",
    L.L11: "F2 F3 F4 F5 F6 F7 F8 F9 F10 F11",
    L.L13A: "F5 F8 F9 F11",
    L.L15: "F11",
    L.L15B: "F12",
}

BASIS = {
    L.L01: awb("9:6"),
    L.L03: awb("9:4", 2),
    L.L05A: awb("9:8", 3),
    L.L07: awb("9:9"),
    L.L08A: awb("9:10", 1),
    L.L08B: awb("9:10", 1),
    L.L09: awb("9:10", 2),
    L.L10: awb("9:10", 3),
    L.L11: awb("9:11", 2),
    L.L13A: SCHEME,
    L.L15: awb("9:12", 1),
    L.L15B: awb("9:12"),
}


def fit(kind: LetterKind, facts: CaseFacts) -> Fit:
    return fits(BY_KIND[kind], facts)


def why_not(kind: LetterKind, facts: CaseFacts) -> str:
    return the_one(fit(kind, facts).obstacles).text


@pytest.mark.parametrize("kind", RIGHT)
def test_the_letter_fits_and_goes_to_these(kind):
    facts, recipients = RIGHT[kind]
    found = fit(kind, facts)
    assert found.fits
    assert [party.id for party in found.recipients] == recipients


def test_every_letter_has_one_rule_with_its_article():
    assert {rule.kind: rule.basis for rule in RULES} == BASIS


@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_belongs_to_these_states_and_no_others(kind):
    assert " ".join(sorted(BY_KIND[kind].states, key=lambda one: int(one[1:]))) == STATES[kind]


@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_outside_its_states_says_where_it_belongs(kind):
    assert why_not(kind, a_case(State.F0)).startswith("Deze brief past bij: ")


@pytest.mark.parametrize("state", sorted(ENDED - {State.F12}))
def test_no_letter_fits_a_file_that_is_over(state):
    assert [rule.kind for rule in RULES if fits(rule, a_case(state)).fits] == []


def test_nothing_refused_needs_no_notice():
    assert "nog niet besloten" in why_not(L.L05A, a_case(State.F4))


def test_no_postponement_needs_no_notice():
    assert "geen verdaging" in why_not(L.L11, a_case(State.F8))


def test_the_decision_to_handle_is_taken_first():
    assert "nog niet gekozen" in why_not(L.L13A, a_case(State.F5))


def test_the_judgement_waits_for_the_advice():
    found = the_one(fit(L.L15, a_case(State.F11, track=Track.COMMITTEE)).obstacles)
    assert found.basis == awb("9:15", 4)


@pytest.mark.parametrize("kind", [L.L08A, L.L08B])
def test_nobody_is_invited_without_a_planned_hearing(kind):
    assert "Niemand hoeft" in why_not(kind, a_case(State.F8))


def test_without_a_hearing_there_is_no_report():
    assert "Niemand hoeft" in why_not(L.L10, a_case(State.F8, parties=INVITED))


def test_who_is_heard_gets_no_notice_of_not_being_heard():
    assert "Niemand hoeft" in why_not(L.L09, a_case(State.F8, parties=HEARD))


def test_the_own_wish_of_a_subject_needs_no_notice():
    parties = (complainant(heard=True), subject(waiver=WaiverGround.OWN_WISH))
    assert "Niemand hoeft" in why_not(L.L09, a_case(State.F8, parties=parties))


# --- once per person ------------------------------------------------------------------------


@pytest.mark.parametrize("state", [LetterState.DRAFT, LetterState.FINAL, LetterState.SENT])
def test_who_has_the_letter_does_not_get_it_again(state):
    facts = a_case(State.F1, letters=(letter(L.L01, COMPLAINANT, state),))
    assert "Niemand hoeft" in why_not(L.L01, facts)


def test_a_withdrawn_letter_can_be_made_again():
    facts = a_case(State.F1, letters=(letter(L.L01, COMPLAINANT, LetterState.WITHDRAWN),))
    assert fit(L.L01, facts).fits


def test_the_notice_of_an_earlier_postponement_does_not_count_for_this_one():
    former = (letter(L.L11, COMPLAINANT, settled=True), letter(L.L11, SUBJECT, settled=True))
    facts = a_case(State.F8, postponement_pending=True, letters=former)
    assert [party.id for party in fit(L.L11, facts).recipients] == [COMPLAINANT, SUBJECT]


def test_only_who_has_none_is_left():
    parties = (complainant(), complainant(id=SECOND), subject())
    facts = a_case(State.F1, parties=parties, letters=(letter(L.L01, COMPLAINANT),))
    assert [party.id for party in fit(L.L01, facts).recipients] == [SECOND]


def test_a_letter_into_the_file_is_made_once():
    facts = a_case(State.F5, track_decided=True, letters=(letter(L.L13A, None),))
    assert "al gemaakt" in why_not(L.L13A, facts)


def test_the_representative_is_written_to_in_place_of_the_complainant():
    parties = (complainant(represented=True), representative(), subject())
    found = fit(L.L01, a_case(State.F1, parties=parties))
    assert [party.id for party in found.recipients] == [REPRESENTATIVE]


# --- sending --------------------------------------------------------------------------------


def sendable(kind: LetterKind, facts: CaseFacts) -> tuple:
    return standing(BY_KIND[kind].sendable, facts)


JUDGED = {"conducts": (conduct(judgement="founded"),), "conclusion_decided": True}


def test_a_judgement_that_the_board_made_in_time_can_go():
    assert sendable(L.L15, a_case(State.F11, **JUDGED)) == ()


def test_a_judgement_goes_out_on_the_last_day_and_later_only_with_its_cause():
    assert sendable(L.L15, a_case(State.F11, **JUDGED, today=date(2026, 4, 13))) == ()
    late = the_one(sendable(L.L15, a_case(State.F11, **JUDGED, today=date(2026, 4, 14))))
    assert late.overridable


@pytest.mark.parametrize("missing", [{"conducts": (conduct(),)}, {"conclusion_decided": False}])
def test_a_judgement_that_is_not_ready_stays_whatever_the_reason(missing):
    found = the_one(sendable(L.L15, a_case(State.F11, **JUDGED | missing)))
    assert not found.overridable


def test_the_notice_of_postponement_goes_out_on_the_last_day_and_never_later():
    assert sendable(L.L11, a_case(State.F8, today=date(2026, 4, 13))) == ()
    late = the_one(sendable(L.L11, a_case(State.F8, today=date(2026, 4, 14))))
    assert not late.overridable


def test_the_notice_of_not_handling_can_be_late_with_a_reason():
    assert sendable(L.L05A, a_case(today=date(2026, 3, 30))) == ()
    assert the_one(sendable(L.L05A, a_case(today=date(2026, 3, 31)))).overridable


def test_two_letters_are_decisions_that_another_settles():
    assert {rule.kind for rule in RULES if rule.approval} == {L.L05A, L.L15}
