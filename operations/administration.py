"""Users and their roles, and small tables: departments, categories, calendar, mandates.

The trail gets names of fields and closed values, never names or addresses of people.
"""

import secrets
from dataclasses import asdict, dataclass, replace
from datetime import date

from flask_security import hash_password
from sqlalchemy import select

from models import CalendarDay, Category, Mandate, Role, Unit, User, db
from operations import access, account_links, audit, effects, filing, outbox, passwords
from operations.clock import now
from operations.records import keep, period, put, unique
from operations.transaction import claim, transaction
from queries import choices, health, users
from rules import vocabulary as v
from rules.errors import Invalid, NotFound
from rules.permissions import Actor
from rules.vocabulary import DutyMail, Permission
from rules.wording import told


@dataclass(frozen=True)
class UnitData:
    name: str
    active: bool = True


@dataclass(frozen=True)
class CategoryData:
    name: str
    position: int = 0
    active: bool = True


@dataclass(frozen=True)
class CalendarDayData:
    day: date
    name: str
    source: str


@dataclass(frozen=True)
class MandateData:
    user_id: int
    letter_kind: v.LetterKind
    from_on: date
    document: str
    signature_block: str
    until_on: date | None = None


@dataclass(frozen=True)
class UserData:
    name: str
    email: str
    roles: tuple[str, ...]
    job_title: str = ""
    unit_id: int | None = None
    active: bool = True
    password: str | None = None
    """None leaves the password as it is."""


def save_unit(key: int | None, data: UnitData, version: int | None, actor: Actor) -> int:
    """A department (afdeling)."""
    with transaction():
        access.require(actor, Permission.USER_MANAGE)
        unique(Unit, "name", data.name, key, told("Deze afdeling bestaat al."))
        return keep(Unit, key, asdict(data), version, actor)


def save_category(key: int | None, data: CategoryData, version: int | None, actor: Actor) -> int:
    """A kind of conduct (soort gedraging)."""
    with transaction():
        access.require(actor, Permission.CATEGORY_MANAGE)
        unique(Category, "name", data.name, key, told("Deze categorie bestaat al."))
        return keep(Category, key, asdict(data), version, actor)


def save_mandate(key: int | None, data: MandateData, version: int | None, actor: Actor) -> int:
    """Who may sign what (mandaat, art. 10:3 Awb)."""
    with transaction():
        access.require(actor, Permission.SETTING_MANAGE)
        period(data.from_on, data.until_on)
        return keep(Mandate, key, asdict(data), version, actor)


def save_calendar_day(
    key: int | None, data: CalendarDayData, version: int | None, actor: Actor
) -> int:
    """An extra rest day (art. 3 lid 3 Atw); the clocks that it touches follow at once.

    Whoever asks it has seen in ``preview_calendar_day`` which files that are.
    """
    with transaction():
        access.require(actor, Permission.CALENDAR_MANAGE)
        unique(CalendarDay, "day", data.day, key, told("Deze dag staat er al."))
        days = _days(key, data)
        key = keep(CalendarDay, key, asdict(data), version, actor)
        effects.settle_again(actor, health.touched_by(days), cause="calendar", day=data.day)
        return key


def _days(key: int | None, data: CalendarDayData) -> set[date]:
    """The day that becomes a rest day, and the one that this record named before."""
    before = db.session.get(CalendarDay, key) if key is not None else None
    return {data.day} | ({before.day} if before else set())


def preview_calendar_day(key: int | None, data: CalendarDayData, actor: Actor) -> effects.Preview:
    """Which running files a rest day would change, with the old and the new last day."""
    access.require(actor, Permission.CALENDAR_MANAGE)
    unique(CalendarDay, "day", data.day, key, told("Deze dag staat er al."))
    now_there, days = choices.calendar(), _days(key, data)
    extra = {day: name for day, name in now_there.extra.items() if day not in days}
    calendar = replace(now_there, extra=extra | {data.day: data.name})
    return effects.foresee(filing.Yardstick(choices.norms(), calendar), health.touched_by(days))


# --- users ----------------------------------------------------------------------------------


def create_user(data: UserData, actor: Actor, door: account_links.Door | None = None) -> int:
    """Give someone an account; returns its id.

    With a first password, or with an invitation by mail to choose one; ``door`` makes its address.
    """
    hashed = hash_password(data.password) if data.password else None  # slow: before the lock
    with transaction():
        access.require(actor, Permission.USER_MANAGE)
        if hashed is None and door is None:
            raise Invalid(password="Stel een eerste wachtwoord in.")  # noqa: S106  # the message
        unique(User, "email", data.email, None, told("Er is al een gebruiker met dit e-mailadres."))
        user = User(
            name=data.name,
            email=data.email.lower(),
            job_title=data.job_title,
            unit_id=data.unit_id,
            active=data.active,
            password=hashed,
            fs_uniquifier=secrets.token_hex(32),
            created_at=now(),
            roles=_roles(data.roles),
        )
        db.session.add(user)
        db.session.flush()
        audit.record(actor, "user:created", entity=user, roles=sorted(data.roles))
        if hashed is None and door is not None:
            account_links.make(actor, user, v.AccountLinkKind.INVITATION, door)
        if v.Role.ADMINISTRATOR in data.roles:
            _tell_of_another(actor, user)
        return user.id


def update_user(key: int, data: UserData, version: int, actor: Actor) -> None:
    """Change an account. Other roles, another password or an end to it end every session."""
    hashed = hash_password(data.password) if data.password else None
    with transaction():
        access.require(actor, Permission.USER_MANAGE)
        found = db.session.get(User, key)
        if found is None:
            raise NotFound
        user = claim(found, version)
        unique(User, "email", data.email, key, told("Er is al een gebruiker met dit e-mailadres."))
        before = {role.name for role in user.roles}
        if key == actor.user_id:
            _as_it_was(before, data)
        values = {
            "name": data.name,
            "email": data.email.lower(),
            "job_title": data.job_title,
            "unit_id": data.unit_id,
            "active": data.active,
        }
        changed = put(user, values)
        if hashed:
            user.password = hashed
            changed.append("password")
        if before != set(data.roles):
            user.roles = _roles(data.roles)
            changed.append("roles")
        if {"password", "roles", "active", "email"} & set(changed):
            passwords.shut(user)
        audit.record(actor, "user:changed", entity=user, fields=changed, roles=sorted(data.roles))
        if v.Role.ADMINISTRATOR in set(data.roles) - before:
            db.session.flush()
            _tell_of_another(actor, user)


def _as_it_was(before: set[str], data: UserData) -> None:
    """Nobody gives or takes rights of the own account, and so nobody takes away the way back in."""
    if before != set(data.roles):
        raise Invalid(roles="Je kunt je eigen rollen niet wijzigen. Vraag een andere beheerder.")
    if not data.active:
        raise Invalid(active="Je kunt je eigen account niet sluiten. Vraag een collega.")


def _tell_of_another(actor: Actor, user: User) -> None:
    """Whoever gives rights can approve what another proposes (SOD13), so the others are told."""
    for one in users.administrators():
        if one.id not in {actor.user_id, user.id} and one.duty_mail is not DutyMail.NONE:
            outbox.post(
                key=f"administrator:{user.id}:{user.version}:{one.id}",
                recipient=one.email,
                subject="Er is een beheerder bij gekomen",
                body=ANOTHER,
                user_id=one.id,
            )


ANOTHER = """Iemand heeft de rol van functioneel beheerder gekregen.

Wie dat is, en wie dat deed, staat in het paneel: onder Gebruikers en in het logboek. Klopt het
niet, sluit dan dat account en meld het aan de privacy officer.
"""


def _roles(names: tuple[str, ...]) -> list[Role]:
    """The roles with these names. An administrator has no other: content stays closed (SOD10)."""
    if not names:
        raise Invalid(roles="Kies ten minste één rol.")
    if v.Role.ADMINISTRATOR in names and len(names) > 1:
        raise Invalid(roles="Een beheerder leest geen dossiers: geen andere rol past daarbij.")
    return list(db.session.scalars(select(Role).where(Role.name.in_(names))))
