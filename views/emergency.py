"""Noodtoegang: asking to read one file, allowing it, going to read, and who did so when."""

from datetime import datetime
from typing import Any

from flask import abort, flash, redirect, request
from flask_admin import expose
from markupsafe import Markup
from sqlalchemy import ColumnElement

from models import EmergencyAccess, User
from operations import clock
from operations import emergency as operations
from queries import choices, emergency
from rules.permissions import Actor
from rules.vocabulary import Permission, ProposalState, Scope
from rules.wording import Dutch
from views import forms
from views.base import PanelView, Problem, column
from views.display import chip, place, shown
from views.filters import EnumFilter
from views.languages import say, say_later
from views.session import current_actor, read_in_emergency

WAITS, RUNS, OVER = (
    say_later("wacht op een ander"),
    say_later("loopt tot %(until)s"),
    say_later("voorbij"),
)


def standing(state: ProposalState, until: datetime | None, ended_at: datetime | None) -> Markup:
    """Where it stands now, for a list."""
    if state is ProposalState.PROPOSED:
        return chip("amber", say(WAITS))
    if state is not ProposalState.APPROVED:
        return chip("", say(state.label))
    if ended_at or (until and until <= clock.now()):
        return chip("", say(OVER))
    return chip("green", say(RUNS, until=shown(until)))


class AskForm(forms.PanelForm):
    reference = forms.TextField(
        "Kenmerk van het dossier", longest=16, required=True, help="Begint met een K of een M."
    )
    reason = forms.TextArea(
        "Waarom is dit nodig", longest=2000, rows=4, required=True,
        help="Wie het toestaat leest dit, en het blijft staan. Noem geen namen.",
    )  # fmt: skip


class RefuseForm(forms.PanelForm):
    answer = forms.TextArea(say_later("Waarom niet"), rows=2, longest=2000, depends=True)


class EmergencyView(PanelView):
    title, one_title = "Noodtoegang", "verzoek"
    intro = (
        "Een beheerder leest geen dossiers. Is het toch nodig, dan kan een ander dat toestaan: "
        "voor één dossier, een paar uur, om te lezen. Elke blik staat in het logboek."
    )
    to_read = to_create = Permission.ROLE_MANAGE
    form = AskForm
    order = ((EmergencyAccess.id, True),)
    columns = (
        column("reference", "Dossier", emergency.reference(), sort=None),
        column("asked_by", "Wie vraagt", User.name, via=EmergencyAccess.asked_by),
        column("asked_at", "Gevraagd", EmergencyAccess.asked_at, sort=EmergencyAccess.id),
        column("standing", "Stand", EmergencyAccess.state, EmergencyAccess.until,
               EmergencyAccess.ended_at, show=standing, sort=None),
    )  # fmt: skip
    details = (
        *columns,
        column("reason", "Waarom", EmergencyAccess.reason),
        column("decided_by", "Beslist door", emergency.decider(), sort=None),
        column("decided_at", "Beslist op", EmergencyAccess.decided_at),
        column("answer", "Waarom niet", EmergencyAccess.answer),
        column("until", "Tot", EmergencyAccess.until),
        column("ended_at", "Beëindigd", EmergencyAccess.ended_at),
    )
    filters = (EnumFilter("state", "Stand", EmergencyAccess.state, ProposalState),)
    details_template = "admin/emergency/details.html"
    create_template = "admin/emergency/new.html"

    # --- rights ---

    def is_accessible(self) -> bool:
        """Whoever can ask or allow it, and whoever oversees that."""
        actor = current_actor()
        mine = (Permission.ROLE_MANAGE, Permission.EMERGENCY_GRANT)
        return any(actor.may(one) for one in mine) or oversees(actor)

    def allows(self, actor: Actor, act: str) -> bool:
        if act == "create":
            return actor.may(Permission.ROLE_MANAGE)
        return act in {"read", "details"} and self.is_accessible()

    def visible(self, actor: Actor) -> ColumnElement[bool]:
        return emergency.visible_to(actor)

    def title_of(self, record: EmergencyAccess) -> str:
        return say("Noodtoegang %(n)s", n=record.id)

    # --- one of them ---

    @expose("/details/")
    def details_view(self) -> Any:
        return self.page(self.one(), RefuseForm())

    def page(
        self, record: EmergencyAccess, form: RefuseForm, problem: Problem | None = None
    ) -> Any:
        actor, moment = current_actor(), clock.now()
        mine = record.asked_by_id == actor.user_id
        grants = actor.may(Permission.EMERGENCY_GRANT)
        runs = (
            record.state is ProposalState.APPROVED
            and record.ended_at is None
            and record.until is not None
            and record.until > moment
        )
        page = self.render(
            self.details_template,
            model=record,
            facts=self.facts(record),
            return_url=self.return_url(),
            decides=record.state is ProposalState.PROPOSED and grants and not mine,
            reads=runs and mine,
            ends=runs and (mine or grants),
            hours=choices.setting("emergency_hours"),
            form=form,
            problem=problem,
            problems=form.problems() if problem else [],
        )
        return page if problem is None else (page, problem.status)

    def create_model(self, form: forms.PanelForm) -> int:
        return operations.ask(current_actor(), **form.cleaned())

    @expose("/<int:key>/<any(grant,refuse,begin,end):act>", ("POST",))
    def act(self, key: int, act: str) -> Any:
        """Allow it, refuse it, go and read, or end it."""
        actor, version = current_actor(), self.version()
        if self.get_one(key) is None:
            abort(404)
        if act == "begin":
            read_in_emergency(key)
            return redirect(self.file_of(key))
        form = RefuseForm(request.form)

        def write() -> None:
            if act == "refuse":
                operations.refuse(actor, key, version, form.answer.data or "")
            else:
                {"grant": operations.grant, "end": operations.end}[act](actor, key, version)

        _, problem = self.save(form, write)
        if problem is None:
            flash(say(SAID[act]), "success")
            return redirect(self.get_url(".details_view", id=key))
        return self.page(self.get_one(key) or abort(404), form, problem)

    def file_of(self, key: int) -> str:
        """The page of the file; asked before it exists for whoever reads it."""
        complaint = emergency.file(key)
        return f"{place(complaint)}/details/?id={complaint.id}"

    def changes(self, form: forms.PanelForm, key: int | None) -> list[tuple[str, str, str]]:
        return [(say("Dit verzoek"), say("over beslist door een ander"), "")]


SAID: dict[str, Dutch] = {
    "grant": "Toegestaan. Het dossier is vanaf nu te lezen; de toegang eindigt vanzelf.",
    "refuse": "Afgewezen. Het dossier blijft dicht.",
    "end": "De noodtoegang is beëindigd.",
}


def oversees(actor: Actor) -> bool:
    """Whoever reads the whole trail."""
    return actor.scope(Permission.AUDIT_READ) is Scope.ALL
