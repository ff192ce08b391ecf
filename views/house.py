"""The look of the authority on every page: its colours as a stylesheet, its logo, its name."""

from flask import Blueprint, Flask, Response, abort, request
from sqlalchemy.exc import SQLAlchemyError

from models import db
from queries import house
from queries.house import House
from rules import colours

look = Blueprint("house", __name__)

KEPT = frozenset({"house.css", "house.logo"})
"""Endpoints whose answer a browser may keep: the address changes with the content."""


def shown() -> House:
    """What a page says of the authority; a page about a broken database says it too."""
    try:
        return house.house()
    except SQLAlchemyError:
        db.session.rollback()
        return House()


@look.get("/huisstijl.css")
def css() -> Response:
    found = house.house()
    return _kept(Response(colours.stylesheet(found.colours), mimetype="text/css"), stamp(found))


def stamp(found: House) -> str:
    """Changes with the colours.

    >>> stamp(House())
    '0b55636bc6d40d2f38'
    """
    return "".join(found.colours.values()).replace("#", "")


@look.get("/huisstijl/logo")
def logo() -> Response:
    picture = house.logo() or abort(404)
    return _kept(Response(picture[1], mimetype=picture[0]), str(house.house().logo))


def _kept(response: Response, current: str) -> Response:
    """For good when the address names this very content; an old address is asked again."""
    same = request.args.get("v") == current
    response.headers["Cache-Control"] = (
        "public, max-age=31536000, immutable" if same else "no-store"
    )
    return response


def init_app(app: Flask) -> None:
    app.register_blueprint(look)
    app.jinja_env.globals.update(house=shown, house_stamp=stamp)
