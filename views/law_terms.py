"""How long each term is, from which day, and a change of law as a new row with its source."""

from typing import Any

from flask import abort, flash, redirect, request
from flask_admin import BaseView, expose

from operations import settings as operation
from operations.effects import MOST_SHIFTS
from operations.settings import NORMS, TermData
from queries import choices, house
from rules import terms
from rules.errors import Invalid, NotPermitted
from rules.terms import CHANGEABLE, SETTINGS, TERM_NAMES, Term
from rules.vocabulary import Permission
from text import clamp
from views import forms
from views.base import Problem, Screen
from views.languages import say
from views.session import current_actor
from views.terms import weekday


class TermForm(forms.PanelForm):
    value = forms.IntegerField("Nieuwe lengte", least=1, most=1000, required=True)
    valid_from = forms.DateField(
        "Geldt vanaf", required=True,
        help="Dossiers die op of na deze dag beginnen, krijgen de nieuwe lengte.",
    )  # fmt: skip
    source = forms.TextField(
        "Vindplaats", required=True, help="Het Staatsblad of besluit, zoals: Stb. 2027, 123."
    )


HOUSE_TERMS = frozenset({"take_up", "acknowledgement", "supplement", "hearing_reply",
                         "advice_margin", "recent_tie", "committee_access"})  # fmt: skip
"""Terms of which the length is a setting."""


class TermView(Screen, BaseView):
    """Termijnen van de wet."""

    to_read = Permission.SETTING_READ

    @expose("/")
    def index(self) -> Any:
        today, rows = current_actor().today, choices.calendar().terms
        keys = [one.key for one in terms.TERMS if one.key not in HOUSE_TERMS]
        chosen = choices.settings()
        return self.render(
            "admin/term/list.html",
            laws=[(key, [one for one in rows if one.key == key]) for key in keys],
            changeable=CHANGEABLE,
            made=house.term_changes(),
            today=today,
            names=TERM_NAMES,
            norms=[(one, chosen[one.key]) for one in SETTINGS if one.key in NORMS],
            may_change=current_actor().may(Permission.SETTING_MANAGE),
        )  # fmt: skip

    def manage(self) -> None:
        if not current_actor().may(Permission.SETTING_MANAGE):
            raise NotPermitted("Je rol geeft je dit recht niet.")

    @expose("/new/", methods=("GET", "POST"))
    def new(self) -> Any:
        """A change of law: first what it does, then the row."""
        self.manage()
        key = request.args.get("id", "")
        now = self.newest(key)
        form = TermForm(request.form if request.method == "POST" else None)
        problem = None
        if request.method == "POST":
            if not form.validate():
                problem = Problem()
            else:
                data = TermData(key, **form.cleaned())
                try:
                    return self.previewed(data, now) or self.added(data)
                except Invalid as error:
                    problem = Problem(messages=form.add_errors(error.messages))
        page = self.render(
            "admin/term/new.html", form=form, now=now, name=TERM_NAMES[key], problem=problem,
            problems=form.problems() if problem else [], return_url="/admin/term/",
        )  # fmt: skip
        return page if problem is None else (page, problem.status)

    def newest(self, key: str) -> Term:
        """The row that holds last, of a term that can be changed here; or 404."""
        if key not in CHANGEABLE:
            abort(404)
        rows = choices.calendar().terms
        return next(one for one in reversed(rows) if one.key == key)

    def previewed(self, data: TermData, now: Term) -> Any:
        if request.form.get("confirmed"):
            return None
        found = operation.preview_term(data, current_actor())
        new = f"{data.value} {now.unit.label}"
        return self.render(
            "admin/effect.html", head=say(TERM_NAMES[data.key]), preview=found,
            most=MOST_SHIFTS, weekday=weekday,
            about=say("Was %(old)s, wordt %(new)s vanaf %(day)s (%(source)s).", old=str(now),
                      new=new, day=weekday(data.valid_from), source=data.source),
            hidden={"value": data.value, "valid_from": data.valid_from.isoformat(),
                    "source": data.source},
        )  # fmt: skip

    def added(self, data: TermData) -> Any:
        operation.add_term(data, current_actor())
        flash(say("Opgeslagen."), "success")
        return redirect(self.get_url(".index"))

    @expose("/remove/", methods=("GET", "POST"))
    def remove(self) -> Any:
        """Take a change back: first what it does."""
        self.manage()
        row = house.term_change(clamp(request.args.get("id"), default=0)) or abort(404)
        if request.method == "POST" and request.form.get("confirmed"):
            operation.remove_term(row.id, current_actor())
            flash(say("De wijziging is teruggenomen."), "success")
            return redirect(self.get_url(".index"))
        found = operation.preview_without_term(row.id, current_actor())
        return self.render(
            "admin/effect.html", head=say(TERM_NAMES[row.key]), preview=found,
            most=MOST_SHIFTS, hidden={}, weekday=weekday,
            about=say("De wijziging vanaf %(day)s (%(source)s) wordt teruggenomen.",
                      day=weekday(row.valid_from), source=row.source),
        )  # fmt: skip
