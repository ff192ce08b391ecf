"""Committees and who sits on them."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from models import Committee, CommitteeMember, Tie, User, db
from queries import choices
from rules import committee as rules
from rules.errors import Obstacle


def sitting(on: date) -> ColumnElement[bool]:
    """Who is a member on this day."""
    return (CommitteeMember.from_on <= on) & or_(
        CommitteeMember.until_on.is_(None), CommitteeMember.until_on >= on
    )


def members(committee_id: int) -> Sequence[CommitteeMember]:
    """Everyone who ever sat, chair first, whoever sits now before who left."""
    query = (
        select(CommitteeMember)
        .where(CommitteeMember.committee_id == committee_id)
        .options(joinedload(CommitteeMember.user))
        .order_by(CommitteeMember.until_on.is_not(None), CommitteeMember.role, CommitteeMember.id)
    )
    return db.session.scalars(query).all()


def sitting_members(committee_id: int, on: date) -> Sequence[CommitteeMember]:
    """Who sits on this day, chair first."""
    query = (
        select(CommitteeMember)
        .where(CommitteeMember.committee_id == committee_id, sitting(on))
        .options(joinedload(CommitteeMember.user).joinedload(User.unit))
        .order_by(CommitteeMember.role, CommitteeMember.id)
    )
    return db.session.scalars(query).all()


def membership(committee_id: int | None, user_id: int, on: date) -> CommitteeMember | None:
    """The place of this user on this committee, on this day."""
    return db.session.scalar(
        select(CommitteeMember).where(
            CommitteeMember.committee_id == committee_id,
            CommitteeMember.user_id == user_id,
            sitting(on),
        )
    )


def in_use(_keep: int | None = None) -> list[tuple[int, str]]:
    """Committees that sit now, as choices."""
    today = func.current_date()
    query = select(Committee.id, Committee.name).where(
        Committee.from_on <= today, or_(Committee.until_on.is_(None), Committee.until_on >= today)
    )
    return [(key, name) for key, name in db.session.execute(query.order_by(Committee.name))]


def ties(member_id: int) -> Sequence[Tie]:
    return db.session.scalars(select(Tie).where(Tie.member_id == member_id).order_by(Tie.id)).all()


def composition(committee_id: int, on: date) -> Obstacle | None:
    """What is missing of a chair and two members on this day."""
    query = select(CommitteeMember.role).where(
        CommitteeMember.committee_id == committee_id, sitting(on)
    )
    return rules.composition(db.session.scalars(query))


def against(member: CommitteeMember, on: date) -> tuple[Obstacle, ...]:
    """What stands in the way of this member's independence on this day."""
    asked = member.declared_independent_on is not None
    found = [
        rules.Tie(tie.kind, tie.to_on)
        for tie in ties(member.id)
        if tie.judged_not_recent_on is None
    ]
    years = int(str(choices.setting("recent_tie_years")))
    return rules.independence_obstacles(found if asked or found else None, on, years)


def member_names(keep: int | None = None) -> Sequence[tuple[int, str]]:
    """Members as choices: those who sit now, and the one that a record already has."""
    query = (
        select(CommitteeMember.id, User.name)
        .join(User, User.id == CommitteeMember.user_id)
        .where(or_(CommitteeMember.until_on.is_(None), CommitteeMember.id == keep))
        .order_by(User.name, CommitteeMember.id)
    )
    return [(key, name) for key, name in db.session.execute(query)]
