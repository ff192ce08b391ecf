"""Who is editing a letter: in a word processor, or with a copy that was taken along."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ScalarSelect, select
from sqlalchemy.orm import joinedload

from models import Checkout, Complaint, DavLock, EditToken, Letter, User, db
from rules.wording import Dutch


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def open_token(token: str, moment: datetime) -> EditToken | None:
    """What this secret address is for, as long as it is open and its user works here."""
    query = select(EditToken).join(EditToken.user).where(
        EditToken.token_hash == hashed(token), EditToken.revoked_at.is_(None),
        EditToken.expires_at > moment, User.active,
    )  # fmt: skip
    return db.session.scalar(query.options(joinedload(EditToken.user).joinedload(User.roles)))


def known(token: str) -> bool:
    """Whether this address ever was one: what is over is no guess."""
    query = select(EditToken.id).where(EditToken.token_hash == hashed(token))
    return db.session.scalar(query) is not None


def lock_on(letter_id: int, moment: datetime) -> DavLock | None:
    """The lock on a letter, unless it ran out."""
    query = select(DavLock).where(DavLock.letter_id == letter_id, DavLock.expires_at > moment)
    return db.session.scalar(query.options(joinedload(DavLock.user)))


def reference() -> ScalarSelect[str]:
    """In which file a locked letter is, for a list."""
    return (
        select(Complaint.reference)
        .join(Letter, Letter.complaint_id == Complaint.id)
        .where(Letter.id == DavLock.letter_id)
        .correlate(DavLock)
        .scalar_subquery()
    )


FREED: Dutch = (
    "Een ander heeft deze brief overgenomen of losgelaten. Wat je daarna opsloeg, staat er niet in."
)
"""Kept as the reason why a save would be refused from then on."""


@dataclass(frozen=True)
class Editing:
    """What the letter page tells of who is at it."""

    lock: DavLock | None
    checkout: Checkout | None
    refused: EditToken | None
    """The last save of this user, when it was refused and nothing newer came."""

    @property
    def freed(self) -> bool:
        """Whether nothing was wrong with what this user saved: someone else ended it."""
        return self.refused is not None and self.refused.refused_because == FREED


def of(letter: Letter, user_id: int | None, moment: datetime) -> Editing:
    checkout = select(Checkout).where(Checkout.letter_id == letter.id)
    last = (
        select(EditToken)
        .where(EditToken.letter_id == letter.id, EditToken.user_id == user_id)
        .order_by(EditToken.id.desc())
        .limit(1)
    )
    token, newest = db.session.scalar(last), letter.versions[-1].at
    return Editing(
        lock=lock_on(letter.id, moment),
        checkout=db.session.scalar(checkout.options(joinedload(Checkout.user))),
        refused=token if token and token.refused_at and token.refused_at >= newest else None,
    )
