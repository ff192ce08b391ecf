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
from queries import choices
from views import languages

public = Blueprint("public", __name__)

TEXTS = ("privacy", "toegankelijkheid", "klachtenregeling")
"""Pages whose text is a file of docs/publiek, in each language."""


@public.get("/")
def start() -> Any:
    """The way in for complainants; whoever is signed in goes to the worklist."""
    if current_user.is_authenticated:
        return redirect(url_for("admin.index"))
    return render_template("public/start.html")


@public.get("/<any(privacy,toegankelijkheid,klachtenregeling):name>")
def told(name: str) -> Any:
    """The privacy note, the accessibility statement, the scheme."""
    suffix = ".en.md" if languages.chosen() == languages.ENGLISH else ".md"
    folder = Path(current_app.root_path) / "docs" / "publiek"
    title, html = _read(folder / f"{name}{suffix}")
    return render_template("public/text.html", title=title, html=html)


@cache
def _read(path: Path) -> tuple[str, Markup]:
    """The title and the whole as HTML; what looks like HTML in it stays text."""
    source = path.read_text()
    html = str(mistune.create_markdown(escape=True)(source))
    return source.partition("\n")[0].lstrip("# "), Markup(html)  # noqa: S704  # a file of ours, HTML in it escaped


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
    expires = clock.now() + timedelta(days=180)
    contact = "".join(str(choices.setting("security_contact")).split())
    lines = (
        f"Contact: {contact}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
    )
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


def init_app(app: Flask) -> None:
    app.register_blueprint(public)
