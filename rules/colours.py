"""Colours that an authority chooses, and whether they can be read (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re
from collections.abc import Mapping

from rules.wording import Dutch, told

LEAST = 4.5
WHITE, INK = "#ffffff", "#06222a"
LIGHT_SURFACE, DARK_SURFACE, DARK_RAISED = "#eef2f3", "#182126", "#243037"
BAR_INK = "#c9dade"
HEX = re.compile(r"#[0-9a-f]{6}", re.ASCII)


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def luminance(colour: str) -> float:
    """How light a colour is, 0 to 1, as WCAG defines it."""
    parts = [one / 255 for one in _parts(colour)]
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How well one colour reads on the other: 1 to 21.

    >>> contrast("#000000", "#ffffff")
    21.0
    """
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """So much of the first, the rest of the second.

    >>> mix("#000000", "#ffffff", 0.5)
    '#808080'
    """
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def shades(key: str, colour: str) -> dict[str, str]:
    """What is drawn with a colour: itself, stronger, as a soft ground, as a line, and on it."""
    if key == "colour_light":
        ground, strong, on = WHITE, mix(colour, "#000000", 0.75), WHITE
    else:
        ground, strong, on = DARK_SURFACE, mix(colour, WHITE, 0.7), INK
    return {
        "accent": colour,
        "accent-2": strong,
        "accent-soft": mix(colour, ground, 0.12),
        "accent-line": mix(colour, ground, 0.4),
        "on-accent": on,
    }


def lowest(key: str, colour: str) -> float:
    """The weakest contrast of all places where the panel uses this colour."""
    if key == "colour_bar":
        return min(contrast(colour, WHITE), contrast(colour, BAR_INK))
    drawn = shades(key, colour)
    grounds = [WHITE, LIGHT_SURFACE] if key == "colour_light" else [DARK_SURFACE, DARK_RAISED]
    pairs = [(colour, ground) for ground in (*grounds, drawn["accent-soft"], drawn["on-accent"])]
    pairs += [(drawn["accent-2"], one) for one in (drawn["accent-soft"], drawn["on-accent"])]
    return min(contrast(*pair) for pair in pairs)


def against(key: str, colour: str) -> Dutch | None:
    """Why this colour cannot be used, with the figure; None when it can."""
    if not HEX.fullmatch(colour):
        return "Schrijf een kleur als een hekje met zes tekens, zoals #0b5563."
    found = int(lowest(key, colour) * 100) / 100  # never rounded up to what it is not
    if found >= LEAST:
        return None
    figure = f"{found:.2f}".replace(".", ",")
    return (
        told(
            "Het contrast van deze kleur is %(figure)s; nodig is 4,5 (WCAG 2.2). "
            "Kies een lichtere kleur.",
            figure=figure,
        )
        if key == "colour_dark"
        else told(
            "Het contrast van deze kleur is %(figure)s; nodig is 4,5 (WCAG 2.2). "
            "Kies een donkerder kleur.",
            figure=figure,
        )
    )


def stylesheet(colours: Mapping[str, str]) -> str:
    """The custom properties of the panel and of the public pages, for light and for dark."""
    light = shades("colour_light", colours["colour_light"])
    dark = shades("colour_dark", colours["colour_dark"])
    bar = f"--bar-bg:{colours['colour_bar']};"
    return (
        f":root{{{_properties(light)}{bar}}}\n"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme='light']){{"
        f"{_properties(dark)}{bar}}}}}\n"
    )


PUBLIC = {"actie": "accent", "actie-2": "accent-2", "op-actie": "on-accent", "link": "accent"}
"""What static/publiek.css calls them."""


def _properties(drawn: Mapping[str, str]) -> str:
    named = dict(drawn) | {name: drawn[of] for name, of in PUBLIC.items()}
    return "".join(f"--{name}:{colour};" for name, colour in named.items())
