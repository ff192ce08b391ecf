"""The papers of a file, as its print lists them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from models import Complaint, Document, Letter, db
from queries import cases
from queries.letters import MADE, PUT_WITH
from rules.vocabulary import LetterState
from rules.wording import told


@dataclass(frozen=True)
class Paper:
    """A document or a sent letter: what it is, from which day, and what its content adds up to."""

    on: date
    name: str
    sha256: str
    who: str = ""


def papers(complaint: Complaint, letters: Collection[Letter]) -> list[Paper]:
    """Documents from outside and letters that were sent, oldest first."""
    query = (
        select(Document)
        .where(Document.complaint_id == complaint.id, Document.origin.not_in((MADE, PUT_WITH)))
        .order_by(Document.id)
    )
    found = [
        Paper(cases.local_day(one.recorded_at), one.name, one.sha256)
        for one in db.session.scalars(query)
    ]
    found += [
        Paper(
            one.sent_on,
            told("%(code)s %(letter)s", code=one.kind.value, letter=one.kind),
            one.sent_sha256 or "",
            one.addressee,
        )
        for one in letters
        if one.state is LetterState.SENT and one.sent_on
    ]
    return sorted(found, key=lambda one: one.on)
