"""Keeps what lists and search read in step with what it was copied from.

Plain helpers for operations: they run inside the transaction that made the change.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import delete, select

from models import Complaint, Contact, SearchText, db
from queries import likeness
from queries.cases import display_name
from queries.search import folded
from rules.vocabulary import PartyKind, SearchKind
from text import fold

NAMES_LENGTH = 300

BELOW = {
    SearchKind.FILE: 0,
    SearchKind.LOG: 2**40,
    SearchKind.LETTER: 2**41,
    SearchKind.DOCUMENT: 2**42,
}
"""How far below its own id the row of a source is numbered."""


def refresh(complaint: Complaint) -> None:
    """The copied names, and the texts of the file that search looks through.

    Of a file with special data only reference and names: in the rest nobody searches outside the
    file (law.md P3; art. 9 AVG). Two acts at once come one after the other, each with what the
    other said.
    """
    db.session.flush()
    # Not FOR UPDATE: a row that was just added below the file holds a lock that waits for that.
    own = select(Complaint.id).where(Complaint.id == complaint.id)
    db.session.execute(own.with_for_update(key_share=True))
    db.session.expire(complaint, ("notes", "contact_moments", "submissions"))
    complaint.complainant_names = names(complaint, PartyKind.COMPLAINANT)
    complaint.subject_names = names(complaint, PartyKind.SUBJECT)
    for made in _rows(complaint):
        keep_row(made)
    if complaint.special_data:
        db.session.execute(
            delete(SearchText).where(SearchText.complaint_id == complaint.id, SearchText.id < 0)
        )


def _rows(complaint: Complaint) -> Iterator[dict[str, Any]]:
    """What the file itself gives to search in."""
    told = not complaint.special_data
    subject, text = (complaint.subject, _text(complaint)) if told else ("", "")
    people = [party.contact for party in complaint.parties]
    yield file_row(complaint.id, complaint.reference, people, subject, text)
    said = " ".join(_said(complaint)) if told else ""
    if said:
        yield row(complaint.id, SearchKind.LOG, complaint.id, (), said)


def stale(complaint: Complaint) -> bool:
    """Whether search does not know what the file says."""
    kept = (db.session.get(SearchText, made["id"]) for made in _rows(complaint))
    bodies = [one.body if one else None for one in kept]
    return bodies != [made["body"] for made in _rows(complaint)]


def file_row(
    key: int, reference: str, people: Iterable[Contact], subject: str, text: str
) -> dict[str, Any]:
    """The row of a file; its head is three lines."""
    called = " ".join(part for contact in people for part in _called(contact))
    return row(key, SearchKind.FILE, key, (reference, called, subject), text)


def _text(complaint: Complaint) -> str:
    """What the complaint says, in the words of who complains."""
    conducts = (part for one in complaint.conducts for part in (one.title, one.description))
    parts = [complaint.description, complaint.wish, complaint.about_whom, *conducts]
    return " ".join(dict.fromkeys(part for part in parts if part))


def _said(complaint: Complaint) -> Iterator[str]:
    """Notes, conversations and what came in by the code page: what everyone who sees the file,
    sees on its timeline.
    """
    for note in complaint.notes:
        yield note.text
    for moment in complaint.contact_moments:
        yield f"{moment.with_whom} {moment.summary}"
    for sent in complaint.submissions:
        yield sent.text


def _called(contact: Contact) -> Iterator[str]:
    """A name in the ways that people type it: ``vandenberg``, ``vd Berg`` and ``JP`` as well."""
    yield display_name(contact)
    yield contact.organisation
    infix = likeness.plain(contact.infix)
    if infix:
        yield likeness.plain(f"{infix} {contact.family_name}").replace(" ", "")
        yield "".join(word[0] for word in infix.split())
    yield likeness.identity(contact).initials


def row(
    complaint_id: int,
    kind: SearchKind,
    source_id: int,
    head: Sequence[str],
    words: str,
    *,
    letter_id: int | None = None,
    document_id: int | None = None,
    readable: bool = True,
) -> dict[str, Any]:
    """The row of one source: what search compares, and the words as they were written."""
    words = " ".join(words.split())
    top = "\n".join(" ".join(folded(line).split()) for line in head)
    return {
        "id": source_id - BELOW[kind], "complaint_id": complaint_id, "kind": kind,
        "letter_id": letter_id, "document_id": document_id, "readable": readable,
        "head": top, "body": f"{top}\n{folded(words)}", "words": words,
    }  # fmt: skip


def keep_row(made: dict[str, Any]) -> None:
    """Put the row of one source in step with it."""
    found = db.session.get(SearchText, made["id"])
    if found is None:
        db.session.add(SearchText(**made))
        return
    for name, value in made.items():
        if getattr(found, name) != value:
            setattr(found, name, value)


def forget_document(document_id: int) -> None:
    """Nothing of this attachment, or of this version of a letter, is found any more."""
    db.session.execute(delete(SearchText).where(SearchText.document_id == document_id))


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
