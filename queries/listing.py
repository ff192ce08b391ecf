"""Pages of long lists: first the keys, from a narrow index; then only what is shown of them.

The same few statements at any size: keys, a count that stops at a thousand, rows. A page near the
end is walked from the end, and a page beyond it is the last page.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, func, select
from sqlalchemy.orm import InstrumentedAttribute

from models import db
from queries.memory import remember
from queries.search import Words

CAP = 1000
"""Beyond this, a list says "meer dan 1000" and counting stops."""


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
    found: ColumnElement[bool] | Words | None = None
    """What someone searched for."""
    asked: Hashable = None
    """For whom and with which filters: what can be remembered is remembered under this."""
    counted: Select[int] | None = None
    """The keys in the order that is cheapest to count in; ``settled`` knows it."""
    known: int | None = None
    """How many rows, no further than one more than ``CAP``, where ``settled`` found that out."""

    def keys(self, *, backwards: bool = False) -> Select[int]:
        last = self.order[-1][1] if self.order else False
        order = (
            _ordered(column, descending is not backwards)
            for column, descending in (*self.order, (self.key, last))
        )
        return select(self.key).where(*self.where).order_by(*order)


def _ordered(column: Any, descending: bool) -> Any:
    """Nothing comes after everything, on both databases; an index still gives this order."""
    if not getattr(column.expression, "nullable", False):
        return column.desc() if descending else column.asc()
    return column.desc().nulls_first() if descending else column.asc().nulls_last()


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
    listing = settled(listing)
    start = number * size
    if start > CAP:
        total, more = exact_count(listing), False
        number = min(number, max(0, total - 1) // size)
        keys = _keys_of(listing, number * size, size, total)
    else:
        keys = db.session.scalars(listing.keys().offset(start).limit(size)).all()
        total = start + len(keys)
        if len(keys) == size or (number and not keys):
            total = capped_count(listing)
        if number and not keys:
            return page(listing, columns, max(0, (total - 1) // size), size)
        more = total > CAP
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


def settled(listing: Listing) -> Listing:
    """The same list with its search as a plain condition, in the cheapest of three ways.

    Few rows without the search: look into the text of each. Few files with the words: begin with
    those. Many of both: walk in the order of the list and look, for a page is soon full.
    """
    found = listing.found
    if found is None:
        return listing
    plain = replace(listing, found=None)
    if isinstance(found, ColumnElement):
        return replace(plain, where=(*plain.where, found))
    looking = replace(plain, where=(*plain.where, found.in_text(plain.key)), asked=None)
    if capped_count(plain) <= CAP:
        return looking
    keys = _few(plain, found)
    if keys is not None:
        return replace(plain, where=(plain.key.in_(keys),), asked=None, known=len(keys))
    asked = plain.asked and (plain.asked, found)
    return replace(looking, asked=asked, counted=_through_index(plain, found), known=CAP + 1)


def _few(listing: Listing, words: Words) -> Sequence[int] | None:
    """The rows of a list that have these words; None when there are more than ``CAP``."""

    def ask() -> Sequence[int] | None:
        keys = db.session.scalars(_through_index(listing, words).limit(CAP + 1)).all()
        return keys if len(keys) <= CAP else None

    about = ("many", listing.asked, words) if listing.asked else None
    return remember(about, ask, when=lambda keys: keys is None)


def _through_index(listing: Listing, words: Words) -> Select[int]:
    """Row by row: a join could read all that has the words before the first of a thousand."""
    keys = words.keys().subquery()
    row = select(listing.key).where(listing.key == keys.c[0], *listing.where).offset(0)
    return select(keys.c[0]).where(row.exists())


def capped_count(listing: Listing) -> int:
    """How many rows, counting no further than one more than ``CAP``.

    That there are more is remembered for a moment; so few that they can be counted never is.
    """
    if listing.known is not None:
        return listing.known
    about = ("many", listing.asked) if listing.asked else None
    return remember(
        about,
        lambda: db.session.scalar(_capped(_counted(listing))) or 0,
        when=lambda count: count > CAP,
    )


def exact_count(listing: Listing) -> int:
    """How many rows, all of them counted; remembered for a moment, for who leafs on."""
    statement = select(func.count()).select_from(_counted(listing).subquery())
    about = ("count", listing.asked) if listing.asked else None
    return remember(about, lambda: db.session.scalar(statement) or 0)


def _counted(listing: Listing) -> Select[int]:
    return select(listing.key).where(*listing.where) if listing.counted is None else listing.counted


def _capped(keys: Select[int]) -> Select[int]:
    return select(func.count()).select_from(keys.limit(CAP + 1).subquery())


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
    keys = first(listing, most)
    for start in range(0, len(keys), 1000):
        yield from rows(listing.key, columns, keys[start : start + 1000])


def first(listing: Listing, most: int) -> Sequence[int]:
    """The keys of the first rows of a list."""
    return db.session.scalars(settled(listing).keys().limit(most)).all()
