"""Offers the steps of the procedure, and takes them."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from models import Complaint, Extension, Postponement, Submission, db
from operations import access, conversion, documents, endings, filing, informal, routing
from operations.clock import now
from operations.steps import StepData
from operations.transaction import claim_file, transaction
from queries import cases, choices, complaints
from rules import deadlines, procedure
from rules.case import CaseFacts
from rules.errors import Invalid, Obstacle, Refusal
from rules.permissions import Actor, Relation, reaches
from rules.procedure import Transition
from rules.vocabulary import DeadlineKind, Event, SubmissionChoice, Track
from rules.wording import told

__all__ = ["ACTS", "Offer", "StepData", "apply", "offers"]


@dataclass(frozen=True)
class Offer:
    """One step as the page shows it: possible, possible with a reason, or not yet."""

    row: Transition
    obstacles: tuple[Obstacle, ...]

    @property
    def possible(self) -> bool:
        return not self.obstacles

    @property
    def with_reason(self) -> bool:
        return bool(self.obstacles) and all(one.overridable for one in self.obstacles)


def offers(
    complaint: Complaint,
    actor: Actor,
    facts: CaseFacts | None = None,
    relation: Relation | None = None,
) -> list[Offer]:
    """The steps this user may take now, asked of the same rows that ``apply`` obeys.

    A page that already has the facts and the relation hands them over.
    """
    facts = facts or cases.facts(complaint, actor)
    relation = relation or complaints.relation(actor, complaint)
    return [
        Offer(row, row.obstacles(facts))
        for row in procedure.transitions_from(complaint.state)
        if reaches(actor.scope(row.permission_for(facts)), relation)
    ]


def apply(actor: Actor, complaint_id: int, event: Event, version: int, data: StepData) -> None:
    """Take one step, or raise Refusal with everything in its way.

    Raises Invalid when the step needs facts that are missing or cannot be.
    """
    with transaction():
        complaint = claim_file(complaint_id, version)
        access.require(actor, access.READ[complaint.kind], complaint)
        row = procedure.transition(complaint.state, event)
        facts = cases.facts(complaint, actor)
        access.require(actor, row.permission_for(facts), complaint)
        if row.letter is not None:
            text = told("“%(step)s” gebeurt door de brief te verzenden.", step=event)
            raise Refusal(Obstacle(text, row.basis, f"letter:{row.letter}"))
        if data.received_on is not None:
            facts = replace(facts, supplement_received=True)  # the act checks the day and keeps it
        obstacles = row.obstacles(facts)
        procedure.give_way(obstacles, data.reason)
        if act := ACTS.get(event):
            act(actor, complaint, data)
        filing.take(actor, complaint, row, reason=data.told, overridden=obstacles)
        filing.settle(complaint)


def _ask_supplement(actor: Actor, complaint: Complaint, data: StepData) -> None:
    """Law.md T13: what is missing and until when; no term stops for it (R023)."""
    if not data.items.strip():
        raise Invalid(items="Noem wat er ontbreekt.")
    if data.due_on is None or data.due_on <= actor.today:
        raise Invalid(due_on="Kies een dag in de toekomst.")
    latest = cases.supplement_latest(complaint)
    if latest and data.due_on > latest:
        raise Invalid(
            due_on=told(
                "Kies uiterlijk %(day)s: daarna is er te weinig tijd om binnen vier weken te "
                "beslissen (art. 9:8 lid 3 Awb).",
                day=latest,
            )
        )
    complaint.supplement_items, complaint.supplement_due_on = data.items, data.due_on
    complaint.supplement_received_on = None


def _screen(actor: Actor, complaint: Complaint, data: StepData) -> None:
    if data.received_on is None:
        return
    if not complaint.received_on <= data.received_on <= actor.today:
        raise Invalid(received_on="Kies een dag tussen de ontvangst van de klacht en vandaag.")
    complaint.supplement_received_on = data.received_on


def _postpone(actor: Actor, complaint: Complaint, data: StepData) -> None:
    """Law.md T31: holds once both sides have their notice, sent before the term ends."""
    if not data.reason.strip():
        raise Invalid(reason="Leg uit waarom uitstel nodig is.")
    facts = cases.facts(complaint, actor)
    moved = deadlines.postpone(
        _running_term(complaint),
        deadlines.Postponement(data.weeks, actor.today),
        choices.calendar(),
        used_weeks=facts.postponed_weeks,
    )
    if moved.obstacle:
        raise Refusal(replace(moved.obstacle, repair="step:extend"))
    complaint.postponements.append(
        Postponement(
            weeks=data.weeks,
            reason=data.reason,
            decided_on=actor.today,
            decided_by_id=actor.user_id,
        )
    )


def _running_term(complaint: Complaint) -> deadlines.Deadline:
    """The handling term as the ledger has it now."""
    line = filing.current(complaint, DeadlineKind.HANDLING)
    if line is None:
        raise Refusal("Voor dit dossier loopt geen afhandeltermijn.")
    fresh = deadlines.handling_term(line.start_on, complaint.track or Track.OWN, choices.calendar())
    return replace(
        fresh,
        nominal_end=line.nominal_end,
        legal_end=line.legal_end,
        target_on=line.target_on,
        explanation=line.explanation,
    )


def _extend(actor: Actor, complaint: Complaint, data: StepData) -> None:
    """Law.md T32: as far as the complainant agreed in writing (art. 9:11 lid 3 Awb)."""
    wrong: dict[str, str] = {}
    if data.agreed_until is None:
        wrong["agreed_until"] = told("Vul de afgesproken dag in.")
    changed = [one.notice_complete_on for one in complaint.postponements]
    changed += [one.consent_on for one in complaint.extensions]
    earliest = max([complaint.received_on, *(one for one in changed if one)])
    if data.consent_on and data.consent_on < earliest:
        wrong["consent_on"] = told(
            "Kies een dag vanaf %(day)s: daarvoor gold een andere termijn.", day=earliest
        )
    elif data.consent_on is None or data.consent_on > actor.today:
        wrong["consent_on"] = told("Vul in wanneer de klager schriftelijk instemde.")
    given = _consent(complaint, data)
    if given and given.until and data.agreed_until and data.agreed_until > given.until:
        wrong["agreed_until"] = told("De klager stemde in tot en met %(day)s.", day=given.until)
    if data.consent is None and given is None:
        wrong["consent"] = told("Voeg de schriftelijke instemming toe.")
    if not data.reason.strip():
        wrong["reason"] = told("Leg uit waarom meer tijd nodig is.")
    if wrong or not (data.agreed_until and data.consent_on and (given or data.consent)):
        raise Invalid(**wrong)
    extension = deadlines.Extension(data.agreed_until, data.consent_on)
    moved = deadlines.extend(_running_term(complaint), extension, choices.calendar())
    if moved.obstacle:
        raise Refusal(moved.obstacle)
    if given:
        consent = given.documents[-1]
    elif data.consent:
        consent = documents.filed(actor, complaint, data.consent, origin="instemming")
    db.session.add(consent)
    db.session.flush()
    complaint.extensions.append(
        Extension(
            agreed_until=data.agreed_until,
            consent_on=data.consent_on,
            consent_document_id=consent.id,
            reason=data.reason,
            recorded_at=now(),
            recorded_by_id=actor.user_id,
        )
    )


def _consent(complaint: Complaint, data: StepData) -> Submission | None:
    """The consent that came from the code page, when it is chosen."""
    return next(
        (
            one
            for one in complaint.submissions
            if one.id == data.consent_submission_id and one.choice is SubmissionChoice.AGREES
        ),
        None,
    )


def _close(actor: Actor, complaint: Complaint, _data: StepData) -> None:
    filing.end_for_good(complaint, actor.today)


def _convert(actor: Actor, complaint: Complaint, data: StepData) -> None:
    """Law.md T06: at any time, and never refused for want of an informal step (R005)."""
    conversion.convert(actor, complaint, data.conversion, data.reason)


ACTS: dict[Event, Callable[[Actor, Complaint, StepData], None]] = {
    Event.ASK_SUPPLEMENT: _ask_supplement,
    Event.SCREEN: _screen,
    Event.HANDLE_OWN: routing.handle_own,
    Event.APPOINT_ADVISER: routing.appoint_adviser,
    Event.APPOINT_COMMITTEE: routing.appoint_committee,
    Event.RESUME_OWN: routing.resume_own,
    Event.RESUME: endings.resume,
    Event.RETRACT: endings.retract,
    Event.RESUME_CASE: endings.resume_case,
    Event.REOPEN: endings.reopen,
    Event.POSTPONE: _postpone,
    Event.EXTEND: _extend,
    Event.CLOSE: _close,
    Event.REGISTER_REPORT: informal.register,
    Event.TAKE_UP: informal.take_up,
    Event.SOLVE: informal.solve,
    Event.POINT_ON: informal.point_on,
    Event.CONVERT: _convert,
    Event.CLOSE_REPORT: informal.close,
    Event.REFER: informal.refer,
}
"""What a step does beside moving the file; the others only move it."""
