"""Word documents that need no template and bind nobody: an index, a report as it stands."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from docx import Document
from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from letters.render import UNPRINTABLE

Table = Sequence[Sequence[str]]
"""The first row is the head."""


def document(title: str, parts: Iterable[str | Table]) -> bytes:
    """A heading, and below it paragraphs and tables. Line ends in a paragraph are kept."""
    made = Document()
    made.core_properties.title, made.core_properties.language = clean(title), "nl-NL"
    made.core_properties.author = "Wederhoor"
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "nl-NL")
    made.styles["Normal"].element.get_or_add_rPr().append(language)
    made.add_heading(clean(title), 1)
    for part in parts:
        if isinstance(part, str):
            made.add_paragraph(clean(part))
        else:
            _table(made, part)
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()


def _table(made: Word, rows: Table) -> None:
    table = made.add_table(0, len(rows[0]), "Table Grid")
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = clean(words)
    head = OxmlElement("w:tblHeader")  # said aloud again on each page
    table.rows[0]._tr.get_or_add_trPr().append(head)


def clean(words: str) -> str:
    """Without what Word cannot hold."""
    return UNPRINTABLE.sub("", words)
