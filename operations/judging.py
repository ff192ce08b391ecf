"""The judgement (oordeel): prepared per conduct, decided by the board (art. 9:12 Awb)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from models import (
    Complaint,
    Conduct,
    ConflictStatement,
    Decision,
    DecisionMember,
    Recommendation,
    db,
)
from operations import access, audit, documents, filing
from operations.clock import now
from operations.incoming import Incoming
from operations.transaction import claim, claim_file, transaction
from queries import cases, complaints, users
from queries.actors import actor_for
from rules import procedure
from rules.errors import Invalid, NotFound, Refusal
from rules.law import awb
from rules.permissions import Actor
from rules.separation import minority
from rules.vocabulary import (
    NOT_HANDLED,
    Acceptance,
    DecisionKind,
    Judgement,
    Permission,
    RecommendationKind,
    RecommendationOrigin,
    State,
    Track,
)
from rules.wording import told


@dataclass(frozen=True)
class JudgementData:
    """Findings, judgement and reasons on one conduct."""

    findings: str
    judgement: Judgement
    reason: str
    conclusion: str = ""
    deviation: str = ""
    """Why the board departs from the advice (art. 9:16 Awb)."""


def judge(actor: Actor, conduct_id: int, version: int, data: JudgementData) -> None:
    """Prepare the judgement on one conduct; the board decides on all of them together."""
    with transaction():
        conduct = db.session.get(Conduct, conduct_id)
        if conduct is None:
            raise NotFound
        complaint = claim_file(conduct.complaint_id, None)
        if not access.may(actor, Permission.COMPLAINT_DECIDE, complaint):
            access.require(actor, Permission.DECISION_DRAFT, complaint)
        conduct = claim(conduct, version)
        if complaint.state is not State.F11:
            raise Refusal("Oordelen kan pas als het onderzoek is afgerond.", basis=awb("9:12", 1))
        if conduct.screening in NOT_HANDLED:
            raise Refusal("Dit onderdeel wordt niet behandeld.", basis=awb("9:8", 1))
        if cases.facts(complaint, actor).conclusion_decided:
            raise Refusal("Het bestuur heeft al besloten.", basis=awb("9:12", 1))
        wrong = {
            name: told(
                "Vul dit in: de klager krijgt het oordeel gemotiveerd (art. 9:12 lid 1 Awb)."
            )
            for name in ("findings", "reason")
            if not getattr(data, name).strip()
        }
        if wrong:
            raise Invalid(**wrong)
        conduct.findings, conduct.judgement = data.findings, data.judgement
        conduct.judgement_reason, conduct.conclusion = data.reason, data.conclusion
        departs = conduct.advised is not None and conduct.advised is not data.judgement
        conduct.deviation_reason = data.deviation if departs else ""
        audit.record(
            actor, "judgement:prepared", complaint, conduct, judgement=data.judgement.value
        )
        filing.settle(complaint)


@dataclass(frozen=True)
class BoardDecision:
    """What the board decided, when, and which members took part."""

    decided_on: date
    members: tuple[int, ...]
    reason: str = ""
    absence: str = ""
    stated: bool = False
    """The members who decide stated not to be involved (art. 2:4 and 9:7 Awb)."""
    advisers_stated: bool = False
    """Whoever is appointed stated the same."""
    measures: str = ""
    apology: bool = False
    document: Incoming | None = None
    """The decision itself, as a file."""


def conclude(actor: Actor, complaint_id: int, version: int, data: BoardDecision) -> None:
    """Record the board's judgement and conclusions on all conducts (art. 9:12 lid 1 Awb)."""
    with transaction():
        complaint = claim_file(complaint_id, version)
        facts = cases.facts(complaint, actor)
        needed = procedure.whose(Permission.COMPLAINT_DECIDE, facts)
        access.require(actor, needed, complaint)
        if complaint.state is not State.F11:
            raise Refusal("Besluiten kan pas als het onderzoek is afgerond.", basis=awb("9:12", 1))
        if facts.conclusion_decided:
            raise Refusal("Het bestuur heeft al besloten.", basis=awb("9:12", 1))
        if found := procedure.standing(DECIDABLE, facts):
            raise Refusal(*found)
        decision = decide(actor, complaint, DecisionKind.CONCLUSION, data)
        _measures(actor, complaint, data)
        filing.settle(complaint)
        audit.record(
            actor,
            "decision:recorded",
            complaint,
            decision,
            judgements=[one.judgement.value for one in complaint.conducts if one.judgement],
            members=list(data.members),
        )


DECIDABLE = (
    procedure.each_conduct_judged, procedure.deviations_reasoned,
    procedure.recommendations_answered,
)  # fmt: skip
"""What the board has before it when it concludes."""


def _measures(actor: Actor, complaint: Complaint, data: BoardDecision) -> None:
    """Each measure is followed up like an accepted recommendation (R05D)."""
    for line in filter(None, (one.strip(" -•*") for one in data.measures.splitlines())):
        complaint.recommendations.append(
            Recommendation(
                origin=RecommendationOrigin.BOARD,
                kind=RecommendationKind.PREVENTION,
                text=line,
                acceptance=Acceptance.ACCEPTED,
                answered_on=data.decided_on,
                recorded_at=now(),
                recorded_by_id=actor.user_id,
            )
        )


def state_uninvolved(actor: Actor, complaint: Complaint, user_ids: Collection[int]) -> None:
    """Write down that these users stated not to be involved; once each. Part of another act."""
    for user_id in sorted(set(user_ids) - cases.cleared(complaint)):
        complaint.statements.append(
            ConflictStatement(
                user_id=user_id,
                involved=False,
                text="Niet betrokken bij de gedraging en zonder persoonlijk belang.",
                stated_at=now(),
                recorded_by_id=actor.user_id,
            )
        )


def _document(actor: Actor, complaint: Complaint, given: Incoming | None) -> int | None:
    if given is None:
        return None
    made = documents.filed(actor, complaint, given, origin="besluit")
    db.session.add(made)
    db.session.flush()
    return made.id


def decide(
    actor: Actor,
    complaint: Complaint,
    kind: DecisionKind,
    data: BoardDecision,
    track: Track | None = None,
) -> Decision:
    """Write down one decision of the board. Part of another act.

    A member about whom is complained does not take part (SOD3); who was absent is named with the
    reason (SOD11).
    """
    if data.decided_on > actor.today:
        raise Invalid(decided_on="Een besluit kan niet in de toekomst liggen.")
    if data.decided_on < complaint.received_on:
        raise Invalid(decided_on="Een besluit kan niet voor de ontvangst liggen.")
    members = users.board()
    present = {one.id for one in members} & set(data.members)
    if not present:
        raise Invalid(members="Kruis aan welke bestuursleden hebben besloten.")
    involved = {
        member.id
        for member in members
        if complaints.relation(actor_for(member, actor.today), complaint).involved
    }
    # Art. 9:7 lid 2: about every member, the board itself still decides (SOD3).
    whole_board = len(involved) == len(members)
    for member in members:
        if member.id in involved & present and not whole_board:
            raise Refusal(
                told("%(name)s is betrokken en beslist niet mee.", name=member.name),
                basis=awb("9:7", 2),
            )
    if whole_board and data.document is None:
        raise Invalid(document="Voeg het besluit van het bestuur toe: geen lid ziet dit dossier.")
    if minority({one.id for one in members}, present) and not data.absence.strip():
        raise Invalid(absence="Leg uit waarom niet alle leden meebeslisten (art. 2:4 Awb).")
    decision = Decision(
        kind=kind,
        decided_on=data.decided_on,
        track=track,
        reason=data.reason,
        measures=data.measures,
        apology=data.apology,
        document_id=_document(actor, complaint, data.document),
        recorded_at=now(),
        recorded_by_id=actor.user_id,
        members=[
            DecisionMember(
                user_id=one.id,
                took_part=one.id in present,
                reason="" if one.id in present else data.absence,
            )
            for one in members
        ],
    )
    complaint.decisions.append(decision)
    if data.stated:
        state_uninvolved(actor, complaint, present - involved)
    db.session.flush()
    return decision
