"""What goes along with a letter: the right file for each line under "Bijlagen"."""

from models import Document, Enclosure, Letter, db
from operations import access, audit, documents, incoming
from operations.transaction import claim, claim_file, transaction
from queries import letters as sent_letters
from rules.correspondence import BY_KIND
from rules.errors import Invalid, NotFound, Refusal
from rules.law import awb
from rules.permissions import Actor
from rules.vocabulary import LetterState, Permission


def add(
    actor: Actor, letter_id: int, version: int, paper: int | tuple[str, bytes], name: str = ""
) -> None:
    """Let one more file go along: a document of the dossier, or a file that comes into it.

    ``name`` is its line under "Bijlagen"; without one, what the file is called. Raises Invalid for
    a name that another enclosure has, Refusal once the letter is definitive.
    """
    received = paper if isinstance(paper, int) else incoming.receive(paper[1], paper[0])
    with transaction():
        letter = _claim(actor, letter_id, version)
        if isinstance(received, int):
            offered = dict(sent_letters.enclosable(actor, letter.id))
            if received not in offered:
                raise Invalid(added="Dit stuk is er niet meer. Kies een ander.")
            document, called = db.session.get_one(Document, received), offered[received]
        else:
            document = documents.filed(
                actor, letter.complaint, received, origin=sent_letters.PUT_WITH
            )
            db.session.add(document)
            called = document.name
        name = name or called
        if name.casefold() in {one.name.casefold() for one in letter.enclosures}:
            raise Invalid(added_name="Er gaat al een bijlage met deze naam mee. Kies een andere.")
        letter.enclosures.append(Enclosure(name=name, document=document, added=True))
        db.session.flush()
        audit.record(actor, "letter:enclosed", letter.complaint, letter, sha256=document.sha256)


COPY = awb("9:9")


def put(
    actor: Actor, enclosure_id: int, version: int, data: bytes, name: str, reason: str = ""
) -> None:
    """Put a file in the place of an enclosure: a paper that was scanned, a copy without address.

    The file that was there stays in the dossier. Whoever is complained about gets the whole
    complaint (art. 9:9 Awb): another file in place of a part of it asks a ``reason``, which stays
    beside it (law.md P3). Raises Invalid without it, Refusal once the letter is definitive.
    """
    received = incoming.receive(data, name)
    with transaction():
        enclosure = _existing(actor, enclosure_id, version)
        letter, complaint = enclosure.letter, enclosure.letter.complaint
        whole = enclosure.document is not None and enclosure.document.part_of_complaint
        if whole and BY_KIND[letter.kind].encloses == COPY and not reason.strip():
            text = "Leg uit waarom dit stuk niet meegaat zoals het binnenkwam (art. 9:9 Awb)."
            raise Invalid(reason=text)
        enclosure.document = documents.filed(
            actor, complaint, received, origin=sent_letters.PUT_WITH
        )
        db.session.flush()
        sha256 = enclosure.document.sha256
        enclosure.reason = reason.strip() or enclosure.reason
        audit.record(actor, "letter:enclosed", complaint, letter, sha256=sha256)


def leave_out(actor: Actor, enclosure_id: int, version: int) -> None:
    """Let something not go along with this letter; its file stays in the dossier.

    Raises Refusal where the law or the scheme wants it there (art. 2:3, 9:9 and 9:15 lid 4 Awb).
    """
    with transaction():
        enclosure = _existing(actor, enclosure_id, version)
        letter = enclosure.letter
        basis = BY_KIND[letter.kind].encloses
        if basis and not enclosure.added:
            raise Refusal(
                "Dit stuk hoort bij deze brief. Moet er iets in worden weggelakt? Vervang het dan "
                "door een afschrift.",
                basis=basis,
            )
        sha256 = enclosure.document.sha256 if enclosure.document else ""
        audit.record(actor, "letter:left_out", letter.complaint, letter, sha256=sha256)
        db.session.delete(enclosure)


def _existing(actor: Actor, enclosure_id: int, version: int) -> Enclosure:
    enclosure = db.session.get(Enclosure, enclosure_id)
    if enclosure is None:
        raise NotFound
    _claim(actor, enclosure.letter_id, version)
    return enclosure


def _claim(actor: Actor, letter_id: int, version: int) -> Letter:
    """What goes along is settled with the letter itself (SOD6), and frozen with it (art. 2:12)."""
    letter = access.letter(actor, letter_id)
    claim_file(letter.complaint_id, None)
    access.require_for(actor, Permission.LETTER_WRITE, letter)
    if letter.state is LetterState.FINAL:
        raise Refusal("De brief is definitief. Zet hem eerst terug naar concept.")
    if letter.state is not LetterState.DRAFT:
        raise Refusal("Wat bij deze brief hoorde, verandert niet meer.", basis=awb("2:12"))
    return claim(letter, version)
