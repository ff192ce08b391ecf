"""Who stands in for whom, and when (vervanging bij afwezigheid)."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import joinedload

from models import Substitution, User, db
from queries.actors import actor_for
from rules.matrix import in_files
from rules.permissions import Actor, shared
from rules.vocabulary import Kind, Permission

PART = {
    Kind.FORMAL: Permission.REPORT_READ,
    Kind.REPORT: Permission.COMPLAINT_READ,
}
"""For one part only: without the right to see them, files of the other kind do not exist."""


def running(today: date) -> ColumnElement[bool]:
    """In force today, of two people who both still work here."""
    return and_(
        Substitution.ended_at.is_(None),
        Substitution.from_on <= today,
        Substitution.until_on >= today,
        Substitution.absent.has(User.active),
        Substitution.substitute.has(User.active),
    )


def of(user_id: int, today: date) -> Sequence[Substitution]:
    """Whom this user stands in for today."""
    return _with_people(Substitution.substitute_id == user_id, running(today))


def between(substitute_id: int, absent_id: int, today: date) -> Substitution | None:
    """The substitution of these two that is in force today."""
    found = _with_people(
        Substitution.substitute_id == substitute_id,
        Substitution.absent_id == absent_id,
        running(today),
    )
    return found[0] if found else None


def listed(actor: Actor) -> Sequence[Substitution]:
    """Those of the actor, or all for whoever arranges them; what is over comes last."""
    mine = or_(Substitution.absent_id == actor.user_id, Substitution.substitute_id == actor.user_id)
    every = actor.may(Permission.SUBSTITUTION_MANAGE) or actor.may(Permission.USER_READ)
    return _with_people(*(() if every else (mine,)))


MOST = 100


def _with_people(*where: ColumnElement[bool]) -> Sequence[Substitution]:
    query = (
        select(Substitution)
        .where(*where)
        .order_by(Substitution.until_on.desc(), Substitution.id.desc())
        .limit(MOST)
        .options(
            joinedload(Substitution.absent).joinedload(User.roles),
            joinedload(Substitution.substitute).joinedload(User.roles),
        )
    )
    return db.session.scalars(query).unique().all()


def overlapping(absent_id: int, from_on: date, until_on: date) -> Substitution | None:
    """Another substitution of the same person in this period."""
    return db.session.scalar(
        select(Substitution)
        .where(
            Substitution.absent_id == absent_id,
            Substitution.ended_at.is_(None),
            Substitution.from_on <= until_on,
            Substitution.until_on >= from_on,
        )
        .limit(1)
    )


def standing_in(substitution: Substitution, today: date) -> Actor:
    """The substitute at the desk of the absent: what both may do, in the files of the absent.

    Only in files: managing the panel is not done for someone else.
    Prohibitions that follow from a role or an involvement hold for both of them (art. 9:7 Awb).
    """
    own = actor_for(substitution.substitute, today)
    absent = actor_for(substitution.absent, today)
    left_out = PART.get(substitution.kind) if substitution.kind else None
    grants = {
        permission: scope
        for permission in own.grants.keys() & absent.grants.keys()
        if in_files(permission) and permission is not left_out
        if (scope := shared(own.grants[permission], absent.grants[permission]))
    }
    return Actor(
        user_id=own.user_id,
        name=own.name,
        today=today,
        roles=own.roles | absent.roles,
        grants=grants,
        unit_id=absent.unit_id,
        acting_for=absent.user_id,
    )
