"""Whose account it is when the provider of the organisation says who someone is.

An account is known by issuer and subject. The first time it is found by its mail address, when the
provider has verified that; no account is ever made here, and no role given.
"""

from flask import current_app
from sqlalchemy import select

from models import LinkedIdentity, User, db
from operations import attempts, audit, clock, identity_provider, passwords
from operations.identity_provider import Person
from operations.transaction import transaction
from queries.actors import actor_for, visitor
from rules.errors import NotFound
from rules.permissions import Actor
from rules.vocabulary import SignInRefusal
from rules.wording import Dutch
from settings import IdentityProvider, Settings


class Unknown(Exception):
    """Nobody of ours, or not any more; whoever is refused is not told which."""

    def __init__(self, why: SignInRefusal, user: User | None = None) -> None:
        super().__init__(why)
        self.why, self.user = why, user


def provider() -> IdentityProvider | None:
    """The one that this installation is set to."""
    settings: Settings = current_app.extensions["wederhoor"]
    return settings.provider


def recognised(person: Person) -> User:
    """The account of a person whom the provider vouches for; linked the first time.

    Raises Unknown, and what ``identity_provider.with_address`` raises.
    """
    chosen = provider()
    if chosen is not None and _linked(person) is None:
        person = identity_provider.with_address(chosen, person)  # slow: before the lock
    with transaction():
        known = _linked(person)
        if known is None:
            return _link(person)
        if not known.user.active:
            raise Unknown(SignInRefusal.CLOSED, known.user)
        known.used_at = clock.machine_now()
        return known.user


def _linked(person: Person) -> LinkedIdentity | None:
    query = select(LinkedIdentity).where(
        LinkedIdentity.issuer == person.issuer, LinkedIdentity.subject == person.subject
    )
    return db.session.scalars(query).one_or_none()


def _link(person: Person) -> User:
    # Only ASCII: other signs can become the same letter in lower case (the Kelvin sign a k).
    mail = person.email.lower() if person.verified and person.email.isascii() else ""
    query = select(User).where(User.email == mail).with_for_update()
    user = db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if user is None or not mail:
        raise Unknown(SignInRefusal.UNKNOWN)
    if not user.active:
        raise Unknown(SignInRefusal.CLOSED, user)
    if of(user.id, person.issuer) is not None:
        raise Unknown(SignInRefusal.OTHERS, user)
    moment = clock.machine_now()
    link = LinkedIdentity(
        user_id=user.id, issuer=person.issuer, subject=person.subject, linked_at=moment,
        used_at=moment,
    )  # fmt: skip
    db.session.add(link)
    db.session.flush()
    audit.record(actor_for(user, clock.today()), "linked_identity:linked", entity=link)
    passwords.tell(user, *LINKED)
    return user


def of(user_id: int, issuer: str) -> LinkedIdentity | None:
    """With whom of the provider an account is linked."""
    query = select(LinkedIdentity).where(
        LinkedIdentity.user_id == user_id, LinkedIdentity.issuer == issuer
    )
    return db.session.scalars(query).one_or_none()


def here(user_id: int) -> LinkedIdentity | None:
    """The same, of the provider of now."""
    chosen = provider()
    return of(user_id, chosen.issuer) if chosen else None


def refused(why: SignInRefusal, address: str, user: User | None = None) -> None:
    """Write down that someone did not get in; from one address no more often than a wrong password
    counts, so that nobody fills the trail.
    """
    place = attempts.from_address("provider", address)
    with transaction():
        if attempts.exhausted(place, attempts.PER_ADDRESS):
            return
        attempts.count(place)
        audit.record(visitor(clock.today()), "sign_in:refused", entity=user, cause=why)


def ended(subject: str) -> int:
    """The provider ended someone's sign-in: every session here ends too; how many there were."""
    chosen = provider()
    if chosen is None:
        raise NotFound
    with transaction():
        known = _linked(Person(chosen.issuer, subject))
        if known is None:
            return 0
        count = passwords.shut(known.user)
        if count:
            system = visitor(clock.today())
            audit.record(system, "session:ended", entity=known.user, count=count, by=BY)
        return count


def unlink(actor: Actor, user_id: int) -> None:
    """An administrator takes the link away: whoever signs in next with this mail address, verified
    by the provider, is linked anew. Everything that is open ends, and the person is told.
    """
    chosen = provider()
    with transaction():
        own: Dutch = "Je eigen koppeling haal je niet zelf weg. Vraag een andere beheerder."
        user = passwords.of_another(actor, user_id, own)
        link = of(user.id, chosen.issuer) if chosen else None
        if link is None:
            raise NotFound
        audit.record(actor, "linked_identity:taken_away", entity=link)
        db.session.delete(link)
        passwords.shut(user)
        passwords.tell(user, *UNLINKED)


BY = "provider"
"""How the trail names this way in."""

LINKED = (
    "Je account is gekoppeld",
    """Iemand is voor het eerst met het account van je organisatie ingelogd in het paneel voor
klachtbehandeling. Je account is daaraan gekoppeld.""",
)
UNLINKED = (
    "De koppeling van je account is weg",
    """Een beheerder heeft de koppeling weggehaald tussen je account in het paneel voor
klachtbehandeling en het account van je organisatie. Overal ben je uitgelogd.""",
)
