"""L19, L20 and L27: what the ombudsman and the public hear (titel 9.2 en art. 9:12a Awb)."""

from dataclasses import dataclass

from letters.contexts import shared
from letters.contexts.shared import (
    FILE,
    LETTER,
    OMBUDSMAN,
    FileDocument,
    OutsideLetter,
)
from letters.fields import listing, sample, text
from rules.wording import Dutch

CASE: Dutch = "Dossier, ombudsman"
REGISTER = "Register"


@dataclass(frozen=True, kw_only=True)
class ToOmbudsman(OutsideLetter):
    """What both letters to the ombudsman have."""

    addressee: tuple[str, ...] = listing(
        "Geadresseerde", "Naam en adres van de ombudsman, regel voor regel.",
        ("Nationale ombudsman", "Postbus 93122", "2509 AC  Den Haag"), OMBUDSMAN,
    )  # fmt: skip
    your_reference: str = text(
        "Uw kenmerk", "Kenmerk van het onderzoek bij de ombudsman.", "2026.04711", CASE
    )
    opened_on: str = text(
        "Onderzoek van", "Dag waarop de ombudsman het onderzoek begon.", "2 november 2026", CASE
    )
    complainant_name: str = shared.complainant_name()
    concluded_on: str = text(
        "Afgehandeld op", "Dag waarop SSR de klacht afhandelde; leeg als dat niet zo is.",
        "12 oktober 2026", FILE, mandatory=False, printed=True,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question of the ombudsman; the answer is written in Word."""

    question: str = text(
        "Vraag", "Wat de ombudsman vraagt.",
        "Waarom kreeg mevrouw Van den Berg pas na elf dagen antwoord?", CASE,
    )  # fmt: skip
    due_on: str = text("Antwoord vóór", "Wanneer de ombudsman het antwoord wil.",
                       "30 november 2026", CASE)  # fmt: skip
    answer: str = text(
        "Antwoord", "Wat SSR antwoordt; vul dit in Word in.",
        "In die week waren twee van de drie medewerkers ziek. Wij hadden dat eerder moeten "
        "melden.", LETTER,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class OmbudsmanAnswer(ToOmbudsman):
    """L19 Reactie aan de ombudsman (art. 9:31 en 9:35 Awb)."""

    subject: str = shared.subject_line("Antwoord op uw vragen")
    enclosures: tuple[str, ...] = listing(
        "Bijlagen", "De stukken die de ombudsman krijgt (art. 9:31 Awb).",
        ("Het dossier K2026-0151",), LETTER,
    )  # fmt: skip
    questions: tuple[Asked, ...] = listing(
        "Vragen", "De vragen die nog openstaan; leeg bij een reactie op bevindingen.",
        (
            sample(Asked),
        ),
        CASE, mandatory=False, printed=True,
    )  # fmt: skip
    reply: str = text(
        "Reactie op de bevindingen", "Wat SSR van de bevindingen vindt (art. 9:35 Awb); leeg als "
        "alleen vragen worden beantwoord.", "", CASE, mandatory=False, printed=True,
    )  # fmt: skip
    confidentiality: str = text(
        "Vertrouwelijkheid", "Welke stukken alleen de ombudsman mag zien (art. 9:31 lid 4 Awb).",
        "In het dossier staan gegevens over de gezondheid van een medewerker. Wij vragen u daarom "
        "dat uitsluitend u van die stukken kennisneemt (art. 9:31 lid 4 Awb).", FILE,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class AnsweredRecommendation:
    """A recommendation of the ombudsman, and how it is followed or why not."""

    words: str = text(
        "Aanbeveling", "Wat de ombudsman aanbeveelt.",
        "Noem in een bericht dat het druk is, wanneer het antwoord komt.", CASE,
    )  # fmt: skip
    answer: str = text(
        "Antwoord", "Of SSR de aanbeveling volgt, als zin.", "Wij volgen deze aanbeveling.", CASE
    )
    explanation: str = text(
        "Toelichting", "Hoe en wanneer, of waarom niet.",
        "Sinds 1 december 2026 noemt elk bericht de dag waarop het antwoord komt.", CASE,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class RecommendationAnswer(ToOmbudsman):
    """L20 Reactie op aanbeveling ombudsman (art. 9:36 lid 4 Awb)."""

    subject: str = shared.subject_line("Reactie op uw aanbeveling")
    recommendations: tuple[AnsweredRecommendation, ...] = listing(
        "Aanbevelingen", "Per aanbeveling hoe SSR haar volgt, of waarom niet.",
        (
            sample(AnsweredRecommendation),
        ),
        CASE,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Total:
    """One figure of the year."""

    label: str = text("Wat", "Wat is geteld.", "Ontvangen klachten", REGISTER)
    count: str = text("Aantal", "Hoeveel; kleine aantallen worden niet getoond.", "24", REGISTER)


@dataclass(frozen=True, kw_only=True)
class Registered:
    """One complaint in the register: no names, nothing by which someone can be recognised."""

    number: str = text("Nummer", "Volgnummer in het jaar, niet het kenmerk.", "1", REGISTER)
    received: str = text("Ontvangen", "Maand van ontvangst.", "januari", REGISTER)
    about: str = text("Onderwerp", "Soort gedraging, in neutrale woorden.", "Bejegening", REGISTER)
    outcome: str = text("Uitkomst", "Hoe het is afgelopen.", "gegrond", REGISTER)
    in_time: str = text("Op tijd", "Of het binnen de termijn was.", "ja", REGISTER)


@dataclass(frozen=True, kw_only=True)
class Register(FileDocument):
    """L27 Klachtenregister en jaarpublicatie (art. 9:12a Awb): about a year, not about a file."""

    subject: str = shared.subject_line("Klachten in 2026")
    reference: str = text("Ons kenmerk", "Kenmerk van het jaarverslag.", "Klachten 2026", REGISTER)
    year: str = text("Jaar", "Over welk jaar.", "2026", REGISTER)
    totals: tuple[Total, ...] = listing(
        "Cijfers", "De aantallen van het jaar.",
        (
            sample(Total),
            Total(label="Meegenomen uit het vorige jaar", count="5"),
            Total(label="Behandeld en beoordeeld", count="15"),
            Total(label="Niet in behandeling genomen", count="4"),
            Total(label="Informeel opgelost", count="6"),
            Total(label="Binnen de termijn afgehandeld", count="23"),
        ),
        REGISTER,
    )  # fmt: skip
    rows: tuple[Registered, ...] = listing(
        "Klachten", "Een regel voor elke geregistreerde klacht.",
        (
            sample(Registered),
            Registered(number="2", received="februari", about="Wachttijd", outcome="deels gegrond",
                       in_time="nee"),
            Registered(number="3", received="februari", about="Informatie",
                       outcome="informeel opgelost", in_time="ja"),
        ),
        REGISTER,
    )  # fmt: skip
    lessons: tuple[str, ...] = listing(
        "Wat SSR ervan leert", "De lessen van het jaar; leeg als er geen zijn.",
        ("Afspraken om terug te bellen liggen vast en worden elke dag gecontroleerd.",), REGISTER,
        mandatory=False, printed=True,
    )  # fmt: skip
    signed_for: str = shared.no_letter("Ondertekend namens")
    signatory_name: str = shared.no_letter("Ondertekenaar")
    signatory_function: str = shared.no_letter("Functie ondertekenaar")
    mandate: str = shared.no_letter("Mandaat")
