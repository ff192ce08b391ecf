"""What goes along with a letter: the right file for each line under "Bijlagen"."""

from models import Enclosure, db
from operations import access, audit, documents, incoming
from operations.transaction import claim, claim_file, transaction
from queries import letters as sent_letters
from rules.correspondence import BY_KIND
from rules.errors import NotFound, Refusal
from rules.law import awb
from rules.permissions import Actor
from rules.vocabulary import LetterState, Permission


def put(actor: Actor, enclosure_id: int, version: int, data: bytes, name: str) -> None:
    """Put a file in the place of an enclosure: a paper that was scanned, a copy without address.

    The file that was there stays in the dossier. Raises Refusal once the letter is definitive.
    """
    received = incoming.receive(data, name)
    with transaction():
        enclosure = _claim(actor, enclosure_id, version)
        letter, complaint = enclosure.letter, enclosure.letter.complaint
        enclosure.document = documents.filed(
            actor, complaint, received, origin=sent_letters.PUT_WITH
        )
        db.session.flush()
        audit.record(actor, "letter:enclosed", complaint, letter, sha256=enclosure.document.sha256)


def leave_out(actor: Actor, enclosure_id: int, version: int) -> None:
    """Let something not go along with this letter; its file stays in the dossier.

    Raises Refusal where the law or the scheme wants it there (art. 2:3, 9:9 and 9:15 lid 4 Awb).
    """
    with transaction():
        enclosure = _claim(actor, enclosure_id, version)
        letter = enclosure.letter
        if basis := BY_KIND[letter.kind].encloses:
            raise Refusal(
                "Dit stuk hoort bij deze brief. Moet er iets in worden weggelakt? Vervang het dan "
                "door een afschrift.",
                basis=basis,
            )
        sha256 = enclosure.document.sha256 if enclosure.document else ""
        audit.record(actor, "letter:left_out", letter.complaint, letter, sha256=sha256)
        db.session.delete(enclosure)


def _claim(actor: Actor, enclosure_id: int, version: int) -> Enclosure:
    """What goes along is settled with the letter itself (SOD6), and frozen with it (art. 2:12)."""
    enclosure = db.session.get(Enclosure, enclosure_id)
    if enclosure is None:
        raise NotFound
    letter = access.letter(actor, enclosure.letter_id)
    complaint = claim_file(letter.complaint_id, None)
    access.require(actor, Permission.LETTER_WRITE, complaint)
    if letter.state is LetterState.FINAL:
        raise Refusal("De brief is definitief. Zet hem eerst terug naar concept.")
    if letter.state is not LetterState.DRAFT:
        raise Refusal("Wat bij deze brief hoorde, verandert niet meer.", basis=awb("2:12"))
    claim(letter, version)
    return enclosure
