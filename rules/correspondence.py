"""Which letter fits when, to whom it goes, and what must hold before it is sent (law.md part 5)."""

from collections.abc import Callable
from dataclasses import dataclass

from rules.case import CaseFacts, PartyFacts
from rules.errors import Obstacle
from rules.law import SCHEME, Citation, awb
from rules.procedure import (
    FORMAL_RUNNING,
    Guard,
    board_concluded,
    each_conduct_judged,
    in_time,
    notice_in_time,
    own_track,
    term_still_runs,
)
from rules.vocabulary import LetterKind, State, WaiverGround

Recipients = Callable[[CaseFacts], tuple[PartyFacts, ...]]


def complainants(facts: CaseFacts) -> tuple[PartyFacts, ...]:
    """Each complainant, or the representative in place of whom is represented."""
    return facts.recipients


def subjects(facts: CaseFacts) -> tuple[PartyFacts, ...]:
    """Each person complained about."""
    return facts.subjects


def everyone(facts: CaseFacts) -> tuple[PartyFacts, ...]:
    """Both sides (art. 9:11 lid 2: the notice of postponement)."""
    return facts.recipients + facts.subjects


def invited_complainants(facts: CaseFacts) -> tuple[PartyFacts, ...]:
    return tuple(party for party in facts.complainants if party.hearing_planned)


def invited_subjects(facts: CaseFacts) -> tuple[PartyFacts, ...]:
    return tuple(party for party in facts.subjects if party.hearing_planned)


def heard(facts: CaseFacts) -> tuple[PartyFacts, ...]:
    return tuple(party for party in facts.parties if party.heard)


def not_heard(facts: CaseFacts) -> tuple[PartyFacts, ...]:
    return tuple(
        party
        for party in facts.complainants
        if party.waiver is not None and party.waiver is not WaiverGround.OWN_WISH
    )


def the_file(facts: CaseFacts) -> tuple[PartyFacts, ...]:
    """Nobody: the letter goes into the file."""
    return ()


def something_refused(facts: CaseFacts) -> Obstacle | None:
    if facts.refused_conducts:
        return None
    return Obstacle(
        "Het bestuur heeft nog niet besloten om iets niet te behandelen.", awb("9:8"), "screening"
    )


def postponement_recorded(facts: CaseFacts) -> Obstacle | None:
    if facts.postponement_pending:
        return None
    return Obstacle("Er is geen verdaging vastgelegd.", awb("9:11", 2), "step:postpone")


def track_chosen(facts: CaseFacts) -> Obstacle | None:
    if facts.track_decided:
        return None
    return Obstacle(
        "Het bestuur heeft de wijze van behandeling nog niet gekozen.", SCHEME, "step:handle_own"
    )


@dataclass(frozen=True)
class LetterRule:
    """One row. ``ready`` must hold to make the letter, ``sendable`` also to send it.

    ``approval``: whoever made it cannot settle it (SOD6), and it takes the right to do so.
    """

    kind: LetterKind
    basis: Citation
    recipients: Recipients
    states: frozenset[State]
    ready: tuple[Guard, ...] = ()
    sendable: tuple[Guard, ...] = ()
    approval: bool = False


HANDLING = frozenset({State.F5, State.F8, State.F9, State.F11})

RULES: tuple[LetterRule, ...] = (
    LetterRule(LetterKind.L01, awb("9:6"), complainants, FORMAL_RUNNING - {State.F0}),
    LetterRule(
        LetterKind.L03, awb("9:4", 2), complainants, frozenset({State.F2, State.F3, State.F4})
    ),
    LetterRule(
        LetterKind.L05A, awb("9:8", 3), complainants, HANDLING | {State.F4},
        (something_refused,), (notice_in_time,), approval=True,
    ),
    LetterRule(LetterKind.L07, awb("9:9"), subjects, HANDLING),
    LetterRule(LetterKind.L08A, awb("9:10", 1), invited_complainants, HANDLING),
    LetterRule(LetterKind.L08B, awb("9:10", 1), invited_subjects, HANDLING),
    LetterRule(LetterKind.L09, awb("9:10", 2), not_heard, HANDLING),
    LetterRule(LetterKind.L10, awb("9:10", 3), heard, HANDLING),
    LetterRule(
        LetterKind.L11, awb("9:11", 2), everyone, FORMAL_RUNNING - {State.F0, State.F1},
        (postponement_recorded,), (term_still_runs,),
    ),
    LetterRule(LetterKind.L13A, SCHEME, the_file, HANDLING, (track_chosen,)),
    LetterRule(
        LetterKind.L15, awb("9:12", 1), complainants, frozenset({State.F11}), (own_track,),
        (each_conduct_judged, board_concluded, in_time), approval=True,
    ),
    LetterRule(LetterKind.L15B, awb("9:12"), subjects, frozenset({State.F12})),
)  # fmt: skip

BY_KIND = {rule.kind: rule for rule in RULES}


@dataclass(frozen=True)
class Fit:
    """One letter at this moment: for whom it is still to be made, or why it is not for now."""

    rule: LetterRule
    recipients: tuple[PartyFacts, ...]
    obstacles: tuple[Obstacle, ...]

    @property
    def fits(self) -> bool:
        return not self.obstacles


def without_letter(rule: LetterRule, facts: CaseFacts) -> tuple[PartyFacts, ...]:
    """The recipients for whom there is none yet, not even a draft."""
    made = {letter.party_id for letter in facts.letters if letter.stands_for(rule.kind)}
    return tuple(party for party in rule.recipients(facts) if party.id not in made)


def fits(rule: LetterRule, facts: CaseFacts) -> Fit:
    """Whether this letter can be made now, and for whom."""
    obstacles: list[Obstacle] = []
    if facts.state not in rule.states:
        stands = ", ".join(sorted({state.label for state in rule.states}))
        obstacles.append(Obstacle(f"Deze brief past bij: {stands}.", rule.basis))
    else:
        obstacles += [found for guard in rule.ready if (found := guard(facts))]
    recipients = without_letter(rule, facts)
    if not obstacles and not recipients and rule.recipients is not the_file:
        obstacles.append(Obstacle("Niemand hoeft deze brief nog te krijgen.", rule.basis))
    made = any(letter.stands_for(rule.kind) for letter in facts.letters)
    if not obstacles and rule.recipients is the_file and made:
        obstacles.append(Obstacle("Deze brief is al gemaakt.", rule.basis))
    return Fit(rule, recipients, tuple(obstacles))
