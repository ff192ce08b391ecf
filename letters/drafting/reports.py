"""L21 to L23: what whoever reported something to the Servicedesk hears (the scheme)."""

from typing import Any

from letters import contexts
from letters.drafting import people
from letters.drafting.case import Case
from letters.drafting.common import common, long, sentence
from letters.drafting.intake import COMPLAINT_FORM
from rules.vocabulary import LetterKind, State


def _report(case: Case) -> dict[str, Any]:
    subject = case.complaint.subject.strip()
    return {
        "received_on": long(case.complaint.received_on),
        "summary": f"Uw melding gaat over “{subject}”." if subject else "",
    }


def report_taken_up(case: Case) -> contexts.ReportTakenUp:
    """L21 Bericht in behandeling (melding)."""
    return contexts.ReportTakenUp(
        **common(case, LetterKind.L21, "Wij zijn met uw melding bezig"),
        **_report(case),
        taken_up_on=long(case.complaint.taken_up_on),
        handler=people.with_function(case.complaint.handler),
    )


def formal_route(case: Case) -> contexts.FormalRoute:
    """L22 Wijzen op de formele klacht (art. 9:1 Awb)."""
    return contexts.FormalRoute(
        **common(
            case,
            LetterKind.L22,
            "U kunt een formele klacht indienen",
            enclosures=(COMPLAINT_FORM,),
        ),
        **_report(case),
        tried=sentence(case.complaint.solution),
    )


NO_SOLUTION = "Het is niet gelukt om samen met u een oplossing te vinden."


def report_closed(case: Case) -> contexts.ReportClosed:
    """L23 Sluiting melding."""
    unsolved = NO_SOLUTION if case.complaint.state is State.I6 else ""
    return contexts.ReportClosed(
        **common(case, LetterKind.L23, "Wij sluiten uw melding"),
        **_report(case),
        outcome=sentence(case.complaint.solution) or unsolved,
    )
