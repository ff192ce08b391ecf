"""Letters: the list, and the screen on which one is edited, settled and sent."""

from collections.abc import Callable
from typing import Any

from flask import Response, abort, flash, redirect, request
from flask_admin import expose
from sqlalchemy import ColumnElement

from letters import package, stored
from letters.catalogue import CATALOGUE
from models import Complaint, Letter
from operations import access, correspondence, documents, intake
from operations.correspondence import Sending
from queries import cases, complaints, reference, timeline
from queries import letters as sent_letters
from rules.correspondence import BY_KIND
from rules.errors import Invalid
from rules.permissions import Actor, reaches
from rules.procedure import standing
from rules.vocabulary import LetterKind, LetterState, Permission, SendChannel
from views import downloads, forms
from views.base import Problem, column
from views.display import shown
from views.filters import DateFilter, EntityFilter, EnumFilter
from views.in_file import ChooseFile, MadeInFile
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
        help="Kies het Word-bestand. De vorige versie blijft bewaard.",
    )  # fmt: skip


class BouncedForm(forms.PanelForm):
    bounced_on = forms.DateField("Teruggekomen op", required=True)


class ResentForm(forms.PanelForm):
    sent_on = forms.DateField("Opnieuw verzonden op", required=True)
    channel = forms.EnumSelect("Hoe verzonden", SendChannel, required=True)
    reason = forms.TextArea("Oorzaak, als het te laat is", longest=4000, rows=2)


class NewLetterForm(ChooseFile):
    kind = forms.EnumSelect("Brief", LetterKind, required=True)


class LetterView(MadeInFile):
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
    details_template = "letter/details.html"

    to_create = Permission.LETTER_WRITE
    page_in_file = "letter/?kind={kind}"
    form = NewLetterForm

    def visible(self, actor: Actor) -> ColumnElement[bool]:
        return sent_letters.visible_to(actor)

    def title_of(self, record: Letter) -> str:
        return f"{record.kind.label} {record.complaint.reference}"

    @expose("/details/")
    def details_view(self) -> Any:
        return self.page(self.one())

    def page(self, letter: Letter, problem: Problem | None = None, **forms_: Any) -> Any:
        """The letter screen: versions, what stands in the way, and the ways on."""
        actor, complaint = current_actor(), letter.complaint
        if complaint.sensitive or not actor.handles:
            key = letter.id
            intake.seen(actor, complaint.id)
            letter = self.get_one(key) or abort(404)
            complaint = letter.complaint
        relation = complaints.relation(actor, complaint)
        facts = cases.facts(complaint, actor)
        rule = BY_KIND[letter.kind]
        blocks = correspondence.blockers(letter, actor) if letter.state is LetterState.DRAFT else ()
        sendable = standing(rule.sendable, facts)
        shown = self.render(
            self.details_template,
            model=letter,
            rule=rule,
            finisher=correspondence.finisher(rule, facts),
            complaint=complaint,
            may=lambda *wanted: any(reaches(actor.scope(one), relation) for one in wanted),
            P=Permission,
            blockers=linked(complaint, blocks, relation, facts),
            sendable=linked(complaint, sendable, relation, facts),
            rows=stored.rows(letter.kind, letter.fields),
            due=due(complaint.legal_end, actor.today)
            if complaint.legal_end and complaint.open
            else None,
            weekday=weekday,
            consents=correspondence.consents(letter, actor.today),
            legally_sent_on=cases.legally_sent_on(letter),
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
        return [("Deze brief", f"gewijzigd door {first[0]}, {shown(first[1])}", "")]

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
        name, data = correspondence.open_version(current_actor(), key, number)
        return downloads.attachment(data, name, documents.WORD)

    @expose("/<int:key>/<any(upload,finish,reopen,withdraw,send,bounced,resent):act>", ("POST",))
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


Values = dict[str, Any]


def _upload(actor: Actor, key: int, version: int, values: Values) -> None:
    try:
        correspondence.replace_document(actor, key, version, values["file"][1])
    except package.Refused as error:
        raise Invalid(file=str(error)) from None


def _finish(actor: Actor, key: int, version: int, _values: Values) -> None:
    correspondence.finish(actor, key, version)


def _reopen(actor: Actor, key: int, version: int, _values: Values) -> None:
    correspondence.reopen(actor, key, version)


def _withdraw(actor: Actor, key: int, version: int, _values: Values) -> None:
    correspondence.withdraw(actor, key, version)


def _send(actor: Actor, key: int, version: int, values: Values) -> None:
    correspondence.mark_sent(actor, key, version, Sending(**values))


def _bounced(actor: Actor, key: int, _version: int, values: Values) -> None:
    correspondence.bounced(actor, key, values["bounced_on"])


def _resent(actor: Actor, key: int, _version: int, values: Values) -> None:
    correspondence.resent(actor, key, Sending(**values))


ACTS: dict[str, tuple[type[forms.PanelForm], Callable[[Actor, int, int, Values], None], str]] = {
    "upload": (UploadForm, _upload, "De bewerkte versie is teruggezet."),
    "finish": (forms.PanelForm, _finish, "De brief is definitief."),
    "reopen": (forms.PanelForm, _reopen, "De brief is weer een concept."),
    "withdraw": (forms.PanelForm, _withdraw, "De brief is vervallen."),
    "send": (SendForm, _send, "De verzending is vastgelegd."),
    "bounced": (BouncedForm, _bounced, "Vastgelegd dat de brief terugkwam."),
    "resent": (ResentForm, _resent, "De tweede verzending is vastgelegd."),
}
"""Form, operation and what is said when it worked."""

NEEDS = {
    "upload": Permission.LETTER_WRITE,
    "reopen": Permission.LETTER_WRITE,
    "withdraw": Permission.LETTER_WRITE,
    "send": Permission.LETTER_SEND,
    "bounced": Permission.LETTER_SEND,
    "resent": Permission.LETTER_SEND,
}
"""Asked before the form is looked at; who settles a letter depends on its kind."""
