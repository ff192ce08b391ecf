"""Where an obstacle can be removed: the keys that rules give, as addresses and words."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from models import Complaint, Conduct
from operations import access
from queries import cases, complaints
from rules import procedure
from rules.case import CaseFacts
from rules.correspondence import BY_KIND, fits
from rules.errors import Obstacle
from rules.permissions import Actor, Relation, reaches
from rules.vocabulary import NOT_HANDLED, Event, LetterKind, Permission
from rules.wording import Dutch, told
from views.acts import ACTS
from views.display import place
from views.session import current_actor

NEEDS: dict[str, tuple[Permission, ...]] = {
    "add_complainant": ACTS["party"].permissions,
    "add_conduct": (Permission.COMPLAINT_EDIT,),
    "contact": (Permission.CONTACT_EDIT,),
    "letter": (Permission.LETTER_WRITE,),
    "user_of": (Permission.CONTACT_EDIT,),
    "hearings": (Permission.COMPLAINT_READ, Permission.REPORT_READ),
    "contact_moment": ACTS["contact"].permissions,
    "committee": (Permission.COMMITTEE_READ,),
    "member": (Permission.COMMITTEE_READ,),
    "edit": (Permission.COMPLAINT_EDIT,),
    "recommendation": (Permission.ADVICE_READ,),
} | {name: ACTS[name].permissions for name in (
    "advice", "advise", "ask_extension", "assign", "conclude", "document", "judge", "ombudsman",
    "replace", "screening", "settlement", "withdrawal",
)}  # fmt: skip
"""What one needs to remove an obstacle: a link that leads to a refusal is none."""

WORDS: dict[str, Dutch] = {
    "add_complainant": "Klager toevoegen",
    "add_conduct": "Gedraging toevoegen",
    "contact": "Adres aanvullen",
    "contact_moment": "Contact vastleggen",
    "user_of": "Gebruiker vastleggen",
    "hearings": "Naar het horen",
    "assign": "Behandelaar aanwijzen",
    "conclude": "Besluit vastleggen",
    "document": "Document toevoegen",
    "screening": "Onderdeel toetsen",
    "judge": "Oordeel voorbereiden",
    "committee": "Naar de commissie",
    "member": "Naar het commissielid",
    "edit": "Gegevens aanvullen",
    "recommendation": "Naar de aanbevelingen",
    "advice": "Rapport schrijven",
    "advise": "Adviseren",
    "ask_extension": "Uitstel voorstellen",
    "ombudsman": "Naar de zaak",
    "replace": "Vervangen",
    "settlement": "Oplossing vastleggen",
    "withdrawal": "Intrekking vastleggen",
}


@dataclass(frozen=True)
class Linked(Obstacle):
    """An obstacle with an address in place of its key; ``words`` say what the link does."""

    words: str = ""


def words(key: str) -> str:
    """What someone does by following the link of this key."""
    subject, _, what = key.partition(":")
    if subject == "letter":
        return told("%(letter)s maken", letter=LetterKind(what))
    if subject == "step":
        return Event(what).label
    return WORDS.get(subject, "")


def address(
    complaint: Complaint, key: str, relation: Relation, facts: CaseFacts | None = None
) -> str:
    """The page that removes an obstacle; empty when there is none for whoever is signed in."""
    file = f"{place(complaint)}/{complaint.id}"
    subject, _, what = key.partition(":")
    if not key or not _may(complaint, subject, what, relation, facts):
        return ""
    undecided = (one.id for one in complaint.conducts if one.screening is None)
    handled = [one for one in complaint.conducts if one.screening not in NOT_HANDLED]
    unjudged = (one.id for one in handled if one.judgement is None or unreasoned(one))
    unadvised = (one.id for one in handled if one.advised is None)
    match subject:
        case "add_complainant":
            return f"{file}/party/?kind=complainant"
        case "add_conduct":
            return f"/admin/conduct/new/?complaint={complaint.id}"
        case (
            "advice"
            | "ask_extension"
            | "assign"
            | "conclude"
            | "document"
            | "replace"
            | "settlement"
            | "withdrawal"
        ):
            return f"{file}/{subject}/"
        case "advise" if one := next(unadvised, None):
            return f"{file}/advise/?of={one}"
        case "committee" | "member":
            return f"/admin/{subject}/details/?id={what}"
        case "recommendation" | "ombudsman":
            return f"/admin/complaint/details/?id={complaint.id}&tab=follow-up"
        case "screening" if one := next(undecided, None):
            return f"{file}/screening/?of={one}"
        case "judge" if one := next(unjudged, None):
            return f"{file}/judge/?of={one}"
        case "hearings":
            return f"{place(complaint)}/details/?id={complaint.id}&tab=hearings"
        case "contact_moment":
            return f"{file}/contact/"
        case "edit":
            return f"{place(complaint)}/edit/?id={complaint.id}"
        case "user_of":
            back = quote(f"{place(complaint)}/details/?id={complaint.id}", safe="/")
            return f"/admin/contact/edit/?id={what}&url={back}"
        case "contact":
            return f"/admin/contact/edit/?id={what}&url={file}/letter/"
        case "letter":
            return f"{file}/letter/?kind={what}"
        case "step":
            return f"{file}/step/{what}"
        case _:
            return ""


def unreasoned(conduct: Conduct) -> bool:
    """The judgement departs from the advice without saying why (art. 9:16 Awb)."""
    departs = conduct.advised is not None and conduct.advised is not conduct.judgement
    return departs and not conduct.deviation_reason.strip()


def _may(
    complaint: Complaint, subject: str, what: str, relation: Relation, facts: CaseFacts | None
) -> bool:
    """Whether the page behind the key is open to whoever is signed in, in this state."""
    actor, needed = current_actor(), NEEDS.get(subject, ())
    if subject in {"step", "letter"}:
        facts = facts or cases.facts(complaint, actor)
        if subject == "letter" and not leads_on(complaint, LetterKind(what), facts, actor):
            return False
        rows = [row for row in procedure.transitions_from(complaint.state) if row.event == what]
        needed += tuple(row.permission_for(facts) for row in rows)
    act = ACTS.get(subject)
    if act is not None and act.states is not None and complaint.state not in act.states:
        return False
    if act is not None and act.closed(actor, complaint):
        return False
    return may(actor, complaint, relation, *needed)


def leads_on(complaint: Complaint, kind: LetterKind, facts: CaseFacts, actor: Actor) -> bool:
    """Whether there is such a letter to go on with, or it can be made now."""
    if BY_KIND[kind].by_adviser and not facts.advice_open(actor.user_id):
        return False
    return bool(cases.unsent(complaint, kind)) or fits(BY_KIND[kind], facts, actor).fits


def may(actor: Actor, complaint: Complaint, relation: Relation, *wanted: Permission) -> bool:
    """Whether one of these rights reaches the file, each as it is for a file of this kind."""
    rights = (access.right(one, complaint.kind) for one in wanted)
    return any(reaches(actor.scope(one), relation) for one in rights)


def linked(
    complaint: Complaint,
    obstacles: Iterable[Obstacle],
    relation: Relation | None = None,
    facts: CaseFacts | None = None,
) -> tuple[Linked, ...]:
    """The obstacles with addresses and words in place of keys."""
    relation = relation or complaints.relation(current_actor(), complaint)
    return tuple(
        Linked(one.text, one.basis, address(complaint, one.repair, relation, facts),
               one.overridable, words(one.repair))
        for one in obstacles
    )  # fmt: skip
