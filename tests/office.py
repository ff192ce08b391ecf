"""A real word processor: LibreOffice opens a letter, replaces words in it, and saves it."""

import subprocess
import tempfile
import uuid
from pathlib import Path

SYSTEM_PYTHON = "/usr/bin/python3"  # the one that Debian's python3-uno belongs to
EDIT = Path(__file__).with_name("office_edit.py")


def edit(data: bytes, find: str, replace: str) -> bytes:
    """The Word file as LibreOffice saves it after the replacement."""
    pipe = f"wederhoor-{uuid.uuid4().hex}"
    with tempfile.TemporaryDirectory() as room:
        path = Path(room) / "brief.docx"
        path.write_bytes(data)
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
            done = subprocess.run(
                [SYSTEM_PYTHON, str(EDIT), pipe, str(path), find, replace],
                capture_output=True, text=True, timeout=120, check=False,
            )  # fmt: skip
            assert done.returncode == 0, done.stderr
            assert int(done.stdout.split()[0]) > 0, f"{find!r} was not found"
        finally:
            office.terminate()
            office.wait(timeout=30)
        return path.read_bytes()
