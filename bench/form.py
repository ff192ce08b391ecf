"""The public form against a bare Flask page: one route that fills in a short Jinja template.

Both answer in this process, through their whole WSGI application, in turns. Ours reads the draft
of the browser from SQLite and draws the step with what was typed before; sending a step checks and
writes it. The bare page has no database, no form, no headers of its own. Then the same over HTTP,
both served by waitress: as people meet it, with what a server and a connection cost. Each counts
at its best: a page of a millisecond is interrupted more often than one of a tenth. The median is
shown beside it.
"""

import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import Context
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask, render_template
from flask_migrate import upgrade
from jinja2 import DictLoader

import settings
from admin_app import create_app
from bench.browser import Browser
from bench.lists import statements
from models import db
from operations import clock, demonstration, reference
from queries.actors import system
from tests.serving import served
from tests.views.public_form import COMPLAINT, DETAILS, Walk, hidden

ROUNDS = 200
GOAL = 10
STEPS = ("klacht", "gegevens", "bijlagen", "controleren")

BARE = """<!doctype html>
<html lang="nl">
<head><meta charset="utf-8"><title>{{ title }}</title></head>
<body>
<h1>{{ title }}</h1>
<ul>
{% for line in lines %}
<li>{{ line }}</li>
{% endfor %}
</ul>
</body>
</html>
"""


def create_bare() -> Flask:
    """What anyone has after the first page of Flask's manual."""
    app = Flask(__name__, static_folder=None)
    app.jinja_loader = DictLoader({"page.html": BARE})

    @app.get("/")
    def page() -> str:
        return render_template("page.html", title="Een pagina", lines=("een", "twee", "drie"))

    return app


@contextmanager
def panel(home: Path) -> Iterator[Flask]:
    """Our panel as it is installed, without files."""
    url = f"sqlite:///{home}/bench.db"
    app = create_app(settings.from_environment({"WEDERHOOR_HOME": str(home), "DATABASE_URL": url}))
    with app.app_context():
        upgrade()
        reference.ensure(system(clock.today()))
        demonstration.prepare()
        yield app
        db.session.remove()
        db.engine.dispose()


def at_the_form(app: Flask, *, sent: bool = False) -> Browser:
    """Someone who filled in everything, and perhaps sent it."""
    client, browser = app.test_client(), Browser(app)

    def walk() -> None:
        person = Walk(client)
        person.fills()
        if sent:
            assert person.signs().location == "/klacht/verstuurd"

    Context().run(walk)  # each request with a context of its own
    kept = client.get_cookie("klacht", path="/klacht")
    assert kept, "the form gave no cookie"
    browser.cookie = f"klacht={kept.value}"
    return browser


class Wire:
    """A browser at a real server (waitress, as ``make run`` has), over a connection kept open."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self.connection = HTTPConnection("127.0.0.1", port)
        self.headers = {"Cookie": cookie} if cookie else {}

    def seconds(self, address: str, form: Mapping[str, str] | None = None) -> float:
        body = urlencode(form) if form else None
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        begun = time.perf_counter()
        self.connection.request("POST" if form else "GET", address, body, self.headers | kind)
        reply = self.connection.getresponse()
        reply.read()
        assert reply.status in {200, 302}, (address, reply.status)
        return time.perf_counter() - begun


def compare(
    name: str,
    ours: Browser | Wire,
    address: str,
    bare: Browser | Wire,
    form: Mapping[str, str] | None = None,
) -> float:
    ours.seconds(address, form)
    pairs = [(ours.seconds(address, form), bare.seconds("/")) for _ in range(ROUNDS)]
    mine, plain = (min(column) * 1000 for column in zip(*pairs, strict=True))
    usual = statistics.median(one / other for one, other in pairs)
    counted = isinstance(ours, Browser) and not form
    asked = f"   {statements(ours, address)} statements" if counted else ""
    print(
        f"  {name:18} bare {plain:6.3f} ms   wederhoor {mine:6.2f} ms   {mine / plain:5.1f} x"
        f"   median {usual:5.1f} x{asked}"
    )
    return mine / plain


def main() -> None:
    print(f"\nform: {ROUNDS} rounds, in turns with a bare Flask page; goal at most {GOAL} x")
    with (
        tempfile.TemporaryDirectory(prefix="wederhoor-bench-") as folder,
        panel(Path(folder)) as app,
    ):
        bare, draft, sent = Browser(create_bare()), at_the_form(app), at_the_form(app, sent=True)
        bare.get("/")
        compare("start", Browser(app), "/", bare)
        for slug in STEPS:
            compare(slug, draft, f"/klacht/{slug}", bare)
        compare("verstuurd", sent, "/klacht/verstuurd", bare)
        token = hidden(draft.get("/klacht/klacht"), "draft")
        typed = {
            slug: {"draft": token, "act": "next"} | answers
            for slug, answers in (("klacht", COMPLAINT), ("gegevens", DETAILS))
        }
        for slug, answers in typed.items():
            compare(f"{slug}, sent", draft, f"/klacht/{slug}", bare, answers)
        print("  over HTTP, both served by waitress:")
        with (
            served(app, host="127.0.0.1", port=0) as port,
            served(bare.app, host="127.0.0.1", port=0) as bare_port,
        ):
            at_bare = Wire(bare_port)
            for slug in STEPS:
                compare(slug, Wire(port, draft.cookie), f"/klacht/{slug}", at_bare)
            for slug, answers in typed.items():
                ours = Wire(port, draft.cookie)
                compare(f"{slug}, sent", ours, f"/klacht/{slug}", at_bare, answers)
