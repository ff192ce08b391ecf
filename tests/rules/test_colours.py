"""Colours of an authority, against figures that every contrast table has."""

import pytest

from rules import colours
from rules.terms import DEFAULTS


@pytest.mark.parametrize(
    ("colour", "ground", "figure"),
    [
        ("#ffffff", "#000000", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast_is_that_of_wcag(colour, ground, figure):
    assert colours.contrast(colour, ground) == pytest.approx(figure, abs=0.005)


@pytest.mark.parametrize("key", ["colour_light", "colour_dark", "colour_bar"])
def test_the_colours_that_ship_can_be_read(key):
    assert colours.against(key, str(DEFAULTS[key])) is None


@pytest.mark.parametrize(
    ("key", "colour", "figure"),
    [("colour_light", "#767676", "3,95"), ("colour_bar", "#767676", "3,15")],
)
def test_a_colour_that_cannot_be_read_is_refused_with_the_figure(key, colour, figure):
    assert figure in (colours.against(key, colour) or "")


def test_a_dark_colour_on_a_dark_screen_asks_for_a_lighter_one():
    assert "lichtere" in (colours.against("colour_dark", "#0b5563") or "")


@pytest.mark.parametrize("typed", ["", "rood", "#fff", "#0B5563", "#0b5563;}", "#gggggg"])
def test_only_a_hash_with_six_small_signs_is_a_colour(typed):
    assert "hekje" in (colours.against("colour_light", typed) or "")
