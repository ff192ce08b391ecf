"""Appends one audit event (logboekregel) in the current transaction.

Events are chained per complaint by HMAC: each MAC covers the one before, with a key outside the
database. Chain 0 holds the events without a complaint. Values of personal fields are never in it.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from flask import current_app
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from models import AuditChain, AuditEvent, Base, Complaint, db
from operations import clock
from operations.clock import now
from operations.transaction import snapshot
from rules.permissions import Actor

GENERAL = 0


def record(
    actor: Actor,
    verb: str,
    complaint: Complaint | int | None = None,
    entity: Base | None = None,
    **data: Any,
) -> None:
    """Append ``verb`` (``subject:act``) to the chain of the complaint, or to the general one.

    ``data`` holds field names, references and closed values; never names, addresses or texts.
    """
    if clock.ahead():  # a demonstration: its own clock says when, the real one is kept beside it
        data["real_at"] = clock.machine_now()
    chain = complaint.id if isinstance(complaint, Complaint) else complaint or GENERAL
    tip = _tip(chain)
    event = AuditEvent(
        chain=chain,
        seq=tip.seq + 1,
        at=now(),
        actor_id=actor.user_id,
        for_id=actor.acting_for,
        verb=verb,
        entity=entity.__tablename__ if entity is not None else "",
        entity_id=getattr(entity, "id", None),
        data=json.loads(json.dumps(data, default=str)),
        mac="",
    )
    event.mac = mac(tip.mac, event)
    tip.seq, tip.mac = event.seq, event.mac
    db.session.add(event)


def stood_in_for(chain: int, entity: Base, verbs: Sequence[str]) -> list[int | None]:
    """For whom substitutes did this with a record, as the trail has it."""
    query = select(AuditEvent.for_id).where(
        AuditEvent.chain == chain,
        AuditEvent.entity == entity.__tablename__,
        AuditEvent.entity_id == getattr(entity, "id", None),
        AuditEvent.verb.in_(verbs),
        AuditEvent.for_id.is_not(None),
    )
    return list(db.session.scalars(query))


def _tip(chain: int) -> AuditChain:
    """The end of the chain, locked until the transaction ends."""
    db.session.flush()
    query = select(AuditChain).where(AuditChain.chain == chain).with_for_update()
    query = query.execution_options(populate_existing=True)
    tip = db.session.scalars(query).one_or_none()
    if tip is not None:
        return tip
    # Another act may begin the chain at this very moment; then its row is there for us.
    with suppress(IntegrityError), db.session.begin_nested():
        db.session.add(AuditChain(chain=chain, seq=0, mac=""))
    return db.session.scalars(query).one()


def mac(previous: str, event: AuditEvent) -> str:
    """HMAC-SHA256, in hexadecimal, over the previous MAC and every field of the event."""
    fields = [
        previous, event.chain, event.seq, event.at.isoformat(), event.actor_id,
        event.verb, event.entity, event.entity_id, event.data,
    ]  # fmt: skip
    if event.for_id is not None:
        fields.append(event.for_id)
    message = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    key = current_app.extensions["wederhoor"].audit_key
    return hmac.new(key, message.encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class Break:
    """A place where a chain is not what it was."""

    chain: int
    seq: int
    what: str

    def __str__(self) -> str:
        return f"keten {self.chain}, regel {self.seq}: {self.what}"


def breaks() -> Iterator[Break]:
    """Every place where a line was changed, removed, added or cut off."""
    with snapshot():
        yield from _breaks()


def _breaks() -> Iterator[Break]:
    tips = {tip.chain: tip for tip in db.session.scalars(select(AuditChain))}
    seen: dict[int, tuple[int, str]] = {}
    query = select(AuditEvent).order_by(AuditEvent.chain, AuditEvent.seq)
    for event in db.session.scalars(query.execution_options(yield_per=1000)):
        seq, previous = seen.get(event.chain, (0, ""))
        if event.seq != seq + 1:
            yield Break(event.chain, seq + 1, "regel ontbreekt")
        elif not hmac.compare_digest(event.mac, mac(previous, event)):
            yield Break(event.chain, event.seq, "regel is veranderd")
        seen[event.chain] = (event.seq, event.mac)
    for chain, tip in sorted(tips.items()):
        seq, last = seen.get(chain, (0, ""))
        if (seq, last) != (tip.seq, tip.mac):
            yield Break(chain, seq + 1, "het einde van de keten ontbreekt of is vervangen")
    for chain in sorted(seen.keys() - tips.keys()):
        yield Break(chain, 1, "de keten heeft geen eindpunt")
