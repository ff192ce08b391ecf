"""Word documents that need no template and bind nobody: an index, a report as it stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from docx import Document
from docx.document import Document as Word
from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu

from letters.render import clean

Table = Sequence[Sequence[str]]
"""The first row is the head."""

A4 = Cm(21), Cm(29.7)
WIDEST, HIGHEST = Cm(14.5), Cm(21)
"""What the margins leave of A4."""

SHORTEST, LONGEST = 18, 40
"""Characters for which a column makes room."""


class Heading(str):
    """A heading among the parts."""


@dataclass(frozen=True)
class Picture:
    """An image, as wide as the page at most."""

    data: bytes


def document(title: str, parts: Iterable[str | Table | Picture]) -> bytes:
    """A heading, and below it paragraphs, tables and pictures. Line ends in a paragraph are kept.

    Raises ValueError for a picture that cannot be read.
    """
    made = Document()
    page = made.sections[0]
    page.page_width, page.page_height = A4
    made.core_properties.title, made.core_properties.language = clean(title), "nl-NL"
    made.core_properties.author = "Wederhoor"
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "nl-NL")
    made.styles["Normal"].element.get_or_add_rPr().append(language)
    made.add_heading(clean(title), 1)
    for part in parts:
        if isinstance(part, Heading):
            made.add_heading(clean(part), 2)
        elif isinstance(part, str):
            made.add_paragraph(clean(part))
        elif isinstance(part, Picture):
            _picture(made, part)
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
    longest = [
        max(SHORTEST, min(LONGEST, max(map(len, words)))) for words in zip(*rows, strict=True)
    ]
    for column, length in zip(table.columns, longest, strict=True):
        column.width = Emu(WIDEST * length // sum(longest))
        for cell in column.cells:  # Word looks here, LibreOffice at the column
            cell.width = column.width
    head = OxmlElement("w:tblHeader")  # said aloud again on each page
    table.rows[0]._tr.get_or_add_trPr().append(head)


def _picture(made: Word, picture: Picture) -> None:
    try:
        shape = made.add_picture(BytesIO(picture.data))
    except (UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError) as error:
        raise ValueError("no picture") from error
    scale = min(1, WIDEST / shape.width, HIGHEST / shape.height)
    shape.width, shape.height = Emu(int(shape.width * scale)), Emu(int(shape.height * scale))
