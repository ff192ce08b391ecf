"""Complaints that someone still writes on the public form, found by a secret."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select

from models import Draft, DraftFile, DraftKey, db

LIFE = timedelta(days=14)
"""How long a draft lasts after its last change."""


OPENED = (
    select(Draft)
    .join(DraftKey, DraftKey.draft_id == Draft.id)
    .where(
        DraftKey.key_hash == bindparam("key_hash"),
        DraftKey.mailed == bindparam("mailed"),
        Draft.changed_at > bindparam("after"),
    )
)
FILES = select(DraftFile).where(DraftFile.draft_id == bindparam("draft")).order_by(DraftFile.id)
"""Both made once: every page of the form asks them, and making costs as much as asking."""


def hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def opened(secret: str, moment: datetime, *, mailed: bool = False) -> Draft | None:
    """The draft of this browser, or of this mailed link; None when it is gone or never was."""
    facts = {"key_hash": hashed(secret), "mailed": mailed, "after": moment - LIFE}
    return db.session.scalar(OPENED, facts)


def files(draft: Draft) -> Sequence[DraftFile]:
    """What goes along, in the order in which it was added."""
    return db.session.scalars(FILES, {"draft": draft.id}).all()
