"""Fills .venv with the pinned packages of one requirements file and says how far it is.

``python environment.py REQUIREMENTS STAMP``: the stamp keeps what was installed, so that a second
time costs nothing. Only the standard library: this runs before anything is installed.
"""

import fcntl
import hashlib
import os
import re
import subprocess
import sys
import time
from pathlib import Path

VENV = Path(".venv")
PYTHON = VENV / "bin" / "python"
SEEN = re.compile(r"^(?:Collecting|Requirement already satisfied:) (\S+?)==(\S+)")
PIP = ("install", "--require-hashes", "--no-input", "--no-color", "--progress-bar=off")


def say(text: str) -> None:
    print(text, flush=True)


def works(python: Path) -> bool:
    """False as well after an interrupted start, or when the Python beneath has gone."""
    try:
        return (
            subprocess.run([python, "-m", "pip", "--version"], capture_output=True).returncode == 0
        )
    except OSError:
        return False


def install(requirements: Path, count: int) -> None:
    """Runs pip, and counts: on a terminal in one line, elsewhere a line for every tenth package."""
    terminal = sys.stdout.isatty()
    log, done = [], 0
    pip = subprocess.Popen(
        [PYTHON, "-m", "pip", *PIP, "-r", requirements],
        env=os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert pip.stdout
    for line in pip.stdout:
        if not line.startswith("Requirement already"):
            log.append(line)
        if found := SEEN.match(line):
            done += 1
            progress = f"  {min(done, count)}/{count} {found[1]} {found[2]}"
            if terminal:
                print(f"\r\033[K{progress}", end="", flush=True)
            elif done % 10 == 0:
                say(progress)
        elif line.startswith("Installing collected packages"):
            say(("\r\033[K" if terminal else "") + "  all here, unpacking")
    if terminal:
        print("\r\033[K", end="")
    if pip.wait() != 0:
        say("".join(log[-12:]))
        sys.exit(f"pip could not install {requirements}; what it said stands above.")


def main() -> None:
    requirements, stamp = Path(sys.argv[1]), Path(sys.argv[2])
    # Two makes in one tree wait for each other here instead of spoiling each other's .venv.
    with requirements.open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another make is filling .venv; waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        text = requirements.read_bytes()
        wanted = hashlib.sha256(text).hexdigest()
        usable = works(PYTHON)
        if usable and stamp.exists() and stamp.read_text() == wanted:
            stamp.touch()
            return
        start = time.monotonic()
        if not usable:
            say(f"Making .venv with Python {sys.version.split()[0]}")
            subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)
        count = len(re.findall(rb"^[A-Za-z0-9][^\s=]*==", text, re.MULTILINE))
        say(f"Installing the {count} packages of {requirements} into .venv")
        install(requirements, count)
        stamp.write_text(wanted)
        say(f"Installed in {time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()
