"""An act on a file ends with ``filing.settle``: clocks, list copies and duties follow the facts."""

import ast

from tests.habits.source import code, place, tree

EXEMPT = {
    "add_note": "a note is no fact",
    "add": "a document is no fact that a clock or a duty depends on",
    "mark": "what is searched is no fact",
    "give": "a code is no fact",
    "revoke": "the same",
    "_gathered": "reading",
    "explain": "the same",
    "put": "what goes along with a letter is no fact",
    "leave_out": "the same",
    "with_enclosures": "reading",
    "link": "a link to another file moves nothing",
    "unlink": "the same",
    "keep": "what is typed and not saved is no fact",
    "printed": "reading",
    "lift": "a hold moves no clock",
    "_destroy_item": "nothing is left that has a clock",
    "_carry_out": "the same",
    "_again": "the same",
    "open_document": "reading",
    "open_version": "reading",
    "replace_document": "the letter stays the draft that it was",
    "save": "the same, from a word processor",
    "with_file": "reading: a trial letter is not kept",
    "note": "what the register says beside the facts moves no clock",
    "write": "what the public may read is no fact",
    "release": "the same",
    "take_back": "the same",
    "add_statement": "what someone says beside the file moves no clock of it",
    "misdirected": "a breach has a clock of its own",
}
"""Acts after which nothing can have changed, and why."""

TAKING = {"claim_file", "hold_file", "open_file"}


def called(node: ast.AST) -> set[str]:
    """The names of what is called, helpers of the same module included by their own names."""
    return {
        ast.unparse(one.func).split(".")[-1] for one in ast.walk(node) if isinstance(one, ast.Call)
    }


def test_whoever_takes_a_file_in_hand_settles_it():
    wrong = []
    for path in code("operations"):
        functions = {one.name: one for one in tree(path).body if isinstance(one, ast.FunctionDef)}
        helpers = {name for name, one in functions.items() if "settle" in called(one)}
        takers = TAKING | {name for name, one in functions.items() if TAKING & called(one)}
        for name, one in functions.items():
            acts = called(one)
            takes = "transaction" in acts and takers & (acts - {name})
            if takes and not ({"settle"} | helpers) & acts and name not in EXEMPT:
                wrong.append(place(path, one))
    assert wrong == []
