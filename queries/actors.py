"""Who acts: the user's roles and grants, read once per request."""

from collections import defaultdict
from datetime import date

from models import User
from rules import vocabulary as v
from rules.permissions import Actor, widest


def actor_for(user: User, today: date) -> Actor:
    """The actor behind a user, with the widest scope of each permission.

    Costs nothing when roles and grants came along with the user, as they do at sign-in.
    """
    scopes: defaultdict[v.Permission, list[v.Scope]] = defaultdict(list)
    for role in user.roles:
        for grant in role.grants:
            scopes[grant.permission].append(grant.scope)
    return Actor(
        user_id=user.id,
        name=user.name,
        today=today,
        roles=frozenset(v.Role(role.name) for role in user.roles),
        grants={permission: widest(found) for permission, found in scopes.items()},
        unit_id=user.unit_id,
    )


def system(today: date) -> Actor:
    """The panel itself: it may do what its jobs do, and its events carry no user."""
    return Actor(None, "systeem", today, grants=dict.fromkeys(v.Permission, v.Scope.ALL))
