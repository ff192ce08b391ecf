"""Rows that are not about a file: with the right one sees them all, without it none."""

from sqlalchemy import ColumnElement, false, select, true

from models import AuditEvent, Complaint
from queries.complaints import involving
from rules.permissions import Actor
from rules.vocabulary import Permission, Scope

GENERAL = 0
"""The chain of events without a complaint."""


def all_or_none(actor: Actor, permission: Permission) -> ColumnElement[bool]:
    return true() if actor.may(permission) else false()


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
