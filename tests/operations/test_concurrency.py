"""Two at once on one file: one wins, the other is told; nothing is lost and nothing is double."""

import threading
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import InternalError, OperationalError
from sqlalchemy.orm import Session

from models import AuditEvent, Complaint, Note, Step, Unit, User, db
from operations import (
    audit,
    clock,
    correspondence,
    documents,
    handling,
    handover,
    intake,
    screening,
)
from operations.correspondence import Sending
from operations.handling import StepData
from operations.screening import ScreeningData
from operations.transaction import snapshot
from rules import procedure
from rules.errors import Conflict, Refusal
from rules.vocabulary import (
    Event,
    LetterKind,
    PartyKind,
    ScreeningOutcome,
    SendChannel,
    State,
)
from tests import thread
from tests.factories import a_complaint
from tests.journeys.other_screens import STEPS, TAKES
from tests.samples import a_pdf
from tests.thread import day, someone

MANY = 4


@pytest.fixture(autouse=True)
def on_monday(app):
    with day(date(2026, 3, 2)):
        yield


def at_once(app: Flask, act: Callable[[], object], times: int = MANY) -> list[str]:
    """What became of this act, done by so many at the same moment."""
    start, results, moment = threading.Barrier(times), [], clock.now()

    def one() -> None:
        with app.app_context(), clock.at(moment):
            start.wait()
            try:
                act()
                results.append("done")
            except (Conflict, Refusal) as error:
                results.append(type(error).__name__)
            finally:
                db.session.remove()

    db.session.remove()
    workers = [threading.Thread(target=one) for _ in range(times)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sorted(results)


ONE_WINS = ["Conflict"] * (MANY - 1) + ["done"]


def count(model: type, *where: object) -> int:
    return db.session.scalar(select(func.count()).select_from(model).where(*where)) or 0


def test_a_step_is_taken_once(app):
    complaint = a_complaint()
    key, version = complaint.id, complaint.version

    def register() -> None:
        handling.apply(someone("coordinator"), key, Event.REGISTER, version, StepData())

    assert at_once(app, register) == ONE_WINS
    assert thread.fresh(key).state is State.F1
    assert count(Step, Step.complaint_id == key) == 1
    assert count(AuditEvent, AuditEvent.verb == "complaint:register") == 1


def test_of_two_who_take_the_same_step_one_wins_and_one_is_told(app, monkeypatch):
    """Each step, with nothing in its way but the other one."""
    monkeypatch.setattr(handling, "ACTS", {})
    monkeypatch.setattr(procedure, "give_way", lambda *_: None)
    became = {}
    for event, row in STEPS.items():
        file = a_complaint(
            state=min(row.sources), handler=db.session.get(User, thread.user_id("coordinator"))
        )
        who, key, version = TAKES.get(row.permission, "secretary"), file.id, file.version
        take = partial(apply_step, who, key, event, version)
        became[event] = at_once(app, take, 2)
        assert count(Step, Step.complaint_id == key, Step.event == event) == 1, event
    assert [one for one, ends in became.items() if ends != ["Conflict", "done"]] == []


def apply_step(who: str, key: int, event: Event, version: int) -> None:
    handling.apply(someone(who), key, event, version, StepData(reason="Een reden."))


def test_two_different_acts_on_one_page_do_not_mix(app):
    complaint = a_complaint(state=State.F2)
    key, version = complaint.id, complaint.version
    handler = thread.user_id("coordinator")
    acts = iter([
        lambda: handling.apply(someone("coordinator"), key, Event.SCREEN, version, StepData()),
        lambda: handover.assign(someone("secretary"), key, version, handler, stated=True),
    ])  # fmt: skip
    turn = threading.Lock()

    def other() -> None:
        with turn:
            act = next(acts)
        act()

    assert at_once(app, other, 2) == ["Conflict", "done"]
    complaint = thread.fresh(key)
    assert (complaint.state is State.F4) != (complaint.handler_id == handler)


def test_a_conduct_is_decided_once(app):
    conduct = a_complaint(state=State.F4).conducts[0]
    key, version = conduct.id, conduct.version

    def decide() -> None:
        data = ScreeningData(ScreeningOutcome.TAKEN_UP)
        screening.screen(someone("board1"), key, version, data)

    assert at_once(app, decide) == ONE_WINS


def test_a_letter_is_made_once(app):
    complaint = a_complaint(state=State.F2)
    key, version, party = complaint.id, complaint.version, complaint.parties[0].id

    def draft() -> None:
        correspondence.draft(someone("coordinator"), key, version, LetterKind.L01, party)

    assert at_once(app, draft) == ONE_WINS
    assert len(thread.fresh(key).letters) == 1


def test_a_letter_is_sent_once(app):
    handler = db.session.get_one(thread.User, thread.user_id("coordinator"))
    key = a_complaint(state=State.F1, handler=handler).id
    complaint = thread.fresh(key)
    party = next(one.id for one in complaint.parties if one.kind is PartyKind.COMPLAINANT)
    made = correspondence.draft(
        someone("coordinator"), key, complaint.version, LetterKind.L01, party
    )
    thread.finish("coordinator", made)
    version = thread.fresh(key).letters[0].version
    sending = Sending(clock.today(), SendChannel.POST, enclosed=True)

    def send() -> None:
        correspondence.mark_sent(someone("coordinator"), made, version, sending)

    # Who comes later finds a sent letter, or an old page: it depends on who read when.
    assert at_once(app, send).count("done") == 1
    assert thread.fresh(key).state is State.F2
    assert count(Step, Step.event == Event.ACKNOWLEDGE) == 1


def test_what_needs_no_old_page_is_all_kept(app):
    key = a_complaint().id
    numbers = iter(range(100))

    def note() -> None:
        intake.add_note(someone("secretary"), key, f"Notitie {next(numbers)}")

    assert at_once(app, note, 6) == ["done"] * 6
    assert count(Note) == 6


def test_the_trail_stays_whole(app):
    key = a_complaint().id

    def add() -> None:
        documents.add(someone("coordinator"), key, a_pdf(""), "a.pdf", part_of_complaint=False)

    assert at_once(app, add, 6) == ["done"] * 6
    chain = db.session.scalars(
        select(AuditEvent.seq).where(AuditEvent.chain == key).order_by(AuditEvent.seq)
    ).all()
    assert list(chain) == [1, 2, 3, 4, 5, 6]
    assert list(audit.breaks()) == []
    assert thread.fresh(key).version == db.session.get_one(Complaint, key).version


def test_only_an_operation_writes(app):
    db.session.add(Unit(name="Buitenom"))
    with pytest.raises((OperationalError, InternalError)):
        db.session.commit()
    db.session.rollback()
    assert db.session.scalar(select(Unit).where(Unit.name == "Buitenom")) is None


def test_a_snapshot_does_not_see_what_is_written_meanwhile(app):
    def units() -> int:
        return len(db.session.scalars(select(Unit.id)).all())

    with snapshot():
        before = units()
        with Session(db.engine.execution_options(wederhoor_write=True)) as other:
            other.add(Unit(name="Intussen"))
            other.commit()
        assert units() == before
    assert units() == before + 1
