"""Whether two names with what is known beside them are likely one person: for a hint, never more.

The family name has to be the same, however it was spelled; then one more thing counts.
"""

import re
from dataclasses import dataclass
from enum import IntEnum

from models import Contact
from rules.wording import Dutch
from text import fold

BEFORE_A_NAME = """
    a aan aen bij d da das de del den der des di do dos du el en het il in l la las le les lo
    los of op over s t te tegen ten ter thor to toe tot uijt uit und v van vanden vander vd
    vom von voor vor y zu zum zur
"""
INFIXES = frozenset(BEFORE_A_NAME.split())
"""Words that stand before a family name (tussenvoegsels), without their apostrophes."""

KEY = 160
"""How much of a name is compared."""

APOSTROPHES = dict.fromkeys(map(ord, "'`´‘’ʼ"))


class Reason(IntEnum):
    """What else is the same, the strongest last."""

    INITIALS = 1
    FIRST_NAME = 2
    ORGANISATION = 3
    ADDRESS = 4
    EMAIL = 5

    @property
    def label(self) -> str:
        words: dict[Reason, Dutch] = {
            Reason.INITIALS: "zelfde voorletters",
            Reason.FIRST_NAME: "zelfde voornaam",
            Reason.ORGANISATION: "zelfde organisatie",
            Reason.ADDRESS: "zelfde postcode en huisnummer",
            Reason.EMAIL: "zelfde e-mailadres",
        }
        return words[self]


@dataclass(frozen=True)
class Identity:
    """What is known of someone, as it was typed."""

    family_name: str = ""
    first_name: str = ""
    organisation: str = ""
    email: str = ""
    postcode: str = ""
    house_number: str = ""

    @property
    def key(self) -> str:
        """What has to be the same: the family name, or else the name of the organisation."""
        return (family_key(self.family_name) or plain(self.organisation))[:KEY]

    @property
    def initials(self) -> str:
        return initials(self.first_name) if family_key(self.family_name) else ""


def identity(contact: Contact) -> Identity:
    """A contact as it is on record."""
    return Identity(**{name: getattr(contact, name) or "" for name in Identity.__annotations__})


def plain(words: str) -> str:
    """Letters and digits in lower case, without accents; one space between words.

    >>> plain("  Özdemir-’t Hooft B.V.")
    'ozdemir t hooft b v'
    """
    return " ".join(re.findall(r"[^\W_]+", fold(words).translate(APOSTROPHES)))


def family_key(family_name: str) -> str:
    """The family name without what stands before it, whichever box that was typed in.

    >>> family_key("van der Berg"), family_key("Berg, v.d."), family_key("Berg")
    ('berg', 'berg', 'berg')
    >>> family_key("Jansen-de Vries"), family_key("Ten")
    ('jansen de vries', 'ten')
    """
    head, _, tail = family_name.partition(",")
    words = plain(head).split()
    if not set(plain(tail).split()) <= INFIXES:
        words += plain(tail).split()
    while len(words) > 1 and words[0] in INFIXES:
        words.pop(0)
    return " ".join(words)


def initials(first_name: str) -> str:
    """The first letters of the given names.

    >>> initials("Jan-Peter"), initials("J.P."), initials("JP"), initials("jan"), initials("É.")
    ('jp', 'jp', 'jp', 'j', 'e')
    """
    if re.fullmatch(r"[A-Z]{2,4}", first_name.strip()):
        return plain(first_name)
    return "".join(word[0] for word in plain(first_name).split())


def _whole(first_name: str) -> str:
    """The given name when it was written out, and not as letters."""
    return plain(first_name) if len(plain(first_name)) > len(initials(first_name)) + 2 else ""


def number_of(house_number: str) -> str:
    """The number alone: what follows it is spelled in many ways.

    >>> number_of("12 bis"), number_of("12-B"), number_of("b")
    ('12', '12', '')
    """
    found = re.match(r"\d+", plain(house_number))
    return found[0] if found else ""


def reasons(one: Identity, other: Identity) -> tuple[Reason, ...]:
    """Why these may be one person, strongest first; nothing when they are not.

    >>> typed = Identity("van den Berg", "J.", email="j@berg.example")
    >>> [str(why.label) for why in reasons(typed, Identity("Berg", "Johan"))]
    ['zelfde voorletters']
    """
    if not one.key or one.key != other.key:
        return ()
    found = set()
    if one.email and one.email.casefold() == other.email.casefold():
        found.add(Reason.EMAIL)
    number, postcode = number_of(one.house_number), plain(one.postcode).replace(" ", "")
    if number and postcode and (number, postcode) == (
        number_of(other.house_number), plain(other.postcode).replace(" ", ""),
    ):  # fmt: skip
        found.add(Reason.ADDRESS)
    if not family_key(one.family_name) and not family_key(other.family_name):
        found.add(Reason.ORGANISATION)
    whole, others = _whole(one.first_name), _whole(other.first_name)
    if whole and whole == others:
        found.add(Reason.FIRST_NAME)
    elif not (whole and others) and _begin_alike(one.initials, other.initials):
        found.add(Reason.INITIALS)
    return tuple(sorted(found, reverse=True))


def _begin_alike(one: str, other: str) -> bool:
    """``j`` and ``jp``: not everyone gives all initials each time."""
    return bool(one and other) and (one.startswith(other) or other.startswith(one))


@dataclass(frozen=True)
class Name:
    """A name in the boxes of a form."""

    first_name: str = ""
    infix: str = ""
    family_name: str = ""


def name_in(words: str) -> Name:
    """The boxes for a name as mail programs show it. A guess, for a person to look at.

    >>> name_in("Johan van den Berg")
    Name(first_name='Johan', infix='van den', family_name='Berg')
    >>> name_in("Berg, J. van den")
    Name(first_name='J.', infix='van den', family_name='Berg')
    >>> name_in("secretariaat")
    Name(first_name='', infix='', family_name='secretariaat')
    """
    family, comma, given = (part.strip() for part in words.partition(","))
    parts = (given if comma else family).split()
    most = len(parts) if comma else len(parts) - 1
    first = next((place for place in range(most) if _stands_before(parts[place])), None)
    if comma:
        first = most if first is None else first
        return Name(" ".join(parts[:first]), " ".join(parts[first:]), family)
    if first is None:
        return Name(" ".join(parts[:-1]), "", parts[-1] if parts else "")
    last = next((one for one in range(first, most) if not _stands_before(parts[one])), most)
    return Name(" ".join(parts[:first]), " ".join(parts[first:last]), " ".join(parts[last:]))


def _stands_before(word: str) -> bool:
    """An infix as people write it: in small letters, so that the "A." of a name is none."""
    parts = set(plain(word).split())
    return bool(parts) and parts <= INFIXES and word == word.lower()
