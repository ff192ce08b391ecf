"""The hearing pack (hoordossier): what whoever hears needs to have read, as one zip or PDF."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from pikepdf import Pdf

from letters import pdf, plain, printing
from models import Complaint, Hearing
from operations import access, audit, documents
from operations.clock import now
from operations.transaction import open_file, transaction
from operations.zips import Read, bytes_of, streamed
from queries import cases
from rules.errors import NotFound, Refusal
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
    read: Read


def hearing_pack(actor: Actor, complaint_id: int) -> tuple[str, Iterator[bytes]]:
    """The pack of a file: its name, and the zip in pieces. The trail keeps who took it.

    Never in it: notes, drafts, documents that are no part of the complaint, and what belongs to
    the advice or the decision.
    """
    title, parts = _gathered(actor, complaint_id)
    return f"{title}.zip", _zipped(title, parts)


def hearing_pack_pdf(actor: Actor, complaint_id: int) -> tuple[str, bytes]:
    """The same pack as one PDF with page numbers: its name and bytes.

    Raises NotFound where LibreOffice is not installed. What cannot be printed is named in the
    index, and is in the zip.
    """
    if not pdf.available():
        raise NotFound
    title, parts = _gathered(actor, complaint_id)
    try:
        return f"{title}.pdf", _bound(title, parts)
    except pdf.Busy:
        raise Refusal(
            "Er wordt al een andere pdf gemaakt. Probeer het over een minuut nog eens, of neem de "
            "zip."
        ) from None


def _gathered(actor: Actor, complaint_id: int) -> tuple[str, list[Part]]:
    """What is in the pack, numbered. Reading it comes later: many large files keep nobody waiting
    for the record.
    """
    with transaction():
        complaint = open_file(complaint_id)
        access.require(actor, Permission.HEARING_HOLD, complaint)
        parts = [*_complaint(complaint), *_letters(complaint), *_reports(complaint)]
        parts = [
            replace(part, name=f"{place:02} {file_name(part.name, longest=100)}")
            for place, part in enumerate(parts, 1)
        ]
        audit.record(actor, "hearing:pack", complaint, complaint, count=len(parts))
        return f"Hoordossier {complaint.reference}", parts


def _complaint(complaint: Complaint) -> Iterator[Part]:
    for one in complaint.documents:
        if one.part_of_complaint:
            on = cases.local_day(one.recorded_at)
            yield Part(one.name, "De klacht", on, documents.reader(documents.safe(one)))


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


def _zipped(title: str, parts: list[Part]) -> Iterator[bytes]:
    """The zip in pieces of one file each: a large dossier never stands in memory whole."""
    rows = [(one.name, one.what, f"{one.on:%d-%m-%Y}") for one in parts]
    lines = "\r\n".join([title, _told(parts), "", *map("\t".join, rows), ""])
    index = plain.document(title, [_told(parts), (HEAD, *rows)])
    indices = [
        ("00 Inhoud.docx", bytes_of(index)),
        ("00 Inhoud.txt", bytes_of(lines.encode())),
    ]
    return streamed([*indices, *((one.name, one.read) for one in parts)])


HEAD = ("Bestand", "Wat", "Datum")


def _told(parts: list[Part]) -> str:
    return f"Gemaakt op {cases.local_day(now()):%d-%m-%Y}. {len(parts)} stukken."


# --- as one PDF -----------------------------------------------------------------------------


def _bound(title: str, parts: list[Part]) -> bytes:
    """The index first, then every part that can be printed."""
    printed = printing.pages([(one.name, one.read()) for one in parts])
    length = 1
    while True:  # a longer index moves every page
        index = pdf.opened(_index(title, parts, printed, 1 + length))
        if len(index.pages) == length:
            break
        length = len(index.pages)
    pages = [(one.name, found) for one, found in zip(parts, printed, strict=True) if found]
    return pdf.bound(title, [("Inhoud", index), *pages])


def _index(title: str, parts: list[Part], printed: list[Pdf | None], first: int) -> bytes:
    rows = []
    for one, found in zip(parts, printed, strict=True):
        place = str(first) if found else "alleen in de zip"
        rows.append((one.name, one.what, f"{one.on:%d-%m-%Y}", place))
        first += len(found.pages) if found else 0
    table = ((*HEAD, "Bladzijde"), *rows)
    (made,) = pdf.of_word([plain.document(title, [_told(parts), table])])
    if made is None:
        raise Refusal("De pdf kon niet worden gemaakt. Neem de zip, of probeer het later nog eens.")
    return made
