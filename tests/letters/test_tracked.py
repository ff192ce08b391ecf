"""The Word file with tracked changes: all accepted it is the new text, all rejected the old."""

import io
import subprocess
from datetime import UTC, datetime

import pytest
from docx import Document
from lxml import etree

from letters import package, tracked
from letters.catalogue import CATALOGUE
from letters.package import W
from letters.render import Properties, compile_template, render
from rules.vocabulary import LetterKind
from tests.letters.packages import W as NAMESPACE
from tests.letters.packages import a_context, a_document, paragraph, relation, relations

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def difference(old: bytes, new: bytes) -> bytes:
    return tracked.tracked(old, new, "S. de Vries & Zn.", AT)


def root_of(data: bytes, part: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(package.read_parts(data)[part])


def lines(data: bytes, drop: str, part: str = "word/document.xml") -> list[str]:
    """The text without what one kind of mark is around, read without our reader.

    Paragraphs whose end is dropped are put together with the next, as Word does.
    """
    found, waiting = [], ""
    root = root_of(data, part)
    for row in list(root.iter(W + "tr")):
        if row.find(f"{W}trPr/{W}{drop}") is not None:
            row.getparent().remove(row)
    for one in root.iter(W + "p"):
        for node in one.iter():
            inside = {up.tag for up in node.iterancestors(W + "ins", W + "del")}
            if W + drop in inside:
                continue
            if node.tag in {W + "t", W + "delText"}:
                waiting += node.text or ""
            elif node.tag in {W + "tab", W + "br"} and node.getparent().tag == W + "r":
                waiting += "\t" if node.tag == W + "tab" else "\n"
        if one.find(f"{W}pPr/{W}rPr/{W}{drop}") is None:
            found.append(waiting)
            waiting = ""
    return [*found, waiting] if waiting else found


def accepted(data: bytes, part: str = "word/document.xml") -> list[str]:
    return lines(data, "del", part)


def rejected(data: bytes, part: str = "word/document.xml") -> list[str]:
    return lines(data, "ins", part)


def plain(data: bytes, part: str = "word/document.xml") -> list[str]:
    return accepted(data, part)


def table(*rows: tuple[str, ...]) -> str:
    made = "".join(
        f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows
    )
    return f"<w:tbl>{made}</w:tbl>{paragraph('Na de tabel.')}"


BOLD = '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
PAIRS = {
    "nothing": (paragraph("Dag."), paragraph("Dag.")),
    "a word": (paragraph("op 3 mei"), paragraph("op 4 mei")),
    "capitals": (paragraph("Klacht"), paragraph("klacht")),
    "hostile": (
        paragraph("a &lt; b &amp; “c” 👋🏽"), paragraph("a &gt; b &amp; \"c\" &lt;w:p/&gt; 🙂"),
    ),
    "spaces": (paragraph("twee  spaties "), paragraph(" twee spaties")),
    "inside runs": (paragraph("Ge", "achte he", "er"), paragraph("Geac", "hte me", "vrouw")),
    "bold": (
        f"<w:p>{BOLD.format('Vet woord')}</w:p>", f"<w:p>{BOLD.format('Vet ander woord')}</w:p>",
    ),
    "tabs and breaks": (
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>x</w:t><w:tab/><w:t>c</w:t></w:r></w:p>",
    ),
    "paragraph added": (
        paragraph("Een.") + paragraph("Drie."),
        paragraph("Een.") + paragraph("Twee.") + paragraph("Drie."),
    ),
    "paragraph struck": (
        paragraph("Een.") + paragraph("Twee.") + paragraph("Drie."),
        paragraph("Een.") + paragraph("Drie."),
    ),
    "first struck": (paragraph("Weg.") + paragraph("Een."), paragraph("Een.")),
    "last struck": (paragraph("Een.") + paragraph("Weg."), paragraph("Een.")),
    "last added": (paragraph("Een."), paragraph("Een.") + paragraph("Erbij.")),
    "all other": (
        paragraph("Een twee.") + paragraph("Drie vier.") + paragraph("Vijf zes."),
        paragraph("Zeven acht.") + paragraph("Negen tien."),
    ),
    "cell": (table(("a", "b"), ("c", "d")), table(("a", "b"), ("c", "x"))),
    "row added": (table(("a", "b")), table(("a", "b"), ("c", "d"))),
    "row struck": (table(("a", "b"), ("c", "d")), table(("c", "d"))),
    "table struck": (paragraph("Een.") + table(("a", "b")),
                     paragraph("Een.") + paragraph("Na de tabel.")),
    "table added": (paragraph("Een.") + paragraph("Na de tabel."),
                    paragraph("Een.") + table(("a", "b"))),
    "other columns": (table(("a", "b")), table(("a", "b", "c"))),
    "in a link": (
        '<w:p><w:hyperlink w:anchor="x"><w:r><w:t>lees meer</w:t></w:r></w:hyperlink></w:p>',
        '<w:p><w:hyperlink w:anchor="x"><w:r><w:t>lees veel meer</w:t></w:r></w:hyperlink></w:p>',
    ),
    "in a control": (
        f"<w:sdt><w:sdtContent>{paragraph('Een keuze.')}</w:sdtContent></w:sdt>",
        f"<w:sdt><w:sdtContent>{paragraph('Een andere keuze.')}</w:sdtContent></w:sdt>",
    ),
}  # fmt: skip


@pytest.mark.parametrize("pair", PAIRS)
def test_accepted_it_is_the_new_text_and_rejected_the_old(pair):
    old, new = (a_document(side) for side in PAIRS[pair])
    made = difference(old, new)
    assert accepted(made) == plain(new)
    assert rejected(made) == plain(old)
    Document(io.BytesIO(made))


def test_only_what_differs_is_marked_and_by_whom():
    made = difference(a_document(paragraph("op 3 mei")), a_document(paragraph("op 4 mei")))
    root = root_of(made)
    (struck,), (added,) = root.iter(W + "del"), root.iter(W + "ins")
    assert ["".join(one.itertext()) for one in (struck, added)] == ["3", "4"]
    for one in (struck, added):
        assert one.get(W + "author") == "S. de Vries & Zn."
        assert one.get(W + "date") == "2026-11-23T09:30:00Z"


def test_no_two_marks_have_one_number():
    old, new = (a_document(side) for side in PAIRS["all other"])
    numbers = [
        one.get(W + "id") for one in root_of(difference(old, new)).iter(W + "ins", W + "del")
    ]
    assert len(numbers) == len(set(numbers)) > 4


def test_the_look_of_words_stays():
    old, new = (a_document(side) for side in PAIRS["bold"])
    runs = root_of(difference(old, new)).iter(W + "r")
    assert all(one.find(f"{W}rPr/{W}b") is not None for one in runs)


def test_what_was_tracked_before_counts_as_accepted():
    tracked_before = (
        '<w:p><w:ins w:id="1" w:author="A"><w:r><w:t>Wel.</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="A"><w:r><w:delText>Niet.</w:delText></w:r></w:del></w:p>'
    )
    made = difference(a_document(paragraph("Misschien.")), a_document(tracked_before))
    assert (accepted(made), rejected(made)) == (["Wel."], ["Misschien."])


def test_a_header_is_compared_too():
    def with_header(words: str) -> bytes:
        return a_document(**{
            "word/header1.xml": f"<w:hdr {NAMESPACE}>{paragraph(words)}</w:hdr>",
            "word/_rels/document.xml.rels": relations(relation("header", "header1.xml")),
        })  # fmt: skip

    made = difference(with_header("SSR oud"), with_header("SSR nieuw"))
    part = "word/header1.xml"
    assert (accepted(made, part), rejected(made, part)) == (["SSR nieuw"], ["SSR oud"])


def a_letter_twice() -> tuple[bytes, bytes]:
    """L15 as the panel makes it, once with another conclusion and a measure less."""
    template = compile_template(CATALOGUE[LetterKind.L15].path.read_bytes())
    context = a_context(LetterKind.L15)
    first = context.conducts[0]
    changed = type(first)(**vars(first) | {"conclusion": "Het spijt ons < zeer > & oprecht 🙂."})
    other = a_context(
        LetterKind.L15, conducts=(changed, *context.conducts[1:]), measures=context.measures[1:]
    )
    made = [render(template, one, Properties("Brief", "K2026-0151")) for one in (context, other)]
    return made[0], made[1]


def test_a_whole_letter():
    old, new = a_letter_twice()
    made = difference(old, new)
    assert accepted(made) == plain(new)
    assert rejected(made) == plain(old)


def test_libreoffice_opens_it_and_shows_both(tmp_path):
    path = tmp_path / "wijzigingen.docx"
    path.write_bytes(difference(*a_letter_twice()))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "fodt", "--outdir", tmp_path, path],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    text = (tmp_path / "wijzigingen.fodt").read_text()
    assert "text:tracked-changes" in text
    assert "Het spijt ons &lt; zeer &gt; &amp; oprecht 🙂." in text
    assert text.count("<text:insertion>") >= 1
    assert text.count("<text:deletion>") >= 1
