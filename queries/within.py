"""Rows that are not about a file: with the right one sees them all, without it none."""

from sqlalchemy import ColumnElement, false, true

from models import AuditEvent
from rules.permissions import Actor
from rules.vocabulary import Permission, Scope

GENERAL = 0
"""The chain of events without a complaint."""


def all_or_none(actor: Actor, permission: Permission) -> ColumnElement[bool]:
    return true() if actor.may(permission) else false()


def trail(actor: Actor) -> ColumnElement[bool]:
    """Which events exist for the actor: all, or only those of no file (SOD10)."""
    match actor.scope(Permission.AUDIT_READ):
        case None:
            return false()
        case Scope.ALL:
            return true()
        case _:
            return AuditEvent.chain == GENERAL
