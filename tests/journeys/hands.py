"""Someone without a mouse, whose steps are counted as docs/tasks.md counts them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from playwright.sync_api import Locator, Page

MOST_TABS = 25
"""So many presses of Tab or an arrow between two steps, at most."""

LEADS = "one => one.matches('a[href]:not([download]), button[type=submit]')"

DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""A place in the address, or ``autofocus``, takes the focus when the page is drawn."""


class Hands:
    """What is pressed, and how many steps that were."""

    def __init__(self, page: Page) -> None:
        self.page, self.steps = page, 0

    def press(self, keys: str, *, leads: bool = False) -> None:
        """A shortcut: one key, or two as in ``g w``; ``leads`` says that a page is to come."""
        self.steps += 1
        with self._arriving(leads):
            for one in keys.split(" "):
                self.page.keyboard.press(one)

    def skip(self) -> None:
        """Go to the content, by the first link of the page."""
        self.activate(self.page.get_by_text("Naar de inhoud"))

    def activate(self, wanted: Locator, *, back: bool = False) -> None:
        """Go to a link or a button and press Enter; the page it leads to is there then."""
        self.reach(wanted, back=back)
        self.steps += 1
        with self._arriving(wanted.evaluate(LEADS)):
            self.page.keyboard.press("Enter")

    def fetch(self, wanted: Locator) -> bytes:
        """Go to a link to a file and press Enter; what was downloaded."""
        self.reach(wanted)
        self.steps += 1
        with self.page.expect_download() as download:
            self.page.keyboard.press("Enter")
        return download.value.path().read_bytes()

    def tick(self, wanted: Locator) -> None:
        """Go to a box and tick it, or take its tick away."""
        self.reach(wanted)
        self.steps += 1
        before = wanted.is_checked()
        self.page.keyboard.press("Space")
        assert wanted.is_checked() != before

    def fill(self, wanted: Locator, text: str) -> None:
        """Go to a field and type."""
        self.reach(wanted)
        self.steps += 1
        self.page.keyboard.type(text)

    def fill_day(self, wanted: Locator, day: date) -> None:
        """Go to a day and type it, the day or the month first as this browser asks."""
        self.reach(wanted)
        self.steps += 1
        for order in ("%d%m%Y", "%m%d%Y"):
            self.page.keyboard.type(f"{day:{order}}")
            if wanted.input_value() == day.isoformat():
                return
            for _ in range(2):
                self.page.keyboard.press("ArrowLeft")
        raise AssertionError(f"{day} cannot be typed; there is {wanted.input_value()}")

    def choose(self, wanted: Locator, words: str, *, back: bool = False) -> None:
        """Go to a list and down in it, to what has these words."""
        self.reach(wanted, back=back)
        self.steps += 1
        for _ in range(MOST_TABS + 1):
            if words in wanted.evaluate("one => one.selectedOptions[0].textContent"):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"not found within {MOST_TABS} presses of an arrow: {words}")

    def reach(self, wanted: Locator, *, back: bool = False) -> None:
        """Move there with Tab; no further than people have patience for."""
        for _ in range(MOST_TABS + 1):
            if wanted.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
        here = self.page.evaluate("document.activeElement.outerHTML.slice(0, 160)")
        raise AssertionError(f"not reached within {MOST_TABS} presses of Tab; now at {here}")

    @contextmanager
    def _arriving(self, leads: bool) -> Iterator[None]:
        """Until the page is there and drawn: before that it is the old one that has the keys."""
        if not leads:
            yield
            return
        with self.page.expect_navigation():
            yield
        self.page.evaluate(DRAWN)
