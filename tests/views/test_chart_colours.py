"""The contrast of charts, computed from the style sheet: axe does not see it (WCAG 1.4.11)."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "static" / "app.css"
ROOT = re.compile(r":root(?::not\([^)]*\))?\s*\{([^}]*)\}")
PRINT = re.compile(r"@media print\s*\{(?:[^{}]*\{[^{}]*\})*\s*\}")
DARK = re.compile(r"@media \(prefers-color-scheme: dark\)\s*\{(.*?\})\s*\}", re.DOTALL)


def variables(text):
    """What the blocks for the root say, the last one winning."""
    found = {}
    for block in ROOT.findall(text):
        found |= dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,8})\b", block))
    return found


def colours(scheme):
    text = CSS.read_text(encoding="utf-8")
    dark = " ".join(DARK.findall(text))
    light = variables(PRINT.sub("", DARK.sub("", text)))
    return light if scheme == "light" else light | variables(dark)


def luminance(colour):
    digits = colour.lstrip("#")
    digits = "".join(one * 2 for one in digits) if len(digits) == 3 else digits[:6]
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself():
    assert round(contrast("#000", "#ffffff"), 1) == 21.0
    assert round(contrast("#767676", "#fff"), 2) == 4.54


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["c1", "c2", "c3", "c5"])
def test_every_bar_stands_out_from_the_card(scheme, name):
    known = colours(scheme)
    assert contrast(known[name], known["surface"]) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["ink", "ink-2", "c5", "red", "link"])
def test_every_word_can_be_read(scheme, name):
    """``c5`` is the words at the lines of six and ten weeks."""
    known = colours(scheme)
    assert contrast(known[name], known["surface"]) >= 4.5


def test_dark_is_another_set():
    assert colours("light")["c1"] != colours("dark")["c1"]
    assert colours("light")["surface"] == "#fff"
