"""Summary figures, of what was really run: what ``make figures`` prints and writes.

A figure comes out of the run of a test that passed (``record_property``), or is counted here. When
a test fails, nothing is written.
"""

import os
import platform
import re
import shlex
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from operations import clock
from tests.habits.test_acceptance import ROWS

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "figures.md"

TESTS = (
    "tests/rights/test_rights.py",
    "tests/operations/test_destruction.py::test_nothing_of_a_person_is_left",
    "tests/hostile",
    "tests/views/test_single_sign_on.py",
    "tests/load",
)
"""What is run: each records figures of its own."""

DATABASES = ("sqlite", "postgresql")
Values = Iterable[float]
FIGURES: dict[str, tuple[str, Callable[[Values], float]]] = {
    "rights: ways in": ("Rechten: ingangen (route, keuze en methode) met een rij", max),
    "rights: cells": ("Rechten: vakjes van ingang × rol × verhouding tot het dossier", max),
    "rights: cells gone through": ("Rechten: vakjes doorlopen, alle zoals de tabel zegt", sum),
    "privacy: tables with markers before": ("Vernietigen: tabellen met merktekens, vooraf", max),
    "privacy: markers in the bytes before": ("Vernietigen: merktekens in de bytes, vooraf", max),
    "privacy: bytes searched afterwards": ("Vernietigen: bytes doorzocht, achteraf", max),
    "privacy: markers in the bytes afterwards": (
        "Vernietigen: merktekens gevonden, achteraf", max,
    ),
    "hostile: cases": ("Vijandig: bestanden, namen, woorden en verzoeken in de verzameling", max),
    "hostile: words in boxes": ("Vijandig: woord × vak ingevuld, nergens een 5xx", sum),
    "hostile: columns shown": ("Vijandig: kolommen met woorden, op elk scherm bekeken", max),
    "hostile: documents made wrong": ("Vijandig: Word-bestanden bij toeval bedorven", max),
    "hostile: slowest of them, ms": ("Vijandig: de traagste daarvan, milliseconden", max),
    "sign-in: hostile answers": (
        "Inloggen via de organisatie: vijandige antwoorden, alle geweigerd", sum,
    ),
    "front door: complaints confirmed in two minutes": (
        "Twintig mensen, twee minuten: klachten bevestigd, geen verloren", max,
    ),
    "front door: complaints confirmed while the server was killed": (
        "Het paneel drie keer gedood: klachten bevestigd, geen verloren", max,
    ),
    "drill: backups under load": ("Hersteloefening: back-ups onder druk, alle hersteld", max),
    "drill: complaints confirmed before them": (
        "Hersteloefening: klachten bevestigd vóór de laatste, alle terug", max,
    ),
    "drill: rows compared": ("Hersteloefening: rijen vergeleken, alle gelijk", max),
    "drill: documents compared": ("Hersteloefening: documenten vergeleken, alle gelijk", max),
    "drill: seconds to restore": (
        "Hersteloefening: seconden om terug te zetten op PostgreSQL", max,
    ),
}  # fmt: skip
"""By the name under which a test records it: what it is called, and what is made of several."""

Found = dict[str, dict[str, list[float]]]


def run(arguments: list[str]) -> Found:
    """What the tests recorded, by figure and database. Ends here when one of them failed."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        # xunit1: the newer form has no place for what a test records.
        asked = ["-o", "junit_family=xunit1", f"--junitxml={report}", *arguments]
        done = subprocess.run([sys.executable, "-m", "pytest", "-q", *asked, *TESTS], cwd=ROOT)
        if done.returncode:
            sys.exit("A test failed: no figures.")
        return recorded(report.read_text())


def recorded(report: str) -> Found:
    """
    >>> one = '<testcase name="t[sqlite-x]"><properties><property name="a" value="2"/>'
    >>> dict(recorded(f"<suite>{one}</properties></testcase></suite>")["a"])
    {'sqlite': [2.0]}
    """
    found: Found = defaultdict(lambda: defaultdict(list))
    for case in ET.fromstring(report).iter("testcase"):  # noqa: S314  # our own report
        database = next((one for one in DATABASES if one in case.get("name", "")), DATABASES[0])
        for one in case.iter("property"):
            found[one.get("name", "")][database].append(float(one.get("value", "")))
    return found


def counted() -> tuple[int, int]:
    """How many tests there are, and how many of them ``make test`` runs."""
    asked = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-m", "not slow"]
    said = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found = re.search(r"(\d+)/(\d+) tests collected", said)
    assert found
    return int(found[2]), int(found[1])


def machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{platform.system()} op {platform.machine()}, {os.cpu_count()} kernen, {memory:.0f} GB, "
        f"Python {platform.python_version()}, belasting {os.getloadavg()[0]:.1f} bij het begin"
    )


def shown(number: float) -> str:
    """
    >>> shown(18072.0), shown(4.2)
    ('18.072', '4,2')
    """
    if number == int(number):
        return f"{int(number):,}".replace(",", ".")
    return str(number).replace(".", ",")


def table(found: Found) -> list[str]:
    lines = ["| wat | SQLite | PostgreSQL |", "|---|---|---|"]
    for name, (words, made_of) in FIGURES.items():
        cells = [shown(made_of(found[name][one])) if found[name][one] else "–" for one in DATABASES]
        lines.append(f"| {words} | {' | '.join(cells)} |")
    return lines


PAGE = """# Cijfers

Gemaakt met `make figures`; met de hand staat hier niets. Elk cijfer komt uit deze ene keer, van \
tests die slaagden. Een streepje betekent: daar niet gemeten.

Op {day}, in {minutes:.0f} minuten, op {machine}. Gedraaid: `pytest {arguments}`.

- Tests: {every}, waarvan {usual} bij elke `make test`.
- Uitspraken in [acceptance.md](acceptance.md): {statements}, waarvan {held} *nu* en met een test.

{table}

De bytes bij vernietigen zijn op SQLite die van de database, haar log, de documenten en de lijst \
van wat is vernietigd; op PostgreSQL zonder de database, waarvan elke rij als tekst is doorzocht.
"""


def main() -> None:
    where, begun = machine(), time.monotonic()
    every, usual = counted()
    found = run(sys.argv[1:])
    if unknown := found.keys() - FIGURES.keys():
        sys.exit(f"Recorded, and not in FIGURES: {sorted(unknown)}")
    text = PAGE.format(
        day=clock.today().isoformat(),
        minutes=(time.monotonic() - begun) / 60,
        machine=where,
        arguments=shlex.join([*sys.argv[1:], *TESTS]),
        every=shown(every),
        usual=shown(usual),
        statements=len(ROWS),
        held=sum(when == "nu" and "`" in tests for *_, when, tests in ROWS),
        table="\n".join(table(found)),
    )
    OUT.write_text(text)
    print(text)


if __name__ == "__main__":
    main()
