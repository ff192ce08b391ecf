"""How long each period is, as dated data with its source, and the settings with their defaults."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from rules.law import SCHEME, Citation, awb
from rules.vocabulary import Labelled, Role
from rules.wording import Dutch, told


class Unit(Labelled):
    """What a term counts in."""

    HOURS = "hours", "uur"
    DAYS = "days", "dagen"
    WORKING_DAYS = "working_days", "werkdagen"
    WEEKS = "weeks", "weken"
    MONTHS = "months", "maanden"
    YEARS = "years", "jaar"


CHAPTER_9 = date(1999, 7, 1)
OMBUDSMAN_TITLE = date(2005, 3, 15)
WMEBV = date(2026, 1, 1)
HOUSE = CHAPTER_9
"""The calendar starts here, so the house norms do too."""

PRACTICE = Citation("vaste gedragslijn")
"""Not law and not in the scheme: what comparable bodies do, until the authority decides."""


@dataclass(frozen=True)
class Term:
    """The length of a period (termijn) while a provision holds."""

    key: str
    value: int
    unit: Unit
    basis: Citation
    valid_from: date
    valid_until: date | None
    note: Dutch

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    @property
    def period(self) -> timedelta:
        """The length of a term in hours, days or weeks; the other units need a calendar.

        >>> term("handling", date(2026, 11, 23)).period
        datetime.timedelta(days=42)
        """
        sizes = {
            Unit.HOURS: timedelta(hours=1),
            Unit.DAYS: timedelta(days=1),
            Unit.WEEKS: timedelta(weeks=1),
        }
        return self.value * sizes[self.unit]

    @property
    def words(self) -> str:
        """In Dutch.

        >>> term("handling_with_adviser", date(2026, 11, 23)).words
        '10 weken'
        """
        return told("%(count)s %(unit)s", count=self.value, unit=self.unit)

    def __str__(self) -> str:
        return self.words


# A change of law closes a row with its last day and adds one below it; files keep the term that
# held on the day they came in.
TERMS = (
    Term("handling", 6, Unit.WEEKS, awb("9:11", 1), CHAPTER_9, None,
         "Afhandelen; de dag van ontvangst telt niet mee."),
    Term("handling_with_adviser", 10, Unit.WEEKS, awb("9:11", 1), CHAPTER_9, None,
         "Afhandelen als afdeling 9.1.3 van toepassing is."),
    Term("postponement", 4, Unit.WEEKS, awb("9:11", 2), CHAPTER_9, None,
         "Verdagen: ten hoogste, alle keren samen."),
    Term("notice", 4, Unit.WEEKS, awb("9:8", 3), CHAPTER_9, None,
         "Mededeling dat de klacht niet in behandeling wordt genomen."),
    Term("over_a_year", 12, Unit.MONTHS, awb("9:8", 1, "b"), CHAPTER_9, None,
         "Langer dan een jaar voor de indiening; schuift niet met rustdagen."),
    Term("ombudsman", 1, Unit.YEARS, awb("9:24", 1), OMBUDSMAN_TITLE, None,
         "Verzoek aan de ombudsman; schuift niet met rustdagen."),
    Term("portal_notice", 48, Unit.HOURS, awb("2:10", 1), WMEBV, None,
         "Kennisgeving dat een bericht in het portaal staat."),
    Term("take_up", 2, Unit.WORKING_DAYS, SCHEME, HOUSE, None,
         "De Servicedesk neemt een vraag altijd binnen twee werkdagen in behandeling."),
    Term("acknowledgement", 3, Unit.WORKING_DAYS, PRACTICE, HOUSE, None,
         "Art. 9:6 Awb noemt geen termijn."),
    Term("supplement", 14, Unit.DAYS, PRACTICE, HOUSE, None,
         "Aanvulling; schort niets op."),
    Term("supplement_margin", 3, Unit.DAYS, PRACTICE, HOUSE, None,
         "Zo lang voor het einde van de mededelingstermijn eindigt een aanvullingstermijn."),
    Term("hearing_reply", 14, Unit.DAYS, PRACTICE, HOUSE, None,
         "Redelijke termijn van art. 9:10 lid 2 onder c Awb."),
    Term("advice_margin", 14, Unit.DAYS, PRACTICE, HOUSE, None,
         "Het advies komt zo lang voor het einde van de afhandeltermijn."),
    Term("recent_tie", 5, Unit.YEARS, PRACTICE, HOUSE, None,
         "Wat 'recente' binding is: open vraag D."),
    Term("committee_access", 4, Unit.WEEKS, PRACTICE, HOUSE, None,
         "Zo lang na de afdoeningsbrief ziet de commissie het dossier nog."),
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """A new length of a term from a day on, with where it was published (vindplaats)."""

    key: str
    value: int
    valid_from: date
    source: str


CHANGEABLE = (
    "handling", "handling_with_adviser", "postponement", "notice", "portal_notice",
    "supplement_margin",
)  # fmt: skip
"""Terms of which another length is data: a new row. The house norms that are settings are not
here; the two of a year neither, because rules and letters say 'a year' in words."""


def amended(changes: Iterable[Change], terms: Sequence[Term] = TERMS) -> tuple[Term, ...]:
    """The terms with these changes: each closes the row before it and adds one.

    >>> longer = Change("handling", 8, date(2027, 7, 1), "Stb. 2027, 1")
    >>> table = amended([longer])
    >>> str(term("handling", date(2027, 6, 30), table))
    '6 weken'
    >>> str(term("handling", date(2027, 7, 1), table))
    '8 weken'
    """
    rows = list(terms)
    for change in sorted(changes, key=lambda one: one.valid_from):
        last = next(one for one in reversed(rows) if one.key == change.key)
        rows[rows.index(last)] = replace(last, valid_until=change.valid_from - ONE_DAY)
        rows.append(
            replace(last, value=change.value, valid_from=change.valid_from, note=change.source)
        )
    return tuple(rows)


ONE_DAY = timedelta(days=1)


TERM_NAMES: dict[str, Dutch] = {
    "handling": "Afhandelen",
    "handling_with_adviser": "Afhandelen met een adviseur of commissie",
    "postponement": "Verdagen",
    "notice": "Mededeling niet in behandeling nemen",
    "over_a_year": "Langer geleden dan een jaar",
    "ombudsman": "Naar de ombudsman",
    "portal_notice": "Melden dat er een brief op de codepagina staat",
    "supplement_margin": "Ruimte na een aanvulling",
}
"""The terms that are no setting, as the screen calls them."""


def term(key: str, on: date, table: Sequence[Term] = TERMS) -> Term:
    """The term that holds on a day; a LookupError when there is none."""
    for one in table:
        if one.key == key and one.holds_on(on):
            return one
    raise LookupError(f"Geen termijn {key!r} op {on.isoformat()}")


SettingValue = bool | int | str | tuple[str, ...]


@dataclass(frozen=True)
class SettingDefinition:
    """One choice that belongs to the authority; ``question`` is the open question A to G."""

    key: str
    default: SettingValue
    kind: Literal["bool", "int", "text", "list", "letters", "colour", "roles"]
    label: Dutch
    note: Dutch = ""
    basis: Citation | None = None
    question: str = ""


def _norm(key: str) -> int:
    """Today's house norm, so that a default stands in one table only."""
    return next(one.value for one in reversed(TERMS) if one.key == key)


TO_CONFIRM = "[door SSR te bevestigen]"

SETTINGS: tuple[SettingDefinition, ...] = (
    SettingDefinition(
        "chapter9_applies_directly", True, "bool", "Hoofdstuk 9 Awb is rechtstreeks van toepassing",
        "SSR volgt 'de lijnen' van hoofdstuk 9; of SSR een bestuursorgaan is, staat niet vast.",
        awb("1:1"), "A"),
    SettingDefinition(
        "ombudsman_name", "Nationale ombudsman", "text", "Bevoegde ombudsman",
        "Staat in elke afdoeningsbrief en elke mededeling.", awb("9:12", 2), "B"),
    SettingDefinition(
        "ombudsman_address", "Postbus 93122, 2509 AC Den Haag", "text", "Adres van de ombudsman",
        "", awb("9:12", 2), "B"),
    SettingDefinition(
        "designated_channels", ("form", "post"), "list", "Aangewezen kanalen voor klachten",
        "Volgens een besluit van het bestuur; per post mag altijd.", awb("2:13", 2), "C"),
    SettingDefinition(
        "recent_tie_years", _norm("recent_tie"), "int", "Jaren waarin een binding recent is",
        "De regeling zegt '(recente) binding' zonder termijn.", SCHEME, "D"),
    SettingDefinition(
        "servicedesk_working_days", _norm("take_up"), "int",
        "Werkdagen om een melding in behandeling te nemen",
        "Werkdagen volgens de Algemene termijnenwet.", SCHEME, "E"),
    SettingDefinition(
        "acknowledgement_working_days", _norm("acknowledgement"), "int",
        "Werkdagen om de ontvangst te bevestigen", "De wet noemt geen termijn.", awb("9:6"), "E"),
    SettingDefinition(
        "retention_formal_years", 10, "int", "Bewaartermijn klachtdossier (jaren)",
        "Voorstel; welke selectielijst geldt, staat niet vast.", None, "F"),
    SettingDefinition(
        "retention_unjudged_years", 10, "int", "Bewaartermijn klacht zonder oordeel (jaren)",
        "Voorstel: niet behandeld, doorgezonden, opgelost of ingetrokken.", None, "F"),
    SettingDefinition(
        "retention_report_years", 2, "int", "Bewaartermijn melding (jaren)",
        "Voorstel.", None, "F"),
    SettingDefinition(
        "retention_written_report_years", 5, "int", "Bewaartermijn schriftelijke melding (jaren)",
        "Voorstel; een schriftelijke melding kan een klaagschrift zijn.", awb("9:12a"), "F"),
    SettingDefinition(
        "coordinator_name", "", "text", "Klachtencoördinator",
        "De regeling wijst niemand aan; leeg laten mag.", None, "G"),
    SettingDefinition(
        "supplement_days", _norm("supplement"), "int", "Dagen om aan te vullen",
        "Schort de termijn niet op.", awb("9:4", 2)),
    SettingDefinition(
        "hearing_reply_days", _norm("hearing_reply"), "int",
        "Dagen om op een uitnodiging te reageren", "", awb("9:10", 2, "c")),
    SettingDefinition(
        "advice_days_before_end", _norm("advice_margin"), "int",
        "Dagen tussen advies en einde van de termijn", "", awb("9:15", 4)),
    SettingDefinition(
        "committee_access_weeks", _norm("committee_access"), "int",
        "Weken inzage voor de commissie na de afdoeningsbrief", ""),
    SettingDefinition(
        "both_board_members_need_adviser", True, "bool",
        "Klacht over alle bestuursleden: adviseur of commissie verplicht",
        "Het bestuur kan er met een vastgelegde reden van afwijken.", awb("2:4")),
    SettingDefinition(
        "hide_complainant_address", False, "bool",
        "Adres van klager weglaten in het afschrift aan betrokkene",
        "Art. 9:9 Awb kent geen uitzondering; weglaten is een vastgelegd besluit.", awb("9:9")),
    SettingDefinition(
        "public_complaints_per_hour", 20, "int", "Klachten per uur via het formulier",
        "Ten hoogste, van één internetadres: een heel gebouw kan er een delen."),
    SettingDefinition(
        "security_contact", "mailto:ssrservicedesk@ssr.nl", "text", "Meldpunt voor kwetsbaarheden",
        "Een adres met mailto: of https:. Staat in /.well-known/security.txt (RFC 9116)."),
    SettingDefinition(
        "second_step_roles", tuple(one.value for one in Role), "roles",
        "Rollen die met een tweede stap inloggen",
        "Wie er nog geen heeft, stelt hem in bij het inloggen. Zelf kiezen mag iedereen."),
    SettingDefinition(
        "emergency_hours", 4, "int", "Uren dat noodtoegang duurt",
        "Zo lang kan een beheerder één dossier lezen, nadat een ander dat toestond."),
    SettingDefinition(
        "minimum_cell", 3, "int", "Kleinste aantal dat in openbare cijfers staat",
        "Kleinere aantallen worden niet getoond.", awb("9:12a")),
    SettingDefinition(
        "authority_name", "SSR", "text", "Naam van de organisatie", "Briefhoofd."),
    SettingDefinition(
        "authority_full_name", "", "text", "Ondertitel van de naam", "Briefhoofd; mag leeg."),
    SettingDefinition(
        "ombudsman_contact", "", "text", "Website of telefoon van de ombudsman",
        "Staat bij het adres in de brief; mag leeg.", awb("9:12", 2), "B"),
    SettingDefinition(
        "authority_board", "College van Bestuur", "text", "Naam van het bestuur", "Briefhoofd.",
        SCHEME),
    SettingDefinition(
        "authority_address", f"{TO_CONFIRM} Postadres, 0000 AA Plaats", "text", "Postadres",
        "Briefhoofd; het adres staat niet in de klachtenregeling.", None),
    SettingDefinition(
        "authority_visiting_address", "", "text", "Bezoekadres",
        "Briefhoofd; leeg is het postadres.", None),
    SettingDefinition(
        "authority_phone", "088 – 361 3212", "text", "Telefoon", "Van de Servicedesk.", SCHEME),
    SettingDefinition(
        "letters_off", (), "letters", "Brieven die niet in gebruik zijn",
        "Ze worden nergens meer aangeboden. Brieven die de wet of een stap vraagt, staan er niet "
        "bij: die kunnen niet uit."),
    SettingDefinition(
        "colour_light", "#0b5563", "colour", "Kleur van knoppen en links, op licht",
        "Zes tekens na een hekje, zoals #0b5563."),
    SettingDefinition(
        "colour_dark", "#6bc6d4", "colour", "Kleur van knoppen en links, op donker",
        "Voor wie een donker scherm koos."),
    SettingDefinition(
        "colour_bar", "#0d2f38", "colour", "Kleur van de balk boven het paneel",
        "Met witte letters erop."),
    SettingDefinition(
        "authority_email", "ssrservicedesk@ssr.nl", "text", "E-mail", "Van de Servicedesk.",
        SCHEME),
)  # fmt: skip
"""What the authority chooses, with the default that holds until it does."""

GROUPS: tuple[tuple[Dutch, tuple[str, ...]], ...] = (
    ("De organisatie", (
        "authority_name", "authority_full_name", "authority_board", "authority_address",
        "authority_visiting_address", "authority_phone", "authority_email", "coordinator_name",
        "security_contact",
    )),
    ("Wet en ombudsman", (
        "chapter9_applies_directly", "ombudsman_name", "ombudsman_address", "ombudsman_contact",
        "designated_channels", "hide_complainant_address",
    )),
    ("Eigen normen voor termijnen", (
        "servicedesk_working_days", "acknowledgement_working_days", "supplement_days",
        "hearing_reply_days", "advice_days_before_end",
    )),
    ("Adviseur en commissie", (
        "recent_tie_years", "both_board_members_need_adviser", "committee_access_weeks",
    )),
    ("Bewaartermijnen", (
        "retention_formal_years", "retention_unjudged_years", "retention_report_years",
        "retention_written_report_years",
    )),
    ("Brieven", ("letters_off",)),
    ("Inloggen", ("second_step_roles",)),
    ("Openbaar formulier en cijfers", ("public_complaints_per_hour", "minimum_cell")),
    ("Toegang", ("emergency_hours",)),
    ("Uiterlijk", ("colour_light", "colour_dark", "colour_bar")),
)  # fmt: skip
"""The settings under the headings of the screen; each stands in one of them."""

LABELS = {one.key: one.label for one in SETTINGS}

DEFAULTS: dict[str, SettingValue] = {one.key: one.default for one in SETTINGS}
