"""A hearing answered, moved, called off or not attended, and who hears (law.md T24 to T27)."""

from datetime import date, datetime, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from models import Hearing, Mail, db
from operations import clock, correspondence, hearings
from rules.errors import Invalid, NotPermitted, Refusal
from rules.vocabulary import (
    AfterHearing,
    Answer,
    CaseRole,
    CommitteeRole,
    HearingForm,
    HearingStatus,
    LetterKind,
    LetterState,
    State,
    Track,
    WaiverGround,
)
from tests import thread
from tests.factories import a_contact, a_statement, an_assignment
from tests.operations.test_hearings import (
    COMPLAINANT,
    HEARD_ON,
    REPLY_BY,
    SUBJECT,
    WEDNESDAY,
    a_file,
    cancel,
    complete,
    invite,
    obstacles,
    party,
    plan,
    record,
    waive,
)
from tests.thread import day, someone

FRIDAY = date(2026, 3, 27)


@pytest.fixture(autouse=True)
def on_wednesday(app):
    with day(WEDNESDAY):
        yield


def hearing(key: int) -> Hearing:
    db.session.rollback()
    return db.session.get_one(Hearing, key)


def move(key: int, code: str = "coordinator", reason: str = "De klager is ziek.", **data) -> int:
    defaults = {
        "party_id": 0,
        "planned_at": datetime(2026, 3, 27, 9, tzinfo=clock.UTC),
        "form": HearingForm.IN_PERSON,
        "place": "Kamer 2",
        "reply_by": date(2026, 3, 20),
        "heard_by_id": thread.user_id("coordinator"),
    }
    made = hearings.Plan(**defaults | data)
    return hearings.move(someone(code), key, hearing(key).version, made, reason)


def no_show(
    key: int, follows: AfterHearing = AfterHearing.ANEW, reason: str = "Kwam niet."
) -> None:
    over = hearings.Over(reason, follows)
    hearings.no_show(someone("coordinator"), key, hearing(key).version, over)


def answer(key: int, said: Answer = Answer.COMES, on: date = WEDNESDAY, code="coordinator") -> None:
    hearings.answer(someone(code), key, hearing(key).version, said, on)


# --- answers --------------------------------------------------------------------------------


def test_what_someone_answers_is_kept_with_its_day():
    key = plan(a_file())
    answer(key, Answer.OTHER_DAY)
    assert (hearing(key).answer, hearing(key).answered_on) == (Answer.OTHER_DAY, WEDNESDAY)


@pytest.mark.parametrize("on", [WEDNESDAY - timedelta(days=1), WEDNESDAY + timedelta(days=1)])
def test_an_answer_came_between_the_receipt_and_today(on):
    key = plan(a_file())
    with pytest.raises(Invalid) as refused:
        answer(key, on=on)
    assert set(refused.value.messages) == {"answered_on"}


def test_a_hearing_that_is_over_gets_no_answer():
    key = plan(a_file())
    cancel(key)
    with pytest.raises(Refusal, match="gepland gesprek"):
        answer(key)


def test_who_answered_in_time_was_not_silent(app):
    complaint_id = a_file()
    key = plan(complaint_id)
    invite(complaint_id)
    answer(key)
    with day(HEARD_ON), pytest.raises(Refusal, match="op tijd gereageerd"):
        waive(complaint_id, WaiverGround.NO_REPLY)


# --- moving ---------------------------------------------------------------------------------


def test_a_moved_hearing_keeps_its_day_and_says_why():
    key = plan(a_file())
    before = hearing(key).planned_at
    later = move(key)
    old, new = hearing(key), hearing(later)
    assert (old.status, old.planned_at) == (HearingStatus.MOVED, before)
    assert old.over_reason == "De klager is ziek."
    assert (new.moved_from_id, new.status, new.party_id) == (
        key,
        HearingStatus.PLANNED,
        old.party_id,
    )
    assert clock.AMSTERDAM.fromutc(new.planned_at.replace(tzinfo=clock.AMSTERDAM)).day == 27


def test_a_hearing_does_not_move_without_a_reason():
    key = plan(a_file())
    with pytest.raises(Invalid) as refused:
        move(key, reason=" ")
    assert set(refused.value.messages) == {"reason"}
    assert hearing(key).status is HearingStatus.PLANNED


def test_a_move_to_the_past_changes_nothing():
    key = plan(a_file())
    with pytest.raises(Invalid) as refused:
        move(key, planned_at=clock.now() - timedelta(minutes=1), reply_by=None)
    assert set(refused.value.messages) == {"planned_at"}
    assert hearing(key).status is HearingStatus.PLANNED


def test_a_moved_hearing_needs_its_own_invitation(app):
    complaint_id = a_file()
    key = plan(complaint_id)
    invite(complaint_id)
    later = move(key)
    letter = db.session.get_one(correspondence.Letter, invite(complaint_id))
    assert letter.hearing_id == later


def test_an_invitation_that_was_not_sent_lapses_with_its_hearing(app):
    complaint_id = a_file()
    key = plan(complaint_id)
    complaint = thread.fresh(complaint_id)
    letter = correspondence.draft(
        someone("coordinator"), complaint_id, complaint.version, LetterKind.L08A,
        complaint.parties[0].id,
    )  # fmt: skip
    move(key)
    assert db.session.get_one(correspondence.Letter, letter).state is LetterState.WITHDRAWN


def test_what_moved_is_not_held():
    key = plan(a_file())
    move(key)
    with pytest.raises(Refusal, match="verzet"):
        record(key)


# --- calling off and staying away -----------------------------------------------------------


def test_a_hearing_is_called_off_with_a_reason_and_what_follows():
    key = plan(a_file())
    cancel(key, follows=AfterHearing.WAIVE)
    over = hearing(key)
    assert (over.status, over.over_next) == (HearingStatus.CANCELLED, AfterHearing.WAIVE)
    assert over.over_reason == "De kamer was bezet."


def test_nobody_goes_on_after_calling_off():
    key = plan(a_file())
    with pytest.raises(Invalid) as refused:
        cancel(key, follows=AfterHearing.GO_ON)
    assert set(refused.value.messages) == {"follows"}


def test_nobody_stays_away_from_what_is_still_to_come():
    key = plan(a_file())
    with day(HEARD_ON - timedelta(days=1)), pytest.raises(Refusal, match="moet nog komen"):
        no_show(key)
    with day(HEARD_ON):
        no_show(key)
    assert hearing(key).status is HearingStatus.NO_SHOW


def test_staying_away_asks_why():
    key = plan(a_file())
    with day(HEARD_ON), pytest.raises(Invalid) as refused:
        no_show(key, reason="")
    assert set(refused.value.messages) == {"reason"}


def test_a_person_complained_about_who_was_invited_and_stayed_away_had_the_opportunity(app):
    complaint_id = a_file()
    waive(complaint_id, WaiverGround.DECLINED, declared_on=WEDNESDAY)
    key = plan(complaint_id, SUBJECT)
    invite(complaint_id, SUBJECT)
    with day(HEARD_ON):
        no_show(key, AfterHearing.GO_ON)
        assert complete(complaint_id).state is State.F9


def test_one_who_is_planned_anew_is_still_to_be_heard(app):
    complaint_id = a_file()
    waive(complaint_id, WaiverGround.DECLINED, declared_on=WEDNESDAY)
    key = plan(complaint_id, SUBJECT)
    invite(complaint_id, SUBJECT)
    with day(HEARD_ON):
        no_show(key)
        assert "hoorgesprek" in obstacles(complaint_id)


def test_without_invitation_nobody_stayed_away():
    key = plan(a_file(), SUBJECT)
    with day(HEARD_ON), pytest.raises(Refusal, match="niet verzonden"):
        no_show(key, AfterHearing.GO_ON)


def test_without_the_complainant_one_does_not_go_on():
    key = plan(a_file())
    with day(HEARD_ON), pytest.raises(Refusal, match="niet bij de klager"):
        no_show(key, AfterHearing.GO_ON)


def test_silence_of_the_complainant_counts_after_a_reasonable_term(app):
    complaint_id = a_file()
    key = plan(complaint_id)
    invite(complaint_id)
    with day(HEARD_ON):
        no_show(key, AfterHearing.WAIVE)
        waive(complaint_id, WaiverGround.NO_REPLY)
    assert len(thread.fresh(complaint_id).waivers) == 1


def test_a_complainant_who_answered_was_not_silent(app):
    complaint_id = a_file()
    key = plan(complaint_id)
    invite(complaint_id)
    answer(key)
    with day(HEARD_ON), pytest.raises(Refusal, match="op tijd gereageerd"):
        no_show(key, AfterHearing.WAIVE)


def test_a_person_complained_about_is_not_silent_either(app):
    complaint_id = a_file()
    key = plan(complaint_id, SUBJECT)
    invite(complaint_id, SUBJECT)
    with day(HEARD_ON), pytest.raises(Refusal, match="9:10 lid 1"):
        no_show(key, AfterHearing.WAIVE)


# --- with an adviser or committee -----------------------------------------------------------

CHAIR, MEMBER = CommitteeRole.CHAIR, CommitteeRole.MEMBER


def with_committee(*seats: CommitteeRole) -> int:
    complaint_id = a_file(State.F7, track=Track.COMMITTEE)
    for place, seat in enumerate(seats, 1):
        member = db.session.get_one(thread.User, thread.user_id(f"adviser{place}"))
        complaint = thread.fresh(complaint_id)
        an_assignment(complaint, member, role=CaseRole.MEMBER, seat=seat)
        a_statement(complaint, member)
    return complaint_id


def planned(complaint_id: int, code: str = "adviser1", heard_by_id: int | None = None) -> int:
    made = hearings.Plan(
        party(complaint_id, COMPLAINANT).id, clock.now() + timedelta(days=16),
        HearingForm.IN_PERSON, "Kamer 1", REPLY_BY, heard_by_id=heard_by_id,
    )  # fmt: skip
    return hearings.plan(someone(code), complaint_id, made)


@pytest.mark.parametrize("code", ["board1", "coordinator", "secretary"])
def test_with_a_committee_nobody_else_plans(code):
    """Art. 9:15 lid 2 (R056)"""
    complaint_id = with_committee(CHAIR, MEMBER, MEMBER)
    with pytest.raises(Refusal, match="9:15 lid 2"):
        planned(complaint_id, code)
    assert thread.fresh(complaint_id).hearings == []


def test_the_committee_hears_whole():
    key = planned(with_committee(CHAIR, MEMBER, MEMBER), "adviser2")
    assert (hearing(key).heard_by_id, hearing(key).heard_by_all) == (
        thread.user_id("adviser1"), True,
    )  # fmt: skip


def test_or_it_leaves_the_hearing_to_one_member():
    member = thread.user_id("adviser3")
    key = planned(with_committee(CHAIR, MEMBER, MEMBER), heard_by_id=member)
    assert (hearing(key).heard_by_id, hearing(key).heard_by_all) == (member, False)


def test_but_to_nobody_outside_it():
    complaint_id = with_committee(CHAIR, MEMBER, MEMBER)
    with pytest.raises(Invalid) as refused:
        planned(complaint_id, heard_by_id=thread.user_id("coordinator"))
    assert set(refused.value.messages) == {"heard_by_id"}


@pytest.mark.parametrize("seats", [(CHAIR, MEMBER), (MEMBER, MEMBER, MEMBER)])
def test_a_committee_is_a_chair_and_two_members_when_it_plans(seats):
    """G09"""
    complaint_id = with_committee(*seats)
    with pytest.raises(Refusal, match="voorzitter"):
        planned(complaint_id)
    assert thread.fresh(complaint_id).hearings == []


def test_a_member_who_stepped_back_plans_nothing():
    complaint_id = with_committee(CHAIR, MEMBER, MEMBER)
    complaint = thread.fresh(complaint_id)
    member = db.session.get_one(thread.User, thread.user_id("board2"))
    an_assignment(complaint, member, role=CaseRole.MEMBER, seat=MEMBER, ended_at=clock.now())
    with pytest.raises(Refusal, match="9:15 lid 2"):
        planned(complaint_id, "board2")


def test_an_adviser_hears_alone():
    complaint_id = a_file(State.F6, track=Track.ADVISER)
    adviser = db.session.get_one(thread.User, thread.user_id("adviser1"))
    an_assignment(thread.fresh(complaint_id), adviser)
    a_statement(thread.fresh(complaint_id), adviser)
    key = planned(complaint_id)
    assert (hearing(key).heard_by_id, hearing(key).heard_by_all) == (adviser.id, False)


def test_the_coordinator_writes_down_the_answer_to_a_committee():
    key = planned(with_committee(CHAIR, MEMBER, MEMBER))
    answer(key)
    assert hearing(key).answer is Answer.COMES


def test_the_board_does_not():
    """G03"""
    key = planned(with_committee(CHAIR, MEMBER, MEMBER))
    with pytest.raises(NotPermitted):
        answer(key, code="board1")


def report(key: int, code: str, **data: object) -> None:
    made = {"held_at": clock.now(), "minutes": 30, "heard_by_id": None, "present": "Klager",
            "report": "Wat er gezegd is.", "final": True}  # fmt: skip
    hearings.record(someone(code), key, hearing(key).version, hearings.Record(**made | data))


def test_the_chair_settles_the_report():
    key = planned(with_committee(CHAIR, MEMBER, MEMBER))
    with pytest.raises(Refusal, match="voorzitter"):
        report(key, "adviser2")
    report(key, "adviser2", final=False)
    report(key, "adviser1")
    assert hearing(key).report_final_on == WEDNESDAY


# --- the report -----------------------------------------------------------------------------

PRESENT = "Johanna van Proef, klager"


def test_who_was_heard_has_time_to_comment_before_the_report_is_final(app):
    complaint_id = a_file()
    key = plan(complaint_id)
    record(key, present=PRESENT)
    thread.letter("coordinator", complaint_id, LetterKind.L10, to=COMPLAINANT)
    assert hearing(key).comment_asked_on == WEDNESDAY
    with day(REPLY_BY), pytest.raises(Refusal, match="tot en met 18-03-2026"):
        record(key, present=PRESENT, final=True)
    with day(date(2026, 3, 19)):
        assert record(key, present=PRESENT, final=True).report_final_on == date(2026, 3, 19)


def test_comments_are_kept_and_then_it_can_be_final(app):
    complaint_id = a_file()
    key = plan(complaint_id)
    record(key, present=PRESENT)
    thread.letter("coordinator", complaint_id, LetterKind.L10, to=COMPLAINANT)
    assert (
        record(key, present=PRESENT, final=True, comments="Ik zei: altijd.").comments
        == "Ik zei: altijd."
    )


def test_the_final_report_goes_out_as_a_letter_of_its_own(app):
    complaint_id = a_file()
    key = plan(complaint_id)
    record(key, present=PRESENT)
    first = thread.letter("coordinator", complaint_id, LetterKind.L10, to=COMPLAINANT)
    record(key, present=PRESENT, final=True, comments="Geen opmerkingen.")
    second = thread.letter("coordinator", complaint_id, LetterKind.L10, to=COMPLAINANT)
    assert second != first
    assert hearing(key).comment_asked_on == WEDNESDAY
    with pytest.raises(Refusal, match="al gemaakt"):
        thread.letter("coordinator", complaint_id, LetterKind.L10, to=COMPLAINANT)


# --- calendars ------------------------------------------------------------------------------


def mails() -> list[Mail]:
    db.session.rollback()
    return list(db.session.scalars(select(Mail).order_by(Mail.id)))


def event(mail: Mail):
    calendar = Calendar.from_ical(mail.calendar)
    assert calendar["METHOD"] == mail.calendar_method
    (found,) = calendar.walk("VEVENT")
    return found


def test_who_hears_and_the_handler_get_it_in_their_calendar():
    complaint_id = a_file()
    plan(complaint_id, heard_by_id=thread.user_id("coordinator"))
    (mail,) = mails()
    assert (mail.user_id, mail.calendar_method) == (thread.user_id("coordinator"), "REQUEST")
    assert mail.complaint_id == complaint_id
    assert event(mail)["SUMMARY"] == f"Hoorgesprek {thread.fresh(complaint_id).reference}"


def test_a_whole_committee_gets_it_one_member_alone_does_too():
    complaint_id = with_committee(CHAIR, MEMBER, MEMBER)
    planned(complaint_id)
    everyone = {
        thread.user_id(code) for code in ("adviser1", "adviser2", "adviser3", "coordinator")
    }
    assert {mail.user_id for mail in mails()} == everyone
    planned(complaint_id, heard_by_id=thread.user_id("adviser2"))
    assert {mail.user_id for mail in mails()[4:]} == {
        thread.user_id("adviser2"), thread.user_id("coordinator"),
    }  # fmt: skip


def test_no_name_and_no_number_is_in_the_mail():
    contact = a_contact(family_name="Geheim", phone="06 12345678")
    complaint_id = a_file(complainant=contact)
    plan(complaint_id, form=HearingForm.PHONE, place="06 12345678")
    (mail,) = mails()
    told = mail.subject + mail.body + mail.calendar
    assert "Geheim" not in told
    assert "06 12345678" not in told


def test_a_move_is_the_same_entry_with_a_higher_number():
    key = plan(a_file())
    third = move(move(key))
    first, second, last = (event(mail) for mail in mails())
    assert first["UID"] == second["UID"] == last["UID"]
    assert [one["SEQUENCE"] for one in (first, second, last)] == [0, 1, 2]
    assert last.decoded("DTSTART") == hearing(third).planned_at
    assert {mail.calendar_method for mail in mails()} == {"REQUEST"}


def test_who_no_longer_hears_is_told_that_it_is_off():
    complaint_id = a_file()
    secretary = db.session.get_one(thread.User, thread.user_id("secretary"))
    a_statement(thread.fresh(complaint_id), secretary)
    key = plan(complaint_id, heard_by_id=secretary.id)
    move(key)
    last = {mail.user_id: mail.calendar_method for mail in mails()[2:]}
    assert last == {secretary.id: "CANCEL", thread.user_id("coordinator"): "REQUEST"}


def test_a_hearing_that_is_called_off_leaves_the_calendar():
    key = plan(a_file())
    cancel(key)
    planned_mail, off = mails()
    assert (off.calendar_method, event(off)["STATUS"]) == ("CANCEL", "CANCELLED")
    assert event(off)["UID"] == event(planned_mail)["UID"]
    assert event(off)["SEQUENCE"] == 1


def test_a_refused_plan_sends_nothing():
    with pytest.raises(Invalid):
        plan(a_file(), place="")
    assert mails() == []


@pytest.mark.parametrize(
    ("given", "until", "told"),
    [
        pytest.param(None, None, False, id="no consent"),
        pytest.param(WEDNESDAY, None, True, id="consent of today"),
        pytest.param(WEDNESDAY, WEDNESDAY, False, id="withdrawn today"),
        pytest.param(WEDNESDAY + timedelta(days=1), None, False, id="consent of tomorrow"),
    ],
)
def test_a_party_gets_mail_only_with_consent(given, until, told):
    """R01F; art. 2:8 Awb"""
    contact = a_contact(
        email="klager@post.example", email_consent_on=given, email_consent_until=until
    )
    plan(a_file(complainant=contact))
    assert ("klager@post.example" in {mail.recipient for mail in mails()}) is told


def test_the_entry_of_a_party_names_no_other_guest():
    contact = a_contact(email="klager@post.example", email_consent_on=WEDNESDAY)
    plan(a_file(complainant=contact))
    (mine,) = (mail for mail in mails() if mail.user_id is None)
    assert event(mine)["ATTENDEE"] == "mailto:klager@post.example"


def test_one_who_was_said_to_be_involved_gets_no_mail():
    complaint_id = a_file()
    coordinator = db.session.get_one(thread.User, thread.user_id("coordinator"))
    a_statement(thread.fresh(complaint_id), coordinator, involved=True)
    made = hearings.Plan(
        party(complaint_id, COMPLAINANT).id, clock.now() + timedelta(days=9), HearingForm.PHONE, "x"
    )
    hearings.plan(someone("secretary"), complaint_id, made)
    assert mails() == []


def test_a_moved_entry_to_go_along_with_a_letter_is_the_same_one():
    complaint_id = a_file()
    key = plan(complaint_id)
    later = move(key)
    name, text, method = hearings.calendar_entry(someone("coordinator"), complaint_id, later)
    (found,) = Calendar.from_ical(text).walk("VEVENT")
    assert (name, method) == (
        f"Hoorgesprek {thread.fresh(complaint_id).reference}.ics", "PUBLISH",
    )  # fmt: skip
    assert found["UID"] == event(mails()[0])["UID"]
