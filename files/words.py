"""The words of an attachment, for search. Nothing in it runs, opens or fetches anything.

Word documents and e-mails were taken apart when they came in, within the limits of their own
readers. A PDF can be made so that reading it never ends: that happens in a process that has little
memory and time, and what it had told by then counts.
"""

import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from itertools import islice
from pathlib import Path

from files import mail
from files.inspection import KINDS, WORD
from letters import reading
from text import scrubbed

LONGEST = 100_000
"""Letters: some fifty pages. What comes after is not searched."""
MOST_PAGES, MOST_ATTACHED = 300, 10
MEMORY_LIMIT, CPU_SECONDS, WALL_SECONDS = 512 * 2**20, 10, 20


def of(media_type: str, data: bytes) -> str | None:
    """The words on one line, with single spaces; None when this cannot be read.

    What has no words, such as a photo or a scan, gives an empty text.
    """
    read = READERS.get(media_type)
    if read is None:
        return ""
    try:
        return tidy(read(data))
    except Exception:
        # What reads files raises in many ways; one that nobody foresaw must not keep all the
        # others from being read.
        return None


def tidy(text: str) -> str:
    """As it is kept: clean, no longer than is searched, with single spaces."""
    return " ".join(scrubbed(text[: 2 * LONGEST], longest=LONGEST, lines=LONGEST).split())


def _word(data: bytes) -> str:
    return "\n".join(one.text for one in reading.of_document(data))


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _mail(data: bytes) -> str:
    """The message, and what is attached to it."""
    said = mail.read(data)
    parts = [said.subject, said.sender_name, said.sender, said.text]
    for one in said.attachments[:MOST_ATTACHED]:
        kind = KINDS.get(one.name.rpartition(".")[2].casefold())
        inside = kind is not None and kind.media_type != "message/rfc822"
        parts += [one.name, of(kind.media_type, one.data) or "" if kind and inside else ""]
    return "\n".join(parts)


def _pdf(data: bytes) -> str:
    """Raises ValueError when nothing came out, and the reader did not end as it should."""
    try:
        child = subprocess.run(
            [sys.executable, "-m", "files.words"],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WALL_SECONDS,
            cwd=Path(__file__).resolve().parent.parent,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        told, ended = error.stdout or b"", False
    else:
        told, ended = child.stdout, child.returncode == 0
    if not told and not ended:
        raise ValueError("nothing was read")
    return told.decode("utf-8", "replace")


READERS: Mapping[str, Callable[[bytes], str]] = {
    "application/pdf": _pdf,
    WORD: _word,
    "text/plain": _text,
    "message/rfc822": _mail,
}


def pages(data: bytes) -> Iterator[str]:
    """The words of each page of a PDF."""
    from pypdf import PdfReader

    for page in islice(PdfReader(BytesIO(data)).pages, MOST_PAGES):
        yield page.extract_text()


def main() -> None:
    """In the process with limits: write page after page, so that an early end loses only later
    ones.
    """
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    written = 0
    for words in pages(sys.stdin.buffer.read()):
        sys.stdout.buffer.write(words.encode("utf-8", "replace") + b"\n")
        sys.stdout.buffer.flush()
        written += len(words)
        if written > LONGEST:
            break


if __name__ == "__main__":
    main()
