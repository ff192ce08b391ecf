"""Administration: small tables that the authority keeps, and what it only looks at."""

from datetime import date
from typing import Any

from flask import request
from flask_admin import expose
from sqlalchemy import ColumnElement

from models import (
    CalendarDay,
    Category,
    Mandate,
    Unit,
    User,
)
from operations import administration, clock
from operations.administration import CalendarDayData, CategoryData, MandateData, UnitData
from operations.effects import MOST_SHIFTS
from queries import users, within
from rules import calendar
from rules.errors import Invalid
from rules.permissions import Actor
from rules.vocabulary import LetterKind, Permission
from views import forms
from views.base import PanelView, column
from views.filters import EnumFilter, YesNoFilter
from views.languages import say
from views.session import current_actor
from views.terms import weekday


class UnitForm(forms.PanelForm):
    name = forms.TextField("Naam", longest=120, required=True)
    active = forms.Check("In gebruik")


class UnitView(PanelView):
    title, one_title = "Afdelingen", "afdeling"
    to_read = to_export = Permission.USER_READ
    to_create = to_edit = Permission.USER_MANAGE
    form = UnitForm
    order = ((Unit.name, False),)
    columns = (column("name", "Naam", Unit.name), column("active", "In gebruik", Unit.active))
    filters = (YesNoFilter("active", "In gebruik", Unit.active),)

    def visible(self, actor: Actor) -> ColumnElement[bool]:
        return within.all_or_none(actor, Permission.USER_READ)

    def starting(self) -> dict[str, Any]:
        return {"active": True}

    def create_model(self, form: forms.PanelForm) -> int:
        return administration.save_unit(None, UnitData(**form.cleaned()), None, current_actor())

    def update_model(self, form: forms.PanelForm, model: Unit) -> None:
        data = UnitData(**form.cleaned())
        administration.save_unit(model.id, data, self.version(), current_actor())


class CategoryForm(forms.PanelForm):
    name = forms.TextField("Naam", longest=120, required=True)
    position = forms.IntegerField("Plaats in de lijst", most=999, required=True)
    active = forms.Check("In gebruik")


class CategoryView(PanelView):
    title, one_title = "Categorieën", "categorie"
    to_read = to_create = to_edit = to_export = Permission.CATEGORY_MANAGE
    form = CategoryForm
    order = ((Category.position, False),)
    columns = (
        column("name", "Naam", Category.name),
        column("position", "Plaats in de lijst", Category.position),
        column("active", "In gebruik", Category.active),
    )
    filters = (YesNoFilter("active", "In gebruik", Category.active),)

    def visible(self, actor: Actor) -> ColumnElement[bool]:
        return within.all_or_none(actor, Permission.CATEGORY_MANAGE)

    def starting(self) -> dict[str, Any]:
        return {"active": True}

    def create_model(self, form: forms.PanelForm) -> int:
        data = CategoryData(**form.cleaned())
        return administration.save_category(None, data, None, current_actor())

    def update_model(self, form: forms.PanelForm, model: Category) -> None:
        data = CategoryData(**form.cleaned())
        administration.save_category(model.id, data, self.version(), current_actor())


class CalendarDayForm(forms.PanelForm):
    day = forms.DateField("Datum", required=True)
    name = forms.TextField("Naam", longest=120, required=True)
    source = forms.TextField(
        "Bron", required=True, help="Het besluit dat de dag gelijkstelt, met vindplaats."
    )


class CalendarView(PanelView):
    title, one_title = "Rustdagen", "rustdag"
    intro = (
        "Extra rustdagen, naast die van de Algemene termijnenwet. Voordat een wijziging geldt, zie "
        "je welke lopende dossiers zij verandert."
    )
    to_read = to_export = Permission.CALENDAR_READ
    to_create = to_edit = Permission.CALENDAR_MANAGE
    form = CalendarDayForm
    list_template = "admin/calendar/list.html"
    order = ((CalendarDay.day, True),)
    columns = (
        column("day", "Datum", CalendarDay.day),
        column("name", "Naam", CalendarDay.name),
        column("source", "Bron", CalendarDay.source),
    )

    def visible(self, actor: Actor) -> ColumnElement[bool]:
        return within.all_or_none(actor, Permission.CALENDAR_READ)

    def list_context(self) -> dict[str, Any]:
        year = clock.today().year
        return {
            "statutory": [
                (one, sorted(calendar.holidays_of(one).items())) for one in (year, year + 1)
            ],
            "warning": calendar.horizon_warning(date(year + 1, 12, 31)),
        }

    @expose("/new/", methods=("GET", "POST"))
    def create_view(self) -> Any:
        return self.preview(None) or super().create_view()

    @expose("/edit/", methods=("GET", "POST"))
    def edit_view(self) -> Any:
        return self.preview(self.one()) or super().edit_view()

    def preview(self, record: CalendarDay | None) -> Any:
        """Which files the change would move; None when that was confirmed, or it moves none."""
        self.require("create" if record is None else "edit")
        if request.method == "GET" or request.form.get("confirmed"):
            return None
        form = self.create_form() if record is None else self.edit_form(record)
        if not form.validate():
            return None  # the form itself says what is wrong
        key, version = (record.id, self.version()) if record else (None, None)
        data = CalendarDayData(**form.cleaned())
        try:
            found = administration.preview_calendar_day(key, data, current_actor())
        except Invalid:
            return None
        if not found.files:
            return None
        return self.render(
            "admin/effect.html", preview=found, most=MOST_SHIFTS, weekday=weekday,
            head=say("Rustdag %(day)s", day=weekday(data.day)), about=data.name,
            hidden={"day": data.day.isoformat(), "name": data.name, "source": data.source,
                    "version": version, "url": self.return_url(default="")},
        )  # fmt: skip

    def create_model(self, form: forms.PanelForm) -> int:
        data = CalendarDayData(**form.cleaned())
        return administration.save_calendar_day(None, data, None, current_actor())

    def update_model(self, form: forms.PanelForm, model: CalendarDay) -> None:
        data = CalendarDayData(**form.cleaned())
        administration.save_calendar_day(model.id, data, self.version(), current_actor())


class MandateForm(forms.PanelForm):
    user_id = forms.Combobox(
        "Gemandateerde", forms.Lookup(users.find, users.name_of), required=True
    )
    letter_kind = forms.EnumSelect("Brief", LetterKind, required=True)
    from_on = forms.DateField("Vanaf", required=True)
    until_on = forms.DateField("Tot en met")
    document = forms.TextField("Vindplaats van het mandaatbesluit", required=True)
    signature_block = forms.TextArea(
        "Ondertekening", longest=400, rows=4, required=True, help="Zoals die onder de brief staat."
    )


class MandateView(PanelView):
    title, one_title = "Mandaten", "mandaat"
    to_read = to_export = Permission.SETTING_READ
    to_create = to_edit = Permission.SETTING_MANAGE
    form = MandateForm
    order = ((Mandate.id, True),)
    columns = (
        column("user", "Gemandateerde", User.name, via=Mandate.user),
        column("letter_kind", "Brief", Mandate.letter_kind),
        column("from_on", "Vanaf", Mandate.from_on),
        column("until_on", "Tot en met", Mandate.until_on),
        column("document", "Mandaatbesluit", Mandate.document),
    )
    details = (*columns, column("signature_block", "Ondertekening", Mandate.signature_block))
    filters = (EnumFilter("letter", "Brief", Mandate.letter_kind, LetterKind),)

    def visible(self, actor: Actor) -> ColumnElement[bool]:
        return within.all_or_none(actor, Permission.SETTING_READ)

    def title_of(self, record: Mandate) -> str:
        return say("Mandaat van %(name)s", name=record.user.name)

    def create_model(self, form: forms.PanelForm) -> int:
        data = MandateData(**form.cleaned())
        return administration.save_mandate(None, data, None, current_actor())

    def update_model(self, form: forms.PanelForm, model: Mandate) -> None:
        data = MandateData(**form.cleaned())
        administration.save_mandate(model.id, data, self.version(), current_actor())
