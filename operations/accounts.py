"""Signing in and out, as the trail sees it."""

from sqlalchemy import select

from models import Complaint, db
from operations import audit, edit_tokens
from operations.transaction import transaction
from rules.permissions import Actor


def signed_in(actor: Actor) -> None:
    """Write down that someone signed in."""
    with transaction():
        audit.record(actor, "session:signed_in")


def signed_out(actor: Actor) -> None:
    """Write down that someone signed out; what they had open in a word processor ends too."""
    with transaction():
        if actor.user_id is not None:
            edit_tokens.end_for(actor.user_id)
        audit.record(actor, "session:signed_out")


def refused(actor: Actor, what: str, complaint_id: int | None = None) -> None:
    """Write down that something was refused, in the trail of the file when there is one.

    The refused act itself changed nothing.
    """
    with transaction():
        found = select(Complaint.id).where(Complaint.id == complaint_id)
        audit.record(actor, "access:refused", db.session.scalar(found), what=what)
