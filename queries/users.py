"""Users as choices, and who sits on the board."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, func, select
from sqlalchemy.orm import aliased

from models import AuditEvent, Complaint, Grant, Role, User, UserRole, db
from queries import complaints
from queries.actors import actor_for
from queries.memory import remember
from rules.duties import READERS
from rules.vocabulary import Permission
from rules.vocabulary import Role as RoleName


def named(term: str) -> ColumnElement[bool]:
    """Every word stands somewhere in the name or the address."""
    text = func.lower(User.name + " " + User.email)
    return and_(*(text.contains(word, autoescape=True) for word in term.lower().split()))


def find(term: str, most: int) -> Sequence[tuple[int, str]]:
    """For a lookup: whoever still works here."""
    query = select(User.id, User.name, User.job_title).where(User.active, named(term))
    found = db.session.execute(query.order_by(User.name, User.id).limit(most))
    return [(key, f"{name}, {job}" if job else name) for key, name, job in found]


def name_of(user_id: int) -> str | None:
    return db.session.scalar(select(User.name).where(User.id == user_id))


def everyone() -> Sequence[tuple[int, str]]:
    """Whoever has or had an account, to filter on."""
    query = select(User.id, User.name).order_by(User.name, User.id)
    return [(key, name) for key, name in db.session.execute(query)]


def names_of(ids: Collection[int]) -> list[tuple[int, str]]:
    """Id and name of these users, by name."""
    query = select(User.id, User.name).where(User.id.in_(ids)).order_by(User.name)
    return [(key, name) for key, name in db.session.execute(query)]


def handlers(_keep: int | None = None) -> list[tuple[int, str]]:
    """Who has a role with which a complaint is handled, by name."""
    return _with(Permission.HEARING_HOLD)


def advisers(_keep: int | None = None) -> list[tuple[int, str]]:
    """Who has the role of adviser or committee member."""
    return _with(Permission.ADVICE_WRITE)


def owners(_keep: int | None = None) -> list[tuple[int, str]]:
    """Who can be given a measure to carry out: whoever sees the own duties."""
    return _with(*READERS)


def privacy_handlers(_keep: int | None = None) -> list[tuple[int, str]]:
    """Who can answer a request of someone about their data."""
    return _with(Permission.PRIVACY_WRITE)


def assignable(rights: tuple[Permission, ...]) -> list[tuple[int, str]]:
    """Who can be given files: whoever has one of these rights. Every page of a list draws it."""
    return remember(("assignable", rights), lambda: _with(*rights))


def template_managers() -> Sequence[User]:
    """Who can propose and activate a template."""
    return holding(Permission.TEMPLATE_MANAGE)


def destruction_approvers() -> Sequence[User]:
    """Who can approve a list of files to destroy."""
    query = select(User).where(User.active, User.id.in_(_holding(Permission.DESTRUCTION_APPROVE)))
    return db.session.scalars(query.order_by(User.id)).all()


def administrators() -> Sequence[User]:
    """Who can propose and approve other rights."""
    return holding(Permission.ROLE_MANAGE)


def holding(permission: Permission) -> Sequence[User]:
    """Who works here and has this right, by name."""
    query = select(User).where(User.active, User.id.in_(_holding(permission)))
    return db.session.scalars(query.order_by(User.name, User.id)).all()


def _with(*permissions: Permission) -> list[tuple[int, str]]:
    query = (
        select(User.id, User.name, User.job_title)
        .where(User.active, User.id.in_(_holding(*permissions)))
        .order_by(User.name)
    )
    return [
        (key, f"{name}, {job}" if job else name) for key, name, job in db.session.execute(query)
    ]


def _holding(*permissions: Permission) -> Select[Any]:
    """Whoever has one of these rights."""
    return (
        select(UserRole.user_id)
        .join(Grant, Grant.role_id == UserRole.role_id)
        .where(Grant.permission.in_(permissions))
    )


def board() -> Sequence[User]:
    """Who sits on the board now, in a fixed order."""
    query = (
        select(User)
        .join(UserRole, UserRole.user_id == User.id)
        .join(Role, Role.id == UserRole.role_id)
        .where(Role.name == RoleName.BOARD.value, User.active)
        .order_by(User.id)
    )
    return db.session.scalars(query).all()


def team_leaders(complaint: Complaint, today: date) -> list[User]:
    """Who leads the unit that a report is about, without who is involved in it (SOD1)."""
    query = (
        select(User)
        .join(UserRole, UserRole.user_id == User.id)
        .join(Role, Role.id == UserRole.role_id)
        .where(Role.name == RoleName.TEAM_LEADER.value, User.active)
        .where(User.unit_id.is_not(None), User.unit_id == complaint.unit_id)
        .order_by(User.id)
    )
    return [
        leader
        for leader in db.session.scalars(query)
        if not complaints.relation(actor_for(leader, today), complaint).involved
    ]


def deciding(complaint: Complaint, today: date) -> list[User]:
    """The members of the board who are not involved in this file (SOD3)."""
    return [
        member
        for member in board()
        if not complaints.relation(actor_for(member, today), complaint).involved
    ]


def stood_in_for() -> ScalarSelect[str]:
    """For whom someone acted, by name, for the trail."""
    absent = aliased(User)
    query = select(absent.name).where(absent.id == AuditEvent.for_id)
    return query.correlate(AuditEvent).scalar_subquery()


def role_names() -> ScalarSelect[str]:
    """The roles of a user in one text, for a list: no statement per row."""
    return (
        select(func.aggregate_strings(Role.description, ", "))
        .join(UserRole, UserRole.role_id == Role.id)
        .where(UserRole.user_id == User.id)
        .correlate(User)
        .scalar_subquery()
    )
