"""A set of states that means one thing has one name."""

import ast
from collections import defaultdict

from rules.vocabulary import State
from tests.habits.source import code, place, tree

COINCIDENCE = {
    frozenset({State.F9, State.F10}),  # the source of a step; a phase on screen
    frozenset({State.F12, State.F18, State.F19}),  # when a letter fits; a phase on screen
    frozenset({State.I2, State.I4}),  # when a letter fits; a phase on screen
}
"""Sets that are equal now without meaning the same."""


def spelled(node: ast.AST) -> frozenset[State]:
    """The states of a set that is written out; empty for anything else."""
    parts: list[ast.expr] = []
    if isinstance(node, ast.Set):
        parts = node.elts
    elif isinstance(node, ast.Call) and ast.unparse(node.func) == "_from":
        parts = node.args
    names = [ast.unparse(one).removeprefix("State.") for one in parts]
    return frozenset(State(one) for one in names) if set(names) <= set(State) else frozenset()


def test_no_set_of_states_is_spelled_out_twice():
    places = defaultdict(list)
    for path in code("rules", "queries", "operations", "views"):
        for node in ast.walk(tree(path)):
            if len(states := spelled(node)) > 1 and states not in COINCIDENCE:
                places[states].append(place(path, node))
    twice = {" ".join(sorted(one)): where for one, where in places.items() if len(where) > 1}
    assert twice == {}
