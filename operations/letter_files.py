"""Letters as files: a version to download, as it looks, as PDF, and with its enclosures."""

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from flask import current_app

from letters import pdf, render
from models import Letter, LetterVersion, db
from operations import access, audit, documents
from operations.transaction import transaction
from rules.errors import NotFound, Refusal
from rules.permissions import Actor
from rules.vocabulary import LetterState
from text import file_name


def open_version(actor: Actor, letter_id: int, number: int) -> tuple[str, bytes]:
    """One version to download: its name and bytes. The trail keeps who fetched it."""
    with transaction():
        version = _found(actor, letter_id, number)
        letter = version.letter
        audit.record(actor, "letter:downloaded", letter.complaint, letter, number=number)
        return version.document.name, _taken(version)


def shown_version(actor: Actor, letter_id: int, number: int) -> tuple[str, bytes]:
    """One version to look at, as part of the letter page, which keeps who saw it."""
    version = _found(actor, letter_id, number)
    return version.document.name, documents.read(version.document.sha256)


def before_and_now(letter: Letter) -> tuple[str, str]:
    """What the letter said when it was made, and what it says now; empty when nobody edited it."""
    first, newest = letter.versions[0].document.sha256, letter.versions[-1].document.sha256
    if first == newest:
        return "", ""
    return render.read_text(documents.read(first)), render.read_text(documents.read(newest))


def printed_version(actor: Actor, letter_id: int, number: int) -> tuple[str, bytes]:
    """One version as PDF, tagged and in Dutch: its name and bytes.

    Raises NotFound where LibreOffice is not installed.
    """
    if not pdf.available():
        raise NotFound
    name, data = open_version(actor, letter_id, number)
    return f"{name.removesuffix('.docx')}.pdf", _printed(data)


def mailed(actor: Actor, letter_id: int) -> bytes:
    """The definitive letter as the panel mails it; empty where it cannot."""
    return _definitive(actor, letter_id) if mails() else b""


def placed(actor: Actor, letter_id: int) -> bytes:
    """The same for the code page; empty where no PDF can be made: there the Word file stands."""
    return _definitive(actor, letter_id) if pdf.available() else b""


def _definitive(actor: Actor, letter_id: int) -> bytes:
    letter = access.letter(actor, letter_id)
    if letter.state not in {LetterState.FINAL, LetterState.SENT}:
        return b""
    data = documents.read(letter.versions[-1].document.sha256)
    db.session.rollback()
    return _printed(data)


def mails() -> bool:
    """Whether the panel sends letters by e-mail: it can make a PDF, and knows a mail server."""
    return pdf.available() and current_app.extensions["wederhoor"].mail is not None


def with_enclosures(actor: Actor, letter_id: int) -> tuple[str, bytes]:
    """The newest version and all its enclosures as one zip: its name and bytes.

    The trail keeps who took it.
    """
    with transaction():
        letter = access.letter(actor, letter_id)
        newest = letter.versions[-1]
        name, first = newest.document.name, _taken(newest)
        enclosed = [one.document for one in letter.enclosures if one.document]
        files = [(one.name, documents.reader(one.sha256)) for one in enclosed]
        audit.record(actor, "letter:package", letter.complaint, letter, count=1 + len(files))
    with ZipFile(kept := BytesIO(), "w", ZIP_STORED) as pack:  # what is in it is packed already
        pack.writestr(file_name(f"00 {name}", longest=110), first)
        for place, (inside, read) in enumerate(files, 1):
            pack.writestr(file_name(f"{place:02} {inside}", longest=110), read())
    return f"{name.removesuffix('.docx')} met bijlagen.zip", kept.getvalue()


def _taken(version: LetterVersion) -> bytes:
    """As someone takes it along: a draft says which version it is, to be known when it is back."""
    data = documents.read(version.document.sha256)
    drafted = version.letter.state is LetterState.DRAFT
    return render.stamped(data, version.number) if drafted else data


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
    letter = access.letter(actor, letter_id)
    found = next((one for one in letter.versions if one.number == number), None)
    if found is None:
        raise NotFound
    return found
