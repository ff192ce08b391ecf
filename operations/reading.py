"""Opening a file that is not one's own: why, and that it was done (law.md part 6, P10)."""

from datetime import timedelta

from sqlalchemy import select

from models import AuditEvent, Complaint, db
from operations import access, audit
from operations.clock import now
from operations.transaction import open_file, transaction
from queries import complaints
from rules.errors import ReasonWanted
from rules.permissions import Actor, asks_reason
from rules.vocabulary import ReadingReason

SEEN = "complaint:seen"
SEEN_AGAIN = timedelta(minutes=10)
HOLDS = timedelta(hours=8)
"""How long a reason still says why, counted from the last time the file was opened."""


def opened(actor: Actor, complaint: Complaint) -> bool:
    """Write down that someone opens a sensitive file, or one that is not theirs; again only after
    ten minutes, and with the reason that was given. Returns whether something was written.

    The file is one that exists for the actor. Raises ReasonWanted while no reason was given.
    """
    if actor.handles and not complaint.sensitive:
        return False
    last, assigned = _last(actor, complaint.id), complaints.relation(actor, complaint).assigned
    reason = last.data.get("reason") if last else None
    if asks_reason(actor, sensitive=complaint.sensitive, assigned=assigned) and not reason:
        raise ReasonWanted(complaint.id, complaint.kind)
    if last is not None and last.at > now() - SEEN_AGAIN:
        return False
    with transaction():
        audit.record(actor, SEEN, complaint, **({"reason": reason} if reason else {}))
    return True


def _last(actor: Actor, complaint_id: int) -> AuditEvent | None:
    """The last time that this actor opened it, as long as that still counts."""
    query = select(AuditEvent).where(
        AuditEvent.chain == complaint_id,
        AuditEvent.actor_id == actor.user_id,
        AuditEvent.verb == SEEN,
        AuditEvent.at > now() - HOLDS,
    )
    return db.session.scalars(query.order_by(AuditEvent.seq.desc()).limit(1)).first()


def explain(actor: Actor, complaint_id: int, reason: ReadingReason) -> None:
    """Say why, and so open the file."""
    with transaction():
        complaint = open_file(complaint_id)
        access.require(actor, access.READ[complaint.kind], complaint)
        audit.record(actor, SEEN, complaint, reason=reason.value)
