"""Limits that hold across processes: tries are rows, counted per bucket."""

import hashlib
from datetime import timedelta
from ipaddress import IPv6Address, ip_address

from sqlalchemy import delete, func, select

from models import Attempt, db
from operations.clock import machine_now
from operations.transaction import transaction

WINDOW = timedelta(minutes=15)
PER_ACCOUNT, PER_ADDRESS = 5, 50
"""Failed sign-ins within it before sign-in closes; only failures count."""


def bucket(kind: str, value: str) -> str:
    """A name for what is counted that does not hold the value itself."""
    return f"{kind}:{hashlib.sha256(value.casefold().encode()).hexdigest()[:40]}"


def from_address(kind: str, address: str) -> str:
    """The same for what comes from one subscriber of the internet."""
    return bucket(kind, network(address))


def network(address: str) -> str:
    """Whose address it is: of IPv6 a subscriber has 2^64.

    >>> network("2001:db8::1") == network("2001:db8::ffff"), network("192.0.2.1")
    (True, '192.0.2.1')
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    return str(int(parsed) >> 64) if isinstance(parsed, IPv6Address) else str(parsed)


HOUR = 4 * WINDOW
"""The longest that anything counts."""


def exhausted(name: str, most: int, within: timedelta = WINDOW) -> bool:
    """Whether there were ``most`` tries or more lately: fifteen minutes, or an hour at most."""
    query = select(func.count()).where(Attempt.bucket == name, Attempt.at > machine_now() - within)
    return (db.session.scalar(query) or 0) >= most


def failed(*names: str) -> None:
    """Count one failure in each bucket, and forget what no longer counts."""
    with transaction():
        db.session.execute(delete(Attempt).where(Attempt.at < machine_now() - HOUR))
        count(*names)


def count(*names: str) -> None:
    """Count one try in each bucket. Part of another act."""
    db.session.add_all(Attempt(bucket=name, at=machine_now()) for name in names)


def sweep() -> int:
    """Forget failures that no longer count; how many there were."""
    stale = delete(Attempt).where(Attempt.at < machine_now() - HOUR).returning(Attempt.id)
    with transaction():
        return len(db.session.scalars(stale).all())
