"""What a list shows and what the policy allows are the same set, for every role."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models import Complaint, Substitution, Unit, db
from operations import access, clock
from queries.complaints import visible_to
from queries.substitutions import standing_in
from rules.vocabulary import Role, State
from tests.factories import a_complaint, a_statement, a_user, acting, an_assignment

STATES = (State.F0, State.F4, State.F12, State.I0, State.I3)


def files(me, other, unit, state):
    """One file for each way in which someone can stand to it, and some in two ways."""
    yield a_complaint(state=state)
    yield a_complaint(state=state, handler=me)
    yield a_complaint(state=state, handler=other, unit_id=unit.id)
    yield a_complaint(state=state, recorded_by_id=me.id)
    yield a_complaint(state=state, recorded_by_id=other.id)
    for until_on in (None, clock.today(), clock.today() - timedelta(days=1)):
        yield an_assignment(a_complaint(state=state), me, until_on=until_on).complaint
    for involved in (True, False):
        yield a_statement(a_complaint(state=state, handler=me), me, involved=involved).complaint


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
def test_list_and_policy_agree(app, role):
    unit = db.session.scalars(select(Unit)).first()
    me, other = a_user(role, unit_id=unit.id), a_user(Role.COORDINATOR)
    everything = [one for state in STATES for one in files(me, other, unit, state)]
    everything.append(a_complaint(state=State.F4, subject_user=me, recorded_by_id=other.id))
    actor = acting(me)
    listed = set(db.session.scalars(select(Complaint).where(visible_to(actor))))
    allowed = {one for one in everything if access.may(actor, access.READ[one.kind], one)}
    assert {one.reference for one in listed} == {one.reference for one in allowed}
    assert everything[-1] not in listed


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
def test_they_agree_for_a_substitute_too(app, role):
    """Files of the absent count as one's own, and involvement of either keeps a file away."""
    units = db.session.scalars(select(Unit)).all()
    absent, me = a_user(role, unit_id=units[0].id), a_user(role, unit_id=units[1].id)
    other = a_user(Role.COORDINATOR)
    everything = [
        one
        for state in STATES
        for whose in (absent, me)
        for one in files(whose, other, units[0], state)
    ]
    today = clock.today()
    record = Substitution(absent=absent, substitute=me, from_on=today, until_on=today)
    actor = standing_in(record, today)
    listed = set(db.session.scalars(select(Complaint).where(visible_to(actor))))
    allowed = {one for one in everything if access.may(actor, access.READ[one.kind], one)}
    assert {one.reference for one in listed} == {one.reference for one in allowed}


def test_with_two_roles_the_wider_one_counts_and_a_party_still_sees_nothing(app):
    me = a_user(Role.ADVISER, Role.COORDINATOR)
    open_file, own = a_complaint(), a_complaint(subject_user=me)
    assert db.session.scalars(select(Complaint).where(visible_to(acting(me)))).all() == [open_file]
    assert not access.may(acting(me), access.READ[own.kind], own)
