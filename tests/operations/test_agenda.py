"""The secret address of someone's calendar: what it gives, and to whom."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from models import AuditEvent, CalendarFeed, User, db
from operations import agenda, clock
from operations.transaction import transaction
from queries.agenda import hashed
from rules.errors import NotFound, NotPermitted
from rules.vocabulary import HearingStatus, State
from tests import thread
from tests.factories import a_complaint, a_contact, a_hearing, a_statement, an_assignment
from tests.thread import day, someone

WEDNESDAY = date(2026, 3, 4)


@pytest.fixture(autouse=True)
def on_wednesday(app):
    with day(WEDNESDAY):
        yield


def user(code: str) -> User:
    return db.session.get_one(User, thread.user_id(code))


def renewed(code: str = "coordinator") -> str:
    return agenda.renew(someone(code))


def shown(token: str) -> list[str]:
    db.session.rollback()
    return [str(one["SUMMARY"]) for one in Calendar.from_ical(agenda.feed(token)).walk("VEVENT")]


def a_file(code: str = "coordinator", **columns: object):
    return a_complaint(state=State.F8, handler=user(code), **columns)


def test_a_token_has_256_bits_and_only_its_hash_is_kept():
    token = renewed()
    assert len(token) == 43
    (kept,) = db.session.scalars(select(CalendarFeed.token_hash))
    assert kept == hashed(token) != token


def test_it_gives_the_hearings_of_ones_own_files():
    complaint = a_file()
    a_hearing(complaint)
    assert shown(renewed()) == [f"Hoorgesprek {complaint.reference}"]


def test_it_gives_what_one_hears_in_another_ones_file():
    complaint = a_file()
    a_hearing(complaint, heard_by_id=user("secretary").id)
    assert shown(renewed("secretary")) == [f"Hoorgesprek {complaint.reference}"]


def test_it_does_not_give_what_others_hear():
    a_hearing(a_file())
    assert shown(renewed("secretary")) == []


def test_no_name_no_place_and_no_subject_is_in_it():
    complaint = a_file(complainant=a_contact(family_name="Geheim"), subject="Onderwerp geheim")
    a_hearing(complaint, place="Kamer van Geheim", participants="Geheim")
    assert "geheim" not in agenda.feed(renewed()).casefold()


@pytest.mark.parametrize(
    "status", [HearingStatus.MOVED, HearingStatus.CANCELLED, HearingStatus.NO_SHOW]
)
def test_what_is_off_is_not_in_it(status):
    a_hearing(a_file(), status=status, over_reason="Ziek")
    assert shown(renewed()) == []


def test_a_moved_hearing_keeps_its_entry():
    complaint = a_file()
    first = a_hearing(complaint, status=HearingStatus.MOVED, over_reason="Ziek")
    a_hearing(complaint, moved_from_id=first.id, sequence=1)
    (event,) = Calendar.from_ical(agenda.feed(renewed())).walk("VEVENT")
    assert event["UID"] == f"hoorgesprek-{first.id}-{complaint.reference.lower()}@wederhoor"
    assert event["SEQUENCE"] == 1


@pytest.mark.parametrize(("days", "kept"), [(90, True), (91, False)])
def test_the_past_stays_for_three_months(days, kept):
    a_hearing(a_file(), planned_at=clock.now() - timedelta(days=days))
    assert bool(shown(renewed())) is kept


def test_an_assignment_that_ended_takes_the_hearings_out():
    complaint = a_complaint(state=State.F7)
    a_hearing(complaint)
    role = an_assignment(complaint, user("adviser1"))
    token = renewed("adviser1")
    assert len(shown(token)) == 1
    with transaction():
        role.ended_at = clock.now()
        db.session.merge(role)
    assert shown(token) == []


def test_one_who_proves_to_be_involved_sees_it_no_more():
    complaint = a_file()
    a_hearing(complaint)
    token = renewed()
    a_statement(complaint, user("coordinator"), involved=True)
    assert shown(token) == []


def test_a_new_address_ends_the_old_one():
    old = renewed()
    new = renewed()
    with pytest.raises(NotFound):
        agenda.feed(old)
    assert shown(new) == []


def test_an_address_can_be_taken_away():
    token = renewed()
    agenda.revoke(someone("coordinator"))
    with pytest.raises(NotFound):
        agenda.feed(token)


def test_of_a_user_who_left_nothing_is_given():
    token = renewed("secretary")
    with transaction():
        user("secretary").active = False
    with pytest.raises(NotFound):
        agenda.feed(token)


@pytest.mark.parametrize("token", ["", "x", "'; drop table calendar_feed; --", "é" * 43])
def test_an_unknown_address_does_not_exist(token):
    with pytest.raises(NotFound):
        agenda.feed(token)


@pytest.mark.parametrize("act", [agenda.renew, agenda.revoke])
def test_one_who_does_not_hear_has_no_address(act):
    with pytest.raises(NotPermitted):
        act(someone("servicedesk"))


def test_making_and_revoking_stand_in_the_trail_without_the_token():
    token = renewed()
    agenda.revoke(someone("coordinator"))
    events = db.session.scalars(
        select(AuditEvent).where(AuditEvent.verb.like("calendar:%")).order_by(AuditEvent.id)
    ).all()
    assert [one.verb for one in events] == ["calendar:renewed", "calendar:revoked"]
    assert token not in str([one.data for one in events])
