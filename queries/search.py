"""Search: one folded text per complaint, with a trigram index on both databases."""

import re

from sqlalchemy import ColumnElement, and_, false, literal_column, select, text

from models import Complaint, SearchText, db
from text import fold

REFERENCE = re.compile(r"[KM]\d{4}-\d{4,}", re.ASCII)
SHORTEST_INDEXED = 3
"""A trigram index does not know shorter words; those are looked for in the text itself."""


def matching(term: str) -> ColumnElement[bool]:
    """Which complaints a search finds: the reference typed in full, or every word of it."""
    if REFERENCE.fullmatch(term.strip().upper()):
        return Complaint.reference == term.strip().upper()
    words = fold(term).split()
    if not words:
        return false()
    indexed = [word for word in words if len(word) >= SHORTEST_INDEXED]
    short = [word for word in words if len(word) < SHORTEST_INDEXED]
    conditions = [_in_text(word) for word in short]
    if indexed:
        conditions.append(
            _in_index(indexed) if db.engine.dialect.name == "sqlite" else _in_text(*indexed)
        )
    return and_(*conditions)


def _in_text(*words: str) -> ColumnElement[bool]:
    contained = (SearchText.body.contains(word, autoescape=True) for word in words)
    return Complaint.id.in_(select(SearchText.complaint_id).where(*contained))


def _in_index(words: list[str]) -> ColumnElement[bool]:
    """FTS5 takes each word as a phrase between quotes; a quote inside it is doubled."""
    phrases = " ".join('"' + word.replace('"', '""') + '"' for word in words)
    found = (
        select(literal_column("rowid"))
        .select_from(text("search_index"))
        .where(text("search_index MATCH :phrases").bindparams(phrases=phrases))
    )
    return Complaint.id.in_(found)
