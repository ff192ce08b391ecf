"""The only place that commits."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import select

from models import Complaint, Versioned, db
from queries import memory, viewing
from rules.errors import Conflict, NotFound, NotPermitted

T = TypeVar("T", bound=Versioned)


@contextmanager
def transaction(*, while_viewing: bool = False) -> Iterator[None]:
    """One act, whole or not at all. None is done while someone looks on as a role.

    What was read before belongs to an older snapshot: it is let go and read again inside. On
    SQLite the lock is taken at the start (BEGIN IMMEDIATE), so that nothing read here can be
    overtaken. Nesting is refused: an operation never calls another.
    """
    if viewing.on() and not while_viewing:
        raise NotPermitted("Je bekijkt het paneel als rol. Stop daarmee om iets te doen.")
    if db.session.info.get("writing"):
        raise RuntimeError("an operation may not call another operation")
    db.session.rollback()
    db.session.info["writing"] = True
    try:
        db.session.connection(execution_options={"wederhoor_write": True})
        yield
        db.session.commit()
        memory.written()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        db.session.info["writing"] = False


@contextmanager
def snapshot() -> Iterator[None]:
    """One view of the record that stays as it is, for whoever reads all of it."""
    db.session.rollback()
    db.session.connection(execution_options={"wederhoor_snapshot": True})
    try:
        yield
    finally:
        db.session.rollback()


def claim(record: T, version: int | None) -> T:
    """Lock the record for this act and move its version on.

    ``version`` is what the form showed; None for acts that no form precedes. Raises Conflict when
    someone saved in between, NotFound when the record is gone.
    """
    model = type(record)
    locked = db.session.scalar(
        select(model)
        .where(model.id == record.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if locked is None:
        raise NotFound
    if version is not None and locked.version != version:
        raise Conflict
    locked.version += 1
    return locked


def claim_file(complaint_id: int, version: int | None) -> Complaint:
    """Lock a complaint for one act; see ``claim``."""
    return claim(open_file(complaint_id), version)


def hold_file(complaint_id: int) -> Complaint:
    """A complaint locked for one act that no form conflicts with: its version stays.

    Whoever has a form of it open, need not know that a party sent something meanwhile.
    """
    found = db.session.get(Complaint, complaint_id, with_for_update=True, populate_existing=True)
    return _kept(found)


def open_file(complaint_id: int) -> Complaint:
    """A complaint to add something to that no form can conflict with, such as a note."""
    return _kept(db.session.get(Complaint, complaint_id))


def _kept(found: Complaint | None) -> Complaint:
    """A file that is there: of a destroyed one only a row for figures is left."""
    if found is None or found.destroyed_on is not None:
        raise NotFound
    return found
