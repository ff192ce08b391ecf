"""Complaints that someone still writes on the public form, found by a secret."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import select

from models import Draft, DraftKey, db

LIFE = timedelta(days=14)
"""How long a draft lasts after its last change."""


def hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def opened(secret: str, moment: datetime, *, mailed: bool = False) -> Draft | None:
    """The draft of this browser, or of this mailed link; None when it is gone or never was."""
    query = (
        select(Draft)
        .join(DraftKey, DraftKey.draft_id == Draft.id)
        .where(
            DraftKey.key_hash == hashed(secret),
            DraftKey.mailed.is_(mailed),
            Draft.changed_at > moment - LIFE,
        )
    )
    return db.session.scalar(query)
