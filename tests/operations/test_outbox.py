"""The outbox: written once, sent once by a real mail server, tried again, and in the end failed."""

import threading
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from models import AuditEvent, Complaint, Duty, Mail, db
from operations import clock, filing, outbox
from operations.transaction import transaction
from rules.duties import DutyKind
from rules.errors import NotFound, NotPermitted, Refusal
from settings import MailServer
from tests import thread
from tests.factories import a_complaint
from tests.postbox import Postbox, mail_server
from tests.thread import someone

MOMENT = datetime(2026, 3, 2, 9, tzinfo=UTC)
INVITE = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Wederhoor//NL\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\n"
    "UID:hearing-7@wederhoor\r\nDTSTAMP:20260302T090000Z\r\nDTSTART:20260320T090000Z\r\n"
    "SUMMARY:Hoorgesprek K2026-0001\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.fixture
def postbox(app):
    box = Postbox()
    with clock.at(MOMENT), mail_server(app, box):
        yield box


def post(key="a", **changed):
    values = {
        "key": key, "recipient": "karin@ssr.example", "subject": "K2026-0001: Toetsen",
        "body": "Een taak vraagt aandacht.\n",
    }  # fmt: skip
    with transaction():
        outbox.post(**values | changed)


def mails():
    db.session.rollback()
    return db.session.scalars(select(Mail).order_by(Mail.id)).all()


# --- writing --------------------------------------------------------------------------------


def test_a_message_is_written_once(app):
    post("a", subject="eerste")
    post("a", subject="tweede")
    (mail,) = mails()
    assert mail.subject == "eerste"


def test_a_message_goes_with_the_act_it_belongs_to(app):
    def act():
        with transaction():
            outbox.post(key="a", recipient="x@y.nl", subject="x", body="x")
            raise Refusal("Dit kan niet.")

    with pytest.raises(Refusal):
        act()
    assert mails() == []


def test_an_invitation_that_says_another_method_is_no_message(app):
    with pytest.raises(ValueError, match="METHOD:CANCEL"):
        post(calendar_method="CANCEL", calendar=INVITE)


# --- sending --------------------------------------------------------------------------------


def test_a_message_arrives_as_it_was_written(postbox):
    post(subject="K2026-0001: Ontvangst bevestigen", body="Één taak: 5 maart.\n")
    assert outbox.deliver("one") == Counter(sent=1)
    (message,) = postbox.messages
    assert message["From"] == "klachten@ssr.example"
    assert message["To"] == "karin@ssr.example"
    assert message["Subject"] == "K2026-0001: Ontvangst bevestigen"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content().splitlines() == ["Één taak: 5 maart."]
    assert mails()[0].sent_at == MOMENT


def test_what_was_sent_is_not_sent_again(postbox):
    post()
    outbox.deliver("one")
    assert outbox.deliver("one") == Counter()
    assert len(postbox.received) == 1


def test_an_invitation_arrives_as_outlook_wants_it(postbox):
    post(calendar_method="REQUEST", calendar=INVITE)
    outbox.deliver("one")
    (message,) = postbox.messages
    assert message.get_content_type() == "multipart/alternative"
    text, calendar = message.iter_parts()
    assert text.get_content_type() == "text/plain"
    assert calendar.get_content_type() == "text/calendar"
    assert calendar.get_param("method") == "REQUEST"
    assert "METHOD:REQUEST" in calendar.get_content().splitlines()
    assert calendar.get_content().splitlines() == INVITE.splitlines()


@pytest.mark.parametrize("field", ["subject", "recipient"])
def test_nothing_breaks_out_of_a_header(postbox, field):
    text = "klager@x.example\r\nBcc: dief@x.example" if field == "recipient" else "a\r\nBcc: b@c.nl"
    post(**{field: text})
    outbox.deliver("one")
    for message, envelope in zip(postbox.messages, postbox.received, strict=True):
        assert message["Bcc"] is None
        assert envelope.rcpt_tos == ["karin@ssr.example"]
    assert len(postbox.received) == (1 if field == "subject" else 0)


def test_what_is_no_address_fails_at_once(postbox):
    post(recipient="geen adres")
    assert outbox.deliver("one") == Counter(failed=1)
    assert "geen e-mailadres" in mails()[0].error


def test_an_address_that_does_not_exist_fails_at_once_and_is_not_named(postbox):
    postbox.no_such.add("karin@ssr.example")
    post()
    post("b", recipient="piet@ssr.example")
    assert outbox.deliver("one") == Counter(failed=1, sent=1)
    mail = mails()[0]
    assert mail.failed_at == MOMENT
    assert "550" in mail.error
    assert "karin" not in mail.error


# --- trying again ---------------------------------------------------------------------------


def test_forty_messages_refused_for_now_are_sent_later(postbox):
    for number in range(40):
        post(str(number))
    postbox.answer = "451 4.3.0 try again later"
    assert outbox.deliver("one") == Counter(later=40)
    assert outbox.deliver("one") == Counter()
    postbox.answer = "250 OK"
    with clock.at(MOMENT + timedelta(minutes=2)):
        assert outbox.deliver("one") == Counter(sent=40)
    assert len({one["Message-ID"] for one in postbox.messages}) == 40


def test_each_wait_is_twice_as_long_and_the_eighth_try_is_the_last(postbox):
    post()
    postbox.answer = "451 later"
    waits, moment = [], MOMENT
    for _ in range(8):
        with clock.at(moment):
            outbox.deliver("one")
            mail = mails()[0]
            if mail.failed_at is None:
                waits.append((mail.next_try_at - moment) // timedelta(minutes=1))
                moment = mail.next_try_at
    assert waits == [2, 4, 8, 16, 32, 64, 128]
    assert (mails()[0].tries, mails()[0].failed_at) == (8, moment)


def test_one_minute_before_the_time_it_is_not_tried(postbox):
    post()
    postbox.answer = "451 later"
    outbox.deliver("one")
    with clock.at(MOMENT + timedelta(minutes=2, seconds=-1)):
        assert outbox.deliver("one") == Counter()


def test_a_server_that_is_away_costs_no_try(app):
    post()
    kept = app.extensions["wederhoor"]
    server = MailServer("127.0.0.1", 1, "", "", False, "klachten@ssr.example")
    app.extensions["wederhoor"] = replace(kept, mail=server)
    try:
        with pytest.raises(outbox.Unreachable, match="niet te bereiken"):
            outbox.deliver("one")
    finally:
        app.extensions["wederhoor"] = kept
    assert mails()[0].tries == 0


def test_without_a_server_the_mail_waits(app):
    post()
    with pytest.raises(outbox.Unreachable, match="SMTP_HOST"):
        outbox.deliver("one")
    assert mails()[0].sent_at is None


def test_what_a_dead_worker_held_is_taken_over_later(postbox):
    post()
    outbox._claim("dead")
    assert outbox.deliver("one") == Counter()
    with clock.at(MOMENT + outbox.CLAIM + timedelta(seconds=1)):
        assert outbox.deliver("one") == Counter(sent=1)


def test_two_workers_send_each_message_once(app, postbox):
    for number in range(40):
        post(str(number))
    start, done = threading.Barrier(2), Counter()

    def work(name):
        with app.app_context(), clock.at(MOMENT):
            start.wait()
            done.update(outbox.deliver(name))
            db.session.remove()

    db.session.remove()
    workers = [threading.Thread(target=work, args=(name,)) for name in ("one", "two")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert done == Counter(sent=40)
    assert len(postbox.received) == 40
    assert len({one["Message-ID"] for one in postbox.messages}) == 40


# --- what failed ----------------------------------------------------------------------------


def failed(**changed):
    complaint = a_complaint(received_on=MOMENT.date())
    post(complaint=complaint, recipient="geen adres", **changed)
    outbox.deliver("one")
    db.session.rollback()
    return complaint.id, mails()[0].id


def duties(key):
    query = select(Duty).where(Duty.complaint_id == key, Duty.kind == DutyKind.MAIL.value)
    db.session.rollback()
    return db.session.scalars(query).all()


def test_a_failure_is_a_duty_in_its_file_which_other_acts_leave(postbox):
    key, _ = failed()
    assert [one.text for one in duties(key)] == ["E-mail is niet aangekomen"]
    with transaction():
        filing.settle(db.session.get_one(Complaint, key))
    assert len(duties(key)) == 1


def test_a_failure_stands_in_the_trail_of_its_file(postbox):
    key, _ = failed()
    where = (AuditEvent.chain == key, AuditEvent.verb == "mail:failed")
    assert db.session.scalar(select(func.count()).where(*where)) == 1


def test_sent_again_it_is_no_duty_any_more(postbox):
    key, mail = failed()
    outbox.retry(someone("coordinator"), mail, key)
    assert duties(key) == []
    assert (mails()[0].failed_at, mails()[0].tries) == (None, 0)


def test_sent_again_it_goes_to_the_address_that_its_user_has_now(postbox):
    post(recipient="oud adres", user_id=thread.user_id("coordinator"))
    outbox.deliver("one")
    outbox.retry(someone("administrator"), mails()[0].id)
    assert outbox.deliver("one") == Counter(sent=1)
    assert postbox.received[0].rcpt_tos == ["coordinator@demo.example"]


def test_what_did_not_fail_is_not_sent_again(postbox):
    post()
    outbox.deliver("one")
    with pytest.raises(Refusal, match="niet mislukt"):
        outbox.retry(someone("administrator"), mails()[0].id)


def test_from_the_outbox_only_its_keeper_sends_again(postbox):
    _, mail = failed()
    with pytest.raises(NotPermitted):
        outbox.retry(someone("coordinator"), mail)


def test_from_a_file_only_mail_of_that_file_is_sent_again(postbox):
    _, mail = failed()
    other = a_complaint().id
    with pytest.raises(NotFound):
        outbox.retry(someone("coordinator"), mail, other)


def test_an_administrator_does_not_reach_a_file_through_its_mail(postbox):
    key, mail = failed()
    with pytest.raises(NotFound):
        outbox.retry(someone("administrator"), mail, key)


@pytest.mark.parametrize(("age", "left"), [(90, 1), (91, 0)])
def test_sent_mail_is_forgotten_after_ninety_days(postbox, age, left):
    post()
    outbox.deliver("one")
    with clock.at(MOMENT + timedelta(days=age)):
        outbox.sweep()
    assert len(mails()) == left


def test_what_was_not_sent_is_never_forgotten(postbox):
    post(recipient="geen adres")
    outbox.deliver("one")
    with clock.at(MOMENT + timedelta(days=400)):
        assert outbox.sweep() == 0
