"""The outbox: a message is a row, written in the transaction of the act that it tells of."""

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
    """Put a message in the outbox. The key names it: one that is there is not written again."""
    if db.session.scalar(select(Mail.id).where(Mail.key == key)) is not None:
        return
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
            recorded_at=now(),
            next_try_at=now(),
        )
    )
