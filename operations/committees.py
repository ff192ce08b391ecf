"""Advisory committees (adviescommissies), who sits on them, and their ties with the authority."""

from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import select

from models import Committee, CommitteeMember, Role, Tie, User, UserRole, db
from operations import access
from operations.records import keep, period, unique
from operations.transaction import transaction
from rules import vocabulary as v
from rules.errors import Invalid, NotFound
from rules.permissions import Actor
from rules.vocabulary import CommitteeRole, Permission, TieKind
from rules.wording import told


@dataclass(frozen=True)
class CommitteeData:
    name: str
    decided_on: date
    from_on: date
    decision_document: str = ""
    until_on: date | None = None


@dataclass(frozen=True)
class MemberData:
    committee_id: int
    user_id: int
    role: CommitteeRole
    from_on: date
    until_on: date | None = None
    declared_independent_on: date | None = None


@dataclass(frozen=True)
class TieData:
    member_id: int
    kind: TieKind
    description: str = ""
    from_on: date | None = None
    to_on: date | None = None
    judged_not_recent_on: date | None = None
    judged_reason: str = ""


def save_committee(key: int | None, data: CommitteeData, version: int | None, actor: Actor) -> int:
    """Install a committee, or change what was recorded of it; returns its id."""
    with transaction():
        access.require(actor, Permission.COMMITTEE_MANAGE)
        unique(Committee, "name", data.name, key, told("Er is al een commissie met deze naam."))
        period(data.from_on, data.until_on)
        return keep(Committee, key, asdict(data), version, actor)


def save_member(key: int | None, data: MemberData, version: int | None, actor: Actor) -> int:
    """Appoint someone, or change the appointment; returns its id."""
    with transaction():
        access.require(actor, Permission.COMMITTEE_MANAGE)
        period(data.from_on, data.until_on)
        _can_sit(data, key)
        return keep(CommitteeMember, key, asdict(data), version, actor)


def save_tie(key: int | None, data: TieData, version: int | None, actor: Actor) -> int:
    """Record a tie that a member declared, or what the board made of it; returns its id."""
    with transaction():
        access.require(actor, Permission.COMMITTEE_MANAGE)
        period(data.from_on, data.to_on, "to_on")
        if db.session.get(CommitteeMember, data.member_id) is None:
            raise NotFound
        if data.judged_not_recent_on and not data.judged_reason:
            raise Invalid(judged_reason="Leg uit waarom deze binding niet recent meer is.")
        return keep(Tie, key, asdict(data), version, actor)


def _can_sit(data: MemberData, key: int | None) -> None:
    """One chair, one seat for each, and only for whoever has the role for it."""
    others = select(CommitteeMember.id).where(
        CommitteeMember.committee_id == data.committee_id,
        CommitteeMember.until_on.is_(None),
        CommitteeMember.id != (key or 0),
    )
    has_role = (
        select(UserRole.user_id)
        .join(Role, Role.id == UserRole.role_id)
        .where(UserRole.user_id == data.user_id, Role.name == v.Role.ADVISER)
    )
    wrong = {}
    if db.session.get(Committee, data.committee_id) is None:
        raise NotFound
    if db.session.get(User, data.user_id) is None or not db.session.scalar(has_role):
        wrong["user_id"] = told("Deze gebruiker heeft niet de rol adviseur of commissielid.")
    elif db.session.scalar(others.where(CommitteeMember.user_id == data.user_id)):
        wrong["user_id"] = told("Deze gebruiker zit al in de commissie.")
    chairs = others.where(CommitteeMember.role == CommitteeRole.CHAIR)
    if data.role is CommitteeRole.CHAIR and data.until_on is None and db.session.scalar(chairs):
        wrong["role"] = told("Er is al een voorzitter. Beëindig eerst dat voorzitterschap.")
    if wrong:
        raise Invalid(**wrong)
