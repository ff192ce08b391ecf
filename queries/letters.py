"""Letters that someone may see: of visible files, but no drafts of who advises (SOD4)."""

from sqlalchemy import ColumnElement, and_, exists, or_, select

from models import Complaint, Contact, Letter, LetterVersion, Party, db
from queries import complaints
from rules.correspondence import ADVISERS_OWN
from rules.permissions import Actor
from rules.vocabulary import LetterState, PartyKind


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Which letters exist for this actor."""
    ready = or_(Letter.state == LetterState.SENT, Letter.kind.not_in(ADVISERS_OWN))
    return and_(
        complaints.in_visible(Letter.complaint_id, actor),
        or_(ready, complaints.advice_open(Letter.complaint_id, actor)),
    )


def exists_for(actor: Actor, letter_id: int) -> bool:
    return bool(
        db.session.scalar(select(exists().where(Letter.id == letter_id, visible_to(actor))))
    )


def hidden_document(actor: Actor, document_id: int) -> bool:
    """Whether this is the Word file of a letter that does not exist for the actor."""
    query = select(LetterVersion.letter_id).where(LetterVersion.document_id == document_id)
    letter_id = db.session.scalar(query)
    return letter_id is not None and not exists_for(actor, letter_id)


def other_complainants(letter: Letter) -> list[Contact]:
    """Who complains in the file or a file tied to it, and has no place in this letter.

    In a letter to one of several complainants the others have none: each gets a letter of their
    own. In any other letter everyone of the file itself may be named.
    """
    complaint = letter.complaint
    own = {one.contact_id for one in complaint.parties}
    if letter.party is not None and letter.party.kind is PartyKind.COMPLAINANT:
        own -= {one.contact_id for one in complaint.parties if one.kind is PartyKind.COMPLAINANT}
        own.add(letter.party.contact_id)
    tied = select(Complaint.id).where(
        or_(
            Complaint.id == complaint.id,
            Complaint.id == complaint.source_id,
            Complaint.source_id == complaint.id,
        )
    )
    query = select(Contact).where(
        Contact.id.not_in(own),
        exists().where(
            Party.contact_id == Contact.id,
            Party.kind == PartyKind.COMPLAINANT,
            Party.complaint_id.in_(tied),
        ),
    )
    return list(db.session.scalars(query.order_by(Contact.id)))
