"""What the authority chooses: every setting with its default, its reason and its value."""

from typing import Any

from flask import abort, flash, redirect, request
from flask_admin import expose
from sqlalchemy import ColumnElement

from operations import administration
from queries import choices, within
from rules import terms
from rules.permissions import Actor
from rules.terms import SettingDefinition, SettingValue
from rules.vocabulary import Channel, Permission
from rules.wording import Dutch
from views import forms
from views.base import PanelView
from views.display import shown
from views.session import current_actor

QUESTIONS: dict[str, Dutch] = {"": "Overige keuzes"}
FIELDS: dict[str, Any] = {
    "bool": lambda one: forms.Check(one.label, help=one.note),
    "int": lambda one: forms.IntegerField(one.label, most=1000, required=True, help=one.note),
    "text": lambda one: forms.TextArea(one.label, longest=400, rows=3, help=one.note),
    # The only list so far holds ways in which a complaint comes in.
    "list": lambda one: forms.Checks(one.label, Channel.choices(), help=one.note),
}


def words(value: SettingValue) -> str:
    """A value as people read it."""
    if isinstance(value, tuple):
        return shown([Channel(one) for one in value])
    return shown(value)


class SettingView(PanelView):
    title, one_title = "Instellingen", "instelling"
    intro = "Wat de organisatie zelf bepaalt. Wat afwijkt van het uitgangspunt, is gemerkt."
    to_read = to_export = Permission.SETTING_READ
    to_edit = Permission.SETTING_MANAGE
    list_template = "admin/setting/list.html"
    edit_template = "admin/setting/edit.html"

    def visible(self, actor: Actor) -> ColumnElement[bool]:
        return within.all_or_none(actor, Permission.SETTING_READ)

    @expose("/")
    def index_view(self) -> Any:
        chosen = choices.settings()
        rows = [
            (one, words(chosen[one.key]), words(one.default), chosen[one.key] != one.default)
            for one in terms.SETTINGS
        ]
        return self.render(self.list_template, rows=rows)

    @expose("/details/")
    def details_view(self) -> Any:
        return redirect(self.get_url(".index_view"))

    @expose("/edit/", methods=("GET", "POST"))
    def edit_view(self) -> Any:
        """One setting, by its key: a setting that still has its default has no row."""
        self.require("edit")
        definition = self.definition()
        row = choices.stored(definition.key)
        value, version = row or (definition.default, 0)

        fields = {"value": FIELDS[definition.kind](definition)}
        one_form = type("SettingForm", (forms.PanelForm,), fields)
        form = one_form(request.form if request.method == "POST" else None, data={"value": value})
        problem = None
        if request.method == "POST":
            _, problem = self.save(
                form,
                lambda: administration.set_setting(
                    definition.key, form.value.data, self.version(), current_actor()
                ),
            )
            if problem is None:
                flash("Opgeslagen.", "success")
                return redirect(self.get_url(".index_view"))
            row = choices.stored(definition.key)
            version = row[1] if row else 0
        page = self.render(
            self.edit_template,
            form=form,
            model=definition,
            version=version,
            default=words(definition.default),
            problem=problem,
            problems=form.problems() if problem else [],
            return_url=self.return_url(),
        )
        return page if problem is None else (page, problem.status)

    def definition(self) -> SettingDefinition:
        """The setting that the address names, or 404."""
        key = request.args.get("id", "")
        return next((one for one in terms.SETTINGS if one.key == key), None) or abort(404)

    def title_of(self, record: SettingDefinition) -> str:
        return record.label
