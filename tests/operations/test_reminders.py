"""Reminders and digests: once, for whom they concern, without a name."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from models import Duty, Mail, Unit, User, db
from operations import reminders
from operations.transaction import transaction
from rules.vocabulary import DutyMail, Role, State
from tests import thread
from tests.factories import a_complaint, a_contact, a_statement, a_user
from tests.thread import day

MONDAY = date(2026, 3, 2)
PERSON = {"first_name": "Wilhelmina", "infix": "", "family_name": "Vogelzang"}


def night(on, times=1):
    """The nightly job of this day."""
    with day(on):
        for _ in range(times):
            for key in db.session.scalars(select(User.id).order_by(User.id)).all():
                reminders.plan(key)
    db.session.rollback()


def mails(kind, user=None):
    db.session.rollback()
    query = select(Mail).where(Mail.key.startswith(f"{kind}:")).order_by(Mail.id)
    if user is not None:
        query = query.where(Mail.user_id == user)
    return db.session.scalars(query).all()


@pytest.fixture
def handler(app):
    with day(MONDAY):
        return a_user(Role.COORDINATOR)


@pytest.fixture
def complaint(handler):
    """Received on Monday 2 March: to be handled by Monday 13 April."""
    with day(MONDAY):
        return a_complaint(state=State.F5, handler=handler, complainant=a_contact(**PERSON))


def texts(kind, user):
    return [(one.subject, one.body) for one in mails(kind, user)]


@pytest.mark.parametrize(
    ("on", "count"),
    [(date(2026, 3, 29), 0), (date(2026, 3, 30), 1), (date(2026, 4, 13), 1), (date(2026, 4, 20), 1),
     (date(2026, 4, 21), 0)],
)  # fmt: skip
def test_a_reminder_goes_out_within_its_days(complaint, handler, on, count):
    night(on)
    assert len(mails("reminder", handler.id)) == count


def test_each_threshold_reminds_once(complaint, handler):
    for days in range(60):
        night(MONDAY + timedelta(days=days))
    subjects = [one.key.rsplit(":", 1)[1] for one in mails("reminder", handler.id)]
    assert subjects == ["14", "7", "2", "-1"]


def test_a_reminder_names_reference_duty_and_day_and_nobody(complaint, handler):
    night(date(2026, 3, 30))
    ((subject, body),) = texts("reminder", handler.id)
    assert subject == f"{complaint.reference}: Klacht afhandelen"
    assert f"- {complaint.reference}  Klacht afhandelen, uiterlijk 13-04-2026" in body
    assert "Vogelzang" not in subject + body
    assert complaint.subject not in body


def test_what_is_late_is_marked(complaint, handler):
    night(date(2026, 4, 14))
    ((subject, _),) = texts("reminder", handler.id)
    assert subject.endswith("te laat")
    ((subject, body),) = texts("digest", handler.id)
    assert subject == "Taken op 14-04-2026: 1, 1 te laat"
    assert "uiterlijk 13-04-2026, TE LAAT" in body


def test_the_last_day_itself_is_not_late(complaint, handler):
    night(date(2026, 4, 13))
    ((_, body),) = texts("digest", handler.id)
    assert "TE LAAT" not in body


def test_a_night_that_runs_twice_is_a_night_that_ran_once(complaint):
    a_complaint(state=State.F1)
    night(date(2026, 4, 6))
    once = [(one.key, one.body) for one in db.session.scalars(select(Mail).order_by(Mail.id))]
    night(date(2026, 4, 6), times=2)
    twice = [(one.key, one.body) for one in db.session.scalars(select(Mail).order_by(Mail.id))]
    assert once == twice
    assert once


def test_everyone_gets_one_digest_a_day(complaint, handler):
    night(date(2026, 3, 10), times=2)
    night(date(2026, 3, 11))
    assert len(mails("digest", handler.id)) == 2


def test_a_digest_has_the_own_duties_and_no_others(complaint, handler):
    with day(MONDAY):
        other = a_complaint(state=State.F5, handler=a_user(Role.COORDINATOR))
    night(date(2026, 3, 10))
    ((_, body),) = texts("digest", handler.id)
    assert complaint.reference in body
    assert other.reference not in body


def test_what_is_nobodys_goes_to_whoever_has_the_right(app):
    with day(MONDAY):
        loose = a_complaint(state=State.F4, complainant=a_contact(**PERSON))
        night(date(2026, 3, 10))
    for code, reaches in (("coordinator", True), ("secretary", True), ("servicedesk", False),
                          ("auditor", False)):  # fmt: skip
        found = texts("digest", thread.user_id(code))
        assert any(loose.reference in body for _, body in found) is reaches, code
        assert not any("Vogelzang" in body for _, body in found)


def test_who_is_involved_gets_nothing_about_the_file(complaint):
    involved = a_user(Role.COORDINATOR)
    with day(MONDAY):
        loose = a_complaint(state=State.F4)
        a_statement(loose, involved, involved=True)
    night(date(2026, 3, 10))
    assert not any(loose.reference in body for _, body in texts("digest", involved.id))


def test_who_has_nothing_to_do_gets_no_digest(app):
    night(date(2026, 3, 10))
    assert mails("digest") == []


@pytest.mark.parametrize(
    ("choice", "reminded", "digests"),
    [(DutyMail.BOTH, 1, 1), (DutyMail.DIGEST, 0, 1), (DutyMail.NONE, 0, 0)],
)
def test_everyone_chooses_which_mail_comes(complaint, handler, choice, reminded, digests):
    with transaction():
        db.session.get_one(User, handler.id).duty_mail = choice
    night(date(2026, 3, 30))
    assert len(mails("reminder", handler.id)) == reminded
    assert len(mails("digest", handler.id)) == digests


def test_who_left_gets_nothing(complaint, handler):
    with transaction():
        db.session.get_one(User, handler.id).active = False
    night(date(2026, 3, 30))
    assert mails("reminder", handler.id) + mails("digest", handler.id) == []


def test_a_duty_that_begins_later_is_not_mailed_before(app, handler):
    with day(MONDAY):
        old = a_complaint(state=State.F4, handler=handler, reference_on=date(2026, 3, 2))
        with transaction():
            row = db.session.scalars(select(Duty).where(Duty.complaint_id == old.id)).first()
            row.from_on = date(2026, 3, 23)
            row.text = "Later"
    for on, told in ((date(2026, 3, 22), False), (date(2026, 3, 23), True)):
        night(on)
        body = mails("digest", handler.id)[-1].body
        assert ("Later" in body) is told


# --- overviews of reports -------------------------------------------------------------------


@pytest.fixture
def units(app):
    names = db.session.scalars(select(Unit).order_by(Unit.id)).all()
    return names[0].id, names[1].id


def test_a_team_leader_gets_the_open_reports_of_the_own_unit_on_mondays(units):
    own, other = units
    leader = a_user(Role.TEAM_LEADER, unit_id=own)
    with day(MONDAY):
        mine = a_complaint(state=State.I1, unit_id=own, complainant=a_contact(**PERSON))
        theirs = a_complaint(state=State.I1, unit_id=other)
        done = a_complaint(state=State.I3, unit_id=own)
    night(date(2026, 3, 9), times=2)
    night(date(2026, 3, 10))
    ((_, body),) = texts("reports", leader.id)
    assert mine.reference in body
    assert theirs.reference not in body
    assert done.reference not in body
    assert "Vogelzang" not in body


def test_a_team_leader_without_open_reports_is_told_so(units):
    leader = a_user(Role.TEAM_LEADER, unit_id=units[0])
    night(date(2026, 3, 9))
    ((_, body),) = texts("reports", leader.id)
    assert "Er zijn geen open meldingen." in body


@pytest.mark.parametrize(
    ("on", "count"), [(date(2026, 3, 2), 1), (date(2026, 3, 9), 0), (date(2026, 3, 3), 0)]
)
def test_the_board_gets_figures_on_the_first_monday_of_a_month(units, on, count):
    with day(date(2026, 2, 23)):
        report = a_complaint(state=State.I1, unit_id=units[0])
    night(on)
    found = texts("reports", thread.user_id("board1"))
    assert len(found) == count
    for _, body in found:
        name = db.session.get_one(Unit, units[0]).name
        assert f"{name}: 1" in body
        assert report.reference not in body


def test_planning_does_not_send(complaint, handler):
    night(date(2026, 3, 30))
    assert {one.sent_at for one in mails("reminder")} == {None}
