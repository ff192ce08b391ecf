"""Requests of people about the data on themselves (privacyverzoeken, art. 12 and 15 to 21 AVG)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from models import DataRequest, Rectification, User, db
from operations import access, audit, filing, outbox
from operations.clock import now
from operations.records import put
from operations.transaction import claim, hold_file, transaction
from queries import contacts, data_subjects
from queries.actors import actor_for
from rules.data_subjects import (
    RIGHT,
    answer_by,
    cannot_prolong,
    prolonged_until,
    wrong_answer,
)
from rules.errors import Invalid, NotFound, Refusal
from rules.permissions import Actor
from rules.vocabulary import Permission, RequestKind, RequestOutcome, RightLimit
from rules.wording import Dutch, told

SERIES = "P"


@dataclass(frozen=True)
class RequestData:
    """What a form says of a request; the names are those of the table."""

    kind: RequestKind
    contact_id: int
    received_on: date
    asked: str = ""
    identity: str = ""
    handler_id: int | None = None


def create(actor: Actor, data: RequestData) -> int:
    """Write down that someone asked; returns the id. From now on the month runs."""
    with transaction():
        access.require(actor, Permission.PRIVACY_WRITE)
        _check(actor, data)
        made = DataRequest(
            number=filing.next_number(SERIES, actor.today.year),
            due_on=answer_by(data.received_on),
            recorded_at=now(),
            recorded_by_id=actor.user_id,
            limits=[],
            **asdict(data),
        )
        db.session.add(made)
        db.session.flush()
        audit.record(actor, "data_request:created", entity=made, number=made.number, kind=made.kind)
        _ask_another(made, actor)
        return made.id


def change(actor: Actor, key: int, version: int, data: RequestData) -> None:
    """Correct what was written down; another day of receipt moves the last day with it."""
    with transaction():
        found = running(actor, key, version)
        _check(actor, data)
        changed = put(found, asdict(data))
        if found.prolonged_until is not None:
            found.prolonged_until = prolonged_until(found.received_on)
        found.due_on = found.prolonged_until or answer_by(found.received_on)
        audit.record(actor, "data_request:changed", entity=found, fields=changed)
        _ask_another(found, actor)


def _check(actor: Actor, data: RequestData) -> None:
    wrong: dict[str, str] = {}
    if data.received_on > actor.today:
        wrong["received_on"] = told("Deze dag moet nog komen.")
    contact = contacts.get(actor, data.contact_id)
    if contact is None:
        wrong["contact_id"] = told("Dit contact bestaat niet.")
    elif contact.user_id is not None and contact.user_id in actor.persons:
        wrong["contact_id"] = told(
            "Je vraagt dit zelf. Laat een ander het vastleggen en beantwoorden."
        )
    elif contact.user_id is not None and contact.user_id == data.handler_id:
        wrong["handler_id"] = told("Wie het vroeg, beantwoordt het niet.")
    if wrong:
        raise Invalid(**wrong)


def existing(actor: Actor, key: int) -> DataRequest:
    """A request that exists for the actor, who may answer it. Raises NotFound."""
    found = data_subjects.get(actor, key)
    if found is None:
        raise NotFound
    access.require(actor, Permission.PRIVACY_WRITE)
    return found


def running(actor: Actor, key: int, version: int | None) -> DataRequest:
    """The same, locked for one act, and without an answer yet."""
    found = claim(existing(actor, key), version)
    if found.outcome is not None:
        raise Refusal(told("Dit verzoek is al beantwoord: %(outcome)s.", outcome=found.outcome))
    return found


def prolong(actor: Actor, key: int, version: int, told_on: date, reason: str) -> None:
    """Take two months more; whoever asked was told so, with the reason (art. 12 lid 3 AVG)."""
    with transaction():
        found = running(actor, key, version)
        wrong: dict[str, str] = {}
        if not reason.strip():
            wrong["prolonged_reason"] = told("Zeg waarom: het is ingewikkeld, of het zijn er veel.")
        if impossible := _sent_on(actor, found, told_on):
            wrong["prolonged_on"] = impossible
        if wrong:
            raise Invalid(**wrong)
        prolonged = found.prolonged_until is not None
        if obstacle := cannot_prolong(found.received_on, told_on, prolonged):
            raise Refusal(obstacle)
        found.prolonged_until = found.due_on = prolonged_until(found.received_on)
        found.prolonged_on, found.prolonged_reason = told_on, reason.strip()
        audit.record(actor, "data_request:prolonged", entity=found, until=found.due_on)


def _sent_on(actor: Actor, found: DataRequest, day: date) -> Dutch:
    """Why nothing can have been sent on this day; nothing when it can."""
    if day > actor.today:
        return told("Deze dag moet nog komen. Verstuur het bericht eerst.")
    return told("Dit is eerder dan de ontvangst.") if day < found.received_on else ""


def answer(
    actor: Actor,
    key: int,
    version: int,
    *,
    outcome: RequestOutcome,
    answered_on: date,
    limits: Sequence[RightLimit] = (),
    reason: str = "",
) -> None:
    """Write down what was answered, on which day, and why not if so. It does not change again."""
    with transaction():
        found = running(actor, key, version)
        wrong = wrong_answer(found.kind, outcome, limits, reason, found.identity)
        if impossible := _sent_on(actor, found, answered_on):
            wrong["answered_on"] = impossible
        if wrong:
            raise Invalid(**wrong)
        found.outcome, found.answered_on = outcome, answered_on
        found.answered_by_id = actor.user_id
        found.limits, found.reason = [one.value for one in limits], reason.strip()
        audit.record(
            actor, "data_request:answered", entity=found, outcome=outcome,
            ground=[one.value for one in limits],
        )  # fmt: skip


def add_statement(
    actor: Actor, key: int, version: int, complaint_id: int, about: str, text: str
) -> int:
    """Put what someone says about their data beside what stands in the file; returns its id.

    What stands there is not touched: it can be evidence (law.md P8; art. 16 AVG).
    """
    with transaction():
        found = running(actor, key, version)
        if found.kind is not RequestKind.RECTIFICATION:
            raise Refusal("Een verklaring hoort bij een verzoek om rectificatie.", basis=RIGHT[
                RequestKind.RECTIFICATION])  # fmt: skip
        wrong: dict[str, str] = {}
        if not about.strip():
            wrong["about"] = told("Zeg over welk stuk of welke zin dit gaat.")
        if not text.strip():
            wrong["statement"] = told("Neem over wat de verzoeker verklaart.")
        files = data_subjects.files_of(actor, found.contact_id or 0)
        if complaint_id not in {one.id for one in files}:
            wrong["complaint_id"] = told("Dit dossier bestaat niet.")
        if wrong:
            raise Invalid(**wrong)
        complaint = hold_file(complaint_id)
        party = next(one for one in complaint.parties if one.contact_id == found.contact_id)
        made = Rectification(
            complaint_id=complaint.id, request_id=found.id, party_id=party.id, about=about.strip(),
            text=text.strip(), at=now(), by_id=actor.user_id,
        )  # fmt: skip
        db.session.add(made)
        db.session.flush()
        audit.record(actor, "rectification:recorded", complaint, made, source=found.number)
        return made.id


# --- mail -----------------------------------------------------------------------------------


def _ask_another(found: DataRequest, actor: Actor) -> None:
    """There are files that whoever wrote this down may not see, and that belong to the answer:
    ask those who do see them. Whoever wrote it down is not told (SOD1).
    """
    if not data_subjects.kept_from(actor, found.contact_id or 0):
        return
    for user in data_subjects.may_answer(found, actor.today):
        other = actor_for(user, actor.today)
        if user.id != actor.user_id and not data_subjects.kept_from(other, found.contact_id or 0):
            outbox.post(
                key=f"data-request-whole:{found.number}:{user.id}", recipient=user.email,
                subject=f"Privacyverzoek {found.number}: kijk of het antwoord volledig is",
                body=WHOLE.format(number=found.number), user_id=user.id,
            )  # fmt: skip


WHOLE = """Wie privacyverzoek {number} vastlegde, mag niet alle stukken van deze persoon zien.

Maak jij het antwoord, of vul het aan? Je vindt het in het paneel, onder Privacyverzoeken. Vertel
niet aan wie het vastlegde welke stukken dat zijn (art. 9:7 Awb).
"""

AHEAD = (14, 7, 2, 0)
"""So many days before the last one a reminder goes out; and each Monday when that day is over."""
MONDAY = 0


def remind(on: date) -> int:
    """Remind whoever answers of each request that is due soon, or late; how many messages.

    Done twice on a day it writes no more. Mail names a number and a day, and no person.
    """
    count = 0
    with transaction():
        for one in data_subjects.open_requests():
            left = (one.due_on - on).days
            nearest = next((days for days in sorted(AHEAD) if left <= days), None)
            if nearest is None or (left < 0 and on.weekday() != MONDAY and left != -1):
                continue
            which = str(nearest) if left >= 0 else f"late:{on}"
            for user in _answering(one, on):
                outbox.post(
                    key=f"data-request:{one.number}:{one.due_on}:{which}:{user.id}",
                    recipient=user.email,
                    subject=f"Privacyverzoek {one.number}: {told_left(left)}",
                    body=REMINDER.format(number=one.number, day=f"{one.due_on:%d-%m-%Y}"),
                    user_id=user.id,
                )
                count += 1
    return count


def told_left(days: int) -> str:
    """How long there is left, for the subject of a message.

    >>> told_left(0), told_left(-3)
    ('vandaag is de laatste dag', 'te laat')
    """
    if days < 0:
        return "te laat"
    return "vandaag is de laatste dag" if days == 0 else f"nog {days} dagen"


def _answering(request: DataRequest, on: date) -> Sequence[User]:
    """Who answers it, or else whoever can."""
    can = data_subjects.may_answer(request, on)
    return [one for one in can if one.id == request.handler_id] or can


REMINDER = """Privacyverzoek {number} moet uiterlijk op {day} zijn beantwoord (art. 12 lid 3 AVG).

Je vindt het in het paneel, onder Privacyverzoeken.
"""
