"""The hearing pack (hoordossier): what whoever hears needs to have read, as one zip."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import IO, cast
from zipfile import ZIP_STORED, ZipFile

from letters import plain
from models import Complaint, Hearing
from operations import access, audit, documents
from operations.clock import now
from operations.transaction import open_file, transaction
from queries import cases
from rules.hearing import IN_PACK
from rules.permissions import Actor
from rules.vocabulary import HearingStatus, LetterKind, LetterState, Permission
from text import file_name


@dataclass(frozen=True)
class Part:
    """One file of the pack: what the index says of it, and what reads its bytes."""

    name: str
    what: str
    on: date
    read: Callable[[], bytes]


def bytes_of(data: bytes) -> Callable[[], bytes]:
    return lambda: data


def hearing_pack(actor: Actor, complaint_id: int) -> tuple[str, Iterator[bytes]]:
    """The pack of a file: its name, and the zip in pieces. The trail keeps who took it.

    Never in it: notes, drafts, documents that are no part of the complaint, and what belongs to
    the advice or the decision.
    """
    with transaction():
        complaint = open_file(complaint_id)
        access.require(actor, Permission.HEARING_HOLD, complaint)
        parts = [*_complaint(complaint), *_letters(complaint), *_reports(complaint)]
        parts = [
            replace(part, name=f"{place:02} {file_name(part.name, longest=100)}")
            for place, part in enumerate(parts, 1)
        ]
        title = f"Hoordossier {complaint.reference}"
        audit.record(actor, "hearing:pack", complaint, complaint, count=len(parts))
    # Outside the transaction: reading many large files must not keep others waiting.
    return f"{title}.zip", _zipped(title, parts)


def _complaint(complaint: Complaint) -> Iterator[Part]:
    for one in complaint.documents:
        if one.part_of_complaint:
            on = cases.local_day(one.recorded_at)
            yield Part(one.name, "De klacht", on, documents.reader(one.sha256))


def _letters(complaint: Complaint) -> Iterator[Part]:
    for one in complaint.letters:
        if (
            one.state is LetterState.SENT
            and one.kind in IN_PACK
            and one.sent_on
            and one.sent_sha256
        ):
            suffix = one.versions[-1].document.name.rpartition(".")[2] if one.versions else "docx"
            yield Part(
                f"{one.kind.label} {one.sent_on:%d-%m-%Y}.{suffix}",
                f"{one.kind.label}, aan {one.addressee}",
                one.sent_on,
                documents.reader(one.sent_sha256),
            )


def _reports(complaint: Complaint) -> Iterator[Part]:
    """The reports as they stand; one that is not settled says so."""
    for one in complaint.hearings:
        if one.status is HearingStatus.HELD and one.held_at and one.report.strip():
            on, role = cases.local_day(one.held_at), one.party.kind.label
            draft = "" if one.report_final_on else " (concept)"
            title = f"{LetterKind.L10.label} {role} {on:%d-%m-%Y}{draft}"
            yield Part(f"{title}.docx", title, on, bytes_of(plain.document(title, _report(one))))


def _report(hearing: Hearing) -> Iterator[str | plain.Table]:
    heard_by = hearing.heard_by.name if hearing.heard_by else "–"
    yield (
        ("Wat", "Vastgelegd"),
        ("Gehoord", cases.display_name(hearing.party.contact)),
        ("Door", f"{'de commissie, voorzitter ' if hearing.heard_by_all else ''}{heard_by}"),
        ("Vorm", hearing.form.label),
        ("Plaats", hearing.place),
        ("Aanwezig", hearing.present),
    )
    yield hearing.report
    if hearing.comments.strip():
        yield f"Opmerkingen van wie is gehoord:\n{hearing.comments}"


class _Sink:
    """Where the zip is written to, and from where it goes out piece by piece."""

    def __init__(self) -> None:
        self.kept = bytearray()

    def write(self, data: bytes) -> int:
        self.kept += data
        return len(data)

    def flush(self) -> None:
        """Nothing to do: what was written is there."""

    def taken(self) -> bytes:
        data = bytes(self.kept)
        self.kept.clear()
        return data


def _zipped(title: str, parts: list[Part]) -> Iterator[bytes]:
    """The zip in pieces of one file each: a large dossier never stands in memory whole."""
    head = ("Bestand", "Wat", "Datum")
    rows = [(one.name, one.what, f"{one.on:%d-%m-%Y}") for one in parts]
    told = f"Gemaakt op {cases.local_day(now()):%d-%m-%Y}. {len(parts)} stukken."
    lines = "\r\n".join([title, told, "", *map("\t".join, rows), ""])
    index = plain.document(title, [told, (head, *rows)])
    on, sink = cases.local_day(now()), _Sink()
    indices = [
        Part("00 Inhoud.docx", title, on, bytes_of(index)),
        Part("00 Inhoud.txt", title, on, bytes_of(lines.encode())),
    ]
    # Stored, not packed: what is in it is packed already.
    with ZipFile(cast("IO[bytes]", sink), "w", ZIP_STORED) as pack:
        for one in (*indices, *parts):
            pack.writestr(one.name, one.read())
            yield sink.taken()
    yield sink.taken()
