"""The whole record as text, to see that an act changed nothing; and files for the tests here."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from sqlalchemy import select

from models import Base, Complaint, Conduct, User, db
from operations import clock, correspondence, reading
from operations.transaction import transaction
from rules.vocabulary import (
    CaseRole,
    CommitteeRole,
    Judgement,
    LetterKind,
    PartyKind,
    ReadingReason,
    State,
    Track,
)
from tests import thread
from tests.factories import (
    a_complaint,
    a_recommendation,
    a_statement,
    an_advice,
    an_assignment,
)
from tests.made_once import made_once
from tests.thread import day

BESIDE = {"web_session", "attempt", "audit_event", "audit_chain"}
"""Kept for every request, or for every refusal: no part of a file."""


def record() -> dict[str, list[tuple]]:
    """Every row of every table that holds the record."""
    db.session.rollback()
    found = {}
    for table in Base.metadata.sorted_tables:
        if table.name not in BESIDE:
            rows = db.session.execute(select(table)).all()
            found[table.name] = sorted((tuple(row) for row in rows), key=repr)
    db.session.rollback()
    return found


@contextmanager
def nothing_changes() -> Iterator[None]:
    before = record()
    yield
    after = record()
    assert {name for name in before if before[name] != after[name]} == set()


def user(code: str) -> User:
    return db.session.scalars(select(User).where(User.email == f"{code}@demo.example")).one()


@made_once
def in_hearing() -> int:
    """A file at the hearing, with real letters, documents and hearings; received two weeks ago."""
    received = clock.today() - timedelta(days=14)
    with day(received):
        key = thread.register(
            received_at=clock.now() - timedelta(hours=2), letter_dated_on=received
        )
    with day(received + timedelta(days=1)):
        thread.to_screening(key)
        thread.to_own_track(key)
        thread.to_hearing(key)
        thread.plan(key, PartyKind.COMPLAINANT)
        thread.plan(key, PartyKind.SUBJECT)
    db.session.rollback()
    return key


def advised(state: State = State.F9, *, delivered: bool = False, **columns: object) -> Complaint:
    """A committee of three advises: a report, an answer per conduct and one recommendation."""
    complaint = a_complaint(
        state=state, received_on=days_ago(14), track=Track.COMMITTEE, handler=user("coordinator"),
        **columns,
    )  # fmt: skip
    for code in thread.ADVISERS:
        seat = CommitteeRole.CHAIR if code == "adviser1" else CommitteeRole.MEMBER
        an_assignment(complaint, user(code), role=CaseRole.MEMBER, seat=seat)
        a_statement(complaint, user(code))
    with transaction():
        conduct = db.session.get_one(Conduct, complaint.conducts[0].id)
        conduct.advised_admissible, conduct.advised = True, Judgement.FOUNDED
        conduct.advised_reason = "Zo spreekt een docent niet."
    an_advice(complaint, delivered_on=clock.today() if delivered else None)
    a_recommendation(complaint)
    return thread.fresh(complaint.id)


def said_why(who: str, key: int) -> None:
    """Whoever oversees, said why before this file opened; nobody else is asked."""
    if who == "auditor":
        reading.explain(thread.someone(who), key, ReadingReason.OVERSIGHT)
        db.session.rollback()


def draft(
    key: int,
    code: str = "coordinator",
    kind: LetterKind = LetterKind.L13A,
    party: int | None = None,
) -> int:
    """A letter of today that still has to be settled."""
    version = thread.fresh(key).version
    made = correspondence.draft(thread.someone(code), key, version, kind, party)
    db.session.rollback()
    return made


def days_ago(count: int) -> date:
    return clock.today() - timedelta(days=count)
