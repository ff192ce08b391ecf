"""Mijn voorkeuren: what someone chooses for themselves."""

from typing import Any

from flask import flash, redirect, request
from flask_admin import BaseView, expose

from models import User, db
from operations import preferences
from operations.preferences import Preferences
from queries import agenda
from rules.duties import READERS
from rules.errors import Conflict
from rules.vocabulary import DutyMail, Permission
from text import clamp
from views import forms
from views.base import Problem, Screen
from views.languages import LANGUAGES, say
from views.session import current_actor


class PreferencesForm(forms.PanelForm):
    language = forms.ChoiceField("Taal van het paneel", list(LANGUAGES.items()), required=True,
                                 help="Brieven blijven Nederlands.")  # fmt: skip
    shortcuts = forms.Check("Sneltoetsen gebruiken")
    duty_mail = forms.EnumSelect("E-mail over mijn taken", DutyMail, required=True)


class PreferencesView(Screen, BaseView):
    """For everyone who works here, whatever their role."""

    in_menu = False

    def is_accessible(self) -> bool:
        return current_actor().user_id is not None

    @expose("/", methods=("GET", "POST"))
    def index(self) -> Any:
        actor = current_actor()
        user = db.session.get_one(User, actor.user_id)
        form_class = PreferencesForm
        form = form_class(request.form if request.method == "POST" else None, data={
            "language": user.language, "shortcuts": user.shortcuts, "duty_mail": user.duty_mail,
        })  # fmt: skip
        if not (duties := any(actor.may(one) for one in READERS)):
            del form.duty_mail  # nobody without duties gets mail about them
        problem = None
        if request.method == "POST":
            if form.validate():
                wanted = {"duty_mail": user.duty_mail} | form.cleaned()
                version = clamp(request.form.get("version"), least=-1, default=-1)
                try:
                    preferences.choose(actor, version, Preferences(**wanted))
                except Conflict:
                    words = say("Je voorkeuren zijn intussen ergens anders gewijzigd.")
                    problem = Problem(messages=[words], status=409)
                else:
                    flash("Opgeslagen.", "success")
                    return redirect(self.get_url(".index"))
            else:
                problem = Problem()
            user = db.session.get_one(User, actor.user_id)
        page = self.render(
            "admin/preferences.html", form=form, problem=problem,
            problems=form.problems() if problem else [], version=user.version, duties=duties,
            agenda=actor.may(Permission.HEARING_HOLD),
            feed=agenda.feed_of(actor) if actor.may(Permission.HEARING_HOLD) else None,
        )  # fmt: skip
        return page if problem is None else (page, problem.status)
