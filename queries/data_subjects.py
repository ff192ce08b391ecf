"""What people ask about the data on themselves, data breaches, and what files hold of someone."""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from models import (
    Complaint,
    Contact,
    ContactMoment,
    DataBreach,
    DataRequest,
    Disclosure,
    Document,
    Hearing,
    Letter,
    LetterVersion,
    Mail,
    Note,
    Party,
    Submission,
    User,
    db,
)
from queries import cases, complaints, contacts, letters, users, within
from queries.actors import actor_for
from rules.permissions import Actor
from rules.vocabulary import (
    HELD,
    DisclosureChoice,
    DisclosureKind,
    HearingStatus,
    LetterState,
    Permission,
    Scope,
)
from rules.wording import Dutch, told

SOON = timedelta(days=7)
"""So long before its last day a request asks for attention."""


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Which requests exist for the actor: none of their own, and none of who is only in files
    about them: that someone asked would tell who complained (SOD1).
    """
    seen = select(Contact.id).where(
        contacts.visible_to(actor),
        or_(Contact.user_id.is_(None), Contact.user_id.not_in(actor.persons)),
    )
    known = or_(DataRequest.contact_id.is_(None), DataRequest.contact_id.in_(seen))
    return and_(within.all_or_none(actor, Permission.PRIVACY_READ), known)


def get(actor: Actor, key: int) -> DataRequest | None:
    return db.session.scalar(select(DataRequest).where(DataRequest.id == key, visible_to(actor)))


def breaches_of(actor: Actor) -> ColumnElement[bool]:
    """Which breaches exist for the actor: of files that they may see."""
    may = within.all_or_none(actor, Permission.PRIVACY_READ)
    return and_(may, complaints.in_visible(DataBreach.complaint_id, actor))


def get_breach(actor: Actor, key: int) -> DataBreach | None:
    return db.session.scalar(select(DataBreach).where(DataBreach.id == key, breaches_of(actor)))


def of_letter(letter_id: int) -> Sequence[DataBreach]:
    """That this letter went to someone else, the newest first."""
    query = select(DataBreach).where(DataBreach.letter_id == letter_id)
    return db.session.scalars(query.order_by(DataBreach.id.desc())).all()


def answerer() -> ScalarSelect[str]:
    """Who wrote down what was answered."""
    query = select(User.name).where(User.id == DataRequest.answered_by_id)
    return query.correlate(DataRequest).scalar_subquery()


def decider() -> ScalarSelect[str]:
    """Who decided about a breach."""
    query = select(User.name).where(User.id == DataBreach.decided_by_id)
    return query.correlate(DataBreach).scalar_subquery()


# --- what waits -----------------------------------------------------------------------------


def open_requests(*where: ColumnElement[bool]) -> Sequence[DataRequest]:
    """Those without an answer, soonest due first."""
    query = select(DataRequest).where(DataRequest.outcome.is_(None), *where)
    return db.session.scalars(query.order_by(DataRequest.due_on, DataRequest.id)).all()


def undecided() -> Sequence[DataBreach]:
    """Breaches about which nobody decided yet."""
    query = select(DataBreach).where(DataBreach.decision.is_(None))
    return db.session.scalars(query.order_by(DataBreach.due_at, DataBreach.id)).all()


def waiting_for(actor: Actor) -> int:
    """How many requests this actor can answer that are due within a week, or late."""
    if not actor.may(Permission.PRIVACY_WRITE):
        return 0
    soon = DataRequest.due_on <= actor.today + SOON
    query = select(func.count(DataRequest.id))
    return (
        db.session.scalar(query.where(DataRequest.outcome.is_(None), soon, visible_to(actor))) or 0
    )


def breaches_waiting_for(actor: Actor) -> int:
    """How many breaches this actor can decide about."""
    if not actor.may(Permission.PRIVACY_WRITE):
        return 0
    query = select(func.count(DataBreach.id))
    return db.session.scalar(query.where(DataBreach.decision.is_(None), breaches_of(actor))) or 0


def to_tell(complaint: Complaint, today: date) -> list[User]:
    """Whoever handles a breach in this file, and who oversees that; nobody involved in it."""
    people = {
        user.id: user
        for right in (Permission.PRIVACY_WRITE, Permission.PRIVACY_READ)
        for user in users.holding(right)
    }
    found = []
    for user in people.values():
        actor = actor_for(user, today)
        whole = actor.scope(Permission.PRIVACY_READ) is Scope.ALL
        if whole and not complaints.relation(actor, complaint).involved:
            found.append(user)
    return found


def may_answer(request: DataRequest, today: date) -> list[User]:
    """Whoever can answer this request."""
    people = users.holding(Permission.PRIVACY_WRITE)
    return [one for one in people if get(actor_for(one, today), request.id) is not None]


# --- what there is of someone ---------------------------------------------------------------


def files_of(actor: Actor, contact_id: int) -> Sequence[Complaint]:
    """The files in which this person is a party, and that the actor may see, oldest first."""
    own = select(Party.complaint_id).where(Party.contact_id == contact_id)
    query = (
        select(Complaint)
        .where(Complaint.id.in_(own), visible(actor))
        .options(selectinload(Complaint.parties).joinedload(Party.contact))
        .order_by(Complaint.id)
    )
    return db.session.scalars(query).all()


def visible(actor: Actor) -> ColumnElement[bool]:
    return and_(complaints.visible_to(actor), Complaint.destroyed_on.is_(None))


def kept_from(actor: Actor, contact_id: int) -> bool:
    """Whether there are files of this person that the actor may not see. Never told to the actor:
    it is what makes that someone else is asked to look.
    """
    query = (
        select(func.count(Complaint.id))
        .join(Party, Party.complaint_id == Complaint.id)
        .where(
            Party.contact_id == contact_id, Complaint.destroyed_on.is_(None),
            ~complaints.visible_to(actor),
        )
    )  # fmt: skip
    return bool(db.session.scalar(query))


@dataclass(frozen=True)
class Piece:
    """One piece of a file that may be about someone: a file or a text."""

    kind: DisclosureKind
    id: int
    complaint: Complaint
    name: Dutch
    """What it is called, without anything that a person wrote: file names hold names."""

    on: date
    own_name: str = ""
    """What it is called in the file, for whoever looks at it."""
    text: str = ""
    sha256: str = ""
    suffix: str = ""
    address: str = ""
    """Where it is read, below the file."""
    held: bool = False
    special: bool = False
    """Marked as special data (P3)."""

    @property
    def key(self) -> str:
        return f"{self.kind.value}:{self.id}"

    @property
    def fingerprint(self) -> str:
        """Of the very content; another text has another one."""
        return self.sha256 or hashlib.sha256(self.text.encode()).hexdigest()


def pieces(actor: Actor, contact: Contact, files: Sequence[Complaint]) -> list[Piece]:
    """Every piece of these files, by file and day; in a fixed number of statements."""
    by_key = {one.id: one for one in files}
    found = [
        *_texts(files),
        *_documents(by_key),
        *_letters(actor, by_key, contact),
        *_submissions(by_key, contact),
        *_mails(by_key, contact),
        *_moments(by_key),
        *_notes(by_key),
        *_hearings(by_key, contact),
    ]
    order = list(DisclosureKind)
    return sorted(found, key=lambda one: (one.complaint.id, one.on, order.index(one.kind), one.id))


Files = dict[int, Complaint]


def _all(model: Any, files: Files, *where: ColumnElement[bool]) -> Any:
    query = select(model).where(model.complaint_id.in_(files.keys()), *where)
    return query.order_by(model.id)


def _texts(files: Collection[Complaint]) -> Iterator[Piece]:
    for one in files:
        said = (one.subject, one.description, one.about_whom, one.wish)
        yield Piece(
            DisclosureKind.COMPLAINT, one.id, one, "Tekst van de klacht of melding",
            one.received_on, text="\n\n".join(part for part in said if part),
        )  # fmt: skip


def _documents(files: Files) -> Iterator[Piece]:
    loose = Document.origin.not_in((letters.MADE, letters.PUT_WITH))
    for one in db.session.scalars(_all(Document, files, loose)):
        yield Piece(
            DisclosureKind.DOCUMENT, one.id, files[one.complaint_id], "Document",
            cases.local_day(one.recorded_at), own_name=one.name, sha256=one.sha256,
            suffix=one.name.rpartition(".")[2].lower() if "." in one.name else "",
            address=f"document/{one.id}", held=one.scan in HELD, special=one.special_data,
        )  # fmt: skip


def _letters(actor: Actor, files: Files, contact: Contact) -> Iterator[Piece]:
    sent = (Letter.state == LetterState.SENT, letters.visible_to(actor))
    query = _all(Letter, files, *sent).options(
        joinedload(Letter.party),
        selectinload(Letter.versions).joinedload(LetterVersion.document),
    )
    for one in db.session.scalars(query):
        own = one.party is not None and one.party.contact_id == contact.id
        words = told("%(letter)s, aan de verzoeker") if own else told("%(letter)s, aan een ander")
        name = one.versions[-1].document.name if one.versions else "brief.docx"
        yield Piece(
            DisclosureKind.LETTER, one.id, files[one.complaint_id],
            told(words, letter=one.kind), one.sent_on or cases.local_day(one.recorded_at),
            own_name=one.addressee, sha256=one.sent_sha256 or "",
            suffix=name.rpartition(".")[2].lower(), address=f"letter:{one.id}",
        )  # fmt: skip


def _submissions(files: Files, contact: Contact) -> Iterator[Piece]:
    query = _all(Submission, files).options(joinedload(Submission.party))
    for one in db.session.scalars(query):
        own = one.party.contact_id == contact.id
        words = told("%(kind)s, van de verzoeker") if own else told("%(kind)s, van een ander")
        said = (one.choice.label if one.choice else "", one.companion, one.text)
        yield Piece(
            DisclosureKind.SUBMISSION, one.id, files[one.complaint_id], told(words, kind=one.kind),
            cases.local_day(one.submitted_at), text="\n".join(part for part in said if part),
        )  # fmt: skip


def _mails(files: Files, contact: Contact) -> Iterator[Piece]:
    """Messages to this person; a mailed letter is a letter."""
    if not contact.email:
        return
    theirs = (
        func.lower(Mail.recipient) == contact.email.lower(), Mail.user_id.is_(None),
        ~Mail.key.startswith(letters.MAILED),
    )  # fmt: skip
    for one in db.session.scalars(_all(Mail, files, *theirs)):
        yield Piece(
            DisclosureKind.MAIL, one.id, files[one.complaint_id], "E-mail aan de verzoeker",
            cases.local_day(one.recorded_at), text=f"{one.subject}\n\n{one.body}",
        )  # fmt: skip


def _moments(files: Files) -> Iterator[Piece]:
    for one in db.session.scalars(_all(ContactMoment, files)):
        yield Piece(
            DisclosureKind.CONTACT_MOMENT, one.id, files[one.complaint_id], "Contactmoment",
            cases.local_day(one.at), text=f"{one.with_whom}\n\n{one.summary}",
        )  # fmt: skip


def _notes(files: Files) -> Iterator[Piece]:
    for one in db.session.scalars(_all(Note, files)):
        yield Piece(
            DisclosureKind.NOTE, one.id, files[one.complaint_id], "Interne notitie",
            cases.local_day(one.at), text=one.text,
        )  # fmt: skip


def _hearings(files: Files, contact: Contact) -> Iterator[Piece]:
    held = (Hearing.status == HearingStatus.HELD, Hearing.report != "")
    query = _all(Hearing, files, *held).options(joinedload(Hearing.party))
    for one in db.session.scalars(query):
        own = one.party.contact_id == contact.id
        name = told("Verslag: de verzoeker gehoord" if own else "Verslag: een ander gehoord")
        said = (one.present, one.report, one.comments)
        yield Piece(
            DisclosureKind.HEARING, one.id, files[one.complaint_id], name,
            cases.local_day(one.held_at or one.planned_at),
            text="\n\n".join(part for part in said if part.strip()),
        )  # fmt: skip


# --- what was decided about it --------------------------------------------------------------


@dataclass(frozen=True)
class Looked:
    """A piece, and what a person decided about it; None when nobody looked at what it is now."""

    piece: Piece
    decided: Disclosure | None
    changed: bool = False
    """Someone looked at an earlier state of it."""

    @property
    def goes(self) -> bool:
        """Whether it goes along: only what a person said may go."""
        return (
            self.decided is not None
            and self.decided.choice is not DisclosureChoice.OUT
            and not self.piece.held
        )


def looked_at(request: DataRequest, found: Sequence[Piece]) -> list[Looked]:
    """Each piece with what was decided about it."""
    query = select(Disclosure).where(Disclosure.request_id == request.id)
    decided = {(one.kind, one.item_id): one for one in db.session.scalars(query)}
    made = []
    for piece in found:
        one = decided.get((piece.kind, piece.id))
        same = one is not None and one.fingerprint == piece.fingerprint
        made.append(Looked(piece, one if same else None, changed=one is not None and not same))
    return made


def names_of_others(complaint: Complaint, contact_id: int) -> list[str]:
    """What the other parties of a file are called, and where they are reached."""
    names: list[str] = []
    for party in complaint.parties:
        one = party.contact
        if one.id != contact_id:
            family = " ".join(part for part in (one.infix, one.family_name) if part)
            names += [cases.display_name(one), family, one.family_name, one.first_name,
                      one.organisation, one.email, one.phone]  # fmt: skip
    return [name for name in names if name]
