"""Letters as files: a version to download, as it looks, and as PDF."""

from letters import pdf
from models import Letter, LetterVersion, db
from operations import audit, documents
from operations.transaction import transaction
from queries import letters as sent_letters
from rules.errors import NotFound, Refusal
from rules.permissions import Actor


def open_version(actor: Actor, letter_id: int, number: int) -> tuple[str, bytes]:
    """One version to download: its name and bytes. The trail keeps who fetched it."""
    with transaction():
        version = _found(actor, letter_id, number)
        letter, data = version.letter, documents.read(version.document.sha256)
        audit.record(actor, "letter:downloaded", letter.complaint, letter, number=number)
        return version.document.name, data


def shown_version(actor: Actor, letter_id: int, number: int) -> tuple[str, bytes]:
    """One version to look at, as part of the letter page, which keeps who saw it."""
    version = _found(actor, letter_id, number)
    return version.document.name, documents.read(version.document.sha256)


def printed_version(actor: Actor, letter_id: int, number: int) -> tuple[str, bytes]:
    """One version as PDF, tagged and in Dutch: its name and bytes.

    Raises NotFound where LibreOffice is not installed.
    """
    if not pdf.available():
        raise NotFound
    name, data = open_version(actor, letter_id, number)
    return f"{name.removesuffix('.docx')}.pdf", _printed(data)


def _printed(data: bytes) -> bytes:
    """Made outside the transaction: LibreOffice takes a second or more."""
    try:
        (made,) = pdf.of_word([data])
    except pdf.Busy:
        raise Refusal("Er wordt al een andere pdf gemaakt. Probeer het zo nog eens.") from None
    if made is None:
        raise Refusal("Van deze brief is geen pdf te maken. Open hem in Word en kijk hem na.")
    return made


def _found(actor: Actor, letter_id: int, number: int) -> LetterVersion:
    letter = db.session.get(Letter, letter_id)
    if letter is None or not sent_letters.exists_for(actor, letter_id):
        raise NotFound
    found = next((one for one in letter.versions if one.number == number), None)
    if found is None:
        raise NotFound
    return found
