"""What the public form asks, step by step, and what the answers mean.

A step is made from what was typed, kept word for word; it is complete when its forms validate.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Form
from wtforms.validators import StopValidation

from operations.clock import today
from operations.contacts import ContactData, spelled
from operations.intake import ConductData, PartyData
from rules.errors import Invalid
from rules.vocabulary import ContactKind, Dating, PartyKind
from text import FIRST_YEAR, Unclean, clamp, clean_text, read_date
from views import forms
from views.languages import say as _
from views.languages import say_later as _l

MOST_PARTS = 10
"""So many conducts fit in one complaint."""

SHORT = 80
"""Signs of what happened that make the title of a conduct."""


# --- fields ---------------------------------------------------------------------------------


class Radios(forms.ChoiceField):
    """One of a few, all in sight."""

    kind = "radios"

    @property
    def box(self) -> str:
        return f"{self.id}-1"


class Tick(forms.Check):
    """A box that has to be ticked."""

    def pre_validate(self, form: Form) -> None:
        if self.required and not self.data:
            raise StopValidation(self.required)


class Phone(forms.TextField):
    kind = "tel"

    def read(self, raw: str) -> str:
        kept = str(super().read(raw))
        if not re.fullmatch(r"[+]?[\d\s().\-–/]{6,30}", kept, re.ASCII) and not re.search(
            r"\d{4}", kept
        ):
            raise Unclean("Vul een telefoonnummer in, zoals 06 12345678.")
        return kept


class Postcode(forms.TextField):
    def read(self, raw: str) -> str:
        try:
            return spelled(str(super().read(raw)))
        except Invalid:
            raise Unclean("Vul een postcode in als 1234 AB.") from None


MONTHS = (
    ("jan", "ja"), ("feb", "fe"), ("maa", "mrt", "mar"), ("apr", "ap"), ("mei", "may"),
    ("jun",), ("jul",), ("aug", "au"), ("sep", "se"), ("okt", "oct"), ("nov", "no"), ("dec", "de"),
)  # fmt: skip
"""How the name of a month begins, in Dutch and English."""

BOXES = ("day", "month", "year")


class PartialDay(forms.PanelField):
    """A day in three boxes; its day, or day and month, may be left open. The value is the first
    and the last day that it can be.
    """

    kind = "day"

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        self.parts = {
            one: (formdata.get(f"{self.name}-{one}", "") if formdata else "") for one in BOXES
        }
        self.wrong = ""
        super().process(formdata, *args, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        if any(one.strip() for one in self.parts.values()):
            with forms.said():
                self.data = self._read(*(one.strip() for one in self.parts.values()))

    def _read(self, day: str, month: str, year: str) -> tuple[date, date]:
        self.wrong = "year"
        if not re.fullmatch(r"\d{4}", year, re.ASCII) or int(year) < FIRST_YEAR:
            raise Unclean("Vul een jaar in van 4 cijfers, bijvoorbeeld 2026.")
        self.wrong = "month"
        number = self._month(month)
        if day and not number:
            raise Unclean("Vul ook de maand in.")
        first, last = date(int(year), number or 1, 1), date(int(year), number or 12, 1)
        last = last.replace(day=monthrange(last.year, last.month)[1])
        if day:
            self.wrong = "day"
            if not re.fullmatch(r"\d{1,2}", day, re.ASCII):
                raise Unclean("Vul de dag in met cijfers, bijvoorbeeld 27.")
            first = last = read_date(f"{day}-{number}-{year}")
        if first > today():
            self.wrong = "day" if day else "year"
            raise Unclean("Deze datum is er nog niet geweest.")
        self.wrong = ""
        return first, min(last, today())

    @staticmethod
    def _month(typed: str) -> int:
        """1 to 12, or its name; 0 when it was left open."""
        if not typed:
            return 0
        if re.fullmatch(r"\d{1,2}", typed, re.ASCII) and 1 <= int(typed) <= 12:
            return int(typed)
        for number, names in enumerate(MONTHS, 1):
            if typed.casefold().startswith(names) and len(typed) >= 3:
                return number
        raise Unclean("Vul een maand in van 1 tot en met 12.")

    @property
    def box(self) -> str:
        return f"{self.id}-{self.wrong or 'day'}"

    def names(self) -> list[str]:
        return [f"{self.name}-{one}" for one in BOXES]


def names(form: forms.PanelForm) -> Iterator[str]:
    """The boxes of a form."""
    for field in form:
        yield from field.names() if isinstance(field, PartialDay) else (field.name,)
        if isinstance(field, forms.TextField):
            yield field.number_box


def wrong(field: forms.PanelField, message: Any) -> bool:
    """Put a message beside a field; always False."""
    field.errors = [*field.errors, str(message)]
    return False


# --- step 1: the complaint ------------------------------------------------------------------

YES, NO = "ja", "nee"

ABOUT = (
    ("behaviour", _l("Hoe iemand met mij omging")),
    ("no_answer", _l("Ik kreeg geen antwoord, of te laat")),
    ("information", _l("Ik kreeg verkeerde of te weinig informatie")),
    ("other", _l("Iets anders")),
)
CATEGORY = {
    "behaviour": "onfatsoenlijk gedrag",
    "no_answer": "te lang wachten op een antwoord",
    "information": "gebrekkig verstrekken van informatie",
    "other": "anders",
}
"""The kinds of the scheme that these words stand for; the authority can rename its kinds."""

WHEN = (
    (Dating.DAY.value, _l("Op één dag")),
    (Dating.PERIOD.value, _l("In een langere tijd")),
    (Dating.ONGOING.value, _l("Het gaat nog door")),
    (Dating.UNKNOWN.value, _l("Dat weet ik niet meer")),
)


class AboutForm(forms.PanelForm):
    about = Radios(
        _l("Waarover gaat je klacht?"), ABOUT, help=_l("Kies wat het beste past."),
        required=_l("Kies waarover je klacht gaat."),
    )  # fmt: skip
    whom = forms.TextField(
        _l("Over wie of welke afdeling gaat je klacht?"), longest=200,
        help=_l(
            "Weet je de naam niet? Vul dan een functie of afdeling in. Bijvoorbeeld: docent "
            "Strafrecht."
        ),
        required=_l("Vul in over wie of welke afdeling je klacht gaat."),
    )  # fmt: skip
    wish = forms.TextArea(
        _l("Wat wil je dat SSR doet?"), longest=4000, rows=3,
        help=_l("Bijvoorbeeld: excuses, een nieuwe datum of uitleg."),
    )  # fmt: skip
    servicedesk = Radios(
        _l("Heb je hierover al contact gehad met de Servicedesk?"),
        ((YES, _l("Ja")), (NO, _l("Nee"))), required=_l("Kies ja of nee."),
    )  # fmt: skip


class ConductForm(forms.PanelForm):
    """One thing that happened."""

    what = forms.TextArea(
        _l("Wat is er gebeurd?"), longest=10_000, rows=7,
        help=_l("Schrijf op wat er gebeurde, wie erbij was en wat je ervan vond."),
        required=_l("Schrijf op wat er is gebeurd."),
    )  # fmt: skip
    when = Radios(
        _l("Wanneer is het gebeurd?"), WHEN, default=Dating.DAY.value,
        required=_l("Kies wanneer het is gebeurd."),
    )  # fmt: skip
    begin = PartialDay(
        _l("Datum"),
        help=_l("Bijvoorbeeld 27 3 2026. Weet je de dag niet precies? Laat de dag dan leeg."),
    )
    end = PartialDay(_l("Laatste dag"))

    def validate(self, **kwargs: Any) -> bool:
        if self.when.data == Dating.UNKNOWN.value:
            self.begin.process_errors, self.end.process_errors = [], []
        if self.when.data != Dating.PERIOD.value:
            self.end.process_errors = []
        right = bool(super().validate(**kwargs))
        if self.when.data in {None, Dating.UNKNOWN.value} or not right:
            return right
        if not self.begin.data:
            return wrong(self.begin, _("Vul in wanneer het was. Een jaar is genoeg."))
        if self.when.data == Dating.PERIOD.value and not self.end.data:
            return wrong(self.end, _("Vul ook de laatste dag in. Een jaar is genoeg."))
        if self.when.data == Dating.PERIOD.value and self.end.data[1] < self.begin.data[0]:
            return wrong(self.end, _("De laatste dag ligt voor de eerste."))
        return True

    def facts(self, *, alone: bool) -> ConductData:
        """As the file has it. A day of which part is open lies between two days."""
        dating = Dating(self.when.data)
        first, last = self.begin.data or (None, None)
        if dating is Dating.DAY and first != last:
            dating = Dating.WINDOW
        if dating is Dating.PERIOD:
            last = self.end.data[1]
        if dating is Dating.UNKNOWN:
            first = last = None
        what = self.what.data
        title = " ".join(what.split())
        shortened = title if len(title) <= SHORT else f"{title[: SHORT - 1]}…"
        return ConductData(
            shortened, "" if alone else what, dating=dating, first_on=first, last_on=last
        )


class ComplaintStep:
    """What happened, when, about whom, and what should be done."""

    def __init__(self, typed: Mapping[str, str]) -> None:
        data = MultiDict(typed) or None
        self.about = AboutForm(data)
        count = clamp(typed.get("parts"), least=1, most=MOST_PARTS, default=1)
        self.conducts = [ConductForm(data, prefix=f"part{one}") for one in range(count)]
        self.forms: list[forms.PanelForm] = [self.about, *self.conducts]

    @property
    def extra(self) -> dict[str, str]:
        return {"parts": str(len(self.conducts))}

    def validate(self) -> bool:
        right = not [one for one in self.forms if not one.validate()]
        try:
            clean_text(self.description)
        except Unclean:
            return wrong(
                self.conducts[-1].what,
                _("Samen is dit te lang. Maak je verhaal korter, of voeg een bestand toe."),
            )
        return right

    @property
    def description(self) -> str:
        """All that happened, in the words of who complains."""
        told = [one.what.data or "" for one in self.conducts]
        if len(told) == 1:
            return str(told[0])
        return "\n\n".join(f"{number}. {words}" for number, words in enumerate(told, 1))

    @property
    def facts(self) -> tuple[ConductData, ...]:
        return tuple(one.facts(alone=len(self.conducts) == 1) for one in self.conducts)

    @property
    def ordered(self) -> list[Any]:
        """The fields in the order of the page, for the summary of errors."""
        first, last = [self.about.about, self.about.whom], [self.about.wish, self.about.servicedesk]
        return first + [field for form in self.conducts for field in form] + last


def with_part(typed: Mapping[str, str]) -> dict[str, str]:
    """One more thing that happened."""
    count = clamp(typed.get("parts"), least=1, most=MOST_PARTS, default=1)
    if count == MOST_PARTS:
        return dict(typed)
    return {f"part{count}-when": Dating.DAY.value} | dict(typed) | {"parts": str(count + 1)}


def without_part(typed: Mapping[str, str], gone: int) -> dict[str, str]:
    """One thing less; what came after it moves up."""
    count = clamp(typed.get("parts"), least=1, most=MOST_PARTS, default=1)
    if count == 1 or not 0 <= gone < count:
        return dict(typed)
    kept = {name: value for name, value in typed.items() if not name.startswith("part")}
    left = [one for one in range(count) if one != gone]
    for new, old in enumerate(left):
        mark = f"part{old}-"
        for name, value in typed.items():
            if name.startswith(mark):
                kept[f"part{new}-{name.removeprefix(mark)}"] = value
    return kept | {"parts": str(count - 1)}


# --- step 2: who complains ------------------------------------------------------------------

PERSON = (
    "first_name", "infix", "family_name", "postcode", "house_number", "addition", "street", "town",
    "abroad",
)  # fmt: skip
SELF, OTHER, ORGANISATION = "self", "other", "organisation"
EMAIL, POST = "email", "post"


class PersonForm(forms.PanelForm):
    """A name and an address."""

    first_name = forms.TextField(
        _l("Voornaam of voorletters"), longest=80, autocomplete="given-name",
        required=_l("Vul je voornaam of voorletters in."),
    )  # fmt: skip
    infix = forms.TextField(_l("Tussenvoegsel"), longest=30)
    family_name = forms.TextField(
        _l("Achternaam"), longest=120, autocomplete="family-name",
        required=_l("Vul je achternaam in."),
    )  # fmt: skip
    postcode = Postcode(_l("Postcode"), longest=12, autocomplete="postal-code", depends=True)
    house_number = forms.TextField(_l("Huisnummer"), longest=10, depends=True)
    addition = forms.TextField(_l("Toevoeging"), longest=9)
    street = forms.TextField(_l("Straat"), longest=160, depends=True)
    town = forms.TextField(_l("Plaats"), longest=120, autocomplete="address-level2", depends=True)
    abroad = forms.TextArea(
        _l("Adres in het buitenland"), longest=400, rows=4,
        help=_l("Zet elke regel van het adres op een nieuwe regel. Zet het land onderaan."),
    )  # fmt: skip

    def validate(self, **kwargs: Any) -> bool:
        if self.abroad.data and self.postcode.process_errors:
            self.postcode.process_errors, self.postcode.data = [], ""
        return bool(super().validate(**kwargs))

    def needs_address(self) -> bool:
        """Whether it is whole (art. 9:4 lid 2 onder a Awb); puts what misses beside its box."""
        if self.abroad.data:
            return True
        missing = (
            (self.postcode, _("Vul je postcode in.")),
            (self.house_number, _("Vul je huisnummer in.")),
            (self.street, _("Vul je straat in.")),
            (self.town, _("Vul je woonplaats in.")),
        )
        for field, words in missing:
            if not field.data and not field.errors:
                wrong(field, words)
        return not any(field.errors for field, _words in missing)

    def facts(self, **more: Any) -> ContactData:
        abroad = self.abroad.data
        number = f"{self.house_number.data} {self.addition.data}".strip()
        return ContactData(
            first_name=self.first_name.data,
            infix=self.infix.data,
            family_name=self.family_name.data,
            street="" if abroad else self.street.data,
            house_number="" if abroad else number,
            postcode="" if abroad else self.postcode.data,
            town="" if abroad else self.town.data,
            foreign_address=abroad,
            **more,
        )

    @property
    def full_name(self) -> str:
        parts = (self.first_name.data, self.infix.data, self.family_name.data)
        return " ".join(one for one in parts if one)

    @property
    def address(self) -> str:
        if self.abroad.data:
            return str(self.abroad.data)
        number = f"{self.house_number.data} {self.addition.data}".strip()
        lines = (f"{self.street.data} {number}", f"{self.postcode.data}  {self.town.data}")
        return "\n".join(one.strip() for one in lines if one.strip())


class OtherForm(PersonForm):
    """For whom someone complains; the address may come later."""

    first_name = forms.TextField(
        _l("Voornaam of voorletters"), longest=80,
        required=_l("Vul de voornaam of voorletters in van de ander."),
    )  # fmt: skip
    family_name = forms.TextField(
        _l("Achternaam"), longest=120, required=_l("Vul de achternaam in van de ander.")
    )
    postcode = Postcode(_l("Postcode"), longest=12)
    house_number = forms.TextField(_l("Huisnummer"), longest=10)
    street = forms.TextField(_l("Straat"), longest=160)
    town = forms.TextField(_l("Plaats"), longest=120)


class DetailsForm(PersonForm):
    behalf = Radios(
        _l("Voor wie dien je de klacht in?"),
        (
            (SELF, _l("Voor mijzelf")),
            (OTHER, _l("Voor iemand anders")),
            (ORGANISATION, _l("Voor een organisatie")),
        ),
        required=_l("Kies voor wie je de klacht indient."),
    )  # fmt: skip
    organisation = forms.TextField(
        _l("Naam van de organisatie"), longest=160, autocomplete="organization", depends=True
    )
    lawyer = forms.Check(_l("Ik ben advocaat"))
    reply = Radios(
        _l("Hoe wil je bericht over je klacht krijgen?"),
        (
            (EMAIL, _l("Per e-mail. SSR mag mij over deze klacht mailen.")),
            (POST, _l("Per post")),
        ),
        required=_l("Kies hoe je bericht wilt krijgen."),
    )  # fmt: skip
    email = forms.EmailField(
        _l("E-mailadres"), autocomplete="email",
        help=_l("Verplicht als je bericht per e-mail wilt. Je krijgt ook een kopie van je klacht."),
    )  # fmt: skip
    phone = Phone(
        _l("Telefoonnummer"), longest=40, autocomplete="tel",
        help=_l("Handig als wij een vraag hebben."),
    )  # fmt: skip

    def validate(self, **kwargs: Any) -> bool:
        right = super().validate(**kwargs)
        right = self.needs_address() and right
        if self.behalf.data == ORGANISATION and not (
            self.organisation.data or self.organisation.errors
        ):
            right = wrong(self.organisation, _("Vul de naam van de organisatie in."))
        if self.reply.data == EMAIL and not (self.email.data or self.email.errors):
            right = wrong(self.email, _("Vul je e-mailadres in, of kies voor post."))
        return right


class DetailsStep:
    """Who complains, for whom, and how we can answer."""

    extra: Mapping[str, str] = {}

    def __init__(self, typed: Mapping[str, str]) -> None:
        data = MultiDict(typed) or None
        self.details, self.other = DetailsForm(data), OtherForm(data, prefix="other")
        self.forms: list[forms.PanelForm] = [self.details, self.other]

    @property
    def for_other(self) -> bool:
        return bool(self.details.behalf.data == OTHER)

    def validate(self) -> bool:
        right = [self.details.validate()]
        if self.for_other:
            right.append(self.other.validate())
        return all(right)

    @property
    def ordered(self) -> list[Any]:
        """The fields in the order of the page, for the summary of errors."""
        details, other = self.details, self.other if self.for_other else None
        return [
            details.behalf,
            *(other[name] for name in PERSON if other is not None),
            details.organisation, details.lawyer,
            *(details[name] for name in PERSON),
            details.reply, details.email, details.phone,
        ]  # fmt: skip

    def parties(self) -> tuple[PartyData, ...]:
        """Who complains, and who speaks for another (art. 2:1 Awb)."""
        details = self.details
        contact: dict[str, Any] = {"email": details.email.data, "phone": details.phone.data}
        if details.reply.data == EMAIL:
            contact["email_consent_on"] = today()  # art. 2:8: expressly, for this complaint
        if details.behalf.data == ORGANISATION:
            contact |= {"kind": ContactKind.LEGAL, "organisation": details.organisation.data}
        person = details.facts(**contact)
        if not self.for_other:
            return (PartyData(PartyKind.COMPLAINANT, person=person),)
        return (
            PartyData(PartyKind.COMPLAINANT, person=self.other.facts()),
            PartyData(PartyKind.REPRESENTATIVE, person=person, lawyer=details.lawyer.data),
        )


# --- step 4: sign and send ------------------------------------------------------------------


class SignForm(forms.PanelForm):
    """The signature (art. 9:4 lid 2 and 2:18 Awb): a name, and the will to send this."""

    signature = forms.TextField(
        _l("Typ je naam als handtekening"), longest=160, autocomplete="name",
        required=_l("Typ je naam als handtekening."),
    )  # fmt: skip
    agreed = Tick(
        _l("Ik dien deze klacht in. Ik heb alles naar waarheid ingevuld."),
        required=_l("Zet een vinkje als je de klacht wilt indienen."),
    )


class MailboxForm(forms.PanelForm):
    """Where the link goes with which one comes back."""

    email = forms.EmailField(
        _l("E-mailadres"), autocomplete="email", required=_l("Vul je e-mailadres in.")
    )
