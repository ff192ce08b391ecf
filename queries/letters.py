"""Letters that someone may see: of visible files, but no drafts of who advises (SOD4)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import joinedload

from models import (
    Complaint,
    Contact,
    Document,
    Enclosure,
    Letter,
    LetterVersion,
    Mail,
    MailDocument,
    Party,
    db,
)
from queries import complaints
from rules.correspondence import ADVISERS_OWN
from rules.permissions import Actor
from rules.vocabulary import LetterKind, LetterState, PartyKind, Permission, SendChannel


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Which letters exist for this actor."""
    ready = or_(Letter.state == LetterState.SENT, Letter.kind.not_in(ADVISERS_OWN))
    return and_(
        complaints.in_visible(Letter.complaint_id, actor),
        or_(ready, complaints.advice_open(Letter.complaint_id, actor)),
    )


MADE, PUT_WITH = "brief", "bijlage"
"""The origins of what the panel made of a letter, and of a file that someone put with it."""


def exists_for(actor: Actor, letter_id: int) -> bool:
    return bool(
        db.session.scalar(select(exists().where(Letter.id == letter_id, visible_to(actor))))
    )


def hidden_document(actor: Actor, document_id: int) -> bool:
    """Whether this is the Word file of a letter that does not exist for the actor, or was put
    with such a letter. What another file took the place of, belongs to no letter any more: it is
    kept, and shown to nobody.
    """
    of_version = select(LetterVersion.letter_id).where(LetterVersion.document_id == document_id)
    put_with = (
        select(Enclosure.letter_id)
        .join(Enclosure.document)
        .where(Enclosure.document_id == document_id, Document.origin == PUT_WITH)
    )
    letters = db.session.scalars(of_version.union(put_with)).all()
    replaced = exists().where(Document.id == document_id, Document.origin == PUT_WITH)
    if not letters:
        return bool(db.session.scalar(select(replaced)))
    return not any(exists_for(actor, one) for one in letters)


def enclosures(letter_id: int) -> list[tuple[int, str]]:
    """What goes along with a letter, as a choice: id, and name with its file."""
    query = (
        select(Enclosure.id, Enclosure.name, Document.name)
        .outerjoin(Enclosure.document)
        .where(Enclosure.letter_id == letter_id)
        .order_by(Enclosure.id)
    )
    return [
        (key, f"{name} ({file})" if file and file != name else name)
        for key, name, file in db.session.execute(query)
    ]


def enclosable(actor: Actor, letter_id: int) -> list[tuple[int, str]]:
    """What of its dossier can go along with a letter: id, and what it is called under "Bijlagen".

    The papers, and the letters that went out as they were sent; never a draft.
    """
    dossier = select(Letter.complaint_id).where(Letter.id == letter_id).scalar_subquery()
    papers = (
        select(Document.id, Document.name)
        .where(Document.complaint_id == dossier, Document.origin.not_in((MADE, PUT_WITH)))
        .order_by(Document.id)
    )
    sent = (
        select(LetterVersion.document_id, Letter.kind, Letter.addressee, Letter.sent_on)
        .join(LetterVersion.letter)
        .join(LetterVersion.document)
        .where(
            Letter.complaint_id == dossier,
            Document.sha256 == Letter.sent_sha256,
            visible_to(actor),
        )
        .order_by(Letter.id, LetterVersion.number)
    )
    letters = {
        (kind, whom, day): (key, f"{kind.label} aan {whom} van {day:%d-%m-%Y}")
        for key, kind, whom, day in db.session.execute(sent)
    }
    return [(key, name) for key, name in db.session.execute(papers)] + list(letters.values())


def pdf_of(word: Document) -> Document | None:
    """The PDF that was made of this Word file before."""
    query = select(Document).where(
        Document.printed_sha256 == word.sha256, Document.complaint_id == word.complaint_id
    )
    return db.session.scalars(query.order_by(Document.id).limit(1)).first()


MAILED = "letter:"
"""How the key of a mailed letter begins; its id and the number of the sending follow."""


@dataclass(frozen=True)
class Sent:
    """One sending of a letter: when, how, to whom, and the very files."""

    on: date
    channel: SendChannel
    to: str
    files: Sequence[Document]
    papers: Sequence[str] = ()
    """What went along on paper."""
    mail: Mail | None = None
    """The message of the panel; what someone sent himself has none."""


def sendings(letter: Letter) -> list[Sent]:
    """Each time that this letter went out, with exactly what went."""
    if letter.sent_on is None or letter.channel is None:
        return []
    begin = f"{MAILED}{letter.id}:"
    query = select(Mail).where(Mail.key.startswith(begin, autoescape=True))
    mails = {one.key.removeprefix(begin): one for one in db.session.scalars(query)}
    first = (letter.sent_on, letter.channel)
    times = [first, *((one.resent_on, one.channel) for one in letter.deliveries)]
    newest = [one.document for one in letter.versions if one.document.sha256 == letter.sent_sha256]
    along = [one.document for one in letter.enclosures if one.document]
    papers = [one.name for one in letter.enclosures if one.document is None]
    found = []
    for number, (day, channel) in enumerate(times, start=1):
        if day is None or channel is None:
            continue  # it came back, and did not go out again yet
        if mail := mails.get(str(number)):
            found.append(Sent(day, channel, mail.recipient, _files(mail), mail=mail))
        else:
            files = [*newest[-1:], *along]
            found.append(Sent(day, channel, letter.addressee, files, papers))
    return found


def _files(mail: Mail) -> Sequence[Document]:
    query = (
        select(Document)
        .join(MailDocument, MailDocument.document_id == Document.id)
        .where(MailDocument.mail_id == mail.id)
        .order_by(MailDocument.position)
    )
    return db.session.scalars(query).all()


MOST_PRINTED = 100
"""Letters in one run: what a person can put into envelopes, and LibreOffice does in a minute."""


def to_print(actor: Actor, kinds: Collection[LetterKind]) -> list[Letter]:
    """The letters of these kinds that go out on paper today: definitive, or sent by post today.

    The newest hundred, oldest first.
    """
    ready = or_(
        and_(Letter.state == LetterState.FINAL, Letter.kind.in_(kinds)),
        and_(
            Letter.state == LetterState.SENT,
            Letter.sent_on == actor.today,
            Letter.channel == SendChannel.POST,
        ),
    )
    reach = complaints.within_scope(actor, actor.scope(Permission.LETTER_SEND))
    query = (
        select(Letter)
        .where(
            ready,
            visible_to(actor),
            exists().where(Complaint.id == Letter.complaint_id, reach),
        )
        .order_by(Letter.id.desc())
        .limit(MOST_PRINTED)
        .options(joinedload(Letter.complaint))
    )
    return list(db.session.scalars(query))[::-1]


def other_complainants(letter: Letter) -> list[Contact]:
    """Who complains in the file or a file tied to it, and has no place in this letter.

    In a letter to one of several complainants the others have none: each gets a letter of their
    own. In any other letter everyone of the file itself may be named.
    """
    complaint = letter.complaint
    own = {one.contact_id for one in complaint.parties}
    if letter.party is not None and letter.party.kind is PartyKind.COMPLAINANT:
        own -= {one.contact_id for one in complaint.parties if one.kind is PartyKind.COMPLAINANT}
        own.add(letter.party.contact_id)
    tied = select(Complaint.id).where(
        or_(
            Complaint.id == complaint.id,
            Complaint.id == complaint.source_id,
            Complaint.source_id == complaint.id,
        )
    )
    query = select(Contact).where(
        Contact.id.not_in(own),
        exists().where(
            Party.contact_id == Contact.id,
            Party.kind == PartyKind.COMPLAINANT,
            Party.complaint_id.in_(tied),
        ),
    )
    return list(db.session.scalars(query.order_by(Contact.id)))
