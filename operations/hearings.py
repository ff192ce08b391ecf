"""Plans, holds, reports and leaves out hearings (art. 9:10 Awb)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from models import Complaint, Hearing, HearingWaiver, Letter, Party, db
from operations import access, audit, filing, invitations
from operations.clock import now
from operations.transaction import claim, claim_file, transaction
from queries import cases, choices, complaints
from rules.errors import Invalid, NotFound, Refusal
from rules.hearing import (
    FOLLOWS,
    Decider,
    OverFacts,
    WaiverFacts,
    advised,
    comments_awaited,
    over_obstacles,
    plan_problems,
    settles_report,
    waiver_obstacles,
)
from rules.hearing import shown as evidence
from rules.law import awb
from rules.permissions import Actor
from rules.procedure import seats_filled
from rules.vocabulary import (
    HEARING_OVER,
    INQUIRY,
    AfterHearing,
    Answer,
    CommitteeRole,
    HearingForm,
    HearingStatus,
    LetterKind,
    LetterState,
    Permission,
    Track,
    WaiverGround,
)
from rules.wording import told


@dataclass(frozen=True)
class Plan:
    """When, where and how someone is heard, by whom, and until when they can answer."""

    party_id: int
    planned_at: datetime
    form: HearingForm
    place: str
    reply_by: date | None = None
    minutes: int | None = None
    participants: str = ""
    heard_by_id: int | None = None
    """None: the whole committee, or the one adviser, or not known yet."""


@dataclass(frozen=True)
class Over:
    """Why a hearing does not take place, and what follows."""

    reason: str
    follows: AfterHearing = AfterHearing.ANEW


@dataclass(frozen=True)
class Record:
    """What happened at a hearing."""

    held_at: datetime
    minutes: int
    heard_by_id: int | None
    present: str
    report: str
    final: bool = False
    comments: str = ""


def _open(complaint: Complaint) -> None:
    if complaint.state not in INQUIRY:
        raise Refusal(
            "Horen kan pas als de klacht in behandeling is, en tot het onderzoek is afgerond.",
            basis=awb("9:10", 1),
        )


def _theirs(actor: Actor, complaint: Complaint) -> None:
    """Let through who hears: whoever advises, once someone does (art. 9:15 lid 2 Awb)."""
    if obstacle := cases.who_hears(actor, complaint):
        raise Refusal(obstacle)


def _party(complaint: Complaint, party_id: int) -> Party:
    found = next((one for one in complaint.parties if one.id == party_id), None)
    if found is None:
        raise Invalid(party_id="Kies iemand uit dit dossier.")
    return found


def plan(actor: Actor, complaint_id: int, data: Plan, version: int | None = None) -> int:
    """Plan a hearing with one party. Returns its id; the invitation is a letter of its own."""
    with transaction():
        complaint = claim_file(complaint_id, version)
        access.require(actor, Permission.HEARING_HOLD, complaint)
        _open(complaint)
        _theirs(actor, complaint)
        hearing = _planned(actor, complaint, data)
        invitations.tell(hearing)
        audit.record(actor, "hearing:planned", complaint, hearing, form=data.form.value)
        filing.settle(complaint)
        return hearing.id


def _planned(actor: Actor, complaint: Complaint, data: Plan, **more: Any) -> Hearing:
    party = _party(complaint, data.party_id)
    wrong = plan_problems(data.planned_at, now(), data.form, data.place, data.reply_by)
    heard_by = _hearer(actor, complaint, data.heard_by_id, wrong)
    if wrong:
        raise Invalid(**wrong)
    _whole(actor, complaint)
    hearing = Hearing(
        party=party,
        planned_at=data.planned_at,
        minutes=data.minutes,
        form=data.form,
        place=data.place,
        reply_by=data.reply_by,
        participants=data.participants.strip()
        or f"{cases.display_name(party.contact)}, {party.kind.label}",
        **heard_by,
        **more,
    )
    complaint.hearings.append(hearing)
    db.session.flush()
    return hearing


def _whole(actor: Actor, complaint: Complaint) -> None:
    """The scheme: a committee hears with a chair and two members (R054)."""
    if obstacle := seats_filled(cases.facts(complaint, actor)):
        raise Refusal(obstacle)


def _hearer(
    actor: Actor, complaint: Complaint, user_id: int | None, wrong: dict[str, str]
) -> dict[str, Any]:
    """Who hears, as columns. Of a committee all of them do, unless it leaves it to one
    (art. 9:15 lid 2 Awb); a single adviser need not be chosen.
    """
    allowed = cases.may_hear(complaint, actor.today)
    if user_id is not None and user_id not in allowed:
        wrong["heard_by_id"] = told(
            "Wie hoort, moet verklaard hebben niet betrokken te zijn, en adviseren als er een "
            "adviseur of commissie is (art. 9:7 lid 1 en 9:15 lid 2 Awb)."
        )
    if user_id is not None or not advised(complaint.track):
        return {"heard_by_id": user_id, "heard_by_all": False}
    advisers = cases.advising(complaint, actor.today)
    first = next((one for one in advisers if one.seat is CommitteeRole.CHAIR), None)
    first = first or next(iter(advisers), None)
    whole = complaint.track is Track.COMMITTEE
    if first is not None and {one.user_id for one in advisers if whole or one is first} - allowed:
        wrong["heard_by_id"] = told("Niet ieder die adviseert, verklaarde niet betrokken te zijn.")
    return {"heard_by_id": first.user_id if first else None, "heard_by_all": whole}


def _claim(actor: Actor, hearing_id: int, version: int) -> tuple[Hearing, Complaint]:
    hearing = db.session.get(Hearing, hearing_id)
    if hearing is None:
        raise NotFound
    complaint = claim_file(hearing.complaint_id, None)
    access.require(actor, Permission.HEARING_HOLD, complaint)
    _open(complaint)
    return claim(hearing, version), complaint


def _claim_planned(actor: Actor, hearing_id: int, version: int) -> tuple[Hearing, Complaint]:
    hearing, complaint = _claim(actor, hearing_id, version)
    if hearing.status is not HearingStatus.PLANNED:
        raise Refusal(
            told(
                "Alleen een gepland gesprek kan nog veranderen; dit is %(status)s.",
                status=hearing.status,
            ),
            basis=awb("9:10", 1),
        )
    return hearing, complaint


def answer(actor: Actor, hearing_id: int, version: int, said: Answer, answered_on: date) -> None:
    """Write down what an invited person answered; whoever keeps the file may, also of a committee.

    An answer is no hearing: art. 9:15 lid 2 does not keep it from the coordinator.
    """
    with transaction():
        hearing, complaint = _claim_planned(actor, hearing_id, version)
        if cases.who_hears(actor, complaint):
            access.require(actor, Permission.COMPLAINT_EDIT, complaint)
        if not complaint.received_on <= answered_on <= actor.today:
            raise Invalid(answered_on="Kies een dag tussen de ontvangst van de klacht en vandaag.")
        hearing.answer, hearing.answered_on = said, answered_on
        filing.settle(complaint)
        audit.record(actor, "hearing:answered", complaint, hearing, answer=said.value)


def move(actor: Actor, hearing_id: int, version: int, data: Plan, reason: str) -> int:
    """Move a hearing: the old day stays on record, with why. Returns the id of the new one.

    It needs an invitation of its own; in calendars it is the same entry on another day.
    """
    with transaction():
        hearing, complaint = _claim_planned(actor, hearing_id, version)
        _theirs(actor, complaint)
        if not reason.strip():
            raise Invalid(reason=WHY)
        told = invitations.guests(hearing)
        data = replace(data, party_id=hearing.party_id)
        later = _planned(
            actor, complaint, data, moved_from_id=hearing.id, sequence=hearing.sequence + 1
        )
        _over(actor, hearing, HearingStatus.MOVED, reason, AfterHearing.ANEW)
        invitations.tell(later, was=told)
        filing.settle(complaint)
        audit.record(actor, "hearing:moved", complaint, hearing, to=later.id)
        return later.id


WHY = told("Leg uit waarom het gesprek niet doorging.")


def cancel(actor: Actor, hearing_id: int, version: int, data: Over) -> None:
    """Call off a planned hearing; it stays in the history, with why and what follows."""
    with transaction():
        hearing, complaint = _claim_planned(actor, hearing_id, version)
        _theirs(actor, complaint)
        _end(actor, hearing, HearingStatus.CANCELLED, data)
        filing.settle(complaint)
        audit.record(actor, "hearing:cancelled", complaint, hearing, follows=data.follows.value)


def no_show(actor: Actor, hearing_id: int, version: int, data: Over) -> None:
    """Record that someone did not come, and what follows (law.md T26, T27)."""
    with transaction():
        hearing, complaint = _claim_planned(actor, hearing_id, version)
        _theirs(actor, complaint)
        if hearing.planned_at > now():
            raise Refusal("Het gesprek moet nog komen. Verzet het, of zeg het af.",
                          basis=awb("9:10", 1))  # fmt: skip
        _end(actor, hearing, HearingStatus.NO_SHOW, data)
        filing.settle(complaint)
        audit.record(actor, "hearing:no_show", complaint, hearing, follows=data.follows.value)


def _end(actor: Actor, hearing: Hearing, status: HearingStatus, data: Over) -> None:
    if not data.reason.strip():
        raise Invalid(reason=WHY)
    if data.follows not in FOLLOWS[status]:
        raise Invalid(follows="Dit kan hier niet volgen.")
    if obstacles := over_obstacles(_over_facts(actor, hearing, status, data)):
        raise Refusal(*obstacles)
    told = invitations.guests(hearing)
    hearing.sequence += 1
    _over(actor, hearing, status, data.reason, data.follows)
    if status is HearingStatus.CANCELLED:
        invitations.tell(hearing, was=told)


def _over_facts(actor: Actor, hearing: Hearing, status: HearingStatus, data: Over) -> OverFacts:
    complaint, party = hearing.complaint, hearing.party
    silent = Waiver(party.id, WaiverGround.NO_REPLY, data.reason)
    # Who decides not to hear comes later, with that decision itself.
    silence = evidence(_waiver_facts(actor, complaint, party, silent))
    return OverFacts(
        party=party.kind,
        status=status,
        follows=data.follows,
        invited=any(_invites(one, hearing) for one in complaint.letters),
        silence=(silence,) if silence else (),
    )


def _over(
    actor: Actor, hearing: Hearing, status: HearingStatus, reason: str, follows: AfterHearing
) -> None:
    """It does not take place; an invitation that did not go out yet lapses with it."""
    hearing.status, hearing.over_reason, hearing.over_next = status, reason, follows
    for letter in hearing.complaint.letters:
        if letter.hearing is hearing and letter.state in {LetterState.DRAFT, LetterState.FINAL}:
            letter.state = LetterState.WITHDRAWN
            audit.record(actor, "letter:withdrawn", hearing.complaint, letter)


def record(actor: Actor, hearing_id: int, version: int, data: Record) -> None:
    """Write down that someone was heard, and the report (art. 9:10 lid 3 Awb).

    A report that is final does not change any more.
    """
    with transaction():
        hearing, complaint = _claim(actor, hearing_id, version)
        _theirs(actor, complaint)
        if hearing.status in HEARING_OVER:
            raise Refusal(
                told("Dit gesprek is %(status)s.", status=hearing.status), basis=awb("9:10", 1)
            )
        if hearing.status is HearingStatus.PLANNED:
            _whole(actor, complaint)
        if hearing.report_final_on:
            raise Refusal("Dit verslag is vastgesteld en verandert niet meer.",
                          basis=awb("9:10", 3))  # fmt: skip
        wrong: dict[str, str] = {}
        if data.held_at > now():
            wrong["held_at"] = told("Een gesprek kan niet in de toekomst zijn gehouden.")
        if data.final and not data.report.strip():
            wrong["report"] = told("Schrijf eerst het verslag.")
        heard_by = _hearer(actor, complaint, data.heard_by_id, wrong)
        if heard_by["heard_by_id"] is None:
            wrong["heard_by_id"] = told("Kies wie heeft gehoord.")
        if wrong:
            raise Invalid(**wrong)
        if data.final:
            _settle(actor, hearing, data)
        hearing.status = HearingStatus.HELD
        for name in ("held_at", "minutes", "present", "report", "comments"):
            setattr(hearing, name, getattr(data, name))
        hearing.heard_by_id, hearing.heard_by_all = heard_by.values()
        hearing.report_final_on = actor.today if data.final else None
        audit.record(actor, "hearing:recorded", complaint, hearing, final=data.final)
        filing.settle(complaint)


def _settle(actor: Actor, hearing: Hearing, data: Record) -> None:
    """Who makes the report final, and that whoever was asked had time to comment on it."""
    complaint = hearing.complaint
    advisers = cases.advising(complaint, actor.today)
    seat = next((one.seat for one in advisers if one.user_id == actor.user_id), None)
    days = choices.norms().hearing_reply_days
    found = (
        settles_report(complaint.track, seat),
        comments_awaited(hearing.comment_asked_on, data.comments, actor.today, days),
    )
    if obstacles := [one for one in found if one]:
        raise Refusal(*obstacles)


@dataclass(frozen=True)
class Waiver:
    """Why someone is not heard."""

    party_id: int
    ground: WaiverGround
    evidence: str
    declared_on: date | None = None


def waive(actor: Actor, complaint_id: int, data: Waiver, version: int | None = None) -> None:
    """Record that someone is not heard, on a ground that is theirs (art. 9:10 lid 2 Awb).

    Raises Refusal with everything that stands in the way, and NotPermitted for whoever may not
    decide this.
    """
    with transaction():
        complaint = claim_file(complaint_id, version)
        own_wish = data.ground is WaiverGround.OWN_WISH
        needed = Permission.HEARING_HOLD if own_wish else Permission.HEARING_WAIVE
        access.require(actor, needed, complaint)
        if own_wish and cases.who_hears(actor, complaint):
            # A declaration that comes in, like an answer; no decision not to hear.
            access.require(actor, Permission.COMPLAINT_EDIT, complaint)
        _open(complaint)
        party = _party(complaint, data.party_id)
        if not data.evidence.strip():
            raise Invalid(evidence="Leg vast waaruit dit blijkt.")
        if any(one.party_id == party.id for one in complaint.waivers):
            raise Refusal("Voor deze persoon is dit al vastgelegd.", basis=awb("9:10", 2))
        if obstacles := waiver_obstacles(_waiver_facts(actor, complaint, party, data)):
            raise Refusal(*obstacles)
        waiver = HearingWaiver(
            party=party,
            ground=data.ground,
            evidence=data.evidence,
            decided_by_id=actor.user_id,
            decided_on=actor.today,
        )
        complaint.waivers.append(waiver)
        filing.settle(complaint)
        audit.record(actor, "hearing:waived", complaint, waiver, ground=data.ground.value)


def _waiver_facts(actor: Actor, complaint: Complaint, party: Party, data: Waiver) -> WaiverFacts:
    adviser = any(one.user_id == actor.user_id for one in cases.advising(complaint, actor.today))
    invited_on, invited_to = _invitation(complaint.letters, party)
    return WaiverFacts(
        party=party.kind,
        ground=data.ground,
        decided_on=actor.today,
        decided_by=Decider.ADVISER if adviser else Decider.HANDLER,
        track=complaint.track or Track.OWN,
        reason=data.evidence,
        declared_on=data.declared_on,
        invited_on=invited_on,
        reply_due_on=invited_to.reply_by if invited_to else None,
        replied_on=invited_to.answered_on if invited_to else None,
        reasonable_days=choices.norms().hearing_reply_days,
    )


def _invitation(letters: list[Letter], party: Party) -> tuple[date | None, Hearing | None]:
    """When the party was last invited, and to which hearing."""
    for letter in reversed(letters):
        if letter.party_id == party.id and letter.hearing and _invites(letter, letter.hearing):
            return cases.legally_sent_on(letter), letter.hearing
    return None, None


def _invites(letter: Letter, hearing: Hearing) -> bool:
    """Whether this letter invited to that hearing, and counts as sent."""
    kinds = {LetterKind.L08A, LetterKind.L08B}
    sent = cases.legally_sent_on(letter) is not None
    return letter.kind in kinds and letter.hearing is hearing and sent


# --- in calendars ---------------------------------------------------------------------------


def calendar_entry(actor: Actor, complaint_id: int, hearing_id: int) -> tuple[str, str, str]:
    """One hearing to go along with a letter: file name, calendar text, and its METHOD."""
    complaint = complaints.get(actor, complaint_id)
    hearing = db.session.get(Hearing, hearing_id)
    if complaint is None or hearing is None or hearing.complaint_id != complaint.id:
        raise NotFound
    name, text, method = invitations.loose(complaint, hearing)
    return name, text, method.value
