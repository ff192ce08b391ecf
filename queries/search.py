"""Search: folded texts with a trigram index on both databases, one row per source.

What a search finds can be asked in two ways. From the index: all the rows, however few. Of the
text: whether this one row has the words. ``queries.listing`` takes the cheaper one.
"""

import re
from dataclasses import dataclass, replace

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    SQLColumnExpression,
    column,
    false,
    literal,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.orm import aliased

from models import Complaint, SearchText, db
from text import plain

REFERENCE = re.compile(r"[KM]\d{4}-\d{4,}", re.ASCII)
SHORTEST_INDEXED = 3
"""A trigram index does not know shorter words; those are looked for in the text itself."""

INDEX = table("search_index", column("rowid"), column("head"), column("body"))
"""The FTS5 table of SQLite; PostgreSQL has its indexes on the texts themselves."""

NAUGHT: SQLColumnExpression[int] = literal_column("0")
"""Written out: PostgreSQL has an index for each side of it, and must see which one is asked."""

SIGNS = {ord(one): "'" for one in "`´‘’ʼ"} | {ord(one): "-" for one in "‐‑‒–"} | {0xAD: None}
"""One way of writing apostrophes and hyphens; a soft hyphen is none."""
EDGES = ".;:!?()[]{}\"'«»“”„"
INITIALS = re.compile(r"[a-z](?:\.[a-z])+", re.ASCII)


def folded(text: str) -> str:
    """What search compares, letter by letter: of two parts it gives the same as of both.

    >>> folded("Zoë van ’t Hoff")
    "zoe van 't hoff"
    """
    return plain(text.translate(SIGNS))


def words_of(term: str) -> tuple[str, ...]:
    """The words to look for: no signs around them, initials without dots, each once.

    >>> words_of("Vries, J.P. de (Vries)"), words_of("v.d. Berg"), words_of("100% ...")
    (('vries', 'jp', 'de'), ('vd', 'berg'), ('100%',))
    """
    parts = (part.strip(EDGES) for part in folded(term).replace(",", " ").split())
    words = (part.replace(".", "") if INITIALS.fullmatch(part) else part for part in parts)
    return tuple(dict.fromkeys(word for word in words if word))


@dataclass(frozen=True)
class Words:
    """Rows that have every one of these words, each as part of a word too."""

    words: tuple[str, ...]
    column: str = "body"
    beside: bool = False
    """In what hangs on files; else in the files themselves, whose rows have their ids."""

    def keys(self) -> Select[int]:
        """The rows, from the index; words too short for it are looked for in what it gives."""
        indexed = [word for word in self.words if len(word) >= SHORTEST_INDEXED]
        short = replace(self, words=tuple(word for word in self.words if word not in indexed))
        if indexed and db.engine.dialect.name == "sqlite":
            # FTS5 takes each word as a phrase between quotes; a quote inside it is doubled.
            phrases = " ".join('"' + word.replace('"', '""') + '"' for word in indexed)
            return select(INDEX.c.rowid).where(
                text("search_index MATCH :phrases").bindparams(
                    phrases=f"{{{self.column}}} : ({phrases})"
                ),
                self._side(INDEX.c.rowid),
                *short._within(INDEX.c[self.column]),
            )
        where = getattr(SearchText, self.column)
        if not indexed:  # PostgreSQL would read its whole index, and then every row
            where = where.concat("")
        found = (where.like(_unseen(word), escape="/") for word in indexed)
        return select(SearchText.id).where(self._side(SearchText.id), *found, *short._within(where))

    def in_text(self, key: SQLColumnExpression[int]) -> ColumnElement[bool]:
        """Whether the row with this key has them: asked of one row, never of the index."""
        row = aliased(SearchText)
        found = self._within(getattr(row, self.column))
        return select(row.id).where(row.id == key, *found).offset(0).exists()

    def _side(self, key: SQLColumnExpression[int]) -> ColumnElement[bool]:
        return key < NAUGHT if self.beside else key > NAUGHT

    def _within(self, where: SQLColumnExpression[str]) -> list[ColumnElement[bool]]:
        return [where.contains(word, autoescape=True) for word in self.words]


def _unseen(word: str) -> ScalarSelect[str]:
    """A pattern with this word, which PostgreSQL does not see while it plans.

    If it did, it would guess from the texts of files and of what hangs on them together how many
    rows have the word, expect thousands where there are none, and read every text to find one.
    """
    for sign in "/%_":
        word = word.replace(sign, f"/{sign}")
    return select(literal(f"%{word}%")).scalar_subquery()


def reference_in(term: str) -> str | None:
    """The reference, when that is all that was typed.

    >>> reference_in(" k2026-0012 "), reference_in("K2026")
    ('K2026-0012', None)
    """
    typed = term.strip().upper()
    return typed if REFERENCE.fullmatch(typed) else None


def matching(term: str) -> ColumnElement[bool] | Words:
    """Which files a search in a list finds: the reference typed in full, or every word of it."""
    if reference := reference_in(term):
        return Complaint.reference == reference
    words = words_of(term)
    return Words(words) if words else false()
