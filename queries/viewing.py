"""The panel as a role sees it, without anything in it (bekijk als rol).

Whoever gives rights reads no files (SOD10), so while someone looks on as a role every table but
those of the panel itself is empty, for every statement of that request.
"""

from sqlalchemy import event, false
from sqlalchemy.orm import ORMExecuteState, with_loader_criteria

from models import (
    AuditChain,
    Base,
    CalendarDay,
    Category,
    Grant,
    Role,
    Setting,
    Unit,
    User,
    UserRole,
    WebSession,
    db,
)

OPEN = (
    AuditChain, CalendarDay, Category, Grant, Role, Setting, Unit, User, UserRole, WebSession,
)  # fmt: skip
"""What the panel itself runs on."""

FLAG = "viewing"


def begin() -> None:
    """From here on, until the request ends."""
    db.session.info[FLAG] = True


def on() -> bool:
    return bool(db.session.info.get(FLAG))


def _closed() -> list[type]:
    return [one.class_ for one in Base.registry.mappers if one.class_ not in OPEN]


@event.listens_for(db.session, "do_orm_execute")
def _nothing(state: ORMExecuteState) -> None:
    if state.session.info.get(FLAG) and state.is_select:
        state.statement = state.statement.options(
            *(with_loader_criteria(one, false(), include_aliases=True) for one in _closed())
        )
