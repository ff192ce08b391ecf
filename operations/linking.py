"""Files that have to do with each other: linked, never merged.

Two complaints about one event stay two complaints: each has its own receipt, its own clock
(art. 9:11 Awb) and its own judgement. A link says something to people and moves nothing.
"""

from models import Complaint, ComplaintLink, db
from operations import access, audit
from operations.clock import now
from operations.transaction import hold_file, transaction
from queries import complaints, links
from rules.errors import Invalid, NotFound
from rules.permissions import Actor
from rules.vocabulary import LinkKind


def link(
    actor: Actor, complaint_id: int, other_id: int | None, kind: LinkKind, reason: str = ""
) -> int:
    """Link a file to another that the actor can see too; returns the id of the link.

    The trail of both files tells it without naming the other one: not everyone who reads the
    one may know of the other.
    """
    if other_id is None or complaint_id == other_id:
        raise Invalid(other_id="Kies een ander dossier.")
    with transaction():
        one, other = _both(actor, complaint_id, other_id)
        if links.standing(complaint_id, other_id) is not None:
            raise Invalid(other_id="Deze dossiers zijn al verbonden.")
        made = ComplaintLink(
            one_id=one.id, other_id=other.id, kind=kind, reason=reason.strip(), at=now(),
            by_id=actor.user_id,
        )  # fmt: skip
        db.session.add(made)
        db.session.flush()
        for file in (one, other):
            audit.record(actor, "link:added", file, made, kind=kind.value)
        return made.id


def unlink(actor: Actor, complaint_id: int, link_id: int) -> None:
    """Take a link away, from either side. The row stays, so that the trail can be understood."""
    with transaction():
        found = db.session.get(ComplaintLink, link_id)
        if found is None or complaint_id not in {found.one_id, found.other_id}:
            raise NotFound
        other_id = found.other_id if found.one_id == complaint_id else found.one_id
        one, other = _both(actor, complaint_id, other_id)
        db.session.refresh(found)
        if found.removed_at is not None:
            raise NotFound
        found.removed_at, found.removed_by_id = now(), actor.user_id
        for file in (one, other):
            audit.record(actor, "link:taken_away", file, found)


def _both(actor: Actor, complaint_id: int, other_id: int) -> tuple[Complaint, Complaint]:
    """Both files, held in one order so that two who link them at once wait for each other."""
    held = {key: hold_file(key) for key in sorted({complaint_id, other_id})}
    one, other = held[complaint_id], held[other_id]
    access.require(actor, access.EDIT[one.kind], one)
    if complaints.get(actor, other_id) is None:
        raise NotFound
    return one, other
