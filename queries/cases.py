"""One file as facts: for the procedure, and for its clocks."""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import defaultload, joinedload, selectinload

from models import (
    Advice,
    Assignment,
    Clarification,
    Complaint,
    Conduct,
    ConflictStatement,
    Contact,
    Decision,
    Hearing,
    Letter,
    NoteDraft,
    OmbudsmanCase,
    Party,
    Recommendation,
    Step,
    db,
)
from queries import choices, complaints, users
from rules import deadlines, duties, ledger
from rules import hearing as hearing_rules
from rules.admissibility import ConductDates
from rules.case import CaseFacts, ConductFacts, LetterFacts, PartyFacts, RecommendationFacts
from rules.correspondence import BY_KIND
from rules.errors import Obstacle
from rules.law import Citation, awb
from rules.parties import Ties
from rules.permissions import Actor
from rules.procedure import TOLD_WITH
from rules.vocabulary import (
    ENDED,
    HEARING_OVER,
    INQUIRY,
    NOT_HANDLED,
    SUPPLEMENT_FROM,
    UNDECIDED,
    Acceptance,
    AfterHearing,
    CaseRole,
    Channel,
    DeadlineKind,
    DecisionKind,
    Direction,
    Event,
    HearingStatus,
    Kind,
    LetterKind,
    LetterState,
    PartyKind,
    ScreeningOutcome,
    SendChannel,
    State,
    TermBasis,
    TimeOutcome,
    Track,
)
from rules.wording import Dutch, told


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


ENDING_LETTERS = frozenset(
    {
        LetterKind.L05A, LetterKind.L05B, LetterKind.L05C, LetterKind.L06A, LetterKind.L06B,
        LetterKind.L06C, LetterKind.L14, LetterKind.L15, LetterKind.L15B, LetterKind.L16,
        LetterKind.L16B, LetterKind.L17,
    }
)  # fmt: skip
"""Letters that belong to one ending: after the file was taken up again they are history."""


SETTLING_LETTERS = frozenset({LetterKind.L16, LetterKind.L16B})
"""After resuming the file goes on as if it never ended: only the settlement is over (T35)."""


def _before_reopening(complaint: Complaint, letter: Letter) -> bool:
    over = {Event.RESUME: SETTLING_LETTERS} | dict.fromkeys(REOPENING, ENDING_LETTERS)
    return any(
        letter.kind in over[step.event] and letter.recorded_at < step.at
        for step in complaint.steps
        if step.event in over
    )


def _letter_facts(complaint: Complaint) -> Iterable[LetterFacts]:
    for letter in complaint.letters:
        bounced = letter.state is LetterState.SENT and legally_sent_on(letter) is None
        yield LetterFacts(
            id=letter.id,
            kind=letter.kind,
            state=LetterState.FINAL if bounced else letter.state,
            party_id=letter.party_id,
            settled=_over(complaint, letter),
        )


def _steps_on(*events: Event) -> Callable[[Complaint], Iterable[date]]:
    return lambda complaint: (local_day(one.at) for one in complaint.steps if one.event in events)


CHOICES = (
    Event.HANDLE_OWN, Event.APPOINT_ADVISER, Event.APPOINT_COMMITTEE, Event.RESUME_OWN
)  # fmt: skip

AGAIN: dict[LetterKind, Callable[[Complaint], Iterable[date]]] = {
    LetterKind.L01B: _steps_on(Event.APPOINT_ADVISER, Event.APPOINT_COMMITTEE),
    LetterKind.L01C: _steps_on(Event.RESUME, Event.RESUME_CASE, Event.RETRACT),
    LetterKind.L03: _steps_on(Event.ASK_SUPPLEMENT),
    LetterKind.L12A: lambda complaint: (local_day(one.recorded_at) for one in complaint.extensions),
    LetterKind.L12B: lambda complaint: (local_day(one.recorded_at) for one in complaint.extensions),
    LetterKind.L13: lambda complaint: (
        *_steps_on(*CHOICES)(complaint),
        *(one.from_on for one in complaint.assignments if one.role is not CaseRole.HANDLER),
    ),
    LetterKind.L13A: _steps_on(*CHOICES),
    LetterKind.L18: lambda complaint: (
        one.done_on for one in complaint.recommendations if one.done_on
    ),
    LetterKind.L24: lambda complaint: (
        one.refused_on for one in complaint.parties if one.refused_on
    ),
    LetterKind.L26: _steps_on(Event.REOPEN),
}  # fmt: skip
"""The days of what a letter tells: one that went out before the last of them does not tell it."""


def _of_before(complaint: Complaint, letter: Letter) -> bool:
    """It told of an earlier time that this happened."""
    days, sent_on = AGAIN.get(letter.kind), legally_sent_on(letter)
    return bool(days and sent_on and any(day > sent_on for day in days(complaint)))


def unsent(complaint: Complaint, kind: LetterKind) -> Letter | None:
    """The last letter of this kind that someone began and that did not go out."""
    return next(
        (
            letter
            for letter in reversed(complaint.letters)
            if letter.kind is kind
            and letter.state is not LetterState.WITHDRAWN
            and legally_sent_on(letter) is None
            and not _over(complaint, letter)
        ),
        None,
    )


def _over(complaint: Complaint, letter: Letter) -> bool:
    """It belongs to something that is over."""
    return bool(
        (letter.postponement is not None and letter.postponement.notice_complete_on)
        or (letter.hearing is not None and letter.hearing is not about_hearing(letter))
        or _commented(letter)
        or _untold(complaint, letter)
        or _before_reopening(complaint, letter)
        or _of_before(complaint, letter)
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


def _commented(letter: Letter) -> bool:
    """A report that went out for comments, and was settled since: the final one is still owed."""
    asked = letter.kind is LetterKind.L10 and letter.fields.get("comment_before")
    return bool(asked and letter.hearing and letter.hearing.report_final_on)


TOLD_OF = {kind: outcome for outcome, (kind, _) in TOLD_WITH.items()}


def _untold(complaint: Complaint, letter: Letter) -> bool:
    """A notice of not handling, overtaken by a later decision that it does not mention."""
    outcome = TOLD_OF.get(letter.kind)
    return outcome is not None and any(
        screening.at > letter.recorded_at
        for conduct in complaint.conducts
        if conduct.screening is outcome
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
            if hearing.party_id == party.id and hearing.status not in HEARING_OVER
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
            represents_id=party.represents_id,
            refused=party.refused_on is not None,
            board_member=party.board_member,
            contact_id=party.contact_id,
            is_user=party.contact.user_id is not None,
            hearing_planned=bool(planned),
            heard=bool(held),
            report_missing=any(hearing.report_final_on is None for hearing in held),
            waiver=waivers.get(party.id),
            reply_passed=bool(until) and max(until) < today,
            stayed_away=_stayed_away(complaint, party),
        )


def ties(complaint: Complaint, party: Party) -> Ties:
    """What in the file hangs on this party."""
    complainants = [one for one in complaint.parties if one.kind is PartyKind.COMPLAINANT]
    return Ties(
        only_complainant=complainants == [party],
        letter=any(one.party_id == party.id for one in complaint.letters),
        hearing=any(one.party_id == party.id for one in complaint.hearings),
        waiver=any(one.party_id == party.id for one in complaint.waivers),
        represented=any(one.represents_id == party.id for one in complaint.parties),
    )


def _stayed_away(complaint: Complaint, party: Party) -> bool:
    """Whether the last hearing of this party was one to which he did not come, and we went on."""
    own = [one for one in complaint.hearings if one.party_id == party.id]
    return bool(own) and own[-1].over_next is AfterHearing.GO_ON


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
            advised=conduct.advised,
            advised_admissible=conduct.advised_admissible,
            deviation_reasoned=bool(conduct.deviation_reason.strip()),
        )


def _board(complaint: Complaint) -> dict[str, Any]:
    """About the board as a whole; asked only when a member is complained about."""
    if not any(party.board_member for party in complaint.parties):
        return {}
    needs_adviser = bool(choices.setting("both_board_members_need_adviser"))
    return {"board_members": len(users.board()), "board_needs_adviser": needs_adviser}


def _board_left(complaint: Complaint) -> dict[str, int]:
    """How many sit on the board, and about how many is complained; asked only then."""
    about = [one for one in complaint.parties if one.kind is PartyKind.SUBJECT and one.board_member]
    return {"board_members": len(users.board()), "board_involved": len(about)} if about else {}


def _postponed(complaint: Complaint) -> dict[str, Any]:
    """The weeks that count, of how many: a notice that came too late gave none."""
    if not any(one.notice_complete_on for one in complaint.postponements):
        return {}
    # The handling term knows no house norms.
    facts, calendar = clock_facts(complaint, ledger.Norms()), choices.calendar()
    return {
        "postponed_weeks": ledger.postponed_weeks(facts, calendar),
        "most_postponed_weeks": calendar.term("postponement", facts.begins.on).value,
    }


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
            joinedload(Complaint.advices),
            joinedload(Complaint.assignments).joinedload(Assignment.user),
            joinedload(Complaint.decisions).joinedload(Decision.members),
            joinedload(Complaint.postponements),
            joinedload(Complaint.extensions),
            joinedload(Complaint.waivers),
            joinedload(Complaint.statements),
            joinedload(Complaint.note_drafts.and_(NoteDraft.user_id == actor.user_id)),
            selectinload(Complaint.parties).joinedload(Party.contact),
            selectinload(Complaint.conducts).joinedload(Conduct.screenings),
            selectinload(Complaint.hearings).joinedload(Hearing.heard_by),
            selectinload(Complaint.letters).joinedload(Letter.deliveries),
            selectinload(Complaint.steps).joinedload(Step.by),
            selectinload(Complaint.deadlines),
            # When a page shows them: each in one statement.
            defaultload(Complaint.recommendations).joinedload(Recommendation.owner),
            defaultload(Complaint.clarifications).options(
                joinedload(Clarification.asked_by), joinedload(Clarification.answered_by)
            ),
            defaultload(Complaint.ombudsman_cases).joinedload(OmbudsmanCase.questions),
        )
    )
    return db.session.scalars(query).unique().one_or_none()


def facts(complaint: Complaint, actor: Actor) -> CaseFacts:
    """What the procedure must know of this file today."""
    since = since_reopening(complaint)
    decisions = [one for one in complaint.decisions if since is None or one.recorded_at >= since]
    decided = {decision.kind for decision in decisions}
    tracks = [one.decided_on for one in decisions if one.kind is DecisionKind.TRACK]
    events = [step.event for step in complaint.steps]
    advisers, advice = advising(complaint, actor.today), current_advice(complaint)
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
        supplement_latest=supplement_latest(complaint),
        supplement_received=complaint.supplement_received_on is not None,
        **_postponed(complaint),
        letters_off=choices.letters_off(),
        postponement_pending=any(
            not one.notice_complete_on and not one.withdrawn_on for one in complaint.postponements
        ),
        track_decided=DecisionKind.TRACK in decided,
        track_decided_on=tracks[-1] if tracks else None,
        conclusion_decided=DecisionKind.CONCLUSION in decided,
        ombudsman_until=ombudsman[-1].legal_end if ombudsman else None,
        electronic=complaint.channel in {Channel.FORM, Channel.EMAIL}
        and not confirmed_by_itself(complaint),
        channel_designated=complaint.channel_designated,
        forwarded_inside=complaint.forwarded_on is not None,
        acknowledged_on=_first_sent(complaint, LetterKind.L01),
        advisers=frozenset(one.user_id for one in advisers),
        seats=tuple(one.seat for one in advisers if one.seat is not None),
        advice_report=bool(advice and advice.report.strip()),
        advice_delivered=bool(advice and advice.delivered_on),
        recommendations=tuple(_recommendation_facts(complaint)),
        extended=bool(complaint.extensions),
        extension_proposed=complaint.extension_until is not None,
        settlement_shown=bool(
            complaint.settled_on and complaint.settlement.strip() and complaint.satisfaction.strip()
        ),
        withdrawn=complaint.withdrawn_on is not None,
        resumed=bool({Event.RESUME, Event.RESUME_CASE, Event.RETRACT} & set(events)),
        reopened=Event.REOPEN in events,
        with_ombudsman=complaint.with_ombudsman,
        has_unit=complaint.unit_id is not None,
        has_subject=bool(complaint.subject.strip()),
        reminded=complaint.kind is Kind.REPORT and _reminded(complaint),
    )


REOPENING = frozenset({Event.REOPEN, Event.RETRACT, Event.RESUME_CASE})
"""Steps after which the file is screened, judged and ended anew."""


def since_reopening(complaint: Complaint) -> datetime | None:
    """When the file was taken up again after it had ended; None when it never was."""
    moments = [step.at for step in complaint.steps if step.event in REOPENING]
    return moments[-1] if moments else None


def previous_state(complaint: Complaint) -> State | None:
    """Where the file stood before it ended, for when it resumes as if it never had (T35)."""
    ended = [step.source for step in complaint.steps if step.target in ENDINGS and step.source]
    return ended[-1] if ended else None


def advising(complaint: Complaint, today: date) -> list[Assignment]:
    """Who advises now: the adviser, or the chair and members of the committee."""
    return [
        one
        for one in complaint.assignments
        if one.role in {CaseRole.ADVISER, CaseRole.MEMBER}
        and one.ended_at is None
        and (one.until_on is None or one.until_on >= today)
    ]


def may_hear(complaint: Complaint, today: date) -> frozenset[int]:
    """Who may hear in this file: not involved, and advising when someone advises."""
    advisers = {one.user_id for one in advising(complaint, today)}
    return hearing_rules.may_hear(complaint.track, cleared(complaint), advisers)


def who_hears(actor: Actor, complaint: Complaint) -> Obstacle | None:
    """Why hearing is not the actor's to do, once someone advises (art. 9:15 lid 2 Awb)."""
    advisers = {one.user_id for one in advising(complaint, actor.today)}
    return hearing_rules.hears(complaint.track, actor.user_id, advisers)


def who_waives(actor: Actor, complaint: Complaint) -> Obstacle | None:
    """Why not hearing is not the actor's to decide, once someone advises (art. 9:15 lid 3 Awb)."""
    advisers = {one.user_id for one in advising(complaint, actor.today)}
    return hearing_rules.waives(complaint.track, actor.user_id, advisers)


def confirmed_by_itself(complaint: Complaint) -> bool:
    """Whether who complains sent it on the public form, which says at once that it was received
    (art. 2:17 Awb).
    """
    return complaint.form_token is not None and complaint.recorded_by_id is None


def speaks_to(complaint: Complaint, party: Party) -> Contact:
    """Who gets this party's letters: a representative in place of whom is represented."""
    speakers = (
        one for one in complaint.parties if one.represents_id == party.id and one.refused_on is None
    )
    return next(speakers, party).contact


def mailbox(complaint: Complaint, party: Party, on: date) -> str:
    """Where this party said to be reachable by e-mail (art. 2:8 Awb; R01F); empty otherwise.

    A representative stands in for whom is represented.
    """
    contact = speaks_to(complaint, party)
    given, until = contact.email_consent_on, contact.email_consent_until
    consents = given is not None and given <= on and (until is None or until > on)
    return contact.email if consents else ""


def current_advice(complaint: Complaint) -> Advice | None:
    """The advice of this handling; one of before a reopening is history."""
    since = since_reopening(complaint)
    own = [one for one in complaint.advices if since is None or one.recorded_at >= since]
    return own[-1] if own else None


WITH_RECOMMENDATIONS = frozenset(
    {State.F9, State.F10, State.F11, State.F12, State.F13, State.F16, State.F17, State.F18,
     State.F19}
)  # fmt: skip
"""Before these there are none, and a page need not ask."""


def _recommendation_facts(complaint: Complaint) -> Iterable[RecommendationFacts]:
    if complaint.state not in WITH_RECOMMENDATIONS:
        return
    for one in complaint.recommendations:
        yield RecommendationFacts(
            id=one.id,
            text=one.text,
            origin=one.origin,
            acceptance=one.acceptance,
            owned=one.owner_id is not None,
            due_on=one.due_on,
            done=one.done_on is not None,
        )


def _reminded(complaint: Complaint) -> bool:
    """The reporter was spoken to from our side at least once."""
    return any(one.direction is Direction.OUTGOING for one in complaint.contact_moments)


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


def _first_sent(complaint: Complaint, kind: LetterKind, *, standing: bool = False) -> date | None:
    """``standing``: leaving out what told of an earlier time."""
    days = [
        legally_sent_on(letter)
        for letter in complaint.letters
        if letter.kind is kind and not (standing and _over(complaint, letter))
    ]
    return min((day for day in days if day), default=None)


def supplement_latest(complaint: Complaint) -> date | None:
    """The last day that a term to supplement can have, in a file where it can be asked for."""
    start, _ = _start(complaint)
    if complaint.state not in SUPPLEMENT_FROM or _own_term(complaint):
        return None
    resumed = start.on if start and start.basis in RESUMED_BY else None
    return deadlines.latest_supplement_on(resumed or complaint.received_on, choices.calendar())


def _supplements(complaint: Complaint) -> tuple[ledger.Asked, ...]:
    sent_on = _first_sent(complaint, LetterKind.L03, standing=True)
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
    start, from_on = _start(complaint)
    return ledger.ClockFacts(
        received_on=complaint.received_on,
        kind=complaint.kind,
        written=complaint.written,
        anonymous=anonymous(complaint),
        start=start,
        tracks=tuple(
            deadlines.TrackChoice(decision.track, decision.decided_on)
            for decision in complaint.decisions
            if decision.kind is DecisionKind.TRACK
            and decision.track is not None
            and decision.decided_on >= from_on
        ),
        postponements=tuple(
            deadlines.Postponement(one.weeks, one.notice_complete_on)
            for one in complaint.postponements
            if one.notice_complete_on and one.notice_complete_on >= from_on
        ),
        extensions=tuple(
            deadlines.Extension(one.agreed_until, one.consent_on)
            for one in complaint.extensions
            if one.consent_on >= from_on
        ),
        own_term=_own_term(complaint),
        resumed_on=start.on if start and start.basis in RESUMED_BY else None,
        measures=tuple(_measures(complaint)),
        taken_up_on=complaint.taken_up_on,
        advice_received_on=advice.delivered_on if (advice := current_advice(complaint)) else None,
        supplements=_supplements(complaint),
        invitations=_invitations(complaint),
        acknowledged_on=_first_sent(complaint, LetterKind.L01),
        refusal_possible=refusal_possible(complaint),
        ending=_ending(complaint),
        portal_placed_at=tuple(
            one.sent_at
            for one in complaint.letters
            if one.channel is SendChannel.PORTAL and one.sent_at
        ),
        norms=norms,
    )


def anonymous(complaint: Complaint) -> bool:
    """A report of which nobody knows who made it."""
    return complaint.kind is Kind.REPORT and not any(
        party.kind is PartyKind.COMPLAINANT for party in complaint.parties
    )


def own_report(complaint: Complaint, user_id: int) -> tuple[bool, bool]:
    """Whether this user handled the report behind the complaint, and whether that is a conduct."""
    report = complaint.source
    handled = report is not None and (
        report.handler_id == user_id
        or any(
            one.user_id == user_id and one.role is CaseRole.HANDLER for one in report.assignments
        )
    )
    return handled, any(conduct.about_report for conduct in complaint.conducts)


def _start(complaint: Complaint) -> tuple[deadlines.TermStart | None, date]:
    """Day 0 of the handling term when that is not the receipt, and from when facts count."""
    last = next((one for one in reversed(complaint.steps) if one.event in REOPENING), None)
    if last is not None and last.event in RESUMPTIONS and complaint.resumed_on:
        basis, words = RESUMPTIONS[last.event]
        return deadlines.TermStart(complaint.resumed_on, basis, words), complaint.resumed_on
    if complaint.term_basis is TermBasis.FORWARDED:
        start = complaint.term_start_on, awb("2:24"), told("de interne doorgeleiding")
        return deadlines.TermStart(*start), date.min
    return None, date.min


RESUMPTIONS: dict[Event, tuple[Citation, Dutch]] = {
    Event.RESUME_CASE: (awb("9:8", 1, "f"), "het verzoek om te hervatten"),
    Event.RETRACT: (awb("9:4", 1), "het terugdraaien van de intrekking"),
}
"""After these the term of the law runs anew (law.md T33, T37)."""

RESUMED_BY = frozenset(basis for basis, _ in RESUMPTIONS.values())


def handling_ends(complaint: Complaint, track: Track, today: date) -> tuple[date, date]:
    """Last day of the handling as it is, and as it would be with this way of handling."""
    calendar = choices.calendar()
    facts = clock_facts(complaint, ledger.Norms())
    chosen = replace(facts, tracks=(*facts.tracks, deadlines.TrackChoice(track, today)))
    ends = [
        ledger.current(ledger.ledger(one, calendar), DeadlineKind.HANDLING)
        for one in (facts, chosen)
    ]
    now, then = (one.legal_end if one else complaint.received_on for one in ends)
    return now, then


def _own_term(complaint: Complaint) -> ledger.OwnTerm | None:
    """A reopened file has no term of the law, only the day that the board set (T38)."""
    last = next((one for one in reversed(complaint.steps) if one.event in REOPENING), None)
    if last is None or last.event is not Event.REOPEN or complaint.own_term_on is None:
        return None
    return ledger.OwnTerm(local_day(last.at), complaint.own_term_on)


def _measures(complaint: Complaint) -> Iterable[ledger.Measure]:
    if complaint.state not in WITH_RECOMMENDATIONS:
        return
    for one in complaint.recommendations:
        accepted = one.acceptance in {Acceptance.ACCEPTED, Acceptance.PARTLY}
        if accepted and one.due_on and one.answered_on:
            yield ledger.Measure(one.answered_on, one.due_on)


def closing_letter_came_back(complaint: Complaint) -> bool:
    """Art. 2:11: a letter that came back did not go out, so the file still asks for something."""
    return any(
        letter.state is LetterState.SENT and legally_sent_on(letter) is None
        for letter in complaint.letters
        if letter.kind in {LetterKind.L05A, LetterKind.L05B, LetterKind.L15}
    )


def refusal_possible(complaint: Complaint) -> bool:
    """Whether a notice of not taking up can still be owed (art. 9:8 lid 3 Awb)."""
    before = complaint.state in UNDECIDED
    return before or (refused_untold(complaint) and complaint.state not in ENDED)


def refused_untold(complaint: Complaint) -> bool:
    """Something is refused, and not every complainant has the notice (art. 9:8 lid 3 Awb)."""
    if not any(one.screening is ScreeningOutcome.REFUSED for one in complaint.conducts):
        return False
    told = {
        letter.party_id
        for letter in complaint.letters
        if letter.kind is LetterKind.L05A
        and legally_sent_on(letter)
        and not _over(complaint, letter)
    }
    # A representative has the letter of whom is represented, under the own name.
    spoken_for = {one.represents_id for one in complaint.parties if one.id in told}
    owed = {one.id for one in complaint.parties if one.kind is PartyKind.COMPLAINANT}
    return not owed <= told | spoken_for


# --- duties ---------------------------------------------------------------------------------


def duty_facts(
    complaint: Complaint, derived: Sequence[deadlines.Deadline], running: Container[DeadlineKind]
) -> duties.FileFacts:
    """What is left to do in this file: read from what its clocks were read from, and from hearings
    and the ombudsman only where there can be any.
    """
    since = since_reopening(complaint)
    ends = {line.kind: line for line in derived if line.kind in running}
    return duties.FileFacts(
        state=complaint.state,
        handler_id=complaint.handler_id,
        ends=ends,
        advised=complaint.track in {Track.ADVISER, Track.COMMITTEE},
        **_board_left(complaint),
        refused_untold=refused_untold(complaint),
        conducts=tuple(_conducts_left(complaint)),
        letters=tuple(_letters_left(complaint)),
        hearings=tuple(_hearings_left(complaint)),
        postponements=tuple(
            one.id
            for one in complaint.postponements
            if not one.notice_complete_on and not one.withdrawn_on
        ),
        concluded=any(
            one.kind is DecisionKind.CONCLUSION
            for one in complaint.decisions
            if since is None or one.recorded_at >= since
        ),
        recommendations=tuple(_recommendations_left(complaint)),
        questions=tuple(_questions_left(complaint)),
        submissions=tuple(
            duties.SubmissionLeft(one.id, one.kind, local_day(one.submitted_at))
            for one in complaint.submissions
            if one.outcome is None
        ),
    )


def _conducts_left(complaint: Complaint) -> Iterable[duties.ConductLeft]:
    for one in complaint.conducts:
        if one.screening not in NOT_HANDLED:
            yield duties.ConductLeft(
                id=one.id,
                number=one.position,
                older_undecided=one.time_outcome is TimeOutcome.OLDER and one.screening is None,
                judged=one.judgement is not None,
            )


def _letters_left(complaint: Complaint) -> Iterable[duties.LetterLeft]:
    for letter in complaint.letters:
        sent = letter.state is LetterState.SENT
        if letter.state is LetterState.WITHDRAWN or (sent and legally_sent_on(letter)):
            continue
        if not _over(complaint, letter):
            yield duties.LetterLeft(
                id=letter.id,
                kind=letter.kind,
                final=letter.state is LetterState.FINAL,
                came_back=sent,
                untold=sent and letter.channel is SendChannel.PORTAL,
                by_approver=BY_KIND[letter.kind].approval,
            )


def _hearings_left(complaint: Complaint) -> Iterable[duties.HearingLeft]:
    if complaint.state not in INQUIRY:
        return
    for one in complaint.hearings:
        held = one.status is HearingStatus.HELD
        if one.status in HEARING_OVER or (held and one.report_final_on):
            continue
        yield duties.HearingLeft(
            id=one.id,
            on=local_day(one.planned_at),
            held=held,
            reply_by=None if one.answer else one.reply_by,
        )


def _recommendations_left(complaint: Complaint) -> Iterable[duties.RecommendationLeft]:
    if complaint.state not in WITH_RECOMMENDATIONS:
        return
    for one in complaint.recommendations:
        if one.acceptance is Acceptance.REJECTED or one.done_on:
            continue
        yield duties.RecommendationLeft(
            id=one.id,
            origin=one.origin,
            accepted=one.acceptance is not None,
            owner_id=one.owner_id,
            due_on=one.due_on,
        )


def _questions_left(complaint: Complaint) -> Iterable[duties.QuestionLeft]:
    if not complaint.with_ombudsman:
        return
    for case in complaint.ombudsman_cases:
        if case.closed_on:
            continue
        if case.findings_due_on:
            yield duties.QuestionLeft(f"findings:{case.id}", case.findings_due_on)
        for one in case.questions:
            if one.answered_on is None:
                yield duties.QuestionLeft(f"question:{one.id}", one.due_on)
