"""A small clamd: the real protocol on a real socket, and one signature."""

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

from settings import ScannerSocket
from tests.samples import EICAR


@dataclass
class Clamd:
    """What it answers can be changed while it runs; it remembers what it scanned."""

    where: ScannerSocket
    most: int = 25 * 2**20
    mute: bool = False
    scanned: list[bytes] = field(default_factory=list)

    def serve(self, listening: socket.socket) -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection, connection.makefile("rwb") as stream:
                try:
                    if not self.mute:
                        stream.write(self.answer(stream) + b"\0")
                        stream.flush()
                except (OSError, struct.error):
                    continue

    def answer(self, stream) -> bytes:
        command = b"".join(iter(lambda: stream.read(1), b"\0"))
        if command == b"zPING":
            return b"PONG"
        if command != b"zINSTREAM":
            return b"UNKNOWN COMMAND"
        data = b""
        while (length := struct.unpack(">I", stream.read(4))[0]) != 0:
            if len(data) + length > self.most:
                return b"INSTREAM size limit exceeded. ERROR"
            data += stream.read(length)
        self.scanned.append(data)
        return b"stream: Eicar-Signature FOUND" if EICAR in data else b"stream: OK"


@contextmanager
def clamd(path: Path | None = None) -> Iterator[Clamd]:
    """One that runs until the end of the block: at a path, or at a port of this machine."""
    listening = socket.socket(socket.AF_UNIX if path else socket.AF_INET)
    with listening:
        listening.bind(str(path) if path else ("127.0.0.1", 0))
        listening.listen()
        where = (
            ScannerSocket(path=str(path)) if path else ScannerSocket("", *listening.getsockname())
        )
        server = Clamd(where)
        thread = Thread(target=server.serve, args=(listening,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join(5)
