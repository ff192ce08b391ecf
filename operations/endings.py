"""The other ends of a complaint, and taking it up again (law.md T33 to T38)."""

from dataclasses import dataclass
from datetime import date

from models import Complaint
from operations import access, audit, filing, judging
from operations.steps import StepData
from operations.transaction import claim_file, transaction
from rules.errors import Invalid, Refusal
from rules.law import awb
from rules.permissions import Actor
from rules.procedure import FORMAL_RUNNING, SETTLED
from rules.vocabulary import DecisionKind, Permission
from rules.wording import told

TOO_EARLY = "Kies een dag tussen de ontvangst van de klacht en vandaag."


@dataclass(frozen=True)
class Settlement:
    """What was agreed, and what shows that the complainant is satisfied (art. 9:5 Awb)."""

    settled_on: date
    settlement: str
    satisfaction: str
    settlement_confirmed: bool = False


ASKED = {
    "settlement": told("Schrijf op wat is afgesproken."),
    "satisfaction": told(
        "Schrijf op waaruit blijkt dat de klager tevreden is: wat SSR zelf vindt, is "
        "niet genoeg (art. 9:5 Awb)."
    ),
}


def settle(actor: Actor, complaint_id: int, version: int, data: Settlement) -> None:
    """Put a settlement on record; sending its confirmation to everyone ends the handling (R024)."""
    with transaction():
        complaint = claim_file(complaint_id, version)
        access.require(actor, Permission.LETTER_WRITE, complaint)
        if complaint.state not in SETTLED:
            raise Refusal("In deze stand kan de klacht niet worden opgelost.", basis=awb("9:5"))
        wrong: dict[str, str] = {
            name: words for name, words in ASKED.items() if not getattr(data, name).strip()
        }
        if not complaint.received_on <= data.settled_on <= actor.today:
            wrong["settled_on"] = TOO_EARLY
        if wrong:
            raise Invalid(**wrong)
        for name, value in vars(data).items():
            setattr(complaint, name, value)
        filing.settle(complaint)
        audit.record(
            actor, "settlement:recorded", complaint, complaint, confirmed=data.settlement_confirmed
        )


def record_withdrawal(
    actor: Actor, complaint_id: int, version: int, withdrawn_on: date, how: str
) -> None:
    """Put a withdrawal on record; confirming it in writing to the complainant ends the handling."""
    with transaction():
        complaint = claim_file(complaint_id, version)
        access.require(actor, Permission.LETTER_WRITE, complaint)
        if complaint.state not in FORMAL_RUNNING:
            raise Refusal("Deze klacht is al geëindigd.", basis=awb("9:12a"))
        if not how.strip():
            raise Invalid(how="Schrijf op hoe de klager introk, en dat het een vrije keuze was.")
        if not complaint.received_on <= withdrawn_on <= actor.today:
            raise Invalid(withdrawn_on=TOO_EARLY)
        complaint.withdrawn_on, complaint.withdrawn_how = withdrawn_on, how
        filing.settle(complaint)
        audit.record(actor, "withdrawal:recorded", complaint, complaint)


def ask_extension(
    actor: Actor, complaint_id: int, version: int, until: date, answer_by: date, reason: str
) -> None:
    """Put on record what is asked of the complainant: more time, and why (art. 9:11 lid 3 Awb)."""
    with transaction():
        complaint = claim_file(complaint_id, version)
        access.require(actor, Permission.COMPLAINT_POSTPONE, complaint)
        if complaint.state not in FORMAL_RUNNING:
            raise Refusal("Deze klacht is al geëindigd.", basis=awb("9:11", 3))
        wrong: dict[str, str] = {}
        if complaint.legal_end and until <= complaint.legal_end:
            wrong["until"] = told("Kies een dag na %(day)s.", day=complaint.legal_end)
        if not actor.today < answer_by <= until:
            wrong["answer_by"] = told("Kies een dag na vandaag, en niet na de voorgestelde dag.")
        if not reason.strip():
            wrong["reason"] = told("Leg uit waarom meer tijd nodig is.")
        if wrong:
            raise Invalid(**wrong)
        complaint.extension_until, complaint.extension_answer_by = until, answer_by
        complaint.extension_reason = reason
        filing.settle(complaint)
        audit.record(actor, "extension:proposed", complaint, complaint, until=until)


# --- taking it up again: parts of the step --------------------------------------------------


def resume(_actor: Actor, complaint: Complaint, data: StepData) -> None:
    """T35: the complainant is not satisfied after all; the clock never stopped (art. 9:5 Awb)."""
    _explained(data)
    complaint.settled_on, complaint.settlement, complaint.satisfaction = None, "", ""
    complaint.settlement_confirmed = False
    _running_again(complaint)


def retract(actor: Actor, complaint: Complaint, data: StepData) -> None:
    """T37: the withdrawal is taken back; the term runs from the day on which that was asked."""
    _explained(data)
    _from_request(actor, complaint, data)
    complaint.withdrawn_on, complaint.withdrawn_how = None, ""


def resume_case(actor: Actor, complaint: Complaint, data: StepData) -> None:
    """T33: the criminal case is over; the term runs from the request to resume."""
    _from_request(actor, complaint, data)


def reopen(actor: Actor, complaint: Complaint, data: StepData) -> None:
    """T38: by decision of the board, with a reason; the law has no term, so the board sets one."""
    _explained(data)
    if data.own_term_on is None or data.own_term_on <= actor.today:
        raise Invalid(own_term_on="Kies een dag in de toekomst: de wet noemt hier geen termijn.")
    if data.decision is None:
        raise Invalid(decided_on="Vul in wanneer het bestuur besloot.")
    judging.decide(actor, complaint, DecisionKind.REOPENING, data.decision)
    complaint.own_term_on = data.own_term_on
    _anew(complaint)


def _explained(data: StepData) -> None:
    if not data.told.strip():
        raise Invalid(reason="Leg uit waarom.")


def _from_request(actor: Actor, complaint: Complaint, data: StepData) -> None:
    ended = complaint.ended_on or complaint.received_on
    if data.requested_on is None or not ended <= data.requested_on <= actor.today:
        raise Invalid(requested_on="Kies de dag van het verzoek, na het einde van de behandeling.")
    complaint.resumed_on, complaint.own_term_on = data.requested_on, None
    _anew(complaint)


def _anew(complaint: Complaint) -> None:
    """Screened, advised on and judged again. What was sent stays as it was."""
    complaint.track = complaint.committee_id = None
    for conduct in complaint.conducts:
        conduct.screening = conduct.judgement = conduct.advised = None
        conduct.advised_admissible = None
        conduct.judgement_reason = conduct.advised_reason = conduct.deviation_reason = ""
    _running_again(complaint)


def _running_again(complaint: Complaint) -> None:
    complaint.ended_on = complaint.concluded_on = complaint.retention_from = None
    complaint.late_cause = complaint.retention_rule = ""
