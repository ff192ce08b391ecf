"""What the authority chooses: every setting under its heading, with history and effect."""

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, request
from flask_admin import expose
from sqlalchemy import ColumnElement

from operations import settings as operation
from operations.effects import MOST_SHIFTS
from queries import choices, house, within
from rules import colours, terms
from rules.correspondence import OPTIONAL
from rules.errors import NotFound
from rules.house_texts import LANGUAGES, LOGO, LONGEST, TEXTS, HouseText
from rules.permissions import Actor
from rules.terms import SettingDefinition, SettingValue
from rules.vocabulary import Channel, LetterKind, Permission
from rules.vocabulary import Role as RoleName
from rules.wording import told
from views import forms, public
from views.base import PanelView
from views.display import shown
from views.languages import say
from views.session import current_actor
from views.terms import weekday

LETTERS = [
    (one.value, told("%(code)s: %(letter)s", code=one.value, letter=one))
    for one in LetterKind
    if one in OPTIONAL
]
FIELDS: dict[str, Any] = {
    "bool": lambda one: forms.Check(one.label, help=one.note),
    "int": lambda one: forms.IntegerField(one.label, most=1000, required=True, help=one.note),
    "text": lambda one: forms.TextArea(one.label, longest=400, rows=3, help=one.note),
    # The only list so far holds ways in which a complaint comes in.
    "list": lambda one: forms.Checks(one.label, Channel.choices(), help=one.note),
    "letters": lambda one: forms.Checks(one.label, LETTERS, help=one.note),
    "roles": lambda one: forms.Checks(one.label, RoleName.choices(), help=one.note),
    "colour": lambda one: forms.TextField(one.label, longest=7, required=True, help=one.note),
}
NAMES: dict[str, dict[str, str]] = {
    "list": dict(Channel.choices()),
    "letters": dict(LETTERS),
    "roles": dict(RoleName.choices()),
}


def words(definition: SettingDefinition, value: Any) -> str:
    """A value as people read it."""
    if isinstance(value, tuple):
        names = NAMES.get(definition.kind, {})
        return shown([told(names.get(str(one), str(one))) for one in value])
    return shown(value)


class TextForm(forms.PanelForm):
    text = forms.TextArea(
        "Tekst", longest=LONGEST, rows=24,
        help="Markdown: # voor de titel, ## voor een kop, - voor een opsomming, **vet**, "
        "[woorden](adres). HTML blijft gewone tekst. Leeg is de tekst die bij het paneel hoort.",
    )  # fmt: skip


class LogoForm(forms.PanelForm):
    logo = forms.IncomingField(
        "Logo", help="Een png of jpg van ten hoogste 200 kB. Leeg: geen logo, alleen de naam."
    )


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
        chosen, changed = choices.settings(), house.changed()
        known = {one.key: one for one in terms.SETTINGS}
        groups = [
            (heading, [self.row(known[key], chosen[key], changed.get(key)) for key in keys])
            for heading, keys in terms.GROUPS
        ]
        return self.render(
            self.list_template, groups=groups, texts=TEXTS.values(), text_languages=LANGUAGES,
            changed=changed, logo=house.house().logo, logo_key=LOGO,
            own={key for key in TEXTS if key in changed and house.own_text(key)},
        )  # fmt: skip

    def row(
        self, one: SettingDefinition, value: SettingValue, changed: tuple[Any, str] | None
    ) -> dict[str, Any]:
        return {
            "one": one,
            "value": words(one, value),
            "default": words(one, one.default),
            "differs": value != one.default,
            "changed": changed,
            "colour": value if one.kind == "colour" else "",
        }

    @expose("/details/")
    def details_view(self) -> Any:
        return redirect(self.get_url(".index_view"))

    @expose("/edit/", methods=("GET", "POST"))
    def edit_view(self) -> Any:
        """One setting, by its key: a setting that still has its default has no row."""
        self.require("edit")
        definition = self.definition()
        value, version = choices.stored(definition.key) or (definition.default, 0)
        one_form = type("SettingForm", (forms.PanelForm,), {
            "value": FIELDS[definition.kind](definition)
        })  # fmt: skip
        form = one_form(request.form if request.method == "POST" else None, data={"value": value})
        if request.method == "POST" and request.form.get("default"):
            form = one_form(data={"value": definition.default})
        effect = self.effect(definition, form)
        if effect is not None:
            return effect
        return self.answered(
            form,
            lambda: operation.set_setting(
                definition.key, form.value.data, self.version(), current_actor()
            ),
            self.edit_template,
            definition.key,
            version,
            definition=definition,
            default=words(definition, definition.default),
            differs=value != definition.default,
            contrast=self.contrasts(),
            history=[(one, words(definition, one.value)) for one in house.history(definition.key)],
        )

    def effect(self, definition: SettingDefinition, form: Any) -> Any:
        """Which files another norm would move; None when that was confirmed, or it moves none."""
        if request.method == "GET" or request.form.get("confirmed") or not form.validate():
            return None
        value = form.value.data
        found = operation.preview_setting(definition.key, value, current_actor())
        if found is None or not found.files:
            return None
        return self.render(
            "admin/effect.html", head=say(definition.label), preview=found, most=MOST_SHIFTS,
            about=say("Was %(old)s, wordt %(new)s.", new=words(definition, value),
                      old=words(definition, choices.setting(definition.key))),
            hidden={"value": value, "version": self.version()}, weekday=weekday,
        )  # fmt: skip

    @expose("/text/", methods=("GET", "POST"))
    def text_view(self) -> Any:
        """One text of the public pages, with a preview and its versions."""
        self.require("edit")
        text = TEXTS.get(request.args.get("id", "")) or abort(404)
        own, version = choices.stored(text.key) or ("", 0)
        typed = request.form if request.method == "POST" else None
        starting = str(own) or public.shipped(text.name, text.language)
        shown_version = next(
            (one for one in house.history(text.key) if str(one.number) == request.args.get("old")),
            None,
        )
        if shown_version is not None:
            starting = str(shown_version.value) or public.shipped(text.name, text.language)
        form = TextForm(typed, data={"text": starting})
        if request.method == "POST" and request.form.get("default"):
            form = TextForm(data={"text": ""})
        looking = request.method == "POST" and bool(request.form.get("preview"))
        return self.answered(
            form,
            None if looking else lambda: self.keep_text(text, form),
            "admin/setting/text.html",
            text.key,
            version,
            text=text,
            in_language=LANGUAGES[text.language],
            preview=public.rendered(form.text.data or "") if looking or shown_version else "",
            old=shown_version,
            differs=bool(own),
            history=house.history(text.key),
        )

    def keep_text(self, text: HouseText, form: TextForm) -> None:
        typed = form.text.data or ""
        # What ships stays the default: a text like it is no own one, and follows an upgrade.
        same = typed.strip() == public.shipped(text.name, text.language).strip()
        operation.set_text(text.key, "" if same else typed, self.version(), current_actor())

    @expose("/logo/", methods=("GET", "POST"))
    def logo_view(self) -> Any:
        self.require("edit")
        _, version = choices.stored(LOGO) or (None, 0)
        form = LogoForm(request.form if request.method == "POST" else None)
        return self.answered(
            form,
            lambda: operation.set_logo(form.logo.data, self.version(), current_actor()),
            "admin/setting/logo.html",
            LOGO,
            version,
            history=house.history(LOGO),
            logo=house.house().logo,
        )

    def answered(
        self,
        form: Any,
        write: Callable[[], None] | None,
        template: str,
        key: str,
        version: int,
        **context: Any,
    ) -> Any:
        """Save what was sent and go back to the list, or show the form."""
        problem = None
        if request.method == "POST" and write is not None:
            _, problem = self.save(form, write)
            if problem is None:
                flash(say("Opgeslagen."), "success")
                return redirect(self.get_url(".index_view"))
            row = choices.stored(key)
            version = row[1] if row else 0
        elif request.method == "POST":
            version = self.version()
        page = self.render(
            template,
            form=form,
            version=version,
            problem=problem,
            problems=form.problems() if problem else [],
            return_url=self.return_url(),
            came_from=None,
            **context,
        )
        return page if problem is None else (page, problem.status)

    def contrasts(self) -> dict[str, str]:
        """The figure of each colour as it is now."""
        return {
            key: f"{colours.lowest(key, colour):.1f}".replace(".", ",")
            for key, colour in house.house().colours.items()
        }

    def definition(self) -> SettingDefinition:
        """The setting that the address names, or 404."""
        try:
            return operation.definition_of(request.args.get("id", ""))
        except NotFound:
            abort(404)

    def title_of(self, record: SettingDefinition) -> str:
        return say(record.label)
