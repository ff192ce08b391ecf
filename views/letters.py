"""Letters: the list, and the screen on which one is edited, settled and sent."""

from base64 import b64encode
from collections.abc import Callable
from typing import Any

from flask import Response, abort, flash, make_response, redirect, request
from flask_admin import expose
from sqlalchemy import ColumnElement

from letters import package, pdf, preflight, stored
from letters.catalogue import CATALOGUE
from models import Complaint, Letter
from operations import (
    access,
    breaches,
    clock,
    correspondence,
    documents,
    enclosures,
    letter_files,
    placements,
    readiness,
)
from operations.clock import machine_now
from operations.correspondence import Sending
from operations.letter_files import Mailed
from queries import cases, complaints, data_subjects, editing, reference, timeline
from queries import letters as sent_letters
from rules.correspondence import BY_KIND
from rules.errors import Invalid
from rules.permissions import Actor, reaches
from rules.procedure import standing
from rules.vocabulary import LetterKind, LetterState, Permission, SendChannel
from rules.wording import Dutch
from text import clamp
from views import downloads, forms, portal
from views.base import Problem, column
from views.comparison import Comparison
from views.display import shown
from views.editing import EditingRoutes
from views.filters import DateFilter, EntityFilter, EnumFilter
from views.in_file import ChooseFile
from views.languages import say
from views.letter_runs import LetterRuns
from views.repairs import linked
from views.session import current_actor
from views.terms import due, weekday


class SendForm(forms.PanelForm):
    sent_on = forms.DateField("Verzonden op", required=True)
    channel = forms.EnumSelect("Hoe verzonden", SendChannel, required=True)
    enclosed = forms.Check("De bijlagen zijn bijgevoegd")
    reason = forms.TextArea("Reden", longest=4000, rows=3)


class UploadForm(forms.PanelForm):
    file = forms.FileField(
        "Bewerkte versie terugzetten", required=True,
        help="Kies het Word-bestand of sleep het hierheen. De vorige versie blijft bewaard.",
    )  # fmt: skip
    over_newer = forms.Check("Toch terugzetten: mijn bestand komt in de plaats van de nieuwste")


class EncloseForm(forms.PanelForm):
    enclosure = forms.EntitySelect("Welke bijlage", lambda _now: _enclosures(), required=True)
    enclosed_file = forms.FileField("Bestand", required=True, help=forms.TAKEN)
    enclosed_reason = forms.TextField(
        "Waarom", longest=200, depends=True,
        help="Verplicht als dit een stuk van de klacht vervangt, zoals bij weglakken.",
    )  # fmt: skip


class AddEnclosureForm(forms.PanelForm):
    added = forms.EntitySelect("Stuk uit het dossier", lambda _now: _dossier(),
                               blank="Kies een stuk")  # fmt: skip
    added_file = forms.FileField("Of een ander bestand", help="Het komt ook in het dossier.")
    added_name = forms.TextField(
        "Naam onder “Bijlagen”", longest=200, help="Leeg: zoals het bestand heet."
    )


class LeaveOutForm(forms.PanelForm):
    left_out = forms.EntitySelect("Welke bijlage", lambda _now: _enclosures(), required=True)


def _enclosures() -> list[tuple[int, str]]:
    """Those of the letter on this page."""
    key = (request.view_args or {}).get("key") or clamp(request.args.get("id"))
    return sent_letters.enclosures(key)


def _dossier() -> list[tuple[int, str]]:
    """What of the dossier can go along with the letter on this page."""
    key = (request.view_args or {}).get("key") or clamp(request.args.get("id"))
    return sent_letters.enclosable(current_actor(), key)


class FinishForm(forms.PanelForm):
    reason = forms.TextArea(
        "Waarom kan dit zo blijven?", longest=4000, rows=3, depends=True,
        help="De reden blijft bij de versie staan.",
    )  # fmt: skip


class BouncedForm(forms.PanelForm):
    bounced_on = forms.DateField("Teruggekomen op", required=True)


class ResentForm(forms.PanelForm):
    sent_on = forms.DateField("Opnieuw verzonden op", required=True)
    channel = forms.EnumSelect("Hoe verzonden", SendChannel, required=True)
    reason = forms.TextArea("Oorzaak, als het te laat is", longest=4000, rows=2)


class MisdirectedForm(forms.PanelForm):
    noticed_at = forms.MomentField(
        "Ontdekt op", required=True, help="Vanaf dit moment lopen 72 uur (art. 33 AVG)."
    )
    what = forms.TextArea(
        "Wat is er gebeurd", longest=4000, rows=3, required=True, help="Noem geen namen."
    )


class NewLetterForm(ChooseFile):
    kind = forms.EnumSelect("Brief", LetterKind, required=True)


class LetterView(Comparison, EditingRoutes, LetterRuns):
    title, one_title = "Brieven", "brief"
    to_read = to_export = Permission.COMPLAINT_READ
    order = ((Letter.id, True),)
    columns = (
        column("kind", "Brief", Letter.kind),
        column("reference", "Dossier", Complaint.reference, via=Letter.complaint),
        column("addressee", "Aan", Letter.addressee),
        column("state", "Stand", Letter.state),
        column("recorded_at", "Gemaakt", Letter.recorded_at),
        column("sent_on", "Verzonden", Letter.sent_on),
        column("channel", "Hoe", Letter.channel),
    )
    details = columns
    filters = (
        EnumFilter("state", "Stand", Letter.state, LetterState),
        EnumFilter("kind", "Brief", Letter.kind, LetterKind),
        DateFilter("sent_on", "Verzonden", Letter.sent_on),
        EntityFilter("template", "Sjabloon", Letter.template_id, reference.templates),
    )
    list_template, details_template = "letter/list.html", "letter/details.html"

    to_create = Permission.LETTER_WRITE
    page_in_file = "letter/?kind={kind}"
    form = NewLetterForm

    def visible(self, actor: Actor) -> ColumnElement[bool]:
        return sent_letters.visible_to(actor)

    def render(self, template: str, **kwargs: Any) -> Any:
        return super().render(template, printable=pdf.available, **kwargs)

    def title_of(self, record: Letter) -> str:
        return f"{say(record.kind.label)} {record.complaint.reference}"

    @expose("/details/")
    def details_view(self) -> Any:
        return self.page(self.one())

    def page(self, letter: Letter, problem: Problem | None = None, **forms_: Any) -> Any:
        """The letter screen: versions, what stands in the way, and the ways on."""
        actor, complaint = current_actor(), letter.complaint
        relation = complaints.relation(actor, complaint)
        facts = cases.facts(complaint, actor)
        rule = BY_KIND[letter.kind]
        draft = letter.state is LetterState.DRAFT
        looked = readiness.look(letter) if draft else readiness.settled(letter)
        found = list(readiness.explained(letter, looked.findings))
        sendable = standing(rule.sendable, facts)
        shown = self.render(
            self.details_template,
            model=letter,
            rule=rule,
            finisher=correspondence.finisher(rule, facts),
            complaint=complaint,
            may=lambda *wanted: any(reaches(actor.scope(one), relation) for one in wanted),
            P=Permission,
            editing=editing.of(letter, actor.user_id, machine_now()),
            blockers=readiness.settling(letter, actor) if draft else (),
            preflight=[
                (*linked(complaint, [one], relation, facts), of_one) for one, of_one in found
            ],
            most=preflight.MOST,
            hard=any(not one.overridable for one, _ in found),
            finish_form=forms_.get("finish") or FinishForm(),
            reasonable=any(one.overridable for one, _ in found),
            sendable=linked(complaint, sendable, relation, facts),
            rows=stored.rows(letter.kind, letter.fields, looked.first, looked.newest),
            due=due(complaint.legal_end, actor.today)
            if complaint.legal_end and complaint.open
            else None,
            weekday=weekday,
            mails=letter_files.mails(),
            enclose_form=forms_.get("enclose") or EncloseForm(),
            add_form=forms_.get("add_enclosure") or AddEnclosureForm(),
            sendings=sent_letters.sendings(letter),
            consents=correspondence.consents(letter, actor.today),
            page_closed=placements.obstacle(letter, actor.today)
            if letter.state is LetterState.FINAL
            else None,
            legally_sent_on=cases.legally_sent_on(letter),
            breaches=data_subjects.of_letter(letter.id),
            misdirected_form=forms_.get("misdirected")
            or MisdirectedForm(data={"noticed_at": clock.now()}),
            problem=problem,
            upload_form=forms_.get("upload") or UploadForm(),
            send_form=forms_.get("send") or SendForm(data=self.sending(letter)),
            bounced_form=forms_.get("bounced") or BouncedForm(data={"bounced_on": actor.today}),
            resent_form=forms_.get("resent") or ResentForm(data={"sent_on": actor.today}),
            problems=next(
                (one.problems() for one in forms_.values() if one is not None), []
            ),
        )  # fmt: skip
        return shown if problem is None else (shown, problem.status)

    def changes(self, form: forms.PanelForm, key: int | None) -> list[tuple[str, str, str]]:
        """Who was first, for the loser of two at once."""
        letter = self.get_one((request.view_args or {}).get("key", 0))
        first = timeline.last_change(letter.complaint_id) if letter else None
        if first is None:
            return super().changes(form, key)
        return [
            (
                say("Deze brief"),
                say("gewijzigd door %(first)s, %(shown)s", first=first[0], shown=shown(first[1])),
                "",
            )
        ]

    def sending(self, letter: Letter) -> dict[str, Any]:
        """How this letter will most likely go out."""
        today, channel = current_actor().today, CATALOGUE[letter.kind].sent_as
        if channel is SendChannel.EMAIL and not correspondence.consents(letter, today):
            channel = SendChannel.POST
        return {"sent_on": today, "channel": channel}

    @expose("/<int:key>/version/<int:number>")
    def version_file(self, key: int, number: int) -> Response:
        """Download one version of the Word file."""
        if self.get_one(key) is None:
            abort(404)
        name, data = letter_files.open_version(current_actor(), key, number)
        return downloads.attachment(data, name, documents.WORD)

    @expose("/<int:key>/version/<int:number>.pdf")
    def version_pdf(self, key: int, number: int) -> Response:
        """Download one version as PDF, where LibreOffice is installed."""
        if self.get_one(key) is None:
            abort(404)
        name, data = letter_files.printed_version(current_actor(), key, number)
        return downloads.attachment(data, name, "application/pdf")

    @expose("/<int:key>/version/<int:number>/preview/")
    def version_preview(self, key: int, number: int) -> Response:
        """The letter as it looks, for the frame on its page: a room without ways out."""
        if self.get_one(key) is None:
            abort(404)
        name, data = letter_files.shown_version(current_actor(), key, number)
        word = b64encode(data).decode()
        response = make_response(self.render("letter/preview.html", name=name, word=word))
        response.headers["Content-Security-Policy"] = PREVIEW_POLICY
        return response

    @expose("/<int:key>/package.zip")
    def package_file(self, key: int) -> Response:
        """The letter with its enclosures."""
        if self.get_one(key) is None:
            abort(404)
        name, data = letter_files.with_enclosures(current_actor(), key)
        return downloads.attachment(data, name, "application/zip")

    @expose(
        "/<int:key>/<any(upload,add_enclosure,enclose,leave_out,finish,reopen,withdraw,send,bounced,resent,misdirected):act>",
        ("POST",),
    )
    def act(self, key: int, act: str) -> Any:
        """One act on a letter; what stands in its way shows on the same screen."""
        letter = self.get_one(key) or abort(404)
        needed = NEEDS.get(act)
        if needed is not None:
            access.require(current_actor(), needed, letter.complaint)
        form, call, said = ACTS[act]
        filled = form(request.form)
        version = self.version()
        _, problem = self.save(
            filled, lambda: call(current_actor(), key, version, filled.cleaned())
        )
        if problem is None:
            flash(said, "success")
            return redirect(self.get_url(".details_view", id=key))
        letter = self.get_one(key) or abort(404)
        problem = Problem(
            problem.messages, linked(letter.complaint, problem.obstacles), problem.changes,
            problem.status,
        )  # fmt: skip
        return self.page(letter, problem, **{act: filled})


PREVIEW_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src data:; font-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-scripts"
)
"""Drawing Word needs styles of its own; in return the page is of no origin and reaches nothing."""

Values = dict[str, Any]


def _upload(actor: Actor, key: int, version: int, values: Values) -> None:
    try:
        data, over_newer = values["file"][1], values["over_newer"]
        correspondence.replace_document(actor, key, version, data, over_newer=over_newer)
    except package.Refused as error:
        raise Invalid(file=str(error)) from None


def _finish(actor: Actor, key: int, version: int, values: Values) -> None:
    correspondence.finish(actor, key, version, values["reason"])


def _reopen(actor: Actor, key: int, version: int, _values: Values) -> None:
    correspondence.reopen(actor, key, version)


def _withdraw(actor: Actor, key: int, version: int, _values: Values) -> None:
    correspondence.withdraw(actor, key, version)


def _leave_out(actor: Actor, key: int, version: int, values: Values) -> None:
    enclosures.leave_out(actor, values["left_out"], version)


def _add_enclosure(actor: Actor, key: int, version: int, values: Values) -> None:
    chosen, file, name = values["added"], values["added_file"], values["added_name"]
    if bool(chosen) == bool(file):
        raise Invalid(added="Kies een stuk uit het dossier, of een ander bestand.")
    try:
        enclosures.add(actor, key, version, chosen or file, name)
    except Invalid as error:
        messages = error.messages
        raise Invalid(
            **{{"file": "added_file"}.get(one, one): told for one, told in messages.items()}
        ) from None


def _enclose(actor: Actor, key: int, version: int, values: Values) -> None:
    name, data = values["enclosed_file"]
    try:
        reason = values["enclosed_reason"]
        enclosures.put(actor, values["enclosure"], version, data, name, reason)
    except Invalid as error:
        raise Invalid(**{f"enclosed_{one}": told for one, told in error.messages.items()}) from None


def _send(actor: Actor, key: int, version: int, values: Values) -> None:
    correspondence.mark_sent(actor, key, version, _sending(actor, key, values))


def _sending(actor: Actor, key: int, values: Values) -> Sending:
    """What the panel sends, is made before anything is locked."""
    by_panel = values["channel"] in {SendChannel.EMAIL, SendChannel.PORTAL}
    made = letter_files.mailed(actor, key) if by_panel else Mailed()
    return Sending(
        **values, pdf=made.letter, printed=made.enclosed, address=portal.address(request.url_root)
    )


def _bounced(actor: Actor, key: int, _version: int, values: Values) -> None:
    correspondence.bounced(actor, key, values["bounced_on"])


def _resent(actor: Actor, key: int, _version: int, values: Values) -> None:
    correspondence.resent(actor, key, _sending(actor, key, values))


def _misdirected(actor: Actor, key: int, _version: int, values: Values) -> None:
    breaches.misdirected(actor, key, values["noticed_at"], values["what"])


ACTS: dict[str, tuple[type[forms.PanelForm], Callable[[Actor, int, int, Values], None], Dutch]] = {
    "upload": (UploadForm, _upload, "De bewerkte versie is teruggezet."),
    "leave_out": (
        LeaveOutForm,
        _leave_out,
        "Deze bijlage gaat niet mee. Haal de regel zo nodig uit de brief.",
    ),
    "enclose": (EncloseForm, _enclose, "Het bestand is bijgevoegd."),
    "add_enclosure": (
        AddEnclosureForm,
        _add_enclosure,
        "Deze bijlage gaat mee. Noem haar ook onder “Bijlagen” in de brief.",
    ),
    "finish": (FinishForm, _finish, "De brief is definitief."),
    "reopen": (forms.PanelForm, _reopen, "De brief is weer een concept."),
    "withdraw": (forms.PanelForm, _withdraw, "De brief is vervallen."),
    "send": (
        SendForm,
        _send,
        "De verzending is vastgelegd. Een e-mail van het paneel staat klaar en gaat zo weg.",
    ),
    "bounced": (BouncedForm, _bounced, "Vastgelegd dat de brief terugkwam."),
    "resent": (ResentForm, _resent, "De tweede verzending is vastgelegd."),
    "misdirected": (
        MisdirectedForm,
        _misdirected,
        "Vastgelegd als datalek. Wie hierover beslist en de privacy officer krijgen nu bericht.",
    ),
}
"""Form, operation and what is said when it worked."""

NEEDS = {
    "upload": Permission.LETTER_WRITE,
    "add_enclosure": Permission.LETTER_WRITE,
    "enclose": Permission.LETTER_WRITE,
    "leave_out": Permission.LETTER_WRITE,
    "reopen": Permission.LETTER_WRITE,
    "withdraw": Permission.LETTER_WRITE,
    "send": Permission.LETTER_SEND,
    "bounced": Permission.LETTER_SEND,
    "resent": Permission.LETTER_SEND,
    "misdirected": Permission.LETTER_SEND,
}
"""Asked before the form is looked at; who settles a letter depends on its kind."""
