"""A rest day first shows what it changes, and then changes it; files of Monday 2 March 2026."""

from datetime import date

import pytest
from sqlalchemy import select

from models import AuditEvent, CalendarDay, Complaint, DeadlineLine, db
from operations import administration, effects
from operations.administration import CalendarDayData
from operations.effects import Shift
from queries import timeline
from rules.errors import Invalid, NotPermitted
from rules.vocabulary import DeadlineKind, State
from tests.factories import a_complaint
from tests.thread import RECEIVED, day, someone
from tests.views.record import nothing_changes

LAST = date(2026, 4, 13)
DAY = CalendarDayData(LAST, "Proefdag", "Stcrt. 2026, 1")
TUESDAY = date(2026, 4, 14)


@pytest.fixture(autouse=True)
def on_the_day_of_receipt(app):
    with day(RECEIVED):
        yield


def preview(data=DAY, key=None):
    return administration.preview_calendar_day(key, data, someone("administrator"))


def save(data=DAY, key=None, version=None):
    return administration.save_calendar_day(key, data, version, someone("administrator"))


def ends(complaint):
    db.session.rollback()
    return db.session.get_one(Complaint, complaint.id).legal_end


def test_the_preview_names_the_file_with_old_and_new_day(app):
    complaint = a_complaint(state=State.F5)
    found = preview()
    assert found.shifts == (Shift(complaint.reference, DeadlineKind.HANDLING, LAST, TUESDAY),)
    assert (found.files, found.ended) == (1, 0)


def test_a_preview_changes_nothing(app):
    a_complaint(state=State.F5)
    with nothing_changes():
        preview()


@pytest.mark.parametrize("on", [date(2026, 3, 1), date(2026, 4, 10), date(2026, 4, 14)])
def test_a_day_on_which_nothing_ends_moves_no_last_day(app, on):
    a_complaint(state=State.F5)
    assert preview(CalendarDayData(on, "x", "x")).files == 0


def test_confirmed_it_moves_the_last_day(app):
    complaint = a_complaint(state=State.F5)
    save()
    assert ends(complaint) == TUESDAY


def test_only_the_files_that_change_get_a_line_in_their_history(app):
    changed = a_complaint(state=State.F5)
    same = a_complaint(state=State.F5, received_on=date(2026, 3, 3))
    save()
    chains = db.session.scalars(
        select(AuditEvent.chain).where(AuditEvent.verb == "deadline:recomputed")
    ).all()
    assert chains == [changed.id]
    (item,) = [one for one in timeline.of(db.session.get_one(Complaint, changed.id))
               if one.title == "Termijnen opnieuw berekend"]  # fmt: skip
    assert item.text == "afhandelen: 13-04-2026 wordt 14-04-2026\nReden: rustdag 13-04-2026"
    assert [one.title for one in timeline.of(db.session.get_one(Complaint, same.id))] == []


def test_moving_a_rest_day_moves_the_last_day_back(app):
    complaint = a_complaint(state=State.F5)
    key = save()
    other = CalendarDayData(date(2026, 6, 1), "Proefdag", "Stcrt. 2026, 1")
    assert preview(other, key).shifts == (
        Shift(complaint.reference, DeadlineKind.HANDLING, TUESDAY, LAST),
    )
    save(other, key, 1)
    assert ends(complaint) == LAST


def test_another_name_for_the_same_day_changes_no_file(app):
    a_complaint(state=State.F5)
    key = save()
    assert preview(CalendarDayData(LAST, "Andere naam", "Stcrt. 2026, 2"), key).files == 0


def test_an_ended_file_is_counted_apart_and_stays_right(app, run):
    ended = a_complaint(state=State.F12)
    found = preview()
    assert (found.shifts, found.files, found.ended) == ((), 0, 1)
    save()
    lines = db.session.scalars(
        select(DeadlineLine.legal_end).where(
            DeadlineLine.complaint_id == ended.id, DeadlineLine.kind == DeadlineKind.HANDLING
        )
    ).all()
    assert lines == [LAST, TUESDAY]
    assert run("deadlines", "check").exit_code == 0


def test_a_clock_that_stopped_is_not_shown(app):
    a_complaint(state=State.F5)  # no notice of not taking up can be owed any more
    assert preview(CalendarDayData(date(2026, 3, 30), "x", "x")).files == 0


def test_a_clock_that_runs_is_shown(app):
    complaint = a_complaint(state=State.F4)
    found = preview(CalendarDayData(date(2026, 3, 30), "x", "x"))
    assert found.shifts == (
        Shift(complaint.reference, DeadlineKind.NOTICE, date(2026, 3, 30), date(2026, 3, 31)),
    )


def test_of_many_the_first_two_hundred_are_shown_and_all_are_counted(app, monkeypatch):
    monkeypatch.setattr(effects, "MOST_SHIFTS", 3)
    monkeypatch.setattr("queries.health.BATCH", 2)
    keys = [a_complaint(state=State.F5).id for _ in range(5)]
    found = preview()
    assert (len(found.shifts), found.files) == (3, 5)
    save()
    query = select(Complaint.legal_end).where(Complaint.id.in_(keys))
    assert db.session.scalars(query).all() == [TUESDAY] * 5


def test_everything_follows_from_the_new_day(app, run):
    for state in (State.F0, State.F4, State.F5, State.F11, State.I1, State.F13):
        a_complaint(state=state)
    save()
    result = run("deadlines", "check")
    assert result.exit_code == 0, result.output


def test_a_day_that_is_there_already_is_refused_before_anything_is_shown(app):
    save()
    with pytest.raises(Invalid):
        preview()


def test_only_who_keeps_the_calendar_sees_what_it_would_change(app):
    with pytest.raises(NotPermitted):
        administration.preview_calendar_day(None, DAY, someone("coordinator"))
    assert db.session.scalars(select(CalendarDay)).all() == []
