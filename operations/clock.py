"""What time it is: moments in UTC, days in Europe/Amsterdam. Rules get both as arguments."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

_set_to: ContextVar[datetime | None] = ContextVar("set_to", default=None)


def now() -> datetime:
    return _set_to.get() or datetime.now(UTC).replace(microsecond=0)


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
