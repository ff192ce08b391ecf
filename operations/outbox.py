"""The outbox: a message is written with the act it belongs to, and sent later.

A helper: it works inside the transaction of the act that calls it.
"""

from sqlalchemy import select

from models import Complaint, Mail, db
from operations.clock import now


def post(
    *,
    key: str,
    recipient: str,
    subject: str,
    body: str,
    complaint: Complaint | None = None,
    user_id: int | None = None,
    calendar_method: str = "",
    calendar: str = "",
) -> None:
    """Put a message in the outbox; nothing happens when one with this key is there.

    It carries a reference and a duty, never names or what a file is about: mail is read anywhere.
    """
    if db.session.scalar(select(Mail.id).where(Mail.key == key)) is not None:
        return
    moment = now()
    db.session.add(
        Mail(
            key=key,
            complaint_id=complaint.id if complaint else None,
            user_id=user_id,
            recipient=recipient,
            subject=subject,
            body=body,
            calendar_method=calendar_method,
            calendar=calendar,
            recorded_at=moment,
            next_try_at=moment,
        )
    )
