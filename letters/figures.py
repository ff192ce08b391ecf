"""The report with figures as a Word document: for a year, or for the board (law.md 7.4).

The template is one of the project, not one of the studio: it has pictures, and no file behind it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import cast

from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from letters import pictures
from letters.catalogue import TEMPLATES
from letters.dutch import capitalised
from letters.render import clean
from rules.breakdowns import Line, Part

TEMPLATE = TEMPLATES / "verslag.docx"
HIDDEN = "–"
WIDE = Mm(160)


@dataclass(frozen=True)
class Report:
    """Everything that the document says; no number is made here."""

    title: str
    authority: str
    about: str
    """One paragraph: of when it is, and what is not over yet."""
    heads: Sequence[str]
    """The periods, the oldest first."""
    parts: Sequence[Part]
    definitions: Sequence[tuple[str, str]]
    notes: Sequence[str] = ()


def told(number: float | None) -> str:
    """A number as the report prints it.

    >>> told(3), told(41.5), told(None)
    ('3', '41,5', '–')
    """
    return HIDDEN if number is None else f"{number:g}".replace(".", ",")


def head(part: Part, line: Line, said: Callable[[str], str] = str) -> str:
    """What a line is called: with a capital, unless someone gave it that name."""
    words = said(line.label)
    return words if part.named and line.key else capitalised(words)


def document(report: Report) -> bytes:
    """The Word document."""
    template = DocxTemplate(TEMPLATE)
    drawn: list[str] = []
    parts = [_part(template, report, part, drawn) for part in report.parts]
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    template.render(
        {
            "title": clean(report.title),
            "authority": clean(report.authority),
            "about": clean(report.about),
            "heads": [clean(one) for one in report.heads],
            "parts": parts,
            "definitions": [
                {"term": clean(term), "words": clean(words)} for term, words in report.definitions
            ],
            "notes": [clean(one) for one in report.notes],
        },
        environment,
        autoescape=True,
    )
    made = cast("Word", template.docx)  # ``get_docx`` would read the template anew
    _describe(made, drawn)
    made.core_properties.title = clean(report.title)
    made.core_properties.author = "Wederhoor"
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _part(
    template: DocxTemplate, report: Report, part: Part, drawn: list[str]
) -> dict[str, object]:
    rows = [
        {
            "label": clean(head(part, line)),
            "cells": [told(one) for one in line.numbers],
        }
        for line in part.lines
    ]
    picture: InlineImage | str = ""
    if part.chart:
        drawn.append(f"Grafiek bij de tabel: {clean(part.title)}.")
        image = BytesIO(chart(part, report.heads))
        picture = InlineImage(template, image, width=WIDE)
    return {
        "title": clean(part.title), "meaning": clean(part.meaning), "rows": rows,
        "picture": picture,
    }  # fmt: skip


def chart(part: Part, heads: Sequence[str]) -> bytes:
    """What came and went through time; of a breakdown the newest period."""
    if part.divides:
        newest = [(clean(head(part, line)), line.numbers[-1]) for line in part.lines]
        return pictures.lying(newest, HIDDEN)
    series = [(part.line(key).label, part.line(key).numbers) for key in ("received", "closed")]
    return pictures.standing(heads, series, HIDDEN)


def _describe(made: Word, drawn: Sequence[str]) -> None:
    """Say of each picture what it is, for whoever does not see it."""
    places = made.element.body.iter(qn("wp:docPr"))
    for number, (place, words) in enumerate(zip(places, drawn, strict=True), 1):
        place.set("id", str(number))
        place.set("name", f"Grafiek {number}")
        place.set("descr", words)
