"""Text in a Word document that nobody sees: hidden, as white as the paper, or far too small."""

import re
from collections.abc import Mapping

from lxml import etree

from letters import cleaning
from letters.package import W

WHITE = "FFFFFF"
COLOUR = re.compile(r"[0-9a-fA-F]{6}")
LEAST_CONTRAST = 1.5
"""Between text and what is behind it; a light grey that can still be read has more."""
TINIEST = 2
"""In half points: text of one point is a hairline."""


class Unseen:
    """Which runs of one document are not to be seen."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.hidden = cleaning.hidden_styles(parts)
        self.faint = cleaning.styles_that(parts, _faint)
        self.tiny = cleaning.styles_that(parts, _tiny)

    def __call__(self, run: etree._Element) -> bool:
        if cleaning.is_hidden(run, self.hidden) or cleaning.holds_for(run, self.tiny, _tiny):
            return True
        if behind := _behind(run):
            own = _colour(run.find(W + "rPr"))
            return own is not None and contrast(own, behind) < LEAST_CONTRAST
        return cleaning.holds_for(run, self.faint, _faint)


def contrast(one: str, other: str) -> float:
    """As WCAG counts it: from 1 for the same colour to 21 for black on white.

    >>> contrast("FFFFFF", "FFFFFF"), contrast("000000", "FFFFFF")
    (1.0, 21.0)
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _faint(properties: etree._Element | None) -> bool | None:
    """Whether text with these properties fades into white paper."""
    if properties is None or properties.find(W + "color") is None:
        return None
    colour = _colour(properties)
    return colour is not None and contrast(colour, WHITE) < LEAST_CONTRAST


def _colour(properties: etree._Element | None) -> str | None:
    """The colour of text; None when a reader's program chooses one that can be read."""
    found = None if properties is None else properties.find(W + "color")
    said = "" if found is None else found.get(W + "val", "")
    return said if COLOUR.fullmatch(said) else None


def _tiny(properties: etree._Element | None) -> bool | None:
    found = None if properties is None else properties.find(W + "sz")
    size = "" if found is None else found.get(W + "val", "")
    return int(size) <= TINIEST if size.isdecimal() else None


def _behind(run: etree._Element) -> str | None:
    """The colour behind a run, when it, its paragraph or its cell has one."""
    paragraph = next(run.iterancestors(W + "p"), None)
    cell = next(run.iterancestors(W + "tc"), None)
    shades = (
        run.find(f"{W}rPr/{W}shd"),
        None if paragraph is None else paragraph.find(f"{W}pPr/{W}shd"),
        None if cell is None else cell.find(f"{W}tcPr/{W}shd"),
    )
    fills = (one.get(W + "fill", "") for one in shades if one is not None)
    return next((one for one in fills if COLOUR.fullmatch(one)), None)
