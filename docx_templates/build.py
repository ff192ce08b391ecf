"""Builds the Word templates from one set of styles: ``python docx_templates/build.py``.

The parts are written directly: python-docx brings 800 KB of styles that no letter uses, and times
that differ at every run. Running this twice gives the same bytes.
"""

import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent

FONT = "Calibri"
INK, BLUE, GREY, RULE, SHADE = "1A1A1A", "1B3A5C", "595959", "B8C4D0", "E9EEF3"

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

# Words to XML


def run(words: str, properties: str = "") -> str:
    """Text as runs; ``**bold**`` is bold, a tab character is a tab."""
    runs = []
    for number, piece in enumerate(words.split("**")):
        if not piece:
            continue
        bold = '<w:rStyle w:val="Nadruk"/>' if number % 2 else ""
        inner = bold + properties
        style = f"<w:rPr>{inner}</w:rPr>" if inner else ""
        texts = "<w:tab/>".join(
            f'<w:t xml:space="preserve">{escape(one)}</w:t>' if one else ""
            for one in piece.split("\t")
        )
        runs.append(f"<w:r>{style}{texts}</w:r>")
    return "".join(runs)


def p(words: str, style: str = "", properties: str = "") -> str:
    """One paragraph; without a style it is body text."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = named + properties
    return f"<w:p>{f'<w:pPr>{inner}</w:pPr>' if inner else ''}{run(words)}</w:p>"


def h1(words: str) -> str:
    return p(words, "Kop1")


def h2(words: str) -> str:
    return p(words, "Kop2")


def bullet(words: str) -> str:
    return p(words, "Opsomming")


def fact(label: str, value: str) -> str:
    """A line of the reference block: label, tab, value."""
    return p(f"**{label}**\t{value}", "Kenmerk")


def if_(condition: str, *blocks: str) -> str:
    """Blocks that appear only when the field is filled in."""
    return p(f"{{%p if {condition} %}}") + "".join(blocks) + p("{%p endif %}")


def for_(row: str, path: str, *blocks: str) -> str:
    """Blocks that appear once for each row."""
    return p(f"{{%p for {row} in {path} %}}") + "".join(blocks) + p("{%p endfor %}")


def bullets(path: str, words: str = "{{ rij }}") -> str:
    return for_("rij", path, bullet(words))


def table(title: str, path: str, *columns: tuple[str, str, int]) -> str:
    """A table with a repeated header row; each column is heading, value and width in mm."""
    widths = [round(width * 56.7) for _, _, width in columns]

    def cell(words: str, width: int, style: str) -> str:
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{p(words, style)}</w:tc>'

    def row(words: list[str], style: str, properties: str = "") -> str:
        cells = "".join(cell(*one, style) for one in zip(words, widths, strict=True))
        return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{cells}</w:tr>"

    def tag_row(words: str) -> str:
        return row([words, *[""] * (len(columns) - 1)], "Tabel")

    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    look = (
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
    )
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Tabelstijl"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{look}'
        f'<w:tblCaption w:val="{escape(title)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        + row([heading for heading, _, _ in columns], "Tabelkop", "<w:tblHeader/>")
        + tag_row(f"{{%tr for rij in {path} %}}")
        + row([value for _, value, _ in columns], "Tabel")
        + tag_row("{%tr endfor %}")
        + "</w:tbl>"
        + p("", "Natabel")
    )


# Shared pieces

ON_BEHALF = if_(
    "on_behalf_of",
    p(
        "U ontvangt deze brief als gemachtigde van {{ on_behalf_of }}. Met ‘u’ bedoelen wij in "
        "deze brief ook degene namens wie u optreedt."
    ),
)


def opening(*, letter: bool = True) -> str:
    """Address in the window, reference block and salutation; a document has a title instead."""
    facts = (
        fact("Datum", "{{ letter_date }}"),
        fact("Ons kenmerk", "{{ reference }}"),
        if_("your_reference", fact("Uw kenmerk", "{{ your_reference }}")) if letter else "",
        fact(
            "Contactpersoon",
            "{{ contact_name }}, telefoon {{ contact_phone }}"
            "{% if contact_email %}, {{ contact_email }}{% endif %}",
        ),
    )
    if not letter:
        return "".join((p("{{ subject }}", "Titel"), *facts, p("", "Naadres")))
    return "".join(
        (
            p("Retouradres: {{ authority_return_address }}", "Retouradres"),
            for_("rij", "addressee", p("{{ rij }}", "Adres")),
            p("", "Naadres"),
            *facts,
            fact("Onderwerp", "**{{ subject }}**"),
            p("{{ salutation }},", "Aanhef"),
        )
    )


def closing(*, greeting: str = "Met vriendelijke groet,", privacy: bool = True) -> str:
    """Signature with mandate (art. 10:10 and 10:12 Awb), enclosures, privacy note."""
    keep = "<w:keepNext/>"
    return "".join(
        (
            p(greeting, "Groet") if greeting else "",
            p("{{ signed_for }}", "Groet" if not greeting else "Ondertekening", keep),
            p("{{ signatory_name }}", "Handtekening", keep),
            p("{{ signatory_function }}", "Ondertekening"),
            if_("mandate", p("{{ mandate }}", "Klein")),
            if_("enclosures", h1("Bijlagen"), bullets("enclosures")),
            p("**Uw gegevens.** {{ privacy_note }}", "Klein") if privacy else "",
        )
    )


CONTACT = p(
    "Heeft u vragen? Bel dan met {{ contact_name }}, telefoon {{ contact_phone }}"
    "{% if contact_email %}, of mail naar {{ contact_email }}{% endif %}. Noem daarbij ons "
    "kenmerk {{ reference }}."
)

CONDUCTS = for_(
    "rij",
    "conducts",
    p(
        "{{ rij.number }}.\t{{ rij.summary }}"
        "{% if rij.conduct_on %} Dat was {{ rij.conduct_on }}.{% endif %}",
        "Onderdeel",
    ),
)

OMBUDSMAN = h1("Naar de {{ ombudsman_name }}") + p(
    "Bent u het niet eens met deze uitkomst, of met de manier waarop wij uw klacht hebben "
    "behandeld? Dan kunt u de {{ ombudsman_name }} vragen om er onderzoek naar te doen. Dat kan "
    "binnen één jaar na deze brief, dus tot en met {{ ombudsman_until }} (art. 9:12 lid 2 Awb). "
    "Het adres is {{ ombudsman_address }}{% if ombudsman_contact %} "
    "({{ ombudsman_contact }}){% endif %}. Het kost u niets."
)

HELPER = (
    "U mag iemand meenemen die u helpt, of u door iemand laten vertegenwoordigen "
    "(art. 2:1 lid 2 Awb)."
)

# Letters


def l01() -> str:
    """Ontvangstbevestiging, art. 9:6."""
    return "".join(
        (
            opening(),
            ON_BEHALF,
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
                "Algemene wet bestuursrecht (Awb). Uw klacht wordt behandeld door {{ handler }}. "
                "Wie de klacht behandelt, was niet betrokken bij waar u over klaagt (art. 9:7 Awb)."
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
                "**U hoort uiterlijk op {{ due_on }} van ons.** {{ due_basis }} Lukt dat niet, dan "
                "laten wij u dat vóór die dag weten."
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
            h1("Vragen"),
            CONTACT,
            closing(),
        )
    )


def l03() -> str:
    """Verzoek om aanvulling, art. 9:4 lid 2, 2:1 lid 3, 6:5 lid 3."""
    return "".join(
        (
            opening(),
            ON_BEHALF,
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
            closing(),
        )
    )


def l05a() -> str:
    """Mededeling niet in behandeling nemen, art. 9:8 lid 3."""
    return "".join(
        (
            opening(),
            ON_BEHALF,
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
            if_(
                "handled",
                h1("Wat wij wel behandelen"),
                for_(
                    "rij",
                    "handled",
                    p(
                        "{{ rij.number }}.\t{{ rij.summary }}{% if rij.conduct_on %} "
                        "Dat was {{ rij.conduct_on }}.{% endif %}",
                        "Onderdeel",
                    ),
                ),
                if_("handled_explanation", p("{{ handled_explanation }}")),
            ),
            OMBUDSMAN,
            h1("Vragen"),
            CONTACT,
            closing(),
        )
    )


def l07() -> str:
    """Afschrift aan degene over wie wordt geklaagd, art. 9:9."""
    return "".join(
        (
            opening(),
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
                "De klacht wordt behandeld door {{ handler }}. Wie de klacht behandelt, was niet "
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
            h1("Vragen"),
            CONTACT,
            closing(),
        )
    )


def invitation(lead: str, subject: bool, reply: str) -> str:
    """What both invitations say, art. 9:10 lid 1."""
    whose = "de klacht" if subject else "uw klacht"
    return "".join(
        (
            opening(),
            "" if subject else ON_BEHALF,
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
            h1("Vragen"),
            CONTACT,
            closing(),
        )
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
        "U heeft van ons een afschrift gekregen van de klacht van {{ complainant_name }}. Voordat "
        "het College van Bestuur een oordeel geeft, willen wij graag uw kant horen. U heeft daar "
        "recht op (art. 9:10 lid 1 Awb). Het gesprek gaat over:",
        True,
        "Laat ons als het kan uiterlijk op {{ reply_before }} weten of dit moment u schikt. "
        "Wilt u liever niet worden gehoord, laat dat dan ook weten. Dan leggen wij dat vast.",
    )


def l09() -> str:
    """Bericht afzien van horen, art. 9:10 lid 2."""
    return "".join(
        (
            opening(),
            ON_BEHALF,
            p(
                "Op {{ received_on }} hebben wij uw klacht ontvangen. Wie een klacht indient, "
                "heeft het recht om te worden gehoord (art. 9:10 Awb). In uw geval is "
                "besloten om geen "
                "gesprek te houden. In deze brief leest u waarom."
            ),
            h1("Waarom er geen gesprek komt"),
            p(
                "{{ ground }} In dat geval mogen wij van een gesprek afzien. Dat staat in "
                "{{ basis }}."
            ),
            p("{{ evidence }}"),
            p("Het besluit om niet te horen is op {{ decided_on }} genomen door {{ decided_by }}."),
            h1("Hoe het verder gaat"),
            p(
                "Wij behandelen uw klacht gewoon verder. U hoort de uitkomst uiterlijk op "
                "{{ due_on }}. Wilt u toch nog iets kwijt over uw klacht, of is er een "
                "misverstand? Bel of schrijf ons zo snel mogelijk."
            ),
            h1("Vragen"),
            CONTACT,
            closing(),
        )
    )


def l10() -> str:
    """Verslag van horen, art. 9:10 lid 3."""
    return "".join(
        (
            opening(letter=False),
            h1("Het gesprek"),
            fact("Gehoord", "{{ heard_name }} ({{ heard_role }})"),
            fact("Datum", "{{ hearing_on }}"),
            fact("Tijd", "{{ hearing_time }}"),
            fact("Plaats", "{{ place }}"),
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
            closing(greeting="", privacy=False),
        )
    )


def l11() -> str:
    """Verdagingsbericht, art. 9:11 lid 2."""
    return "".join(
        (
            opening(),
            ON_BEHALF,
            p(
                "{% if to_subject %}Op {{ received_on }} hebben wij een klacht ontvangen die over "
                "u gaat.{% else %}Op {{ received_on }} hebben wij uw klacht ontvangen.{% endif %} "
                "Wij zouden de klacht uiterlijk op {{ original_due_on }} afhandelen. Dat lukt "
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
            h1("Vragen"),
            CONTACT,
            closing(),
        )
    )


def l13a() -> str:
    """Besluit behandeling door bestuur, SSR scheme."""
    return "".join(
        (
            opening(letter=False),
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
            h1("Wie besloten"),
            table(
                "Bestuursleden die besloten, met hun verklaring",
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
            closing(greeting="", privacy=False),
        )
    )


def l15() -> str:
    """Afdoeningsbrief, art. 9:12 and 9:16."""
    return "".join(
        (
            opening(),
            ON_BEHALF,
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
            h1("Vragen"),
            CONTACT,
            closing(),
        )
    )


def l15b() -> str:
    """Afschrift uitkomst aan betrokkene."""
    return "".join(
        (
            opening(),
            p(
                "Op {{ received_on }} ontvingen wij een klacht van {{ complainant_name }}. Een "
                "deel daarvan ging over u. Op {{ concluded_on }} hebben wij de klacht "
                "afgehandeld. In "
                "deze brief leest u de uitkomst, voor zover die over u gaat."
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
            h1("Vragen"),
            p("Wilt u over de uitkomst praten? Dat kan."),
            CONTACT,
            closing(),
        )
    )


LETTERS: dict[str, tuple[Callable[[], str], str]] = {
    "L01": (l01, "Ontvangstbevestiging"),
    "L03": (l03, "Verzoek om aanvulling"),
    "L05a": (l05a, "Mededeling niet in behandeling nemen"),
    "L07": (l07, "Afschrift aan degene over wie wordt geklaagd"),
    "L08a": (l08a, "Uitnodiging horen klager"),
    "L08b": (l08b, "Uitnodiging horen betrokkene"),
    "L09": (l09, "Bericht afzien van horen"),
    "L10": (l10, "Verslag van horen"),
    "L11": (l11, "Verdagingsbericht"),
    "L13a": (l13a, "Besluit behandeling door bestuur"),
    "L15": (l15, "Afdoeningsbrief"),
    "L15b": (l15b, "Afschrift uitkomst aan betrokkene"),
}

# Styles: name, based on, next, paragraph properties, run properties


def spacing(before: int, after: int, line: int = 0) -> str:
    extra = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{extra}/>'


def font(size: float, color: str = "", *, bold: bool = False) -> str:
    half = round(size * 2)
    return (
        ("<w:b/><w:bCs/>" if bold else "")
        + (f'<w:color w:val="{color}"/>' if color else "")
        + f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
    )


HANGING = '<w:tabs><w:tab w:val="left" w:pos="{0}"/></w:tabs>'
INDENT = '<w:ind w:left="{0}" w:hanging="{0}"/>'

PARAGRAPH_STYLES: tuple[tuple[str, str, str, str, str], ...] = (
    ("Kop1", "heading 1", "Standaard",
     "<w:keepNext/><w:keepLines/>" + spacing(240, 60) + '<w:outlineLvl w:val="0"/>',
     font(12, BLUE, bold=True)),
    ("Kop2", "heading 2", "Standaard",
     "<w:keepNext/><w:keepLines/>" + spacing(160, 40) + '<w:outlineLvl w:val="1"/>',
     font(10.5, BLUE, bold=True)),
    ("Titel", "Title", "Standaard", spacing(240, 240), font(18, BLUE, bold=True)),
    ("Retouradres", "Retouradres", "Adres", spacing(900, 120), font(7.5, GREY)),
    ("Adres", "Adres", "Adres", '<w:suppressAutoHyphens/>' + spacing(0, 0, 259)
     + '<w:ind w:right="3400"/>', ""),
    ("Naadres", "Na adres", "Standaard", spacing(0, 0), font(10)),
    ("Kenmerk", "Kenmerk", "Kenmerk", HANGING.format(1814) + spacing(0, 20, 259)
     + INDENT.format(1814), ""),
    ("Aanhef", "Aanhef", "Standaard", spacing(420, 140), ""),
    ("Opsomming", "List Bullet", "Opsomming",
     '<w:numPr><w:numId w:val="1"/></w:numPr>' + spacing(0, 60), ""),
    ("Onderdeel", "Onderdeel", "Onderdeel", HANGING.format(397) + spacing(0, 60)
     + INDENT.format(397), ""),
    ("Oordeel", "Oordeel", "Standaard",
     f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="{BLUE}"/></w:pBdr>'
     + spacing(80, 120) + '<w:ind w:left="227"/>', ""),
    ("Vraag", "Vraag", "Antwoord", "<w:keepNext/>" + spacing(60, 20), ""),
    ("Antwoord", "Antwoord", "Vraag", spacing(0, 100), ""),
    ("Groet", "Groet", "Standaard", "<w:keepNext/>" + spacing(300, 0), ""),
    ("Ondertekening", "Ondertekening", "Standaard", spacing(0, 0), ""),
    ("Handtekening", "Handtekening", "Ondertekening", "<w:keepNext/>" + spacing(840, 0), ""),
    ("Klein", "Klein", "Standaard", spacing(160, 0), font(8.5, GREY)),
    ("Tabelkop", "Tabelkop", "Tabel", "<w:keepNext/>" + spacing(40, 40),
     font(10, BLUE, bold=True)),
    ("Tabel", "Tabel", "Tabel", spacing(40, 40), font(10)),
    ("Natabel", "Na tabel", "Standaard", spacing(0, 60), font(4)),
    ("Koptekst", "header", "Koptekst", '<w:tabs><w:tab w:val="right" w:pos="9072"/></w:tabs>'
     + spacing(0, 0, 240), font(8.5, GREY)),
    ("Briefhoofd", "Briefhoofd", "Koptekst", spacing(0, 0, 240), font(20, BLUE, bold=True)),
    ("Briefhoofdregel", "Briefhoofd regel", "Koptekst",
     f'<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="5" w:color="{BLUE}"/></w:pBdr>'
     '<w:tabs><w:tab w:val="right" w:pos="9072"/></w:tabs>'
     + spacing(20, 0, 240), font(8.5, GREY)),
    ("Voettekst", "footer", "Voettekst", '<w:tabs><w:tab w:val="right" w:pos="9072"/></w:tabs>'
     + spacing(0, 0, 240), font(8.5, GREY)),
)  # fmt: skip

BUILT_IN = frozenset({"heading 1", "heading 2", "Title", "List Bullet", "header", "footer"})


def styles() -> str:
    rows = []
    for key, name, following, paragraph, letters in PARAGRAPH_STYLES:
        custom = "" if name in BUILT_IN else ' w:customStyle="1"'
        rows.append(
            f'<w:style w:type="paragraph"{custom} w:styleId="{key}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="Standaard"/><w:next w:val="{following}"/><w:qFormat/>'
            f"<w:pPr>{paragraph}</w:pPr>"
            f"{f'<w:rPr>{letters}</w:rPr>' if letters else ''}</w:style>"
        )
    line = f'<w:{{}} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
    borders = "".join(line.format(side) for side in ("top", "bottom", "insideH"))
    return (
        f"{XML}<w:styles {NS}><w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
        f'<w:color w:val="{INK}"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        '<w:lang w:val="nl-NL" w:eastAsia="nl-NL" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{spacing(0, 120, 269)}</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/>'
        "<w:qFormat/><w:pPr><w:widowControl/></w:pPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="Standaardalinea">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="character" w:styleId="Nadruk"><w:name w:val="Strong"/><w:qFormat/>'
        "<w:rPr><w:b/><w:bCs/></w:rPr></w:style>"
        '<w:style w:type="table" w:default="1" w:styleId="Standaardtabel">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="Tabelstijl">'
        '<w:name w:val="SSR-tabel"/><w:basedOn w:val="Standaardtabel"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" '
        f'w:fill="{SHADE}"/></w:tcPr></w:tblStylePr></w:style>'
        f"{''.join(rows)}</w:styles>"
    )


def numbering() -> str:
    return (
        f'{XML}<w:numbering {NS}><w:abstractNum w:abstractNumId="0">'
        '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="bullet"/><w:pStyle w:val="Opsomming"/><w:lvlText w:val="•"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="397" w:hanging="284"/></w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}"/><w:color w:val="{BLUE}"/></w:rPr>'
        '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        "</w:numbering>"
    )


def settings() -> str:
    return (
        f'{XML}<w:settings {NS}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="nl-NL"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
        "</w:settings>"
    )


def font_table() -> str:
    return (
        f'{XML}<w:fonts {NS}><w:font w:name="{FONT}"><w:altName w:val="Carlito"/>'
        '<w:panose1 w:val="020F0502020204030204"/><w:charset w:val="00"/>'
        '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def field(code: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        mark.format("begin")
        + f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        + mark.format("separate")
        + run("1")
        + mark.format("end")
    )


def header_first() -> str:
    return (
        f"{XML}<w:hdr {NS}>"
        + p("{{ authority_name }}", "Briefhoofd")
        + p(
            "{{ authority_full_name }}\t{{ authority_address }}  ·  {{ authority_phone }}  ·  "
            "{{ authority_email }}",
            "Briefhoofdregel",
        )
        + "</w:hdr>"
    )


def header_next() -> str:
    return (
        f"{XML}<w:hdr {NS}>"
        + p("{{ authority_name }}  ·  {{ subject }}\t{{ reference }}", "Briefhoofdregel")
        + "</w:hdr>"
    )


def footer() -> str:
    page = run("Vertrouwelijk\tPagina ") + field("PAGE") + run(" van ") + field("NUMPAGES")
    return f'{XML}<w:ftr {NS}><w:p><w:pPr><w:pStyle w:val="Voettekst"/></w:pPr>{page}</w:p></w:ftr>'


def document(body: str) -> str:
    section = (
        '<w:sectPr><w:headerReference w:type="first" r:id="rId5"/>'
        '<w:headerReference w:type="default" r:id="rId6"/>'
        '<w:footerReference w:type="first" r:id="rId7"/>'
        '<w:footerReference w:type="default" r:id="rId8"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1758" w:right="1417" w:bottom="1417" w:left="1417" w:header="709" '
        'w:footer="624" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
    return f"{XML}<w:document {NS}><w:body>{body}{section}</w:body></w:document>"


def relations(*rows: tuple[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(rows, start=1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{XML}<Relationships xmlns="{space}">{inner}</Relationships>'


def content_types() -> str:
    office = "application/vnd.openxmlformats-officedocument"
    kinds = {
        "word/document.xml": f"{WORD}.document.main+xml",
        "word/styles.xml": f"{WORD}.styles+xml",
        "word/settings.xml": f"{WORD}.settings+xml",
        "word/fontTable.xml": f"{WORD}.fontTable+xml",
        "word/numbering.xml": f"{WORD}.numbering+xml",
        "word/header1.xml": f"{WORD}.header+xml",
        "word/header2.xml": f"{WORD}.header+xml",
        "word/footer1.xml": f"{WORD}.footer+xml",
        "word/footer2.xml": f"{WORD}.footer+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": f"{office}.extended-properties+xml",
        "docProps/custom.xml": f"{office}.custom-properties+xml",
    }
    rows = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items()
    )
    return (
        f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


def core(title: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{space}" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>nl-NL</dc:language></cp:coreProperties>"
    )


def package(title: str, body: str) -> dict[str, str]:
    """All parts of one template, in the order in which they stand in the file."""
    metadata = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relations(
            (f"{OFFICE}/officeDocument", "word/document.xml"),
            (f"{metadata}/core-properties", "docProps/core.xml"),
            (f"{OFFICE}/extended-properties", "docProps/app.xml"),
            (f"{OFFICE}/custom-properties", "docProps/custom.xml"),
        ),
        "word/document.xml": document(body),
        "word/_rels/document.xml.rels": relations(
            (f"{OFFICE}/styles", "styles.xml"),
            (f"{OFFICE}/settings", "settings.xml"),
            (f"{OFFICE}/fontTable", "fontTable.xml"),
            (f"{OFFICE}/numbering", "numbering.xml"),
            (f"{OFFICE}/header", "header1.xml"),
            (f"{OFFICE}/header", "header2.xml"),
            (f"{OFFICE}/footer", "footer1.xml"),
            (f"{OFFICE}/footer", "footer2.xml"),
        ),
        "word/styles.xml": styles(),
        "word/settings.xml": settings(),
        "word/fontTable.xml": font_table(),
        "word/numbering.xml": numbering(),
        "word/header1.xml": header_first(),
        "word/header2.xml": header_next(),
        "word/footer1.xml": footer(),
        "word/footer2.xml": footer(),
        "docProps/core.xml": core(title),
        "docProps/app.xml": (
            f'{XML}<Properties xmlns="{office}/extended-properties">'
            "<Application>Wederhoor</Application></Properties>"
        ),
        "docProps/custom.xml": f'{XML}<Properties xmlns="{office}/custom-properties"/>',
    }


def packed(parts: dict[str, str]) -> bytes:
    """A zip file without times, so that the same templates are the same bytes."""
    body, directory = b"", b""
    for name, words in parts.items():
        # Element text only; keeps a paragraph mark out of the middle of a word.
        content = re.sub(r">\n<", "><", words).encode()
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        data = packer.compress(content) + packer.flush()
        sizes = struct.pack("<3H3L", 8, 0, 0x21, zlib.crc32(content), len(data), len(content))
        key = name.encode()
        directory += (
            b"PK\x01\x02\x14\x00\x14\x00\x00\x00" + sizes
            + struct.pack("<5H2L", len(key), 0, 0, 0, 0, 0, len(body)) + key
        )  # fmt: skip
        body += b"PK\x03\x04\x14\x00\x00\x00" + sizes + struct.pack("<2H", len(key), 0) + key + data
    end = struct.pack(
        "<4s4H2LH", b"PK\x05\x06", 0, 0, len(parts), len(parts), len(directory), len(body), 0
    )
    return body + directory + end


def build(kind: str) -> bytes:
    """The template of one kind of letter."""
    letter, title = LETTERS[kind]
    return packed(package(title, letter()))


def main() -> None:
    for kind in LETTERS:
        (HERE / f"{kind}.docx").write_bytes(build(kind))


if __name__ == "__main__":
    main()
