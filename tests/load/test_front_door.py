"""Many people at the front door at once, and a server that dies in the middle: nothing is lost.

What someone was told was received (a reference on the page) is in the record, whole, with exactly
the files that were sent. Who was told nothing may go on where the form was.
"""

import hashlib
import os
import random
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from models import Complaint, Counter, Document, Draft, db
from operations import audit, documents
from tests.serving import ROOT, free_port, wait_for
from tests.views.public_form import COMPLAINT, DETAILS, REFERENCE, SIGNED, hidden

PEOPLE = 20
PATIENCE = 60
"""Seconds that someone tries again after an error before giving up: longer than a restart."""


class Server:
    """The panel as ``make run`` serves it, in a process of its own that can be killed."""

    def __init__(self, app: Any) -> None:
        settings = app.extensions["wederhoor"]
        self.port = free_port()
        self.environment = os.environ | {
            "WEDERHOOR_HOME": str(settings.home),
            "DATABASE_URL": settings.database_url,
            "PORT": str(self.port),
            # Each person has an address of their own, as behind a proxy.
            "TRUSTED_PROXY": "127.0.0.1",
        }
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "flask", "--app", "admin_app", "start"]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL
        )
        wait_for(self.port)

    def die(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=30)


class Person(threading.Thread):
    """Fills in one form after another, and remembers what the panel confirmed."""

    def __init__(self, port: int, until: float, seed: int) -> None:
        super().__init__(daemon=True)
        self.port, self.until, self.chance = port, until, random.Random(seed)
        self.confirmed: dict[str, list[str]] = {}
        self.broken: list[str] = []
        self.cookies: dict[str, str] = {}

    def run(self) -> None:
        while time.monotonic() < self.until:
            try:
                self.complain()
            except Exception as error:  # told by the test; a thread says nothing
                self.broken.append(repr(error))
                return

    def complain(self) -> None:
        self.cookies = {}
        self.address = f"10.{self.chance.randrange(256)}.{self.chance.randrange(256)}.9"
        files = [self.a_file() for _ in range(self.chance.randint(1, 3))]
        begun = time.monotonic()
        self.step("/klacht", COMPLAINT)
        self.step("/gegevens", DETAILS)
        for name, data in files:
            self.add(name, data)
        self.step("/bijlagen", {})
        time.sleep(max(0.0, begun + 4 - time.monotonic()))  # nobody types faster
        page = self.send()
        found = REFERENCE.search(page)
        assert found, page[:2000]
        self.confirmed[found[0]] = sorted(hashlib.sha256(data).hexdigest() for _, data in files)

    def a_file(self) -> tuple[str, bytes]:
        data = f"bewijs {secrets.token_hex(self.chance.randint(20, 100_000))}".encode()
        return f"bewijs {secrets.token_hex(3)}.txt", data

    def add(self, name: str, data: bytes) -> None:
        """Until the page lists it: after an error nobody knows whether it came through."""
        end = time.monotonic() + PATIENCE
        while name not in (page := self.ask("GET", "/bijlagen")[2]):
            assert time.monotonic() < end, page[:500]
            form = {
                "draft": hidden(page, "draft"),
                "act": "add",
                "files": FileStorage(BytesIO(data), name),
            }
            boundary, body = encode_multipart(form)
            kind = f"multipart/form-data; boundary={boundary}"
            self.ask("POST", "/bijlagen", body, kind)

    def step(self, path: str, answers: dict[str, str]) -> None:
        status, where, page = self.post(path, answers | {"act": "next"})
        assert status == 302, (path, status, page[:2000])
        assert where != f"/klacht{path}", (path, page[:2000])

    def send(self) -> str:
        """Press the button; after an error once more, as people do. It is sent once."""
        status, _, page = self.post("/controleren", SIGNED | {"act": "send"})
        if "Dat ging wel erg snel" in page:  # the first step waited in the queue
            time.sleep(4)
            status, _, page = self.post("/controleren", SIGNED | {"act": "send"})
        assert status in {302, 409, 410}, (status, page[:2000])
        return self.ask("GET", "/verstuurd")[2]

    def post(self, path: str, answers: dict[str, str]) -> tuple[int, str, str]:
        page = self.ask("GET", path)[2]
        tokens = {"draft": hidden(page, "draft"), "version": hidden(page, "version")}
        body = urlencode(answers | tokens).encode()
        return self.ask("POST", path, body, "application/x-www-form-urlencoded")

    def ask(
        self, method: str, path: str, body: bytes = b"", kind: str = ""
    ) -> tuple[int, str, str]:
        """One request; tried again as long as nobody answers."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return self._ask(method, path, body, kind)
            except (OSError, HTTPException):
                if time.monotonic() > end:
                    raise
                time.sleep(0.5)

    def _ask(self, method: str, path: str, body: bytes, kind: str) -> tuple[int, str, str]:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookie, "X-Forwarded-For": self.address}
        headers |= {"Content-Type": kind} if kind else {}
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as at:
            at.request(method, f"/klacht{path}", body, headers)
            reply = at.getresponse()
            page = reply.read().decode()
        for line in reply.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: one.value for name, one in SimpleCookie(line).items()}
        assert reply.status < 500, (method, path, reply.status)
        return reply.status, reply.headers.get("Location", ""), page


@contextmanager
def crowd(port: int, seconds: float) -> Iterator[list[Person]]:
    """Twenty people at the form for so long; gone when the block ends."""
    people = [Person(port, time.monotonic() + seconds, seed) for seed in range(PEOPLE)]
    for one in people:
        one.start()
    yield people
    for one in people:
        one.join(timeout=seconds + 3 * PATIENCE)


def kept(reference: str) -> list[str]:
    """The files of people in this file, by checksum of what is really in the store."""
    query = (
        select(Document.sha256)
        .join(Complaint, Complaint.id == Document.complaint_id)
        .where(Complaint.reference == reference, Document.name.like("bewijs%"))
    )
    stored = [documents.read(sha256) for sha256 in db.session.scalars(query)]
    return sorted(hashlib.sha256(data).hexdigest() for data in stored)


def check(people: list[Person]) -> int:
    """Everything that was confirmed is there, nothing is there twice. Returns how many."""
    assert [error for one in people for error in one.broken] == []
    confirmed = {name: files for one in people for name, files in one.confirmed.items()}
    assert sum(len(one.confirmed) for one in people) == len(confirmed)
    db.session.rollback()
    assert {name: kept(name) for name in confirmed} == confirmed
    numbers = db.session.scalars(select(Complaint.reference)).all()
    assert len(set(numbers)) == len(numbers)
    # A number that was given is a file: no gap, no half act.
    assert db.session.scalar(select(func.sum(Counter.last))) == len(numbers)
    sent = select(func.count()).where(Draft.complaint_id.is_not(None))
    assert db.session.scalar(sent) == len(numbers)
    assert list(audit.breaks()) == []
    return len(confirmed)


@pytest.mark.slow
def test_twenty_people_for_two_minutes_lose_nothing(app, record_property):
    server = Server(app)
    try:
        with crowd(server.port, 120) as people:
            pass
    finally:
        server.die()
    confirmed = check(people)
    assert confirmed >= 100
    record_property("front door: complaints confirmed in two minutes", confirmed)


@pytest.mark.slow
def test_a_server_that_is_killed_in_the_middle_loses_nothing(app, record_property):
    server = Server(app)
    try:
        with crowd(server.port, 60) as people:
            for _ in range(3):
                time.sleep(12 + random.Random(1).random())
                server.die()
                server.start()
    finally:
        server.die()
    confirmed = check(people)
    assert confirmed >= 40
    record_property("front door: complaints confirmed while the server was killed", confirmed)


@pytest.mark.parametrize("application", ["sqlite"], indirect=True)
def test_a_few_seconds_of_it(app):
    """What `make test` sees of the same."""
    server = Server(app)
    try:
        with crowd(server.port, 5) as people:
            time.sleep(4)
            server.die()
            server.start()
    finally:
        server.die()
    assert check(people) >= 10
