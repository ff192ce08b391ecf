"""What a party can send from the code page (codepagina), and when it fits.

Nothing here decides: each becomes a duty of whoever handles the file.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from rules.law import Citation, awb
from rules.procedure import FORMAL_RUNNING, SETTLED
from rules.vocabulary import (
    IN_HANDLING,
    INQUIRY,
    RUNNING,
    PartyKind,
    Side,
    State,
    SubmissionKind,
)

IN_TRY = frozenset({State.I2, State.I4})
"""A report that the Servicedesk tries to solve."""


@dataclass(frozen=True)
class PortalFacts:
    """How a file stands to whoever has a code of it."""

    state: State
    side: Side
    heard: bool = False
    """Was heard already, or it is on record that he is not."""
    extension_until: date | None = None
    """More time that was asked of this party in L12a, and is not agreed yet."""
    extension_answered: bool = False
    waiting: frozenset[SubmissionKind] = frozenset()
    """Sent by this party, while nobody dealt with it."""


def side_of(kind: PartyKind, speaks_for: PartyKind | None) -> Side:
    """Where a party stands.

    >>> side_of(PartyKind.REPRESENTATIVE, PartyKind.SUBJECT).label
    'betrokkene'
    """
    stands = speaks_for if kind is PartyKind.REPRESENTATIVE else kind
    return Side.SUBJECT if stands is PartyKind.SUBJECT else Side.COMPLAINANT


@dataclass(frozen=True)
class SubmissionRule:
    """One row: whose it is, on what ground, and when it fits."""

    sides: frozenset[Side]
    basis: Citation
    fits: Callable[[PortalFacts], bool]
    once: bool = False
    """Not again while the first waits to be dealt with."""


BOTH = frozenset(Side)
COMPLAINANTS = frozenset({Side.COMPLAINANT})

RULES: Mapping[SubmissionKind, SubmissionRule] = {
    SubmissionKind.SUPPLEMENT: SubmissionRule(
        COMPLAINANTS, awb("9:4", 2), lambda facts: facts.state in RUNNING
    ),
    SubmissionKind.HEARING: SubmissionRule(
        BOTH, awb("9:10", 1), lambda facts: facts.state in INQUIRY and not facts.heard
    ),
    SubmissionKind.REACTION: SubmissionRule(
        frozenset({Side.SUBJECT}), awb("9:10", 1), lambda facts: facts.state in IN_HANDLING
    ),
    SubmissionKind.EXTENSION: SubmissionRule(
        COMPLAINANTS, awb("9:11", 3),
        lambda facts: (
            facts.state in FORMAL_RUNNING
            and facts.extension_until is not None
            and not facts.extension_answered
        ),
    ),
    SubmissionKind.SATISFIED: SubmissionRule(
        COMPLAINANTS, awb("9:5"), lambda facts: facts.state in SETTLED | IN_TRY, once=True
    ),
    SubmissionKind.WITHDRAWAL: SubmissionRule(
        COMPLAINANTS, awb("9:12a"), lambda facts: facts.state in FORMAL_RUNNING, once=True
    ),
}  # fmt: skip


def possible(facts: PortalFacts) -> tuple[SubmissionKind, ...]:
    """What this party can send now.

    >>> possible(PortalFacts(State.F8, Side.SUBJECT))
    (<SubmissionKind.HEARING: 'hearing'>, <SubmissionKind.REACTION: 'reaction'>)
    """
    return tuple(
        kind
        for kind, rule in RULES.items()
        if facts.side in rule.sides
        and rule.fits(facts)
        and not (rule.once and kind in facts.waiting)
    )
