"""Files of the document store as they lie on disk, closed with a key (AES-256-GCM).

A sealed file says which key closed it and fits one name only: another file in its place, or one
changed byte, does not open. Keys come from outside: whoever has the disk or the database alone,
reads nothing.
"""

import hashlib
import secrets
from collections.abc import Sequence
from contextlib import suppress

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"\x00wederhoor-1\n"
"""How a sealed file begins; no kind of file that is taken in begins so."""
ID, NONCE, TAG = 8, 12, 16
HEADER = len(MAGIC) + ID
OVERHEAD = HEADER + NONCE + TAG
"""By how many bytes a file grows."""


class Unknown(Exception):
    """No key of these closed it."""


class Damaged(Exception):
    """The key is here, and what lies there is not what it closed."""


def key_id(key: bytes) -> bytes:
    """How a sealed file names its key, which it does not tell."""
    return hashlib.sha256(b"wederhoor document key" + key).digest()[:ID]


def closed_by(head: bytes) -> bytes | None:
    """Which key closed a file that begins so; None when it is open."""
    return head[len(MAGIC) : HEADER] if head.startswith(MAGIC) and len(head) >= HEADER else None


class Keyring:
    """The keys of an installation: the first closes, each of them opens."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        self.keys = {key_id(key): AESGCM(key) for key in keys}
        self.first = key_id(keys[0]) if keys else None

    def seal(self, name: str, data: bytes) -> bytes:
        """These bytes as they lie under this name; as they are without a key."""
        if self.first is None:
            return data
        head, nonce = MAGIC + self.first, secrets.token_bytes(NONCE)
        return head + nonce + self.keys[self.first].encrypt(nonce, data, head + name.encode())

    def opened(self, name: str, raw: bytes) -> bytes:
        """The bytes again. Raises Unknown or Damaged, never gives something else."""
        closed = closed_by(raw)
        if closed is None:
            return raw
        head, rest, key = raw[:HEADER], raw[HEADER:], self.keys.get(closed)
        with suppress(InvalidTag, ValueError):
            if key:
                return key.decrypt(rest[:NONCE], rest[NONCE:], head + name.encode())
        if _is_itself(name, raw):
            return raw
        raise Damaged if key else Unknown


def _is_itself(name: str, raw: bytes) -> bool:
    """Whether someone made an open file that begins like a sealed one: its name tells."""
    return hashlib.sha256(raw).hexdigest() == name
