"""Users, roles and their rights, and what the authority chooses: departments, calendar, settings.

The trail gets names of fields and closed values, never names or addresses of people.
"""

import secrets
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, TypeVar

from flask_security import hash_password
from sqlalchemy import ColumnElement, select

from models import CalendarDay, Category, Complaint, Grant, Mandate, Role, Setting, Unit, User, db
from operations import access, audit, edit_tokens, filing
from operations.clock import now
from operations.records import keep, period, put, unique
from operations.transaction import claim, transaction
from queries import cases, choices, health
from rules import ledger, terms
from rules import vocabulary as v
from rules.calendar import Calendar
from rules.deadlines import Deadline
from rules.errors import Conflict, Invalid, NotFound
from rules.permissions import NEVER, Actor
from rules.terms import SettingValue
from rules.vocabulary import DeadlineKind, Permission, Scope
from rules.wording import told

T = TypeVar("T", User, Role)


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
        settle_again(actor, health.touched_by(days), cause="calendar", day=data.day)
        return key


def _days(key: int | None, data: CalendarDayData) -> set[date]:
    """The day that becomes a rest day, and the one that this record named before."""
    before = db.session.get(CalendarDay, key) if key is not None else None
    return {data.day} | ({before.day} if before else set())


@dataclass(frozen=True)
class Shift:
    """What a change does to one clock of one running file."""

    reference: str
    clock: DeadlineKind
    before: date | None
    after: date | None


@dataclass(frozen=True)
class Preview:
    """What a change of the rest days would do: the first of the shifts, and how many files."""

    shifts: tuple[Shift, ...]
    files: int
    ended: int
    """Files that have ended, of which only the calculation on record changes."""


MOST_SHIFTS = 200


def preview_calendar_day(key: int | None, data: CalendarDayData, actor: Actor) -> Preview:
    """Which running files a rest day would change, with the old and the new last day."""
    access.require(actor, Permission.CALENDAR_MANAGE)
    unique(CalendarDay, "day", data.day, key, told("Deze dag staat er al."))
    now_there, days = choices.calendar(), _days(key, data)
    extra = {day: name for day, name in now_there.extra.items() if day not in days}
    yardstick = filing.Yardstick(choices.norms(), Calendar(extra | {data.day: data.name}))
    shown: list[Shift] = []
    files = ended = 0
    for batch in health.complaints(health.touched_by(days)):
        for complaint in batch:
            facts = cases.clock_facts(complaint, yardstick.norms)
            derived = ledger.ledger(facts, yardstick.calendar)
            shifts = list(_shifts(complaint, derived, ledger.running(facts)))
            if complaint.open and shifts:
                files += 1
                shown += shifts[: MOST_SHIFTS - len(shown)]
            elif not complaint.open and filing.owed(complaint.deadlines, derived):
                ended += 1
    return Preview(tuple(shown), files, ended)


def _shifts(
    complaint: Complaint, derived: Sequence[Deadline], running: Container[DeadlineKind]
) -> Iterator[Shift]:
    """The clocks that still run and of which the last day moves; the ombudsman's year follows."""
    for kind in DeadlineKind:
        if kind not in ledger.CHAINS or kind is DeadlineKind.OMBUDSMAN:
            continue
        stands, follows = filing.current(complaint, kind), ledger.current(derived, kind)
        before = stands.legal_end if stands else None
        after = follows.legal_end if follows else None
        if kind in running and before != after:
            yield Shift(complaint.reference, kind, before, after)


def settle_again(actor: Actor, which: ColumnElement[bool], **cause: Any) -> None:
    """Derive the deadlines of these files again, after a change of what they rest on."""
    yardstick = filing.Yardstick.now()
    for batch in health.complaints(which):
        for complaint in batch:
            facts = cases.clock_facts(complaint, yardstick.norms)
            derived = ledger.ledger(facts, yardstick.calendar)
            if not filing.owed(complaint.deadlines, derived):
                continue
            shifts = _shifts(complaint, derived, ledger.running(facts))
            changes = [(one.clock, one.before, one.after) for one in shifts]
            filing.settle(complaint, yardstick)
            complaint.version += 1
            audit.record(actor, "deadline:recomputed", complaint, **cause, changes=changes)


def _existing(model: type[T], key: int) -> T:
    record = db.session.get(model, key)
    if record is None:
        raise NotFound
    return record


# --- users ----------------------------------------------------------------------------------


def create_user(data: UserData, actor: Actor) -> int:
    """Give someone an account; returns its id."""
    hashed = hash_password(data.password) if data.password else None  # slow: before the lock
    with transaction():
        access.require(actor, Permission.USER_MANAGE)
        if hashed is None:
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
        return user.id


def update_user(key: int, data: UserData, version: int, actor: Actor) -> None:
    """Change an account. Other roles, another password or an end to it end every session."""
    hashed = hash_password(data.password) if data.password else None
    with transaction():
        access.require(actor, Permission.USER_MANAGE)
        user: User = claim(_existing(User, key), version)
        unique(User, "email", data.email, key, told("Er is al een gebruiker met dit e-mailadres."))
        before = {role.name for role in user.roles}
        if key == actor.user_id:
            _not_locked_out(before, data)
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
            user.fs_uniquifier = secrets.token_hex(32)
            edit_tokens.end_for(user.id)
        audit.record(actor, "user:changed", entity=user, fields=changed, roles=sorted(data.roles))


def _not_locked_out(before: set[str], data: UserData) -> None:
    """Nobody takes away the own way back in."""
    if v.Role.ADMINISTRATOR in before and v.Role.ADMINISTRATOR not in data.roles:
        raise Invalid(roles="Je kunt je eigen rol van beheerder niet weghalen. Vraag een collega.")
    if not data.active:
        raise Invalid(active="Je kunt je eigen account niet sluiten. Vraag een collega.")


def _roles(names: tuple[str, ...]) -> list[Role]:
    """The roles with these names. An administrator has no other: content stays closed (SOD10)."""
    if not names:
        raise Invalid(roles="Kies ten minste één rol.")
    if v.Role.ADMINISTRATOR in names and len(names) > 1:
        raise Invalid(roles="Een beheerder leest geen dossiers: geen andere rol past daarbij.")
    return list(db.session.scalars(select(Role).where(Role.name.in_(names))))


# --- rights ---------------------------------------------------------------------------------

KEPT = frozenset({Permission.USER_MANAGE, Permission.ROLE_MANAGE})
"""What the administrator's role never loses, or nobody could give rights any more."""


def set_grants(
    key: int, scopes: Mapping[Permission, Scope | None], version: int, actor: Actor
) -> None:
    """Say what a role may do, and how far; what is not named is not permitted."""
    with transaction():
        access.require(actor, Permission.ROLE_MANAGE)
        role: Role = claim(_existing(Role, key), version)
        name = v.Role(role.name)
        wanted = {permission: scope for permission, scope in scopes.items() if scope}
        for permission in wanted:
            if (name, permission) in NEVER:
                raise Invalid(
                    **{field_of(permission): "Een beheerder leest geen dossiers (art. 32 AVG)."}
                )
        if name is v.Role.ADMINISTRATOR and KEPT - wanted.keys():
            raise Invalid(
                **{field_of(one): "Zonder dit recht kan niemand meer rechten geven."
                   for one in KEPT - wanted.keys()}
            )  # fmt: skip
        before = {grant.permission: grant for grant in role.grants}
        changes = {}
        for permission in Permission:
            grant, scope = before.get(permission), wanted.get(permission)
            if (grant.scope if grant else None) == scope:
                continue
            changes[permission.value] = [grant.scope.value if grant else None, scope]
            if grant is None:
                role.grants.append(Grant(permission=permission, scope=scope))
            elif scope is None:
                role.grants.remove(grant)
            else:
                grant.scope = scope
        audit.record(actor, "role:changed", entity=role, role=role.name, changes=changes)


def field_of(permission: Permission) -> str:
    """The name of the form field of a permission.

    >>> field_of(Permission.AUDIT_READ)
    'audit_read'
    """
    return permission.value.replace(":", "_")


# --- settings -------------------------------------------------------------------------------


def set_setting(key: str, value: SettingValue, version: int, actor: Actor) -> None:
    """Choose a value; choosing the default keeps no row. ``version`` 0: there was no row yet."""
    with transaction():
        access.require(actor, Permission.SETTING_MANAGE)
        if key not in terms.DEFAULTS:
            raise NotFound
        definition = next(one for one in terms.SETTINGS if one.key == key)
        row = db.session.scalar(select(Setting).where(Setting.key == key).with_for_update())
        if (row.version if row else 0) != version:
            raise Conflict
        before = row.value if row else definition.default
        kept: Any = list(value) if isinstance(value, tuple) else value
        if row is None:
            db.session.add(Setting(key=key, value=kept))
        else:
            # The row stays, also for the default: its version tells the next what happened.
            row.value, row.version = kept, row.version + 1
        # A text may hold a name, so only closed values are written down.
        values = {} if definition.kind == "text" else {"before": before, "after": kept}
        audit.record(actor, "setting:changed", key=key, **values)
        if definition.kind == "int":
            settle_again(actor, health.RUNNING, cause=f"setting:{key}")
