"""Recording and changing contacts."""

from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import select
from stdnum.exceptions import ValidationError
from stdnum.nl import postcode as dutch_postcode

from models import Complaint, Contact, User, db
from operations import access, audit, clock, indexing
from operations.records import put
from operations.transaction import claim, transaction
from queries import cases, complaints, contacts
from rules.errors import Invalid, NotFound, Obstacle, Refusal
from rules.law import awb
from rules.permissions import Actor
from rules.vocabulary import ContactKind, Permission
from rules.wording import told


@dataclass(frozen=True)
class ContactData:
    """What a form says of a contact; the names are those of the table."""

    kind: ContactKind = ContactKind.NATURAL
    first_name: str = ""
    infix: str = ""
    family_name: str = ""
    organisation: str = ""
    salutation: str = ""
    street: str = ""
    house_number: str = ""
    postcode: str = ""
    town: str = ""
    foreign_address: str = ""
    email: str = ""
    phone: str = ""
    relation: str = ""
    email_consent_on: date | None = None
    email_consent_until: date | None = None
    unit_id: int | None = None
    user_id: int | None = None


def create(data: ContactData, actor: Actor) -> int:
    """Write a contact down; returns its id."""
    with transaction():
        access.require(actor, Permission.CONTACT_EDIT)
        contact = write_down(actor, data)
        audit.record(actor, "contact:created", entity=contact)
        return contact.id


def write_down(actor: Actor, data: ContactData) -> Contact:
    """Make the record. Part of another act, which writes its own event."""
    contact = Contact(recorded_at=clock.now(), recorded_by_id=actor.user_id)
    put(contact, asdict(_checked(data, None)))
    put(contact, indexing.name_keys(contact))
    db.session.add(contact)
    db.session.flush()
    return contact


def update(contact_id: int, data: ContactData, version: int, actor: Actor) -> None:
    """Change a contact, and everything that was copied from it.

    Refused when it becomes the user who handles or advises on a file that it is a party to.
    """
    with transaction():
        access.require(actor, Permission.CONTACT_EDIT)
        contact = contacts.get(actor, contact_id)
        if contact is None:
            raise NotFound
        contact = claim(contact, version)
        changed = put(contact, asdict(_checked(data, contact.id)))
        put(contact, indexing.name_keys(contact))
        for complaint in contacts.complaints_of(contact):
            linked = "user_id" in changed and complaint.open
            if linked and (obstacle := works_on(actor, complaint, contact)):
                raise Refusal(obstacle)
            indexing.refresh(complaint)
        audit.record(actor, "contact:changed", entity=contact, fields=changed)


def works_on(actor: Actor, complaint: Complaint, contact: Contact) -> Obstacle | None:
    """Awb art. 9:7 lid 1: whoever is a party hands the file over before it closes to them."""
    if contact.user_id is None:
        return None
    seen = complaints.get(actor, complaint.id) is not None
    text = told(
        "%(name)s werkt aan dossier %(reference)s en kan er geen partij in zijn. "
        "Draag dat dossier eerst over."
        if seen
        else "%(name)s werkt aan een dossier dat je niet ziet en kan er geen partij in zijn. "
        "Draag dat dossier eerst over.",
        name=cases.display_name(contact),
        reference=complaint.reference,
    )
    if contact.user_id == complaint.handler_id:
        return Obstacle(text, awb("9:7", 1), "assign")
    if contact.user_id in {one.user_id for one in cases.advising(complaint, actor.today)}:
        return Obstacle(text, awb("9:7", 1), "replace")
    return None


def spelled(postcode: str) -> str:
    """A Dutch postcode in its one spelling; nothing stays nothing. Raises Invalid otherwise."""
    if not postcode:
        return ""
    try:
        return str(dutch_postcode.validate(postcode))
    except ValidationError:
        raise Invalid(postcode="Vul een postcode in als 1234 AB.") from None


def _checked(data: ContactData, contact_id: int | None) -> ContactData:
    """The data with its postcode in one spelling, or Invalid with all that is wrong."""
    wrong: dict[str, str] = {}
    if data.kind is ContactKind.NATURAL and not data.family_name:
        wrong["family_name"] = told("Vul de achternaam in.")
    elif not data.family_name and not data.organisation:
        wrong["organisation"] = told("Vul de naam van de organisatie of afdeling in.")
    postcode = data.postcode
    if not data.foreign_address:
        try:
            postcode = spelled(postcode)
        except Invalid as error:
            wrong |= error.messages
    start, end = data.email_consent_on, data.email_consent_until
    if end and (start is None or end < start):
        wrong["email_consent_until"] = told(
            "De instemming kan niet eindigen voordat zij is gegeven."
        )
    if data.user_id is not None:
        other = select(Contact.id).where(
            Contact.user_id == data.user_id, Contact.id != (contact_id or 0)
        )
        if db.session.get(User, data.user_id) is None or db.session.scalar(other):
            wrong["user_id"] = told("Deze gebruiker hoort al bij een ander contact.")
    if wrong:
        raise Invalid(**wrong)
    return ContactData(**(asdict(data) | {"postcode": postcode}))
