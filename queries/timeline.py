"""What happened in a file, newest first."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import String, Text, and_, cast, func, literal, null, select, type_coerce, union_all
from sqlalchemy.orm import aliased

from models import (
    AuditEvent,
    Complaint,
    ContactMoment,
    Document,
    EmergencyAccess,
    Mail,
    Note,
    Party,
    Rectification,
    Submission,
    SubmissionOutcome,
    User,
    db,
)
from queries import cases
from queries.letters import MADE, PUT_WITH
from rules.terms import LABELS
from rules.vocabulary import (
    HELD,
    ContactChannel,
    DeadlineKind,
    Direction,
    HearingStatus,
    LetterState,
    PartyKind,
    ScanState,
    SubmissionChoice,
    SubmissionKind,
)
from rules.wording import Dutch, in_lines, told, unpacked

Look = Literal["note", "doc", "letter", "hearing", "status", "contact"]


@dataclass(frozen=True)
class Item:
    """One thing that happened: a heading, who did it, and what more there is to tell."""

    at: datetime
    look: Look
    title: Dutch
    who: str
    text: Dutch = ""
    basis: str = ""
    address: str = ""
    scan: ScanState | None = None
    """Of a document from outside."""

    @property
    def held(self) -> bool:
        """Nobody can open it."""
        return self.scan in HELD

    waits: bool = False
    """Nobody dealt with it yet."""


def of(complaint: Complaint) -> list[Item]:
    """Everything on the timeline of this file."""
    rows = _rows(complaint)
    items = [*_loose(complaint, rows), *_steps(complaint), *_letters(complaint)]
    items += _hearings(complaint)
    stood_in = [(one.name, one.text, one.at) for one in rows if one.look == STOOD_IN]
    items = [replace(one, who=_both(one, stood_in)) for one in items] if stood_in else items
    # Of two in the same second the later recorded one is the newer.
    return sorted(items, key=lambda item: item.at)[::-1]


STOOD_IN = "stood in"
StoodIn = Sequence[tuple[str, str, datetime]]
"""Who acted, for whom, and when."""

SAME_ACT = timedelta(seconds=2)
"""What one act writes, has one moment, give or take how long the act takes."""


def _both(item: Item, stood_in: StoodIn) -> str:
    """Both names, when who did it stood in for another."""
    for who, whom, at in stood_in:
        if who == item.who and abs(at - item.at) <= SAME_ACT:
            return told("%(who)s namens %(whom)s", who=who, whom=whom)
    return item.who


RECOMPUTED = "deadline:recomputed"
EMERGENCY = tuple(
    f"emergency:{act}" for act in (
        "asked", "granted", "refused", "begun", "looked", "stopped", "ended",
    )
)  # fmt: skip
READING = (
    "complaint:seen", "complaint:printed", "document:downloaded", "letter:downloaded",
    "letter:compared", "letter:package", "letter:printed", "letter:opened_to_edit",
    "letter:checked_out", "letter:checked_in", "letter:freed", "hearing:pack",
    "template:previewed", "access:refused", *EMERGENCY,
)  # fmt: skip


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


EMERGENCIES: dict[str, Dutch] = {
    "emergency:asked": told("Noodtoegang gevraagd"),
    "emergency:granted": told("Noodtoegang toegestaan"),
    "emergency:refused": told("Noodtoegang afgewezen"),
    "emergency:begun": told("Dossier gelezen met noodtoegang"),
    "emergency:ended": told("Noodtoegang beëindigd"),
}
"""What there is to tell of it; each page that was read stands in the trail."""

SYSTEM = told("systeem")
NO_CONTACT = (literal(""), literal(""), literal(""))


def _rows(complaint: Complaint) -> Sequence[Any]:
    """What happened beside the steps, and what substitutes did, in one statement."""
    notes = (
        select(
            literal("note").label("look"),
            Note.id,
            Note.at.label("at"),
            User.name.label("name"),
            Note.text.label("text"),
            *NO_CONTACT,
        )
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
            func.coalesce(type_coerce(Document.scan, String), ""),
            *NO_CONTACT[1:],
        )
        .outerjoin(User, User.id == Document.recorded_by_id)
        .where(Document.complaint_id == complaint.id, Document.origin.not_in((MADE, PUT_WITH)))
    )
    mails = select(
        literal("mail"),
        Mail.id,
        Mail.failed_at,
        null(),
        cast(Mail.error, Text),
        Mail.recipient,
        *NO_CONTACT[1:],
    ).where(Mail.complaint_id == complaint.id, Mail.failed_at.is_not(None))
    terms = (
        select(
            literal("term"), AuditEvent.id, AuditEvent.at, User.name,
            cast(AuditEvent.data, Text), *NO_CONTACT,
        )
        .outerjoin(User, User.id == AuditEvent.actor_id)
        .where(AuditEvent.chain == complaint.id, AuditEvent.verb == RECOMPUTED)
    )  # fmt: skip
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
    submissions = (
        select(
            literal("submission"), Submission.id, Submission.submitted_at, User.name,
            Submission.text, cast(Party.kind, String),
            type_coerce(Submission.kind, String),
            func.coalesce(type_coerce(Submission.choice, String), ""),
        )
        .join(Party, Party.id == Submission.party_id)
        .outerjoin(SubmissionOutcome, SubmissionOutcome.submission_id == Submission.id)
        .outerjoin(User, User.id == SubmissionOutcome.by_id)
        .where(Submission.complaint_id == complaint.id)
    )  # fmt: skip
    emergencies = (
        select(
            literal("emergency"), EmergencyAccess.id, AuditEvent.at, User.name,
            EmergencyAccess.reason, AuditEvent.verb, *NO_CONTACT[1:],
        )
        .join(
            EmergencyAccess,
            and_(
                AuditEvent.entity == EmergencyAccess.__tablename__,
                AuditEvent.entity_id == EmergencyAccess.id,
            ),
        )
        .outerjoin(User, User.id == AuditEvent.actor_id)
        .where(AuditEvent.chain == complaint.id, AuditEvent.verb.in_(tuple(EMERGENCIES)))
    )  # fmt: skip
    absent = aliased(User)
    stood_in = (
        select(literal(STOOD_IN), AuditEvent.id, AuditEvent.at, User.name, absent.name, *NO_CONTACT)
        .join(User, User.id == AuditEvent.actor_id)
        .join(absent, absent.id == AuditEvent.for_id)
        .where(AuditEvent.chain == complaint.id)
    )
    statements = (
        select(
            literal("statement"), Rectification.id, Rectification.at, User.name,
            Rectification.text, Rectification.about, cast(Party.kind, String), literal(""),
        )
        .join(Party, Party.id == Rectification.party_id)
        .join(User, User.id == Rectification.by_id)
        .where(Rectification.complaint_id == complaint.id)
    )  # fmt: skip
    every: Any = union_all(
        notes, documents, mails, terms, moments, submissions, emergencies, statements, stood_in
    )
    return db.session.execute(every).all()


def _loose(complaint: Complaint, rows: Sequence[Any]) -> Iterator[Item]:
    for look, key, at, who, text, with_whom, channel, direction in rows:
        match look:
            case "stood in":
                continue  # said beside what it was: see ``_both``
            case "note":
                yield Item(at, "note", "Interne notitie", who, text)
            case "doc":
                title = told("Document toegevoegd")
                scan = ScanState(with_whom) if with_whom else None
                yield Item(at, "doc", title, who or "", text, address=f"document/{key}", scan=scan)
            case "mail":
                why = told("%(address)s: %(error)s", address=with_whom, error=unpacked(text))
                yield Item(at, "letter", "E-mail is niet aangekomen", "", why,
                           address=f"mail/{key}")  # fmt: skip
            case "contact":
                words = (
                    told("Contact met %(name)s (%(how)s, %(way)s)")
                    if key == complaint.id
                    else told("Contact met %(name)s (%(how)s, %(way)s), over de melding")
                )
                how, way = ContactChannel(channel), Direction(direction)
                yield Item(at, "contact", told(words, name=with_whom, how=how, way=way), who, text)
            case "submission":
                item = _from_the_page(key, at, text, with_whom, channel, direction)
                yield replace(item, waits=who is None)
            case "statement":
                title = told(
                    "Aanvullende verklaring van %(party)s, over: %(about)s",
                    party=PartyKind(channel), about=with_whom,
                )  # fmt: skip
                yield Item(at, "contact", title, who, text, "art. 16 AVG")
            case "emergency":
                asked = with_whom == "emergency:asked"
                yield Item(at, "status", EMERGENCIES[with_whom], who or SYSTEM,
                           text if asked else "")  # fmt: skip
            case _:
                title = told("Termijnen opnieuw berekend")
                yield Item(at, "status", title, who or SYSTEM, _recomputed(json.loads(text)))


def _from_the_page(key: int, at: datetime, text: str, party: str, kind: str, choice: str) -> Item:
    title = told("Codepagina: %(what)s", what=SubmissionKind(kind))
    if choice:
        text = told("%(choice)s\n%(text)s", choice=SubmissionChoice(choice), text=text)
    return Item(
        at, "contact", title, told(PartyKind(party).label), text,
        address=f"submission/?of={key}",
    )  # fmt: skip


def _recomputed(data: dict[str, Any]) -> str:
    """What became of each last day, and why."""
    lines = [
        told(
            "%(term)s: %(before)s wordt %(after)s",
            term=DeadlineKind(kind), before=_day(before), after=_day(after),
        )
        for kind, before, after in data.get("changes", ())
    ]  # fmt: skip
    return in_lines(*lines, *(told("Reden: %(why)s", why=one) for one in _cause(data)))


def _cause(data: dict[str, Any]) -> Iterator[str]:
    if "day" in data:
        yield told("rustdag %(day)s", day=_day(data["day"]))
        return
    kind, _, key = str(data.get("cause", "")).partition(":")
    if kind == "setting":
        yield told("instelling “%(name)s”", name=told(LABELS.get(key, key)))
    elif kind == "term":
        yield told("een wijziging van de wettelijke termijn")


def _day(text: str) -> str:
    return f"{date.fromisoformat(text):%d-%m-%Y}" if text else told("geen")


def _steps(complaint: Complaint) -> Iterator[Item]:
    for step in complaint.steps:
        who = step.by.name if step.by else SYSTEM
        title = step.event.label
        if step.source is not None and step.source is not step.target:
            title = told("%(step)s: %(state)s", step=step.event, state=step.target)
        yield Item(step.at, "status", title, who, step.reason, step.basis)


def _letters(complaint: Complaint) -> Iterator[Item]:
    for letter in complaint.letters:
        if letter.state is LetterState.SENT and letter.channel is not None:
            sent = cases.legally_sent_on(letter)
            text = "" if sent else told("Teruggekomen: nog opnieuw te verzenden.")
            title = told(
                "%(letter)s %(channel)s aan %(name)s",
                letter=letter.kind, channel=letter.channel, name=letter.addressee,
            )  # fmt: skip
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
            yield Item(hearing.held_at, "hearing", told("%(name)s gehoord", name=name), who,
                       told(hearing.form.label))  # fmt: skip


SHOWN = 8
"""So many are read at a glance; what is older than these and than this week is folded."""


def parts(
    items: Sequence[Item], today: date
) -> tuple[list[tuple[str, Sequence[Item]]], list[Item]]:
    """The timeline as a page shows it: with headings what is recent, and what is long ago."""
    monday = today - timedelta(days=today.weekday())
    week = [one for one in items if cases.local_day(one.at) >= monday]
    before = items[len(week) :]
    room = max(SHOWN - len(week), 3)
    if len(before) <= room + 2:
        room = len(before)  # folding one or two things hides more than it helps
    heads = (told("Deze week"), told("Eerder")) if week and before else ("", "")
    recent = [(heads[0], week), (heads[1], before[:room])]
    return [one for one in recent if one[1]], list(before[room:])
