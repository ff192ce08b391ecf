"""The duties of whoever is signed in, soonest first, each with the way to where it is done."""

from datetime import date
from typing import Any

from flask import flash, redirect, request
from flask_admin import expose
from sqlalchemy import ColumnElement, and_, or_

from models import Complaint, Duty, User
from queries import duties
from rules.duties import READERS, DutyKind
from rules.permissions import Actor
from rules.vocabulary import Kind, Permission
from rules.wording import Dutch
from text import clamp
from views.base import PanelView, column
from views.display import NOTHING
from views.filters import ChoiceFilter, EnumFilter
from views.languages import say
from views.session import current_actor
from views.terms import DUE, due


def due_day(day: date | None) -> Any:
    if day is None:
        return NOTHING
    found = due(day, current_actor().today)
    return DUE[found.colour].format(found.words, found.day)


def whose(name: str | None, permission: Permission) -> str:
    """A user, or whoever has the right."""
    return name or say("wie mag: %(right)s", right=permission)


class WhenFilter(ChoiceFilter):
    """How a last day stands against today."""

    def choices(self) -> list[tuple[str, Dutch]]:
        return [("late", "Te laat"), ("soon", "Vandaag of binnen 7 dagen"), ("later", "Later")]

    def condition(self, how: str, value: str) -> ColumnElement[bool]:
        today = current_actor().today
        soon = today + duties.SOON
        conditions: dict[str, ColumnElement[bool]] = {
            "late": Duty.due_on < today,
            "soon": and_(Duty.due_on >= today, Duty.due_on <= soon),
            "later": or_(Duty.due_on > soon, Duty.due_on.is_(None)),
        }
        return conditions[value]


PLACES = {
    "hold": "/admin/complaint/{file}/hold/?of={what}",
    "screening": "/admin/complaint/{file}/screening/?of={what}",
    "judge": "/admin/complaint/{file}/judge/?of={what}",
    "decide": "/admin/complaint/{file}/conclude/",
    "letter": "/admin/complaint/{file}/letter/?kind={what}",
    "sent": "/admin/letter/details/?id={what}",
    "step": "/admin/complaint/{file}/step/{what}",
    "hearings": "/admin/complaint/details/?id={file}&tab=hearings",
    "recommendation": "/admin/complaint/details/?id={file}&tab=follow-up",
    "ombudsman": "/admin/complaint/details/?id={file}&tab=follow-up",
    "submission": "/admin/{table}/{file}/submission/?of={what}",
    "measure": "/admin/recommendation/edit/?id={what}",
}
"""Where a duty is done, by the first word of its address; the file's page for all others."""


def place_of(duty: Duty) -> str:
    word, _, what = duty.address.partition(":")
    table = "complaint" if duty.complaint.kind is Kind.FORMAL else "report"
    place = PLACES.get(word, "/admin/{table}/details/?id={file}")
    return place.format(table=table, file=duty.complaint_id, what=what)


class DutyView(PanelView):
    """Taken."""

    title, one_title = "Taken", "taak"
    intro = "Wat jij moet doen, of iemand met jouw rechten. Wat het eerst moet, staat bovenaan."
    to_read = Permission.COMPLAINT_READ
    list_template = "admin/duty/list.html"
    searchable = True
    search_help = "Zoek op kenmerk"
    order = ((Duty.due_on, False),)
    columns = (
        column("text", "Taak", Duty.text, sort=None),
        column("due", "Uiterlijk", Duty.due_on, show=due_day, sort=Duty.due_on),
        column("reference", "Kenmerk", Complaint.reference, via=Duty.complaint),
        column("basis", "Grondslag", Duty.basis, sort=None),
        column("whose", "Voor", User.name, Duty.permission, via=Duty.user, show=whose),
    )
    about = column("about", "", Duty.due_on)
    filters = (
        EnumFilter("kind", "Soort", Duty.kind, DutyKind),
        WhenFilter("when", "Wanneer", Duty.due_on),
    )

    def is_accessible(self) -> bool:
        return any(current_actor().may(one) for one in READERS)

    def allows(self, actor: Actor, act: str) -> bool:
        return act in {"read", "details"} and any(actor.may(one) for one in READERS)

    def visible(self, actor: Actor) -> ColumnElement[bool]:
        return duties.mine(actor)

    def search_condition(self, term: str) -> ColumnElement[bool]:
        return duties.of_reference(term)

    def row_class(self, today: date, *about: Any) -> str:
        return due(about[0], today).colour if about[0] else ""

    @expose("/details/")
    def details_view(self) -> Any:
        """On to where it is done; what is done by now is no duty any more."""
        found = duties.one(current_actor(), clamp(request.args.get("id")))
        if found is None:
            flash("Deze taak is al gedaan, of niet meer van jou.", "info")
            return redirect(self.get_url(".index_view"))
        return redirect(place_of(found))
