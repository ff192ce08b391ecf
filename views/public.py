"""Pages for everyone: the start page, what we tell about ourselves, and what operations ask for."""

from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import mistune
from flask import Blueprint, Flask, Response, current_app, redirect, render_template, url_for
from flask_login import current_user
from markupsafe import Markup
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from models import db
from operations import clock
from queries import choices, house
from rules.house_texts import TEXTS as TEXTS_OF_HOUSE
from views import languages

public = Blueprint("public", __name__)

TEXTS = ("privacy", "toegankelijkheid", "klachtenregeling")
"""Pages whose text is a file of docs/publiek, in each language."""


@public.get("/")
def start() -> Any:
    """The way in for complainants; whoever is signed in goes to the worklist."""
    if current_user.is_authenticated:
        return redirect(url_for("admin.index"))
    own = words_of("start")
    return render_template("public/start.html", own=rendered(own) if own else "")


@public.get("/<any(privacy,toegankelijkheid,klachtenregeling):name>")
def told(name: str) -> Any:
    """The privacy note, the accessibility statement, the scheme."""
    source = words_of(name)
    title = source.partition("\n")[0].lstrip("# ")
    return render_template("public/text.html", title=title, html=rendered(source))


def words_of(name: str) -> str:
    """A text in the language of the page: the own one of the authority, or what ships."""
    language = languages.chosen()
    return house.own_text(f"text:{name}:{language}") or shipped(name, language)


@cache
def shipped(name: str, language: str) -> str:
    """The text that comes with the panel; the start page says its own in its template."""
    file = TEXTS_OF_HOUSE[f"text:{name}:{language}"].file
    folder = Path(current_app.root_path) / "docs" / "publiek"
    return (folder / file).read_text() if file else ""


def rendered(source: str) -> Markup:
    """Markdown as HTML; what looks like HTML in it stays text, and no link runs a script."""
    html = str(mistune.create_markdown(escape=True)(source))
    return Markup(html)  # noqa: S704  # mistune escaped what was typed


@public.get("/healthz")
def healthz() -> Response:
    """The process answers."""
    return Response("ok\n", mimetype="text/plain")


@public.get("/readyz")
def readyz() -> Response:
    """The process can do its work: the database answers."""
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return Response("database\n", 503, mimetype="text/plain")
    return Response("ok\n", mimetype="text/plain")


@public.get("/.well-known/security.txt")
def security_txt() -> Response:
    """Where to report a weakness (RFC 9116)."""
    expires = clock.machine_now() + timedelta(days=180)
    contact = "".join(str(choices.setting("security_contact")).split())
    lines = (
        f"Contact: {contact}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
    )
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


def init_app(app: Flask) -> None:
    app.register_blueprint(public)
