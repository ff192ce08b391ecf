"""How people look at a screen: what a browser window is told, for each of them.

320 pixels wide is a telephone, and also a window of 1280 at a zoom of 400 % (WCAG 1.4.10).
"""

from typing import Any

import pytest
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def _look(name: str, width: int, *marks: pytest.MarkDecorator, **options: Any) -> Any:
    options["viewport"] = {"width": width, "height": 900}
    return pytest.param(options, id=name, marks=marks)


LOOKS = [
    _look("desk", 1280),
    _look("desk-dark", 1280, pytest.mark.slow, color_scheme="dark"),
    _look("phone", 320, pytest.mark.slow),
    _look("phone-dark", 320, pytest.mark.slow, color_scheme="dark"),
    _look("wide", 1536, pytest.mark.slow),
    _look("forced-colours", 1280, pytest.mark.slow, forced_colors="active"),
    _look("forced-colours-dark", 320, pytest.mark.slow, forced_colors="active",
          color_scheme="dark"),
]  # fmt: skip
"""The first is in ``make test``; all of them in ``make test-all``."""


def axe_options(page: Page) -> dict[str, Any]:
    """What axe is asked of this page: everything, as far as it can see.

    With forced colours the contrast is that of the palette which a person chose; axe compares
    colours of the style sheet that nobody sees there.
    """
    forced = page.evaluate("matchMedia('(forced-colors: active)').matches")
    return {"runOnly": RULES, "rules": {"color-contrast": {"enabled": not forced}}}
