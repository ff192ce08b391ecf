"""Signing in and out, as the trail sees it, and making the first users."""

import secrets

from flask_security import hash_password
from sqlalchemy import select

from models import Complaint, Role, User, db
from operations import audit
from operations.clock import now
from operations.transaction import transaction
from rules import vocabulary as v
from rules.errors import Invalid
from rules.permissions import Actor


def signed_in(actor: Actor) -> None:
    """Write down that someone signed in."""
    with transaction():
        audit.record(actor, "session:signed_in")


def signed_out(actor: Actor) -> None:
    """Write down that someone signed out."""
    with transaction():
        audit.record(actor, "session:signed_out")


def refused(actor: Actor, what: str, complaint_id: int | None = None) -> None:
    """Write down that something was refused, in the trail of the file when there is one.

    The refused act itself changed nothing.
    """
    with transaction():
        if complaint_id is not None and db.session.get(Complaint, complaint_id) is None:
            complaint_id = None
        audit.record(actor, "access:refused", complaint_id, what=what)


def create_user(
    actor: Actor, email: str, roles: tuple[v.Role, ...], password: str, *, name: str = ""
) -> int:
    """Make a user (for the command line; the panel has a screen). Returns the id.

    Raises Invalid when the address is taken.
    """
    with transaction():
        if db.session.scalar(select(User.id).where(User.email == email)):
            raise Invalid(email=f"Er is al een gebruiker met het adres {email}.")
        user = User(
            email=email,
            name=name or email.partition("@")[0],
            password=hash_password(password),
            fs_uniquifier=secrets.token_hex(32),
            created_at=now(),
            roles=list(db.session.scalars(select(Role).where(Role.name.in_(roles)))),
        )
        db.session.add(user)
        db.session.flush()
        audit.record(actor, "user:created", entity=user, roles=list(roles))
        return user.id
