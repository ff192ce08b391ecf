"""The figures of a year add up, on both databases: a small year by hand, and any year at all."""

import random
from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from models import (
    Category,
    Complaint,
    Extension,
    HearingWaiver,
    OmbudsmanCase,
    Postponement,
    Screening,
    Unit,
    db,
)
from operations import clock
from operations.transaction import transaction
from queries import register_figures
from rules import periods
from rules.breakdowns import Balance
from rules.vocabulary import (
    Acceptance,
    Channel,
    HearingStatus,
    Judgement,
    Kind,
    LateKind,
    ReferenceBasis,
    RefusalGround,
    ScreeningOutcome,
    State,
    TimeOutcome,
    Track,
    WaiverGround,
)
from tests.factories import (
    a_complaint,
    a_conduct,
    a_document,
    a_hearing,
    a_recommendation,
    a_user,
    an_ombudsman_case,
)
from tests.statements import counted
from tests.thread import FRIDAY

pytestmark = pytest.mark.usefixtures("in_november")


def years(number=2026):
    return periods.series(periods.year(number, FRIDAY), FRIDAY)


def told(counted, key):
    """The lines of a table that have something, as it is in the newest period."""
    part = next(one for one in counted.parts if one.key == key)
    return {str(line.label): line.numbers[-1] for line in part.lines if line.numbers[-1]}


def changed(complaint, *, screening=None, judgements=(), **columns):
    with transaction():
        row = db.session.get_one(Complaint, complaint.id)
        for name, value in columns.items():
            setattr(row, name, value)
        for conduct, judgement in zip(row.conducts, judgements, strict=False):
            conduct.judgement, conduct.judgement_reason = judgement, "Zo is het."
        if screening:
            for conduct in row.conducts:
                conduct.screening = screening
    return row


def over(complaint, days, *, legal=42, **columns):
    """Ended after so many days, of so many."""
    received = complaint.received_on
    ended = received + timedelta(days=days)
    return changed(complaint, ended_on=ended, concluded_on=ended if columns.pop("judged", True)
                   else None, legal_end=received + timedelta(days=legal), **columns)  # fmt: skip


# --- a small year, by hand ------------------------------------------------------------------


@pytest.fixture
def small_year(app):
    """Eight complaints and two written reports; what each is, stands beside it."""
    category = db.session.scalars(select(Category).order_by(Category.id)).first()
    unit = db.session.scalars(select(Unit).order_by(Unit.id)).first()
    # 1. of the year before, and still open: carried over, open.
    a_complaint(state=State.F5, received_on=date(2025, 12, 30))
    # 2. of the year before, ended in this one, in time: carried over, closed.
    two = a_complaint(state=State.F12, received_on=date(2025, 12, 31), track=Track.OWN)
    over(two, 30, judgements=[Judgement.FOUNDED])
    # 3. on the first day of the year, late: received, closed.
    three = a_complaint(state=State.F12, received_on=date(2026, 1, 1), category_id=category.id,
                        unit_id=unit.id, track=Track.OWN)  # fmt: skip
    a_conduct(three)
    over(three, 43, late_kind=LateKind.LETTER,
         judgements=[Judgement.FOUNDED, Judgement.UNFOUNDED])  # fmt: skip
    # 4. with a committee, in time after a postponement, the advice partly followed.
    four = a_complaint(state=State.F12, received_on=date(2026, 3, 2), channel=Channel.FORM,
                       category_id=category.id, track=Track.COMMITTEE)  # fmt: skip
    a_conduct(four)
    four = over(four, 80, legal=98, judgements=[Judgement.FOUNDED, Judgement.FOUNDED])
    member = a_user()
    with transaction():
        answers = (Judgement.FOUNDED, Judgement.UNFOUNDED)
        conducts = db.session.get_one(Complaint, four.id).conducts
        for conduct, advised in zip(conducts, answers, strict=True):
            conduct.advised, conduct.advised_reason = advised, "Zo zien wij het."
        db.session.add(Postponement(
            complaint_id=four.id, weeks=4, reason="Meer tijd.", decided_on=date(2026, 5, 1),
            decided_by_id=member.id, notice_complete_on=date(2026, 5, 2),
        ))  # fmt: skip
    # 5. refused for being too long ago.
    five = a_complaint(state=State.F13, received_on=date(2026, 4, 1))
    five = over(five, 20, judged=False, screening=ScreeningOutcome.REFUSED)
    with transaction():
        conduct = db.session.get_one(Complaint, five.id).conducts[0]
        conduct.time_outcome = TimeOutcome.OLDER
        db.session.add(Screening(
            conduct_id=conduct.id, outcome=ScreeningOutcome.REFUSED, proposed=False,
            ground=RefusalGround.OVER_A_YEAR, facts="Mei 2024.", reason="Te lang geleden.",
            by_id=member.id, at=clock.now(),
        ))  # fmt: skip
    # 6. withdrawn.
    six = a_complaint(state=State.F17, received_on=date(2026, 5, 1))
    over(six, 10, judged=False, withdrawn_on=date(2026, 5, 10))
    # 7. received on the very day, and open.
    a_complaint(state=State.F1, received_on=FRIDAY)
    # 8. a written report, solved.
    eight = a_complaint(state=State.I3, received_on=date(2026, 6, 1), channel=Channel.EMAIL)
    over(eight, 5, judged=False, settled_on=date(2026, 6, 5))
    # 9. one that became a complaint counts there; 10. what was only said is not registered.
    a_complaint(state=State.I5, received_on=date(2026, 6, 2))
    a_complaint(state=State.I2, received_on=date(2026, 6, 3), written=False, channel=Channel.PHONE)
    return {"three": three.id, "four": four.id}


def test_a_small_year_by_hand(small_year):
    found = register_figures.of(years())
    assert found.balances[-1] == Balance(carried_over=2, received=6, closed=6, open=2)
    assert found.balances[-2] == Balance(carried_over=0, received=2, closed=0, open=2)
    assert told(found, "kind") == {"formele klacht": 5, "schriftelijke melding": 1}
    assert told(found, "when") == {"1e kwartaal": 2, "2e kwartaal": 3, "4e kwartaal": 1}
    assert told(found, "channel") == {"post": 4, "klachtenformulier": 1, "e-mail": 1}
    assert set(told(found, "category").values()) == {2, 4}
    assert told(found, "category")["nog niet ingedeeld"] == 4
    assert told(found, "unit")["nog niet bekend"] == 5
    assert told(found, "outcome") == {
        "gegrond": 4, "ongegrond": 1, "ingetrokken": 1, "niet in behandeling genomen": 1,
        "informeel opgelost": 1,
    }  # fmt: skip
    assert told(found, "ground") == {"langer dan een jaar geleden": 1}
    assert told(found, "notice") == {"binnen de vier weken": 1}
    assert told(found, "time") == {"binnen twaalf maanden": 7, "langer dan een jaar geleden": 1}
    assert told(found, "older") == {"niet behandeld": 1}
    assert told(found, "track") == {
        "het bestuur zelf": 2, "met advies": 1, "niet aan behandeling toegekomen": 3,
    }  # fmt: skip
    assert told(found, "adviser") == {"een adviescommissie": 1}
    assert told(found, "followed") == {"deels gevolgd": 1}
    assert told(found, "term") == {
        "op tijd, zonder verdaging": 4, "op tijd, na verdaging": 1, "te laat": 1,
    }  # fmt: skip
    assert told(found, "late") == {"het opstellen of versturen van de brief": 1}
    assert told(found, "days") == {"In het midden (mediaan)": 25.0, "Negen van de tien binnen": 80}
    assert told(found, "informal") == {"opgelost": 1, "omgezet in een klacht": 1, "nog open": 1}
    assert told(found, "promise") == {"niet opgepakt": 3}


def test_how_parties_were_heard_and_what_was_recommended(small_year):
    three = db.session.get_one(Complaint, small_year["three"])
    four = db.session.get_one(Complaint, small_year["four"])
    with transaction():
        db.session.add(HearingWaiver(
            complaint_id=four.id, party_id=four.parties[0].id, ground=WaiverGround.NO_REPLY,
            evidence="Geen antwoord.", decided_by_id=1, decided_on=date(2026, 5, 1),
        ))  # fmt: skip
    a_hearing(three, status=HearingStatus.HELD, held_at=clock.now(), heard_by_id=1)
    for accepted, columns in (
        (Acceptance.ACCEPTED, {"done_on": FRIDAY, "result": "Klaar."}),
        (Acceptance.PARTLY, {"due_on": FRIDAY - timedelta(days=1), "answer_reason": "Deels."}),
        (Acceptance.ACCEPTED, {"due_on": FRIDAY}),
        (Acceptance.REJECTED, {"answer_reason": "Nee."}),
        (None, {}),
    ):
        a_recommendation(db.session.get_one(Complaint, four.id), acceptance=accepted, **columns)
    an_ombudsman_case(db.session.get_one(Complaint, four.id), opened_on=date(2026, 9, 1))
    found = register_figures.of(years())
    assert told(found, "complainants") == {
        "gehoord, in persoon": 1, "niet gehoord: geen reactie": 1,
        "niet gehoord, niet vastgelegd waarom": 1,
    }  # fmt: skip
    assert told(found, "recommended") == {
        "overgenomen, ook deels": 3, "niet overgenomen": 1, "nog geen antwoord": 1,
    }  # fmt: skip
    assert told(found, "carried_out") == {"uitgevoerd": 1, "nog te doen": 1, "over de datum": 1}
    assert told(found, "ombudsman") == {"Onderzoeken begonnen": 1}


def test_an_agreed_extension_counts_as_such_and_a_withdrawn_postponement_does_not(small_year):
    four = db.session.get_one(Complaint, small_year["four"])
    with transaction():
        row = db.session.scalars(select(Postponement)).one()
        row.withdrawn_on = date(2026, 5, 3)
    assert told(register_figures.of(years()), "term")["op tijd, zonder verdaging"] == 5
    document = a_document(db.session.get_one(Complaint, four.id))
    with transaction():
        db.session.add(Extension(
            complaint_id=four.id, agreed_until=date(2026, 6, 8), consent_on=date(2026, 5, 3),
            consent_document_id=document.id, reason="Meer tijd.", recorded_at=clock.now(),
            recorded_by_id=1,
        ))  # fmt: skip
    assert told(register_figures.of(years()), "term")["op tijd, na afgesproken uitstel"] == 1


@pytest.mark.parametrize(("days", "when"), [(28, "binnen de vier weken"), (29, "later")])
def test_a_refusal_is_told_within_four_weeks_or_later(app, days, when):
    """Received on Monday 2 March 2026: the last day is Monday 30 March (art. 9:8 lid 3)."""
    refused = a_complaint(state=State.F4, received_on=date(2026, 3, 2))
    changed(refused, state=State.F13, ended_on=date(2026, 3, 2) + timedelta(days=days),
            screening=ScreeningOutcome.REFUSED)  # fmt: skip
    assert told(register_figures.of(years()), "notice") == {when: 1}


def test_a_quarter_is_told_by_month(small_year):
    found = register_figures.of(periods.series(periods.quarter(2026, 2, FRIDAY), FRIDAY))
    assert found.balances[-1] == Balance(carried_over=2, received=3, closed=4, open=1)
    assert told(found, "when") == {
        "1e maand van het kwartaal": 1, "2e maand van het kwartaal": 1,
        "3e maand van het kwartaal": 1,
    }  # fmt: skip


def test_what_is_open_now_by_its_last_day(app):
    for days in (-1, 0, 14, 15, None):
        changed(a_complaint(state=State.F5, received_on=date(2026, 10, 1)),
                legal_end=FRIDAY + timedelta(days=days) if days is not None else None)  # fmt: skip
    found = register_figures.open_terms(FRIDAY)
    assert (found.all, found.late, found.soon, found.later, found.without) == (5, 1, 2, 1, 1)


# --- any year -------------------------------------------------------------------------------

STATES = (State.F5, State.F12, State.F13, State.F17, State.F19, State.I2, State.I3, State.I5,
          State.I6, State.I7)  # fmt: skip


def generated(seed, count=60):
    """So many files with any facts over three years, without what hangs on them."""
    chance = random.Random(seed)
    categories = [None, *db.session.scalars(select(Category.id))]
    rows = []
    for number in range(count):
        received = date(2024, 1, 1) + timedelta(days=chance.randint(0, 1050))
        state = chance.choice(STATES)
        ended = None
        if state not in {State.F5, State.I2}:
            ended = min(received + timedelta(days=chance.randint(0, 500)), FRIDAY)
        rows.append(Complaint(
            reference=f"P{seed}-{number}", kind=Kind.FORMAL if state.startswith("F") else
            Kind.REPORT, state=state, subject="x", channel=chance.choice(tuple(Channel)),
            written=chance.random() < 0.8, category_id=chance.choice(categories),
            received_at=datetime(2026, 1, 1, tzinfo=clock.AMSTERDAM), received_on=received,
            reference_on=received, reference_basis=ReferenceBasis.RECEIVED,
            term_start_on=received, ended_on=ended, concluded_on=ended,
            track=chance.choice((None, *Track)), recorded_at=clock.now(), open=ended is None,
            legal_end=chance.choice((None, received + timedelta(days=42))),
            late_kind=chance.choice((None, *LateKind)),
        ))  # fmt: skip
    with transaction():
        db.session.add_all(rows)
    return [one for one in rows if one.written and one.state is not State.I5]


@pytest.mark.parametrize("seed", range(4))
def test_every_period_closes_and_every_table_adds_up(app, seed):
    """Carried over and received is closed and open; each table adds up to what it divides."""
    rows = [(one.received_on, one.ended_on) for one in generated(seed)]
    for one in (periods.year(2024, FRIDAY), periods.year(2026, FRIDAY),
                periods.quarter(2026, 4, FRIDAY), periods.quarter(2025, 1, FRIDAY)):  # fmt: skip
        asked = periods.series(one, FRIDAY)
        found = register_figures.of(asked)
        for period, balance in zip(asked, found.balances, strict=True):
            assert balance.closes
            assert balance == Balance(
                sum(got < period.since and (end is None or end >= period.since)
                    for got, end in rows),
                sum(period.since <= got <= period.until for got, _ in rows),
                sum(end is not None and period.since <= end <= period.until for _, end in rows),
                sum(got <= period.until and (end is None or end > period.until)
                    for got, end in rows),
            )  # fmt: skip
        parts = {part.key: part for part in found.parts}
        divided = Counter(part.of for part in found.parts if part.of)
        assert divided["balance", "received"] == 5
        for part in found.parts:
            if part.of:
                whole = parts[part.of[0]].line(part.of[1]).numbers
                assert [sum(one) for one in zip(*(line.numbers for line in part.lines),
                                                strict=True)] == list(whole), part.key  # fmt: skip


def test_it_takes_as_many_statements_for_many_files_as_for_few(app):
    with counted() as few:
        register_figures.of(years())
    generated(1)
    with counted() as many:
        register_figures.of(years())
    assert len(many) == len(few) <= 26


def test_ombudsman_cases_of_what_is_not_registered_do_not_count(app):
    case = an_ombudsman_case(a_complaint(state=State.I2, written=False))
    assert db.session.get_one(OmbudsmanCase, case.id)
    assert told(register_figures.of(years()), "ombudsman") == {}
