"""Small real files, made by hand, and what can be wrong with them."""

import struct
import zlib
from collections.abc import Sequence

PNG = b"\x89PNG\r\n\x1a\n"


def a_pdf(words: str = "klaagschrift", *, root: str = "", objects: Sequence[bytes] = ()) -> bytes:
    """One page with these words; ``root`` goes into the catalogue, ``objects`` begin at 6."""
    shown = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode("latin-1", "replace")
    fonts = b"<</Font<</F1 5 0 R>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources%s>>" % fonts
    parts = (
        b"<</Type/Catalog/Pages 2 0 R%s>>" % root.encode(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page,
        b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *objects,
    )
    data, places = b"%PDF-1.7\n", []
    for number, one in enumerate(parts, 1):
        places.append(len(data))
        data += b"%d 0 obj%s\nendobj\n" % (number, one)
    rows = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(parts) + 1
    return data + b"xref\n0 %d\n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        count, rows, count, len(data),
    )  # fmt: skip


def packed_away(hidden: bytes, spaces: int) -> bytes:
    """A PDF whose object 6 lies in a packed stream, before so many spaces."""
    stream = zlib.compress(b"6 0 " + hidden + b" " * spaces, 9)
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R/OpenAction 6 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 10 10]/Resources<<>>>>",
        4: b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
        % (len(stream), stream),
    }
    data, places = b"%PDF-1.5\n", {}
    for number, one in objects.items():
        places[number] = len(data)
        data += b"%d 0 obj%s\nendobj\n" % (number, one)
    here = [
        (0, 0, 65535),
        *((1, place, 0) for place in places.values()),
        (1, len(data), 0),
        (2, 4, 0),
    ]
    table = b"".join(struct.pack(">BIH", *row) for row in here)
    return data + (
        b"5 0 obj<</Type/XRef/Size 7/W[1 4 2]/Root 1 0 R/Length %d>>stream\n%s\nendstream\nendobj\n"
        b"startxref\n%d\n%%%%EOF" % (len(table), table, len(data))
    )


def chunk(kind: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def a_png(*beside: bytes, width: int = 2, height: int = 1) -> bytes:
    """A row of a red and a blue pixel; ``beside`` are chunks before the image."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    pixels = zlib.compress(b"\0\xff\0\0\0\0\xff")
    return PNG + head + b"".join(beside) + chunk(b"IDAT", pixels) + chunk(b"IEND")


def exif(*, turned: int = 6) -> bytes:
    """What a telephone writes: how the picture is turned, by whom it was made, and where."""
    maker, place = b"Telefoon van Jansen\0", b"N\0\0\0"
    at = 8 + 2 + 3 * 12 + 4
    gps = at + len(maker)
    return b"".join(
        (
            b"II*\0", struct.pack("<IH", 8, 3),
            struct.pack("<HHII", 0x010F, 2, len(maker), at),
            struct.pack("<HHIHH", 0x0112, 3, 1, turned, 0),
            struct.pack("<HHII", 0x8825, 4, 1, gps),
            struct.pack("<I", 0), maker,
            struct.pack("<H", 1), struct.pack("<HHI", 1, 2, 2), place, struct.pack("<I", 0),
        )
    )  # fmt: skip


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def a_jpeg(*beside: bytes, width: int = 8, height: int = 8, behind: bytes = b"") -> bytes:
    """Eight by eight grey pixels; ``beside`` are segments before the image."""
    code = bytes([1] + [0] * 15)  # one code of one bit
    return b"".join(
        (
            b"\xff\xd8",
            segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"),
            *beside,
            segment(0xDB, b"\0" + bytes([1] * 64)),
            segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0"),
            segment(0xC4, b"\x00" + code + b"\0"),  # DC: no difference
            segment(0xC4, b"\x10" + code + b"\0"),  # AC: end of block
            segment(0xDA, b"\1\1\0\0\x3f\0"),
            b"\x3f",  # two zero bits, filled up
            b"\xff\xd9",
            behind,
        )
    )


def a_photo(turned: int = 6) -> bytes:
    """As a telephone makes it: with a place, a thumbnail, a remark and a film behind it."""
    return a_jpeg(
        segment(0xE1, b"Exif\0\0" + exif(turned=turned)),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>Jansen</x:xmpmeta>"),
        segment(0xED, b"Photoshop 3.0\0Jansen"),
        segment(0xFE, b"gemaakt door Jansen"),
        behind=b"ftypmp42 een filmpje van Jansen",
    )


def a_mail(
    *, headers: str = "", body: str = "Ik klaag.", kind: str = "text/plain; charset=utf-8"
) -> bytes:
    """A message of one part; ``headers`` are lines that come first."""
    lines = (
        "From: Anna Jansen <anna@voorbeeld.nl>",
        "To: klachten@ssr.example",
        "Date: Mon, 02 Mar 2026 09:30:00 +0100",
        "Subject: Klacht over de cursus",
        "MIME-Version: 1.0",
        f"Content-Type: {kind}",
        "Content-Transfer-Encoding: 8bit",
    )
    return f"{headers}{chr(10).join(lines)}\n\n{body}\n".encode()


EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""What every scanner takes for a virus (eicar.org); it does nothing."""
