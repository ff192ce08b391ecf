"""Someone without a mouse, whose steps are counted as docs/tasks.md counts them."""

from playwright.sync_api import Locator, Page

MOST_TABS = 25
"""So many presses of Tab or an arrow between two steps, at most."""


class Hands:
    """What is pressed, and how many steps that were."""

    def __init__(self, page: Page) -> None:
        self.page, self.steps = page, 0

    def press(self, key: str) -> None:
        """A shortcut: one key, or two after each other as in ``g w``."""
        self.steps += 1
        for one in key.split(" "):
            self.page.keyboard.press(one)

    def skip(self) -> None:
        """Go to the content, by the first link of the page."""
        self.page.keyboard.press("Tab")
        self.activate(self.page.get_by_text("Naar de inhoud"))

    def activate(self, wanted: Locator, key: str = "Enter") -> None:
        """Go to a link or a button and press it."""
        self.reach(wanted)
        self.steps += 1
        self.page.keyboard.press(key)
        self.page.wait_for_load_state()

    def fill(self, wanted: Locator, text: str, *, then: str = "") -> None:
        """Go to a field and type; ``then`` is Enter, when that sends what was typed."""
        self.reach(wanted)
        self.steps += 1
        self.page.keyboard.type(text)
        if then:
            self.page.keyboard.press(then)
            self.page.wait_for_load_state()

    def choose(self, wanted: Locator, words: str) -> None:
        """Go to a list and type the beginning of what is in it, as a keyboard does."""
        self.reach(wanted)
        self.steps += 1
        self.page.keyboard.type(words)
        assert words in wanted.evaluate("one => one.selectedOptions[0].textContent")

    def reach(self, wanted: Locator) -> None:
        """Move there with Tab, forwards; no further than people have patience for."""
        for _ in range(MOST_TABS + 1):
            if wanted.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        here = self.page.evaluate("document.activeElement.outerHTML.slice(0, 160)")
        raise AssertionError(f"not reached within {MOST_TABS} presses of Tab; now at {here}")
