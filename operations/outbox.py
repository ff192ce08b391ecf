"""The outbox: mail is written with the act it belongs to, and sent afterwards.

``post`` is a helper: it works inside the transaction of the act that calls it. Sending claims one
message at a time, so that of several machines only one sends it.
"""

import hashlib
import smtplib
import ssl
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, and_, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import joinedload

from models import Complaint, Document, Duty, Mail, MailDocument, db
from operations import access, audit, clock, documents
from operations.clock import now, today
from operations.transaction import transaction
from queries.actors import system
from queries.letters import MAILED
from rules import duties
from rules.errors import NotFound, Refusal
from rules.permissions import Actor
from rules.vocabulary import HELD, Permission
from rules.wording import told
from settings import MailServer

MOST_TRIES = 8
CLAIM = timedelta(minutes=10)
"""Longer than any one sending takes: whoever claimed it and is gone by then, died."""
PATIENCE = 30
"""Seconds that the mail server has for each answer."""
KEPT = timedelta(days=90)
"""Longer than anything that plans a message looks back, so that none is written twice."""
POLICY = SMTP.clone(cte_type="7bit", max_line_length=78)

ONCE = "account-link:"
"""How the keys of messages begin whose text is forgotten once it went out."""

INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def post(
    *,
    key: str,
    recipient: str,
    subject: str,
    body: str,
    complaint: Complaint | None = None,
    user_id: int | None = None,
    calendar_method: str = "",
    calendar: str = "",
    files: Sequence[Document] = (),
) -> None:
    """Write a message that ``flask mail send`` will send. Nothing happens when ``key`` is there.

    The text carries a reference and a duty, never what a case is about. ``calendar`` is the
    iCalendar text of an invitation, with the same METHOD as ``calendar_method``; ``files`` go
    with it.
    """
    if calendar_method and f"METHOD:{calendar_method}" not in calendar.split():
        raise ValueError(f"the calendar text does not say METHOD:{calendar_method}")
    db.session.flush()
    moment = now()
    values = {
        "key": key,
        "complaint_id": complaint.id if complaint else None,
        "user_id": user_id,
        "recipient": _one_line(recipient)[:254],
        "subject": _one_line(subject)[:200],
        "body": body,
        "calendar_method": calendar_method,
        "calendar": calendar,
        "recorded_at": moment,
        "next_try_at": moment,
        "tries": 0,
        "claimed_by": "",
        "error": "",
    }
    insert = INSERT[db.engine.dialect.name]
    written = db.session.scalar(
        insert(Mail)
        .values(values)
        .on_conflict_do_nothing(index_elements=["key"])
        .returning(Mail.id)
    )
    if written is not None:
        db.session.add_all(
            MailDocument(mail_id=written, position=place, document_id=one.id)
            for place, one in enumerate(files)
        )


def _one_line(text: str) -> str:
    """Nothing breaks out of a header."""
    return " ".join(text.split())


# --- sending --------------------------------------------------------------------------------


class Unreachable(Exception):
    """No mail server, or it does not let us in: everything keeps waiting, no try is spent."""


def deliver(worker: str) -> Counter[str]:
    """Send what is due, one by one, until nothing is; how many were sent, later or failed.

    ``worker`` names this process among all others. Raises Unreachable when there is no server to
    send to.
    """
    if clock.ahead() is not None:
        raise Unreachable(
            told("Dit is een oefenomgeving: er gaat geen e-mail uit. De mail blijft staan.")
        )
    server: MailServer | None = current_app.extensions["wederhoor"].mail
    if server is None:
        raise Unreachable(
            told("Er is geen mailserver ingesteld (SMTP_HOST). De mail blijft wachten.")
        )
    done: Counter[str] = Counter()
    if not _waiting():
        return done
    connection = _connect(server)
    try:
        while mail := _claim(worker):
            done[_try(connection, server, mail, worker)] += 1
            if connection.sock is None:
                connection = _connect(server)
    finally:
        _leave(connection)
    return done


def _due() -> ColumnElement[bool]:
    moment = now()
    return and_(
        Mail.sent_at.is_(None),
        Mail.failed_at.is_(None),
        Mail.next_try_at <= moment,
        or_(Mail.claimed_until.is_(None), Mail.claimed_until < moment),
    )


def _waiting() -> bool:
    return db.session.scalar(select(Mail.id).where(_due()).limit(1)) is not None


def _claim(worker: str) -> Mail | None:
    """The next message that is due, for this worker alone."""
    # Who waits for another's row finds it claimed: the condition is asked again on the row itself.
    first = select(Mail.id).where(_due()).order_by(Mail.next_try_at, Mail.id).limit(1)
    claim = (
        update(Mail)
        .where(Mail.id == first.with_for_update(skip_locked=True).scalar_subquery(), _due())
        .values(claimed_by=worker, claimed_until=now() + CLAIM, tries=Mail.tries + 1)
        .returning(Mail.id)
        .execution_options(synchronize_session=False)
    )
    with transaction():
        key = db.session.scalar(claim)
    if key is None:
        return None
    mail = db.session.get_one(Mail, key, populate_existing=True)
    # Nothing stays open or locked while the mail server takes its time.
    db.session.expunge(mail)
    db.session.rollback()
    return mail


def _try(connection: smtplib.SMTP, server: MailServer, mail: Mail, worker: str) -> str:
    """Send one message and write down what came of it."""
    error, final = "", False
    try:
        files = _files(mail.id)
    except (NotFound, OSError):
        return _note(mail.id, worker, told("Een bijlage is niet te lezen."), False)
    try:
        connection.send_message(message(mail, server, files))
    except smtplib.SMTPRecipientsRefused as refused:
        ((code, words),) = refused.recipients.values()
        error, final = _answer(code, words), code >= 500
    except smtplib.SMTPResponseException as refused:
        error = _answer(refused.smtp_code, refused.smtp_error)
        # Our own address refused is a fault of the installation, which someone will mend.
        final = refused.smtp_code >= 500 and not isinstance(refused, smtplib.SMTPSenderRefused)
    except (MessageError, ValueError, IndexError, smtplib.SMTPNotSupportedError):
        error, final = told("Dit is geen e-mailadres waarnaar kan worden verzonden."), True
    except (smtplib.SMTPException, OSError) as broken:
        connection.close()
        error = told(
            "De verbinding met de mailserver brak af (%(why)s).", why=type(broken).__name__
        )
    return _note(mail.id, worker, _without(error, mail.recipient), final)


def _without(error: str, address: str) -> str:
    """What went wrong, without the address of a person."""
    error = told(error)
    return told(
        error.words, **{name: one.replace(address, "…") for name, one in error.values.items()}
    )


def _files(mail_id: int) -> list[tuple[str, str, bytes]]:
    """Name, media type and bytes of what goes with a message."""
    query = (
        select(Document.name, Document.media_type, Document.sha256, Document.scan)
        .join(MailDocument, MailDocument.document_id == Document.id)
        .where(MailDocument.mail_id == mail_id)
        .order_by(MailDocument.position)
    )
    rows = db.session.execute(query).all()
    db.session.rollback()
    if any(row.scan in HELD for row in rows):
        raise NotFound
    return [(row.name, row.media_type, documents.read(row.sha256)) for row in rows]


def _answer(code: int, words: bytes | str) -> str:
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return told("De mailserver antwoordde: %(answer)s", answer=f"{code} {_one_line(said)}")


def _note(key: int, worker: str, error: str, final: bool) -> str:
    """What came of a try: sent, later once more, or failed for good."""
    with transaction():
        mail = db.session.scalar(
            select(Mail).where(Mail.id == key, Mail.claimed_by == worker).with_for_update()
        )
        if mail is None:
            return "sent" if not error else "later"  # someone else took it over meanwhile
        mail.error, mail.claimed_until = error, None
        if not error:
            mail.sent_at = now()
            if mail.key.startswith(ONCE):
                mail.body = ""  # it held an address that opens an account
            return "sent"
        if not final and mail.tries < MOST_TRIES:
            mail.next_try_at = now() + timedelta(minutes=2**mail.tries)
            return "later"
        mail.failed_at = now()
        if mail.complaint is not None:
            mail.complaint.duties.append(_duty(mail, mail.complaint))
            audit.record(system(today()), "mail:failed", mail.complaint, mail)
        return "failed"


def _duty(mail: Mail, complaint: Complaint) -> Duty:
    """Someone has to see to it; ``filing.settle`` leaves it until the message is sent again."""
    kind = duties.DutyKind.MAIL
    return Duty(
        kind=kind.value,
        subject=f"mail:{mail.id}",
        text=told(kind.label),
        due_on=today(),
        user_id=complaint.handler_id,
        permission=Permission.LETTER_SEND,
    )


def _connect(server: MailServer) -> smtplib.SMTP:
    try:
        connection = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
        if server.starttls:
            connection.starttls(context=ssl.create_default_context())
        if server.user:
            connection.login(server.user, server.password)
    except (smtplib.SMTPException, OSError) as error:
        raise Unreachable(
            told(
                "De mailserver %(server)s is niet te bereiken (%(why)s). De mail blijft wachten.",
                server=f"{server.host}:{server.port}",
                why=type(error).__name__,
            )
        ) from error
    return connection


def _leave(connection: smtplib.SMTP) -> None:
    with suppress(smtplib.SMTPException, OSError):
        connection.quit()
    connection.close()


def message(
    mail: Mail, server: MailServer, files: Iterable[tuple[str, str, bytes]] = ()
) -> EmailMessage:
    """The message as it goes out. Raises ValueError when the address is none."""
    made = EmailMessage(policy=POLICY)
    made["From"] = server.sender
    made["To"] = Address(addr_spec=mail.recipient)
    made["Subject"] = mail.subject
    made["Date"] = format_datetime(mail.recorded_at)
    # Sent once more after a crash, it is the same message for whoever receives it.
    name = hashlib.sha256(mail.key.encode()).hexdigest()[:32]
    made["Message-ID"] = f"<{name}@{server.domain}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(mail.body)
    if mail.calendar_method:
        # Outlook shows the buttons only when the two name the same method.
        made.add_alternative(
            mail.calendar, subtype="calendar", params={"method": mail.calendar_method}
        )
    for name, media_type, data in files:
        sort, _, subtype = media_type.partition("/")
        # A message within a message would be taken apart on its way.
        sort, subtype = ("application", "octet-stream") if sort == "message" else (sort, subtype)
        made.add_attachment(data, maintype=sort, subtype=subtype, filename=name)
    return made


# --- looking after it -----------------------------------------------------------------------


def retry(actor: Actor, mail_id: int, complaint_id: int | None = None) -> None:
    """Send a failed message once more, to the address that its user has now.

    By whoever looks after the outbox; or from the file it is about, by who may send its letters.
    """
    with transaction():
        mail = db.session.scalar(
            select(Mail)
            .where(Mail.id == mail_id)
            .options(joinedload(Mail.user), joinedload(Mail.complaint))
        )
        if mail is None or complaint_id not in {None, mail.complaint_id}:
            raise NotFound
        if complaint_id is None:
            access.require(actor, Permission.SETTING_MANAGE)
        else:
            access.require(actor, Permission.LETTER_SEND, mail.complaint)
        if mail.key.startswith(MAILED):
            raise Refusal(
                "Dit is een brief. Leg bij de brief vast dat hij terugkwam, en verzend hem opnieuw."
            )
        if mail.failed_at is None:
            raise Refusal("Deze e-mail is niet mislukt: hij is verzonden of wacht nog.")
        mail.failed_at, mail.tries, mail.error = None, 0, ""
        mail.next_try_at = now()
        if mail.user is not None:
            mail.recipient = mail.user.email
        db.session.execute(
            delete(Duty).where(
                Duty.complaint_id == mail.complaint_id, Duty.subject == f"mail:{mail.id}"
            )
        )
        audit.record(actor, "mail:retried", mail.complaint, mail)


def sent_otherwise(letter_id: int) -> None:
    """A letter went out again: that it failed before asks nothing any more. Part of another act."""
    failed = select(Mail.id).where(Mail.key.startswith(f"{MAILED}{letter_id}:"))
    subjects = [f"mail:{key}" for key in db.session.scalars(failed)]
    db.session.execute(delete(Duty).where(Duty.subject.in_(subjects)))


def sent_at(key: str) -> datetime | None:
    """When the message with this key went out; None while it did not."""
    return db.session.scalar(select(Mail.sent_at).where(Mail.key == key))


def failed(key: str) -> bool:
    """Whether the message with this key will not go out any more."""
    query = select(Mail.id).where(Mail.key == key, Mail.failed_at.is_(None))
    return db.session.scalar(query) is None


def sweep() -> int:
    """Forget what was sent long ago, but a letter: it tells what went. How many there were."""
    long_ago = and_(Mail.sent_at < now() - KEPT, ~Mail.key.startswith(MAILED))
    old = delete(Mail).where(long_ago).returning(Mail.id)
    with transaction():
        return len(db.session.scalars(old).all())
