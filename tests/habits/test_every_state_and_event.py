"""The procedure is complete and unambiguous. The pairs are written by hand, from law.md 3.2-3.5."""

from collections import Counter

from rules.procedure import TRANSITIONS
from rules.vocabulary import Event, State

ANYWHERE = "postpone extend"
"""T31, T32: in any state in which a term runs."""

SETTLED = f"settle withdraw {ANYWHERE}"
"""T34, T36: from the acknowledgement on."""

EXPECTED = {
    State.I0: "register_report convert close_report refer",  # T02, T06, T07, T08
    State.I1: "take_up convert close_report refer",  # T03
    State.I2: "solve point_on convert close_report refer",  # T04, T05
    State.I4: "convert close_report refer",
    State.F0: f"register withdraw {ANYWHERE}",  # T11, T36
    State.F1: f"acknowledge withdraw {ANYWHERE}",  # T12
    State.F2: f"ask_supplement screen {SETTLED}",  # T13, T14
    State.F3: f"screen {SETTLED}",  # T14
    State.F4: "ask_supplement refuse leave_aside forward return handle_own appoint_adviser "
    f"appoint_committee {SETTLED}",  # T13, T15 to T20
    State.F5: f"appoint_adviser appoint_committee start_hearing {SETTLED}",  # T21, T23
    State.F6: f"resume_own start_hearing {SETTLED}",  # T22
    State.F7: f"resume_own start_hearing {SETTLED}",
    State.F8: f"appoint_adviser appoint_committee complete_inquiry {SETTLED}",  # T21, T27
    State.F9: "appoint_adviser appoint_committee deliver_advice prepare_decision "
    f"{SETTLED}",  # T21, T28, T29
    State.F10: f"prepare_decision {SETTLED}",  # T29
    State.F11: f"conclude {SETTLED}",  # T30
    State.F12: "reopen follow_up close",  # T38, T41, T42
    State.F13: "resume_case reopen close",  # T33
    State.F14: "reopen close",
    State.F15: "close",
    State.F16: "resume close",  # T35
    State.F17: "retract close",  # T37
    State.F18: "close",
    State.F19: "reopen",
}
"""What can be done from each state. A state that is not here has no way out yet (T43)."""

TARGETS = {
    "report": "I0", "register_report": "I1", "take_up": "I2", "solve": "I3", "point_on": "I4",
    "convert": "I5", "close_report": "I6", "refer": "I7",
    "receive": "F0", "register": "F1", "acknowledge": "F2", "ask_supplement": "F3",
    "screen": "F4", "refuse": "F13", "leave_aside": "F14", "forward": "F15", "return": "F15",
    "handle_own": "F5", "appoint_adviser": "F6", "appoint_committee": "F7", "resume_own": "F5",
    "start_hearing": "F8", "complete_inquiry": "F9", "deliver_advice": "F10",
    "prepare_decision": "F11", "conclude": "F12", "postpone": None, "extend": None,
    "settle": "F16", "resume": None, "withdraw": "F17", "retract": "F4", "resume_case": "F4",
    "reopen": "F4", "follow_up": "F18", "close": "F19",
}  # fmt: skip
"""Where each event leads; None is nowhere else, or back to where it was."""

PAIRS = [(state, row.event) for row in TRANSITIONS for state in row.sources]


def test_the_table_has_these_pairs_and_no_others():
    expected = {(state, Event(name)) for state, names in EXPECTED.items() for name in names.split()}
    assert set(PAIRS) == expected


def test_no_state_has_two_rows_for_one_event():
    assert [pair for pair, times in Counter(PAIRS).items() if times > 1] == []


def test_every_event_leads_where_the_law_says():
    assert set(TARGETS) == set(Event)
    assert {row.event.value: row.target for row in TRANSITIONS} == TARGETS


def test_the_states_of_both_tracks_exist():
    informal, formal = (f"I{number}" for number in range(8)), (f"F{number}" for number in range(21))
    assert [state.value for state in State] == [*informal, *formal]
