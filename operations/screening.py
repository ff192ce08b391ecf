"""The screening (toetsing): what is proposed and decided per conduct, and who handles the file."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select

from models import Complaint, Conduct, ConflictStatement, Screening, db
from operations import access, audit, filing
from operations.clock import now
from operations.transaction import claim, claim_file, transaction
from queries import cases, complaints
from rules import procedure
from rules.admissibility import GROUND, RefusalFacts, Requirement, may_be_left_aside
from rules.errors import Invalid, NotFound, NotPermitted, Refusal
from rules.law import awb
from rules.permissions import Actor
from rules.vocabulary import (
    NOT_HANDLED,
    Permission,
    RefusalGround,
    ScreeningOutcome,
    State,
    TimeOutcome,
)


@dataclass(frozen=True)
class ScreeningData:
    """What is proposed or decided for one conduct, and why."""

    outcome: ScreeningOutcome
    ground: RefusalGround | None = None
    facts: str = ""
    reason: str = ""
    earlier_reference: str = ""
    about_deciding_too_late: bool = False
    criminal_case_running: bool = False
    requirement: Requirement | None = None
    """What art. 9:4 lid 2 asks and the complaint does not have, for what is left aside."""
    forwarded_to: str = ""
    """Name and address of the organisation that it belongs to, for what is forwarded."""


def screen(actor: Actor, conduct_id: int, version: int, data: ScreeningData) -> None:
    """Propose, or with the right to refuse decide, whether a conduct is taken up.

    Art. 9:8 Awb gives the board a freedom, so a reason goes with either choice on a conduct of
    over a year ago (R037). Raises Refusal when the ground is not there.
    """
    with transaction():
        conduct = db.session.get(Conduct, conduct_id)
        if conduct is None:
            raise NotFound
        complaint = claim_file(conduct.complaint_id, None)
        facts = cases.facts(complaint, actor)
        decides = access.may(actor, procedure.whose(decider(data.outcome), facts), complaint)
        if not decides:
            access.require(actor, Permission.COMPLAINT_SCREEN, complaint)
        conduct = claim(conduct, version)
        if complaint.state is not State.F4:
            raise Refusal("Toetsen kan alleen in de stand “toetsing”.", basis=awb("9:8"))
        _check(actor, conduct, data)
        if data.outcome is ScreeningOutcome.FORWARDED:
            complaint.forwarded_to = data.forwarded_to
        row = Screening(
            outcome=data.outcome,
            ground=data.ground if data.outcome is ScreeningOutcome.REFUSED else None,
            facts=_stated(data),
            reason=data.reason,
            earlier_reference=data.earlier_reference,
            proposed=not decides,
            by_id=actor.user_id,
            at=now(),
        )
        conduct.screenings.append(row)
        if decides:
            conduct.screening = data.outcome
        filing.settle(complaint)
        audit.record(
            actor,
            "screening:decided" if decides else "screening:proposed",
            complaint,
            row,
            conduct=conduct.id,
            outcome=data.outcome.value,
            ground=data.ground.value if data.ground else None,
        )


MOVING_ON = frozenset({ScreeningOutcome.FORWARDED, ScreeningOutcome.RETURNED})


def decider(outcome: ScreeningOutcome) -> Permission:
    """Whose decision this is: not handling is the board's, passing on the coordinator's (2:3)."""
    if outcome in MOVING_ON:
        return Permission.COMPLAINT_SCREEN
    return Permission.COMPLAINT_REFUSE


def _stated(data: ScreeningData) -> str:
    """The facts, with the requirement that is not met in front."""
    if data.requirement is None or data.outcome is not ScreeningOutcome.LEFT_ASIDE:
        return data.facts
    return f"Ontbreekt: {data.requirement.label}. {data.facts}"


def _check(actor: Actor, conduct: Conduct, data: ScreeningData) -> None:
    weighs = data.outcome in NOT_HANDLED or conduct.time_outcome is TimeOutcome.OLDER
    if weighs and not data.reason.strip():
        raise Invalid(reason="Leg uit waarom: het bestuur mag kiezen (art. 9:8 Awb).")
    if check := CHECKS.get(data.outcome):
        check(actor, conduct, data)


def _check_refusal(actor: Actor, conduct: Conduct, data: ScreeningData) -> None:
    """Art. 9:8: a ground, and the facts it rests on."""
    if data.ground is None:
        raise Invalid(ground="Kies de grond van artikel 9:8.")
    if not data.facts.strip():
        raise Invalid(facts="Noem de feiten waarop de grond rust.")
    obstacle = GROUND[data.ground].available(_refusal_facts(actor, conduct, data))
    if obstacle is not None:
        raise Refusal(obstacle)


def _check_left_aside(_actor: Actor, _conduct: Conduct, data: ScreeningData) -> None:
    """Art. 9:4 lid 1 and 2: what is missing, and never a signature alone (R01C)."""
    if data.requirement is None:
        raise Invalid(requirement="Kies welk vereiste van artikel 9:4 ontbreekt.")
    if not may_be_left_aside([data.requirement]):
        raise Refusal(
            "Alleen om een ontbrekende handtekening blijft een klacht niet buiten behandeling. "
            "Vraag de klager om te bevestigen dat de klacht van hem is.",
            basis=awb("9:4", 2),
        )


def _check_forwarded(_actor: Actor, _conduct: Conduct, data: ScreeningData) -> None:
    if not data.forwarded_to.strip():
        raise Invalid(forwarded_to="Vul naam en adres in van de organisatie die erover gaat.")


CHECKS: dict[ScreeningOutcome, Callable[[Actor, Conduct, ScreeningData], None]] = {
    ScreeningOutcome.REFUSED: _check_refusal,
    ScreeningOutcome.LEFT_ASIDE: _check_left_aside,
    ScreeningOutcome.FORWARDED: _check_forwarded,
}
"""What each outcome needs on record, beside a reason."""


def _refusal_facts(actor: Actor, conduct: Conduct, data: ScreeningData) -> RefusalFacts:
    earlier = db.session.scalar(
        select(Complaint).where(
            Complaint.reference == data.earlier_reference, complaints.visible_to(actor)
        )
    )
    ground = data.ground
    return RefusalFacts(
        earlier_number=data.earlier_reference,
        earlier_findings_sent_on=earlier.concluded_on if earlier else None,
        time=conduct.time_outcome,
        objection_was_possible=ground is RefusalGround.OBJECTION,
        appeal_is_or_was_possible=ground is RefusalGround.APPEAL,
        about_deciding_too_late=data.about_deciding_too_late,
        remedy=data.facts,
        court_case=data.facts,
        criminal_case_running=data.criminal_case_running,
        reason=data.reason,
    )


# --- who is involved ---------------------------------------------------------------------------


def declare_involved(actor: Actor, complaint_id: int, text: str) -> None:
    """Say of yourself that you are involved: from that moment the file does not exist for you."""
    if actor.user_id is None:
        raise NotPermitted("Alleen een medewerker kan dit verklaren.")
    with transaction():
        complaint = claim_file(complaint_id, None)
        access.require(actor, access.READ[complaint.kind], complaint)
        if complaint.handler_id == actor.user_id:
            complaint.handler_id = None
        for role in complaint.assignments:
            if role.user_id == actor.user_id and role.until_on is None:
                role.until_on = actor.today
        statement = ConflictStatement(
            user_id=actor.user_id, involved=True, text=text, stated_at=now(),
            recorded_by_id=actor.user_id,
        )  # fmt: skip
        complaint.statements.append(statement)
        db.session.flush()
        audit.record(actor, "conflict:declared", complaint, statement)
        filing.settle(complaint)
