"""Hearing both sides (art. 9:7, 9:10 and 9:15 lid 3 Awb; law.md T24 to T27)."""

from datetime import date, timedelta

import pytest

from models import Complaint, Hearing, Party, db
from operations import clock, correspondence, hearings
from rules.errors import Conflict, Invalid, NotPermitted, Refusal
from rules.vocabulary import (
    AfterHearing,
    CaseRole,
    Event,
    HearingForm,
    HearingStatus,
    LetterKind,
    PartyKind,
    State,
    Track,
    WaiverGround,
)
from tests import thread
from tests.factories import a_complaint, a_contact, a_party, a_statement, an_assignment
from tests.thread import day, someone

COMPLAINANT, SUBJECT = PartyKind.COMPLAINANT, PartyKind.SUBJECT
WEDNESDAY = date(2026, 3, 4)
REPLY_BY, HEARD_ON = date(2026, 3, 18), date(2026, 3, 20)


@pytest.fixture(autouse=True)
def on_wednesday(app):
    with day(WEDNESDAY):
        yield


def a_file(state: State = State.F8, **columns: object) -> int:
    """Taken up, with one person complained about; the coordinator handles it."""
    coordinator = db.session.get_one(thread.User, thread.user_id("coordinator"))
    columns = {"track": Track.OWN, "handler": coordinator} | columns
    complaint = a_complaint(state=state, **columns)
    a_party(complaint)
    a_statement(complaint, coordinator)
    return complaint.id


def party(complaint_id: int, kind: PartyKind) -> Party:
    return next(one for one in thread.fresh(complaint_id).parties if one.kind is kind)


def plan(complaint_id: int, kind: PartyKind = COMPLAINANT, **data: object) -> int:
    defaults = {
        "party_id": party(complaint_id, kind).id,
        "planned_at": clock.now() + timedelta(days=16),
        "form": HearingForm.IN_PERSON,
        "place": "Kamer 1",
        "reply_by": REPLY_BY,
    }
    made = hearings.Plan(**defaults | data)
    return hearings.plan(someone("coordinator"), complaint_id, made)


def invite(complaint_id: int, kind: PartyKind = COMPLAINANT) -> int:
    letter = LetterKind.L08A if kind is COMPLAINANT else LetterKind.L08B
    return thread.letter("coordinator", complaint_id, letter, to=kind)


def record(hearing_id: int, version: int | None = None, **data: object) -> Hearing:
    hearing = db.session.get_one(Hearing, hearing_id)
    defaults = {
        "held_at": clock.now(),
        "minutes": 30,
        "heard_by_id": thread.user_id("coordinator"),
        "present": "Klager",
        "report": "Wat er gezegd is.",
    }
    made = hearings.Record(**defaults | data)
    hearings.record(someone("coordinator"), hearing_id, version or hearing.version, made)
    return db.session.get_one(Hearing, hearing_id)


def cancel(hearing_id: int, version: int = 1, follows: AfterHearing = AfterHearing.ANEW) -> None:
    over = hearings.Over("De kamer was bezet.", follows)
    hearings.cancel(someone("coordinator"), hearing_id, version, over)


def waive(
    complaint_id: int, ground: WaiverGround, kind: PartyKind = COMPLAINANT, code: str = "board1",
    **data: object,
) -> None:  # fmt: skip
    made = {"party_id": party(complaint_id, kind).id, "ground": ground, "evidence": "Zie de brief."}
    hearings.waive(someone(code), complaint_id, hearings.Waiver(**made | data))


def complete(complaint_id: int) -> Complaint:
    thread.step("coordinator", complaint_id, Event.COMPLETE_INQUIRY)
    return thread.fresh(complaint_id)


# --- planning -------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [State.F5, State.F8])
def test_a_hearing_is_planned_while_the_complaint_is_handled(state):
    hearing = db.session.get_one(Hearing, plan(a_file(state)))
    assert hearing.status is HearingStatus.PLANNED


@pytest.mark.parametrize("state", [State.F4, State.F9, State.F12])
def test_before_and_after_nobody_is_heard(state):
    with pytest.raises(Refusal, match="Horen kan pas"):
        plan(a_file(state))


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"place": " "}, "place"),
        ({"reply_by": date(2026, 3, 3)}, "reply_by"),
        ({"reply_by": date(2026, 3, 21)}, "reply_by"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_at_its_field(data, field):
    with pytest.raises(Invalid) as refused:
        plan(a_file(), **data)
    assert set(refused.value.messages) == {field}


def test_a_hearing_is_planned_in_the_future():
    with pytest.raises(Invalid) as refused:
        plan(a_file(), planned_at=clock.now() - timedelta(minutes=1), reply_by=None)
    assert set(refused.value.messages) == {"planned_at"}


@pytest.mark.parametrize("reply_by", [WEDNESDAY, HEARD_ON])
def test_the_answer_may_come_from_today_through_the_day_itself(reply_by):
    assert plan(a_file(), reply_by=reply_by)


# --- holding --------------------------------------------------------------------------------


def test_whoever_hears_stated_not_to_be_involved():
    hearing = plan(a_file())
    with day(HEARD_ON), pytest.raises(Invalid) as refused:
        record(hearing, heard_by_id=thread.user_id("secretary"))
    assert set(refused.value.messages) == {"heard_by_id"}


def test_a_hearing_is_not_held_in_the_future():
    with pytest.raises(Invalid) as refused:
        record(plan(a_file()), held_at=clock.now() + timedelta(minutes=1))
    assert set(refused.value.messages) == {"held_at"}


def test_a_report_can_still_be_changed_until_it_is_final():
    hearing = plan(a_file())
    record(hearing)
    assert record(hearing, report="Beter gezegd.", final=True).report_final_on == WEDNESDAY
    with pytest.raises(Refusal, match="verandert niet meer"):
        record(hearing, report="Toch anders.")
    assert db.session.get_one(Hearing, hearing).report == "Beter gezegd."


def test_an_empty_report_is_not_final():
    with pytest.raises(Invalid) as refused:
        record(plan(a_file()), report=" ", final=True)
    assert set(refused.value.messages) == {"report"}


def test_two_who_write_the_report_at_once_do_not_overwrite_each_other():
    hearing = plan(a_file())
    record(hearing)
    with pytest.raises(Conflict):
        record(hearing, version=1, report="Van een ander.")


def test_a_hearing_that_was_called_off_is_not_held():
    hearing = plan(a_file())
    cancel(hearing)
    with pytest.raises(Refusal, match="afgezegd"):
        record(hearing)


def test_a_hearing_that_was_held_is_not_called_off():
    hearing = plan(a_file())
    version = record(hearing).version
    with pytest.raises(Refusal, match="Alleen een gepland gesprek"):
        cancel(hearing, version)


# --- not hearing ----------------------------------------------------------------------------


def test_the_board_decides_that_a_complaint_is_evidently_unfounded():
    complaint_id = a_file()
    waive(complaint_id, WaiverGround.EVIDENTLY_UNFOUNDED)
    (waiver,) = thread.fresh(complaint_id).waivers
    assert (waiver.decided_by_id, waiver.decided_on) == (thread.user_id("board1"), WEDNESDAY)


def test_the_coordinator_does_not_decide_that():
    with pytest.raises(NotPermitted):
        waive(a_file(), WaiverGround.EVIDENTLY_UNFOUNDED, code="coordinator")


def test_with_a_committee_the_board_does_not_decide_that():
    """G03"""
    complaint_id = a_file(State.F7, track=Track.COMMITTEE)
    with pytest.raises(Refusal, match="9:15 lid 3"):
        waive(complaint_id, WaiverGround.EVIDENTLY_UNFOUNDED)
    assert thread.fresh(complaint_id).waivers == []


def test_the_committee_itself_does():
    complaint_id = a_file(State.F7, track=Track.COMMITTEE)
    adviser = db.session.get_one(thread.User, thread.user_id("adviser1"))
    an_assignment(thread.fresh(complaint_id), adviser, role=CaseRole.MEMBER)
    waive(complaint_id, WaiverGround.EVIDENTLY_UNFOUNDED, code="adviser1")
    assert len(thread.fresh(complaint_id).waivers) == 1


@pytest.mark.parametrize("ground", [WaiverGround.EVIDENTLY_UNFOUNDED, WaiverGround.DECLINED,
                                    WaiverGround.NO_REPLY])  # fmt: skip
def test_the_grounds_are_not_for_the_person_complained_about(ground):
    """G04"""
    with pytest.raises(Refusal, match="alleen voor de klager"):
        waive(a_file(), ground, SUBJECT, declared_on=WEDNESDAY)


def test_a_person_complained_about_can_decline():
    complaint_id = a_file()
    waive(complaint_id, WaiverGround.OWN_WISH, SUBJECT, "coordinator", declared_on=WEDNESDAY)
    assert len(thread.fresh(complaint_id).waivers) == 1


@pytest.mark.parametrize("declared_on", [None, date(2026, 3, 5)])
def test_a_declaration_has_a_day_that_has_come(declared_on):
    with pytest.raises(Refusal, match="Leg vast wanneer"):
        waive(a_file(), WaiverGround.DECLINED, declared_on=declared_on)


def test_what_shows_it_is_written_down():
    with pytest.raises(Invalid) as refused:
        waive(a_file(), WaiverGround.DECLINED, declared_on=WEDNESDAY, evidence=" ")
    assert set(refused.value.messages) == {"evidence"}


def test_it_is_recorded_once_per_person():
    complaint_id = a_file()
    waive(complaint_id, WaiverGround.DECLINED, declared_on=WEDNESDAY)
    with pytest.raises(Refusal, match="al vastgelegd"):
        waive(complaint_id, WaiverGround.EVIDENTLY_UNFOUNDED)


def test_silence_needs_an_invitation_that_went_out():
    complaint_id = a_file()
    plan(complaint_id)
    with day(HEARD_ON), pytest.raises(Refusal, match="Nodig eerst uit"):
        waive(complaint_id, WaiverGround.NO_REPLY)


def test_silence_counts_from_the_day_after_the_last_day_to_answer(app):
    complaint_id = a_file()
    plan(complaint_id)
    invite(complaint_id)
    with day(REPLY_BY), pytest.raises(Refusal, match="nog niet voorbij"):
        waive(complaint_id, WaiverGround.NO_REPLY)
    with day(date(2026, 3, 19)):
        waive(complaint_id, WaiverGround.NO_REPLY)
    assert len(thread.fresh(complaint_id).waivers) == 1


def test_thirteen_days_to_answer_are_too_few(app):
    complaint_id = a_file()
    plan(complaint_id, reply_by=date(2026, 3, 17))
    invite(complaint_id)
    with day(HEARD_ON), pytest.raises(Refusal, match="korter dan 14 dagen"):
        waive(complaint_id, WaiverGround.NO_REPLY)


# --- each one, and a report of each ---------------------------------------------------------


def obstacles(complaint_id: int) -> str:
    with pytest.raises(Refusal) as refused:
        complete(complaint_id)
    return str(refused.value)


def test_the_inquiry_is_complete_when_everyone_was_heard_and_reported():
    complaint_id = a_file()
    for kind in (COMPLAINANT, SUBJECT):
        record(plan(complaint_id, kind), final=True)
    assert complete(complaint_id).state is State.F9


def test_each_person_complained_about_is_offered_a_hearing():
    complaint_id = a_file()
    for kind in (COMPLAINANT, SUBJECT):
        record(plan(complaint_id, kind), final=True)
    a_party(thread.fresh(complaint_id), a_contact(family_name="Vergeten"))
    assert "Vergeten" in obstacles(complaint_id)


def test_a_hearing_without_final_report_stops_the_inquiry():
    complaint_id = a_file()
    waive(complaint_id, WaiverGround.OWN_WISH, SUBJECT, declared_on=WEDNESDAY)
    record(plan(complaint_id))
    assert "9:10 lid 3" in obstacles(complaint_id)


def test_a_silent_person_complained_about_was_offered_a_hearing(app):
    """Until the hearing itself has passed he may still come."""
    complaint_id = a_file()
    waive(complaint_id, WaiverGround.DECLINED, declared_on=WEDNESDAY)
    plan(complaint_id, SUBJECT)
    invite(complaint_id, SUBJECT)
    with day(HEARD_ON):
        assert "hoorgesprek" in obstacles(complaint_id)
    with day(HEARD_ON + timedelta(days=1)):
        assert complete(complaint_id).state is State.F9


def test_an_invitation_for_a_hearing_that_was_called_off_offers_nothing(app):
    complaint_id = a_file()
    waive(complaint_id, WaiverGround.DECLINED, declared_on=WEDNESDAY)
    hearing = plan(complaint_id, SUBJECT)
    invite(complaint_id, SUBJECT)
    cancel(hearing)
    with day(date(2026, 3, 30)):
        assert "hoorgesprek" in obstacles(complaint_id)


def test_a_new_hearing_gets_its_own_invitation(app):
    complaint_id = a_file()
    hearing = plan(complaint_id)
    first = invite(complaint_id)
    cancel(hearing)
    with pytest.raises(Refusal, match="Niemand hoeft"):
        invite(complaint_id)
    other = plan(complaint_id)
    second = db.session.get_one(correspondence.Letter, invite(complaint_id))
    assert second.id != first
    assert second.hearing_id == other
