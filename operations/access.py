"""Applies the policy to records."""

from models import Complaint, Letter, User, db
from queries import cases, complaints, letters
from rules.errors import NotFound, NotPermitted, Obstacle, Refusal
from rules.permissions import Actor, reaches
from rules.separation import (
    not_about_own_handling,
    not_the_units_own_leader,
    statement_needed,
)
from rules.vocabulary import CaseRole, Kind, Permission, Role
from rules.wording import told

READ = {Kind.FORMAL: Permission.COMPLAINT_READ, Kind.REPORT: Permission.REPORT_READ}

EDIT = {Kind.FORMAL: Permission.COMPLAINT_EDIT, Kind.REPORT: Permission.REPORT_WRITE}
"""What it takes to add to a file: a report is the Servicedesk's."""


def right(permission: Permission, kind: Kind) -> Permission:
    """The right that this act asks on a file of this kind."""
    return EDIT[kind] if permission is Permission.COMPLAINT_EDIT else permission


def may(actor: Actor, permission: Permission, complaint: Complaint) -> bool:
    """Whether a grant of the actor reaches this file, and nothing keeps a substitute out of it."""
    return reaches(actor.scope(permission), complaints.relation(actor, complaint)) and (
        unfit_substitute(actor, permission, complaint) is None
    )


def unfit_substitute(actor: Actor, permission: Permission, complaint: Complaint) -> Obstacle | None:
    """What keeps whoever acts for an absent colleague from more than reading this file.

    What holds for the one who gets a role in a file (SOD2, SOD7, SOD8), holds for a substitute.
    """
    if actor.acting_for is None or actor.user_id is None or permission.value.endswith(":read"):
        return None
    stated = actor.user_id in cases.cleared(complaint)
    if obstacle := statement_needed(False if stated else None):
        return obstacle
    if obstacle := not_about_own_handling(*cases.own_report(complaint, actor.user_id)):
        return obstacle
    if complaint.kind is not Kind.FORMAL:
        return None
    substitute = db.session.get_one(User, actor.user_id)
    leads = any(role.name == Role.TEAM_LEADER for role in substitute.roles)
    own_unit = substitute.unit_id is not None and substitute.unit_id == complaint.unit_id
    return not_the_units_own_leader(leads and own_unit, CaseRole.HANDLER)


def letter(actor: Actor, letter_id: int) -> Letter:
    """A letter that exists for the actor. Raises NotFound."""
    found = db.session.get(Letter, letter_id)
    if found is None or not letters.exists_for(actor, letter_id):
        raise NotFound
    return found


def require_for(actor: Actor, permission: Permission, letter: Letter) -> None:
    """Let the actor through to a letter: as ``require``, and Refusal for an adviser whose it is
    not (art. 9:15 Awb).
    """
    require(actor, permission, letter.complaint)
    if obstacle := letters.writes(actor, letter):
        raise Refusal(obstacle)


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
            if obstacle := unfit_substitute(actor, permission, complaint):
                raise Refusal(obstacle)
            return
    elif actor.may(permission):
        return
    raise NotPermitted(told("Je rol geeft je geen recht op: %(right)s.", right=permission))
