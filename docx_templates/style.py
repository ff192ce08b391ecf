"""The house style of the letters, and the package around a text.

The parts are written directly: python-docx brings 800 KB of styles that no letter uses, and times
that differ at every run. Running this twice gives the same bytes.
"""

import re
from xml.sax.saxutils import escape

from docx_templates.blocks import p, run
from letters.package import member, written

FONT = "Calibri"

INK, BLUE, GREY, RULE, SHADE = "1A1A1A", "1B3A5C", "595959", "B8C4D0", "E9EEF3"

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


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


def header(*blocks: str) -> str:
    return f"{XML}<w:hdr {NS}>{''.join(blocks)}</w:hdr>"


def header_first() -> str:
    return header(
        p("{{ authority_name }}", "Briefhoofd"),
        p(
            "{{ authority_full_name }}\t{{ authority_address }}  ·  {{ authority_phone }}  ·  "
            "{{ authority_email }}",
            "Briefhoofdregel",
        ),
    )


def header_next() -> str:
    return header(p("{{ authority_name }}  ·  {{ subject }}\t{{ reference }}", "Briefhoofdregel"))


def footer(words: str) -> str:
    page = run(f"{words}\tPagina ") + field("PAGE") + run(" van ") + field("NUMPAGES")
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


def package(title: str, body: str, *, public: bool = False) -> dict[str, str]:
    """All parts of one template, in the order in which they stand in the file."""
    below = title if public else "Vertrouwelijk"
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
        "word/footer1.xml": footer(below),
        "word/footer2.xml": footer(below),
        "docProps/core.xml": core(title),
        "docProps/app.xml": (
            f'{XML}<Properties xmlns="{office}/extended-properties">'
            "<Application>Wederhoor</Application></Properties>"
        ),
        "docProps/custom.xml": f'{XML}<Properties xmlns="{office}/custom-properties"/>',
    }


def packed(parts: dict[str, str]) -> bytes:
    """The file; without a line end between elements, which would part a word."""
    return written(
        member(name, re.sub(r">\n<", "><", words).encode(), level=9)
        for name, words in parts.items()
    )
