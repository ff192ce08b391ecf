"""Who has which rights, and what was proposed about them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from models import Grant, GrantProposal, Role, User, UserRole, db
from rules import vocabulary as v
from rules.permissions import Actor, widest
from rules.vocabulary import Permission, ProposalState, Scope

MOST = 100


@dataclass(frozen=True)
class Column:
    """One role, and what it may do."""

    id: int
    role: v.Role
    version: int
    grants: Mapping[Permission, Scope]
    people: int


def matrix() -> list[Column]:
    """Every role with its rights, and how many people have it."""
    grants: defaultdict[int, dict[Permission, Scope]] = defaultdict(dict)
    rows = select(Grant.role_id, Grant.permission, Grant.scope)
    for role_id, permission, scope in db.session.execute(rows):
        grants[role_id][permission] = scope
    people = (
        select(func.count())
        .select_from(UserRole)
        .join(User, User.id == UserRole.user_id)
        .where(UserRole.role_id == Role.id, User.active)
        .correlate(Role)
        .scalar_subquery()
    )
    roles = select(Role.id, Role.name, Role.version, people).order_by(Role.id)
    return [
        Column(key, v.Role(name), version, grants[key], count)
        for key, name, version, count in db.session.execute(roles)
    ]


def holders() -> list[tuple[v.Role, list[User]]]:
    """Who has each role, by name; only whoever can sign in."""
    found: defaultdict[str, list[User]] = defaultdict(list)
    query = select(User).where(User.active).order_by(User.name, User.id)
    for user in db.session.scalars(query.options(joinedload(User.roles))).unique():
        for role in user.roles:
            found[role.name].append(user)
    return [(role, found[role.value]) for role in v.Role]


@dataclass(frozen=True)
class Held:
    """What someone may do in effect: the widest of what the roles give, and which give it."""

    permission: Permission
    scope: Scope
    roles: Sequence[v.Role]


def in_effect(roles: Sequence[v.Role], columns: Sequence[Column]) -> list[Held]:
    """What these roles together give."""
    mine = [one for one in columns if one.role in roles]
    held = []
    for permission in Permission:
        giving = [(one.role, one.grants[permission]) for one in mine if permission in one.grants]
        if giving:
            scope = widest(scope for _, scope in giving)
            held.append(Held(permission, scope, [role for role, own in giving if own is scope]))
    return held


# --- proposals ---


def waiting() -> Sequence[GrantProposal]:
    """About which nobody decided, the oldest first."""
    query = _proposals().where(GrantProposal.state == ProposalState.PROPOSED)
    return db.session.scalars(query.order_by(GrantProposal.recorded_at)).all()


def decided() -> Sequence[GrantProposal]:
    """What became of the others, the newest first."""
    query = _proposals().where(GrantProposal.state != ProposalState.PROPOSED)
    return db.session.scalars(query.order_by(GrantProposal.decided_at.desc()).limit(MOST)).all()


def proposal(key: int) -> GrantProposal | None:
    return db.session.scalar(_proposals().where(GrantProposal.id == key))


def _proposals() -> Select[GrantProposal]:
    return select(GrantProposal).options(
        joinedload(GrantProposal.role),
        joinedload(GrantProposal.recorded_by),
        joinedload(GrantProposal.decided_by),
    )


def waiting_for(actor: Actor) -> int:
    """How many proposals this actor may decide about as the second administrator (SOD13)."""
    if not actor.may(Permission.ROLE_MANAGE):
        return 0
    query = select(func.count(GrantProposal.id)).where(
        GrantProposal.state == ProposalState.PROPOSED,
        GrantProposal.recorded_by_id != actor.user_id,
    )
    return db.session.scalar(query) or 0
