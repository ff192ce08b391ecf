"""What every letter has (law.md part 5), and the fields that several share."""

from dataclasses import dataclass
from typing import Any

from letters.fields import flag, listing, sample, text
from rules.wording import Dutch

SETTINGS: Dutch = "Instellingen, organisatie"
OMBUDSMAN: Dutch = "Instellingen, ombudsman"
FILE: Dutch = "Dossier"
PARTIES: Dutch = "Dossier, partijen"
CONDUCTS: Dutch = "Dossier, onderdelen"
DEADLINES: Dutch = "Dossier, termijnen"
ROUTE: Dutch = "Dossier, wijze van behandeling"
HEARINGS: Dutch = "Dossier, horen"
SCREENING: Dutch = "Dossier, toetsing"
OUTCOME: Dutch = "Dossier, oordeel"
ADVICE: Dutch = "Dossier, advies"
LETTER: Dutch = "Brief"
MANDATES: Dutch = "Beheer, mandaten"


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


SAMPLE_CONDUCTS = (
    sample(ConductLine),
    ConductLine(
        number="2",
        summary="U kreeg pas na elf dagen antwoord op uw e-mail.",
        conduct_on="van 7 tot 18 september 2026",
    ),
)


def subject_line(example: str) -> Any:
    return text("Onderwerp", "Waar de brief over gaat.", example, LETTER)


def summary() -> Any:
    return text(
        "Samenvatting", "De klacht in een of twee zinnen.",
        "U vindt dat de cursusadministratie u op 3 september 2026 niet goed te woord heeft "
        "gestaan, en dat u te lang op antwoord moest wachten.", FILE,
    )  # fmt: skip


def complainant_name() -> Any:
    return text("Klager", "Naam van de klager.", "mevrouw A. van den Berg", PARTIES)


def handler() -> Any:
    return text(
        "Behandelaar", "Wie behandelt: naam en functie. Niet betrokken (art. 9:7 lid 1 Awb).",
        "mr. J. Smit, juridisch adviseur", ROUTE,
    )  # fmt: skip


def adviser_sentence() -> Any:
    return text(
        "Adviseur of commissie",
        "Dat een adviseur of commissie adviseert (art. 9:15 lid 1 Awb); leeg als dat niet zo is.",
        "Een adviescommissie van drie leden behandelt de klacht en adviseert het College van "
        "Bestuur daarover (art. 9:15 lid 1 Awb).", ROUTE, mandatory=False, printed=True,
    )  # fmt: skip


def due_on(*, mandatory: bool = True) -> Any:
    return text(
        "Laatste dag", "Uiterste dag van afhandeling.", "18 januari 2027", DEADLINES,
        mandatory=mandatory, printed=True,
    )  # fmt: skip


def due_basis(*, mandatory: bool = True) -> Any:
    return text(
        "Hoe berekend", "Hoe die dag is berekend, als zin.",
        "Dat is tien weken na de dag waarop wij de klacht ontvingen (art. 9:11 lid 1 Awb).",
        DEADLINES, mandatory=mandatory, printed=True,
    )  # fmt: skip


def conducts() -> Any:
    return listing("Onderdelen", "De onderdelen van de klacht.", SAMPLE_CONDUCTS, CONDUCTS)


def enclosures(*example: str) -> Any:
    return listing(
        "Bijlagen", "Wat wordt meegestuurd.", example, LETTER, mandatory=False, printed=True
    )


def reply_before(example: str, source: str = DEADLINES) -> Any:
    return text("Antwoord uiterlijk", "Laatste dag voor een antwoord.", example, source)


def no_letter(label: str) -> Any:
    return text(label, "Alleen in een brief.", "", PARTIES, mandatory=False)


def own_conducts() -> Any:
    """What the person complained about reads of it."""
    words = "U zou mevrouw Van den Berg aan de telefoon onvriendelijk te woord hebben gestaan."
    return listing(
        "Onderdelen", "De onderdelen van de klacht die over de ontvanger gaan.",
        (sample(ConductLine, summary=words),), CONDUCTS,
    )  # fmt: skip


# A class that changes what others inherit from Context comes first among its bases.


@dataclass(frozen=True, kw_only=True)
class Received(Context):
    """Says when the complaint came in."""

    received_on: str = text(
        "Ontvangen op", "Dag waarop SSR de klacht ontving, voluit.", "9 november 2026", FILE
    )


@dataclass(frozen=True, kw_only=True)
class ToBothSides(Received):
    """The same letter for whoever complains and whoever it is about."""

    to_subject: bool = flag(
        "Aan betrokkene", "Of de brief gaat naar degene over wie wordt geklaagd.", False, PARTIES
    )


@dataclass(frozen=True, kw_only=True)
class ToSubject(Context):
    """For the person complained about only."""

    addressee: tuple[str, ...] = listing(
        "Geadresseerde", "Degene over wie wordt geklaagd: naam en adres, regel voor regel.",
        ("De heer K. de Graaf", "Voorbeeldplein 1", "3511 ZZ  Utrecht"), PARTIES,
    )  # fmt: skip
    salutation: str = text("Aanhef", "Aanhef zonder komma.", "Geachte heer De Graaf", PARTIES)
    complainant_name: str = complainant_name()


@dataclass(frozen=True, kw_only=True)
class PartlyHandled(Received):
    """Of what is not handled here: what is left of the complaint."""

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
class FileDocument(Context):
    """A document for the file: no address, salutation or privacy note."""

    addressee: tuple[str, ...] = listing(
        "Geadresseerde", "Alleen in een brief.", (), PARTIES, mandatory=False
    )
    salutation: str = no_letter("Aanhef")
    your_reference: str = no_letter("Uw kenmerk")
    authority_return_address: str = no_letter("Retouradres")
    privacy_note: str = no_letter("Privacy")


@dataclass(frozen=True, kw_only=True)
class WithOmbudsman(Received):
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


@dataclass(frozen=True, kw_only=True)
class OutsideLetter(Context):
    """A letter to another authority: addressed from the facts, without a party of the file."""

    addressee: tuple[str, ...] = listing(
        "Geadresseerde", "Naam en adres van de andere organisatie, regel voor regel.",
        ("Gemeente Voorbeeldstad", "t.a.v. de klachtencoördinator", "Postbus 12",
         "1000 AA  Voorbeeldstad"), FILE,
    )  # fmt: skip
    salutation: str = text("Aanhef", "Aanhef zonder komma.", "Geachte heer, mevrouw", LETTER)
    your_reference: str = text(
        "Uw kenmerk", "Kenmerk van de ontvanger.", "", FILE, mandatory=False, printed=True
    )
    privacy_note: str = no_letter("Privacy")


@dataclass(frozen=True, kw_only=True)
class Entered:
    """One thing that someone filled in (art. 2:17 lid 2 Awb)."""

    label: str = text("Vraag", "Wat werd gevraagd.", "Waar gaat uw klacht over?", FILE)
    value: str = text("Antwoord", "Wat is ingevuld.", "De cursusplaatsing", FILE)


@dataclass(frozen=True, kw_only=True)
class Adviser:
    """Who advises, and in which seat."""

    name: str = text("Naam", "Wie.", "mr. T. Bakker", ROUTE)
    role: str = text("Rol", "Adviseur, voorzitter of lid.", "voorzitter", ROUTE)


@dataclass(frozen=True, kw_only=True)
class Told:
    """One conduct, and the decision about it in words."""

    number: str = text("Nummer", "Volgnummer van het onderdeel.", "2", CONDUCTS)
    summary: str = text(
        "Samenvatting", "Waarover wordt geklaagd.",
        "De gemeente gaf u geen parkeervergunning voor de dagen van de cursus.", CONDUCTS,
    )  # fmt: skip
    reason: str = text(
        "Reden", "Waarom zo is besloten.",
        "Over parkeervergunningen beslist de gemeente. SSR heeft daar geen zeggenschap over.",
        SCREENING,
    )  # fmt: skip


def original(meaning: str) -> Any:
    return listing(
        "Bijlagen", meaning,
        ("De klacht van 9 november 2026", "E-mailwisseling van 7 tot 18 september 2026"), LETTER,
    )  # fmt: skip


SAMPLE_ADVISERS = (
    sample(Adviser),
    Adviser(name="mr. R. van Dam", role="lid"),
    Adviser(name="drs. N. el Idrissi", role="lid"),
)
