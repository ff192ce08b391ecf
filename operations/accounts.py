"""Signing in and out, as the trail sees it."""

from typing import Any

from sqlalchemy import select

from models import Complaint, WebSession, db
from operations import access, audit, edit_tokens, passwords, sessions
from operations.transaction import transaction
from rules.errors import NotFound
from rules.permissions import Actor
from rules.vocabulary import Permission, Role
from rules.wording import Dutch


def signed_in(actor: Actor, how: str = "", by: str = "") -> None:
    """Write down that someone signed in, by which way when not with a password, and with which
    second step.
    """
    with transaction():
        said: dict[str, Any] = {"by": by} if by else {}
        said |= {"how": how} if how else {}
        audit.record(actor, "session:signed_in", **said)


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


def end_others(actor: Actor, session_hash: str, which: str = "") -> int:
    """End one of the own sessions, or all but the one that asks; how many that were.

    Whoever calls this has asked the password.
    """
    with transaction():
        user = passwords.own(actor)
        if which:
            one = db.session.get(WebSession, which)
            if one is None or one.user_id != user.id or which == session_hash:
                raise NotFound
            db.session.delete(one)
            count = 1
        else:
            count = sessions.end_for(user.id, but=session_hash)
        audit.record(actor, "session:ended", entity=user, count=count)
        return count


def end_all(actor: Actor, user_id: int) -> int:
    """An administrator signs someone out everywhere; how many sessions that were."""
    with transaction():
        own: Dutch = "Je eigen sessies beheer je bij Mijn account."
        user = passwords.of_another(actor, user_id, own)
        count = passwords.shut(user)
        audit.record(actor, "session:ended", entity=user, count=count)
        return count
