"""Registers a complaint, and corrects what was registered (law.md T10, T11)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from models import Complaint, Conduct, Contact, Note, Party, db
from operations import access, audit, documents, filing, indexing, informal, note_drafts
from operations.clock import AMSTERDAM, now
from operations.contacts import ContactData, works_on, write_down
from operations.records import put
from operations.transaction import claim, claim_file, open_file, transaction
from queries import cases, contacts
from rules import deadlines
from rules.admissibility import reference_date
from rules.errors import Invalid, NotFound, Refusal
from rules.law import awb
from rules.permissions import Actor
from rules.procedure import TRANSITIONS, Transition
from rules.separation import not_about_own_handling
from rules.terms import CHAPTER_9
from rules.vocabulary import (
    ENDED,
    INQUIRED,
    ORAL,
    Channel,
    ContactKind,
    Dating,
    DecisionKind,
    Event,
    Kind,
    PartyKind,
    Permission,
    ReferenceBasis,
    State,
    TermBasis,
    TimeOutcome,
)
from rules.wording import told


@dataclass(frozen=True)
class Receipt:
    """How and when the complaint came in; every date that can count is a fact of its own."""

    received_at: datetime
    channel: Channel = Channel.FORM
    channel_designated: bool = True
    written: bool = True
    postmark_on: date | None = None
    sent_at: datetime | None = None
    received_elsewhere_on: date | None = None
    forwarded_on: date | None = None
    sender_told_on: date | None = None
    letter_dated_on: date | None = None
    signed: bool = True
    signature_method: str = ""
    language: str = "nl"
    informal_tried: bool | None = None
    intake_help_given: bool = False


@dataclass(frozen=True)
class Description:
    """What the complaint is about."""

    subject: str
    description: str = ""
    about_whom: str = ""
    wish: str = ""
    category_id: int | None = None
    unit_id: int | None = None
    sensitive: bool = False
    special_data: bool = False


@dataclass(frozen=True)
class ConductData:
    """One conduct (klachtonderdeel) and when it was, as far as that is known."""

    title: str
    description: str = ""
    place: str = ""
    category_id: int | None = None
    dating: Dating = Dating.UNKNOWN
    first_on: date | None = None
    last_on: date | None = None
    about_report: bool = False
    subject_ids: tuple[int, ...] = ()
    about: tuple[int, ...] = ()
    """At the intake, before anyone has an id: which of its persons complained about, from 0."""
    boxes: str = "{}"


@dataclass(frozen=True)
class PartyData:
    """A party: an existing contact, or a new person."""

    kind: PartyKind
    contact_id: int | None = None
    person: ContactData | None = None
    capacity: str = ""
    former: bool = False
    board_member: bool = False
    represents_id: int | None = None
    lawyer: bool = False
    authorised_on: date | None = None
    refused_on: date | None = None
    refusal_reason: str = ""
    boxes: str = "{}"
    """What the boxes of this party are called on the form: there its messages belong."""


@dataclass(frozen=True)
class Intake:
    """Everything that registering takes, in one act."""

    receipt: Receipt
    description: Description
    parties: tuple[PartyData, ...] = ()
    conducts: tuple[ConductData, ...] = field(default=())
    kind: Kind = Kind.FORMAL
    anonymous: bool = False
    files: tuple[documents.Kept, ...] = ()
    """What came along: each becomes part of the complaint."""
    form_token: str | None = None
    """Names one filled-in form, so that sending it twice registers once."""


def register(actor: Actor, intake: Intake) -> int:
    """Receive a complaint or a report: number, parties, conducts, test and terms. Returns its id.

    A report of which subject and unit are known is registered in the same act (law.md T02). Raises
    Invalid for facts that cannot be, such as a receipt in the future.
    """
    with transaction():
        access.require(actor, begins(intake.kind).permission)
        if earlier := _registered(actor, intake.form_token):
            return earlier
        return take_in(actor, intake).id


def take_in(actor: Actor, intake: Intake) -> Complaint:
    """Make the file, whoever wrote it down: staff, or who complains. Part of another act."""
    row = begins(intake.kind)
    receipt = _in_writing(intake.kind, intake.receipt)
    received_on = check_receipt(receipt, actor.today)
    if intake.kind is Kind.REPORT:
        _check_reporter(intake)
    complaint = Complaint(
        reference=filing.next_reference(intake.kind, received_on.year),
        kind=intake.kind,
        state=row.target,
        received_at=receipt.received_at,
        form_token=intake.form_token,
        recorded_at=now(),
        recorded_by_id=actor.user_id,
        **receipt_columns(receipt, received_on),
        **vars(intake.description),
    )
    db.session.add(complaint)
    db.session.flush()
    filing.take(actor, complaint, row)
    added = []
    for party in intake.parties:
        with told_at(party.boxes):
            added.append(_add_party(actor, complaint, _for_the_complainant(complaint, party)))
    subjects = tuple(one.id for one in added if one.kind is PartyKind.SUBJECT)
    for conduct in intake.conducts:
        about = tuple(subjects[place] for place in conduct.about if place < len(subjects))
        with told_at(conduct.boxes):
            _add_conduct(complaint, conduct, conduct.subject_ids or about or subjects)
    for kept in {one.sha256: one for one in intake.files}.values():
        documents.take_along(actor, complaint, kept, "bij de klacht")
    if complaint.kind is Kind.REPORT:
        informal.go_on(actor, complaint)
    filing.settle(complaint)
    indexing.refresh(complaint)
    return complaint


@contextmanager
def told_at(boxes: str) -> Iterator[None]:
    """A message is for the box that it is about, also when a form has several of a kind."""
    try:
        yield
    except Invalid as error:
        raise Invalid(**{boxes.format(name): one for name, one in error.messages.items()}) from None


def _for_the_complainant(complaint: Complaint, party: PartyData) -> PartyData:
    """At the intake a representative speaks for the one complainant there is (art. 2:1 Awb)."""
    if party.kind is not PartyKind.REPRESENTATIVE or party.represents_id:
        return party
    others = [one for one in complaint.parties if one.kind is PartyKind.COMPLAINANT]
    return replace(party, represents_id=others[0].id) if len(others) == 1 else party


def begins(kind: Kind) -> Transition:
    """The row with which a file of this kind begins."""
    event = Event.REPORT if kind is Kind.REPORT else Event.RECEIVE
    return next(row for row in TRANSITIONS if row.event is event)


def _in_writing(kind: Kind, receipt: Receipt) -> Receipt:
    """A report by e-mail, letter or form is written, whatever the box says: a term can run."""
    if kind is Kind.FORMAL or receipt.channel in ORAL:
        return receipt
    return replace(receipt, written=True)


def _check_reporter(intake: Intake) -> None:
    """Nobody is anonymous by mistake: without a name there is no one to answer (R003)."""
    named = any(one.kind is PartyKind.COMPLAINANT for one in intake.parties)
    if named and intake.anonymous:
        raise Invalid(anonymous="Er is een melder ingevuld: anoniem kan dan niet.")
    if not named and not intake.anonymous:
        raise Invalid(
            family_name="Vul de naam van de melder in, of vink aan dat de melding anoniem is."
        )


def _registered(actor: Actor, form_token: str | None) -> int | None:
    """The file that this very form made before."""
    if form_token is None:
        return None
    return db.session.scalar(
        select(Complaint.id).where(
            Complaint.form_token == form_token, Complaint.recorded_by_id == actor.user_id
        )
    )


def check_receipt(receipt: Receipt, today: date) -> date:
    """The local day of receipt (art. 2:20 Awb), or Invalid with each message at its field."""
    received_on = deadlines.received_on(receipt.received_at)
    wrong: dict[str, str] = {}
    if received_on < CHAPTER_9:
        wrong["received_at"] = told("Hoofdstuk 9 Awb geldt sinds 1 juli 1999: kies een latere dag.")
    if received_on > today or receipt.received_at > now() + timedelta(minutes=5):
        wrong["received_at"] = told("De klacht kan niet in de toekomst ontvangen zijn.")
    before_receipt = {
        "postmark_on": receipt.postmark_on,
        "sent_at": receipt.sent_at and deadlines.received_on(receipt.sent_at),
        "received_elsewhere_on": receipt.received_elsewhere_on,
    }
    for name, day in before_receipt.items():
        if day and day > received_on:
            wrong[name] = told("Deze dag kan niet na de ontvangst liggen.")
    if receipt.forwarded_on and receipt.forwarded_on < received_on:
        wrong["forwarded_on"] = told("Doorgeleid kan niet voor de ontvangst zijn.")
    if receipt.letter_dated_on and receipt.letter_dated_on > received_on:
        wrong["letter_dated_on"] = told("De dagtekening kan niet na de ontvangst liggen.")
    if wrong:
        raise Invalid(**wrong)
    return received_on


def receipt_of(complaint: Complaint) -> Receipt:
    """How a file came in, as it is on record."""
    return Receipt(**{name: getattr(complaint, name) for name in Receipt.__dataclass_fields__})


def receipt_columns(receipt: Receipt, received_on: date) -> dict[str, Any]:
    """The receipt with everything that follows from it."""
    sent_on = receipt.sent_at.astimezone(AMSTERDAM).date() if receipt.sent_at else None
    known = {
        ReferenceBasis.POSTMARK: receipt.postmark_on,
        ReferenceBasis.SENT: sent_on,
        ReferenceBasis.ELSEWHERE: receipt.received_elsewhere_on,
        ReferenceBasis.RECEIVED: received_on,
    }
    reference_on = reference_date(*known.values())
    start = deadlines.term_start(
        received_on,
        channel_designated=receipt.channel_designated,
        forwarded_on=receipt.forwarded_on,
        sender_told_on=receipt.sender_told_on,
    )
    return {
        "channel": receipt.channel,
        "channel_designated": receipt.channel_designated,
        "written": receipt.written,
        "received_on": received_on,
        "postmark_on": receipt.postmark_on,
        "sent_at": receipt.sent_at,
        "received_elsewhere_on": receipt.received_elsewhere_on,
        "forwarded_on": receipt.forwarded_on,
        "sender_told_on": receipt.sender_told_on,
        "reference_on": reference_on,
        "reference_basis": next(basis for basis in reversed(known) if known[basis] == reference_on),
        "term_start_on": start.on,
        "term_basis": TermBasis.RECEIVED if start.on == received_on else TermBasis.FORWARDED,
        "letter_dated_on": receipt.letter_dated_on,
        "signed": receipt.signed,
        "signature_method": receipt.signature_method,
        "language": receipt.language,
        "informal_tried": receipt.informal_tried,
        "intake_help_given": receipt.intake_help_given,
    }


# --- corrections ----------------------------------------------------------------------------


def correct(
    actor: Actor, complaint_id: int, version: int, receipt: Receipt, description: Description
) -> None:
    """Correct what was registered. Terms and tests follow; the ledger keeps the older lines."""
    with transaction():
        complaint = claim_file(complaint_id, version)
        access.require(actor, access.EDIT[complaint.kind], complaint)
        still_open(complaint)
        receipt = _in_writing(complaint.kind, receipt)
        received_on = check_receipt(receipt, actor.today)
        columns = receipt_columns(receipt, received_on) | vars(description)
        columns["received_at"] = receipt.received_at
        changed = put(complaint, columns)
        if "unit_id" in changed and complaint.state in TOLD:
            informal.tell_leaders(actor, complaint)
        filing.settle(complaint)
        indexing.refresh(complaint)
        audit.record(actor, "complaint:corrected", complaint, complaint, fields=changed)


TOLD = frozenset({State.I1, State.I2, State.I4})
"""The team leader was told of the report: another unit has another one."""


def still_open(complaint: Complaint) -> None:
    """What was judged is no longer changed; a note or a document can always be added."""
    if complaint.state in ENDED:
        raise Refusal("Dit dossier is geëindigd. Leg wat er nog bij komt vast in een notitie.")
    if any(one.kind is DecisionKind.CONCLUSION for one in complaint.decisions):
        raise Refusal(
            "Het bestuur heeft over deze klacht besloten; de klacht zelf verandert niet meer.",
            basis=awb("9:12", 1),
        )


def add_party(actor: Actor, complaint_id: int, data: PartyData, version: int | None = None) -> int:
    """Add a complainant, a representative or a person complained about. Returns the party's id."""
    with transaction():
        complaint = claim_file(complaint_id, version)
        access.require(actor, access.EDIT[complaint.kind], complaint)
        still_open(complaint)
        if data.kind is PartyKind.SUBJECT and complaint.state in INQUIRED:
            raise Refusal(
                "Het onderzoek is afgerond: wie er nu bij komt, kan niet meer worden gehoord.",
                basis=awb("9:10", 1),
            )
        party = _add_party(actor, complaint, data)
        db.session.flush()
        filing.settle(complaint)
        indexing.refresh(complaint)
        return party.id


def _add_party(actor: Actor, complaint: Complaint, data: PartyData) -> Party:
    contact = (
        _existing(actor, data.contact_id) if data.contact_id else _new_contact(actor, data.person)
    )
    if any(one.contact is contact and one.kind is data.kind for one in complaint.parties):
        raise Invalid(contact_id="Deze persoon staat al zo in het dossier.")
    if obstacle := works_on(actor, complaint, contact):
        raise Refusal(obstacle)
    check_role(actor, complaint, data)
    columns = {
        name: value
        for name, value in vars(data).items()
        if name not in {"contact_id", "person", "boxes"}
    }
    party = Party(contact=contact, **columns)
    complaint.parties.append(party)
    db.session.flush()
    audit.record(actor, "party:added", complaint, party, kind=data.kind.value)
    return party


def check_role(actor: Actor, complaint: Complaint, data: PartyData) -> None:
    """What someone is to a complaint can be so; Invalid with each message at its field."""
    wrong: dict[str, str] = {}
    for name, day in (("authorised_on", data.authorised_on), ("refused_on", data.refused_on)):
        if day and day > actor.today:
            wrong[name] = told("Deze dag kan niet in de toekomst liggen.")
    if data.refused_on and data.lawyer:
        wrong["refused_on"] = told("Een advocaat kan niet worden geweigerd (art. 2:2 Awb).")
    if data.refused_on and not data.refusal_reason.strip():
        wrong["refusal_reason"] = told("Geef de reden van de weigering (art. 2:2 Awb).")
    if data.represents_id and data.represents_id not in {one.id for one in complaint.parties}:
        wrong["represents_id"] = told("Kies een klager uit dit dossier.")
    if wrong:
        raise Invalid(**wrong)


def _existing(actor: Actor, contact_id: int) -> Contact:
    contact = contacts.get(actor, contact_id)
    if contact is None:
        raise Invalid(contact_id="Dit contact bestaat niet.")
    return contact


def _new_contact(actor: Actor, person: ContactData | None) -> Contact:
    """Someone new; a name of an organisation alone is that of a legal person."""
    if person is None or not (person.family_name or person.organisation):
        raise Invalid(family_name="Vul een naam in.")
    if person.kind is ContactKind.NATURAL and not person.family_name:
        person = replace(person, kind=ContactKind.LEGAL)
    return write_down(actor, person)


def add_conduct(actor: Actor, complaint_id: int, data: ConductData) -> int:
    """Add a conduct to the complaint. Returns its id."""
    with transaction():
        complaint = claim_file(complaint_id, None)
        access.require(actor, access.EDIT[complaint.kind], complaint)
        still_open(complaint)
        conduct = _add_conduct(complaint, data, data.subject_ids)
        _handled_by_another(complaint)
        filing.settle(complaint)
        indexing.refresh(complaint)
        audit.record(actor, "conduct:added", complaint, conduct)
        return conduct.id


def change_conduct(actor: Actor, conduct_id: int, version: int, data: ConductData) -> None:
    """Correct a conduct; its test on the twelve months follows."""
    with transaction():
        conduct = db.session.get(Conduct, conduct_id)
        if conduct is None:
            raise NotFound
        complaint = claim_file(conduct.complaint_id, None)
        access.require(actor, access.EDIT[complaint.kind], complaint)
        still_open(complaint)
        conduct = claim(conduct, version)
        changed = put(conduct, _conduct_columns(data))
        conduct.subjects = _subjects(complaint, data.subject_ids)
        _handled_by_another(complaint)
        filing.settle(complaint)
        indexing.refresh(complaint)
        audit.record(actor, "conduct:corrected", complaint, conduct, fields=changed)


def _handled_by_another(complaint: Complaint) -> None:
    """SOD7 holds as well when the handling of the report becomes a conduct later on."""
    if complaint.handler_id is None:
        return
    if obstacle := not_about_own_handling(*cases.own_report(complaint, complaint.handler_id)):
        raise Refusal(
            replace(
                obstacle,
                text=told(
                    "%(why)s Draag de klacht eerst over aan een ander.", why=told(obstacle.text)
                ),
                repair="assign",
            )
        )


def _add_conduct(complaint: Complaint, data: ConductData, subject_ids: tuple[int, ...]) -> Conduct:
    conduct = Conduct(
        position=1 + max((one.position for one in complaint.conducts), default=0),
        subjects=_subjects(complaint, subject_ids),
        time_outcome=TimeOutcome.UNDETERMINED,
        time_flags=[],
        **_conduct_columns(data),
    )
    complaint.conducts.append(conduct)
    db.session.flush()
    return conduct


def _subjects(complaint: Complaint, ids: tuple[int, ...]) -> list[Party]:
    known = {one.id: one for one in complaint.parties if one.kind is PartyKind.SUBJECT}
    if unknown := set(ids) - known.keys():
        raise Invalid(subject_ids=told("Onbekende betrokkene: %(key)s.", key=min(unknown)))
    return [known[one] for one in ids]


def _conduct_columns(data: ConductData) -> dict[str, object]:
    """The dates in the columns that belong to the way of dating; Invalid when they do not fit."""
    first, last = data.first_on, data.last_on
    needs_first = data.dating is not Dating.UNKNOWN
    needs_last = data.dating in {Dating.PERIOD, Dating.WINDOW}
    if needs_first and first is None:
        raise Invalid(first_on="Vul de datum in, of kies “onbekend”.")
    if needs_last and last is None:
        raise Invalid(last_on="Vul ook de laatste dag in.")
    if needs_last and first and last and last < first:
        raise Invalid(last_on="De laatste dag ligt voor de eerste.")
    span = data.dating in {Dating.PERIOD, Dating.ONGOING}
    return {
        "title": data.title,
        "description": data.description,
        "place": data.place,
        "category_id": data.category_id,
        "about_report": data.about_report,
        "dating": data.dating,
        "occurred_on": first if data.dating is Dating.DAY else None,
        "started_on": first if span else None,
        "ended_on": last if data.dating is Dating.PERIOD else None,
        "earliest_on": first if data.dating is Dating.WINDOW else None,
        "latest_on": last if data.dating is Dating.WINDOW else None,
    }


NOTES: dict[Kind, tuple[Permission, ...]] = {
    Kind.FORMAL: (Permission.COMPLAINT_EDIT, Permission.COMPLAINT_ROUTE),
    Kind.REPORT: (Permission.REPORT_WRITE,),
}
"""What it takes to write a note in a file of this kind: one of these."""


def add_note(actor: Actor, complaint_id: int, text: str, draft_version: int = 0) -> None:
    """Keep an internal note with the file; the draft of it is gone in the same moment."""
    if not text.strip():
        raise Invalid(text="Schrijf eerst iets op.")
    with transaction():
        complaint = open_file(complaint_id)
        access.require(actor, access.READ[complaint.kind], complaint)
        if not any(access.may(actor, one, complaint) for one in NOTES[complaint.kind]):
            access.require(actor, NOTES[complaint.kind][0], complaint)
        note = Note(text=text, at=now(), by_id=actor.user_id)
        complaint.notes.append(note)
        indexing.refresh(complaint)
        note_drafts.spent(actor, complaint_id, note_drafts.NOTE, draft_version)
        audit.record(actor, "note:added", complaint, note)


def printed(actor: Actor, complaint_id: int, *, notes: bool) -> None:
    """Write down that someone made a paper file of it: from there on it can go anywhere."""
    with transaction():
        complaint = open_file(complaint_id)
        access.require(actor, access.READ[complaint.kind], complaint)
        audit.record(actor, "complaint:printed", complaint, notes=notes)
