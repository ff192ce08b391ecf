"""Whether what is stored of a file is what its facts give: asked by checks, changed by nobody."""

from collections.abc import Iterator

from models import Complaint, db
from operations import filing
from operations.filing import Yardstick
from queries import cases
from rules import ledger
from rules.admissibility import twelve_month_test
from rules.wording import Dutch, told

COPIES = ("open", "target_on", "legal_end", "notice_due_on", "due_on", "take_up_due_on")


def differences(complaint: Complaint, yardstick: Yardstick) -> Iterator[Dutch]:
    """What the record says of one file that the rules do not. The file itself is left alone."""
    facts = cases.clock_facts(complaint, yardstick.norms)
    derived = ledger.ledger(facts, yardstick.calendar)
    for line in filing.owed(complaint.deadlines, derived):
        yield told(
            "%(term)s hoort %(day)s te zijn (%(law)s)",
            term=line.kind, day=line.legal_end, law=line.basis,
        )  # fmt: skip
    for conduct in complaint.conducts:
        test = twelve_month_test(cases.conduct_dates(conduct), complaint.reference_on)
        if (conduct.time_outcome, conduct.time_flags) != (test.outcome, list(test.flags)):
            yield told(
                "onderdeel %(n)s hoort “%(outcome)s” te zijn",
                n=conduct.position, outcome=test.outcome,
            )  # fmt: skip
    stored = _copies(complaint)
    with db.session.no_autoflush:
        filing.copy_for_lists(complaint, derived, ledger.running(facts))
        right = _copies(complaint)
        for name, value in stored.items():
            setattr(complaint, name, value)
    for name in COPIES:
        if stored[name] != right[name]:
            yield told(
                "lijstkolom %(name)s is %(now)s, hoort %(right)s te zijn",
                name=name, now=str(stored[name]), right=str(right[name]),
            )  # fmt: skip
    kept = filing.stored_duties(complaint)
    owed = filing.owed_duties(complaint, derived, ledger.running(facts))
    for kind, subject in sorted(kept.keys() | owed.keys()):
        key, name = (kind, subject), f"{kind} ({subject})" if subject else str(kind)
        if key not in kept:
            yield told("taak %(name)s ontbreekt", name=name)
        elif key not in owed:
            yield told("taak %(name)s hoort er niet te zijn", name=name)
        elif any(getattr(kept[key], column) != value for column, value in owed[key].items()):
            yield told("taak %(name)s zegt niet wat de feiten zeggen", name=name)


def _copies(complaint: Complaint) -> dict[str, object]:
    return {name: getattr(complaint, name) for name in COPIES}
