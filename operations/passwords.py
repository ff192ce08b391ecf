"""The own password: proven, chosen, changed; and what ends when it does."""

import secrets
import unicodedata

from flask_security import hash_password
from flask_security.utils import verify_password
from sqlalchemy import delete, select

from models import AccountLink, User, db
from operations import access, attempts, audit, edit_tokens, outbox, sessions
from operations.transaction import transaction
from rules.errors import Invalid, NotFound, NotPermitted, Refusal
from rules.permissions import Actor
from rules.vocabulary import Permission
from rules.wording import Dutch


def prove(actor: Actor, password: str) -> None:
    """Before an act on the own account. Raises Invalid for the field ``password``.

    A wrong one counts as one at the sign-in page does.
    """
    user = db.session.get(User, actor.user_id) if actor.user_id is not None else None
    if user is None:
        raise NotPermitted("Log eerst in.")
    account, stored = attempts.bucket("account", user.email), user.password
    if attempts.exhausted(account, attempts.PER_ACCOUNT):
        raise Invalid(password=TOO_OFTEN)
    if not stored or not verify_password(unicodedata.normalize("NFKD", password), stored):
        attempts.failed(account)
        raise Invalid(password="Dit wachtwoord klopt niet.")  # noqa: S106  # the message


TOO_OFTEN: Dutch = (
    "Er is te vaak een verkeerd wachtwoord ingevuld. Probeer het over een kwartier weer."
)


def change(actor: Actor, new: str, session_hash: str) -> None:
    """Another password for oneself; every session ends but the one that asks.

    Whoever calls this has asked the old one.
    """
    hashed = hash_password(new)  # slow: before the lock
    with transaction():
        user = own(actor)
        user.password = hashed
        shut(user, but=session_hash)
        audit.record(actor, "password:changed", entity=user)
        tell(user, *CHANGED)


def own(actor: Actor) -> User:
    """Whoever acts, locked. Part of another act."""
    user = db.session.scalar(
        select(User)
        .where(User.id == actor.user_id, User.active)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if user is None:
        raise NotPermitted("Log eerst in.")
    return user


def of_another(actor: Actor, user_id: int, own: Dutch) -> User:
    """Whose account an administrator acts on, locked; ``own`` says why not on the own one. Part of
    another act."""
    access.require(actor, Permission.USER_MANAGE)
    user = db.session.get(User, user_id, with_for_update=True, populate_existing=True)
    if user is None:
        raise NotFound
    if user.id == actor.user_id:
        raise Refusal(own)
    return user


def shut(user: User, *, but: str = "") -> int:
    """End every session of someone but one, the half of a sign-in, what is open in Word, and
    mailed addresses. Part of another act; how many sessions there were.
    """
    user.fs_uniquifier = secrets.token_hex(32)
    edit_tokens.end_for(user.id)
    db.session.execute(delete(AccountLink).where(AccountLink.user_id == user.id))
    return sessions.end_for(user.id, but=but)


def tell(user: User, subject: str, body: str) -> None:
    """Mail someone what happened to the own account. Part of another act."""
    outbox.post(
        key=f"account:{user.id}:{secrets.token_hex(8)}",
        recipient=user.email,
        subject=subject,
        body=f"{body}\n\n{NOT_YOU}",
        user_id=user.id,
    )


NOT_YOU = """Was jij dit niet? Meld het dan direct aan de functioneel beheerder, en verander je
wachtwoord.
"""
CHANGED = (
    "Je wachtwoord is gewijzigd",
    "Het wachtwoord van je account is gewijzigd. Op andere apparaten ben je uitgelogd.",
)
