"""Where an obstacle can be removed: the keys that rules give, as addresses."""

from collections.abc import Iterable
from dataclasses import replace

from models import Complaint
from rules.errors import Obstacle
from rules.vocabulary import ScreeningOutcome


def address(complaint: Complaint, key: str) -> str:
    """The page that removes an obstacle; empty when there is none."""
    file = f"/admin/complaint/{complaint.id}"
    subject, _, what = key.partition(":")
    undecided = (one.id for one in complaint.conducts if one.screening is None)
    unjudged = (
        one.id
        for one in complaint.conducts
        if one.judgement is None and one.screening is not ScreeningOutcome.REFUSED
    )
    match subject:
        case "add_complainant":
            return f"{file}/party/?kind=complainant"
        case "add_conduct":
            return f"/admin/conduct/new/?complaint={complaint.id}"
        case "assign" | "conclude" | "document":
            return f"{file}/{subject}/"
        case "screening" if one := next(undecided, None):
            return f"{file}/screening/?of={one}"
        case "judge" if one := next(unjudged, None):
            return f"{file}/judge/?of={one}"
        case "hearing":
            return f"/admin/complaint/details/?id={complaint.id}&tab=hearings"
        case "contact":
            return f"/admin/contact/edit/?id={what}&url=/admin/complaint/{complaint.id}/letter/"
        case "letter":
            return f"{file}/letter/?kind={what}"
        case "step":
            return f"{file}/step/{what}"
        case _:
            return ""


def linked(complaint: Complaint, obstacles: Iterable[Obstacle]) -> tuple[Obstacle, ...]:
    """The obstacles with addresses in place of keys."""
    return tuple(replace(one, repair=address(complaint, one.repair)) for one in obstacles)
