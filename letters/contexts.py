"""What each letter may say. A template sees these fields and nothing else.

Values are text, yes/no, and rows of those; whoever fills a context has already put dates and
names into running Dutch (``letters.dutch``). Each field carries its own card, so that the screen
"first the values, then the words" and the field list for template makers need no second source.
"""

from dataclasses import dataclass
from typing import Any

from letters.fields import Card, cards, flag, listing, missing, paths, sample, text, values

__all__ = ["Card", "Context", "cards", "missing", "paths", "sample", "values"]

SETTINGS = "Instellingen, organisatie"
OMBUDSMAN = "Instellingen, ombudsman"
FILE = "Dossier"
PARTIES = "Dossier, partijen"
CONDUCTS = "Dossier, onderdelen"
DEADLINES = "Dossier, termijnen"
ROUTE = "Dossier, wijze van behandeling"
HEARINGS = "Dossier, horen"
SCREENING = "Dossier, toetsing"
OUTCOME = "Dossier, oordeel"
ADVICE = "Dossier, advies"
LETTER = "Brief"
MANDATES = "Beheer, mandaten"


@dataclass(frozen=True, kw_only=True)
class Context:
    """What every letter has (law.md part 5, common blocks). Subclasses add what theirs needs."""

    authority_name: str = text(
        "Organisatie", "Naam van het bestuursorgaan, boven de brief.", "SSR", SETTINGS
    )
    authority_full_name: str = text(
        "Organisatie, ondertitel",
        "Wat de naam betekent, klein onder de naam.",
        "Studiecentrum Rechtspleging",
        SETTINGS,
        mandatory=False,
    )
    authority_address: str = text(
        "Bezoekadres", "Adres van de organisatie op één regel.",
        "Voorbeeldplein 1, 3511 ZZ  Utrecht", SETTINGS,
    )  # fmt: skip
    authority_return_address: str = text(
        "Retouradres", "Postadres, klein boven het adres van de ontvanger.",
        "Postbus 1000, 3500 AA  Utrecht", SETTINGS,
    )  # fmt: skip
    authority_phone: str = text("Telefoon", "Algemeen telefoonnummer.", "088 361 32 12", SETTINGS)
    authority_email: str = text(
        "E-mailadres", "Algemeen e-mailadres.", "klachten@ssr.example", SETTINGS
    )
    letter_date: str = text(
        "Datum", "Dagtekening van de brief, voluit.", "23 november 2026", LETTER
    )
    reference: str = text("Ons kenmerk", "Nummer van het dossier.", "K2026-0151", FILE)
    your_reference: str = text(
        "Uw kenmerk", "Kenmerk van de ontvanger.", "HV/2026/88", PARTIES,
        mandatory=False, printed=True,
    )  # fmt: skip
    addressee: tuple[str, ...] = listing(
        "Geadresseerde", "Naam en adres, regel voor regel; de gemachtigde als die er is.",
        ("Mevrouw A. van den Berg", "Lindelaan 12", "3581 KX  Utrecht"), PARTIES,
    )  # fmt: skip
    salutation: str = text(
        "Aanhef", "Aanhef zonder komma.", "Geachte mevrouw Van den Berg", PARTIES
    )
    on_behalf_of: str = text(
        "Namens wie", "Wie de ontvanger vertegenwoordigt (art. 2:1 lid 2 Awb); leeg als niemand.",
        "", PARTIES, mandatory=False,
    )  # fmt: skip
    subject: str = text(
        "Onderwerp", "Waar de brief over gaat.", "Uw klacht over de cursusplaatsing", LETTER
    )
    contact_name: str = text(
        "Contactpersoon", "Bij wie de ontvanger terecht kan.", "M. de Wit", FILE
    )
    contact_phone: str = text(
        "Telefoon contactpersoon", "Rechtstreeks nummer.", "088 361 32 40", FILE
    )
    contact_email: str = text(
        "E-mail contactpersoon", "Adres voor een antwoord.", "klachten@ssr.example", FILE,
        mandatory=False,
    )  # fmt: skip
    signed_for: str = text(
        "Ondertekend namens", "Namens wie wordt ondertekend (art. 10:10 en 10:12 Awb).",
        "namens het College van Bestuur van SSR,", MANDATES,
    )  # fmt: skip
    signatory_name: str = text("Ondertekenaar", "Naam.", "mr. P. Jansen", MANDATES)
    signatory_function: str = text(
        "Functie ondertekenaar", "Functie.", "bestuurssecretaris", MANDATES
    )
    mandate: str = text(
        "Mandaat", "Waarop de bevoegdheid rust; leeg als het bestuur zelf tekent.",
        "Ondertekend krachtens mandaat (art. 10:10 en 10:12 Awb).", MANDATES,
        mandatory=False, printed=True,
    )  # fmt: skip
    enclosures: tuple[str, ...] = listing(
        "Bijlagen", "Wat wordt meegestuurd.", (), LETTER,
        mandatory=False, printed=True,
    )  # fmt: skip
    privacy_note: str = text(
        "Privacy", "Hoe met persoonsgegevens wordt omgegaan (art. 13 en 14 AVG).",
        "SSR gebruikt uw gegevens alleen om deze klacht te behandelen, omdat de wet dat vraagt. "
        "Meer over uw gegevens en uw rechten leest u in de privacyverklaring op onze website. "
        "U kunt ook onze privacy officer bellen.",
        SETTINGS,
    )  # fmt: skip


# Rows


@dataclass(frozen=True, kw_only=True)
class ConductLine:
    """One part of the complaint (klachtonderdeel)."""

    number: str = text("Nummer", "Volgnummer van het onderdeel.", "1", CONDUCTS)
    summary: str = text(
        "Samenvatting", "Waarover wordt geklaagd, in één zin.",
        "Een medewerker van de cursusadministratie was aan de telefoon onvriendelijk.", CONDUCTS,
    )  # fmt: skip
    conduct_on: str = text(
        "Wanneer", "Dag of periode van de gedraging, als vervolg op “Dat was …”.",
        "op 3 september 2026", CONDUCTS,
        mandatory=False,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class NeededItem:
    """One thing that the complainant still has to send."""

    what: str = text("Wat", "Wat nog nodig is.", "Een machtiging van mevrouw De Vries", SCREENING)
    why: str = text(
        "Waarom", "Waarom, met het artikel.",
        "U klaagt namens haar; wij willen zeker weten dat zij dat goedvindt "
        "(art. 2:1 lid 3 Awb).", SCREENING,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class RefusedConduct:
    """One conduct that is not handled, and why (art. 9:8 Awb)."""

    number: str = text("Nummer", "Volgnummer van het onderdeel.", "2", CONDUCTS)
    summary: str = text(
        "Samenvatting", "Waarover wordt geklaagd.",
        "U kreeg in het voorjaar van 2025 geen antwoord op uw e-mail van 14 april 2025.", CONDUCTS,
    )  # fmt: skip
    ground: str = text(
        "Grond", "Waarom SSR niet verplicht is de klacht te behandelen.",
        "De gedraging vond langer dan een jaar voor het indienen van de klacht plaats.", SCREENING,
    )  # fmt: skip
    basis: str = text("Artikel", "Vindplaats van de grond.", "art. 9:8 lid 1 onder b Awb",
                      SCREENING)  # fmt: skip
    facts: str = text(
        "Feiten", "Feiten en data waarop de grond rust.",
        "U stuurde uw e-mail op 14 april 2025. Uw klacht diende u in op 2 november 2026. "
        "Daar zit meer dan een jaar tussen.", SCREENING,
    )  # fmt: skip
    reasons: str = text(
        "Waarom toch niet behandeld",
        "Waarom SSR geen gebruik maakt van de vrijheid om toch te behandelen.",
        "Wij mogen de klacht dan nog wel behandelen. Dat doen wij niet: de medewerker van toen "
        "werkt niet meer bij SSR en de e-mails van die tijd zijn niet bewaard. Wij kunnen niet "
        "meer goed nagaan wat er is gebeurd.", SCREENING,
    )  # fmt: skip
    afterwards: str = text(
        "Wat de klager nog kan", "Ander middel, of wanneer de klacht weer kan; leeg als dat er "
        "niet is.", "", SCREENING, mandatory=False, printed=True,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Present:
    """Someone at a hearing."""

    name: str = text("Naam", "Wie aanwezig was.", "mr. J. Smit", HEARINGS)
    role: str = text("Rol", "In welke rol.", "hoort namens het College van Bestuur", HEARINGS)


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question put at a hearing, and the answer."""

    question: str = text(
        "Vraag", "Wat is gevraagd.", "Hoe laat belde u met de cursusadministratie?", HEARINGS
    )
    answer: str = text("Antwoord", "Wat is geantwoord.", "Kort na negen uur, denk ik.", HEARINGS)


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
class Heard:
    """Who was heard, when and by whom."""

    who: str = text("Wie", "Wie is gehoord.", "Mevrouw A. van den Berg", HEARINGS)
    when: str = text("Wanneer", "Datum en wijze.", "op 7 december 2026, in persoon", HEARINGS)
    by_whom: str = text("Door wie", "Wie heeft gehoord.", "mr. J. Smit", HEARINGS)


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


SAMPLE_CONDUCTS = (
    ConductLine(
        number="1",
        summary="Een medewerker van de cursusadministratie was aan de telefoon onvriendelijk.",
        conduct_on="op 3 september 2026",
    ),
    ConductLine(
        number="2",
        summary="U kreeg pas na elf dagen antwoord op uw e-mail.",
        conduct_on="van 7 tot 18 september 2026",
    ),
)

SUBJECT_ADDRESSEE = ("De heer K. de Graaf", "Voorbeeldplein 1", "3511 ZZ  Utrecht")


def _subject_addressee() -> Any:
    return listing(
        "Geadresseerde", "Degene over wie wordt geklaagd: naam en adres, regel voor regel.",
        SUBJECT_ADDRESSEE, PARTIES,
    )  # fmt: skip


def _subject_salutation() -> Any:
    return text("Aanhef", "Aanhef zonder komma.", "Geachte heer De Graaf", PARTIES)


def _subject_line(example: str) -> Any:
    return text("Onderwerp", "Waar de brief over gaat.", example, LETTER)


def _received_on() -> Any:
    return text(
        "Ontvangen op", "Dag waarop SSR de klacht ontving, voluit.", "9 november 2026", FILE
    )


def _summary() -> Any:
    return text(
        "Samenvatting", "De klacht in een of twee zinnen.",
        "U vindt dat de cursusadministratie u op 3 september 2026 niet goed te woord heeft "
        "gestaan, en dat u te lang op antwoord moest wachten.", FILE,
    )  # fmt: skip


def _complainant_name() -> Any:
    return text("Klager", "Naam van de klager.", "mevrouw A. van den Berg", PARTIES)


def _handler() -> Any:
    return text(
        "Behandelaar", "Wie behandelt: naam en functie. Niet betrokken (art. 9:7 lid 1 Awb).",
        "mr. J. Smit, juridisch adviseur", ROUTE,
    )  # fmt: skip


def _adviser_sentence() -> Any:
    return text(
        "Adviseur of commissie",
        "Dat een adviseur of commissie adviseert (art. 9:15 lid 1 Awb); leeg als dat niet zo is.",
        "Een adviescommissie van drie leden behandelt de klacht en adviseert het College van "
        "Bestuur daarover (art. 9:15 lid 1 Awb).", ROUTE, mandatory=False, printed=True,
    )  # fmt: skip


def _due_on() -> Any:
    return text("Laatste dag", "Uiterste dag van afhandeling.", "18 januari 2027", DEADLINES)


def _due_basis() -> Any:
    return text(
        "Hoe berekend", "Hoe die dag is berekend, als zin.",
        "Dat is tien weken na de dag waarop wij de klacht ontvingen (art. 9:11 lid 1 Awb).",
        DEADLINES,
    )  # fmt: skip


def _conducts() -> Any:
    return listing("Onderdelen", "De onderdelen van de klacht.", SAMPLE_CONDUCTS, CONDUCTS)


def _enclosures(*example: str) -> Any:
    return listing(
        "Bijlagen", "Wat wordt meegestuurd.", example, LETTER, mandatory=False, printed=True
    )


def _reply_before(example: str, source: str = DEADLINES) -> Any:
    return text("Antwoord uiterlijk", "Laatste dag voor een antwoord.", example, source)


def _no_letter(label: str) -> Any:
    return text(label, "Alleen in een brief.", "", PARTIES, mandatory=False)


@dataclass(frozen=True, kw_only=True)
class FileDocument(Context):
    """A document for the file: no address, salutation or privacy note."""

    addressee: tuple[str, ...] = listing(
        "Geadresseerde", "Alleen in een brief.", (), PARTIES, mandatory=False
    )
    salutation: str = _no_letter("Aanhef")
    your_reference: str = _no_letter("Uw kenmerk")
    authority_return_address: str = _no_letter("Retouradres")
    privacy_note: str = _no_letter("Privacy")


@dataclass(frozen=True, kw_only=True)
class WithOmbudsman(Context):
    """A letter that names the ombudsman and the term (art. 9:12 lid 2 Awb)."""

    ombudsman_name: str = text(
        "Ombudsman", "Welke ombudsman bevoegd is.", "Nationale ombudsman", OMBUDSMAN
    )
    ombudsman_address: str = text(
        "Adres ombudsman", "Postadres op één regel.", "Postbus 93122, 2509 AC  Den Haag", OMBUDSMAN
    )
    ombudsman_contact: str = text(
        "Ombudsman bereiken", "Website of telefoon.",
        "www.nationaleombudsman.nl, telefoon 0800 33 55 555", OMBUDSMAN, mandatory=False,
    )  # fmt: skip
    ombudsman_until: str = text(
        "Ombudsman uiterlijk", "Laatste dag van het jaar na deze brief.", "23 november 2027",
        DEADLINES,
    )  # fmt: skip


# Letters


@dataclass(frozen=True, kw_only=True)
class Acknowledgement(Context):
    """L01 Ontvangstbevestiging (art. 9:6 Awb)."""

    subject: str = _subject_line("Wij hebben uw klacht ontvangen")
    enclosures: tuple[str, ...] = _enclosures("Kopie van uw klacht")
    received_on: str = _received_on()
    summary: str = _summary()
    handler: str = _handler()
    adviser_sentence: str = _adviser_sentence()
    due_on: str = _due_on()
    due_basis: str = _due_basis()
    still_needed: tuple[str, ...] = listing(
        "Nog nodig", "Wat SSR nog van de klager nodig heeft; leeg als niets.",
        ("De naam van de medewerker, als u die weet",
         "Het antwoord dat u op 18 september 2026 kreeg"),
        SCREENING, mandatory=False, printed=True,
    )  # fmt: skip
    needed_before: str = text(
        "Nodig vóór", "Laatste dag om dat te sturen.", "7 december 2026", DEADLINES,
        mandatory=False, printed=True,
    )  # fmt: skip
    informal_option: str = text(
        "Samen oplossen", "Dat het ook zonder verdere procedure kan (art. 9:5 Awb).",
        "Misschien kunnen wij uw klacht ook in een gesprek met u oplossen. Bent u daarna "
        "tevreden, dan hoeft de procedure niet verder (art. 9:5 Awb). U beslist dat zelf.",
        SETTINGS,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class SupplementRequest(Context):
    """L03 Verzoek om aanvulling (art. 9:4 lid 2, 2:1 lid 3 en 6:5 lid 3 Awb)."""

    subject: str = _subject_line("Wilt u uw klacht aanvullen?")
    enclosures: tuple[str, ...] = _enclosures("Machtigingsformulier")
    received_on: str = _received_on()
    needed: tuple[NeededItem, ...] = listing(
        "Nog nodig", "Wat nog nodig is en waarom.",
        (
            NeededItem(
                what="Een beschrijving van wat er op 3 september 2026 is gebeurd",
                why="Zonder beschrijving weten wij niet waarover u klaagt "
                "(art. 9:4 lid 2 onder c Awb).",
            ),
            NeededItem(
                what="Een machtiging van mevrouw De Vries",
                why="U klaagt namens haar; wij willen zeker weten dat zij dat goedvindt "
                "(art. 2:1 lid 3 Awb).",
            ),
        ),
        SCREENING,
    )  # fmt: skip
    reply_before: str = _reply_before("7 december 2026")
    due_on: str = _due_on()
    consequence: str = text(
        "Wat anders gebeurt", "Wat er gebeurt als de aanvulling niet op tijd komt.",
        "Krijgen wij de aanvulling niet op tijd, dan kunnen wij uw klacht misschien niet volgens "
        "de regels van art. 9:5 tot en met 9:12 Awb behandelen. U krijgt daarover dan nog een "
        "brief. Ook dan kijken wij wat wij van uw bericht kunnen leren.", SCREENING,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class NotHandled(WithOmbudsman):
    """L05a Mededeling niet in behandeling nemen (art. 9:8 lid 3 Awb)."""

    subject: str = _subject_line("Wij behandelen een deel van uw klacht niet")
    received_on: str = _received_on()
    lodged_on: str = text(
        "Ingediend op", "Dag van indienen; daarop rust de toets van één jaar.", "2 november 2026",
        FILE,
    )  # fmt: skip
    refused: tuple[RefusedConduct, ...] = listing(
        "Niet behandeld", "De onderdelen die SSR niet behandelt.",
        (
            RefusedConduct(
                number="2",
                summary="U kreeg geen antwoord op uw e-mail van 14 april 2025.",
                ground="De gedraging vond langer dan een jaar voor het indienen van uw klacht "
                "plaats.",
                basis="art. 9:8 lid 1 onder b Awb",
                facts="U stuurde uw e-mail op 14 april 2025. Uw klacht diende u in op "
                "2 november 2026. Daar zit meer dan een jaar tussen.",
                reasons="Wij mogen dit onderdeel toch behandelen. Dat doen wij niet: de "
                "medewerker van toen werkt niet meer bij SSR en de e-mails van die tijd zijn "
                "niet bewaard. Wij kunnen niet meer goed nagaan wat er is gebeurd.",
            ),
        ),
        SCREENING,
    )  # fmt: skip
    handled: tuple[ConductLine, ...] = listing(
        "Wel behandeld", "De onderdelen die SSR wel behandelt; leeg als geen.",
        SAMPLE_CONDUCTS[:1], SCREENING, mandatory=False, printed=True,
    )  # fmt: skip
    handled_explanation: str = text(
        "Hoe het verder gaat", "Wat er met het behandelde deel gebeurt.",
        "Over dit onderdeel hoort u uiterlijk op 21 december 2026 van ons.", DEADLINES,
        mandatory=False, printed=True,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class CopyToSubject(Context):
    """L07 Afschrift aan degene over wie wordt geklaagd (art. 9:9 Awb)."""

    addressee: tuple[str, ...] = _subject_addressee()
    salutation: str = _subject_salutation()
    subject: str = _subject_line("Er is een klacht ontvangen die over u gaat")
    received_on: str = _received_on()
    complainant_name: str = _complainant_name()
    conducts: tuple[ConductLine, ...] = listing(
        "Onderdelen", "De onderdelen van de klacht die over de ontvanger gaan.",
        (
            ConductLine(
                number="1",
                summary="U zou mevrouw Van den Berg aan de telefoon onvriendelijk te woord "
                "hebben gestaan.",
                conduct_on="op 3 september 2026",
            ),
        ),
        CONDUCTS,
    )  # fmt: skip
    handler: str = _handler()
    adviser_sentence: str = _adviser_sentence()
    reply_before: str = _reply_before("7 december 2026")
    due_on: str = _due_on()
    withheld_note: str = text(
        "Weggelaten gegevens", "Welke gegevens in het afschrift zijn weggelaten; leeg als geen.",
        "Het adres en telefoonnummer van de klager hebben wij in het afschrift weggelaten.",
        FILE, mandatory=False, printed=True,
    )  # fmt: skip
    enclosures: tuple[str, ...] = listing(
        "Bijlagen", "De klacht en alle stukken die daarbij zijn gestuurd (art. 9:9 Awb).",
        ("De klacht van 9 november 2026", "E-mailwisseling van 7 tot 18 september 2026"), LETTER,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class HearingInvitation(Context):
    """What both invitations say (art. 9:10 lid 1 en 9:15 lid 2 Awb)."""

    conducts: tuple[ConductLine, ...] = _conducts()
    heard_by: str = text(
        "Wie hoort", "Namen en functies van wie hoort.",
        "mr. J. Smit, juridisch adviseur, namens het College van Bestuur", HEARINGS,
    )  # fmt: skip
    hearing_on: str = text(
        "Datum", "Dag van het gesprek, met de weekdag.", "maandag 7 december 2026", HEARINGS
    )
    hearing_time: str = text("Tijd", "Begin en einde.", "10.00 tot 11.00 uur", HEARINGS)
    place: str = text(
        "Plaats", "Waar, of via welke verbinding.", "SSR, Voorbeeldplein 1, Utrecht, kamer 2.14",
        HEARINGS,
    )  # fmt: skip
    form: str = text("Vorm", "In persoon, telefonisch of via een videoverbinding.", "in persoon",
                     HEARINGS)  # fmt: skip
    alternatives: str = text(
        "Andere mogelijkheden", "Wat kan als deze dag of vorm niet past.",
        "Kunt u op dat moment niet, of praat u liever telefonisch of via een videoverbinding? "
        "Bel of mail ons, dan zoeken wij samen een oplossing.", HEARINGS,
    )  # fmt: skip
    others_present: str = text(
        "Wie er nog bij is", "Wie verder aanwezig is; leeg als niemand.",
        "De heer K. de Graaf wordt apart gehoord en is niet bij dit gesprek.", HEARINGS,
        mandatory=False,
    )  # fmt: skip
    papers: str = text(
        "Stukken", "Welke stukken er zijn en hoe de ontvanger ze krijgt.",
        "De stukken van het dossier sturen wij met deze brief mee.", HEARINGS,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class HearingComplainant(HearingInvitation):
    """L08a Uitnodiging horen klager (art. 9:10 lid 1 Awb)."""

    subject: str = _subject_line("Uitnodiging voor een gesprek over uw klacht")
    enclosures: tuple[str, ...] = _enclosures("Stukken van het dossier")
    reply_before: str = _reply_before("30 november 2026", HEARINGS)


@dataclass(frozen=True, kw_only=True)
class HearingSubject(HearingInvitation):
    """L08b Uitnodiging horen betrokkene (art. 9:10 lid 1 Awb): silence has no consequence."""

    addressee: tuple[str, ...] = _subject_addressee()
    salutation: str = _subject_salutation()
    subject: str = _subject_line("Uitnodiging voor een gesprek over een klacht")
    enclosures: tuple[str, ...] = _enclosures("Stukken van het dossier")
    complainant_name: str = _complainant_name()
    conducts: tuple[ConductLine, ...] = listing(
        "Onderdelen", "De onderdelen van de klacht die over de ontvanger gaan.",
        (
            ConductLine(
                number="1",
                summary="U zou mevrouw Van den Berg aan de telefoon onvriendelijk te woord "
                "hebben gestaan.",
                conduct_on="op 3 september 2026",
            ),
        ),
        CONDUCTS,
    )  # fmt: skip
    others_present: str = text(
        "Wie er nog bij is", "Wie verder aanwezig is; leeg als niemand.",
        "Mevrouw Van den Berg wordt apart gehoord en is niet bij dit gesprek.", HEARINGS,
        mandatory=False,
    )  # fmt: skip
    reply_before: str = _reply_before("30 november 2026", HEARINGS)


@dataclass(frozen=True, kw_only=True)
class HearingWaived(Context):
    """L09 Bericht afzien van horen (art. 9:10 lid 2 en 9:15 lid 3 Awb)."""

    subject: str = _subject_line("Wij nodigen u niet uit voor een gesprek")
    received_on: str = _received_on()
    ground: str = text(
        "Grond", "Waarom van horen wordt afgezien, als zin.",
        "U heeft ons laten weten dat u geen gebruik wilt maken van het recht om te worden "
        "gehoord.", HEARINGS,
    )  # fmt: skip
    basis: str = text("Artikel", "Vindplaats van de grond.", "art. 9:10 lid 2 onder b Awb",
                      HEARINGS)  # fmt: skip
    evidence: str = text(
        "Waaruit dat blijkt", "Feiten en data; bij onder c de gestelde termijn.",
        "Dat schreef u in uw e-mail van 20 november 2026.", HEARINGS,
    )  # fmt: skip
    decided_by: str = text(
        "Wie besliste", "Wie besloot om niet te horen (art. 9:15 lid 3 Awb).",
        "het College van Bestuur", HEARINGS,
    )  # fmt: skip
    decided_on: str = text("Besloten op", "Wanneer.", "23 november 2026", HEARINGS)
    due_on: str = _due_on()


@dataclass(frozen=True, kw_only=True)
class HearingReport(FileDocument):
    """L10 Verslag van horen (art. 9:10 lid 3 Awb): a document for the file, not a letter."""

    subject: str = _subject_line("Verslag van het horen van mevrouw A. van den Berg")
    heard_name: str = text("Gehoord", "Wie is gehoord.", "mevrouw A. van den Berg", HEARINGS)
    heard_role: str = text("Rol", "Klager of degene over wie wordt geklaagd.", "klager", HEARINGS)
    hearing_on: str = text("Datum", "Dag van het horen.", "maandag 7 december 2026", HEARINGS)
    hearing_time: str = text("Tijd", "Begin en einde.", "10.00 tot 10.50 uur", HEARINGS)
    place: str = text("Plaats", "Waar.", "SSR, Voorbeeldplein 1, Utrecht", HEARINGS)
    form: str = text("Vorm", "In persoon, telefonisch of via een videoverbinding.", "in persoon",
                     HEARINGS)  # fmt: skip
    present: tuple[Present, ...] = listing(
        "Aanwezig", "Wie erbij waren en in welke rol, ook een helper.",
        (
            Present(name="mevrouw A. van den Berg", role="klager"),
            Present(name="de heer B. Visser", role="helper van mevrouw Van den Berg"),
            Present(name="mr. J. Smit", role="hoort namens het College van Bestuur"),
            Present(name="M. de Wit", role="verslaglegger"),
        ),
        HEARINGS,
    )  # fmt: skip
    statement: str = text(
        "Verklaring", "Wat is gezegd.",
        "Mevrouw Van den Berg vertelt dat zij drie keer heeft gebeld. Bij het derde gesprek kreeg "
        "zij te horen dat zij “maar moest afwachten”. Zij voelde zich niet serieus genomen.\n"
        "Zij wil vooral dat dit een ander niet gebeurt.", HEARINGS,
    )  # fmt: skip
    questions: tuple[Question, ...] = listing(
        "Vragen en antwoorden", "Wat is gevraagd en geantwoord; leeg als niets.",
        (
            Question(
                question="Hoe laat belde u op 3 september?", answer="Kort na negen uur, denk ik."
            ),
            Question(
                question="Heeft u daarna nog contact gehad?",
                answer="Ja, op 18 september kreeg ik een e-mail.",
            ),
        ),
        HEARINGS, mandatory=False, printed=True,
    )  # fmt: skip
    remarks: str = text(
        "Opmerkingen", "Wat de gehoorde over dit verslag opmerkte; leeg als niets.",
        "Mevrouw Van den Berg merkt op dat het gesprek om kwart over negen was.", HEARINGS,
        mandatory=False, printed=True,
    )  # fmt: skip
    comment_before: str = text(
        "Opmerkingen uiterlijk", "Tot wanneer de gehoorde kan reageren; leeg als dat voorbij is.",
        "21 december 2026", HEARINGS, mandatory=False, printed=True,
    )  # fmt: skip
    author: str = text("Verslaglegger", "Wie het verslag maakte.", "M. de Wit", HEARINGS)


@dataclass(frozen=True, kw_only=True)
class Postponement(Context):
    """L11 Verdagingsbericht (art. 9:11 lid 2 Awb): to the complainant and each subject."""

    subject: str = _subject_line("Wij hebben meer tijd nodig")
    to_subject: bool = flag(
        "Aan betrokkene", "Of de brief gaat naar degene over wie wordt geklaagd.", False, PARTIES
    )
    received_on: str = _received_on()
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

    subject: str = _subject_line("Besluit: het bestuur behandelt de klacht zelf")
    received_on: str = _received_on()
    complainant_name: str = _complainant_name()
    conducts: tuple[ConductLine, ...] = _conducts()
    decided_on: str = text("Besloten op", "Dag van het besluit.", "16 november 2026", ROUTE)
    members: tuple[BoardMember, ...] = listing(
        "Bestuursleden", "Wie besloten, met hun verklaring.",
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
    handler: str = _handler()
    handler_statement: str = text(
        "Verklaring behandelaar", "Wat de behandelaar over betrokkenheid en belang verklaarde.",
        "Niet betrokken bij de gedraging en zonder persoonlijk belang.", ROUTE,
    )  # fmt: skip
    reason: str = text(
        "Reden", "Waarom het bestuur de klacht zelf behandelt.",
        "De klacht is overzichtelijk en gaat niet over een lid van het bestuur. Een adviseur of "
        "commissie is daarom niet nodig.", ROUTE,
    )  # fmt: skip
    due_on: str = _due_on()


@dataclass(frozen=True, kw_only=True)
class Findings(WithOmbudsman):
    """L15 Afdoeningsbrief (art. 9:12 en 9:16 Awb)."""

    subject: str = _subject_line("De uitkomst van uw klacht")
    received_on: str = _received_on()
    summary: str = _summary()
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
            Heard(
                who="Mevrouw A. van den Berg",
                when="op 7 december 2026, in persoon",
                by_whom="mr. J. Smit",
            ),
            Heard(
                who="De heer K. de Graaf", when="op 8 december 2026, telefonisch",
                by_whom="mr. J. Smit",
            ),
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
            JudgedConduct(
                number="1",
                title="Het telefoongesprek",
                summary="U vindt dat een medewerker van de cursusadministratie u op 3 september "
                "2026 aan de telefoon onvriendelijk te woord heeft gestaan.",
                findings="De medewerker bevestigt dat het gesprek kort en stroef verliep. Het was "
                "de derde keer dat u belde. Een terugbelafspraak van 1 september 2026 is niet "
                "nagekomen.",
                judgement="Dit onderdeel van de klacht is gegrond.",
                reasons="Wie SSR belt, mag rekenen op een vriendelijk en volledig antwoord. Dat "
                "heeft u niet gekregen.",
                conclusion="SSR had u anders te woord moeten staan en de afspraak moeten nakomen.",
                advice="De adviseur vindt dit onderdeel gegrond.",
            ),
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
            Deviation(
                point="Onderdeel 2, de wachttijd",
                advice="De adviseur vindt dit onderdeel gegrond.",
                view="Het bestuur vindt het deels gegrond.",
                reason="U kreeg binnen twee dagen bericht dat het antwoord langer duurde. Dat "
                "weegt voor het bestuur mee.",
            ),
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
class OutcomeForSubject(Context):
    """L15b Afschrift uitkomst aan betrokkene."""

    addressee: tuple[str, ...] = _subject_addressee()
    salutation: str = _subject_salutation()
    subject: str = _subject_line("De uitkomst van de klacht die over u ging")
    received_on: str = _received_on()
    complainant_name: str = _complainant_name()
    concluded_on: str = text(
        "Afgehandeld op", "Dagtekening van de brief aan de klager.", "18 januari 2027", OUTCOME
    )
    conducts: tuple[ConductOutcome, ...] = listing(
        "Onderdelen", "Alleen de onderdelen die over de ontvanger gingen.",
        (
            ConductOutcome(
                number="1",
                summary="Mevrouw Van den Berg vond dat u haar op 3 september 2026 aan de telefoon "
                "onvriendelijk te woord stond.",
                judgement="Dit onderdeel van de klacht is gegrond.",
                reasons="Het gesprek verliep kort en stroef. U heeft uitgelegd dat het die "
                "ochtend erg druk was. Dat begrijpt het bestuur, maar het maakt het oordeel "
                "niet anders.",
            ),
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
