"""Figures, counted by both databases: each number by hand, and the same files behind its list."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from models import Complaint, Unit, User, db
from operations.transaction import transaction
from queries import figures, measures
from queries.figures import ENDED, RECEIVED, Asked
from rules import periods
from rules.vocabulary import (
    Judgement,
    Kind,
    Outcome,
    Role,
    ScreeningOutcome,
    State,
)
from tests.factories import a_complaint, a_recommendation, a_user, acting, an_assignment
from tests.thread import FRIDAY

pytestmark = pytest.mark.usefixtures("in_november")


def asked(role=Role.BOARD, key="12m", kind=Kind.FORMAL, unit_id=None, **columns):
    return Asked(acting(a_user(role, **columns)), kind, periods.read(key, FRIDAY), unit_id)


def unit(name):
    return db.session.scalars(select(Unit).where(Unit.name == name)).one()


def changed(complaint, judgements=(), **columns):
    """What the file says after the fact; the figures read nothing else."""
    with transaction():
        row = db.session.get_one(Complaint, complaint.id)
        for name, value in columns.items():
            setattr(row, name, value)
        for conduct, judgement in zip(row.conducts, judgements, strict=False):
            conduct.judgement, conduct.judgement_reason = judgement, "Zo is het."
    return row


def ended(received_on, days, *, legal=42, **columns):
    """A complaint that took so many days."""
    complaint = a_complaint(state=State.F12, received_on=received_on)
    over = received_on + timedelta(days=days)
    legal_end = received_on + timedelta(days=legal)
    return changed(complaint, ended_on=over, concluded_on=over, legal_end=legal_end, **columns)


def test_what_came_in_during_the_period_and_not_the_day_before_or_after(app):
    for on in (date(2025, 11, 30), date(2025, 12, 1), date(2026, 11, 20)):
        a_complaint(received_on=on)
    assert figures.count(asked(), RECEIVED) == 2
    assert figures.count(asked().before, RECEIVED) == 0  # until 20 November 2025


def test_month_by_month(app):
    for on in (date(2025, 12, 1), date(2025, 12, 31), date(2026, 1, 1), date(2026, 11, 20)):
        a_complaint(received_on=on)
    found = figures.by_month(asked(), RECEIVED)
    assert found == {(2025, 12): 2, (2026, 1): 1, (2026, 11): 1}


def test_how_long_it_took_and_what_was_late(app):
    for days in (7, 8, 42, 43, 100):
        ended(date(2026, 3, 2), days)
    found = figures.ended(asked())
    assert found.days == {7: 1, 8: 1, 42: 1, 43: 1, 100: 1}
    assert (found.count, found.late, found.on_time, found.median) == (5, 2, 3, 42.0)
    assert found.weeks(8) == [1, 1, 0, 0, 0, 1, 1, 1]


@pytest.mark.parametrize(
    ("week", "days"), [(1, {0, 7}), (2, {8, 14}), (3, {15})], ids=["first", "second", "third"]
)
def test_the_weeks_of_a_list_are_those_of_the_bars(app, week, days):
    for lasted in (0, 7, 8, 14, 15):
        ended(date(2026, 3, 2), lasted)
    where = (measures.weeks_from(week), measures.weeks_to(week))
    rows = db.session.scalars(select(Complaint).where(*where))
    assert {(one.ended_on - one.received_on).days for one in rows} == days


J = Judgement
OUTCOMES = [
    pytest.param((J.FOUNDED,), {}, Outcome.FOUNDED, id="founded"),
    pytest.param((J.PARTLY_FOUNDED,), {}, Outcome.PARTLY_FOUNDED, id="partly"),
    pytest.param((J.UNFOUNDED,), {}, Outcome.UNFOUNDED, id="unfounded"),
    pytest.param((J.NO_JUDGEMENT,), {}, Outcome.NO_JUDGEMENT, id="no judgement"),
    pytest.param((J.FOUNDED, J.FOUNDED), {}, Outcome.FOUNDED, id="both founded"),
    pytest.param((J.FOUNDED, J.UNFOUNDED), {}, Outcome.PARTLY_FOUNDED, id="one of two founded"),
    pytest.param((J.UNFOUNDED, J.NO_JUDGEMENT), {}, Outcome.UNFOUNDED, id="unfounded and none"),
    pytest.param((), {"concluded_on": None, "withdrawn_on": FRIDAY}, Outcome.WITHDRAWN,
                 id="withdrawn"),
    pytest.param((), {"concluded_on": None, "settled_on": FRIDAY}, Outcome.SETTLED, id="settled"),
]  # fmt: skip


@pytest.mark.parametrize(("judgements", "columns", "outcome"), OUTCOMES)
def test_how_a_complaint_ended_as_a_whole(app, judgements, columns, outcome):
    from tests.factories import a_conduct

    complaint = a_complaint(state=State.F12, received_on=date(2026, 3, 2))
    for position in range(2, len(judgements) + 1):
        a_conduct(complaint, position=position)
    changed(complaint, judgements, state=State.F19, ended_on=FRIDAY, **columns)
    a_complaint(received_on=date(2026, 3, 2))  # open: it has no outcome
    assert figures.outcomes(asked()) == {outcome: 1}


@pytest.mark.parametrize(
    ("screening", "outcome"),
    [
        (ScreeningOutcome.REFUSED, Outcome.NOT_HANDLED),
        (ScreeningOutcome.LEFT_ASIDE, Outcome.NOT_HANDLED),
        (ScreeningOutcome.FORWARDED, Outcome.FORWARDED),
    ],
)
def test_what_was_not_handled(app, screening, outcome):
    complaint = a_complaint(state=State.F13, received_on=date(2026, 3, 2))
    with transaction():
        db.session.get_one(Complaint, complaint.id).conducts[0].screening = screening
    assert figures.outcomes(asked()) == {outcome: 1}


def test_causes_of_delay_the_most_common_first_and_only_of_what_was_late(app):
    for days, cause in ((50, "Ziekte."), (51, "Ziekte."), (60, "Verzet."), (20, "")):
        ended(date(2026, 3, 2), days, late_cause=cause)
    assert figures.causes(asked()) == [("Ziekte.", 2), ("Verzet.", 1)]


def test_with_whom_and_where(app):
    handler = a_user(Role.COORDINATOR, name="Karin")
    for state in (State.F4, State.F4, State.F8):
        a_complaint(state=state, handler=handler)
    a_complaint(state=State.F0)
    assert figures.states(asked()) == {State.F4: 2, State.F8: 1, State.F0: 1}
    assert figures.handlers(asked()) == [(handler.id, "Karin", 3), (None, "", 1)]


def test_what_is_late_today_or_soon(app):
    keys = [a_complaint().id for _ in range(4)]
    days = (date(2026, 11, 16), FRIDAY, date(2026, 12, 4), date(2026, 12, 5))
    for key, on in zip(keys, days, strict=True):
        changed(db.session.get_one(Complaint, key), due_on=on)
    board = asked()
    spans = ((None, date(2026, 11, 19)), (FRIDAY, FRIDAY), (date(2026, 11, 21), date(2026, 12, 4)))
    assert [figures.due(board, *span) for span in spans] == [1, 1, 1]
    ((key, _, due_on, state),) = figures.latest(board, 3)
    assert (key, due_on, state) == (keys[0], days[0], State.F0)


def test_reports_taken_up_in_time(app):
    for on in (date(2026, 11, 3), date(2026, 11, 4), date(2026, 11, 9)):
        report = a_complaint(state=State.I2, received_on=date(2026, 11, 2))
        changed(report, taken_up_on=on, take_up_due_on=date(2026, 11, 4))
    a_complaint(state=State.I0, received_on=date(2026, 11, 2))
    assert figures.taken_up(asked(Role.SERVICEDESK, kind=Kind.REPORT)) == (2, 3)


def test_a_recommendation_that_was_rejected_asks_nothing(app):
    from rules.vocabulary import Acceptance

    complaint = ended(date(2026, 3, 2), 30)
    owner = a_user(Role.TEAM_LEADER, name="Tom")
    for on, more in (
        (date(2026, 11, 19), {}),
        (FRIDAY, {}),
        (FRIDAY, {"done_on": FRIDAY, "result": "Gedaan."}),
        (FRIDAY, {"acceptance": Acceptance.REJECTED, "answer_reason": "Niet nodig."}),
    ):
        a_recommendation(complaint, due_on=on, owner_id=owner.id, **more)
    found = figures.to_do(asked(), 5)
    assert (found.open, found.late) == (2, 1)
    assert [(one.owner, one.due_on) for one in found.first] == [
        ("Tom", date(2026, 11, 19)), ("Tom", FRIDAY),
    ]  # fmt: skip


# --- who counts what ------------------------------------------------------------------------


def test_nobody_counts_a_file_in_which_he_is_involved(app):
    me = a_user(Role.BOARD)
    a_complaint(subject_user=me)
    a_complaint()
    assert figures.count(Asked(acting(me), Kind.FORMAL, periods.read("", FRIDAY)), RECEIVED) == 1


def test_a_team_leader_counts_the_reports_of_the_own_unit(app):
    own, other = unit("Servicedesk"), unit("Opleidingen")
    for one in (own, own, other):
        a_complaint(state=State.I1, unit_id=one.id)
    a_complaint(unit_id=own.id)
    leader = {"role": Role.TEAM_LEADER, "unit_id": own.id}
    assert figures.states(Asked(
        acting(a_user(Role.TEAM_LEADER, unit_id=own.id)), Kind.REPORT, periods.read("", FRIDAY)
    )) == {State.I1: 2}  # fmt: skip
    formal = Asked(acting(a_user(Role.TEAM_LEADER, unit_id=leader["unit_id"])), Kind.FORMAL,
                   periods.read("", FRIDAY))  # fmt: skip
    assert figures.states(formal) == {}


def test_of_one_unit(app):
    one, other = unit("Servicedesk"), unit("Opleidingen")
    for chosen in (one, one, other):
        a_complaint(unit_id=chosen.id)
    assert figures.count(asked(unit_id=one.id), RECEIVED) == 2
    found = figures.units(asked())
    assert found == [(one.id, "Servicedesk", 2), (other.id, "Opleidingen", 1)]


def test_an_administrator_counts_nothing(app):
    a_complaint()
    assert figures.count(asked(Role.ADMINISTRATOR), RECEIVED) == 0


def test_what_was_just_counted_is_not_counted_again(app):
    from tests.statements import counted

    board = asked()
    figures.ended(board)
    with counted() as seen:
        figures.ended(board)
    assert seen == []
    assert db.session.scalar(select(User.id).limit(1))  # and the database still answers


def test_ended_counts_on_the_day_of_the_end(app):
    ended(date(2025, 11, 3), 30)
    assert (figures.count(asked(), ENDED), figures.count(asked(), RECEIVED)) == (1, 0)


def test_whoever_stands_in_counts_at_the_desk_of_the_absent(app):
    me, absent = a_user(Role.ADVISER), a_user(Role.ADVISER)
    for adviser in (me, absent, absent):
        an_assignment(a_complaint(state=State.F6), adviser)
    own = acting(me)
    for actor, number in ((own, 1), (replace(own, acting_for=absent.id), 2), (own, 1)):
        asked_for = Asked(actor, Kind.FORMAL, periods.read("", FRIDAY))
        assert sum(figures.states(asked_for).values()) == number
