"""Signing in and out, as the trail sees it."""

from sqlalchemy import select

from models import Complaint, db
from operations import access, audit, edit_tokens
from operations.transaction import transaction
from rules.permissions import Actor
from rules.vocabulary import Permission, Role


def signed_in(actor: Actor) -> None:
    """Write down that someone signed in."""
    with transaction():
        audit.record(actor, "session:signed_in")


def signed_out(actor: Actor) -> None:
    """Write down that someone signed out; what they had open in a word processor ends too."""
    with transaction(while_viewing=True):
        if actor.user_id is not None:
            edit_tokens.end_for(actor.user_id)
        audit.record(actor, "session:signed_out")


def refused(actor: Actor, what: str, complaint_id: int | None = None) -> None:
    """Write down that something was refused, in the trail of the file when there is one.

    The refused act itself changed nothing.
    """
    with transaction(while_viewing=True):
        found = select(Complaint.id).where(Complaint.id == complaint_id)
        audit.record(actor, "access:refused", db.session.scalar(found), what=what)


def view_as(actor: Actor, role: Role) -> None:
    """Write down that an administrator goes and looks at the panel as a role sees it."""
    with transaction():
        access.require(actor, Permission.ROLE_MANAGE)
        audit.record(actor, "role:viewed", role=role.value)


def stop_viewing(actor: Actor, role: Role) -> None:
    """Write down that this ended."""
    with transaction(while_viewing=True):
        audit.record(actor, "role:left", role=role.value)
