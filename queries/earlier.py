"""Earlier complaints and reports of the same person, within what someone may see."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from sqlalchemy import ColumnElement, String, and_, case, false, func, not_, or_, select, true

from models import Complaint, Conduct, Contact, Party, db
from queries import complaints, contacts
from queries.likeness import Identity, Reason, identity, number_of, plain, reasons
from rules.permissions import Actor
from rules.vocabulary import Judgement, Kind, PartyKind, State
from rules.wording import told

MOST_PEOPLE, MOST_FILES = 5, 20
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


def of_file(actor: Actor, complaint: Complaint) -> list[File]:
    """Other files of the complainants of this one, also under a contact that is only alike.

    Initials alone are too little to be shown without anyone having asked.
    """
    every = (one.contact for one in complaint.parties if one.kind is PartyKind.COMPLAINANT)
    own = list(islice(every, MOST_PEOPLE))  # a petition would make the question too long
    alike = [
        and_(Contact.family_key == known.key, _same(known))
        for known in map(identity, own)
        if known.key
    ]
    is_own = Contact.id.in_([one.id for one in own])
    return _files(actor, or_(is_own, *alike), but=complaint.id) if own else []


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
    return _files(actor, Contact.id.in_(sorted(contact_ids))) if contact_ids else []


def _files(actor: Actor, whose: ColumnElement[bool], but: int = 0) -> list[File]:
    judged = (
        select(func.aggregate_strings(Conduct.judgement.cast(String), ","))
        .where(Conduct.complaint_id == Complaint.id, Complaint.concluded_on.is_not(None))
        .scalar_subquery()
        .label("judged")
    )
    query = (
        select(
            Party.contact_id, Complaint.id, Complaint.kind, Complaint.reference,
            Complaint.received_on, Complaint.subject, Complaint.state, Complaint.solution, judged,
        )
        .join(Complaint, Complaint.id == Party.complaint_id)
        .join(Contact, Contact.id == Party.contact_id)
        .where(
            whose,
            Party.kind == PartyKind.COMPLAINANT,
            Complaint.id != but,
            complaints.visible_to(actor),
        )
        .order_by(Complaint.id.desc())
        .limit(MOST_FILES)
    )  # fmt: skip
    return [
        File(
            row.contact_id, row.id, row.kind, row.reference, row.received_on, row.subject,
            row.state, _in_words(row.judged) or row.solution,
        )
        for row in db.session.execute(query)
    ]  # fmt: skip


def _in_words(judgements: str | None) -> str:
    """What the board concluded of the conducts, each judgement once."""
    found = dict.fromkeys(judgements.split(",") if judgements else ())
    return told("%(judgements)s", judgements=tuple(map(Judgement, found))) if found else ""
