"""Letters as files: a version to download, as it looks, as PDF, and with its enclosures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from flask import current_app

from letters import pdf, render
from models import LetterVersion, db
from operations import access, audit, documents
from operations.transaction import transaction
from queries import letters as sent_letters
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


def printed_version(actor: Actor, letter_id: int, number: int) -> tuple[str, bytes]:
    """One version as PDF, tagged and in Dutch: its name and bytes.

    Raises NotFound where LibreOffice is not installed.
    """
    if not pdf.available():
        raise NotFound
    name, data = open_version(actor, letter_id, number)
    (made,) = _printed([data])
    return f"{name.removesuffix('.docx')}.pdf", made


@dataclass(frozen=True)
class Mailed:
    """A letter as the panel mails it; empty where it cannot."""

    letter: bytes = b""
    enclosed: Mapping[str, bytes] = field(default_factory=dict)
    """The letters of the panel that go along, by the sha256 of their Word file."""


def mailed(actor: Actor, letter_id: int) -> Mailed:
    """The definitive letter and the letters that go along, as PDF. What was made before is kept."""
    letter = access.letter(actor, letter_id)
    if not mails() or letter.state not in {LetterState.FINAL, LetterState.SENT}:
        return Mailed()
    newest = letter.versions[-1].document
    along = [one.document for one in letter.enclosures if one.document]
    wanted = [newest, *(one for one in along if documents.is_letter(one))]
    made: dict[str, bytes] = {}
    words: dict[str, bytes] = {}
    for one in wanted:
        stored = sent_letters.pdf_of(one)
        found, from_sha256 = (made, stored.sha256) if stored else (words, one.sha256)
        found[one.sha256] = documents.read(from_sha256)
    key = newest.sha256
    db.session.rollback()
    made |= zip(words, _printed(list(words.values())), strict=True)
    return Mailed(made[key], made)


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
        files = [(one.name, documents.reader(documents.safe(one))) for one in enclosed]
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


def _printed(words: Sequence[bytes]) -> list[bytes]:
    """Made outside the transaction: LibreOffice takes a second or more."""
    try:
        made = pdf.of_word(words)
    except pdf.Busy:
        raise Refusal("Er wordt al een andere pdf gemaakt. Probeer het zo nog eens.") from None
    if None in made:
        raise Refusal("Van deze brief is geen pdf te maken. Open hem in Word en kijk hem na.")
    return [one for one in made if one is not None]


def _found(actor: Actor, letter_id: int, number: int) -> LetterVersion:
    letter = access.letter(actor, letter_id)
    found = next((one for one in letter.versions if one.number == number), None)
    if found is None:
        raise NotFound
    return found
