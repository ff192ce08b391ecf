"""The code of the panel as text and as syntax trees, for habits that read it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAYERS = ("rules", "queries", "letters", "files", "operations", "views", "commands")
MODULES = ("admin_app.py", "models.py", "settings.py", "logs.py", "text.py")
NOT_OURS = {".venv", ".git", "instance", "node_modules", "__pycache__"}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def code(*parts: str) -> Iterator[Path]:
    """Every Python file of these layers and modules; of all of them when none is named."""
    for part in parts or (*LAYERS, *MODULES):
        yield from sorted((ROOT / part).rglob("*.py")) if part in LAYERS else [ROOT / part]


def place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"


def imports(path: Path) -> Iterator[tuple[ast.AST, str]]:
    """Each imported module by its full name, with the statement."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node, "." * node.level + (node.module or "")


def files() -> Iterator[Path]:
    """Every file of the project; not what tools and installations leave behind."""
    for path in ROOT.rglob("*"):
        inside = path.relative_to(ROOT).parts
        hidden = any(part.endswith("_cache") or part == ".hypothesis" for part in inside)
        if path.is_file() and not hidden and not NOT_OURS & set(inside):
            yield path
