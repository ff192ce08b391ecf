"""The contact log: who was spoken to, when and about what. Lines are added, never changed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from models import ContactMoment, db
from operations import access, audit, filing, indexing
from operations.clock import now
from operations.transaction import claim_file, transaction
from rules.errors import Invalid
from rules.permissions import Actor
from rules.vocabulary import ContactChannel, Direction
from rules.wording import told

SLACK = timedelta(minutes=5)
"""Clocks differ a little."""


@dataclass(frozen=True)
class Moment:
    """One conversation or message, as someone writes it down."""

    at: datetime
    direction: Direction
    channel: ContactChannel
    with_whom: str
    summary: str


def log(actor: Actor, complaint_id: int, moment: Moment) -> int:
    """Write a contact moment down, in a report or a complaint. Returns its id.

    It opens steps that ask for one (closing a report without a solution), so it counts as a change
    of the file. Raises Invalid for what is missing or still to come.
    """
    wrong = {
        name: words
        for name, words in (
            ("with_whom", told("Schrijf op met wie je contact had.")),
            ("summary", told("Schrijf kort op wat er is besproken.")),
        )
        if not getattr(moment, name).strip()
    }
    if moment.at > now() + SLACK:
        wrong["at"] = told("Een contact kan niet in de toekomst liggen.")
    if wrong:
        raise Invalid(**wrong)
    with transaction():
        complaint = claim_file(complaint_id, None)
        access.require(actor, access.EDIT[complaint.kind], complaint)
        line = ContactMoment(**vars(moment), by_id=actor.user_id)
        complaint.contact_moments.append(line)
        db.session.flush()
        filing.settle(complaint)
        indexing.refresh(complaint)
        audit.record(
            actor, "contact:logged", complaint, line,
            direction=moment.direction.value, channel=moment.channel.value,
        )  # fmt: skip
        return line.id
