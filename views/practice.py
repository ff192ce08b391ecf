"""Practising with a clock that can be moved; only in a demonstration."""

from datetime import timedelta
from typing import Any

from flask import Flask, abort, flash, redirect, request
from flask_admin import BaseView, expose
from markupsafe import Markup

from operations import clock, practice
from rules.errors import Invalid
from rules.vocabulary import Permission
from rules.wording import Dutch
from views import forms, languages
from views.base import Problem, Screen
from views.languages import say
from views.session import current_actor

STEPS: tuple[tuple[int, Dutch], ...] = (
    (1, "Een dag verder"),
    (7, "Een week verder"),
    (14, "Twee weken verder"),
    (42, "Zes weken verder"),
)


class MoveForm(forms.PanelForm):
    to = forms.DateField("Naar deze dag", required=True)


class PracticeView(Screen, BaseView):
    """Oefenen."""

    to_read = Permission.SETTING_MANAGE

    def is_visible(self) -> bool:
        return practice.is_on()

    @expose("/", methods=("GET", "POST"))
    def index(self) -> Any:
        if not practice.is_on() and request.method == "GET":
            abort(404)
        form, problem = MoveForm(request.form if request.form.get("to") else None), None
        if request.method == "POST":
            problem = self.moved(form)
            if problem is None:
                flash(say("Het is nu %(day)s.", day=languages.day(clock.today())), "success")
                return redirect(self.get_url(".index"))
        page = self.page(form=form, problem=problem, problems=form.problems())
        return page if problem is None else (page, problem.status)

    def moved(self, form: MoveForm) -> Problem | None:
        """Put the clock where the button says; what stands in the way, or None."""
        actor, how = current_actor(), request.form.get("how", "")
        to = {str(days): clock.today() + timedelta(days=days) for days, _ in STEPS}.get(how)
        if how == "day":
            if not form.validate():
                return Problem()
            to = form.to.data
        elif how != "now" and to is None:
            abort(400)
        try:
            practice.move(to, actor)
        except Invalid as error:
            return Problem(messages=form.add_errors(error.messages))
        return None

    @expose("/night/", methods=("POST",))
    def night(self) -> Any:
        done = practice.night(current_actor())
        return self.page(form=MoveForm(), problem=None, problems=[], done=done)

    def page(self, **context: Any) -> str:
        page: str = self.render(
            "admin/practice.html", steps=STEPS, now=clock.now(), real=clock.machine_now(),
            ahead=clock.ahead(), **context,
        )  # fmt: skip
        return page


def banner() -> Any:
    """What every page of a demonstration says on top; empty in a real record."""
    if not practice.is_on():
        return ""
    words = say(
        "Oefenomgeving: het is nu %(day)s. Er gaat geen e-mail uit.",
        day=languages.day(clock.today()),
    )
    return Markup('<aside class="practice" aria-label="{}">{}</aside>').format(
        say("Oefenomgeving"), words
    )


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(practice_banner=banner)
