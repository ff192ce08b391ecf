"""What a list finds and what its cells say is the same; tiles share out what is open."""

import pytest
from sqlalchemy import select

from models import Complaint, db
from operations import clock
from operations.transaction import transaction
from queries import worklist
from queries.actors import actor_for
from rules.desks import ADVISERS, Desk, desk
from rules.procedure import transition
from rules.vocabulary import RUNNING, State, Track
from tests.factories import a_complaint
from tests.views.record import days_ago, user

TRACKS = (None, Track.OWN, Track.ADVISER, Track.COMMITTEE)


def found(*where):
    return set(db.session.scalars(select(Complaint.id).where(*where)))


def test_who_it_is_with_is_found_by_what_the_cell_says(app):
    made = {}
    for state in (State.F3, State.F4, State.F6, State.F8, State.F9, State.F12, State.I2):
        for track in TRACKS if state.startswith("F") else (None,):
            made[a_complaint(state=state, track=track).id] = desk(state, track)
    for one in Desk:
        wanted = {key for key, at in made.items() if at is one}
        assert found(worklist.with_desk(one)) == wanted, one


def test_two_desks_at_once_are_both(app):
    own = a_complaint(state=State.F8, track=Track.OWN).id
    advised = a_complaint(state=State.F8, track=Track.ADVISER).id
    a_complaint(state=State.F8, track=Track.COMMITTEE)
    assert found(worklist.with_desk(Desk.HANDLER, Desk.ADVISER)) == {own, advised}


@pytest.mark.parametrize(
    ("days", "tile"),
    [(-1, "late"), (0, "today"), (1, "soon"), (14, "soon"), (15, "later"), (None, "later")],
)
def test_each_last_day_is_behind_one_tile(app, days, tile):
    key = a_complaint().id
    day = None if days is None else days_ago(-days)
    with transaction():
        db.session.get_one(Complaint, key).due_on = day
    behind = [
        one.key for one in worklist.TILES if found(worklist.term(one.key, clock.today())) == {key}
    ]
    assert behind == [tile]


@pytest.mark.parametrize("track", TRACKS)
@pytest.mark.parametrize("state", sorted(RUNNING))
def test_the_step_that_is_shown_is_one_of_the_procedure(state, track):
    event, words = worklist.usual(state, track)
    assert words
    assert transition(state, event).event is event


def test_who_advises_delivers_an_advice_and_no_decision():
    for track in ADVISERS:
        assert worklist.usual(State.F9, track)[1] == "Advies uitbrengen"
    assert worklist.usual(State.F9, Track.OWN)[1] == "Besluit voorbereiden"


BEGINS = {
    "servicedesk": "Te doen", "team_leader": "Alles open", "coordinator": "Mijn werk",
    "secretary": "Mijn werk", "board1": "Wacht op het bestuur", "adviser1": "Te adviseren",
    "auditor": "Alles open",
}  # fmt: skip


@pytest.mark.parametrize("code", BEGINS)
def test_everyone_begins_where_the_own_work_is(app, code):
    actor = actor_for(user(code), clock.today())
    assert worklist.tab(actor, "").label == BEGINS[code]
    assert worklist.tab(actor, "nonsense").label == BEGINS[code]
