"""Committees, their members, and the ties that members have with the authority."""

from typing import Any

from flask import request
from sqlalchemy import ColumnElement, select

from models import Committee, CommitteeMember, Tie, User, db
from operations import clock
from operations import committees as operations
from operations.committees import CommitteeData, MemberData, TieData
from queries import committees, reference, users, within
from rules.permissions import Actor
from rules.vocabulary import CommitteeRole, Permission, TieKind
from text import clamp
from views import forms
from views.base import PanelView, column
from views.filters import EntityFilter
from views.languages import say
from views.session import current_actor


class CommitteePart(PanelView):
    """What committee screens have in common."""

    to_read = to_export = Permission.COMMITTEE_READ
    to_create = to_edit = Permission.COMMITTEE_MANAGE

    def visible(self, actor: Actor) -> ColumnElement[bool]:
        return within.all_or_none(actor, Permission.COMMITTEE_READ)


class CommitteeForm(forms.PanelForm):
    name = forms.TextField("Naam", longest=160, required=True)
    decided_on = forms.DateField("Ingesteld bij besluit van", required=True)
    decision_document = forms.TextField("Vindplaats van het besluit")
    from_on = forms.DateField("Werkt vanaf", required=True)
    until_on = forms.DateField("Werkt tot en met")


class CommitteeView(CommitteePart):
    title, one_title = "Commissies", "commissie"
    to_export = Permission.COMMITTEE_READ
    form = CommitteeForm
    details_template = "admin/committee/details.html"
    order = ((Committee.name, False),)
    columns = (
        column("name", "Naam", Committee.name),
        column("decided_on", "Besluit van", Committee.decided_on),
        column("from_on", "Vanaf", Committee.from_on),
        column("until_on", "Tot en met", Committee.until_on),
    )
    details = (
        column("decided_on", "Ingesteld bij besluit van", Committee.decided_on),
        column("document", "Vindplaats van het besluit", Committee.decision_document),
        column("from_on", "Werkt vanaf", Committee.from_on),
        column("until_on", "Werkt tot en met", Committee.until_on),
    )

    def details_context(self, record: Committee) -> dict[str, Any]:
        return {
            "members": committees.members(record.id),
            "obstacle": committees.composition(record.id, clock.today()),
        }

    def create_model(self, form: forms.PanelForm) -> int:
        return operations.save_committee(
            None, CommitteeData(**form.cleaned()), None, current_actor()
        )

    def update_model(self, form: forms.PanelForm, model: Committee) -> None:
        data = CommitteeData(**form.cleaned())
        operations.save_committee(model.id, data, self.version(), current_actor())


class MemberForm(forms.PanelForm):
    committee_id = forms.EntitySelect("Commissie", reference.committees, required=True)
    user_id = forms.Combobox("Gebruiker", forms.Lookup(users.find, users.name_of), required=True)
    role = forms.EnumSelect("Functie", CommitteeRole, required=True)
    from_on = forms.DateField("Benoemd vanaf", required=True)
    until_on = forms.DateField("Benoemd tot en met")
    declared_independent_on = forms.DateField(
        "Verklaring van onafhankelijkheid op",
        help="De dag waarop is gevraagd naar bindingen met de organisatie, en geantwoord.",
    )


class MemberView(CommitteePart):
    title, one_title = "Commissieleden", "commissielid"
    form = MemberForm
    details_template = "admin/member/details.html"
    order = ((CommitteeMember.committee_id, False), (CommitteeMember.role, False))
    columns = (
        column("user", "Naam", User.name, via=CommitteeMember.user),
        column("committee", "Commissie", Committee.name, via=CommitteeMember.committee),
        column("role", "Functie", CommitteeMember.role),
        column("from_on", "Vanaf", CommitteeMember.from_on),
        column("until_on", "Tot en met", CommitteeMember.until_on),
        column("declared", "Verklaring", CommitteeMember.declared_independent_on),
    )
    filters = (
        EntityFilter("committee", "Commissie", CommitteeMember.committee_id, reference.committees),
    )

    def title_of(self, record: CommitteeMember) -> str:
        return record.user.name

    def starting(self) -> dict[str, Any]:
        return {"committee_id": clamp(request.args.get("committee_id")) or None}

    def details_context(self, record: CommitteeMember) -> dict[str, Any]:
        return {
            "ties": committees.ties(record.id),
            "obstacles": committees.against(record, clock.today()),
        }

    def create_model(self, form: forms.PanelForm) -> int:
        return operations.save_member(None, MemberData(**form.cleaned()), None, current_actor())

    def update_model(self, form: forms.PanelForm, model: CommitteeMember) -> None:
        data = MemberData(**form.cleaned())
        operations.save_member(model.id, data, self.version(), current_actor())


class TieForm(forms.PanelForm):
    member_id = forms.EntitySelect("Commissielid", committees.member_names, required=True)
    kind = forms.EnumSelect("Binding", TieKind, required=True)
    description = forms.TextArea("Toelichting", longest=2000, rows=3)
    from_on = forms.DateField("Vanaf")
    to_on = forms.DateField("Tot en met", help="Leeg: de binding duurt voort.")
    judged_not_recent_on = forms.DateField("Door het bestuur niet recent bevonden op")
    judged_reason = forms.TextArea("Reden daarvan", longest=2000, rows=3)


class TieView(CommitteePart):
    """Reached from the member it belongs to; not in the menu."""

    title, one_title = "Bindingen", "binding"
    form = TieForm
    in_menu = False
    order = ((Tie.id, True),)
    columns = (
        column("kind", "Binding", Tie.kind),
        column("from_on", "Vanaf", Tie.from_on),
        column("to_on", "Tot en met", Tie.to_on),
        column("description", "Toelichting", Tie.description),
        column("judged", "Niet recent bevonden op", Tie.judged_not_recent_on),
        column("reason", "Reden daarvan", Tie.judged_reason),
    )

    def title_of(self, record: Tie) -> str:
        return say("Binding: %(kind)s", kind=record.kind)

    def starting(self) -> dict[str, Any]:
        return {"member_id": clamp(request.args.get("member_id")) or None}

    def after_saving(self, key: int) -> str:
        member = db.session.scalar(select(Tie.member_id).where(Tie.id == key))
        return f"/admin/member/details/?id={member}"

    def create_model(self, form: forms.PanelForm) -> int:
        return operations.save_tie(None, TieData(**form.cleaned()), None, current_actor())

    def update_model(self, form: forms.PanelForm, model: Tie) -> None:
        operations.save_tie(model.id, TieData(**form.cleaned()), self.version(), current_actor())
