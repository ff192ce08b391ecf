"""One file as facts: for the procedure, and for its clocks."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from models import (
    Complaint,
    Conduct,
    ConflictStatement,
    Contact,
    Decision,
    Hearing,
    Letter,
    Party,
    Step,
    db,
)
from queries import choices, complaints, users
from rules import deadlines, ledger
from rules.admissibility import ConductDates
from rules.case import CaseFacts, ConductFacts, LetterFacts, PartyFacts
from rules.law import awb
from rules.permissions import Actor
from rules.vocabulary import (
    ENDED,
    DecisionKind,
    Event,
    HearingStatus,
    LetterKind,
    LetterState,
    PartyKind,
    ScreeningOutcome,
    State,
    TermBasis,
)


def display_name(contact: Contact) -> str:
    """How a person or organisation is named on screen: ``J. van den Berg``."""
    name = " ".join(
        part for part in (contact.first_name, contact.infix, contact.family_name) if part
    )
    return name or contact.organisation


def local_day(moment: datetime) -> date:
    """The day of a moment where the authority is."""
    return deadlines.received_on(moment)


def legally_sent_on(letter: Letter) -> date | None:
    """The day that counts: the last sending, None while it came back (art. 2:11 Awb)."""
    sent_on = letter.sent_on
    for delivery in letter.deliveries:
        sent_on = deadlines.legal_sent_on(sent_on, delivery.bounced_on, delivery.resent_on)
    return sent_on


def conduct_dates(conduct: Conduct) -> ConductDates:
    """The columns of a conduct as the twelve-month test takes them."""
    first = conduct.occurred_on or conduct.started_on or conduct.earliest_on
    last = conduct.occurred_on or conduct.ended_on or conduct.latest_on
    return ConductDates(conduct.dating, first, last)


def _letter_facts(complaint: Complaint) -> Iterable[LetterFacts]:
    for letter in complaint.letters:
        bounced = letter.state is LetterState.SENT and legally_sent_on(letter) is None
        over = (
            (letter.postponement is not None and letter.postponement.notice_complete_on)
            or (letter.hearing is not None and letter.hearing is not about_hearing(letter))
            or _untold(complaint, letter)
        )
        yield LetterFacts(
            id=letter.id,
            kind=letter.kind,
            state=LetterState.FINAL if bounced else letter.state,
            party_id=letter.party_id,
            settled=bool(over),
        )


HEARD_AS = {
    LetterKind.L08A: HearingStatus.PLANNED,
    LetterKind.L08B: HearingStatus.PLANNED,
    LetterKind.L10: HearingStatus.HELD,
}
"""How far the hearing is that a letter is about."""


def hearing_for(complaint: Complaint, kind: LetterKind, party: Party | None) -> Hearing | None:
    """The hearing of this party that a letter of this kind is about now."""
    status = HEARD_AS.get(kind)
    own = [one for one in complaint.hearings if one.party is party and one.status is status]
    return own[-1] if own else None


def about_hearing(letter: Letter) -> Hearing | None:
    """The same for a letter that is there: an invitation is over when its hearing is called off."""
    return hearing_for(letter.complaint, letter.kind, letter.party)


def _untold(complaint: Complaint, letter: Letter) -> bool:
    """A notice of not taking up, overtaken by a later refusal that it does not mention."""
    if letter.kind is not LetterKind.L05A:
        return False
    return any(
        screening.at > letter.recorded_at
        for conduct in complaint.conducts
        if conduct.screening is ScreeningOutcome.REFUSED
        for screening in conduct.screenings
        if not screening.proposed
    )


def _party_facts(complaint: Complaint, today: date) -> Iterable[PartyFacts]:
    represented = {
        party.represents_id
        for party in complaint.parties
        if party.kind is PartyKind.REPRESENTATIVE and party.refused_on is None
    }
    waivers = {waiver.party_id: waiver.ground for waiver in complaint.waivers}
    for party in complaint.parties:
        hearings = [
            hearing
            for hearing in complaint.hearings
            if hearing.party_id == party.id and hearing.status is not HearingStatus.CANCELLED
        ]
        held = [hearing for hearing in hearings if hearing.status is HearingStatus.HELD]
        planned = [hearing for hearing in hearings if hearing.status is HearingStatus.PLANNED]
        # Whose hearing is still to come was not silent: that day passes as well.
        until = [hearing.reply_by for hearing in planned if hearing.reply_by]
        until += [local_day(hearing.planned_at) for hearing in planned if until]
        yield PartyFacts(
            id=party.id,
            kind=party.kind,
            name=display_name(party.contact),
            address=has_address(party.contact),
            represented=party.id in represented,
            speaks_for=party.represents.kind if party.represents else None,
            refused=party.refused_on is not None,
            board_member=party.board_member,
            contact_id=party.contact_id,
            is_user=party.contact.user_id is not None,
            hearing_planned=bool(planned),
            heard=bool(held),
            report_missing=any(hearing.report_final_on is None for hearing in held),
            waiver=waivers.get(party.id),
            reply_passed=bool(until) and max(until) < today,
        )


def has_address(contact: Contact) -> bool:
    """Somewhere to send a letter (art. 9:4 lid 2 onder a Awb)."""
    return bool(contact.foreign_address or (contact.street and contact.town))


def _conduct_facts(complaint: Complaint) -> Iterable[ConductFacts]:
    for conduct in complaint.conducts:
        decided = [one for one in conduct.screenings if not one.proposed]
        yield ConductFacts(
            id=conduct.id,
            title=conduct.title,
            described=bool(conduct.description.strip() or complaint.description.strip()),
            time_outcome=conduct.time_outcome,
            screening=conduct.screening,
            ground=decided[-1].ground if decided else None,
            judgement=conduct.judgement,
        )


def _board(complaint: Complaint) -> dict[str, Any]:
    """About the board as a whole; asked only when a member is complained about."""
    if not any(party.board_member for party in complaint.parties):
        return {}
    needs_adviser = bool(choices.setting("both_board_members_need_adviser"))
    return {"board_members": len(users.board()), "board_needs_adviser": needs_adviser}


def _postponed_weeks(complaint: Complaint) -> int:
    """The weeks that count: a notice that came too late gave none."""
    if not any(one.notice_complete_on for one in complaint.postponements):
        return 0
    # The handling term knows no house norms.
    facts = clock_facts(complaint, ledger.Norms())
    return ledger.postponed_weeks(facts, choices.calendar())


def cleared(complaint: Complaint) -> frozenset[int]:
    """Who stated not to be involved, and did not take that back (SOD2)."""
    latest: dict[int, ConflictStatement] = {}
    for statement in sorted(complaint.statements, key=lambda one: one.id):
        latest[statement.user_id] = statement
    return frozenset(user_id for user_id, one in latest.items() if not one.involved)


def load(actor: Actor, complaint_id: int) -> Complaint | None:
    """A whole file in a fixed number of statements, or None when it does not exist for the actor.

    What comes in ones and twos travels with the file itself; what can be many comes per kind.
    """
    query = (
        select(Complaint)
        .where(Complaint.id == complaint_id, complaints.visible_to(actor))
        .options(
            joinedload(Complaint.category),
            joinedload(Complaint.unit),
            joinedload(Complaint.handler),
            joinedload(Complaint.decisions).joinedload(Decision.members),
            joinedload(Complaint.postponements),
            joinedload(Complaint.extensions),
            joinedload(Complaint.waivers),
            joinedload(Complaint.statements),
            selectinload(Complaint.parties).joinedload(Party.contact),
            # SQLite makes a table of all subjects of all files when they are joined here.
            selectinload(Complaint.conducts).options(
                selectinload(Conduct.subjects), joinedload(Conduct.screenings)
            ),
            selectinload(Complaint.hearings).joinedload(Hearing.heard_by),
            selectinload(Complaint.letters).joinedload(Letter.deliveries),
            selectinload(Complaint.steps).joinedload(Step.by),
            selectinload(Complaint.deadlines),
        )
    )
    return db.session.scalars(query).unique().one_or_none()


def facts(complaint: Complaint, actor: Actor) -> CaseFacts:
    """What the procedure must know of this file today."""
    decided = {decision.kind for decision in complaint.decisions}
    asked = [step for step in complaint.steps if step.event is Event.ASK_SUPPLEMENT]
    ombudsman = [line for line in complaint.deadlines if line.kind == "ombudsman"]
    return CaseFacts(
        state=complaint.state,
        today=actor.today,
        received_on=complaint.received_on,
        track=complaint.track,
        signed=complaint.signed,
        letter_dated=complaint.letter_dated_on is not None,
        parties=tuple(_party_facts(complaint, actor.today)),
        conducts=tuple(_conduct_facts(complaint)),
        letters=tuple(_letter_facts(complaint)),
        handler_id=complaint.handler_id,
        cleared=cleared(complaint),
        **_board(complaint),
        notice_due_on=complaint.notice_due_on,
        legal_end=complaint.legal_end,
        supplement_due_on=complaint.supplement_due_on if asked else None,
        supplement_received=complaint.supplement_received_on is not None,
        postponed_weeks=_postponed_weeks(complaint),
        postponement_pending=any(
            not one.notice_complete_on and not one.withdrawn_on for one in complaint.postponements
        ),
        track_decided=DecisionKind.TRACK in decided,
        conclusion_decided=DecisionKind.CONCLUSION in decided,
        ombudsman_until=ombudsman[-1].legal_end if ombudsman else None,
    )


# --- clocks ---------------------------------------------------------------------------------

ENDINGS = {
    State.F12: deadlines.EndingKind.FINDINGS,
    State.F13: deadlines.EndingKind.REFUSED,
    State.F14: deadlines.EndingKind.LEFT_ASIDE,
    State.F15: deadlines.EndingKind.FORWARDED,
    State.F16: deadlines.EndingKind.SETTLED,
    State.F17: deadlines.EndingKind.WITHDRAWN,
}


def _ending(complaint: Complaint) -> deadlines.Ending | None:
    ended = [step.target for step in complaint.steps if step.target in ENDINGS]
    if complaint.ended_on is None or not ended:
        return None
    return deadlines.Ending(ENDINGS[ended[-1]], complaint.ended_on)


def _first_sent(complaint: Complaint, kind: LetterKind) -> date | None:
    days = [legally_sent_on(letter) for letter in complaint.letters if letter.kind is kind]
    return min((day for day in days if day), default=None)


def _supplements(complaint: Complaint) -> tuple[ledger.Asked, ...]:
    sent_on = _first_sent(complaint, LetterKind.L03)
    if sent_on is None or complaint.supplement_due_on is None:
        return ()
    return (ledger.Asked(sent_on, complaint.supplement_due_on),)


def _invitations(complaint: Complaint) -> tuple[ledger.Asked, ...]:
    asked = [
        ledger.Asked(sent_on, letter.hearing.reply_by)
        for letter in complaint.letters
        if letter.kind in {LetterKind.L08A, LetterKind.L08B}
        and letter.hearing is not None
        and (sent_on := legally_sent_on(letter)) is not None
    ]
    return tuple(sorted(asked, key=lambda one: (one.sent_on, one.due_on or one.sent_on)))


def clock_facts(complaint: Complaint, norms: ledger.Norms) -> ledger.ClockFacts:
    """Every fact that a clock of this file depends on."""
    start = None
    if complaint.term_basis is TermBasis.FORWARDED:
        start = deadlines.TermStart(
            complaint.term_start_on, awb("2:24"), "de interne doorgeleiding"
        )
    return ledger.ClockFacts(
        received_on=complaint.received_on,
        kind=complaint.kind,
        written=complaint.written,
        start=start,
        tracks=tuple(
            deadlines.TrackChoice(decision.track, decision.decided_on)
            for decision in complaint.decisions
            if decision.kind is DecisionKind.TRACK and decision.track is not None
        ),
        postponements=tuple(
            deadlines.Postponement(one.weeks, one.notice_complete_on)
            for one in complaint.postponements
            if one.notice_complete_on
        ),
        extensions=tuple(
            deadlines.Extension(one.agreed_until, one.consent_on) for one in complaint.extensions
        ),
        supplements=_supplements(complaint),
        invitations=_invitations(complaint),
        acknowledged_on=_first_sent(complaint, LetterKind.L01),
        refusal_possible=refusal_possible(complaint),
        ending=_ending(complaint),
        norms=norms,
    )


def closing_letter_came_back(complaint: Complaint) -> bool:
    """Art. 2:11: a letter that came back did not go out, so the file still asks for something."""
    return any(
        letter.state is LetterState.SENT and legally_sent_on(letter) is None
        for letter in complaint.letters
        if letter.kind in {LetterKind.L05A, LetterKind.L15}
    )


def refusal_possible(complaint: Complaint) -> bool:
    """Whether a notice of not taking up can still be owed (art. 9:8 lid 3 Awb)."""
    before = {State.F0, State.F1, State.F2, State.F3, State.F4}
    undecided = any(conduct.screening is ScreeningOutcome.REFUSED for conduct in complaint.conducts)
    told = _first_sent(complaint, LetterKind.L05A) is not None
    return complaint.state in before or (undecided and not told and complaint.state not in ENDED)
