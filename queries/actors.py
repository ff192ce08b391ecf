"""Who acts: the user's roles and rights, read once per request."""

from collections import defaultdict
from datetime import date

from sqlalchemy import ColumnElement, exists, or_, select

from models import ConflictStatement, Contact, Grant, Party, Role, User, db
from rules import vocabulary as v
from rules.permissions import Actor, widest

Rights = tuple[tuple[v.Permission, v.Scope], ...]

_known: dict[tuple[int, int], Rights] = {}
"""Rights by role and version of the role: a changed role is a new version, in every process."""


def rights(role: Role) -> Rights:
    """What a role may do, and how far."""
    version = (role.id, role.version)
    if version not in _known:
        query = select(Grant.permission, Grant.scope).where(Grant.role_id == role.id)
        _known[version] = tuple(
            (permission, scope) for permission, scope in db.session.execute(query)
        )
    return _known[version]


def forget_rights() -> None:
    """For another database in the same process, as in tests."""
    _known.clear()


def involved_anywhere() -> ColumnElement[bool]:
    """Whether a user is a party, or said to be involved, in some file at all."""
    as_party = exists().where(Party.contact_id == Contact.id, Contact.user_id == User.id)
    return or_(
        as_party, exists().where(ConflictStatement.user_id == User.id, ConflictStatement.involved)
    )


def actor_for(user: User, today: date, *, uninvolved: bool = False) -> Actor:
    """The actor behind a user, with the widest scope of each permission."""
    scopes: defaultdict[v.Permission, list[v.Scope]] = defaultdict(list)
    for role in user.roles:
        for permission, scope in rights(role):
            scopes[permission].append(scope)
    return Actor(
        user_id=user.id,
        name=user.name,
        today=today,
        roles=frozenset(v.Role(role.name) for role in user.roles),
        grants={permission: widest(found) for permission, found in scopes.items()},
        unit_id=user.unit_id,
        uninvolved=uninvolved,
    )


def viewer(actor: Actor, name: v.Role) -> Actor:
    """The same person, looking at the panel with the rights of a role and nothing in it."""
    role = db.session.scalars(select(Role).where(Role.name == name.value)).one()
    return Actor(
        user_id=actor.user_id,
        name=actor.name,
        today=actor.today,
        roles=frozenset({name}),
        grants=dict(rights(role)),
        viewing=True,
    )


def system(today: date) -> Actor:
    """The panel itself: it may do what its jobs do, and its events carry no user."""
    return Actor(None, "systeem", today, grants=dict.fromkeys(v.Permission, v.Scope.ALL))


def visitor(today: date) -> Actor:
    """Whoever came with a code: no user and no rights, only what the code page lets a party do."""
    return Actor(None, "codepagina", today)
