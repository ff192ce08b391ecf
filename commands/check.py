"""``flask check``: what is missing, stale or inconsistent in this installation."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import click
from flask import Flask, current_app

from commands.outcome import finish, told
from rules.terms import DEFAULTS, TO_CONFIRM

if TYPE_CHECKING:
    from settings import Settings

OK, NOTE, WRONG = "ok", "let op", "fout"
SAMPLE = 200
MOST_NAMED = 20
"""So many of one kind are printed; a broken disk would otherwise fill the screen."""


@dataclass(frozen=True)
class Finding:
    """One line of the report."""

    level: str
    text: str

    def __str__(self) -> str:
        return f"{self.level:<6}  {self.text}"


def register(app: Flask) -> None:
    @app.cli.command("check")
    def check() -> None:
        """Look over settings, database, templates, rest days, documents, deadlines and trail."""
        from operations.transaction import snapshot

        wrong = 0
        with told(), snapshot():
            for subject in CHECKS:
                for finding in subject():
                    click.echo(str(finding))
                    wrong += finding.level == WRONG
        finish(wrong)


def verdict(wrong: list[str], fine: str) -> Iterator[Finding]:
    """The faults, or that there are none."""
    for one in wrong[:MOST_NAMED]:
        yield Finding(WRONG, one)
    if len(wrong) > MOST_NAMED:
        yield Finding(WRONG, f"en nog {len(wrong) - MOST_NAMED}")
    if not wrong:
        yield Finding(OK, fine)


def environment() -> Iterator[Finding]:
    settings: Settings = current_app.extensions["wederhoor"]
    loose = [
        f"{path} is leesbaar voor anderen dan de eigenaar"
        for path in sorted((settings.home / "keys").iterdir())
        if path.stat().st_mode & 0o077
    ]
    yield from verdict(loose, f"instellingen gelezen, sleutels in {settings.home / 'keys'}")
    at_home = settings.host in {"127.0.0.1", "localhost", "::1"}
    if not settings.https and not at_home:
        yield Finding(NOTE, "WEDERHOOR_HTTPS is 0: wachtwoorden gaan onversleuteld over het net")
    if settings.https and not settings.trusted_proxy:
        yield Finding(NOTE, "TRUSTED_PROXY is leeg: het paneel ziet http en het adres van de proxy")
    if not settings.trusted_hosts and not at_home:
        yield Finding(NOTE, "TRUSTED_HOSTS is leeg: elke hostnaam wordt geloofd")


def database() -> Iterator[Finding]:
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    from models import db

    script = ScriptDirectory(current_app.extensions["migrate"].directory)
    with db.engine.connect() as connection:
        now = MigrationContext.configure(connection).get_current_revision()
    stale = now != script.get_current_head()
    wrong = [f"database staat op migratie {now}; voer `flask db upgrade` uit"] if stale else []
    yield from verdict(wrong, f"database bijgewerkt tot migratie {now}")


def choices() -> Iterator[Finding]:
    from queries import health

    chosen = health.settings()
    unknown = [f"instelling {key} bestaat niet" for key in sorted(chosen.keys() - DEFAULTS.keys())]
    yield from verdict(unknown, f"{len(chosen)} instellingen wijken af van de standaard")
    for key, value in (DEFAULTS | chosen).items():
        if TO_CONFIRM in str(value):
            yield Finding(NOTE, f"instelling {key} is nog niet bevestigd: {value}")


def templates() -> Iterator[Finding]:
    from letters import checker
    from letters.catalogue import CATALOGUE

    wrong = []
    for kind, definition in CATALOGUE.items():
        if not definition.path.is_file():
            wrong.append(f"sjabloon {kind} ontbreekt ({definition.template})")
            continue
        found = checker.check(definition.path.read_bytes(), kind)
        wrong += [f"sjabloon {kind}: {finding.message}" for finding in found]
    yield from verdict(wrong, f"{len(CATALOGUE)} sjablonen gekeurd")


def rest_days() -> Iterator[Finding]:
    from operations import clock
    from rules.calendar import KNOWN_UNTIL

    text = f"gelijkgestelde dagen bekend tot en met {KNOWN_UNTIL:%d-%m-%Y} (art. 3 lid 3 Atw)"
    soon = clock.today() + timedelta(days=365) > KNOWN_UNTIL
    yield Finding(NOTE if soon else OK, text)


def documents() -> Iterator[Finding]:
    from operations import documents as store
    from queries import health

    wrong, count = [], 0
    for sha256, size in health.stored_hashes():
        count += 1
        found = store.size(sha256)
        if found is None:
            wrong.append(f"document {sha256} ontbreekt in de opslag")
        elif size is not None and found != size:
            wrong.append(f"document {sha256} is {found} bytes groot, niet {size}")
    yield from verdict(wrong, f"{count} documenten staan in de opslag")


def scanner() -> Iterator[Finding]:
    from files import clamd
    from operations import incoming
    from queries import health

    found = incoming.scanner()
    if found is None:
        yield Finding(NOTE, "CLAMAV_SOCKET is leeg: bestanden van buiten worden niet gescand")
    else:
        silent = [] if clamd.answers(found) else ["de virusscanner antwoordt niet"]
        yield from verdict(silent, "de virusscanner antwoordt")
    for state, count in health.held_files():
        yield Finding(NOTE, f"bestanden met de stand “{state.label}”: {count}")


def deadlines() -> Iterator[Finding]:
    from commands.deadlines import differences
    from operations.filing import Yardstick
    from queries import health

    yardstick, newest = Yardstick.now(), health.newest_complaints(SAMPLE)
    wrong = [
        f"{complaint.reference}: {difference}"
        for complaint in newest
        for difference in differences(complaint, yardstick)
    ]
    yield from verdict(wrong, f"termijnen van de {len(newest)} nieuwste dossiers kloppen")


def trail() -> Iterator[Finding]:
    from queries import health

    wrong = [f"logboek: het einde van keten {chain} klopt niet" for chain in health.loose_tips()]
    yield from verdict(wrong, f"het logboek heeft {health.trail_size()[0]} gesloten ketens")


CHECKS = (
    environment, database, choices, templates, rest_days, documents, scanner, deadlines, trail,
)  # fmt: skip
"""Cheap enough for every day; `deadlines check` and `audit verify` go through everything."""
