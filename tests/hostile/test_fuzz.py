"""Ten thousand Word documents made wrong by chance: taken or refused, and nothing else happens."""

import os
import resource
import signal
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

import pytest

from files import words
from files.inspection import WORD, inspect
from files.unfit import Unfit
from letters import checker, cleaning, compare, reading, render, tracked
from letters.catalogue import CATALOGUE
from letters.package import Refused
from rules.errors import Refusal
from rules.vocabulary import LetterKind
from tests.hostile.fuzz import Fuzzer
from tests.hostile.watching import nothing_happens

MANY, FEW, SEED = 10_000, 60, 20261128
LONGEST = 10
"""Seconds of work that one document may take, all readers together."""
MOST_MEMORY = 768
"""MB more than at the beginning: what twice a whole document may unpack to, and its trees."""
GOOD = CATALOGUE[LetterKind.L01].path.read_bytes()
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)

READERS: dict[str, Callable[[bytes], object]] = {
    "search": lambda data: words.of(WORD, data),
    "paragraphs": reading.of_document,
    "mail": reading.as_message,
    "comparison": lambda data: compare.rows(GOOD, data),
    "tracked changes": lambda data: tracked.tracked(GOOD, data, "J. Jansen", NOW),
    "template fields": lambda data: checker.check(data, LetterKind.L01),
    "template": render.compile_template,
    "cleaning": cleaning.cleaned,
}


class TooLong(BaseException):
    """Not an Exception, so that no reader takes it for a fault of its own."""


def _stop(*_: object) -> None:
    raise TooLong


def memory() -> int:
    """The most that this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def accidents(data: bytes) -> tuple[bool, list[str]]:
    """Whether it was taken, and what went wrong with it."""
    found: list[str] = []
    try:
        inspect("a.docx", data)
        taken = True
    except Unfit:
        taken = False
    except Exception as fault:
        return False, [f"inspection: {fault!r}"]
    for name, read in READERS.items():
        try:
            said = read(data)
        except Refusal as refused:
            if taken and name in {"paragraphs", "mail"}:
                found.append(f"{name} refuses what was taken: {refused}")
        except Exception as fault:
            found.append(f"{name}: {fault!r}")
        else:
            if taken and name == "search" and said is None:
                found.append("search cannot read what was taken")
        if not taken and name == "comparison":
            break  # the others begin with the same check
    return taken, found


def fuzzed(many: int, seed: int) -> Counter[str]:
    """How many were taken and refused. Fails with the number of each document that does harm."""
    fuzzer, counted, wrong, begin = Fuzzer(seed), Counter[str](), [], memory()
    old = signal.signal(signal.SIGPROF, _stop)
    try:
        with nothing_happens():
            for number in range(many):
                data, start = fuzzer.one(), process_time()
                signal.setitimer(signal.ITIMER_PROF, LONGEST)
                try:
                    taken, found = accidents(data)
                except TooLong:
                    taken, found = False, [f"takes more than {LONGEST} s"]
                finally:
                    signal.setitimer(signal.ITIMER_PROF, 0)
                counted["taken" if taken else "refused"] += 1
                counted["slowest, ms"] = max(
                    counted["slowest, ms"], int(1000 * (process_time() - start))
                )
                if found:
                    wrong.append(f"seed {seed}, number {number}: {'; '.join(found)}")
                    _keep(f"{number}.docx", data)
    finally:
        signal.signal(signal.SIGPROF, old)
    counted["memory, MB more"] = memory() - begin
    _keep(f"{seed}.txt", str(dict(counted)).encode())
    assert wrong == []
    assert counted["memory, MB more"] < MOST_MEMORY
    return counted


def _keep(name: str, data: bytes) -> None:
    """What did harm, and the figures, for whoever looks into it: ``FUZZ_KEEP=folder``."""
    if folder := os.environ.get("FUZZ_KEEP"):
        Path(folder, name).write_bytes(data)


def test_the_same_seed_gives_the_same_documents():
    one, other = Fuzzer(1), Fuzzer(1)
    assert [one.one() for _ in range(20)] == [other.one() for _ in range(20)]


def test_a_few_do_no_harm():
    counted = fuzzed(FEW, 1)
    assert counted["taken"] > FEW // 10
    assert counted["refused"] > FEW // 10


@pytest.mark.slow
def test_ten_thousand_do_no_harm(record_property):
    counted = fuzzed(MANY, SEED)
    assert counted["taken"] + counted["refused"] == MANY
    assert counted["taken"] > MANY // 10
    record_property("hostile: documents made wrong", MANY)
    record_property("hostile: slowest of them, ms", counted["slowest, ms"])


def test_a_reader_that_raises_is_an_accident(monkeypatch):
    monkeypatch.setitem(READERS, "paragraphs", lambda _: [][1])
    taken, found = accidents(GOOD)
    assert taken
    assert found == ["paragraphs: IndexError('list index out of range')"]


def test_a_reader_that_refuses_is_none(monkeypatch):
    def too_long(_: bytes) -> None:
        raise Refused("Deze tekst is te lang voor een brief.")

    monkeypatch.setitem(READERS, "comparison", too_long)
    assert accidents(GOOD) == (True, [])
