"""The public form against a bare Flask page: one route that fills in a short Jinja template.

Both answer in this process, through their whole WSGI application, in turns. Ours reads the draft
of the browser from SQLite and draws the step with what was typed before; sending a step checks and
writes it. The bare page has no database, no form, no headers of its own. Each counts at its best: a
page of a millisecond is interrupted more often than one of a tenth. The median is shown beside it.
"""

import statistics
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import Context
from pathlib import Path

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


def compare(
    name: str, ours: Browser, address: str, bare: Browser, form: Mapping[str, str] | None = None
) -> float:
    ours.seconds(address, form)
    pairs = [(ours.seconds(address, form), bare.seconds("/")) for _ in range(ROUNDS)]
    mine, plain = (min(column) * 1000 for column in zip(*pairs, strict=True))
    usual = statistics.median(one / other for one, other in pairs)
    asked = "" if form else f"   {statements(ours, address)} statements"
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
        for slug, typed in (("klacht", COMPLAINT), ("gegevens", DETAILS)):
            sending = {"draft": token, "act": "next"} | typed
            compare(f"{slug}, sent", draft, f"/klacht/{slug}", bare, sending)
