"""L08a to L10: hearing, and not hearing (art. 9:10 Awb)."""

from docx_templates.blocks import (
    CONDUCTS,
    HELPER,
    bullet,
    document,
    fact,
    for_,
    h1,
    if_,
    letter,
    p,
    table,
)


def invitation(lead: str, subject: bool, reply: str) -> str:
    """What both invitations say, art. 9:10 lid 1."""
    whose = "de klacht" if subject else "uw klacht"
    return letter(
        p(lead),
        CONDUCTS,
        h1("Het gesprek"),
        fact("Datum", "{{ hearing_on }}"),
        fact("Tijd", "{{ hearing_time }}"),
        fact("Plaats", "{{ place }}"),
        fact("Vorm", "{{ form }}"),
        fact("Met", "{{ heard_by }}"),
        p("", "Naadres"),
        if_("others_present", p("{{ others_present }}")),
        p("{{ alternatives }}"),
        h1("Laat u weten of u komt?"),
        p(reply),
        h1("Goed om te weten"),
        bullet("**Hulp.** " + HELPER),
        bullet("**Stukken.** {{ papers }}"),
        bullet(
            "**Verslag.** Van het gesprek maken wij een verslag. U krijgt het toegestuurd en "
            "mag erop reageren."
        ),
        bullet(
            "**Kosten en duur.** Het gesprek kost u niets. U hoeft niets voor te bereiden, "
            f"maar stukken over {whose} mag u meenemen."
        ),
    )


def l08a() -> str:
    """Uitnodiging horen klager, with the consequence of silence (art. 9:10 lid 2 onder c)."""
    return invitation(
        "U heeft een klacht bij ons ingediend. Voordat wij een oordeel geven, willen wij graag van "
        "u horen wat er is gebeurd. U heeft daar recht op (art. 9:10 lid 1 Awb). Het gesprek gaat "
        "over:",
        False,
        "Laat ons **uiterlijk op {{ reply_before }}** weten of u komt, of dat u liever niet wordt "
        "gehoord. Horen wij uiterlijk op die dag niets van u, dan mogen wij uw klacht verder "
        "behandelen zonder gesprek (art. 9:10 lid 2 onder c Awb). Wij behandelen uw klacht dan "
        "wel gewoon.",
    )


def l08b() -> str:
    """Uitnodiging horen betrokkene: silence has no consequence for a subject."""
    return invitation(
        "Wij behandelen een klacht van {{ complainant_name }} die over u gaat. Voordat het College "
        "van Bestuur een oordeel geeft, willen wij graag uw kant horen. U heeft daar recht op "
        "(art. 9:10 lid 1 Awb). Het gesprek gaat over:",
        True,
        "Laat ons als het kan uiterlijk op {{ reply_before }} weten of dit moment u schikt. "
        "Wilt u liever niet worden gehoord, laat dat dan ook weten. Dan leggen wij dat vast.",
    )


def l09() -> str:
    """Bericht afzien van horen, art. 9:10 lid 2."""
    return letter(
        p(
            "Op {{ received_on }} hebben wij uw klacht ontvangen. Wie een klacht indient, "
            "heeft het recht om te worden gehoord (art. 9:10 Awb). In uw geval is "
            "besloten om geen "
            "gesprek te houden. In deze brief leest u waarom."
        ),
        h1("Waarom er geen gesprek komt"),
        p("{{ ground }} In dat geval mogen wij van een gesprek afzien. Dat staat in {{ basis }}."),
        p("{{ evidence }}"),
        p("Het besluit om niet te horen is op {{ decided_on }} genomen door {{ decided_by }}."),
        h1("Hoe het verder gaat"),
        p(
            "Wij behandelen uw klacht gewoon verder. U hoort de uitkomst uiterlijk op "
            "{{ due_on }}. Wilt u toch nog iets kwijt over uw klacht, of is er een "
            "misverstand? Bel of schrijf ons zo snel mogelijk."
        ),
    )


def l10() -> str:
    """Verslag van horen, art. 9:10 lid 3."""
    return document(
        h1("Het gesprek"),
        fact("Gehoord", "{{ heard_name }} ({{ heard_role }})"),
        fact("Datum", "{{ hearing_on }}"),
        fact("Tijd", "{{ hearing_time }}"),
        if_("place", fact("Plaats", "{{ place }}")),
        fact("Vorm", "{{ form }}"),
        fact("Verslaglegger", "{{ author }}"),
        p("", "Naadres"),
        table(
            "Aanwezigen bij het gesprek",
            "present",
            ("Aanwezig", "{{ rij.name }}", 75),
            ("Rol", "{{ rij.role }}", 85),
        ),
        p(
            "Dit is het verslag van het horen, bedoeld in art. 9:10 lid 3 van de Algemene wet "
            "bestuursrecht (Awb). Het is een zakelijke samenvatting, geen letterlijke weergave."
        ),
        h1("Wat is gezegd"),
        p("{{ statement }}"),
        if_(
            "questions",
            h1("Vragen en antwoorden"),
            for_(
                "rij",
                "questions",
                p("**Vraag.** {{ rij.question }}", "Vraag"),
                p("**Antwoord.** {{ rij.answer }}", "Antwoord"),
            ),
        ),
        h1("Opmerkingen over dit verslag"),
        p(
            "{% if remarks %}{{ remarks }}{% else %}Over dit verslag zijn geen opmerkingen "
            "ontvangen.{% endif %}"
        ),
        if_(
            "comment_before",
            p(
                "Wie is gehoord, kan tot en met {{ comment_before }} opmerkingen over dit "
                "verslag sturen aan {{ contact_name }}. Die worden bij het verslag gevoegd."
            ),
        ),
    )
