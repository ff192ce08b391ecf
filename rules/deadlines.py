"""The last days (termijnen) of a complaint, derived from facts and explained.

Nobody types a deadline: correct a date and everything follows. ``rules.ledger`` puts the terms of
one complaint together.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from rules.calendar import Calendar, plus_twelve_months
from rules.errors import Obstacle
from rules.law import SCHEME, Citation, atw, awb
from rules.terms import Term
from rules.vocabulary import ClockStart, DeadlineKind, DueStatus, Labelled, Track
from rules.wording import Dutch, told

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ATW = Calendar()
"""The rest days of the law alone."""

TWELVE_WEEKS = timedelta(weeks=12)


@dataclass(frozen=True)
class Deadline:
    """A last day, and the provision and the words that explain it on screen and in letters.

    ``legal_end`` alone decides what is too late; ``target_on``, the last working day on or before
    the nominal end, is the day to steer on.
    """

    kind: DeadlineKind
    start: date
    nominal_end: date
    legal_end: date
    target_on: date
    basis: Citation
    explanation: Dutch
    flags: tuple[str, ...] = ()

    def status(self, today: date) -> DueStatus:
        return due_status(self.legal_end, today)


class Flag(Labelled):
    """What someone should know of a deadline, though it stands."""

    ROLL_OVER_DISPUTED = (
        "roll_over_disputed",
        "langer dan twaalf weken: of rustdagen de termijn verlengen is betwist (art. 4 Atw)",
    )
    LATE_SWITCH = "late_switch", "gekozen na afloop van de termijn, die daardoor niet herleeft"
    SHORTER_TERM_DISPUTED = (
        "shorter_term_disputed",
        "of weer zes weken gelden is onduidelijk: stuur op de kortere termijn",
    )
    CONSENT_AFTER_EXPIRY = "consent_after_expiry", "instemming kwam na afloop van de termijn"
    AGREED_DATE_IS_NON_WORKING_DAY = (
        "agreed_date_is_non_working_day",
        "de afgesproken dag is geen werkdag en schuift niet",
    )
    SHADOW = "shadow", "melding kan een klaagschrift zijn: schaduwtermijn"
    SUPPLEMENT_ENDS_LATE = (
        "supplement_ends_late",
        "eindigt te dicht op de mededeling van vier weken",
    )


def received_on(received_at: datetime) -> date:
    """The Dutch calendar day on which a message reached the system (art. 2:20 Awb).

    >>> from datetime import UTC
    >>> received_on(datetime(2026, 6, 30, 22, 15, tzinfo=UTC))
    datetime.date(2026, 7, 1)
    """
    if received_at.tzinfo is None:
        raise ValueError("Een tijdstip zonder tijdzone heeft geen datum.")
    return received_at.astimezone(AMSTERDAM).date()


def due_status(legal_end: date, today: date) -> DueStatus:
    """Up to and including the last day is in time (art. 1 lid 1 Atw).

    >>> due_status(date(2027, 1, 4), date(2027, 1, 4)).label
    'vandaag'
    """
    if today == legal_end:
        return DueStatus.DUE_TODAY
    return DueStatus.OVERDUE if today > legal_end else DueStatus.RUNNING


# --- where a term starts ---------------------------------------------------------------------


@dataclass(frozen=True)
class TermStart:
    """The day that is day 0 of the handling term, and why."""

    on: date
    basis: Citation
    explanation: Dutch


def term_start(
    reached_on: date,
    *,
    channel_designated: bool = True,
    forwarded_on: date | None = None,
    sender_told_on: date | None = None,
    calendar: Calendar = ATW,
) -> TermStart:
    """Receipt; or forwarding inside the authority, when the channel was not designated and the
    sender was told at once (art. 2:24 Awb).

    >>> term_start(date(2026, 11, 3), channel_designated=False, forwarded_on=date(2026, 11, 6),
    ...            sender_told_on=date(2026, 11, 6)).on
    datetime.date(2026, 11, 6)
    """
    receipt = TermStart(reached_on, awb("2:20"), "ontvangst")
    if channel_designated or forwarded_on is None or sender_told_on is None:
        return receipt
    # "Onverwijld": the same day or the next working day. What cannot be, moves nothing.
    told_at_once = forwarded_on <= sender_told_on <= calendar.add_working_days(forwarded_on, 1)
    if forwarded_on < reached_on or not told_at_once:
        return receipt
    return TermStart(forwarded_on, awb("2:24"), "interne doorgeleiding, aan de afzender gemeld")


def legal_sent_on(
    first_sent_on: date | None, bounced_on: date | None = None, second_sent_on: date | None = None
) -> date | None:
    """The day that counts as sent: after a bounce the second sending (art. 2:11 lid 3 Awb)."""
    return first_sent_on if bounced_on is None else second_sent_on


def sent_in_time(sent_on: date | None, legal_end: date) -> bool:
    """Sent on the last day is in time; a letter that never arrived is not."""
    return sent_on is not None and sent_on <= legal_end


# --- single terms ----------------------------------------------------------------------------


def _statutory(
    kind: DeadlineKind,
    start: date,
    nominal_end: date,
    basis: Citation,
    explanation: Dutch,
    calendar: Calendar,
    flags: tuple[str, ...] = (),
) -> Deadline:
    """A term in a law: it moves past rest days (art. 1 lid 1 Atw)."""
    legal_end = calendar.end_of_statutory_period(nominal_end)
    if legal_end != nominal_end:
        why = calendar.reason(nominal_end) or "weekend"
        explanation = told(
            "%(term)s; eindigt op een rustdag (%(why)s), dus eerstvolgende werkdag (%(law)s)",
            term=told(explanation),
            why=told(why),
            law=str(atw("1", 1)),
        )
    return Deadline(
        kind,
        start,
        nominal_end,
        legal_end,
        calendar.last_working_day_on_or_before(nominal_end),
        basis,
        explanation,
        flags,
    )


def set_date(
    kind: DeadlineKind,
    start: date,
    end: date,
    basis: Citation,
    explanation: Dutch,
    calendar: Calendar,
    flags: tuple[str, ...] = (),
) -> Deadline:
    """A day that someone set or agreed, or a term in years: it does not move (art. 4 Atw)."""
    target_on = calendar.last_working_day_on_or_before(end)
    return Deadline(kind, start, end, end, target_on, basis, explanation, flags)


HANDLING_TERM = {
    Track.OWN: "handling",
    Track.ADVISER: "handling_with_adviser",
    Track.COMMITTEE: "handling_with_adviser",
}


def handling_length(track: Track, start: date, calendar: Calendar = ATW) -> Term:
    """How long the law gives to handle a complaint (art. 9:11 lid 1 Awb).

    >>> handling_length(Track.COMMITTEE, date(2026, 3, 2)).value
    10
    """
    return calendar.term(HANDLING_TERM[track], start)


def handling_term(
    start: date,
    track: Track = Track.OWN,
    calendar: Calendar = ATW,
    start_explanation: Dutch = "ontvangst",
) -> Deadline:
    """Last day to handle the complaint (afhandeltermijn, art. 9:11 lid 1 Awb).

    >>> handling_term(date(2026, 2, 23)).legal_end  # six weeks later is Easter Monday
    datetime.date(2026, 4, 7)
    """
    length = handling_length(track, start, calendar)
    return _statutory(
        DeadlineKind.HANDLING,
        start,
        start + length.period,
        length.basis,
        told(
            "%(length)s na %(start)s (%(track)s)",
            length=length.words,
            start=told(start_explanation),
            track=track,
        ),
        calendar,
    )


def notice_not_taken_up(received: date, calendar: Calendar = ATW) -> Deadline:
    """Last day to tell that the complaint is not taken up (mededeling, art. 9:8 lid 3 Awb)."""
    length = calendar.term("notice", received)
    return _statutory(
        DeadlineKind.NOTICE,
        received,
        received + length.period,
        length.basis,
        told(
            "%(length)s na ontvangst, als de klacht niet in behandeling wordt genomen",
            length=length.words,
        ),
        calendar,
    )


def take_up(received: date, working_days: int, calendar: Calendar = ATW) -> Deadline:
    """The Servicedesk's promise: taken up within two working days (SSR scheme).

    >>> take_up(date(2026, 12, 24), 2).legal_end
    datetime.date(2026, 12, 29)
    """
    end = calendar.add_working_days(received, working_days)
    text = told("%(days)s werkdagen na ontvangst", days=working_days)
    return set_date(DeadlineKind.TAKE_UP, received, end, SCHEME, text, calendar)


def clock_starts(*, written: bool, named: bool) -> tuple[ClockStart, ...]:
    """From which messages the term of a converted report can run, the earliest first (T06).

    Awb art. 9:4 lid 1 and 2: only what was written down and says who complains can have been the
    complaint letter all along.

    >>> clock_starts(written=False, named=True)[0].label
    'het nieuwe formulier of bericht'
    """
    if written and named:
        return (ClockStart.REPORT, ClockStart.MESSAGE)
    return (ClockStart.MESSAGE,)


def acknowledgement(received: date, working_days: int, calendar: Calendar = ATW) -> Deadline:
    """When the receipt should be confirmed (ontvangstbevestiging, art. 9:6 Awb: no term)."""
    end = calendar.add_working_days(received, working_days)
    text = told(
        "%(days)s werkdagen na ontvangst (eigen norm; de wet noemt geen termijn)",
        days=working_days,
    )
    return set_date(DeadlineKind.ACKNOWLEDGEMENT, received, end, awb("9:6"), text, calendar)


def latest_supplement_on(received: date, calendar: Calendar = ATW) -> date:
    """A term to supplement ends well before the notice of art. 9:8 lid 3 is due."""
    notice = notice_not_taken_up(received, calendar)
    return notice.nominal_end - calendar.term("supplement_margin", received).period


def portal_notice(placed_at: datetime, calendar: Calendar = ATW) -> Deadline:
    """48 hours to tell that a message waits in the portal (art. 2:10 lid 1 Awb); hours never move
    (art. 4 Atw).
    """
    length = calendar.term("portal_notice", received_on(placed_at))
    due_at = portal_notice_ends(placed_at, calendar).astimezone(AMSTERDAM)
    return set_date(
        DeadlineKind.PORTAL_NOTICE,
        received_on(placed_at),
        due_at.date(),
        length.basis,
        told(
            "%(length)s na plaatsing: uiterlijk %(time)s uur",
            length=length.words,
            time=f"{due_at:%H:%M}",
        ),
        calendar,
    )


def portal_notice_ends(placed_at: datetime, calendar: Calendar = ATW) -> datetime:
    """The last moment of the notice, to the second."""
    return placed_at + calendar.term("portal_notice", received_on(placed_at)).period


class EndingKind(Labelled):
    """How the handling of a complaint ended."""

    FINDINGS = "findings", "afdoeningsbrief"
    REFUSED = "refused", "niet in behandeling genomen"
    LEFT_ASIDE = "left_aside", "buiten behandeling"
    FORWARDED = "forwarded", "doorgezonden"
    SETTLED = "settled", "informeel opgelost"
    WITHDRAWN = "withdrawn", "ingetrokken"


@dataclass(frozen=True)
class Ending:
    """The day on which the handling ended: for a letter the day of (legal) sending."""

    kind: EndingKind
    on: date


def ombudsman_term(ending: Ending, calendar: Calendar = ATW) -> Deadline:
    """Last day to turn to the ombudsman: a year, which never moves (art. 9:24 lid 1 Awb, 4 Atw).

    >>> ombudsman_term(Ending(EndingKind.FINDINGS, date(2026, 5, 15))).legal_end  # a Saturday
    datetime.date(2027, 5, 15)
    """
    onder = "a" if ending.kind is EndingKind.FINDINGS else "b"
    return _ombudsman(ending.on, awb("9:24", 1, onder), ending.kind.label, calendar)


def ombudsman_if_undecided(handling: Deadline, calendar: Calendar = ATW) -> Deadline:
    """A year after the day on which it should have ended (art. 9:24 lid 1 onder b Awb)."""
    basis = awb("9:24", 1, "b")
    return _ombudsman(handling.legal_end, basis, "de dag waarop moest zijn afgehandeld", calendar)


def _ombudsman(start: date, basis: Citation, since: Dutch, calendar: Calendar) -> Deadline:
    end, clamped = plus_twelve_months(start)
    words: Dutch = (
        "een jaar na %(since)s; schuift niet (%(law)s); 29 februari wordt 28 februari"
        if clamped
        else "een jaar na %(since)s; schuift niet (%(law)s)"
    )
    text = told(words, since=told(since), law=str(atw("4", onder="a")))
    return set_date(DeadlineKind.OMBUDSMAN, start, end, basis, text, calendar)


# --- what moves the handling term ------------------------------------------------------------


@dataclass(frozen=True)
class TrackChoice:
    """The board decided on the way of handling (R050)."""

    track: Track
    decided_on: date


@dataclass(frozen=True)
class Postponement:
    """Notice of postponement (verdagingsbericht), with the day that counts as sent."""

    weeks: int
    notice_sent_on: date


@dataclass(frozen=True)
class Extension:
    """Further postponement (verder uitstel) to an agreed day, with the written consent's day."""

    agreed_until: date
    consent_on: date | None


@dataclass(frozen=True)
class Moved:
    """What a step did to the handling term: the new deadline, or the obstacle and its key."""

    before: Deadline
    after: Deadline | None
    error: str | None = None
    obstacle: Obstacle | None = None

    @property
    def accepted(self) -> bool:
        return self.after is not None

    @property
    def deadline(self) -> Deadline:
        """The handling term that holds now."""
        return self.after or self.before


def _refused(before: Deadline, error: str, text: Dutch, basis: Citation) -> Moved:
    return Moved(before, None, error, Obstacle(text, basis))


def postpone(
    handling: Deadline, postponement: Postponement, calendar: Calendar = ATW, *, used_weeks: int = 0
) -> Moved:
    """Postpone (verdagen) by four weeks at most in total, with notice before the running term ends
    (art. 9:11 lid 2 Awb). Counted from the nominal end: the earlier, safe reading.

    >>> running = handling_term(date(2026, 2, 20))  # ends 3 April, rolled to 7 April
    >>> postpone(running, Postponement(4, date(2026, 4, 7))).deadline.legal_end
    datetime.date(2026, 5, 1)
    """
    basis, weeks = awb("9:11", 2), postponement.weeks
    limit = calendar.term("postponement", handling.start)
    if weeks < 1:
        return _refused(handling, "min_1_week", "Verdaag met ten minste een week.", basis)
    if used_weeks + weeks > limit.value:
        words: Dutch = (
            "Verdagen kan in totaal ten hoogste %(limit)s. Vraag de klager om verder uitstel."
            if not used_weeks
            else "Verdagen kan in totaal ten hoogste %(limit)s; er is al %(used)s weken verdaagd. "
            "Vraag de klager om verder uitstel."
        )
        text = told(words, limit=limit.words, used=used_weeks)
        return _refused(handling, "max_4_weeks", text, basis)
    if postponement.notice_sent_on > handling.legal_end:
        text = told(
            "De termijn liep af op %(day)s: verdagen kan niet meer.", day=handling.legal_end
        )
        return _refused(handling, "term_already_expired", text, basis)
    nominal_end = handling.nominal_end + timedelta(weeks=weeks)
    text = told(
        "%(weeks)s verdaagd, gerekend vanaf %(day)s",
        weeks=_weeks(weeks),
        day=handling.nominal_end,
    )
    return Moved(handling, _long(handling, nominal_end, basis, text, calendar))


def alternative_if_counted_from_rolled_end(
    handling: Deadline, weeks: int, calendar: Calendar = ATW
) -> date:
    """The other reading of art. 9:11 lid 2: counted from the end after rest days."""
    return calendar.end_of_statutory_period(handling.legal_end + timedelta(weeks=weeks))


def _weeks(count: int) -> str:
    return told("1 week") if count == 1 else told("%(n)s weken", n=count)


def _long(
    before: Deadline, nominal_end: date, basis: Citation, text: str, calendar: Calendar
) -> Deadline:
    """A later handling term; beyond twelve weeks art. 4 onder a Atw may exclude the roll-over."""
    disputed = nominal_end - before.start > TWELVE_WEEKS
    flags = (Flag.ROLL_OVER_DISPUTED.value,) if disputed else ()
    return _statutory(before.kind, before.start, nominal_end, basis, text, calendar, flags)


def extend(handling: Deadline, extension: Extension, calendar: Calendar = ATW) -> Moved:
    """Further postponement, as far as the complainant agreed in writing (art. 9:11 lid 3 Awb).
    An agreed day is no statutory term and does not move.
    """
    basis, consent_on = awb("9:11", 3), extension.consent_on
    if consent_on is None:
        text: Dutch = "Leg de schriftelijke instemming van de klager vast, met de datum."
        return _refused(handling, "written_consent_missing", text, basis)
    if extension.agreed_until <= handling.legal_end:
        text = told("De afgesproken dag ligt niet na %(day)s.", day=handling.legal_end)
        return _refused(handling, "agreed_date_not_later", text, basis)
    facts = {
        Flag.CONSENT_AFTER_EXPIRY: consent_on > handling.legal_end,
        Flag.AGREED_DATE_IS_NON_WORKING_DAY: calendar.is_rest_day(extension.agreed_until),
    }
    after = set_date(
        handling.kind,
        handling.start,
        extension.agreed_until,
        basis,
        told("afgesproken met de klager op %(day)s", day=consent_on),
        calendar,
        tuple(flag.value for flag, fact in facts.items() if fact),
    )
    return Moved(handling, after)


def days_overdue_before_consent(handling: Deadline, extension: Extension) -> int:
    """How long the term had run out when the complainant agreed; those days stay on record."""
    if extension.consent_on is None:
        return 0
    return max((extension.consent_on - handling.legal_end).days, 0)


def change_track(
    handling: Deadline,
    previous: Track,
    choice: TrackChoice,
    calendar: Calendar = ATW,
    *,
    used_weeks: int = 0,
) -> Deadline:
    """The handling term after another way of handling is chosen (art. 9:11 lid 1 and 9:13 Awb).

    Counted again from the start; weeks already postponed stay. After the running end nothing
    revives. Back to the board the longer term stands, but the shorter one is the day to steer on.
    """
    length = handling_length(choice.track, handling.start, calendar)
    weeks = timedelta(weeks=used_weeks)
    nominal_end = handling.start + length.period + weeks
    before = handling_length(previous, handling.start, calendar)
    previous_end = handling.start + before.period + weeks
    if choice.decided_on > handling.legal_end:
        return _unmoved(handling, length.basis, Flag.LATE_SWITCH, choice.track)
    if nominal_end == previous_end or handling.nominal_end > max(nominal_end, previous_end):
        return handling  # the same term, or a day agreed with the complainant, which stands
    if nominal_end < previous_end:
        unmoved = _unmoved(handling, length.basis, Flag.SHORTER_TERM_DISPUTED, choice.track)
        return replace(unmoved, target_on=calendar.last_working_day_on_or_before(nominal_end))
    words: Dutch = (
        "%(length)s na %(day)s (%(track)s), met %(weeks)s verdaging"
        if used_weeks
        else "%(length)s na %(day)s (%(track)s)"
    )
    text = told(
        words,
        length=length.words,
        day=handling.start,
        track=choice.track,
        weeks=_weeks(used_weeks),
    )
    return _long(handling, nominal_end, length.basis, text, calendar)


def _unmoved(handling: Deadline, basis: Citation, flag: Flag, track: Track) -> Deadline:
    flags = tuple(dict.fromkeys([*handling.flags, flag.value]))
    text = told("%(track)s: %(flag)s", track=track, flag=flag)
    return replace(handling, basis=basis, explanation=text, flags=flags)


def needs_supplementary_acknowledgement(
    previous: Track, choice: TrackChoice, acknowledged_on: date | None = None
) -> bool:
    """Who will advise must stand in the acknowledgement (art. 9:15 lid 1); when it was sent before
    the choice, or it is not known when, a second one must say it.
    """
    silent = acknowledged_on is None or acknowledged_on <= choice.decided_on
    return choice.track is not Track.OWN and choice.track is not previous and silent
