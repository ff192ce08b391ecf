"""Turns refusals into pages: 404 does not exist for you, 403 not you, 409 not now."""

from typing import Any
from urllib.parse import quote, urlsplit

from flask import Flask, Response, make_response, redirect, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, OperationalError
from werkzeug.exceptions import HTTPException, SecurityError

from logs import log
from operations import accounts
from rules.errors import (
    Closed,
    Conflict,
    Invalid,
    NotFound,
    NotPermitted,
    Obstacle,
    ReasonWanted,
    Refusal,
)
from text import LARGEST
from views import limits, requests
from views.display import PLACES
from views.languages import say as _
from views.languages import say_later as _l
from views.session import current_actor

WORDS = {
    400: (_l("Dit verzoek klopt niet"), _l("Ga terug en probeer het nog eens.")),
    403: (_l("Dit mag je niet"), _l("Je rol geeft je dit recht niet.")),
    404: (_l("Niet gevonden"), _l("Deze pagina bestaat niet, of niet voor jou.")),
    405: (_l("Zo kan het niet"), _l("Deze pagina kan niet op deze manier worden opgevraagd.")),
    409: (_l("Nu nog niet mogelijk"), ""),
    413: (_l("Te groot"), ""),
    429: (_l("Te vaak"), _l("Probeer het over een kwartier weer.")),
    500: (_l("Er ging iets mis"), _l("Er is niets gewijzigd. Probeer het nog eens.")),
    503: (
        _l("Even niet bereikbaar"),
        _l("Er is niets gewijzigd. Probeer het zo nog eens."),
    ),
}


def page(
    status: int, *, title: str = "", text: str = "", obstacles: tuple[Obstacle, ...] = ()
) -> Response:
    """An error page in the panel's own look."""
    heading, words = WORDS.get(status, WORDS[400 if status < 500 else 500])
    html = render_template(
        "error.html",
        status=status,
        title=title or str(heading),
        text=text or str(words),
        obstacles=obstacles,
        number="" if obstacles else requests.number(),
        back=_back(),
    )
    return make_response(html, status)


def _back() -> str:
    """The page someone came from, when it is ours and not this one."""
    referrer = request.referrer or ""
    try:
        ours = referrer.startswith(request.host_url) and urlsplit(referrer).path != "/login"
    except SecurityError:  # asked under another name than ours
        return ""
    return referrer if ours and (request.method == "POST" or referrer != request.url) else ""


FILES = frozenset({"complaint", "report"})
"""Screens whose addresses name a file."""


def _log(what: str) -> None:
    actor = current_actor()
    if actor.user_id is not None:
        file = (request.view_args or {}).get("key", 0) if request.blueprint in FILES else 0
        file = file if 0 < file <= LARGEST else None  # no file has such a number
        accounts.refused(actor, f"{request.method} {request.endpoint or ''} {what}".strip(), file)


def init_app(app: Flask) -> None:
    @app.errorhandler(Refusal)
    def _refusal(error: Refusal) -> Response:
        _log("409")
        return page(409, obstacles=tuple(error.obstacles))

    @app.errorhandler(NotPermitted)
    def _not_permitted(error: NotPermitted) -> Response:
        _log("403")
        text = _(error.text)
        return page(403, text=f"{text} ({error.basis})" if error.basis else text)

    @app.errorhandler(Closed)
    def _closed(error: Closed) -> Response:
        log().error("a document does not open")
        return page(503, text=_(error.text))

    @app.errorhandler(NotFound)
    def _not_found(error: NotFound) -> Response:
        _log("404")
        return page(404)

    @app.errorhandler(Conflict)
    def _conflict(error: Conflict) -> Response:
        return page(
            409,
            title=_("Iemand anders was je voor"),
            text=_(
                "Dit dossier is gewijzigd nadat jij het opende. Er is niets opgeslagen. "
                "Open het opnieuw, kijk wat er is veranderd en doe het dan nog eens."
            ),
        )

    @app.errorhandler(ReasonWanted)
    def _reason_wanted(error: ReasonWanted) -> Any:
        """To the page that asks why, and from there on to what was asked now."""
        asked = quote(request.full_path.rstrip("?"))
        return redirect(f"{PLACES[error.kind]}/{error.complaint_id}/reason/?for={asked}")

    @app.errorhandler(Invalid)
    def _invalid(error: Invalid) -> Response:
        return page(400, text=" ".join(map(_, error.messages.values())))

    @app.errorhandler(CSRFError)
    def _csrf(error: CSRFError) -> Response:
        return page(
            400,
            title=_("De pagina is verlopen"),
            text=_(
                "Je was te lang weg, of deze verzending kwam niet van onze pagina. "
                "Er is niets gewijzigd. Open de pagina opnieuw."
            ),
        )

    @app.errorhandler(DataError)
    def _data(error: DataError) -> Response:
        return page(400)

    @app.errorhandler(OperationalError)
    def _database(error: OperationalError) -> Response:
        log().error("database", kind=type(error.orig).__name__)
        return page(503)

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> Any:
        if error.code is None or error.code < 400:
            return error
        if error.code in {403, 404, 413} and request.endpoint:
            _log(str(error.code))
        return page(error.code, text=limits.told() if error.code == 413 else "")

    @app.errorhandler(500)
    def _server(error: Exception) -> Response:
        return page(500)
