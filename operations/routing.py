"""Who handles the complaint: the board itself, an adviser or a committee (law.md T18 to T22)."""

from dataclasses import replace
from datetime import date

from models import Assignment, Committee, CommitteeMember, Complaint, Party, User, db
from operations import access, audit, filing, judging
from operations.clock import now
from operations.steps import StepData
from operations.transaction import claim_file, transaction
from queries import cases, committees, complaints
from queries.actors import actor_for
from rules import procedure
from rules.committee import Person, likenesses
from rules.errors import Invalid, Obstacle, Refusal
from rules.law import SCHEME, awb
from rules.permissions import Actor
from rules.separation import not_the_units_own_leader, statement_needed
from rules.vocabulary import (
    ADVISING,
    CaseRole,
    CommitteeRole,
    DecisionKind,
    Event,
    Permission,
    Role,
    ScreeningOutcome,
    Track,
)
from rules.wording import told
from text import fold


def handle_own(actor: Actor, complaint: Complaint, data: StepData) -> None:
    """T18: the board decides to handle the complaint itself."""
    _decide(actor, complaint, data, Track.OWN)


def appoint_adviser(actor: Actor, complaint: Complaint, data: StepData) -> None:
    """T19: one person handles the complaint and advises on it (art. 9:14 lid 1 Awb)."""
    user = db.session.get(User, data.adviser_id) if data.adviser_id else None
    if user is None:
        raise Invalid(adviser_id="Kies wie adviseert.")
    _weigh(actor, complaint, [(user, None)], data)
    _decide(actor, complaint, data, Track.ADVISER)
    _seat(actor, complaint, user, CaseRole.ADVISER, None)


def appoint_committee(actor: Actor, complaint: Complaint, data: StepData) -> None:
    """T20: a chair and two members without (recent) ties handle it and advise (the scheme)."""
    committee = db.session.get(Committee, data.committee_id) if data.committee_id else None
    if committee is None:
        raise Invalid(committee_id="Kies de commissie.")
    sitting = committees.sitting_members(committee.id, actor.today)
    if found := committees.composition(committee.id, actor.today):
        raise Refusal(replace(found, repair=f"committee:{committee.id}"))
    _weigh(actor, complaint, [(one.user, one) for one in sitting], data)
    _decide(actor, complaint, data, Track.COMMITTEE)
    complaint.committee_id = committee.id
    for one in sitting:
        _seat(actor, complaint, one.user, CaseRole.MEMBER, one.role)


def resume_own(actor: Actor, complaint: Complaint, data: StepData) -> None:
    """T22: the adviser or committee falls away; the board takes the handling back."""
    if not data.told.strip():
        raise Invalid(reason="Leg uit waarom de adviseur of commissie wegvalt.")
    _decide(actor, complaint, data, Track.OWN)
    for one in cases.advising(complaint, actor.today):
        _end(one, data.told)
    complaint.committee_id = None


def _decide(actor: Actor, complaint: Complaint, data: StepData, track: Track) -> None:
    if data.decision is None:
        raise Invalid(decided_on="Vul in wanneer het bestuur besloot.")
    if track is not Track.OWN and not data.decision.reason.strip():
        raise Invalid(reason="Leg uit waarom: de klager krijgt dat te lezen (art. 9:15 lid 1).")
    judging.decide(actor, complaint, DecisionKind.TRACK, data.decision, track)
    complaint.track = track
    for conduct in complaint.conducts:
        conduct.screening = conduct.screening or ScreeningOutcome.TAKEN_UP


# --- who may advise -------------------------------------------------------------------------


def _weigh(
    actor: Actor,
    complaint: Complaint,
    people: list[tuple[User, CommitteeMember | None]],
    data: StepData,
) -> None:
    """Everything against these people at once; what a person may weigh gives way to a reason."""
    stated = bool(data.decision and data.decision.advisers_stated)
    found: list[Obstacle] = []
    for user, member in people:
        found += against(complaint, user, member, actor.today, stated=stated)
    procedure.give_way(found, data.reason)


def against(
    complaint: Complaint, user: User, member: CommitteeMember | None, today: date, *, stated: bool
) -> list[Obstacle]:
    """What stands in the way of this person advising in this file (R026, R055, SOD2, SOD8)."""
    adviser = actor_for(user, today)
    if not user.active or not adviser.may(Permission.ADVICE_WRITE):
        text = told("%(name)s heeft niet de rol adviseur of commissielid.", name=user.name)
        return [Obstacle(text, SCHEME)]
    involved = complaints.relation(adviser, complaint).involved
    leads = Role.TEAM_LEADER in adviser.roles and adviser.unit_id == complaint.unit_id
    role = CaseRole.MEMBER if member else CaseRole.ADVISER
    found = [
        statement_needed(involved if involved or stated else None),
        not_the_units_own_leader(leads and adviser.unit_id is not None, role),
    ]
    named = [replace(one, text=f"{user.name}: {one.text}") for one in found if one]
    if member is not None:
        named += [
            # The board puts on record at the tie itself why it is not recent.
            replace(one, text=f"{user.name}: {one.text}", overridable=False,
                    repair=f"member:{member.id}")
            for one in committees.against(member, today)
        ]  # fmt: skip
    return [*named, *likenesses(_as_person(user), map(_contact, complaint.parties))]


def _as_person(user: User) -> Person:
    return Person(
        user.name, fold(user.name).split()[-1], user.email.casefold(),
        fold(user.unit.name) if user.unit else "",
    )  # fmt: skip


def _contact(party: Party) -> Person:
    contact = party.contact
    return Person(
        cases.display_name(contact), fold(contact.family_name), contact.email.casefold(),
        fold(contact.unit.name) if contact.unit else "",
    )  # fmt: skip


def _seat(
    actor: Actor, complaint: Complaint, user: User, role: CaseRole, seat: CommitteeRole | None
) -> None:
    judging.state_uninvolved(actor, complaint, {user.id})
    complaint.assignments.append(
        Assignment(user_id=user.id, role=role, seat=seat, from_on=actor.today)
    )
    db.session.flush()
    audit.record(actor, "complaint:appointed", complaint, user, role=role.value)


def _end(one: Assignment, reason: str) -> None:
    """The access ends at this very moment, not at the end of the day (SOD9)."""
    one.ended_at, one.ended_reason = now(), reason


def replace_adviser(
    actor: Actor,
    complaint_id: int,
    version: int,
    leaving_id: int | None,
    user_id: int | None,
    *,
    seat: CommitteeRole | None,
    stated: bool,
    reason: str,
) -> None:
    """Let someone who advises go, put another in the empty place, or both (R054).

    Who leaves does not see the file any more, from this moment.
    """
    with transaction():
        complaint = claim_file(complaint_id, version)
        facts = cases.facts(complaint, actor)
        row = procedure.row_of(Event.APPOINT_COMMITTEE)
        access.require(actor, row.permission_for(facts), complaint)
        if complaint.state not in ADVISING or not facts.advised:
            raise Refusal("Er is nu niemand die adviseert.", basis=awb("9:14", 1))
        if not reason.strip():
            raise Invalid(reason="Leg uit waarom.")
        advising = cases.advising(complaint, actor.today)
        leaving = next((one for one in advising if one.user_id == leaving_id), None)
        if leaving_id and leaving is None:
            raise Invalid(leaving_id="Deze persoon adviseert niet in dit dossier.")
        if leaving is not None:
            _end(leaving, reason)
            seat = seat or leaving.seat
        if user_id is not None:
            _put_in(actor, complaint, user_id, seat, stated=stated, reason=reason)
        filing.settle(complaint)
        audit.record(
            actor, "complaint:replaced", complaint, complaint, left=leaving_id, came=user_id
        )


def _put_in(
    actor: Actor,
    complaint: Complaint,
    user_id: int,
    seat: CommitteeRole | None,
    *,
    stated: bool,
    reason: str,
) -> None:
    user = db.session.get(User, user_id)
    if user is None or any(
        one.user_id == user_id for one in cases.advising(complaint, actor.today)
    ):
        raise Invalid(user_id="Kies iemand die nog niet adviseert in dit dossier.")
    committee = complaint.track is Track.COMMITTEE
    if committee and seat is None:
        raise Invalid(seat="Kies voorzitter of lid.")
    member = committees.membership(complaint.committee_id, user_id, actor.today)
    procedure.give_way(against(complaint, user, member, actor.today, stated=stated), reason)
    role = CaseRole.MEMBER if committee else CaseRole.ADVISER
    _seat(actor, complaint, user, role, seat if committee else None)
