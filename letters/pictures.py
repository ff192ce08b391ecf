"""Charts as pictures (PNG) for a Word document, from the same numbers as the table beside them."""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont
from PIL.ImageDraw import ImageDraw as Canvas
from PIL.ImageFont import FreeTypeFont

from letters.copies import FONTS

WIDTH, MARGIN = 1600, 20
"""In pixels; on paper it is 16 cm wide, so 254 to the inch."""
INK, GREY, RULE = "#1A1A1A", "#595959", "#B8C4D0"
FILLS = ("#1B3A5C", "#8FB3D9")
"""Of two series; they differ in lightness too, for paper without colour."""
SIZE = 30


def _font(*, bold: bool = False) -> FreeTypeFont:
    return ImageFont.truetype(FONTS / f"DejaVuSans{'-Bold' if bold else ''}.ttf", SIZE)


def lying(rows: Sequence[tuple[str, float | None]], hidden: str) -> bytes:
    """Lying bars, each behind its label and before its number; ``hidden`` stands for None."""
    font, height = _font(), SIZE * 2
    picture = Image.new("RGB", (WIDTH, MARGIN * 2 + height * max(1, len(rows))), "white")
    canvas = ImageDraw.Draw(picture)
    label = min(760, max((canvas.textlength(one, font) for one, _ in rows), default=0)) + MARGIN
    most = max((number or 0 for _, number in rows), default=0) or 1
    room = WIDTH - MARGIN * 2 - label - canvas.textlength(f" {hidden} ", font)
    for place, (words, number) in enumerate(rows):
        top = MARGIN + place * height
        canvas.text((MARGIN, top), _short(canvas, words, label - MARGIN, font), INK, font)
        left = MARGIN + label
        if number is None:
            canvas.text((left, top), hidden, GREY, font)
            continue
        length = room * number / most
        if number:
            canvas.rectangle((left, top, left + length, top + SIZE + 8), FILLS[0])
        canvas.text((left + length + 12, top), _told(number), INK, font)
    return _png(picture)


def standing(
    heads: Sequence[str], series: Sequence[tuple[str, Sequence[float | None]]], hidden: str
) -> bytes:
    """Standing bars, two series side by side above each head, with a legend."""
    font, height = _font(), 560
    picture = Image.new("RGB", (WIDTH, height + SIZE * 5), "white")
    canvas = ImageDraw.Draw(picture)
    base = height + SIZE * 2
    _legend(canvas, font, [name for name, _ in series])
    most = max((one or 0 for _, numbers in series for one in numbers), default=0) or 1
    wide = (WIDTH - MARGIN * 2) / max(1, len(heads))
    canvas.line((MARGIN, base, WIDTH - MARGIN, base), RULE, 3)
    for place, head in enumerate(heads):
        left = MARGIN + wide * place
        canvas.text((left + wide / 2, base + 12), _short(canvas, head, wide - 10, font), INK, font,
                    anchor="ma")  # fmt: skip
        each = wide * 0.7 / len(series)
        for turn, (_, numbers) in enumerate(series):
            at, number = left + wide * 0.15 + each * turn, numbers[place]
            top = base - (height - SIZE * 2) * (number or 0) / most
            if number:
                canvas.rectangle((at, top, at + each * 0.9, base), FILLS[turn])
            words = hidden if number is None else _told(number)
            canvas.text((at + each * 0.45, top - 8), words, INK, font, anchor="mb")
    return _png(picture)


def _legend(canvas: Canvas, font: FreeTypeFont, names: Sequence[str]) -> None:
    left: float = MARGIN
    for turn, name in enumerate(names):
        canvas.rectangle((left, MARGIN + 4, left + SIZE, MARGIN + SIZE + 4), FILLS[turn])
        canvas.text((left + SIZE + 12, MARGIN), name, INK, font)
        left += SIZE + 60 + canvas.textlength(name, font)


def _short(canvas: Canvas, words: str, room: float, font: FreeTypeFont) -> str:
    """As much of a label as there is room for."""
    if canvas.textlength(words, font) <= room:
        return words
    while words and canvas.textlength(f"{words}…", font) > room:
        words = words[:-1]
    return f"{words.rstrip()}…"


def _told(number: float) -> str:
    return f"{number:g}".replace(".", ",")


def _png(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
