"""A file that only the holder of a key can read, made and opened by age or GnuPG.

The panel has the public half alone: whoever takes the server over, cannot read what lies elsewhere.
"""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO

from rules.wording import Dutch, told

AGE, GPG = "age", "gpg"
AGE_KEY, AGE_FILE = "age1", b"age-encryption.org/"
OPENPGP = 0x80
"""Set in the first byte of every OpenPGP message (RFC 9580, section 4.2)."""


class Failed(Exception):
    """It could not be closed or opened; the message says why."""

    def __init__(self, text: Dutch) -> None:
        super().__init__(text)


def program_for(recipient: str) -> str:
    """Which program closes a file for this recipient: a key of age, or a file with an OpenPGP key.

    >>> program_for("age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kudw"), program_for("key.asc")
    ('age', 'gpg')
    """
    return AGE if recipient.startswith(AGE_KEY) else GPG


@contextmanager
def closed(out: IO[bytes], recipient: str) -> Iterator[IO[bytes]]:
    """Where to write what ``out`` gets closed; ``out`` itself when there is no recipient."""
    if not recipient:
        yield out
        return
    name = program_for(recipient)
    with TemporaryDirectory() as nowhere:
        asked = {
            AGE: ["--encrypt", "--recipient", recipient],
            GPG: [
                "--homedir", nowhere, "--no-options", "--batch", "--quiet", "--no-autostart",
                "--compress-algo", "none", "--recipient-file", recipient, "--encrypt",
            ],
        }[name]  # fmt: skip
        with TemporaryFile() as said, _started(name, asked, subprocess.PIPE, out, said) as program:
            assert program.stdin is not None  # noqa: S101  # it was asked for
            try:
                yield program.stdin
                program.stdin.close()
            except BrokenPipeError:
                raise _failure(name, said) from None
            except BaseException:
                program.kill()
                raise
            finally:
                with suppress(BrokenPipeError):
                    program.stdin.close()
            if program.wait():
                raise _failure(name, said)


@contextmanager
def opened(path: Path, room: Path, identity: str | None = None) -> Iterator[IO[bytes]]:
    """The file as it was before it was closed, which can be read from any place.

    ``identity`` is the file with the private key of age; GnuPG knows its own keys. What comes out
    lies in ``room`` for so long, under no name.
    """
    with path.open("rb") as file:
        head = file.read(len(AGE_FILE))
    name = AGE if head == AGE_FILE else GPG if head and head[0] & OPENPGP else ""
    if not name:
        with path.open("rb") as file:
            yield file
        return
    asked = {
        AGE: ["--decrypt", *(("--identity", identity) if identity else ())],
        GPG: ["--batch", "--quiet", "--decrypt"],
    }[name]
    with TemporaryFile(dir=room) as plain:
        with (
            path.open("rb") as file,
            TemporaryFile() as said,
            _started(name, asked, file, plain, said) as program,
        ):
            if program.wait():
                raise _failure(name, said)
        plain.seek(0)
        yield plain


def _started(
    name: str, asked: list[str], given: IO[bytes] | int, out: IO[bytes], said: IO[bytes]
) -> "subprocess.Popen[bytes]":
    """The program at work. Raises Failed when it is not there."""
    found = shutil.which(name)
    if found is None:
        raise Failed(told("Het programma %(name)s is niet geïnstalleerd.", name=name))
    out.flush()
    return subprocess.Popen([found, *asked], stdin=given, stdout=out, stderr=said)


def _failure(name: str, said: IO[bytes]) -> Failed:
    said.seek(0)
    words = " ".join(said.read(2000).decode(errors="replace").split())
    return Failed(told("%(name)s lukte niet: %(words)s", name=name, words=words))
