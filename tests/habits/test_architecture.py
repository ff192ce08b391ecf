"""Dependencies point one way: screens ask operations, operations ask the law."""

import pytest

from tests.habits.source import LAYERS, MODULES, code, imports, place

OURS = {*LAYERS, *(module.removesuffix(".py") for module in MODULES)}
LEAVES = {"settings", "logs", "text"}
MAY_IMPORT = {
    "settings": set(),
    "logs": set(),
    "text": set(),
    "rules": {"rules"},
    "models": {"rules"},
    "queries": {"queries", "models", "rules"},
    "letters": {"letters", "models", "rules"},
    "files": {"files", "letters", "rules"},
    "operations": {"operations", "files", "letters", "queries", "models", "rules"},
    "views": {"views", "operations", "files", "letters", "queries", "models", "rules"},
    "commands": {"commands", "operations", "files", "letters", "queries", "models", "rules"},
}
"""The leaf modules know nobody; everyone but the law and the record may know them."""


@pytest.mark.parametrize("part", MAY_IMPORT)
def test_imports_point_one_way(part):
    allowed = MAY_IMPORT[part] | (LEAVES if part not in {"rules", "models", *LEAVES} else set())
    wrong = [
        f"{place(path, node)} imports {name}"
        for path in code(part if part in LAYERS else f"{part}.py")
        for node, name in imports(path)
        if name.split(".")[0] in (OURS | {""}) - allowed
    ]
    assert wrong == []
