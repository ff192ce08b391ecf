"""All clocks of one complaint: every line, from facts alone.

A later fact adds a line and never changes one that stands, so a table can keep the lines and be
compared with them later.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from rules.calendar import Calendar, horizon_warning
from rules.deadlines import (
    ATW,
    Deadline,
    Ending,
    Extension,
    Flag,
    Postponement,
    TermStart,
    TrackChoice,
    acknowledgement,
    change_track,
    extend,
    handling_term,
    latest_supplement_on,
    notice_not_taken_up,
    ombudsman_if_undecided,
    ombudsman_term,
    portal_notice,
    postpone,
    set_date,
    take_up,
)
from rules.law import SCHEME, awb
from rules.terms import DEFAULTS
from rules.vocabulary import DeadlineKind, Kind, Track
from rules.wording import told


@dataclass(frozen=True)
class Norms:
    """The lengths that the authority chooses; the defaults are those of ``rules.terms``."""

    acknowledgement_working_days: int = int(str(DEFAULTS["acknowledgement_working_days"]))
    servicedesk_working_days: int = int(str(DEFAULTS["servicedesk_working_days"]))
    supplement_days: int = int(str(DEFAULTS["supplement_days"]))
    hearing_reply_days: int = int(str(DEFAULTS["hearing_reply_days"]))
    advice_days_before_end: int = int(str(DEFAULTS["advice_days_before_end"]))


@dataclass(frozen=True)
class Asked:
    """A question with a day to answer: a supplement or an invitation; no day means the norm."""

    sent_on: date
    due_on: date | None = None


@dataclass(frozen=True)
class Measure:
    """A measure or accepted recommendation with its own last day."""

    decided_on: date
    due_on: date


@dataclass(frozen=True)
class OwnTerm:
    """The day that the board set itself for a reopened file; the law has no term for it."""

    decided_on: date
    due_on: date


@dataclass(frozen=True)
class ClockFacts:
    """Every fact that a clock of a complaint depends on. Sequences are in the order recorded."""

    received_on: date
    kind: Kind = Kind.FORMAL
    written: bool = True
    anonymous: bool = False
    """A signal under art. 9:2: without a name nobody is owed an answer within a term (R003)."""
    start: TermStart | None = None
    resumed_on: date | None = None
    """Taken up again on a term of the law: what the law counts from receipt, counts from here."""
    own_term: OwnTerm | None = None
    tracks: tuple[TrackChoice, ...] = ()
    postponements: tuple[Postponement, ...] = ()
    extensions: tuple[Extension, ...] = ()
    supplements: tuple[Asked, ...] = ()
    invitations: tuple[Asked, ...] = ()
    measures: tuple[Measure, ...] = ()
    portal_placed_at: tuple[datetime, ...] = ()
    taken_up_on: date | None = None
    acknowledged_on: date | None = None
    advice_received_on: date | None = None
    refusal_possible: bool = True
    ending: Ending | None = None
    norms: Norms = field(default_factory=Norms)

    @property
    def under_chapter_9(self) -> bool:
        """Art. 9:4 lid 1: only a written complaint has statutory terms."""
        return self.written and self.kind is Kind.FORMAL

    @property
    def begins(self) -> TermStart:
        return self.start or TermStart(self.received_on, awb("2:20"), "ontvangst")


Lines = tuple[Deadline, ...]
Happening = TrackChoice | Postponement | Extension


def _happened_on(happening: Happening) -> date:
    match happening:
        case TrackChoice():
            return happening.decided_on
        case Postponement():
            return happening.notice_sent_on
        case Extension():
            return happening.consent_on or date.max


@dataclass(frozen=True)
class _Handling:
    """The handling term so far, while the happenings are gone through."""

    line: Deadline
    track: Track = Track.OWN
    chosen_on: date | None = None
    used_weeks: int = 0

    def after(self, happening: Happening, calendar: Calendar) -> "_Handling":
        match happening:
            case TrackChoice():
                line = change_track(
                    self.line, self.track, happening, calendar, used_weeks=self.used_weeks
                )
                return replace(
                    self, line=line, track=happening.track, chosen_on=happening.decided_on
                )
            case Postponement():
                moved = postpone(self.line, happening, calendar, used_weeks=self.used_weeks)
                weeks = happening.weeks if moved.accepted else 0
                return replace(self, line=moved.deadline, used_weeks=self.used_weeks + weeks)
            case Extension():
                return replace(self, line=extend(self.line, happening, calendar).deadline)


def _handling_chain(facts: ClockFacts, calendar: Calendar) -> tuple[_Handling, ...]:
    """First the six weeks, then what each happening made of them."""
    start = facts.begins
    line = handling_term(start.on, Track.OWN, calendar, start.explanation)
    if facts.kind is Kind.REPORT:
        line = replace(line, flags=(Flag.SHADOW.value,))
    chain = [_Handling(line)]
    happenings: list[Happening] = [*facts.tracks, *facts.postponements, *facts.extensions]
    for happening in sorted(happenings, key=_happened_on):
        chain.append(chain[-1].after(happening, calendar))
    return tuple(chain)


def postponed_weeks(facts: ClockFacts, calendar: Calendar = ATW) -> int:
    """How many weeks the term was postponed so far (art. 9:11 lid 2 Awb)."""
    return _handling_chain(facts, calendar)[-1].used_weeks


def _without_repeats(lines: Iterable[Deadline]) -> Lines:
    kept: list[Deadline] = []
    for line in lines:
        if not kept or kept[-1] != line:
            kept.append(line)
    return tuple(kept)


def _handling_lines(facts: ClockFacts, calendar: Calendar) -> Lines:
    if not facts.written or facts.anonymous:
        return ()
    lines = [one.line for one in _handling_chain(facts, calendar)]
    if own := facts.own_term:
        text = told("eigen termijn na heropening; de wet noemt geen termijn")
        lines.append(
            set_date(DeadlineKind.HANDLING, own.decided_on, own.due_on, awb("9:2"), text, calendar)
        )
    return _without_repeats(lines)


def _take_up_lines(facts: ClockFacts, calendar: Calendar) -> Lines:
    if facts.kind is not Kind.REPORT:
        return ()
    return (take_up(facts.received_on, facts.norms.servicedesk_working_days, calendar),)


def _acknowledgement_lines(facts: ClockFacts, calendar: Calendar) -> Lines:
    if not facts.under_chapter_9:
        return ()
    days = facts.norms.acknowledgement_working_days
    return (acknowledgement(facts.received_on, days, calendar),)


def _notice_lines(facts: ClockFacts, calendar: Calendar) -> Lines:
    if not facts.under_chapter_9 or facts.own_term:
        return ()
    return (notice_not_taken_up(facts.resumed_on or facts.received_on, calendar),)


def _supplement_lines(facts: ClockFacts, calendar: Calendar) -> Lines:
    latest = latest_supplement_on(facts.resumed_on or facts.received_on, calendar)
    days = timedelta(days=facts.norms.supplement_days)
    ends = ((one.sent_on, one.due_on or one.sent_on + days) for one in facts.supplements)
    text = told("termijn in het verzoek om aanvulling; schort de andere termijnen niet op")
    return tuple(
        set_date(
            DeadlineKind.SUPPLEMENT,
            sent_on,
            due_on,
            awb("9:4", 2),
            text,
            calendar,
            (Flag.SUPPLEMENT_ENDS_LATE.value,) if due_on > latest else (),
        )
        for sent_on, due_on in ends
    )


def _invitation_lines(facts: ClockFacts, calendar: Calendar) -> Lines:
    days, basis = timedelta(days=facts.norms.hearing_reply_days), awb("9:10", 2, "c")
    return tuple(
        set_date(
            DeadlineKind.HEARING_REPLY,
            one.sent_on,
            one.due_on or one.sent_on + days,
            basis,
            "redelijke termijn in de uitnodiging om te worden gehoord",
            calendar,
        )
        for one in facts.invitations
    )


def _advice_lines(facts: ClockFacts, calendar: Calendar) -> Lines:
    if not facts.under_chapter_9:
        return ()
    days = facts.norms.advice_days_before_end
    text = told("%(days)s dagen voor het einde van de afhandeltermijn", days=days)
    return _without_repeats(
        set_date(
            DeadlineKind.ADVICE,
            one.chosen_on or one.line.start,
            one.line.legal_end - timedelta(days=days),
            awb("9:15", 4),
            text,
            calendar,
        )
        for one in _handling_chain(facts, calendar)
        if one.track is not Track.OWN
    )


def _portal_lines(facts: ClockFacts, calendar: Calendar) -> Lines:
    return tuple(portal_notice(moment, calendar) for moment in facts.portal_placed_at)


def _ombudsman_lines(facts: ClockFacts, calendar: Calendar) -> Lines:
    if not facts.under_chapter_9:
        return ()
    undecided = [
        ombudsman_if_undecided(line, calendar) for line in _handling_lines(facts, calendar)
    ]
    ended = [ombudsman_term(facts.ending, calendar)] if facts.ending else []
    return _without_repeats([*undecided, *ended])


def _follow_up_lines(facts: ClockFacts, calendar: Calendar) -> Lines:
    return tuple(
        set_date(
            DeadlineKind.FOLLOW_UP, one.decided_on, one.due_on, SCHEME, "eigen termijn", calendar
        )
        for one in facts.measures
    )


CLOCKS: dict[DeadlineKind, Callable[[ClockFacts, Calendar], Lines]] = {
    DeadlineKind.TAKE_UP: _take_up_lines,
    DeadlineKind.ACKNOWLEDGEMENT: _acknowledgement_lines,
    DeadlineKind.NOTICE: _notice_lines,
    DeadlineKind.SUPPLEMENT: _supplement_lines,
    DeadlineKind.HEARING_REPLY: _invitation_lines,
    DeadlineKind.ADVICE: _advice_lines,
    DeadlineKind.HANDLING: _handling_lines,
    DeadlineKind.PORTAL_NOTICE: _portal_lines,
    DeadlineKind.OMBUDSMAN: _ombudsman_lines,
    DeadlineKind.FOLLOW_UP: _follow_up_lines,
}
"""The parallel clocks of a complaint, each with the function that gives its lines."""


CHAINS = frozenset(CLOCKS) - {
    DeadlineKind.SUPPLEMENT,
    DeadlineKind.HEARING_REPLY,
    DeadlineKind.PORTAL_NOTICE,
    DeadlineKind.FOLLOW_UP,
}
"""Clocks of which each line takes the place of the one before; the others stand side by side."""


def ledger(facts: ClockFacts, calendar: Calendar = ATW) -> Lines:
    """Every line of every clock, per clock in order: the last line of a chain is the one that
    holds. A fact recorded later adds lines and leaves the earlier ones as they were.

    >>> facts = ClockFacts(
    ...     date(2026, 11, 23), postponements=(Postponement(4, date(2026, 12, 28)),))
    >>> [str(line.legal_end) for line in ledger(facts) if line.kind is DeadlineKind.HANDLING]
    ['2027-01-04', '2027-02-01']
    """
    return tuple(line for clock in CLOCKS.values() for line in clock(facts, calendar))


def current(lines: Iterable[Deadline], kind: DeadlineKind) -> Deadline | None:
    """The line of a clock that holds now: the last one."""
    return next((line for line in reversed(list(lines)) if line.kind is kind), None)


def running(facts: ClockFacts) -> frozenset[DeadlineKind]:
    """The clocks that can still run out; the lines of the others stay as a record.

    The ombudsman's year and the follow-up go on after the ending.
    """
    open_until_ended = {
        DeadlineKind.TAKE_UP: facts.taken_up_on is None,
        DeadlineKind.ACKNOWLEDGEMENT: facts.acknowledged_on is None,
        DeadlineKind.NOTICE: facts.refusal_possible,
        DeadlineKind.SUPPLEMENT: True,
        DeadlineKind.HEARING_REPLY: True,
        DeadlineKind.ADVICE: facts.advice_received_on is None,
        DeadlineKind.HANDLING: True,
    }
    always = {DeadlineKind.PORTAL_NOTICE, DeadlineKind.OMBUDSMAN, DeadlineKind.FOLLOW_UP}
    if facts.ending:
        return frozenset(always)
    return frozenset(always | {kind for kind, is_open in open_until_ended.items() if is_open})


FLAG_LABELS = {one.value: one.label for one in Flag}


def explain(lines: Iterable[Deadline]) -> str:
    """The ledger as text, for ``flask rules explain`` and the calculator.

    >>> print(explain([handling_term(date(2026, 2, 23))]))
    afhandelen
      begin           2026-02-23
      nominaal einde  2026-04-06
      laatste dag     2026-04-07
      streefdatum     2026-04-02
      artikel         art. 9:11 lid 1 Awb
      uitleg          6 weken na ontvangst (bestuur zelf); eindigt op een rustdag \
(Tweede Paasdag), dus eerstvolgende werkdag (art. 1 lid 1 Atw)
    """
    return "\n\n".join(_explained(line) for line in lines)


def _explained(line: Deadline) -> str:
    rows = [
        ("begin", line.start.isoformat()),
        (told("nominaal einde"), line.nominal_end.isoformat()),
        ("laatste dag", line.legal_end.isoformat()),
        ("streefdatum", line.target_on.isoformat()),
        ("artikel", str(line.basis)),
        ("uitleg", line.explanation),
        *((told("let op"), FLAG_LABELS[flag]) for flag in line.flags),
    ]
    if warning := horizon_warning(line.legal_end):
        rows.append((told("let op"), warning))
    return "\n".join([line.kind.label, *(f"  {name:<14}  {value}" for name, value in rows)])
