"""Hearings (hoorgesprekken) across files: the list; planning and holding happen in the file."""

from typing import Any

from flask import redirect
from flask_admin import expose
from sqlalchemy import ColumnElement

from models import Complaint, Contact, Hearing, Party, User
from queries import complaints
from rules.permissions import Actor
from rules.vocabulary import Answer, HearingForm, HearingStatus, Permission
from views.base import column
from views.filters import EnumFilter
from views.in_file import MadeInFile
from views.languages import say


def name(first: str, infix: str, family: str, organisation: str) -> str:
    return " ".join(part for part in (first, infix, family) if part) or organisation


class HearingView(MadeInFile):
    title, one_title = "Hoorgesprekken", "hoorgesprek"
    to_read = to_export = Permission.COMPLAINT_READ
    to_create = to_edit = Permission.HEARING_HOLD
    page_in_file = "hearing/"
    order = ((Hearing.planned_at, True),)
    columns = (
        column("reference", "Dossier", Complaint.reference, via=Hearing.complaint),
        column("kind", "Rol", Party.kind, via=Hearing.party),
        column(
            "who", "Wie", Contact.first_name, Contact.infix, Contact.family_name,
            Contact.organisation, show=name, via=(Contact, Contact.id == Party.contact_id),
        ),
        column("planned_at", "Wanneer", Hearing.planned_at),
        column("form", "Vorm", Hearing.form),
        column("place", "Waar", Hearing.place),
        column("status", "Stand", Hearing.status),
        column("heard_by", "Wie hoort", User.name, via=Hearing.heard_by),
        column("report_final_on", "Verslag vastgesteld", Hearing.report_final_on),
    )  # fmt: skip
    details = (
        *columns,
        column("participants", "Deelnemers", Hearing.participants),
        column("reply_by", "Reactie gevraagd uiterlijk", Hearing.reply_by),
        column("answer", "Antwoord", Hearing.answer),
        column("answered_on", "Antwoord ontvangen op", Hearing.answered_on),
        column("over_reason", "Waarom niet gehouden", Hearing.over_reason),
        column("over_next", "Wat volgt", Hearing.over_next),
        column("held_at", "Gehouden op", Hearing.held_at),
        column("minutes", "Duur in minuten", Hearing.minutes),
        column("present", "Aanwezig", Hearing.present),
        column("report", "Verslag", Hearing.report),
        column("comment_asked_on", "Om opmerkingen gevraagd op", Hearing.comment_asked_on),
        column("comments", "Opmerkingen van wie is gehoord", Hearing.comments),
    )
    filters = (
        EnumFilter("status", "Stand", Hearing.status, HearingStatus),
        EnumFilter("answer", "Antwoord", Hearing.answer, Answer),
        EnumFilter("form", "Vorm", Hearing.form, HearingForm),
    )

    def visible(self, actor: Actor) -> ColumnElement[bool]:
        return complaints.in_visible(Hearing.complaint_id, actor)

    def title_of(self, record: Hearing) -> str:
        return say("Hoorgesprek %(reference)s", reference=record.complaint.reference)

    @expose("/edit/", methods=("GET", "POST"))
    def edit_view(self) -> Any:
        """A hearing is changed in its file: there stands who may be asked what."""
        self.require("edit")
        hearing = self.one()
        return redirect(f"/admin/complaint/{hearing.complaint_id}/hold/?of={hearing.id}")
