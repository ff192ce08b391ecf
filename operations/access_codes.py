"""The codes with which parties follow their file without an account."""

import hashlib
import hmac
import secrets
from datetime import timedelta

from sqlalchemy import delete, select

from models import AccessCode, CodeSession, Complaint, Party, db
from operations import access, audit
from operations.clock import now
from operations.transaction import hold_file, transaction
from queries import portal
from rules.errors import NotFound, Refusal
from rules.law import awb
from rules.permissions import Actor
from rules.vocabulary import Permission, State

SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without signs that are read for one another, such as 0 and O."""

LENGTH, GROUP = 20, 5
"""98 bits: cannot be guessed, and can still be typed from paper."""

LONGEST = 200
"""What is longer than this, nobody typed."""

LIFE = timedelta(days=730)
"""From issue: a file with advice, postponement and the ombudsman after it fits in."""


def issue(actor: Actor, party: Party, signs: str = "") -> str:
    """A new code for this party, as it is printed; ``signs`` when it was made beforehand. Part of
    another act.

    Only its hash is kept: a code that was lost is issued anew.
    """
    signs = signs or fresh(LENGTH)
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


def fresh(length: int) -> str:
    """So many signs by chance."""
    return "".join(secrets.choice(SIGNS) for _ in range(length))


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
    signs = "".join(one for one in typed[:LONGEST].upper() if one.isalnum())
    return hashlib.sha256(signs.encode(errors="replace")).hexdigest()


def forget(party: Party) -> None:
    """Remove the codes of a party that leaves the file. Part of another act."""
    own = select(AccessCode.id).where(AccessCode.party_id == party.id)
    db.session.execute(delete(CodeSession).where(CodeSession.code_id.in_(own)))
    db.session.execute(delete(AccessCode).where(AccessCode.party_id == party.id))


# --- acts of staff --------------------------------------------------------------------------


def give(actor: Actor, complaint_id: int, party_id: int) -> str:
    """A new code for a party, shown once; the ones before it open nothing any more."""
    with transaction():
        complaint, party = _claim(actor, complaint_id, party_id)
        if complaint.state is State.F20:
            raise Refusal("Dit dossier is vernietigd of overgebracht.")
        if party.refused_on:
            raise Refusal("Deze gemachtigde is geweigerd.", basis=awb("2:2"))
        _end(actor, party)
        return issue(actor, party)


def revoke(actor: Actor, complaint_id: int, party_id: int) -> None:
    """Close the code page for a party; whoever has it open, is out at the next click."""
    with transaction():
        _, party = _claim(actor, complaint_id, party_id)
        if not _end(actor, party):
            raise Refusal("Deze persoon heeft geen code die nog werkt.")


def _claim(actor: Actor, complaint_id: int, party_id: int) -> tuple[Complaint, Party]:
    complaint = hold_file(complaint_id)
    needed = access.right(Permission.COMPLAINT_EDIT, complaint.kind)
    access.require(actor, needed, complaint)
    party = next((one for one in complaint.parties if one.id == party_id), None)
    if party is None:
        raise NotFound
    return complaint, party


def _end(actor: Actor, party: Party) -> int:
    """How many codes of this party ended with this."""
    live = portal.live_codes(party.id, now())
    for one in live:
        one.revoked_at = now()
        audit.record(actor, "access_code:revoked", party.complaint, one)
    return len(live)
