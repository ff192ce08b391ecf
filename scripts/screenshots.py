"""Pictures of every screen, per role, from demonstration data: what ``make screenshots`` runs.

Each role signs in and follows all links: lists, records, forms, and the steps that files offer in
their states. Pictures are taken on a desk in light, on a desk in dark, and on a telephone;
``docs/screens/`` gets a page per role that shows them. What the menu leads to, and a file, has a
picture in light of each role; of another screen that several roles have, each page shows the
pictures of the first, so that a clone stays small.
"""

import io
import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    FloatRect,
    Page,
    sync_playwright,
)

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
FILES = re.compile(r"^/admin/(?:complaint|report)/details/\?id=\d+$")
MOST_FILES = 60
NO_SCREEN = re.compile(
    r"#|/logout|\.(?:ics|zip|pdf|docx)$|/export/|/document/\d+$|/version/\d+$|/(?:file|word|sample)$"
)
WORD = "cursus"
FILES_SHOWN = {"complaint-details", "report-details"}


def links(page: Page, which: str = "a") -> list[str]:
    """Where this page leads, files to download and files of other pages left out."""
    found = page.eval_on_selector_all(which, "all => all.map(one => one.getAttribute('href'))")
    return [one for one in found if one and one.startswith("/admin/") and not NO_SCREEN.search(one)]


def screens(page: Page) -> dict[str, str]:
    """A name and an address for each screen that this person gets at by links.

    The nearest page with a name stands for all with it. Files are looked into further, since
    which steps a file offers depends on its state.
    """
    shown: dict[str, str] = {}
    files: set[str] = set()
    waiting = deque(["/admin/", f"/admin/search/?q={WORD}"])
    while waiting:
        address = waiting.popleft()
        name = named(address)
        if FILES.match(address) and len(files) < MOST_FILES and address not in files:
            files.add(address)
        elif name in shown:
            continue
        if is_page(page, address):
            shown.setdefault(name, address)
            waiting.extend(links(page))
    return shown


def is_page(page: Page, address: str) -> bool:
    """Go there; False when it is a file to download."""
    try:
        page.goto(address)
    except Error as error:
        if "Download is starting" not in str(error):
            raise
        return False
    return True


def named(address: str) -> str:
    """A file name for an address.

    >>> named("/admin/complaint/details/?id=7"), named("/"), named("/admin/dashboard/?tables=1")
    ('complaint-details', 'start', 'dashboard-tables')
    """
    path, _, query = address.partition("?")
    ways = re.findall(r"(?:^|&)(?:tab=([a-z_-]+)|(tables)=1)", query)
    words = [path.removeprefix("/admin"), *("".join(way) for way in ways)]
    return re.sub(r"[^a-z]+", "-", "/".join(words)).strip("-") or "start"


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


@dataclass(frozen=True)
class Screen:
    """One screen: the title of its page, and its pictures by look, as paths within ``OUT``."""

    title: str
    pictures: dict[str, str]


Shown = dict[str, Screen]


def walk(panel: Panel, user: str | None, seen: Shown) -> Shown:
    """Take the pictures of one person; ``seen`` has the screens of others."""
    shown: Shown = {}
    with panel.window(FIRST, user) as window:
        page = window.new_page()
        wanted = screens(page) if user else {named(one): one for one in PUBLIC}
        page.goto("/admin/" if user else "/")
        own = {named(one) for one in links(page, ".nav a, .me a")} | FILES_SHOWN
        for name, address in wanted.items():
            if name in seen and name not in own:
                shown[name] = seen[name]
            elif taken := take(page, user, name, address, FIRST):
                shown[name] = Screen(page.title().partition(" – ")[0], {FIRST: taken})
    for look in LOOKS.keys() - {FIRST}:
        with panel.window(look, user) as window:
            page = window.new_page()
            for name in shown.keys() - seen.keys():
                if taken := take(page, user, name, wanted[name], look):
                    shown[name].pictures[look] = taken
    seen.update({name: one for name, one in shown.items() if name not in seen})
    return shown


def take(page: Page, user: str | None, name: str, address: str, look: str) -> str | None:
    """The path of a picture, or None for a page that only says why this is not to be had."""
    reply = page.goto(address)
    if not reply or not reply.ok:
        return None
    path = Path(user or "publiek") / f"{name}-{look}.webp"
    picture(page, OUT / path)
    return str(path)


def gallery(who: str, heading: str, shown: Shown) -> None:
    """The page that shows the pictures of one role."""
    lines = [f"# {heading}", ""]
    for one in shown.values():
        lines += [f"## {one.title}", ""]
        lines += [f"![{one.title}, {look}]({path})" for look, path in one.pictures.items()]
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
    seen: Shown = {}
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
