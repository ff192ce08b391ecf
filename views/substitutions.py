"""Vervanging bij afwezigheid: who does whose work, arranging it, and going to do it."""

from typing import Any

from flask import Blueprint, Flask, abort, flash, redirect, request
from flask_admin import expose
from sqlalchemy import ColumnElement, or_, true

from models import Substitution
from operations import substitutions
from operations.substitutions import SubstitutionData
from queries import substitutions as reading
from queries import users
from rules.duties import READERS
from rules.permissions import Actor
from rules.vocabulary import Kind, Permission
from text import clamp
from views import forms
from views.base import PanelView
from views.languages import say, say_later
from views.session import be_oneself, current_actor, stand_in

mode = Blueprint("mode", __name__)


@mode.post("/mode/stop")
def stop() -> Any:
    """Back to the own work, from looking on as a role or working for someone absent."""
    actor = current_actor()
    if actor.user_id is None:
        return redirect("/login")
    be_oneself(actor)
    if actor.only is not None:
        return redirect("/admin/emergency/")
    return redirect("/admin/role/" if actor.viewing else "/admin/")


class SubstitutionForm(forms.PanelForm):
    absent_id = forms.Combobox(
        say_later("Wie is afwezig"),
        forms.Lookup(users.find, users.name_of),
        help=say_later("Laat dit leeg voor jezelf."),
    )
    substitute_id = forms.Combobox(
        say_later("Wie neemt waar"), forms.Lookup(users.find, users.name_of), required=True
    )
    from_on = forms.DateField(say_later("Eerste dag"), required=True)
    until_on = forms.DateField(say_later("Laatste dag"), required=True)
    kind = forms.EnumSelect(say_later("Waarvoor"), Kind, blank=say_later("klachten en meldingen"))


class SubstitutionView(PanelView):
    title, one_title = "Vervanging", "vervanging"
    to_read = Permission.SUBSTITUTION_MANAGE
    form = SubstitutionForm
    create_template = "admin/substitution/new.html"

    def is_accessible(self) -> bool:
        """Whoever has something to do in files, or arranges this for others."""
        actor = current_actor()
        wanted = (*READERS, Permission.SUBSTITUTION_MANAGE)
        return any(actor.may(one) for one in wanted)

    def allows(self, actor: Actor, act: str) -> bool:
        return act in {"read", "create"} and actor.acting_for is None and self.is_accessible()

    def visible(self, actor: Actor) -> ColumnElement[bool]:
        if actor.may(Permission.SUBSTITUTION_MANAGE):
            return true()
        mine = Substitution.absent_id == actor.user_id
        return or_(mine, Substitution.substitute_id == actor.user_id)

    @expose("/")
    def index_view(self) -> Any:
        actor = current_actor()
        return self.render(
            "admin/substitution/list.html",
            rows=reading.listed(actor),
            me=actor.user_id,
            today=actor.today,
            arranges=actor.may(Permission.SUBSTITUTION_MANAGE),
            acting_for=actor.acting_for,
        )

    @expose("/details/")
    def details_view(self) -> Any:
        return redirect(self.get_url(".index_view"))

    def create_form(self, obj: Any = None) -> forms.PanelForm:
        form = super().create_form(obj)
        if not current_actor().may(Permission.SUBSTITUTION_MANAGE):
            # Not offered and not read: one arranges the own absence.
            del form["absent_id"]
        return form

    def create_model(self, form: forms.PanelForm) -> int:
        return substitutions.plan(current_actor(), SubstitutionData(**form.cleaned()))

    def after_saving(self, key: Any) -> str:
        return "/admin/substitution/"

    @expose("/<int:key>/<any(begin,end):act>", ("POST",))
    def act(self, key: int, act: str) -> Any:
        """Go and work for the absent, or end the substitution."""
        if act == "begin":
            stand_in(key)
            return redirect("/admin/")
        actor = current_actor()
        if self.get_one(key) is None:
            abort(404)
        substitutions.end(actor, key, self.version())
        flash(say("De vervanging is beëindigd."), "success")
        return redirect(self.get_url(".index_view"))

    @expose("/stated/<int:key>", ("POST",))
    def stated(self, key: int) -> Any:
        """The substitute is not involved in the conduct of this file (SOD2)."""
        substitutions.state_uninvolved(current_actor(), key)
        flash(say("Vastgelegd: je bent niet betrokken."), "success")
        table = "report" if request.form.get("table") == "report" else "complaint"
        return redirect(f"/admin/{table}/details/?id={clamp(str(key), least=1, default=1)}")


def init_app(app: Flask) -> None:
    app.register_blueprint(mode)
