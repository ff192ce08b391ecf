"""Mijn account: the own password, second steps, recovery codes and sessions.

Each change asks the password again (ASVS 7.5.1): whoever sits down at an open browser changes
nothing.
"""

from collections.abc import Sequence
from typing import Any, Literal

from flask import abort, flash, redirect, request, session
from flask_admin import BaseView, expose

from models import User, db
from operations import accounts, passwords, second_steps, sessions
from queries import second_steps as reading
from text import clamp
from views import forms, sign_in
from views.base import Problem, Screen
from views.languages import say, say_later
from views.session import current_actor, kept_as, stay

ASKED = say_later("Vul je wachtwoord in.")


class ProofForm(forms.PanelForm):
    password = forms.OwnPassword("Je wachtwoord", required=ASKED)


class NewPasswordForm(forms.PanelForm):
    password = forms.OwnPassword("Je wachtwoord van nu", required=ASKED)
    new = forms.NewPassword(
        "Nieuw wachtwoord",
        required="Kies een wachtwoord.",
        help="Ten minste 15 tekens. Een zin mag ook.",
    )


class AppForm(sign_in.AppForm, ProofForm):
    pass


class KeyForm(sign_in.KeyForm, ProofForm):
    pass


class AccountView(Screen, BaseView):
    """For everyone who works here, whatever their role."""

    in_menu = False

    def is_accessible(self) -> bool:
        return current_actor().user_id is not None

    @expose("/")
    def index(self) -> Any:
        return self.page(ProofForm())

    def page(self, form: ProofForm, problem: Problem | None = None) -> Any:
        user = me()
        page = self.render(
            "admin/account/account.html", form=form, user=user, steps=reading.of(user.id),
            required=reading.required(sign_in.roles_of(user)), live=sessions.live(user.id),
            here=kept_as(), problem=problem, problems=form.problems() if problem else [],
        )  # fmt: skip
        return page if problem is None else (page, problem.status)

    @expose("/sessions", methods=("POST",))
    def end_sessions(self) -> Any:
        """End one of the own sessions, or all others."""
        form, which = sign_in.filled(ProofForm), request.form.get("which", "")
        count = sign_in.tried(form, lambda: proven(form) and accounts.end_others(
            current_actor(), kept_as(), which
        ))  # fmt: skip
        if count is None:
            return self.page(form, Problem())
        flash(say("Beëindigde sessies: %(n)s.", n=count), "success")
        return redirect(self.get_url(".index"))

    @expose("/password/", methods=("GET", "POST"))
    def change_password(self) -> Any:
        form = sign_in.filled(NewPasswordForm)
        if sign_in.tried(form, lambda: proven(form)):
            passwords.change(current_actor(), form.new.data, kept_as())
            stay(me())
            flash("Je wachtwoord is gewijzigd. Op andere apparaten ben je uitgelogd.", "success")
            return redirect(self.get_url(".index"))
        return self.asked("password.html", form)

    @expose("/app/", methods=("GET", "POST"))
    def app(self) -> Any:
        """One more app with codes."""
        form = sign_in.filled(AppForm, name=say("Telefoon"))
        codes = sign_in.tried(form, lambda: proven(form) and second_steps.add_app(
            current_actor(), form.name.data, session.get(sign_in.SECRET, ""), form.code.data
        ))  # fmt: skip
        if codes is not None:
            session.pop(sign_in.SECRET, None)
            return self.added(codes)
        return self.asked("app.html", form, **sign_in.app_asked(me()))

    @expose("/key/", methods=("GET", "POST"))
    def key(self) -> Any:
        """One more passkey."""
        form = sign_in.filled(KeyForm, name=say("Laptop"))
        challenge = session.pop(sign_in.CHALLENGE, b"")
        codes = sign_in.tried(form, lambda: proven(form) and second_steps.add_passkey(
            current_actor(), form.name.data, form.answer.data, challenge, sign_in.here()
        ))  # fmt: skip
        if codes is not None:
            return self.added(codes)
        return self.asked("key.html", form, ask=sign_in.key_asked(me()))

    def added(self, codes: list[str]) -> Any:
        """Recovery codes come with the first second step; the session goes on under a new id."""
        stay(me())
        if codes:
            return self.render("admin/account/codes.html", codes=codes)
        flash("De tweede stap is toegevoegd.", "success")
        return redirect(self.get_url(".index"))

    @expose("/remove/", methods=("GET", "POST"))
    def remove(self) -> Any:
        """Take one second step away."""
        kind, key = request.args.get("kind", ""), clamp(request.args.get("id"))
        steps = reading.of(me().id)
        of_kind: dict[str, Sequence[Any]] = {"app": steps.apps, "passkey": steps.passkeys}
        one = next((one for one in of_kind.get(kind, ()) if one.id == key), None) or abort(404)
        form = sign_in.filled(ProofForm)
        if sign_in.tried(form, lambda: proven(form)):
            second_steps.remove(current_actor(), kind, key)
            flash("De tweede stap is weggehaald.", "success")
            return redirect(self.get_url(".index"))
        return self.asked("remove.html", form, one=one)

    @expose("/codes/", methods=("GET", "POST"))
    def codes(self) -> Any:
        """New recovery codes."""
        form = sign_in.filled(ProofForm)
        codes = sign_in.tried(
            form, lambda: proven(form) and second_steps.renew_codes(current_actor())
        )
        if codes:
            return self.render("admin/account/codes.html", codes=codes)
        return self.asked("renew.html", form)

    def asked(self, template: str, form: forms.PanelForm, **context: Any) -> Any:
        """A form on a page of its own; with what is wrong when it was sent."""
        problem = Problem() if form.problems() else None
        page = self.render(
            f"admin/account/{template}", form=form, problem=problem, problems=form.problems(),
            return_url=self.get_url(".index"), email=me().email, **context,
        )  # fmt: skip
        return page if problem is None else (page, problem.status)


def me() -> User:
    return db.session.get_one(User, current_actor().user_id)


def proven(form: Any) -> Literal[True]:
    """Whoever is here knows the password; else Invalid, beside its field."""
    passwords.prove(current_actor(), form.password.data)
    return True
