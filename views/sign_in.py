"""Signing in: the password, then the second step; and choosing a password by a mailed address.

Between the two steps nobody is signed in: the session only knows who gave the right password, for
ten minutes. Flask-Security keeps the password and the user; its own pages are not used.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import segno
from flask import (
    Blueprint,
    Flask,
    abort,
    current_app,
    flash,
    g,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_login import current_user
from flask_security import login_user

from models import User
from operations import account_links, clock, second_steps, single_sign_on, totp
from operations.account_links import Door
from operations.second_steps import Place, TooOften
from queries import choices
from queries import second_steps as reading
from queries.actors import actor_for
from rules.errors import Invalid, NotFound
from rules.permissions import Actor
from rules.vocabulary import Role
from rules.wording import Dutch
from settings import Settings
from views import forms
from views.arguments import came_from
from views.languages import say
from views.session import CAME_BY, SignInForm, with_password

T = TypeVar("T", bound=forms.PanelForm)
A = TypeVar("A")

sign_in = Blueprint("sign_in", __name__, url_prefix="/login")

PATIENCE = 600
"""Seconds between the password and the second step."""

WAITING, SECRET, CHALLENGE = "waiting", "app_secret", "challenge"
"""What a session holds meanwhile: who gave the password; an app's secret; a question for a key."""

CLOSED: Dutch = "Er is te vaak een verkeerde code ingevuld. Probeer het over een kwartier weer."
WRONG: Dutch = "Deze code klopt niet, of is al gebruikt. Vul de nieuwste code in."
WRONG_KEY: Dutch = "De toegangssleutel is niet herkend. Probeer het nog eens."


class CodeForm(forms.PanelForm):
    code = forms.CodeField("Code uit je app", required="Vul de code van zes cijfers in.")


class RecoveryForm(forms.PanelForm):
    recovery = forms.TextField("Herstelcode", longest=60, required="Vul een herstelcode in.")


class AppForm(CodeForm):
    name = forms.TextField(
        "Naam", longest=60, required="Geef het een naam, zoals Telefoon.",
        help="Daaraan herken je het later, zoals Telefoon.",
    )  # fmt: skip


class KeyForm(forms.PanelForm):
    name = forms.TextField(
        "Naam", longest=60, required="Geef het een naam, zoals Laptop.",
        help="Daaraan herken je het later, zoals Laptop.",
    )  # fmt: skip
    answer = forms.Answer("Toegangssleutel", required="Druk op de knop en volg je browser.")


class ForgotForm(forms.PanelForm):
    email = forms.EmailField("E-mailadres", required="Vul je e-mailadres in.")


class PasswordForm(forms.PanelForm):
    password = forms.NewPassword(
        "Nieuw wachtwoord", required="Kies een wachtwoord.",
        help="Ten minste 15 tekens. Een zin mag ook.",
    )  # fmt: skip


# --- the password ---------------------------------------------------------------------------


def door() -> Any:
    """The sign-in page, in place of Flask-Security's."""
    if current_user.is_authenticated:
        return redirect(bound_for())
    form = SignInForm()
    if request.method == "POST" and form.validate():
        return passed(cast("User", form.user), bound_for())
    return door_page(form)


def door_page(form: SignInForm | None = None, wrong: str = "") -> str:
    """``wrong`` is what the provider of the organisation, or its answer, left undone."""
    return render_template(
        "security/login.html", login_user_form=form or SignInForm(), wrong=wrong,
        provider=single_sign_on.provider(),
    )  # fmt: skip


def passed(user: User, place: str, by: str = "") -> Any:
    """The password was right, or the provider knows who it is: in, on to the second step, or first
    to set one up.
    """
    there = reading.of(user.id).count
    if not there and not reading.required(roles_of(user)):
        return let_in(user, place, by=by)
    session[WAITING] = {
        "mark": user.fs_uniquifier,
        "until": clock.machine_now().timestamp() + PATIENCE,
        "next": place,
        "by": by,
    }
    session.renew = True  # type: ignore[attr-defined]  # ours: ServerSession
    return redirect(url_for("sign_in.second" if there else "sign_in.enrol"))


def bound_for() -> str:
    """The page of the panel that someone wanted to open (``next=``), or the worklist."""
    return came_from("next") or "/admin/"


def let_in(user: User, place: str, how: str = "", by: str = "") -> Any:
    """Signed in, under a new session id."""
    for one in (WAITING, SECRET, CHALLENGE):
        session.pop(one, None)
    g.second_step, g.came_by = how, by
    login_user(user)
    session[CAME_BY] = by
    return redirect(place)


def roles_of(user: User) -> list[Role]:
    return [Role(role.name) for role in user.roles]


def waiting() -> User:
    """Who gave the right password a moment ago; anyone else goes to the sign-in page."""
    kept = session.get(WAITING) or {"mark": "", "until": 0}
    found = reading.by_mark(kept["mark"])
    if found is None or kept["until"] < clock.machine_now().timestamp():
        session.pop(WAITING, None)
        abort(redirect("/login"))
    return found


def here() -> Place:
    """Where the browser is, as a passkey has to know it."""
    return Place(request.host.rpartition(":")[0] or request.host, request.host_url.rstrip("/"))


# --- the second step ------------------------------------------------------------------------


@sign_in.route("/stap", methods=("GET", "POST"))
def second() -> Any:
    """A code of an app or a recovery code; a passkey has its own address."""
    user = waiting()
    if not reading.of(user.id).count:
        return redirect(url_for("sign_in.enrol"))
    typed = request.form if request.method == "POST" else None
    by_recovery = typed is not None and "recovery" in typed
    code, recovery = CodeForm(None if by_recovery else typed), RecoveryForm(typed)
    if typed is None:
        return second_page(user, code, recovery)
    if by_recovery:
        form, field = recovery, recovery.recovery
        act, how = second_steps.pass_recovery, "recovery"
    else:
        form, field, act, how = code, code.code, second_steps.pass_code, "app"
    if form.validate():
        try:
            if act(user.id, field.data):
                if by_recovery:
                    left = reading.of(user.id).codes_left
                    flash(say("Je hebt nog %(n)s herstelcodes over.", n=left), "warning")
                return through(user, how)
            form.add_errors({field.name: say(WRONG)})
        except TooOften:
            form.add_errors({field.name: say(CLOSED)})
    return second_page(user, code, recovery), 422


@sign_in.post("/stap/sleutel")
def by_passkey() -> Any:
    user, challenge = waiting(), session.pop(CHALLENGE, b"")
    answer = request.form.get("answer", "")
    try:
        if challenge and second_steps.pass_passkey(user.id, answer, challenge, here()):
            return through(user, "passkey")
        wrong = WRONG_KEY
    except TooOften:
        wrong = CLOSED
    return second_page(user, CodeForm(), RecoveryForm(), wrong), 422


def through(user: User, how: str) -> Any:
    return let_in(user, session[WAITING]["next"], how, session[WAITING].get("by", ""))


def second_page(user: User, code: CodeForm, recovery: RecoveryForm, wrong: str = "") -> str:
    steps = reading.of(user.id)
    asked = second_steps.asking(user.id, here())
    if asked:
        session[CHALLENGE] = asked[1]
    return render_template(
        "security/second.html", code=code, recovery=recovery, steps=steps, wrong=wrong,
        ask=asked[0] if asked else "", by=session[WAITING].get("by", ""),
        problems=code.problems() + recovery.problems(),
        problem=bool(wrong or code.errors or recovery.errors),
    )  # fmt: skip


# --- setting up the first -------------------------------------------------------------------


@sign_in.route("/instellen", methods=("GET", "POST"))
def enrol() -> Any:
    """Whoever needs a second step and has none, sets one up first, and can do nothing else."""
    user, form = waiting_for_first(), filled(AppForm, name=say("Telefoon"))
    codes = tried(form, lambda: second_steps.add_app(
        self_of(user), form.name.data, session.get(SECRET, ""), form.code.data, first=True
    ))  # fmt: skip
    if codes is not None:
        return begun(user, codes, "app")
    return answered("security/enrol.html", form, **app_asked(user))


@sign_in.route("/instellen/sleutel", methods=("GET", "POST"))
def enrol_key() -> Any:
    """The same with a passkey."""
    user, form = waiting_for_first(), filled(KeyForm, name=say("Laptop"))
    challenge = session.pop(CHALLENGE, b"")
    codes = tried(form, lambda: second_steps.add_passkey(
        self_of(user), form.name.data, form.answer.data, challenge, here(), first=True
    ))  # fmt: skip
    if codes is not None:
        return begun(user, codes, "passkey")
    return answered("security/enrol_key.html", form, ask=key_asked(user))


def waiting_for_first() -> User:
    """Nobody adds a second step beside one that was not passed."""
    user = waiting()
    if reading.of(user.id).count:
        abort(redirect(url_for("sign_in.second")))
    return user


def begun(user: User, codes: list[str], how: str) -> Any:
    """Signed in; the recovery codes are shown this once and kept nowhere."""
    place = session[WAITING]["next"]
    let_in(user, place, how, session[WAITING].get("by", ""))
    return render_template("security/codes.html", codes=codes, place=place)


def self_of(user: User) -> Actor:
    return actor_for(user, clock.today())


def filled(form: Callable[..., T], **data: str) -> T:
    """A form as it was sent, or as it begins."""
    return form(request.form if request.method == "POST" else None, data=data)


def tried(form: forms.PanelForm, act: Callable[[], A]) -> A | None:
    """What the act gave; None when nothing was sent, or something is wrong with it."""
    if request.method == "POST" and form.validate():
        try:
            return act()
        except Invalid as error:
            form.add_errors({name: say(words) for name, words in error.messages.items()})
    return None


def answered(template: str, form: forms.PanelForm, **context: Any) -> Any:
    """The page with a form; with what is wrong when it was sent."""
    problems = form.problems()
    page = render_template(
        template, form=form, problems=problems, problem=bool(problems), **context
    )
    return page if request.method == "GET" else (page, 422)


def app_asked(user: User) -> dict[str, str]:
    """The secret for a new app, as a picture and to type; the same until it is used."""
    secret = totp.opened(session.get(SECRET, ""))
    if secret is None:
        secret = totp.new_secret()
        session[SECRET] = totp.sealed(secret)
    address = totp.address(secret, user.email, str(choices.setting("authority_name")))
    picture = segno.make(address, error="m").svg_data_uri(scale=4, border=4, light="#fff")
    groups = [secret[at : at + 4] for at in range(0, len(secret), 4)]
    return {"picture": picture, "secret": " ".join(groups)}


def key_asked(user: User) -> str:
    """The question to make a passkey, for the script of the page."""
    name = str(choices.setting("authority_name"))
    ask, session[CHALLENGE] = second_steps.making(user, here(), name)
    return ask


# --- a password by mail ---------------------------------------------------------------------


@sign_in.route("/vergeten", methods=("GET", "POST"))
def forgot() -> Any:
    """One question; the answer is the same whether or not the account exists."""
    form, own = filled(ForgotForm), own_door() if knows_itself() else None
    if request.method == "POST" and form.validate():
        account_links.ask(form.email.data, request.remote_addr or "", own)
        return render_template("security/forgot_asked.html")
    return answered("security/forgot.html", form)


@sign_in.route("/koppeling/<secret>", methods=("GET", "POST"))
def link(secret: str) -> Any:
    """Choose a password: the address is the secret. Looking at it does not use it up."""
    form, found = filled(PasswordForm), account_links.usable(secret)
    try:
        if found is None:
            raise NotFound
        if tried(form, lambda: chosen(secret, form.password.data)):
            flash("Je wachtwoord is gekozen. Log er nu mee in.", "success")
            return redirect("/login")
        page = answered(
            "security/link.html", form, kind=found.kind, email=found.user.email,
            instead=None if with_password(found.user) else single_sign_on.provider(),
        )  # fmt: skip
        response = make_response(page)
    except NotFound:
        response = make_response(render_template("security/link_over.html"), 404)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def chosen(secret: str, password: str) -> bool:
    account_links.use(secret, password)
    return True


def own_door() -> Door:
    """Addresses as they are mailed."""
    return lambda secret: url_for("sign_in.link", secret=secret, _external=True)


def knows_itself() -> bool:
    """Whether the name under which a stranger asks is one of ours: else whoever asks a new
    password for another, could let the mail point anywhere (Host header)."""
    settings: Settings = current_app.extensions["wederhoor"]
    local = {"localhost", "127.0.0.1", "[::1]"}
    return settings.trusted_hosts is not None or here().host in local


def init_app(app: Flask) -> None:
    """After Flask-Security: its page for the password is ours, its page to type it again is not
    asked by anything, and its tokens, which pass by the second step, open nothing."""
    app.view_functions["security.login"] = door
    app.view_functions["security.verify"] = lambda: abort(404)
    app.login_manager.request_loader(lambda _request: None)  # type: ignore[attr-defined]  # Flask-Login's
    app.register_blueprint(sign_in)
