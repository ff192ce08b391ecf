"""Noodtoegang: whoever reads no files reads one, for some hours, because a second person allowed
it (SOD10). Read only; asking, deciding, each look and the end are in the trail of the file.
"""

from datetime import timedelta

from models import EmergencyAccess, db
from operations import access, audit, outbox
from operations.clock import now, today
from operations.transaction import claim, transaction
from queries import choices, complaints, emergency
from queries.actors import actor_for, system
from rules.errors import Invalid, NotFound, NotPermitted, Refusal
from rules.permissions import Actor
from rules.separation import second_in_emergency
from rules.vocabulary import DutyMail, Permission, ProposalState
from rules.wording import told


def ask(actor: Actor, reference: str, reason: str) -> int:
    """Ask to read one file. Returns the id.

    Whether the actor is involved in that file is not told here: it would be an answer.
    """
    with transaction():
        access.require(actor, Permission.ROLE_MANAGE)
        complaint_id = emergency.file_of(reference.strip().upper())
        if complaint_id is None:
            raise Invalid(reference="Er is geen dossier met dit kenmerk.")
        if not reason.strip():
            raise Invalid(reason="Zeg waarom. Wie het toestaat leest dit, en het blijft staan.")
        record = EmergencyAccess(
            complaint_id=complaint_id, reason=reason.strip(), asked_at=now(),
            asked_by_id=actor.user_id,
        )  # fmt: skip
        db.session.add(record)
        db.session.flush()
        audit.record(actor, "emergency:asked", complaint_id, record)
        _tell(record, Permission.EMERGENCY_GRANT, ASKED_SUBJECT, ASKED)
        return record.id


ASKED_SUBJECT = "Een beheerder vraagt noodtoegang tot een dossier"
ASKED = """Een beheerder vraagt om één dossier te mogen lezen.

Dat kan pas als jij of een collega het bekijkt en toestaat. Dat doe je in het paneel, onder
Noodtoegang.
"""
GRANTED_SUBJECT = "Er is noodtoegang tot een dossier gegeven"
GRANTED = """Een beheerder mag enkele uren één dossier lezen.

Wie dat vroeg, waarom, en wie het toestond, staat in het paneel onder Noodtoegang. Wat er is
bekeken, staat in het logboek.
"""
DECIDED_SUBJECT = "Je verzoek om noodtoegang is {outcome}"
DECIDED = """Over je verzoek om noodtoegang is beslist.

De uitkomst staat in het paneel onder Noodtoegang.
"""


def _tell(record: EmergencyAccess, permission: Permission, subject: str, body: str) -> None:
    """Whoever has this right; a mail names no file."""
    people = emergency.to_tell(permission, record.complaint, today())
    for user in people:
        if user.id != record.asked_by_id and user.duty_mail is not DutyMail.NONE:
            outbox.post(
                key=f"emergency:{record.id}:{permission}:{user.id}", recipient=user.email,
                subject=subject, body=body, user_id=user.id,
            )  # fmt: skip


def grant(actor: Actor, key: int, version: int) -> None:
    """Let whoever asked read the file, from now on, for as long as the setting says."""
    with transaction():
        record = _claim(actor, key, version)
        hours = int(str(choices.setting("emergency_hours")))
        record.until = now() + timedelta(hours=hours)
        _decide(actor, record, ProposalState.APPROVED)
        audit.record(actor, "emergency:granted", record.complaint_id, record, until=record.until)
        _tell(record, Permission.AUDIT_READ, GRANTED_SUBJECT, GRANTED)


def refuse(actor: Actor, key: int, version: int, answer: str) -> None:
    """Keep the file closed, and say why."""
    with transaction():
        record = _claim(actor, key, version, refusing=True)
        if not answer.strip():
            raise Invalid(answer="Zeg waarom niet. Wie het vroeg, leest dat.")
        record.answer = answer.strip()
        _decide(actor, record, ProposalState.REJECTED)
        audit.record(actor, "emergency:refused", record.complaint_id, record)


def _claim(actor: Actor, key: int, version: int, *, refusing: bool = False) -> EmergencyAccess:
    found = _found(key)
    access.require(actor, Permission.EMERGENCY_GRANT, found.complaint)
    record = claim(found, version)
    if record.state is not ProposalState.PROPOSED:
        raise Refusal(told("Hierover is al beslist: %(state)s.", state=record.state))
    asker = actor_for(record.asked_by, actor.today)
    involved = complaints.relation(asker, record.complaint).involved
    obstacle = second_in_emergency(
        actor.user_id, record.asked_by_id, involved=involved and not refusing
    )
    if obstacle:
        raise Refusal(obstacle)
    return record


def _found(key: int) -> EmergencyAccess:
    found = db.session.get(EmergencyAccess, key)
    if found is None:
        raise NotFound
    return found


def _decide(actor: Actor, record: EmergencyAccess, state: ProposalState) -> None:
    record.state, record.decided_at, record.decided_by_id = state, now(), actor.user_id
    asker = record.asked_by
    if asker.active and asker.duty_mail is not DutyMail.NONE:
        outbox.post(
            key=f"emergency-decided:{record.id}", recipient=asker.email, body=DECIDED,
            subject=DECIDED_SUBJECT.format(outcome=state.label), user_id=asker.id,
        )  # fmt: skip


def begin(actor: Actor, key: int) -> int:
    """Go and read the file. Returns the key of the access, to be kept with the session."""
    with transaction():
        record = emergency.of(actor.user_id or 0, key, now())
        if record is None or _involved(actor, record):
            raise NotFound
        audit.record(actor, "emergency:begun", record.complaint_id, record)
        return record.id


def _involved(actor: Actor, record: EmergencyAccess) -> bool:
    return complaints.relation(actor, record.complaint).involved


def looked(actor: Actor, what: str) -> None:
    """Write down one look of whoever reads in an emergency."""
    with transaction():
        audit.record(actor, "emergency:looked", actor.only, what=what)


def end(actor: Actor, key: int, version: int) -> None:
    """End it before its time: by whoever reads, or whoever may allow it."""
    with transaction():
        found = _found(key)
        if found.asked_by_id != actor.user_id:
            access.require(actor, Permission.EMERGENCY_GRANT, found.complaint)
        record = claim(found, version)
        if record.state is not ProposalState.APPROVED or record.ended_at is not None:
            raise Refusal("Deze noodtoegang loopt niet.")
        record.ended_at = now()
        audit.record(actor, "emergency:ended", record.complaint_id, record)


def stop(actor: Actor) -> None:
    """Go back to the own work; while its hours last it can be opened again."""
    if actor.only is None:
        raise NotPermitted("Je leest nu geen dossier met noodtoegang.")
    with transaction():
        audit.record(actor, "emergency:stopped", actor.only)


def close_over() -> int:
    """Write down the end of those that are over. Returns how many."""
    count = 0
    for key in emergency.over(now()):
        with transaction():
            record = claim(_found(key), None)
            if record.ended_at is None and record.until is not None and record.until <= now():
                record.ended_at = record.until
                audit.record(system(today()), "emergency:ended", record.complaint_id, record)
                count += 1
    return count
