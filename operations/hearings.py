"""Plans, holds, reports and leaves out hearings (art. 9:10 Awb)."""

from dataclasses import dataclass
from datetime import date, datetime

from models import Complaint, Hearing, HearingWaiver, Letter, Party, db
from operations import access, audit, filing
from operations.clock import now
from operations.transaction import claim, claim_file, transaction
from queries import cases, choices
from rules.errors import Invalid, NotFound, Refusal
from rules.hearing import Decider, WaiverFacts, waiver_obstacles
from rules.law import awb
from rules.permissions import Actor
from rules.vocabulary import (
    CaseRole,
    HearingForm,
    HearingStatus,
    LetterKind,
    Permission,
    State,
    Track,
    WaiverGround,
)

STATES = frozenset({State.F5, State.F6, State.F7, State.F8})
"""Hearings are planned from the moment that the complaint is taken up."""


@dataclass(frozen=True)
class Plan:
    """When, where and how someone is heard, and until when they can answer."""

    party_id: int
    planned_at: datetime
    form: HearingForm
    place: str
    reply_by: date | None = None


@dataclass(frozen=True)
class Record:
    """What happened at a hearing."""

    held_at: datetime
    minutes: int
    heard_by_id: int
    present: str
    report: str
    final: bool = False
    comments: str = ""


def _open(complaint: Complaint) -> None:
    if complaint.state not in STATES:
        raise Refusal(
            "Horen kan pas als de klacht in behandeling is, en tot het onderzoek is afgerond.",
            basis=awb("9:10", 1),
        )


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
        party = _party(complaint, data.party_id)
        _check_plan(data, actor.today)
        hearing = Hearing(party=party, **{k: x for k, x in vars(data).items() if k != "party_id"})
        complaint.hearings.append(hearing)
        db.session.flush()
        audit.record(actor, "hearing:planned", complaint, hearing, form=data.form.value)
        filing.settle(complaint)
        return hearing.id


def _check_plan(data: Plan, today: date) -> None:
    wrong: dict[str, str] = {}
    if data.planned_at < now():
        wrong["planned_at"] = "Een gesprek plan je in de toekomst."
    if not data.place.strip():
        wrong["place"] = "Vul de plaats, het telefoonnummer of de link in."
    if data.reply_by and data.reply_by < today:
        wrong["reply_by"] = "De reactiedatum ligt in het verleden."
    if data.reply_by and data.reply_by > cases.local_day(data.planned_at):
        wrong["reply_by"] = "De reactiedatum ligt na het gesprek."
    if wrong:
        raise Invalid(**wrong)


def _claim(actor: Actor, hearing_id: int, version: int) -> tuple[Hearing, Complaint]:
    hearing = db.session.get(Hearing, hearing_id)
    if hearing is None:
        raise NotFound
    complaint = claim_file(hearing.complaint_id, None)
    access.require(actor, Permission.HEARING_HOLD, complaint)
    _open(complaint)
    return claim(hearing, version), complaint


def cancel(actor: Actor, hearing_id: int, version: int) -> None:
    """Call off a planned hearing; it stays in the history."""
    with transaction():
        hearing, complaint = _claim(actor, hearing_id, version)
        if hearing.status is not HearingStatus.PLANNED:
            raise Refusal("Alleen een gepland gesprek kan worden afgezegd.", basis=awb("9:10", 1))
        hearing.status = HearingStatus.CANCELLED
        audit.record(actor, "hearing:cancelled", complaint, hearing)
        filing.settle(complaint)


def record(actor: Actor, hearing_id: int, version: int, data: Record) -> None:
    """Write down that someone was heard, and the report (art. 9:10 lid 3 Awb).

    A report that is final does not change any more.
    """
    with transaction():
        hearing, complaint = _claim(actor, hearing_id, version)
        if hearing.status is HearingStatus.CANCELLED:
            raise Refusal("Dit gesprek is afgezegd.", basis=awb("9:10", 1))
        if hearing.report_final_on:
            raise Refusal("Dit verslag is vastgesteld en verandert niet meer.",
                          basis=awb("9:10", 3))  # fmt: skip
        if data.held_at > now():
            raise Invalid(held_at="Een gesprek kan niet in de toekomst zijn gehouden.")
        if data.final and not data.report.strip():
            raise Invalid(report="Schrijf eerst het verslag.")
        if data.heard_by_id not in cases.cleared(complaint):
            raise Invalid(heard_by_id="Wie hoort, moet verklaard hebben niet betrokken te zijn "
                                      "(art. 9:7 lid 1 Awb).")  # fmt: skip
        hearing.status = HearingStatus.HELD
        for name in ("held_at", "minutes", "heard_by_id", "present", "report", "comments"):
            setattr(hearing, name, getattr(data, name))
        hearing.report_final_on = actor.today if data.final else None
        audit.record(actor, "hearing:recorded", complaint, hearing, final=data.final)
        filing.settle(complaint)


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
    adviser = any(
        one.user_id == actor.user_id
        and one.role in {CaseRole.ADVISER, CaseRole.MEMBER}
        and (one.until_on is None or one.until_on >= actor.today)
        for one in complaint.assignments
    )
    invited_on, reply_due_on = _invitation(complaint.letters, party)
    return WaiverFacts(
        party=party.kind,
        ground=data.ground,
        decided_on=actor.today,
        decided_by=Decider.ADVISER if adviser else Decider.HANDLER,
        track=complaint.track or Track.OWN,
        reason=data.evidence,
        declared_on=data.declared_on,
        invited_on=invited_on,
        reply_due_on=reply_due_on,
        reasonable_days=choices.norms().hearing_reply_days,
    )


def _invitation(letters: list[Letter], party: Party) -> tuple[date | None, date | None]:
    """When the party was last invited, and until when it could answer."""
    for letter in reversed(letters):
        sent_on = cases.legally_sent_on(letter)
        invites = letter.kind in {LetterKind.L08A, LetterKind.L08B} and letter.hearing is not None
        if invites and letter.party_id == party.id and sent_on and letter.hearing:
            return sent_on, letter.hearing.reply_by
    return None, None
