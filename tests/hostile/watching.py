"""Sees whether Python starts a program or speaks to another machine, and does not let it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

ACTS = {
    "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.system", "pty.spawn",
    "socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto",
    "urllib.Request", "smtplib.connect", "ftplib.connect", "webbrowser.open",
}  # fmt: skip
OURS = {"files.words", "letters.checker", "letters.pdf"}
"""Modules that this project starts in a process with little memory and time."""
_heard: list[list[str]] = []


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if not _heard:
        return
    if event == "subprocess.Popen":
        command = [str(one) for one in arguments[1]]
        if command[0] == sys.executable and command[1:2] == ["-m"] and command[2] in OURS:
            return
    elif event not in ACTS:
        return
    _heard[-1].append(f"{event} {arguments[:2]!r}"[:300])
    raise PermissionError(f"a test forbids {event}")


sys.addaudithook(_hook)  # it stays for as long as Python runs, and hears only what is asked


@contextmanager
def nothing_happens() -> Iterator[None]:
    """What is done inside starts nothing and calls nobody, whatever became of it."""
    heard: list[str] = []
    _heard.append(heard)
    try:
        yield
    finally:
        _heard.remove(heard)
    assert heard == []
