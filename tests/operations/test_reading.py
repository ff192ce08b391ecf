"""Opening a file that is not one's own: written down, and with a reason (law.md part 6, P10)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models import AuditEvent, User, db
from operations import clock, reading
from rules.errors import NotFound, ReasonWanted
from rules.vocabulary import ReadingReason
from tests import thread
from tests.factories import a_complaint
from tests.thread import fresh, someone

pytestmark = pytest.mark.usefixtures("app")


def seen() -> list[AuditEvent]:
    query = select(AuditEvent).where(AuditEvent.verb == "complaint:seen").order_by(AuditEvent.id)
    return list(db.session.scalars(query))


def own(**columns: object) -> int:
    return a_complaint(handler_id=thread.user_id("coordinator"), **columns).id


ASKED = [
    # who, sensitive: whether it is written down, and whether a reason is asked
    ("coordinator", False, False, False),  # handles it
    ("coordinator", True, True, False),
    ("secretary", False, False, False),  # does not
    ("secretary", True, True, True),
    ("board1", True, True, True),
    ("auditor", False, True, True),  # oversees
    ("auditor", True, True, True),
]  # fmt: skip


@pytest.mark.parametrize(("who", "sensitive", "written", "asked"), ASKED)
def test_who_says_why_before_a_file_opens(who, sensitive, written, asked):
    key, actor = own(sensitive=sensitive), someone(who)
    if asked:
        with pytest.raises(ReasonWanted):
            reading.opened(actor, fresh(key))
        assert seen() == []
        reading.explain(actor, key, ReadingReason.OVERSIGHT)
    reading.opened(actor, fresh(key))
    assert len(seen()) == written


def test_the_trail_has_the_reason_each_time():
    key, actor, start = own(), someone("auditor"), clock.now()
    with clock.at(start):
        reading.explain(actor, key, ReadingReason.INCIDENT)
    for minutes in (9, 10, 19, 20):
        with clock.at(start + timedelta(minutes=minutes)):
            reading.opened(actor, fresh(key))
    minutes = [(one.at - start) // timedelta(minutes=1) for one in seen()]
    assert minutes == [0, 10, 20]
    assert [one.data for one in seen()] == [{"reason": "incident"}] * 3


@pytest.mark.parametrize(("hours", "still"), [(8, False), (7.99, True)])
def test_a_reason_holds_for_eight_hours_after_the_last_look(hours, still):
    key, actor, start = own(), someone("auditor"), clock.now()
    with clock.at(start):
        reading.explain(actor, key, ReadingReason.OVERSIGHT)
    with clock.at(start + timedelta(hours=hours)):
        if still:
            reading.opened(actor, fresh(key))
        else:
            with pytest.raises(ReasonWanted):
                reading.opened(actor, fresh(key))


def test_a_reason_is_of_one_person_and_one_file():
    one, other = own(sensitive=True), own(sensitive=True)
    reading.explain(someone("auditor"), one, ReadingReason.OVERSIGHT)
    for who, key in (("auditor", other), ("secretary", one)):
        with pytest.raises(ReasonWanted):
            reading.opened(someone(who), fresh(key))


def test_nobody_explains_a_file_that_is_not_there_for_them():
    """SOD1: nor is it told that it is there."""
    auditor = db.session.get_one(User, thread.user_id("auditor"))
    key = a_complaint(subject_user=auditor, sensitive=True).id
    with pytest.raises(NotFound):
        reading.explain(someone("auditor"), key, ReadingReason.WORK)
    assert seen() == []
