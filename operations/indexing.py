"""Keeps what lists and search read in step with what it was copied from.

Plain helpers for operations: they run inside the transaction that made the change.
"""

from models import Complaint, Contact, SearchText, db
from queries import likeness
from queries.cases import display_name
from rules.vocabulary import PartyKind
from text import fold

NAMES_LENGTH = 300


def refresh(complaint: Complaint) -> None:
    """The copied names, and the text that search looks through."""
    db.session.flush()
    complaint.complainant_names = names(complaint, PartyKind.COMPLAINANT)
    complaint.subject_names = names(complaint, PartyKind.SUBJECT)
    parts = [
        complaint.reference,
        *(display_name(party.contact) for party in complaint.parties),
        complaint.subject,
        complaint.description,
        complaint.about_whom,
        *(conduct.title for conduct in complaint.conducts),
    ]
    body = fold(" ".join(parts))
    found = db.session.get(SearchText, complaint.id)
    if found is None:
        db.session.add(SearchText(complaint_id=complaint.id, body=body))
    elif found.body != body:
        found.body = body


def names(complaint: Complaint, kind: PartyKind) -> str:
    """The parties of one kind, as a list shows them."""
    found = [display_name(party.contact) for party in complaint.parties if party.kind is kind]
    joined = ", ".join(found)
    return joined if len(joined) <= NAMES_LENGTH else f"{joined[: NAMES_LENGTH - 1]}…"


def name_keys(contact: Contact) -> dict[str, str]:
    """What contacts are sorted, searched and compared by: the family name comes first."""
    person = (contact.family_name, contact.infix, contact.first_name)
    known = likeness.identity(contact)
    return {
        "sort_name": fold(" ".join(part for part in (*person, contact.organisation) if part))[:300],
        "family_key": known.key,
        "initial": known.initials[:1],
    }
