"""Letters that are owed now over many files, and which can be made without typing anything."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from letters import drafting
from models import Complaint
from operations import access, correspondence, templates
from queries import cases
from queries import letters as reading
from rules.correspondence import BY_KIND, OWED, fits
from rules.errors import Obstacle, Refusal
from rules.permissions import Actor
from rules.vocabulary import Kind, LetterKind, Permission


@dataclass(frozen=True)
class Owed:
    """One letter that nobody began, for one party."""

    complaint_id: int
    complaint_kind: Kind
    reference: str
    subject: str
    due_on: date | None
    handler: str
    kind: LetterKind
    party_id: int
    party: str
    obstacles: Sequence[Obstacle] = ()
    """Why it cannot be made with the others, without anyone looking at it first."""

    @property
    def key(self) -> str:
        return f"{self.complaint_id}:{self.kind.value}:{self.party_id}"


def owed(actor: Actor, *, mine: bool = True) -> list[Owed]:
    """What the actor may write now and somebody is owed, soonest day first.

    Only letters to a party: one for the file itself is made in the file.
    """
    access.require(actor, Permission.LETTER_WRITE)
    files = (cases.load(actor, key) for key in reading.owed_in(actor, mine=mine))
    return [one for complaint in files if complaint for one in _of(actor, complaint)]


def _of(actor: Actor, complaint: Complaint) -> Iterator[Owed]:
    facts = cases.facts(complaint, actor)
    for kind in sorted(OWED):
        fit = fits(BY_KIND[kind], facts, actor)
        for party in fit.recipients if fit.fits else ():
            yield Owed(
                complaint.id, complaint.kind, complaint.reference, complaint.subject,
                complaint.due_on, complaint.handler.name if complaint.handler else "",
                kind, party.id, party.name, _left(actor, complaint, kind, party.id),
            )  # fmt: skip


def _left(
    actor: Actor, complaint: Complaint, kind: LetterKind, party_id: int
) -> Sequence[Obstacle]:
    """The same as making it would say."""
    party = next(one for one in complaint.parties if one.id == party_id)
    try:
        templates.current(kind, actor.today)
    except Refusal as error:
        return error.obstacles
    case = correspondence.case_for(actor, complaint, kind, party)
    return correspondence.unwritten(drafting.build(kind, case))
