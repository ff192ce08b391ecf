"""Who stays in a file: nothing that happened to someone is lost."""

from dataclasses import dataclass

from rules.errors import Obstacle
from rules.law import Citation, awb
from rules.wording import Dutch, told


@dataclass(frozen=True)
class Ties:
    """What in a file hangs on one of its parties."""

    only_complainant: bool = False
    letter: bool = False
    hearing: bool = False
    waiver: bool = False
    represented: bool = False
    sent: bool = False


STAYS: tuple[tuple[str, Dutch, Citation, str], ...] = (
    ("only_complainant", "%(name)s is de enige klager. Voeg eerst de juiste klager toe.",
     awb("9:4", 2, "a"), "add_complainant"),
    ("letter", "Voor %(name)s is een brief gemaakt. Wie een brief kreeg, blijft in het dossier.",
     awb("2:12"), ""),
    ("hearing", "Met %(name)s is een hoorgesprek gepland of gehouden. Dat blijft in het dossier.",
     awb("9:10", 1), ""),
    ("waiver", "Er is vastgelegd waarom %(name)s niet wordt gehoord. Dat blijft in het dossier.",
     awb("9:10", 2), ""),
    ("sent", "%(name)s stuurde iets via de codepagina. Wie iets stuurde, blijft in het dossier.",
     awb("9:4", 2), ""),
    ("represented", "%(name)s heeft een gemachtigde. Wijzig eerst de rol van die gemachtigde.",
     awb("2:1", 2), ""),
)  # fmt: skip
"""Each tie with what it says of someone, its article, and the way on."""


def stays(name: str, ties: Ties) -> tuple[Obstacle, ...]:
    """Why someone cannot be taken out of a file; nothing for who came in by mistake.

    >>> stays("J. Bos", Ties())
    ()
    >>> [str(one) for one in stays("J. Bos", Ties(represented=True))]
    ['J. Bos heeft een gemachtigde. Wijzig eerst de rol van die gemachtigde. (art. 2:1 lid 2 Awb)']
    """
    return tuple(
        Obstacle(told(text, name=name), basis, repair)
        for tie, text, basis, repair in STAYS
        if getattr(ties, tie)
    )
