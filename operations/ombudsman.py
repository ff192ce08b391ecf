"""Cases of the ombudsman about a complaint (titel 9.2 Awb): questions, terms, outcome."""

from datetime import date

from models import Complaint, OmbudsmanCase, OmbudsmanQuestion, db
from operations import access, audit, filing
from operations.clock import now
from operations.transaction import claim, claim_file, transaction
from rules.errors import Invalid, NotFound, Refusal
from rules.law import awb
from rules.permissions import Actor
from rules.vocabulary import AFTER_HANDLING, Permission
from rules.wording import told


def open_case(
    actor: Actor, complaint_id: int, version: int, reference: str, opened_on: date
) -> int:
    """The ombudsman opened a case or asked about this complaint (art. 9:18, 9:31 Awb)."""
    with transaction():
        complaint = claim_file(complaint_id, version)
        access.require(actor, Permission.OMBUDSMAN_WRITE, complaint)
        if complaint.state not in AFTER_HANDLING:
            raise Refusal("De klacht wordt nog behandeld.", basis=awb("9:20", 1))
        wrong: dict[str, str] = {}
        if not reference.strip():
            wrong["reference"] = told("Vul het kenmerk van de ombudsman in.")
        if not complaint.received_on <= opened_on <= actor.today:
            wrong["opened_on"] = "Kies een dag tussen de ontvangst van de klacht en vandaag."
        if wrong:
            raise Invalid(**wrong)
        made = OmbudsmanCase(
            reference=reference, opened_on=opened_on, recorded_at=now(),
            recorded_by_id=actor.user_id,
        )  # fmt: skip
        complaint.ombudsman_cases.append(made)
        _copy(complaint)
        filing.settle(complaint)
        audit.record(actor, "ombudsman:opened", complaint, made)
        return made.id


def _claim(actor: Actor, case_id: int, version: int) -> tuple[OmbudsmanCase, Complaint]:
    case = db.session.get(OmbudsmanCase, case_id)
    if case is None:
        raise NotFound
    complaint = claim_file(case.complaint_id, None)
    access.require(actor, Permission.OMBUDSMAN_WRITE, complaint)
    if case.closed_on:
        raise Refusal("Deze zaak is gesloten.", basis=awb("9:27", 1))
    return claim(case, version), complaint


def ask(actor: Actor, case_id: int, version: int, question: str, due_on: date) -> None:
    """A question, or findings to comment on, with the term that the ombudsman set (9:31, 9:35)."""
    if not question.strip():
        raise Invalid(question="Schrijf de vraag op.")
    with transaction():
        case, complaint = _claim(actor, case_id, version)
        if due_on < case.opened_on:
            raise Invalid(due_on="Deze dag ligt voor de opening van de zaak.")
        case.questions.append(OmbudsmanQuestion(question=question, due_on=due_on))
        filing.settle(complaint)
        audit.record(actor, "ombudsman:asked", complaint, case, due_on=due_on)


def answered(actor: Actor, question_id: int, version: int, answered_on: date) -> None:
    """The answer went out (L19)."""
    with transaction():
        question = db.session.get(OmbudsmanQuestion, question_id)
        if question is None:
            raise NotFound
        case, complaint = _claim(actor, question.case_id, version)
        if not case.opened_on <= answered_on <= actor.today:
            raise Invalid(answered_on="Kies een dag tussen de opening van de zaak en vandaag.")
        if question.answered_on:
            raise Refusal("Deze vraag is al beantwoord.", basis=awb("9:31", 1))
        question.answered_on = answered_on
        filing.settle(complaint)
        audit.record(actor, "ombudsman:answered", complaint, case)


def close_case(actor: Actor, case_id: int, version: int, outcome: str, closed_on: date) -> None:
    """The ombudsman is done: what came of it."""
    if not outcome.strip():
        raise Invalid(outcome="Schrijf de uitkomst op.")
    with transaction():
        case, complaint = _claim(actor, case_id, version)
        if not case.opened_on <= closed_on <= actor.today:
            raise Invalid(closed_on="Kies een dag tussen de opening van de zaak en vandaag.")
        case.outcome, case.closed_on = outcome, closed_on
        _copy(complaint)
        filing.settle(complaint)
        audit.record(actor, "ombudsman:closed", complaint, case)


def _copy(complaint: Complaint) -> None:
    """What lists show and the procedure asks, without reading the cases."""
    complaint.with_ombudsman = any(one.closed_on is None for one in complaint.ombudsman_cases)
