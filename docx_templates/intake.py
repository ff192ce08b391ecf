"""L01 to L07 and L24: from receipt until the complaint is taken up, or goes elsewhere."""

from docx_templates.blocks import (
    CONDUCTS,
    ENCLOSURES,
    HANDLED,
    HELPER,
    OMBUDSMAN,
    OMBUDSMAN_LATER,
    ON_BEHALF,
    PRIVACY,
    TOLD,
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


def l01() -> str:
    """Ontvangstbevestiging, art. 9:6."""
    return letter(
        p(
            "Op {{ received_on }} hebben wij uw klacht ontvangen. Het is vervelend dat u niet "
            "tevreden bent over {{ authority_name }}. In deze brief leest u wat wij met uw "
            "klacht doen en wanneer u van ons hoort."
        ),
        h1("Uw klacht"),
        p("{{ summary }}"),
        p("Klopt deze samenvatting niet? Laat het ons weten, dan passen wij haar aan."),
        h1("Zo behandelen wij uw klacht"),
        p(
            "Wij behandelen uw bericht als een formele klacht volgens hoofdstuk 9 van de "
            "Algemene wet bestuursrecht (Awb). {% if adviser_sentence %}{{ handler }} is "
            "uw aanspreekpunt.{% else %}Uw klacht wordt behandeld door {{ handler }}."
            "{% endif %} Wie de klacht behandelt, was niet betrokken bij waar u over klaagt "
            "(art. 9:7 Awb)."
        ),
        if_("adviser_sentence", p("{{ adviser_sentence }}")),
        bullet(
            "**U kunt uw verhaal vertellen.** U heeft het recht om te worden gehoord "
            "(art. 9:10 Awb). U krijgt daarvoor een uitnodiging. U mag dan iemand meenemen."
        ),
        bullet(
            "**Wij sturen een kopie door.** Degene over wie u klaagt, krijgt een afschrift "
            "van uw klacht en van de stukken die u meestuurde (art. 9:9 Awb), en mag ook "
            "reageren."
        ),
        bullet(
            "{% if due_on %}**U hoort uiterlijk op {{ due_on }} van ons.** {{ due_basis }} "
            "Lukt dat niet, dan laten wij u dat vóór die dag weten.{% else %}**U hoort zo snel "
            "als het kan van ons.** Voor een klacht die niet op papier staat, noemt de wet "
            "geen termijn (art. 9:4 lid 1 Awb).{% endif %}"
        ),
        if_(
            "still_needed",
            h1("Wat wij nog van u nodig hebben"),
            p(
                "Wilt u ons nog het volgende sturen"
                "{% if needed_before %}, als het kan uiterlijk op "
                "{{ needed_before }}{% endif %}?",
                properties="<w:keepNext/>",
            ),
            bullets("still_needed"),
        ),
        h1("Samen oplossen kan ook"),
        p("{{ informal_option }}"),
    )


def l03() -> str:
    """Verzoek om aanvulling, art. 9:4 lid 2, 2:1 lid 3, 6:5 lid 3."""
    return letter(
        p(
            "Op {{ received_on }} hebben wij uw klacht ontvangen. Om uw klacht goed te kunnen "
            "behandelen, hebben wij nog iets van u nodig."
        ),
        h1("Wat wij nodig hebben"),
        for_(
            "rij",
            "needed",
            bullet("**{{ rij.what }}.** {{ rij.why }}"),
        ),
        p(
            "Wilt u dit **uiterlijk op {{ reply_before }}** naar ons sturen? Dat mag per post "
            "of per e-mail, met ons kenmerk {{ reference }}. Lukt het niet op tijd, bel ons "
            "dan even."
        ),
        h1("Hulp nodig?"),
        p(
            "Wij helpen u graag. U kunt ons ook bellen om uw verhaal te vertellen; wij "
            "schrijven het dan voor u op. Uw contactpersoon is {{ contact_name }}, telefoon "
            "{{ contact_phone }}."
        ),
        h1("Als u niet reageert"),
        p("{{ consequence }}"),
        h1("De termijn loopt door"),
        p(
            "Dat wij u om aanvulling vragen, verandert niets aan onze termijn: die staat niet "
            "stil. Wij handelen uw klacht uiterlijk op {{ due_on }} af."
        ),
        questions=False,
    )


def l05a() -> str:
    """Mededeling niet in behandeling nemen, art. 9:8 lid 3."""
    return letter(
        p(
            "Op {{ received_on }} hebben wij uw klacht ontvangen. U diende haar in op "
            "{{ lodged_on }}. {% if handled %}Een deel van uw klacht behandelen wij niet. "
            "Hieronder leest u welk deel dat is en waarom, en wat wij wel behandelen."
            "{% else %}Wij behandelen uw klacht niet. Hieronder leest u waarom."
            "{% endif %}"
        ),
        p(
            "In sommige gevallen is {{ authority_name }} niet verplicht een klacht te "
            "behandelen (art. 9:8 Awb). Wij mogen dat dan nog wel doen. Wij hebben dat per "
            "onderdeel afgewogen."
        ),
        h1("Wat wij niet behandelen"),
        for_(
            "rij",
            "refused",
            h2("Onderdeel {{ rij.number }}"),
            p("**Waarover u klaagt.** {{ rij.summary }}"),
            p(
                "**Waarom wij niet verplicht zijn dit te behandelen.** {{ rij.ground }} Dat "
                "staat in {{ rij.basis }}."
            ),
            p("**Wat er is gebeurd en wanneer.** {{ rij.facts }}"),
            p("**Waarom wij het niet toch behandelen.** {{ rij.reasons }}"),
            if_("rij.afterwards", p("**Wat u nog kunt doen.** {{ rij.afterwards }}")),
        ),
        HANDLED,
        OMBUDSMAN,
    )


def l07() -> str:
    """Afschrift aan degene over wie wordt geklaagd, art. 9:9."""
    return letter(
        p(
            "Op {{ received_on }} hebben wij een klacht ontvangen van {{ complainant_name }}. "
            "De klacht gaat over u. Wij begrijpen dat dit bericht u kan raken. Een klacht is "
            "nog geen oordeel: wij willen eerst ook uw kant horen."
        ),
        h1("De klacht"),
        CONDUCTS,
        p(
            "U krijgt bij deze brief een afschrift van de klacht en van de stukken die erbij "
            "zaten (art. 9:9 Awb)."
        ),
        if_("withheld_note", p("{{ withheld_note }}")),
        h1("Wat er nu gebeurt"),
        p(
            "{% if adviser_sentence %}{{ handler }} is uw aanspreekpunt.{% else %}De klacht "
            "wordt behandeld door {{ handler }}.{% endif %} Wie de klacht behandelt, was niet "
            "betrokken bij waar de klacht over gaat (art. 9:7 Awb)."
        ),
        if_("adviser_sentence", p("{{ adviser_sentence }}")),
        p(
            "Daarna oordeelt het College van Bestuur over de klacht, uiterlijk op "
            "{{ due_on }}. U hoort de uitkomst ook."
        ),
        h1("Wat u kunt doen"),
        bullet(
            "**Uw verhaal vertellen.** U heeft het recht om te worden gehoord (art. 9:10 Awb). "
            "U krijgt daarvoor een uitnodiging."
        ),
        bullet(
            "**Schriftelijk reageren.** Dat mag ook, tot en met {{ reply_before }}. Stuur uw "
            "reactie naar {{ contact_name }}{% if contact_email %}, "
            "{{ contact_email }}{% endif %}."
        ),
        bullet("**U laten helpen.** " + HELPER),
        h1("Vertrouwelijk"),
        p(
            "Deze brief en de stukken zijn vertrouwelijk (art. 2:5 Awb). Deel ze alleen met "
            "degene die u helpt. Wij vragen u om over de klacht geen contact te zoeken met "
            "{{ complainant_name }}."
        ),
    )


def l01b() -> str:
    """Aanvullend ontvangstbericht, art. 9:15 lid 1 and 9:11 lid 1."""
    return letter(
        p(
            "Op {{ received_on }} hebben wij uw klacht ontvangen. U kreeg van ons al een "
            "bevestiging. In deze brief leest u dat er een advies komt, en van wie (art. 9:15 "
            "lid 1 Awb)."
        ),
        h1("Het advies"),
        p("{{ adviser_sentence }}"),
        if_(
            "advisers",
            p("Dat zijn:", properties="<w:keepNext/>"),
            for_("rij", "advisers", bullet("{{ rij.name }}, {{ rij.role }}")),
        ),
        p("Het bestuur heeft dit op {{ decided_on }} besloten. {{ reason }}"),
        h1("Wat dit voor u betekent"),
        bullet(
            "**U hoort uiterlijk op {{ due_on }} van ons.** {{ due_basis }} Met een advies is "
            "de termijn langer dan zonder."
        ),
        bullet(
            "**U vertelt uw verhaal aan wie adviseert.** U krijgt daarvoor een uitnodiging "
            "(art. 9:15 lid 2 Awb)."
        ),
        bullet(
            "**Het bestuur geeft het oordeel.** Het advies en de verslagen van het horen "
            "krijgt u daarbij."
        ),
    )


def l02a() -> str:
    """Automatische ontvangstbevestiging, art. 2:17: a machine signs nothing."""
    return "".join(
        (
            opening(),
            ON_BEHALF,
            p(
                "Uw bericht is op {{ received_at }} bij {{ authority_name }} binnengekomen. Ons "
                "kenmerk is **{{ reference }}**. Bewaar dit bericht."
            ),
            h1("Dit heeft u ingevuld"),
            table(
                "Wat u heeft ingevuld",
                "entered",
                ("Vraag", "{{ rij.label }}", 45),
                ("Uw antwoord", "{{ rij.value }}", 115),
            ),
            if_("file_names", h1("Bestanden die u meestuurde"), bullets("file_names")),
            h1("Hoe het verder gaat"),
            p(
                "Een medewerker leest uw bericht. Daarna krijgt u een brief. Daarin staat wie uw "
                "klacht behandelt en wanneer u van ons hoort."
            ),
            p(
                "Klopt er iets niet? Bel of mail dan {{ contact_name }}, telefoon "
                "{{ contact_phone }}."
            ),
            p(
                "Dit is een automatisch bericht (art. 2:17 Awb). Daarom staat er geen "
                "handtekening onder."
            ),
            p("{{ authority_name }}", "Ondertekening"),
            ENCLOSURES,
            PRIVACY,
        )
    )


def l02b() -> str:
    """Bericht doorgeleiding, art. 2:24."""
    return letter(
        p(
            "Op {{ received_on }} kwam uw klacht bij ons binnen ({{ channel }}). Dat is niet "
            "de weg die wij voor klachten hebben aangewezen. U hoeft niets opnieuw te sturen: "
            "wij hebben uw klacht zelf doorgegeven."
        ),
        h1("Wanneer de termijn begint"),
        p(
            "Op {{ forwarded_on }} is uw klacht bij de juiste afdeling gekomen. Onze termijn "
            "begint daarom op {{ term_start_on }} (art. 2:24 Awb)."
        ),
        p("U hoort **uiterlijk op {{ due_on }}** van ons. {{ due_basis }}"),
    )


def l02c() -> str:
    """Verwijzing naar het juiste kanaal, art. 2:16 lid 1."""
    return letter(
        p(
            "Op {{ received_on }} kregen wij een bericht van u ({{ channel }}). Voor klachten "
            "hebben wij een andere weg aangewezen (art. 2:16 lid 1 Awb). Wilt u uw klacht nog "
            "een keer sturen?"
        ),
        h1("Zo kan het"),
        bullets("channels"),
        h1("U verliest geen tijd"),
        p(
            "U diende uw klacht in op {{ lodged_on }}. Die dag blijft gelden als dag van "
            "indienen, ook als u later opnieuw instuurt."
        ),
        h1("Hulp nodig?"),
        p(
            "Wij helpen u graag. Bel ons, dan vullen wij het formulier samen met u in. Uw "
            "contactpersoon is {{ contact_name }}, telefoon {{ contact_phone }}."
        ),
        questions=False,
    )


def l05b() -> str:
    """Mededeling buiten behandeling, art. 9:4 and 9:2."""
    return letter(
        p(
            "Op {{ received_on }} hebben wij uw klacht ontvangen. {% if handled %}Een deel "
            "daarvan{% else %}Uw klacht{% endif %} kunnen wij niet als formele klacht "
            "behandelen. In deze brief leest u waarom."
        ),
        p(
            "De wet stelt een paar eisen aan een schriftelijke klacht (art. 9:4 Awb). Als een "
            "klacht daaraan niet voldoet, gelden de regels van art. 9:5 tot en met 9:12 Awb "
            "niet."
        ),
        h1("Waaraan de klacht niet voldoet"),
        for_(
            "rij",
            "left_aside",
            h2("Onderdeel {{ rij.number }}"),
            p("**Waarover u klaagt.** {{ rij.summary }}"),
            p("**Wat ontbreekt.** {{ rij.lacking }}"),
            p("**Wat dat betekent.** {{ rij.reason }}"),
        ),
        h1("Wat wij hebben gedaan"),
        p("{{ steps_taken }}"),
        h1("Wat wij met uw bericht doen"),
        p("{{ signal }} Ook zo’n bericht behandelen wij behoorlijk (art. 9:2 Awb)."),
        HANDLED,
        h1("U kunt uw klacht opnieuw indienen"),
        p(
            "Dat kan met het klachtenformulier of met een brief. Zet daarin uw naam en adres, "
            "de datum en wat er is gebeurd, en zet uw handtekening. Wij helpen u daar graag "
            "bij. Wacht niet te lang: een klacht over iets van langer dan een jaar geleden "
            "hoeven wij niet te behandelen."
        ),
        OMBUDSMAN_LATER,
    )


def l05c() -> str:
    """Bericht aan betrokkene: niet behandeld."""
    return letter(
        p(
            "U weet van ons dat {{ complainant_name }} een klacht indiende die over u gaat. "
            "Wij ontvingen die klacht op {{ received_on }}. Wij laten u weten dat wij de "
            "klacht niet behandelen."
        ),
        h1("Waarom niet"),
        TOLD,
        h1("Wat dit voor u betekent"),
        p(
            "U hoeft niets meer te doen. Wij onderzoeken de klacht niet, en geven er geen "
            "oordeel over. Ook de klager heeft hierover bericht gekregen."
        ),
        p(
            "De stukken die u van ons kreeg, blijven vertrouwelijk (art. 2:5 Awb). Deel ze "
            "niet met anderen."
        ),
    )


def l06a() -> str:
    """Doorzendbrief, art. 2:3 lid 1: to another authority."""
    return letter(
        p(
            "Op {{ received_on }} ontvingen wij een klacht van {{ complainant_name }}. Wat "
            "hieronder staat, is naar ons oordeel voor u bestemd. Wij sturen het u daarom "
            "door (art. 2:3 lid 1 Awb)."
        ),
        h1("Waarover het gaat"),
        TOLD,
        h1("Wat u van ons krijgt"),
        p(
            "U krijgt het oorspronkelijke bericht, met de stukken die daarbij zaten. De dag "
            "van ontvangst bij ons is {{ received_on }}."
        ),
        p("De afzender krijgt tegelijk bericht van deze doorzending."),
        to_party=False,
    )


def l06b() -> str:
    """Bericht van doorzending, art. 2:3 lid 1: to the sender, at the same time."""
    return letter(
        p(
            "Op {{ received_on }} hebben wij uw klacht ontvangen. {% if handled %}Een deel "
            "daarvan{% else %}Uw klacht{% endif %} is niet voor ons, maar voor een andere "
            "organisatie. Wij hebben het voor u doorgestuurd. U hoeft zelf niets te doen."
        ),
        h1("Waar het nu is"),
        p(
            "Op {{ forwarded_on }} stuurden wij het naar {{ forwarded_to }}. Dat moeten wij "
            "zo snel mogelijk doen (art. 2:3 lid 1 Awb). Die organisatie weet op welke dag "
            "wij uw bericht ontvingen. U hoort van haar hoe het verder gaat."
        ),
        h1("Wat wij hebben doorgestuurd, en waarom"),
        TOLD,
        HANDLED,
    )


def l06c() -> str:
    """Terugzending, art. 2:3 lid 2."""
    return letter(
        p(
            "Op {{ received_on }} hebben wij een bericht van u ontvangen. {% if handled %}Een "
            "deel daarvan{% else %}Dat bericht{% endif %} is niet voor {{ authority_name }} "
            "bestemd. Wij sturen het daarom naar u terug (art. 2:3 lid 2 Awb)."
        ),
        h1("Wat wij terugsturen, en waarom"),
        TOLD,
        p(
            "Wij konden het niet zelf doorsturen. Daarom krijgt u het oorspronkelijke bericht "
            "bij deze brief terug."
        ),
        HANDLED,
        first=p("Weet u niet waar u wel terechtkunt? Wij denken graag met u mee."),
    )


def l24() -> str:
    """Weigering gemachtigde, art. 2:2: to the helper and to whom this person spoke for."""
    return letter(
        p(
            "Op {{ received_on }} ontvingen wij een klacht. Daarbij {% if to_helper %}helpt u "
            "{{ represented_name }}, of treedt u op als gemachtigde.{% else %}helpt "
            "{{ helper_name }} u, of treedt op als uw gemachtigde.{% endif %} In deze brief "
            "leest u dat wij dat niet langer toestaan."
        ),
        h1("Ons besluit"),
        p(
            "Op {{ refused_on }} hebben wij besloten {% if to_helper %}u{% else %}"
            "{{ helper_name }}{% endif %} te weigeren. De wet staat dat toe als daar een "
            "ernstige reden voor is (art. 2:2 lid 1 Awb)."
        ),
        h1("Waarom"),
        p("{{ reason }}"),
        h1("Wat dit betekent"),
        p(
            "{% if to_helper %}Wij sturen u over deze klacht geen brieven meer, en bespreken "
            "haar niet met u. Ook {{ represented_name }} krijgt deze brief (art. 2:2 lid 2 "
            "Awb).{% else %}De klacht blijven wij gewoon behandelen. U mag iemand anders "
            "kiezen die u helpt, of zelf verdergaan (art. 2:1 lid 2 Awb). Onze brieven gaan "
            "voortaan naar u. Ook {{ helper_name }} krijgt deze brief (art. 2:2 lid 2 Awb)."
            "{% endif %}"
        ),
    )
