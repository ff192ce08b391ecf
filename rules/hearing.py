"""Whether hearing someone may be left out, on which ground, and who decides that (art. 9:10 Awb).

The exceptions of lid 2 are for the complainant only. A subject (degene over wie wordt geklaagd)
is always offered a hearing and can only decline it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from rules.errors import Obstacle
from rules.law import Citation, awb
from rules.vocabulary import Labelled, PartyKind, Track, WaiverGround

COMPLAINANT_GROUNDS = frozenset(
    {WaiverGround.EVIDENTLY_UNFOUNDED, WaiverGround.DECLINED, WaiverGround.NO_REPLY}
)


class Decider(Labelled):
    """Who decides not to hear."""

    HANDLER = "handler", "behandelaar, namens het bestuur"
    ADVISER = "adviser", "adviseur of adviescommissie"


@dataclass(frozen=True)
class WaiverFacts:
    """Someone is not heard: who, why, and what shows it."""

    party: PartyKind
    ground: WaiverGround
    decided_on: date
    decided_by: Decider
    track: Track
    reason: str = ""
    declared_on: date | None = None
    """When the person declared not to want to be heard."""
    invited_on: date | None = None
    reply_due_on: date | None = None
    replied_on: date | None = None
    reasonable_days: int = 0
    """How long the authority calls reasonable to answer."""


WAIVER_BASIS: dict[WaiverGround, Citation] = {
    WaiverGround.EVIDENTLY_UNFOUNDED: awb("9:10", 2, "a"),
    WaiverGround.DECLINED: awb("9:10", 2, "b"),
    WaiverGround.NO_REPLY: awb("9:10", 2, "c"),
    WaiverGround.OWN_WISH: awb("9:10", 1),
}


def decider_for(track: Track) -> Decider:
    """Who decides: an appointed adviser or committee does, and then nobody else (art. 9:15 lid 3).

    >>> decider_for(Track.COMMITTEE).label
    'adviseur of adviescommissie'
    """
    return Decider.HANDLER if track is Track.OWN else Decider.ADVISER


def ground_fits_party(facts: WaiverFacts) -> Obstacle | None:
    """Lid 2 is for the complainant; the own wish is for a subject."""
    if facts.party is PartyKind.COMPLAINANT and facts.ground in COMPLAINANT_GROUNDS:
        return None
    if facts.party is PartyKind.SUBJECT and facts.ground is WaiverGround.OWN_WISH:
        return None
    if facts.party is PartyKind.SUBJECT:
        return Obstacle(
            "De uitzonderingen gelden alleen voor de klager. Wil betrokkene niet worden gehoord, "
            "leg dan de eigen verklaring vast.",
            awb("9:10", 2),
        )
    return Obstacle("Kies voor de klager een grond van artikel 9:10 lid 2.", awb("9:10", 2))


def decided_by_the_right_one(facts: WaiverFacts) -> Obstacle | None:
    """The decision is not the board's once an adviser or committee is appointed."""
    if facts.ground is WaiverGround.OWN_WISH or facts.decided_by is decider_for(facts.track):
        return None
    if facts.track is Track.OWN:
        return Obstacle("Bij behandeling door het bestuur beslist de behandelaar.", awb("9:10", 2))
    return Obstacle(
        "Alleen de adviseur of adviescommissie beslist om de klager niet te horen.",
        awb("9:15", 3),
    )


def shown(facts: WaiverFacts) -> Obstacle | None:
    """What each ground needs on record."""
    return _EVIDENCE[facts.ground](facts)


def _why_evident(facts: WaiverFacts) -> Obstacle | None:
    if facts.reason:
        return None
    return Obstacle("Leg uit waarom de klacht kennelijk ongegrond is.", awb("9:10", 2, "a"))


def _declaration(facts: WaiverFacts) -> Obstacle | None:
    if facts.declared_on is not None and facts.declared_on <= facts.decided_on:
        return None
    return Obstacle(
        "Leg vast wanneer en hoe is verklaard dat horen niet hoeft.", WAIVER_BASIS[facts.ground]
    )


def _silence(facts: WaiverFacts) -> Obstacle | None:
    basis = awb("9:10", 2, "c")
    if facts.invited_on is None or facts.reply_due_on is None:
        return Obstacle("Nodig eerst uit, met een redelijke termijn om te reageren.", basis)
    if (facts.reply_due_on - facts.invited_on).days < facts.reasonable_days:
        return Obstacle(
            f"De termijn om te reageren was korter dan {facts.reasonable_days} dagen: "
            "nodig opnieuw uit.",
            basis,
        )
    if facts.replied_on is not None and facts.replied_on <= facts.reply_due_on:
        return Obstacle("De klager heeft op tijd gereageerd.", basis)
    if facts.decided_on <= facts.reply_due_on:
        return Obstacle("De termijn om te reageren is nog niet voorbij.", basis)
    return None


_EVIDENCE: dict[WaiverGround, Callable[[WaiverFacts], Obstacle | None]] = {
    WaiverGround.EVIDENTLY_UNFOUNDED: _why_evident,
    WaiverGround.DECLINED: _declaration,
    WaiverGround.NO_REPLY: _silence,
    WaiverGround.OWN_WISH: _declaration,
}

WAIVER_CHECKS = (ground_fits_party, decided_by_the_right_one, shown)


def waiver_obstacles(facts: WaiverFacts) -> tuple[Obstacle, ...]:
    """Everything that stands in the way of not hearing someone, at once.

    >>> waiver_obstacles(WaiverFacts(
    ...     PartyKind.COMPLAINANT, WaiverGround.DECLINED, date(2026, 12, 1), Decider.HANDLER,
    ...     Track.OWN, declared_on=date(2026, 11, 30)))
    ()
    """
    found = (check(facts) for check in WAIVER_CHECKS)
    return tuple(one for one in found if one is not None)
