"""The search page against the page of one file, found by its key: how much more searching costs.

Both answer in this process, through the whole WSGI application, in turns, signed in.
"""

import os
import statistics
import tempfile
from pathlib import Path

from sqlalchemy import select

from bench import lists
from bench.browser import Browser
from models import Complaint, db
from operations.demo_bulk import RARE
from queries import memory
from rules.vocabulary import Kind, State
from tests.postgres import create_database, running_postgres

ROUNDS = 30
ADDRESS = "/admin/search/?q="
WORDS = (
    ("word in one of three files", lists.COMMON),
    ("rare word", RARE),
    ("two words", "factuur aanmaningen"),
    ("name", "van den Berg"),
    ("word in each attachment", "klaagschrift"),
    ("part of a reference", "2026-01"),
    ("two letters", "oz"),
    ("nothing", "xylofoonspeler"),
)


def compare(browser: Browser) -> None:
    """Print how many times the page of a file each search takes."""
    key = db.session.scalar(
        select(Complaint.id).where(Complaint.kind == Kind.FORMAL, Complaint.state == State.F11)
    )
    db.session.rollback()
    file = f"/admin/complaint/details/?id={key}"
    for name, words in WORDS:
        pairs = []
        for _ in range(ROUNDS):
            memory.forget()
            pairs.append((browser.seconds(ADDRESS + words), browser.seconds(file)))
        slow, fast = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
        ratio = statistics.median(one / other for one, other in pairs)
        print(f"  {name:28} {slow:8.2f} ms   file page {fast:7.2f} ms   {ratio:6.2f} x")


def measure(home: Path, url: str, complaints: int) -> None:
    with lists.panel(home, url, complaints) as app:
        browser = Browser(app)
        browser.sign_in("secretary@demo.example", lists.PASSWORD)
        compare(browser)


def main(complaints: int) -> None:
    print(f"\nsearch: {complaints} files, {ROUNDS} rounds, nothing remembered")
    with tempfile.TemporaryDirectory(prefix="wederhoor-bench-") as folder:
        home = Path(folder)
        print("SQLite")
        measure(home, f"sqlite:///{home}/bench.db", complaints)
        with running_postgres() as server:
            print("PostgreSQL (of the tests: without fsync)")
            url = create_database(server, f"bench_search_{os.getpid()}")
            measure(home / "postgresql", url, complaints)
