"""The second step of signing in: apps with codes, passkeys, and codes for when those are lost.

Every try counts towards one limit per person, seen by every process. Whoever gets here knows the
password already, so a stranger closes nobody's door with it.
"""

from dataclasses import dataclass
from typing import Any

import webauthn
from sqlalchemy import delete, select
from webauthn.helpers import options_to_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from models import Authenticator, Passkey, RecoveryCode, User, db
from operations import access_codes, attempts, audit, clock, passwords, totp
from operations.clock import machine_now, now
from operations.transaction import transaction
from queries import second_steps as reading
from queries.actors import actor_for
from rules import second_step
from rules.errors import Invalid, NotFound, Refusal
from rules.permissions import Actor
from rules.vocabulary import Role
from rules.wording import Dutch

MOST_WRONG = 5
"""Wrong codes in a quarter of an hour before the second step closes."""

MOST = 10
"""So many apps, and so many passkeys, can one person have."""

CODES, SIGNS = 10, 25
"""Recovery codes of 122 bits each: nobody finds one by trying, so a plain hash is enough."""


class TooOften(Exception):
    """The second step is closed for a while, also for what is right."""


@dataclass(frozen=True)
class Place:
    """Where the browser is: a passkey answers to no other place (WebAuthn, 13.4.9)."""

    host: str
    origin: str


# --- letting someone through ----------------------------------------------------------------


def pass_code(user_id: int, typed: str) -> bool:
    """Whether this is a code of an app that works now; it works once."""
    with transaction():
        user = _trying(user_id)
        for one in reading.of(user_id).apps:
            secret = totp.opened(one.secret)
            step = totp.accepted(secret, typed, one.last_step, machine_now()) if secret else None
            if step is not None:
                one.last_step, one.used_at = step, machine_now()
                return True
        _failed(user)
        return False


def pass_recovery(user_id: int, typed: str) -> bool:
    """Whether this is a recovery code that was not used yet; the person is told that it was."""
    with transaction():
        user = _trying(user_id)
        code = db.session.scalar(
            select(RecoveryCode)
            .where(RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None))
            .where(RecoveryCode.code_hash == access_codes.hashed(typed))
        )
        if code is None:
            _failed(user)
            return False
        code.used_at = machine_now()
        passwords.tell(user, *USED)
        audit.record(_self(user), "recovery_code:used", entity=code)
        return True


def pass_passkey(user_id: int, answer: str, challenge: bytes, place: Place) -> bool:
    """Whether a passkey of this person signed the challenge, at this place."""
    with transaction():
        user = _trying(user_id)
        if _signed(user_id, answer, challenge, place):
            return True
        _failed(user)
        return False


def _signed(user_id: int, answer: str, challenge: bytes, place: Place) -> bool:
    try:
        given = webauthn.helpers.parse_authentication_credential_json(answer)
        key = db.session.scalar(
            select(Passkey).where(Passkey.user_id == user_id, Passkey.credential_id == given.raw_id)
        )
        if key is None:
            return False
        found = webauthn.verify_authentication_response(
            credential=given,
            expected_challenge=challenge,
            expected_rp_id=place.host,
            expected_origin=place.origin,
            credential_public_key=key.public_key,
            credential_current_sign_count=key.sign_count,
        )
    except (WebAuthnException, ValueError):
        return False
    key.sign_count, key.used_at = found.new_sign_count, machine_now()
    return True


def _trying(user_id: int) -> User:
    """The person, locked: of two tries at once the second waits, and is counted after the first."""
    user = db.session.scalar(
        select(User)
        .where(User.id == user_id, User.active)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if user is None:
        raise NotFound
    if attempts.exhausted(_bucket(user_id), MOST_WRONG):
        raise TooOften
    return user


def _failed(user: User) -> None:
    attempts.count(_bucket(user.id))
    db.session.flush()
    audit.record(_self(user), "second_step:failed", entity=user)
    if attempts.exhausted(_bucket(user.id), MOST_WRONG):
        passwords.tell(user, *TRIED)


def _bucket(user_id: int) -> str:
    return attempts.bucket("second-step", str(user_id))


def _self(user: User) -> Actor:
    return actor_for(user, clock.today())


# --- the own second steps -------------------------------------------------------------------


def add_app(
    actor: Actor, name: str, sealed_secret: str, code: str, *, first: bool = False
) -> list[str]:
    """One more app, once it shows a right code. The first step brings recovery codes with it.

    Whoever calls this has asked the password; ``first`` says that no second step was passed, so
    that there may be none. Returns the recovery codes, or nothing.
    """
    with transaction():
        user = passwords.own(actor)
        secret = totp.opened(sealed_secret)
        step = totp.accepted(secret, code, 0, machine_now()) if secret else None
        if step is None:
            raise Invalid(
                code="Deze code klopt niet. Kijk of de klok van je telefoon goed staat, en vul de "
                "nieuwste code in."
            )
        added = Authenticator(
            user_id=user.id, name=name, secret=sealed_secret, last_step=step, created_at=now(),
        )  # fmt: skip
        return _added(actor, user, added, "app", len(reading.of(user.id).apps), first=first)


def add_passkey(
    actor: Actor, name: str, answer: str, challenge: bytes, place: Place, *, first: bool = False
) -> list[str]:
    """The same with a passkey, made at this place for this challenge."""
    with transaction():
        user = passwords.own(actor)
        try:
            made = webauthn.verify_registration_response(
                credential=answer,
                expected_challenge=challenge,
                expected_rp_id=place.host,
                expected_origin=place.origin,
            )
        except (WebAuthnException, ValueError):
            raise Invalid(
                answer="De toegangssleutel is niet gemaakt. Probeer het nog eens."
            ) from None
        if db.session.scalar(select(Passkey.id).where(Passkey.credential_id == made.credential_id)):
            raise Invalid(answer="Deze toegangssleutel staat er al.")
        added = Passkey(
            user_id=user.id, name=name, credential_id=made.credential_id,
            public_key=made.credential_public_key, sign_count=made.sign_count, created_at=now(),
        )  # fmt: skip
        there = len(reading.of(user.id).passkeys)
        return _added(actor, user, added, "passkey", there, first=first)


def _added(
    actor: Actor, user: User, added: Authenticator | Passkey, kind: str, there: int, *, first: bool
) -> list[str]:
    if there >= MOST:
        raise Invalid(name="Je hebt er tien. Haal er eerst een weg.")
    count = reading.of(user.id).count
    if first and count:
        raise Refusal("Er is intussen een tweede stap ingesteld. Log daarmee in.")
    db.session.add(added)
    db.session.flush()
    audit.record(actor, "second_step:added", entity=added, kind=kind)
    passwords.tell(user, *ADDED)
    return [] if count else _renewed(user)


def remove(actor: Actor, kind: str, key: int) -> None:
    """Take an app or a passkey away; the last one only when the roles ask none."""
    with transaction():
        user = passwords.own(actor)
        model: Any = {"app": Authenticator, "passkey": Passkey}.get(kind)
        found = db.session.get(model, key) if model else None
        if found is None or found.user_id != user.id:
            raise NotFound
        others = reading.of(user.id).count - 1
        roles = [Role(role.name) for role in user.roles]
        if obstacle := second_step.kept(roles, reading.asked(), others):
            raise Refusal(obstacle)
        audit.record(actor, "second_step:removed", entity=found, kind=kind)
        db.session.delete(found)
        if not others:
            db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
        passwords.tell(user, *REMOVED)


def renew_codes(actor: Actor) -> list[str]:
    """New recovery codes, shown once; those before work no more."""
    with transaction():
        user = passwords.own(actor)
        if reading.of(user.id).count == 0:
            raise Refusal("Herstelcodes horen bij een tweede stap. Stel die eerst in.")
        codes = _renewed(user)
        audit.record(actor, "recovery_code:renewed", entity=user)
        passwords.tell(user, *RENEWED)
        return codes


def _renewed(user: User) -> list[str]:
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    codes = [access_codes.printed(access_codes.fresh(SIGNS)) for _ in range(CODES)]
    db.session.add_all(
        RecoveryCode(user_id=user.id, code_hash=access_codes.hashed(one), created_at=now())
        for one in codes
    )
    return codes


def forget(user_id: int) -> int:
    """Remove every second step of someone, and the codes; how many there were. Part of another
    act."""
    count = reading.of(user_id).count
    for model in (Authenticator, Passkey, RecoveryCode):
        db.session.execute(delete(model).where(model.user_id == user_id))
    return count


# --- what a browser is asked ----------------------------------------------------------------


def making(user: User, place: Place, name: str) -> tuple[str, bytes]:
    """The question to make a passkey, as JSON, and its challenge."""
    known = reading.of(user.id).passkeys
    options = webauthn.generate_registration_options(
        rp_id=place.host,
        rp_name=name,
        user_id=str(user.id).encode(),
        user_name=user.email,
        user_display_name=user.name,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.DISCOURAGED,
            user_verification=UserVerificationRequirement.PREFERRED,
        ),
        exclude_credentials=_described(known),
    )
    return options_to_json(options), options.challenge


def asking(user_id: int, place: Place) -> tuple[str, bytes] | None:
    """The question to sign with a passkey, and its challenge; None for who has none."""
    known = reading.of(user_id).passkeys
    if not known:
        return None
    options = webauthn.generate_authentication_options(
        rp_id=place.host, allow_credentials=_described(known)
    )
    return options_to_json(options), options.challenge


def _described(keys: Any) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=one.credential_id) for one in keys]


# --- by an administrator --------------------------------------------------------------------


def reset(actor: Actor, user_id: int) -> None:
    """Let someone who lost everything begin anew at the next sign-in; that person is told.

    Not for oneself: whoever has only the password must not get past it (ASVS 6.4.4).
    """
    with transaction():
        own: Dutch = (
            "Je eigen tweede stap beheer je bij Mijn account. Vraag anders een andere beheerder."
        )
        user = passwords.of_another(actor, user_id, own)
        count = forget(user.id)
        passwords.shut(user)
        audit.record(actor, "second_step:reset", entity=user, count=count)
        passwords.tell(user, *RESET)


USED = (
    "Er is een herstelcode gebruikt",
    "Iemand is met een herstelcode ingelogd op je account. Die code werkt nu niet meer.",
)
TRIED = (
    "Er is vaak een verkeerde code ingevuld",
    """Iemand kent je wachtwoord en vulde vijf keer een verkeerde code in. Inloggen kan een kwartier
niet.""",
)
ADDED = (
    "Er is een tweede stap toegevoegd",
    "Aan je account is een tweede stap toegevoegd: een app met codes of een toegangssleutel.",
)
REMOVED = (
    "Er is een tweede stap weggehaald",
    "Van je account is een tweede stap weggehaald: een app met codes of een toegangssleutel.",
)
RENEWED = (
    "Je herstelcodes zijn vernieuwd",
    "Er zijn nieuwe herstelcodes voor je account gemaakt. De oude werken niet meer.",
)
RESET = (
    "Je tweede stap is teruggezet",
    """Een beheerder heeft de tweede stap van je account weggehaald. Bij het inloggen stel je een
nieuwe in. Je bent overal uitgelogd.""",
)
