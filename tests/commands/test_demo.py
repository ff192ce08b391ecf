"""``flask demo``: a set in which everything occurs, and rows by the thousand that are sound."""

from collections import Counter as Tally
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import pytest
from flask_migrate import upgrade
from sqlalchemy import func, not_, select

import settings
from admin_app import create_app
from models import AuditEvent, Complaint, Conduct, Contact, GrantProposal, Letter, Party, db
from operations import clock, demo_files, demo_history
from queries import cases, substitutions
from queries.complaints import visible_to
from queries.health import CLOCKS
from rules.case import CaseFacts
from rules.procedure import TRANSITIONS, advice_enclosed, reports_made
from rules.vocabulary import Event, Kind, LetterState, State, TimeOutcome
from tests import thread
from tests.conftest import FAST, PASSWORD
from tests.postgres import create_database
from tests.thread import someone

MONDAY = datetime(2026, 11, 23, 14, tzinfo=UTC)
BULK = 200
REACHED = {row.target for row in TRANSITIONS if row.target}
ALREADY_ASKED = {
    (Event.DELIVER_ADVICE, reports_made),  # by completing the inquiry, after which nobody is heard
    (Event.CONCLUDE, advice_enclosed),  # by delivering the advice: what was put away stays there
}
"""What no file can lack where these rows ask it once more."""


def demonstration(home, url):
    """An empty database, and what the command said while filling it."""
    environment = {"WEDERHOOR_HOME": str(home), "DATABASE_URL": url}
    app = create_app(settings.from_environment(environment), TESTING=True, **FAST)
    with app.app_context():
        upgrade()
        result = app.test_cli_runner().invoke(
            args=["demo", "--complaints", str(BULK), "--password", PASSWORD]
        )
    return app, result


@pytest.fixture(
    scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)]
)
def demo(request, tmp_path_factory):
    home = tmp_path_factory.mktemp("demo")
    url = f"sqlite:///{home}/demo.db"
    if request.param == "postgresql":
        url = create_database(request.getfixturevalue("postgres"), "demo")
    with clock.at(MONDAY):
        app, result = demonstration(home, url)
        with app.app_context():
            yield app, result
            db.session.remove()
            db.engine.dispose()


class File(NamedTuple):
    """What was asked once of one file of the small set; no test changes it."""

    state: State
    due_on: date | None
    notice_due_on: date | None
    extended: bool
    facts: CaseFacts


@pytest.fixture(scope="module")
def files(demo):
    """Every file of the small set, with what the procedure must know of it."""
    actor = someone("secretary")
    query = select(Complaint).where(small()).options(*CLOCKS)
    return [
        File(
            one.state, one.due_on, one.notice_due_on, bool(one.extensions), cases.facts(one, actor)
        )
        for one in db.session.scalars(query)
    ]


def small():
    """The bulk has one event in its trail, which says so."""
    bulk = select(AuditEvent.chain).where(AuditEvent.data["made"].as_string() == "demonstration")
    return Complaint.id.not_in(bulk)


def run(demo, *words):
    return demo[0].test_cli_runner().invoke(args=words)


def test_the_command_says_the_password(demo):
    assert demo[1].exit_code == 0, demo[1].output
    assert PASSWORD in demo[1].output


def test_every_state_that_can_be_reached_occurs(files):
    assert {one.state for one in files} == REACHED


def test_every_state_of_a_report_occurs(demo):
    db.session.rollback()
    states = set(db.session.scalars(select(Complaint.state).where(Complaint.kind == Kind.REPORT)))
    assert states == {state for state in State if state.startswith("I")}


def test_a_report_was_made_formal_both_ways(demo):
    """From the written report itself, and from a new form (law.md T06)."""
    db.session.rollback()
    made = db.session.scalars(select(Complaint).where(Complaint.source_id.is_not(None))).all()
    assert {one.received_on == one.source.received_on for one in made} == {True, False}


@pytest.mark.parametrize(
    ("row", "guard"),
    [
        pytest.param(row, guard, id=f"{row.event.value}-{guard.__name__}")
        for row in TRANSITIONS
        for guard in row.guards
        if (row.event, guard) not in ALREADY_ASKED
    ],
)
def test_each_kind_of_obstacle_occurs(files, row, guard):
    assert any(guard(one.facts) for one in files if one.state in row.sources)


@pytest.mark.parametrize("event", [row.event for row in TRANSITIONS if row.letter])
def test_each_letter_that_moves_a_file_is_still_to_be_sent_somewhere(files, event):
    row = next(row for row in TRANSITIONS if row.event is event)
    waiting = [one.facts for one in files if one.state in row.sources]
    if row.to_file:
        assert any(not facts.in_file(row.letter) for facts in waiting)
    else:
        assert any(facts.without(row.letter, facts.recipients) for facts in waiting)


def test_last_days_lie_on_every_side_of_today(files):
    today = clock.today()
    days = {(one.due_on - today).days for one in files if one.due_on}
    assert {0, 1} <= days
    assert min(days) < 0
    assert any(1 < day <= 7 for day in days)
    assert max(days) > 7


def test_the_notice_of_four_weeks_lies_on_every_side_too(files):
    today = clock.today()
    days = {(one.notice_due_on - today).days for one in files if one.notice_due_on}
    assert {0, 1} <= days
    assert min(days) < 0 < max(days)


def test_every_outcome_of_the_twelve_months_occurs(demo):
    found = set(db.session.scalars(select(Conduct.time_outcome).distinct()))
    assert found == set(TimeOutcome)


def test_someone_who_is_complained_about_does_not_see_the_file(demo):
    involved = select(Party.complaint_id).join(Contact).where(
        Contact.user_id == someone("team_leader").user_id
    )  # fmt: skip
    ids = db.session.scalars(involved).all()
    seen = select(Complaint.id).where(Complaint.id.in_(ids), visible_to(someone("team_leader")))
    assert ids
    assert db.session.scalars(seen).all() == []


def test_rights_wait_for_a_second_administrator_and_someone_stands_in(demo):
    assert [one.state for one in db.session.scalars(select(GrantProposal))] == ["proposed"]
    assert substitutions.of(someone("adviser2").user_id, clock.today())


def test_special_parties_occur(demo):
    contacts = db.session.scalars(select(Contact)).all()
    assert any(one.foreign_address for one in contacts)
    assert any(one.email_consent_on for one in contacts)
    assert any(one.organisation for one in contacts)
    assert any(one.user_id for one in contacts)


def test_more_time_was_given_in_every_way(files):
    assert any(one.extended for one in files)
    assert any(one.facts.postponed_weeks for one in files)
    assert any(one.facts.postponement_pending for one in files)


def test_letters_stand_as_draft_and_as_sent(demo):
    tally = Tally(db.session.scalars(select(Letter.state)))
    assert tally[LetterState.DRAFT]
    assert tally[LetterState.SENT] > tally[LetterState.DRAFT]


def test_acts_happened_in_order_and_not_in_the_future(demo):
    moments = [
        moment
        for chain, moment in db.session.execute(
            select(AuditEvent.chain, AuditEvent.at).order_by(AuditEvent.chain, AuditEvent.seq)
        )
        if chain == db.session.scalar(select(func.min(Complaint.id)))
    ]
    assert moments == sorted(moments)
    assert moments[-1] <= clock.now()


SOUND = [("deadlines", "check"), ("audit", "verify"), ("check",)]


@pytest.mark.parametrize("command", SOUND)
def test_the_record_is_sound(demo, command):
    result = run(demo, *command)
    assert result.exit_code == 0, result.output


def test_postgresql_takes_it_too(postgres, tmp_path, monkeypatch):
    """A part of the set: all of it takes PostgreSQL two minutes, in `make test-all`."""
    monkeypatch.setattr(demo_files, "STORIES", demo_files.STORIES[::8])
    monkeypatch.setattr(demo_files, "REPORTS", demo_files.REPORTS[::8])
    with clock.at(MONDAY):
        app, result = demonstration(tmp_path, create_database(postgres, "demo_part"))
        with app.app_context():
            assert result.exit_code == 0, result.output
            for command in SOUND:
                checked = app.test_cli_runner().invoke(args=command)
                assert checked.exit_code == 0, checked.output
            db.session.remove()
            db.engine.dispose()


def test_the_rows_came_on_top(demo):
    rows = select(func.count()).select_from(Complaint).where(not_(small()))
    assert db.session.scalar(rows) == BULK + demo_history.FILES


def test_a_second_time_adds_no_second_set(demo):
    result = run(demo, "demo")
    assert result.exit_code == 1
    assert "niet leeg" in result.output


def test_the_next_complaint_gets_the_next_number_and_key(demo):
    last = db.session.scalar(select(func.max(Complaint.id)))
    numbers = select(func.count()).where(Complaint.reference.like("K2026-%"))
    count = db.session.scalar(numbers)
    made = thread.fresh(thread.register(received_at=clock.now() - timedelta(hours=1)))
    assert (made.id, made.reference) == (last + 1, f"K2026-{count + 1:04d}")
    assert made.steps[0].event is Event.RECEIVE
    assert made.state is State.F0


def fingerprint():
    query = select(Complaint.reference, Complaint.subject, Complaint.complainant_names)
    return [tuple(row) for row in db.session.execute(query.order_by(Complaint.id))]


@pytest.mark.slow
def test_the_same_seed_gives_the_same_files(tmp_path):
    found = []
    for name in ("one", "other"):
        with clock.at(MONDAY):
            app, _ = demonstration(tmp_path / name, f"sqlite:///{tmp_path}/{name}.db")
            with app.app_context():
                found.append(fingerprint())
                db.session.remove()
                db.engine.dispose()
    assert found[0] == found[1]
