"""Names provisions (vindplaatsen): ``awb("9:11", lid=1)`` prints, links and compares."""

from dataclasses import dataclass

WETTEN = "https://wetten.overheid.nl/"
BWB = {"Awb": "BWBR0005537", "Atw": "BWBR0002448", "UAVG": "BWBR0040940"}
"""How a law is called there."""


@dataclass(frozen=True, order=True)
class Citation:
    """One provision of one law, or of the SSR scheme."""

    law: str
    article: str = ""
    lid: int | None = None
    onder: str | None = None

    def __str__(self) -> str:
        """How a lawyer writes it.

        >>> str(Citation("Awb", "9:8", 1, "b"))
        'art. 9:8 lid 1 onder b Awb'
        >>> str(Citation("Klachtenregeling SSR"))
        'Klachtenregeling SSR'
        """
        if not self.article:
            return self.law
        parts = [f"art. {self.article}"]
        if self.lid is not None:
            parts.append(f"lid {self.lid}")
        if self.onder is not None:
            parts.append(f"onder {self.onder}")
        return " ".join([*parts, self.law])

    @property
    def url(self) -> str:
        """Where the text stands on wetten.overheid.nl; empty for the scheme.

        >>> Citation("Awb", "9:11", 1).url
        'https://wetten.overheid.nl/jci1.3:c:BWBR0005537&artikel=9:11&lid=1'
        """
        bwb = BWB.get(self.law)
        if bwb is None:
            return ""
        lid = f"&lid={self.lid}" if self.lid is not None else ""
        return f"{WETTEN}jci1.3:c:{bwb}&artikel={self.article}{lid}"


def awb(article: str, lid: int | None = None, onder: str | None = None) -> Citation:
    """A provision of the Algemene wet bestuursrecht."""
    return Citation("Awb", article, lid, onder)


def atw(article: str, lid: int | None = None, onder: str | None = None) -> Citation:
    """A provision of the Algemene termijnenwet."""
    return Citation("Atw", article, lid, onder)


def archive_act(article: str, lid: int | None = None) -> Citation:
    """A provision of the Archiefwet 1995."""
    return Citation("Archiefwet 1995", article, lid)


def avg(article: str, lid: int | None = None, onder: str | None = None) -> Citation:
    """A provision of the Algemene verordening gegevensbescherming (Verordening (EU) 2016/679)."""
    return Citation("AVG", article, lid, onder)


def uavg(article: str, lid: int | None = None, onder: str | None = None) -> Citation:
    """A provision of the Uitvoeringswet AVG."""
    return Citation("UAVG", article, lid, onder)


def union_terms(article: str, lid: int | None = None) -> Citation:
    """A provision on how terms in law of the Union are counted."""
    return Citation("Verordening 1182/71", article, lid)


SCHEME = Citation("Klachtenregeling SSR")
"""The scheme of the first user; it has no numbered articles."""
