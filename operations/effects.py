"""What a change of rest days, norms or terms does to files: shown first, and then done.

Helpers, not operations: ``settle_again`` works inside the transaction of the act that calls it.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement

from models import Complaint
from operations import audit, filing
from queries import cases, health
from rules import ledger
from rules.deadlines import Deadline
from rules.permissions import Actor
from rules.vocabulary import DeadlineKind


@dataclass(frozen=True)
class Shift:
    """What a change does to one clock of one running file."""

    reference: str
    clock: DeadlineKind
    before: date | None
    after: date


@dataclass(frozen=True)
class Preview:
    """What a change would do: the first of the shifts, and how many files."""

    shifts: tuple[Shift, ...]
    files: int
    ended: int
    """Files that have ended, of which only the calculation on record changes."""


MOST_SHIFTS = 200


def foresee(yardstick: filing.Yardstick, which: ColumnElement[bool]) -> Preview:
    """Which of these files change when they are measured so, with the old and the new last day."""
    shown: list[Shift] = []
    files = ended = 0
    for batch in health.complaints(which):
        for complaint in batch:
            facts = cases.clock_facts(complaint, yardstick.norms)
            derived = ledger.ledger(facts, yardstick.calendar)
            shifts = list(_shifts(complaint, derived, ledger.running(facts)))
            if complaint.open and shifts:
                files += 1
                shown += shifts[: MOST_SHIFTS - len(shown)]
            elif not complaint.open and filing.owed(complaint.deadlines, derived):
                ended += 1
    return Preview(tuple(shown), files, ended)


def _shifts(
    complaint: Complaint, derived: Sequence[Deadline], running: Container[DeadlineKind]
) -> Iterator[Shift]:
    """The clocks that still run and of which the last day moves; the ombudsman's year follows."""
    for kind in DeadlineKind:
        if kind not in ledger.CHAINS or kind is DeadlineKind.OMBUDSMAN:
            continue
        stands, follows = filing.current(complaint, kind), ledger.current(derived, kind)
        if follows is None or kind not in running:
            continue  # it fell away before, and no yardstick brings that about
        before = stands.legal_end if stands else None
        if before != follows.legal_end:
            yield Shift(complaint.reference, kind, before, follows.legal_end)


def settle_again(actor: Actor, which: ColumnElement[bool], **cause: Any) -> None:
    """Derive the deadlines of these files again, after a change of what they rest on."""
    yardstick = filing.Yardstick.now()
    for batch in health.complaints(which):
        for complaint in batch:
            facts = cases.clock_facts(complaint, yardstick.norms)
            derived = ledger.ledger(facts, yardstick.calendar)
            if not filing.owed(complaint.deadlines, derived):
                continue
            shifts = _shifts(complaint, derived, ledger.running(facts))
            changes = [(one.clock, one.before, one.after) for one in shifts]
            filing.settle(complaint, yardstick)
            complaint.version += 1
            audit.record(actor, "deadline:recomputed", complaint, **cause, changes=changes)
