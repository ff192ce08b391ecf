"""What someone typed in a form of a file and did not save yet, kept while they type.

A draft belongs to one person, one file and one form, and nobody else sees it. It is no record: no
line in the trail, no fact of the file. Whoever may read the file may keep own words about it; what
the words become is asked when they are saved.
"""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.exc import IntegrityError

from models import Complaint, NoteDraft, db
from operations import access
from operations.clock import now
from operations.transaction import open_file, transaction
from rules.errors import Conflict
from rules.permissions import Actor

LIFE = timedelta(days=30)
"""Longer than a holiday; personal data that became no part of the file has no business longer."""

NOTE = "note"
"""The form of the internal note; every other form has the name of its act or step."""

Texts = Mapping[str, str]


def own(actor: Actor, complaint: Complaint, form: str) -> NoteDraft | None:
    """The draft that the actor has in this form."""
    mine = (one for one in complaint.note_drafts if one.user_id == actor.user_id)
    return next((one for one in mine if one.form == form), None)


def keep(actor: Actor, complaint_id: int, form: str, texts: Texts, version: int) -> NoteDraft:
    """Keep what was typed; ``version`` is what this window kept last, 0 for nothing yet.

    Raises Conflict when another window of the same person kept, saved or dropped it since.
    """
    with transaction():
        complaint = open_file(complaint_id)
        access.require(actor, access.READ[complaint.kind], complaint)
        draft = find(actor, complaint_id, form, lock=True)
        if (draft.version if draft else 0) != version:
            raise Conflict
        if draft is None:
            draft = NoteDraft(
                user_id=actor.user_id, complaint_id=complaint_id, form=form, version=0
            )
            db.session.add(draft)
        draft.texts, draft.changed_at = dict(texts), now()
        draft.version += 1
        try:
            db.session.flush()
        except IntegrityError:
            raise Conflict from None  # two windows began at this very moment
    return draft


def find(actor: Actor, complaint_id: int, form: str, *, lock: bool = False) -> NoteDraft | None:
    """The same from the database, for a window that has to know what another one kept."""
    query = select(NoteDraft).where(*_whose(actor, complaint_id, form))
    query = query.execution_options(populate_existing=True)
    return db.session.scalar(query.with_for_update() if lock else query)


def drop(actor: Actor, complaint_id: int, form: str, version: int) -> None:
    """Let go of a draft: thrown away, or saved by now."""
    with transaction():
        spent(actor, complaint_id, form, version)


def spent(actor: Actor, complaint_id: int, form: str, version: int) -> None:
    """The same inside the act that saves it. What another window kept since, stays."""
    whose = _whose(actor, complaint_id, form)
    db.session.execute(delete(NoteDraft).where(*whose, NoteDraft.version == version))


def _whose(actor: Actor, complaint_id: int, form: str) -> tuple[ColumnElement[bool], ...]:
    return (
        NoteDraft.user_id == actor.user_id,
        NoteDraft.complaint_id == complaint_id,
        NoteDraft.form == form,
    )


def sweep() -> int:
    """Forget drafts that nobody came back to; how many there were."""
    with transaction():
        old = delete(NoteDraft).where(NoteDraft.changed_at < now() - LIFE).returning(NoteDraft.id)
        return len(db.session.scalars(old).all())
