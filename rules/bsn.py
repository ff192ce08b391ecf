"""A citizen service number (burgerservicenummer, BSN) in what someone wrote.

Art. 46 lid 1 UAVG: such a number is used only where a law says so, and no law does for complaints.
So nobody is asked for it, and whoever writes it down is told; a person decides whether it stays.
"""

import re

from stdnum.nl import bsn

from rules.law import uavg

BASIS = uavg("46", 1)
NUMBER = re.compile(
    r"(?<![0-9])[0-9]{9}(?![0-9])"
    r"|(?<![0-9])(?<![0-9][ .-])"
    r"(?:[0-9]{4}([ .-])[0-9]{2}\1[0-9]{3}|[0-9]{3}([ .-])[0-9]{3}\2[0-9]{3})"
    r"(?![0-9]|[ .-][0-9])"
)
"""Nine digits, in one piece or in the groups that people write; no part of a longer one."""


def stands_in(words: str) -> bool:
    """Whether these words hold nine digits that satisfy the eleven-test (elfproef).

    Nine times the first digit, eight times the second, … twice the eighth, less the ninth: that is
    a multiple of eleven.

    >>> stands_in("Mijn BSN is 1112.22.333."), stands_in("Dossier 111222334")
    (True, False)
    """
    return any(bsn.is_valid(found[0]) for found in NUMBER.finditer(words))
