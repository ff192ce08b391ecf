"""What every act on a file shares: numbers, the ledger of deadlines, steps, and the list copies.

Helpers, not operations: they work inside the transaction of the act that calls them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from models import Complaint, Counter, DeadlineLine, Duty, Step, db
from operations import audit
from operations.clock import now
from queries import cases, choices, retention
from rules import duties, ledger
from rules.admissibility import twelve_month_test
from rules.calendar import Calendar
from rules.deadlines import Deadline
from rules.errors import Obstacle
from rules.permissions import Actor
from rules.procedure import Transition
from rules.vocabulary import ENDED, DeadlineKind, Kind
from rules.wording import told

SERIES = {Kind.FORMAL: "K", Kind.REPORT: "M"}


def next_reference(kind: Kind, year: int) -> str:
    """The next number of the year, without gaps or doubles: ``K2026-0001``."""
    return next_number(SERIES[kind], year)


def next_number(series: str, year: int) -> str:
    """The same for any series."""
    take = (
        update(Counter)
        .where(Counter.series == series, Counter.year == year)
        .values(last=Counter.last + 1)
        .returning(Counter.last)
    )
    number = db.session.scalar(take)
    if number is None:
        try:
            with db.session.begin_nested():
                db.session.add(Counter(series=series, year=year, last=1))
            number = 1
        except IntegrityError:
            # Another process opened the year at this very moment; its row is there now.
            number = db.session.scalar(take)
    return f"{series}{year}-{number:04d}"


def end_for_good(complaint: Complaint, today: date) -> None:
    """From here the retention period counts, by the rule that holds today (law.md T42)."""
    complaint.retention_from = today
    complaint.retention_rule = retention.rule_for(complaint, today).code


@dataclass(frozen=True)
class Yardstick:
    """Settings and rest days, read once for an act that touches many files."""

    norms: ledger.Norms
    calendar: Calendar

    @classmethod
    def now(cls) -> "Yardstick":
        return cls(choices.norms(), choices.calendar())


def settle(complaint: Complaint, yardstick: Yardstick | None = None) -> None:
    """Bring test, ledger and list copies in step with the facts. The last thing an act does."""
    yardstick = yardstick or Yardstick.now()
    db.session.flush()
    for conduct in complaint.conducts:
        test = twelve_month_test(cases.conduct_dates(conduct), complaint.reference_on)
        conduct.time_outcome, conduct.time_flags = test.outcome, list(test.flags)
    facts = cases.clock_facts(complaint, yardstick.norms)
    derived = ledger.ledger(facts, yardstick.calendar)
    for line in owed(complaint.deadlines, derived):
        previous = current(complaint, line.kind) if line.kind in ledger.CHAINS else None
        complaint.deadlines.append(
            DeadlineLine(
                kind=line.kind,
                start_on=line.start,
                nominal_end=line.nominal_end,
                legal_end=line.legal_end,
                target_on=line.target_on,
                basis=str(line.basis),
                explanation=line.explanation,
                flags=list(line.flags),
                supersedes_id=previous.id if previous else None,
                recorded_at=now(),
            )
        )
        db.session.flush()
    running = ledger.running(facts)
    copy_for_lists(complaint, derived, running)
    keep_duties(complaint, owed_duties(complaint, derived, running))


def same(stored: DeadlineLine, line: Deadline) -> bool:
    """Whether the stored line says what the rules say now."""
    kept = (stored.start_on, stored.nominal_end, stored.legal_end, stored.target_on)
    return (
        kept == (line.start, line.nominal_end, line.legal_end, line.target_on)
        and stored.basis == str(line.basis)
        and stored.flags == list(line.flags)
    )


def owed(stored: Sequence[DeadlineLine], derived: Sequence[Deadline]) -> list[Deadline]:
    """The derived lines that the ledger does not end with yet, per clock.

    A corrected fact gives other lines than those that stand; they are appended and supersede.
    """
    missing: list[Deadline] = []
    for kind in DeadlineKind:
        have = [line for line in stored if line.kind is kind]
        want = [line for line in derived if line.kind is kind]
        overlap = next(
            length
            for length in range(min(len(have), len(want)), -1, -1)
            if all(map(same, have[len(have) - length :], want[:length]))
        )
        missing += want[overlap:]
    return missing


def columns(found: Iterable[duties.Duty]) -> Iterator[dict[str, Any]]:
    """Duties as the table has them."""
    for one in found:
        yield {
            "kind": one.kind.value,
            "subject": one.subject,
            "text": one.text or told(one.kind.label),
            "from_on": one.from_on,
            "target_on": one.target_on,
            "due_on": one.due_on,
            "basis": str(one.basis),
            "user_id": one.user_id,
            "permission": one.permission,
            "address": one.address,
        }


Duties = dict[tuple[str, str], dict[str, Any]]
"""What duties say, by kind and subject."""


def owed_duties(
    complaint: Complaint, derived: Sequence[Deadline], running: frozenset[DeadlineKind]
) -> Duties:
    """What someone has to do in this file."""
    found = columns(duties.of(cases.duty_facts(complaint, derived, running)))
    return {(one["kind"], one["subject"]): one for one in found}


def stored_duties(complaint: Complaint) -> dict[tuple[str, str], Duty]:
    """Those of the table that the facts give."""
    return {
        (one.kind, one.subject): one
        for one in complaint.duties
        if one.kind not in duties.OF_THE_OUTBOX
    }


def keep_duties(complaint: Complaint, owed: Duties) -> None:
    """Write what differs: no row changes when nothing did."""
    stored = stored_duties(complaint)
    for key, row in stored.items():
        if key not in owed:
            complaint.duties.remove(row)
    for key, values in owed.items():
        if key not in stored:
            complaint.duties.append(Duty(**values))
            continue
        for name, value in values.items():
            if getattr(stored[key], name) != value:
                setattr(stored[key], name, value)


def current(complaint: Complaint, kind: DeadlineKind) -> DeadlineLine | None:
    """The line of this clock that holds now."""
    return next((line for line in reversed(complaint.deadlines) if line.kind is kind), None)


def copy_for_lists(
    complaint: Complaint, derived: Sequence[Deadline], running: frozenset[DeadlineKind]
) -> None:
    """The columns that lists sort on.

    From what the rules derive: a clock that fell away, as when a complaint proves to be oral,
    keeps its lines in the ledger but gives no date any more.
    """
    handling = ledger.current(derived, DeadlineKind.HANDLING)
    notice = (
        ledger.current(derived, DeadlineKind.NOTICE) if DeadlineKind.NOTICE in running else None
    )
    take_up = ledger.current(derived, DeadlineKind.TAKE_UP)
    complaint.open = complaint.state not in ENDED or cases.closing_letter_came_back(complaint)
    complaint.target_on = handling.target_on if handling else None
    complaint.legal_end = handling.legal_end if handling else None
    complaint.notice_due_on = notice.legal_end if notice else None
    complaint.take_up_due_on = take_up.legal_end if take_up else None
    ends = [line.legal_end for line in (handling, notice) if line]
    if take_up and DeadlineKind.TAKE_UP in running:
        ends.append(take_up.legal_end)
    complaint.due_on = min(ends) if ends and complaint.open else None


def take(
    actor: Actor,
    complaint: Complaint,
    row: Transition,
    *,
    reason: str = "",
    overridden: Sequence[Obstacle] = (),
) -> None:
    """Move the file along this row, and write the step and its event."""
    source = complaint.state
    complaint.state = row.leads_to(source, cases.previous_state(complaint))
    complaint.steps.append(
        Step(
            event=row.event,
            source=source,
            target=complaint.state,
            basis=str(row.basis),
            reason=reason,
            at=now(),
            by_id=actor.user_id,
        )
    )
    audit.record(
        actor,
        f"complaint:{row.event.value}",
        complaint,
        complaint,
        source=source.value,
        target=complaint.state.value,
        basis=str(row.basis),
        overridden=[str(one.basis) for one in overridden],
    )
