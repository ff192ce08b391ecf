"""What people usually do next in a file, so that walks come far."""

from collections.abc import Callable

from operations import clock
from rules.correspondence import BY_KIND, fits
from rules.vocabulary import (
    Acceptance,
    Event,
    HearingStatus,
    LetterKind,
    LetterState,
    ScreeningOutcome,
    State,
)
from tests.stateful.acts import (
    add_document,
    add_measure,
    advise,
    answer_recommendation,
    ask_adviser,
    assign,
    close_case,
    conclude,
    finish_recommendation,
    hold,
    judge,
    open_case,
    plan,
    post,
    recommend,
    replace,
    screen,
    settle,
    speak,
    step,
    waive,
    withdraw,
    write_report,
)
from tests.stateful.walk import Act, Nothing, Walk

E, L, S = Event, LetterKind, ScreeningOutcome

When = Callable[[Walk], bool]


def always(_walk: Walk) -> bool:
    return True


def by_chance(part: float) -> When:
    return lambda walk: walk.odds(part)


def fated(*fates: str) -> When:
    return lambda walk: walk.fate in fates


def lacks(kind: LetterKind) -> When:
    """Someone should have this letter, and does not."""

    def when(walk: Walk) -> bool:
        facts = walk.facts()
        if fits(BY_KIND[kind], facts).fits:
            return True
        return any(one.stands_for(kind) and one.state is not LetterState.SENT
                   for one in facts.letters)  # fmt: skip

    return when


def unscreened(outcome: ScreeningOutcome) -> When:
    return lambda walk: any(one.screening is not outcome for one in walk.file.conducts)


def older_undecided(walk: Walk) -> bool:
    return any(one.time_outcome == "OLDER" and one.screening is None for one in walk.file.conducts)


def unheard(walk: Walk) -> bool:
    facts = walk.facts()
    return any(not (one.heard or one.waiver or one.hearing_planned or one.stayed_away)
               for one in facts.complainants + facts.subjects)  # fmt: skip


def to_be_held(walk: Walk) -> bool:
    held = {HearingStatus.PLANNED, HearingStatus.HELD}
    return any(one.status in held and not one.report_final_on for one in walk.file.hearings)


def seat_empty(walk: Walk) -> bool:
    facts = walk.facts()
    if facts.track == "committee":
        return sorted(facts.seats) != ["chair", "member", "member"]
    return facts.advised and not facts.advisers


def unadvised(walk: Walk) -> bool:
    return any(one.advised is None for one in walk.facts().open_conducts)


def unjudged(walk: Walk) -> bool:
    return any(one.judgement is None for one in walk.facts().open_conducts)


def unanswered(walk: Walk) -> bool:
    rejected = Acceptance.REJECTED
    return any(not one.due_on and one.acceptance is not rejected
               for one in walk.file.recommendations)  # fmt: skip


def undone(walk: Walk) -> bool:
    return any(one.due_on and not one.done_on for one in walk.file.recommendations)


def at_ombudsman(walk: Walk) -> bool:
    return walk.file.with_ombudsman


def without_papers(walk: Walk) -> bool:
    return not any(one.part_of_complaint for one in walk.file.documents)


def both(first: When, second: When) -> When:
    return lambda walk: first(walk) and second(walk)


def no_handler(walk: Walk) -> bool:
    return walk.file.handler_id is None


def nothing_left(walk: Walk) -> bool:
    return not walk.facts().open_conducts


def not_advised(walk: Walk) -> bool:
    return not walk.facts().advised


def no_report(walk: Walk) -> bool:
    return not walk.facts().advice_report


def undecided(walk: Walk) -> bool:
    return not walk.facts().conclusion_decided


def to_follow_up(walk: Walk) -> bool:
    return bool(walk.facts().measures)


def no_settlement(walk: Walk) -> bool:
    return not walk.facts().settlement_shown


def not_withdrawn(walk: Walk) -> bool:
    return not walk.facts().withdrawn


def year_runs(walk: Walk) -> bool:
    until = walk.facts().ombudsman_until
    return until is not None and clock.today() <= until


def wait(_walk: Walk) -> int:
    """Nothing to do but wait: how many days."""
    return 120


ENDING = ((at_ombudsman, close_case), (year_runs, wait), (always, step(E.CLOSE)))
LEAVES = (
    (both(fated("settle"), no_settlement), settle), (fated("settle"), post(L.L16)),
    (both(fated("withdraw"), not_withdrawn), withdraw), (fated("withdraw"), post(L.L17)),
)  # fmt: skip
TOLD = (
    (without_papers, add_document), (seat_empty, replace), (lacks(L.L01B), post(L.L01B)),
    (lacks(L.L05A), post(L.L05A)), (lacks(L.L11), post(L.L11)),
)  # fmt: skip

USUAL: dict[State, tuple[tuple[When, Act], ...]] = {
    State.I0: ((always, step(E.REGISTER_REPORT)),),
    State.I1: ((always, step(E.TAKE_UP)),),
    State.I2: (
        (by_chance(0.3), step(E.SOLVE)), (by_chance(0.3), step(E.POINT_ON)),
        (by_chance(0.3), speak), (always, step(E.CONVERT)),
    ),
    State.I4: ((by_chance(0.3), step(E.CLOSE_REPORT)), (always, step(E.CONVERT))),
    State.F0: ((always, step(E.REGISTER)),),
    State.F1: ((no_handler, assign), (always, post(L.L01))),
    State.F2: ((by_chance(0.2), step(E.ASK_SUPPLEMENT)), (always, step(E.SCREEN))),
    State.F3: ((lacks(L.L03), post(L.L03)), (always, step(E.SCREEN))),
    State.F4: (
        (no_handler, assign), (without_papers, add_document),
        (both(fated("refuse"), unscreened(S.REFUSED)), screen(S.REFUSED)),
        (fated("refuse"), post(L.L05A)),
        (both(fated("forward"), unscreened(S.FORWARDED)), screen(S.FORWARDED)),
        (both(fated("forward"), lacks(L.L06A)), post(L.L06A)),
        (fated("forward"), post(L.L06B)),
        (both(fated("return"), unscreened(S.RETURNED)), screen(S.RETURNED)),
        (fated("return"), post(L.L06C)),
        (both(fated("leave_aside"), unscreened(S.LEFT_ASIDE)), screen(S.LEFT_ASIDE)),
        (fated("leave_aside"), post(L.L05B)),
        (older_undecided, screen(S.TAKEN_UP)), (nothing_left, screen(S.TAKEN_UP)),
        (lacks(L.L05A), post(L.L05A)), (lacks(L.L05B), post(L.L05B)),
        (lacks(L.L06A), post(L.L06A)), (lacks(L.L06B), post(L.L06B)),
        (lacks(L.L06C), post(L.L06C)),
        (fated("adviser"), step(E.APPOINT_ADVISER)),
        (fated("committee"), step(E.APPOINT_COMMITTEE)),
        (always, step(E.HANDLE_OWN)),
    ),
    **dict.fromkeys(
        (State.F5, State.F6, State.F7),
        (*LEAVES, *TOLD, (lacks(L.L07), post(L.L07)), (always, step(E.START_HEARING))),
    ),
    State.F8: (
        *TOLD, (both(unheard, by_chance(0.2)), waive), (unheard, plan),
        (lacks(L.L08A), post(L.L08A)), (lacks(L.L08B), post(L.L08B)), (to_be_held, hold),
        (lacks(L.L07), post(L.L07)), (always, step(E.COMPLETE_INQUIRY)),
    ),
    State.F9: (
        *LEAVES, *TOLD, (not_advised, step(E.PREPARE_DECISION)),
        (no_report, write_report), (unadvised, advise), (by_chance(0.3), recommend),
        (always, post(L.L14)),
    ),
    State.F10: ((by_chance(0.2), ask_adviser), (always, step(E.PREPARE_DECISION))),
    State.F11: (
        *TOLD, (unanswered, answer_recommendation), (unjudged, judge), (undecided, conclude),
        (always, post(L.L15)),
    ),
    State.F12: (
        (lacks(L.L15B), post(L.L15B)), (by_chance(0.1), add_measure), (by_chance(0.1), open_case),
        (unanswered, answer_recommendation), (to_follow_up, step(E.FOLLOW_UP)), *ENDING,
    ),
    State.F13: ((lacks(L.L05C), post(L.L05C)), (by_chance(0.2), step(E.RESUME_CASE)), *ENDING),
    State.F14: ENDING,
    State.F15: ENDING,
    State.F16: ((by_chance(0.2), step(E.RESUME)), (lacks(L.L16B), post(L.L16B)), *ENDING),
    State.F17: ((by_chance(0.2), step(E.RETRACT)), *ENDING),
    State.F18: ((undone, finish_recommendation), *ENDING),
    State.F19: ((by_chance(0.2), step(E.REOPEN)),),
}  # fmt: skip
"""What is done in each state when nothing goes wrong: the first line that holds."""


def usual(walk: Walk) -> Act:
    """The usual next act in this file."""
    for when, act in USUAL.get(walk.file.state, ()):
        if when(walk):
            return act
    raise Nothing
