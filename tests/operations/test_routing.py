"""Who handles the complaint: the board, an adviser, a committee (law.md T18 to T22)."""

from datetime import date, timedelta

import pytest

from models import Assignment, AuditEvent, CommitteeMember, Contact, Party, Tie, User, db
from operations import access, clock, committees, intake, judging, routing, screening
from operations.committees import TieData
from operations.transaction import transaction
from queries import cases, complaints
from rules.deadlines import Flag
from rules.errors import Invalid, NotFound, NotPermitted, Refusal
from rules.law import awb
from rules.vocabulary import (
    CaseRole,
    CommitteeRole,
    DeadlineKind,
    Event,
    LetterKind,
    PartyKind,
    Permission,
    State,
    TieKind,
    Track,
)
from tests import thread
from tests.factories import received
from tests.thread import day, decided, fresh, someone, step, user_id

MONDAY = date(2026, 3, 9)


def handling_end(complaint_id: int) -> date:
    lines = fresh(complaint_id).deadlines
    return [line.legal_end for line in lines if line.kind is DeadlineKind.HANDLING][-1]


def chosen(**more: object) -> judging.BoardDecision:
    """A decision of the board to ask advice."""
    return decided(**{"reason": "De zaak weegt zwaar.", "advisers_stated": True} | more)


def advisers(complaint_id: int) -> set[str]:
    return {
        one.user.email.partition("@")[0]
        for one in cases.advising(fresh(complaint_id), clock.today())
    }


def member_of(committee: int, code: str) -> CommitteeMember:
    query = db.session.query(CommitteeMember)
    return query.filter_by(committee_id=committee, user_id=user_id(code)).one()


# --- choosing -------------------------------------------------------------------------------


def test_a_committee_gives_ten_weeks(file):
    assert handling_end(file) == date(2026, 4, 13)
    thread.to_committee(file)
    assert (fresh(file).state, fresh(file).track) == (State.F7, Track.COMMITTEE)
    assert handling_end(file) == date(2026, 5, 11)


def test_an_adviser_gives_ten_weeks(file):
    thread.to_adviser(file)
    assert (fresh(file).state, handling_end(file)) == (State.F6, date(2026, 5, 11))
    assert advisers(file) == {"adviser1"}


def test_both_last_days_are_known_before_choosing(file):
    own = cases.handling_ends(fresh(file), Track.OWN, MONDAY)
    assert own == (date(2026, 4, 13), date(2026, 4, 13))
    committee = cases.handling_ends(fresh(file), Track.COMMITTEE, MONDAY)
    assert committee == (date(2026, 4, 13), date(2026, 5, 11))


def test_the_members_are_assigned_with_their_seats_and_see_the_file(file):
    with pytest.raises(NotFound):
        access.require(someone("adviser2"), Permission.COMPLAINT_READ, fresh(file))
    thread.to_committee(file)
    seats = {one.user.email[:8]: one.seat for one in cases.advising(fresh(file), MONDAY)}
    assert seats == {
        "adviser1": CommitteeRole.CHAIR,
        "adviser2": CommitteeRole.MEMBER,
        "adviser3": CommitteeRole.MEMBER,
    }
    assert complaints.get(someone("adviser2"), file) is not None


def test_the_decision_is_kept_with_its_document(file):
    decision = decided(
        reason="De zaak weegt zwaar.",
        advisers_stated=True,
        document=received(),
    )
    thread.to_committee(file, decision=decision)
    document_id = fresh(file).decisions[-1].document_id
    assert [one.name for one in fresh(file).documents if one.id == document_id] == ["besluit.pdf"]


def test_each_appointment_is_in_the_trail(file):
    thread.to_committee(file)
    verbs = db.session.scalars(db.select(AuditEvent.verb).where(AuditEvent.chain == file)).all()
    assert verbs.count("complaint:appointed") == 3


def test_only_the_board_chooses(file):
    committee = thread.a_committee()
    with pytest.raises(NotPermitted):
        step("secretary", file, Event.APPOINT_COMMITTEE, committee_id=committee,
             decision=chosen())  # fmt: skip
    assert fresh(file).state is State.F4


def test_a_choice_needs_a_committee(file):
    with pytest.raises(Invalid) as wrong:
        step(
            "board1",
            file,
            Event.APPOINT_COMMITTEE,
            decision=chosen(),
        )
    assert "committee_id" in wrong.value.messages


# --- composition and ties (R054, R055) ------------------------------------------------------


def test_g09_a_committee_of_two_is_not_appointed(file):
    committee = thread.a_committee(members=1)
    with pytest.raises(Refusal, match="voorzitter en twee leden") as refused:
        step("board1", file, Event.APPOINT_COMMITTEE, committee_id=committee,
             decision=chosen())  # fmt: skip
    assert refused.value.obstacles[0].repair == f"committee:{committee}"


def test_without_their_statement_nobody_is_appointed(file):
    with pytest.raises(Refusal) as refused:
        thread.to_committee(file, decision=decided(reason="x"))
    assert len(refused.value.obstacles) == 3
    assert {one.basis for one in refused.value.obstacles} == {awb("9:7", 1)}
    assert fresh(file).state is State.F4


def tied(committee: int, to_on: date | None, **judged: object) -> None:
    member = member_of(committee, "adviser2")
    tie = TieData(member.id, TieKind.TEACHER, from_on=date(2015, 1, 1), to_on=to_on, **judged)
    committees.save_tie(None, tie, None, someone("secretary"))


def appoint(file: int, committee: int, reason: str = "") -> None:
    step("board1", file, Event.APPOINT_COMMITTEE, committee_id=committee, reason=reason,
         decision=chosen())  # fmt: skip


def test_a_tie_that_lasts_bars_whatever_the_reason(file):
    committee = thread.a_committee()
    tied(committee, None)
    with pytest.raises(Refusal, match="Heeft nu een binding"):
        appoint(file, committee, "Toch.")


def test_g10_a_recent_tie_waits_until_the_board_says_why_it_is_not_recent(file):
    committee = thread.a_committee()
    tied(committee, MONDAY - timedelta(days=3 * 365))
    with pytest.raises(Refusal, match="korter dan 5 jaar"):
        appoint(file, committee, "Toch.")
    tie = db.session.query(Tie).one()
    judged = TieData(tie.member_id, tie.kind, from_on=tie.from_on, to_on=tie.to_on,
                     judged_not_recent_on=MONDAY, judged_reason="Eén gastles.")  # fmt: skip
    committees.save_tie(tie.id, judged, tie.version, someone("secretary"))
    appoint(file, committee)
    assert fresh(file).state is State.F7


@pytest.mark.parametrize(("ended", "bars"), [(date(2021, 3, 10), True), (date(2021, 3, 9), False)])
def test_a_tie_is_recent_until_five_years_later(file, ended, bars):
    committee = thread.a_committee()
    tied(committee, ended)
    if bars:
        with pytest.raises(Refusal, match="10-03-2026"):
            appoint(file, committee)
    else:
        appoint(file, committee)


def test_a_member_who_was_never_asked_about_ties_is_not_appointed(file):
    committee = thread.a_committee()
    member = member_of(committee, "adviser3")
    asked = committees.MemberData(committee, member.user_id, member.role, member.from_on)
    committees.save_member(member.id, asked, member.version, someone("secretary"))
    with pytest.raises(Refusal, match="Vraag naar bindingen"):
        appoint(file, committee)


def rename(code: str, name: str) -> None:
    with transaction():
        db.session.get_one(User, user_id(code)).name = name


def test_a_member_with_the_name_of_a_party_is_weighed_with_a_reason(file):
    rename("adviser2", "Mr. J. Horst")
    committee = thread.a_committee()
    with pytest.raises(Refusal, match="lijkt op"):
        appoint(file, committee)
    appoint(file, committee, "Geen familie, dat is gevraagd.")
    assert fresh(file).steps[-1].reason == "Geen familie, dat is gevraagd."


def test_a_member_who_is_complained_about_is_not_appointed(file):
    subject = next(one for one in fresh(file).parties if one.kind is PartyKind.SUBJECT)
    is_user(subject.contact_id, "adviser3")
    with pytest.raises(Refusal, match="betrokken"):
        thread.to_committee(file)


# --- switching (T21, T22) -------------------------------------------------------------------


def test_the_board_can_still_ask_advice_while_it_handles_the_complaint(file):
    thread.to_own_track(file)
    thread.to_committee(file)
    assert (fresh(file).state, handling_end(file)) == (State.F7, date(2026, 5, 11))


def test_after_the_last_day_asking_advice_does_not_bring_the_term_back(file):
    thread.to_own_track(file)
    with day(date(2026, 4, 14)):
        with pytest.raises(Refusal, match="herleeft niet"):
            thread.to_committee(file)
        step("board1", file, Event.APPOINT_ADVISER, adviser_id=user_id("adviser1"),
             decision=chosen(), reason="Alsnog advies.")  # fmt: skip
        assert handling_end(file) == date(2026, 4, 13)
        lines = [one for one in fresh(file).deadlines if one.kind is DeadlineKind.HANDLING]
        assert Flag.LATE_SWITCH.value in lines[-1].flags


def test_back_to_the_board_the_advisers_see_nothing_from_that_moment(file):
    thread.to_committee(file)
    step("board1", file, Event.RESUME_OWN, decision=decided(), reason="De commissie valt weg.")
    assert (fresh(file).state, fresh(file).track) == (State.F5, Track.OWN)
    assert advisers(file) == set()
    assert complaints.get(someone("adviser1"), file) is None


def test_who_asks_advice_says_why(file):
    with pytest.raises(Invalid) as wrong:
        thread.to_adviser(file, decision=decided(advisers_stated=True))
    assert "reason" in wrong.value.messages


def test_back_to_the_board_needs_a_reason(file):
    thread.to_committee(file)
    with pytest.raises(Invalid) as wrong:
        step("board1", file, Event.RESUME_OWN, decision=decided())
    assert "reason" in wrong.value.messages


# --- replacing ------------------------------------------------------------------------------


def replace(file: int, leaving: str | None, coming: str | None, **given: object) -> None:
    defaults = {"seat": None, "stated": True, "reason": "Verschoning."}
    routing.replace_adviser(
        someone("board1"), file, fresh(file).version,
        user_id(leaving) if leaving else None, user_id(coming) if coming else None,
        **defaults | given,
    )  # fmt: skip


def a_fourth() -> str:
    with transaction():
        first = db.session.get_one(User, user_id("adviser1"))
        db.session.add(
            User(email="adviser4@demo.example", name="Mr. Vier", fs_uniquifier="vier",
                 created_at=clock.now(), roles=list(first.roles))
        )  # fmt: skip
    return "adviser4"


def test_a_recused_member_sees_nothing_from_that_moment(file):
    thread.to_committee(file)
    replace(file, "adviser2", None)
    assert complaints.get(someone("adviser2"), file) is None
    assert cases.facts(fresh(file), someone("secretary")).seats == (
        CommitteeRole.CHAIR, CommitteeRole.MEMBER,
    )  # fmt: skip


def test_a_replacement_takes_the_seat_of_who_left(file):
    thread.to_committee(file)
    fourth = a_fourth()
    replace(file, "adviser1", fourth)
    seats = {one.user.email[:8]: one.seat for one in cases.advising(fresh(file), MONDAY)}
    assert seats["adviser4"] is CommitteeRole.CHAIR
    assert len(seats) == 3


def test_without_three_the_hearing_does_not_begin(file):
    thread.to_committee(file)
    replace(file, "adviser2", None)
    with pytest.raises(Refusal, match="voorzitter en twee leden"):
        step("coordinator", file, Event.START_HEARING)


@pytest.mark.parametrize("missing", [{"reason": ""}, {"stated": False}])
def test_a_replacement_needs_a_reason_and_a_statement(file, missing):
    thread.to_committee(file)
    fourth = a_fourth()
    with pytest.raises((Invalid, Refusal)):
        replace(file, "adviser2", fourth, **missing)
    assert advisers(file) == {"adviser1", "adviser2", "adviser3"}


def test_only_who_advises_can_leave(file):
    thread.to_committee(file)
    with pytest.raises(Invalid) as wrong:
        replace(file, "secretary", None)
    assert "leaving_id" in wrong.value.messages


def test_nobody_takes_two_seats(file):
    thread.to_committee(file)
    with pytest.raises(Invalid) as wrong:
        replace(file, "adviser2", "adviser3")
    assert "user_id" in wrong.value.messages


def test_a_member_who_says_to_be_involved_leaves_the_same_moment(file):
    thread.to_committee(file)
    screening.declare_involved(someone("adviser3"), file, "Oud-collega van betrokkene.")
    assert complaints.get(someone("adviser3"), file) is None


# --- about the board itself (SOD3) ----------------------------------------------------------


def is_user(contact_id: int, code: str) -> None:
    user = user_id(code)
    with transaction():
        db.session.get_one(Contact, contact_id).user_id = user


def about_the_board(file: int, *codes: str) -> None:
    for code in codes:
        party = intake.add_party(
            someone("coordinator"), file,
            intake.PartyData(PartyKind.SUBJECT, person=thread.person(code), board_member=True),
        )  # fmt: skip
        is_user(db.session.get_one(Party, party).contact_id, code)


def test_g01_about_one_member_the_other_decides(file):
    about_the_board(file, "board2")
    with pytest.raises(Refusal, match="betrokken en beslist niet mee"):
        thread.to_own_track(file)
    alone = decided(members=(user_id("board1"),), absence="Betrokken bij de klacht.")
    step("board1", file, Event.HANDLE_OWN, decision=alone)
    assert fresh(file).state is State.F5


def test_g02_about_the_whole_board_the_secretary_records_its_decision(file):
    about_the_board(file, "board1", "board2")
    committee = thread.a_committee()
    decision = decided(
        reason="De zaak weegt zwaar.",
        advisers_stated=True,
        document=received(),
    )
    with pytest.raises(NotFound):
        step("board1", file, Event.APPOINT_COMMITTEE, committee_id=committee, decision=decision)
    step("secretary", file, Event.APPOINT_COMMITTEE, committee_id=committee, decision=decision)
    assert fresh(file).state is State.F7


def test_g02_the_whole_board_does_not_handle_it_itself_without_a_reason(file):
    about_the_board(file, "board1", "board2")
    decision = decided(document=received())
    with pytest.raises(Refusal, match="alle bestuursleden"):
        step("secretary", file, Event.HANDLE_OWN, decision=decision)
    step("secretary", file, Event.HANDLE_OWN, decision=decision, reason="Niemand kan adviseren.")
    assert fresh(file).steps[-1].reason == "Niemand kan adviseren."


def test_a_decision_of_a_board_that_sees_nothing_comes_with_its_document(file):
    about_the_board(file, "board1", "board2")
    with pytest.raises(Invalid) as wrong:
        step("secretary", file, Event.APPOINT_ADVISER, adviser_id=user_id("adviser1"),
             decision=chosen())  # fmt: skip
    assert "document" in wrong.value.messages


def test_an_adviser_who_was_let_go_keeps_a_line_in_the_file(file):
    thread.to_adviser(file)
    step("board1", file, Event.RESUME_OWN, decision=decided(), reason="Ziek.")
    line = db.session.query(Assignment).filter_by(role=CaseRole.ADVISER).one()
    assert (line.ended_reason, line.ended_at is not None) == ("Ziek.", True)


def test_an_adviser_becomes_no_party_to_the_own_file(file):
    thread.to_adviser(file)
    involved = thread.person("Jacobs", user_id=user_id("adviser1"))
    with pytest.raises(Refusal) as refused:
        intake.add_party(
            someone("coordinator"), file, intake.PartyData(PartyKind.SUBJECT, person=involved)
        )
    assert refused.value.obstacles[0].repair == "replace"


def test_a_committee_with_an_empty_seat_holds_no_hearing(file):
    thread.to_committee(file)
    thread.letter("coordinator", file, LetterKind.L01B, to=PartyKind.COMPLAINANT)
    thread.to_hearing(file)
    planned = thread.plan(file, PartyKind.SUBJECT, by="adviser1")
    replace(file, "adviser3", None)
    with pytest.raises(Refusal) as refused:
        thread.hold(planned, by="adviser1")
    assert refused.value.obstacles[0].repair == "replace"
