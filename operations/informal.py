"""The informal track (law.md T02 to T08): what each step on a report writes beside moving it.

Helpers of ``operations.intake`` and ``operations.handling``: they work inside their transaction.
"""

from datetime import date
from typing import TYPE_CHECKING

from models import Assignment, Complaint
from operations import audit, filing, handover, outbox
from queries import cases, users
from rules import procedure
from rules.errors import Invalid
from rules.permissions import Actor
from rules.vocabulary import CaseRole, Event, State
from rules.wording import told

if TYPE_CHECKING:
    from operations.handling import StepData


def go_on(actor: Actor, complaint: Complaint) -> None:
    """T02 in the same act as T01, when subject and unit are known."""
    row = procedure.transition(State.I0, Event.REGISTER_REPORT)
    if not row.obstacles(cases.facts(complaint, actor)):
        filing.take(actor, complaint, row)
        tell_leaders(actor, complaint)


def tell_leaders(actor: Actor, complaint: Complaint) -> None:
    """The scheme: the team leader of the unit is told at once; each of them once per report."""
    leaders = users.team_leaders(complaint, actor.today)
    for leader in leaders:
        outbox.post(
            key=f"report-registered:{complaint.id}:{leader.id}",
            recipient=leader.email,
            subject=f"Melding {complaint.reference}: voor jouw afdeling",
            body=f"De Servicedesk heeft melding {complaint.reference} geregistreerd. Zij gaat over "
            "jouw afdeling. Je leest haar in het klachtenpaneel, onder Meldingen.\n",
            complaint=complaint,
            user_id=leader.id,
        )
    audit.record(
        actor, "report:leaders_told", complaint, complaint, users=[one.id for one in leaders]
    )


def register(actor: Actor, complaint: Complaint, _data: "StepData") -> None:
    tell_leaders(actor, complaint)


def take_up(actor: Actor, complaint: Complaint, _data: "StepData") -> None:
    """T03: whoever takes it up, handles it. Late is late; it stands in no one's way."""
    complaint.taken_up_on = actor.today
    complaint.handler_id = actor.user_id
    handover.end_handling(complaint, actor.today)
    if actor.user_id is not None:
        complaint.assignments.append(
            Assignment(user_id=actor.user_id, role=CaseRole.HANDLER, from_on=actor.today)
        )


def solve(actor: Actor, complaint: Complaint, data: "StepData") -> None:
    """T04: the Servicedesk's own view is not enough (art. 9:5 Awb, R024)."""
    wrong: dict[str, str] = {}
    if not data.solution.strip():
        wrong["solution"] = told("Schrijf op wat de oplossing is.")
    if not data.satisfaction.strip():
        wrong["satisfaction"] = told(
            "Schrijf op waaruit blijkt dat de melder tevreden is: stilte is geen tevredenheid "
            "(art. 9:5 Awb). Reageert de melder niet? Kies dan “Sluiten zonder oplossing”."
        )
    if data.settled_on is None or not complaint.received_on <= data.settled_on <= actor.today:
        wrong["settled_on"] = told("Kies een dag tussen de ontvangst van de melding en vandaag.")
    if wrong:
        raise Invalid(**wrong)
    # What the letters of both tracks print as agreed stands in one column (L16).
    complaint.solution = complaint.settlement = data.solution
    complaint.satisfaction, complaint.settled_on = data.satisfaction, data.settled_on
    end(complaint, actor.today)


def point_on(_actor: Actor, _complaint: Complaint, data: "StepData") -> None:
    """T05: no solution; the way to a formal complaint is pointed out, and stays open."""
    if not data.reason.strip():
        raise Invalid(reason="Schrijf op wat er is geprobeerd.")


def close(actor: Actor, complaint: Complaint, data: "StepData") -> None:
    """T07: no answer, or the reporter stops."""
    if not data.reason.strip():
        raise Invalid(reason="Schrijf op waarom de melding zonder oplossing sluit.")
    end(complaint, actor.today)


def refer(actor: Actor, complaint: Complaint, data: "StepData") -> None:
    """T08: it belongs elsewhere (art. 2:3 Awb)."""
    if not data.forwarded_to.strip():
        raise Invalid(forwarded_to="Schrijf op naar wie je de melder verwijst.")
    complaint.forwarded_to = data.forwarded_to
    end(complaint, actor.today)


def end(complaint: Complaint, today: date) -> None:
    """From here the retention period of a report counts."""
    complaint.ended_on = today
    filing.end_for_good(complaint, today)
