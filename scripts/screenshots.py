"""Pictures of every screen, per role, from demonstration data: what ``make screenshots`` runs.

Each role signs in and goes where its menu leads: the list, its first record, its form. Pictures
are taken on a desk in light, on a desk in dark, and on a telephone; ``docs/screens/`` gets a page
per role that shows them. A screen that several roles have is in dark and on a telephone only with
the first of them, so that a clone stays small.
"""

import io
import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, FloatRect, Page, sync_playwright

from rules.vocabulary import Role
from tests.journeys.conftest import CHROMIUM, FLAGS
from tests.serving import free_port, wait_for

ROOT = Path(__file__).resolve().parents[1]

OUT = ROOT / "docs" / "screens"
TALLEST = 1600
COLOURS = 32
"""Enough for a screen, and half the bytes; letters stay sharp."""

LOOKS: dict[str, dict[str, Any]] = {
    "licht": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"},
    "donker": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    "telefoon": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
}
FIRST = "licht"
SIGN_IN = {Role.BOARD: "board1", Role.ADVISER: "adviser1"}
PUBLIC = ("/", "/klacht", "/mijn-klacht", "/privacy", "/toegankelijkheid", "/login")
FILES = re.compile(r"^/admin/(?:complaint|report)/details/\?id=\d+(?:&|$)")


def links(page: Page, selector: str) -> list[str]:
    """Where these links lead, each once."""
    found = page.eval_on_selector_all(selector, "all => all.map(one => one.getAttribute('href'))")
    return list(dict.fromkeys(one for one in found if one and one.startswith("/admin/")))


def screens(page: Page) -> Iterator[tuple[str, str]]:
    """A name and an address for each screen that this person can open."""
    for menu in dict.fromkeys(["/admin/", *links(page, ".nav a, .me a")]):
        yield named(menu), menu
        page.goto(menu)
        forms = links(page, f"main a[href^='{menu}new/']")[:1]
        records = links(page, f"main a[href^='{menu}details/']")[:1]
        yield from ((named(one), one) for one in (*forms, *records))
        for record in records:
            page.goto(record)
            tabs = links(page, ".tabs a[href*='tab=']") if FILES.match(record) else []
            yield from ((f"{named(record)}-{one.rpartition('tab=')[2]}", one) for one in tabs)
            yield from ((named(one), one) for one in links(page, f"a[href^='{menu}edit/']")[:1])


def named(address: str) -> str:
    """A file name for an address.

    >>> named("/admin/complaint/details/?id=7"), named("/")
    ('complaint-details', 'start')
    """
    path = address.partition("?")[0].removeprefix("/admin").strip("/")
    return re.sub(r"[^a-z]+", "-", path).strip("-") or "start"


def picture(page: Page, path: Path) -> None:
    """The page as a file, no taller than people look at."""
    height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
    size = page.viewport_size or {"width": 1280}
    clip: FloatRect = {"x": 0, "y": 0, "width": size["width"], "height": height}
    shot = page.screenshot(full_page=True, clip=clip)
    path.parent.mkdir(parents=True, exist_ok=True)
    few = Image.open(io.BytesIO(shot)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.convert("RGB").save(path, "WEBP", lossless=True, method=6)


@dataclass(frozen=True)
class Panel:
    """A panel with demonstration data, and a browser that looks at it."""

    browser: Browser
    site: str
    password: str

    def window(self, look: str, user: str | None) -> BrowserContext:
        """A window of someone, or of a stranger."""
        made = self.browser.new_context(base_url=self.site, locale="nl-NL", **LOOKS[look])
        if user:
            page = made.new_page()
            page.goto("/login")
            page.fill("#email", f"{user}@demo.example")
            page.fill("#password", self.password)
            page.press("#password", "Enter")
            page.wait_for_url("**/admin/")
            page.close()
        return made


Shown = dict[str, tuple[str, list[str]]]
"""The screens of a person: by name the title of the page, and the looks that there are of it."""


def walk(panel: Panel, user: str | None, seen: set[str]) -> Shown:
    """Take all pictures of one person; ``seen`` has the screens that others showed."""
    with panel.window(FIRST, user) as first:
        page = first.new_page()
        page.goto("/admin/" if user else "/")
        wanted = dict(screens(page)) if user else {named(one): one for one in PUBLIC}
    shown: Shown = {}
    for look in LOOKS:
        with panel.window(look, user) as window:
            page = window.new_page()
            for name, address in wanted.items():
                if look != FIRST and name in seen:
                    continue
                page.goto(address)
                picture(page, OUT / (user or "publiek") / f"{name}-{look}.webp")
                shown.setdefault(name, (page.title().partition(" – ")[0], []))[1].append(look)
    seen.update(shown)  # "|=" would make another set: keys of a dict are none
    return shown


def gallery(who: str, heading: str, shown: Shown) -> None:
    """The page that shows the pictures of one role."""
    lines = [f"# {heading}", ""]
    for name, (title, looks) in shown.items():
        lines += [f"## {title}", ""]
        lines += [f"![{title}, {look}]({who}/{name}-{look}.webp)" for look in looks]
        lines.append("")
    (OUT / f"{who}.md").write_text("\n".join(lines), encoding="utf-8")


@contextmanager
def panel() -> Iterator[Panel]:
    """A panel of its own, for as long as it is looked at."""
    password, port = secrets.token_urlsafe(12), free_port()
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        where = {"WEDERHOOR_HOME": home, "PORT": str(port), "WEDERHOOR_DEMO_PASSWORD": password}
        command = [sys.executable, "-m", "flask", "--app", "admin_app", "start"]
        with subprocess.Popen(command, cwd=ROOT, env=os.environ | where) as server:
            try:
                wait_for(port, seconds=600)
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
                yield Panel(browser, f"http://127.0.0.1:{port}", password)
                browser.close()
            finally:
                server.terminate()
                server.wait(timeout=30)


def main() -> None:
    shutil.rmtree(OUT, ignore_errors=True)
    index = ["# Schermen", "", "Gemaakt met `make screenshots`, van demonstratiegegevens.", ""]
    seen: set[str] = set()
    with panel() as opened:
        for role in (None, *Role):
            who = SIGN_IN.get(role, role.value) if role else "publiek"
            heading = role.label.capitalize() if role else "Zonder account"
            gallery(who, heading, walk(opened, who if role else None, seen))
            index.append(f"- [{heading}]({who}.md)")
            print(heading, flush=True)
    (OUT / "README.md").write_text("\n".join(index) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
