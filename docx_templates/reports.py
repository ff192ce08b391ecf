"""L21 to L23: to whoever reported something to the Servicedesk."""

from docx_templates.blocks import (
    bullet,
    h1,
    if_,
    letter,
    p,
)


def l21() -> str:
    """Bericht in behandeling (melding), the scheme."""
    return letter(
        p(
            "Op {{ received_on }} kregen wij uw melding. {{ summary }} Dank u wel dat u dit "
            "aan ons laat weten."
        ),
        h1("Wij zijn ermee bezig"),
        p(
            "Sinds {{ taken_up_on }} is iemand van ons ermee bezig: {{ handler }}. Die neemt "
            "contact met u op als er iets onduidelijk is. Wij zoeken samen met u een oplossing."
        ),
        h1("Liever een formele klacht?"),
        p(
            "U mag op elk moment een formele klacht indienen. U hoeft daarvoor niet te wachten "
            "op een oplossing. Laat het ons weten, dan helpen wij u."
        ),
    )


def l22() -> str:
    """Wijzen op de formele klacht, the scheme and art. 9:1."""
    return letter(
        p(
            "Op {{ received_on }} kregen wij uw melding. {{ summary }} In deze brief leest u "
            "hoe u daarover een formele klacht kunt indienen."
        ),
        if_("tried", h1("Wat wij hebben geprobeerd"), p("{{ tried }}")),
        h1("U kunt een formele klacht indienen"),
        p(
            "Iedereen mag klagen over hoe {{ authority_name }} zich heeft gedragen (art. 9:1 "
            "Awb). U hoeft niet eerst een andere oplossing te proberen. Het kan zo:"
        ),
        bullet("**Met het klachtenformulier.** Dat vindt u op onze website en bij deze brief."),
        bullet("**Per post.** Stuur uw klacht naar {{ authority_return_address }}."),
        p(
            "Zet in uw klacht uw naam en adres, de datum en wat er is gebeurd, en zet uw "
            "handtekening. Ging het om iets van bijna een jaar geleden? Wacht dan niet te "
            "lang."
        ),
        h1("Hulp nodig?"),
        p(
            "Wij helpen u graag. Wij kunnen uw verhaal ook voor u opschrijven. Bel daarvoor "
            "{{ contact_name }}, telefoon {{ contact_phone }}."
        ),
        questions=False,
    )


def l23() -> str:
    """Sluiting melding."""
    return letter(
        p(
            "Op {{ received_on }} kregen wij uw melding. {{ summary }} Wij sluiten die nu. "
            "In deze brief leest u waarom."
        ),
        h1("Hoe het is afgelopen"),
        p("{{ outcome }}"),
        h1("U kunt altijd terugkomen"),
        p(
            "Is het toch niet goed? Neem dan opnieuw contact met ons op, en noem ons kenmerk "
            "{{ reference }}. Wij kijken er dan opnieuw naar. U mag ook een formele klacht "
            "indienen (art. 9:1 Awb)."
        ),
    )
