"""The page on which staff write down what came in: by telephone, on paper, or as an e-mail."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from werkzeug.datastructures import MultiDict

from files import mail
from operations import clock, intake
from operations.clock import AMSTERDAM
from operations.contacts import ContactData
from queries import reference
from queries.likeness import Identity, Name, name_in
from rules.admissibility import Requirement, missing_requirements
from rules.errors import Invalid
from rules.vocabulary import Channel, ContactKind, Dating, PartyKind
from rules.wording import Dutch
from text import clamp
from views import act_forms, acts, forms
from views.languages import say

MOST_ROWS = 8
"""Of conducts, and of people complained about; more of them are added in the file."""

Values = act_forms.Values


@dataclass(frozen=True)
class Group:
    """A heading with the names of its fields; ``button`` is what stands below them."""

    title: Dutch
    names: Sequence[str]
    button: tuple[str, Dutch] = ("", "")
    note: Dutch = ""
    folded: bool = False
    """Out of the way until something is in it."""


def person(prefix: str = "", **more: Any) -> dict[str, Any]:
    """The boxes for someone with an address."""
    fields = {
        "contact_id": forms.Combobox(
            "Bestaand contact", act_forms.CONTACTS,
            help="Iemand die wij kennen, houdt eigen naam en adres.",
        ),
        "first_name": forms.TextField("Voornaam of voorletters", longest=80),
        "infix": forms.TextField("Tussenvoegsel", longest=30),
        "family_name": forms.TextField("Achternaam", longest=120, depends=True),
        "organisation": forms.TextField("Organisatie", longest=160),
        "phone": forms.TextField("Telefoonnummer", longest=40),
        "email": forms.EmailField("E-mailadres"),
        "street": forms.TextField("Straat", longest=160),
        "house_number": forms.TextField("Huisnummer en toevoeging", longest=20),
        "postcode": forms.TextField("Postcode", longest=12),
        "town": forms.TextField("Plaats", longest=120),
        "foreign_address": forms.TextArea("Adres in het buitenland", longest=400, rows=2),
    }  # fmt: skip
    return {f"{prefix}{name}": field for name, field in (fields | more).items()}


COMPLAINANT = person(
    email_consent=forms.Check(
        "Stemt er uitdrukkelijk mee in dat brieven per e-mail komen (art. 2:8 Awb)"
    ),
    relation=forms.TextField(
        "Relatie met de organisatie", longest=80, help="Bijvoorbeeld rechter in opleiding."
    ),
)
REPRESENTATIVE = person(
    "rep_",
    lawyer=forms.Check("Is advocaat"),
    authorised_on=forms.DateField(
        "Machtiging ontvangen op", help="Voeg de machtiging toe bij de bestanden."
    ),
)
SUBJECT = {
    "subject_contact_id": forms.Combobox("Bestaand contact", act_forms.CONTACTS),
    "subject_first_name": forms.TextField("Voornaam of voorletters", longest=80),
    "subject_infix": forms.TextField("Tussenvoegsel", longest=30),
    "subject_family_name": forms.TextField("Achternaam", longest=120),
    "subject_capacity": forms.TextField(
        "Hoedanigheid", longest=120, help="Bijvoorbeeld medewerker, docent of ingehuurd."
    ),
    "subject_organisation": forms.TextField(
        "Ingehuurde organisatie", longest=160, help="Zonder achternaam: de organisatie zelf."
    ),
    "subject_unit_id": forms.EntitySelect(
        "Werkt bij afdeling", reference.units, blank="Geen",
        help="Zonder naam: de afdeling als geheel.",
    ),
    "subject_former": forms.Check("Werkt hier niet meer"),
}  # fmt: skip
CONDUCT = {
    "conduct_title": forms.TextField("Gedraging in een paar woorden", longest=200, depends=True),
    "dating": forms.EnumSelect("Wanneer was de gedraging", Dating, blank="Zoals de datums zeggen"),
    "first_on": forms.DateField("Op, of vanaf", help="Leeg als de dag onbekend is."),
    "last_on": forms.DateField("Tot en met", help="Bij een periode."),
    "conduct_place": forms.TextField("Waar", longest=160),
    "conduct_description": forms.TextArea(
        "Wat er toen gebeurde", help="Leeg bij één gedraging: dan telt de tekst van de klacht."
    ),
}
FILES = {
    "mail": forms.FileField("E-mail als bestand (.eml)"),
    "files": forms.FilesField(
        "Bestanden toevoegen",
        help="Een scan, foto of bijlage. Ten hoogste 10 MB per stuk en 25 MB per keer.",
    ),
}
ROWS: dict[str, tuple[dict[str, Any], Dutch, Dutch]] = {
    "conducts": (CONDUCT, "De gedraging", "Nog een gedraging"),
    "subjects": (SUBJECT, "Over wie", "Nog iemand"),
}
"""What there can be more of: its fields, its heading, and the words of the button."""

BESIDE = {"conducts": ("about",)}
"""What a row asks only when there are several of another kind."""


def numbered(name: str, row: int) -> str:
    """The name of a field in this row: the first has the plain one."""
    return name if row == 1 else f"{name}_{row}"


def counts(typed: Mapping[str, str]) -> dict[str, int]:
    """How many rows the page has of each, whatever someone sent."""
    return {kind: clamp(typed.get(kind), least=1, most=MOST_ROWS, default=1) for kind in ROWS}


def grown(base: type[forms.PanelForm], rows: Mapping[str, int]) -> type[forms.PanelForm]:
    """The form with this many rows of what it has rows of."""
    more: dict[str, Any] = {}
    for kind, count in rows.items():
        fields = {name: one for name, one in ROWS[kind][0].items() if hasattr(base, name)}
        more |= {
            numbered(name, row): one for row in range(2, count + 1) for name, one in fields.items()
        }
    people = [(str(row), say("Persoon %(row)s", row=row)) for row in range(1, rows["subjects"] + 1)]
    if len(people) > 1 and hasattr(base, "conduct_title"):
        more |= {
            numbered("about", row): forms.Checks(
                "Over wie gaat dit", people, help="Niets aangekruist: over iedereen."
            )
            for row in range(1, rows["conducts"] + 1)
        }
    return act_forms.made(base, **more)


def laid_out(groups: Iterable[Group], rows: Mapping[str, int]) -> Iterator[Group]:
    """The groups with one for each row, and the button for one more below the last."""
    for group in groups:
        kind = next((one for one in ROWS if ROWS[one][1] == group.title), None)
        count = rows[kind] if kind else 1
        for row in range(1, count + 1):
            title = f"{group.title} ({row})" if count > 1 else group.title
            button = (kind, ROWS[kind][2]) if kind and row == count < MOST_ROWS else group.button
            more = BESIDE.get(kind or "", ())
            names = [numbered(name, row) for name in (*group.names, *more)]
            yield replace(
                group, title=title, names=names, button=button if row == count else ("", "")
            )


def rows_in(values: Values, kind: str, count: int) -> Iterator[tuple[int, Values]]:
    """Each row that something was typed in, with its number; its names as in the first."""
    names = (*ROWS[kind][0], *BESIDE.get(kind, ()))
    for row in range(1, count + 1):
        found = {name: values.get(numbered(name, row)) for name in names}
        if any(found.values()):
            yield row, found


# --- what was typed, as an intake -------------------------------------------------------------


def parties(values: Values, received: Any, count: int) -> tuple[intake.PartyData, ...]:
    """Who complains, who speaks for them and about whom, as far as the form names them."""
    consent = received.astimezone(AMSTERDAM).date() if values.get("email_consent") else None
    # The unit of the complaint is not where the complainant works.
    own = values | {"unit_id": None, "email_consent_on": consent}
    speaker = _without("rep_", values)
    found = [
        acts.person_party(own, PartyKind.COMPLAINANT),
        acts.person_party(speaker, PartyKind.REPRESENTATIVE, "rep_{}") if speaker else None,
        *(subject(row, one) for row, one in rows_in(values, "subjects", count)),
    ]
    return tuple(one for one in found if one)


def subject(row: int, values: Values) -> intake.PartyData | None:
    """One person complained about; without a name the department itself (art. 9:1 lid 2 Awb)."""
    one, boxes = _without("subject_", values), numbered("subject_{}", row)
    party = acts.person_party(one, PartyKind.SUBJECT, boxes)
    if party is not None or not one["unit_id"]:
        return party
    name = dict(reference.units(one["unit_id"]))[one["unit_id"]]
    unit = ContactData(kind=ContactKind.UNIT, organisation=name, unit_id=one["unit_id"])
    return intake.PartyData(PartyKind.SUBJECT, person=unit, boxes=boxes)


def _without(prefix: str, values: Values) -> Values:
    return {
        name.removeprefix(prefix): value
        for name, value in values.items()
        if name.startswith(prefix)
    }


def conducts(values: Values, rows: Mapping[str, int]) -> tuple[intake.ConductData, ...]:
    """The conducts, each with its own dating; one at least, for a complaint is about something."""
    nothing = dict.fromkeys((*CONDUCT, *BESIDE["conducts"]))
    typed = list(rows_in(values, "conducts", rows["conducts"])) or [(1, nothing)]
    # A row of persons that stayed empty makes no person: the others move up.
    people = [row for row, _ in rows_in(values, "subjects", rows["subjects"])]
    made = []
    for row, one in typed:
        description = one["conduct_description"] or ""
        whole = "" if description or len(typed) > 1 else values["description"]
        made.append(
            intake.ConductData(
                title=one["conduct_title"] or description[:200].partition("\n")[0]
                or values["subject"],
                description=description or whole,
                place=one["conduct_place"] or "",
                category_id=values["category_id"],
                dating=dating(row, one),
                first_on=one["first_on"],
                last_on=one["last_on"],
                about=tuple(people.index(int(who)) for who in one["about"] or ()
                            if int(who) in people),
                boxes=numbered("{}", row),
            )
        )  # fmt: skip
    return tuple(made)


def dating(row: int, typed: Values) -> Dating:
    """How the day is known: as chosen, or else as the dates that were filled in say."""
    first, last, chosen = typed["first_on"], typed["last_on"], typed["dating"]
    if chosen is Dating.UNKNOWN and (first or last):
        raise Invalid(**{
            numbered("dating", row): "Er staat een datum bij. Kies wat klopt, of haal hem weg."
        })  # fmt: skip
    if chosen is not None:
        return Dating(chosen)
    if last:
        return Dating.PERIOD
    return Dating.DAY if first else Dating.UNKNOWN


def identity(form: forms.PanelForm) -> Identity:
    """The complainant as typed, to look for who is alike."""
    names = (name for name in Identity.__annotations__ if name in form)
    return Identity(**{name: form[name].data or "" for name in names})


def missing(form: forms.PanelForm) -> tuple[Requirement, ...]:
    """What art. 9:4 lid 2 Awb asks and the page does not have yet; it stops nobody."""

    def has(*names: str) -> bool:
        return all(form[name].data for name in names)

    known = has("contact_id")
    present = {
        Requirement.SIGNATURE: has("signed"),
        Requirement.NAME: known or has("family_name") or has("organisation"),
        Requirement.ADDRESS: known
        or has("foreign_address")
        or has("street", "house_number", "postcode", "town"),
        Requirement.DATE: has("letter_dated_on"),
        Requirement.DESCRIPTION: has("description") or has("conduct_description"),
    }
    return missing_requirements(one for one, there in present.items() if there)


# --- an e-mail ------------------------------------------------------------------------------


NAME = ("first_name", "infix", "family_name", "organisation", "contact_id")


def filled_in(typed: MultiDict[str, str], message: mail.Mail) -> None:
    """Put what the message says in the boxes that are still empty. Nothing of it is proof."""
    named = any(typed.get(box, "").strip() for box in NAME)
    name = Name() if named else name_in(message.sender_name)
    sent = message.sent_at
    if sent is not None and sent > clock.now() + timedelta(minutes=5):
        sent = None  # a clock that is wrong tells nothing
    moment = sent.astimezone(AMSTERDAM).strftime("%Y-%m-%dT%H:%M") if sent else ""
    known = {
        "first_name": name.first_name[:80],
        "infix": name.infix[:30],
        "family_name": name.family_name[:120],
        "email": message.sender[:254],
        "subject": message.subject[:200],
        "description": message.text,
        "received_at": moment,
        "sent_at": moment,
    }
    for box, value in known.items():
        if not typed.get(box, "").strip():
            typed[box] = value
    typed["channel"], typed["written"] = Channel.EMAIL.value, "1"
