"""The procedure is complete and unambiguous. The pairs are written by hand, from law.md 3.3-3.4."""

from collections import Counter

from rules.procedure import TRANSITIONS
from rules.vocabulary import Event, State

ANYWHERE = "postpone extend"
"""T31, T32: in any state in which a term runs."""

EXPECTED = {
    State.F0: f"register {ANYWHERE}",  # T11
    State.F1: f"acknowledge {ANYWHERE}",  # T12
    State.F2: f"ask_supplement screen {ANYWHERE}",  # T13, T14
    State.F3: f"screen {ANYWHERE}",  # T14
    State.F4: f"ask_supplement refuse handle_own {ANYWHERE}",  # T13, T16, T18
    State.F5: f"start_hearing {ANYWHERE}",  # T23
    State.F8: f"complete_inquiry {ANYWHERE}",  # T27
    State.F9: f"prepare_decision {ANYWHERE}",  # T29
    State.F11: f"conclude {ANYWHERE}",  # T30
    State.F12: "close",  # T42
    State.F13: "close",
} | dict.fromkeys((State.F6, State.F7, State.F10), ANYWHERE)
"""What can be done from each state. A state that is not here has no way out yet."""

TARGETS = {
    "receive": "F0", "register": "F1", "acknowledge": "F2", "ask_supplement": "F3",
    "screen": "F4", "refuse": "F13", "handle_own": "F5", "start_hearing": "F8",
    "complete_inquiry": "F9", "prepare_decision": "F11", "conclude": "F12", "close": "F19",
    "postpone": None, "extend": None,
}  # fmt: skip
"""Where each event leads; None is nowhere else."""

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
