"""The public form: a draft is saved at each step, comes back by a mailed link, and is sent once.

Nobody signs in: a secret in the browser, or in the link, opens one draft. What is sent, becomes a
file in one act: complaint, parties, conducts, files, receipt code and confirmation.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import delete, select, update

from files import inspection, words
from files.unfit import Cause, Unfit
from letters import copies, drafting, reading, render
from letters.contexts import Entered
from letters.drafting.intake import automatic_receipt
from letters.package import Refused
from models import Complaint, Document, Draft, DraftFile, DraftKey, User, db
from operations import access_codes, attempts, audit, documents, incoming, intake, outbox, templates
from operations.clock import now, today
from operations.transaction import claim, transaction
from queries import choices, drafts
from queries.actors import system
from queries.drafts import LIFE
from rules import bsn
from rules.errors import Conflict, NotFound, Refusal
from rules.permissions import Actor
from rules.vocabulary import HELD, LetterKind, PartyKind, ScanState

Typed = dict[str, str]
"""What was typed in one step, by the name of its box."""

BEGUN, FILES, LINKS = 5, 15, 1
"""So many for each complaint that may come from one address in an hour, which is a setting: many
people can share the address of a building.
"""
LINKS_PER_HOUR = 5
"""From one draft, and to one mailbox."""
QUICKEST = 3
"""Seconds: nobody reads and fills in three steps within them."""

FROM_FORM = "formulier"
"""Where a document came from: the copy of the form itself."""


class Sent(Exception):
    """This draft was sent: nothing can be changed in it any more."""


class TooOften(Exception):
    """So many from one address that this looks like a machine."""


class TooQuick(Exception):
    """Faster than anyone can type."""


# --- writing --------------------------------------------------------------------------------


def begin(step: str, typed: Typed, address: str, *, right: bool = False) -> str:
    """Keep the first answers of someone; ``right`` when nothing misses. Returns the secret for the
    browser, once.
    """
    moment = now()
    with transaction():
        _limit(attempts.from_address("draft", address), _most(BEGUN))
        draft = Draft(
            answers={step: typed},
            ready=[step] if right else [],
            begun_at=moment,
            changed_at=moment,
        )
        db.session.add(draft)
        return _new_key(draft, mailed=False)


def save(secret: str, step: str, typed: Typed, *, right: bool = False) -> None:
    """Keep what was typed in a step, right or wrong."""
    with transaction():
        draft = _claimed(secret)
        draft.answers = draft.answers | {step: typed}
        draft.ready = [one for one in draft.ready if one != step] + [step] * right


def add_file(secret: str, name: str, data: bytes, address: str, *, down: bool = False) -> bool:
    """Keep a file with the draft, and whether a citizen service number seems to stand in it.

    Raises Unfit for one that cannot be kept.

    Returns whether the scanner was down: whoever adds more, need not wait for it each time.
    """
    received = incoming.looked_at(data, name, down=down)
    with transaction():
        draft = _claimed(secret)
        _limit(attempts.from_address("draft-file", address), _most(FILES))
        if len(draft.files) >= inspection.MOST_FILES:
            raise Unfit(Cause.TOO_MANY, most=inspection.MOST_FILES)
        kept = DraftFile(**vars(documents.store(received)))
        draft.files.append(kept)
        db.session.flush()
        key = kept.id
    if received.scan not in HELD and bsn.stands_in(
        words.of(received.media_type, received.data) or ""
    ):
        with transaction():
            db.session.execute(
                update(DraftFile).where(DraftFile.id == key).values(number_found=True)
            )
    return received.scan is ScanState.QUARANTINED


def remove_file(secret: str, file_id: int) -> None:
    """Take a file out again; one that is not there, is gone already."""
    with transaction():
        draft = _claimed(secret)
        draft.files = [one for one in draft.files if one.id != file_id]


def discard(secret: str) -> None:
    """Forget what was typed, as on a shared computer."""
    with transaction():
        db.session.delete(_claimed(secret))


def _claimed(secret: str) -> Draft:
    """Lock the draft for one change. Raises NotFound, or Sent."""
    found = drafts.opened(secret, now())
    if found is None:
        raise NotFound
    draft = claim(found, None)
    db.session.expire(draft, ["files", "complaint"])  # as they are under the lock
    if draft.complaint_id is not None:
        raise Sent
    draft.changed_at = now()
    return draft


def _new_key(draft: Draft, *, mailed: bool) -> str:
    secret = secrets.token_urlsafe(32)
    key = DraftKey(key_hash=drafts.hashed(secret), draft=draft, mailed=mailed, issued_at=now())
    db.session.add(key)
    db.session.flush()
    return secret


def _most(times: int = 1) -> int:
    return times * int(str(choices.setting("public_complaints_per_hour")))


def _limit(bucket: str, most: int) -> None:
    """Count one more, or raise TooOften. Part of another act."""
    if attempts.exhausted(bucket, most, attempts.HOUR):
        raise TooOften
    attempts.count(bucket)


# --- coming back ----------------------------------------------------------------------------


def mail_link(
    secret: str, mailbox: str, address: str, subject: str, body: Callable[[str], str]
) -> None:
    """Mail a link with which the draft opens in any browser; ``body`` is told the secret.

    Who asks, learns nothing about the mailbox: also when it gets no more, the answer is the same.
    """
    with transaction():
        draft = _claimed(secret)
        _limit(attempts.bucket("draft-link", str(draft.id)), LINKS_PER_HOUR)
        _limit(attempts.from_address("draft-link-from", address), _most(LINKS))
        there = attempts.bucket("draft-link-to", mailbox)
        if attempts.exhausted(there, LINKS_PER_HOUR, attempts.HOUR):
            return
        attempts.count(there)
        link = _new_key(draft, mailed=True)
        outbox.post(
            key=f"draft:{drafts.hashed(link)}", recipient=mailbox, subject=subject, body=body(link)
        )


def open_link(link: str) -> str:
    """Take up a draft in this browser. Returns the secret for it. Raises NotFound."""
    with transaction():
        draft = drafts.opened(link, now(), mailed=True)
        if draft is None:
            raise NotFound
        return _new_key(draft, mailed=False)


# --- sending --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sending:
    """What is sent: the facts, and everything as the sender saw it on the check page."""

    intake: intake.Intake
    sections: Sequence[copies.Section]
    title: str
    told: str
    """Above the copy: when it came in, and how it was signed."""
    mailbox: str
    address: str
    greeting: str = ""
    """Above the confirmation, for who does not read Dutch."""


def send(secret: str, version: int, sending: Sending) -> int:
    """Make the file, once: sent again, it is the same one. Returns its id.

    Raises Conflict when the draft changed after the sender looked at it, TooQuick and TooOften for
    what a machine does.
    """
    try:
        with transaction():
            draft = _claimed(secret)
            if draft.version != version + 1:
                raise Conflict
            if (now() - draft.begun_at).total_seconds() < QUICKEST:
                raise TooQuick
            _limit(attempts.from_address("complaint", sending.address), _most())
            return _filed(secret, draft, sending).id
    except Sent:
        return sent(secret).id


def sent(secret: str) -> Complaint:
    """The complaint that this browser sent. Raises NotFound."""
    draft = drafts.opened(secret, now())
    if draft is None or draft.complaint is None:
        raise NotFound
    return draft.complaint


def _filed(secret: str, draft: Draft, sending: Sending) -> Complaint:
    actor, moment = system(today()), now()
    token = drafts.hashed(f"draft:{draft.id}:{secret}")
    files = tuple(
        documents.Kept(one.sha256, one.size, one.name, one.media_type, one.scan)
        for one in draft.files
    )
    made = replace(sending.intake, form_token=token, files=files)
    complaint = intake.take_in(actor, made)
    confirmation = _confirmation(actor, complaint, sending)
    copy = _copies(actor, complaint, sending)
    _issue(actor, complaint, secret)
    if sending.mailbox:
        outbox.post(
            key=f"receipt:{complaint.id}",
            recipient=sending.mailbox,
            subject=f"Ontvangstbevestiging {complaint.reference}",
            body=confirmation,
            complaint=complaint,
            files=[copy],
        )
        audit.record(actor, "complaint:confirmed", complaint, complaint, kind=LetterKind.L02A.value)
    # What was typed, is in the file now: nothing of it stays behind.
    draft.answers, draft.ready, draft.files = {}, [], []
    draft.complaint, draft.sent_at = complaint, moment
    return complaint


def _copies(actor: Actor, complaint: Complaint, sending: Sending) -> Document:
    """The form as it was sent, and where the authority chose so, one without the address."""
    name = f"Klacht {complaint.reference}"
    hidden = bool(choices.setting("hide_complainant_address"))
    whole = _copy(actor, complaint, sending, f"{name}.pdf", sending.sections, part=not hidden)
    if hidden:
        shown = [
            replace(one, answers=[each for each in one.answers if not each.private])
            for one in sending.sections
        ]
        _copy(actor, complaint, sending, f"{name} zonder adres.pdf", shown, part=True)
    return whole


def _copy(
    actor: Actor, complaint: Complaint, sending: Sending, name: str,
    sections: Sequence[copies.Section], *, part: bool,
) -> Document:  # fmt: skip
    pdf = copies.copy(
        sending.title, complaint.reference, sending.told, sections, language=complaint.language
    )
    document = documents.file_in(
        actor, complaint, pdf, name, media_type="application/pdf", origin=FROM_FORM
    )
    document.part_of_complaint = part
    db.session.add(document)
    db.session.flush()
    return document


def copy_of(secret: str) -> tuple[str, bytes]:
    """What this browser sent, as PDF: its name and bytes. Raises NotFound."""
    complaint = sent(secret)
    found = db.session.scalars(
        select(Document)
        .where(Document.complaint_id == complaint.id, Document.origin == FROM_FORM)
        .order_by(Document.id)
    ).first()
    if found is None:
        raise NotFound
    return found.name, documents.read(found.sha256)


# --- what the sender gets -------------------------------------------------------------------


def _issue(actor: Actor, complaint: Complaint, secret: str) -> None:
    """The code for whoever sent it: the representative, or else the complainant."""
    sender = next(
        (one for one in complaint.parties if one.kind is PartyKind.REPRESENTATIVE),
        complaint.parties[0],
    )
    access_codes.issue(actor, sender, access_codes.derived(secret, complaint.reference))


def receipt_code(secret: str, complaint: Complaint) -> str:
    """The code, for the browser that sent the complaint; it follows from its secret."""
    return access_codes.printed(access_codes.derived(secret, complaint.reference))


def _confirmation(actor: Actor, complaint: Complaint, sending: Sending) -> str:
    """L02a in the words of its template, with everything that was filled in (art. 2:17 lid 2)."""
    case = drafting.Case(
        complaint=complaint,
        party=complaint.parties[0],
        letter_date=actor.today,
        settings=choices.settings(),
        contact=User(name="de Servicedesk"),
        calendar=choices.calendar(),
    )
    context = automatic_receipt(case)
    entered = tuple(
        Entered(label=one.question, value=one.answer)
        for section in sending.sections
        for one in section.answers
    )
    context = replace(context, entered=entered)
    try:
        template = templates.ready(templates.current(LetterKind.L02A, actor.today))
        made = render.render(
            template, context, render.Properties(LetterKind.L02A.label, complaint.reference)
        )
        words = reading.as_message(made)
    except (Refusal, Refused, NotFound):
        # A template that fails may not stop a complaint: the copy has all that was filled in.
        words = SHORT.format(reference=complaint.reference, received_at=context.received_at)
    return f"{sending.greeting}\n\n{words}".strip()


SHORT = """Uw bericht is op {received_at} bij ons binnengekomen. Ons kenmerk is {reference}.

Wat u heeft ingevuld, staat in de kopie bij dit bericht (art. 2:17 Awb).
"""


# --- looking after it -----------------------------------------------------------------------


def sweep() -> int:
    """Forget drafts that nobody changed for two weeks, with their files; how many there were."""
    with transaction():
        old = delete(Draft).where(Draft.changed_at < now() - LIFE).returning(Draft.id)
        return len(db.session.scalars(old).all())
