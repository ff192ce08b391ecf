"""What is said beside a report."""

import pytest

from rules.informal import anonymous_report, nobody_told
from rules.law import SCHEME, awb
from rules.vocabulary import State


def test_an_anonymous_report_is_a_signal_without_a_term():
    found = anonymous_report(named=False)
    assert (found.basis, found.overridable) == (awb("9:2"), False)
    assert "geen termijn" in found.text
    assert anonymous_report(named=True) is None


@pytest.mark.parametrize(
    ("state", "leaders", "said"),
    [(State.I0, 0, False), (State.I1, 0, True), (State.I1, 1, False), (State.I2, 0, True)],
)
def test_a_registered_report_without_a_team_leader_is_said_to_reach_nobody(state, leaders, said):
    found = nobody_told(state, leaders)
    assert (found is not None) is said
    assert not said or found.basis == SCHEME
