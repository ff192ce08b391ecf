"""Correcting who is in a file: what someone is to it, and taking out who does not belong there."""

from dataclasses import replace

from models import Complaint, Note, Party, db
from operations import access, access_codes, audit, filing, indexing
from operations.clock import now
from operations.intake import PartyData, check_role, still_open
from operations.transaction import claim_file, transaction
from queries import cases
from rules.errors import Invalid, NotFound, Refusal
from rules.parties import stays
from rules.permissions import Actor

ROLE = (
    "capacity", "former", "board_member", "lawyer", "represents_id", "authorised_on", "refused_on",
    "refusal_reason",
)  # fmt: skip
"""What someone is to this file alone; name and address stand with the contact."""


def change(actor: Actor, complaint_id: int, party_id: int, version: int, data: PartyData) -> None:
    """Correct what someone is to a complaint: the authorisation came, a helper is refused.

    Raises Refusal in a file that has ended or was decided on.
    """
    with transaction():
        complaint, party = _claim(actor, complaint_id, party_id, version)
        if data.represents_id == party.id:
            raise Invalid(represents_id="Niemand is gemachtigde van zichzelf.")
        check_role(actor, complaint, data)
        changed = {name for name in ROLE if getattr(party, name) != getattr(data, name)}
        for name in changed:
            setattr(party, name, getattr(data, name))
        audit.record(actor, "party:changed", complaint, party, fields=sorted(changed))
        db.session.flush()
        filing.settle(complaint)


def remove(actor: Actor, complaint_id: int, party_id: int, version: int, reason: str) -> None:
    """Take out who was added by mistake. The contact stays, and a note says who it was and why.

    Raises Refusal as soon as anything in the file is tied to this person.
    """
    with transaction():
        complaint, party = _claim(actor, complaint_id, party_id, version)
        if not reason.strip():
            raise Invalid(reason="Leg uit waarom deze persoon niet in het dossier hoort.")
        name = cases.display_name(party.contact)
        sent = any(one.party_id == party.id for one in complaint.submissions)
        if found := stays(name, replace(cases.ties(complaint, party), sent=sent)):
            raise Refusal(*found)
        words = f"Uit het dossier gehaald: {name}, {party.kind.label}."
        note = Note(text=f"{words}\n{reason}", at=now(), by_id=actor.user_id)
        complaint.notes.append(note)
        audit.record(actor, "party:removed", complaint, party, kind=party.kind.value)
        access_codes.forget(party)
        party.conducts.clear()
        complaint.parties.remove(party)
        db.session.delete(party)
        db.session.flush()
        filing.settle(complaint)
        indexing.refresh(complaint)


def _claim(actor: Actor, complaint_id: int, party_id: int, version: int) -> tuple[Complaint, Party]:
    complaint = claim_file(complaint_id, version)
    access.require(actor, access.EDIT[complaint.kind], complaint)
    still_open(complaint)
    party = next((one for one in complaint.parties if one.id == party_id), None)
    if party is None:
        raise NotFound
    return complaint, party
