"""Several files as one zip, in pieces of one file each: it never stands in memory whole."""

from collections.abc import Callable, Iterable, Iterator
from typing import IO, cast
from zipfile import ZIP_STORED, ZipFile

Read = Callable[[], bytes]


def bytes_of(data: bytes) -> Read:
    return lambda: data


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


def streamed(parts: Iterable[tuple[str, Read]]) -> Iterator[bytes]:
    """The zip of these names and what reads their bytes."""
    sink = _Sink()
    # Stored, not packed: what is in it is packed already.
    with ZipFile(cast("IO[bytes]", sink), "w", ZIP_STORED) as pack:
        for name, read in parts:
            pack.writestr(name, read())
            yield sink.taken()
    yield sink.taken()
