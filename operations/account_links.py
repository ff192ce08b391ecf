"""Mailed addresses with which someone sets a password: an invitation, or a new one.

An address works once and for a while; of its 256 random bits only the hash is kept. Whoever asks
for one at the sign-in page learns nothing about accounts: the same page, after the same work.
"""

import hashlib
import secrets
from collections.abc import Callable
from datetime import timedelta

from flask_security import hash_password
from sqlalchemy import delete, func, select

from models import AccountLink, User, db
from operations import attempts, audit, clock, outbox, passwords
from operations.clock import machine_now
from operations.transaction import transaction
from queries.actors import actor_for, visitor
from rules.errors import NotFound, Refusal
from rules.permissions import Actor
from rules.vocabulary import AccountLinkKind
from rules.wording import Dutch

Door = Callable[[str], str]
"""Makes the whole address that a secret stands in."""

LIFE = {AccountLinkKind.INVITATION: timedelta(days=7), AccountLinkKind.RESET: timedelta(hours=1)}

PER_ACCOUNT, PER_ADDRESS = 3, 20
"""So many times an hour can a new password be asked: for one account, and from one address."""


def make(actor: Actor, user: User, kind: AccountLinkKind, door: Door) -> None:
    """Mail someone an address; those before it work no more. Part of another act."""
    secret, moment = secrets.token_urlsafe(32), machine_now()
    db.session.execute(delete(AccountLink).where(AccountLink.user_id == user.id))
    link = AccountLink(
        user_id=user.id, kind=kind, token_hash=_hash(secret), created_at=moment,
        expires_at=moment + LIFE[kind],
    )  # fmt: skip
    db.session.add(link)
    db.session.flush()
    subject, body = MAILS[kind]
    outbox.post(
        key=f"{outbox.ONCE}{link.token_hash[:32]}",
        recipient=user.email,
        subject=subject,
        body=body.format(address=door(secret)),
        user_id=user.id,
    )
    audit.record(actor, "account_link:sent", entity=link, kind=kind)


def send(actor: Actor, user_id: int, door: Door) -> AccountLinkKind:
    """An administrator lets someone set a password; which kind of address it was."""
    with transaction():
        own: Dutch = "Je eigen wachtwoord wijzig je bij Mijn account."
        user = passwords.of_another(actor, user_id, own)
        if not user.active:
            raise Refusal("Dit account is gesloten. Open het eerst.")
        kind = AccountLinkKind.RESET if user.password else AccountLinkKind.INVITATION
        make(actor, user, kind, door)
        return kind


def ask(email: str, address: str, door: Door | None) -> None:
    """Someone forgot a password, or says so. Nothing tells whether the account exists.

    Without a ``door`` the panel cannot be sure of its own name, and the mail holds no address.
    """
    account, place = attempts.bucket("reset", email), attempts.from_address("reset-from", address)
    with transaction():
        full = attempts.exhausted(account, PER_ACCOUNT, attempts.HOUR) or attempts.exhausted(
            place, PER_ADDRESS, attempts.HOUR
        )
        attempts.count(account, place)
        own = select(User).where(func.lower(User.email) == email.lower(), User.active)
        user = db.session.scalar(own)
        # An account that does not exist costs the same work, which is then undone.
        someone = user or db.session.scalar(select(User).order_by(User.id).limit(1))
        if someone is None:
            return
        with db.session.begin_nested() as work:
            actor = actor_for(user, clock.today()) if user else visitor(clock.today())
            if door is None:
                passwords.tell(someone, *NO_ADDRESS)
            else:
                make(actor, someone, AccountLinkKind.RESET, door)
            if user is None or full:
                db.session.flush()
                work.rollback()


def usable(secret: str) -> AccountLink | None:
    """The link behind an address that still works."""
    return db.session.scalar(
        select(AccountLink)
        .join(AccountLink.user)
        .where(
            AccountLink.token_hash == _hash(secret),
            AccountLink.expires_at > machine_now(),
            User.active,
        )
    )


def use(secret: str, password: str) -> None:
    """Set the password. Everything that was open ends; the second step stays as it is.

    Raises NotFound when the address works no more.
    """
    hashed = hash_password(password)  # slow: before the lock
    with transaction():
        link = usable(secret)
        if link is None:
            raise NotFound
        user = db.session.scalar(select(User).where(User.id == link.user_id).with_for_update())
        # Of two at once the second waited for the lock: its link is gone by now.
        if user is None or usable(secret) is None:
            raise NotFound
        audit.record(actor_for(user, clock.today()), "account_link:used", entity=link)
        user.password = hashed
        passwords.shut(user)
        passwords.tell(user, *passwords.CHANGED)


def sweep() -> int:
    """Forget addresses that work no more; how many there were."""
    over = delete(AccountLink).where(AccountLink.expires_at < machine_now())
    with transaction():
        return len(db.session.scalars(over.returning(AccountLink.id)).all())


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


MAILS = {
    AccountLinkKind.INVITATION: (
        "Je hebt toegang gekregen tot de klachtbehandeling",
        """Er is een account voor je gemaakt in het paneel voor klachtbehandeling.

Kies een wachtwoord op dit adres. Het werkt één keer, en zeven dagen lang:

{address}

Verwacht je dit bericht niet? Meld het dan aan de functioneel beheerder.
""",
    ),
    AccountLinkKind.RESET: (
        "Kies een nieuw wachtwoord",
        """Iemand vroeg een nieuw wachtwoord aan voor je account in het paneel voor
klachtbehandeling.

Kies het op dit adres. Het werkt één keer, en een uur lang:

{address}

Vroeg je dit niet aan? Dan hoef je niets te doen: je wachtwoord blijft zoals het is.
""",
    ),
}
NO_ADDRESS = (
    "Je nieuwe wachtwoord",
    """Iemand vroeg een nieuw wachtwoord aan voor je account. Vraag de functioneel beheerder om een
koppeling waarmee je het kiest.""",
)
