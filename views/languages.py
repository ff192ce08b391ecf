"""Which language a page speaks: Dutch, and English for whoever chose it.

In the panel that is what the person chose, elsewhere what this browser remembers. The message ids
are the Dutch texts; ``translations/en`` holds the English ones. Law and letters stay Dutch.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from flask import Blueprint, Flask, abort, g, redirect, request
from flask_babel import format_date, format_datetime, gettext
from flask_babel.speaklater import LazyString
from markupsafe import Markup, escape

from operations import preferences
from operations.clock import AMSTERDAM
from rules.vocabulary import Labelled
from rules.wording import AND, Dutch, Told
from text import Unclean

DUTCH, ENGLISH = "nl", "en"
LANGUAGES = {DUTCH: "Nederlands", ENGLISH: "English"}

PUBLIC = frozenset({"public", "form", "portal"})
"""The blueprints of pages for everyone: there the browser decides, also for who is signed in."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

languages = Blueprint("languages", __name__)


def chosen() -> str:
    """The language of this page, as the html element says it."""
    try:
        found: str = g.language  # a page asks this for each of its texts
    except (AttributeError, RuntimeError):
        return _asked()
    return found


def cookie() -> str:
    """What remembers the choice: behind HTTPS a cookie of this host alone."""
    return "__Host-taal" if request.is_secure else "taal"


def _asked() -> str:
    """What was chosen, noted for the rest of the request; Dutch where no one asks."""
    if not request:
        return DUTCH
    found = (None if _public() else _of_person()) or request.cookies.get(cookie())
    g.language = ENGLISH if found == ENGLISH else DUTCH
    return chosen()


def _public() -> bool:
    """Whether this page is for everyone: also one that does not exist, outside the panel."""
    if request.endpoint is None:
        return not request.path.startswith("/admin/")
    return request.blueprint in PUBLIC


def _of_person() -> str | None:
    """What the signed-in person chose, which came with the session."""
    loaded = g.get("loaded")
    return loaded.user.language if loaded and loaded.user else None


def say(words: Dutch, /, **values: Any) -> str:
    """These Dutch words in the language of the page; what they name stands as ``%(name)s``.

    What is filled in may be a label, a day, another sentence, or Markup: then all of it is.
    """
    turned: Callable[[str], str] = str
    if isinstance(words, Told):
        values, turned = dict(words.values), words.turned
        words = words.words
    elif not isinstance(words, str):
        return str(words)  # for later, and later is now
    text = words if chosen() == DUTCH or not words else str(gettext(words))
    if not values:
        return turned(text)
    filled = {name: in_words(value) for name, value in values.items()}
    markup = any(isinstance(value, Markup) for value in filled.values())
    return escape(text) % filled if markup else text % filled


def why(error: Unclean) -> str:
    """What is wrong with what was typed, in the language of the page."""
    return say(error.words).format(**error.values) if error.values else say(error.words)


def in_words(value: Any) -> Any:
    """What fills a sentence, in the language of the page."""
    match value:
        case Told():
            return say(value)
        case Labelled():
            return say(value.label)
        case datetime():
            return numeric_moment(value)
        case date():
            return numeric(value)
        case list() | tuple():
            *most, last = [str(in_words(one)) for one in value] or [""]
            return say(AND, first=", ".join(most), last=last) if most else last
        case _:
            return value


class _Later(LazyString):
    """There is something to say, in whichever language."""

    def __bool__(self) -> bool:
        return True


def say_later(words: Dutch) -> Any:
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


def numeric(on: date) -> str:
    """A day as tables have it: 13-04-2026, and 13 Apr 2026 where figures could be misread."""
    if chosen() == DUTCH:
        return f"{on:%d-%m-%Y}"
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def decimal(value: float) -> str:
    """A number with the comma, or point, of the language."""
    return str(value).replace(".", "," if chosen() == DUTCH else ".")


def numeric_moment(at: datetime) -> str:
    """The same with the time, where the authority is."""
    local = at.astimezone(AMSTERDAM) if at.tzinfo else at
    return f"{numeric(local)} {local:%H:%M}"


@languages.get("/taal/<code>")
def choose(code: str) -> Any:
    """Remember the language in this browser, and go back to the page that asked."""
    if code not in LANGUAGES:
        abort(404)
    return _remembered(code, request.args.get("terug", "/"))


@languages.post("/taal")
def keep() -> Any:
    """The same for whoever is signed in: with the person, so that it holds at every desk."""
    code = request.form.get("code", "")
    if code not in LANGUAGES:
        abort(404)
    from views.session import current_actor  # which itself says things

    actor = current_actor()
    if actor.user_id is not None:
        preferences.speak(actor, code)
    return _remembered(code, request.form.get("terug", "/"))


def _remembered(code: str, path: str) -> Any:
    inside = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    response = redirect(path if inside else "/")
    response.set_cookie(cookie(), code, max_age=365 * 86400, httponly=True, samesite="Lax",
                        secure=request.is_secure)  # fmt: skip
    return response


def init_app(app: Flask) -> None:
    app.register_blueprint(languages)
    # Asked at once: an error page must not need the database for it.
    app.before_request(lambda: chosen() and None)
    # A text goes straight to ``say``, not through Jinja's own: Dutch is what stands there.
    app.jinja_env.globals.update(language=chosen, languages=LANGUAGES, _=say)
    app.jinja_env.filters.update(say=say, decimal=decimal)
