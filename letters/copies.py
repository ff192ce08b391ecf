"""A copy of what someone sent on the public form, as PDF; needs no other program."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from letters.render import clean

FONTS = Path(__file__).parent / "fonts"
FAMILY = "DejaVu"
MARGIN, FOOT = 20, 18  # millimetres
logging.getLogger("fpdf").setLevel(logging.ERROR)  # it names the signs it has no shape for


@dataclass(frozen=True)
class Answer:
    """A question of the form and what was answered, in the words that the sender saw."""

    question: str
    answer: str
    private: bool = False
    """Address, telephone and e-mail: the one complained about may get a copy without them."""


@dataclass(frozen=True)
class Section:
    """One part of the form."""

    title: str
    answers: Sequence[Answer]


class Paper(FPDF):
    """Pages with their number at the foot."""

    foot = ""

    def footer(self) -> None:
        self.set_y(-FOOT)
        self.set_font(FAMILY, size=8)
        self.cell(0, 5, f"{self.foot}   {self.page_no()}")


def copy(
    title: str, reference: str, told: str, sections: Sequence[Section], *, language: str = "nl"
) -> bytes:
    """The whole form on A4; ``told`` says when it came in and how it was signed."""
    paper = Paper()
    paper.foot = reference
    paper.set_lang(language)
    paper.set_title(clean(f"{title} {reference}"))
    paper.alias_nb_pages("")  # what someone typed is never taken for the number of pages
    paper.set_margins(MARGIN, MARGIN, MARGIN)
    paper.set_auto_page_break(True, FOOT + 4)
    paper.add_font(FAMILY, "", FONTS / "DejaVuSans.ttf")
    paper.add_font(FAMILY, "B", FONTS / "DejaVuSans-Bold.ttf")
    paper.add_page()
    _write(paper, title, 18, bold=True)
    _write(paper, reference, 13, bold=True)
    _write(paper, told, 10)
    for section in sections:
        paper.ln(4)
        _write(paper, section.title, 13, bold=True)
        for one in section.answers:
            paper.ln(1.5)
            _write(paper, one.question, 10, bold=True)
            _write(paper, one.answer, 10)
    return bytes(paper.output())


def _write(paper: Paper, words: str, size: int, *, bold: bool = False) -> None:
    paper.set_font(FAMILY, "B" if bold else "", size)
    said = clean(words).replace("\t", "    ")
    paper.multi_cell(0, size * 0.5, said, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
