"""Search: one folded text per complaint, with a trigram index on both databases."""

import re
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    exists,
    false,
    func,
    literal_column,
    select,
    text,
)

from models import Complaint, SearchText, db
from text import fold

REFERENCE = re.compile(r"[KM]\d{4}-\d{4,}", re.ASCII)
SHORTEST_INDEXED = 3
"""A trigram index does not know shorter words; those are looked for in the text itself."""

PLENTIFUL = 5000
"""With more hits than this, walking the list and looking at each text finds a page sooner."""


def matching(term: str) -> ColumnElement[bool]:
    """Which complaints a search finds: the reference typed in full, or every word of it."""
    if REFERENCE.fullmatch(term.strip().upper()):
        return Complaint.reference == term.strip().upper()
    words = fold(term).split()
    if not words:
        return false()
    if db.engine.dialect.name != "sqlite":
        return _in_text(*words)  # PostgreSQL chooses by its statistics
    indexed = [word for word in words if len(word) >= SHORTEST_INDEXED]
    if not indexed or _plentiful(indexed):
        return _beside_text(*words)
    short = [word for word in words if len(word) < SHORTEST_INDEXED]
    return and_(_in_index(indexed), *([_beside_text(*short)] if short else []))


def _in_text(*words: str) -> ColumnElement[bool]:
    contained = (SearchText.body.contains(word, autoescape=True) for word in words)
    return Complaint.id.in_(select(SearchText.complaint_id).where(*contained))


def _beside_text(*words: str) -> ColumnElement[bool]:
    """The same, asked row by row: for a list that is walked until its page is full."""
    contained = (SearchText.body.contains(word, autoescape=True) for word in words)
    return exists().where(SearchText.complaint_id == Complaint.id, *contained)


def _hits(words: list[str]) -> Select[Any]:
    """FTS5 takes each word as a phrase between quotes; a quote inside it is doubled."""
    phrases = " ".join('"' + word.replace('"', '""') + '"' for word in words)
    return (
        select(literal_column("rowid"))
        .select_from(text("search_index"))
        .where(text("search_index MATCH :phrases").bindparams(phrases=phrases))
    )


def _in_index(words: list[str]) -> ColumnElement[bool]:
    return Complaint.id.in_(_hits(words))


def _plentiful(words: list[str]) -> bool:
    some = select(func.count()).select_from(_hits(words).limit(PLENTIFUL + 1).subquery())
    return (db.session.scalar(some) or 0) > PLENTIFUL
