"""Composition and independence of an advisory committee (adviescommissie): the SSR scheme."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rules.calendar import plus_years
from rules.errors import Obstacle
from rules.law import SCHEME, awb
from rules.terms import DEFAULTS
from rules.vocabulary import CommitteeRole, TieKind
from rules.wording import told

COMPOSITION = Counter({CommitteeRole.CHAIR: 1, CommitteeRole.MEMBER: 2})
RECENT_TIE_YEARS = int(str(DEFAULTS["recent_tie_years"]))


def composition(roles: Iterable[CommitteeRole]) -> Obstacle | None:
    """A committee is a chair and two members, no fewer and no more.

    >>> composition([CommitteeRole.CHAIR, CommitteeRole.MEMBER]).text
    'Een adviescommissie bestaat uit een voorzitter en twee leden; nu 1 voorzitter en 1 lid.'
    """
    found = Counter(roles)
    if found == COMPOSITION:
        return None
    chairs, members = found[CommitteeRole.CHAIR], found[CommitteeRole.MEMBER]
    return Obstacle(
        told(
            "Een adviescommissie bestaat uit een voorzitter en twee leden; "
            "nu %(chairs)s en %(members)s.",
            chairs=_count(chairs, "%(n)s voorzitter", "%(n)s voorzitters"),
            members=_count(members, "%(n)s lid", "%(n)s leden"),
        ),
        SCHEME,
    )


def _count(number: int, one: str, more: str) -> str:
    return told(one if number == 1 else more, n=number)


@dataclass(frozen=True)
class Tie:
    """A tie (binding) with the authority; without ``ended_on`` it still lasts."""

    kind: TieKind
    ended_on: date | None = None

    def lasts_on(self, day: date) -> bool:
        return self.ended_on is None or self.ended_on > day


def recent_until(tie: Tie, years: int = RECENT_TIE_YEARS) -> date | None:
    """The day on which an ended tie is no longer recent; None while it lasts.

    >>> recent_until(Tie(TieKind.TEACHER, date(2021, 9, 1)))
    datetime.date(2026, 9, 1)
    """
    return None if tie.ended_on is None else plus_years(tie.ended_on, years)[0]


def independence(tie: Tie, on: date, years: int = RECENT_TIE_YEARS) -> Obstacle | None:
    """No (recent) tie, for the chair and the members: a lasting one bars, a recent one needs the
    board's reason.
    """
    if tie.lasts_on(on):
        text = told("Heeft nu een binding met de organisatie: %(tie)s.", tie=tie.kind)
        return Obstacle(text, SCHEME)
    lapses_on = recent_until(tie, years)
    if lapses_on is None or on >= lapses_on:
        return None
    return Obstacle(
        told(
            "Had korter dan %(years)s jaar geleden een binding met de organisatie (%(tie)s); "
            "dat vervalt op %(day)s. Het bestuur kan met een reden toch benoemen.",
            years=years,
            tie=tie.kind,
            day=lapses_on,
        ),
        SCHEME,
        overridable=True,
    )


def independence_obstacles(
    ties: Iterable[Tie] | None, on: date, years: int = RECENT_TIE_YEARS
) -> tuple[Obstacle, ...]:
    """Everything against one person; ``None`` means that ties were not asked about yet."""
    if ties is None:
        return (
            Obstacle("Vraag naar bindingen met de organisatie en leg het antwoord vast.", SCHEME),
        )
    found = (independence(tie, on, years) for tie in ties)
    return tuple(one for one in found if one is not None)


PUBLIC_MAIL = frozenset(
    {"gmail.com", "hotmail.com", "hotmail.nl", "outlook.com", "live.nl", "icloud.com", "yahoo.com",
     "kpnmail.nl", "ziggo.nl", "xs4all.nl", "planet.nl", "hetnet.nl"}
)  # fmt: skip
"""Whoever shares one of these shares nothing."""


@dataclass(frozen=True)
class Person:
    """Someone as far as a likeness with someone else can be seen: all in small letters."""

    shown: str
    family_name: str = ""
    email: str = ""
    unit: str = ""

    @property
    def domain(self) -> str:
        """Of the e-mail address; empty for one that everyone can have."""
        domain = self.email.rpartition("@")[2]
        return "" if domain in PUBLIC_MAIL else domain


def likenesses(member: Person, parties: Iterable[Person]) -> tuple[Obstacle, ...]:
    """What could point at a tie between a member and a party: a person weighs it (R014, R055).

    >>> horst = Person("B. ter Horst", "horst", "b@ssr.nl")
    >>> [one.text for one in likenesses(Person("mr. C. Horst", "horst"), [horst])]
    ['mr. C. Horst lijkt op B. ter Horst (naam). Weeg of dit een binding is.']
    """
    found = []
    for party in parties:
        same = tuple(
            told(words)
            for words, mine, theirs in (
                ("naam", member.family_name, party.family_name),
                ("maildomein", member.domain, party.domain),
                ("afdeling", member.unit, party.unit),
            )
            if mine and mine == theirs
        )
        if same:
            text = told(
                "%(member)s lijkt op %(party)s (%(same)s). Weeg of dit een binding is.",
                member=member.shown,
                party=party.shown,
                same=same,
            )
            found.append(Obstacle(text, awb("2:4", 2), overridable=True))
    return tuple(found)
