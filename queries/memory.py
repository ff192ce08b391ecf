"""What this process remembers of the database for a moment, so that not every page asks it again.

Only for what may be half a minute old: counts of long lists, choices of filters. Whatever is
written here makes it forget everything; what another process writes shows after the moment.
"""

from collections.abc import Callable, Hashable
from time import monotonic
from typing import Any, TypeVar

from models import db
from queries import viewing

T = TypeVar("T")

SECONDS, MOST = 30, 200

_remembered: dict[Hashable, tuple[float, Any]] = {}


def remember(
    about: Hashable | None, ask: Callable[[], T], when: Callable[[T], bool] = lambda _answer: True
) -> T:
    """What was answered last, or what ``ask`` says now; kept ``when`` the answer is worth it.

    Nothing is remembered about None.
    """
    if viewing.on():
        return ask()
    key = (id(db.engine), about)
    until, answer = _remembered.get(key, (0.0, None))
    if until >= monotonic():
        known: T = answer
        return known
    found = ask()
    if about is not None and when(found):
        if len(_remembered) >= MOST:
            _remembered.clear()
        _remembered[key] = (monotonic() + SECONDS, found)
    return found


def forget() -> None:
    """For whoever changed something, or puts another record in place of this one."""
    _remembered.clear()
