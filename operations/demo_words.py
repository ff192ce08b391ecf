"""Invented people and complaints for demonstration. Nobody here exists; nothing here happened."""

from dataclasses import dataclass

FAMILY_NAMES = (
    ("", "Aalbers"), ("van", "Aarle"), ("", "Bakhuis"), ("van den", "Berg"), ("", "Bosman"),
    ("ten", "Brink"), ("de", "Bruijne"), ("", "Celik"), ("van", "Dalen"), ("", "Dijkgraaf"),
    ("", "Demirci"), ("van der", "Eerden"), ("el", "Fassi"), ("", "Geerlings"), ("de", "Graaff"),
    ("", "Haanstra"), ("van", "Heusden"), ("ter", "Horst"), ("", "Idenburg"), ("", "Jongerius"),
    ("", "Kaldenbach"), ("", "Kuipers"), ("van", "Leersum"), ("", "Lindhout"), ("", "Martina"),
    ("van der", "Meulen"), ("", "Nanhoe"), ("", "Oosterhof"), ("den", "Ouden"), ("", "Pattiwael"),
    ("", "Quispel"), ("", "Ramdin"), ("de", "Ruiter"), ("", "Sijbrandij"), ("", "Soekhoe"),
    ("van", "Teijlingen"), ("", "Tjon"), ("", "Uittenbogaard"), ("in ’t", "Veld"), ("", "Verhulst"),
    ("", "Wagenvoort"), ("van de", "Water"), ("", "Yildirim"), ("", "IJpelaar"), ("", "Zandstra"),
    ("", "Özer"), ("", "Åkerman"),
)  # fmt: skip
FIRST_NAMES = (
    "A.", "B.M.", "C.", "Daniëlle", "E.J.", "Fleur", "G.", "Hafsa", "I.", "J.W.", "Kees", "L.",
    "Marieke", "N.", "O.", "P.C.", "Roos", "S.", "Tjeerd", "U.", "Veerle", "W.", "Yusuf", "Zoë",
    "M.A.", "R.", "H.", "T.",
)  # fmt: skip
STREETS = (
    "Lindelaan", "Kerkstraat", "Dorpsweg", "Singel", "Molenpad", "Burgemeester Smitlaan",
    "Stationsplein", "Hoge Rijndijk", "Zuiderhof", "Nieuwegracht", "Eikenlaan",
)  # fmt: skip
TOWNS = (
    ("3511 AB", "Utrecht"), ("2312 CK", "Leiden"), ("7201 DM", "Zutphen"), ("6511 KZ", "Nijmegen"),
    ("9711 LX", "Groningen"), ("5211 PC", "’s-Hertogenbosch"), ("4811 RD", "Breda"),
    ("8911 AH", "Leeuwarden"), ("1012 WG", "Amsterdam"), ("3011 EE", "Rotterdam"),
)  # fmt: skip
SALUTATIONS = ("", "mevrouw", "de heer")
RELATIONS = (
    "rechter in opleiding", "officier in opleiding", "cursist", "gerechtsjurist",
    "parketsecretaris",
)  # fmt: skip


def person(number: int) -> dict[str, str]:
    """The same invented person for the same number: name, address, and what one is to us."""
    infix, family_name = FAMILY_NAMES[number % len(FAMILY_NAMES)]
    first_name = FIRST_NAMES[number // len(FAMILY_NAMES) % len(FIRST_NAMES)]
    postcode, town = TOWNS[number * 7 % len(TOWNS)]
    return {
        "first_name": first_name,
        "infix": infix,
        "family_name": family_name,
        "salutation": SALUTATIONS[number * 5 % len(SALUTATIONS)],
        "street": STREETS[number * 3 % len(STREETS)],
        "house_number": str(1 + number * 13 % 180),
        "postcode": postcode,
        "town": town,
        "relation": RELATIONS[number * 11 % len(RELATIONS)],
    }


@dataclass(frozen=True)
class Theme:
    """What a complaint can be about, as someone would write it, and as the board judges it."""

    category: str
    unit: str
    subject: str
    description: str
    wish: str
    capacity: str
    conducts: tuple[str, ...]
    findings: str
    reason: str
    conclusion: str


THEMES = (
    Theme(
        "onfatsoenlijk gedrag", "Opleidingen", "Bejegening tijdens de cursus strafrecht",
        "Tijdens de oefenzitting noemde de docent mijn vonnis “lachwekkend”, voor de hele groep. "
        "Toen ik daar iets van zei, moest ik gaan zitten en mijn mond houden.",
        "Ik wil excuses en een nieuwe beoordeling door een andere docent.", "docent",
        ("De opmerking over het vonnis", "Het afbreken van mijn vraag", "De toon in de e-mail"),
        "De docent bevestigt de opmerking en zegt die als aanmoediging te hebben bedoeld.",
        "Een deelnemer mag van een docent een zakelijk oordeel verwachten, ook als het tegenvalt.",
        "De docent is hierop aangesproken en biedt excuses aan.",
    ),
    Theme(
        "facturering", "Financiële administratie", "Factuur voor een geannuleerde cursus",
        "Ik heb de cursus Bestuursprocesrecht drie weken van tevoren geannuleerd. Toch kreeg mijn "
        "gerecht een factuur en daarna twee aanmaningen. Op mijn e-mails kwam geen antwoord.",
        "De factuur moet van tafel en ik wil weten wat er misging.",
        "medewerker Financiële administratie",
        ("De factuur na annulering", "De aanmaningen", "Geen antwoord op mijn e-mails"),
        "De annulering is op tijd ontvangen en niet verwerkt. De aanmaningen volgden vanzelf.",
        "De voorwaarden geven recht op kosteloos annuleren tot twee weken voor de cursus.",
        "De factuur is ingetrokken; annuleringen worden voortaan dezelfde dag verwerkt.",
    ),
    Theme(
        "te lang wachten op een antwoord", "Cursusadministratie", "Negen weken wachten op antwoord",
        "Ik vroeg om vrijstelling voor een module. Na drie e-mails en vier telefoontjes had ik na "
        "negen weken nog geen antwoord, terwijl de module al was begonnen.",
        "Een antwoord op mijn verzoek en een verklaring voor het wachten.", "cursuscoördinator",
        ("Het uitblijven van een antwoord", "De toezegging om terug te bellen"),
        "Het verzoek lag bij een medewerker die ziek was; niemand nam het over.",
        "Een verzoek hoort binnen een redelijke termijn te worden beantwoord.",
        "Bij ziekte neemt een collega het postvak over.",
    ),
    Theme(
        "plaatsing op cursussen", "Cursusadministratie", "Niet geplaatst ondanks bevestiging",
        "Ik had een schriftelijke bevestiging van plaatsing. Bij aankomst stond ik niet op de "
        "lijst en werd ik weggestuurd. De reis van twee uur was voor niets.",
        "Vergoeding van mijn reiskosten en plaatsing op de volgende cursus.", "cursuscoördinator",
        ("Het wegsturen bij aankomst", "De onjuiste bevestiging"),
        "De bevestiging was verzonden voordat de groep vol bleek.",
        "Op een schriftelijke bevestiging mag een deelnemer vertrouwen.",
        "De reiskosten zijn vergoed.",
    ),
    Theme(
        "gebrekkig verstrekken van informatie", "Opleidingen", "Onjuiste informatie over de toets",
        "In de studiegids stond dat wetteksten mee mochten. Bij de toets werden die ingenomen. "
        "Daardoor heb ik een onvoldoende.",
        "Een herkansing die niet meetelt als herkansing.", "toetscoördinator",
        ("De onjuiste studiegids", "Het innemen van de wetteksten"),
        "De studiegids was van het jaar ervoor en is niet bijgewerkt.",
        "Wie op de studiegids afgaat, mag daarvan geen nadeel hebben.",
        "De toets is ongeldig verklaard en de gids is verbeterd.",
    ),
    Theme(
        "niet correct te woord gestaan", "Servicedesk", "Afgesnauwd aan de telefoon",
        "Ik belde over mijn inloggegevens. De medewerker zei dat ik “maar beter had moeten lezen” "
        "en hing op. Bij de tweede poging werd ik niet doorverbonden.",
        "Een normaal gesprek en excuses.", "medewerker Servicedesk",
        ("Het ophangen", "Het weigeren om door te verbinden"),
        "Het gesprek is niet opgenomen; beide lezingen lopen uiteen.",
        "Wat precies is gezegd, is niet meer vast te stellen.",
        "Het team bespreekt hoe lastige gesprekken worden gevoerd.",
    ),
    Theme(
        "geen reactie ontvangen", "Opleidingen", "Geen reactie op verzoek om aanpassing",
        "Vanwege mijn dyslexie vroeg ik om meer tijd bij de toets. Ik kreeg een ontvangstbericht "
        "en daarna niets meer. De toets moest ik zonder aanpassing maken.",
        "Extra tijd bij de herkansing.", "opleidingsmanager",
        ("Geen besluit over de aanpassing",),
        "Het verzoek is doorgestuurd naar een adres dat niet meer wordt gelezen.",
        "Een verzoek om aanpassing moet voor de toets zijn afgehandeld.",
        "De herkansing is met extra tijd afgenomen.",
    ),
    Theme(
        "toezending van cursusinformatie en -materiaal", "Cursusadministratie",
        "Cursusmateriaal na afloop ontvangen",
        "Het werkboek kwam vier dagen na de laatste bijeenkomst. Ik heb mij niet kunnen "
        "voorbereiden en mijn deelname had weinig zin.",
        "Kosteloos deelnemen aan de volgende uitvoering.", "medewerker Cursusadministratie",
        ("De late toezending",),
        "De drukker leverde te laat; deelnemers zijn daarover niet ingelicht.",
        "Dat materiaal te laat is, kan gebeuren. Dat niemand het zei, had anders gemoeten.",
        "Deelnemers krijgen het werkboek voortaan ook digitaal.",
    ),
)  # fmt: skip
