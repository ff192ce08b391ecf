"""The print run: letters that go by post, with their enclosures, as one PDF to print."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pikepdf import Pdf

from letters import pdf, plain, printing
from letters.catalogue import ON_PAPER
from models import Letter, db
from operations import access, audit, documents
from operations.clock import now
from operations.transaction import transaction
from queries import cases
from queries import letters as reading
from rules.errors import Invalid, NotFound, Refusal
from rules.permissions import Actor
from rules.vocabulary import Permission


@dataclass(frozen=True)
class Item:
    """One letter of the run: what its separator page says, and the files that follow it."""

    title: str
    reference: str
    addressee: str
    files: tuple[tuple[str, str], ...]
    """Name and sha256: the letter first, then its enclosures."""
    by_hand: tuple[str, ...]
    """Enclosures without a file."""


def print_run(actor: Actor, letter_ids: Sequence[int]) -> tuple[str, bytes]:
    """These letters as one PDF: its name and bytes. The trail keeps what was printed.

    Before each letter comes a page that says for whom it is and what has to go with it. Raises
    NotFound where LibreOffice is not installed, or for a letter that is not there to be printed.
    """
    if not pdf.available():
        raise NotFound
    if not letter_ids:
        raise Invalid(letters="Kies welke brieven je wilt afdrukken.")
    found = {one.id: one for one in reading.to_print(actor, ON_PAPER)}
    if not set(letter_ids) <= found.keys():
        raise NotFound
    chosen = [one for key, one in found.items() if key in set(letter_ids)]
    for letter in chosen:
        access.require(actor, Permission.LETTER_SEND, letter.complaint)
    items = [_item(one) for one in chosen]
    db.session.rollback()  # nobody waits for the record while LibreOffice works
    try:
        made = _bound(items)
    except pdf.Busy:
        raise Refusal(
            "Er wordt al een andere pdf gemaakt. Probeer het over een minuut nog eens."
        ) from None
    with transaction():
        for key in sorted(letter_ids):
            letter = db.session.get_one(Letter, key)
            audit.record(actor, "letter:printed", letter.complaint, letter)
    return f"Afdrukken {cases.local_day(now()):%d-%m-%Y}.pdf", made


def _item(letter: Letter) -> Item:
    word = letter.versions[-1].document
    enclosed = [one.document for one in letter.enclosures if one.document]
    return Item(
        letter.kind.label,
        letter.complaint.reference,
        letter.addressee,
        ((word.name, word.sha256), *((one.name, documents.safe(one)) for one in enclosed)),
        tuple(one.name for one in letter.enclosures if one.document is None),
    )


def _bound(items: Sequence[Item]) -> bytes:
    """Everything is converted in one go; then each letter gets its page in front."""
    files = [(name, documents.read(sha256)) for item in items for name, sha256 in item.files]
    printed = iter(printing.pages(files))
    pages = [[next(printed) for _ in item.files] for item in items]
    covers = printing.pages(
        [
            ("voorblad.docx", plain.document(item.reference, _cover(item, place, items, found)))
            for place, (item, found) in enumerate(zip(items, pages, strict=True), 1)
        ]
    )
    parts = [
        (f"{item.reference} {item.addressee}", one)
        for item, cover, found in zip(items, covers, pages, strict=True)
        for one in (cover, *found)
        if one is not None
    ]
    return pdf.bound("Afdrukken", parts, to_post=True)


def _cover(
    item: Item, place: int, items: Sequence[Item], found: Sequence[Pdf | None]
) -> Iterator[str | plain.Table]:
    yield f"Brief {place} van {len(items)}. Dit blad gaat niet mee."
    yield (("Brief", item.title), ("Aan", item.addressee), ("Bijlagen", str(len(found) - 1)))
    unprinted = [name for (name, _), pages in zip(item.files, found, strict=True) if pages is None]
    for name in (*item.by_hand, *unprinted):
        yield f"Leg er zelf bij: {name}"
