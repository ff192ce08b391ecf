"""What operations on plain tables share. Helpers: they run inside the transaction of an act."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from models import Base, Identified, Versioned, db
from operations import audit
from operations.transaction import claim
from rules.errors import Invalid, NotFound
from rules.permissions import Actor


def put(record: Base, values: Mapping[str, Any]) -> list[str]:
    """Set what differs; returns the names of what did, for the trail."""
    changed = [name for name, value in values.items() if getattr(record, name) != value]
    for name in changed:
        setattr(record, name, values[name])
    return changed


def unique(model: type[Identified], name: str, value: Any, key: int | None, message: str) -> None:
    """Refuse a value that another record has; letters count the same in upper and lower case."""
    column = getattr(model, name)
    same = func.lower(column) == value.lower() if isinstance(value, str) else column == value
    if db.session.scalar(select(model.id).where(same, model.id != (key or 0))):
        raise Invalid(**{name: message})


def period(start: Any, end: Any, name: str = "until_on") -> None:
    """Refuse a period that ends before it begins."""
    if start is not None and end is not None and end < start:
        raise Invalid(**{name: "Deze datum ligt voor het begin."})


def keep(
    model: type[Versioned],
    key: int | None,
    values: Mapping[str, Any],
    version: int | None,
    actor: Actor,
) -> int:
    """Make a record, or change the one with this key, and write that down; returns its id."""
    record: Any = model() if key is None else db.session.get(model, key)
    if record is None:
        raise NotFound
    if key is None:
        db.session.add(record)
    else:
        record = claim(record, version)
    changed = put(record, values)
    db.session.flush()
    verb = "created" if key is None else "changed"
    audit.record(actor, f"{record.__tablename__}:{verb}", entity=record, fields=changed)
    return int(record.id)
