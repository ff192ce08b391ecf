"""The screening: who may say no, on which ground, and how that is told (art. 9:7 and 9:8 Awb)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from models import Complaint, Conduct, Substitution, Unit, db
from operations import correspondence, screening
from operations.screening import ScreeningData
from operations.transaction import transaction
from queries import cases
from queries.substitutions import standing_in
from rules.case import CaseFacts
from rules.errors import Conflict, Invalid, NotFound, NotPermitted, Refusal
from rules.procedure import older_conducts_decided, transition
from rules.vocabulary import (
    Dating,
    DeadlineKind,
    Event,
    LetterKind,
    LetterState,
    PartyKind,
    RefusalGround,
    Role,
    ScreeningOutcome,
    State,
    TimeOutcome,
)
from tests import thread
from tests.factories import a_complaint, a_conduct, a_contact, a_party, a_statement, a_user, acting
from tests.thread import RECEIVED, day, someone

TAKEN_UP, REFUSED = ScreeningOutcome.TAKEN_UP, ScreeningOutcome.REFUSED
OVER_A_YEAR, BEFORE = RefusalGround.OVER_A_YEAR, RefusalGround.HANDLED_BEFORE
LAST_DAY, DAY_AFTER = date(2026, 3, 30), date(2026, 3, 31)
OLDER = date(2025, 3, 1)


@pytest.fixture(autouse=True)
def on_monday(app):
    with day(RECEIVED):
        yield


def at_screening(*conduct_days: date, **columns: object) -> Complaint:
    """A file at F4 with a conduct on each of these days, or one of a month ago."""
    complaint = a_complaint(state=State.F4, received_on=RECEIVED, **columns)
    first, *others = conduct_days or (date(2026, 2, 2),)
    with transaction():
        complaint = db.session.get_one(Complaint, complaint.id)
        complaint.conducts[0].occurred_on = first
    for one in (None, *others):
        if one:
            a_conduct(complaint, occurred_on=one, title=f"Van {one}")
    if not others:
        a_party(complaint)  # brings the test on twelve months in step
    return thread.fresh(complaint.id)


def decide(conduct: Conduct, code: str = "board1", **data: object) -> None:
    facts = {"facts": "Zie het dossier.", "reason": "Het belang is te klein."}
    screening.screen(someone(code), conduct.id, conduct.version, ScreeningData(**facts | data))


def refuse(conduct: Conduct, code: str = "board1", **data: object) -> None:
    weight = RefusalGround.INSUFFICIENT_WEIGHT
    decide(conduct, code, **{"outcome": REFUSED, "ground": weight} | data)


def facts(complaint: Complaint) -> CaseFacts:
    return cases.facts(thread.fresh(complaint.id), someone("board1"))


def notice(complaint: Complaint, reason: str = "") -> int:
    """L05a, made by the coordinator, settled by the board, sent today."""
    made = correspondence.draft(
        someone("coordinator"), complaint.id, thread.fresh(complaint.id).version,
        LetterKind.L05A, complaint.parties[0].id,
    )  # fmt: skip
    thread.finish("board1", made)
    thread.send("coordinator", made, reason=reason)
    return made


# --- the twelve months ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("conduct_on", "outcome"),
    [
        (date(2025, 3, 1), TimeOutcome.OLDER),
        (date(2025, 3, 2), TimeOutcome.BOUNDARY),
        (date(2025, 3, 3), TimeOutcome.ADMISSIBLE),
    ],
)
def test_only_what_is_longer_than_a_year_ago_can_be_refused_for_its_age(conduct_on, outcome):
    """G07: exactly a year is not longer than a year."""
    conduct = at_screening(conduct_on).conducts[0]
    assert conduct.time_outcome is outcome
    if outcome is TimeOutcome.OLDER:
        refuse(conduct, ground=OVER_A_YEAR)
        assert thread.fresh(conduct.complaint_id).conducts[0].screening is REFUSED
    else:
        with pytest.raises(Refusal, match="9:8 lid 1 onder b"):
            refuse(conduct, ground=OVER_A_YEAR)


def test_an_undated_conduct_is_not_refused_for_its_age():
    complaint = at_screening()
    undated = a_conduct(complaint, dating=Dating.UNKNOWN, occurred_on=None)
    with pytest.raises(Refusal, match="Stel eerst de datum"):
        refuse(undated, ground=OVER_A_YEAR)


@pytest.mark.parametrize("data", [{"outcome": TAKEN_UP}, {"outcome": REFUSED,
                                                         "ground": OVER_A_YEAR}])  # fmt: skip
def test_on_older_conduct_the_board_gives_its_reason_either_way(data):
    conduct = at_screening(OLDER).conducts[0]
    with pytest.raises(Invalid) as refused:
        decide(conduct, **data, reason="  ")
    assert set(refused.value.messages) == {"reason"}


def test_taking_up_older_conduct_keeps_the_reason_on_record():
    """G08"""
    conduct = at_screening(OLDER).conducts[0]
    decide(conduct, outcome=TAKEN_UP, reason="Het patroon liep door.")
    (row,) = thread.fresh(conduct.complaint_id).conducts[0].screenings
    assert (row.reason, row.proposed) == ("Het patroon liep door.", False)


def test_older_conduct_stops_the_file_until_the_board_decided():
    complaint = at_screening(OLDER)
    open_file = {"handler_id": 1, "cleared": frozenset({1})}
    with pytest.raises(Refusal, match="nog geen besluit"):
        thread.step("board1", complaint.id, Event.HANDLE_OWN, decision=thread.decided())
    decide(complaint.conducts[0], outcome=TAKEN_UP)
    assert older_conducts_decided(replace(facts(complaint), **open_file)) is None


def test_taking_up_recent_conduct_needs_no_reason():
    conduct = at_screening().conducts[0]
    decide(conduct, outcome=TAKEN_UP, reason="", facts="")
    assert thread.fresh(conduct.complaint_id).conducts[0].screening is TAKEN_UP


# --- earlier handled ------------------------------------------------------------------------


def test_a_conduct_whose_file_was_settled_was_not_handled_before():
    """G05"""
    earlier = a_complaint(state=State.F16)
    with pytest.raises(Refusal, match="niet geëindigd met een afdoeningsbrief"):
        refuse(at_screening().conducts[0], ground=BEFORE, earlier_reference=earlier.reference)


def test_a_conduct_that_was_judged_before_need_not_be_handled_again():
    """G06"""
    earlier = a_complaint(state=State.F12)
    conduct = at_screening().conducts[0]
    refuse(conduct, ground=BEFORE, earlier_reference=earlier.reference)
    assert thread.fresh(conduct.complaint_id).conducts[0].screening is REFUSED


@pytest.mark.parametrize("reference", ["", "K2020-0001"])
def test_the_earlier_file_must_exist(reference):
    with pytest.raises(Refusal, match="9:8 lid 1 onder a"):
        refuse(at_screening().conducts[0], ground=BEFORE, earlier_reference=reference)


# --- who and when ---------------------------------------------------------------------------


def test_the_coordinator_proposes_and_the_board_decides():
    conduct = at_screening().conducts[0]
    refuse(conduct, "coordinator")
    conduct = thread.fresh(conduct.complaint_id).conducts[0]
    assert (conduct.screening, conduct.screenings[0].proposed) == (None, True)
    refuse(conduct, "board1")
    conduct = thread.fresh(conduct.complaint_id).conducts[0]
    assert (conduct.screening, conduct.screenings[1].proposed) == (REFUSED, False)


def test_a_proposal_does_not_change_what_the_board_decided():
    conduct = at_screening().conducts[0]
    decide(conduct, outcome=TAKEN_UP)
    refuse(thread.fresh(conduct.complaint_id).conducts[0], "secretary")
    assert thread.fresh(conduct.complaint_id).conducts[0].screening is TAKEN_UP


def test_the_auditor_proposes_nothing():
    with pytest.raises(NotPermitted):
        refuse(at_screening().conducts[0], "auditor")


def test_an_involved_board_member_has_no_file_to_decide_on():
    complaint = at_screening()
    a_party(complaint, a_contact(user_id=thread.user_id("board1")), board_member=True)
    with pytest.raises(NotFound):
        refuse(thread.fresh(complaint.id).conducts[0], "board1")
    refuse(thread.fresh(complaint.id).conducts[0], "board2")


@pytest.mark.parametrize("state", [State.F2, State.F3, State.F5])
def test_it_is_decided_at_the_screening_and_nowhere_else(state):
    with pytest.raises(Refusal, match="stand “toetsing”"):
        refuse(a_complaint(state=state).conducts[0])


@pytest.mark.parametrize("missing", ["ground", "facts", "reason"])
def test_a_refusal_names_ground_facts_and_reason(missing):
    blank = {"ground": None, "facts": " ", "reason": " "}[missing]
    with pytest.raises(Invalid) as refused:
        refuse(at_screening().conducts[0], **{missing: blank})
    assert set(refused.value.messages) == {missing}


def test_two_members_at_once_do_not_overwrite_each_other():
    conduct = at_screening().conducts[0]
    data = ScreeningData(TAKEN_UP)
    screening.screen(someone("board1"), conduct.id, 1, data)
    with pytest.raises(Conflict):
        screening.screen(someone("board2"), conduct.id, 1, data)


# --- telling it -----------------------------------------------------------------------------


def test_a_whole_refusal_ends_the_file_on_the_day_of_the_letter(app):
    complaint = at_screening()
    refuse(complaint.conducts[0])
    with day(LAST_DAY):
        notice(complaint)
    complaint = thread.fresh(complaint.id)
    assert (complaint.state, complaint.ended_on) == (State.F13, LAST_DAY)
    assert (complaint.open, complaint.due_on, complaint.late_cause) == (False, None, "")
    ombudsman = [one for one in complaint.deadlines if one.kind is DeadlineKind.OMBUDSMAN]
    assert ombudsman[-1].legal_end == date(2027, 3, 30)


def test_after_four_weeks_refusing_takes_a_reason(app):
    complaint = at_screening()
    refuse(complaint.conducts[0])
    with day(DAY_AFTER):
        with pytest.raises(Refusal, match="vier weken is op 30-03-2026 verstreken"):
            notice(complaint)
        thread.send("coordinator", thread.fresh(complaint.id).letters[0].id, reason="Overmacht.")
    complaint = thread.fresh(complaint.id)
    assert (complaint.state, complaint.late_cause) == (State.F13, "Overmacht.")


def test_a_notice_of_the_last_day_that_is_recorded_later_was_in_time(app):
    """The day of sending counts, not the day on which the secretary comes round to writing it."""
    complaint = at_screening()
    refuse(complaint.conducts[0])
    with day(LAST_DAY):
        made = correspondence.draft(
            someone("coordinator"), complaint.id, thread.fresh(complaint.id).version,
            LetterKind.L05A, complaint.parties[0].id,
        )  # fmt: skip
        thread.finish("board1", made)
        version = thread.fresh(complaint.id).letters[0].version
    with day(DAY_AFTER):
        sending = correspondence.Sending(LAST_DAY, thread.SendChannel.POST, enclosed=True)
        correspondence.mark_sent(someone("coordinator"), made, version, sending)
    complaint = thread.fresh(complaint.id)
    assert (complaint.state, complaint.ended_on) == (State.F13, LAST_DAY)


def test_the_maker_of_the_notice_does_not_settle_it(app):
    """SOD6, also for someone who has both roles."""
    complaint = at_screening()
    refuse(complaint.conducts[0])
    both = acting(a_user(Role.SECRETARY, Role.BOARD, job_title="secretaris"))
    made = correspondence.draft(
        both, complaint.id, thread.fresh(complaint.id).version, LetterKind.L05A,
        complaint.parties[0].id,
    )  # fmt: skip
    with pytest.raises(Refusal, match="Een ander moet hem vaststellen"):
        correspondence.finish(both, made, 1)


def test_who_was_absent_does_not_settle_what_a_substitute_made_for_them(app):
    """SOD6, as the trail has it: the version names only the substitute."""
    complaint = at_screening()
    refuse(complaint.conducts[0])
    absent, substitute = (
        a_user(Role.SECRETARY, Role.BOARD, job_title="secretaris") for _ in range(2)
    )
    a_statement(complaint, substitute)
    today = complaint.received_on
    record = Substitution(
        absent=absent, substitute=substitute, from_on=today, until_on=today + timedelta(days=90)
    )
    made = correspondence.draft(
        standing_in(record, acting(substitute).today), complaint.id,
        thread.fresh(complaint.id).version, LetterKind.L05A, complaint.parties[0].id,
    )  # fmt: skip
    with pytest.raises(Refusal, match="Een ander moet hem vaststellen"):
        correspondence.finish(acting(absent), made, 1)


def test_a_partial_refusal_is_told_and_the_file_goes_on(app):
    """G20"""
    complaint = at_screening(date(2026, 2, 2), OLDER)
    refuse(complaint.conducts[1], ground=OVER_A_YEAR)
    found = facts(complaint)
    assert any("L05a" in one.repair for one in handle_own_obstacles(found))
    letter_id = notice(complaint)
    complaint = thread.fresh(complaint.id)
    assert (complaint.state, complaint.ended_on, complaint.open) == (State.F4, None, True)
    assert complaint.letters[0].id == letter_id
    assert not any("L05a" in one.repair for one in handle_own_obstacles(facts(complaint)))


def handle_own_obstacles(found: CaseFacts):
    return transition(State.F4, Event.HANDLE_OWN).obstacles(found)


def test_what_is_refused_later_gets_its_own_notice(app):
    complaint = at_screening(date(2026, 2, 2), OLDER)
    refuse(complaint.conducts[1], ground=OVER_A_YEAR)
    notice(complaint)
    with day(date(2026, 3, 9)):
        refuse(thread.fresh(complaint.id).conducts[0])
        assert thread.fresh(complaint.id).state is State.F4
        notice(complaint)
    complaint = thread.fresh(complaint.id)
    assert [one.state for one in complaint.letters] == [LetterState.SENT, LetterState.SENT]
    assert (complaint.state, complaint.ended_on) == (State.F13, date(2026, 3, 9))


def test_two_complainants_are_both_told_before_the_file_ends(app):
    complaint = at_screening()
    second = a_party(complaint, kind=PartyKind.COMPLAINANT).id
    refuse(thread.fresh(complaint.id).conducts[0])
    notice(complaint)
    assert thread.fresh(complaint.id).state is State.F4
    with day(date(2026, 3, 4)):
        made = correspondence.draft(
            someone("coordinator"), complaint.id, thread.fresh(complaint.id).version,
            LetterKind.L05A, second,
        )  # fmt: skip
        thread.finish("board1", made)
        thread.send("coordinator", made)
    complaint = thread.fresh(complaint.id)
    assert (complaint.state, complaint.ended_on) == (State.F13, date(2026, 3, 4))


# --- who handles ----------------------------------------------------------------------------


def assign(complaint: Complaint, user_id: int, *, stated: bool = True) -> None:
    version = thread.fresh(complaint.id).version
    screening.assign(someone("coordinator"), complaint.id, version, user_id, stated=stated)


def test_a_handler_needs_the_statement():
    """SOD2"""
    complaint = at_screening()
    with pytest.raises(Refusal, match="niet betrokken"):
        assign(complaint, thread.user_id("secretary"), stated=False)
    assign(complaint, thread.user_id("secretary"))
    assert thread.fresh(complaint.id).handler_id == thread.user_id("secretary")


def test_who_is_involved_does_not_handle_even_with_a_statement():
    complaint = at_screening()
    user = a_user(Role.COORDINATOR)
    a_statement(complaint, user, involved=True)
    with pytest.raises(Refusal, match="betrokken was"):
        assign(complaint, user.id)


@pytest.mark.parametrize("code", ["servicedesk", "auditor", "administrator"])
def test_who_may_not_hear_does_not_handle(code):
    with pytest.raises(Invalid):
        assign(at_screening(), thread.user_id(code))


@pytest.mark.parametrize(("own", "refused"), [(True, True), (False, False)])
def test_the_leader_of_the_unit_does_not_handle(own, refused):
    """SOD8, whatever other role that person has."""
    ours, theirs = db.session.scalars(select(Unit.id).limit(2)).all()
    complaint = at_screening(unit_id=ours)
    unit_id = ours if own else theirs
    leader_id = a_user(Role.TEAM_LEADER, Role.COORDINATOR, unit_id=unit_id).id
    if refused:
        with pytest.raises(Refusal, match="teamleider"):
            assign(complaint, leader_id)
    else:
        assign(complaint, leader_id)


def test_the_former_handlers_role_ends():
    complaint = at_screening()
    assign(complaint, thread.user_id("secretary"))
    assign(complaint, thread.user_id("coordinator"))
    roles = sorted(thread.fresh(complaint.id).assignments, key=lambda one: one.id)
    assert [one.until_on for one in roles] == [RECEIVED, None]


def test_who_declares_to_be_involved_loses_the_file():
    """SOD1"""
    complaint = at_screening()
    assign(complaint, thread.user_id("coordinator"))
    screening.declare_involved(someone("coordinator"), complaint.id, "Familie van klager.")
    assert thread.fresh(complaint.id).handler_id is None
    with pytest.raises(NotFound):
        screening.declare_involved(someone("coordinator"), complaint.id, "Nogmaals.")
