"""Applies the policy to records."""

from models import Complaint, Letter, db
from queries import complaints, letters
from rules.errors import NotFound, NotPermitted
from rules.permissions import Actor, reaches
from rules.vocabulary import Kind, Permission
from rules.wording import told

READ = {Kind.FORMAL: Permission.COMPLAINT_READ, Kind.REPORT: Permission.REPORT_READ}

EDIT = {Kind.FORMAL: Permission.COMPLAINT_EDIT, Kind.REPORT: Permission.REPORT_WRITE}
"""What it takes to add to a file: a report is the Servicedesk's."""


def right(permission: Permission, kind: Kind) -> Permission:
    """The right that this act asks on a file of this kind."""
    return EDIT[kind] if permission is Permission.COMPLAINT_EDIT else permission


def may(actor: Actor, permission: Permission, complaint: Complaint) -> bool:
    """Whether a grant of the actor reaches this file."""
    return reaches(actor.scope(permission), complaints.relation(actor, complaint))


def letter(actor: Actor, letter_id: int) -> Letter:
    """A letter that exists for the actor. Raises NotFound."""
    found = db.session.get(Letter, letter_id)
    if found is None or not letters.exists_for(actor, letter_id):
        raise NotFound
    return found


def require(actor: Actor, permission: Permission, complaint: Complaint | None = None) -> None:
    """Let the actor through, or raise.

    Raises NotFound when the file does not exist for the actor, NotPermitted when only the act is
    closed.
    """
    if complaint is not None:
        relation = complaints.relation(actor, complaint)
        if not reaches(actor.scope(READ[complaint.kind]), relation):
            raise NotFound
        if reaches(actor.scope(permission), relation):
            return
    elif actor.may(permission):
        return
    raise NotPermitted(told("Je rol geeft je geen recht op: %(right)s.", right=permission))
