"""A rest day: first what it changes, then a button."""

from datetime import date

import pytest
from sqlalchemy import select

from models import CalendarDay, Complaint, db
from rules.vocabulary import State
from tests.factories import a_complaint
from tests.thread import RECEIVED, day
from tests.views.record import nothing_changes

ASKED = {"day": "2026-04-13", "name": "Proefdag", "source": "Stcrt. 2026, 1"}


@pytest.fixture(autouse=True)
def on_the_day_of_receipt(app):
    with day(RECEIVED):
        yield


def days():
    db.session.rollback()
    return db.session.scalars(select(CalendarDay.day)).all()


def test_a_new_day_first_shows_what_it_changes(app, signed_in):
    complaint = a_complaint(state=State.F5)
    reference = complaint.reference
    browser = signed_in("administrator")
    with nothing_changes():
        reply = browser.post("/admin/calendar/new/", data=ASKED)
    assert reply.status_code == 200
    for words in (reference, "ma 13-04-2026", "di 14-04-2026", "1 lopend dossier verandert"):
        assert words in reply.text
    assert complaint.complainant_names not in reply.text


def test_confirmed_it_is_there_and_the_file_says_so(app, signed_in):
    key = a_complaint(state=State.F5).id
    browser = signed_in("administrator")
    reply = browser.post("/admin/calendar/new/", data=ASKED | {"confirmed": "1"})
    assert reply.status_code == 302
    assert days() == [date(2026, 4, 13)]
    assert db.session.get_one(Complaint, key).legal_end == date(2026, 4, 14)
    page = signed_in("coordinator").get(f"/admin/complaint/details/?id={key}").text
    assert "afhandelen: 13-04-2026 wordt 14-04-2026" in page


def test_a_day_that_changes_nothing_needs_no_second_look(app, signed_in):
    a_complaint(state=State.F5)
    reply = signed_in("administrator").post(
        "/admin/calendar/new/", data=ASKED | {"day": "2026-04-14"}
    )
    assert reply.status_code == 302
    assert days() == [date(2026, 4, 14)]


def test_a_changed_day_shows_what_moves_back(app, signed_in):
    key = a_complaint(state=State.F5).id
    browser = signed_in("administrator")
    browser.post("/admin/calendar/new/", data=ASKED | {"confirmed": "1"})
    changed = ASKED | {"day": "2026-06-01", "version": "1"}
    reply = browser.post("/admin/calendar/edit/?id=1", data=changed)
    assert "ma 13-04-2026" in reply.text
    assert days() == [date(2026, 4, 13)]
    browser.post("/admin/calendar/edit/?id=1", data=changed | {"confirmed": "1"})
    assert days() == [date(2026, 6, 1)]
    assert db.session.get_one(Complaint, key).legal_end == date(2026, 4, 13)


def test_of_two_at_once_the_second_is_told(app, signed_in):
    a_complaint(state=State.F5)
    browser = signed_in("administrator")
    browser.post("/admin/calendar/new/", data=ASKED | {"confirmed": "1"})
    changed = ASKED | {"day": "2026-06-01", "version": "1", "confirmed": "1"}
    assert browser.post("/admin/calendar/edit/?id=1", data=changed).status_code == 302
    reply = browser.post("/admin/calendar/edit/?id=1", data=changed | {"day": "2026-06-02"})
    assert reply.status_code == 409
    assert days() == [date(2026, 6, 1)]


@pytest.mark.parametrize(
    "wrong", [{"day": ""}, {"day": "31-02-2026"}, {"name": ""}, {"source": ""}, {"day": "\0"}]
)
def test_what_is_wrong_is_told_at_its_field(app, signed_in, wrong):
    a_complaint(state=State.F5)
    (field,) = wrong
    reply = signed_in("administrator").post("/admin/calendar/new/", data=ASKED | wrong)
    assert reply.status_code == 422
    assert f'id="{field}-error"' in reply.text


def test_a_day_that_is_there_already_is_told_at_its_field(app, signed_in):
    a_complaint(state=State.F5)
    browser = signed_in("administrator")
    browser.post("/admin/calendar/new/", data=ASKED | {"confirmed": "1"})
    reply = browser.post("/admin/calendar/new/", data=ASKED)
    assert (reply.status_code, 'id="day-error"' in reply.text) == (422, True)


@pytest.mark.parametrize("who", ["coordinator", "auditor", "board1"])
def test_who_does_not_keep_the_calendar_sees_no_preview(app, signed_in, who):
    a_complaint(state=State.F5)
    reply = signed_in(who).post("/admin/calendar/new/", data=ASKED)
    assert reply.status_code == 403
    assert days() == []
