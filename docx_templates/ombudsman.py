"""L19, L20 and L27: to the ombudsman, and to the public."""

from docx_templates.blocks import (
    ENCLOSURES,
    bullet,
    bullets,
    for_,
    h1,
    h2,
    if_,
    letter,
    opening,
    p,
    table,
)

ABOUT = (
    "Op {{ opened_on }} begon u een onderzoek naar de klacht van {{ complainant_name }}."
    "{% if concluded_on %} Wij handelden die klacht af op {{ concluded_on }}.{% endif %} "
)


def l19() -> str:
    """Reactie aan de ombudsman, art. 9:31 and 9:35."""
    return letter(
        p(ABOUT + "In deze brief vindt u onze reactie (art. 9:31 en 9:35 Awb)."),
        if_(
            "questions",
            h1("Uw vragen en onze antwoorden"),
            for_(
                "rij",
                "questions",
                p("**Vraag** (antwoord vóór {{ rij.due_on }}). {{ rij.question }}", "Vraag"),
                p("**Antwoord.** {{ rij.answer }}", "Antwoord"),
            ),
        ),
        if_("reply", h1("Onze reactie op uw bevindingen"), p("{{ reply }}")),
        h1("Stukken"),
        p("Bij deze brief vindt u de stukken die u nodig heeft voor uw onderzoek."),
        p("{{ confidentiality }}"),
        to_party=False,
    )


def l20() -> str:
    """Reactie op aanbeveling ombudsman, art. 9:36 lid 4."""
    return letter(
        p(ABOUT + "In deze brief leest u wat wij doen met wat u aanbeveelt (art. 9:36 lid 4 Awb)."),
        for_(
            "rij",
            "recommendations",
            h2("Aanbeveling"),
            p("{{ rij.words }}"),
            p("**{{ rij.answer }}** {{ rij.explanation }}", "Oordeel"),
        ),
        to_party=False,
    )


def l27() -> str:
    """Klachtenregister en jaarpublicatie, art. 9:12a: without names, signed by nobody."""
    return "".join(
        (
            opening(letter=False),
            p(
                "{{ authority_name }} registreert elke schriftelijke klacht en publiceert die elk "
                "jaar (art. 9:12a van de Algemene wet bestuursrecht). Dit is het overzicht over "
                "{{ year }}. Er staan geen namen in."
            ),
            h1("Het jaar in cijfers"),
            table(
                "Aantallen in het jaar",
                "totals",
                ("Wat", "{{ rij.label }}", 120),
                ("Aantal", "{{ rij.count }}", 40),
            ),
            h1("De klachten"),
            table(
                "Geregistreerde klachten",
                "rows",
                ("Nr.", "{{ rij.number }}", 14),
                ("Ontvangen", "{{ rij.received }}", 30),
                ("Waarover", "{{ rij.about }}", 44),
                ("Uitkomst", "{{ rij.outcome }}", 48),
                ("Op tijd", "{{ rij.in_time }}", 24),
            ),
            if_("lessons", h1("Wat wij ervan leren"), bullets("lessons")),
            h1("Wat de woorden betekenen"),
            bullet(
                "**Klacht.** Een bericht over hoe {{ authority_name }} zich heeft gedragen. Een "
                "klacht kan uit meer onderdelen bestaan."
            ),
            bullet("**Gegrond.** Het bestuur vindt dat het anders had gemoeten."),
            bullet("**Op tijd.** Afgehandeld binnen de termijn van art. 9:11 Awb."),
            bullet(
                "**Kleine aantallen.** Waarden waaraan iemand herkenbaar is, laten wij weg. Daar "
                "staat een streepje."
            ),
            ENCLOSURES,
        )
    )
