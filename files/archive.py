"""A backup as one file: a zip with a table in each part, documents under their own sha256, and a
manifest that says what belongs in it.

A table is JSON, a row on each line, so that either database can take it back. Every part is read
on its own: of a file that is damaged in one place, the rest can still be told.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from types import TracebackType
from typing import IO, Any, Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from rules.wording import Dutch, told

FORMAT = 1
MANIFEST, DOCUMENTS, TIPS, TRAIL = "manifest.json", "documents.jsonl", "tips.jsonl", "trail.jsonl"
PIECE = 2**20
UNREADABLE = (BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, ValueError, OSError)
"""What reading a damaged zip raises."""


class Damaged(Exception):
    """It cannot be read as a backup at all; the message says why."""

    def __init__(self, text: Dutch) -> None:
        super().__init__(text)


@dataclass(frozen=True)
class Table:
    """What the manifest says of a table. ``next_key``: the last number that was given out."""

    columns: list[str]
    rows: int
    next_key: int | None = None


@dataclass(frozen=True)
class Part:
    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """What is in a backup: when it was made, of which schema, and how every part must be."""

    made_at: str
    revision: str
    database: str
    key: str
    """Tells whether a key of the trail is the one of this record; the key itself is not in it."""

    tables: Mapping[str, Table]
    documents: int
    lost: list[str]
    """Documents that were gone or damaged when the backup was made, by sha256."""

    parts: Mapping[str, Part] = field(default_factory=dict)
    format: int = FORMAT


def of_table(name: str) -> str:
    return f"database/{name}.jsonl"


def of_document(sha256: str) -> str:
    return f"documents/{sha256[:2]}/{sha256}"


class Writer:
    """Writes a backup, part after part, to something that need not be able to go back."""

    def __init__(self, out: IO[bytes]) -> None:
        self.zip = ZipFile(out, "w", ZIP_DEFLATED)
        self.parts: dict[str, Part] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        if kind is None:
            self.zip.close()
        else:
            self.zip.fp = None  # no table of contents below half a file

    def lines(self, name: str, values: Iterable[Any]) -> int:
        """A part of which each line is a value as JSON. Returns how many."""
        digest, size, count = hashlib.sha256(), 0, 0
        with self.zip.open(name, "w", force_zip64=True) as part:
            for value in values:
                line = json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
                data = line.encode()
                part.write(data)
                digest.update(data)
                size += len(data)
                count += 1
        self.parts[name] = Part(digest.hexdigest(), size)
        return count

    def document(self, sha256: str, data: bytes) -> None:
        """Stored, not packed: what is in a document is packed already."""
        self.zip.writestr(of_document(sha256), data, ZIP_STORED)

    def bytes(self, name: str, data: bytes) -> None:
        self.zip.writestr(name, data)
        self.parts[name] = Part(hashlib.sha256(data).hexdigest(), len(data))

    def finish(self, manifest: Manifest) -> None:
        """The manifest, last: without it the file is no backup."""
        kept = asdict(manifest) | {"parts": {name: asdict(one) for name, one in self.parts.items()}}
        self.zip.writestr(MANIFEST, json.dumps(kept, ensure_ascii=False, indent=1))


class Reader:
    """Reads a backup. Raises Damaged when it is none, or its end is missing."""

    def __init__(self, file: IO[bytes]) -> None:
        try:
            self.zip = ZipFile(file)
        except UNREADABLE:
            raise Damaged("Dit is geen back-up, of het einde van het bestand ontbreekt.") from None
        try:
            self.manifest = _manifest(json.loads(self.zip.read(MANIFEST)))
        except (*UNREADABLE, AttributeError, TypeError):
            self.zip.close()
            raise Damaged("De inhoudsopgave van deze back-up is niet te lezen.") from None
        except Damaged:
            self.zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.zip.close()

    def lines(self, name: str) -> Iterator[Any]:
        with self.zip.open(name) as part:
            for line in part:
                yield json.loads(line)

    def read(self, name: str) -> bytes:
        return self.zip.read(name)

    def documents(self) -> Iterator[str]:
        """The sha256 of every document in it."""
        yield from self.lines(DOCUMENTS)

    def damage(self) -> Iterator[Dutch]:
        """Reads everything, and names each part that is not what it was."""
        for name, part in self.manifest.parts.items():
            yield from self._wrong(name, part.sha256)
        for name, table in self.manifest.tables.items():
            yield from self._miscounted(name, table.rows)
        known = {MANIFEST, *self.manifest.parts}
        try:
            listed = list(self.documents())
        except UNREADABLE:
            listed = []
        for sha256 in listed:
            known.add(of_document(sha256))
            yield from self._wrong(of_document(sha256), sha256)
        if len(listed) != self.manifest.documents:
            yield told("de lijst van documenten is niet volledig")
        elif strange := sorted({*self.zip.namelist()} - known):
            yield told("hoort niet in deze back-up: %(names)s", names=strange)

    def _wrong(self, name: str, sha256: str) -> Iterator[Dutch]:
        digest = hashlib.sha256()
        try:
            with self.zip.open(name) as part:
                while piece := part.read(PIECE):
                    digest.update(piece)
        except KeyError:
            yield told("%(part)s ontbreekt", part=name)
        except UNREADABLE:
            yield told("%(part)s is beschadigd", part=name)
        else:
            if digest.hexdigest() != sha256:
                yield told("%(part)s is beschadigd", part=name)

    def _miscounted(self, name: str, rows: int) -> Iterator[Dutch]:
        with_part = of_table(name)
        try:
            found = sum(1 for _ in self.lines(with_part))
        except UNREADABLE:
            return  # named already
        if found != rows:
            yield told(
                "%(part)s heeft %(found)s regels, niet %(rows)s",
                part=with_part, found=found, rows=rows,
            )  # fmt: skip


def _manifest(kept: dict[str, Any]) -> Manifest:
    if kept["format"] > FORMAT:
        raise Damaged("Deze back-up is van een nieuwere versie van het paneel.")
    tables = {name: Table(**one) for name, one in kept.pop("tables").items()}
    parts = {name: Part(**one) for name, one in kept.pop("parts").items()}
    return Manifest(**kept, tables=tables, parts=parts)
