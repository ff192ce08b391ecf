"""Recommendations and measures: the board's answer, the owner's result (R05D, law.md T40, T41)."""

from dataclasses import dataclass
from datetime import date

from models import Complaint, Recommendation, User, db
from operations import access, audit, documents, filing
from operations.clock import now
from operations.incoming import Incoming
from operations.transaction import claim, claim_file, transaction
from queries import recommendations
from rules.errors import Invalid, NotFound, NotPermitted, Refusal
from rules.law import SCHEME
from rules.permissions import Actor
from rules.vocabulary import (
    OVER,
    UNCLOSED,
    Acceptance,
    Permission,
    RecommendationKind,
    RecommendationOrigin,
    State,
)
from rules.wording import told


@dataclass(frozen=True)
class AnswerData:
    """What the board says to a recommendation, and who does it by when."""

    acceptance: Acceptance
    answer_reason: str = ""
    owner_id: int | None = None
    due_on: date | None = None


def _claim(actor: Actor, key: int, version: int) -> tuple[Recommendation, Complaint]:
    """The recommendation and its file, locked; what one may not see does not exist."""
    one = recommendations.get(actor, key)
    if one is None:
        raise NotFound
    complaint = claim_file(one.complaint_id, None)
    return claim(one, version), complaint


def answer(actor: Actor, key: int, version: int, data: AnswerData) -> None:
    """Record the board's answer; what it takes over gets an owner and a last day (the scheme)."""
    with transaction():
        one, complaint = _claim(actor, key, version)
        if not access.may(actor, Permission.COMPLAINT_DECIDE, complaint):
            access.require(actor, Permission.DECISION_DRAFT, complaint)
        if complaint.state not in UNCLOSED or one.done_on:
            raise Refusal("Hierop kan niet meer worden geantwoord.", basis=SCHEME)
        _check(data, actor.today)
        taken_over = data.acceptance is not Acceptance.REJECTED
        one.acceptance, one.answer_reason = data.acceptance, data.answer_reason
        one.owner_id = data.owner_id if taken_over else None
        one.due_on = data.due_on if taken_over else None
        one.answered_on = actor.today
        filing.settle(complaint)
        audit.record(
            actor, "recommendation:answered", complaint, one,
            acceptance=data.acceptance.value, due_on=one.due_on,
        )  # fmt: skip


def _check(data: AnswerData, today: date) -> None:
    wrong = {}
    if data.acceptance is not Acceptance.ACCEPTED and not data.answer_reason.strip():
        wrong["answer_reason"] = told("Leg uit waarom het bestuur dit niet (helemaal) overneemt.")
    if data.acceptance is not Acceptance.REJECTED:
        owner = db.session.get(User, data.owner_id) if data.owner_id else None
        if owner is None or not owner.active:
            wrong["owner_id"] = told("Kies wie dit doet.")
        if data.due_on is None or data.due_on < today:
            wrong["due_on"] = told("Kies wanneer het klaar is: vandaag of later.")
    if wrong:
        raise Invalid(**wrong)


@dataclass(frozen=True)
class Result:
    """What came of it, and what shows that."""

    result: str
    done_on: date
    late_reason: str = ""
    evidence: Incoming | None = None


def finish(actor: Actor, key: int, version: int, data: Result) -> None:
    """Record that a measure was carried out; late only with the reason why."""
    with transaction():
        one, complaint = _claim(actor, key, version)
        if one.owner_id != actor.desk:
            access.require(actor, Permission.FOLLOW_UP_WRITE, complaint)
        if one.acceptance not in {Acceptance.ACCEPTED, Acceptance.PARTLY} or one.done_on:
            raise Refusal("Dit is niet overgenomen, of al afgerond.", basis=SCHEME)
        wrong: dict[str, str] = {}
        if not data.result.strip():
            wrong["result"] = told("Schrijf op wat er is gedaan.")
        if not complaint.received_on <= data.done_on <= actor.today:
            wrong["done_on"] = "Kies een dag tussen de ontvangst van de klacht en vandaag."
        if one.due_on and data.done_on > one.due_on and not data.late_reason.strip():
            wrong["late_reason"] = told(
                "Dit had op %(day)s klaar moeten zijn: waarom?", day=one.due_on
            )
        if wrong:
            raise Invalid(**wrong)
        one.result, one.done_on, one.late_reason = data.result, data.done_on, data.late_reason
        if data.evidence is not None:
            one.evidence_id = _evidence(actor, complaint, data.evidence)
        filing.settle(complaint)
        audit.record(actor, "recommendation:done", complaint, one, late=bool(one.late_reason))


def _evidence(actor: Actor, complaint: Complaint, given: Incoming) -> int:
    made = documents.filed(actor, complaint, given, origin="opvolging")
    db.session.add(made)
    db.session.flush()
    return made.id


def add(
    actor: Actor,
    complaint_id: int,
    version: int,
    kind: RecommendationKind,
    text: str,
    ombudsman_case_id: int | None = None,
) -> int:
    """A measure of the board, or a recommendation of the ombudsman (art. 9:36 lid 4 Awb)."""
    if not text.strip():
        raise Invalid(text="Schrijf op wat er moet gebeuren.")
    with transaction():
        complaint = claim_file(complaint_id, version)
        if not access.may(actor, Permission.COMPLAINT_DECIDE, complaint):
            access.require(actor, Permission.OMBUDSMAN_WRITE, complaint)
        known = {one.id for one in complaint.ombudsman_cases}
        if ombudsman_case_id is not None and ombudsman_case_id not in known:
            raise NotPermitted("Deze zaak hoort niet bij dit dossier.")
        if complaint.state not in OVER | {State.F11}:
            raise Refusal("Maatregelen horen bij het besluit en daarna.", basis=SCHEME)
        origin = RecommendationOrigin.OMBUDSMAN if ombudsman_case_id else RecommendationOrigin.BOARD
        made = Recommendation(
            origin=origin, kind=kind, text=text, ombudsman_case_id=ombudsman_case_id,
            recorded_at=now(), recorded_by_id=actor.user_id,
        )  # fmt: skip
        complaint.recommendations.append(made)
        db.session.flush()
        filing.settle(complaint)
        audit.record(actor, "recommendation:made", complaint, made, origin=origin.value)
        return made.id
