"""Small Word packages made by hand, good and hostile, for the tests beside this file."""

import dataclasses
import io
import zipfile
from collections.abc import Mapping
from typing import Any

from letters import contexts
from letters.catalogue import CATALOGUE
from letters.package import MAIN_TYPE
from rules.vocabulary import LetterKind

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def paragraph(*runs: str) -> str:
    """One paragraph; each argument is a run of its own."""
    inner = "".join(f'<w:r><w:t xml:space="preserve">{one}</w:t></w:r>' for one in runs)
    return f"<w:p>{inner}</w:p>"


def relations(*rows: str) -> str:
    return f'<Relationships xmlns="{RELS}">{"".join(rows)}</Relationships>'


def relation(kind: str, target: str, *, external: bool = False, number: int = 1) -> str:
    mode = ' TargetMode="External"' if external else ""
    base = "" if kind.startswith("http") else f"{OFFICE}/"
    return f'<Relationship Id="r{number}" Type="{base}{kind}" Target="{target}"{mode}/>'


def types(*extra: str, main: str = MAIN_TYPE) -> str:
    return (
        f'<Types xmlns="{TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{"".join(extra)}</Types>'
    )


def parts(body: str = "", **changes: str) -> dict[str, str | bytes]:
    """The three parts that every Word document has."""
    return {
        "[Content_Types].xml": types(),
        "_rels/.rels": relations(relation("officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {W}><w:body>{body or paragraph('Goed.')}"
        "<w:sectPr/></w:body></w:document>",
        **changes,
    }


def packed(content: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, words in content.items():
            archive.writestr(name, words)
    return out.getvalue()


def a_document(body: str = "", **changes: str) -> bytes:
    return packed(parts(body, **changes))


def a_template(*paragraphs: str) -> bytes:
    """A template with these paragraphs as its whole text."""
    return a_document("".join(paragraph(one) for one in paragraphs))


def replaced(kind: LetterKind, old: str, new: str, part: str = "word/document.xml") -> bytes:
    """The template of this kind with some XML changed; the text to change has to be there."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(CATALOGUE[kind].path) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in source.namelist():
            content = source.read(name).decode()
            if name == part:
                assert old in content
                content = content.replace(old, new)
            made.writestr(name, content)
    return out.getvalue()


def a_context(kind: LetterKind = LetterKind.L01, **changes: Any) -> contexts.Context:
    """The sample of this kind with other values."""
    context = contexts.sample(CATALOGUE[kind].context_class)
    return dataclasses.replace(context, **changes)
