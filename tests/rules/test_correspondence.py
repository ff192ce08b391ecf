"""Which letter fits when, for whom, and what must hold before it goes out (law.md part 5)."""

from datetime import date

import pytest

from rules.case import CaseFacts, RecommendationFacts
from rules.correspondence import BY_KIND, RULES, Fit, fits
from rules.law import SCHEME, awb
from rules.procedure import standing
from rules.vocabulary import (
    ENDED,
    Acceptance,
    LetterKind,
    LetterState,
    RecommendationOrigin,
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
    TODAY,
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
LEFT = (conduct(screening=ScreeningOutcome.LEFT_ASIDE),)
FORWARDED = (conduct(screening=ScreeningOutcome.FORWARDED),)
RETURNED = (conduct(screening=ScreeningOutcome.RETURNED),)
HEARD = (complainant(heard=True), subject(heard=True))
INVITED = (complainant(hearing_planned=True), subject(hearing_planned=True))
NOT_HEARD = (complainant(waiver=WaiverGround.NO_REPLY), subject())
TOLD = (letter(L.L07, SUBJECT),)
"""The person complained about knows of it."""
BEFORE, DECIDED = date(2026, 3, 4), date(2026, 3, 6)
COMMITTEE = {"track": Track.COMMITTEE, "track_decided": True, "track_decided_on": DECIDED}
MEASURE = RecommendationFacts(
    1, "Belafspraken vastleggen", acceptance=Acceptance.ACCEPTED, owned=True, due_on=TODAY,
    done=True,
)  # fmt: skip
OMBUDSMAN = RecommendationFacts(2, "Excuses", origin=RecommendationOrigin.OMBUDSMAN)
REPRESENTED = (complainant(), subject(), representative(refused=True))

RIGHT: dict[LetterKind, tuple[CaseFacts, list[int]]] = {
    L.L01: (a_case(State.F1), [COMPLAINANT]),
    L.L01B: (a_case(State.F7, acknowledged_on=BEFORE, **COMMITTEE), [COMPLAINANT]),
    L.L01C: (a_case(State.F8, resumed=True, letters=TOLD), [COMPLAINANT, SUBJECT]),
    L.L02A: (a_case(State.F0, electronic=True), [COMPLAINANT]),
    L.L02B: (a_case(State.F0, forwarded_inside=True), [COMPLAINANT]),
    L.L02C: (a_case(State.F0, channel_designated=False), [COMPLAINANT]),
    L.L03: (a_case(State.F3), [COMPLAINANT]),
    L.L05A: (a_case(State.F4, conducts=REFUSED), [COMPLAINANT]),
    L.L05B: (a_case(State.F4, conducts=LEFT), [COMPLAINANT]),
    L.L05C: (a_case(State.F13, letters=TOLD), [SUBJECT]),
    L.L06A: (a_case(State.F4, conducts=FORWARDED), []),
    L.L06B: (a_case(State.F4, conducts=FORWARDED), [COMPLAINANT]),
    L.L06C: (a_case(State.F4, conducts=RETURNED), [COMPLAINANT]),
    L.L07: (a_case(State.F5), [SUBJECT]),
    L.L08A: (a_case(State.F8, parties=INVITED), [COMPLAINANT]),
    L.L08B: (a_case(State.F8, parties=INVITED), [SUBJECT]),
    L.L09: (a_case(State.F8, parties=NOT_HEARD), [COMPLAINANT]),
    L.L10: (a_case(State.F8, parties=HEARD), [COMPLAINANT, SUBJECT]),
    L.L11: (a_case(State.F8, postponement_pending=True), [COMPLAINANT, SUBJECT]),
    L.L12A: (a_case(State.F8, extension_proposed=True), [COMPLAINANT]),
    L.L12B: (a_case(State.F8, extended=True), [COMPLAINANT, SUBJECT]),
    L.L13: (a_case(State.F7, **COMMITTEE), []),
    L.L13A: (a_case(State.F5, track=Track.OWN, track_decided=True), []),
    L.L14: (
        a_case(
            State.F9, advice_report=True,
            conducts=(conduct(advised="founded", advised_admissible=True),), **COMMITTEE,
        ),
        [],
    ),
    L.L15: (a_case(State.F11, track=Track.OWN), [COMPLAINANT]),
    L.L15B: (a_case(State.F12), [SUBJECT]),
    L.L16: (a_case(State.F8, settlement_shown=True), [COMPLAINANT]),
    L.L16B: (a_case(State.F16, letters=TOLD), [SUBJECT]),
    L.L17: (a_case(State.F8, withdrawn=True, letters=TOLD), [COMPLAINANT, SUBJECT]),
    L.L18: (a_case(State.F18, recommendations=(MEASURE,)), [COMPLAINANT]),
    L.L19: (a_case(State.F12, with_ombudsman=True), []),
    L.L20: (a_case(State.F12, recommendations=(OMBUDSMAN,)), []),
    L.L21: (a_case(State.I2), [COMPLAINANT]),
    L.L22: (a_case(State.I4), [COMPLAINANT]),
    L.L23: (a_case(State.I6), [COMPLAINANT]),
    L.L24: (a_case(State.F4, parties=REPRESENTED), [REPRESENTATIVE, COMPLAINANT]),
    L.L25: (a_case(State.F8, letters=(letter(L.L01, COMPLAINANT),)), [COMPLAINANT]),
    L.L26: (a_case(State.F4, reopened=True), [COMPLAINANT]),
}  # fmt: skip
"""For each letter a moment at which it fits, and who gets it. L27 belongs to no single file."""

HANDLING = "F5 F6 F7 F8 F9 F10 F11"
INTAKE = "F0 F1 F2 F3 F4"
FROM_F2 = f"F2 F3 F4 {HANDLING}"
RUNNING = f"F0 F1 {FROM_F2}"
EVERY = "I0 F0 I1 F1 I2 F2 I3 F3 I4 F4 I5 F5 I6 F6 I7 F7 F8 F9 F10 F11 F12 F13 F14 F15 F16 F17 "
EVERY += "F18 F19"

STATES = {
    L.L01: f"F1 {FROM_F2}",
    L.L01B: HANDLING,
    L.L01C: FROM_F2,
    L.L02A: INTAKE,
    L.L02B: INTAKE,
    L.L02C: INTAKE,
    L.L03: "F2 F3 F4",
    L.L05A: f"F4 {HANDLING}",
    L.L05B: f"F4 {HANDLING}",
    L.L05C: "F13 F14",
    L.L06A: f"F4 {HANDLING}",
    L.L06B: f"F4 {HANDLING}",
    L.L06C: f"F4 {HANDLING}",
    L.L07: HANDLING,
    L.L08A: HANDLING,
    L.L08B: HANDLING,
    L.L09: HANDLING,
    L.L10: HANDLING,
    L.L11: RUNNING,
    L.L12A: RUNNING,
    L.L12B: RUNNING,
    L.L13: HANDLING,
    L.L13A: HANDLING,
    L.L14: "F9",
    L.L15: "F11",
    L.L15B: "F12 F18",
    L.L16: "F2 F3 I3 F4 F5 F6 F7 F8 F9 F10 F11",
    L.L16B: "F16",
    L.L17: f"F0 F1 {FROM_F2} F17",
    L.L18: "F12 F18 F19",
    L.L19: "F12 F13 F14 F16 F17 F18 F19",
    L.L20: "F12 F13 F14 F16 F17 F18 F19",
    L.L21: "I2",
    L.L22: "I2 I4",
    L.L23: "I3 I6",
    L.L24: EVERY,
    L.L25: EVERY,
    L.L26: FROM_F2,
    L.L27: EVERY,
}

BASIS = {
    L.L01: awb("9:6"),
    L.L01B: awb("9:15", 1),
    L.L01C: awb("9:5"),
    L.L02A: awb("2:17", 1),
    L.L02B: awb("2:24"),
    L.L02C: awb("2:16", 1),
    L.L03: awb("9:4", 2),
    L.L05A: awb("9:8", 3),
    L.L05B: awb("9:4", 1),
    L.L05C: awb("9:8", 3),
    L.L06A: awb("2:3", 1),
    L.L06B: awb("2:3", 1),
    L.L06C: awb("2:3", 2),
    L.L07: awb("9:9"),
    L.L08A: awb("9:10", 1),
    L.L08B: awb("9:10", 1),
    L.L09: awb("9:10", 2),
    L.L10: awb("9:10", 3),
    L.L11: awb("9:11", 2),
    L.L12A: awb("9:11", 3),
    L.L12B: awb("9:11", 3),
    L.L13: awb("9:14", 1),
    L.L13A: SCHEME,
    L.L14: awb("9:15", 4),
    L.L15: awb("9:12", 1),
    L.L15B: awb("9:12"),
    L.L16: awb("9:5"),
    L.L16B: awb("9:5"),
    L.L17: awb("9:12a"),
    L.L18: SCHEME,
    L.L19: awb("9:31"),
    L.L20: awb("9:36", 4),
    L.L21: SCHEME,
    L.L22: SCHEME,
    L.L23: SCHEME,
    L.L24: awb("2:2"),
    L.L25: awb("2:12"),
    L.L26: awb("9:2"),
    L.L27: awb("9:12a"),
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
    assert BY_KIND[kind].states == set(STATES[kind].split())


@pytest.mark.parametrize("kind", sorted(set(LetterKind) - {L.L24, L.L25, L.L27}))
def test_a_letter_outside_its_states_says_where_it_belongs(kind):
    assert why_not(kind, a_case(State.F20)).startswith("Deze brief past bij: ")


AFTER = {State.F12: [L.L15B], State.F18: [L.L15B], State.I3: [L.L23], State.I6: [L.L23]}


@pytest.mark.parametrize("state", sorted(ENDED))
def test_few_letters_fit_a_file_that_is_over(state):
    assert [rule.kind for rule in RULES if fits(rule, a_case(state)).fits] == AFTER.get(state, [])


@pytest.mark.parametrize("kind", sorted(set(RIGHT) - {L.L01, L.L07, L.L15B, L.L03}))
def test_a_letter_does_not_fit_a_file_without_its_occasion(kind):
    state = RIGHT[kind][0].state
    if state.startswith("F") and RIGHT[kind][0] != a_case(state):
        assert not fit(kind, a_case(state)).fits


def test_the_register_is_no_letter_in_one_file():
    assert why_not(L.L27, a_case()).startswith("Dit is geen brief in één dossier")


def test_an_acknowledgement_after_the_choice_named_the_adviser_already():
    facts = a_case(State.F7, acknowledged_on=date(2026, 3, 7), **COMMITTEE)
    assert "al" in why_not(L.L01B, facts)


def test_what_the_board_handles_itself_needs_no_appointment():
    assert "geen adviseur" in why_not(L.L13, a_case(State.F5, track=Track.OWN))


def test_a_second_answer_to_the_ombudsman_can_follow_the_first():
    facts = a_case(State.F12, with_ombudsman=True, letters=(letter(L.L19, None),))
    assert fit(L.L19, facts).fits


def test_a_second_correction_can_follow_the_first():
    sent = (letter(L.L01, COMPLAINANT), letter(L.L25, COMPLAINANT))
    assert fit(L.L25, a_case(State.F8, letters=sent)).fits


def test_the_sender_is_told_once_it_was_forwarded():
    facts = a_case(conducts=FORWARDED)
    assert the_one(sendable(L.L06B, facts)).basis == awb("2:3", 1)
    gone = a_case(conducts=FORWARDED, letters=(letter(L.L06A, None),))
    assert sendable(L.L06B, gone) == ()


def test_nothing_refused_needs_no_notice():
    assert "nog niet besloten" in why_not(L.L05A, a_case(State.F4))


def test_no_postponement_needs_no_notice():
    assert "geen verdaging" in why_not(L.L11, a_case(State.F8))


def test_the_decision_to_handle_is_taken_first():
    assert "nog niet gekozen" in why_not(L.L13A, a_case(State.F5, track=Track.OWN))


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
    assert why_not(L.L01, facts) == "Voor iedereen die deze brief krijgt, is hij al gemaakt."


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
    made = (letter(L.L13A, None),)
    facts = a_case(State.F5, track=Track.OWN, track_decided=True, letters=made)
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


def test_a_refusal_is_told_to_whom_the_helper_spoke_for_and_to_nobody_else():
    """Art. 2:2 lid 2 Awb"""
    parties = (
        complainant(), complainant(id=SECOND), subject(),
        representative(refused=True, represents_id=SECOND),
    )  # fmt: skip
    facts = a_case(State.F4, parties=parties)
    assert {one.id for one in fit(L.L24, facts).recipients} == {REPRESENTATIVE, SECOND}
