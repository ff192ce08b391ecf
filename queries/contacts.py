"""Contacts that someone may see: those in the files they see, and those they wrote down."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, exists, false, not_, or_, select, true

from models import Complaint, Contact, Party, db
from queries import complaints
from queries.cases import display_name
from rules.permissions import Actor
from rules.vocabulary import Permission, Scope
from text import fold


def visible_to(actor: Actor, *, one_by_one: bool = False) -> ColumnElement[bool]:
    """Which contacts exist for this actor. Every read of contacts starts here.

    ``one_by_one`` asks the same of each contact that is left, when an index leaves only a few.
    """
    scope = actor.scope(Permission.CONTACT_READ)
    if scope is None:
        return false()
    if scope is Scope.ALL:
        return _but_of_own_files(actor)
    in_my_files = (
        select(Party.contact_id)
        .join(Complaint, Complaint.id == Party.complaint_id)
        .where(complaints.visible_to(actor))
    )
    if one_by_one:
        file = in_my_files.where(Party.contact_id == Contact.id).correlate(Contact)
        return or_(Contact.recorded_by_id == actor.user_id, file.exists())
    return or_(Contact.recorded_by_id == actor.user_id, Contact.id.in_(in_my_files))


def _but_of_own_files(actor: Actor) -> ColumnElement[bool]:
    """All of them, without who is only in files about the actor: a name would tell who complained
    (SOD1; art. 9:7 lid 1 Awb).
    """
    if actor.user_id is None or actor.uninvolved:
        return true()
    file = exists().where(Party.contact_id == Contact.id, Complaint.id == Party.complaint_id)
    return or_(
        not_(file.where(complaints.involving(actor)).correlate(Contact)),
        file.where(complaints.visible_to(actor)).correlate(Contact),
    )


def named(term: str) -> ColumnElement[bool]:
    """Every word stands somewhere in the name."""
    words = fold(term).split()
    found = (Contact.sort_name.contains(word, autoescape=True) for word in words)
    return and_(*found) if words else false()


def get(actor: Actor, contact_id: int) -> Contact | None:
    return db.session.scalar(select(Contact).where(Contact.id == contact_id, visible_to(actor)))


def find(actor: Actor, term: str, most: int) -> Sequence[tuple[int, str]]:
    """For a lookup: id and name, in the order of a list."""
    query = (
        select(Contact)
        .where(visible_to(actor), named(term))
        .order_by(Contact.sort_name, Contact.id)
        .limit(most)
    )
    return [(one.id, label(one)) for one in db.session.scalars(query)]


def name_of(actor: Actor, contact_id: int) -> str | None:
    contact = get(actor, contact_id)
    return label(contact) if contact else None


def label(contact: Contact) -> str:
    """The name, with what tells two of the same name apart."""
    more = contact.organisation if contact.family_name else ""
    return ", ".join(part for part in (display_name(contact), more, contact.town) if part)


def complaints_of(contact: Contact) -> Sequence[Complaint]:
    """Every file in which the contact is a party: what to refresh when the name changes."""
    parties = select(Party.complaint_id).where(Party.contact_id == contact.id)
    return db.session.scalars(select(Complaint).where(Complaint.id.in_(parties))).all()
