"""The Word document with figures: the same numbers, odd words survive, charts that fit."""

import io
import zipfile

import pytest
from docx import Document
from PIL import Image

from docx_templates import build
from letters import figures, pictures
from letters.figures import Report
from rules.breakdowns import Line, Part

HEADS = ["2022", "2023", "2024", "2025", "2026 (deels)"]
ODD = "Eén <b>&amp;</b> {{ x }} {% if %} “zo”\x0b"
BALANCE = Part(
    "balance", "Wat er was",
    [Line("Ontvangen", (1, 2, 3, 4, 5), "received"), Line("Afgehandeld", (0,) * 5, "closed")],
    divides=False, chart=True,
)  # fmt: skip
SUBJECTS = Part(
    "category", ODD,
    [Line(ODD, (None, 0, 7, 8, 9), "a"), Line("x" * 300, (None,) * 5, "b")],
    ODD, of=("balance", "received"), chart=True,
)  # fmt: skip


@pytest.fixture(scope="module")
def made():
    report = Report(ODD, "SSR & co", ODD, HEADS, [BALANCE, SUBJECTS], [(ODD, ODD)], [ODD])
    return figures.document(report)


def test_the_template_is_the_one_that_is_built():
    assert figures.TEMPLATE.read_bytes() == build.report()


def test_odd_words_come_out_as_they_went_in(made):
    document = Document(io.BytesIO(made))
    odd = ODD.replace("\x0b", "")
    words = [one.text for one in document.paragraphs]
    assert words[0] == odd
    assert words.count(odd) >= 4
    assert document.tables[1].cell(1, 0).text == odd
    assert "SSR & co" in document.sections[0].first_page_header.paragraphs[0].text


def test_numbers_stand_below_their_period_and_a_hidden_one_is_a_dash(made):
    table = Document(io.BytesIO(made)).tables[1]
    assert [cell.text for cell in table.rows[0].cells] == ["Cijfer", *HEADS]
    assert [cell.text for cell in table.rows[1].cells][1:] == ["–", "0", "7", "8", "9"]


def test_each_chart_is_a_picture_that_says_what_it_is(made):
    shapes = Document(io.BytesIO(made)).inline_shapes
    assert [one._inline.docPr.get("id") for one in shapes] == ["1", "2"]
    assert "Wat er was" in shapes[0]._inline.docPr.get("descr")
    assert {round(one.width.mm) for one in shapes} == {160}
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert not [one for one in package.namelist() if "chart" in one or "embed" in one]


def test_no_hidden_number_is_in_a_picture():
    """The picture of a hidden number is that of no number at all, whatever it was."""
    assert pictures.lying([("a", None), ("b", 5)], "–") != pictures.lying([("a", 3), ("b", 5)], "–")
    part = Part("x", "x", [Line("a", (None,) * 5, "a")], chart=True)
    assert figures.chart(part, HEADS) == pictures.lying([("A", None)], "–")


@pytest.mark.parametrize("rows", [[], [("x" * 500, 10**9)], [("a", 0)], [("a", None)]])
def test_any_row_can_be_drawn(rows):
    assert Image.open(io.BytesIO(pictures.lying(rows, "–"))).width == pictures.WIDTH
    heads = [name for name, _ in rows]
    series = [("ontvangen", [one for _, one in rows]), ("open", [None for _ in rows])]
    assert Image.open(io.BytesIO(pictures.standing(heads, series, "–"))).width == pictures.WIDTH
