"""What the Awb asks of a file, and how far it has come: the list beside the complaint."""

from collections.abc import Callable
from dataclasses import dataclass

from rules.case import CaseFacts
from rules.law import Citation, awb
from rules.procedure import (
    Guard,
    board_concluded,
    complainants_heard,
    copy_sent_to_subjects,
    each_conduct_judged,
    handler_not_involved,
    has_complainant,
    has_conduct,
    letter_sent_to_complainants,
    reports_made,
    subjects_heard,
)
from rules.vocabulary import IN_HANDLING, IN_SCREENING, UNCONFIRMED, LetterKind, State
from rules.wording import Dutch


@dataclass(frozen=True)
class Requirement:
    """One line: met, still open, or not yet its turn. ``repair`` is where it can be met."""

    label: Dutch
    basis: Citation
    met: bool
    turn: bool
    repair: str = ""


def _address_known(facts: CaseFacts) -> bool:
    return all(party.address for party in facts.complainants)


TAKEN_UP = IN_HANDLING | {State.F12}
JUDGED = frozenset({State.F11, State.F12})
ALL = frozenset(State)

GUARDED: tuple[tuple[Dutch, Citation, frozenset[State], Guard], ...] = (
    ("Klager bekend", awb("9:4", 2, "a"), ALL, has_complainant),
    ("Gedraging beschreven", awb("9:4", 2, "c"), ALL, has_conduct),
    ("Ontvangst bevestigd", awb("9:6"), ALL,
     letter_sent_to_complainants(LetterKind.L01, awb("9:6"))),
    ("Onafhankelijke behandelaar", awb("9:7", 1), ALL - UNCONFIRMED,
     handler_not_involved),
    ("Afschrift aan betrokkene", awb("9:9"), TAKEN_UP, copy_sent_to_subjects),
    ("Klager gehoord", awb("9:10", 1), TAKEN_UP, complainants_heard),
    ("Betrokkene gehoord", awb("9:10", 1), TAKEN_UP, subjects_heard),
    ("Verslag van het horen", awb("9:10", 3), TAKEN_UP - {State.F5}, reports_made),
    ("Bevindingen en oordeel", awb("9:12", 1), JUDGED, each_conduct_judged),
    ("Besluit van het bestuur", awb("9:12", 1), JUDGED, board_concluded),
)  # fmt: skip

SEEN: tuple[tuple[Dutch, Citation, Callable[[CaseFacts], bool]], ...] = (
    ("Ondertekend", awb("9:4", 2), lambda facts: facts.signed),
    ("Adres van de klager", awb("9:4", 2, "a"), _address_known),
    ("Dagtekening", awb("9:4", 2, "b"), lambda facts: facts.letter_dated),
)


SUPPLEMENT = f"letter:{LetterKind.L03}"
"""Awb art. 9:4 lid 2: what is missing is asked for, and the complaint goes on meanwhile."""


def requirements(facts: CaseFacts) -> tuple[Requirement, ...]:
    """Every line, in the order of the law."""
    seen = []
    for label, basis, met in SEEN:
        ask = facts.state in IN_SCREENING and not met(facts)
        seen.append(Requirement(label, basis, met(facts), True, SUPPLEMENT if ask else ""))
    guarded = []
    for label, basis, states, guard in GUARDED:
        obstacle = guard(facts)
        turn = facts.state in states
        repair = obstacle.repair if obstacle and turn else ""
        guarded.append(Requirement(label, basis, obstacle is None and turn, turn, repair))
    return tuple(sorted([*seen, *guarded], key=lambda one: _order(one.basis)))


def _order(basis: Citation) -> tuple[int, int, str]:
    chapter, _, article = basis.article.partition(":")
    return int(chapter) * 1000 + int(article), basis.lid or 0, basis.onder or ""
