"""What happened in a file, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import String, literal, select, type_coerce, union_all

from models import AuditEvent, Complaint, ContactMoment, Document, Note, User, db
from queries import cases
from rules.vocabulary import ContactChannel, Direction, HearingStatus, LetterState

Look = Literal["note", "doc", "letter", "hearing", "status", "contact"]


@dataclass(frozen=True)
class Item:
    """One thing that happened: a heading, who did it, and what more there is to tell."""

    at: datetime
    look: Look
    title: str
    who: str
    text: str = ""
    basis: str = ""
    address: str = ""


def of(complaint: Complaint) -> list[Item]:
    """Everything on the timeline of this file."""
    items = [*_loose(complaint), *_steps(complaint), *_letters(complaint), *_hearings(complaint)]
    # Of two in the same second the later recorded one is the newer.
    return sorted(items, key=lambda item: item.at)[::-1]


READING = ("complaint:seen", "document:downloaded", "letter:downloaded", "access:refused")


def last_change(complaint_id: int) -> tuple[str, datetime] | None:
    """Who changed the file last, and when; None when the system did, or nobody."""
    row = db.session.execute(
        select(User.name, AuditEvent.at)
        .join(User, User.id == AuditEvent.actor_id)
        .where(AuditEvent.chain == complaint_id, AuditEvent.verb.not_in(READING))
        .order_by(AuditEvent.seq.desc())
        .limit(1)
    ).first()
    return (row[0], row[1]) if row else None


NO_CONTACT = (literal(""), literal(""), literal(""))


def _loose(complaint: Complaint) -> Iterator[Item]:
    notes = (
        select(literal("note"), Note.id, Note.at, User.name, Note.text, *NO_CONTACT)
        .join(User, User.id == Note.by_id)
        .where(Note.complaint_id == complaint.id)
    )
    documents = (
        select(
            literal("doc"),
            Document.id,
            Document.recorded_at,
            User.name,
            Document.name,
            *NO_CONTACT,
        )
        .outerjoin(User, User.id == Document.recorded_by_id)
        .where(Document.complaint_id == complaint.id, Document.origin != "brief")
    )
    # What was said about the report that became this complaint, belongs to its story.
    told_in = {complaint.id, complaint.source_id} - {None}
    moments = (
        select(
            literal("contact"),
            ContactMoment.complaint_id,
            ContactMoment.at,
            User.name,
            ContactMoment.summary,
            ContactMoment.with_whom,
            type_coerce(ContactMoment.channel, String),
            type_coerce(ContactMoment.direction, String),
        )
        .join(User, User.id == ContactMoment.by_id)
        .where(ContactMoment.complaint_id.in_(told_in))
    )
    found = db.session.execute(union_all(notes, documents, moments))
    for look, key, at, who, text, with_whom, channel, direction in found:
        if look == "note":
            yield Item(at, "note", "Interne notitie", who, text)
        elif look == "contact":
            how = f"{ContactChannel(channel).label}, {Direction(direction).label}"
            title = f"Contact met {with_whom} ({how})"
            yield Item(at, "contact", title if key == complaint.id else f"{title}, over de melding",
                       who, text)  # fmt: skip
        else:
            yield Item(at, "doc", "Document toegevoegd", who or "", text, address=f"document/{key}")


def _steps(complaint: Complaint) -> Iterator[Item]:
    for step in complaint.steps:
        who = step.by.name if step.by else "systeem"
        title = step.event.label
        if step.source is not None and step.source is not step.target:
            title = f"{title}: {step.target.label}"
        yield Item(step.at, "status", title, who, step.reason, step.basis)


def _letters(complaint: Complaint) -> Iterator[Item]:
    for letter in complaint.letters:
        if letter.state is LetterState.SENT and letter.channel is not None:
            sent = cases.legally_sent_on(letter)
            text = "" if sent else "Teruggekomen: nog opnieuw te verzenden."
            title = f"{letter.kind.label} {letter.channel.label} aan {letter.addressee}"
            yield Item(
                letter.sent_at or letter.recorded_at,
                "letter",
                title,
                "",
                text,
                address=f"letter/{letter.id}",
            )


def _hearings(complaint: Complaint) -> Iterator[Item]:
    names = {party.id: cases.display_name(party.contact) for party in complaint.parties}
    for hearing in complaint.hearings:
        name = names[hearing.party_id]
        if hearing.status is HearingStatus.HELD and hearing.held_at:
            who = hearing.heard_by.name if hearing.heard_by else ""
            yield Item(hearing.held_at, "hearing", f"{name} gehoord", who, hearing.form.label)
