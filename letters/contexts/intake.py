"""L01 to L07 and L24: from receipt until the complaint is taken up, or goes elsewhere."""

from dataclasses import dataclass

from letters.contexts import shared
from letters.contexts.shared import (
    CONDUCTS,
    DEADLINES,
    FILE,
    LETTER,
    PARTIES,
    ROUTE,
    SAMPLE_ADVISERS,
    SCREENING,
    SETTINGS,
    Adviser,
    ConductLine,
    Context,
    Entered,
    OutsideLetter,
    PartlyHandled,
    Received,
    Told,
    ToSubject,
    WithOmbudsman,
)
from letters.fields import flag, listing, sample, text


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
class Acknowledgement(Received):
    """L01 Ontvangstbevestiging (art. 9:6 Awb)."""

    subject: str = shared.subject_line("Wij hebben uw klacht ontvangen")
    enclosures: tuple[str, ...] = shared.enclosures("Kopie van uw klacht")
    summary: str = shared.summary()
    handler: str = shared.handler()
    adviser_sentence: str = shared.adviser_sentence()
    # A complaint that is not on paper has no term of the law (art. 9:4 lid 1 Awb).
    due_on: str = shared.due_on(mandatory=False)
    due_basis: str = shared.due_basis(mandatory=False)
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
class SupplementRequest(Received):
    """L03 Verzoek om aanvulling (art. 9:4 lid 2, 2:1 lid 3 en 6:5 lid 3 Awb)."""

    subject: str = shared.subject_line("Wilt u uw klacht aanvullen?")
    enclosures: tuple[str, ...] = shared.enclosures("Machtigingsformulier")
    needed: tuple[NeededItem, ...] = listing(
        "Nog nodig", "Wat nog nodig is en waarom.",
        (
            NeededItem(
                what="Een beschrijving van wat er op 3 september 2026 is gebeurd",
                why="Zonder beschrijving weten wij niet waarover u klaagt "
                "(art. 9:4 lid 2 onder c Awb).",
            ),
            sample(NeededItem),
        ),
        SCREENING,
    )  # fmt: skip
    reply_before: str = shared.reply_before("7 december 2026")
    due_on: str = shared.due_on()
    consequence: str = text(
        "Wat anders gebeurt", "Wat er gebeurt als de aanvulling niet op tijd komt.",
        "Krijgen wij de aanvulling niet op tijd, dan kunnen wij uw klacht misschien niet volgens "
        "de regels van art. 9:5 tot en met 9:12 Awb behandelen. U krijgt daarover dan nog een "
        "brief. Ook dan kijken wij wat wij van uw bericht kunnen leren.", SCREENING,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class NotHandled(PartlyHandled, WithOmbudsman):
    """L05a Mededeling niet in behandeling nemen (art. 9:8 lid 3 Awb)."""

    subject: str = shared.subject_line("Wij behandelen een deel van uw klacht niet")
    lodged_on: str = text(
        "Ingediend op", "Dag van indienen; daarop rust de toets van één jaar.", "2 november 2026",
        FILE,
    )  # fmt: skip
    refused: tuple[RefusedConduct, ...] = listing(
        "Niet behandeld", "De onderdelen die SSR niet behandelt.",
        (
            sample(RefusedConduct),
        ),
        SCREENING,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class CopyToSubject(ToSubject, Received):
    """L07 Afschrift aan degene over wie wordt geklaagd (art. 9:9 Awb)."""

    subject: str = shared.subject_line("Er is een klacht ontvangen die over u gaat")
    conducts: tuple[ConductLine, ...] = shared.own_conducts()
    handler: str = shared.handler()
    adviser_sentence: str = shared.adviser_sentence()
    reply_before: str = shared.reply_before("7 december 2026")
    due_on: str = shared.due_on()
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
class AdviserNotice(Received):
    """L01b Aanvullend ontvangstbericht (art. 9:15 lid 1 en 9:11 lid 1 Awb)."""

    subject: str = shared.subject_line("Er komt een advies over uw klacht")
    adviser_sentence: str = text(
        "Adviseur of commissie", "Dat een adviseur of commissie adviseert (art. 9:15 lid 1 Awb).",
        "Een adviescommissie van drie leden behandelt de klacht en adviseert het College van "
        "Bestuur daarover (art. 9:15 lid 1 Awb).", ROUTE,
    )  # fmt: skip
    advisers: tuple[Adviser, ...] = listing(
        "Wie adviseert", "De adviseur, of de voorzitter en de leden.", SAMPLE_ADVISERS, ROUTE,
        mandatory=False, printed=True,
    )  # fmt: skip
    decided_on: str = text("Besloten op", "Dag van het besluit.", "16 november 2026", ROUTE)
    reason: str = text(
        "Reden", "Waarom het bestuur advies vraagt.",
        "Uw klacht gaat over de gang van zaken op een hele afdeling. Het bestuur wil dat "
        "iemand anders daarnaar kijkt.", ROUTE,
    )  # fmt: skip
    due_on: str = shared.due_on()
    due_basis: str = shared.due_basis()


@dataclass(frozen=True, kw_only=True)
class AutomaticReceipt(Context):
    """L02a Automatische ontvangstbevestiging (art. 2:17 Awb): nobody signs it."""

    subject: str = shared.subject_line("Uw bericht is bij ons binnengekomen")
    received_at: str = text(
        "Ontvangen", "Dag en tijd waarop het bericht ons bereikte.",
        "maandag 9 november 2026 om 14.32 uur", FILE,
    )  # fmt: skip
    entered: tuple[Entered, ...] = listing(
        "Ingevulde gegevens", "Wat de afzender heeft ingevuld (art. 2:17 lid 2 Awb).",
        (
            Entered(label="Naam", value="Mevrouw A. van den Berg"),
            Entered(label="Adres", value="Lindelaan 12, 3581 KX  Utrecht"),
            Entered(label="Onderwerp", value="De cursusplaatsing"),
            Entered(
                label="Wat er gebeurde",
                value="Ik heb drie keer gebeld. De derde keer kreeg ik een onvriendelijk antwoord.",
            ),
            Entered(label="Wat u wilt", value="Dat dit een ander niet overkomt."),
        ),
        FILE,
    )  # fmt: skip
    file_names: tuple[str, ...] = listing(
        "Bestanden", "Namen van de meegestuurde bestanden; leeg als geen.",
        ("e-mail 7 september.pdf", "antwoord 18 september.pdf"), FILE,
        mandatory=False, printed=True,
    )  # fmt: skip
    signed_for: str = shared.no_letter("Ondertekend namens")
    signatory_name: str = shared.no_letter("Ondertekenaar")
    signatory_function: str = shared.no_letter("Functie ondertekenaar")
    mandate: str = shared.no_letter("Mandaat")


@dataclass(frozen=True, kw_only=True)
class ForwardedInside(Received):
    """L02b Bericht doorgeleiding (art. 2:24 Awb): the term starts when the right desk has it."""

    subject: str = shared.subject_line("Uw klacht is bij de juiste afdeling")
    channel: str = text("Langs welke weg", "Hoe het bericht binnenkwam.", "e-mail", FILE)
    forwarded_on: str = text(
        "Doorgeleid op",
        "Dag waarop het bericht binnen SSR is doorgeleid.",
        "11 november 2026",
        FILE,
    )
    term_start_on: str = text(
        "Termijn begint", "Dag waarop de termijn begint (art. 2:24 Awb).", "11 november 2026",
        DEADLINES,
    )  # fmt: skip
    due_on: str = text("Laatste dag", "Uiterste dag van afhandeling.", "23 december 2026",
                       DEADLINES)  # fmt: skip
    due_basis: str = text(
        "Hoe berekend", "Hoe die dag is berekend, als zin.",
        "Dat is zes weken na de dag waarop de klacht bij ons is doorgeleid (art. 2:24 en 9:11 "
        "lid 1 Awb).", DEADLINES,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class RightChannel(Received):
    """L02c Verwijzing naar het juiste kanaal (art. 2:16 lid 1 Awb)."""

    subject: str = shared.subject_line("Wilt u uw klacht langs een andere weg sturen?")
    enclosures: tuple[str, ...] = shared.enclosures("Klachtenformulier")
    channel: str = text("Langs welke weg", "Hoe het bericht binnenkwam.", "e-mail", FILE)
    channels: tuple[str, ...] = listing(
        "Juiste kanalen", "Langs welke weg het wel kan; per post kan altijd.",
        ("Met het klachtenformulier op onze website.",
         "Per post naar Postbus 1000, 3500 AA  Utrecht."), SETTINGS,
    )  # fmt: skip
    lodged_on: str = text(
        "Ingediend op", "Dag van het eerste bericht; die blijft gelden.", "9 november 2026", FILE
    )


@dataclass(frozen=True, kw_only=True)
class LeftAsideConduct:
    """One conduct that is left aside, and what it lacks (art. 9:4 Awb)."""

    number: str = text("Nummer", "Volgnummer van het onderdeel.", "1", CONDUCTS)
    summary: str = text(
        "Samenvatting", "Waarover wordt geklaagd.", "U bent niet tevreden over een docent.",
        CONDUCTS,
    )  # fmt: skip
    lacking: str = text(
        "Wat ontbreekt", "Aan welke eis de klacht niet voldoet.",
        "Uw klacht beschrijft niet wat er is gebeurd (art. 9:4 lid 2 onder c Awb).", SCREENING,
    )  # fmt: skip
    reason: str = text(
        "Reden", "Waarom dat betekent dat SSR dit niet behandelt.",
        "Zonder beschrijving kunnen wij niet nagaan wat er is gebeurd, en niemand daarover horen.",
        SCREENING,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class LeftAside(PartlyHandled, WithOmbudsman):
    """L05b Mededeling buiten behandeling (art. 9:4 en 9:2 Awb)."""

    subject: str = shared.subject_line("Wij behandelen uw klacht niet als formele klacht")
    left_aside: tuple[LeftAsideConduct, ...] = listing(
        "Buiten behandeling", "De onderdelen die niet aan de eisen voldoen.",
        (
            sample(LeftAsideConduct, number="2"),
        ),
        SCREENING,
    )  # fmt: skip
    steps_taken: str = text(
        "Wat SSR deed", "Of en wanneer om aanvulling is gevraagd, en wat daarop kwam.",
        "Op 12 november 2026 vroegen wij u om een aanvulling, tot en met 26 november 2026. Die "
        "hebben wij niet ontvangen.", SCREENING,
    )  # fmt: skip
    signal: str = text(
        "Wat SSR met het signaal doet", "Hoe SSR er toch behoorlijk mee omgaat (art. 9:2 Awb).",
        "Wij hebben uw bericht wel gelezen en geregistreerd. De teamleider van de "
        "cursusadministratie weet ervan.", SCREENING,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class NotHandledSubject(ToSubject, Received):
    """L05c Bericht aan betrokkene: niet behandeld."""

    subject: str = shared.subject_line("De klacht over u wordt niet behandeld")
    conducts: tuple[Told, ...] = listing(
        "Onderdelen", "De onderdelen over de ontvanger, en waarom die niet worden behandeld.",
        (
            Told(
                number="1",
                summary="U zou mevrouw Van den Berg onvriendelijk te woord hebben gestaan.",
                reason="Het bestuur is niet verplicht dit te behandelen (art. 9:8 Awb).",
            ),
        ),
        SCREENING,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Forwarding(OutsideLetter, Received):
    """L06a Doorzendbrief (art. 2:3 lid 1 Awb): to the authority that the complaint is for."""

    subject: str = shared.subject_line("Doorzending van een klacht")
    enclosures: tuple[str, ...] = shared.original("Het oorspronkelijke bericht.")
    complainant_name: str = shared.complainant_name()
    conducts: tuple[Told, ...] = listing(
        "Onderdelen", "Wat voor de andere organisatie is, en waarom.",
        (
            Told(
                number="2",
                summary="De gemeente gaf geen parkeervergunning voor de dagen van de cursus.",
                reason="Over parkeervergunningen beslist de gemeente.",
            ),
        ),
        SCREENING,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class ForwardingNotice(PartlyHandled):
    """L06b Bericht van doorzending (art. 2:3 lid 1 Awb)."""

    subject: str = shared.subject_line("Wij hebben uw klacht doorgestuurd")
    enclosures: tuple[str, ...] = shared.enclosures(
        "Kopie van onze brief aan Gemeente Voorbeeldstad"
    )
    forwarded_to: str = text(
        "Doorgezonden aan", "Welke organisatie, met het adres.",
        "Gemeente Voorbeeldstad, t.a.v. de klachtencoördinator, Postbus 12, 1000 AA  Voorbeeldstad",
        FILE,
    )  # fmt: skip
    forwarded_on: str = text(
        "Doorgezonden op", "Dag van de brief aan die organisatie.", "12 november 2026", FILE
    )
    conducts: tuple[Told, ...] = listing(
        "Doorgezonden onderdelen", "Wat is doorgezonden, en waarom.",
        (
            sample(Told),
        ),
        SCREENING,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Returned(PartlyHandled):
    """L06c Terugzending (art. 2:3 lid 2 Awb)."""

    subject: str = shared.subject_line("Wij sturen uw bericht terug")
    enclosures: tuple[str, ...] = shared.original("Het bericht dat teruggaat.")
    conducts: tuple[Told, ...] = listing(
        "Teruggezonden onderdelen", "Wat niet voor SSR is, en waarom.",
        (
            Told(
                number="2",
                summary="Uw verhuurder reageert niet op uw brieven.",
                reason="Dit gaat over een particuliere verhuurder. SSR heeft daar niets mee te "
                "maken.",
            ),
        ),
        SCREENING,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class RepresentativeRefused(Received):
    """L24 Weigering gemachtigde (art. 2:2 Awb): to the helper and to whom this person spoke for."""

    subject: str = shared.subject_line("Wij weigeren een gemachtigde")
    to_helper: bool = flag("Aan de gemachtigde", "Of de brief gaat naar wie is geweigerd.", False,
                           PARTIES)  # fmt: skip
    represented_name: str = text(
        "Namens wie", "Voor wie de gemachtigde optrad.", "mevrouw A. van den Berg", PARTIES
    )
    helper_name: str = text("Gemachtigde", "Wie is geweigerd.", "de heer B. Visser", PARTIES)
    refused_on: str = text("Geweigerd op", "Dag van het besluit.", "16 november 2026", PARTIES)
    reason: str = text(
        "Reden", "De ernstige bezwaren tegen deze persoon (art. 2:2 lid 1 Awb).",
        "De heer Visser heeft onze medewerkers aan de telefoon drie keer bedreigd.", PARTIES,
    )  # fmt: skip
