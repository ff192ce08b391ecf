"""Rows that are not about a file: with the right one sees them all, without it none."""

from sqlalchemy import ColumnElement, and_, false, or_, select, true

from models import AuditEvent, Complaint, Mail
from queries.complaints import involving, not_involving
from rules.permissions import Actor
from rules.vocabulary import Permission, Scope

GENERAL = 0
"""The chain of events without a complaint."""


def all_or_none(actor: Actor, permission: Permission) -> ColumnElement[bool]:
    return true() if actor.may(permission) else false()


def outbox(actor: Actor) -> ColumnElement[bool]:
    """Mail exists for whoever looks after it, but none about a file that is about them (SOD1)."""
    of_no_file = Mail.complaint_id.is_(None)
    return and_(
        all_or_none(actor, Permission.SETTING_MANAGE),
        or_(of_no_file, not_involving(Mail.complaint_id, actor)),
    )


def trail(actor: Actor) -> ColumnElement[bool]:
    """Which events exist for the actor: all but of their own files, or only of no file (SOD10)."""
    match actor.scope(Permission.AUDIT_READ):
        case None:
            return false()
        case Scope.ALL:
            # Art. 9:7 and 2:4: nobody reads the trail of a file in which they are involved.
            return AuditEvent.chain.not_in(select(Complaint.id).where(involving(actor)))
        case _:
            return AuditEvent.chain == GENERAL
