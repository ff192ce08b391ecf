"""Which language a page speaks: Dutch, and on public pages English for whoever chose it.

The message ids are the Dutch texts; ``translations/en`` holds the English ones.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask import Blueprint, Flask, abort, g, redirect, request
from flask_babel import format_date, format_datetime, gettext
from flask_babel.speaklater import LazyString

from rules.wording import Cased, Told, written

DUTCH, ENGLISH = "nl", "en"
LANGUAGES = {DUTCH: "Nederlands", ENGLISH: "English"}
COOKIE = "taal"

PUBLIC = frozenset({"public", "form", "portal"})
"""The blueprints whose pages exist in both languages."""

languages = Blueprint("languages", __name__)


def chosen() -> str:
    """The language of this page, as the html element says it."""
    try:
        found: str = g.language  # a page asks this for each of its texts
    except (AttributeError, RuntimeError):
        return _asked()
    return found


def _asked() -> str:
    """What the browser asks for, noted for the rest of the request; Dutch where no one asks."""
    if not request:
        return DUTCH
    english = _public() and request.cookies.get(COOKIE) == ENGLISH
    g.language = ENGLISH if english else DUTCH
    return chosen()


def _public() -> bool:
    """Whether this page is for everyone: also one that does not exist, outside the panel."""
    if request.endpoint is None:
        return not request.path.startswith("/admin/")
    return request.blueprint in PUBLIC


def say(words: str, **values: Any) -> str:
    """These Dutch words in the language of the page; what they name stands as ``%(name)s``."""
    if isinstance(words, Told):
        if chosen() == DUTCH:
            return str(words)
        said = _filled(words.words, words.values)
        return words.turned(said) if isinstance(words, Cased) else said
    return _filled(words, values)


def _filled(words: str, values: Mapping[str, Any]) -> str:
    """The words in the language of the page, with what fills them in that language too."""
    told = words if chosen() == DUTCH or not words else str(gettext(words))
    return told % {name: written(one, say) for name, one in values.items()} if values else told


class _Later(LazyString):
    """There is something to say, in whichever language."""

    def __bool__(self) -> bool:
        return True


def say_later(words: str) -> Any:
    """The same, in the language of the page that will show them."""
    return _Later(say, words)  # type: ignore[no-untyped-call]  # flask-babel has no types here


def locale() -> str:
    return ENGLISH if chosen() == ENGLISH else "nl_NL"


def day(on: date) -> str:
    """A day in words, in the language of the page: maandag 13 april 2026."""
    return str(format_date(on, "EEEE d MMMM y"))


def moment(at: datetime) -> str:
    """A moment in words, where the authority is."""
    return str(format_datetime(at, "d MMMM y HH:mm"))


@languages.get("/taal/<code>")
def choose(code: str) -> Any:
    """Remember the language in this browser, and go back to the page that asked."""
    if code not in LANGUAGES:
        abort(404)
    path = request.args.get("terug", "/")
    inside = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    response = redirect(path if inside else "/")
    response.set_cookie(COOKIE, code, max_age=365 * 86400, httponly=True, samesite="Lax",
                        secure=request.is_secure)  # fmt: skip
    return response


def init_app(app: Flask) -> None:
    app.register_blueprint(languages)
    # A text goes straight to ``say``, not through Jinja's own: Dutch is what stands there.
    app.jinja_env.globals.update(language=chosen, languages=LANGUAGES, _=say)
