"""Everything about one person as a zip (inzage, art. 15 AVG), of what people looked at first.

The panel decides about no piece: what nobody looked at stays behind, and the index says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from letters import plain
from models import Complaint, Contact, DataRequest, Disclosure, Document, Letter, Party, db
from operations import audit, documents
from operations.clock import now
from operations.data_requests import existing, running
from operations.transaction import claim, transaction
from operations.zips import Read, bytes_of, streamed
from queries import cases, data_subjects, retention
from queries.data_subjects import Looked, Piece
from rules.data_subjects import RIGHT
from rules.errors import Conflict, Invalid, NotFound, Obstacle, Refusal
from rules.law import avg
from rules.permissions import Actor
from rules.retention import kept_until
from rules.vocabulary import DisclosureChoice, DisclosureKind, RequestKind
from rules.wording import told


class Decided(NamedTuple):
    """What a form says about one piece."""

    choice: DisclosureChoice
    fingerprint: str
    """Of what whoever decided had on the screen."""
    text: str = ""
    reason: str = ""


def review(actor: Actor, key: int, which: str, decided: Decided) -> None:
    """Keep what a person decided about one piece. Decided again, the last decision counts.

    Raises Conflict when the piece is not what that person looked at.
    """
    with transaction():
        request = running(actor, key, None)
        piece = find(actor, request, which)
        if piece.fingerprint != decided.fingerprint:
            raise Conflict
        wrong: dict[str, str] = {}
        if decided.choice is DisclosureChoice.OUT and not decided.reason.strip():
            wrong["reason"] = told("Zeg waarom. De verzoeker leest dit; noem dus geen namen.")
        if decided.choice is DisclosureChoice.MASKED:
            if piece.sha256:
                wrong["choice"] = told(
                    "Dit is een bestand. Zet een versie zonder die stukken in het dossier, en kies "
                    "hier dat dit bestand niet meegaat."
                )
            elif not decided.text.strip():
                wrong["masked"] = told("Zet hier de tekst zoals hij meegaat.")
        if wrong:
            raise Invalid(**wrong)
        made = _decision(request, piece)
        made.choice, made.fingerprint = decided.choice, piece.fingerprint
        made.text = decided.text if decided.choice is DisclosureChoice.MASKED else ""
        made.reason, made.at = decided.reason.strip(), now()
        made.by_id = actor.user_id or 0
        db.session.add(made)
        db.session.flush()
        audit.record(
            actor, "disclosure:reviewed", piece.complaint, made, source=request.number,
            kind=piece.kind, choice=decided.choice,
        )  # fmt: skip


def find(actor: Actor, request: DataRequest, which: str) -> Piece:
    """One piece of what there is of whoever asked. Raises NotFound."""
    contact = _asker(request)
    files = data_subjects.files_of(actor, contact.id)
    for one in data_subjects.pieces(actor, contact, files):
        if one.key == which:
            return one
    raise NotFound


def _asker(request: DataRequest) -> Contact:
    """Whoever asked. Raises NotFound when nothing is left of that person."""
    if request.contact is None:
        raise NotFound
    return request.contact


def _decision(request: DataRequest, piece: Piece) -> Disclosure:
    found = db.session.query(Disclosure).filter_by(
        request_id=request.id, kind=piece.kind, item_id=piece.id
    )
    one = found.one_or_none()
    if one is not None:
        return claim(one, None)
    return Disclosure(
        request_id=request.id, complaint_id=piece.complaint.id, kind=piece.kind, item_id=piece.id
    )


# --- the zip --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Part:
    """A piece as the index says it: under which name it is in the zip, or why it is not."""

    piece: Piece
    name: str = ""
    why: str = ""
    read: Read | None = None


def package(actor: Actor, key: int) -> tuple[str, Iterator[bytes]]:
    """Everything about whoever asked: its name, and the zip in pieces. Each file it is made of,
    and the request, keep in the trail who made it.

    Nothing of a file that the maker may not see is in it (SOD1).
    """
    with transaction():
        request = existing(actor, key)
        if request.kind is not RequestKind.ACCESS:
            raise Refusal("Dit is geen verzoek om inzage.", basis=RIGHT[RequestKind.ACCESS])
        if not request.identity.strip():
            raise Refusal(
                Obstacle(
                    "Leg eerst bij het verzoek vast hoe is vastgesteld wie dit vraagt.",
                    avg("12", 6),
                    f"/admin/privacy/edit/?id={request.id}",
                )
            )
        contact = _asker(request)
        files = data_subjects.files_of(actor, contact.id)
        looked = data_subjects.looked_at(request, data_subjects.pieces(actor, contact, files))
        parts = [_part(place, one) for place, one in enumerate(looked, 1)]
        title = f"Inzage {request.number}"
        index = plain.document(title, _index(request, contact, files, parts))
        for complaint in files:
            gone = sum(one.piece.complaint is complaint and bool(one.name) for one in parts)
            audit.record(
                actor, "data_request:exported", complaint, request, number=request.number,
                count=gone,
            )  # fmt: skip
        audit.record(
            actor, "data_request:exported", entity=request, number=request.number,
            count=sum(bool(one.name) for one in parts),
            kept_back=sum(not one.name for one in parts),
        )  # fmt: skip
        inside = [(one.name, one.read) for one in parts if one.read is not None]
    return f"{title}.zip", streamed([("00 Inhoud.docx", bytes_of(index)), *inside])


NOT_LOOKED = (
    "Nog niet bekeken of hier gegevens van anderen in staan. Daarom gaat dit niet mee (art. 15 "
    "lid 4 AVG)."
)
CHANGED = "Veranderd nadat iemand ernaar keek, en daarom nog niet meegegeven (art. 15 lid 4 AVG)."
HELD_BACK = "De virusscanner heeft dit bestand niet vrijgegeven."
LOST = "Dit bestand is niet te lezen."


def _part(place: int, one: Looked) -> Part:
    piece, decided = one.piece, one.decided
    if piece.held:
        return Part(piece, why=HELD_BACK)
    if decided is None:
        return Part(piece, why=CHANGED if one.changed else NOT_LOOKED)
    if not one.goes:
        return Part(piece, why=decided.reason)
    name = f"{place:03} {piece.kind.label} {piece.on:%d-%m-%Y}"
    if piece.sha256:
        try:
            return Part(piece, f"{name}.{piece.suffix}", read=_reader(piece))
        except NotFound:
            return Part(piece, why=LOST)
    words = decided.text if decided.choice is DisclosureChoice.MASKED else piece.text
    head = f"{piece.name}, {piece.on:%d-%m-%Y}"
    return Part(
        piece, f"{name}.docx",
        "Met weggelaten stukken." if decided.choice is DisclosureChoice.MASKED else "",
        bytes_of(plain.document(head, [words])),
    )  # fmt: skip


def _reader(piece: Piece) -> Read:
    if piece.kind is DisclosureKind.DOCUMENT:
        return _document(db.session.get_one(Document, piece.id))
    return _letter(db.session.get_one(Letter, piece.id))


def _document(one: Document) -> Read:
    return documents.reader(documents.safe(one))


def _letter(one: Letter) -> Read:
    if one.sent_sha256 is None:
        raise NotFound
    return documents.reader(one.sent_sha256)


def _index(
    request: DataRequest, contact: Contact, files: Sequence[Complaint], parts: Sequence[Part]
) -> Iterator[str | plain.Table]:
    yield (
        f"Verzoek {request.number}, ontvangen op {request.received_on:%d-%m-%Y}. Gemaakt op "
        f"{cases.local_day(now()):%d-%m-%Y}."
    )
    yield "Namen van anderen staan hier niet. Zij zijn “een ander”."
    yield plain.Heading("Uw gegevens")
    yield [("Gegeven", "Zoals wij het hebben"), *_contact(contact)]
    yield plain.Heading("De dossiers waarin u voorkomt")
    if not files:
        yield "Er zijn geen dossiers die de maker van dit overzicht mag zien."
        return
    yield [
        ("Kenmerk", "Soort", "Uw rol", "Ontvangen", "Bewaard tot en met"),
        *_files(files, contact),
    ]
    for complaint, group in groupby(parts, key=lambda one: one.piece.complaint):
        of_file = list(group)
        inside = [one for one in of_file if one.name]
        left = [one for one in of_file if not one.name]
        yield plain.Heading(f"Dossier {complaint.reference}")
        if inside:
            yield [
                ("Bestand", "Wat", "Datum"),
                *(
                    (one.name, " ".join(filter(None, (f"{one.piece.name}.", one.why))), _day(one))
                    for one in inside
                ),
            ]
        if left:
            yield "Dit gaat niet mee:"
            yield [
                ("Wat", "Datum", "Waarom niet"),
                *((str(one.piece.name), _day(one), one.why) for one in left),
            ]
    yield from ABOUT


def _day(one: Part) -> str:
    return f"{one.piece.on:%d-%m-%Y}"


def _contact(contact: Contact) -> Iterator[tuple[str, str]]:
    street = " ".join(part for part in (contact.street, contact.house_number) if part)
    town = " ".join(part for part in (contact.postcode, contact.town) if part)
    consent = contact.email_consent_on
    for name, value in (
        ("Naam", cases.display_name(contact)),
        ("Organisatie", contact.organisation if contact.family_name else ""),
        ("Aanspreekvorm", contact.salutation),
        ("Adres", ", ".join(part for part in (street, town, contact.foreign_address) if part)),
        ("E-mailadres", contact.email),
        ("Telefoonnummer", contact.phone),
        ("Relatie met de organisatie", contact.relation),
        ("Stemt in met e-mail sinds", f"{consent:%d-%m-%Y}" if consent else ""),
        ("Vastgelegd op", f"{cases.local_day(contact.recorded_at):%d-%m-%Y}"),
    ):
        if value:
            yield name, value


def _files(files: Sequence[Complaint], contact: Contact) -> Iterator[tuple[str, ...]]:
    until = {
        one.id: f"{kept_until(facts.ended_on, facts.rule):%d-%m-%Y}"
        for one, facts in retention.facts_of(files)
    }
    for one in files:
        roles = [_role(party) for party in one.parties if party.contact_id == contact.id]
        yield (
            one.reference, one.kind.label, ", ".join(roles), f"{one.received_on:%d-%m-%Y}",
            until.get(one.id, "loopt nog"),
        )  # fmt: skip


def _role(party: Party) -> str:
    return party.kind.label


ABOUT: tuple[str, ...] = (
    plain.Heading("Waarvoor wij deze gegevens gebruiken"),
    """Om klachten over gedragingen te behandelen en daarvan een register bij te houden (hoofdstuk 9
van de Algemene wet bestuursrecht). De grondslag is een wettelijke plicht en een taak van algemeen
belang (art. 6 lid 1 onder c en e AVG).""".replace("\n", " "),
    plain.Heading("Van wie wij ze hebben en wie ze krijgen"),
    """Van uzelf, van wie een klacht indiende of erover werd gehoord, en van wie de klacht
behandelt. Wie het dossier behandelt of erover adviseert leest ze; de klager, degene over wie wordt
geklaagd en hun gemachtigden krijgen wat de wet hun toekent (art. 9:9, 9:10 en 9:12 Awb); de
ombudsman als die onderzoek doet.""".replace("\n", " "),
    plain.Heading("Wat u kunt vragen"),
    """U kunt vragen om verbetering of aanvulling (art. 16 AVG), om wissing (art. 17), om beperking
(art. 18) en bezwaar maken tegen het gebruik (art. 21). U kunt een klacht indienen bij de
Autoriteit Persoonsgegevens (art. 77 AVG). Er zijn geen besluiten die alleen door een computer
worden genomen.""".replace("\n", " "),
)
"""What art. 15 lid 1 AVG wants told beside the data themselves."""
