"""The code page: whose code it is, and what that one party may see of the file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from models import (
    AccessCode,
    CodeSession,
    Complaint,
    DeadlineLine,
    Enclosure,
    Letter,
    Party,
    Placement,
    Submission,
    db,
)
from queries import cases
from rules.submissions import PortalFacts, side_of
from rules.vocabulary import (
    ENDED,
    DeadlineKind,
    HearingStatus,
    LetterKind,
    Side,
    State,
    SubmissionKind,
)


def _works(moment: datetime) -> ColumnElement[bool]:
    """A code opens until it ends, is revoked, or its party or file is no more."""
    return and_(
        AccessCode.revoked_at.is_(None),
        AccessCode.expires_at > moment,
        Party.refused_on.is_(None),
        Complaint.state != State.F20,
    )


def code(code_hash: str, moment: datetime) -> AccessCode | None:
    """The code with this hash, when it works."""
    query = (
        select(AccessCode)
        .join(AccessCode.party)
        .join(Party.complaint)
        .where(AccessCode.code_hash == code_hash, _works(moment))
        .options(contains_eager(AccessCode.party))
    )
    return db.session.scalar(query)


def session(key_hash: str, moment: datetime) -> CodeSession | None:
    """A session whose code still works, with all that a page of it begins with."""
    party = contains_eager(CodeSession.code).contains_eager(AccessCode.party)
    query = (
        select(CodeSession)
        .join(CodeSession.code)
        .join(AccessCode.party)
        .join(Party.complaint)
        .where(CodeSession.key_hash == key_hash, _works(moment))
        .options(
            party.contains_eager(Party.complaint),
            party.joinedload(Party.contact),
            party.joinedload(Party.represents),
        )
    )
    return db.session.scalar(query)


def codes(party_id: int) -> Sequence[AccessCode]:
    """Every code that a party ever had, newest first."""
    query = select(AccessCode).where(AccessCode.party_id == party_id)
    return db.session.scalars(query.order_by(AccessCode.id.desc())).all()


def live_codes(party_id: int, moment: datetime) -> Sequence[AccessCode]:
    """Those with which the party can get in."""
    query = (
        select(AccessCode)
        .join(AccessCode.party)
        .join(Party.complaint)
        .where(AccessCode.party_id == party_id, _works(moment))
    )
    return db.session.scalars(query).all()


def reads(complaint: Complaint, party: Party) -> list[int]:
    """Who can read a message to this party: the party, or who speaks for it instead."""
    speakers = [
        one.id
        for one in complaint.parties
        if one.represents_id == party.id and one.refused_on is None
    ]
    return speakers or [party.id]


def can_be_read(complaint: Complaint, party: Party, moment: datetime) -> bool:
    """Whether someone who should read it, has a code that works."""
    return any(live_codes(one, moment) for one in reads(complaint, party))


# --- what a party sees ----------------------------------------------------------------------


def side(party: Party) -> Side:
    return side_of(party.kind, party.represents.kind if party.represents else None)


def _own(party: Party) -> set[int]:
    """Whose letters are this party's to read: the own ones, and of whom it speaks for."""
    return {party.id, party.represents_id or party.id}


def letters(party: Party) -> Sequence[Letter]:
    """The letters that were put on the page of this party, newest first."""
    query = (
        select(Letter)
        .join(Letter.placement)
        .where(Letter.party_id.in_(_own(party)))
        .order_by(Placement.placed_at.desc(), Letter.id.desc())
        .options(
            contains_eager(Letter.placement).joinedload(Placement.document),
            selectinload(Letter.enclosures).joinedload(Enclosure.document),
        )
    )
    return db.session.scalars(query).all()


def letter(party: Party, letter_id: int) -> Letter | None:
    """One of them, or None when it is not this party's."""
    return next((one for one in letters(party) if one.id == letter_id), None)


def submissions(party: Party) -> Sequence[Submission]:
    """What this party sent itself, newest first."""
    query = (
        select(Submission)
        .where(Submission.party_id == party.id)
        .order_by(Submission.id.desc())
        .options(selectinload(Submission.documents))
    )
    return db.session.scalars(query).all()


def sent_since(party: Party, moment: datetime) -> int:
    query = select(func.count()).where(
        Submission.party_id == party.id, Submission.submitted_at >= moment
    )
    return db.session.scalar(query) or 0


def by_token(party: Party, form_token: str) -> int | None:
    """What this very form sent already."""
    query = select(Submission.id).where(
        Submission.party_id == party.id, Submission.form_token == form_token
    )
    return db.session.scalar(query)


def facts(party: Party, own: Sequence[Submission] | None = None) -> PortalFacts:
    """What decides which acts fit for this party now."""
    complaint = party.complaint
    own = submissions(party) if own is None else own
    stands_for = _own(party)
    asked = extension_asked(party)
    return PortalFacts(
        state=complaint.state,
        side=side(party),
        heard=any(
            one.party_id in stands_for and one.status is HearingStatus.HELD
            for one in complaint.hearings
        )
        or any(one.party_id in stands_for for one in complaint.waivers),
        extension_until=asked,
        extension_answered=any(
            one.kind is SubmissionKind.EXTENSION and one.until == asked for one in own
        ),
        waiting=frozenset(one.kind for one in own if one.outcome is None),
    )


def extension_asked(party: Party) -> date | None:
    """The day that was proposed to this party in a letter, while nothing was agreed on it."""
    complaint = party.complaint
    until = complaint.extension_until
    if until is None or any(one.agreed_until >= until for one in complaint.extensions):
        return None
    told = any(
        one.kind is LetterKind.L12A
        and one.party_id in _own(party)
        and cases.legally_sent_on(one) is not None
        for one in complaint.letters
    )
    return until if told else None


def term(complaint: Complaint) -> DeadlineLine | None:
    """The line of the handling term that holds now; None once there is nothing to wait for."""
    if complaint.state in ENDED:
        return None
    query = (
        select(DeadlineLine)
        .where(
            DeadlineLine.complaint_id == complaint.id,
            DeadlineLine.kind == DeadlineKind.HANDLING,
        )
        .order_by(DeadlineLine.id.desc())
        .limit(1)
    )
    return db.session.scalar(query)


@dataclass(frozen=True)
class SupplementAsked:
    """What was asked of a complainant in a letter (art. 9:4 lid 2 Awb)."""

    items: str
    due_on: date | None


def supplement_asked(party: Party) -> SupplementAsked | None:
    complaint = party.complaint
    asked = complaint.state is State.F3 and any(
        one.kind is LetterKind.L03
        and one.party_id in _own(party)
        and cases.legally_sent_on(one) is not None
        for one in complaint.letters
    )
    if not asked:
        return None
    return SupplementAsked(complaint.supplement_items, complaint.supplement_due_on)


# --- what staff see -------------------------------------------------------------------------


def waiting(complaint: Complaint, *kinds: SubmissionKind) -> list[Submission]:
    """What nobody dealt with yet, oldest first."""
    return [one for one in complaint.submissions if one.outcome is None and one.kind in kinds]


def unsettled_placements(limit: int) -> Sequence[Letter]:
    """Letters on a code page of which it is not known whether the notice went out in time."""
    query = (
        select(Letter)
        .join(Letter.placement)
        .where(Placement.notified_at.is_(None), Placement.lapsed_at.is_(None))
        .order_by(Placement.placed_at)
        .limit(limit)
        .options(joinedload(Letter.placement))
    )
    return db.session.scalars(query).all()
