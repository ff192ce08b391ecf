"""What time it is: moments in UTC, days in Europe/Amsterdam. Rules get both as arguments.

There are two clocks. ``now`` is that of the procedure, which a demonstration can put ahead
(``operations/practice.py``). ``machine_now`` is the real one: sessions, limits on tries and locks
go by it, so that moving the other signs nobody out and opens nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from time import monotonic
from zoneinfo import ZoneInfo

from flask import g, has_app_context
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from models import PracticeClock, db

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

_set_to: ContextVar[datetime | None] = ContextVar("set_to", default=None)


NONE = timedelta()
SECONDS = 30
"""So long a process believes that a record is no demonstration, without asking again."""

_real: dict[int, float] = {}


def machine_now() -> datetime:
    """The real moment, whatever a demonstration says."""
    return _set_to.get() or datetime.now(UTC).replace(microsecond=0)


def now() -> datetime:
    """The moment of the procedure."""
    return _set_to.get() or machine_now() + (ahead() or NONE)


def ahead() -> timedelta | None:
    """How far the clock of a demonstration is ahead; None in a real record.

    Asked once a request, and in a real record once in half a minute.
    """
    if not has_app_context():
        return None
    if "ahead" not in g:
        g.ahead = _asked()
    found: timedelta | None = g.ahead
    return found


def _asked() -> timedelta | None:
    record = id(db.engine)
    if _real.get(record, 0.0) > monotonic():
        return None
    try:
        with db.session.no_autoflush:
            seconds = db.session.scalar(select(PracticeClock.ahead_seconds))
    except SQLAlchemyError:
        return None  # not there yet, or gone: whoever asks something next, says so
    if seconds is None:
        _real[record] = monotonic() + SECONDS
        return None
    return timedelta(seconds=seconds)


def forget() -> None:
    """For whoever moved the clock, or made the record a demonstration."""
    _real.clear()
    g.pop("ahead", None)


def today() -> date:
    """Today where the authority is; not where the server is."""
    return now().astimezone(AMSTERDAM).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """What is done inside happens at this moment: for demonstration data and tests, never for
    a real file. It holds for the thread or task that asks it, and for no other.
    """
    token = _set_to.set(moment.astimezone(UTC).replace(microsecond=0))
    try:
        yield
    finally:
        _set_to.reset(token)
