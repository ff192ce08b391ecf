"""Verifies an export of the trail of Wederhoor, without Wederhoor: Python 3.9 or newer will do.

    python3 verify.py [--key KEYFILE] [FOLDER]

FOLDER holds what was in the zip; the folder of this file when it is left out. Without the key of
the trail it finds what was taken out, put in or cut off; with the key also what was changed.
"""

import argparse
import hashlib
import hmac
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Optional

FIELDS = ("chain", "seq", "at", "actor_id", "verb", "entity", "entity_id", "data")
"""What the seal of an event covers, in this order, after the seal of the one before it."""


def lines(file: Path) -> Iterator[Any]:
    """Each line of a file, as what it says."""
    with file.open(encoding="utf-8") as found:
        for line in found:
            yield json.loads(line)


def sealed(key: bytes, values: Sequence[Any]) -> str:
    """HMAC-SHA256 over the values as JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def events(folder: Path, key: Optional[bytes], ends: "dict[int, tuple[int, str]]") -> Iterator[str]:
    """Everything that is wrong with the events; ``ends`` becomes the end of each chain."""
    for event in lines(folder / "events.jsonl"):
        chain, seq = event["chain"], event["seq"]
        last, previous = ends.get(chain, (0, ""))
        if seq != last + 1:
            yield f"keten {chain}: na regel {last} komt regel {seq}"
        elif key is not None:
            values = [previous, *(event[name] for name in FIELDS)]
            if event["for_id"] is not None:
                values.append(event["for_id"])
            if not hmac.compare_digest(event["mac"], sealed(key, values)):
                yield f"keten {chain}, regel {seq}: het zegel klopt niet"
        ends[chain] = (seq, event["mac"])


def tips(folder: Path, known: "dict[tuple[int, int], str]") -> Iterator[str]:
    """Every end that was written down on some night, and is not there any more."""
    for line in lines(folder / "tips.jsonl"):
        for chain, seq, mac in line["tips"]:
            if known.get((chain, seq)) != mac:
                yield f"keten {chain}: regel {seq}, op {line['at']} het einde, is er niet meer"


def check(folder: Path, key: Optional[bytes]) -> "list[str]":
    """Everything that is wrong with an export, one line each."""
    ends: dict[int, tuple[int, str]] = {}
    wrong = list(events(folder, key, ends))
    for chain, seq, mac in lines(folder / "chains.jsonl"):
        if ends.get(chain, (0, "")) != (seq, mac):
            wrong.append(f"keten {chain}: het einde is niet regel {seq}")
    known = {(one["chain"], one["seq"]): one["mac"] for one in lines(folder / "events.jsonl")}
    return [*wrong, *tips(folder, known)]


def main(words: Optional[Sequence[str]] = None) -> int:
    """The command: prints what is wrong, and ends with 1 when something is."""
    parser = argparse.ArgumentParser(description="Controleert een uitvoer van het logboek.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent)
    parser.add_argument("--key", type=Path, help="bestand met de sleutel van het logboek")
    asked = parser.parse_args(words)
    wrong = check(asked.folder, asked.key.read_bytes() if asked.key else None)
    for one in wrong:
        print(one)
    how = "met" if asked.key else "zonder"
    print(f"gecontroleerd {how} de sleutel: {len(wrong)} afwijkingen")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
