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
    "mail": "e-mail",
    "mandate": "mandaat",
    "note": "notitie",
    "party": "partij",
    "recommendation": "aanbeveling",
    "report": "melding",
    "judgement": "oordeel",
    "role": "rol",
    "screening": "toetsing",
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
    "bounced": "teruggekomen",
    "cancelled": "afgezegd",
    "changed": "gewijzigd",
    "chose_mail": "koos e-mail",
    "corrected": "verbeterd",
    "created": "toegevoegd",
    "decided": "besloten",
    "declared": "afgelegd",
    "downloaded": "opgehaald",
    "drafted": "gemaakt",
    "edited": "bewerkt",
    "exported": "geëxporteerd",
    "failed": "mislukt",
    "finished": "definitief gemaakt",
    "installed": "geplaatst",
    "planned": "gepland",
    "prepared": "voorbereid",
    "proposed": "voorgesteld",
    "recomputed": "opnieuw berekend",
    "recorded": "vastgelegd",
    "refused": "geweigerd",
    "registered": "geregistreerd",
    "reopened": "weer open",
    "resent": "opnieuw verzonden",
    "retried": "opnieuw klaargezet",
    "seen": "bekeken",
    "sent": "verzonden",
    "signed_in": "begonnen",
    "signed_out": "beëindigd",
    "users": "gebruikers gemaakt",
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
    "source": "van",
    "target": "naar",
    "overridden": "met reden voorbij",
    "kind": "soort",
    "number": "versie",
    "sent_on": "op",
    "channel": "hoe",
    "sha256": "controlegetal",
    "template": "sjabloon",
    "conduct": "gedraging",
    "outcome": "uitkomst",
    "ground": "grond",
    "judgement": "oordeel",
    "judgements": "oordelen",
    "members": "leden",
    "final": "vastgesteld",
    "form": "vorm",
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
