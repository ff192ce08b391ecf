"""Signing in with the account of the organisation: there and back, and out again.

The way there is a link and not a form: the browser would hold a form to our own address (CSP,
``form-action``). What comes back is believed only in the browser that went.
"""

import hmac
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from flask import (
    Blueprint,
    Flask,
    abort,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_login import current_user

from operations import clock, single_sign_on
from operations import identity_provider as protocol
from operations.identity_provider import Away, Question, Untrue
from operations.single_sign_on import Unknown
from rules.vocabulary import SignInRefusal
from rules.wording import Dutch
from settings import IdentityProvider
from views import sign_in
from views.languages import say
from views.session import CAME_BY

single = Blueprint("single_sign_on", __name__, url_prefix="/login/organisatie")

ASKED = "asked"
"""What a session holds while its browser is at the provider."""

LONGEST = 600
"""Seconds that someone may be there."""

WORDS: dict[SignInRefusal, Dutch] = {
    SignInRefusal.BROKEN_OFF: "Het inloggen bij %(name)s is afgebroken. Probeer het nog eens.",
    SignInRefusal.OVER: (
        "Dit inloggen is verlopen, of is in een andere browser of een ander tabblad begonnen. "
        "Begin opnieuw."
    ),
    SignInRefusal.AWAY: (
        "Inloggen bij %(name)s kan nu niet. Probeer het over een paar minuten weer."
    ),
    SignInRefusal.UNTRUE: (
        "Het antwoord van %(name)s klopt niet. Je bent niet ingelogd. Probeer het nog eens, en "
        "meld het aan de functioneel beheerder als het weer gebeurt."
    ),
}
NOT_HERE: Dutch = (
    "Met dit account van %(name)s kun je hier niet inloggen. Vraag de functioneel beheerder om "
    "toegang."
)
"""The same whether or not there is an account."""


def provider() -> IdentityProvider:
    return single_sign_on.provider() or abort(404)


def way_back() -> str:
    return url_for("single_sign_on.back", _external=True)


@single.get("/")
def there() -> Any:
    """Send the browser to the provider."""
    chosen = provider()
    if current_user.is_authenticated:
        return redirect(sign_in.bound_for())
    try:
        address, question = protocol.ask(chosen, way_back())
    except Away:
        return refused(SignInRefusal.AWAY)
    session[ASKED] = asdict(question) | {
        "until": clock.machine_now().timestamp() + LONGEST,
        "next": sign_in.bound_for(),
    }
    return redirect(address)


@single.get("/terug")
def back() -> Any:
    """Where the provider sends the browser: with a code, or with what went wrong."""
    chosen = provider()
    if current_user.is_authenticated:
        return redirect("/admin/")
    asked = session.get(ASKED) or {"state": "", "until": 0}
    given = request.args.to_dict()
    same = hmac.compare_digest(given.get("state", "").encode(), asked["state"].encode())
    if not (asked["state"] and same):
        return refused(SignInRefusal.OVER)
    del session[ASKED]  # once, whatever comes of it
    if asked["until"] < clock.machine_now().timestamp():
        return refused(SignInRefusal.OVER)
    if "error" in given or "code" not in given:
        return refused(SignInRefusal.BROKEN_OFF)
    question = Question(asked["state"], asked["nonce"], asked["verifier"])
    try:
        person = protocol.answer(chosen, way_back(), question, given)
        user = single_sign_on.recognised(person)
    except Away:
        return refused(SignInRefusal.AWAY)
    except Untrue as error:
        over = error.args == ("code",)
        return refused(SignInRefusal.OVER if over else SignInRefusal.UNTRUE)
    except Unknown as error:
        return refused(error.why, error.user)
    if person.second_step:
        return sign_in.let_in(user, asked["next"], "provider", single_sign_on.BY)
    return sign_in.passed(user, asked["next"], single_sign_on.BY)


def refused(why: SignInRefusal, user: Any = None) -> Any:
    """The sign-in page with what went wrong; nobody is signed in."""
    single_sign_on.refused(why, request.remote_addr or "", user)
    words = say(WORDS.get(why, NOT_HERE), name=provider().name)
    page = sign_in.door_page(wrong=words)
    return make_response(page, 503 if why is SignInRefusal.AWAY else 403)


@single.post("/einde")
def ended() -> Any:
    """The provider tells that someone's sign-in ended (OpenID Connect Back-Channel Logout)."""
    chosen = provider()
    try:
        single_sign_on.ended(protocol.ended(chosen, request.form.get("logout_token", "")))
    except Untrue:
        return {"error": "invalid_request"}, 400
    except Away:
        return {"error": "temporarily_unavailable"}, 503
    return "", 200


@single.get("/uit")
def out() -> Any:
    """After signing out here: the provider may still know the browser."""
    chosen = provider()
    place = protocol.way_out(chosen)
    more = urlencode({
        "client_id": chosen.client_id,
        "post_logout_redirect_uri": url_for("public.start", _external=True),
    })  # fmt: skip
    joined = f"{place}{'&' if '?' in place else '?'}{more}" if place else ""
    return render_template("security/signed_out.html", name=chosen.name, place=joined)


def init_app(app: Flask) -> None:
    """After Flask-Security, whose signing out goes on to the provider."""
    sign_out = app.view_functions["security.logout"]

    def leave() -> Any:
        by, reply = session.pop(CAME_BY, ""), sign_out()
        return (
            redirect(url_for("single_sign_on.out")) if by and single_sign_on.provider() else reply
        )

    app.view_functions["security.logout"] = leave
    app.register_blueprint(single)
    # The provider has no session here: its signature is what it comes with.
    app.extensions["csrf"].exempt(ended)
