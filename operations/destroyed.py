"""Outside the database: which files were destroyed, so that none comes back from a backup.

One line of JSON for each, with ids, references, rules and days; never a name. A line is written
just before its transaction commits: what two people approved may be destroyed once more, but a
destroyed file may never be missing here.
"""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from flask import current_app

Line = Mapping[str, Any]


def place() -> Path:
    """Beside the keys: a restore of database and documents leaves it alone."""
    home: Path = current_app.extensions["wederhoor"].home
    return home / "destroyed.jsonl"


def write_down(line: Line) -> None:
    """Add one line, and see it on the disk."""
    made = json.dumps(line, sort_keys=True, default=str) + "\n"
    descriptor = os.open(place(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, made.encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def take_over(path: Path) -> None:
    """Put the lines of a copy that was kept elsewhere in the ledger here, each once."""
    known = list(lines())
    for line in lines(path):
        if line not in known:
            write_down(line)


def lines(path: Path | None = None) -> Iterator[Line]:
    """Every whole line, oldest first; a last one that a power cut broke off is no line."""
    path = path or place()
    if not path.exists():
        return
    with path.open(encoding="utf-8") as kept:
        for line in kept:
            if line.endswith("\n"):
                yield json.loads(line)
