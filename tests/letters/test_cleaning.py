"""A definitive letter says what its paper says, and not who worked on it."""

import io
import re
import zipfile

import pytest
from docx import Document

from letters import cleaning, package
from letters.catalogue import CATALOGUE
from letters.render import Properties, compile_template, read_text, render
from rules.vocabulary import LetterKind
from tests.letters import packages
from tests.letters.packages import a_context, a_document, paragraph, relation, relations

MARK = 'w:id="1" w:author="S. Vries" w:date="2026-11-20T10:00:00Z"'
RUN = "<w:r><w:t>{}</w:t></w:r>"
STRUCK = "<w:r><w:delText>{}</w:delText></w:r>"


def member(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def body(data: bytes) -> str:
    found = re.search(r"<w:body>(.*)</w:body>", member(data, "word/document.xml"), re.DOTALL)
    assert found
    return found[1]


def test_a_letter_that_nobody_edited_stays_byte_for_byte():
    context = a_context(LetterKind.L15)
    template = compile_template(CATALOGUE[LetterKind.L15].path.read_bytes())
    data = render(template, context, Properties("Brief", "K2026-0001", "7", "1"))
    assert cleaning.cleaned(data) is data


ACCEPTED = {
    "inserted": (f"<w:p><w:ins {MARK}>{RUN.format('nieuw')}</w:ins></w:p>", "nieuw"),
    "struck": (f"<w:p>{RUN.format('a')}<w:del {MARK}>{STRUCK.format('b')}</w:del></w:p>", "a"),
    "moved": (
        (
            f"<w:p><w:moveFrom {MARK}>{RUN.format('x')}</w:moveFrom>{RUN.format('a')}"
            f"<w:moveTo {MARK}>{RUN.format('x')}</w:moveTo></w:p>"
        ),
        "ax",
    ),
    "struck inside inserted": (
        (
            f"<w:p><w:ins {MARK}><w:del {MARK}>{STRUCK.format('b')}</w:del>"
            f"{RUN.format('c')}</w:ins></w:p>"
        ),
        "c",
    ),
    "end struck": (
        (
            f"<w:p><w:pPr><w:rPr><w:del {MARK}/></w:rPr></w:pPr>{RUN.format('een')}</w:p>"
            f"{paragraph('twee')}"
        ),
        "eentwee",
    ),
    "row struck": (
        (
            f"<w:tbl><w:tr><w:trPr><w:del {MARK}/></w:trPr><w:tc>{paragraph('weg')}</w:tc></w:tr>"
            f"<w:tr><w:tc>{paragraph('blijft')}</w:tc></w:tr></w:tbl>"
        ),
        "blijft",
    ),
    "table struck": (
        (
            f"<w:tbl><w:tr><w:trPr><w:del {MARK}/></w:trPr><w:tc>{paragraph('weg')}</w:tc></w:tr>"
            f"</w:tbl>{paragraph('blijft')}"
        ),
        "blijft",
    ),
    "row inserted": (
        (
            f"<w:tbl><w:tr><w:trPr><w:ins {MARK}/></w:trPr><w:tc>{paragraph('erbij')}</w:tc></w:tr>"
            "</w:tbl>"
        ),
        "erbij",
    ),
    "look changed": (
        f"<w:p><w:pPr><w:pPrChange {MARK}><w:pPr/></w:pPrChange></w:pPr>{RUN.format('a')}</w:p>",
        "a",
    ),
}


@pytest.mark.parametrize("change", ACCEPTED)
def test_a_tracked_change_becomes_the_text_that_was_read(change):
    inside, text = ACCEPTED[change]
    data = a_document(inside)
    assert read_text(data).replace("\n", "") == text
    clean = cleaning.cleaned(data)
    assert read_text(clean).replace("\n", "") == text
    assert "S. Vries" not in body(clean)
    assert not re.search(r"<w:(ins|del|move|\w+Change)\b", body(clean))
    Document(io.BytesIO(clean))


def test_a_cell_of_which_all_was_struck_keeps_a_paragraph():
    struck = (
        f"<w:p><w:pPr><w:rPr><w:del {MARK}/></w:rPr></w:pPr><w:del {MARK}>{STRUCK.format('x')}"
        "</w:del></w:p>"
    )
    clean = cleaning.cleaned(a_document(f"<w:tbl><w:tr><w:tc>{struck}</w:tc></w:tr></w:tbl>"))
    assert len(Document(io.BytesIO(clean)).tables[0].rows[0].cells[0].paragraphs) == 1


def with_comments() -> bytes:
    kinds = ("comments", "people", "commentsExtended")
    types = [
        f'<Override PartName="/word/{one}.xml" ContentType="application/vnd.openxmlformats-'
        f'officedocument.wordprocessingml.{one}+xml"/>'
        for one in kinds
    ]
    changes = {f"word/{one}.xml": f"<w:{one} {packages.W}>S. Vries</w:{one}>" for one in kinds}
    links = [relation(one, f"{one}.xml", number=at) for at, one in enumerate(kinds)]
    return a_document(
        '<w:p><w:commentRangeStart w:id="4"/><w:r><w:t>Wij belden.</w:t></w:r>'
        '<w:commentRangeEnd w:id="4"/><w:r><w:rPr/><w:commentReference w:id="4"/></w:r></w:p>',
        **changes | {
            "[Content_Types].xml": packages.types(*types),
            "word/_rels/document.xml.rels": relations(*links),
        },
    )  # fmt: skip


def test_comments_go_with_everything_that_hangs_on_them():
    clean = cleaning.cleaned(with_comments())
    assert body(clean) == "<w:p><w:r><w:t>Wij belden.</w:t></w:r></w:p><w:sectPr/>"
    parts = package.read_parts(clean)
    assert sorted(parts) == [
        "[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/document.xml",
    ]  # fmt: skip
    assert b"Vries" not in b"".join(parts.values())
    assert "comments" not in member(clean, "[Content_Types].xml")


def test_hidden_text_goes_and_a_hidden_field_stays_whole():
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr>{}</w:r>"
    field = hidden.format('<w:fldChar w:fldCharType="begin"/>') + hidden.format(
        "<w:instrText>PAGE</w:instrText>"
    )
    field += hidden.format('<w:fldChar w:fldCharType="end"/>')
    words = hidden.format("<w:t>intern: pas op</w:t>")
    clean = cleaning.cleaned(a_document(f"<w:p>{RUN.format('Dag')}{words}{field}</w:p>"))
    assert "intern" not in body(clean)
    assert body(clean).count("<w:fldChar ") == 2


def test_the_file_no_longer_tells_who_made_it_and_when():
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Brief</dc:title>'
        "<dc:creator>S. Vries</dc:creator><cp:lastModifiedBy>S. Vries</cp:lastModifiedBy>"
        "<cp:revision>14</cp:revision></cp:coreProperties>"
    )
    custom = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'custom-properties"><property name="kenmerk"><a>K2026-0001</a></property>'
        '<property name="Eigenaar"><a>S. Vries</a></property></Properties>'
    )
    settings = (
        f'<w:settings {packages.W}><w:trackRevisions/><w:rsids><w:rsid w:val="00AB12CD"/>'
        '</w:rsids><w:defaultTabStop w:val="709"/></w:settings>'
    )
    base = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
    data = a_document(
        '<w:p w:rsidR="00AB12CD" w:rsidRDefault="00AB12CD"><w:r w:rsidRPr="00AB12CD"/></w:p>',
        **{
            "_rels/.rels": relations(
                relation("officeDocument", "word/document.xml"),
                relation(f"{base}core-properties", "docProps/core.xml", number=2),
                relation("custom-properties", "docProps/custom.xml", number=3),
            ),
            "word/_rels/document.xml.rels": relations(relation("settings", "settings.xml")),
            "docProps/core.xml": core,
            "docProps/custom.xml": custom,
            "word/settings.xml": settings,
        },
    )
    clean = cleaning.cleaned(data)
    everything = b"".join(package.read_parts(clean).values())
    assert b"Vries" not in everything
    assert b"rsid" not in everything
    assert "<dc:title>Brief</dc:title>" in member(clean, "docProps/core.xml")
    assert "K2026-0001" in member(clean, "docProps/custom.xml")
    assert "defaultTabStop" in member(clean, "word/settings.xml")
    assert "trackRevisions" not in member(clean, "word/settings.xml")
    assert cleaning.cleaned(clean) is clean
