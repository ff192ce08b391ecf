"""Rights of whom the data are about (betrokkenen, chapter III AVG), and the clock of a data breach.

The term is law of the Union, so Verordening 1182/71 counts it and not the Algemene termijnenwet.
Where the two could differ, the earlier day is chosen: it is in time under both.
"""

import re
from calendar import monthrange
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rules.calendar import HOLIDAYS, ONE_DAY, SATURDAY
from rules.errors import Obstacle
from rules.law import Citation, archive_act, atw, avg, uavg, union_terms
from rules.vocabulary import BreachDecision, RequestKind, RequestOutcome, RightLimit
from rules.wording import Dutch, told

RIGHT: dict[RequestKind, Citation] = {
    RequestKind.ACCESS: avg("15"),
    RequestKind.RECTIFICATION: avg("16"),
    RequestKind.ERASURE: avg("17"),
    RequestKind.RESTRICTION: avg("18"),
    RequestKind.OBJECTION: avg("21"),
}
"""Moving data elsewhere (art. 20 AVG) is no right here: complaints are handled by law (P1)."""

TERM = avg("12", 3)
COUNTED = union_terms("3")


# --- the month ------------------------------------------------------------------------------


def is_rest_day(day: date) -> bool:
    """Saturday, Sunday, or a holiday that the law itself calls so (art. 2 Verordening 1182/71).

    Not the days that are only equated with one (art. 3 lid 2 and 3 Atw), nor those that an
    administrator added: whether they count for law of the Union is not sure.

    >>> is_rest_day(date(2026, 4, 3)), is_rest_day(date(2026, 4, 6))  # Good Friday, Easter Monday
    (False, True)
    """
    named = (one.in_year(day.year) for one in HOLIDAYS if one.basis == atw("3", 1))
    return day.weekday() >= SATURDAY or day in named


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or the last day of a month that has no such day.

    >>> months_after(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _last_day(received_on: date, months: int) -> date:
    """Art. 3 lid 2 onder c and lid 4 Verordening 1182/71."""
    day = months_after(received_on, months)
    while is_rest_day(day):
        day += ONE_DAY
    return day


def answer_by(received_on: date) -> date:
    """The last day to answer a request.

    Art. 12 lid 3 AVG: within a month of receipt.

    >>> answer_by(date(2026, 3, 5))  # 5 April 2026 is Easter Sunday
    datetime.date(2026, 4, 7)
    """
    return _last_day(received_on, 1)


def prolonged_until(received_on: date) -> date:
    """The last day when the term was prolonged by two months.

    Art. 12 lid 3 AVG: for a request that is complex, or one of many.

    >>> prolonged_until(date(2026, 8, 31))
    datetime.date(2026, 11, 30)
    """
    return _last_day(received_on, 3)


def cannot_prolong(received_on: date, told_on: date, prolonged: bool) -> Obstacle | None:
    """Art. 12 lid 3 AVG: once, and whoever asked hears of it within the first month."""
    if prolonged:
        return Obstacle("De termijn is al eens verlengd. Dat kan één keer.", TERM)
    if told_on > answer_by(received_on):
        return Obstacle(
            told(
                "Verlengen kan alleen als de verzoeker dat binnen de eerste maand hoort, dus "
                "uiterlijk op %(day)s.",
                day=f"{answer_by(received_on):%d-%m-%Y}",
            ),
            TERM,
        )
    return None


# --- why not --------------------------------------------------------------------------------

K = RequestKind


@dataclass(frozen=True)
class Limit:
    """A ground to refuse: for which requests, where it stands, and how a letter says it."""

    kinds: frozenset[RequestKind]
    basis: tuple[Citation, ...]
    words: str
    """A letter is Dutch, whatever the language of the panel."""


LIMITS: dict[RightLimit, Limit] = {
    RightLimit.LEGAL_DUTY: Limit(
        frozenset({K.ERASURE}),
        (avg("17", 3, "b"),),
        "Wij zijn bij wet verplicht klachten te behandelen en daarvan een register bij te houden "
        "(hoofdstuk 9 van de Algemene wet bestuursrecht). Daarvoor hebben wij deze gegevens nodig.",
    ),
    RightLimit.PUBLIC_TASK: Limit(
        frozenset({K.ERASURE}),
        (avg("17", 3, "b"),),
        "Wij gebruiken deze gegevens voor een taak van algemeen belang: het zorgvuldig behandelen "
        "van klachten over onze eigen organisatie.",
    ),
    RightLimit.ARCHIVE: Limit(
        frozenset({K.ERASURE}),
        (avg("17", 3, "d"), archive_act("3"), archive_act("5")),
        "Dossiers vallen onder de Archiefwet 1995. Wij moeten ze bewaren en mogen ze pas "
        "vernietigen als de bewaartermijn van de selectielijst om is.",
    ),
    RightLimit.CLAIM: Limit(
        frozenset({K.ERASURE, K.OBJECTION}),
        (avg("17", 3, "e"), avg("21", 1)),
        "Deze gegevens zijn nodig voor het instellen, uitoefenen of onderbouwen van een "
        "rechtsvordering.",
    ),
    RightLimit.OTHERS: Limit(
        frozenset({K.ACCESS}),
        (avg("15", 4), uavg("41", 1, "i")),
        "In deze stukken staan ook gegevens van anderen. Hun rechten en vrijheden wegen hier "
        "zwaarder dan uw recht op een kopie.",
    ),
    RightLimit.ACCURATE: Limit(
        frozenset({K.RECTIFICATION, K.RESTRICTION}),
        (avg("16"),),
        "Wij hebben niet vastgesteld dat deze gegevens onjuist of onvolledig zijn. Wat iemand in "
        "de klachtprocedure verklaarde of vond, blijft staan zoals het is gezegd; uw verklaring "
        "kan er op uw verzoek bij.",
    ),
    RightLimit.COMPELLING: Limit(
        frozenset({K.OBJECTION, K.RESTRICTION}),
        (avg("21", 1),),
        "Er zijn dwingende gerechtvaardigde gronden om deze gegevens te blijven gebruiken, die "
        "zwaarder wegen dan uw belangen.",
    ),
    RightLimit.EXCESSIVE: Limit(
        frozenset(K),
        (avg("12", 5, "b"),),
        "Uw verzoek is kennelijk ongegrond of buitensporig, met name omdat het zich herhaalt.",
    ),
    RightLimit.UNIDENTIFIED: Limit(
        frozenset(K),
        (avg("12", 2), avg("12", 6)),
        "Wij konden niet vaststellen dat u degene bent over wie deze gegevens gaan. Wij gaven u de "
        "gelegenheid om dat aan te tonen.",
    ),
}


def wrong_answer(
    kind: RequestKind,
    outcome: RequestOutcome,
    limits: Collection[RightLimit],
    reason: str,
    identity: str,
) -> dict[str, Dutch]:
    """What is missing in an answer, by field; nothing when it can stand.

    Art. 12 lid 4 AVG: whoever gets less than was asked, is told why. Art. 12 lid 6: to whom
    data go, is known.
    """
    wrong: dict[str, Dutch] = {}
    refusing = outcome in {RequestOutcome.PARTLY, RequestOutcome.REFUSED}
    if refusing and not limits:
        wrong["limits"] = told("Kies ten minste één grond.")
    elif not refusing and limits:
        wrong["limits"] = told("Een grond hoort bij een afwijzing. Haal de vinkjes weg.")
    elif unfit := [one for one in limits if kind not in LIMITS[one].kinds]:
        wrong["limits"] = told(
            "Deze grond is er niet voor een verzoek om %(kind)s: %(ground)s.",
            kind=kind, ground=unfit[0],
        )  # fmt: skip
    if refusing and not reason.strip():
        wrong["reason"] = told("Leg uit waarom deze grond hier geldt. Wie het vroeg, leest dat.")
    gives = outcome in {RequestOutcome.GRANTED, RequestOutcome.PARTLY}
    if gives and not identity.strip():
        wrong["outcome"] = told(
            "Leg bij het verzoek eerst vast hoe is vastgesteld wie dit vraagt (art. 12 lid 6 AVG)."
        )
    return wrong


APPEAL = (
    "Deze beslissing is een besluit (art. 34 UAVG). Bent u het er niet mee eens, dan kunt u binnen "
    "zes weken na de dag van verzending bezwaar maken (art. 6:7 en 6:8 Awb). U kunt ook een klacht "
    "indienen bij de Autoriteit Persoonsgegevens (art. 77 AVG)."
)
"""What art. 12 lid 4 AVG wants said with a refusal."""


# --- names of others ------------------------------------------------------------------------

MASK = "[weggelaten]"


def masked(text: str, names: Iterable[str]) -> str:
    """A proposal for whoever looks at a text: without these names. It finds no other spelling, so
    it decides nothing.

    >>> masked("Jan de Boer belde; De Boer was boos.", ["Jan de Boer", "de Boer"])
    '[weggelaten] belde; [weggelaten] was boos.'
    """
    longest_first = sorted({one.strip() for one in names if len(one.strip()) > 1}, key=len)[::-1]
    if not longest_first:
        return text
    any_of = "|".join(map(re.escape, longest_first))
    return re.sub(rf"(?<!\w)(?:{any_of})(?!\w)", MASK, text, flags=re.IGNORECASE)


# --- a data breach --------------------------------------------------------------------------

REPORT_WITHIN = timedelta(hours=72)
REPORTING = avg("33", 1)
REGISTER_OF_BREACHES = avg("33", 5)
TELLING = avg("34", 1)


def report_by(noticed_at: datetime) -> datetime:
    """The last moment to tell the supervisory authority of a breach.

    Art. 33 lid 1 AVG: 72 hours after it was noticed. A term in hours runs on through nights,
    weekends and holidays (art. 3 lid 4 Verordening 1182/71); it is counted from the very minute,
    although the hour of the event itself would not count (lid 1).
    """
    return noticed_at + REPORT_WITHIN


def wrong_decision(
    decision: BreachDecision, decided_at: datetime, noticed_at: datetime, reason: str
) -> dict[str, Dutch]:
    """What is missing in a decision about a breach; nothing when it can stand."""
    if decided_at < noticed_at:
        return {"decided_at": "Dit kan niet eerder zijn dan dat het is ontdekt."}
    if reason.strip():
        return {}
    if decision is BreachDecision.NOT_REPORTED:
        return {
            "reason": "Leg uit waarom het niet waarschijnlijk is dat dit een risico oplevert voor "
            "wie het gaat (art. 33 lid 1 AVG)."
        }
    if decided_at > report_by(noticed_at):
        return {
            "reason": "De 72 uur waren voorbij. Leg uit waarom het later werd; dat hoort bij de "
            "melding (art. 33 lid 1 AVG)."
        }
    return {}
