"""A real server and a real browser: what a person meets, with CSRF and every header on."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import PASSWORD, Sqlite, _application
from tests.journeys.arriving import go
from tests.serving import served

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def site(app) -> Iterator[str]:
    """The address of the panel, served by waitress as in production."""
    app.config["WTF_CSRF_ENABLED"] = True
    with served(app, host="127.0.0.1", port=0, threads=4) as port:
        yield f"http://127.0.0.1:{port}"
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.fixture(scope="module")
def files() -> dict[str, int]:
    """The keys of what ``fill_panel`` made; ``address`` fills them in."""
    return {}


@pytest.fixture(scope="module")
def address(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, files: dict[str, int]
) -> Iterator[str]:
    """Where a panel answers that all tests of a module share: ``fill_panel`` there writes its
    files once, and gives their keys."""
    home = tmp_path_factory.mktemp("panel")
    app = _application(home, Sqlite(home).url, WTF_CSRF_ENABLED=True)
    with app.app_context():
        files |= request.module.fill_panel()
    with served(app, host="127.0.0.1", port=0, threads=4) as port:
        yield f"http://127.0.0.1:{port}"


class Person:
    """Someone at a browser of their own."""

    def __init__(self, browser: Browser, site: str, code: str) -> None:
        self.site, self.wrong = site, []
        self.context = browser.new_context(
            locale="nl-NL", timezone_id="Europe/Amsterdam", accept_downloads=True
        )
        self.page: Page = self.context.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.set_default_timeout(15_000)
        self.page.goto(f"{site}/login")
        self.page.get_by_label("E-mailadres").fill(f"{code}@demo.example")
        self.page.get_by_label("Wachtwoord").fill(PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/admin/")

    def _console(self, message) -> None:
        if message.type == "error" and "409" not in message.text and "422" not in message.text:
            self.wrong.append(message.text)

    def opens(self, path: str) -> None:
        reply = self.page.goto(self.site + path)
        assert reply is not None
        assert reply.ok, (path, reply.status)

    def presses(self, name: str, *, exact: bool = False) -> None:
        button = self.page.get_by_role("button", name=name, exact=exact)
        assert button.count(), f"no button {name!r} on:\n{self.reads()}"
        go(button.first)

    def follows(self, name: str) -> None:
        link = self.page.get_by_role("link", name=name)
        assert link.count(), f"no link {name!r} on:\n{self.reads()}"
        go(link.first)

    def fills(self, **fields: str) -> None:
        for name, value in fields.items():
            box = self.page.locator(f"[name={name}]").first
            if box.evaluate("one => one.tagName") == "SELECT":
                box.select_option(value)
            else:
                box.fill(value)

    def reads(self) -> str:
        return self.page.locator("main").inner_text()


@pytest.fixture
def at_browser(browser, site):
    """``at_browser("coordinator")``: a demonstration user, signed in; at the end nobody may have
    met a script, style or policy error."""
    people: list[Person] = []

    def sit_down(code: str) -> Person:
        people.append(Person(browser, site, code))
        return people[-1]

    yield sit_down
    for person in people:
        person.context.close()
    assert [message for person in people for message in person.wrong] == []
