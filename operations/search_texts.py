"""Reads letters and attachments for search, after the act that brought them.

No act waits for it, and what is read is a copy: the row of a source can be made again at any time.
Two at once do the same work, and write down the same.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from files import words
from models import Complaint, Document, SearchText, db
from operations import documents, indexing
from operations.transaction import transaction
from queries import health, unread
from queries.unread import Source
from rules.errors import Closed, NotFound
from rules.vocabulary import SearchKind
from rules.wording import Dutch, told

BATCH = 25


def catch_up(complaint_id: int | None = None) -> Counter[bool]:
    """Read everything that was not read yet, or that of one file.

    Returns how many could be read, and how many could not.
    """
    done: Counter[bool] = Counter()
    where = () if complaint_id is None else (Document.complaint_id == complaint_id,)
    last = 0
    while batch := unread.waiting(BATCH, Document.id > last, *where):
        db.session.rollback()  # nothing stays open while reading takes its time
        read = dict(_read(batch))
        done.update(text is not None for text in read.values())
        _keep(read)
        last = batch[-1].document_id
    return done


def caught_up() -> Dutch:
    """Read what waits, and say in one line what came of it."""
    done = catch_up()
    return told(
        "%(read)s brieven en bijlagen gelezen om in te zoeken, %(not_read)s niet leesbaar",
        read=done[True], not_read=done[False],
    )  # fmt: skip


def _read(batch: Sequence[Source]) -> Iterator[tuple[Source, str | None]]:
    for one in batch:
        with suppress(Closed):  # waits for its key; `flask check` says so
            yield one, _words(one)


def _words(one: Source) -> str | None:
    try:
        return words.of(one.media_type, documents.read(one.sha256))
    except Closed:
        raise
    except NotFound:
        return None  # `flask check` names it


def _keep(read: Mapping[Source, str | None]) -> None:
    """Keep the words of what is still there to be read by now."""
    keys = [one.document_id for one in read]
    # Another process may read the same at this very moment, and be the first.
    with suppress(IntegrityError), transaction():
        for one in unread.waiting(len(keys), Document.id.in_(keys)):
            if one in read:
                indexing.keep_row(_row(one, read[one]))


def _row(one: Source, text: str | None) -> dict[str, Any]:
    kind = SearchKind.LETTER if one.letter_id else SearchKind.DOCUMENT
    return indexing.row(
        one.complaint_id, kind, one.letter_id or one.document_id,
        () if one.letter_id else (one.name,), text or "",
        letter_id=one.letter_id, document_id=one.document_id, readable=text is not None,
    )  # fmt: skip


def read_again() -> Iterator[tuple[int, int]]:
    """Make the rows of all files anew and forget what was read; ``catch_up`` reads it again.

    Gives how many files are done, of how many.
    """
    total, done = health.complaint_count(), 0
    with transaction():
        db.session.execute(delete(SearchText).where(SearchText.id < 0))
    keys = list(db.session.scalars(select(Complaint.id).order_by(Complaint.id)))
    for start in range(0, len(keys), BATCH):
        with transaction():
            batch = select(Complaint).where(Complaint.id.in_(keys[start : start + BATCH]))
            for complaint in db.session.scalars(batch):
                indexing.refresh(complaint)
        done += len(keys[start : start + BATCH])
        yield done, total
