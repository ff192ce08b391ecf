"""Datalekken: letters that went to someone else, and what was decided within 72 hours."""

from datetime import datetime
from typing import Any

from flask import abort, flash, redirect, request
from flask_admin import expose
from markupsafe import Markup
from sqlalchemy import ColumnElement

from models import Complaint, DataBreach, User
from operations import access, breaches, clock
from queries import data_subjects
from rules.permissions import Actor
from rules.vocabulary import BreachDecision, Permission
from rules.wording import told
from views import forms
from views.base import PanelView, Problem, column
from views.display import NOTHING, chip, place, shown
from views.filters import ChoiceFilter, DateFilter
from views.languages import say
from views.session import current_actor


def standing(decision: BreachDecision | None, due_at: datetime) -> Markup:
    """Where a breach stands now, for a list."""
    if decision is not None:
        return chip("", say(decision.label))
    left = due_at - clock.now()
    hours = int(left.total_seconds() // 3600)
    if hours < 0:
        return chip("red", say("de 72 uur zijn voorbij"))
    return chip("amber", say("nog %(n)s uur", n=hours))


class DecideForm(forms.PanelForm):
    decision = forms.EnumSelect("Besluit", BreachDecision, required=True)
    decided_at = forms.MomentField("Gemeld op, of besloten op", required=True)
    reason = forms.TextArea(
        "Waarom", longest=4000, rows=3, depends=True,
        help="Nodig als er niet is gemeld, of later dan 72 uur. Noem geen namen.",
    )  # fmt: skip
    measures = forms.TextArea(
        "Gevolgen en maatregelen", longest=4000, rows=3, help="Noem geen namen."
    )
    subjects_told = forms.Check("Wie het betreft, weet het (art. 34 AVG)")


class StandingFilter(ChoiceFilter):
    """Those about which nobody decided, and the others."""

    def choices(self) -> list[tuple[str, str]]:
        return [("open", told("nog te beslissen")), ("decided", told("beslist"))]

    def condition(self, how: str, value: str) -> ColumnElement[bool]:
        undecided = DataBreach.decision.is_(None)
        return undecided if value == "open" else ~undecided


class BreachView(PanelView):
    title, one_title = "Datalekken", "datalek"
    intro = (
        "Brieven die bij een ander terechtkwamen. Is er een risico voor wie het gaat, dan weet de "
        "Autoriteit Persoonsgegevens het binnen 72 uur (art. 33 AVG). Vastleggen doe je bij de "
        "verzonden brief."
    )
    to_read = Permission.PRIVACY_READ
    order = (
        (DataBreach.decided_at.is_not(None), False), (DataBreach.due_at, False),
        (DataBreach.id, False),
    )  # fmt: skip
    columns = (
        column("number", "Kenmerk", DataBreach.number),
        column("reference", "Dossier", Complaint.reference, via=DataBreach.complaint),
        column("noticed_at", "Ontdekt", DataBreach.noticed_at),
        column("due_at", "Melden vóór", DataBreach.due_at),
        column("standing", "Stand", DataBreach.decision, DataBreach.due_at, show=standing,
               sort=None),
    )  # fmt: skip
    details = (
        *columns,
        column("what", "Wat is er gebeurd", DataBreach.what),
        column("recorded_at", "Vastgelegd", DataBreach.recorded_at),
        column("recorded_by", "Door", User.name, via=DataBreach.recorded_by),
        column("decided_at", "Gemeld of besloten op", DataBreach.decided_at),
        column("decider", "Besloten door", data_subjects.decider(), sort=None),
        column("reason", "Waarom", DataBreach.reason),
        column("measures", "Gevolgen en maatregelen", DataBreach.measures),
        column("subjects_told", "Wie het betreft, weet het", DataBreach.subjects_told),
    )
    filters = (
        StandingFilter("standing", "Stand", DataBreach.decision),
        DateFilter("noticed_at", "Ontdekt", DataBreach.noticed_at),
    )
    details_template = "admin/privacy/breach.html"

    def visible(self, actor: Actor) -> ColumnElement[bool]:
        return data_subjects.breaches_of(actor)

    def title_of(self, record: DataBreach) -> str:
        return record.number

    @expose("/details/")
    def details_view(self) -> Any:
        return self.page(self.one())

    def page(
        self, found: DataBreach, problem: Problem | None = None, form: DecideForm | None = None
    ) -> Any:
        writes = current_actor().may(Permission.PRIVACY_WRITE)
        page = self.render(
            self.details_template,
            model=found,
            facts=[one for one in self.facts(found) if one[1] != NOTHING],
            return_url=self.return_url(),
            decides=writes and found.decision is None,
            late=found.decision is None and clock.now() > found.due_at,
            due=shown(found.due_at),
            form=form or DecideForm(data={"decided_at": clock.now()}),
            file=f"{place(found.complaint)}/details/?id={found.complaint_id}",
            problem=problem,
            problems=form.problems() if form else [],
        )
        return page if problem is None else (page, problem.status)

    @expose("/<int:key>/decide", ("POST",))
    def decide(self, key: int) -> Any:
        """Write down that it was reported, or why not."""
        found = self.get_one(key) or abort(404)
        access.require(current_actor(), Permission.PRIVACY_WRITE, found.complaint)
        form, version = DecideForm(request.form), self.version()
        _, problem = self.save(
            form, lambda: breaches.decide(current_actor(), key, version, **form.cleaned())
        )
        if problem is None:
            flash(say("Het besluit is vastgelegd."), "success")
            return redirect(self.get_url(".details_view", id=key))
        return self.page(self.get_one(key) or abort(404), problem, form)

    def changes(self, form: forms.PanelForm, key: int | None) -> list[tuple[str, str, str]]:
        return [(say("Dit datalek"), say("over beslist door een ander"), "")]
