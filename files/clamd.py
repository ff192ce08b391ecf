"""The virus scanner ClamAV (clamd), asked over its socket.

Twelve lines of protocol: the packages for it are older than the protocol's newer answers.
"""

import socket
import struct
from contextlib import suppress

from settings import ScannerSocket

CHUNK = 2**16
CONNECT, ANSWER = 3, 30  # seconds
LONGEST_ANSWER = 4096


class Unavailable(Exception):
    """No verdict: the scanner is down, busy, or could not look at all of it."""


def virus(where: ScannerSocket, data: bytes) -> str:
    """The name of what the scanner found; empty when it is clean. Raises Unavailable."""
    answer = _asked(where, b"zINSTREAM\0", data)
    if answer == "stream: OK":
        return ""
    if answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    raise Unavailable(answer[:200])


def answers(where: ScannerSocket) -> bool:
    """Whether the scanner is there."""
    try:
        return _asked(where, b"zPING\0") == "PONG"
    except Unavailable:
        return False


def _asked(where: ScannerSocket, command: bytes, data: bytes = b"") -> str:
    try:
        with _connected(where) as connection:
            connection.settimeout(ANSWER)
            # A stream that is too long is answered before all of it was sent.
            with suppress(ConnectionError):
                connection.sendall(command)
                for at in range(0, len(data), CHUNK):
                    part = data[at : at + CHUNK]
                    connection.sendall(struct.pack(">I", len(part)) + part)
                if data:
                    connection.sendall(struct.pack(">I", 0))
            return _answer(connection)
    except OSError as error:
        raise Unavailable(type(error).__name__) from None


def _connected(where: ScannerSocket) -> socket.socket:
    if not where.path:
        return socket.create_connection((where.host, where.port), timeout=CONNECT)
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.settimeout(CONNECT)
        connection.connect(where.path)
    except BaseException:
        connection.close()
        raise
    return connection


def _answer(connection: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0"):
        part = connection.recv(LONGEST_ANSWER)
        if not part or len(answer) > LONGEST_ANSWER:
            raise Unavailable("no answer")
        answer += part
    return answer.rstrip(b"\0").decode("utf-8", "replace")
