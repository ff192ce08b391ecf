"""The secret address of someone's calendar: made, renewed, revoked; and what it gives.

A calendar program cannot sign in, so the address itself is the secret: 256 random bits, kept
hashed. It gives references and times of hearings in files that the user may see that day.
"""

import secrets

from sqlalchemy import delete, select

from models import CalendarFeed, User, db
from operations import audit, ics
from operations.clock import now, today
from operations.invitations import uid
from operations.transaction import transaction
from queries import agenda
from queries.actors import actor_for
from rules.errors import NotFound, NotPermitted
from rules.permissions import Actor
from rules.vocabulary import Permission
from rules.wording import told


def renew(actor: Actor) -> str:
    """A new secret address; the old one stops working. Returns the token, for this one time."""
    token = secrets.token_urlsafe(32)
    with transaction():
        _own(actor)
        db.session.execute(delete(CalendarFeed).where(CalendarFeed.user_id == actor.user_id))
        db.session.add(
            CalendarFeed(user_id=actor.user_id, token_hash=agenda.hashed(token), created_at=now())
        )
        audit.record(actor, "calendar:renewed")
    return token


def revoke(actor: Actor) -> None:
    """Take the address away."""
    with transaction():
        _own(actor)
        db.session.execute(delete(CalendarFeed).where(CalendarFeed.user_id == actor.user_id))
        audit.record(actor, "calendar:revoked")


def _own(actor: Actor) -> None:
    """Of whoever hears: nobody else has hearings to look at."""
    if not actor.may(Permission.HEARING_HOLD):
        raise NotPermitted(
            told("Je rol geeft je geen recht op: %(right)s.", right=Permission.HEARING_HOLD)
        )
    # Of two that renew at once the second waits, and its address is the one that holds.
    db.session.scalar(select(User.id).where(User.id == actor.user_id).with_for_update())


def feed(token: str) -> str:
    """The calendar behind an address. Raises NotFound for an address that does not exist."""
    user = agenda.owner(token)
    if user is None:
        raise NotFound
    return ics.feed(
        ics.Entry(
            uid=uid(one.first_id, one.reference),
            sequence=one.sequence,
            summary=f"Hoorgesprek {one.reference}",
            starts_at=one.planned_at,
            minutes=one.minutes,
            stamped_at=now(),
        )
        for one in agenda.hearings(actor_for(user, today()), now())
    )
