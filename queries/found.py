"""One search over everything that someone may see: files, conversations, letters, attachments.

Rows that the actor may not open are left out before anything is counted or ranked, so that no hit,
count or order tells of them. Special data (law.md P3, art. 9 AVG) is in no row at all.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, select

from models import Complaint, Document, Enclosure, Letter, SearchText, db
from queries import complaints, letters
from queries.listing import Listing, first
from queries.passages import Passage, around, marked
from queries.search import NAUGHT, SHORTEST_INDEXED, Words
from rules.permissions import Actor
from rules.vocabulary import HELD, Kind, LetterKind, Permission, SearchKind, State

MOST = 200
"""So many of each sort are ranked, the newest; who wants more has to say more."""
SIZE = 20
MOST_SHOWN = 3
"""Places of one file."""
NEWEST = ((Complaint.id, True),)


class Rank(IntEnum):
    """Where the words stand, what counts most first."""

    REFERENCE = 0
    NAME = 1
    SUBJECT = 2
    TEXT = 3
    LOG = 4
    LETTER = 5
    DOCUMENT = 6


BESIDE = {
    SearchKind.LOG: Rank.LOG,
    SearchKind.LETTER: Rank.LETTER,
    SearchKind.DOCUMENT: Rank.DOCUMENT,
}


@dataclass(frozen=True)
class Place:
    """One place where it was found."""

    kind: SearchKind
    passage: Passage
    letter_id: int | None = None
    letter: LetterKind | None = None
    addressee: str = ""
    document_id: int | None = None
    name: Passage = ()
    """Of an attachment."""


@dataclass(frozen=True)
class File:
    """One file in which it was found, with the words marked."""

    id: int
    kind: Kind
    state: State
    open: bool
    received_on: date
    reference: Passage
    subject: Passage
    complainants: Passage
    subjects: Passage
    places: Sequence[Place]


@dataclass(frozen=True)
class Found:
    """One page of what was found."""

    files: Sequence[File]
    number: int
    total: int
    more: bool
    """There is more than what was ranked."""

    size = SIZE

    @property
    def last(self) -> int:
        return max(0, (self.total - 1) // SIZE)


def may_search(actor: Actor) -> bool:
    """Whether there is anything for the actor to search in."""
    return actor.may(Permission.COMPLAINT_READ) or actor.may(Permission.REPORT_READ)


def by_reference(actor: Actor, reference: str) -> tuple[int, Kind] | None:
    """The file with this reference, if the actor may see it."""
    where = (Complaint.reference == reference, complaints.visible_to(actor))
    row = db.session.execute(select(Complaint.id, Complaint.kind).where(*where)).first()
    return (row[0], row[1]) if row else None


def find(
    actor: Actor,
    words: tuple[str, ...],
    *,
    kind: Kind | None = None,
    is_open: bool | None = None,
    number: int = 0,
) -> Found:
    """Files with all the words in one place, the best first, newest first among equals.

    Words of one or two letters are too short for an index: without a longer one beside them they
    are looked for in references, names and subjects only.
    """
    if not words:
        return Found((), 0, 0, more=False)
    wanted = [complaints.visible_to(actor)]
    if kind is not None:
        wanted.append(Complaint.kind == kind)
    if is_open is not None:
        wanted.append(Complaint.open.is_(is_open))
    whose = (actor.persons, frozenset(actor.grants.items()), kind, is_open)
    keys = [first(_files(wanted, Words(words, "head"), whose), MOST)]
    if any(len(word) >= SHORTEST_INDEXED for word in words):
        keys.append(first(_files(wanted, Words(words), whose), MOST))
        keys.append(first(_beside(actor, wanted, words, whose), MOST))
    ranked = _ranked({key for some in keys for key in some}, words)
    last = max(0, (len(ranked) - 1) // SIZE)
    number = min(number, last)
    shown = ranked[number * SIZE : (number + 1) * SIZE]
    more = any(len(some) == MOST for some in keys)
    return Found(_shown(shown, words), number, len(ranked), more)


def _files(wanted: list[ColumnElement[bool]], words: Words, whose: Any) -> Listing:
    return Listing(Complaint.id, tuple(wanted), NEWEST, words, ("found", whose))


def _beside(
    actor: Actor, wanted: list[ColumnElement[bool]], words: tuple[str, ...], whose: Any
) -> Listing:
    """What hangs on files; by key it is in the order of rank, newest first."""
    where = (
        SearchText.id < NAUGHT,
        exists().where(Complaint.id == SearchText.complaint_id, *wanted),
        _opens(actor),
    )
    order = ((SearchText.id, True),)
    return Listing(SearchText.id, where, order, Words(words, beside=True), ("beside", whose))


def _opens(actor: Actor) -> ColumnElement[bool]:
    """What the actor can open of a visible file: as ``letters.hidden_document`` answers for one."""
    seen = letters.visible_to(actor)
    letter: ColumnElement[bool] = exists().where(Letter.id == SearchText.letter_id, seen)
    if not actor.may(Permission.COMPLAINT_READ):
        letter = false()
    with_letter = exists().where(
        Enclosure.document_id == Document.id, Enclosure.letter_id == Letter.id, seen
    )
    document = exists().where(
        Document.id == SearchText.document_id,
        or_(Document.scan.is_(None), Document.scan.not_in(HELD)),
        Document.special_data.is_(False),
        or_(Document.origin != letters.PUT_WITH, with_letter),
    )
    return or_(
        SearchText.kind == SearchKind.LOG,
        and_(SearchText.kind == SearchKind.LETTER, letter),
        and_(SearchText.kind == SearchKind.DOCUMENT, document),
    )


Ranked = tuple[int, list[int]]
"""A file, and the rows in which it was found, the best first."""


def _ranked(keys: Iterable[int], words: tuple[str, ...]) -> list[Ranked]:
    columns = (SearchText.id, SearchText.complaint_id, SearchText.kind, SearchText.head)
    places: dict[int, list[tuple[Rank, int]]] = defaultdict(list)
    wanted = sorted(keys)
    if not wanted:
        return []
    for key, complaint_id, kind, head in db.session.execute(
        select(*columns).where(SearchText.id.in_(wanted))
    ):
        rank = BESIDE.get(kind) or _rank_in(head, words)
        places[complaint_id].append((rank, -key))
    best = sorted(places.items(), key=lambda one: (min(one[1])[0], -one[0]))
    return [(file, [-key for _, key in sorted(rows)][:MOST_SHOWN]) for file, rows in best]


def _rank_in(head: str, words: tuple[str, ...]) -> Rank:
    """The head of a file is its reference, names and subject, one line each."""
    above = ""
    for rank, line in zip((Rank.REFERENCE, Rank.NAME, Rank.SUBJECT), head.split("\n"), strict=True):
        above = f"{above}\n{line}"
        if all(word in above for word in words):
            return rank
    return Rank.TEXT


def _shown(ranked: Sequence[Ranked], words: tuple[str, ...]) -> list[File]:
    if not ranked:
        return []
    keys = [key for _, rows in ranked for key in rows]
    query = (
        select(SearchText, Letter.kind, Letter.addressee, Document.name)
        .outerjoin(Letter, Letter.id == SearchText.letter_id)
        .outerjoin(Document, Document.id == SearchText.document_id)
        .where(SearchText.id.in_(keys))
    )
    places = {row[0].id: _place(*row, words=words) for row in db.session.execute(query)}
    above = select(*ABOVE).where(Complaint.id.in_([file for file, _ in ranked]))
    files = {row["id"]: row for row in db.session.execute(above).mappings()}
    return [
        File(
            **_above(files[file], words),
            places=[places[key] for key in rows if places[key].passage or places[key].name],
        )
        for file, rows in ranked
    ]


ABOVE = (
    Complaint.id, Complaint.kind, Complaint.state, Complaint.open, Complaint.received_on,
    Complaint.reference, Complaint.subject,
    Complaint.complainant_names.label("complainants"), Complaint.subject_names.label("subjects"),
)  # fmt: skip


def _above(row: Mapping[Any, Any], words: tuple[str, ...]) -> dict[str, Any]:
    told = ("reference", "subject", "complainants", "subjects")
    return {**row, **{name: marked(row[name], words) for name in told}}


def _place(
    row: SearchText,
    letter: LetterKind | None,
    addressee: str | None,
    name: str | None,
    *,
    words: tuple[str, ...],
) -> Place:
    passage = around(row.words, row.body[len(row.head) + 1 :], words)
    attached = row.kind is SearchKind.DOCUMENT
    return Place(
        row.kind, passage, row.letter_id, letter, addressee or "",
        row.document_id if attached else None, marked(name or "", words) if attached else (),
    )  # fmt: skip
