"""An e-mail as a file (.eml): who sent it, when, about what, what it says and what is attached.

Read with the older half of the library: the newer one trips over broken headers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import Header, decode_header
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr, parsedate_to_datetime

from lxml import etree, html

from files.unfit import Cause, Unfit
from text import scrubbed

MOST_PARTS, DEEPEST, MOST_LINES = 200, 20, 300_000
LONGEST_HEADER, LONGEST_TEXT = 300, 20_000

HEADERS = frozenset({"from", "to", "date", "subject", "received", "message-id", "mime-version"})
FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n?")
UNREADABLE = "\ufffd"
ADDRESS = re.compile(r"[^\s<>\"(),:;]{1,200}@[^\s<>\"(),:;@]{1,200}")
BRANCH = re.compile(rb"^content-type\s*:\s*(?:multipart|message)/", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Attachment:
    """One attached file, not looked at yet."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Mail:
    """What an e-mail says; every text is clean. Nothing of it is proof: a sender is typed."""

    sender_name: str
    sender: str
    sent_at: datetime | None
    subject: str
    text: str
    attachments: tuple[Attachment, ...]


def looks_like_mail(data: bytes) -> bool:
    """Whether this begins as a message does: lines of headers, a known one among them."""
    at, names = 0, set()
    while found := FIELD.match(data, at):
        names.add(found[1].decode("ascii").lower())
        at = found.end()
    return len(names & HEADERS) >= 2 and (at == len(data) or data[at : at + 1] in b"\r\n")


def read(data: bytes) -> Mail:
    """The message. Raises Unfit when it is none, or too tangled to be one."""
    if not looks_like_mail(data):
        raise Unfit(Cause.CONTENT, suffix="eml")
    lines = max(data.count(b"\n"), data.count(b"\r"))
    if len(BRANCH.findall(data)) > DEEPEST or lines > MOST_LINES:
        raise Unfit(Cause.BOMB)
    try:
        return _read(message_from_bytes(data, policy=compat32))
    except Unfit:
        raise
    except Exception as error:
        # The library raises a dozen kinds of errors; to the user it is one thing.
        raise Unfit(Cause.DAMAGED) from error


def _read(message: Message) -> Mail:
    texts, marked, attachments = [], [], []
    for number, part in enumerate(_leaves(message), 1):
        if number > MOST_PARTS:
            raise Unfit(Cause.BOMB)
        name = _words(part.get_filename() or "")
        kind = part.get_content_type()
        if name or part.get_content_disposition() == "attachment" or kind not in TEXTS:
            attachments.append(Attachment(name or f"bijlage {number}{SUFFIXES.get(kind, '')}",
                                          _content(part)))  # fmt: skip
        elif kind == "text/plain":
            texts.append(_decoded(part))
        else:
            marked.append(_unmarked(_decoded(part)))
    name, address = parseaddr(str(message.get("From", "")))
    return Mail(
        sender_name=_words(name),
        sender=address if address.isascii() and ADDRESS.fullmatch(address) else "",
        sent_at=_moment(str(message.get("Date", ""))),
        subject=_words(message.get("Subject", "")),
        text=scrubbed("\n\n".join(texts or marked), longest=LONGEST_TEXT),
        attachments=tuple(attachments),
    )


AS_IT_WAS = compat32.clone(mangle_from_=False)
TEXTS = frozenset({"text/plain", "text/html"})
SUFFIXES = {
    "message/rfc822": ".eml", "message/delivery-status": ".txt", "application/pdf": ".pdf",
    "image/jpeg": ".jpg", "image/png": ".png",
}  # fmt: skip


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something. A message inside it stays whole: a file of its own."""
    if message.get_content_maintype() == "multipart" and message.is_multipart():
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from _leaves(part)
    else:
        yield message


def _content(part: Message) -> bytes:
    if part.is_multipart():
        inside = (one for one in part.get_payload() if isinstance(one, Message))
        return b"".join(one.as_bytes(policy=AS_IT_WAS) for one in inside)
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _decoded(part: Message) -> str:
    """In the character set it names; in one that gives every byte a letter when that fails."""
    return _spelled(_content(part), part.get_content_charset())


def _spelled(data: bytes, charset: str | None) -> str:
    for one in (charset or "utf-8", "utf-8", "cp1252"):
        try:
            return data.decode(one)
        except (LookupError, ValueError):
            continue
    return data.decode("latin-1")


def _words(raw: Header | str) -> str:
    """A header in plain letters on one line, whatever it claims to be written in."""
    try:
        parts = decode_header(raw)
    except Exception:
        parts = [(str(raw), None)]
    found = []
    for words, charset in parts:
        if isinstance(words, str):
            found.append(words)
            continue
        found.append(_spelled(words, charset))
    known = "".join(found).replace(UNREADABLE, "")
    return scrubbed(" ".join(known.split()), longest=LONGEST_HEADER)


def _moment(raw: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(raw)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


LINES = ("br", "p", "div", "tr", "li", "h1", "h2", "h3", "blockquote", "table")


def _unmarked(markup: str) -> str:
    """What a reader would see: no scripts, no styles, a line for each block."""
    try:
        root = html.document_fromstring(markup.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return ""
    etree.strip_elements(root, "script", "style", "head", etree.Comment, with_tail=False)
    for block in root.iter(*LINES):
        block.tail = "\n" + (block.tail or "")
    lines = (" ".join(line.split()) for line in root.text_content().split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
