"""The codes with which parties follow their file without an account."""

import hashlib
import hmac
import secrets
from datetime import timedelta

from models import AccessCode, Party, db
from operations import audit
from operations.clock import now
from rules.permissions import Actor

SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without signs that are read for one another, such as 0 and O."""

LENGTH, GROUP = 20, 5
"""98 bits: cannot be guessed, and can still be typed from paper."""

LIFE = timedelta(days=730)
"""From issue: a file with advice, postponement and the ombudsman after it fits in."""


def issue(actor: Actor, party: Party, signs: str = "") -> str:
    """A new code for this party, as it is printed; ``signs`` when it was made beforehand. Part of
    another act.

    Only its hash is kept: a code that was lost is issued anew.
    """
    signs = signs or "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    moment = now()
    code = AccessCode(
        party=party,
        code_hash=hashed(signs),
        issued_at=moment,
        issued_by_id=actor.user_id,
        expires_at=moment + LIFE,
    )
    db.session.add(code)
    db.session.flush()
    audit.record(actor, "access_code:issued", party.complaint, code)
    return printed(signs)


def printed(signs: str) -> str:
    """In groups, to be typed from paper.

    >>> printed("ABCDEFGHJK")
    'ABCDE-FGHJK'
    """
    return "-".join(signs[at : at + GROUP] for at in range(0, len(signs), GROUP))


def derived(secret: str, purpose: str) -> str:
    """The signs that follow from a secret that another keeps: shown again without being stored."""
    number = int.from_bytes(hmac.digest(secret.encode(), purpose.encode(), "sha256"))
    signs = ""
    while len(signs) < LENGTH:
        number, place = divmod(number, len(SIGNS))
        signs += SIGNS[place]
    return signs


def hashed(typed: str) -> str:
    """What is kept of a code, however it was typed: case, spaces and hyphens do not matter.

    >>> hashed("abcde-fghjk") == hashed("ABCDE FGHJK")
    True
    """
    signs = "".join(one for one in typed.upper() if one.isalnum())
    return hashlib.sha256(signs.encode()).hexdigest()
