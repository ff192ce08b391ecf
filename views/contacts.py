"""Contacts: the people, organisations and departments that appear in files."""

from typing import Any

from sqlalchemy import ColumnElement

from models import Contact, Unit, User
from operations import contacts as operations
from operations.contacts import ContactData
from queries import contacts, reference, users
from queries.cases import display_name
from rules.permissions import Actor
from rules.vocabulary import ContactKind, Permission
from views import forms
from views.base import PanelView, column
from views.display import NOTHING
from views.filters import EntityFilter, EnumFilter
from views.session import current_actor

USERS = forms.Lookup(users.find, users.name_of)


class ContactForm(forms.PanelForm):
    parts = (
        (
            "Naam",
            ("kind", "first_name", "infix", "family_name", "organisation", "salutation"),
        ),
        ("Adres", ("street", "house_number", "postcode", "town", "foreign_address")),
        ("Bereikbaar", ("email", "phone", "email_consent_on", "email_consent_until")),
        ("In de organisatie", ("relation", "unit_id", "user_id")),
    )
    kind = forms.EnumSelect("Soort", ContactKind, required=True)
    first_name = forms.TextField("Voornaam of voorletters", longest=80)
    infix = forms.TextField("Tussenvoegsel", longest=30)
    family_name = forms.TextField("Achternaam", longest=120, depends=True)
    organisation = forms.TextField("Organisatie of afdeling", longest=160, depends=True)
    salutation = forms.TextField(
        "Aanspreekvorm", longest=40, help="Bijvoorbeeld mevrouw of meneer; leeg is neutraal."
    )
    street = forms.TextField("Straat", longest=160)
    house_number = forms.TextField("Huisnummer en toevoeging", longest=20)
    postcode = forms.TextField("Postcode", longest=12, help="Bijvoorbeeld 1234 AB.")
    town = forms.TextField("Plaats", longest=120)
    foreign_address = forms.TextArea("Adres in het buitenland", longest=400, rows=3)
    email = forms.EmailField("E-mailadres")
    phone = forms.TextField("Telefoonnummer", longest=40)
    relation = forms.TextField(
        "Relatie met de organisatie", longest=80, help="Bijvoorbeeld rechter in opleiding."
    )
    email_consent_on = forms.DateField(
        "Stemt in met post per e-mail sinds", help="Zonder instemming gaat een brief per post."
    )
    email_consent_until = forms.DateField("Instemming ingetrokken op")
    unit_id = forms.EntitySelect("Afdeling van de organisatie", reference.units, blank="Geen")
    user_id = forms.Combobox(
        "Is gebruiker van dit paneel",
        USERS,
        help="Wie zelf partij is, ziet het dossier niet (art. 9:7 Awb).",
    )


def name(first: str, infix: str, family: str, organisation: str) -> str:
    """Sorted by family name, so shown that way."""
    if not family:
        return organisation
    return f"{family}, {' '.join(part for part in (first, infix) if part)}".rstrip(", ")


NAME = column(
    "name", "Naam", Contact.first_name, Contact.infix, Contact.family_name, Contact.organisation,
    show=name, sort=Contact.sort_name,
)  # fmt: skip


class ContactView(PanelView):
    title, one_title = "Contacten", "contact"
    to_read = to_export = Permission.CONTACT_READ
    to_create = to_edit = Permission.CONTACT_EDIT
    form = ContactForm
    searchable = True
    search_help = "Zoek op naam"
    order = ((Contact.sort_name, False),)
    columns = (
        NAME,
        column("kind", "Soort", Contact.kind),
        column("organisation", "Organisatie", Contact.organisation),
        column("town", "Plaats", Contact.town),
        column("relation", "Relatie", Contact.relation),
    )
    details = (
        NAME,
        column("kind", "Soort", Contact.kind),
        column("organisation", "Organisatie of afdeling", Contact.organisation),
        column("salutation", "Aanspreekvorm", Contact.salutation),
        column(
            "address", "Adres", Contact.street, Contact.house_number, Contact.postcode,
            Contact.town, Contact.foreign_address,
            show=lambda *parts: " ".join(part for part in parts if part) or NOTHING,
        ),
        column("email", "E-mailadres", Contact.email),
        column("phone", "Telefoonnummer", Contact.phone),
        column("relation", "Relatie", Contact.relation),
        column("consent", "Stemt in met e-mail sinds", Contact.email_consent_on),
        column("consent_until", "Instemming ingetrokken op", Contact.email_consent_until),
        column("unit", "Afdeling", Unit.name, via=Contact.unit),
        column("user", "Gebruiker van dit paneel", User.name, via=Contact.user),
        column("recorded_at", "Vastgelegd op", Contact.recorded_at),
    )  # fmt: skip
    filters = (
        EnumFilter("kind", "Soort", Contact.kind, ContactKind),
        EntityFilter("unit", "Afdeling", Contact.unit_id, reference.all_units),
    )

    def visible(self, actor: Actor) -> ColumnElement[bool]:
        return contacts.visible_to(actor)

    def search_condition(self, term: str) -> ColumnElement[bool]:
        return contacts.named(term)

    def title_of(self, record: Contact) -> str:
        return display_name(record)

    def starting(self) -> dict[str, Any]:
        return {"kind": ContactKind.NATURAL}

    def create_model(self, form: forms.PanelForm) -> int:
        return operations.create(ContactData(**form.cleaned()), current_actor())

    def update_model(self, form: forms.PanelForm, model: Contact) -> None:
        operations.update(model.id, ContactData(**form.cleaned()), self.version(), current_actor())
