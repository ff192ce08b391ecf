"""Letters that someone may see: of visible files, but no drafts of who advises (SOD4), and for
whoever advises no draft of a decision.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, not_, or_, select
from sqlalchemy.orm import aliased, joinedload

from models import (
    Complaint,
    Conduct,
    Contact,
    Document,
    Duty,
    Enclosure,
    Extension,
    Hearing,
    Letter,
    LetterVersion,
    Mail,
    MailDocument,
    Party,
    Postponement,
    db,
)
from queries import complaints
from rules.correspondence import (
    ADVISERS_LETTERS,
    ADVISERS_OWN,
    BY_KIND,
    DECISIONS,
    OWED,
    of_the_authority,
)
from rules.errors import Obstacle
from rules.permissions import Actor
from rules.vocabulary import (
    HearingStatus,
    LetterKind,
    LetterState,
    PartyKind,
    Permission,
    ScreeningOutcome,
    SendChannel,
    Track,
)
from rules.wording import told


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Which letters exist for this actor."""
    sent = Letter.state == LetterState.SENT
    advice, decision = Letter.kind.in_(ADVISERS_OWN), Letter.kind.in_(DECISIONS)
    return and_(
        complaints.in_visible(Letter.complaint_id, actor),
        or_(sent, not_(advice), complaints.advice_open(Letter.complaint_id, actor)),
        or_(sent, not_(decision), not_(complaints.advises(Letter.complaint_id, actor))),
    )


def own_to(actor: Actor) -> ColumnElement[bool]:
    """Which letters are this actor's to write and send, as far as their kind goes."""
    advises = complaints.advises(Letter.complaint_id, actor)
    return or_(Letter.kind.in_(ADVISERS_LETTERS), not_(advises))


def writes(actor: Actor, letter: Letter) -> Obstacle | None:
    """What keeps an adviser from a letter that is the authority's."""
    advises = db.session.scalar(select(complaints.advises(letter.complaint_id, actor)))
    return of_the_authority(letter.kind, advises=bool(advises))


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
        (kind, whom, day): (
            key,
            told("%(letter)s aan %(name)s van %(day)s", letter=kind, name=whom, day=day),
        )
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
        mail = mails.get(str(number))
        if channel is SendChannel.PORTAL and letter.placement is not None:
            files = [letter.placement.document, *(pdf_of(one) or one for one in along)]
            found.append(Sent(day, channel, letter.addressee, files, mail=mail))
        elif mail:
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
            own_to(actor),
            exists().where(Complaint.id == Letter.complaint_id, reach),
        )
        .order_by(Letter.id.desc())
        .limit(MOST_PRINTED)
        .options(joinedload(Letter.complaint))
    )
    return list(db.session.scalars(query))[::-1]


MOST_OWED = 50
"""Files that one screen looks into for letters that are owed."""


def owed_in(actor: Actor, *, mine: bool) -> Sequence[int]:
    """Files in which the actor may owe someone a letter that nobody began; soonest day first.

    Wider than what the law says of each file, never narrower. ``mine``: only of whom the actor
    handles the file, or nobody.
    """
    where = [
        Complaint.open,
        complaints.visible_to(actor),
        complaints.within_scope(actor, actor.scope(Permission.LETTER_WRITE)),
        or_(_by_duty(), _uninvited(), *map(_lacking, sorted(OWED - INVITATIONS))),
    ]
    if mine:
        where.append(or_(Complaint.handler_id == actor.desk, Complaint.handler_id.is_(None)))
    order = (Complaint.due_on.asc().nulls_last(), Complaint.id)
    query = select(Complaint.id).where(*where).order_by(*order).limit(MOST_OWED)
    return db.session.scalars(query).all()


def _by_duty() -> ColumnElement[bool]:
    """A duty asks for it, such as a second notice of postponement to whoever had the first."""
    return or_(
        *(
            and_(
                exists().where(
                    Duty.complaint_id == Complaint.id, Duty.address == f"letter:{kind.value}"
                ),
                not_(exists().where(
                    Letter.complaint_id == Complaint.id,
                    Letter.kind == kind,
                    Letter.state.in_((LetterState.DRAFT, LetterState.FINAL)),
                )),
            )
            for kind in sorted(OWED)
        )
    )  # fmt: skip


def _lacking(kind: LetterKind) -> ColumnElement[bool]:
    """The file is where this letter fits, and someone who may get it has none."""
    speaker = aliased(Party)
    represented = exists().where(
        speaker.represents_id == Party.id,
        speaker.refused_on.is_(None),
        Party.kind == PartyKind.COMPLAINANT,
    )
    standing = [
        Letter.complaint_id == Complaint.id,
        Letter.kind == kind,
        Letter.party_id == Party.id,
        Letter.state != LetterState.WITHDRAWN,
    ]
    return and_(
        Complaint.state.in_(BY_KIND[kind].states),
        NARROWED.get(kind, Complaint.open),
        exists().where(
            Party.complaint_id == Complaint.id,
            Party.kind.in_(GETS.get(kind, WHO_COMPLAINS)),
            Party.refused_on.is_(None),
            not_(represented),
            not_(exists().where(*standing)),
        ),
    )


INVITATIONS = frozenset({LetterKind.L08A, LetterKind.L08B})


def _uninvited() -> ColumnElement[bool]:
    """A hearing is planned to which nobody is invited."""
    invited = exists().where(
        Letter.hearing_id == Hearing.id,
        Letter.kind.in_(INVITATIONS),
        Letter.state != LetterState.WITHDRAWN,
    )
    planned = Hearing.status == HearingStatus.PLANNED
    return exists().where(Hearing.complaint_id == Complaint.id, planned, not_(invited))


WHO_COMPLAINS = frozenset({PartyKind.COMPLAINANT, PartyKind.REPRESENTATIVE})
WHO_IS_TOLD = frozenset({PartyKind.SUBJECT})
GETS: Mapping[LetterKind, frozenset[PartyKind]] = {
    LetterKind.L07: WHO_IS_TOLD,
    LetterKind.L11: WHO_COMPLAINS | WHO_IS_TOLD,
    LetterKind.L12B: WHO_COMPLAINS | WHO_IS_TOLD,
    LetterKind.L17: WHO_COMPLAINS | WHO_IS_TOLD,
}
"""Other than who complains."""


def _screened(outcome: ScreeningOutcome) -> ColumnElement[bool]:
    return exists().where(Conduct.complaint_id == Complaint.id, Conduct.screening == outcome)


NARROWED: Mapping[LetterKind, ColumnElement[bool]] = {
    LetterKind.L01B: Complaint.track.in_((Track.ADVISER, Track.COMMITTEE)),
    LetterKind.L05A: _screened(ScreeningOutcome.REFUSED),
    LetterKind.L05B: _screened(ScreeningOutcome.LEFT_ASIDE),
    LetterKind.L06B: _screened(ScreeningOutcome.FORWARDED),
    LetterKind.L06C: _screened(ScreeningOutcome.RETURNED),
    LetterKind.L11: exists().where(
        Postponement.complaint_id == Complaint.id,
        Postponement.notice_complete_on.is_(None),
        Postponement.withdrawn_on.is_(None),
    ),
    LetterKind.L12B: exists().where(Extension.complaint_id == Complaint.id),
    LetterKind.L16: Complaint.settled_on.is_not(None),
    LetterKind.L17: Complaint.withdrawn_on.is_not(None),
}
"""What else must be there, so that few files are looked into for nothing."""


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
