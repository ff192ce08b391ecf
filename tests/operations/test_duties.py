"""The duties of a file follow its facts, act by act; received on Monday 2 March 2026."""

from datetime import date

import pytest
from sqlalchemy import event, select, update

from models import Complaint, Duty, db
from operations import correspondence, filing, handover, screening
from operations.transaction import transaction
from queries import duties
from rules.duties import DutyKind
from rules.vocabulary import (
    Event,
    HearingStatus,
    Judgement,
    LetterKind,
    PartyKind,
    Permission,
    Role,
    ScreeningOutcome,
    State,
    Track,
)
from tests import thread
from tests.factories import (
    a_complaint,
    a_conduct,
    a_contact,
    a_hearing,
    a_letter,
    a_party,
    a_statement,
    a_user,
    acting,
    an_assignment,
)
from tests.statements import counted
from tests.thread import RECEIVED, day, someone


@pytest.fixture(autouse=True)
def on_the_day_of_receipt(app):
    with day(RECEIVED):
        yield


def of(complaint):
    """Kind and last day of each duty in the file."""
    key = complaint if isinstance(complaint, int) else complaint.id
    db.session.rollback()
    rows = db.session.scalars(select(Duty).where(Duty.complaint_id == key).order_by(Duty.kind))
    return {row.kind: row.due_on for row in rows}


def mine(user):
    return set(db.session.scalars(select(Duty.id).where(duties.mine(acting(user)))))


def settle(complaint):
    with transaction():
        filing.settle(db.session.get_one(Complaint, complaint.id))


def registered():
    """With a handler, and not confirmed yet."""
    key = thread.register()
    thread.step("coordinator", key, Event.REGISTER)
    version, handler = thread.fresh(key).version, thread.user_id("coordinator")
    handover.assign(someone("coordinator"), key, version, handler, stated=True)
    return key


def test_a_new_file_is_to_be_confirmed_and_handled(app):
    assert of(a_complaint()) == {
        "acknowledge": date(2026, 3, 5),
        "handling": date(2026, 4, 13),
    }


def test_an_act_takes_its_duty_away_and_brings_the_next(app):
    key = registered()
    assert "acknowledge" in of(key)
    thread.letter("coordinator", key, LetterKind.L01, to=thread.PartyKind.COMPLAINANT)
    assert of(key) == {"screen": date(2026, 3, 30), "handling": date(2026, 4, 13)}


def test_a_letter_is_a_duty_until_it_is_sent(app):
    key = registered()
    complaint = thread.fresh(key)
    party = complaint.parties[0].id
    letter = correspondence.draft(
        someone("coordinator"), key, complaint.version, LetterKind.L01, party
    )
    assert of(key)["letter"] == date(2026, 3, 5)
    thread.finish("coordinator", letter)
    assert "letter" in of(key)
    thread.send("coordinator", letter)
    assert "letter" not in of(key)


def test_a_new_handler_gets_the_duties_of_the_file(app):
    key = a_complaint(state=State.F2).id
    secretary = thread.user_id("secretary")
    handover.assign(someone("coordinator"), key, thread.fresh(key).version, secretary, stated=True)
    rows = db.session.scalars(select(Duty).where(Duty.complaint_id == key))
    assert {row.user_id for row in rows} == {secretary}


def test_whoever_says_to_be_involved_loses_them(app):
    secretary = thread.user_id("secretary")
    key = a_complaint(state=State.F2, handler_id=secretary).id
    screening.declare_involved(someone("secretary"), key, "")
    db.session.rollback()
    rows = db.session.scalars(select(Duty).where(Duty.complaint_id == key)).all()
    assert rows
    assert {row.user_id for row in rows} == {None}


def test_a_hearing_is_a_duty_until_its_report_is_final(app):
    complaint = a_complaint(state=State.F8)
    hearing = a_hearing(complaint)
    assert of(complaint)["hearing"] == date(2026, 3, 9)
    with transaction():
        row = db.session.get_one(type(hearing), hearing.id)
        row.status, row.held_at, row.heard_by_id = (
            HearingStatus.HELD, row.planned_at, thread.user_id("coordinator"),
        )  # fmt: skip
    settle(complaint)
    assert "hearing" not in of(complaint)
    assert of(complaint)["report"] == date(2026, 4, 13)
    with transaction():
        db.session.get_one(type(hearing), hearing.id).report_final_on = RECEIVED
    settle(complaint)
    assert "report" not in of(complaint)


def test_an_older_conduct_is_for_the_board(app):
    complaint = a_complaint(state=State.F4)
    a_conduct(complaint, occurred_on=date(2024, 1, 1))
    assert of(complaint)["older"] == date(2026, 3, 30)
    row = db.session.scalars(select(Duty).where(Duty.kind == "escalate")).one()
    assert row.from_on == date(2026, 3, 23)
    assert row.text == "Het bestuur nu laten besluiten: onderdeel 2 is langer dan een jaar geleden"


def test_settling_again_changes_no_row(app):
    complaint = a_complaint(state=State.F8)
    a_hearing(complaint)
    a_letter(complaint, LetterKind.L07, sent=False)
    before = [(row.id, row.kind) for row in db.session.scalars(select(Duty).order_by(Duty.id))]
    written = []

    def note(_session, _context, _instances):
        written.extend(
            one for one in [*db.session.new, *db.session.dirty, *db.session.deleted]
            if isinstance(one, Duty) and db.session.is_modified(one)
        )  # fmt: skip

    event.listen(db.session, "before_flush", note)
    try:
        settle(complaint)
    finally:
        event.remove(db.session, "before_flush", note)
    assert written == []
    after = [(row.id, row.kind) for row in db.session.scalars(select(Duty).order_by(Duty.id))]
    assert after == before


def test_settling_a_young_file_reads_its_duties_and_nothing_else_for_them(app):
    complaint = a_complaint(state=State.F4)
    db.session.rollback()
    with counted() as seen:
        settle(complaint)
    tables = [one.split("FROM ")[1].split()[0] for one in seen if one.startswith("SELECT")]
    assert tables.count("duty") == 1
    assert {"hearing", "ombudsman_case", "recommendation"} & set(tables) == set()


# --- whose they are -------------------------------------------------------------------------


def test_the_own_duties_and_those_of_nobody(app):
    handler, other = a_user(Role.COORDINATOR), a_user(Role.COORDINATOR)
    a_complaint(state=State.F4, handler=handler)
    loose = of_ids(a_complaint(state=State.F4))
    assert mine(other) == loose
    assert mine(handler) > loose


def of_ids(complaint):
    db.session.rollback()
    return set(db.session.scalars(select(Duty.id).where(Duty.complaint_id == complaint.id)))


def test_a_right_for_own_files_reaches_no_other_file(app):
    adviser = a_user(Role.ADVISER)
    own, other = a_complaint(state=State.F8), a_complaint(state=State.F8)
    for complaint in (own, other):
        a_hearing(complaint)
        with transaction():
            db.session.execute(update(Duty).values(permission=Permission.ADVICE_WRITE))
    an_assignment(own, adviser)
    assert mine(adviser) == of_ids(own)


def test_for_whoever_is_involved_there_is_no_duty(app):
    user = a_user(Role.COORDINATOR)
    complaint = a_complaint(state=State.F4, handler=user)
    a_statement(complaint, user, involved=True)
    assert mine(user) == set()


def test_an_administrator_has_no_duties_in_files(app):
    a_complaint(state=State.F4)
    assert mine(a_user(Role.ADMINISTRATOR)) == set()


def test_a_team_leader_sees_the_own_measure_of_a_file_that_stays_closed(app):
    leader = a_user(Role.TEAM_LEADER)
    complaint = a_complaint(state=State.F8, handler=a_user(Role.COORDINATOR))
    with transaction():
        db.session.execute(
            update(Duty).values(user_id=leader.id, permission=Permission.FOLLOW_UP_WRITE)
        )
    assert mine(leader) == of_ids(complaint)
    a_statement(complaint, leader, involved=True)
    assert mine(leader) == set()


@pytest.mark.parametrize(("on", "there"), [(date(2026, 3, 22), False), (date(2026, 3, 23), True)])
def test_the_escalation_counts_from_day_21(app, on, there):
    complaint = a_complaint(state=State.F4)
    a_conduct(complaint, occurred_on=date(2024, 1, 1))
    user = a_user(Role.COORDINATOR)
    with day(on):
        kinds = set(db.session.scalars(select(Duty.kind).where(duties.mine(acting(user)))))
    assert ("escalate" in kinds) is there


def test_the_duty_of_a_refusal_stays_until_every_complainant_is_told(app):
    """Art. 9:8 lid 3 Awb."""
    complaint = a_complaint(state=State.F5)
    second = a_party(complaint, kind=PartyKind.COMPLAINANT)
    with transaction():
        complaint.conducts[0].screening = ScreeningOutcome.REFUSED
    first, *_ = complaint.parties
    a_letter(complaint, LetterKind.L05A, party=first)
    settle(complaint)
    assert "notice" in of(complaint)
    a_letter(complaint, LetterKind.L05A, party=second)
    settle(complaint)
    assert "notice" not in of(complaint)


def test_what_the_whole_board_decides_waits_for_the_secretary(app):
    """SOD3: no member sees the file."""
    complaint = a_complaint(state=State.F11, track=Track.OWN)
    with transaction():
        one = complaint.conducts[0]
        one.judgement, one.findings, one.judgement_reason = Judgement.FOUNDED, "Ja.", "Zo niet"
    settle(complaint)
    assert permissions(complaint) == {Permission.COMPLAINT_DECIDE}
    for code in ("board1", "board2"):
        a_party(complaint, a_contact(user_id=thread.user_id(code)), board_member=True)
    settle(complaint)
    assert permissions(complaint) == {Permission.DECISION_RECORD}


def permissions(complaint):
    return set(db.session.scalars(select(Duty.permission).where(
        Duty.complaint_id == complaint.id, Duty.kind == DutyKind.CONCLUDE
    )))  # fmt: skip
