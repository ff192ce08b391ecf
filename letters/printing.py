"""Whatever may lie in a dossier, as pages to print: to Word first, and from there to PDF."""

from collections.abc import Callable, Generator, Sequence
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32

from pikepdf import Pdf

from letters import package, pdf, plain, telling


def pages(files: Sequence[tuple[str, bytes]]) -> list[Pdf | None]:
    """The pages of each file, by name and bytes; None for what cannot be printed."""
    return telling.whole(printing(files))


def printing(files: Sequence[tuple[str, bytes]]) -> Generator[int, None, list[Pdf | None]]:
    """The same, telling meanwhile how many of the files are done."""
    words = {
        place: word
        for place, (name, data) in enumerate(files)
        if (word := _word(name, data)) is not None
    }
    places = [*words, len(files)]
    made = yield from telling.retold(pdf.converting(list(words.values())), places.__getitem__)
    printed = dict(zip(words, made, strict=True))
    return [_opened(printed.get(place, data)) for place, (_, data) in enumerate(files)]


def _opened(data: bytes | None) -> Pdf | None:
    try:
        return pdf.opened(data) if data else None
    except pdf.Unreadable:
        return None


def _word(name: str, data: bytes) -> bytes | None:
    """The part as a Word file, for LibreOffice to print; None when there is no way to do so."""
    to_word = TO_WORD.get(name.rpartition(".")[2].casefold())
    try:
        made = to_word(name, data) if to_word else None
        if made:
            package.validate(made)
    except (ValueError, LookupError, MessageError, package.Refused):
        return None
    return made


def _text(name: str, data: bytes) -> bytes:
    return plain.document(name, [data.decode("utf-8-sig", "replace")])


def _picture(name: str, data: bytes) -> bytes:
    return plain.document(name, [plain.Picture(data)])


def _mail(name: str, data: bytes) -> bytes:
    """Whom it is from, when, and what it says; what is attached, by name.

    Read with the older half of the library: the newer one trips over broken headers.
    """
    mail = message_from_bytes(data, policy=compat32)
    body = next((one for one in mail.walk() if _words(one)), None)
    if body is None:
        raise ValueError("only markup")
    heads = tuple((label, _head(mail.get(head, ""))) for head, label in MAIL_HEADS)
    attached = [one.get_filename() for one in mail.walk()]
    told = [f"Bijlagen (in de zip): {', '.join(filter(None, attached))}"] if any(attached) else []
    text = bytes(body.get_payload(decode=True) or b"")
    words = text.decode(body.get_content_charset("utf-8"), "replace")
    return plain.document(name, [(("E-mail", ""), *heads), words, *told])


def _words(part: Message) -> bool:
    return part.get_content_type() == "text/plain" and not part.get_filename()


def _head(words: str) -> str:
    return str(make_header(decode_header(words)))


MAIL_HEADS = (("From", "Van"), ("To", "Aan"), ("Date", "Datum"), ("Subject", "Onderwerp"))

TO_WORD: dict[str, Callable[[str, bytes], bytes]] = {
    "docx": lambda _name, data: data,
    "txt": _text,
    "eml": _mail,
    "png": _picture,
    "jpg": _picture,
    "jpeg": _picture,
}
"""How each kind of file that may lie in a dossier becomes something to print (pdf: as it is)."""
