"""Which grounds of art. 9:8 Awb the facts support, and what art. 9:4 lid 2 Awb still misses.

The law permits, a person decides: nothing here refuses a complaint.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from rules.calendar import plus_twelve_months
from rules.errors import Obstacle
from rules.law import SCHEME, Citation, awb
from rules.vocabulary import Dating, Labelled, RefusalGround, TimeOutcome
from rules.wording import Dutch, told


class ComplaintTime(Labelled):
    """Outcome of the twelve-month test for the complaint as a whole."""

    NONE_OLDER = "NONE_OLDER", "geen gedraging langer dan een jaar geleden"
    PARTLY_OLDER = "PARTLY_OLDER", "deels langer dan een jaar geleden"
    ALL_OLDER = "ALL_OLDER", "geheel langer dan een jaar geleden"
    UNDETERMINED = "UNDETERMINED", "nog niet vast te stellen"


@dataclass(frozen=True)
class ConductDates:
    """When a conduct (gedraging) took place: two days, and how well they are known.

    A failure to act is a period: from the day the answer was due to the day it came.
    """

    dating: Dating
    first_on: date | None = None
    last_on: date | None = None

    @classmethod
    def on(cls, day: date) -> "ConductDates":
        return cls(Dating.DAY, day, day)

    @classmethod
    def period(cls, start: date, end: date) -> "ConductDates":
        return cls(Dating.PERIOD, start, end)

    @classmethod
    def ongoing(cls, start: date | None) -> "ConductDates":
        return cls(Dating.ONGOING, start)

    @classmethod
    def window(cls, earliest: date, latest: date) -> "ConductDates":
        return cls(Dating.WINDOW, earliest, latest)

    @classmethod
    def unknown(cls) -> "ConductDates":
        return cls(Dating.UNKNOWN)


@dataclass(frozen=True)
class TimeTest:
    """What the twelve-month test found for one conduct."""

    outcome: TimeOutcome
    reference_on: date
    flags: tuple[str, ...] = ()
    twelve_months_on: date | None = None
    scheme_condition_met: bool = False
    if_earliest: TimeOutcome | None = None
    if_latest: TimeOutcome | None = None

    @property
    def over_a_year(self) -> bool:
        """Whether the ground of art. 9:8 lid 1 onder b is there."""
        return self.outcome is TimeOutcome.OLDER


def reference_date(*known: date | None) -> date:
    """The earliest provable day of lodging (indiening): postmark, local day of sending, day of
    receipt by another body (art. 2:3 Awb), local day of receipt. Never the date on the letter.

    >>> reference_date(date(2026, 11, 20), None, date(2026, 11, 23))
    datetime.date(2026, 11, 20)
    """
    days = [day for day in known if day is not None]
    if not days:
        raise ValueError("Geen datum van indiening bekend.")
    return min(days)


def compare(conduct_on: date, reference_on: date) -> TimeOutcome:
    """One day against the year of art. 9:8 lid 1 onder b Awb ("langer dan een jaar").

    >>> compare(date(2025, 11, 22), date(2026, 11, 22)).value
    'BOUNDARY'
    """
    limit, _ = plus_twelve_months(conduct_on)
    if conduct_on > reference_on:
        return TimeOutcome.UNDETERMINED
    if reference_on < limit:
        return TimeOutcome.ADMISSIBLE
    return TimeOutcome.BOUNDARY if reference_on == limit else TimeOutcome.OLDER


def twelve_month_test(dates: ConductDates, reference_on: date) -> TimeTest:
    """Test one conduct (art. 9:8 lid 1 onder b Awb, and "minder dan twaalf maanden" of SSR).

    >>> test = twelve_month_test(ConductDates.on(date(2024, 2, 29)), date(2025, 2, 28))
    >>> test.outcome.value, test.flags
    ('BOUNDARY', ('leap_day_clamped',))
    """
    return _TESTS[dates.dating](dates, reference_on)


def _known(day: date | None) -> date:
    if day is None:
        raise ValueError("Bij deze wijze van dateren hoort een datum.")
    return day


def _flags(**facts: bool) -> tuple[str, ...]:
    return tuple(sorted(name for name, fact in facts.items() if fact))


def _started_over_a_year_before(start: date | None, reference_on: date) -> bool:
    return start is not None and compare(start, reference_on) is TimeOutcome.OLDER


def _test_last_day(dates: ConductDates, reference_on: date) -> TimeTest:
    """A day, or a period, which is tested on its last day."""
    last = _known(dates.last_on)
    outcome = compare(last, reference_on)
    limit, clamped = plus_twelve_months(last)
    return TimeTest(
        outcome,
        reference_on,
        _flags(
            behaviour_after_submission=last > reference_on,
            leap_day_clamped=clamped,
            straddles=outcome is not TimeOutcome.OLDER
            and _started_over_a_year_before(dates.first_on, reference_on),
        ),
        twelve_months_on=limit,
        scheme_condition_met=outcome is TimeOutcome.ADMISSIBLE,
    )


def _test_ongoing(dates: ConductDates, reference_on: date) -> TimeTest:
    # A conduct that only began after lodging is a typing error, as with a single day.
    began_later = dates.first_on is not None and dates.first_on > reference_on
    return TimeTest(
        TimeOutcome.UNDETERMINED if began_later else TimeOutcome.ADMISSIBLE,
        reference_on,
        _flags(
            behaviour_after_submission=began_later,
            ongoing=True,
            straddles=_started_over_a_year_before(dates.first_on, reference_on),
        ),
        scheme_condition_met=not began_later,
    )


def _test_window(dates: ConductDates, reference_on: date) -> TimeTest:
    earliest, latest = _known(dates.first_on), _known(dates.last_on)
    # What is complained about has happened, so a window cannot reach past the lodging.
    ends = (
        compare(earliest, reference_on),
        compare(min(latest, reference_on), reference_on),
    )
    return TimeTest(
        _combined(ends),
        reference_on,
        _flags(approximate=True, behaviour_after_submission=earliest > reference_on),
        scheme_condition_met=set(ends) == {TimeOutcome.ADMISSIBLE},
        if_earliest=ends[0],
        if_latest=ends[1],
    )


def _combined(ends: tuple[TimeOutcome, TimeOutcome]) -> TimeOutcome:
    if set(ends) == {TimeOutcome.OLDER}:
        return TimeOutcome.OLDER
    if {TimeOutcome.OLDER, TimeOutcome.UNDETERMINED} & set(ends):
        return TimeOutcome.UNDETERMINED
    return TimeOutcome.ADMISSIBLE


def _test_unknown(dates: ConductDates, reference_on: date) -> TimeTest:
    return TimeTest(TimeOutcome.UNDETERMINED, reference_on, ("date_unknown",))


_TESTS: dict[Dating, Callable[[ConductDates, date], TimeTest]] = {
    Dating.DAY: _test_last_day,
    Dating.PERIOD: _test_last_day,
    Dating.ONGOING: _test_ongoing,
    Dating.WINDOW: _test_window,
    Dating.UNKNOWN: _test_unknown,
}


def complaint_time(outcomes: Iterable[TimeOutcome]) -> ComplaintTime:
    """The complaint as a whole; the board still decides per conduct.

    >>> complaint_time([TimeOutcome.OLDER, TimeOutcome.BOUNDARY]).value
    'PARTLY_OLDER'
    """
    found = list(outcomes)
    if not found or TimeOutcome.UNDETERMINED in found:
        return ComplaintTime.UNDETERMINED
    older = found.count(TimeOutcome.OLDER)
    if older == len(found):
        return ComplaintTime.ALL_OLDER
    return ComplaintTime.PARTLY_OLDER if older else ComplaintTime.NONE_OLDER


@dataclass(frozen=True)
class RefusalFacts:
    """What is on record about one conduct when a ground of art. 9:8 is considered."""

    earlier_number: str = ""
    """The earlier file about the same conduct."""
    earlier_findings_sent_on: date | None = None
    """When that file ended with a letter of art. 9:12; None when it ended otherwise."""
    time: TimeOutcome | None = None
    objection_was_possible: bool = False
    appeal_is_or_was_possible: bool = False
    about_deciding_too_late: bool = False
    remedy: str = ""
    """Which objection or appeal (rechtsmiddel)."""
    court_case: str = ""
    """Case number at another court than the administrative."""
    criminal_case_running: bool = False
    reason: str = ""
    """Why the interest or weight is evidently too small."""


@dataclass(frozen=True)
class Ground:
    """A ground on which the board need not handle a conduct; it may always handle it."""

    key: RefusalGround
    basis: Citation
    needs: Dutch
    available: Callable[[RefusalFacts], Obstacle | None]

    @property
    def label(self) -> str:
        return self.key.label


def _needs_findings(facts: RefusalFacts) -> Obstacle | None:
    if not facts.earlier_number:
        return Obstacle("Noem het eerdere dossier over dezelfde gedraging.", awb("9:8", 1, "a"))
    if facts.earlier_findings_sent_on is None:
        return Obstacle(
            "Het eerdere dossier is niet geëindigd met een afdoeningsbrief; een opgeloste, "
            "ingetrokken of niet behandelde klacht telt niet als eerder behandeld.",
            awb("9:8", 1, "a"),
        )
    return None


def _needs_over_a_year(facts: RefusalFacts) -> Obstacle | None:
    if facts.time is TimeOutcome.OLDER:
        return None
    why = {
        TimeOutcome.ADMISSIBLE: told("De gedraging ligt binnen twaalf maanden voor de indiening."),
        TimeOutcome.BOUNDARY: told(
            "De gedraging was precies een jaar voor de indiening; de wet zegt "
            "'langer dan een jaar'."
        ),
    }.get(
        facts.time or TimeOutcome.UNDETERMINED, told("Stel eerst de datum van de gedraging vast.")
    )
    return Obstacle(why, awb("9:8", 1, "b"))


def _needs_objection(facts: RefusalFacts) -> Obstacle | None:
    if facts.objection_was_possible and facts.remedy:
        return None
    return Obstacle("Noem het besluit waartegen bezwaar openstond.", awb("9:8", 1, "c"))


def _needs_appeal(facts: RefusalFacts) -> Obstacle | None:
    basis = awb("9:8", 1, "d")
    if facts.about_deciding_too_late:
        return Obstacle("Deze grond geldt niet voor het niet tijdig nemen van een besluit.", basis)
    if facts.appeal_is_or_was_possible and facts.remedy:
        return None
    return Obstacle("Noem het beroep dat openstaat of openstond.", basis)


def _needs_court_case(facts: RefusalFacts) -> Obstacle | None:
    if facts.court_case:
        return None
    return Obstacle("Noem het zaaknummer bij de andere rechter.", awb("9:8", 1, "e"))


def _needs_criminal_case(facts: RefusalFacts) -> Obstacle | None:
    if facts.criminal_case_running:
        return None
    return Obstacle(
        "Deze grond geldt alleen zolang een strafrechtelijk onderzoek of een vervolging loopt.",
        awb("9:8", 1, "f"),
    )


def _needs_reason(facts: RefusalFacts) -> Obstacle | None:
    if facts.reason:
        return None
    return Obstacle("Leg uit waarom het belang of gewicht kennelijk te klein is.", awb("9:8", 2))


GROUNDS = (
    Ground(RefusalGround.HANDLED_BEFORE, awb("9:8", 1, "a"),
           "nummer van het eerdere dossier en datum van de afdoeningsbrief", _needs_findings),
    Ground(RefusalGround.OVER_A_YEAR, awb("9:8", 1, "b"),
           "datum van de gedraging, datum van indiening en waarom de klacht toch niet wordt "
           "behandeld", _needs_over_a_year),
    Ground(RefusalGround.OBJECTION, awb("9:8", 1, "c"),
           "het besluit waartegen bezwaar openstond", _needs_objection),
    Ground(RefusalGround.APPEAL, awb("9:8", 1, "d"),
           "het beroep dat openstaat of openstond", _needs_appeal),
    Ground(RefusalGround.OTHER_COURT, awb("9:8", 1, "e"),
           "het zaaknummer bij de andere rechter", _needs_court_case),
    Ground(RefusalGround.CRIMINAL_CASE, awb("9:8", 1, "f"),
           "dat het onderzoek of de vervolging loopt en dat de klacht daarna kan worden hervat",
           _needs_criminal_case),
    Ground(RefusalGround.INSUFFICIENT_WEIGHT, awb("9:8", 2),
           "waarom het belang of gewicht kennelijk onvoldoende is", _needs_reason),
)  # fmt: skip
"""Every ground of art. 9:8, what the notice (mededeling) must name, and when it is there."""

GROUND = {one.key: one for one in GROUNDS}


def grounds_supported(facts: RefusalFacts) -> tuple[Ground, ...]:
    """All grounds that the facts support. The board may use one, or handle the conduct anyway.

    >>> [one.label for one in grounds_supported(RefusalFacts(time=TimeOutcome.OLDER))]
    ['langer dan een jaar geleden']
    """
    return tuple(one for one in GROUNDS if one.available(facts) is None)


class Requirement(Labelled):
    """What a written complaint (klaagschrift) holds: art. 9:4 lid 2 Awb, and nothing more."""

    SIGNATURE = "signature", "ondertekening"
    NAME = "name", "naam van de indiener"
    ADDRESS = "address", "adres van de indiener"
    DATE = "date", "dagtekening"
    DESCRIPTION = "description", "omschrijving van de gedraging"


def missing_requirements(present: Iterable[Requirement]) -> tuple[Requirement, ...]:
    """What art. 9:4 lid 2 asks and the complaint does not have, in the order of the law.

    >>> missing_requirements(set(Requirement) - {Requirement.DATE})
    (<Requirement.DATE: 'date'>,)
    """
    held = set(present)
    return tuple(one for one in Requirement if one not in held)


def may_be_left_aside(missing: Iterable[Requirement]) -> bool:
    """Whether art. 9:5 to 9:12 may be left aside (art. 9:4 lid 1): never for a signature alone."""
    return bool(set(missing) - {Requirement.SIGNATURE})


@dataclass(frozen=True)
class Remark:
    """Worth knowing, never in the way."""

    text: Dutch
    basis: Citation


def scheme_remarks(
    *,
    natural_person: bool = True,
    directly_affected: bool = True,
    by_form: bool = True,
    within_twelve_months: bool = True,
) -> tuple[Remark, ...]:
    """Where the SSR scheme asks more than the Awb: remarks, for a scheme cannot take a right away.

    >>> str(scheme_remarks(natural_person=False)[0].text)
    'SSR-regeling: natuurlijke personen; Awb: een ieder (art. 9:1 lid 1 Awb).'
    """
    texts = (
        (
            natural_person,
            told("SSR-regeling: natuurlijke personen; Awb: een ieder (art. 9:1 lid 1 Awb)."),
        ),
        (
            directly_affected,
            (
                told(
                    "SSR-regeling: rechtstreeks getroffen; Awb: ook voor een ander, dan geldt "
                    "alleen art. 9:2."
                )
            ),
        ),
        (
            by_form,
            (
                told(
                    "SSR-regeling: via het klachtenformulier; Awb: elk ondertekend geschrift "
                    "(art. 9:4 Awb)."
                )
            ),
        ),
        (
            within_twelve_months,
            told(
                "SSR-regeling: minder dan twaalf maanden geleden; Awb: niet verplicht na een jaar."
            ),
        ),
    )
    return tuple(Remark(text, SCHEME) for met, text in texts if not met)
