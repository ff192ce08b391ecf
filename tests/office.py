"""A real word processor: LibreOffice opens a letter, replaces words in it, and saves it."""

import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

SYSTEM_PYTHON = "/usr/bin/python3"  # the one that Debian's python3-uno belongs to
EDIT = Path(__file__).with_name("office_edit.py")


@contextmanager
def running(room: str) -> Iterator[str]:
    """LibreOffice, with a profile of its own; gives the pipe on which it listens."""
    pipe = f"wederhoor-{uuid.uuid4().hex}"
    office = subprocess.Popen(
        [
            "soffice", "--headless", "--norestore", "--nologo",
            f"-env:UserInstallation={Path(room, 'profile').as_uri()}",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield pipe
    finally:
        office.terminate()
        office.wait(timeout=30)


def edit(data: bytes, find: str, replace: str) -> bytes:
    """The Word file as LibreOffice saves it after the replacement."""
    with tempfile.TemporaryDirectory() as room, running(room) as pipe:
        path = Path(room) / "brief.docx"
        path.write_bytes(data)
        _edit(pipe, str(path), find, replace)
        return path.read_bytes()


def edit_at(address: str, find: str, replace: str, meanwhile: Callable[[], object]) -> None:
    """LibreOffice opens the letter at this address, edits and saves it there, and closes it.

    ``meanwhile`` is done while it is open, before it is saved.
    """
    with tempfile.TemporaryDirectory() as room, running(room) as pipe:
        _edit(pipe, address, find, replace, meanwhile)


def _edit(
    pipe: str, place: str, find: str, replace: str, meanwhile: Callable[[], object] | None = None
) -> None:
    wait = ["wait"] if meanwhile else []
    with subprocess.Popen(
        [SYSTEM_PYTHON, str(EDIT), pipe, place, find, replace, *wait],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as script:  # fmt: skip
        if meanwhile:
            assert script.stdout.readline() == "open\n", script.communicate()[1]
            meanwhile()
        said, wrong = script.communicate("\n", timeout=120)
    assert script.returncode == 0, wrong
    assert int(said.split()[0]) > 0, f"{find!r} was not found"
