"""The register of written complaints (art. 9:12a Awb): the list, one row, its public texts."""

from typing import Any

from flask import abort, flash, redirect, request
from flask_admin import expose
from sqlalchemy import ColumnElement

from models import Category, Complaint, PublicText, Unit
from operations import registering
from operations.registering import Noted
from queries import measures, reference, register
from rules import public_text
from rules.permissions import Actor
from rules.vocabulary import (
    Heard,
    Kind,
    Labelled,
    LateKind,
    Permission,
    RefusalGround,
    RegisterOutcome,
    Timeliness,
    Track,
)
from rules.wording import Dutch
from text import clamp
from views import forms
from views.base import PanelView, column
from views.display import NOTHING, shown, unbroken
from views.filters import DateFilter, EntityFilter, EnumFilter, YesNoFilter
from views.languages import say
from views.register_reports import Reports
from views.session import current_actor


def listed(values: type[Labelled]) -> Any:
    """How codes of several rows look together: each one's label."""

    def labels(raw: str | None) -> str:
        codes = raw.split(register.BETWEEN) if raw else ()
        return ", ".join(say(values(code).label) for code in codes if code) or NOTHING

    return labels


def labelled(values: type[Labelled]) -> Any:
    """How one code looks that the database put together."""
    return lambda raw: say(values(raw).label) if raw else NOTHING


def gathered(raw: str | None) -> str:
    return ", ".join(dict.fromkeys(raw.split(register.BETWEEN))) if raw else NOTHING


def weighed(track: Track | None) -> str:
    return shown(track in {Track.ADVISER, Track.COMMITTEE}) if track else NOTHING


def timely(ended_on: Any, code: str) -> str:
    return say(Timeliness(code).label) if ended_on else NOTHING


def few(number: int) -> Any:
    """A number in a table; none is nothing to look at."""
    return number or NOTHING


class NoteForm(forms.PanelForm):
    """What the register says that no step asks."""

    late_kind = forms.EnumSelect(
        "Soort oorzaak, als het te laat was", LateKind, blank="Nog niet ingedeeld"
    )
    lesson = forms.TextArea(
        "Wat wij ervan leren", longest=2000, rows=4,
        help="Voor wie het register leest. Zet er geen namen in.",
    )  # fmt: skip


class TextForm(forms.PanelForm):
    text = forms.TextArea(
        "Tekst voor iedereen", longest=public_text.LONGEST, rows=6,
        help="Kort en neutraal, zonder naam, afdeling, cursus of dag. Leeg haalt de tekst weg.",
    )  # fmt: skip


class RegisterView(Reports, PanelView):
    title, one_title = "Register", "klacht"
    intro = (
        "Elke schriftelijke klacht en melding, zonder namen (art. 9:12a Awb). "
        "Waar je zelf bij betrokken bent, staat er voor jou niet in."
    )
    to_read = to_export = Permission.REGISTER_READ
    to_edit = Permission.REGISTER_WRITE
    form = NoteForm
    order = ((Complaint.received_on, True),)
    columns = (
        column("reference", "Kenmerk", Complaint.reference, show=unbroken, plain=shown),
        column("received_on", "Ontvangen", Complaint.received_on, show=unbroken, plain=shown),
        column("reference_on", "Ingediend", Complaint.reference_on, show=unbroken, plain=shown,
               sort=None),
        column("channel", "Hoe ontvangen", Complaint.channel, sort=None),
        column("kind", "Klacht of melding", Complaint.kind, sort=None),
        column("category", "Onderwerp", Category.name, via=Complaint.category),
        column("behaviours", "Soort gedraging", register.BEHAVIOURS, show=gathered, sort=None),
        column("unit", "Afdeling", Unit.name, via=Complaint.unit),
        column("track", "Wijze van behandeling", Complaint.track, sort=None),
        column("advised", "Advies", Complaint.track, show=weighed, sort=None),
        column("heard", "Klager gehoord", register.COMPLAINANTS_HEARD, show=listed(Heard),
               sort=None),
        column("subjects_heard", "Betrokkene gehoord", register.SUBJECTS_HEARD,
               show=listed(Heard), sort=None),
        column("postponed", "Weken verdaagd", register.POSTPONED_WEEKS, show=few, sort=None),
        column("extended", "Dagen uitgesteld", register.EXTENDED_DAYS, sort=None),
        column("legal_end", "Laatste dag", Complaint.legal_end, show=unbroken, plain=shown),
        column("ended_on", "Verzonden", Complaint.ended_on, show=unbroken, plain=shown),
        column("days", "Dagen", measures.DURATION, sort=None),
        column("term", "Op tijd", Complaint.ended_on, measures.TIMELINESS, show=timely),
        column("late_kind", "Waarom te laat", Complaint.late_kind, sort=None),
        column("outcome", "Afloop", measures.REGISTER_OUTCOME, show=labelled(RegisterOutcome),
               sort=None),
        column("outcomes", "Afloop per gedraging", register.OUTCOMES, sort=None,
               show=listed(RegisterOutcome)),
        column("grounds", "Grond (art. 9:8 Awb)", register.GROUNDS, show=listed(RefusalGround),
               sort=None),
        column("deviated", "Afgeweken van advies", measures.DEVIATED, sort=None),
        column("recommended", "Aanbevelingen", register.RECOMMENDED, show=few, sort=None),
        column("taken_over", "Overgenomen", register.TAKEN_OVER, show=few, sort=None),
        column("done", "Uitgevoerd", register.DONE, show=few, sort=None),
        column("ombudsman", "Ombudsman", register.OMBUDSMAN, show=few, sort=None),
        column("ombudsman_outcome", "Uitkomst ombudsman", register.OMBUDSMAN_OUTCOME,
               show=gathered, sort=None),
        column("lesson", "Wat wij ervan leren", Complaint.lesson, sort=None),
        column("described", "Omschrijving vrijgegeven", register.DESCRIBED, sort=None),
    )  # fmt: skip
    details = export_columns = columns
    usual = (
        "reference", "received_on", "category", "unit", "track", "ended_on", "term", "outcome",
        "described",
    )  # fmt: skip
    """What one sees who chose no columns; the law asks more than a screen is wide."""
    filters = (
        EnumFilter("kind", "Soort", Complaint.kind, Kind),
        EntityFilter("category", "Onderwerp", Complaint.category_id, reference.all_categories),
        EntityFilter("unit", "Afdeling", Complaint.unit_id, reference.all_units),
        EnumFilter("outcome", "Afloop", measures.REGISTER_OUTCOME, RegisterOutcome),
        DateFilter("received_on", "Ontvangen", Complaint.received_on),
        DateFilter("ended_on", "Afgehandeld", Complaint.ended_on, boxed=False),
        YesNoFilter("late", "Te laat afgehandeld", measures.ENDED_LATE, boxed=False),
        YesNoFilter("sorted", "Oorzaak ingedeeld", Complaint.late_kind.is_not(None), boxed=False),
        YesNoFilter("described", "Omschrijving vrijgegeven", register.DESCRIBED, boxed=False),
        YesNoFilter("waiting", "Wacht op vrijgave", register.WAITING, boxed=False),
    )
    list_template = "register/list.html"
    details_template = "register/details.html"

    def visible(self, actor: Actor) -> ColumnElement[bool]:
        return register.visible_to(actor)

    def own_columns(self) -> Any:
        found = super().own_columns()
        if found != self.columns:
            return found
        return tuple(one for one in self.columns if one.name in self.usual)

    def title_of(self, record: Complaint) -> str:
        return record.reference

    def update_model(self, form: forms.PanelForm, model: Complaint) -> None:
        registering.note(current_actor(), model.id, self.version(), Noted(**form.cleaned()))

    # --- one row ---

    def details_context(self, record: Complaint) -> dict[str, Any]:
        rows = register.texts(record.id)
        actor = current_actor()
        judged = [one for one in record.conducts if one.judgement is not None and record.ended_on]
        slots = [(one, *self._text(rows, one.id if one else None)) for one in (None, *judged)]
        return {
            "slots": slots,
            "may_write": actor.may(Permission.REGISTER_WRITE),
            "may_release": actor.may(Permission.REGISTER_RELEASE),
            "persons": actor.persons,
        }

    def _text(
        self, rows: list[PublicText], conduct_id: int | None
    ) -> tuple[PublicText | None, set[int]]:
        """The row that counts, and everyone who wrote some of it."""
        own = [one for one in rows if one.conduct_id == conduct_id]
        return (own[0] if own else None), {one.written_by_id for one in own}

    @expose("/<int:key>/text/", methods=("GET", "POST"))
    def text(self, key: int) -> Any:
        """Write a public text: of the complaint, or of the judgement on a conduct."""
        self.require("edit")
        record = self.get_one(key) or abort(404)
        of = clamp(request.args.get("of"), default=0) or None
        conduct = next((one for one in record.conducts if one.id == of), None)
        if of and (conduct is None or conduct.judgement is None):
            abort(404)
        before, _ = self._text(register.texts(record.id), of)
        form = TextForm(
            request.form if request.method == "POST" else None,
            data={"text": before.text if before else ""},
        )
        problem = None
        if request.method == "POST":
            newest = clamp(request.form.get("version"), least=0, default=0)
            _, problem = self.save(
                form,
                lambda: registering.write(current_actor(), key, of, newest, form.data["text"]),
                key,
            )
            if problem is None:
                flash("Opgeslagen. Een ander moet de tekst nog lezen en vrijgeven.", "success")
                return redirect(self.get_url(".details_view", id=key))
            record = self.get_one(key) or abort(404)
            before, _ = self._text(register.texts(record.id), of)
        title: Dutch = "Samenvatting van het oordeel" if of else "Omschrijving voor het register"
        page = self.render(
            "register/text.html",
            model=record,
            conduct=conduct,
            title=title,
            form=form,
            version=before.id if before else 0,
            problem=problem,
            problems=form.problems() if problem else [],
            return_url=self.get_url(".details_view", id=key),
        )
        return page if problem is None else (page, problem.status)

    @expose("/<int:key>/text/<int:text>/<any(release,take_back):act>/", methods=("POST",))
    def decide(self, key: int, text: int, act: str) -> Any:
        """Release a text to everyone, or end that."""
        self.get_one(key) or abort(404)
        if act == "release":
            registering.release(current_actor(), key, text)
            flash("Vrijgegeven: de tekst gaat mee in het openbare register.", "success")
        else:
            registering.take_back(current_actor(), key, text)
            flash("De vrijgave is ingetrokken.", "success")
        return redirect(self.get_url(".details_view", id=key))
