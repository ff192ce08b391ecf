"""Our lists and pages against Flask-Admin as it comes, on the same rows of the same database.

Both answer in this process, through their whole WSGI application, in turns; ours signed in, with
rights, session on our side and trail. Before anything is timed, both must show the same files.
"""

import os
import secrets
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import event, select

import settings
from admin_app import create_app
from bench.browser import Browser, references
from bench.stock import create_stock
from models import Complaint, db
from operations import demonstration
from operations.demo_bulk import RARE
from queries import memory
from rules.vocabulary import Kind, State
from tests.postgres import create_database, running_postgres

ROUNDS = 40
COMMON = "cursus"
PASSWORD = secrets.token_urlsafe(12)


@dataclass(frozen=True)
class Page:
    """One thing to measure: the address in either application, and what must be equal."""

    name: str
    ours: str
    stock: str
    same: Callable[[str], Any]
    first_time: bool = False
    """Nothing is remembered of a minute ago: no count of long lists, no choices of filters."""


def pages(count: int, key: int) -> tuple[Page, ...]:
    place, last = "/admin/complaint/", (count - 1) // 20

    def listed(
        name: str, ours: str, stock: str, same: Callable[[str], Any] = references, **how: bool
    ) -> Page:
        return Page(name, place + ours, place + stock, same, **how)

    return (
        listed("list, first page", "", ""),
        listed("list, nothing known", "", "", first_time=True),
        listed("list, last page", f"?page={last}", f"?page={last}"),
        listed("sort by last day", "?sort=1", "?sort=1", deadlines),
        listed("filter on state", "?flt0_state_equals=F13", "?flt0_0=REFUSED_STATE"),
        listed("search, common word", f"?search={COMMON}", f"?search={COMMON}"),
        listed("common, nothing known", f"?search={COMMON}", f"?search={COMMON}", first_time=True),
        listed("search, rare word", f"?search={RARE}", f"?search={RARE}"),
        Page("complaint page", f"{place}details/?id={key}", f"{place}details/?id={key}", first),
    )


def first(page: str) -> str:
    return references(page)[0]


def deadlines(page: str) -> list[Any]:
    """The first last days shown: among files with the same one either order will do, and SQLite
    puts an oral complaint, which has none, before them when left to itself.
    """
    rows = db.session.execute(
        select(Complaint.reference, Complaint.legal_end).where(
            Complaint.reference.in_(references(page))
        )
    )
    return sorted(str(day) for _, day in rows if day)[:15]


def state_filter(stock: Browser) -> str:
    """The address of stock Flask-Admin's filter on one state: found in its own page."""
    for number in range(40):
        address = f"?flt0_{number}={State.F13.value}"
        shown = references(stock.get(f"/admin/complaint/{address}"))
        if shown and all(_state(one) is State.F13 for one in shown):
            return address
    raise SystemExit("the stock panel has no filter on state")


def _state(reference: str) -> State | None:
    return db.session.scalar(select(Complaint.state).where(Complaint.reference == reference))


@contextmanager
def panel(home: Path, url: str, complaints: int) -> Iterator[Flask]:
    """Our panel on a database with so many files."""
    app = create_app(settings.from_environment({"WEDERHOOR_HOME": str(home), "DATABASE_URL": url}))
    with app.app_context():
        upgrade()
        for _ in demonstration.fill(PASSWORD):
            pass
        for _ in demonstration.grow(complaints):
            pass
        yield app
        db.session.remove()
        db.engine.dispose()


def measure(home: Path, url: str, complaints: int) -> dict[str, float]:
    """Print the table of one database; gives the ratio of each page."""
    with panel(home, url, complaints) as app:
        formal = Complaint.kind == Kind.FORMAL
        count = db.session.query(Complaint).filter(formal).count()
        key = db.session.scalar(
            select(Complaint.id).where(formal, Complaint.state == State.F11).limit(1)
        )
        ours, stock = Browser(app), Browser(create_stock(url))
        ours.sign_in("secretary@demo.example", PASSWORD)
        state = state_filter(stock)
        ratios = {}
        for page in pages(count, key or 0):
            address = page.stock.replace("?flt0_0=REFUSED_STATE", state)
            ratios[page.name] = compare(page, ours, stock, address)
        for user, name, address in (
            ("secretary", "worklist", "/admin/"),
            ("secretary", "complaints", "/admin/complaint/"),
            ("secretary", "complaint page", f"/admin/complaint/details/?id={key}"),
            ("secretary", "letters", "/admin/letter/"),
            ("secretary", "contacts", "/admin/contact/"),
        ):
            print(f"  {name:22} {statements(ours, address):3} statements ({user})")
        return ratios


def compare(page: Page, ours: Browser, stock: Browser, stock_address: str) -> float:
    mine, theirs = page.same(ours.get(page.ours)), page.same(stock.get(stock_address))
    if mine != theirs:
        raise SystemExit(f"{page.name}: not the same files\n{mine}\n{theirs}")
    pairs = []
    for _ in range(ROUNDS):
        if page.first_time:
            memory.forget()
        pairs.append((ours.seconds(page.ours), stock.seconds(stock_address)))
    fast, slow = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    ratio = statistics.median(other / one for one, other in pairs)
    print(f"  {page.name:22} stock {slow:8.2f} ms   wederhoor {fast:7.2f} ms   {ratio:7.1f} x")
    return ratio


def statements(browser: Browser, address: str) -> int:
    """How many statements a page takes, those of the session included."""
    seen: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith(("PRAGMA", "BEGIN")):
            seen.append(statement)

    browser.get(address)
    event.listen(db.engine, "before_cursor_execute", note)
    browser.get(address)
    event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)


def main(complaints: int) -> None:
    print(f"\nlists: {complaints} files, {ROUNDS} rounds, the same files shown")
    with tempfile.TemporaryDirectory(prefix="wederhoor-bench-") as folder:
        home = Path(folder)
        print("SQLite")
        measure(home, f"sqlite:///{home}/bench.db", complaints)
        with running_postgres() as server:
            url = create_database(server, f"bench_{os.getpid()}")
            print("PostgreSQL (of the tests: without fsync)")
            measure(home / "postgresql", url, complaints)
