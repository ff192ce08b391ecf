"""What people type and what files are called, made safe once, at the edge.

Every function returns a clean value or raises ``Unclean`` with a Dutch message that names the
cause.
"""

import re
import unicodedata
from datetime import date

MOST_LINES = 2000
"""Letters get slow with the square of the number of lines."""

FIRST_YEAR, LAST_YEAR = 1900, 2100
LARGEST = 2**31 - 1
"""The largest whole number that both databases keep in an integer column."""

SHORTEST_PASSWORD, LONGEST_PASSWORD = 15, 128

BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the reading direction: a name can be made to read as another."""

SLASHES = str.maketrans(dict.fromkeys("/\\\u2044\u2215\u29f8\uff0f\uff3c:", "-"))
RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])\s*(?:\.|$)",
    re.IGNORECASE,
)
"""Names of devices: Windows keeps no file that is called so, whatever its ending."""
MOST_BYTES = 220
"""A file system keeps 255 bytes, and a number may still come before the name."""
FOLDED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})


class Unclean(ValueError):
    """What was typed cannot be kept; the message is for whoever typed it.

    ``words`` has places for ``values``: a page in another language says the same in its own.
    """

    def __init__(self, words: str, **values: object) -> None:
        super().__init__(words.format(**values) if values else words)
        self.words, self.values = words, values


def clean_text(raw: str, *, longest: int = 20_000, lines: int = MOST_LINES) -> str:
    """The text in one spelling (NFC, one kind of line end), without characters that do harm.

    >>> clean_text(" Zoe\\u0308\\r\\n ")
    'Zoë'
    >>> clean_text("a\\0b")
    Traceback (most recent call last):
    text.Unclean: Dit teken kan niet worden bewaard: U+0000. Haal het weg.
    """
    text = re.sub("\r\n?|[\u2028\u2029]", "\n", unicodedata.normalize("NFC", raw)).strip()
    for character in text:
        if harmful(character):
            raise Unclean(
                "Dit teken kan niet worden bewaard: {sign}. Haal het weg.",
                sign=f"U+{ord(character):04X}",
            )
    if len(text) > longest:
        raise Unclean(
            "Dit zijn {count} tekens; er passen er {longest}.", count=len(text), longest=longest
        )
    if (count := text.count("\n") + 1) > lines:
        if lines == 1:
            raise Unclean("Dit zijn {count} regels; er past hier één regel.", count=count)
        raise Unclean("Dit zijn {count} regels; er passen er {lines}.", count=count, lines=lines)
    return text


def scrubbed(raw: str, *, longest: int, lines: int = MOST_LINES) -> str:
    """The same of a text that nobody can be asked to mend: what does harm, or is too much, goes.

    >>> scrubbed("a\\0b\\r\\nc", longest=4)
    'ab\\nc'
    """
    text = re.sub("\r\n?|[\u2028\u2029]", "\n", unicodedata.normalize("NFC", raw))
    kept = "".join(one for one in text if not harmful(one)).strip()
    return "\n".join(kept.split("\n", lines)[:lines])[:longest]


def clean_password(raw: str) -> str:
    """A new password. Not longer than 128: hashing must not be given a book.

    Each letter in one spelling, as the sign-in page compares it: keyboards differ.

    >>> clean_password("wachtwo\u0301o\u0301rdzin") == clean_password("wachtw\u00f3\u00f3rdzin")
    True
    """
    raw = unicodedata.normalize("NFKD", raw)
    if len(raw) < SHORTEST_PASSWORD:
        raise Unclean("Een wachtwoord heeft ten minste {least} tekens.", least=SHORTEST_PASSWORD)
    if len(raw) > LONGEST_PASSWORD:
        raise Unclean("Een wachtwoord heeft ten hoogste {most} tekens.", most=LONGEST_PASSWORD)
    return raw


def harmful(character: str) -> bool:
    """Control, surrogate, noncharacter, or a turn of the reading direction."""
    if character in "\n\t" or " " <= character <= "~":
        return False
    point = ord(character)
    return (
        character in BIDI
        or unicodedata.category(character) in {"Cc", "Cs"}
        or 0xFDD0 <= point <= 0xFDEF
        or point & 0xFFFE == 0xFFFE
    )


def file_name(raw: str, *, longest: int = 150) -> str:
    """A name that is one name on every system, and reads as what it is.

    >>> file_name("..\\uff0fbrief\\u202efdp.docx")
    'brieffdp.docx'
    >>> file_name(""), file_name("NUL.pdf")
    ('bestand', 'bestand NUL.pdf')
    """
    kept = (one for one in unicodedata.normalize("NFC", raw) if not harmful(one))
    name = re.sub(r'[<>"|?*\s]+', " ", "".join(kept).translate(SLASHES)).strip(" .-")
    if RESERVED.match(name):
        name = f"bestand {name}"
    stem, dot, suffix = name.rpartition(".")
    if dot and len(suffix) <= 10:
        return f"{_shortened(stem, longest - len(suffix) - 1)}.{suffix}"
    return _shortened(name, longest) or "bestand"


def _shortened(name: str, longest: int) -> str:
    return name[:longest].encode()[:MOST_BYTES].decode(errors="ignore")


def fold(text: str) -> str:
    """Lower case, without accents, with single spaces: what search and sorting compare.

    >>> fold("  Łukasz  Özdemir-GROẞ ")
    'lukasz ozdemir-gross'
    """
    return " ".join(plain(text).split())


def plain(text: str) -> str:
    """Lower case, without accents, letter by letter: of two parts it gives the same as of both.

    >>> plain("Één ")
    'een '
    """
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in split if not unicodedata.combining(one)).translate(FOLDED)


def read_date(raw: str) -> date:
    """A day as people write it.

    >>> read_date("1-3-2026"), read_date("2026-03-01")
    (datetime.date(2026, 3, 1), datetime.date(2026, 3, 1))
    """
    text = raw.strip()
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text, re.ASCII)
    parts = found.groups() if found else None
    if found := re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", text, re.ASCII):
        parts = found.groups()[::-1]
    if parts is None:
        raise Unclean("Vul een datum in als dag-maand-jaar, bijvoorbeeld 31-12-2026.")
    year, month, day = (int(part) for part in parts)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unclean(
            "Het jaar moet tussen {first} en {last} liggen.", first=FIRST_YEAR, last=LAST_YEAR
        )
    try:
        return date(year, month, day)
    except ValueError:
        raise Unclean(
            "De datum {day}-{month}-{year} bestaat niet.", day=day, month=month, year=year
        ) from None


def read_integer(raw: str, *, least: int = 0, most: int = LARGEST) -> int:
    """A whole number in plain digits.

    >>> read_integer("12")
    12
    """
    text = raw.strip()
    if not re.fullmatch(r"-?\d{1,10}", text, re.ASCII):
        raise Unclean("Vul een heel getal in, bijvoorbeeld 12.")
    number = int(text)
    if not least <= number <= most:
        raise Unclean("Vul een getal in van {least} tot en met {most}.", least=least, most=most)
    return number


def clamp(raw: str | None, *, least: int = 0, most: int = LARGEST, default: int = 0) -> int:
    """A number out of an address bar: whatever stands there, something usable comes out.

    >>> clamp("-1"), clamp("abc", default=20), clamp("99999999999999", most=100)
    (0, 20, 100)
    """
    if raw is None or not re.fullmatch(r"-?\d{1,30}", raw, re.ASCII):
        return default
    return max(least, min(most, int(raw)))
