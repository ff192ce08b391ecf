"""Vervanging bij afwezigheid: within both's rights, and with what keeps either of them out."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from models import AuditEvent, Complaint, Mail, Substitution, Unit, db
from operations import access, clock, intake, reminders, substitutions
from operations.substitutions import SubstitutionData
from operations.transaction import transaction
from queries import substitutions as reading
from queries import timeline
from queries.complaints import visible_to
from rules.errors import Invalid, NotFound, NotPermitted, Refusal
from rules.separation import approver_is_not_maker
from rules.vocabulary import Kind, Permission, Role, Scope, State
from tests.factories import a_complaint, a_statement, a_user, acting, an_assignment

WEEK = timedelta(days=7)


def away(absent, substitute, by=None, **changed):
    """The absent says who stands in, for this week."""
    today = clock.today()
    known = {"substitute_id": substitute.id, "from_on": today, "until_on": today + WEEK}
    return substitutions.plan(acting(by or absent), SubstitutionData(**known | changed))


def standing_in(absent, substitute):
    found = reading.between(substitute.id, absent.id, clock.today())
    return reading.standing_in(found, clock.today())


def two(role=Role.ADVISER, **columns):
    return a_user(role, **columns), a_user(role, **columns)


def seen(actor):
    return set(db.session.scalars(select(Complaint).where(visible_to(actor))))


def test_the_files_of_the_absent_are_the_substitutes_and_no_others(app):
    absent, substitute = two()
    theirs = an_assignment(a_complaint(state=State.F6), absent).complaint
    own = an_assignment(a_complaint(state=State.F6), substitute).complaint
    assert theirs not in seen(acting(substitute))
    away(absent, substitute)
    actor = standing_in(absent, substitute)
    assert seen(actor) == {theirs}
    assert access.may(actor, Permission.COMPLAINT_READ, theirs)
    assert not access.may(actor, Permission.COMPLAINT_READ, own)


def test_a_substitute_has_only_the_rights_of_both(app):
    absent, substitute = a_user(Role.COORDINATOR), a_user(Role.SERVICEDESK)
    away(absent, substitute)
    grants = standing_in(absent, substitute).grants
    assert grants[Permission.COMPLAINT_READ] is Scope.INTAKE  # the narrower of the two
    assert grants[Permission.LETTER_WRITE] is Scope.OWN
    assert Permission.COMPLAINT_SCREEN not in grants
    assert set(grants) <= set(acting(substitute).grants) & set(acting(absent).grants)


def test_managing_the_panel_is_not_done_for_another(app):
    absent, substitute = two(Role.ADMINISTRATOR)
    with pytest.raises(Invalid, match="mag niets"):
        away(absent, substitute)


@pytest.mark.parametrize("which", ["absent", "substitute"])
def test_a_file_in_which_either_is_involved_does_not_exist(app, which):
    absent, substitute = two(Role.COORDINATOR)
    involved = {"absent": absent, "substitute": substitute}[which]
    as_party = a_complaint(state=State.F4, subject_user=involved)
    by_statement = a_statement(a_complaint(state=State.F4), involved, involved=True).complaint
    open_to_both = a_complaint(state=State.F4)
    away(absent, substitute)
    actor = standing_in(absent, substitute)
    assert seen(actor) == {open_to_both}
    for one in (as_party, by_statement):
        assert not access.may(actor, Permission.COMPLAINT_READ, one)
        with pytest.raises(NotFound):
            access.require(actor, Permission.COMPLAINT_EDIT, one)


def test_a_substitute_only_reads_until_stating_not_to_be_involved(app):
    """SOD2, art. 9:7 lid 1 Awb."""
    absent, substitute = two(Role.COORDINATOR)
    file = a_complaint(state=State.F4, handler=absent)
    away(absent, substitute)
    actor = standing_in(absent, substitute)
    access.require(actor, Permission.COMPLAINT_READ, file)
    with pytest.raises(Refusal, match="niet betrokken"):
        access.require(actor, Permission.COMPLAINT_EDIT, file)
    substitutions.state_uninvolved(actor, file.id)
    access.require(actor, Permission.COMPLAINT_EDIT, db.session.get(Complaint, file.id))


def test_a_team_leader_of_the_unit_does_not_act_in_it_for_another(app):
    """SOD8, art. 2:4 lid 2 Awb."""
    unit = db.session.scalars(select(Unit)).first()
    absent = a_user(Role.COORDINATOR)
    substitute = a_user(Role.COORDINATOR, Role.TEAM_LEADER, unit_id=unit.id)
    file = a_complaint(state=State.F4, unit_id=unit.id)
    away(absent, substitute)
    actor = standing_in(absent, substitute)
    a_statement(file, substitute, involved=False)
    with pytest.raises(Refusal, match="teamleider"):
        access.require(actor, Permission.COMPLAINT_EDIT, db.session.get(Complaint, file.id))


def test_the_maker_does_not_settle_through_a_substitute(app):
    """SOD6: whoever acts, and for whom."""
    absent, substitute = two(Role.BOARD)
    away(absent, substitute)
    persons = standing_in(absent, substitute).persons
    assert approver_is_not_maker(persons, {absent.id})
    assert approver_is_not_maker(persons, {substitute.id})
    assert approver_is_not_maker(persons, {a_user(Role.SECRETARY).id}) is None


def test_the_trail_and_the_timeline_name_both(app):
    absent, substitute = two(Role.COORDINATOR)
    file = a_statement(a_complaint(state=State.F4), substitute, involved=False).complaint
    away(absent, substitute)
    intake.add_note(standing_in(absent, substitute), file.id, "Gebeld.")
    event = db.session.scalars(select(AuditEvent).where(AuditEvent.verb == "note:added")).one()
    assert (event.actor_id, event.for_id) == (substitute.id, absent.id)
    assert app.test_cli_runner().invoke(args=["audit", "verify"]).exit_code == 0
    items = timeline.of(db.session.get(Complaint, file.id))
    assert items[0].who == f"{substitute.name} namens {absent.name}"


def test_what_someone_does_under_the_own_name_says_nothing_of_another(app):
    me, file = a_user(Role.COORDINATOR), a_complaint(state=State.F4)
    intake.add_note(acting(me), file.id, "Gebeld.")
    assert timeline.of(db.session.get(Complaint, file.id))[0].who == me.name


@pytest.mark.parametrize(
    ("kind", "states"), [(Kind.FORMAL, {State.F4}), (Kind.REPORT, {State.I1}),
                         (None, {State.F4, State.I1})],
)  # fmt: skip
def test_for_one_part_only(app, kind, states):
    absent, substitute = two(Role.COORDINATOR)
    for state in (State.F4, State.I1):
        a_complaint(state=state)
    away(absent, substitute, kind=kind)
    assert {one.state for one in seen(standing_in(absent, substitute))} == states


@pytest.mark.parametrize(
    ("first", "last", "there"), [(-7, -1, False), (-1, 0, True), (0, 0, True), (1, 7, False)]
)
def test_it_holds_from_the_first_day_up_to_the_last(app, first, last, there):
    absent, substitute = two()
    today = clock.today()
    away(absent, substitute)
    with transaction():
        record = db.session.scalars(select(Substitution)).one()
        record.from_on = today + timedelta(days=first)
        record.until_on = today + timedelta(days=last)
    assert (reading.between(substitute.id, absent.id, today) is not None) is there


def test_nobody_appoints_the_own_person_and_not_everyone_arranges_for_another(app):
    absent, substitute = two()
    with pytest.raises(NotPermitted):
        away(absent, substitute, by=substitute, absent_id=absent.id)
    secretary, coordinator = a_user(Role.SECRETARY), a_user(Role.COORDINATOR)
    with pytest.raises(Invalid, match="niet jezelf"):
        away(coordinator, secretary, by=secretary, absent_id=coordinator.id)
    away(absent, substitute, by=secretary, absent_id=absent.id)
    assert reading.between(substitute.id, absent.id, clock.today())


def test_one_substitute_at_a_time_and_never_for_a_substitute_of_another(app):
    absent, substitute = two()
    third = a_user(Role.ADVISER)
    away(absent, substitute)
    with pytest.raises(Invalid, match="al een vervanger"):
        away(absent, third)
    away(substitute, third)
    file = an_assignment(a_complaint(state=State.F6), absent).complaint
    assert file not in seen(standing_in(substitute, third))


def test_ended_is_over_at_once(app):
    absent, substitute = two()
    key = away(absent, substitute)
    substitutions.end(acting(absent), key, 1)
    assert reading.between(substitute.id, absent.id, clock.today()) is None
    with pytest.raises(NotFound):
        substitutions.begin(acting(substitute), key)


def test_a_substitute_arranges_nothing_in_the_name_of_the_absent(app):
    absent, substitute = two()
    away(absent, substitute)
    data = SubstitutionData(a_user(Role.ADVISER).id, date(2030, 1, 1), date(2030, 1, 2))
    with pytest.raises(NotPermitted):
        substitutions.plan(standing_in(absent, substitute), data)


def test_mail_about_duties_goes_to_the_substitute_too(app):
    absent, substitute = two(Role.COORDINATOR)
    file = a_complaint(state=State.F4, handler=absent)
    away(absent, substitute)
    reminders.plan(substitute.id)
    key = f"digest:{substitute.id}:{clock.today()}:{absent.id}"
    mail = db.session.scalars(select(Mail).where(Mail.key == key)).one()
    assert mail.recipient == substitute.email
    assert file.reference in mail.body
    reminders.plan(absent.id)
    back = select(Mail).where(Mail.key == f"digest:{absent.id}:{clock.today()}:{substitute.id}")
    assert db.session.scalars(back).all() == []
