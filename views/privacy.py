"""Privacyverzoeken: what people ask about the data on themselves, the month in which it is
answered, and the zip with what there is of someone.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Response, abort, flash, redirect, request
from flask_admin import expose
from markupsafe import Markup
from sqlalchemy import ColumnElement

from files.inspection import WORD
from letters import plain, privacy_answer
from models import Contact, DataRequest, User
from operations import access, data_requests, disclosures, reading
from operations.data_requests import RequestData
from operations.disclosures import Decided
from queries import data_subjects, users
from queries.cases import display_name
from queries.data_subjects import Piece
from rules.data_subjects import LIMITS, RIGHT, TERM, masked
from rules.permissions import Actor
from rules.vocabulary import (
    DisclosureChoice,
    Permission,
    RequestKind,
    RequestOutcome,
    RightLimit,
)
from rules.wording import Dutch, told
from text import clamp
from views import forms
from views.act_forms import CONTACTS
from views.base import PanelView, Problem, Tab, column
from views.contacts import name
from views.display import NOTHING, PLACES, chip, place, shown
from views.downloads import attachment
from views.filters import ChoiceFilter, DateFilter, EnumFilter
from views.languages import say
from views.session import current_actor
from views.terms import due


def standing(outcome: RequestOutcome | None, due_on: date) -> Markup:
    """Where a request stands now, for a list."""
    if outcome is not None:
        return chip("", say(outcome.label))
    found = due(due_on, current_actor().today)
    return chip(found.colour, found.words)


class RequestForm(forms.PanelForm):
    kind = forms.EnumSelect("Wat wordt gevraagd", RequestKind, required=True)
    contact_id = forms.Combobox(
        "Wie vraagt het", CONTACTS, required=True,
        help="Zoek in de contacten. Staat deze persoon er niet bij, voeg die daar eerst toe.",
    )  # fmt: skip
    received_on = forms.DateField("Ontvangen op", required=True)
    asked = forms.TextArea("Het verzoek, in het kort", longest=4000, rows=3)
    identity = forms.TextField(
        "Hoe is vastgesteld wie dit vraagt",
        help="Nodig voordat er gegevens weggaan. Bewaar geen kopie van een paspoort of rijbewijs.",
    )
    handler_id = forms.EntitySelect(
        "Wie beantwoordt het", users.privacy_handlers, blank="Nog niemand"
    )


class ProlongForm(forms.PanelForm):
    prolonged_on = forms.DateField("Aan de verzoeker verteld op", required=True)
    prolonged_reason = forms.TextArea("Waarom", longest=2000, rows=2, required=True)


class AnswerForm(forms.PanelForm):
    outcome = forms.EnumSelect("Antwoord", RequestOutcome, required=True)
    answered_on = forms.DateField("Verzonden op", required=True)
    limits = forms.Checks("Gronden, bij een afwijzing", ())
    reason = forms.TextArea(
        "Uitleg voor de verzoeker", longest=8000, rows=4, depends=True,
        help="Komt in het antwoord, na de tekst van de gekozen gronden.",
    )  # fmt: skip

    def fit(self, kind: RequestKind) -> "AnswerForm":
        """Only the grounds that there are for this request."""
        self.limits.choices = [
            (one.value, say(one.label)) for one in RightLimit if kind in LIMITS[one].kinds
        ]
        return self


class StatementForm(forms.PanelForm):
    complaint_id = forms.EntitySelect("Dossier", lambda _now: _own_files(), required=True)
    about = forms.TextField("Waarover", required=True, help="Welk stuk, of welke zin.")
    statement = forms.TextArea("Verklaring van de verzoeker", required=True)


class ReviewForm(forms.PanelForm):
    choice = forms.EnumSelect("Wat gebeurt ermee", DisclosureChoice, required=True)
    masked = forms.TextArea(
        "De tekst zoals hij meegaat", rows=10, depends=True,
        help="Alleen als er stukken zijn weggelaten. De namen van andere partijen zijn alvast "
        "weggelaten; kijk zelf of er nog iets van een ander in staat.",
    )  # fmt: skip
    reason = forms.TextArea(
        "Waarom niet", longest=1000, rows=2, depends=True,
        help="De verzoeker leest dit. Noem geen namen.",
    )  # fmt: skip


def _key() -> int:
    return (request.view_args or {}).get("key") or clamp(request.args.get("id"), default=0)


def _own_files() -> list[tuple[int, str]]:
    """The files of whoever asked, on this page."""
    found = data_subjects.get(current_actor(), _key())
    files = data_subjects.files_of(current_actor(), found.contact_id or 0) if found else ()
    return [(one.id, one.reference) for one in files]


class StandingFilter(ChoiceFilter):
    """Open ones, those that are late, those that were answered."""

    def choices(self) -> list[tuple[str, str]]:
        return [("open", told("open")), ("late", told("te laat")), ("answered", told("beantwoord"))]

    def condition(self, how: str, value: str) -> ColumnElement[bool]:
        unanswered = DataRequest.outcome.is_(None)
        return {
            "open": unanswered,
            "late": unanswered & (DataRequest.due_on < current_actor().today),
            "answered": ~unanswered,
        }[value]


class PrivacyView(PanelView):
    title, one_title = "Privacyverzoeken", "privacyverzoek"
    intro = (
        "Wie vraagt wat er over hem of haar staat, of dat anders wil, krijgt binnen een maand "
        "antwoord (art. 12 lid 3 AVG). Wat het eerst moet, staat bovenaan."
    )
    to_read = Permission.PRIVACY_READ
    to_create = to_edit = Permission.PRIVACY_WRITE
    form = RequestForm
    order = (
        (DataRequest.answered_on.is_not(None), False), (DataRequest.due_on, False),
        (DataRequest.id, False),
    )  # fmt: skip
    columns = (
        column("number", "Kenmerk", DataRequest.number),
        column("kind", "Verzoek om", DataRequest.kind),
        column("asker", "Van", Contact.first_name, Contact.infix, Contact.family_name,
               Contact.organisation, via=DataRequest.contact,
               show=lambda *parts: name(*(one or "" for one in parts)) or say("vernietigd")),
        column("received_on", "Ontvangen", DataRequest.received_on),
        column("due_on", "Uiterlijk", DataRequest.due_on),
        column("standing", "Stand", DataRequest.outcome, DataRequest.due_on, show=standing,
               sort=None),
        column("handler", "Wie beantwoordt", User.name, via=DataRequest.handler),
    )  # fmt: skip
    details = (
        *columns,
        column("asked", "Het verzoek", DataRequest.asked),
        column("identity", "Hoe is vastgesteld wie dit vraagt", DataRequest.identity),
        column("prolonged_on", "Verlengd op", DataRequest.prolonged_on),
        column("prolonged_reason", "Waarom verlengd", DataRequest.prolonged_reason),
        column("answered_on", "Beantwoord op", DataRequest.answered_on),
        column("answerer", "Antwoord vastgelegd door", data_subjects.answerer(), sort=None),
        column("limits", "Gronden", DataRequest.limits,
               show=lambda found: shown([RightLimit(one) for one in found or ()])),
        column("reason", "Uitleg", DataRequest.reason),
    )  # fmt: skip
    filters = (
        StandingFilter("standing", "Stand", DataRequest.outcome),
        EnumFilter("kind", "Verzoek om", DataRequest.kind, RequestKind),
        DateFilter("received_on", "Ontvangen", DataRequest.received_on),
    )
    details_template, edit_template = "admin/privacy/details.html", "admin/model/edit.html"

    def visible(self, actor: Actor) -> ColumnElement[bool]:
        return data_subjects.visible_to(actor)

    def list_tabs(self, asked: Any) -> list[Tab]:
        here = asked.view()
        more = ((told("Open"), OPEN), (told("Te laat"), LATE))
        return [
            *super().list_tabs(asked),
            *(Tab(label, f"./{query}", None, here == query) for label, query in more),
        ]

    def title_of(self, record: DataRequest) -> str:
        return record.number

    def may_edit(self, record: DataRequest) -> bool:
        return bool(self.can_edit) and record.outcome is None

    # --- writing down ---

    def starting(self) -> dict[str, Any]:
        actor = current_actor()
        return {"received_on": actor.today, "handler_id": actor.user_id}

    def create_model(self, form: forms.PanelForm) -> int:
        return data_requests.create(current_actor(), RequestData(**form.cleaned()))

    def update_model(self, form: forms.PanelForm, model: DataRequest) -> None:
        data = RequestData(**form.cleaned())
        data_requests.change(current_actor(), model.id, self.version(), data)

    # --- one request ---

    @expose("/details/")
    def details_view(self) -> Any:
        return self.page(self.one())

    def page(self, found: DataRequest, problem: Problem | None = None, **sent: Any) -> Any:
        """A request: the acts that are left, and each piece of what there is of whoever asked."""
        actor, contact = current_actor(), found.contact
        writes = actor.may(Permission.PRIVACY_WRITE)
        files = data_subjects.files_of(actor, contact.id) if contact else ()
        looked = []
        if contact and found.kind is RequestKind.ACCESS and writes:
            looked = data_subjects.looked_at(found, data_subjects.pieces(actor, contact, files))
        today = {"answered_on": actor.today, "prolonged_on": actor.today}
        page = self.render(
            self.details_template,
            model=found,
            facts=[one for one in self.facts(found) if one[1] != NOTHING],
            editable=self.may_edit(found),
            return_url=self.return_url(),
            basis=RIGHT[found.kind],
            term=TERM,
            files=files,
            looked=looked,
            unseen=sum(one.decided is None and not one.piece.held for one in looked),
            going=sum(one.goes for one in looked),
            place=place,
            places=PLACES,
            running=writes and found.outcome is None,
            writes=writes,
            access_request=found.kind is RequestKind.ACCESS,
            correcting=found.kind is RequestKind.RECTIFICATION,
            forms={
                "prolong": sent.get("prolong") or ProlongForm(data=today),
                "answer": sent.get("answer") or AnswerForm(data=today).fit(found.kind),
                "statement": sent.get("statement") or StatementForm(),
            },
            opened=next(iter(sent), ""),
            problem=problem,
            problems=next((one.problems() for one in sent.values()), []),
        )
        return page if problem is None else (page, problem.status)

    @expose("/<int:key>/<any(prolong,answer,statement):act>", ("POST",))
    def act(self, key: int, act: str) -> Any:
        """Take more time, answer, or put a statement beside what stands in a file."""
        found = self.get_one(key) or abort(404)
        access.require(current_actor(), Permission.PRIVACY_WRITE)
        form, write, said = ACTS[act]
        filled: Any = form()
        if isinstance(filled, AnswerForm):
            filled.fit(found.kind)
        filled.process(request.form)
        version = self.version()
        _, problem = self.save(
            filled, lambda: write(current_actor(), key, version, filled.cleaned())
        )
        if problem is None:
            flash(say(said), "success")
            return redirect(self.get_url(".details_view", id=key))
        return self.page(self.get_one(key) or abort(404), problem, **{act: filled})

    def changes(self, form: forms.PanelForm, key: int | None) -> list[tuple[str, str, str]]:
        if key is None:
            return [(say("Dit verzoek"), say("gewijzigd door een ander"), say("ongewijzigd"))]
        return super().changes(form, key)

    # --- what goes out ---

    @expose("/<int:key>/review/", ("GET", "POST"))
    def review(self, key: int) -> Any:
        """One piece: read it, and say whether it goes along."""
        actor, found = current_actor(), self.get_one(key) or abort(404)
        access.require(actor, Permission.PRIVACY_WRITE)
        which = request.values.get("of", "")
        piece = disclosures.find(actor, found, which)
        if request.method == "GET" and reading.opened(actor, piece.complaint):
            found = self.get_one(key) or abort(404)
            piece = disclosures.find(actor, found, which)
        form, problem = ReviewForm(data=self.reviewed(found, piece)), None
        if request.method == "POST":
            form = ReviewForm(request.form)
            decided = Decided(
                form.choice.data, request.form.get("fingerprint", ""), form.masked.data or "",
                form.reason.data or "",
            )  # fmt: skip
            _, problem = self.save(form, lambda: disclosures.review(actor, key, which, decided))
            if problem is None:
                flash(say("Bewaard: %(what)s.", what=form.choice.data), "success")
                return redirect(f"{self.get_url('.details_view', id=key)}#pieces")
            found = self.get_one(key) or abort(404)
            piece = disclosures.find(actor, found, which)
        page = self.render(
            "admin/privacy/review.html",
            model=found,
            piece=piece,
            form=form,
            problem=problem,
            problems=form.problems() if problem else [],
            file=f"{place(piece.complaint)}",
        )
        return page if problem is None else (page, problem.status)

    def reviewed(self, found: DataRequest, piece: Piece) -> dict[str, Any]:
        """What the form begins with: what was decided, or a proposal of the text."""
        (one,) = data_subjects.looked_at(found, [piece])
        names = data_subjects.names_of_others(piece.complaint, found.contact_id or 0)
        proposed = masked(piece.text, names)
        if one.decided is None:
            return {"masked": proposed}
        return {
            "choice": one.decided.choice,
            "masked": one.decided.text or proposed,
            "reason": one.decided.reason,
        }

    @expose("/<int:key>/package.zip")
    def package(self, key: int) -> Response:
        """Everything about whoever asked, of what people looked at."""
        if self.get_one(key) is None:
            abort(404)
        name, pack = disclosures.package(current_actor(), key)
        return attachment(pack, name, "application/zip")

    @expose("/<int:key>/answer.docx")
    def answer_file(self, key: int) -> Response:
        """The answer, to finish in Word."""
        found = self.get_one(key) or abort(404)
        access.require(current_actor(), Permission.PRIVACY_WRITE)
        contact = found.contact or abort(404)
        title = f"Antwoord {found.number}"
        made = privacy_answer.parts(found, contact, display_name(contact))
        return attachment(plain.document(title, made), f"{title}.docx", WORD)


OPEN = "?flt0_standing_equals=open"
LATE = "?flt0_standing_equals=late"
Values = dict[str, Any]


def _prolong(actor: Actor, key: int, version: int, values: Values) -> None:
    told_on, why = values["prolonged_on"], values["prolonged_reason"]
    data_requests.prolong(actor, key, version, told_on, why)


def _answer(actor: Actor, key: int, version: int, values: Values) -> None:
    limits = [RightLimit(one) for one in values.pop("limits")]
    data_requests.answer(actor, key, version, limits=limits, **values)


def _statement(actor: Actor, key: int, version: int, values: Values) -> None:
    file, about, text = values["complaint_id"], values["about"], values["statement"]
    data_requests.add_statement(actor, key, version, file, about, text)


ACTS: dict[str, tuple[type[forms.PanelForm], Callable[[Actor, int, int, Values], None], Dutch]] = {
    "prolong": (ProlongForm, _prolong, "De termijn is verlengd met twee maanden."),
    "answer": (AnswerForm, _answer, "Het antwoord is vastgelegd."),
    "statement": (
        StatementForm,
        _statement,
        "De verklaring staat in het dossier. Wat er stond, is niet veranderd.",
    ),
}
"""Form, operation and what is said when it worked."""
