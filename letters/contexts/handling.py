"""L11 to L14: the term, and who handles and advises."""

from dataclasses import dataclass

from letters.contexts import shared
from letters.contexts.hearings import Heard
from letters.contexts.shared import (
    ADVICE,
    CONDUCTS,
    DEADLINES,
    HEARINGS,
    LETTER,
    ROUTE,
    SAMPLE_ADVISERS,
    SETTINGS,
    Adviser,
    ConductLine,
    Context,
    FileDocument,
    OutsideLetter,
)
from letters.fields import flag, listing, text


@dataclass(frozen=True, kw_only=True)
class BoardMember:
    """A board member and the declaration about involvement (art. 2:4 en 9:7 Awb)."""

    name: str = text("Naam", "Wie.", "mr. C. de Boer", ROUTE)
    function: str = text("Functie", "Functie in het bestuur.", "voorzitter", ROUTE)
    statement: str = text(
        "Verklaring", "Wat over betrokkenheid en belang is verklaard.",
        "Niet betrokken bij de gedraging en zonder persoonlijk belang.", ROUTE,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Postponement(Context):
    """L11 Verdagingsbericht (art. 9:11 lid 2 Awb): to the complainant and each subject."""

    subject: str = shared.subject_line("Wij hebben meer tijd nodig")
    to_subject: bool = shared.to_subject()
    received_on: str = shared.received_on()
    original_due_on: str = text(
        "Eerste einddatum", "Laatste dag zonder verdaging.", "21 december 2026", DEADLINES
    )
    weeks: str = text("Hoe lang", "Weken, in woorden; ten hoogste vier.", "vier weken", DEADLINES)
    due_on: str = text("Nieuwe einddatum", "Nieuwe laatste dag.", "18 januari 2027", DEADLINES)
    reason: str = text(
        "Reden", "Waarom meer tijd nodig is.",
        "Een van de betrokkenen kon door ziekte nog niet worden gehoord. Wij willen eerst alle "
        "kanten horen.", DEADLINES,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class BoardHandling(FileDocument):
    """L13a Besluit behandeling door bestuur: a decision for the file, not a letter."""

    subject: str = shared.subject_line("Besluit: het bestuur behandelt de klacht zelf")
    received_on: str = shared.received_on()
    complainant_name: str = shared.complainant_name()
    conducts: tuple[ConductLine, ...] = shared.conducts()
    decided_on: str = text("Besloten op", "Dag van het besluit.", "16 november 2026", ROUTE)
    members: tuple[BoardMember, ...] = listing(
        "Bestuursleden", "Wie heeft besloten, met de verklaring.",
        (
            BoardMember(
                name="mr. C. de Boer",
                function="voorzitter",
                statement="Niet betrokken bij de gedraging en zonder persoonlijk belang.",
            ),
            BoardMember(
                name="mr. D. Yılmaz",
                function="vicevoorzitter",
                statement="Niet betrokken bij de gedraging en zonder persoonlijk belang.",
            ),
        ),
        ROUTE,
    )  # fmt: skip
    handler: str = shared.handler()
    handler_statement: str = text(
        "Verklaring behandelaar", "Wat de behandelaar over betrokkenheid en belang verklaarde.",
        "Niet betrokken bij de gedraging en zonder persoonlijk belang.", ROUTE,
    )  # fmt: skip
    reason: str = text(
        "Reden", "Waarom het bestuur de klacht zelf behandelt.",
        "De klacht is overzichtelijk en gaat niet over een lid van het bestuur. Een adviseur of "
        "commissie is daarom niet nodig.", ROUTE,
    )  # fmt: skip
    due_on: str = shared.due_on()


@dataclass(frozen=True, kw_only=True)
class Resumed(Context):
    """L01c Bericht hervatting: to the complainant and whoever was told of the complaint."""

    subject: str = shared.subject_line("Wij gaan verder met de klacht")
    to_subject: bool = shared.to_subject()
    received_on: str = shared.received_on()
    resumed_on: str = text(
        "Hervat op", "Dag waarop de behandeling verdergaat.", "23 november 2026", DEADLINES
    )
    reason: str = text(
        "Reden", "Waarom de behandeling verdergaat.",
        "De klager heeft laten weten niet tevreden te zijn met de oplossing (art. 9:5 Awb).",
        DEADLINES,
    )  # fmt: skip
    due_on: str = shared.due_on()
    due_basis: str = text(
        "Hoe berekend", "Hoe die dag is berekend, als zin; alleen aan de klager.",
        "Dat is zes weken na de dag waarop wij de klacht ontvingen (art. 9:11 lid 1 Awb).",
        DEADLINES, mandatory=False, printed=True,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class ExtensionRequest(Context):
    """L12a Instemmingsverzoek verder uitstel (art. 9:11 lid 3 Awb)."""

    subject: str = shared.subject_line("Vindt u het goed dat wij meer tijd nemen?")
    enclosures: tuple[str, ...] = shared.enclosures("Antwoordformulier")
    received_on: str = shared.received_on()
    due_on: str = shared.due_on()
    proposed_until: str = text(
        "Voorgestelde einddatum", "Tot wanneer wij uitstel vragen.", "15 februari 2027", DEADLINES
    )
    reason: str = text(
        "Reden", "Waarom meer tijd nodig is.",
        "Een getuige is pas in februari weer bereikbaar. Wij willen haar verhaal meenemen.",
        DEADLINES,
    )  # fmt: skip
    answer_before: str = text(
        "Antwoord uiterlijk", "Laatste dag voor een antwoord.", "11 januari 2027", DEADLINES
    )


@dataclass(frozen=True, kw_only=True)
class ExtensionConfirmed(Context):
    """L12b Bevestiging verder uitstel (art. 9:11 lid 3 Awb); to each subject for information."""

    subject: str = shared.subject_line("De nieuwe einddatum staat vast")
    enclosures: tuple[str, ...] = shared.enclosures("Kopie van uw instemming")
    to_subject: bool = shared.to_subject()
    received_on: str = shared.received_on()
    agreed_until: str = text(
        "Afgesproken einddatum", "Tot wanneer uitstel is afgesproken.", "15 februari 2027",
        DEADLINES,
    )  # fmt: skip
    consent_on: str = text(
        "Instemming van", "Dag van de schriftelijke instemming.", "7 januari 2027", DEADLINES
    )
    reason: str = text(
        "Reden", "Waarom meer tijd nodig is.",
        "Een getuige is pas in februari weer bereikbaar.", DEADLINES,
    )  # fmt: skip


NO_TIES = "Niet betrokken bij de gedraging, en zonder (recente) binding met SSR."


@dataclass(frozen=True, kw_only=True)
class Appointed(Adviser):
    """Who is charged with the advice, and what was stated about involvement and ties."""

    statement: str = text(
        "Verklaring", "Wat over betrokkenheid en binding is verklaard (art. 2:4 en 9:7 Awb).",
        NO_TIES, ROUTE,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Appointment(OutsideLetter):
    """L13 Aanwijzing adviseur of commissie (art. 9:13 en 9:14 Awb, Klachtenregeling SSR)."""

    addressee: tuple[str, ...] = listing(
        "Geadresseerde", "Wie wordt aangewezen: naam en rol, regel voor regel.",
        ("Adviescommissie", "mr. T. Bakker, voorzitter", "mr. R. van Dam, lid",
         "drs. N. el Idrissi, lid"), ROUTE,
    )  # fmt: skip
    salutation: str = text("Aanhef", "Aanhef zonder komma.", "Geachte leden van de commissie",
                           ROUTE)  # fmt: skip
    subject: str = shared.subject_line("Aanwijzing als adviescommissie voor een klacht")
    enclosures: tuple[str, ...] = listing(
        "Bijlagen", "Het dossier.", ("Het dossier K2026-0151",), LETTER
    )
    committee: bool = flag(
        "Commissie", "Of het om een commissie gaat; anders om één adviseur.", True, ROUTE
    )
    received_on: str = shared.received_on()
    complainant_name: str = shared.complainant_name()
    conducts: tuple[ConductLine, ...] = shared.conducts()
    decided_on: str = text("Besloten op", "Dag van het besluit.", "16 november 2026", ROUTE)
    reason: str = text(
        "Reden", "Waarom het bestuur advies vraagt.",
        "De klacht gaat over de gang van zaken op een hele afdeling.", ROUTE,
    )  # fmt: skip
    advisers: tuple[Appointed, ...] = listing(
        "Wie adviseert", "De adviseur, of de voorzitter en de twee leden, met hun verklaring.",
        tuple(
            Appointed(name=one.name, role=one.role, statement=NO_TIES) for one in SAMPLE_ADVISERS
        ),
        ROUTE,
    )  # fmt: skip
    advice_before: str = text(
        "Advies uiterlijk", "Dag waarop het bestuur het advies nodig heeft.", "4 januari 2027",
        DEADLINES,
    )  # fmt: skip
    due_on: str = shared.due_on()


@dataclass(frozen=True, kw_only=True)
class AdvisedConduct:
    """What was advised on one conduct (the scheme): may it be handled, and is it founded."""

    number: str = text("Nummer", "Volgnummer van het onderdeel.", "1", CONDUCTS)
    title: str = text("Kop", "Onderdeel in een paar woorden.", "Het telefoongesprek", CONDUCTS)
    admissible: str = text(
        "Ontvankelijk", "Of de klacht behandeld kan worden, als zin.",
        "Dit onderdeel is ontvankelijk.", ADVICE,
    )  # fmt: skip
    founded: str = text(
        "Gegrond", "Of dit onderdeel gegrond is, als zin.", "Dit onderdeel is gegrond.", ADVICE
    )
    reasons: str = text(
        "Redenen", "Waarom zo is geadviseerd.",
        "Het gesprek was kort en stroef. Een afspraak om terug te bellen is niet nagekomen.",
        ADVICE,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Recommended:
    """A recommendation, and whether it repairs or prevents (the scheme)."""

    kind: str = text("Soort", "Herstel of voorkomen.", "Voorkomen", ADVICE)
    words: str = text(
        "Aanbeveling", "Wat wordt aanbevolen.",
        "Leg afspraken om terug te bellen vast, en controleer ze elke dag.", ADVICE,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class AdviceReport(FileDocument):
    """L14 Rapport van bevindingen en advies (art. 9:15 lid 4 Awb, Klachtenregeling SSR)."""

    addressee: tuple[str, ...] = listing(
        "Geadresseerde", "Het bestuur, aan wie het advies wordt uitgebracht.",
        ("College van Bestuur",), SETTINGS,
    )  # fmt: skip
    subject: str = shared.subject_line("Rapport van bevindingen en advies")
    signed_for: str = text(
        "Ondertekend namens", "De adviseur of de commissie, nooit het bestuur.",
        "namens de adviescommissie,", ROUTE,
    )  # fmt: skip
    signatory_name: str = text("Ondertekenaar", "De adviseur of de voorzitter.", "mr. T. Bakker",
                               ROUTE)  # fmt: skip
    signatory_function: str = text("Functie ondertekenaar", "Adviseur of voorzitter.",
                                   "voorzitter", ROUTE)  # fmt: skip
    mandate: str = shared.no_letter("Mandaat")
    enclosures: tuple[str, ...] = shared.enclosures(
        "Verslag van het horen van mevrouw A. van den Berg",
        "Verslag van het horen van de heer K. de Graaf",
    )
    received_on: str = shared.received_on()
    complainant_name: str = shared.complainant_name()
    advisers: tuple[Adviser, ...] = listing(
        "Wie adviseert", "De adviseur, of de voorzitter en de leden.", SAMPLE_ADVISERS, ROUTE
    )
    report: str = text(
        "Bevindingen", "Wat is onderzocht en vastgesteld.",
        "Mevrouw Van den Berg belde op 1, 2 en 3 september 2026. De medewerker bevestigt dat het "
        "derde gesprek kort en stroef verliep.\nDe telefoonlijst noemt een afspraak om terug te "
        "bellen. Die is niet nagekomen.", ADVICE,
    )  # fmt: skip
    hearings: tuple[Heard, ...] = listing(
        "Gehoord", "Wie is gehoord, wanneer en door wie; leeg als niemand.",
        (
            Heard(who="Mevrouw A. van den Berg", when="op 7 december 2026, in persoon",
                  by_whom="mr. T. Bakker"),
            Heard(who="De heer K. de Graaf", when="op 8 december 2026, telefonisch",
                  by_whom="mr. T. Bakker"),
        ),
        HEARINGS, mandatory=False, printed=True,
    )  # fmt: skip
    waivers: tuple[str, ...] = listing(
        "Niet gehoord", "Wie niet is gehoord en waarom, als zin (art. 9:10 lid 2 Awb).",
        (), HEARINGS, mandatory=False, printed=True,
    )  # fmt: skip
    conducts: tuple[AdvisedConduct, ...] = listing(
        "Onderdelen", "Per onderdeel: ontvankelijk, gegrond, en waarom.",
        (
            AdvisedConduct(
                number="1",
                title="Het telefoongesprek",
                admissible="Dit onderdeel is ontvankelijk.",
                founded="Dit onderdeel is gegrond.",
                reasons="Het gesprek was kort en stroef. Een afspraak om terug te bellen is niet "
                "nagekomen.",
            ),
            AdvisedConduct(
                number="2",
                title="De wachttijd",
                admissible="Dit onderdeel is ontvankelijk.",
                founded="Dit onderdeel is gegrond.",
                reasons="Het antwoord kwam na elf dagen. SSR wil binnen een week antwoorden.",
            ),
        ),
        ADVICE,
    )  # fmt: skip
    recommendations: tuple[Recommended, ...] = listing(
        "Aanbevelingen", "Wat wordt aanbevolen; leeg als niets.",
        (
            Recommended(kind="Herstel", words="Bied mevrouw Van den Berg excuses aan."),
            Recommended(
                kind="Voorkomen",
                words="Leg afspraken om terug te bellen vast, en controleer ze elke dag.",
            ),
        ),
        ADVICE, mandatory=False, printed=True,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Reopened(Context):
    """L26 Bericht heropening: the board looks at the complaint once more."""

    subject: str = shared.subject_line("Wij heropenen de klacht")
    to_subject: bool = shared.to_subject()
    received_on: str = shared.received_on()
    decided_on: str = text("Besloten op", "Dag van het besluit.", "16 november 2026", ROUTE)
    reason: str = text(
        "Reden", "Waarom het bestuur heropent.",
        "Er zijn nieuwe stukken gekomen die het bestuur nog niet kende.", ROUTE,
    )  # fmt: skip
    conducts: tuple[ConductLine, ...] = shared.conducts()
    own_term_on: str = text(
        "Eigen termijn", "Dag waarop het bestuur klaar wil zijn; de wet noemt er geen.",
        "18 januari 2027", DEADLINES,
    )  # fmt: skip
