"""The words of attachments, and what cannot be read, does not end or is far too much."""

import zlib
from time import monotonic

import pytest

from files import words
from letters import copies, plain
from tests.samples import a_mail, a_pdf, a_png

PDF, MAIL, TEXT = "application/pdf", "message/rfc822", "text/plain"


def packed_page(content: bytes) -> bytes:
    """A PDF whose only page draws this."""
    packed = zlib.compress(content, 9)
    return a_pdf(
        objects=[b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)]
    ).replace(b"/Contents 4 0 R", b"/Contents 6 0 R")


def letter(*lines: str) -> bytes:
    return plain.document("Kop", lines)


@pytest.mark.parametrize(
    ("media_type", "data", "expected"),
    [
        (TEXT, "Één\r\n\r\n  regel\tmeer".encode(), "Één regel meer"),
        (TEXT, "\ufeffmet merk".encode(), "met merk"),
        (TEXT, "café".encode("cp1252"), "café"),
        (TEXT, b"a\0b", "ab"),
        (PDF, a_pdf("een oehoe"), "een oehoe"),
        (words.WORD, letter("Een oehoe", "en nog een."), "Kop Een oehoe en nog een."),
        (MAIL, a_mail(body="Een oehoe."),
         "Klacht over de cursus Anna Jansen anna@voorbeeld.nl Een oehoe."),
        ("image/png", a_png(), ""),
    ],
)  # fmt: skip
def test_words_stand_on_one_line_as_they_were_written(media_type, data, expected):
    assert words.of(media_type, data) == expected


def test_a_pdf_with_fonts_of_its_own_is_read_with_its_accents():
    section = copies.Section("Wat", [copies.Answer("Hoe", "De coöperatie zweeg.")])
    assert "De coöperatie zweeg." in words.of(PDF, copies.copy("Titel", "K1", "", [section]))


def test_what_is_attached_to_a_mail_is_read_too():
    parts = (
        'Content-Type: application/octet-stream; name="bewijs.pdf"\n'
        'Content-Disposition: attachment; filename="bewijs.pdf"\n\n' + a_pdf("oehoe").decode()
    )
    body = f"--x\nContent-Type: text/plain\n\nZie bijlage.\n--x\n{parts}\n--x--"
    found = words.of(MAIL, a_mail(kind="multipart/mixed; boundary=x", body=body))
    assert found.endswith("Zie bijlage. bewijs.pdf oehoe")


@pytest.mark.parametrize("media_type", [PDF, MAIL, words.WORD])
@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 kapot", b"PK\x03\x04", b"\xff\xfe" * 9])
def test_what_is_damaged_gives_nothing(media_type, data):
    assert words.of(media_type, data) is None


def test_a_text_has_an_end():
    assert len(words.of(TEXT, b"woord " * 200_000)) <= words.LONGEST


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"BT /F1 12 Tf (oehoe) Tj " * 4_000_000, id="more than memory"),
        pytest.param(b"q " * 5_000_000 + b"BT /F1 12 Tf (oehoe) Tj ET", id="more than time"),
    ],
)
def test_a_pdf_that_would_not_end_is_given_up(content, monkeypatch):
    monkeypatch.setattr(words, "WALL_SECONDS", 15)
    begun = monotonic()
    assert words.of(PDF, packed_page(content)) is None
    assert monotonic() - begun < 25


def test_of_a_pdf_that_takes_too_long_the_pages_before_it_count(monkeypatch):
    def ends_halfway(*_, **__):
        raise words.subprocess.TimeoutExpired("pdf", 1, output=b"de eerste bladzijde\n")

    monkeypatch.setattr(words.subprocess, "run", ends_halfway)
    assert words.of(PDF, a_pdf()) == "de eerste bladzijde"
