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
from itertools import groupby
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


def mac(previous: str, event: AuditEvent, seq: int | None = None) -> str:
    """The seal of an event: over the previous one and every field, with the number it has."""
    number = event.seq if seq is None else seq
    fields = [
        previous, event.chain, number, event.at.isoformat(), event.actor_id,
        event.verb, event.entity, event.entity_id, event.data,
    ]  # fmt: skip
    if event.for_id is not None:
        fields.append(event.for_id)
    return sealed(fields)


def sealed(fields: Sequence[Any]) -> str:
    """HMAC-SHA256, in hexadecimal, over these values, with the key of the trail."""
    message = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    key = current_app.extensions["wederhoor"].audit_key
    return hmac.new(key, message.encode(), hashlib.sha256).hexdigest()


def fingerprint() -> str:
    """Tells whether two installations have the same key, and nothing about the key."""
    return sealed(["fingerprint"])[:16]


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
    query = select(AuditEvent).order_by(AuditEvent.chain, AuditEvent.seq)
    events = db.session.scalars(query.execution_options(yield_per=1000))
    seen = set()
    for number, links in groupby(events, key=lambda event: event.chain):
        chain = _Chain(number)
        seen.add(number)
        for event in links:
            yield from chain.follow(event)
        yield from chain.doubted("regel is veranderd of ingevoegd")
        tip = tips.get(number)
        if tip is None:
            yield Break(number, 1, "de keten heeft geen eindpunt")
        elif (chain.seq, chain.mac) != (tip.seq, tip.mac):
            yield Break(number, chain.seq + 1, "het einde van de keten ontbreekt of is vervangen")
    for number in sorted(tips.keys() - seen):
        if tips[number].seq:
            yield Break(number, 1, "het einde van de keten ontbreekt of is vervangen")


class _Chain:
    """One chain, walked from its begin.

    A line whose seal is wrong was changed, or put in, or stands after one that was taken out: the
    line after it tells. Someone who puts a line in or takes one out renumbers what follows;
    ``shift`` is what the numbers have to be changed by to be the sealed ones again.
    """

    def __init__(self, number: int) -> None:
        self.number, self.seq, self.shift = number, 0, 0
        self.mac = self.before = ""
        self.doubt: AuditEvent | None = None

    def follow(self, event: AuditEvent) -> Iterator[Break]:
        """The next line. What it tells about the line before it comes first."""
        if event.seq != self.seq + 1:
            yield from self.doubted()
            yield Break(self.number, self.seq + 1, "regel ontbreekt")
            self.shift = 0
        elif self.sound(event, self.mac, self.shift) or self.after_another_seal(event):
            yield from self.doubted()
        elif self.doubt is not None and self.sound(event, self.before, self.shift - 1):
            yield from self.doubted("regel is ingevoegd")
            self.shift -= 1
        elif self.doubt is not None and self.sound(event, self.mac, self.shift + 1):
            yield from self.doubted("hier is een regel weggehaald")
            self.shift += 1
        else:
            yield from self.doubted()
            self.doubt = event
        self.seq, self.before, self.mac = event.seq, self.mac, event.mac

    def sound(self, event: AuditEvent, previous: str, shift: int) -> bool:
        return hmac.compare_digest(event.mac, mac(previous, event, event.seq + shift))

    def after_another_seal(self, event: AuditEvent) -> bool:
        """Of the line before it, only the seal was changed."""
        if self.doubt is None:
            return False
        was = mac(self.before, self.doubt, self.doubt.seq + self.shift)
        return self.sound(event, was, self.shift)

    def doubted(self, what: str = "regel is veranderd") -> Iterator[Break]:
        if self.doubt is not None:
            yield Break(self.number, self.doubt.seq, what)
            self.doubt = None
