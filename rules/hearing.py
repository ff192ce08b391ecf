"""Who hears, what a hearing needs, and whether it may be left out (art. 9:10 and 9:15 Awb).

The exceptions of lid 2 are for the complainant only. A subject (degene over wie wordt geklaagd)
is always offered a hearing and can only decline it.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rules.deadlines import received_on as local_day
from rules.errors import Obstacle
from rules.law import Citation, awb
from rules.vocabulary import (
    AfterHearing,
    Answer,
    CommitteeRole,
    HearingForm,
    HearingStatus,
    Labelled,
    LetterKind,
    PartyKind,
    Track,
    WaiverGround,
)
from rules.wording import Dutch, told

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


ADVISER_DECIDES = Obstacle(
    "Alleen de adviseur of adviescommissie beslist om de klager niet te horen.", awb("9:15", 3)
)


def decided_by_the_right_one(facts: WaiverFacts) -> Obstacle | None:
    """The decision is not the board's once an adviser or committee is appointed."""
    if facts.ground is WaiverGround.OWN_WISH or facts.decided_by is decider_for(facts.track):
        return None
    if facts.track is Track.OWN:
        return Obstacle("Bij behandeling door het bestuur beslist de behandelaar.", awb("9:10", 2))
    return ADVISER_DECIDES


def waives(track: Track | None, user_id: int | None, advisers: Collection[int]) -> Obstacle | None:
    """Awb art. 9:15 lid 3: who advises decides not to hear, and nobody else (SOD5).

    >>> waives(Track.OWN, 1, ()) is None
    True
    """
    return ADVISER_DECIDES if hears(track, user_id, advisers) else None


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
            told(
                "De termijn om te reageren was korter dan %(days)s dagen: nodig opnieuw uit.",
                days=facts.reasonable_days,
            ),
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


# --- who hears ------------------------------------------------------------------------------


def advised(track: Track | None) -> bool:
    """Whether afdeling 9.1.3 Awb applies."""
    return track in {Track.ADVISER, Track.COMMITTEE}


def hears(track: Track | None, user_id: int | None, advisers: Collection[int]) -> Obstacle | None:
    """Awb art. 9:15 lid 2: once someone advises, nobody else hears (R056).

    >>> hears(Track.OWN, 1, ()) is None
    True
    """
    if not advised(track) or user_id in advisers:
        return None
    return Obstacle("Alleen wie nu adviseert, plant en houdt het hoorgesprek.", awb("9:15", 2))


def may_hear(
    track: Track | None, cleared: Collection[int], advisers: Collection[int]
) -> frozenset[int]:
    """Awb art. 9:7 lid 1 and 9:15 lid 2: not involved, and advising when someone advises."""
    return frozenset(cleared) & frozenset(advisers if advised(track) else cleared)


def settles_report(track: Track | None, seat: CommitteeRole | None) -> Obstacle | None:
    """The report of a committee is approved by its chair."""
    if track is not Track.COMMITTEE or seat is CommitteeRole.CHAIR:
        return None
    return Obstacle("Het verslag van een commissie stelt de voorzitter vast.", awb("9:10", 3))


# --- planning -------------------------------------------------------------------------------


def plan_problems(
    planned_at: datetime,
    now: datetime,
    form: HearingForm,
    place: str,
    reply_by: date | None,
) -> dict[str, str]:
    """What a hearing cannot do without, by field: a moment ahead, a place or link, time to answer.

    Awb art. 9:10 lid 1: an opportunity that someone can really use.
    """
    wrong: dict[str, str] = {}
    if planned_at < now:
        wrong["planned_at"] = told("Een gesprek plan je in de toekomst.")
    if not place.strip():
        wrong["place"] = told("Vul de plaats, het telefoonnummer of de link in.")
    elif form is HearingForm.VIDEO and not place.strip().startswith("https://"):
        wrong["place"] = told("Vul de link van de videoverbinding in; die begint met https://.")
    if reply_by and reply_by < local_day(now):
        wrong["reply_by"] = told("De reactiedatum ligt in het verleden.")
    if reply_by and reply_by > local_day(planned_at):
        wrong["reply_by"] = told("De reactiedatum ligt na het gesprek.")
    return wrong


# --- what came of it ------------------------------------------------------------------------

FOLLOWS: dict[HearingStatus, tuple[AfterHearing, ...]] = {
    HearingStatus.CANCELLED: (AfterHearing.ANEW, AfterHearing.WAIVE),
    HearingStatus.NO_SHOW: (AfterHearing.ANEW, AfterHearing.WAIVE, AfterHearing.GO_ON),
}
"""What can follow when a hearing did not take place."""


@dataclass(frozen=True)
class OverFacts:
    """A hearing that did not take place, and what should follow."""

    party: PartyKind
    status: HearingStatus
    follows: AfterHearing
    invited: bool = False
    """The invitation went out, and counts as sent."""
    silence: tuple[Obstacle, ...] = ()
    """What stands in the way of art. 9:10 lid 2 onder c for the complainant."""


def over_obstacles(facts: OverFacts) -> tuple[Obstacle, ...]:
    """Whether that can follow.

    Awb art. 9:10: the complainant who stays away is only silent when (c) is met; a subject who was
    invited and stays away had the opportunity.
    """
    if facts.follows is AfterHearing.GO_ON:
        if facts.party is PartyKind.COMPLAINANT:
            text: Dutch = (
                "Verder zonder gesprek kan niet bij de klager: plan opnieuw, of leg een grond vast."
            )
            return (Obstacle(text, awb("9:10", 2)),)
        if not facts.invited:
            text = told("De uitnodiging is niet verzonden, dus er is geen gesprek aangeboden.")
            return (Obstacle(text, awb("9:10", 1)),)
    if facts.follows is AfterHearing.WAIVE and facts.status is HearingStatus.NO_SHOW:
        if facts.party is PartyKind.SUBJECT:
            text = told(
                "Betrokkene wordt niet wegens zwijgen overgeslagen: plan opnieuw, of ga verder."
            )
            return (Obstacle(text, awb("9:10", 1)),)
        return facts.silence
    return ()


NEXT_TO: dict[Answer, Dutch] = {
    Answer.DECLINES: "Leg vast dat horen niet hoeft, of zeg het gesprek af.",
    Answer.OTHER_DAY: "Verzet het gesprek.",
}
"""What an answer asks of whoever plans."""


def comments_awaited(
    asked_on: date | None, comments: str, today: date, days: int
) -> Obstacle | None:
    """Awb art. 9:10 lid 3; whoever was asked for comments on the report has time to give them.

    >>> comments_awaited(date(2026, 3, 2), "", date(2026, 3, 17), 14) is None
    True
    """
    if asked_on is None or comments.strip() or today > asked_on + timedelta(days=days):
        return None
    until = asked_on + timedelta(days=days)
    return Obstacle(
        told(
            "Om opmerkingen is gevraagd; die kunnen nog komen tot en met %(day)s. Kwamen ze "
            "al, of zijn ze er niet, leg dat dan vast.",
            day=until,
        ),
        awb("9:10", 3),
    )


# --- what one reads before ------------------------------------------------------------------

L = LetterKind
IN_PACK = frozenset(
    {
        L.L01, L.L01B, L.L01C, L.L02A, L.L02B, L.L02C, L.L03, L.L05A, L.L05B, L.L06A, L.L06B,
        L.L06C, L.L07, L.L08A, L.L08B, L.L09, L.L10, L.L11, L.L12A, L.L12B, L.L13, L.L13A, L.L24,
        L.L25, L.L26,
    }
)  # fmt: skip
"""Letters that whoever hears gets along: how the complaint came in and was taken up, and who was
invited. Not what an earlier handling advised or decided: the hearing is open (art. 9:10 Awb).
"""
