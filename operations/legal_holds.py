"""A file that stays although its term is over: for a claim, an inquiry, a case (bewaarplicht)."""

from models import LegalHold, db
from operations import access, audit
from operations.clock import now
from operations.transaction import hold_file, transaction
from queries import retention
from rules.errors import Invalid, NotFound, Refusal
from rules.permissions import Actor
from rules.vocabulary import Permission


def put(actor: Actor, complaint_id: int, reason: str) -> int:
    """Keep a file from being destroyed; returns the id of the hold."""
    if not reason.strip():
        raise Invalid(reason="Schrijf op waarom het dossier moet blijven, en tot wanneer.")
    with transaction():
        complaint = hold_file(complaint_id)
        access.require(actor, Permission.DESTRUCTION_HOLD, complaint)
        if retention.hold_of(complaint_id) is not None:
            raise Refusal("Voor dit dossier is dit al vastgelegd.")
        made = LegalHold(
            complaint_id=complaint_id,
            reason=reason.strip(),
            recorded_at=now(),
            recorded_by_id=actor.user_id,
        )
        complaint.legal_hold = True
        db.session.add(made)
        db.session.flush()
        audit.record(actor, "legal_hold:recorded", complaint, made)
        return made.id


def lift(actor: Actor, complaint_id: int) -> None:
    """Let the term decide again."""
    with transaction():
        complaint = hold_file(complaint_id)
        access.require(actor, Permission.DESTRUCTION_HOLD, complaint)
        hold = retention.hold_of(complaint_id)
        if hold is None:
            raise NotFound
        hold.lifted_at, hold.lifted_by_id = now(), actor.user_id
        complaint.legal_hold = False
        audit.record(actor, "legal_hold:ended", complaint, hold)
