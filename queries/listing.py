"""Pages of long lists: first the keys, from a narrow index; then only what is shown of them.

The same few statements at any size: keys, a count that stops at a thousand, rows. A page near the
end is walked from the end, and a page beyond it is the last page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from time import monotonic
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, func, select
from sqlalchemy.orm import InstrumentedAttribute

from models import db

CAP = 1000
"""Beyond this, a list says "meer dan 1000" and counting stops."""

REMEMBERED_SECONDS, REMEMBERED_MOST = 30, 100
"""How long this process remembers an exact count, and how many of them."""

_remembered: dict[tuple[str, str], tuple[float, int]] = {}


@dataclass(frozen=True, eq=False)
class Source:
    """What one column of a list is read from; ``via`` is the relation that leads there,
    or a pair of table and condition."""

    sources: tuple[Any, ...]
    via: Any = None


@dataclass(frozen=True)
class Listing:
    """Which rows of a table, in which order (column, descending); the key breaks ties."""

    key: InstrumentedAttribute[int]
    where: tuple[ColumnElement[bool], ...]
    order: tuple[tuple[Any, bool], ...] = ()

    def keys(self, *, backwards: bool = False) -> Select[int]:
        last = self.order[-1][1] if self.order else False
        order = (
            column.desc() if descending is not backwards else column.asc()
            for column, descending in (*self.order, (self.key, last))
        )
        return select(self.key).where(*self.where).order_by(*order)


@dataclass(frozen=True)
class Page:
    """What one page of a list shows, and where it is."""

    rows: Sequence[Row[Any]]
    number: int
    size: int
    total: int
    more: bool
    """There are more rows than were counted."""

    @property
    def last(self) -> int:
        return max(0, (self.total - 1) // self.size)


def page(listing: Listing, columns: tuple[Source, ...], number: int, size: int) -> Page:
    """The page with this number, or the last one when there are not that many."""
    start, more = number * size, False
    if start > CAP:
        total = exact_count(listing)
        number = min(number, (total - 1) // size)
        keys = _keys_of(listing, number * size, size, total)
    else:
        keys = db.session.scalars(listing.keys().offset(start).limit(size)).all()
        total = start + len(keys)
        if len(keys) == size or (number and not keys):
            total = capped_count(listing)
            more = total > CAP
        if number and not keys:
            return page(listing, columns, max(0, (total - 1) // size), size)
    return Page(
        rows(listing.key, columns, keys), number, size, min(total, CAP) if more else total, more
    )


def _keys_of(listing: Listing, start: int, size: int, total: int) -> Sequence[int]:
    """The keys of a page, walked from the nearer end."""
    size = min(size, total - start)
    if start < total // 2:
        return db.session.scalars(listing.keys().offset(start).limit(size)).all()
    backwards = listing.keys(backwards=True).offset(total - start - size).limit(size)
    return db.session.scalars(backwards).all()[::-1]


def capped_count(listing: Listing) -> int:
    """How many rows, counting no further than one more than ``CAP``."""
    some = select(listing.key).where(*listing.where).limit(CAP + 1).subquery()
    return db.session.scalar(select(func.count()).select_from(some)) or 0


def exact_count(listing: Listing) -> int:
    """How many rows, all of them counted; remembered for a moment, for who leafs on."""
    statement = select(func.count(listing.key)).where(*listing.where)
    words = statement.compile(db.engine, compile_kwargs={"render_postcompile": True})
    asked = (str(words), repr(sorted(words.params.items())))
    until, total = _remembered.get(asked, (0.0, 0))
    if until < monotonic():
        total = db.session.scalar(statement) or 0
        if len(_remembered) >= REMEMBERED_MOST:
            _remembered.clear()
        _remembered[asked] = (monotonic() + REMEMBERED_SECONDS, total)
    return total


def forget_counts() -> None:
    """For whoever puts another record in place of this one."""
    _remembered.clear()


def rows(
    key: InstrumentedAttribute[int], columns: tuple[Source, ...], keys: Sequence[int]
) -> Sequence[Row[Any]]:
    """What is shown of these keys, in their order: the key, then the sources of each column."""
    if not keys:
        return []
    found = db.session.execute(_reading(key, columns), {"keys": keys})
    by_key = {row[0]: row for row in found}
    return [by_key[one] for one in keys if one in by_key]


@lru_cache(maxsize=256)
def _reading(key: InstrumentedAttribute[int], columns: tuple[Source, ...]) -> Select[Any]:
    return _joined(key, columns).where(key.in_(bindparam("keys", expanding=True)))


def _joined(key: InstrumentedAttribute[int], columns: tuple[Source, ...]) -> Select[Any]:
    """The shown columns, and joins for those alone."""
    statement = select(key, *(source for column in columns for source in column.sources))
    statement = statement.select_from(key.class_)
    for via in dict.fromkeys(column.via for column in columns if column.via is not None):
        statement = (
            statement.outerjoin(*via) if isinstance(via, tuple) else statement.outerjoin(via)
        )
    return statement


def export(listing: Listing, columns: tuple[Source, ...], most: int) -> Iterator[Row[Any]]:
    """Every row of a list, at most ``most``, in its order, a thousand at a time."""
    keys = db.session.scalars(listing.keys().limit(most)).all()
    for start in range(0, len(keys), 1000):
        yield from rows(listing.key, columns, keys[start : start + 1000])
