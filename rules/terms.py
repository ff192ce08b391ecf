"""How long each period is, as dated data with its source, and the settings with their defaults."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from rules.law import SCHEME, Citation, awb
from rules.vocabulary import Labelled
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


def term(key: str, on: date) -> Term:
    """The term that holds on a day; a LookupError when there is none."""
    for one in TERMS:
        if one.key == key and one.holds_on(on):
            return one
    raise LookupError(f"Geen termijn {key!r} op {on.isoformat()}")


SettingValue = bool | int | str | tuple[str, ...]


@dataclass(frozen=True)
class SettingDefinition:
    """One choice that belongs to the authority; ``question`` is the open question A to G."""

    key: str
    default: SettingValue
    kind: Literal["bool", "int", "text", "list"]
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
        "authority_email", "ssrservicedesk@ssr.nl", "text", "E-mail", "Van de Servicedesk.",
        SCHEME),
)  # fmt: skip
"""What the authority chooses, with the default that holds until it does."""

DEFAULTS: dict[str, SettingValue] = {one.key: one.default for one in SETTINGS}
