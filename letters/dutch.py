"""Dates, names, addresses and lists in running Dutch. Does not depend on the locale."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.vocabulary import Judgement

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
NUMBERS = (
    "nul", "één", "twee", "drie", "vier", "vijf", "zes",
    "zeven", "acht", "negen", "tien", "elf", "twaalf",
)  # fmt: skip

POSTCODE = re.compile(r"([1-9]\d{3})\s*([A-Za-z]{2})", re.ASCII)

JUDGEMENT_SENTENCES: Mapping[Judgement, str] = {
    Judgement.FOUNDED: "Dit onderdeel van de klacht is gegrond.",
    Judgement.PARTLY_FOUNDED: "Dit onderdeel van de klacht is deels gegrond.",
    Judgement.UNFOUNDED: "Dit onderdeel van de klacht is ongegrond.",
    Judgement.NO_JUDGEMENT: "Wij geven over dit onderdeel van de klacht geen oordeel.",
}


class AddressAs(StrEnum):
    """How someone wants to be addressed (aanspreekvorm): a wish, not a gender."""

    SIR = "heer"
    MADAM = "mevrouw"
    NEUTRAL = "neutraal"


@dataclass(frozen=True)
class PersonName:
    """A Dutch name in its parts; the prefix (tussenvoegsel) as it stands inside the name."""

    surname: str
    initials: str = ""
    prefix: str = ""

    @property
    def last_name(self) -> str:
        """Prefix and surname, as inside a sentence.

        >>> PersonName("Berg", prefix="van den").last_name
        'van den Berg'
        >>> PersonName("Ancona", prefix="d'").last_name
        "d'Ancona"
        """
        space = "" if not self.prefix or self.prefix.endswith(("'", "’")) else " "
        return f"{self.prefix}{space}{self.surname}"

    @property
    def full(self) -> str:
        """Initials and last name.

        >>> PersonName("Vries", "J.", "de").full
        'J. de Vries'
        """
        return f"{self.initials} {self.last_name}".strip()


def long_date(day: date) -> str:
    """For running text.

    >>> long_date(date(2026, 11, 23))
    '23 november 2026'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday_date(day: date) -> str:
    """For an appointment.

    >>> weekday_date(date(2026, 11, 23))
    'maandag 23 november 2026'
    """
    return f"{WEEKDAYS[day.weekday()]} {long_date(day)}"


def in_words(items: Iterable[str]) -> str:
    """A list in a sentence.

    >>> in_words(["a", "b", "c"])
    'a, b en c'
    """
    *first, last = list(items) or [""]
    return f"{', '.join(first)} en {last}" if first else last


def number(count: int) -> str:
    """Up to twelve in words.

    >>> number(4), number(14)
    ('vier', '14')
    """
    return NUMBERS[count] if 0 <= count < len(NUMBERS) else str(count)


def weeks(count: int) -> str:
    """A period in weeks.

    >>> weeks(1), weeks(4)
    ('één week', 'vier weken')
    """
    return f"{number(count)} {'week' if count == 1 else 'weken'}"


def capitalised(text: str) -> str:
    """The first letter a capital, the rest untouched; a leading apostrophe stays first.

    >>> capitalised("in 't Veld"), capitalised("'t Hart")
    ("In 't Veld", "'t Hart")
    """
    return text[:1].upper() + text[1:]


def salutation(name: PersonName | None, address_as: AddressAs = AddressAs.NEUTRAL) -> str:
    """Opening of a letter (aanhef), without the comma.

    >>> salutation(PersonName("Berg", "J.", "van den"), AddressAs.SIR)
    'Geachte heer Van den Berg'
    >>> salutation(PersonName("Vries", "J.", "de"))
    'Geachte J. de Vries'
    >>> salutation(None)
    'Geachte heer, mevrouw'
    """
    if name is None:
        return "Geachte heer, mevrouw"
    if address_as is AddressAs.NEUTRAL:
        return f"Geachte {name.full if name.initials else capitalised(name.last_name)}"
    return f"Geachte {address_as} {capitalised(name.last_name)}"


def postcode(text: str) -> str:
    """Four digits, a space, two capitals; anything else unchanged.

    >>> postcode("3511zz"), postcode("B-1000")
    ('3511 ZZ', 'B-1000')
    """
    dutch = POSTCODE.fullmatch(text.strip())
    return f"{dutch[1]} {dutch[2].upper()}" if dutch else text.strip()


def address_lines(*, street: str, code: str, town: str) -> tuple[str, ...]:
    """Street and place in the window of the envelope; two spaces before the town.

    >>> address_lines(street="Laan 1", code="3511zz", town="Utrecht")
    ('Laan 1', '3511 ZZ  Utrecht')
    """
    place = "  ".join(filter(None, (postcode(code), town.strip())))
    return tuple(line for line in (street.strip(), place) if line)


def judgement_words(judgement: Judgement) -> str:
    """The judgement as a sentence in the letter (art. 9:12 lid 1 Awb)."""
    return JUDGEMENT_SENTENCES[judgement]
