"""Other complaints and reports of the same people, and linked ones, within what someone may see."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    case,
    false,
    func,
    literal,
    not_,
    or_,
    select,
    true,
    union_all,
)

from models import Complaint, ComplaintLink, Conduct, Contact, Party, db
from queries import complaints, contacts
from queries.likeness import Identity, Reason, identity, number_of, plain, reasons
from rules.permissions import Actor
from rules.vocabulary import Judgement, Kind, LinkKind, PartyKind, State
from rules.wording import told

MOST_PEOPLE, MOST_PARTIES, MOST_FILES = 5, 12, 20
LOOKED_AT = 60
"""Of a common name, the strongest are looked at and the others are not."""


@dataclass(frozen=True)
class File:
    """One earlier file: what to recognise it by, and how it ended."""

    contact_id: int
    id: int
    kind: Kind
    reference: str
    received_on: date
    subject: str
    state: State
    outcome: str = ""
    role: PartyKind = PartyKind.COMPLAINANT
    """What the person is there."""


@dataclass(frozen=True)
class Link:
    """A file that this one is linked to, as it is said from here."""

    id: int
    words: str
    reason: str
    file: File


@dataclass(frozen=True)
class Others:
    """The files beside one file: of each of its parties, by the id of the party, and linked."""

    of_party: Mapping[int, Sequence[File]]
    links: Sequence[Link]


@dataclass(frozen=True)
class Match:
    """Someone known who is alike, why, and with which files."""

    contact: Contact
    reasons: tuple[Reason, ...]
    files: tuple[File, ...] = ()


def people(actor: Actor, typed: Identity, most: int = MOST_PEOPLE) -> list[Match]:
    """Who is known and alike, most alike first, with their files."""
    found = [Match(one, why) for one, why in _alike(actor, typed) if why][:most]
    known = files(actor, {one.contact.id for one in found})
    return [
        replace(one, files=tuple(file for file in known if file.contact_id == one.contact.id))
        for one in found
    ]


def of_file(actor: Actor, complaint: Complaint) -> Others:
    """Other files of the parties of this one, and those it is linked to; in one statement.

    Complainants also under a contact that is only alike; initials alone are too little to be shown
    without anyone having asked.
    """
    parties = complaint.parties[:MOST_PARTIES]  # a petition would make the question too long
    both = union_all(_of_parties(actor, complaint, parties), _linked(actor, complaint))
    of_party: dict[int, list[File]] = {}
    links = []
    for row in db.session.execute(both):
        file = _file(row)
        if row.link:
            kind = LinkKind(row.how)
            links.append(Link(row.link, kind.back if row.here else kind.label, row.reason, file))
        else:
            of_party.setdefault(row.here, []).append(replace(file, role=PartyKind(row.how)))
    newest = {key: sorted(found, key=lambda one: -one.id) for key, found in of_party.items()}
    return Others(newest, sorted(links, key=lambda one: one.id))


def _of_parties(actor: Actor, complaint: Complaint, parties: Sequence[Party]) -> Select[Any]:
    """The newest files of these people: ``here`` is who it is in this file, ``how`` the role."""
    who = [(_is(one), literal(one.id)) for one in parties]
    here = case(*who, else_=literal(0)) if who else literal(0)
    query = (
        select(
            literal(0).label("link"), here.label("here"),
            Party.kind.cast(String).label("how"), literal("").label("reason"),
            Party.contact_id, *_columns(),
        )
        .join_from(Party, Complaint, Complaint.id == Party.complaint_id)
        .join(Contact, Contact.id == Party.contact_id)
        .where(
            or_(false(), *(condition for condition, _ in who)),
            Complaint.id != complaint.id,
            complaints.visible_to(actor),
        )
        .order_by(Complaint.id.desc())
        .limit(MOST_FILES)
    )  # fmt: skip
    return select(query.subquery())


def _is(party: Party) -> ColumnElement[bool]:
    """The person of this party: the contact itself, or one so alike that it must be them."""
    same = Contact.id == party.contact_id
    known = identity(party.contact)
    if party.kind is not PartyKind.COMPLAINANT or not known.key:
        return same
    return or_(same, and_(Contact.family_key == known.key, _same(known)))


def _linked(actor: Actor, complaint: Complaint) -> Select[Any]:
    """What is linked, from either side; ``here`` is 1 when the other file made the link."""
    back = ComplaintLink.other_id == complaint.id
    other = case((back, ComplaintLink.one_id), else_=ComplaintLink.other_id)
    query = (
        select(
            ComplaintLink.id.label("link"), case((back, 1), else_=0).label("here"),
            ComplaintLink.kind.cast(String).label("how"), ComplaintLink.reason,
            literal(0).label("contact_id"), *_columns(),
        )
        .join_from(ComplaintLink, Complaint, Complaint.id == other)
        .where(
            or_(back, ComplaintLink.one_id == complaint.id),
            ComplaintLink.removed_at.is_(None),
            complaints.visible_to(actor),
        )
        .order_by(ComplaintLink.id)
    )  # fmt: skip
    return select(query.subquery())


def _alike(actor: Actor, typed: Identity) -> list[tuple[Contact, tuple[Reason, ...]]]:
    """Whoever has the name, with why they are alike, most alike first."""
    if not typed.key:
        return []
    same = _same(typed)
    same_letter = Contact.initial == typed.initials[:1] if typed.initials else Contact.initial == ""
    query = (
        select(Contact)
        .where(
            Contact.family_key == typed.key,
            or_(same_letter, same),
            contacts.visible_to(actor, one_by_one=True),
            _not_from_hidden_files(actor),
        )
        .order_by(case((same, 0), else_=1), Contact.id.desc())
        .limit(LOOKED_AT)
    )
    found = [(one, reasons(typed, identity(one))) for one in db.session.scalars(query)]
    return sorted(found, key=lambda one: (one[1], one[0].id), reverse=True)


def _not_from_hidden_files(actor: Actor) -> ColumnElement[bool]:
    """Whoever is known from files about the actor alone is not even hinted at (SOD1)."""
    if actor.user_id is None or actor.uninvolved:
        return true()
    theirs = (
        select(Party.id)
        .join(Complaint, Complaint.id == Party.complaint_id)
        .where(Party.contact_id == Contact.id)
        .correlate(Contact)
    )
    hidden = theirs.where(complaints.involving(actor)).exists()
    return or_(not_(hidden), theirs.where(complaints.visible_to(actor)).exists())


def _same(typed: Identity) -> ColumnElement[bool]:
    """What tells one person from another of the same name: ``reasons`` has the last word."""
    same: list[ColumnElement[bool]] = []
    if typed.email:
        same.append(func.lower(Contact.email) == typed.email.lower())
    if typed.postcode and (number := number_of(typed.house_number)):
        postcode = func.replace(func.lower(Contact.postcode), " ", "")
        starts = Contact.house_number.startswith(number, autoescape=True)
        same.append(and_(postcode == plain(typed.postcode).replace(" ", ""), starts))
    if len(typed.first_name) > len(typed.initials) + 2:
        same.append(func.lower(Contact.first_name) == typed.first_name.lower())
    return or_(false(), *same)


def files(actor: Actor, contact_ids: Collection[int]) -> list[File]:
    """The files in which these people complain, newest first."""
    if not contact_ids:
        return []
    query = (
        select(Party.contact_id, *_columns())
        .join_from(Party, Complaint, Complaint.id == Party.complaint_id)
        .where(
            Party.contact_id.in_(sorted(contact_ids)),
            Party.kind == PartyKind.COMPLAINANT,
            complaints.visible_to(actor),
        )
        .order_by(Complaint.id.desc())
        .limit(MOST_FILES)
    )
    return [_file(row) for row in db.session.execute(query)]


def _columns() -> tuple[Any, ...]:
    """What to recognise a file by, and how it ended."""
    judged = (
        select(func.aggregate_strings(Conduct.judgement.cast(String), ","))
        .where(Conduct.complaint_id == Complaint.id, Complaint.concluded_on.is_not(None))
        .correlate(Complaint)
        .scalar_subquery()
        .label("judged")
    )
    return (
        Complaint.id.label("id"), Complaint.kind, Complaint.reference, Complaint.received_on,
        Complaint.subject, Complaint.state, Complaint.solution, judged,
    )  # fmt: skip


def _file(row: Any) -> File:
    return File(
        row.contact_id, row.id, row.kind, row.reference, row.received_on, row.subject,
        row.state, _in_words(row.judged) or row.solution,
    )  # fmt: skip


def _in_words(judgements: str | None) -> str:
    """What the board concluded of the conducts, each judgement once."""
    found = dict.fromkeys(judgements.split(",") if judgements else ())
    return told("%(judgements)s", judgements=tuple(map(Judgement, found))) if found else ""
