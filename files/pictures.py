"""Pictures without what the camera added: place, device, moments, thumbnails, other files.

The image itself is taken over byte for byte: it may be evidence, and no decoder has to open it.
How it is to be turned is kept.
"""

import re
import struct
import zlib
from collections.abc import Iterator

from files.unfit import Cause, Unfit

MOST_PIXELS = 100_000_000
MOST_SCANS = 100
"""Each scan of a progressive picture is drawn over all of it."""
MOST_PIECES = 20_000
"""Segments or chunks; a large picture has a thousand or so."""

UPRIGHT = 1


def stripped_jpeg(data: bytes) -> bytes:
    """The picture up to its end mark, without the segments that describe it. Raises Unfit."""
    try:
        return b"".join(_jpeg(data))
    except (struct.error, IndexError):
        raise Unfit(Cause.DAMAGED) from None


SOI, EOI, SOS, RESTARTS = 0xD8, 0xD9, 0xDA, range(0xD0, 0xD8)
FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
TABLES = {0xC4, 0xCC, 0xDB, 0xDC, 0xDD}
APP0, APP1, APP2, APP14 = 0xE0, 0xE1, 0xE2, 0xEE
NEXT_MARKER = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]", re.DOTALL)
"""In the image itself a 0xFF is followed by zero, or by the number of a restart."""


def _jpeg(data: bytes) -> Iterator[bytes]:
    yield b"\xff\xd8"
    turned, sized, scans, image = UPRIGHT, False, 0, []
    for marker, body in _segments(data):
        if marker == APP0 and body.startswith(b"JFIF\0"):
            body = body[:12] + b"\0\0"  # no thumbnail
        elif marker == APP1 and body.startswith(b"Exif\0\0"):
            turned = _orientation(body[6:])
        if marker in FRAMES:
            _check_size(*struct.unpack_from(">xHH", body))
            sized = True
        scans += marker == SOS
        if scans > MOST_SCANS:
            raise Unfit(Cause.BOMB)
        if _belongs(marker, body):
            image.append((marker, body))
    if not sized or not scans:
        raise Unfit(Cause.DAMAGED)
    first = image[:1] if image[0][0] == APP0 else []
    yield from (_segment(*one) for one in first)
    if turned != UPRIGHT:
        yield _segment(APP1, b"Exif\0\0" + _only_orientation(turned))
    yield from (_segment(*one) for one in image[len(first) :])
    yield b"\xff\xd9"


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and body of each segment; a scan has its image data in its body."""
    at = 2
    for _ in range(MOST_PIECES):
        if data[at] != 0xFF:
            raise Unfit(Cause.DAMAGED)
        while data[at] == 0xFF:
            at += 1
        marker, at = data[at], at + 1
        if marker == EOI:
            return
        if marker in (0x00, 0x01, SOI, *RESTARTS):
            raise Unfit(Cause.DAMAGED)
        (length,) = struct.unpack_from(">H", data, at)
        end = at + length
        if length < 2 or end > len(data):
            raise Unfit(Cause.DAMAGED)
        if marker == SOS:
            found = NEXT_MARKER.search(data, end)
            if found is None:
                raise Unfit(Cause.DAMAGED)
            end = found.start()
        yield marker, data[at + 2 : end]
        at = end
    raise Unfit(Cause.BOMB)


def _segment(marker: int, body: bytes) -> bytes:
    """As it stands in the file; of a scan only the head is counted."""
    length = struct.unpack_from(">B", body)[0] * 2 + 6 if marker == SOS else len(body) + 2
    return struct.pack(">BBH", 0xFF, marker, length) + body


def _belongs(marker: int, body: bytes) -> bool:
    """Whether the picture looks different without this segment."""
    if marker in FRAMES | TABLES | {SOS}:
        return True
    known = {APP0: b"JFIF\0", APP2: b"ICC_PROFILE\0", APP14: b"Adobe"}
    return marker in known and body.startswith(known[marker])


PNG = b"\x89PNG\r\n\x1a\n"
CHUNKS = frozenset(
    {
        b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT",
        b"bKGD", b"pHYs", b"cICP", b"mDCV", b"cLLI",
    }
)  # fmt: skip
LARGEST_CHUNK_BESIDE = 2**16
"""A colour profile is packed: what it unpacks to stays bounded."""


def stripped_png(data: bytes) -> bytes:
    """The picture up to its end, without texts, moments, place and animation. Raises Unfit."""
    try:
        return b"".join(_png(data))
    except struct.error:
        raise Unfit(Cause.DAMAGED) from None


def _png(data: bytes) -> Iterator[bytes]:
    yield PNG
    at, seen = len(PNG), list[bytes]()
    while not seen or seen[-1] != b"IEND":
        (length,) = struct.unpack_from(">I", data, at)
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        (crc,) = struct.unpack_from(">I", data, at + 8 + length)
        if crc != zlib.crc32(kind + body) or (kind == b"IHDR") != (not seen):
            raise Unfit(Cause.DAMAGED)
        at += 12 + length
        seen.append(kind)
        if len(seen) > MOST_PIECES:
            raise Unfit(Cause.BOMB)
        if kind == b"IHDR":
            _check_size(*struct.unpack_from(">II", body))
        if kind == b"eXIf" and (turned := _orientation(body)) != UPRIGHT:
            yield _chunk(kind, _only_orientation(turned))
        if kind in CHUNKS and (kind in (b"IDAT", b"PLTE") or length <= LARGEST_CHUNK_BESIDE):
            yield _chunk(kind, body)
    if b"IDAT" not in seen:
        raise Unfit(Cause.DAMAGED)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _check_size(height: int, width: int) -> None:
    if height * width > MOST_PIXELS:
        raise Unfit(Cause.BOMB)
    if not height or not width:
        raise Unfit(Cause.DAMAGED)


# --- how it is turned (the one thing worth keeping of Exif) ----------------------------------

ORIENTATION, SHORT = 0x0112, 3


def _orientation(tiff: bytes) -> int:
    """1 to 8; upright when it does not say, or nothing that can be read."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None:
        return UPRIGHT
    try:
        (at,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, at)
        for number in range(count):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", tiff, at + 2 + 12 * number)
            if tag == ORIENTATION:
                return value if kind == SHORT and 1 <= value <= 8 else UPRIGHT
    except struct.error:
        pass
    return UPRIGHT


def _only_orientation(turned: int) -> bytes:
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, ORIENTATION, SHORT, 1, turned, 0, 0)
