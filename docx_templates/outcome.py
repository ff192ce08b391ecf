"""L15 to L18 and L25: how a complaint ends, and what follows."""

from docx_templates.blocks import (
    OMBUDSMAN,
    OMBUDSMAN_LATER,
    RECEIVED,
    bullet,
    bullets,
    for_,
    h1,
    h2,
    if_,
    letter,
    p,
    table,
)


def l15() -> str:
    """Afdoeningsbrief, art. 9:12 and 9:16."""
    return letter(
        p(
            "Op {{ received_on }} hebben wij uw klacht ontvangen. Wij hebben de klacht "
            "onderzocht. In deze brief leest u wat wij hebben gevonden, wat ons oordeel is en "
            "wat wij daaraan verbinden (art. 9:12 Awb)."
        ),
        if_("apology", p("{{ apology }}")),
        h1("Uw klacht"),
        p("{{ summary }}"),
        h1("Hoe wij uw klacht hebben behandeld"),
        p("{{ handled_by }}"),
        if_("adviser_sentence", p("{{ adviser_sentence }}")),
        if_(
            "hearings",
            table(
                "Wie is gehoord",
                "hearings",
                ("Wie is gehoord", "{{ rij.who }}", 55),
                ("Wanneer en hoe", "{{ rij.when }}", 62),
                ("Door wie", "{{ rij.by_whom }}", 43),
            ),
        ),
        for_("rij", "waivers", p("{{ rij }}")),
        p("Wij hebben deze stukken gebruikt:", properties="<w:keepNext/>"),
        bullets("documents"),
        h1("Ons oordeel per onderdeel"),
        for_(
            "rij",
            "conducts",
            h2("Onderdeel {{ rij.number }}. {{ rij.title }}"),
            p("**Uw klacht.** {{ rij.summary }}"),
            p("**Wat wij hebben vastgesteld.** {{ rij.findings }}"),
            if_("rij.advice", p("**Het advies.** {{ rij.advice }}")),
            p("**Ons oordeel: {{ rij.judgement }}** {{ rij.reasons }}", "Oordeel"),
            p("**Onze conclusie.** {{ rij.conclusion }}"),
        ),
        if_(
            "deviations",
            h1("Waar wij van het advies afwijken"),
            p(
                "Op wat hieronder staat, volgen wij het advies niet. Wij leggen uit waarom "
                "(art. 9:16 Awb)."
            ),
            for_(
                "rij",
                "deviations",
                h2("{{ rij.point }}"),
                p("**Het advies.** {{ rij.advice }}"),
                p("**Ons standpunt.** {{ rij.view }}"),
                p("**Waarom.** {{ rij.reason }}"),
            ),
        ),
        if_("measures", h1("Wat wij gaan doen"), bullets("measures")),
        OMBUDSMAN,
    )


def l15b() -> str:
    """Afschrift uitkomst aan betrokkene."""
    return letter(
        p(
            "Op {{ received_on }} ontvingen wij een klacht van {{ complainant_name }}, die "
            "geheel of voor een deel over u ging. Op {{ concluded_on }} hebben wij de klacht "
            "afgehandeld. In deze brief leest u de uitkomst, voor zover die over u gaat."
        ),
        h1("De uitkomst"),
        for_(
            "rij",
            "conducts",
            h2("Onderdeel {{ rij.number }}"),
            p("**De klacht.** {{ rij.summary }}"),
            p("**Het oordeel: {{ rij.judgement }}** {{ rij.reasons }}", "Oordeel"),
        ),
        if_("measures", h1("Wat er gaat gebeuren"), bullets("measures")),
        h1("Vertrouwelijk"),
        p(
            "Wat in deze brief en de bijlagen staat, is vertrouwelijk (art. 2:5 Awb). Deel het "
            "niet met anderen."
            "{% if withheld_note %} {{ withheld_note }}{% endif %}"
        ),
        first=p("Wilt u over de uitkomst praten? Dat kan."),
    )


def l16() -> str:
    """Bevestiging informele oplossing, art. 9:5."""
    return letter(
        p(
            "Op {{ received_on }} hebben wij uw klacht ontvangen. Wij zijn er samen "
            "uitgekomen. Daar zijn wij blij mee. In deze brief leest u wat is afgesproken."
        ),
        h1("De oplossing"),
        p("{{ settlement }}"),
        p(
            "Wij werden het op {{ settled_on }} eens. Dat u tevreden bent, blijkt hieruit: "
            "{{ satisfaction }}"
        ),
        h1("Wat dit betekent"),
        p(
            "Omdat u tevreden bent, zien wij uw klacht als opgelost. De procedure hoeft dan "
            "niet verder (art. 9:5 Awb). Wij geven geen oordeel over wat er is gebeurd."
        ),
        h1("Bent u toch niet tevreden?"),
        p(
            "Laat het ons weten, als het kan uiterlijk op {{ reply_before }}. Dan gaan wij "
            "verder met de behandeling van uw klacht. De termijn heeft niet stilgestaan."
        ),
        OMBUDSMAN_LATER,
    )


def l16b() -> str:
    """Informele oplossing, aan betrokkene."""
    return letter(
        p(
            "U weet van ons dat {{ complainant_name }} een klacht indiende die over u gaat. "
            "Wij ontvingen die klacht op {{ received_on }}. Op {{ settled_on }} is de klacht "
            "in overleg opgelost."
        ),
        h1("Wat dit betekent"),
        p(
            "Wij behandelen de klacht niet verder (art. 9:5 Awb). Er komt geen oordeel over "
            "wat er is gebeurd, ook niet over u."
        ),
        p(
            "U hoeft niets te doen. Laat de klager weten niet tevreden te zijn, dan gaat de "
            "behandeling verder. U hoort dat dan van ons."
        ),
        p(
            "De stukken die u van ons kreeg, blijven vertrouwelijk (art. 2:5 Awb). Deel ze "
            "niet met anderen."
        ),
    )


def l17() -> str:
    """Bevestiging intrekking; registered all the same (art. 9:12a)."""
    return letter(
        p(
            RECEIVED + "{% if to_subject %}Die is op {{ withdrawn_on }} ingetrokken door "
            "{{ complainant_name }}.{% else %}U heeft de klacht op "
            "{{ withdrawn_on }} ingetrokken ({{ withdrawn_how }}).{% endif %}"
        ),
        h1("Wat dit betekent"),
        bullet("Wij behandelen de klacht niet verder, en geven er geen oordeel over."),
        bullet(
            "De klacht blijft in ons register staan. Dat moet van de wet (art. 9:12a Awb). In "
            "wat wij publiceren, staan geen namen."
        ),
        if_(
            "to_subject",
            p("U hoeft niets te doen. De stukken blijven vertrouwelijk (art. 2:5 Awb)."),
        ),
        if_(
            "not to_subject",
            p(
                "Heeft u de klacht niet zelf ingetrokken, of deed u dat niet uit vrije wil? "
                "Bel ons dan zo snel mogelijk."
            ),
            OMBUDSMAN_LATER,
        ),
    )


def l18() -> str:
    """Bericht opvolging maatregelen, the scheme."""
    return letter(
        p(
            "Op {{ concluded_on }} hebben wij uw klacht afgehandeld. In deze brief leest u "
            "wat wij naar aanleiding van uw klacht hebben gedaan."
        ),
        h1("Wat wij hebben gedaan"),
        for_(
            "rij",
            "measures",
            p("**{{ rij.words }}** {{ rij.result }} Dat was klaar op {{ rij.done_on }}."),
        ),
        p("Dank u wel dat u uw klacht bij ons indiende."),
    )


def l25() -> str:
    """Correctie- of intrekkingsbericht, art. 2:12."""
    return letter(
        p(
            "Op {{ corrected_on }} stuurden wij u een brief: “{{ corrected_letter }}”. Die "
            "brief klopt niet helemaal. Dat spijt ons. Met deze brief verbeteren wij hem "
            "(art. 2:12 Awb)."
        ),
        h1("Wat verandert"),
        p("{{ change }}"),
        h1("Wat hetzelfde blijft"),
        p("Wat verder in die brief staat, blijft gelden. Bewaar de twee brieven bij elkaar."),
    )
