"""The ends of the chains of the trail, written down outside the database every night.

A chain shows every change but one: that its last lines were cut off, tip and all. For that, what
its end was has to be somewhere else. Each line of the file seals the lines before it, so that the
file cannot be changed unseen either; a copy on another machine guards it against being cut off too.
"""

import fcntl
import hmac
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import IO, NamedTuple

from flask import current_app
from sqlalchemy import select, tuple_

from models import AuditChain, AuditEvent, db
from operations import audit
from operations.audit import Break
from operations.clock import AMSTERDAM, machine_now
from operations.transaction import snapshot

MANY = 500
"""So many tips stand on a line, and in a question."""


class Tip(NamedTuple):
    """The end of a chain: its number, the number of its last event, and the seal of that."""

    chain: int
    seq: int
    mac: str


@dataclass(frozen=True)
class Line:
    """What was written down at once."""

    at: str
    tips: Sequence[Tip]
    anew: bool
    """This record came back from a backup: what was written down before, may not be in it."""

    def seal(self, previous: str) -> str:
        return audit.sealed([previous, self.at, self.tips, self.anew])


@dataclass(frozen=True)
class Spoiled:
    """A line of the file that is not what was written."""

    number: int

    def __str__(self) -> str:
        return f"tips.jsonl, regel {self.number}: regel is veranderd, ingevoegd of weggehaald"


def place() -> Path:
    home: Path = current_app.extensions["wederhoor"].home
    return home / "trail" / "tips.jsonl"


def write_down(*, anew: bool = False) -> int:
    """Add the ends of the chains that moved since the last time. Returns how many."""
    _own()
    with place().open("ab+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # of two nights at once, the second adds what is left
        file.seek(0)
        known, seal = _known(file)
        with snapshot():
            fresh = [one for one in ends() if anew or known.get(one.chain) != one]
        at, left = machine_now().isoformat(), iter(fresh)
        while tips := list(islice(left, MANY)):
            line = Line(at, tips, anew)
            seal = line.seal(seal)
            file.write(json.dumps(vars(line) | {"seal": seal}).encode() + b"\n")
            anew = False
        file.flush()
        os.fsync(file.fileno())
    return len(fresh)


def take_over(text: bytes) -> None:
    """Put back the file as a backup has it."""
    _own()
    place().write_bytes(text)


def _own() -> None:
    """A file that only its owner can read."""
    place().parent.mkdir(mode=0o700, exist_ok=True)
    place().touch(mode=0o600)


def ends() -> Iterator[Tip]:
    """The end of every chain, as the database has it."""
    query = select(AuditChain.chain, AuditChain.seq, AuditChain.mac).order_by(AuditChain.chain)
    for row in db.session.execute(query.execution_options(yield_per=1000)):
        yield Tip(*row)


def _known(file: IO[bytes]) -> tuple[dict[int, Tip], str]:
    """What was written down last of each chain, and the seal of the last line."""
    known: dict[int, Tip] = {}
    seal = ""
    for _, line, given in _lines(file):
        if line is not None:
            known |= {one.chain: one for one in line.tips}
            seal = given
    return known, seal


def _lines(file: Iterable[bytes]) -> Iterator[tuple[int, Line | None, str]]:
    """Each line with its number and its seal; None for one that cannot be read."""
    for number, text in enumerate(file, 1):
        try:
            kept = json.loads(text)
            tips = [Tip(*one) for one in kept["tips"]]
            yield number, Line(kept["at"], tips, kept["anew"]), kept["seal"]
        except (ValueError, KeyError, TypeError):
            yield number, None, ""


def kept(file: Path | None = None) -> Iterator[Line]:
    """What was written down and still counts: since this record last came back from a backup."""
    file = file or place()
    if not file.exists():
        return
    with file.open("rb") as lines:
        anew = [number for number, line, _ in _lines(lines) if line is not None and line.anew]
        since = anew[-1] if anew else 1
        lines.seek(0)
        for number, line, _ in _lines(lines):
            if line is not None and number >= since:
                yield line


def breaks(file: Path | None = None) -> Iterator[Spoiled | Break]:
    """Every line of the file that is not what was written, and every chain that lost its end.

    Of a chain whose end moved back, the first line that is not there any more is named. ``file``
    is a copy that was kept elsewhere.
    """
    yield from _spoiled(file or place())
    lost: dict[int, Break] = {}
    with snapshot():
        for line in kept(file):
            for one in _gone(line):
                lost.setdefault(one.chain, one)
    yield from (lost[chain] for chain in sorted(lost))


def _spoiled(file: Path) -> Iterator[Spoiled]:
    if not file.exists():
        return
    seal = ""
    with file.open("rb") as lines:
        for number, line, given in _lines(lines):
            if line is None or not hmac.compare_digest(given, line.seal(seal)):
                yield Spoiled(number)
            seal = given


def _gone(line: Line) -> Iterator[Break]:
    """The chains of which the line tells an end that is not in the database as it was."""
    for start in range(0, len(line.tips), MANY):
        tips = line.tips[start : start + MANY]
        asked = tuple_(AuditEvent.chain, AuditEvent.seq).in_([one[:2] for one in tips])
        query = select(AuditEvent.chain, AuditEvent.mac).where(asked)
        found = {one.chain: one.mac for one in db.session.execute(query)}
        day = f"{datetime.fromisoformat(line.at).astimezone(AMSTERDAM):%d-%m-%Y %H:%M}"
        for chain, seq, mac in tips:
            if chain not in found:
                what = f"het einde is afgekapt; op {day} was regel {seq} er"
                yield Break(chain, _length(chain) + 1, what)
            elif found[chain] != mac:
                yield Break(chain, seq, f"regel is een andere dan op {day}")


def _length(chain: int) -> int:
    """The number of the last line that a chain still has."""
    query = select(AuditEvent.seq).where(AuditEvent.chain == chain)
    return db.session.scalar(query.order_by(AuditEvent.seq.desc()).limit(1)) or 0
