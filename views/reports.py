"""The informal track: the list of reports, registering one in one screen, and the overview."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Response, abort, request
from flask_admin import expose

from models import Complaint
from operations import clock, intake
from operations.exports import exported
from queries import choices, complaints, reference, report_figures, users
from rules import informal
from rules.errors import NotPermitted, Obstacle
from rules.law import SCHEME
from rules.permissions import Actor
from rules.vocabulary import Channel, Dating, Kind, Permission, Scope, State
from text import clamp
from views import act_forms, forms, intake_forms
from views.base import column
from views.complaints import (
    DESCRIPTION,
    RECEIPT,
    REPORTS,
    ComplaintView,
)
from views.filters import EnumFilter
from views.intake_forms import COMPLAINANT, FILES, SUBJECT, Group
from views.languages import say
from views.session import current_actor
from views.terms import due, take_up_cell


def take_up_column(due_on: date | None, taken_up_on: date | None, is_open: bool) -> Any:
    return take_up_cell(due_on, taken_up_on, is_open, current_actor().today)[1]


class ReportForm(forms.PanelForm):
    """What was said or sent, and how it came in."""

    received_at = forms.MomentField("Ontvangen op", required=True)
    channel = forms.EnumSelect("Hoe ontvangen", Channel, required=True)
    written = forms.Check("Er is iets op papier afgegeven")
    subject = forms.TextField("Onderwerp", required=True, longest=200)
    description = forms.TextArea("Melding", help="Wat er is gebeurd, in de woorden van de melder.")
    about_whom = forms.TextField("Over wie, volgens de melder", longest=200)
    wish = forms.TextArea("Wat wil de melder", longest=4000, rows=3)
    category_id = forms.EntitySelect("Soort", reference.categories, blank="Nog niet ingedeeld")
    unit_id = forms.EntitySelect(
        "Over welke afdeling", reference.units, blank="Nog niet bekend",
        help="De teamleider daarvan krijgt meteen bericht.",
    )  # fmt: skip
    sensitive = forms.Check("Gevoelig: wie het dossier inziet, staat in het logboek")
    special_data = forms.Check("Bevat bijzondere persoonsgegevens")


NEW_REPORT = act_forms.made(
    ReportForm,
    happened_on=forms.DateField("Wanneer gebeurde het", help="Leeg als je de dag niet weet."),
    anonymous=forms.Check("De melder wil anoniem blijven"),
    **COMPLAINANT,
    **SUBJECT,
    **FILES,
)
"""The same, with who reports and about whom, and what came along."""

GROUPS = (
    Group("E-mail inlezen", ("mail",), ("mail", "Bericht inlezen"),
          "De velden worden gevuld met wat in het bericht staat. Er wordt nog niets geregistreerd.",
          folded=True),
    Group("Ontvangst", ("received_at", "channel", "written")),
    Group("De melder", ("anonymous", *COMPLAINANT), ("find", "Kijk of wij deze persoon al kennen")),
    Group("De melding", (
        "subject", "description", "about_whom", "wish", "happened_on", "unit_id", "category_id",
    )),
    Group("Over wie", tuple(SUBJECT)),
    Group("Bestanden", ("files",), ("files", "Bestanden alvast bewaren")),
    Group("Aandacht", ("sensitive", "special_data")),
)  # fmt: skip
"""In the order of a telephone call."""


class ReportView(ComplaintView):
    """Meldingen: what the Servicedesk tries to solve without a formal complaint."""

    title, one_title = "Meldingen", "melding"
    groups = GROUPS
    kind = Kind.REPORT
    kinds = (Kind.REPORT,)
    to_read = to_export = Permission.REPORT_READ
    to_create: Permission | None = Permission.REPORT_WRITE
    to_edit: Permission | None = Permission.REPORT_WRITE
    form = ReportForm
    order = ((Complaint.take_up_due_on, True),)
    columns = (
        column("reference", "Kenmerk", Complaint.reference, sort=Complaint.id),
        column(
            "take_up", "In behandeling nemen", Complaint.take_up_due_on, Complaint.taken_up_on,
            Complaint.open, show=take_up_column, sort=Complaint.take_up_due_on,
            plain=lambda day, *_: day,
        ),
        column("subject", "Melding", Complaint.subject),
        column("complainant", "Melder", Complaint.complainant_names, sort=None),
        *ComplaintView.columns[4:],
    )  # fmt: skip
    about = column("about", "", *columns[1].sources)
    filters = (
        EnumFilter("state", "Fase", Complaint.state, REPORTS),
        *ComplaintView.filters[1:],
    )
    list_template = "report/list.html"
    tabs = (
        ("", "Tijdlijn"), ("text", "Melding"), ("documents", "Documenten"),
        ("letters", "Brieven"), ("contacts", "Contacten"),
    )  # fmt: skip

    def row_class(self, today: date, *about: Any) -> str:
        due_on, taken_up_on, is_open = about
        return take_up_cell(due_on, taken_up_on, is_open, today)[0]

    def list_context(self) -> dict[str, Any]:
        return {"overview": overviews(current_actor())}

    # --- one report ---

    def page_of(self, complaint: Complaint) -> dict[str, Any]:
        actor, waits = current_actor(), complaint.open and complaint.taken_up_on is None
        take_up = due(complaint.take_up_due_on, actor.today) if complaint.take_up_due_on else None
        page = super().page_of(complaint)
        return page | {
            "due": take_up if waits else None,
            "take_up": take_up,
            "took": due(complaint.take_up_due_on, complaint.taken_up_on)
            if complaint.take_up_due_on and complaint.taken_up_on
            else None,
            "shadow": page["due"],
            "requirements": (),
            "became": complaints.converted(actor, complaint.id)
            if complaint.state is State.I5
            else None,
            "notices": notices(complaint, actor),
        }

    # --- registering and correcting ---

    new_form = NEW_REPORT

    def starting(self) -> dict[str, Any]:
        return {"received_at": clock.now(), "channel": Channel.PHONE}

    def registered(self, values: act_forms.Values, rows: Mapping[str, int]) -> intake.Intake:
        day = values["happened_on"]
        conduct = intake.ConductData(
            title=values["subject"],
            description=values["description"],
            category_id=values["category_id"],
            dating=Dating.DAY if day else Dating.UNKNOWN,
            first_on=day,
        )
        receipt = {name: values[name] for name in RECEIPT if name in values}
        return intake.Intake(
            # Whether it was signed is asked when it becomes a complaint.
            receipt=intake.Receipt(**receipt, signed=False),
            description=intake.Description(**{name: values[name] for name in DESCRIPTION}),
            parties=intake_forms.parties(values, values["received_at"], rows["subjects"]),
            conducts=(conduct,),
            kind=Kind.REPORT,
            anonymous=values["anonymous"],
        )

    def onward(self, key: int) -> str:
        """To the complaint, when the report has just become one."""
        made = complaints.converted(current_actor(), key)
        return f"/admin/complaint/details/?id={made.id}" if made else super().onward(key)

    # --- the overview ---

    @expose("/overview/")
    def overview(self) -> Any:
        """Per quarter of a year, without names (the scheme: a periodic report to the board)."""
        year = self.year()
        return self.render(
            "report/overview.html",
            year=year,
            years=report_figures.years(current_actor()),
            figures=report_figures.of_year(current_actor(), year),
            days=choices.norms().servicedesk_working_days,
        )

    @expose("/overview/export/<export_type>/")
    def export_overview(self, export_type: str) -> Response:
        from views import exports

        year = self.year()
        if export_type not in exports.WRITERS:
            abort(404)
        figures = report_figures.of_year(current_actor(), year)
        rows = [
            [say(part.title), say(line.label), *("" if one is None else one for one in line.values)]
            for part in figures.parts
            for line in part.lines
        ]
        exported(current_actor(), "report_overview", export_type, len(rows))
        heads = [say("Onderdeel"), say("Cijfer"), *map(say, figures.periods)]
        return exports.send(export_type, say("Meldingen %(year)s", year=year), heads, rows)

    def year(self) -> int:
        if not overviews(current_actor()):
            raise NotPermitted("Het overzicht is voor wie alle meldingen mag zien.", SCHEME)
        today = current_actor().today
        return clamp(request.args.get("year"), least=1999, most=today.year, default=today.year)


def overviews(actor: Actor) -> bool:
    """The overview covers every unit, so a right that reaches one unit is not enough."""
    return actor.scope(Permission.REPORT_READ) is Scope.ALL


def notices(complaint: Complaint, actor: Actor) -> list[Obstacle]:
    """What is to be known of a report that stands in nobody's way."""
    if not complaint.open:
        return []
    leaders = users.team_leaders(complaint, actor.today)
    found = (
        informal.anonymous_report(named=bool(complaint.complainant_names)),
        informal.nobody_told(complaint.state, len(leaders)),
    )
    return [one for one in found if one]
