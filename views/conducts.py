"""Conducts (gedragingen): what a complaint is about, part by part."""

from typing import Any

from flask import abort, request
from sqlalchemy import ColumnElement

from models import Category, Complaint, Conduct
from operations import intake
from operations.intake import ConductData
from queries import cases, complaints, reference
from rules.permissions import Actor
from rules.vocabulary import Dating, Judgement, PartyKind, Permission, ScreeningOutcome, TimeOutcome
from text import clamp
from views import forms
from views.base import column
from views.display import place
from views.filters import EntityFilter, EnumFilter
from views.in_file import COMPLAINTS, OfFile
from views.session import current_actor


class ConductForm(forms.PanelForm):
    title = forms.TextField("In een paar woorden", longest=200, required=True)
    description = forms.TextArea("Wat is er gebeurd")
    place = forms.TextField("Waar", longest=160)
    category_id = forms.EntitySelect("Soort", reference.categories, blank="Nog niet ingedeeld")
    dating = forms.EnumSelect("Wanneer", Dating, required=True)
    first_on = forms.DateField("Op, of vanaf")
    last_on = forms.DateField("Tot en met", help="Bij een periode, of een dag die niet vaststaat.")
    about_report = forms.Check("Gaat over hoe de melding is behandeld, waaruit de klacht komt")


class NewConductForm(ConductForm):
    complaint_id = forms.Combobox("Dossier", COMPLAINTS, required=True)


class ConductView(OfFile):
    title, one_title = "Gedragingen", "gedraging"
    to_read = to_export = Permission.COMPLAINT_READ
    to_create = to_edit = Permission.COMPLAINT_EDIT
    form = NewConductForm
    order = ((Conduct.id, True),)
    columns = (
        column("title", "Gedraging", Conduct.title),
        column("reference", "Dossier", Complaint.reference, via=Conduct.complaint),
        column("dating", "Wanneer", Conduct.dating),
        column("time_outcome", "Twaalf maanden", Conduct.time_outcome),
        column("screening", "Toetsing", Conduct.screening),
        column("judgement", "Oordeel", complaints.pronounced(Conduct.judgement)),
    )
    details = (
        *columns,
        column("occurred_on", "Op", Conduct.occurred_on),
        column("started_on", "Vanaf", Conduct.started_on),
        column("ended_on", "Tot en met", Conduct.ended_on),
        column("earliest_on", "Op zijn vroegst", Conduct.earliest_on),
        column("latest_on", "Op zijn laatst", Conduct.latest_on),
        column("place", "Waar", Conduct.place),
        column("category", "Soort", Category.name, via=Conduct.category),
        column("description", "Wat is er gebeurd", Conduct.description),
        column("findings", "Bevindingen", complaints.pronounced(Conduct.findings)),
        column("judgement_reason", "Redenen", complaints.pronounced(Conduct.judgement_reason)),
    )
    filters = (
        EnumFilter("time_outcome", "Twaalf maanden", Conduct.time_outcome, TimeOutcome),
        EnumFilter("screening", "Toetsing", Conduct.screening, ScreeningOutcome),
        EnumFilter("judgement", "Oordeel", complaints.pronounced(Conduct.judgement), Judgement),
        EntityFilter("category", "Soort", Conduct.category_id, reference.all_categories),
    )

    def visible(self, actor: Actor) -> ColumnElement[bool]:
        return complaints.in_visible(Conduct.complaint_id, actor)

    def title_of(self, record: Conduct) -> str:
        return f"{record.title} ({record.complaint.reference})"

    def starting(self) -> dict[str, Any]:
        return {
            "complaint_id": clamp(request.args.get("complaint")) or None,
            "dating": Dating.DAY,
        }

    def stored(self, record: Conduct) -> dict[str, Any]:
        dates = cases.conduct_dates(record)
        return super().stored(record) | {
            "complaint_id": record.complaint_id,
            "first_on": dates.first_on,
            "last_on": dates.last_on if record.dating in {Dating.PERIOD, Dating.WINDOW} else None,
        }

    def create_model(self, form: forms.PanelForm) -> int:
        values = form.cleaned()
        key = values.pop("complaint_id")
        complaint = complaints.get(current_actor(), key) or abort(404)
        about = (one.id for one in complaint.parties if one.kind is PartyKind.SUBJECT)
        return intake.add_conduct(
            current_actor(), key, ConductData(**values, subject_ids=tuple(about))
        )

    def update_model(self, form: forms.PanelForm, model: Conduct) -> None:
        values = form.cleaned()
        values.pop("complaint_id")
        about = tuple(one.id for one in model.subjects)
        data = ConductData(**values, subject_ids=about)
        intake.change_conduct(current_actor(), model.id, self.version(), data)

    def after_saving(self, key: Any) -> str:
        conduct = self.get_one(key)
        if conduct is None:
            return str(self.url)
        return f"{place(conduct.complaint)}/details/?id={conduct.complaint_id}"
