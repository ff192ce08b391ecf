"""The print run: letters that go by post, with their enclosures, as one PDF to print."""

from bisect import bisect_right
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from pikepdf import Pdf

from letters import pdf, plain, printing, telling
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


@dataclass(frozen=True)
class Step:
    """How far a run is: first the letters, then a page in front of each."""

    done: int
    most: int
    finished: tuple[Item, ...] = ()
    """Letters of which the pages are there since the step before."""


@dataclass(frozen=True)
class Run:
    """What was made: which letters, and under which sha256 the store keeps the PDF for a day."""

    letters: tuple[int, ...]
    sha256: str
    by_hand: tuple[str, ...]
    """Letters of which no pages could be made; their page in front says so."""


def printing_run(actor: Actor, letter_ids: Sequence[int]) -> Generator[Step, None, Run]:
    """Make one PDF of these letters, telling meanwhile how far it is; ``taken`` gives it.

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
        access.require_for(actor, Permission.LETTER_SEND, letter)
    keys, items = tuple(one.id for one in chosen), [_item(one) for one in chosen]
    db.session.rollback()  # nobody waits for the record while LibreOffice works
    yield Step(0, 2 * len(items))
    try:
        made, by_hand = yield from _bound(items)
    except pdf.Busy:
        raise Refusal(
            "Er wordt al een andere pdf gemaakt. Probeer het over een minuut nog eens."
        ) from None
    # No row names it: what nobody asks for, the store sweeps after a day.
    return Run(keys, documents.put(made), by_hand)


def taken(actor: Actor, letter_ids: Sequence[int], sha256: str) -> tuple[str, bytes]:
    """The PDF of a run, for who made it: its name and bytes. The trail keeps what was printed.

    Raises NotFound when one of its letters does not exist for the actor any more.
    """
    with transaction():
        for key in sorted(letter_ids):
            letter = access.letter(actor, key)
            access.require_for(actor, Permission.LETTER_SEND, letter)
            audit.record(actor, "letter:printed", letter.complaint, letter)
        return f"Afdrukken {cases.local_day(now()):%d-%m-%Y}.pdf", documents.read(sha256)


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


def _bound(items: Sequence[Item]) -> Generator[Step, None, tuple[bytes, tuple[str, ...]]]:
    """Everything is converted in one go; then each letter gets its page in front."""
    most, steps = 2 * len(items), _Finished(items)
    files = [(name, documents.read(sha256)) for item in items for name, sha256 in item.files]
    printed = iter((yield from telling.retold(printing.printing(files), steps)))
    pages = [[next(printed) for _ in item.files] for item in items]
    covers = yield from telling.retold(
        printing.printing(
            [
                ("voorblad.docx", plain.document(item.reference, _cover(item, place, items, found)))
                for place, (item, found) in enumerate(zip(items, pages, strict=True), 1)
            ]
        ),
        lambda done: Step(len(items) + done, most),
    )
    parts = [
        (f"{item.reference} {item.addressee}", one)
        for item, cover, found in zip(items, covers, pages, strict=True)
        for one in (cover, *found)
        if one is not None
    ]
    by_hand = tuple(
        f"{item.reference}: {item.title}"
        for item, found in zip(items, pages, strict=True)
        if found[0] is None
    )
    return pdf.bound("Afdrukken", parts, to_post=True), by_hand


class _Finished:
    """Turns a number of files into the letters that are complete with their enclosures."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items, self.told = items, 0
        self.ends = list(accumulate(len(one.files) for one in items))

    def __call__(self, files: int) -> Step:
        told, self.told = self.told, bisect_right(self.ends, files)
        return Step(self.told, 2 * len(self.items), tuple(self.items[told : self.told]))


def _cover(
    item: Item, place: int, items: Sequence[Item], found: Sequence[Pdf | None]
) -> Iterator[str | plain.Table]:
    yield f"Brief {place} van {len(items)}. Dit blad gaat niet mee."
    yield (("Brief", item.title), ("Aan", item.addressee), ("Bijlagen", str(len(found) - 1)))
    unprinted = [name for (name, _), pages in zip(item.files, found, strict=True) if pages is None]
    for name in (*item.by_hand, *unprinted):
        yield f"Leg er zelf bij: {name}"
