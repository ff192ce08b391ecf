"""Who sees one file, written by hand: the two ways of asking share what is tested here."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models import Contact, Unit, db
from operations import clock
from queries import complaints, contacts
from rules.vocabulary import Role, State
from tests.factories import (
    a_complaint,
    a_contact,
    a_party,
    a_statement,
    a_user,
    acting,
    an_assignment,
)


def sees(user, complaint):
    return complaints.get(acting(user), complaint.id) is not None


@pytest.fixture
def adviser(app):
    return a_user(Role.ADVISER)


@pytest.mark.parametrize(("days", "visible"), [(1, True), (0, True), (-1, False)])
def test_an_adviser_sees_a_file_until_the_last_day_of_the_assignment(adviser, days, visible):
    until_on = clock.today() + timedelta(days=days)
    complaint = an_assignment(a_complaint(), adviser, until_on=until_on).complaint
    assert sees(adviser, complaint) is visible


def test_an_assignment_that_starts_tomorrow_shows_nothing_yet(adviser):
    tomorrow = clock.today() + timedelta(days=1)
    assert not sees(adviser, an_assignment(a_complaint(), adviser, from_on=tomorrow).complaint)


def test_an_adviser_sees_no_other_file(adviser):
    an_assignment(a_complaint(), adviser)
    assert not sees(adviser, a_complaint())


def test_the_handler_sees_the_file(adviser):
    assert sees(adviser, a_complaint(handler=adviser))


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.SECRETARY, Role.BOARD, Role.AUDITOR])
def test_a_file_about_oneself_does_not_exist(app, role):
    me = a_user(role)
    assert not sees(me, a_complaint(subject_user=me))
    assert sees(me, a_complaint(subject_user=a_user(role)))


def test_nor_does_a_file_of_ones_own_complaint(app):
    me = a_user(Role.COORDINATOR)
    assert not sees(me, a_complaint(complainant=a_contact(user_id=me.id)))


def test_a_party_that_is_added_later_loses_sight_at_once(app):
    me = a_user(Role.COORDINATOR)
    complaint = a_complaint(handler=me)
    assert sees(me, complaint)
    a_party(complaint, a_contact(user_id=me.id))
    assert not sees(me, complaint)


def test_whoever_says_to_be_involved_no_longer_sees_the_file(app):
    board = a_user(Role.BOARD)
    assert not sees(board, a_statement(a_complaint(), board, involved=True).complaint)


def test_whoever_says_not_to_be_involved_still_does(app):
    board = a_user(Role.BOARD)
    assert sees(board, a_statement(a_complaint(), board).complaint)


def test_someone_elses_statement_hides_nothing(app):
    board = a_user(Role.BOARD)
    assert sees(board, a_statement(a_complaint(), a_user(Role.BOARD), involved=True).complaint)


def test_whoever_registered_a_complaint_sees_it_until_it_is_handed_over(app):
    desk = a_user(Role.SERVICEDESK)
    assert sees(desk, a_complaint(recorded_by_id=desk.id))
    assert not sees(desk, a_complaint(recorded_by_id=desk.id, state=State.F1))


def test_a_team_leader_sees_reports_of_the_own_department_and_no_complaints(app):
    own, other = db.session.scalars(select(Unit).limit(2))
    leader = a_user(Role.TEAM_LEADER, unit_id=own.id)
    assert sees(leader, a_complaint(state=State.I1, unit_id=own.id))
    assert not sees(leader, a_complaint(state=State.I1, unit_id=other.id))
    assert not sees(leader, a_complaint(state=State.F1, unit_id=own.id))


def test_an_administrator_sees_no_file_at_all(app):
    administrator = a_user(Role.ADMINISTRATOR)
    assert not sees(administrator, a_complaint(handler=administrator))


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.SECRETARY, Role.BOARD, Role.AUDITOR])
def test_who_is_only_in_a_file_about_oneself_is_no_contact_one_sees(app, role):
    """SOD1 (art. 9:7 lid 1 Awb): the name would tell who complained."""
    me, only_here, elsewhere_too = a_user(role), a_contact(), a_contact()
    about_me = a_complaint(subject_user=me, complainant=only_here)
    a_party(about_me, elsewhere_too)
    a_complaint(complainant=elsewhere_too)
    seen = set(db.session.scalars(select(Contact).where(contacts.visible_to(acting(me)))))
    assert only_here not in seen
    assert elsewhere_too in seen
    other = acting(a_user(role))
    assert only_here in db.session.scalars(select(Contact).where(contacts.visible_to(other))).all()
