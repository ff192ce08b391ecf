"""The procedure as a table: which event moves a file from where to where, by whom, and when.

One row draws the button, says why it is closed and checks the act on the server. A guard looks at
the facts and returns the obstacle in the way, or None.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rules.case import CaseFacts, PartyFacts
from rules.errors import Obstacle, Refusal
from rules.law import SCHEME, Citation, awb
from rules.separation import members_left
from rules.terms import term
from rules.vocabulary import (
    RUNNING,
    Event,
    LetterKind,
    Permission,
    ScreeningOutcome,
    State,
    TimeOutcome,
    Track,
    WaiverGround,
)

Guard = Callable[[CaseFacts], Obstacle | None]


def names(parties: Sequence[PartyFacts]) -> str:
    return ", ".join(party.name for party in parties)


# --- guards: intake -------------------------------------------------------------------------


def has_complainant(facts: CaseFacts) -> Obstacle | None:
    """Awb art. 9:4 lid 2 onder a: someone complains."""
    if facts.complainants:
        return None
    return Obstacle("Leg vast wie de klager is.", awb("9:4", 2, "a"), "add_complainant")


def has_conduct(facts: CaseFacts) -> Obstacle | None:
    """Awb art. 9:4 lid 2 onder c: the complaint describes a conduct."""
    if any(conduct.described for conduct in facts.conducts):
        return None
    return Obstacle("Beschrijf de gedraging.", awb("9:4", 2, "c"), "add_conduct")


def letter_sent_to_complainants(kind: LetterKind, basis: Citation) -> Guard:
    def guard(facts: CaseFacts) -> Obstacle | None:
        missing = facts.without(kind, facts.recipients)
        if not missing:
            return None
        text = f"{kind.label} is nog niet verzonden aan {', '.join(missing)}."
        return Obstacle(text, basis, f"letter:{kind}")

    return guard


def supplement_settled(facts: CaseFacts) -> Obstacle | None:
    """Law.md T14: the supplement is in, or its term has passed. The clock never stopped (R023)."""
    if facts.state is not State.F3 or facts.supplement_received:
        return None
    if facts.supplement_due_on and facts.supplement_due_on < facts.today:
        return None
    return Obstacle(
        "De aanvulling is er nog niet en de termijn daarvoor loopt nog.", awb("9:4", 2),
        overridable=True,
    )  # fmt: skip


# --- guards: screening ----------------------------------------------------------------------


def older_conducts_decided(facts: CaseFacts) -> Obstacle | None:
    """Law.md 2.4: the board decides on a conduct of over a year ago, with a reason either way."""
    undecided = [
        conduct.title
        for conduct in facts.conducts
        if conduct.time_outcome is TimeOutcome.OLDER and conduct.screening is None
    ]
    if not undecided:
        return None
    return Obstacle(
        f"Langer dan een jaar geleden, nog geen besluit van het bestuur: {', '.join(undecided)}.",
        awb("9:8", 1, "b"),
        "screening",
    )


def something_taken_up(facts: CaseFacts) -> Obstacle | None:
    if facts.open_conducts:
        return None
    return Obstacle("Geen enkel klachtonderdeel wordt behandeld.", awb("9:8", 1), "screening")


def refused_parts_told(facts: CaseFacts) -> Obstacle | None:
    """Awb art. 9:8 lid 3: who complains is told in writing what is not taken up."""
    if not facts.refused_conducts:
        return None
    return letter_sent_to_complainants(LetterKind.L05A, awb("9:8", 3))(facts)


def all_refused(facts: CaseFacts) -> Obstacle | None:
    left = [one.title for one in facts.conducts if one.screening is not ScreeningOutcome.REFUSED]
    if facts.conducts and not left:
        return None
    return Obstacle(
        f"Nog niet besloten om niet te behandelen: {', '.join(left) or 'de klacht'}.",
        awb("9:8", 1),
        "screening",
    )


def notice_in_time(facts: CaseFacts) -> Obstacle | None:
    """Awb art. 9:8 lid 3: within four weeks. Later it can still be done, with a reason."""
    if facts.notice_due_on is None or facts.today <= facts.notice_due_on:
        return None
    return Obstacle(
        f"De termijn van vier weken is op {facts.notice_due_on:%d-%m-%Y} verstreken. "
        "Leg uit waarom dit nu nog gebeurt.",
        awb("9:8", 3),
        overridable=True,
    )


def handler_not_involved(facts: CaseFacts) -> Obstacle | None:
    """Awb art. 9:7 lid 1: the handler was not involved in the conduct, and said so (SOD2)."""
    if facts.handler_id is None:
        return Obstacle("Wijs een behandelaar aan.", awb("9:7", 1), "assign")
    if facts.handler_id in facts.cleared:
        return None
    return Obstacle(
        "De behandelaar heeft nog niet verklaard niet betrokken te zijn.", awb("9:7", 1), "assign"
    )


def board_members_known(facts: CaseFacts) -> Obstacle | None:
    """SOD1, SOD3: only of a known user can the panel keep the file, and the decision."""
    unknown = [one for one in facts.subjects if one.board_member and not one.is_user]
    if not unknown:
        return None
    return Obstacle(
        f"Leg vast welke gebruiker {names(unknown)} is: een bestuurslid over wie wordt geklaagd, "
        "beslist niet mee.",
        awb("9:7", 2),
        f"contact:{unknown[0].contact_id}",
    )


def board_can_judge(facts: CaseFacts) -> Obstacle | None:
    """Awb art. 9:7 lid 2 and 2:4: about every board member, then an adviser is needed (SOD3)."""
    found = _about_the_board(facts)
    return found if found and found.overridable and facts.board_needs_adviser else None


def _about_the_board(facts: CaseFacts) -> Obstacle | None:
    involved = sum(party.board_member for party in facts.subjects)
    return members_left(facts.board_members, involved)


def notices(facts: CaseFacts) -> tuple[Obstacle, ...]:
    """What stands in nobody's way but should be seen (law.md 2.4, SOD3)."""
    about_time = (
        Obstacle(f"{conduct.title}: {text}", awb("9:8", 1, "b"))
        for conduct in facts.conducts
        if (text := TIME_NOTICES.get(conduct.time_outcome))
    )
    return tuple(one for one in (_about_the_board(facts), *about_time) if one)


TIME_NOTICES = {
    TimeOutcome.BOUNDARY: "precies twaalf maanden geleden. De regeling zegt “minder dan twaalf "
    "maanden”, de wet “langer dan een jaar”: behandelen.",
    TimeOutcome.UNDETERMINED: "de datum is nog niet vast te stellen. Behandel de klacht intussen "
    "als op tijd.",
    TimeOutcome.OLDER: "langer dan een jaar geleden. Het bestuur hoeft dit niet te behandelen, "
    "maar mag het wel.",
}


# --- guards: hearing ------------------------------------------------------------------------


def copy_sent_to_subjects(facts: CaseFacts) -> Obstacle | None:
    """Awb art. 9:9: each person complained about has the complaint and its enclosures."""
    missing = facts.without(LetterKind.L07, facts.subjects)
    if not missing:
        return None
    text = f"Het afschrift van de klacht is nog niet verzonden aan {', '.join(missing)}."
    return Obstacle(text, awb("9:9"), f"letter:{LetterKind.L07}")


def complainants_heard(facts: CaseFacts) -> Obstacle | None:
    """Awb art. 9:10 lid 1 and 2: heard, or not on one of three grounds."""
    missing = [one for one in facts.complainants if not (one.heard or one.waiver)]
    if not missing:
        return None
    text = f"Leg het horen van {names(missing)} vast, of waarom daarvan is afgezien."
    return Obstacle(text, awb("9:10", 1), "hearing")


def subjects_heard(facts: CaseFacts) -> Obstacle | None:
    """Awb art. 9:10 lid 1: each person complained about is offered a hearing, without exception."""
    missing = [
        one
        for one in facts.subjects
        if not (
            one.heard
            or one.waiver is WaiverGround.OWN_WISH
            or (facts.sent(LetterKind.L08B, one) and one.reply_passed)
        )
    ]
    if not missing:
        return None
    text = f"Bied {names(missing)} een hoorgesprek aan, of leg vast dat dit niet gewenst is."
    return Obstacle(text, awb("9:10", 1), "hearing")


def reports_made(facts: CaseFacts) -> Obstacle | None:
    """Awb art. 9:10 lid 3: every hearing has its report."""
    missing = [party for party in facts.parties if party.report_missing]
    if not missing:
        return None
    text = f"Het verslag van het horen van {names(missing)} is nog niet vastgesteld."
    return Obstacle(text, awb("9:10", 3), "hearing")


# --- guards: judgement ----------------------------------------------------------------------


def own_track(facts: CaseFacts) -> Obstacle | None:
    """The track is a fact of the file: with an adviser the advice comes first (art. 9:15 lid 4)."""
    if facts.track is Track.OWN:
        return None
    return Obstacle("Het advies is er nog niet.", awb("9:15", 4))


def each_conduct_judged(facts: CaseFacts) -> Obstacle | None:
    """Awb art. 9:12 lid 1: a judgement with reasons on every conduct that was taken up."""
    missing = [conduct.title for conduct in facts.open_conducts if conduct.judgement is None]
    if not missing:
        return None
    return Obstacle(f"Er is nog geen oordeel over: {', '.join(missing)}.", awb("9:12", 1), "judge")


def board_concluded(facts: CaseFacts) -> Obstacle | None:
    """Awb art. 9:12 lid 1: the conclusions are the board's own."""
    if facts.conclusion_decided:
        return None
    return Obstacle("Het bestuur heeft nog niet besloten.", awb("9:12", 1), "conclude")


def in_time(facts: CaseFacts) -> Obstacle | None:
    """Awb art. 9:11: closing late is possible, and its cause goes on record."""
    if facts.legal_end is None or facts.today <= facts.legal_end:
        return None
    return Obstacle(
        f"De termijn is op {facts.legal_end:%d-%m-%Y} verstreken. Leg de oorzaak vast.",
        awb("9:11", 1),
        overridable=True,
    )


# --- guards: term ---------------------------------------------------------------------------


def weeks_left(facts: CaseFacts) -> Obstacle | None:
    """Awb art. 9:11 lid 2: four weeks at most, all postponements together."""
    if facts.postponed_weeks < term("postponement", facts.received_on).value:
        return None
    return Obstacle(
        "De termijn is al vier weken verdaagd. Meer kan alleen met instemming van de klager.",
        awb("9:11", 2),
        "step:extend",
    )


def term_still_runs(facts: CaseFacts) -> Obstacle | None:
    """A term that has run out cannot be postponed any more."""
    if facts.legal_end is None or facts.today <= facts.legal_end:
        return None
    return Obstacle(
        f"De termijn is op {facts.legal_end:%d-%m-%Y} verstreken: verdagen kan niet meer. "
        "Uitstel kan alleen nog met instemming van de klager.",
        awb("9:11", 2),
        "step:extend",
    )


def no_postponement_pending(facts: CaseFacts) -> Obstacle | None:
    """A postponement holds once everyone has its notice; the next one waits for that."""
    if not facts.postponement_pending:
        return None
    return Obstacle(
        "Niet iedereen heeft het bericht van de vorige verdaging.",
        awb("9:11", 2),
        f"letter:{LetterKind.L11}",
    )


def ombudsman_year_over(facts: CaseFacts) -> Obstacle | None:
    """Awb art. 9:24 lid 1: for a year the ombudsman may still be asked."""
    if facts.ombudsman_until is None or facts.today > facts.ombudsman_until:
        return None
    return Obstacle(
        f"Tot en met {facts.ombudsman_until:%d-%m-%Y} kan de klager naar de ombudsman.",
        awb("9:24", 1),
    )


# --- the table ------------------------------------------------------------------------------


def standing(guards: Sequence[Guard], facts: CaseFacts) -> tuple[Obstacle, ...]:
    """What each guard finds in the way."""
    return tuple(found for guard in guards if (found := guard(facts)))


@dataclass(frozen=True)
class Transition:
    """One row. ``target`` None: the file stays where it is.

    With a ``letter``, sending it to every complainant is the act: no button does it.
    """

    event: Event
    sources: frozenset[State]
    target: State | None
    permission: Permission
    basis: Citation
    guards: tuple[Guard, ...] = ()
    letter: LetterKind | None = None

    def obstacles(self, facts: CaseFacts) -> tuple[Obstacle, ...]:
        """Everything that is still in the way, so that nobody is refused three times."""
        guards = self.guards
        if self.letter is not None:
            guards += (letter_sent_to_complainants(self.letter, self.basis),)
        return standing(guards, facts)


def _from(*states: State) -> frozenset[State]:
    return frozenset(states)


FORMAL_RUNNING = frozenset(state for state in RUNNING if state.startswith("F"))

TRANSITIONS: tuple[Transition, ...] = (
    Transition(
        Event.RECEIVE, _from(), State.F0, Permission.COMPLAINT_REGISTER, awb("9:4", 1)
    ),
    Transition(
        Event.REGISTER, _from(State.F0), State.F1, Permission.COMPLAINT_REGISTER, awb("9:12a"),
        (has_complainant, has_conduct),
    ),
    Transition(
        Event.ACKNOWLEDGE, _from(State.F1), State.F2, Permission.LETTER_SEND, awb("9:6"),
        letter=LetterKind.L01,
    ),
    Transition(
        Event.ASK_SUPPLEMENT, _from(State.F2, State.F4), State.F3,
        Permission.COMPLAINT_SCREEN, awb("9:4", 2),
    ),
    Transition(
        Event.SCREEN, _from(State.F2, State.F3), State.F4, Permission.COMPLAINT_SCREEN,
        awb("9:4", 2), (supplement_settled,),
    ),
    Transition(
        Event.REFUSE, _from(State.F4), State.F13, Permission.LETTER_SEND, awb("9:8", 3),
        (all_refused, notice_in_time), LetterKind.L05A,
    ),
    Transition(
        Event.HANDLE_OWN, _from(State.F4), State.F5, Permission.COMPLAINT_ROUTE, SCHEME,
        (
            older_conducts_decided,
            something_taken_up,
            refused_parts_told,
            handler_not_involved,
            board_members_known,
            board_can_judge,
        ),
    ),
    Transition(
        Event.START_HEARING, _from(State.F5), State.F8, Permission.HEARING_HOLD, awb("9:9"),
        (copy_sent_to_subjects,),
    ),
    Transition(
        Event.COMPLETE_INQUIRY, _from(State.F8), State.F9, Permission.HEARING_HOLD,
        awb("9:10", 1),
        (complainants_heard, subjects_heard, reports_made),
    ),
    Transition(
        Event.PREPARE_DECISION, _from(State.F9), State.F11, Permission.DECISION_DRAFT,
        awb("9:12", 1), (own_track,),
    ),
    Transition(
        Event.CONCLUDE, _from(State.F11), State.F12, Permission.LETTER_SEND, awb("9:12", 1),
        (each_conduct_judged, board_concluded, in_time), LetterKind.L15,
    ),
    Transition(
        Event.POSTPONE, FORMAL_RUNNING, None,
        Permission.COMPLAINT_POSTPONE, awb("9:11", 2),
        (weeks_left, term_still_runs, no_postponement_pending),
    ),
    Transition(
        Event.EXTEND, FORMAL_RUNNING, None,
        Permission.COMPLAINT_POSTPONE, awb("9:11", 3),
    ),
    Transition(
        Event.CLOSE, _from(State.F12, State.F13), State.F19, Permission.COMPLAINT_SCREEN,
        awb("9:24", 1), (ombudsman_year_over,),
    ),
)  # fmt: skip


def transition(state: State, event: Event) -> Transition:
    """The row for this event from this state.

    Raises Refusal when the procedure has no such row.
    """
    for row in TRANSITIONS:
        if row.event is event and state in row.sources:
            return row
    raise Refusal(f"“{event.label}” kan niet vanuit de stand “{state.label}”.")


def transitions_from(state: State) -> tuple[Transition, ...]:
    """The rows that start in this state, in the order of the procedure."""
    return tuple(row for row in TRANSITIONS if state in row.sources)


def give_way(found: Sequence[Obstacle], reason: str) -> None:
    """Let the act pass when nothing stands in its way, or only what ``reason`` overrides.

    Raises Refusal with everything that still stands.
    """
    left = tuple(one for one in found if not (one.overridable and reason.strip()))
    if left:
        raise Refusal(*left)


def by_letter(state: State, kind: LetterKind) -> Transition | None:
    """The row that sending this letter completes, if there is one from this state."""
    rows = transitions_from(state)
    return next((row for row in rows if row.letter is kind), None)
