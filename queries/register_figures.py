"""The figures of the year report and of the report to the board, over some periods (law.md 7.4).

They are about every registered complaint, whoever asks: what is published cannot depend on who
makes it. Only who may read the register asks, and small numbers are taken out before anyone looks
(``rules.breakdowns``). Each table is one statement, however many files and periods there are.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, select

from models import Category, Complaint, Conduct, OmbudsmanCase, Party, Recommendation, Unit, db
from queries import measures
from queries.figures import Ended
from queries.measures import REGISTERED
from rules.breakdowns import Balance, Line, Part
from rules.periods import Period
from rules.vocabulary import (
    Acceptance,
    Channel,
    Followed,
    Heard,
    Kind,
    Labelled,
    LateKind,
    PartyKind,
    RefusalGround,
    RegisterOutcome,
    ScreeningOutcome,
    State,
    Timeliness,
    TimeOutcome,
    Track,
)
from rules.wording import Dutch, told

Periods = Sequence[Period]
RECEIVED: Any = Complaint.received_on
ENDED: Any = Complaint.ended_on
FEW = 5
"""Of fewer, no median: it would be the days of one of them."""


@dataclass(frozen=True)
class Counted:
    """The balance of each period, and the tables."""

    balances: Sequence[Balance]
    parts: Sequence[Part]


def balances(periods: Periods) -> list[Balance]:
    """Of each period what it began with, got, ended and was left with."""
    numbers: list[Any] = []
    for one in periods:
        numbers += [
            measures.number(and_(one.since > RECEIVED, measures.open_before(one.since))),
            measures.number(RECEIVED.between(one.since, one.until)),
            measures.number(ENDED.between(one.since, one.until)),
            measures.number(measures.open_on(one.until)),
        ]
    found = db.session.execute(select(*numbers).select_from(Complaint).where(REGISTERED)).one()
    return [Balance(*found[place : place + 4]) for place in range(0, len(found), 4)]


Tally = dict[Any, list[int]]
"""For each value a number per period."""


def _tally(
    periods: Periods, day: Any, by: Any, *where: Any, joins: Iterable[tuple[Any, Any]] = ()
) -> Tally:
    """How many rows for each value and each period; one statement."""
    place = measures.among(day, periods)
    query = select(place.label("of_period"), by.label("counted"), func.count()).select_from(
        Complaint
    )
    for table, condition in joins:
        query = query.join(table, condition)
    inside = day.between(min(one.since for one in periods), max(one.until for one in periods))
    query = query.where(inside, *where).group_by("of_period", "counted")
    found: Tally = defaultdict(lambda: [0] * len(periods))
    for at, value, number in db.session.execute(query):
        if at is not None:
            found[value][at] += number
    return found


def _part(
    key: str,
    title: Dutch,
    found: Tally,
    labels: Iterable[tuple[Any, Dutch]],
    *,
    width: int,
    **about: Any,
) -> Part:
    nothing = [0] * width
    lines = [
        Line(label, tuple(found.get(value, nothing)), str(value or "")) for value, label in labels
    ]
    return Part(key, title, lines, **about)


def _labels(values: type[Labelled], nothing: Dutch = "") -> list[tuple[Any, Dutch]]:
    found: list[tuple[Any, Dutch]] = [(one.value, one.label) for one in values]
    return [*found, (None, nothing)] if nothing else found


def _names(table: Any, nothing: Dutch) -> list[tuple[Any, Dutch]]:
    """Every row, used or not: what is zero stands beside what is hidden."""
    rows = db.session.execute(select(table.id, table.name).order_by(table.name))
    return [*((key, name) for key, name in rows), (None, nothing)]


CONDUCT = (Conduct, Conduct.complaint_id == Complaint.id)
PARTY = (Party, Party.complaint_id == Complaint.id)
RECOMMENDATION = (Recommendation, Recommendation.complaint_id == Complaint.id)
FORMAL: ColumnElement[bool] = Complaint.kind == Kind.FORMAL
TAKEN_UP: ColumnElement[bool] = and_(FORMAL, Complaint.track.is_not(None))
ADVISED: ColumnElement[bool] = Complaint.track.in_((Track.ADVISER, Track.COMMITTEE))


def of(periods: Periods) -> Counted:
    """Everything that the report tells of these periods."""
    found = balances(periods)
    parts = [
        _balance(found),
        *_inflow(periods),
        *_screening(periods),
        *_handling(periods),
        *_hearing(periods),
        *_term(periods),
        *_outcome(periods),
        *_follow_up(periods),
        *_informal(periods),
    ]
    return Counted(found, parts)


def _balance(found: Sequence[Balance]) -> Part:
    return Part(
        "balance", "Wat er was, kwam en ging",
        [
            Line("Meegenomen van ervoor", [one.carried_over for one in found], "carried"),
            Line("Ontvangen", [one.received for one in found], "received"),
            Line("Afgehandeld", [one.closed for one in found], "closed"),
            Line("Nog open aan het eind", [one.open for one in found], "open"),
        ],
        "Meegenomen en ontvangen is samen evenveel als afgehandeld en open.",
        divides=False, chart=True,
    )  # fmt: skip


def _inflow(periods: Periods) -> list[Part]:
    width = len(periods)
    of_received: dict[str, Any] = {"of": ("balance", "received"), "width": width}
    return [
        _part("kind", "Klachten en meldingen",
              _tally(periods, RECEIVED, Complaint.kind, REGISTERED),
              [(Kind.FORMAL, told("formele klacht")), (Kind.REPORT, told("schriftelijke melding"))],
              **of_received),
        _part("when", "Wanneer ontvangen",
              _tally(periods, RECEIVED, measures.quarter_or_month(RECEIVED, periods), REGISTERED),
              _stretches(periods), **of_received),
        _part("channel", "Hoe ontvangen",
              _tally(periods, RECEIVED, Complaint.channel, REGISTERED), _labels(Channel),
              **of_received),
        _part("category", "Waarover het gaat",
              _tally(periods, RECEIVED, Complaint.category_id, REGISTERED),
              _names(Category, told("nog niet ingedeeld")), chart=True, named=True, **of_received),
        _part("unit", "Over welke afdeling",
              _tally(periods, RECEIVED, Complaint.unit_id, REGISTERED),
              _names(Unit, told("nog niet bekend")), named=True, **of_received),
    ]  # fmt: skip


def _stretches(periods: Periods) -> list[tuple[Any, Dutch]]:
    """The quarters of a year, or the months of a quarter."""
    if periods[-1].quarterly:
        return [(n, told("%(n)se maand van het kwartaal", n=n)) for n in (1, 2, 3)]
    return [(n, told("%(n)se kwartaal", n=n)) for n in (1, 2, 3, 4)]


def _screening(periods: Periods) -> list[Part]:
    """Per conduct: the test of twelve months, and how the power to handle was used (art. 9:8)."""
    width = len(periods)
    tried = _tally(periods, RECEIVED, Conduct.time_outcome, REGISTERED, joins=[CONDUCT])
    used = _tally(
        periods, RECEIVED,
        case((Conduct.screening == ScreeningOutcome.TAKEN_UP, literal("taken_up")),
             (Conduct.screening.is_(None), literal("undecided")), else_=literal("not")),
        REGISTERED, Conduct.time_outcome == TimeOutcome.OLDER, joins=[CONDUCT],
    )  # fmt: skip
    return [
        _part("time", "Hoe lang geleden de gedraging was", tried, _labels(TimeOutcome),
              meaning=told("Per gedraging, van wat in de periode is ontvangen."), width=width),
        _part("older", "Langer dan een jaar geleden: wat het bestuur deed", used,
              [("taken_up", told("toch behandeld")), ("not", told("niet behandeld")),
               ("undecided", told("nog niet beslist"))],
              of=("time", TimeOutcome.OLDER.value), width=width),
    ]  # fmt: skip


def _handling(periods: Periods) -> list[Part]:
    width = len(periods)
    way = case((Complaint.track == Track.OWN, literal("own")), (ADVISED, literal("advised")),
               else_=literal("none"))  # fmt: skip
    return [
        _part("track", "Wie de klacht behandelde", _tally(periods, ENDED, way, REGISTERED),
              [("own", told("het bestuur zelf")), ("advised", told("met advies")),
               ("none", told("niet aan behandeling toegekomen"))],
              of=("balance", "closed"), width=width),
        _part("adviser", "Advies door",
              _tally(periods, ENDED, Complaint.track, REGISTERED, ADVISED),
              [(Track.ADVISER, told("een adviseur")),
               (Track.COMMITTEE, told("een adviescommissie"))],
              of=("track", "advised"), width=width),
        _part("followed", "Wat het bestuur met het advies deed",
              _tally(periods, ENDED, measures.FOLLOWED, REGISTERED, ADVISED), _labels(Followed),
              of=("track", "advised"), width=width),
    ]  # fmt: skip


def _hearing(periods: Periods) -> list[Part]:
    width = len(periods)

    def heard(key: str, title: Dutch, kind: PartyKind) -> Part:
        found = _tally(periods, ENDED, measures.HEARD, REGISTERED, TAKEN_UP, Party.kind == kind,
                       joins=[PARTY])  # fmt: skip
        meaning = told("Per persoon, van de klachten die in behandeling waren.")
        return _part(key, title, found, _labels(Heard), width=width, meaning=meaning)

    return [
        heard("complainants", told("Hoe klagers zijn gehoord"), PartyKind.COMPLAINANT),
        heard("subjects", told("Hoe betrokkenen zijn gehoord"), PartyKind.SUBJECT),
    ]


def _term(periods: Periods) -> list[Part]:
    width = len(periods)
    late = _tally(periods, ENDED, Complaint.late_kind, REGISTERED, measures.ENDED_LATE)
    return [
        _part("term", "Of het op tijd was", _tally(periods, ENDED, measures.TIMELINESS, REGISTERED),
              _labels(Timeliness), of=("balance", "closed"), chart=True, width=width),
        _part("late", "Waarom het te laat was", late, _labels(LateKind, told("nog niet ingedeeld")),
              of=("term", Timeliness.LATE.value), width=width),
        _durations(periods),
    ]  # fmt: skip


def _durations(periods: Periods) -> Part:
    rows = _tally(periods, ENDED, measures.DURATION, REGISTERED)
    took = [
        Ended({days: numbers[place] for days, numbers in rows.items() if numbers[place]}, 0, 0)
        for place in range(len(periods))
    ]
    enough = [one if one.count >= FEW else None for one in took]
    return Part(
        "days", "Hoeveel dagen het duurde",
        [
            Line("In het midden (mediaan)",
                 [one.median if one else None for one in enough], "median"),
            Line("Negen van de tien binnen",
                 [ninth(one) if one else None for one in enough], "ninth"),
        ],
        told("Van ontvangst tot einde. Van minder dan %(n)s klachten staat er niets.", n=FEW),
        divides=False,
    )  # fmt: skip


@dataclass(frozen=True)
class OpenTerms:
    """How many are open now, by their last day."""

    all: int
    late: int
    soon: int
    later: int
    without: int


SOON = timedelta(days=14)


def open_terms(today: date) -> OpenTerms:
    """What is open, for who leads the work; of these no number is hidden."""
    due = Complaint.legal_end
    numbers = db.session.execute(
        select(
            func.count(),
            measures.number(due < today),
            measures.number(due.between(today, today + SOON)),
            measures.number(due > today + SOON),
            measures.number(due.is_(None)),
        )
        .select_from(Complaint)
        .where(REGISTERED, measures.open_on(today))
    ).one()
    return OpenTerms(*numbers)


def ninth(took: Ended) -> int:
    """Within how many days nine of every ten ended.

    >>> ninth(Ended({10: 8, 30: 1, 90: 1}, 0, 10))
    30
    """
    days = sorted(Counter(took.days).elements())
    return days[ceil(len(days) * 9 / 10) - 1]


def _outcome(periods: Periods) -> list[Part]:
    """Per conduct, for each gets its own judgement (art. 9:12 lid 1)."""
    width = len(periods)
    ended = _tally(periods, ENDED, measures.CONDUCT_OUTCOME, REGISTERED, joins=[CONDUCT])
    refused = _tally(
        periods, ENDED, measures.REFUSAL_GROUND, REGISTERED, Conduct.judgement.is_(None),
        RegisterOutcome.NOT_HANDLED.value == measures.CONDUCT_OUTCOME, joins=[CONDUCT],
    )  # fmt: skip
    told_by = case(
        (measures.NOTICE_END.is_(None), literal("no_term")),
        (ENDED <= measures.NOTICE_END, literal("in_time")), else_=literal("late"),
    )  # fmt: skip
    notices = _tally(
        periods, ENDED, told_by, REGISTERED, FORMAL,
        RegisterOutcome.NOT_HANDLED.value == measures.REGISTER_OUTCOME,
    )  # fmt: skip
    over = [one for one in _labels(RegisterOutcome) if one[0] != RegisterOutcome.OPEN]
    return [
        _part("outcome", "Hoe het afliep", ended, over, chart=True, width=width,
              meaning=told("Per gedraging, van wat in de periode is afgehandeld.")),
        _part("ground", "Waarom niet in behandeling", refused,
              _labels(RefusalGround, told("geen grond van art. 9:8 Awb")),
              of=("outcome", RegisterOutcome.NOT_HANDLED.value), width=width),
        _part("notice", "Wanneer de klager hoorde dat wij niet behandelen", notices,
              [("in_time", told("binnen de vier weken")), ("late", told("later")),
               ("no_term", told("zonder termijn"))],
              meaning=told("Van klachten die in hun geheel niet zijn behandeld (art. 9:8 Awb)."),
              width=width),
    ]  # fmt: skip


def _follow_up(periods: Periods) -> list[Part]:
    width = len(periods)
    agreed = Recommendation.acceptance.in_((Acceptance.ACCEPTED, Acceptance.PARTLY))
    answer = case(
        (Recommendation.acceptance.is_(None), literal("none")), (agreed, literal("agreed")),
        else_=literal("rejected"),
    )  # fmt: skip
    until = max(one.until for one in periods)
    done = case(
        (Recommendation.done_on.is_not(None), literal("done")),
        (Recommendation.due_on < until, literal("late")), else_=literal("running"),
    )  # fmt: skip
    cases = _tally(periods, OmbudsmanCase.opened_on, literal("case"), REGISTERED, joins=[
        (OmbudsmanCase, OmbudsmanCase.complaint_id == Complaint.id)])  # fmt: skip
    return [
        _part("recommended", "Aanbevelingen en maatregelen",
              _tally(periods, ENDED, answer, REGISTERED, joins=[RECOMMENDATION]),
              [("agreed", told("overgenomen, ook deels")), ("rejected", told("niet overgenomen")),
               ("none", told("nog geen antwoord"))], width=width,
              meaning=told("Van de klachten die in de periode zijn afgehandeld.")),
        _part("carried_out", "Wat er van overgenomen aanbevelingen kwam",
              _tally(periods, ENDED, done, REGISTERED, agreed, joins=[RECOMMENDATION]),
              [("done", told("uitgevoerd")), ("running", told("nog te doen")),
               ("late", told("over de datum"))],
              of=("recommended", "agreed"), width=width),
        Part("ombudsman", "De ombudsman",
             [Line("Onderzoeken begonnen", tuple(cases.get("case", [0] * width)), "case")],
             alone=True),
    ]  # fmt: skip


def _informal(periods: Periods) -> list[Part]:
    """Every report, also what was only said (the scheme)."""
    width = len(periods)
    report = Complaint.kind == Kind.REPORT
    became = case(
        (Complaint.state == State.I3, literal("solved")),
        (Complaint.state == State.I5, literal("converted")),
        (Complaint.state.in_((State.I6, State.I7)), literal("closed")), else_=literal("open"),
    )  # fmt: skip
    promise = case(
        (Complaint.taken_up_on.is_(None), literal("not")),
        (measures.TAKEN_UP_IN_TIME, literal("in_time")), else_=literal("late"),
    )  # fmt: skip
    return [
        _part("informal", "Meldingen bij de Servicedesk", _tally(periods, RECEIVED, became, report),
              [("solved", told("opgelost")), ("converted", told("omgezet in een klacht")),
               ("closed", told("gesloten of doorverwezen")), ("open", told("nog open"))],
              meaning=told("Alle meldingen, ook mondelinge. Zij tellen hierboven niet mee."),
              width=width),
        _part("promise", "Op tijd opgepakt", _tally(periods, RECEIVED, promise, report),
              [("in_time", told("binnen de toegezegde werkdagen")), ("late", told("later")),
               ("not", told("niet opgepakt"))], width=width),
    ]  # fmt: skip
