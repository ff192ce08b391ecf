"""A click that leads to another page ends there.

A click alone may be over before the next page has begun, and what is read or measured then is
the old page, or none.
"""

from playwright.sync_api import Locator


def go(button: Locator) -> None:
    """Click, and wait for the page it leads to."""
    with button.page.expect_navigation():
        button.click()
