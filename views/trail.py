"""The trail in words: what its codes mean to a reader."""

from typing import Any

from rules.vocabulary import Event
from views.display import NOTHING, shown

SUBJECTS = {
    "access": "toegang",
    "audit": "logboek",
    "calendar_day": "rustdag",
    "category": "categorie",
    "committee": "commissie",
    "committee_member": "commissielid",
    "complaint": "dossier",
    "conduct": "gedraging",
    "conflict": "verklaring",
    "contact": "contact",
    "deadline": "termijn",
    "decision": "besluit",
    "demonstration": "demonstratie",
    "document": "document",
    "hearing": "hoorgesprek",
    "installation": "installatie",
    "letter": "brief",
    "mandate": "mandaat",
    "note": "notitie",
    "party": "partij",
    "recommendation": "aanbeveling",
    "report": "melding",
    "role": "rol",
    "session": "aanmelding",
    "setting": "instelling",
    "template": "sjabloon",
    "tie": "binding",
    "unit": "afdeling",
    "user": "gebruiker",
}
ACTS = {
    "added": "toegevoegd",
    "approved": "vastgesteld",
    "assigned": "toegewezen",
    "cancelled": "afgezegd",
    "changed": "gewijzigd",
    "corrected": "verbeterd",
    "created": "toegevoegd",
    "declared": "afgelegd",
    "downloaded": "opgehaald",
    "edited": "bewerkt",
    "exported": "geëxporteerd",
    "finished": "definitief gemaakt",
    "installed": "geplaatst",
    "planned": "gepland",
    "prepared": "voorbereid",
    "recomputed": "opnieuw berekend",
    "recorded": "vastgelegd",
    "refused": "geweigerd",
    "reopened": "weer open",
    "sent": "verzonden",
    "signed_in": "begonnen",
    "signed_out": "beëindigd",
    "users": "gebruikers gemaakt",
    "viewed": "bekeken",
    "waived": "van afgezien",
    "withdrawn": "vervallen",
} | {event.value: f"stap: {event.label.lower()}" for event in Event}
PARTICULARS = {
    "fields": "velden",
    "roles": "rollen",
    "count": "aantal",
    "type": "soort",
    "what": "verzoek",
    "key": "sleutel",
    "before": "was",
    "after": "werd",
    "cause": "aanleiding",
    "reason": "reden",
    "basis": "grondslag",
}


def what(verb: str) -> str:
    """A verb in words.

    >>> what("contact:changed")
    'contact gewijzigd'
    """
    subject, _, act = verb.partition(":")
    return f"{SUBJECTS.get(subject, subject)} {ACTS.get(act, act)}"


def who(name: str | None, actor_id: int | None) -> str:
    """Whoever acted; without a user it was the panel."""
    if actor_id is None:
        return "systeem"
    return name or f"gebruiker {actor_id}"


def of_what(chain: int, entity: str, entity_id: int | None) -> str:
    parts = [f"dossier {chain}"] if chain else []
    if entity:
        parts.append(f"{SUBJECTS.get(entity, entity)} {entity_id}")
    return ", ".join(parts) or NOTHING


def particulars(data: dict[str, Any]) -> str:
    """Each named value, on one line."""
    return (
        "; ".join(f"{PARTICULARS.get(name, name)}: {shown(value)}" for name, value in data.items())
        or NOTHING
    )
