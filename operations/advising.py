"""The advice of an adviser or committee: report, answers per conduct, recommendations, questions.

Once delivered (by putting L14 in the file) it does not change any more (art. 9:14 lid 2, SOD4).
"""

from dataclasses import dataclass

from models import Advice, Clarification, Complaint, Conduct, Recommendation, db
from operations import access, audit, filing
from operations.clock import now
from operations.transaction import claim, claim_file, transaction
from queries import cases
from rules.errors import Invalid, NotFound, Refusal
from rules.law import SCHEME, awb
from rules.permissions import Actor
from rules.separation import advice_untouched
from rules.vocabulary import (
    ADVISING,
    NOT_HANDLED,
    Judgement,
    Permission,
    RecommendationKind,
    RecommendationOrigin,
)


def _require(actor: Actor, complaint: Complaint) -> None:
    """Only who advises now, only until it is delivered."""
    facts = cases.facts(complaint, actor)
    if found := advice_untouched(actor.roles, facts.advice_delivered):
        raise Refusal(found)
    access.require(actor, Permission.ADVICE_WRITE, complaint)
    if actor.user_id not in facts.advisers:
        raise Refusal("Je adviseert niet in dit dossier.", basis=awb("9:14", 1))
    if complaint.state not in ADVISING:
        raise Refusal("Het advies is uitgebracht, of het is nog niet gevraagd.",
                      basis=awb("9:15", 4))  # fmt: skip


def write_report(actor: Actor, complaint_id: int, version: int, report: str) -> None:
    """Keep the report of findings (art. 9:15 lid 4 Awb); the board sees no draft of it."""
    if not report.strip():
        raise Invalid(report="Schrijf de bevindingen op.")
    with transaction():
        complaint = claim_file(complaint_id, version)
        _require(actor, complaint)
        advice = cases.current_advice(complaint)
        if advice is None:
            advice = Advice(recorded_at=now())
            complaint.advices.append(advice)
        advice.report = report
        db.session.flush()
        filing.settle(complaint)
        audit.record(actor, "advice:written", complaint, advice)


@dataclass(frozen=True)
class Answers:
    """The advice on one conduct: may it be handled, is it founded, and why (the scheme, R059)."""

    admissible: bool
    advised: Judgement
    reason: str


def advise(actor: Actor, conduct_id: int, version: int, data: Answers) -> None:
    """Answer both questions of the scheme on one conduct."""
    if not data.reason.strip():
        raise Invalid(reason="Leg uit waarom dit het advies is.")
    with transaction():
        conduct = db.session.get(Conduct, conduct_id)
        if conduct is None:
            raise NotFound
        complaint = claim_file(conduct.complaint_id, None)
        _require(actor, complaint)
        conduct = claim(conduct, version)
        if conduct.screening in NOT_HANDLED:
            raise Refusal("Dit onderdeel wordt niet behandeld.", basis=awb("9:8", 1))
        conduct.advised_admissible, conduct.advised = data.admissible, data.advised
        conduct.advised_reason = data.reason
        filing.settle(complaint)
        audit.record(
            actor, "advice:answered", complaint, conduct,
            admissible=data.admissible, advised=data.advised.value,
        )  # fmt: skip


def recommend(
    actor: Actor, complaint_id: int, version: int, kind: RecommendationKind, text: str
) -> int:
    """Recommend something, to repair this case or to prevent the next (the scheme)."""
    if not text.strip():
        raise Invalid(text="Schrijf de aanbeveling op.")
    with transaction():
        complaint = claim_file(complaint_id, version)
        _require(actor, complaint)
        made = Recommendation(
            origin=RecommendationOrigin.ADVICE, kind=kind, text=text,
            recorded_at=now(), recorded_by_id=actor.user_id,
        )  # fmt: skip
        complaint.recommendations.append(made)
        db.session.flush()
        filing.settle(complaint)
        audit.record(actor, "recommendation:made", complaint, made, kind=kind.value)
        return made.id


# --- questions about a delivered advice -----------------------------------------------------


def ask(actor: Actor, complaint_id: int, version: int, question: str) -> None:
    """Ask to have a delivered advice clarified: a logged question, no instruction (R053)."""
    if not question.strip():
        raise Invalid(question="Schrijf de vraag op.")
    with transaction():
        complaint = claim_file(complaint_id, version)
        access.require(actor, Permission.ADVICE_READ, complaint)
        if not access.may(actor, Permission.COMPLAINT_DECIDE, complaint):
            access.require(actor, Permission.DECISION_DRAFT, complaint)
        if not cases.facts(complaint, actor).advice_delivered:
            raise Refusal(
                "Vragen kan pas over een uitgebracht advies: in een lopende zaak geeft het "
                "bestuur geen aanwijzingen.",
                basis=awb("9:14", 2),
            )
        made = Clarification(question=question, asked_at=now(), asked_by_id=actor.user_id)
        complaint.clarifications.append(made)
        db.session.flush()
        filing.settle(complaint)
        audit.record(actor, "clarification:asked", complaint, made)


def answer(actor: Actor, clarification_id: int, text: str) -> None:
    """Answer such a question; the advice itself stays as it is."""
    if not text.strip():
        raise Invalid(answer="Schrijf het antwoord op.")
    with transaction():
        asked = db.session.get(Clarification, clarification_id)
        if asked is None:
            raise NotFound
        complaint = claim_file(asked.complaint_id, None)
        access.require(actor, Permission.ADVICE_WRITE, complaint)
        if asked.answered_at is not None:
            raise Refusal("Deze vraag is al beantwoord.", basis=SCHEME)
        asked.answer, asked.answered_at, asked.answered_by_id = text, now(), actor.user_id
        filing.settle(complaint)
        audit.record(actor, "clarification:answered", complaint, asked)
