"""The register (art. 9:12a Awb): what is noted in it, and what the public may read of a complaint.

A public text is written by one and released by another, who wrote none of it (SOD15). Each change
is a new row and takes the release back.
"""

from dataclasses import dataclass

from sqlalchemy import select

from models import Complaint, PublicText, db
from operations import access, audit
from operations.clock import now
from operations.records import put
from operations.transaction import claim_file, hold_file, transaction
from queries import register
from rules import public_text
from rules.errors import Conflict, Invalid, NotFound, Refusal
from rules.law import awb
from rules.permissions import Actor
from rules.separation import releaser_is_not_writer
from rules.vocabulary import LateKind, Permission
from rules.wording import in_one, told


@dataclass(frozen=True)
class Noted:
    """What the register says of a complaint that no step asks."""

    late_kind: LateKind | None = None
    lesson: str = ""


def note(actor: Actor, complaint_id: int, version: int, noted: Noted) -> None:
    """Note why a handling was late, as the figures count it, and what was learned."""
    with transaction():
        complaint = claim_file(_registered(actor, complaint_id).id, version)
        access.require(actor, Permission.REGISTER_WRITE, complaint)
        late = bool(
            complaint.ended_on and complaint.legal_end and complaint.ended_on > complaint.legal_end
        )
        if noted.late_kind and not late:
            raise Invalid(late_kind=told("Deze klacht is niet te laat afgehandeld."))
        changed = put(complaint, {"late_kind": noted.late_kind, "lesson": noted.lesson})
        audit.record(actor, "register:noted", complaint, complaint, fields=changed)


def write(actor: Actor, complaint_id: int, conduct_id: int | None, newest: int, text: str) -> int:
    """Write a public text anew; an empty one takes back what stood there.

    ``newest`` is the row that the form showed, 0 for none: Conflict when there is a later one.
    Raises Invalid for what would point at someone.
    """
    with transaction():
        complaint = hold_file(_registered(actor, complaint_id).id)
        access.require(actor, Permission.REGISTER_WRITE, complaint)
        _about(complaint, conduct_id)
        before = _newest(complaint, conduct_id)
        if newest != (before.id if before else 0):
            raise Conflict
        if found := public_text.obstacles(text, register.names(complaint.id)):
            raise Invalid(text=in_one(*(one.text for one in found)))
        one = PublicText(
            complaint_id=complaint.id, conduct_id=conduct_id, text=text, written_at=now(),
            written_by_id=actor.user_id,
        )  # fmt: skip
        db.session.add(one)
        db.session.flush()
        audit.record(actor, "public_text:written", complaint, one, empty=not text)
        return one.id


def release(actor: Actor, complaint_id: int, text_id: int) -> None:
    """Let everyone read this text. Raises Refusal for whoever wrote some of it."""
    with transaction():
        complaint = hold_file(_registered(actor, complaint_id).id)
        access.require(actor, Permission.REGISTER_RELEASE, complaint)
        one = _claimed(complaint, text_id)
        if one.released_at is not None or not one.text:
            raise Refusal(told("Hier is niets meer vrij te geven."), basis=awb("9:12a"))
        rows = _rows(complaint, one.conduct_id)
        writers = [row.written_by_id for row in rows]
        stood_in = [
            person
            for row in rows
            for person in audit.stood_in_for(complaint.id, row, ("public_text:written",))
        ]
        if obstacle := releaser_is_not_writer(actor.persons, [*writers, *stood_in]):
            raise Refusal(obstacle)
        if found := public_text.obstacles(one.text, register.names(complaint.id)):
            raise Refusal(*found)
        one.released_at, one.released_by_id = now(), actor.user_id
        audit.record(actor, "public_text:cleared", complaint, one)


def take_back(actor: Actor, complaint_id: int, text_id: int) -> None:
    """End the release of a text; it stays to be changed or released again."""
    with transaction():
        complaint = hold_file(_registered(actor, complaint_id).id)
        access.require(actor, Permission.REGISTER_RELEASE, complaint)
        one = _claimed(complaint, text_id)
        if one.released_at is None:
            raise Refusal(told("Deze tekst is niet vrijgegeven."), basis=awb("9:12a"))
        one.released_at = one.released_by_id = None
        audit.record(actor, "public_text:taken_back", complaint, one)


def _registered(actor: Actor, complaint_id: int) -> Complaint:
    found = register.get(actor, complaint_id)
    if found is None:
        raise NotFound
    return found


def _about(complaint: Complaint, conduct_id: int | None) -> None:
    """A summary is of a judgement that was given; another conduct does not exist here."""
    if conduct_id is None:
        return
    conduct = next((one for one in complaint.conducts if one.id == conduct_id), None)
    if conduct is None:
        raise NotFound
    if conduct.judgement is None or complaint.ended_on is None:
        raise Refusal(
            told("Over deze gedraging is nog geen oordeel gegeven."), basis=awb("9:12", 1)
        )


def _rows(complaint: Complaint, conduct_id: int | None) -> list[PublicText]:
    query = select(PublicText).where(
        PublicText.complaint_id == complaint.id,
        PublicText.conduct_id.is_not_distinct_from(conduct_id),
    )
    return list(db.session.scalars(query.order_by(PublicText.id)))


def _newest(complaint: Complaint, conduct_id: int | None) -> PublicText | None:
    rows = _rows(complaint, conduct_id)
    return rows[-1] if rows else None


def _claimed(complaint: Complaint, text_id: int) -> PublicText:
    """The row with this id, when it is the one that counts."""
    one = db.session.get(PublicText, text_id)
    if one is None or one.complaint_id != complaint.id:
        raise NotFound
    if one != _newest(complaint, one.conduct_id):
        raise Conflict
    return one
