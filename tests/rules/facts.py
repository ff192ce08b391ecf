"""Files as facts, for tests of the procedure: everything in order unless a test says otherwise."""

from datetime import date
from typing import Any

from rules.case import CaseFacts, ConductFacts, LetterFacts, PartyFacts
from rules.errors import Obstacle
from rules.vocabulary import LetterKind, LetterState, PartyKind, State

TODAY = date(2026, 3, 10)
COMPLAINANT, SECOND, SUBJECT, REPRESENTATIVE = 1, 2, 3, 4


def complainant(**facts: Any) -> PartyFacts:
    return PartyFacts(
        **{"id": COMPLAINANT, "kind": PartyKind.COMPLAINANT, "name": "A. Berg"} | facts
    )


def subject(**facts: Any) -> PartyFacts:
    return PartyFacts(**{"id": SUBJECT, "kind": PartyKind.SUBJECT, "name": "B. Horst"} | facts)


def representative(**facts: Any) -> PartyFacts:
    defaults = {
        "id": REPRESENTATIVE,
        "kind": PartyKind.REPRESENTATIVE,
        "name": "mr. C. Raad",
        "speaks_for": PartyKind.COMPLAINANT,
    }
    return PartyFacts(**defaults | facts)


def conduct(**facts: Any) -> ConductFacts:
    return ConductFacts(**{"id": 1, "title": "De opmerking"} | facts)


def letter(
    kind: LetterKind, party_id: int | None, state: LetterState = LetterState.SENT, **facts: Any
) -> LetterFacts:
    return LetterFacts(id=1, kind=kind, state=state, party_id=party_id, **facts)


def a_case(state: State = State.F4, **facts: Any) -> CaseFacts:
    """One complainant about one person and one conduct, received on Monday 2 March 2026."""
    defaults: dict[str, Any] = {
        "today": TODAY,
        "received_on": date(2026, 3, 2),
        "parties": (complainant(), subject()),
        "conducts": (conduct(),),
        "handler_id": 7,
        "cleared": frozenset({7}),
        "notice_due_on": date(2026, 3, 30),
        "legal_end": date(2026, 4, 13),
    }
    return CaseFacts(state=state, **defaults | facts)


def the_one(obstacles: tuple[Obstacle, ...] | Obstacle | None) -> Obstacle:
    """The only obstacle there is."""
    found = obstacles if isinstance(obstacles, tuple) else (obstacles,)
    (one,) = found
    assert one is not None
    return one
