"""Who acts: the user's roles and grants, read once per request."""

from collections import defaultdict
from datetime import date

from sqlalchemy import select

from models import Grant, Role, User, UserRole, db
from rules import vocabulary as v
from rules.permissions import Actor, widest


def actor_for(user: User, today: date) -> Actor:
    """The actor behind a signed-in user, with the widest scope of each permission."""
    query = (
        select(Role.name, Grant.permission, Grant.scope)
        .select_from(UserRole)
        .join(Role, Role.id == UserRole.role_id)
        .outerjoin(Grant, Grant.role_id == Role.id)
        .where(UserRole.user_id == user.id)
    )
    roles: set[v.Role] = set()
    scopes: defaultdict[v.Permission, list[v.Scope]] = defaultdict(list)
    for name, permission, scope in db.session.execute(query):
        roles.add(v.Role(name))
        if permission is not None:
            scopes[permission].append(scope)
    return Actor(
        user_id=user.id,
        name=user.name,
        today=today,
        roles=frozenset(roles),
        grants={permission: widest(found) for permission, found in scopes.items()},
        unit_id=user.unit_id,
    )


def system(today: date) -> Actor:
    """The panel itself: it may do what its jobs do, and its events carry no user."""
    return Actor(None, "systeem", today, grants=dict.fromkeys(v.Permission, v.Scope.ALL))
