"""Sending a draft of the public form, once: whatever comes at the same time, or in between."""

import re
import threading
from datetime import date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from letters.copies import Answer, Section
from models import AccessCode, Attempt, AuditEvent, Complaint, Draft, Mail, Step, db
from operations import access_codes, audit, clock, drafts, intake
from operations.contacts import ContactData
from rules.errors import Conflict, NotFound
from rules.vocabulary import Channel, Dating, PartyKind, State
from tests import thread

NOW = datetime(2026, 3, 2, 10, 30, tzinfo=clock.AMSTERDAM)
MANY = 4


@pytest.fixture(autouse=True)
def on_monday(app):
    with time_machine.travel(NOW, tick=False):
        yield


def sending(**more):
    made = intake.Intake(
        intake.Receipt(received_at=clock.now(), channel=Channel.FORM),
        intake.Description("De toets", "Wat er gebeurde."),
        (intake.PartyData(PartyKind.COMPLAINANT, person=ContactData(family_name="Berg")),),
        (intake.ConductData("De toets", dating=Dating.UNKNOWN),),
    )
    sections = [Section("Je klacht", [Answer("Wat?", "Łukasz zei “nee” 👩 & <b>\nZoë\t1")])]
    return drafts.Sending(
        **{"intake": made, "sections": sections, "title": "Klacht", "told": "Vandaag",
           "mailbox": "a@proef.example", "address": "192.0.2.1"} | more,
    )  # fmt: skip


@pytest.fixture
def draft(app):
    """The secret of a draft that is as good as filled in."""
    secret = drafts.begin("klacht", {"whom": "x"}, "192.0.2.1")
    drafts.add_file(secret, "brief.txt", b"Beste,", "192.0.2.1")
    return secret


def version():
    db.session.rollback()
    return db.session.scalars(select(Draft.version)).one()


def later():
    return time_machine.travel(NOW + timedelta(minutes=1), tick=False)


def count(model):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model))


def test_sent_at_the_same_moment_it_is_one_complaint(app, draft):
    on, start, made = version(), threading.Barrier(MANY), []

    def one():
        with app.app_context():
            start.wait()
            made.append(drafts.send(draft, on, sending()))
            db.session.remove()

    db.session.remove()
    with later():
        workers = [threading.Thread(target=one) for _ in range(MANY)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    assert len(made) == MANY
    assert len(set(made)) == 1
    assert [count(model) for model in (Complaint, Mail, AccessCode, Step)] == [1, 1, 1, 1]
    assert [one.name for one in thread.fresh(made[0]).documents] == [
        "brief.txt", "Klacht K2026-0001.pdf",
    ]  # fmt: skip


def test_everything_or_nothing(app, draft, monkeypatch):
    """A failure at the very end leaves the draft as it was, and no number is lost."""

    def fails(*_args, **_more):
        raise RuntimeError

    on = version()
    with later():
        with monkeypatch.context() as broken:
            broken.setattr("operations.drafts.outbox.post", fails)
            with pytest.raises(RuntimeError):
                drafts.send(draft, on, sending())
        assert (count(Complaint), count(Mail), version()) == (0, 0, on)
        key = drafts.send(draft, on, sending())
    assert thread.fresh(key).reference == "K2026-0001"
    assert list(audit.breaks()) == []


def test_it_arrives_as_what_staff_register_does(app, draft):
    with later():
        complaint = thread.fresh(drafts.send(draft, version(), sending()))
    assert (complaint.state, complaint.received_on) == (State.F0, date(2026, 3, 2))
    assert complaint.legal_end == date(2026, 4, 13)
    verbs = db.session.scalars(
        select(AuditEvent.verb).where(AuditEvent.chain == complaint.id).order_by(AuditEvent.seq)
    ).all()
    assert verbs == [
        "complaint:receive", "party:added", "document:added", "access_code:issued",
        "complaint:confirmed",
    ]  # fmt: skip


def test_the_code_is_shown_again_without_being_kept(app, draft):
    with later():
        drafts.send(draft, version(), sending())
        complaint = drafts.sent(draft)
        code = drafts.receipt_code(draft, complaint)
    assert re.fullmatch(r"([2-9A-HJKMNP-Z]{5}-){3}[2-9A-HJKMNP-Z]{5}", code)
    assert db.session.scalars(select(AccessCode.code_hash)).one() == access_codes.hashed(code)
    db.session.rollback()
    rows = str([vars(one) for one in db.session.scalars(select(Draft))])
    mail = str([vars(one) for one in db.session.scalars(select(Mail))])
    assert code not in rows + mail
    assert draft not in rows + mail


def test_what_the_sender_did_not_see_is_not_sent(app, draft):
    on = version()
    drafts.save(draft, "klacht", {"whom": "y"})
    with later(), pytest.raises(Conflict):
        drafts.send(draft, on, sending())
    assert count(Complaint) == 0


def test_after_sending_nothing_changes_in_it(app, draft):
    with later():
        drafts.send(draft, version(), sending())
        for act in (
            lambda: drafts.save(draft, "klacht", {}),
            lambda: drafts.add_file(draft, "a.txt", b"x", ""),
            lambda: drafts.remove_file(draft, 1),
            lambda: drafts.discard(draft),
            lambda: drafts.mail_link(draft, "a@proef.example", "", "x", str),
        ):
            with pytest.raises(drafts.Sent):
                act()
    assert count(Draft) == 1


def test_a_secret_that_is_none_opens_nothing(app, draft):
    for secret in ("", "x", draft[:-1], draft.swapcase(), "\0"):
        with pytest.raises(NotFound):
            drafts.save(secret, "klacht", {})
        with pytest.raises(NotFound):
            drafts.open_link(secret)


def test_the_limit_does_not_keep_the_address_itself(app, draft):
    assert count(Attempt) == 2
    assert not any("192.0.2.1" in one for one in db.session.scalars(select(Attempt.bucket)))
