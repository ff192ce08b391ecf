"""The procedure as a table: which event moves a file from where to where, by whom, and when.

One row draws the button, says why it is closed and checks the act on the server. A guard looks at
the facts and returns the obstacle in the way, or None.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rules import separation
from rules.case import CaseFacts, ConductFacts, PartyFacts, RecommendationFacts
from rules.committee import composition
from rules.errors import Obstacle, Refusal
from rules.law import SCHEME, Citation, awb
from rules.vocabulary import (
    IN_HANDLING,
    IN_SCREENING,
    OVER,
    RUNNING,
    SUPPLEMENT_FROM,
    WITH_ADVISER,
    Event,
    LetterKind,
    Permission,
    RecommendationOrigin,
    RefusalGround,
    ScreeningOutcome,
    State,
    TimeOutcome,
    Track,
    WaiverGround,
)
from rules.wording import Dutch, told

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
        text = told(
            "%(letter)s is nog niet verzonden aan %(names)s.", letter=kind, names=tuple(missing)
        )
        return Obstacle(text, basis, f"letter:{kind}")

    return guard


def letter_put_in_file(kind: LetterKind, basis: Citation) -> Guard:
    def guard(facts: CaseFacts) -> Obstacle | None:
        if facts.in_file(kind):
            return None
        text = told("%(letter)s ligt nog niet in het dossier.", letter=kind)
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
        conduct
        for conduct in facts.conducts
        if conduct.time_outcome is TimeOutcome.OLDER and conduct.screening is None
    ]
    if not undecided:
        return None
    return Obstacle(
        told(
            "Langer dan een jaar geleden, nog geen besluit van het bestuur: %(conducts)s.",
            conducts=titles(undecided),
        ),
        awb("9:8", 1, "b"),
        "screening",
    )


def something_taken_up(facts: CaseFacts) -> Obstacle | None:
    if facts.open_conducts:
        return None
    return Obstacle("Geen enkel klachtonderdeel wordt behandeld.", awb("9:8", 1), "screening")


TOLD_WITH: dict[ScreeningOutcome, tuple[LetterKind, Citation]] = {
    ScreeningOutcome.REFUSED: (LetterKind.L05A, awb("9:8", 3)),
    ScreeningOutcome.LEFT_ASIDE: (LetterKind.L05B, awb("9:4", 2)),
    ScreeningOutcome.FORWARDED: (LetterKind.L06B, awb("2:3", 1)),
    ScreeningOutcome.RETURNED: (LetterKind.L06C, awb("2:3", 2)),
}
"""The letter that tells the complainant that a conduct is not handled here."""


def parts_told(*besides: ScreeningOutcome) -> Guard:
    """Who complains is told in writing of each conduct that is not handled."""

    def guard(facts: CaseFacts) -> Obstacle | None:
        for outcome, (kind, basis) in TOLD_WITH.items():
            if outcome in besides or not facts.screened(outcome):
                continue
            if found := letter_sent_to_complainants(kind, basis)(facts):
                return found
        return None

    return guard


refused_parts_told = parts_told()
"""Awb art. 9:8 lid 3, 2:3 and 9:4: the file goes on when the rest of it was told."""


def time_to_supplement(facts: CaseFacts) -> Obstacle | None:
    """Law.md T13: a term to supplement ends three days before the four weeks of art. 9:8 lid 3."""
    latest = facts.supplement_latest
    if latest is None or facts.today < latest:
        return None
    return Obstacle(
        told(
            "Er is te weinig tijd om de klager te laten aanvullen en binnen vier weken te "
            "beslissen: dat kon tot %(day)s. Beslis met wat er nu ligt.",
            day=latest,
        ),
        awb("9:8", 3),
    )


def nothing_left(*ended: ScreeningOutcome) -> Guard:
    """No conduct is left to handle, and the weightiest outcome among them is one of these."""

    def guard(facts: CaseFacts) -> Obstacle | None:
        left = facts.open_conducts
        found = next((one for one in TOLD_WITH if facts.screened(one)), None)
        if not left and found in ended:
            return None
        basis = TOLD_WITH[ended[0]][1]
        if not left and found:
            text = told("Over deze klacht is anders besloten: %(outcome)s.", outcome=found)
            return Obstacle(text, basis)
        text = told(
            "Nog niet besloten (%(wanted)s): %(conducts)s.",
            wanted=ended,
            conducts=titles(left) or told("de klacht"),
        )
        return Obstacle(text, basis, "screening")

    return guard


all_refused = nothing_left(ScreeningOutcome.REFUSED)
"""Awb art. 9:8: the board decided on every conduct, and refused at least one."""


def forwarded_first(facts: CaseFacts) -> Obstacle | None:
    """Awb art. 2:3 lid 1: forwarded at once, and the sender told at the same time."""
    if facts.in_file(LetterKind.L06A):
        return None
    return Obstacle(
        "De doorzendbrief aan de andere organisatie is nog niet verzonden.", awb("2:3", 1),
        f"letter:{LetterKind.L06A}",
    )  # fmt: skip


def notice_in_time(facts: CaseFacts) -> Obstacle | None:
    """Awb art. 9:8 lid 3: within four weeks. Later it can still be done, with a reason."""
    if facts.notice_due_on is None or facts.today <= facts.notice_due_on:
        return None
    return Obstacle(
        told(
            "De termijn van vier weken is op %(day)s verstreken. "
            "Leg uit waarom dit nu nog gebeurt.",
            day=facts.notice_due_on,
        ),
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
        told(
            "Leg vast welke gebruiker %(names)s is: een bestuurslid over wie wordt geklaagd, "
            "beslist niet mee.",
            names=names(unknown),
        ),
        awb("9:7", 2),
        f"user_of:{unknown[0].contact_id}",
    )


def board_can_judge(facts: CaseFacts) -> Obstacle | None:
    """Awb art. 9:7 lid 2 and 2:4: about every board member, then an adviser is needed (SOD3)."""
    found = _about_the_board(facts)
    return found if found and found.overridable and facts.board_needs_adviser else None


# --- guards: who advises --------------------------------------------------------------------


def adviser_track(facts: CaseFacts) -> Obstacle | None:
    """Awb art. 9:13: someone was appointed to handle the complaint and to advise on it."""
    if facts.advised:
        return None
    return Obstacle("Er is geen adviseur of commissie aangewezen.", awb("9:13"))


def own_until_now(facts: CaseFacts) -> Obstacle | None:
    """Who advises is replaced in the file itself, not by a second appointment."""
    if not facts.advised:
        return None
    return Obstacle("Er is al een adviseur of commissie aangewezen.", awb("9:14", 1))


def switch_in_time(facts: CaseFacts) -> Obstacle | None:
    """Law.md TRK02: after the last day the longer term does not bring the term back."""
    if facts.legal_end is None or facts.today <= facts.legal_end:
        return None
    return Obstacle(
        told(
            "De termijn is op %(day)s verstreken en herleeft niet door alsnog advies te vragen.",
            day=facts.legal_end,
        ),
        awb("9:11", 1),
        overridable=True,
    )


def seats_filled(facts: CaseFacts) -> Obstacle | None:
    """The scheme: a chair and two members, at the hearing and at the advice (R054)."""
    if facts.track is not Track.COMMITTEE:
        return None
    found = composition(facts.seats)
    return Obstacle(found.text, found.basis, "replace") if found else None


def advisers_not_involved(facts: CaseFacts) -> Obstacle | None:
    """Awb art. 9:7 lid 1: whoever hears and advises said not to be involved (SOD2)."""
    if not facts.advised:
        return None
    if facts.advisers and facts.advisers <= facts.cleared:
        return None
    if not facts.advisers:
        return Obstacle("Er is niemand meer die adviseert.", awb("9:14", 1), "replace")
    return Obstacle(
        "Niet ieder die adviseert, heeft verklaard niet betrokken te zijn.", awb("9:7", 1),
        "replace",
    )  # fmt: skip


def told_who_advises(facts: CaseFacts) -> Obstacle | None:
    """Awb art. 9:15 lid 1: the acknowledgement says that someone advises; when it was silent,
    a second one says so at once.
    """
    if not facts.advised or not acknowledgement_silent(facts):
        return None
    return letter_sent_to_complainants(LetterKind.L01B, awb("9:15", 1))(facts)


def acknowledgement_silent(facts: CaseFacts) -> bool:
    """Whether the acknowledgement went out before it was decided who advises."""
    if facts.track_decided_on is None:
        return False
    return facts.acknowledged_on is None or facts.acknowledged_on <= facts.track_decided_on


def advice_written(facts: CaseFacts) -> Obstacle | None:
    """Awb art. 9:15 lid 4: the advice comes with a report of findings."""
    if facts.advice_report:
        return None
    return Obstacle("Schrijf eerst het rapport van bevindingen.", awb("9:15", 4), "advice")


def each_conduct_advised(facts: CaseFacts) -> Obstacle | None:
    """The scheme (R059): on every conduct whether it may be handled, and whether it is founded."""
    missing = [
        one for one in facts.open_conducts if one.advised is None or one.advised_admissible is None
    ]
    if not missing:
        return None
    text = told("Er is nog geen advies over: %(conducts)s.", conducts=titles(missing))
    return Obstacle(text, SCHEME, "advise")


def advice_in(facts: CaseFacts) -> Obstacle | None:
    """Awb art. 9:15 lid 4: with an adviser or committee, the advice comes first."""
    if facts.track is Track.OWN or (facts.advised and facts.advice_delivered):
        return None
    return Obstacle("Het advies is er nog niet.", awb("9:15", 4), f"letter:{LetterKind.L14}")


def deviations_reasoned(facts: CaseFacts) -> Obstacle | None:
    """Awb art. 9:16: the conclusions say why the board departs from the advice."""
    missing = [one for one in facts.open_conducts if one.deviates and not one.deviation_reasoned]
    if not missing:
        return None
    return Obstacle(
        told(
            "Leg uit waarom het bestuur afwijkt van het advies over: %(conducts)s.",
            conducts=titles(missing),
        ),
        awb("9:16"),
        "judge",
    )


def answered(one: RecommendationFacts) -> bool:
    """The board said yes or no; what it takes over has an owner and a last day."""
    return one.acceptance is not None and (not one.accepted or bool(one.owned and one.due_on))


def short(one: RecommendationFacts) -> str:
    """A recommendation inside a sentence, which has its own full stop."""
    return one.text[:60].rstrip(" .")


def titles(conducts: Iterable[ConductFacts]) -> str:
    """Conducts at the end of a sentence, which has its own full stop."""
    return ", ".join(one.title for one in conducts).rstrip(" .")


def recommendations_answered(facts: CaseFacts) -> Obstacle | None:
    """The scheme (R05D): the board answers each one; what it takes over, someone does."""
    open_ones = [
        short(one)
        for one in facts.recommendations
        if one.origin is RecommendationOrigin.ADVICE and not answered(one)
    ]
    if not open_ones:
        return None
    return Obstacle(
        told("Nog zonder antwoord, eigenaar of datum: %(what)s.", what="; ".join(open_ones)),
        SCHEME,
        "recommendation",
    )


def advice_enclosed(facts: CaseFacts) -> Obstacle | None:
    """The scheme (R05C): advice and hearing reports go with the letter, so they must be there."""
    if not facts.advised or facts.in_file(LetterKind.L14):
        return None
    return Obstacle(
        "Het rapport met advies ligt niet in het dossier en kan niet worden bijgevoegd.", SCHEME
    )


def _about_the_board(facts: CaseFacts) -> Obstacle | None:
    return separation.members_left(facts.board_members, facts.board_involved)


def whose(permission: Permission, facts: CaseFacts) -> Permission:
    """Whose act it is in this file: of the board, or of whoever records for it (SOD3)."""
    return separation.whose(permission, facts.board_members, facts.board_involved)


def notices(facts: CaseFacts) -> tuple[Obstacle, ...]:
    """What stands in nobody's way but should be seen (law.md 2.4, SOD3)."""
    about_time = (
        Obstacle(
            told("%(conduct)s: %(notice)s", conduct=conduct.title, notice=told(text)),
            awb("9:8", 1, "b"),
        )
        for conduct in facts.conducts
        if (text := TIME_NOTICES.get(conduct.time_outcome))
    )
    return tuple(one for one in (_about_the_board(facts), *about_time) if one)


TIME_NOTICES: dict[TimeOutcome, Dutch] = {
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
    text = told(
        "Het afschrift van de klacht is nog niet verzonden aan %(names)s.", names=tuple(missing)
    )
    return Obstacle(text, awb("9:9"), f"letter:{LetterKind.L07}")


def complainants_heard(facts: CaseFacts) -> Obstacle | None:
    """Awb art. 9:10 lid 1 and 2: heard, or not on one of three grounds."""
    missing = [one for one in facts.complainants if not (one.heard or one.waiver)]
    if not missing:
        return None
    text = told(
        "Leg het horen van %(names)s vast, of waarom daarvan is afgezien.", names=names(missing)
    )
    return Obstacle(text, awb("9:10", 1), "hearings")


def subjects_heard(facts: CaseFacts) -> Obstacle | None:
    """Awb art. 9:10 lid 1: each person complained about is offered a hearing, without exception."""
    missing = [
        one
        for one in facts.subjects
        if not (
            one.heard
            or one.waiver is WaiverGround.OWN_WISH
            or one.stayed_away
            or (facts.sent(LetterKind.L08B, one) and one.reply_passed)
        )
    ]
    if not missing:
        return None
    text = told(
        "Bied %(names)s een hoorgesprek aan, of leg vast dat dit niet gewenst is.",
        names=names(missing),
    )
    return Obstacle(text, awb("9:10", 1), "hearings")


def reports_made(facts: CaseFacts) -> Obstacle | None:
    """Awb art. 9:10 lid 3: every hearing has its report."""
    missing = [party for party in facts.parties if party.report_missing]
    if not missing:
        return None
    text = told(
        "Het verslag van het horen van %(names)s is nog niet vastgesteld.", names=names(missing)
    )
    return Obstacle(text, awb("9:10", 3), "hearings")


# --- guards: judgement ----------------------------------------------------------------------


def each_conduct_judged(facts: CaseFacts) -> Obstacle | None:
    """Awb art. 9:12 lid 1: a judgement with reasons on every conduct that was taken up."""
    missing = [conduct for conduct in facts.open_conducts if conduct.judgement is None]
    if not missing:
        return None
    text = told("Er is nog geen oordeel over: %(conducts)s.", conducts=titles(missing))
    return Obstacle(text, awb("9:12", 1), "judge")


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
        told("De termijn is op %(day)s verstreken. Leg de oorzaak vast.", day=facts.legal_end),
        awb("9:11", 1),
        overridable=True,
    )


# --- guards: term ---------------------------------------------------------------------------


def weeks_left(facts: CaseFacts) -> Obstacle | None:
    """Awb art. 9:11 lid 2: four weeks at most, all postponements together."""
    if facts.postponed_weeks < facts.most_postponed_weeks:
        return None
    return Obstacle(
        told(
            "De termijn is al %(weeks)s weken verdaagd. Meer kan alleen met instemming van de "
            "klager.",
            weeks=facts.most_postponed_weeks,
        ),
        awb("9:11", 2),
        "step:extend",
    )


def term_still_runs(facts: CaseFacts) -> Obstacle | None:
    """A term that has run out cannot be postponed any more."""
    if facts.legal_end is None or facts.today <= facts.legal_end:
        return None
    return Obstacle(
        told(
            "De termijn is op %(day)s verstreken: verdagen kan niet meer. "
            "Uitstel kan alleen nog met instemming van de klager.",
            day=facts.legal_end,
        ),
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


# --- guards: other ends, and after ----------------------------------------------------------


def settlement_shown(facts: CaseFacts) -> Obstacle | None:
    """Awb art. 9:5: the complainant is satisfied, and it is on record how that appeared (R024)."""
    if facts.settlement_shown:
        return None
    return Obstacle(
        "Leg vast wat is afgesproken en waaruit blijkt dat de klager tevreden is.", awb("9:5"),
        "settlement",
    )  # fmt: skip


def withdrawal_recorded(facts: CaseFacts) -> Obstacle | None:
    """Law.md T36: written, or said and confirmed in writing; a free choice."""
    if facts.withdrawn:
        return None
    return Obstacle("Leg vast wanneer en hoe de klager introk.", awb("9:12a"), "withdrawal")


def refused_for_criminal_case(facts: CaseFacts) -> Obstacle | None:
    """Awb art. 9:8 lid 1 onder f: only as long as the criminal case runs."""
    ground = RefusalGround.CRIMINAL_CASE
    if any(one.ground is ground for one in facts.refused_conducts):
        return None
    return Obstacle("Dit dossier is niet om een strafzaak geweigerd.", awb("9:8", 1, "f"))


def something_to_follow_up(facts: CaseFacts) -> Obstacle | None:
    """Law.md T41: an accepted recommendation or a measure, each with owner and date."""
    if not facts.measures:
        return Obstacle(
            "Er is geen overgenomen aanbeveling of maatregel.", SCHEME, "recommendation"
        )
    loose = [short(one) for one in facts.measures if not answered(one)]
    if not loose:
        return None
    text = told("Nog zonder eigenaar of datum: %(what)s.", what="; ".join(loose))
    return Obstacle(text, SCHEME, "recommendation")


def measures_done(facts: CaseFacts) -> Obstacle | None:
    """Law.md T42: no measure is open."""
    left = [short(one) for one in facts.measures if not one.done]
    if not left:
        return None
    text = told("Nog niet afgerond: %(what)s.", what="; ".join(left))
    return Obstacle(text, SCHEME, "recommendation")


def ombudsman_done(facts: CaseFacts) -> Obstacle | None:
    """Law.md T42: no case of the ombudsman is open."""
    if not facts.with_ombudsman:
        return None
    return Obstacle("Er loopt nog een zaak bij de ombudsman.", awb("9:31"), "ombudsman")


# --- guards: the informal track -------------------------------------------------------------


def has_subject_and_unit(facts: CaseFacts) -> Obstacle | None:
    """The scheme: registered, and reported to the team leader of the unit."""
    if facts.has_subject and facts.has_unit:
        return None
    return Obstacle("Vul het onderwerp en de afdeling in.", SCHEME, "edit")


def reminded(facts: CaseFacts) -> Obstacle | None:
    """Law.md T07: closed without a solution only after the reporter was asked once more."""
    if facts.reminded:
        return None
    return Obstacle("Leg eerst vast dat de melder nog eens is benaderd.", SCHEME, "contact_moment")


def ombudsman_year_over(facts: CaseFacts) -> Obstacle | None:
    """Awb art. 9:24 lid 1: for a year the ombudsman may still be asked."""
    if facts.ombudsman_until is None or facts.today > facts.ombudsman_until:
        return None
    return Obstacle(
        told("Tot en met %(day)s kan de klager naar de ombudsman.", day=facts.ombudsman_until),
        awb("9:24", 1),
    )


# --- the table ------------------------------------------------------------------------------


def standing(guards: Sequence[Guard], facts: CaseFacts) -> tuple[Obstacle, ...]:
    """What each guard finds in the way."""
    return tuple(found for guard in guards if (found := guard(facts)))


@dataclass(frozen=True)
class Transition:
    """One row. ``target`` None: the file stays where it is, or ``returns`` to where it was.

    With a ``letter``, sending it is the act and no button does it: to every complainant, or
    ``to_file`` when it goes to no party.
    """

    event: Event
    sources: frozenset[State]
    target: State | None
    permission: Permission
    basis: Citation
    guards: tuple[Guard, ...] = ()
    letter: LetterKind | None = None
    to_file: bool = False
    returns: bool = False

    def obstacles(self, facts: CaseFacts) -> tuple[Obstacle, ...]:
        """Everything that is still in the way, so that nobody is refused three times."""
        guards = self.guards
        if self.letter is not None:
            sent = letter_put_in_file if self.to_file else letter_sent_to_complainants
            guards += (sent(self.letter, self.basis),)
        return standing(guards, facts)

    def permission_for(self, facts: CaseFacts) -> Permission:
        """Whose step it is in this file."""
        return whose(self.permission, facts)

    def leads_to(self, state: State, previous: State | None) -> State:
        """Where the file stands after this event."""
        if self.returns and previous is not None:
            return previous
        return self.target or state


def _from(*states: State) -> frozenset[State]:
    return frozenset(states)


FORMAL_RUNNING = frozenset(state for state in RUNNING if state.startswith("F"))

REPORTS = _from(State.I0, State.I1, State.I2, State.I4)
FROM_SCREENING = (
    older_conducts_decided,
    something_taken_up,
    refused_parts_told,
    board_members_known,
)
SETTLED = IN_SCREENING | IN_HANDLING
TO_ADVICE = _from(State.F4, State.F5, State.F8, State.F9)
S = ScreeningOutcome  # a short name for a long column

TRANSITIONS: tuple[Transition, ...] = (
    # The informal track (law.md 3.2).
    Transition(Event.REPORT, _from(), State.I0, Permission.REPORT_WRITE, SCHEME),
    Transition(
        Event.REGISTER_REPORT, _from(State.I0), State.I1, Permission.REPORT_WRITE, SCHEME,
        (has_subject_and_unit,),
    ),
    Transition(Event.TAKE_UP, _from(State.I1), State.I2, Permission.REPORT_WRITE, SCHEME),
    Transition(Event.SOLVE, _from(State.I2), State.I3, Permission.REPORT_WRITE, awb("9:5")),
    Transition(Event.POINT_ON, _from(State.I2), State.I4, Permission.REPORT_WRITE, SCHEME),
    Transition(Event.CONVERT, REPORTS, State.I5, Permission.REPORT_WRITE, awb("9:1", 1)),
    Transition(
        Event.CLOSE_REPORT, REPORTS, State.I6, Permission.REPORT_WRITE, SCHEME, (reminded,)
    ),
    Transition(Event.REFER, REPORTS, State.I7, Permission.REPORT_WRITE, awb("2:3", 1)),
    # Intake and screening (3.3).
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
        Event.ASK_SUPPLEMENT, SUPPLEMENT_FROM, State.F3,
        Permission.COMPLAINT_SCREEN, awb("9:4", 2), (time_to_supplement,),
    ),
    Transition(
        Event.SCREEN, _from(State.F2, State.F3), State.F4, Permission.COMPLAINT_SCREEN,
        awb("9:4", 2), (supplement_settled,),
    ),
    Transition(
        Event.REFUSE, _from(State.F4), State.F13, Permission.LETTER_SEND, awb("9:8", 3),
        (all_refused, parts_told(S.REFUSED), notice_in_time), LetterKind.L05A,
    ),
    Transition(
        Event.LEAVE_ASIDE, _from(State.F4), State.F14, Permission.LETTER_SEND, awb("9:4", 1),
        (nothing_left(S.LEFT_ASIDE), parts_told(S.LEFT_ASIDE), notice_in_time), LetterKind.L05B,
    ),
    Transition(
        Event.FORWARD, _from(State.F4), State.F15, Permission.LETTER_SEND, awb("2:3", 1),
        (nothing_left(S.FORWARDED), parts_told(S.FORWARDED), forwarded_first), LetterKind.L06B,
    ),
    Transition(
        Event.RETURN, _from(State.F4), State.F15, Permission.LETTER_SEND, awb("2:3", 2),
        (nothing_left(S.RETURNED),), LetterKind.L06C,
    ),
    # Three tracks (3.3).
    Transition(
        Event.HANDLE_OWN, _from(State.F4), State.F5, Permission.COMPLAINT_ROUTE, SCHEME,
        (*FROM_SCREENING, handler_not_involved, board_can_judge),
    ),
    Transition(
        Event.APPOINT_ADVISER, TO_ADVICE, State.F6,
        Permission.COMPLAINT_ROUTE, awb("9:14", 1),
        (*FROM_SCREENING, own_until_now, switch_in_time),
    ),
    Transition(
        Event.APPOINT_COMMITTEE, TO_ADVICE, State.F7,
        Permission.COMPLAINT_ROUTE, awb("9:14", 1),
        (*FROM_SCREENING, own_until_now, switch_in_time),
    ),
    Transition(
        Event.RESUME_OWN, WITH_ADVISER, State.F5, Permission.COMPLAINT_ROUTE,
        SCHEME, (handler_not_involved, board_can_judge),
    ),
    # Handling (3.4).
    Transition(
        Event.START_HEARING, _from(State.F5, State.F6, State.F7), State.F8,
        Permission.HEARING_HOLD, awb("9:9"),
        (copy_sent_to_subjects, told_who_advises, seats_filled, advisers_not_involved),
    ),
    Transition(
        Event.COMPLETE_INQUIRY, _from(State.F8), State.F9, Permission.HEARING_HOLD,
        awb("9:10", 1),
        (complainants_heard, subjects_heard, reports_made, seats_filled),
    ),
    Transition(
        Event.DELIVER_ADVICE, _from(State.F9), State.F10, Permission.ADVICE_WRITE,
        awb("9:15", 4),
        (
            adviser_track, seats_filled, advisers_not_involved, advice_written,
            each_conduct_advised, reports_made,
        ),
        LetterKind.L14, to_file=True,
    ),
    Transition(
        Event.PREPARE_DECISION, _from(State.F9, State.F10), State.F11,
        Permission.DECISION_DRAFT, awb("9:12", 1), (advice_in,),
    ),
    Transition(
        Event.CONCLUDE, _from(State.F11), State.F12, Permission.LETTER_SEND, awb("9:12", 1),
        (
            each_conduct_judged, deviations_reasoned, recommendations_answered, board_concluded,
            advice_enclosed, in_time,
        ),
        LetterKind.L15,
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
    # Other ends, and after (3.5).
    Transition(
        Event.SETTLE, SETTLED, State.F16, Permission.LETTER_SEND, awb("9:5"),
        (settlement_shown,), LetterKind.L16,
    ),
    Transition(
        Event.RESUME, _from(State.F16), None, Permission.COMPLAINT_SCREEN, awb("9:5"),
        returns=True,
    ),
    Transition(
        Event.WITHDRAW, FORMAL_RUNNING, State.F17, Permission.LETTER_SEND, awb("9:12a"),
        (withdrawal_recorded,), LetterKind.L17,
    ),
    Transition(
        Event.RETRACT, _from(State.F17), State.F4, Permission.COMPLAINT_ROUTE, awb("9:4", 1)
    ),
    Transition(
        Event.RESUME_CASE, _from(State.F13), State.F4, Permission.COMPLAINT_SCREEN,
        awb("9:8", 1, "f"), (refused_for_criminal_case,),
    ),
    Transition(
        Event.REOPEN, _from(State.F12, State.F13, State.F14, State.F19), State.F4,
        Permission.COMPLAINT_ROUTE, awb("9:2"),
    ),
    Transition(
        Event.FOLLOW_UP, _from(State.F12), State.F18, Permission.FOLLOW_UP_WRITE, SCHEME,
        (something_to_follow_up,),
    ),
    Transition(
        Event.CLOSE,
        OVER, State.F19, Permission.COMPLAINT_SCREEN, awb("9:24", 1),
        (ombudsman_year_over, measures_done, ombudsman_done),
    ),
)  # fmt: skip


def transition(state: State, event: Event) -> Transition:
    """The row for this event from this state.

    Raises Refusal when the procedure has no such row.
    """
    for row in TRANSITIONS:
        if row.event is event and state in row.sources:
            return row
    raise Refusal(told("“%(step)s” kan niet vanuit de stand “%(state)s”.", step=event, state=state))


def row_of(event: Event) -> Transition:
    """The row of an event, whatever the state."""
    return next(row for row in TRANSITIONS if row.event is event)


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


def by_letters(state: State) -> tuple[Transition, ...]:
    """The rows that the sending of a letter completes, from this state."""
    return tuple(row for row in transitions_from(state) if row.letter is not None)
