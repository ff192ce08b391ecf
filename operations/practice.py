"""Practising: a demonstration of which the clock can be put ahead, to see what happens later.

Only a record that was begun as a demonstration has a clock to move (``PracticeClock``): ``mark``
is called where invented files are made, in an empty database, and nowhere else.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select

from models import PracticeClock, db
from operations import access, audit, clock, nightly
from operations.transaction import transaction
from rules.errors import Invalid, Refusal
from rules.permissions import Actor
from rules.vocabulary import Permission
from rules.wording import Dutch

FURTHEST = timedelta(days=5 * 366)
NOT_HERE: Dutch = "Dit is geen oefenomgeving. De klok van een echt dossier staat niet te verzetten."


def mark() -> None:
    """From here on this record is a demonstration. Part of another act."""
    db.session.add(PracticeClock(id=1, ahead_seconds=0))
    db.session.flush()
    clock.forget()


def is_on() -> bool:
    """Whether this record is a demonstration."""
    return clock.ahead() is not None


def move(to: date | None, actor: Actor) -> None:
    """Put the clock ahead to this day, at the time that it is; None puts it back to now.

    Only ahead: what was done later than now would otherwise be done in the future.
    """
    with transaction():
        row = _row(actor)
        real = clock.machine_now()
        wanted = timedelta()
        if to is not None:
            local = datetime.combine(to, real.astimezone(clock.AMSTERDAM).time(), clock.AMSTERDAM)
            wanted = local - real.astimezone(clock.AMSTERDAM)
            if wanted < timedelta(seconds=row.ahead_seconds):
                raise Invalid(to="De klok gaat alleen vooruit. Kies een latere dag.")
            if wanted > FURTHEST:
                raise Invalid(to="Zo ver gaat de klok niet: ten hoogste vijf jaar vooruit.")
        row.ahead_seconds = round(wanted.total_seconds())
        audit.record(actor, "practice:moved", ahead_days=round(row.ahead_seconds / 86400))
    clock.forget()


def night(actor: Actor) -> Sequence[str]:
    """Let a night pass, as ``flask nightly`` does, to see what it plans; what came of it."""
    with transaction():
        _row(actor)
        audit.record(actor, "practice:night")
    return list(nightly.run())


def _row(actor: Actor) -> PracticeClock:
    """The clock, for one act. Raises Refusal where there is none."""
    access.require(actor, Permission.SETTING_MANAGE)
    row = db.session.scalar(select(PracticeClock).with_for_update())
    if row is None:
        raise Refusal(NOT_HERE)
    return row
