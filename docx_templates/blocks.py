"""Words to paragraphs, lists and tables of a Word document, and what every letter shares."""

from xml.sax.saxutils import escape


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


ON_BEHALF = if_(
    "on_behalf_of",
    p(
        "U ontvangt deze brief als gemachtigde van {{ on_behalf_of }}. Met ‘u’ bedoelen wij in "
        "deze brief ook degene namens wie u optreedt."
    ),
)


def opening(*, letter: bool = True, to: bool = False) -> str:
    """Address in the window, reference block and salutation; a document has a title instead.

    ``to``: a document that says for whom it is.
    """
    facts = (
        for_("rij", "addressee", fact("Aan", "{{ rij }}")) if to else "",
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


ENCLOSURES = if_("enclosures", h1("Bijlagen"), bullets("enclosures"))
PRIVACY = p("**Uw gegevens.** {{ privacy_note }}", "Klein")


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
            ENCLOSURES,
            PRIVACY if privacy else "",
        )
    )


CONTACT = p(
    "Heeft u vragen? Bel dan met {{ contact_name }}, telefoon {{ contact_phone }}"
    "{% if contact_email %}, of mail naar {{ contact_email }}{% endif %}. Noem daarbij ons "
    "kenmerk {{ reference }}."
)


def conduct_lines(path: str = "conducts") -> str:
    """The parts of the complaint as a numbered list."""
    return for_(
        "rij",
        path,
        p(
            "{{ rij.number }}.\t{{ rij.summary }}"
            "{% if rij.conduct_on %} Dat was {{ rij.conduct_on }}.{% endif %}",
            "Onderdeel",
        ),
    )


CONDUCTS = conduct_lines()

HANDLED = if_(
    "handled",
    h1("Wat wij wel behandelen"),
    conduct_lines("handled"),
    if_("handled_explanation", p("{{ handled_explanation }}")),
)
"""What is left when a part of the complaint is not handled here."""

TOLD = for_(
    "rij",
    "conducts",
    p("{{ rij.number }}.\t**{{ rij.summary }}** {{ rij.reason }}", "Onderdeel"),
)
"""Each part, with why it was decided so."""

RECEIVED = (
    "{% if to_subject %}Op {{ received_on }} hebben wij een klacht ontvangen die over u gaat."
    "{% else %}Op {{ received_on }} hebben wij uw klacht ontvangen.{% endif %} "
)
"""For a letter to both sides."""


def ombudsman(lead: str, basis: str) -> str:
    """Which ombudsman, and until when (art. 9:12 lid 2 and 9:24 lid 1 Awb)."""
    return h1("Naar de {{ ombudsman_name }}") + p(
        f"{lead} Dan kunt u de {{{{ ombudsman_name }}}} vragen om er onderzoek naar te doen. Dat "
        "kan binnen één jaar na deze brief, dus tot en met {{ ombudsman_until }} "
        f"({basis}). Het adres is {{{{ ombudsman_address }}}}{{% if ombudsman_contact %}} "
        "({{ ombudsman_contact }}){% endif %}. Het kost u niets."
    )


OMBUDSMAN = ombudsman(
    "Bent u het niet eens met deze uitkomst, of met de manier waarop wij uw klacht hebben "
    "behandeld?",
    "art. 9:12 lid 2 Awb",
)
OMBUDSMAN_LATER = ombudsman(
    "Bent u niet tevreden over de manier waarop wij met uw klacht zijn omgegaan?",
    "art. 9:24 lid 1 onder b Awb",
)
"""After another ending than the letter with the outcome."""

HELPER = (
    "U mag iemand meenemen die u helpt, of u door iemand laten vertegenwoordigen "
    "(art. 2:1 lid 2 Awb)."
)


def letter(*blocks: str, to_party: bool = True, questions: bool = True, first: str = "") -> str:
    """A whole letter: address, what is particular to it, whom to ask, signature.

    ``to_party``: to someone in the file, who can be a representative and reads about privacy.
    ``questions``: without, the text itself says whom to ask. ``first``: before whom to ask.
    """
    return "".join(
        (
            opening(),
            ON_BEHALF if to_party else "",
            *blocks,
            h1("Vragen") + first + CONTACT if questions else "",
            closing(privacy=to_party),
        )
    )


def document(*blocks: str, to: bool = False) -> str:
    """A document for the file: a title in place of an address, signed without a greeting."""
    closed = closing(greeting="", privacy=False)
    return "".join((opening(letter=False, to=to), *blocks, closed))
