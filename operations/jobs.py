"""What ran when, by the clock of the machine: so that someone sees what does not run any more."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import update

from models import JobRun, db
from operations.clock import machine_now
from operations.transaction import transaction

NIGHTLY, MAIL, BACKUP = "nightly", "mail", "backup"


@contextmanager
def recorded(name: str) -> Iterator[None]:
    """Write down that a job began, and that it ended; one that breaks off has no end."""
    with transaction():
        changed = update(JobRun).where(JobRun.name == name)
        begun = changed.values(started_at=machine_now(), finished_at=None)
        if db.session.execute(begun.returning(JobRun.name)).first() is None:
            # Two machines may both be the first: the second finds the row of the other.
            db.session.merge(JobRun(name=name, started_at=machine_now()))
    yield
    with transaction():
        ended = update(JobRun).where(JobRun.name == name)
        db.session.execute(ended.values(finished_at=machine_now()))


def succeeded(name: str, begun: datetime) -> None:
    """Write down a job of which only the last whole one counts. Part of another act."""
    db.session.merge(JobRun(name=name, started_at=begun, finished_at=machine_now()))
