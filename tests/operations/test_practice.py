"""The clock of a demonstration can be moved; of a real record never."""

from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from models import AuditEvent, Mail, PracticeClock, db
from operations import audit, clock, outbox, practice
from operations.transaction import transaction
from rules.errors import Invalid, NotPermitted, Refusal
from rules.vocabulary import State
from tests.factories import a_complaint
from tests.postbox import Postbox, mail_server
from tests.thread import day, someone
from tests.views.record import nothing_changes

MONDAY = date(2026, 3, 2)


@pytest.fixture
def practising(app):
    """The record is a demonstration, on Monday 2 March 2026."""
    with day(MONDAY):
        with transaction():
            practice.mark()
        clock.forget()
        yield
    clock.forget()


def administrator():
    return someone("administrator")


def test_the_clock_of_a_real_record_never_moves(app):
    with nothing_changes():
        for to in (clock.today() + timedelta(days=7), None):
            with pytest.raises(Refusal, match="geen oefenomgeving"):
                practice.move(to, administrator())
        with pytest.raises(Refusal):
            practice.night(administrator())
    assert clock.ahead() is None
    assert clock.now() == pytest.approx(clock.machine_now(), abs=timedelta(seconds=2))


def test_someone_named_like_a_demonstration_user_makes_no_demonstration(app):
    """The users of these tests are called so: they are not what marks it."""
    assert practice.is_on() is False
    assert db.session.scalars(select(PracticeClock)).all() == []


def test_moved_every_act_happens_then(practising):
    practice.move(date(2026, 4, 14), administrator())
    assert clock.today() == date(2026, 4, 14)
    assert clock.machine_now().date() == MONDAY
    key = a_complaint(state=State.F5).recorded_at
    assert key.date() == date(2026, 4, 14)


def test_another_process_has_it_too(practising, app):
    practice.move(date(2026, 3, 9), administrator())
    with app.app_context():
        assert clock.today() == date(2026, 3, 9)


def test_it_goes_ahead_or_back_to_now(practising):
    practice.move(date(2026, 3, 9), administrator())
    for to in (date(2026, 3, 8), date(2032, 1, 1)):
        with pytest.raises(Invalid):
            practice.move(to, administrator())
    practice.move(None, administrator())
    assert clock.today() == MONDAY


@pytest.mark.parametrize("who", ["coordinator", "board1", "auditor"])
def test_only_an_administrator_moves_it(practising, who):
    with pytest.raises(NotPermitted):
        practice.move(date(2026, 3, 9), someone(who))


def test_the_trail_keeps_the_real_time_beside_it(practising):
    practice.move(date(2026, 3, 9), administrator())
    with transaction():
        audit.record(administrator(), "note:added")
    event = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert event.at.date() == date(2026, 3, 9)
    assert event.data["real_at"].startswith("2026-03-02")
    assert list(audit.breaks()) == []


def test_no_mail_leaves(practising, app):
    postbox = Postbox()
    with transaction():
        outbox.post(key="x", recipient="iemand@voorbeeld.nl", subject="x", body="x")
    with mail_server(app, postbox), pytest.raises(outbox.Unreachable, match="oefenomgeving"):
        outbox.deliver("test")
    assert postbox.received == []
    assert db.session.scalars(select(Mail.sent_at)).all() == [None]


def test_a_night_plans_the_reminders_of_the_new_day(practising):
    a_complaint(state=State.F5, handler=user("coordinator"))
    practice.night(administrator())
    before = Counter(db.session.scalars(select(Mail.subject)))
    practice.move(date(2026, 4, 10), administrator())
    lines = practice.night(administrator())
    assert "Herinneringen" in lines[-1]
    assert Counter(db.session.scalars(select(Mail.subject))) - before


def user(code):
    from tests.views.record import user as found

    return found(code)
