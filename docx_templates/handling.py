"""L01c, L11 to L14 and L26: the term, and who handles and advises."""

from docx_templates.blocks import (
    CONDUCTS,
    RECEIVED,
    bullet,
    document,
    for_,
    h1,
    h2,
    if_,
    letter,
    p,
    table,
)


def l11() -> str:
    """Verdagingsbericht, art. 9:11 lid 2."""
    return letter(
        p(
            RECEIVED
            + "Wij zouden de klacht uiterlijk op {{ original_due_on }} afhandelen. Dat lukt "
            "niet. Dat spijt ons."
        ),
        h1("Nieuwe datum"),
        p(
            "Wij verdagen de afhandeling met {{ weeks }} (art. 9:11 lid 2 Awb). U hoort de "
            "uitkomst nu **uiterlijk op {{ due_on }}**."
        ),
        h1("Waarom het langer duurt"),
        p("{{ reason }}"),
        p(
            "Wij sturen dit bericht aan de klager en aan degene over wie wordt geklaagd. "
            "U hoeft niets te doen."
        ),
    )


def l13a() -> str:
    """Besluit behandeling door bestuur, SSR scheme."""
    return document(
        p(
            "Op {{ received_on }} is een klacht ontvangen van {{ complainant_name }}. Volgens "
            "de Klachtenregeling SSR stelt het College van Bestuur vast hoe een klacht wordt "
            "behandeld."
        ),
        h1("De klacht"),
        CONDUCTS,
        h1("Besluit"),
        p(
            "Het College van Bestuur heeft op {{ decided_on }} besloten de klacht zelf te "
            "behandelen, zonder adviseur of adviescommissie."
        ),
        p("{{ reason }}"),
        h1("Wie heeft besloten"),
        table(
            "Wie van het bestuur heeft besloten, met de verklaring",
            "members",
            ("Naam", "{{ rij.name }}", 42),
            ("Functie", "{{ rij.function }}", 38),
            ("Verklaring over betrokkenheid", "{{ rij.statement }}", 80),
        ),
        h1("Wie behandelt"),
        p(
            "De klacht wordt namens het bestuur behandeld door {{ handler }}. Verklaring over "
            "betrokkenheid bij de gedraging (art. 9:7 Awb) en persoonlijk belang "
            "(art. 2:4 Awb): {{ handler_statement }}"
        ),
        p("De klacht moet uiterlijk op **{{ due_on }}** zijn afgehandeld."),
    )


def l01c() -> str:
    """Bericht hervatting: to the complainant and to whoever was told of the complaint."""
    return letter(
        p(RECEIVED + "De behandeling daarvan was gestopt. Wij laten u weten dat die verdergaat."),
        h1("Waarom wij verdergaan"),
        p("{{ reason }} Daarom gaan wij verder met de behandeling, vanaf {{ resumed_on }}."),
        h1("Wanneer u van ons hoort"),
        p(
            "U hoort uiterlijk op **{{ due_on }}** van ons."
            "{% if due_basis %} {{ due_basis }}{% endif %}"
        ),
    )


def l12a() -> str:
    """Instemmingsverzoek verder uitstel, art. 9:11 lid 3."""
    return letter(
        p(
            "Op {{ received_on }} hebben wij uw klacht ontvangen. Wij moeten die uiterlijk op "
            "{{ due_on }} afhandelen. Dat lukt niet. Wij vragen u of u ons meer tijd wilt "
            "geven."
        ),
        h1("Waarom wij meer tijd vragen"),
        p("{{ reason }}"),
        h1("Ons voorstel"),
        p(
            "Wij stellen voor dat u uiterlijk op **{{ proposed_until }}** de uitkomst van ons "
            "krijgt. Dat mag alleen als u daar schriftelijk mee instemt (art. 9:11 lid 3 Awb)."
        ),
        h1("U beslist"),
        bullet("**U bent vrij om te kiezen.** U mag ook nee zeggen, of een andere dag noemen."),
        bullet(
            "**Stemt u in?** Stuur ons dan het antwoordformulier uiterlijk op "
            "{{ answer_before }}. Een brief of e-mail is ook goed."
        ),
        bullet(
            "**Stemt u niet in, of reageert u niet?** Dan blijft {{ due_on }} de laatste dag. "
            "Uw klacht behandelen wij gewoon verder. Is de uitkomst er dan nog niet, dan kunt "
            "u naar de ombudsman."
        ),
    )


def l12b() -> str:
    """Bevestiging verder uitstel, art. 9:11 lid 3; to each subject for information."""
    return letter(
        p(
            RECEIVED + "{% if to_subject %}De klager gaf ons op {{ consent_on }} schriftelijk "
            "meer tijd.{% else %}U gaf ons op {{ consent_on }} schriftelijk meer tijd. Dank u "
            "wel daarvoor.{% endif %} Dat mag (art. 9:11 lid 3 Awb)."
        ),
        h1("De afgesproken dag"),
        p("U hoort de uitkomst **uiterlijk op {{ agreed_until }}**."),
        h1("Waarom het langer duurt"),
        p("{{ reason }}"),
        p("U hoeft niets te doen."),
    )


def l13() -> str:
    """Aanwijzing adviseur of commissie, art. 9:13 and 9:14 and the scheme."""
    return letter(
        p(
            "Op {{ received_on }} ontvingen wij een klacht van {{ complainant_name }}. Het "
            "College van Bestuur heeft op {{ decided_on }} besloten om daarover advies te "
            "vragen (art. 9:13 Awb en Klachtenregeling SSR). {{ reason }}"
        ),
        h1("De klacht"),
        CONDUCTS,
        h1("Wie wordt aangewezen"),
        p(
            "{% if committee %}De adviescommissie bestaat uit een voorzitter en twee leden. "
            "Geen van hen heeft een (recente) binding met {{ authority_name }}.{% else %}Het "
            "bestuur wijst één adviseur aan.{% endif %} Wie adviseert, was niet betrokken bij "
            "de gedraging (art. 9:7 Awb)."
        ),
        table(
            "Wie adviseert, met de verklaring",
            "advisers",
            ("Naam", "{{ rij.name }}", 48),
            ("Rol", "{{ rij.role }}", 26),
            ("Verklaring over betrokkenheid en binding", "{{ rij.statement }}", 86),
        ),
        h1("De opdracht"),
        bullet(
            "**Behandelen en adviseren.** U behandelt de klacht, en adviseert het bestuur "
            "daarover (art. 9:14 lid 1 Awb). U hoort klager en betrokkene (art. 9:15 lid 2 "
            "Awb)."
        ),
        bullet(
            "**Wat in het advies staat.** Per onderdeel of het ontvankelijk is, of het gegrond "
            "is, en waarom. U mag aanbevelen hoe SSR dit herstelt of voorkomt."
        ),
        bullet(
            "**Uiterlijk op {{ advice_before }}.** Dan ontvangt het bestuur graag uw rapport "
            "van bevindingen en advies. De klacht moet uiterlijk op {{ due_on }} zijn "
            "afgehandeld."
        ),
        bullet(
            "**Onafhankelijk.** Het bestuur geeft u alleen instructies in het algemeen, nooit "
            "over deze zaak (art. 9:14 lid 2 Awb)."
        ),
        h1("Vertrouwelijk"),
        p(
            "Het dossier is vertrouwelijk (art. 2:5 Awb). U gebruikt de persoonsgegevens "
            "alleen voor dit advies, en alleen in het klachtenpaneel. Bewaar geen kopieën. Uw "
            "toegang stopt na de afdoeningsbrief."
        ),
        h1("Vergoeding"),
        p("Over een vergoeding voor uw werk en uw reiskosten maken wij aparte afspraken."),
        to_party=False,
    )


def l14() -> str:
    """Rapport van bevindingen en advies, art. 9:15 lid 4 and the scheme."""
    return document(
        p(
            "Op {{ received_on }} is een klacht ontvangen van {{ complainant_name }}. Dit is "
            "het rapport van bevindingen, met het advies over die klacht (art. 9:15 lid 4 "
            "Awb)."
        ),
        h1("Wie adviseert"),
        for_("rij", "advisers", bullet("{{ rij.name }}, {{ rij.role }}")),
        h1("Het onderzoek"),
        if_(
            "hearings",
            table(
                "Wie is gehoord",
                "hearings",
                ("Wie is gehoord", "{{ rij.who }}", 55),
                ("Wanneer en hoe", "{{ rij.when }}", 62),
                ("Door wie", "{{ rij.by_whom }}", 43),
            ),
            p("Van elk gesprek is een verslag gemaakt. De verslagen zijn bijgevoegd."),
        ),
        for_("rij", "waivers", p("{{ rij }}")),
        h1("De bevindingen"),
        p("{{ report }}"),
        h1("Het advies per onderdeel"),
        for_(
            "rij",
            "conducts",
            h2("Onderdeel {{ rij.number }}. {{ rij.title }}"),
            p("**Ontvankelijk.** {{ rij.admissible }}"),
            p("**Gegrond.** {{ rij.founded }}"),
            p("**Waarom.** {{ rij.reasons }}"),
        ),
        if_(
            "recommendations",
            h1("Aanbevelingen"),
            for_("rij", "recommendations", bullet("**{{ rij.kind }}.** {{ rij.words }}")),
        ),
        to=True,
    )


def l26() -> str:
    """Bericht heropening, to both sides."""
    return letter(
        p(
            RECEIVED + "De behandeling daarvan was klaar. Op {{ decided_on }} heeft het "
            "College van Bestuur besloten de klacht te heropenen."
        ),
        h1("Waarom"),
        p("{{ reason }}"),
        h1("Wat wij opnieuw bekijken"),
        CONDUCTS,
        h1("Wanneer u van ons hoort"),
        p(
            "Voor een heropende klacht noemt de wet geen termijn. Wij willen uiterlijk op "
            "**{{ own_term_on }}** klaar zijn. Lukt dat niet, dan laten wij u dat weten."
        ),
        p(
            "Onze eerdere brieven blijven bestaan. Is straks iets anders, dan staat dat in een "
            "nieuwe brief."
        ),
    )
