"""Vervanging bij afwezigheid: who does someone's work for a while, and when that begins and ends.

The substitute gets no right that the own roles do not give; what changes is whose files they
reach (``queries.substitutions.standing_in``). The trail names both.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import joinedload

from models import Complaint, Substitution, User, db
from operations import access, audit, edit_tokens, filing, judging, outbox
from operations.clock import now
from operations.transaction import claim, claim_file, transaction
from queries import substitutions
from rules.errors import Invalid, NotFound, NotPermitted, Refusal
from rules.permissions import Actor
from rules.vocabulary import DutyMail, Kind, Permission


@dataclass(frozen=True)
class SubstitutionData:
    substitute_id: int
    from_on: date
    until_on: date
    kind: Kind | None = None
    absent_id: int | None = None
    """None is whoever asks it."""


def plan(actor: Actor, data: SubstitutionData) -> int:
    """Say who stands in for someone, from a day until a day. Returns its id.

    Everyone may do so for the own absence; for someone else whoever has that right, and then
    nobody appoints the own person: that would be giving oneself more reach.
    """
    absent_id = data.absent_id or actor.user_id
    with transaction():
        _require_ones_own(actor, absent_id)
        absent, substitute = _person(absent_id), _person(data.substitute_id)
        _check(actor, data, absent, substitute)
        record = Substitution(
            absent=absent,
            substitute=substitute,
            from_on=data.from_on,
            until_on=data.until_on,
            kind=data.kind,
            recorded_at=now(),
            recorded_by_id=actor.user_id,
        )
        if not substitutions.standing_in(record, actor.today).grants:
            raise Invalid(
                substitute_id="Deze collega mag niets wat de afwezige doet. Kies iemand met "
                "dezelfde soort werk."
            )
        db.session.add(record)
        db.session.flush()
        audit.record(
            actor, "substitution:planned", entity=record, valid_from=data.from_on,
            until=data.until_on, kind=data.kind.value if data.kind else None,
        )  # fmt: skip
        for user in (substitute, absent):
            if user.id != actor.user_id and user.duty_mail is not DutyMail.NONE:
                outbox.post(
                    key=f"substitution:{record.id}:{user.id}",
                    recipient=user.email,
                    subject="Vervanging bij afwezigheid",
                    body=PLANNED.format(
                        what="Je neemt waar voor een collega" if user is substitute
                        else "Een collega neemt voor je waar",
                        since=data.from_on, until=data.until_on,
                    ),
                    user_id=user.id,
                )  # fmt: skip
        return record.id


PLANNED = """{what}, van {since:%d-%m-%Y} tot en met {until:%d-%m-%Y}.

Voor wie en waarvoor, staat in het paneel onder Vervanging.
"""


def _require_ones_own(actor: Actor, absent_id: int | None) -> None:
    if actor.acting_for is not None or actor.user_id is None or actor.viewing:
        raise NotPermitted("Regel vervanging onder je eigen naam.")
    if absent_id != actor.user_id:
        access.require(actor, Permission.SUBSTITUTION_MANAGE)


def _person(key: int | None) -> User:
    found = db.session.get(User, key, options=[joinedload(User.roles)]) if key else None
    if found is None or not found.active:
        raise Invalid(substitute_id="Kies een collega die zich kan aanmelden.")
    return found


def _check(actor: Actor, data: SubstitutionData, absent: User, substitute: User) -> None:
    if absent.id == substitute.id:
        raise Invalid(substitute_id="Kies een ander dan de afwezige.")
    if substitute.id == actor.user_id:
        raise Invalid(substitute_id="Je kunt niet jezelf aanwijzen. Vraag de collega of een ander.")
    if data.until_on < data.from_on:
        raise Invalid(until_on="Deze datum ligt voor het begin.")
    if data.until_on < actor.today:
        raise Invalid(until_on="Kies vandaag of een latere dag.")
    if substitutions.overlapping(absent.id, data.from_on, data.until_on):
        raise Invalid(from_on="Voor deze dagen is al een vervanger gekozen. Beëindig die eerst.")


def end(actor: Actor, key: int, version: int) -> None:
    """End a substitution now: the absent is back, or another takes over."""
    with transaction():
        found = db.session.get(Substitution, key)
        if found is None:
            raise NotFound
        if actor.user_id != found.substitute_id:
            _require_ones_own(actor, found.absent_id)
        record = claim(found, version)
        if record.ended_at is not None:
            raise Refusal("Deze vervanging is al beëindigd.")
        record.ended_at = now()
        edit_tokens.end_for(record.substitute_id)
        audit.record(actor, "substitution:ended", entity=record)


def begin(actor: Actor, key: int) -> int:
    """Go and work for the absent. Returns whom that is."""
    with transaction():
        record = next(
            (one for one in substitutions.of(actor.user_id or 0, actor.today) if one.id == key),
            None,
        )
        if record is None:
            raise NotFound
        audit.record(
            substitutions.standing_in(record, actor.today), "substitution:begun", entity=record
        )
        return record.absent_id


def stop(actor: Actor) -> None:
    """Go back to the own work."""
    with transaction():
        audit.record(actor, "substitution:stopped")


def state_uninvolved(actor: Actor, complaint_id: int) -> None:
    """The substitute says not to be involved in the conduct, before doing anything (SOD2)."""
    with transaction():
        complaint: Complaint = claim_file(complaint_id, None)
        access.require(actor, access.READ[complaint.kind], complaint)
        if actor.user_id is None or actor.acting_for is None:
            raise NotPermitted("Dit verklaart alleen wie voor een ander waarneemt.")
        judging.state_uninvolved(actor, complaint, {actor.user_id})
        db.session.flush()
        filing.settle(complaint)
