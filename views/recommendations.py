"""Recommendations and measures across files: the list, and one's own to carry out."""

from typing import Any

from flask import redirect
from flask_admin import expose
from sqlalchemy import ColumnElement

from models import Complaint, Recommendation, User
from operations import access, follow_up
from queries import complaints, measures, recommendations
from rules.duties import READERS
from rules.errors import NotPermitted
from rules.permissions import Actor
from rules.vocabulary import Acceptance, Permission, RecommendationOrigin
from views import act_forms, forms
from views.base import PanelView, column
from views.display import shown, unbroken
from views.filters import DateFilter, EnumFilter, YesNoFilter
from views.languages import say
from views.session import current_actor


def brief(text: str) -> str:
    """The beginning, as long as a list has room for."""
    return text if len(text) <= 80 else f"{text[:80].rstrip()}…"


class RecommendationView(PanelView):
    title, one_title = "Aanbevelingen", "aanbeveling"
    intro = "Wat een advies, het bestuur of de ombudsman vroeg, en wat ervan kwam."
    # Everyone who can be an owner; of other files nothing shows.
    to_read = to_edit = Permission.CALCULATOR_USE
    to_export = Permission.ADVICE_READ
    form = act_forms.FinishRecommendation
    order = ((Recommendation.due_on, False), (Recommendation.id, True))
    columns = (
        column("text", "Wat", Recommendation.text, show=brief, plain=shown),
        column("reference", "Dossier", Complaint.reference, via=Recommendation.complaint,
               show=unbroken, plain=shown),
        column("origin", "Van", Recommendation.origin),
        column("acceptance", "Antwoord", Recommendation.acceptance),
        column("owner", "Wie", User.name, via=(User, User.id == Recommendation.owner_id)),
        column("due_on", "Uiterlijk", Recommendation.due_on, show=unbroken, plain=shown),
        column("done_on", "Klaar op", Recommendation.done_on, show=unbroken, plain=shown),
    )  # fmt: skip
    details = (
        column("text", "Wat", Recommendation.text),
        *columns[1:],
        column("kind", "Waarvoor", Recommendation.kind),
        column("answer_reason", "Reden van het antwoord", Recommendation.answer_reason),
        column("result", "Wat is er gedaan", Recommendation.result),
        column("late_reason", "Waarom later", Recommendation.late_reason),
    )
    filters = (
        EnumFilter("origin", "Van", Recommendation.origin, RecommendationOrigin),
        EnumFilter("acceptance", "Antwoord", Recommendation.acceptance, Acceptance),
        DateFilter("due_on", "Uiterlijk", Recommendation.due_on),
        YesNoFilter("to_do", "Nog te doen", measures.TO_DO),
    )

    edit_template = "recommendation/edit.html"

    def is_accessible(self) -> bool:
        """Whoever reads files, or can have a measure to carry out."""
        return any(current_actor().may(one) for one in READERS)

    def visible(self, actor: Actor) -> ColumnElement[bool]:
        return recommendations.visible_to(actor)

    def title_of(self, record: Recommendation) -> str:
        return say("Aanbeveling in %(reference)s", reference=record.complaint.reference)

    def may_edit(self, record: Recommendation) -> bool:
        actor = current_actor()
        mine = record.owner_id == actor.desk
        return record.done_on is None and (mine or actor.may(Permission.FOLLOW_UP_WRITE))

    @expose("/edit/", methods=("GET", "POST"))
    def edit_view(self) -> Any:
        """Whoever may finish it in the file does so there; another owner finishes it here."""
        record, actor = self.one(), current_actor()
        complaint = complaints.get(actor, record.complaint_id)
        if complaint is not None and access.may(actor, Permission.FOLLOW_UP_WRITE, complaint):
            return redirect(f"/admin/complaint/{record.complaint_id}/finish/?of={record.id}")
        if not self.may_edit(record):
            raise NotPermitted("Je mag dit niet wijzigen.")
        return super().edit_view()

    def update_model(self, form: forms.PanelForm, model: Recommendation) -> None:
        data = follow_up.Result(**form.cleaned())
        follow_up.finish(current_actor(), model.id, self.version(), data)
