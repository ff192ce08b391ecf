"""The template studio: per kind of letter its versions, what is wrong with a new one, a trial."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import Response, abort, flash, redirect, request
from flask_admin import expose
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased

from letters import field_card
from letters.checker import Finding
from letters.package import MAX_FILE, MIB
from models import LetterTemplate, User
from operations import access, documents, trial_letters
from operations import templates as operations
from operations.templates import Unfit
from queries import templates, text_blocks, within
from queries.listing import CAP, Listing
from rules.correspondence import BY_KIND
from rules.errors import Obstacle, Refusal
from rules.permissions import Actor
from rules.vocabulary import LetterKind, Permission, TemplateState
from rules.wording import Dutch, told
from text import LARGEST
from views import downloads, forms
from views.arguments import Arguments
from views.base import PanelView, Problem, column
from views.display import shown
from views.filters import EnumFilter
from views.in_file import ChooseFile
from views.languages import say
from views.session import current_actor


class UploadForm(forms.PanelForm):
    file = forms.FileField(
        "Word-bestand met de nieuwe tekst", required=True,
        help=told(
            "Een .docx van ten hoogste %(most)s MB. Je ziet meteen of er iets mist.",
            most=MAX_FILE // MIB,
        ),
    )  # fmt: skip


class ActivateForm(forms.PanelForm):
    valid_from = forms.DateField("Geldt vanaf", required=True)


class RejectForm(forms.PanelForm):
    reason = forms.TextArea(
        "Waarom wijs je haar af?", longest=2000, rows=2, depends=True,
        help="Wie haar voorstelde, leest dit bij de versie.",
    )  # fmt: skip


Proposed = aliased(LetterTemplate)
WAITING = (
    select(func.count(Proposed.id))
    .where(Proposed.kind == LetterTemplate.kind, Proposed.state == TemplateState.PROPOSED)
    .correlate(LetterTemplate)
    .scalar_subquery()
)


def by_whom(name: str | None, key: int | None) -> str:
    """Who activated it; what came with the panel, nobody did."""
    return name or "" if key else say("met het paneel")


class TemplateView(PanelView):
    title, one_title = "Sjablonen", "sjabloon"
    intro = (
        "Van elke brief het sjabloon dat nu geldt. Een nieuwe versie telt pas als een ander dan "
        "wie haar voorstelt, haar activeert."
    )
    to_read = to_export = Permission.TEMPLATE_READ
    # The lookup of files for a trial letter asks this; a version itself is never edited.
    to_edit = Permission.TEMPLATE_MANAGE
    edit_view = None
    form = ChooseFile
    order = ((LetterTemplate.kind, False),)
    columns = (
        column("kind", "Brief", LetterTemplate.kind, show=lambda kind: f"{kind} {shown(kind)}"),
        column("number", "Versie die geldt", LetterTemplate.number),
        column("valid_from", "Geldt vanaf", LetterTemplate.valid_from),
        column(
            "decided_by", "Geactiveerd door", User.name, LetterTemplate.decided_by_id,
            via=LetterTemplate.decided_by, show=by_whom,
        ),
        column("waiting", "Wacht op een tweede persoon", WAITING, sort=None,
               show=lambda count: count or "–"),
    )  # fmt: skip
    filters = (EnumFilter("kind", "Brief", LetterTemplate.kind, LetterKind),)
    list_template = "template/list.html"
    details_template = "template/details.html"

    def visible(self, actor: Actor) -> ColumnElement[bool]:
        return within.all_or_none(actor, Permission.TEMPLATE_READ)

    def listing(self, asked: Arguments) -> Listing:
        """One row for each kind: the version in force."""
        every = super().listing(asked)
        in_force = templates.in_force(current_actor().today)
        return Listing(every.key, (*every.where, in_force), every.order, every.found)

    def list_context(self) -> dict[str, Any]:
        actor = current_actor()
        manages = actor.may(Permission.TEMPLATE_MANAGE)
        return {"waiting": templates.waiting(), "me": actor.user_id, "manages": manages}

    def title_of(self, record: LetterTemplate) -> str:
        return say(record.kind.label)

    # --- one kind of letter ---

    @expose("/details/")
    def details_view(self) -> Any:
        return self.page(self.one())

    def page(
        self,
        template: LetterTemplate,
        problem: Problem | None = None,
        report: Sequence[Finding] = (),
        form: forms.PanelForm | None = None,
    ) -> Any:
        """All versions of the kind of this one, what may be done with them, and the report."""
        actor, kind = current_actor(), template.kind
        versions = templates.versions(kind)
        proposed = [one for one in versions if one.state is TemplateState.PROPOSED]
        activating = {one.id: self.activate_form(one.id) for one in proposed}
        rejecting = {one.id: RejectForm(prefix=f"v{one.id}-") for one in proposed}
        if isinstance(form, ActivateForm):
            activating[template.id] = form
        elif isinstance(form, RejectForm):
            rejecting[template.id] = form
        shown = self.render(
            self.details_template,
            model=template,
            kind=kind,
            rule=BY_KIND[kind],
            versions=versions,
            in_force=templates.current(kind, actor.today),
            today=actor.today,
            uses=templates.uses([one.id for one in versions if one.valid_from]),
            most=CAP,
            me=actor.user_id,
            manages=actor.may(Permission.TEMPLATE_MANAGE),
            reads=actor.may(Permission.COMPLAINT_READ),
            activating=activating,
            rejecting=rejecting,
            upload_form=form if isinstance(form, UploadForm) else UploadForm(),
            report=report,
            uploaded=isinstance(form, UploadForm),
            problem=problem,
            problems=form.problems() if problem and form else [],
        )
        return shown if problem is None else (shown, problem.status)

    def activate_form(self, key: int, sent: Any = None) -> ActivateForm:
        """One of these stands beside every proposal, so each has names of its own."""
        return ActivateForm(sent, prefix=f"v{key}-", data={"valid_from": current_actor().today})

    @expose("/<int:key>/<any(upload,again,activate,turn_down):act>", ("POST",))
    def act(self, key: int, act: str) -> Any:
        """One act; what is wrong with it shows on the same page."""
        template = self.get_one(key) or abort(404)
        access.require(current_actor(), Permission.TEMPLATE_MANAGE)
        call, said = ACTS[act]
        form = self.filled(act, key)
        report: Sequence[Finding] = ()
        kind, version = template.kind, self.version()
        try:
            _, problem = self.save(
                form, lambda: call(current_actor(), kind, key, version, form.cleaned())
            )
        except Unfit as unfit:
            report, problem = unfit.findings, Problem()
        if problem is None:
            flash(said, "success")
            return redirect(self.get_url(".details_view", id=key))
        return self.page(self.get_one(key) or abort(404), problem, report, form)

    def filled(self, act: str, key: int) -> forms.PanelForm:
        match act:
            case "upload":
                return UploadForm(request.form)
            case "activate":
                return self.activate_form(key, request.form)
            case "turn_down":
                return RejectForm(request.form, prefix=f"v{key}-")
            case _:
                return forms.PanelForm(request.form)

    def changes(self, form: forms.PanelForm, key: int | None) -> list[tuple[str, str, str]]:
        return [(say("Deze versie"), say("over beslist door een ander"), "")]

    # --- files to take away ---

    @expose("/<int:key>/file")
    def version_file(self, key: int) -> Response:
        """Download one version, whatever became of it."""
        template = self.get_one(key) or abort(404)
        return self.word(operations.open_version(current_actor(), template.id))

    @expose("/<int:key>/fields/")
    def fields(self, key: int) -> Any:
        """The field card of the kind of this version."""
        template = self.get_one(key) or abort(404)
        return self.render(
            "template/fields.html",
            model=template,
            kind=template.kind,
            fields=field_card.fields(template.kind),
            statements=field_card.statements(template.kind),
            texts=text_blocks.for_template(template.kind),
        )

    @expose("/<int:key>/fields/word")
    def fields_file(self, key: int) -> Response:
        """The same card as a Word file to copy from."""
        kind: LetterKind = (self.get_one(key) or abort(404)).kind
        return self.word((f"Veldkaart {kind}.docx", field_card.document(kind)))

    @staticmethod
    def word(file: tuple[str, bytes]) -> Response:
        name, data = file
        return downloads.attachment(data, name, documents.WORD)

    # --- trial letters ---

    @expose("/<int:key>/trial/")
    def trial(self, key: int) -> Any:
        """Choose the file for a trial letter; says for whom it can be made, or why not."""
        actor, template = current_actor(), self.get_one(key) or abort(404)
        access.require(actor, Permission.TEMPLATE_MANAGE)
        asked = "complaint_id" in request.args
        form = ChooseFile(request.args if asked else None)
        recipients: list[tuple[int | None, str]] = []
        obstacles: Sequence[Obstacle] = ()
        chosen = form.complaint_id.data if asked and form.validate() else None
        if chosen:
            try:
                recipients = trial_letters.recipients(actor, key, chosen)
            except Refusal as refusal:
                obstacles = refusal.obstacles
        return self.render(
            "template/trial.html",
            model=template,
            kind=template.kind,
            form=form,
            chosen=chosen,
            recipients=recipients,
            obstacles=obstacles,
        )

    @expose("/<int:key>/trial/sample")
    def trial_sample(self, key: int) -> Response:
        """A trial letter with the examples of the field card."""
        template = self.get_one(key) or abort(404)
        return self.word(trial_letters.with_sample(current_actor(), template.id))

    @expose("/<int:key>/trial/<int:complaint>/<int:party>")
    def trial_file(self, key: int, complaint: int, party: int) -> Response:
        """A trial letter with a real file; party 0 is a letter into the file itself."""
        actor, template = current_actor(), self.get_one(key) or abort(404)
        complaint = min(complaint, LARGEST)
        return self.word(trial_letters.with_file(actor, template.id, complaint, party or None))


Values = dict[str, Any]


def _upload(actor: Actor, kind: LetterKind, _key: int, _version: int, values: Values) -> None:
    name, data = values["file"]
    operations.propose(actor, kind, name, data)


def _again(actor: Actor, _kind: LetterKind, key: int, _version: int, _values: Values) -> None:
    operations.propose_again(actor, key)


def _activate(actor: Actor, _kind: LetterKind, key: int, version: int, values: Values) -> None:
    operations.activate(actor, key, version, values["valid_from"])


def _turn_down(actor: Actor, _kind: LetterKind, key: int, version: int, values: Values) -> None:
    operations.turn_down(actor, key, version, values["reason"])


ACTS: dict[str, tuple[Callable[[Actor, LetterKind, int, int, Values], None], Dutch]] = {
    "upload": (
        _upload,
        "Er is niets mis met dit sjabloon. Het wacht nu op een ander die het activeert.",
    ),
    "again": (_again, "De oudere versie is opnieuw voorgesteld. Een ander activeert haar."),
    "activate": (_activate, "De versie is geactiveerd. Brieven die er al zijn, houden de hunne."),
    "turn_down": (_turn_down, "De versie wordt niet gebruikt. Zij blijft wel bewaard."),
}
"""Operation, and what is said when it worked."""
