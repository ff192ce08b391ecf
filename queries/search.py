"""Search: one folded text per complaint, with a trigram index on both databases.

What a search finds can be asked in two ways. From the index: all the files, however few. Of the
text: whether this one file has the words. ``queries.listing`` takes the cheaper one.
"""

import re
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    column,
    exists,
    false,
    select,
    table,
    text,
)

from models import Complaint, SearchText, db
from text import fold

REFERENCE = re.compile(r"[KM]\d{4}-\d{4,}", re.ASCII)
SHORTEST_INDEXED = 3
"""A trigram index does not know shorter words; those are looked for in the text itself."""

INDEX = table("search_index", column("rowid"), column("body"))
"""The FTS5 table of SQLite; PostgreSQL has its index on the text itself."""


@dataclass(frozen=True)
class Words:
    """Files that have every one of these words, each as part of a word too."""

    words: tuple[str, ...]

    def keys(self) -> Select[int]:
        """The files, from the index."""
        indexed = [word for word in self.words if len(word) >= SHORTEST_INDEXED]
        if not indexed or db.engine.dialect.name != "sqlite":
            return select(SearchText.complaint_id).where(*self._within(SearchText.body))
        # FTS5 takes each word as a phrase between quotes; a quote inside it is doubled.
        phrases = " ".join('"' + word.replace('"', '""') + '"' for word in indexed)
        short = Words(tuple(word for word in self.words if word not in indexed))
        return select(INDEX.c.rowid).where(
            text("search_index MATCH :phrases").bindparams(phrases=phrases),
            *short._within(INDEX.c.body),
        )

    def in_text(self) -> ColumnElement[bool]:
        """Whether a file has them."""
        own = SearchText.complaint_id == Complaint.id
        return exists().where(own, *self._within(SearchText.body))

    def _within(self, body: SQLColumnExpression[str]) -> list[ColumnElement[bool]]:
        return [body.contains(word, autoescape=True) for word in self.words]


def matching(term: str) -> ColumnElement[bool] | Words:
    """Which complaints a search finds: the reference typed in full, or every word of it."""
    if REFERENCE.fullmatch(term.strip().upper()):
        return Complaint.reference == term.strip().upper()
    words = fold(term).split()
    return Words(tuple(dict.fromkeys(words))) if words else false()
