"""What search has not read yet: attachments, and the newest version of each letter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, not_, or_, select

from models import Complaint, Document, Letter, LetterVersion, SearchText, db
from queries.letters import MADE
from rules.vocabulary import HELD, SearchKind


@dataclass(frozen=True)
class Source:
    """One file in the store, and what it is to a dossier."""

    complaint_id: int
    document_id: int
    name: str
    media_type: str
    sha256: str
    letter_id: int | None = None


COLUMNS = (
    Document.complaint_id, Document.id.label("document_id"), Document.name, Document.media_type,
    Document.sha256,
)  # fmt: skip

MAY_BE_READ = (
    or_(Document.scan.is_(None), Document.scan.not_in(HELD)),
    Document.special_data.is_(False),
    exists().where(Complaint.id == Document.complaint_id, Complaint.special_data.is_(False)),
)
"""Nothing that the scanner holds, and no special data (law.md P3)."""


def waiting(most: int, *where: ColumnElement[bool]) -> list[Source]:
    """What can be read and was not, in the order in which it came."""
    found = [*_sources(_letters(), most, where), *_sources(_attachments(), most, where)]
    return sorted(found, key=lambda one: one.document_id)[:most]


def _sources(
    query: Select[*tuple[Any, ...]], most: int, where: Iterable[ColumnElement[bool]]
) -> list[Source]:
    query = query.where(*where).order_by(Document.id).limit(most)
    return [Source(**row) for row in db.session.execute(query).mappings()]


def count() -> int:
    """How many wait."""
    counts = (
        db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
        for query in (_letters(), _attachments())
    )
    return sum(counts)


def _letters() -> Select[*tuple[Any, ...]]:
    """Letters whose newest version is not the one that was read."""
    later = select(LetterVersion.letter_id, func.max(LetterVersion.number).label("number"))
    newest = later.group_by(LetterVersion.letter_id).subquery()
    known = exists().where(
        SearchText.letter_id == Letter.id, SearchText.document_id == LetterVersion.document_id
    )
    return (
        select(*COLUMNS, Letter.id.label("letter_id"))
        .join(LetterVersion, LetterVersion.document_id == Document.id)
        .join(Letter, Letter.id == LetterVersion.letter_id)
        .join(
            newest,
            and_(
                newest.c.letter_id == LetterVersion.letter_id,
                newest.c.number == LetterVersion.number,
            ),
        )
        .where(not_(known), *MAY_BE_READ)
    )


def _attachments() -> Select[*tuple[Any, ...]]:
    """Of what the panel made of letters, the letters are read."""
    known = exists().where(
        SearchText.document_id == Document.id, SearchText.kind == SearchKind.DOCUMENT
    )
    return select(*COLUMNS).where(Document.origin != MADE, not_(known), *MAY_BE_READ)


def unreadable() -> Sequence[tuple[str, str]]:
    """Reference and name of each attachment in which nothing could be read."""
    query = (
        select(Complaint.reference, Document.name)
        .join(SearchText, SearchText.complaint_id == Complaint.id)
        .join(Document, Document.id == SearchText.document_id)
        .where(SearchText.readable.is_(False))
        .order_by(SearchText.id)
    )
    return [(reference, name) for reference, name in db.session.execute(query)]
