"""Which letter fits when, to whom it goes, and what must hold before it is sent (law.md part 5)."""

from collections.abc import Callable
from dataclasses import dataclass

from rules.case import CaseFacts, LetterFacts, PartyFacts
from rules.errors import Obstacle
from rules.law import SCHEME, Citation, awb
from rules.permissions import Actor
from rules.procedure import (
    FORMAL_RUNNING,
    SETTLED,
    Guard,
    acknowledgement_silent,
    advice_enclosed,
    advice_in,
    advice_written,
    adviser_track,
    advisers_not_involved,
    board_concluded,
    deviations_reasoned,
    each_conduct_advised,
    each_conduct_judged,
    forwarded_first,
    in_time,
    notice_in_time,
    recommendations_answered,
    reports_made,
    seats_filled,
    settlement_shown,
    term_still_runs,
    withdrawal_recorded,
)
from rules.vocabulary import (
    AFTER_HANDLING,
    IN_HANDLING,
    IN_SCREENING,
    UNDECIDED,
    LetterKind,
    LetterState,
    PartyKind,
    RecommendationOrigin,
    ScreeningOutcome,
    State,
    Track,
    WaiverGround,
)
from rules.wording import Dutch, told

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


def told_subjects(facts: CaseFacts) -> tuple[PartyFacts, ...]:
    """Persons complained about who know of the complaint."""
    return facts.informed_subjects


def complainants_and_told(facts: CaseFacts) -> tuple[PartyFacts, ...]:
    return facts.recipients + facts.informed_subjects


def refused_helpers(facts: CaseFacts) -> tuple[PartyFacts, ...]:
    """Awb art. 2:2 lid 2: the refused representative, and for whom that person spoke."""
    refused = tuple(
        one for one in facts.parties if one.kind is PartyKind.REPRESENTATIVE and one.refused
    )
    named = {one.represents_id for one in refused}
    spoken_for = tuple(
        one
        for one in facts.parties
        if one.id in named or (None in named and one.kind is PartyKind.COMPLAINANT)
    )
    return refused + spoken_for


def written_to(facts: CaseFacts) -> tuple[PartyFacts, ...]:
    """Everyone who had a letter that could need correcting."""
    had = {one.party_id for one in facts.letters if one.state is LetterState.SENT}
    return tuple(party for party in facts.parties if party.id in had)


def needs(
    found: Callable[[CaseFacts], object], text: Dutch, basis: Citation, repair: str = ""
) -> Guard:
    """A fact that must be on record before the letter makes sense."""

    def guard(facts: CaseFacts) -> Obstacle | None:
        return None if found(facts) else Obstacle(text, basis, repair)

    return guard


something_refused = needs(
    lambda facts: facts.refused_conducts,
    "Het bestuur heeft nog niet besloten om iets niet te behandelen.",
    awb("9:8"),
    "screening",
)
something_left_aside = needs(
    lambda facts: facts.screened(ScreeningOutcome.LEFT_ASIDE),
    "Er is nog niet besloten om iets buiten behandeling te laten.",
    awb("9:4", 1),
    "screening",
)
something_forwarded = needs(
    lambda facts: facts.screened(ScreeningOutcome.FORWARDED),
    "Er is nog niet besloten om iets door te zenden.",
    awb("2:3", 1),
    "screening",
)
something_returned = needs(
    lambda facts: facts.screened(ScreeningOutcome.RETURNED),
    "Er is nog niet besloten om iets terug te zenden.",
    awb("2:3", 2),
    "screening",
)
postponement_recorded = needs(
    lambda facts: facts.postponement_pending,
    "Er is geen verdaging vastgelegd.",
    awb("9:11", 2),
    "step:postpone",
)
track_chosen = needs(
    lambda facts: facts.track_decided,
    "Het bestuur heeft de wijze van behandeling nog niet gekozen.",
    SCHEME,
    "step:handle_own",
)
own_handling = needs(
    lambda facts: facts.track is Track.OWN,
    "Het bestuur behandelt deze klacht niet zelf.",
    SCHEME,
)
silent_acknowledgement = needs(
    acknowledgement_silent,
    "De ontvangstbevestiging noemde de adviseur of commissie al.",
    awb("9:15", 1),
)
resumed = needs(
    lambda facts: facts.resumed, "De behandeling is niet hervat.", awb("9:5"), "step:resume"
)
reopened = needs(
    lambda facts: facts.reopened, "Het dossier is niet heropend.", awb("9:2"), "step:reopen"
)
came_electronically = needs(
    lambda facts: facts.electronic, "De klacht kwam niet elektronisch binnen.", awb("2:17", 1)
)
forwarded_inside = needs(
    lambda facts: facts.forwarded_inside,
    "Er is geen interne doorgeleiding vastgelegd.",
    awb("2:24"),
    "edit",
)
other_channel = needs(
    lambda facts: not facts.channel_designated,
    "De klacht kwam langs een aangewezen kanaal binnen.",
    awb("2:16", 1),
)
extension_proposed = needs(
    lambda facts: facts.extension_proposed,
    "Leg eerst vast tot wanneer en waarom verder uitstel nodig is.",
    awb("9:11", 3),
    "ask_extension",
)
extended = needs(
    lambda facts: facts.extended,
    "De klager heeft nog niet schriftelijk ingestemd.",
    awb("9:11", 3),
    "step:extend",
)
something_done = needs(
    lambda facts: any(one.done for one in facts.measures),
    "Er is nog geen maatregel afgerond.",
    SCHEME,
    "recommendation",
)
at_the_ombudsman = needs(
    lambda facts: facts.with_ombudsman,
    "Er loopt geen zaak bij de ombudsman.",
    awb("9:31"),
    "ombudsman",
)
ombudsman_recommended = needs(
    lambda facts: any(
        one.origin is RecommendationOrigin.OMBUDSMAN for one in facts.recommendations
    ),
    "De ombudsman heeft geen aanbeveling gedaan.",
    awb("9:36", 4),
    "recommendation",
)
in_the_register = needs(
    lambda _facts: False,
    "Dit is geen brief in één dossier: het jaarverslag hoort bij het register.",
    awb("9:12a"),
)


@dataclass(frozen=True)
class LetterRule:
    """One row. ``ready`` must hold to make the letter, ``sendable`` also to send it.

    ``approval``: whoever made it cannot settle it (SOD6), and it takes the right to do so.
    ``repeated``: one that was sent does not stand in the way of the next.
    """

    kind: LetterKind
    basis: Citation
    recipients: Recipients
    states: frozenset[State]
    ready: tuple[Guard, ...] = ()
    sendable: tuple[Guard, ...] = ()
    approval: bool = False
    repeated: bool = False
    encloses: Citation | None = None
    """Why what goes along cannot be left out; a copy may take its place."""
    by_adviser: bool = False
    """With an adviser or committee it is theirs: nobody else makes it or sees its draft (SOD4)."""
    automatic: bool = False
    """Goes out by itself with what it confirms (art. 2:17): consent to e-mail is not asked."""


RESUMED = IN_SCREENING | IN_HANDLING
EVERY = frozenset(State) - {State.F20}
L = LetterKind

RULES: tuple[LetterRule, ...] = (
    LetterRule(L.L01, awb("9:6"), complainants, FORMAL_RUNNING - {State.F0}),
    LetterRule(
        L.L01B, awb("9:15", 1), complainants, IN_HANDLING, (adviser_track, silent_acknowledgement)
    ),
    LetterRule(L.L01C, awb("9:5"), complainants_and_told, RESUMED, (resumed,)),
    LetterRule(
        L.L02A, awb("2:17", 1), complainants, UNDECIDED, (came_electronically,),
        automatic=True,
    ),
    LetterRule(L.L02B, awb("2:24"), complainants, UNDECIDED, (forwarded_inside,)),
    LetterRule(L.L02C, awb("2:16", 1), complainants, UNDECIDED, (other_channel,)),
    LetterRule(
        L.L03, awb("9:4", 2), complainants, IN_SCREENING
    ),
    LetterRule(
        L.L05A, awb("9:8", 3), complainants, IN_HANDLING | {State.F4},
        (something_refused,), (notice_in_time,), approval=True,
    ),
    LetterRule(
        L.L05B, awb("9:4", 1), complainants, IN_HANDLING | {State.F4},
        (something_left_aside,), (notice_in_time,),
    ),
    LetterRule(L.L05C, awb("9:8", 3), told_subjects, frozenset({State.F13, State.F14})),
    LetterRule(
        L.L06A, awb("2:3", 1), the_file, IN_HANDLING | {State.F4}, (something_forwarded,),
        encloses=awb("2:3", 1),
    ),
    LetterRule(
        L.L06B, awb("2:3", 1), complainants, IN_HANDLING | {State.F4}, (something_forwarded,),
        (forwarded_first,),
    ),
    LetterRule(
        L.L06C, awb("2:3", 2), complainants, IN_HANDLING | {State.F4}, (something_returned,),
        encloses=awb("2:3", 2),
    ),
    LetterRule(L.L07, awb("9:9"), subjects, IN_HANDLING, encloses=awb("9:9")),
    LetterRule(L.L08A, awb("9:10", 1), invited_complainants, IN_HANDLING),
    LetterRule(
        L.L08B, awb("9:10", 1), invited_subjects, IN_HANDLING, encloses=awb("9:9")
    ),
    LetterRule(L.L09, awb("9:10", 2), not_heard, IN_HANDLING, by_adviser=True),
    LetterRule(L.L10, awb("9:10", 3), heard, IN_HANDLING, by_adviser=True),
    LetterRule(
        L.L11, awb("9:11", 2), everyone, FORMAL_RUNNING,
        (postponement_recorded,), (term_still_runs,),
    ),
    LetterRule(
        L.L12A, awb("9:11", 3), complainants, FORMAL_RUNNING, (extension_proposed,)
    ),
    LetterRule(
        L.L12B, awb("9:11", 3), everyone, FORMAL_RUNNING, (extended,)
    ),
    LetterRule(L.L13, awb("9:14", 1), the_file, IN_HANDLING, (adviser_track,)),
    LetterRule(L.L13A, SCHEME, the_file, IN_HANDLING, (track_chosen, own_handling)),
    LetterRule(
        L.L14, awb("9:15", 4), the_file, frozenset({State.F9}),
        (adviser_track, advice_written, each_conduct_advised),
        (seats_filled, advisers_not_involved, reports_made),
        encloses=awb("9:15", 4), by_adviser=True,
    ),
    LetterRule(
        L.L15, awb("9:12", 1), complainants, frozenset({State.F11}), (advice_in,),
        (
            each_conduct_judged, deviations_reasoned, recommendations_answered, board_concluded,
            advice_enclosed, in_time,
        ),
        encloses=SCHEME, approval=True,
    ),
    LetterRule(L.L15B, awb("9:12"), subjects, frozenset({State.F12, State.F18})),
    LetterRule(
        L.L16, awb("9:5"), complainants, SETTLED | {State.I3}, (settlement_shown,)
    ),
    LetterRule(L.L16B, awb("9:5"), told_subjects, frozenset({State.F16})),
    LetterRule(
        L.L17, awb("9:12a"), complainants_and_told, FORMAL_RUNNING | {State.F17},
        (withdrawal_recorded,),
    ),
    LetterRule(
        L.L18, SCHEME, complainants, frozenset({State.F12, State.F18, State.F19}),
        (something_done,),
    ),
    LetterRule(L.L19, awb("9:31"), the_file, AFTER_HANDLING, (at_the_ombudsman,), repeated=True),
    LetterRule(
        L.L20, awb("9:36", 4), the_file, AFTER_HANDLING, (ombudsman_recommended,), repeated=True
    ),
    LetterRule(L.L21, SCHEME, complainants, frozenset({State.I2})),
    LetterRule(L.L22, SCHEME, complainants, frozenset({State.I2, State.I4})),
    LetterRule(L.L23, SCHEME, complainants, frozenset({State.I3, State.I6})),
    LetterRule(L.L24, awb("2:2"), refused_helpers, EVERY),
    LetterRule(L.L25, awb("2:12"), written_to, EVERY, repeated=True),
    LetterRule(L.L26, awb("9:2"), complainants_and_told, RESUMED, (reopened,)),
    LetterRule(L.L27, awb("9:12a"), the_file, EVERY, (in_the_register,)),
)  # fmt: skip

BY_KIND = {rule.kind: rule for rule in RULES}
OWED = frozenset(
    {
        L.L01, L.L01B, L.L05A, L.L05B, L.L06B, L.L06C, L.L07, L.L08A, L.L08B, L.L11, L.L12B, L.L16,
        L.L17, L.L21,
    }
)  # fmt: skip
"""Once such a letter fits, somebody is owed it; of the others someone decides whether to write."""
OPTIONAL = frozenset({L.L02C, L.L05C, L.L09, L.L13A, L.L15B, L.L16B, L.L18, L.L22, L.L23, L.L26})
"""What an authority can do without: no provision and no step of the procedure asks for it."""
ADVISERS_OWN = frozenset(rule.kind for rule in RULES if rule.by_adviser)
ADVISERS_LETTERS = ADVISERS_OWN | {L.L08A, L.L08B}
"""What an adviser or committee writes: about the hearing, and the advice (law.md part 6)."""
DECISIONS = frozenset(rule.kind for rule in RULES if rule.approval)
"""What the board decides; until it went out, whoever advises does not read it (law.md part 6)."""


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
    made = {letter.party_id for letter in facts.letters if _stands(rule, letter)}
    return tuple(party for party in rule.recipients(facts) if party.id not in made)


def _stands(rule: LetterRule, letter: LetterFacts) -> bool:
    over = rule.repeated and letter.state is LetterState.SENT
    return letter.stands_for(rule.kind) and not over


def of_the_authority(kind: LetterKind, *, advises: bool) -> Obstacle | None:
    """Awb art. 9:15: whoever advises hears and advises; all other letters are the authority's."""
    if not advises or kind in ADVISERS_LETTERS:
        return None
    text: Dutch = "Wie adviseert, schrijft alleen over het horen en het advies. Deze brief niet."
    return Obstacle(text, awb("9:15"))


def against(rule: LetterRule, facts: CaseFacts, by: Actor | None = None) -> list[Obstacle]:
    """Why this letter cannot be written now, whoever has one already."""
    if rule.kind in facts.letters_off:
        return [Obstacle("Deze brief is hier niet in gebruik (zie Instellingen).", rule.basis)]
    if by is not None and rule.by_adviser and not facts.advice_open(by.user_id):
        text: Dutch = (
            "Deze brief maakt wie adviseert; tot het advies is uitgebracht, ziet alleen die hem."
        )
        return [Obstacle(text, awb("9:14", 2))]
    advises = by is not None and facts.advises(by.persons)
    if obstacle := of_the_authority(rule.kind, advises=advises):
        return [obstacle]
    if facts.state not in rule.states:
        labels = sorted({state.label for state in rule.states})
        text = told("Deze brief past bij: %(states)s.", states=tuple(map(told, labels)))
        return [Obstacle(text, rule.basis)]
    found = [one for guard in rule.ready if (one := guard(facts))]
    if not found and rule.recipients is not the_file and not rule.recipients(facts):
        return [Obstacle("Niemand hoeft deze brief nu te krijgen.", rule.basis)]
    return found


def fits(rule: LetterRule, facts: CaseFacts, by: Actor | None = None) -> Fit:
    """Whether this letter can be made now, and for whom; ``by`` would make it."""
    obstacles = against(rule, facts, by)
    recipients = without_letter(rule, facts)
    if not obstacles and not recipients and rule.recipients is not the_file:
        text: Dutch = "Voor iedereen die deze brief krijgt, is hij al gemaakt."
        obstacles.append(Obstacle(text, rule.basis))
    made = any(_stands(rule, letter) for letter in facts.letters)
    if not obstacles and rule.recipients is the_file and made:
        obstacles.append(Obstacle("Deze brief is al gemaakt.", rule.basis))
    return Fit(rule, recipients, tuple(obstacles))
