"""Word as PDF, by LibreOffice where it is installed, and several PDFs bound as one."""

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from tempfile import TemporaryDirectory
from threading import Lock
from time import monotonic

from pikepdf import Name, OutlineItem, Page, PasswordError, Pdf, PdfError, settings
from pikepdf.canvas import Canvas, Helvetica, Text

from letters import telling

PATIENCE = 120  # seconds; a letter takes one, a dossier of fifty a few more
MEMORY = 3_000_000  # kB of addresses, of which it uses a fifth or so
LONGEST = 2000  # pages of one file
MARGIN, SIZE, A4 = 14, 8, (595, 842)  # points
TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
"""With what a screen reader needs: headings, paragraphs and tables as such."""

ONE_AT_A_TIME, TURN = Lock(), 20  # seconds
"""LibreOffice takes 200 MB: this process never runs it twice at once. Who waits for it keeps one
of the few threads of the server from all others, so not for long.
"""


MIB = 2**20
settings.set_qpdf_limits(
    max_stream_filters=4,
    flate_max_memory=64 * MIB,
    png_max_memory=64 * MIB,
    tiff_max_memory=64 * MIB,
    run_length_max_memory=64 * MIB,
    dct_max_memory=64 * MIB,
    dct_max_progressive_scans=100,
)
"""For every PDF that this process opens: a small file can unpack to gigabytes."""


class Busy(Exception):
    """Another PDF is being made."""


class Unreadable(Exception):
    """It cannot be bound: locked with a password, damaged, or of too many pages."""


def available() -> bool:
    """Whether this machine can make a PDF of a Word file."""
    return shutil.which("soffice") is not None


def of_word(files: Sequence[bytes]) -> list[bytes | None]:
    """Each Word file as PDF, in one run of LibreOffice; None for what it cannot read.

    Only for files that passed ``package.validate``: LibreOffice fetches what others link to.
    Raises Busy when another PDF takes too long.
    """
    return telling.whole(converting(files))


def converting(files: Sequence[bytes]) -> Generator[int, None, list[bytes | None]]:
    """The same as ``of_word``, telling meanwhile how many are done."""
    if not files:
        return []
    with _alone(), TemporaryDirectory(prefix="wederhoor-pdf-") as folder:
        room = Path(folder)
        names = [f"{number}.docx" for number in range(len(files))]
        for name, data in zip(names, files, strict=True):
            (room / name).write_bytes(data)
        yield from _run(room, names)
        yield len(files)
        made = [room / name.replace(".docx", ".pdf") for name in names]
        return [path.read_bytes() if path.exists() else None for path in made]


@contextmanager
def _alone() -> Iterator[None]:
    if not ONE_AT_A_TIME.acquire(timeout=TURN):
        raise Busy
    try:
        yield
    finally:
        ONE_AT_A_TIME.release()


def _run(room: Path, names: Iterable[str]) -> Iterator[int]:
    """A process group of its own with a profile of its own; what takes too long is ended, also
    when nobody listens any more.
    """
    with subprocess.Popen(
        [
            "sh", "-c", 'ulimit -v "$0" && exec "$@"', str(MEMORY),
            "soffice", "--headless", "--norestore", "--nologo",
            f"-env:UserInstallation={(room / 'profile').as_uri()}",
            "--convert-to", TAGGED, *names,
        ],
        cwd=room,
        env={"PATH": os.environ.get("PATH", os.defpath), "HOME": str(room), "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as office:  # fmt: skip
        try:
            yield from _done(office)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(office.pid, signal.SIGKILL)


BEGUN = re.compile(rb"^convert .*?/(\d+)\.docx .*\n", re.MULTILINE)
"""What LibreOffice says when it read a file: it does them in order, so those before it are done."""


def _done(office: subprocess.Popen[bytes]) -> Iterator[int]:
    """How many files are done, each time that LibreOffice goes on to a next one."""
    until, said, told = monotonic() + PATIENCE, b"", 0
    if office.stdout is None:
        raise ValueError("start it with its output in a pipe")
    output = office.stdout.fileno()
    with DefaultSelector() as waiting:
        waiting.register(output, EVENT_READ)
        while (left := until - monotonic()) > 0 and waiting.select(left):
            if not (more := os.read(output, 65536)):
                break
            said += more
            if (begun := BEGUN.findall(said)) and int(begun[-1]) > told:
                told = int(begun[-1])
                yield told


def read(data: bytes) -> Pdf:
    """A PDF as it is, within the limits above."""
    return Pdf.open(BytesIO(data), suppress_warnings=True)


def opened(data: bytes) -> Pdf:
    """A PDF of whose pages only what prints is left. Raises Unreadable."""
    try:
        pdf = read(data)
        if len(pdf.pages) > LONGEST:
            raise Unreadable
        pdf.generate_appearance_streams()
        pdf.flatten_annotations()
        for page in pdf.pages:
            for acting in (Name.AA, Name.Annots):
                if acting in page.obj:
                    del page.obj[acting]
    except (PasswordError, PdfError, ValueError, TypeError, RuntimeError) as error:
        raise Unreadable from error
    return pdf


def bound(title: str, parts: Sequence[tuple[str, Pdf]], *, to_post: bool = False) -> bytes:
    """One PDF: every part a bookmark, every page its number and how many there are.

    ``to_post``: as it goes into envelopes. Nothing is added to a page, and each part begins on a
    sheet of its own, also when both sides are printed.
    """
    book = Pdf.new()
    with book.open_outline() as outline:
        for name, part in parts:
            outline.root.append(OutlineItem(name, len(book.pages)))
            book.pages.extend(part.pages)
            if to_post and len(book.pages) % 2:
                book.add_blank_page(page_size=A4)
    if not to_post:
        for number, page in enumerate(book.pages, 1):
            _number(page, f"{title}, bladzijde {number} van {len(book.pages)}")
    with book.open_metadata() as told:
        told["dc:title"], told["dc:language"] = title, {"nl-NL"}
    book.Root.Lang = "nl-NL"
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _number(page: Page, words: str) -> None:
    """At the foot of the page as it is seen, whichever way it is turned."""
    left, low, right, high = (float(one) for one in page.trimbox)
    size = (right - left, high - low)
    if page.get("/Rotate", 0) % 180:
        size = size[::-1]
    canvas = Canvas(page_size=size)
    canvas.add_font(Name.F1, Helvetica())
    line = (
        Text()
        .font(Name.F1, SIZE)
        .move_cursor(MARGIN, MARGIN)
        .show(words.encode("cp1252", "replace"))
    )
    canvas.do.draw_text(line)
    stamp = canvas.to_pdf()  # is to live as long as its page
    page.add_overlay(stamp.pages[0], None)
