"""How long a file is kept, and what puts off its destruction (bewaartermijn, Archiefwet 1995).

Destruction is by selection list only (art. 5 Archiefwet 1995). Which list holds for SSR is open
question F, so the lengths are settings; each change of one is a new row from its day on, and a
file keeps the row that held on the day on which it ended.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rules.calendar import plus_years
from rules.law import Citation, archive_act, avg, awb
from rules.terms import CHAPTER_9, DEFAULTS, PRACTICE
from rules.vocabulary import Kind, PutOff, RetentionClass
from rules.wording import told

SELECTION_LIST = Citation("Selectielijst BWBR0023239")
"""Of the courts (bedrijfsvoering): the one found that describes SSR as part of its field. Ten years
for a complaint.
"""


def class_of(kind: Kind, *, written: bool, judged: bool) -> RetentionClass:
    """What a file counts as, by how it ended.

    >>> class_of(Kind.REPORT, written=True, judged=False).label
    'schriftelijke melding'
    """
    if kind is Kind.FORMAL:
        return RetentionClass.JUDGED if judged else RetentionClass.UNJUDGED
    return RetentionClass.WRITTEN_REPORT if written else RetentionClass.REPORT


@dataclass(frozen=True)
class RetentionRule:
    """So many years for this class, for what ends from this day on."""

    of: RetentionClass
    years: int
    valid_from: date
    basis: Citation

    @property
    def code(self) -> str:
        """As a file keeps it, whatever is chosen later.

        >>> RULES[0].code
        'judged 10 1999-07-01'
        """
        return f"{self.of.value} {self.years} {self.valid_from.isoformat()}"

    @property
    def words(self) -> str:
        """In Dutch.

        >>> RULES[0].words
        'klacht met een oordeel: 10 jaar'
        """
        return told("%(what)s: %(years)s jaar", what=self.of, years=self.years)


SETTING_OF = {
    RetentionClass.JUDGED: "retention_formal_years",
    RetentionClass.UNJUDGED: "retention_unjudged_years",
    RetentionClass.WRITTEN_REPORT: "retention_written_report_years",
    RetentionClass.REPORT: "retention_report_years",
}
"""Where the authority chooses the length."""

BASES = {
    RetentionClass.JUDGED: SELECTION_LIST,
    RetentionClass.UNJUDGED: SELECTION_LIST,
    RetentionClass.WRITTEN_REPORT: PRACTICE,
    RetentionClass.REPORT: PRACTICE,
}


def _row(of: RetentionClass, years: int, valid_from: date) -> RetentionRule:
    return RetentionRule(of, years, valid_from, BASES[of])


RULES = tuple(_row(one, int(str(DEFAULTS[key])), CHAPTER_9) for one, key in SETTING_OF.items())
"""The rows that a new installation starts with."""


@dataclass(frozen=True)
class Chosen:
    """The authority chose another length on a day."""

    key: str
    years: int
    on: date


def amended(choices: Iterable[Chosen]) -> tuple[RetentionRule, ...]:
    """The rules with these choices, each a row of its own from its day on.

    >>> table = amended([Chosen("retention_report_years", 3, date(2030, 1, 1))])
    >>> [rule_on(RetentionClass.REPORT, date(year, 1, 1), table).years for year in (2029, 2030)]
    [2, 3]
    """
    classes = {key: one for one, key in SETTING_OF.items()}
    later = (_row(classes[one.key], one.years, one.on) for one in choices)
    return (*RULES, *later)


def rule_on(
    of: RetentionClass, ended_on: date, rules: Sequence[RetentionRule] = RULES
) -> RetentionRule:
    """The rule that held on the day on which a file ended; of two on one day the last chosen."""
    held = [one for one in rules if one.of is of and one.valid_from <= ended_on]
    latest = max(one.valid_from for one in held)
    return [one for one in held if one.valid_from == latest][-1]


def stored_rule(code: str) -> RetentionRule:
    """The rule that a file kept.

    >>> stored_rule("report 2 1999-07-01") == RULES[3]
    True
    """
    of, years, valid_from = code.split()
    return _row(RetentionClass(of), int(years), date.fromisoformat(valid_from))


def kept_until(ended_on: date, rule: RetentionRule) -> date:
    """The last day on which the file is kept.

    >>> kept_until(date(2024, 2, 29), RULES[3])  # two years later has no 29 February
    datetime.date(2026, 2, 28)
    """
    return plus_years(ended_on, rule.years)[0]


def destroyable_from(ended_on: date, rule: RetentionRule) -> date:
    """The first day on which the file may be destroyed: the day after the last day of its term.

    >>> destroyable_from(date(2026, 3, 2), RULES[0])
    datetime.date(2036, 3, 3)
    """
    return kept_until(ended_on, rule) + timedelta(days=1)


@dataclass(frozen=True)
class RetentionFacts:
    """What decides whether a file may be destroyed."""

    ended_on: date
    rule: RetentionRule
    held: bool = False
    """Someone put a legal hold on it: a claim, an inquiry."""
    with_ombudsman: bool = False
    ombudsman_until: date | None = None
    """The last day of the year of art. 9:24 lid 1 Awb."""
    linked_open: bool = False
    """A file that it is linked to still runs."""
    became_complaint: bool = False
    """A report that became a complaint which is kept."""
    asked: bool = False
    """Someone in it asked something about their data, and has no answer yet."""


def put_off(facts: RetentionFacts, today: date) -> tuple[PutOff, ...]:
    """Everything that keeps the file from being destroyed today; nothing when it may be."""
    year_runs = facts.ombudsman_until is not None and today <= facts.ombudsman_until
    reasons = {
        PutOff.NOT_YET: today < destroyable_from(facts.ended_on, facts.rule),
        PutOff.HOLD: facts.held,
        PutOff.OMBUDSMAN: facts.with_ombudsman,
        PutOff.OMBUDSMAN_YEAR: year_runs,
        PutOff.LINK: facts.linked_open,
        PutOff.COMPLAINT: facts.became_complaint,
        PutOff.REQUEST: facts.asked,
    }
    return tuple(reason for reason, holds in reasons.items() if holds)


ARCHIVE_DUTY = archive_act("3")
"""The authority keeps its files in a good, ordered and accessible state."""

PUT_OFF_BY: dict[PutOff, Citation] = {
    PutOff.NOT_YET: archive_act("5"),
    PutOff.HOLD: ARCHIVE_DUTY,
    PutOff.OMBUDSMAN: awb("9:31"),
    PutOff.OMBUDSMAN_YEAR: awb("9:24", 1),
    PutOff.LINK: ARCHIVE_DUTY,
    PutOff.COMPLAINT: ARCHIVE_DUTY,
    PutOff.REQUEST: avg("12", 3),
    PutOff.UNSEEN: awb("9:7", 1),
}
"""Where each reason rests on."""
