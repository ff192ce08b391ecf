"""With whom a file is: the table, and that it says the same as the rights of the procedure."""

import pytest

from rules.desks import DESKS, Desk, desk
from rules.procedure import transition
from rules.separation import OF_THE_BOARD
from rules.vocabulary import RUNNING, Event, Permission, State, Track

WHO = {
    "I0": "servicedesk", "I1": "servicedesk", "I2": "servicedesk", "I4": "complainant",
    "F0": "handler", "F1": "handler", "F2": "handler", "F3": "complainant", "F4": "board",
    "F5": "handler", "F6": "adviser", "F7": "committee", "F8": "handler", "F9": "handler",
    "F10": "handler", "F11": "board",
}  # fmt: skip


@pytest.mark.parametrize("state", State)
def test_where_a_file_of_the_board_itself_is(state):
    found = desk(state, Track.OWN)
    assert (found.value if found else None) == WHO.get(state.value)


@pytest.mark.parametrize(
    ("track", "who"), [(Track.ADVISER, Desk.ADVISER), (Track.COMMITTEE, Desk.COMMITTEE)]
)
@pytest.mark.parametrize("state", [State.F8, State.F9])
def test_the_inquiry_is_theirs_who_advise(state, track, who):
    assert desk(state, track) is who


def test_after_the_advice_the_handler_is_next():
    assert desk(State.F10, Track.COMMITTEE) is Desk.HANDLER


def test_a_file_that_ended_is_with_nobody_and_every_other_is_with_someone():
    assert set(DESKS) == RUNNING


@pytest.mark.parametrize(
    ("state", "event"), [(State.F4, Event.HANDLE_OWN), (State.F4, Event.APPOINT_COMMITTEE)]
)
def test_what_the_board_decides_is_with_the_board(state, event):
    assert transition(state, event).permission in OF_THE_BOARD
    assert desk(state, None) is Desk.BOARD


def test_reports_are_with_whoever_may_write_them():
    for state, event in ((State.I0, Event.REGISTER_REPORT), (State.I1, Event.TAKE_UP)):
        assert transition(state, event).permission is Permission.REPORT_WRITE
        assert desk(state, None) is Desk.SERVICEDESK
