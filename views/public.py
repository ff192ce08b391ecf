"""Pages for everyone: the start page and what operations ask for."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Flask, Response, redirect, render_template, url_for
from flask_login import current_user
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from models import db
from operations import clock

public = Blueprint("public", __name__)


@public.get("/")
def start() -> Any:
    """The way in for complainants; whoever is signed in goes to the worklist."""
    if current_user.is_authenticated:
        return redirect(url_for("admin.index"))
    return render_template("public/start.html")


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
    lines = (
        "Contact: mailto:ssrservicedesk@ssr.nl",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
    )
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


def init_app(app: Flask) -> None:
    app.register_blueprint(public)
