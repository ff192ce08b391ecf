"""Giving files to someone and taking them from a desk: one by one, and many after a look."""

import pytest

from models import AuditEvent, Complaint, Unit, db
from operations import handling, handover
from operations.steps import StepData
from rules.errors import Conflict, Invalid, NotFound, NotPermitted, Refusal
from rules.vocabulary import CaseRole, Event, Role, State
from tests import thread
from tests.factories import a_complaint, a_statement, a_user, acting, an_assignment
from tests.thread import someone
from tests.views.record import user


def release(complaint, who="coordinator"):
    handover.release(someone(who), complaint.id, thread.fresh(complaint.id).version)


def assign(complaint, user_id, who="coordinator"):
    version = thread.fresh(complaint.id).version
    handover.assign(someone(who), complaint.id, version, user_id, stated=True)


def verbs(complaint):
    query = db.select(AuditEvent.verb).where(AuditEvent.chain == complaint.id)
    return list(db.session.scalars(query.order_by(AuditEvent.seq)))


def test_a_released_file_is_nobodys_and_the_role_ends(app):
    complaint = a_complaint(state=State.F4)
    assign(complaint, thread.user_id("secretary"))
    release(complaint)
    found = thread.fresh(complaint.id)
    assert found.handler_id is None
    assert [one.until_on is None for one in found.assignments] == [False]
    assert verbs(complaint) == ["complaint:assigned", "complaint:released"]


def test_what_is_nobodys_cannot_be_released(app):
    with pytest.raises(Refusal, match="geen behandelaar"):
        release(a_complaint())


def test_what_is_over_keeps_who_handled_it(app):
    complaint = a_complaint(state=State.F12, handler=a_user(Role.COORDINATOR))
    with pytest.raises(Refusal, match="afgelopen"):
        release(complaint)
    with pytest.raises(Refusal, match="afgelopen"):
        assign(complaint, thread.user_id("secretary"))


@pytest.mark.parametrize(
    ("who", "why"), [("auditor", NotPermitted), ("servicedesk", NotFound), ("adviser1", NotFound)]
)
def test_who_has_no_right_releases_nothing(app, who, why):
    complaint = a_complaint(state=State.F4, handler=a_user(Role.COORDINATOR))
    with pytest.raises(why):
        release(complaint, who)


def test_of_two_at_once_the_loser_is_told(app):
    complaint = a_complaint(state=State.F4, handler=a_user(Role.COORDINATOR))
    with pytest.raises(Conflict):
        handover.release(someone("coordinator"), complaint.id, complaint.version + 1)


# --- reports --------------------------------------------------------------------------------


def test_a_report_goes_to_a_colleague_of_the_servicedesk_without_a_statement(app):
    report, colleague = a_complaint(state=State.I2), a_user(Role.SERVICEDESK)
    version = thread.fresh(report.id).version
    handover.assign(someone("servicedesk"), report.id, version, colleague.id, stated=False)
    found = thread.fresh(report.id)
    assert (found.handler_id, found.statements) == (colleague.id, [])


def test_a_report_goes_to_nobody_who_may_not_write_in_it(app):
    with pytest.raises(Invalid, match="melding"):
        assign(a_complaint(state=State.I2), thread.user_id("secretary"), "servicedesk")


def test_whoever_takes_up_a_report_that_was_given_to_another_handles_it_alone(app):
    report, colleague = a_complaint(state=State.I1), a_user(Role.SERVICEDESK)
    assign(report, colleague.id, "servicedesk")
    version = thread.fresh(report.id).version
    handling.apply(someone("servicedesk"), report.id, Event.TAKE_UP, version, StepData())
    found = thread.fresh(report.id)
    running = [one.user_id for one in found.assignments if one.until_on is None]
    assert running == [found.handler_id] == [thread.user_id("servicedesk")]


# --- a look at many -------------------------------------------------------------------------


def reasons(complaints, user_id, who="coordinator"):
    keys = [one.id for one in complaints]
    found = handover.outlook(someone(who), keys, user_id)
    return {one.complaint.id: str(one.obstacle or "") for one in found}


def test_each_file_that_is_skipped_has_its_own_reason(app):
    unit = db.session.scalars(db.select(Unit.id).limit(1)).one()
    handler = a_user(Role.COORDINATOR, Role.TEAM_LEADER, unit_id=unit, name="Jet Bos")
    files = {
        "": a_complaint(state=State.F4),
        "is al de behandelaar": a_complaint(state=State.F4, handler=handler),
        "is betrokken": a_complaint(state=State.F4),
        "afgelopen": a_complaint(state=State.F12),
        "teamleider": a_complaint(state=State.F4, unit_id=unit),
    }
    a_statement(files["is betrokken"], handler, involved=True)
    found = reasons(files.values(), handler.id)
    for why, complaint in files.items():
        assert why in found[complaint.id]
        assert bool(why) == bool(found[complaint.id]), why
    plain = files[""]
    assert "geen rol" in reasons([plain], a_user(Role.SERVICEDESK).id)[plain.id]


def test_a_file_that_does_not_exist_for_someone_is_not_even_skipped(app):
    hidden = a_complaint(state=State.F4, subject_user=user("coordinator"))
    assert reasons([hidden], thread.user_id("secretary")) == {}


def test_who_may_read_but_not_appoint_is_told_so(app):
    complaint = a_complaint(state=State.F4)
    found = reasons([complaint], thread.user_id("secretary"), "auditor")
    assert "Je rol geeft je niet het recht" in found[complaint.id]


@pytest.mark.parametrize("state", [State.F0, State.F4, State.F8, State.F12, State.I2])
@pytest.mark.parametrize("case", ["free", "involved", "advises", "own"])
def test_what_the_look_promises_the_act_does(app, state, case):
    """Whatever is not skipped goes well; whatever is refused was skipped."""
    handler = a_user(Role.COORDINATOR)
    complaint = a_complaint(state=state, handler=handler if case == "own" else None)
    if case == "involved":
        a_statement(complaint, handler, involved=True)
    if case == "advises":
        an_assignment(complaint, handler, role=CaseRole.ADVISER)
    skipped = reasons([complaint], handler.id)[complaint.id]
    try:
        assign(complaint, handler.id)
    except Refusal:
        assert skipped
    else:
        assert not skipped or state is State.F12 or case == "own"
    if not skipped:
        assert db.session.get_one(Complaint, complaint.id).handler_id == handler.id


def test_a_look_changes_nothing(app):
    complaint = a_complaint(state=State.F4)
    before = thread.fresh(complaint.id).version
    reasons([complaint], acting(a_user(Role.COORDINATOR)).user_id)
    assert thread.fresh(complaint.id).version == before
    assert verbs(complaint) == []
