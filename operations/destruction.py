"""Destroying files of which the retention term is over: proposed by one, approved by another.

What goes stands in one table, ``REMOVED``; what stays of a file is one row without a person, so
that figures of earlier years stay true. Each file goes in a transaction of its own.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, select, text, update
from sqlalchemy.orm import InstrumentedAttribute

import models as m
from models import Complaint, Destruction, DestructionItem, User, db
from operations import access, audit, destroyed, documents, filing, outbox
from operations.clock import AMSTERDAM, now
from operations.transaction import claim, hold_file, transaction
from queries import memory, retention, users
from rules import vocabulary as v
from rules.errors import Invalid, NotFound, Refusal
from rules.permissions import Actor
from rules.retention import put_off
from rules.separation import destroyer_is_not_proposer
from rules.vocabulary import DestructionState, DutyMail, Permission, PutOff
from rules.wording import counted, told

SERIES = "V"

Column = InstrumentedAttribute[Any]


@dataclass(frozen=True)
class Removed:
    """Rows that go with a file: of which table, and along which keys they hang on it."""

    model: type[m.Base]
    path: tuple[Column, ...]

    def of(self, complaint_id: int) -> ColumnElement[bool]:
        *below, last = self.path
        condition: ColumnElement[bool] = last == complaint_id
        for column in reversed(below):
            (target,) = column.property.columns[0].foreign_keys
            condition = column.in_(select(target.column).where(condition))
        return condition


def _removed(*path: Column) -> Removed:
    return Removed(path[0].class_, path)  # type: ignore[arg-type]  # never an alias


REMOVED: tuple[Removed, ...] = (
    # What was copied from the file, or is still on its way.
    _removed(m.SearchText.complaint_id),
    _removed(m.NoteDraft.complaint_id),
    _removed(m.Duty.complaint_id),
    _removed(m.MailDocument.mail_id, m.Mail.complaint_id),
    _removed(m.MailDocument.document_id, m.Document.complaint_id),
    _removed(m.Mail.complaint_id),
    # The code page and the public form.
    _removed(m.CodeSession.code_id, m.AccessCode.party_id, m.Party.complaint_id),
    _removed(m.SubmissionDocument.submission_id, m.Submission.complaint_id),
    _removed(m.SubmissionOutcome.submission_id, m.Submission.complaint_id),
    _removed(m.Submission.complaint_id),
    _removed(m.AccessCode.party_id, m.Party.complaint_id),
    _removed(m.DraftFile.draft_id, m.Draft.complaint_id),
    _removed(m.DraftKey.draft_id, m.Draft.complaint_id),
    _removed(m.Draft.complaint_id),
    # Letters.
    _removed(m.DavLock.letter_id, m.Letter.complaint_id),
    _removed(m.Checkout.letter_id, m.Letter.complaint_id),
    _removed(m.EditToken.letter_id, m.Letter.complaint_id),
    _removed(m.Delivery.letter_id, m.Letter.complaint_id),
    _removed(m.Placement.letter_id, m.Letter.complaint_id),
    _removed(m.Enclosure.letter_id, m.Letter.complaint_id),
    _removed(m.LetterVersion.letter_id, m.Letter.complaint_id),
    _removed(m.Letter.complaint_id),
    # Of whom the data are about.
    _removed(m.Disclosure.complaint_id),
    _removed(m.Rectification.complaint_id),
    # What was found, said and decided.
    _removed(m.PublicText.complaint_id),
    _removed(m.Screening.conduct_id, m.Conduct.complaint_id),
    _removed(m.ConductSubject.conduct_id, m.Conduct.complaint_id),
    _removed(m.DecisionMember.decision_id, m.Decision.complaint_id),
    _removed(m.Decision.complaint_id),
    _removed(m.Extension.complaint_id),
    _removed(m.Recommendation.complaint_id),
    _removed(m.OmbudsmanQuestion.case_id, m.OmbudsmanCase.complaint_id),
    _removed(m.OmbudsmanCase.complaint_id),
    _removed(m.HearingWaiver.complaint_id),
    _removed(m.Hearing.complaint_id),
    _removed(m.Postponement.complaint_id),
    _removed(m.Advice.complaint_id),
    _removed(m.Clarification.complaint_id),
    _removed(m.ContactMoment.complaint_id),
    _removed(m.Note.complaint_id),
    _removed(m.ComplaintLink.one_id),
    _removed(m.ComplaintLink.other_id),
    _removed(m.Step.complaint_id),
    _removed(m.DeadlineLine.complaint_id),
    _removed(m.Assignment.complaint_id),
    _removed(m.ConflictStatement.complaint_id),
    _removed(m.LegalHold.complaint_id),
    _removed(m.EmergencyAccess.complaint_id),
    _removed(m.Document.complaint_id),
    _removed(m.Party.complaint_id),
)
"""In the order in which they can go: what names a row goes before that row."""

NO_MORE = "–"
"""Where the table wants a reason and there is none any more."""

EMPTIED: dict[type[m.Base], dict[str, Any]] = {
    m.Complaint: {
        "subject": "", "description": "", "about_whom": "", "wish": "", "handler_id": None,
        "postmark_on": None, "sent_at": None, "received_elsewhere_on": None, "forwarded_on": None,
        "sender_told_on": None, "letter_dated_on": None, "signed": True, "signature_method": "",
        "language": "nl", "intake_help_given": False, "sensitive": False, "special_data": False,
        "supplement_items": "", "supplement_due_on": None, "supplement_received_on": None,
        "late_cause": "", "lesson": "", "committee_id": None, "solution": "", "satisfaction": "",
        "source_id": None, "clock_reason": "", "settlement": "", "settlement_confirmed": False,
        "withdrawn_how": "", "forwarded_to": "", "resumed_on": None, "own_term_on": None,
        "extension_until": None, "extension_reason": "", "extension_answer_by": None,
        "legal_hold": False, "with_ombudsman": False, "due_on": None, "complainant_names": "",
        "subject_names": "", "form_token": None, "recorded_by_id": None,
    },
    m.Conduct: {
        "title": "", "description": "", "place": "", "dating": v.Dating.UNKNOWN,
        "occurred_on": None, "started_on": None, "ended_on": None, "earliest_on": None,
        "latest_on": None, "time_flags": [], "findings": "", "conclusion": "",
        "deviation_reason": "",
    },
    m.DataBreach: {"letter_id": None, "what": "", "reason": NO_MORE, "measures": ""},
}  # fmt: skip
"""What is emptied in the rows that stay."""

STAYS: dict[type[m.Base], frozenset[str]] = {
    m.Complaint: frozenset(
        {
            "id", "version", "reference", "kind", "state", "category_id", "unit_id", "channel",
            "channel_designated", "written", "received_at", "received_on", "reference_on",
            "reference_basis", "term_start_on", "term_basis", "informal_tried", "track",
            "concluded_on", "ended_on", "retention_from", "retention_rule", "destroyed_on",
            "taken_up_on", "settled_on", "withdrawn_on", "open", "target_on", "legal_end",
            "notice_due_on", "take_up_due_on", "recorded_at", "late_kind",
        }
    ),
    m.Conduct: frozenset(
        {
            "id", "version", "complaint_id", "position", "about_report", "category_id",
            "time_outcome", "screening", "judgement", "judgement_reason", "advised_admissible",
            "advised", "advised_reason",
        }
    ),
    m.DataBreach: frozenset(
        {
            "id", "version", "number", "complaint_id", "noticed_at", "due_at", "recorded_at",
            "recorded_by_id", "decision", "decided_at", "decided_by_id", "subjects_told",
        }
    ),
}  # fmt: skip
"""What figures count: kinds, days and outcomes, and nobody."""

KEPT: dict[type[m.Base], str] = {
    m.DestructionItem: "says that the file was destroyed: reference, rule and days",
}
"""Tables that name a file and stay, and why."""

BYTES: tuple[tuple[Column, tuple[Column, ...]], ...] = (
    (m.Document.sha256, (m.Document.complaint_id,)),
    (m.Letter.sent_sha256, (m.Letter.complaint_id,)),
    (m.EditToken.beside_sha256, (m.EditToken.letter_id, m.Letter.complaint_id)),
    (m.DraftFile.sha256, (m.DraftFile.draft_id, m.Draft.complaint_id)),
)
"""Which files in the document store are of a file; another that has the same bytes keeps them."""


# --- proposing and deciding ------------------------------------------------------------------


def propose(actor: Actor, chosen: Collection[int], reason: str = "") -> int:
    """Put files on a list for a second person; returns its id. Nothing is destroyed yet.

    Raises Invalid when one of them cannot be destroyed, or not any more.
    """
    with transaction():
        access.require(actor, Permission.DESTRUCTION_PROPOSE)
        ready = {one.complaint.id: one for one in retention.candidates(actor) if not one.put_off}
        if not chosen:
            raise Invalid(files="Kies welke dossiers op de lijst komen.")
        if len(chosen) > retention.MOST:
            most = told("Zet ten hoogste %(n)s dossiers op een lijst.", n=retention.MOST)
            raise Invalid(files=most)
        if missing := set(chosen) - ready.keys():
            raise Invalid(
                files=counted(
                    len(missing),
                    "Eén dossier kan niet meer op de lijst. Kijk opnieuw wat er staat.",
                    "%(n)s dossiers kunnen niet meer op de lijst. Kijk opnieuw wat er staat.",
                )
            )
        made = Destruction(
            number=filing.next_number(SERIES, actor.today.year),
            reason=reason.strip(),
            recorded_at=now(),
            recorded_by_id=actor.user_id,
            items=[_item(one) for key, one in ready.items() if key in chosen],
        )
        db.session.add(made)
        db.session.flush()
        audit.record(
            actor, "destruction:proposed", entity=made, number=made.number, count=len(made.items)
        )
        _tell_seconds(actor, made)
        return made.id


def _item(one: retention.Candidate) -> DestructionItem:
    file = one.complaint
    return DestructionItem(
        complaint_id=file.id,
        reference=file.reference,
        kind=file.kind,
        received_on=file.received_on,
        ended_on=one.facts.ended_on,
        rule=one.facts.rule.code,
        kept_until=one.kept_until,
        put_off=[],
        counts={},
    )


def _tell_seconds(actor: Actor, made: Destruction) -> None:
    for user in users.destruction_approvers():
        if user.id != actor.user_id and user.duty_mail is not DutyMail.NONE:
            outbox.post(
                key=f"destruction-proposed:{made.number}:{user.id}",
                recipient=user.email,
                subject=f"Vernietigingslijst {made.number} wacht op jou",
                body=PROPOSED.format(number=made.number, count=len(made.items)),
                user_id=user.id,
            )


PROPOSED = """Vernietigingslijst {number} is voorgesteld. Aantal dossiers: {count}.

Er wordt niets vernietigd tot een ander de lijst bekijkt en goedkeurt. Dat kan in het paneel, onder
Vernietiging.
"""


def turn_down(actor: Actor, list_id: int, version: int, answer: str = "") -> None:
    """Destroy nothing: withdrawn by whoever proposed it, or rejected by another, who says why."""
    with transaction():
        found = _existing(list_id)
        own = found.recorded_by_id == actor.user_id
        right = Permission.DESTRUCTION_PROPOSE if own else Permission.DESTRUCTION_APPROVE
        access.require(actor, right)
        found = _proposed(found, version)
        if not own and not answer.strip():
            raise Invalid(answer="Zeg waarom. Wie de lijst voorstelde, leest dat.")
        found.answer = "" if own else answer.strip()
        found.state = DestructionState.WITHDRAWN if own else DestructionState.REJECTED
        found.decided_at, found.decided_by_id = now(), actor.user_id
        audit.record(
            actor, "destruction:revoked" if own else "destruction:rejected", entity=found,
            number=found.number,
        )  # fmt: skip


def approve(actor: Actor, list_id: int, version: int) -> None:
    """Destroy what is on the list. Raises Refusal for whoever proposed it (SOD14)."""
    with transaction():
        access.require(actor, Permission.DESTRUCTION_APPROVE)
        found = _proposed(_existing(list_id), version)
        if obstacle := destroyer_is_not_proposer(actor.persons, (found.recorded_by_id,)):
            raise Refusal(obstacle)
        seen = retention.seen(actor, [one.complaint_id for one in found.items])
        for one in found.items:
            if one.complaint_id not in seen:
                one.put_off = [PutOff.UNSEEN.value]
        found.state = DestructionState.APPROVED
        found.decided_at, found.decided_by_id = now(), actor.user_id
        audit.record(
            actor, "destruction:approved", entity=found, number=found.number,
            count=len(found.items),
        )  # fmt: skip
    _carry_out(actor, list_id)


def carry_on(actor: Actor, list_id: int) -> None:
    """Finish a list that was approved, and broke off while it was carried out."""
    access.require(actor, Permission.DESTRUCTION_APPROVE)
    if _existing(list_id).state is not DestructionState.APPROVED:
        raise Refusal("Deze lijst is niet goedgekeurd, of is al uitgevoerd.")
    _carry_out(actor, list_id)


def carry_on_all(actor: Actor) -> int:
    """The same for every list, at night; how many there were."""
    unfinished = retention.unfinished()
    for key in unfinished:
        _carry_out(actor, key)
    return len(unfinished)


def _existing(list_id: int) -> Destruction:
    found = db.session.get(Destruction, list_id)
    if found is None:
        raise NotFound
    return found


def _proposed(found: Destruction, version: int) -> Destruction:
    found = claim(found, version)
    if found.state is not DestructionState.PROPOSED:
        raise Refusal(told("Over deze lijst is al beslist: %(state)s.", state=found.state))
    return found


# --- destroying ------------------------------------------------------------------------------


def _carry_out(actor: Actor, list_id: int) -> None:
    """File by file; what broke off halfway goes on with the first that is left."""
    items = select(DestructionItem.id).where(
        DestructionItem.destruction_id == list_id, DestructionItem.destroyed_at.is_(None)
    )
    for key in db.session.scalars(items.order_by(DestructionItem.id)).all():
        _destroy_item(actor, key)
    with transaction():
        _finish(actor, db.session.get_one(Destruction, list_id, with_for_update=True))
    memory.forget()
    leave_no_traces()


def _destroy_item(actor: Actor, item_id: int) -> None:
    """One file of a list, if nothing came in between."""
    with transaction():
        item = db.session.get_one(DestructionItem, item_id, with_for_update=True)
        if item.destroyed_at is not None or item.put_off:
            return
        complaint = hold_file(item.complaint_id)
        if reasons := _reasons(actor, complaint):
            item.put_off = [one.value for one in reasons]
            audit.record(
                actor, "complaint:put_off", complaint, item, number=item.destruction.number,
                cause=item.put_off,
            )  # fmt: skip
            return
        gone = _emptied(complaint, actor.today)
        _certify(item, gone)
        audit.record(
            actor, "complaint:destroyed", item.complaint_id, item,
            number=item.destruction.number, basis=item.rule, count=sum(gone.rows.values()),
        )  # fmt: skip
        destroyed.write_down(_line(item))
    documents.remove(gone.bytes)


def _reasons(actor: Actor, complaint: Complaint) -> tuple[PutOff, ...]:
    """Asked anew at the moment itself: a hold, a case or a link can have come since."""
    ((_, facts),) = retention.facts_of([complaint])
    return put_off(facts, actor.today)


@dataclass(frozen=True)
class Gone:
    """What was destroyed of one file: how many rows of each table, and which bytes may go."""

    rows: Mapping[str, int]
    bytes: frozenset[str]


def _emptied(complaint: Complaint, on: date) -> Gone:
    """Remove everything of a file; what stays is a row without a person. Part of another act."""
    key = complaint.id
    db.session.flush()
    contacts = select(m.Party.contact_id).where(m.Party.complaint_id == key)
    people = frozenset(db.session.scalars(contacts))
    hashes = {
        one
        for column, path in BYTES
        for one in db.session.scalars(select(column).where(_removed(*path).of(key)))
        if one
    }
    _empty(m.Conduct, m.Conduct.complaint_id == key)
    _empty(m.DataBreach, m.DataBreach.complaint_id == key)
    noon = datetime.combine(complaint.received_on, time(12), AMSTERDAM)
    formal = complaint.kind is v.Kind.FORMAL
    # What is left of the row never changes after this: the triggers know it by the day.
    _empty(
        Complaint,
        Complaint.id == key,
        destroyed_on=on,
        state=v.State.F20 if formal else complaint.state,
        received_at=noon,
    )
    rows: Counter[str] = Counter()
    for one in REMOVED:
        rows[one.model.__tablename__] += _deleted(one.model, one.of(key))
    rows[m.Contact.__tablename__] += _forget_people(people)
    db.session.expire_all()
    return Gone({name: count for name, count in rows.items() if count}, frozenset(hashes))


def _empty(model: type[m.Base], which: ColumnElement[bool], **more: Any) -> None:
    values = EMPTIED[model] | more
    statement = update(model).where(which).values(values)
    db.session.execute(statement, execution_options={"synchronize_session": False})
    if model is m.Conduct:
        for name in ("judgement", "advised"):
            given = getattr(model, name).is_not(None)
            reason = update(model).where(which, given).values({f"{name}_reason": NO_MORE})
            db.session.execute(reason, execution_options={"synchronize_session": False})


def _deleted(model: type[m.Base], which: ColumnElement[bool]) -> int:
    result = db.session.execute(
        delete(model).where(which), execution_options={"synchronize_session": False}
    )
    return int(result.rowcount)  # type: ignore[attr-defined]  # a DELETE gives a CursorResult


NEEDED_BY: tuple[Column, ...] = (m.Party.contact_id, m.DataRequest.contact_id)
"""What makes that a contact stays: another file has it as a party, or it asked something about its
data that is not answered.
"""

FORGOTTEN: dict[str, Any] = {
    "contact_id": None, "asked": "", "identity": "", "prolonged_reason": NO_MORE,
    "reason": NO_MORE,
}  # fmt: skip
"""What goes of an answered request with the last file of whoever asked; that there was one, when
it came in and what was answered, stays (art. 5 lid 2 AVG).
"""


def _forget_people(people: Iterable[int]) -> int:
    """The contacts that no other file needs; a department is no person."""
    no_file = ~exists().where(m.Party.contact_id == m.DataRequest.contact_id)
    answered = m.DataRequest.contact_id.in_(people), m.DataRequest.outcome.is_not(None), no_file
    forgotten = update(m.DataRequest).where(*answered).values(FORGOTTEN)
    db.session.execute(forgotten, execution_options={"synchronize_session": False})
    free = [~exists().where(column == m.Contact.id) for column in NEEDED_BY]
    unit = m.Contact.kind == v.ContactKind.UNIT
    which = select(m.Contact.id, m.Contact.email).where(m.Contact.id.in_(people), ~unit, *free)
    found = db.session.execute(which).all()
    addresses = {address for _, address in found if address}
    messages = select(m.Mail.id).where(m.Mail.recipient.in_(addresses), m.Mail.user_id.is_(None))
    _deleted(m.MailDocument, m.MailDocument.mail_id.in_(messages))
    _deleted(m.Mail, m.Mail.id.in_(messages))
    return _deleted(m.Contact, m.Contact.id.in_([key for key, _ in found]))


def _certify(item: DestructionItem, gone: Gone) -> None:
    item.counts, item.destroyed_at = dict(gone.rows), now()
    db.session.flush()


def _finish(actor: Actor, found: Destruction) -> None:
    if found.state is not DestructionState.APPROVED:
        return
    found.state, found.done_at = DestructionState.DONE, now()
    gone = sum(one.destroyed_at is not None for one in found.items)
    audit.record(actor, "destruction:done", entity=found, number=found.number, count=gone)


def leave_no_traces() -> None:
    """Let go of what SQLite still holds of removed rows: words in the search index, and pages in
    its log. PostgreSQL does so by itself, when it vacuums (docs/adr/0023).
    """
    if db.engine.dialect.name != "sqlite":
        return
    pages = -MERGED  # below zero: begin with everything, also what is merged already
    while _merged(pages):
        pages = MERGED
    db.session.rollback()
    connection = db.engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


MERGED = 2000
"""Pages of the index at a time, so that nobody waits long for the record."""

MERGE = text("INSERT INTO search_index(search_index, rank) VALUES('merge', :pages)")
CHANGES = text("SELECT total_changes()")


def _merged(pages: int) -> bool:
    """Merge a part of the index; whether there was something to merge (FTS5, section 6.8)."""
    with transaction():
        before = db.session.scalar(CHANGES)
        db.session.execute(MERGE, {"pages": pages})
        return int(db.session.scalar(CHANGES) or 0) - int(before or 0) >= 2


# --- after a restore -------------------------------------------------------------------------


def _line(item: DestructionItem) -> destroyed.Line:
    """What the ledger outside the database says of one file."""
    of = item.destruction
    return {
        "number": of.number, "complaint_id": item.complaint_id, "reference": item.reference,
        "kind": item.kind.value, "received_on": item.received_on, "ended_on": item.ended_on,
        "rule": item.rule, "kept_until": item.kept_until, "counts": item.counts,
        "proposed_at": of.recorded_at.isoformat(), "proposed_by": of.recorded_by_id,
        "approved_at": of.decided_at.isoformat() if of.decided_at else None,
        "approved_by": of.decided_by_id,
        "destroyed_at": item.destroyed_at.isoformat() if item.destroyed_at else None,
    }  # fmt: skip


def replay(actor: Actor, ledger: Path | None = None) -> int:
    """Destroy again what the ledger names and the record still has: after a restore, and each night
    for who put an older copy back by hand. How many files.

    Also the lists themselves are put back, so that each certificate can be read again. Done twice
    it does nothing more. ``actor`` is the panel itself; ``ledger`` a copy that was kept elsewhere,
    which is added to the one here.
    """
    if ledger is not None:
        destroyed.take_over(ledger)
    done = select(DestructionItem.complaint_id).where(DestructionItem.destroyed_at.is_not(None))
    known = set(db.session.scalars(done))
    again, numbers = 0, set()
    for line in destroyed.lines():
        if line["complaint_id"] in known:
            continue
        numbers.add(str(line["number"]))
        with transaction():
            gone = _again(actor, line)
        if gone is not None:
            again += 1
            documents.remove(gone.bytes)
    with transaction():
        for found in db.session.scalars(select(Destruction).where(Destruction.number.in_(numbers))):
            _finish(actor, found)
    if again:
        memory.forget()
        leave_no_traces()
    return again


def _again(actor: Actor, line: destroyed.Line) -> Gone | None:
    which = (
        Complaint.id == line["complaint_id"],
        Complaint.reference == line["reference"],
        Complaint.received_on == date.fromisoformat(line["received_on"]),
    )
    complaint = db.session.scalar(select(Complaint).where(*which).with_for_update())
    if complaint is None:
        return None  # came in after the backup was made
    item = _item_again(line, complaint.id)
    gone = None
    if complaint.destroyed_on is None:
        gone = _emptied(complaint, date.fromisoformat(str(line["destroyed_at"])[:10]))
        audit.record(
            actor, "complaint:destroyed_again", complaint.id, item, number=line["number"],
            basis=item.rule,
        )  # fmt: skip
    if item.destroyed_at is None:
        item.counts = dict(line["counts"])
        item.destroyed_at = datetime.fromisoformat(line["destroyed_at"])
    return gone


def _item_again(line: destroyed.Line, complaint_id: int) -> DestructionItem:
    """The file on its list, as the ledger has it, where the record does not know it any more."""
    of = db.session.scalar(select(Destruction).where(Destruction.number == line["number"]))
    if of is None:
        of = Destruction(
            number=line["number"],
            recorded_at=datetime.fromisoformat(line["proposed_at"]),
            recorded_by_id=_known(line["proposed_by"]),
        )
        db.session.add(of)
        _take_number(str(line["number"]))
    if of.state is DestructionState.PROPOSED or of.decided_at is None:
        of.state = DestructionState.APPROVED
        of.decided_at = datetime.fromisoformat(line["approved_at"])
        of.decided_by_id = _known(line["approved_by"])
    db.session.flush()
    found = next((one for one in of.items if one.complaint_id == complaint_id), None)
    if found is None:
        found = DestructionItem(
            complaint_id=complaint_id,
            reference=line["reference"],
            kind=v.Kind(line["kind"]),
            received_on=date.fromisoformat(line["received_on"]),
            ended_on=date.fromisoformat(line["ended_on"]),
            rule=line["rule"],
            kept_until=date.fromisoformat(line["kept_until"]),
            put_off=[],
            counts={},
        )
        of.items.append(found)
    db.session.flush()
    return found


def _known(user_id: int | None) -> int | None:
    return user_id if user_id and db.session.get(User, user_id) else None


def _take_number(number: str) -> None:
    """So that no later list gets the same number."""
    year, _, last = number.removeprefix(SERIES).partition("-")
    counter = db.session.get(m.Counter, (SERIES, int(year)))
    if counter is None:
        db.session.add(m.Counter(series=SERIES, year=int(year), last=int(last)))
    else:
        counter.last = max(counter.last, int(last))


def overview(items: Sequence[DestructionItem]) -> Mapping[str, int]:
    """How much was destroyed of each table, over a whole list."""
    total: Counter[str] = Counter()
    for one in items:
        total.update(one.counts)
    return total
