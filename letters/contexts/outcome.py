"""L15 to L18 and L25: how a complaint ends, and what follows (art. 9:12, 9:5 en 9:12a Awb)."""

from dataclasses import dataclass

from letters.contexts import shared
from letters.contexts.hearings import Heard
from letters.contexts.shared import (
    ADVICE,
    CONDUCTS,
    DEADLINES,
    FILE,
    HEARINGS,
    LETTER,
    OUTCOME,
    ROUTE,
    Context,
    Received,
    ToBothSides,
    ToSubject,
    WithOmbudsman,
)
from letters.fields import listing, sample, text


@dataclass(frozen=True, kw_only=True)
class JudgedConduct:
    """Findings, judgement, reasons and conclusions on one conduct (art. 9:12 lid 1 Awb)."""

    number: str = text("Nummer", "Volgnummer van het onderdeel.", "1", CONDUCTS)
    title: str = text("Kop", "Onderdeel in een paar woorden.", "Het telefoongesprek", CONDUCTS)
    summary: str = text(
        "Klacht", "Waarover wordt geklaagd.",
        "U vindt dat een medewerker van de cursusadministratie u op 3 september 2026 aan de "
        "telefoon onvriendelijk te woord heeft gestaan.", CONDUCTS,
    )  # fmt: skip
    findings: str = text(
        "Bevindingen", "Wat is vastgesteld.",
        "De medewerker bevestigt dat het gesprek kort en stroef verliep. Het was de derde keer "
        "dat u belde. Een terugbelafspraak van 1 september 2026 is niet nagekomen.", OUTCOME,
    )  # fmt: skip
    judgement: str = text(
        "Oordeel", "Gegrond, deels gegrond, ongegrond of geen oordeel, als zin.",
        "Dit onderdeel van de klacht is gegrond.", OUTCOME,
    )  # fmt: skip
    reasons: str = text(
        "Redenen", "Waarom dit het oordeel is.",
        "Wie SSR belt, mag rekenen op een vriendelijk en volledig antwoord. Dat heeft u niet "
        "gekregen.", OUTCOME,
    )  # fmt: skip
    conclusion: str = text(
        "Conclusie", "Wat SSR aan het oordeel verbindt.",
        "De cursusadministratie legt terugbelafspraken voortaan vast.", OUTCOME,
    )  # fmt: skip
    advice: str = text(
        "Advies", "Wat de adviseur of commissie over dit onderdeel adviseerde; leeg zonder advies.",
        "De adviseur vindt dit onderdeel gegrond.", ADVICE, mandatory=False, printed=True,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Deviation:
    """A point on which the board departs from the advice (art. 9:16 Awb)."""

    point: str = text("Punt", "Waarover het gaat.", "Onderdeel 2, de wachttijd", ADVICE)
    advice: str = text(
        "Advies", "Wat is geadviseerd.", "De adviseur vindt dit onderdeel gegrond.", ADVICE
    )
    view: str = text("Standpunt", "Wat het bestuur vindt.", "Het bestuur vindt het deels gegrond.",
                     OUTCOME)  # fmt: skip
    reason: str = text(
        "Reden", "Waarom het bestuur afwijkt.",
        "U kreeg pas na elf dagen antwoord, maar SSR had u laten weten dat het druk was.", OUTCOME,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class ConductOutcome:
    """The outcome of one conduct, for the person it was about."""

    number: str = text("Nummer", "Volgnummer van het onderdeel.", "1", CONDUCTS)
    summary: str = text(
        "Klacht", "Waarover is geklaagd.",
        "Mevrouw Van den Berg vond dat u haar op 3 september 2026 aan de telefoon onvriendelijk "
        "te woord stond.", CONDUCTS,
    )  # fmt: skip
    judgement: str = text(
        "Oordeel", "Het oordeel als zin.", "Dit onderdeel van de klacht is gegrond.", OUTCOME
    )
    reasons: str = text(
        "Redenen", "Waarom dit het oordeel is.",
        "Het gesprek verliep kort en stroef. U heeft uitgelegd dat het die ochtend erg druk was. "
        "Dat begrijpt het bestuur, maar het maakt het oordeel niet anders.", OUTCOME,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Findings(WithOmbudsman):
    """L15 Afdoeningsbrief (art. 9:12 en 9:16 Awb)."""

    subject: str = shared.subject_line("De uitkomst van uw klacht")
    summary: str = shared.summary()
    handled_by: str = text(
        "Behandeld door", "Wie de klacht behandelde, als zin.",
        "Mr. J. Smit, juridisch adviseur, heeft uw klacht onderzocht. Hij was niet betrokken bij "
        "wat er is gebeurd.", ROUTE,
    )  # fmt: skip
    adviser_sentence: str = text(
        "Advies", "Wie adviseerde en wanneer; leeg zonder adviseur of commissie.",
        "De adviseur mr. T. Bakker bracht op 4 januari 2027 advies uit aan het College van "
        "Bestuur.", ADVICE, mandatory=False, printed=True,
    )  # fmt: skip
    hearings: tuple[Heard, ...] = listing(
        "Gehoord", "Wie is gehoord, wanneer en door wie; leeg als niemand.",
        (
            sample(Heard),
            sample(Heard, who="De heer K. de Graaf", when="op 8 december 2026, telefonisch"),
        ),
        HEARINGS, mandatory=False, printed=True,
    )  # fmt: skip
    waivers: tuple[str, ...] = listing(
        "Niet gehoord", "Wie niet is gehoord en waarom, als zin (art. 9:10 lid 2 Awb).",
        (), HEARINGS, mandatory=False, printed=True,
    )  # fmt: skip
    documents: tuple[str, ...] = listing(
        "Stukken", "Welke stukken zijn gebruikt.",
        ("Uw klacht van 9 november 2026", "De e-mails van 7 tot 18 september 2026",
         "De verslagen van het horen"),
        FILE,
    )  # fmt: skip
    conducts: tuple[JudgedConduct, ...] = listing(
        "Onderdelen", "Per onderdeel: bevindingen, oordeel, redenen en conclusie.",
        (
            sample(JudgedConduct),
            JudgedConduct(
                number="2",
                title="De wachttijd",
                summary="U vindt dat u te lang op antwoord op uw e-mail moest wachten.",
                findings="U mailde op 7 september 2026. Op 9 september kreeg u bericht dat het "
                "druk was. Het antwoord kwam op 18 september 2026.",
                judgement="Dit onderdeel van de klacht is deels gegrond.",
                reasons="SSR wil binnen een week antwoorden. Dat is niet gelukt. Wel kreeg u op "
                "tijd bericht dat het langer duurde.",
                conclusion="SSR had u ook moeten zeggen wanneer u het antwoord kon verwachten.",
                advice="De adviseur vindt dit onderdeel gegrond.",
            ),
        ),
        OUTCOME,
    )  # fmt: skip
    deviations: tuple[Deviation, ...] = listing(
        "Afwijkingen van het advies", "Waar en waarom het bestuur afwijkt (art. 9:16 Awb); leeg "
        "als het advies is gevolgd.",
        (
            sample(Deviation),
        ),
        OUTCOME, mandatory=False, printed=True,
    )  # fmt: skip
    measures: tuple[str, ...] = listing(
        "Maatregelen", "Wat SSR doet; leeg als niets.",
        ("De cursusadministratie legt terugbelafspraken vast en controleert ze elke dag.",
         "In een bericht dat het druk is, noemt SSR voortaan de dag van het antwoord."),
        OUTCOME, mandatory=False, printed=True,
    )  # fmt: skip
    apology: str = text(
        "Excuses", "Excuses aan de klager; leeg als die niet passen.",
        "Het College van Bestuur biedt u zijn excuses aan voor de manier waarop u te woord bent "
        "gestaan.", OUTCOME, mandatory=False, printed=True,
    )  # fmt: skip
    enclosures: tuple[str, ...] = listing(
        "Bijlagen", "Met een adviseur of commissie altijd het advies en de verslagen van het "
        "horen (art. 9:16 Awb en Klachtenregeling SSR).",
        ("Advies van 4 januari 2027", "Verslagen van het horen van 7 en 8 december 2026"), LETTER,
        mandatory=False, printed=True,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class OutcomeForSubject(ToSubject, Received):
    """L15b Afschrift uitkomst aan betrokkene."""

    subject: str = shared.subject_line("De uitkomst van de klacht die over u ging")
    concluded_on: str = text(
        "Afgehandeld op", "Dagtekening van de brief aan de klager.", "18 januari 2027", OUTCOME
    )
    conducts: tuple[ConductOutcome, ...] = listing(
        "Onderdelen", "Alleen de onderdelen die over de ontvanger gingen.",
        (
            sample(ConductOutcome),
        ),
        OUTCOME,
    )  # fmt: skip
    measures: tuple[str, ...] = listing(
        "Maatregelen", "Wat de ontvanger van de maatregelen merkt; leeg als niets.",
        ("De cursusadministratie legt terugbelafspraken voortaan vast.",),
        OUTCOME, mandatory=False, printed=True,
    )  # fmt: skip
    withheld_note: str = text(
        "Weggelaten gegevens", "Wat in de kopie is weggelaten; leeg als niets.",
        "Wat over anderen gaat, hebben wij in de kopie onleesbaar gemaakt.", FILE,
        mandatory=False, printed=True,
    )  # fmt: skip
    enclosures: tuple[str, ...] = listing(
        "Bijlagen", "Kopie van de brief aan de klager, waar nodig onleesbaar gemaakt.",
        ("Kopie van onze brief aan mevrouw Van den Berg van 18 januari 2027",), LETTER,
        mandatory=False, printed=True,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Settled(WithOmbudsman):
    """L16 Bevestiging informele oplossing (art. 9:5 Awb)."""

    subject: str = shared.subject_line("Uw klacht is opgelost")
    settled_on: str = text(
        "Opgelost op", "Dag waarop de oplossing er was.", "20 november 2026", OUTCOME
    )
    settlement: str = text(
        "Oplossing", "Wat is afgesproken.",
        "U bent alsnog geplaatst voor de cursus van 12 januari 2027. De teamleider heeft u haar "
        "excuses aangeboden.", OUTCOME,
    )  # fmt: skip
    satisfaction: str = text(
        "Tevredenheid", "Waaruit blijkt dat de klager tevreden is.",
        "U schreef ons dat in uw e-mail van 20 november 2026.", OUTCOME,
    )  # fmt: skip
    reply_before: str = text(
        "Reactie uiterlijk", "Tot wanneer wij een reactie vragen.", "7 december 2026", DEADLINES
    )


@dataclass(frozen=True, kw_only=True)
class SettledSubject(ToSubject, Received):
    """L16b Informele oplossing, aan betrokkene."""

    subject: str = shared.subject_line("De klacht over u is opgelost")
    settled_on: str = text(
        "Opgelost op", "Dag waarop de oplossing er was.", "20 november 2026", OUTCOME
    )


@dataclass(frozen=True, kw_only=True)
class Withdrawn(ToBothSides, WithOmbudsman):
    """L17 Bevestiging intrekking; the registration stays (art. 9:12a Awb)."""

    subject: str = shared.subject_line("De klacht is ingetrokken")
    complainant_name: str = shared.complainant_name()
    withdrawn_on: str = text(
        "Ingetrokken op", "Dag van de intrekking.", "20 november 2026", OUTCOME
    )
    withdrawn_how: str = text("Hoe ingetrokken", "In welke vorm.", "in een e-mail", OUTCOME)


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A measure that was carried out."""

    words: str = text(
        "Maatregel", "Wat is afgesproken.",
        "De cursusadministratie legt afspraken om terug te bellen vast.", OUTCOME,
    )  # fmt: skip
    result: str = text(
        "Resultaat", "Wat ervan is gekomen.",
        "Sinds 1 maart 2027 staat elke afspraak in een lijst. De teamleider kijkt die elke dag na.",
        OUTCOME,
    )  # fmt: skip
    done_on: str = text("Klaar op", "Dag waarop het klaar was.", "15 maart 2027", OUTCOME)


@dataclass(frozen=True, kw_only=True)
class MeasuresDone(Context):
    """L18 Bericht opvolging maatregelen (Klachtenregeling SSR)."""

    subject: str = shared.subject_line("Wat wij na uw klacht hebben gedaan")
    concluded_on: str = text(
        "Afgehandeld op", "Dagtekening van de afdoeningsbrief.", "18 januari 2027", OUTCOME
    )
    measures: tuple[Measure, ...] = listing(
        "Maatregelen", "Wat is gedaan, en wanneer.",
        (
            sample(Measure),
        ),
        OUTCOME,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Correction(Context):
    """L25 Correctie- of intrekkingsbericht (art. 2:12 Awb): the sent letter itself stays."""

    subject: str = shared.subject_line("Verbetering van onze brief van 23 november 2026")
    corrected_letter: str = text(
        "Welke brief", "De brief die wordt verbeterd: die de ontvanger het laatst kreeg.",
        "Ontvangstbevestiging", LETTER,
    )  # fmt: skip
    corrected_on: str = text(
        "Brief van", "Dag waarop die brief is verzonden.", "23 november 2026", LETTER
    )
    change: str = text(
        "Wat verandert", "Wat in die brief anders moet; vul dit in Word in.",
        "In onze brief stond dat u uiterlijk op 18 januari 2026 van ons hoort. Dat moet zijn: "
        "18 januari 2027.", LETTER,
    )  # fmt: skip
