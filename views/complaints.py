"""The complaint list, the intake, the complaint page, and everything one does from it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from flask import Response, abort, flash, redirect, request
from flask_admin import expose
from sqlalchemy import ColumnElement, and_

from letters import pdf
from models import Complaint, DeadlineLine, NoteDraft, Submission, User, Versioned
from operations import (
    clock,
    correspondence,
    documents,
    handling,
    hearings,
    intake,
    note_drafts,
    outbox,
    packs,
)
from operations.handling import StepData
from queries import (
    cases,
    complaints,
    earlier,
    letters,
    measures,
    portal,
    reference,
    retention,
    search,
    timeline,
    worklist,
)
from rules import hearing, procedure
from rules.calendar import horizon_warning
from rules.case import CaseFacts
from rules.correspondence import ADVISERS_OWN, DECISIONS, RULES, fits
from rules.errors import NotFound, NotPermitted, Obstacle, Refusal
from rules.law import atw, awb
from rules.parties import Ties
from rules.permissions import Actor, Relation, reaches
from rules.requirements import requirements
from rules.retention import ARCHIVE_DUTY, RetentionRule, kept_until, stored_rule
from rules.vocabulary import (
    IN_SCREENING,
    INQUIRY,
    NOT_HANDLED,
    ORAL,
    UNCONFIRMED,
    CaseRole,
    Channel,
    DeadlineKind,
    Event,
    Kind,
    LetterKind,
    LetterState,
    Outcome,
    PartyKind,
    Permission,
    State,
    Track,
)
from rules.wording import Dutch, told
from text import clamp
from views import act_forms, acts, desk, downloads, forms, intake_forms, step_forms
from views.base import Problem, column
from views.bulk import Bulk
from views.display import shown, unbroken
from views.dossier import Dossier
from views.filters import (
    DateFilter,
    EntityFilter,
    EnumFilter,
    ExactFilter,
    Filter,
    WeeksFilter,
    YesNoFilter,
)
from views.intake_forms import COMPLAINANT, CONDUCT, FILES, REPRESENTATIVE, SUBJECT, Group
from views.languages import say
from views.repairs import Linked, address, linked, may
from views.session import current_actor
from views.terms import due, due_cell, weekday
from views.work import BY_DESK, BY_TERM, WITH, HandlerFilter

FORMAL = tuple(state for state in State if state.startswith("F"))
REPORTS = tuple(state for state in State if state.startswith("I"))


def due_column(*columns: Any) -> Any:
    return due_cell(*columns, current_actor().today)[1]


DUE = column(
    "due", "Uiterlijk", Complaint.legal_end, Complaint.notice_due_on, Complaint.open,
    Complaint.take_up_due_on, Complaint.taken_up_on,
    show=due_column, sort=Complaint.legal_end,
    plain=lambda legal_end, *_: legal_end,
)  # fmt: skip


class IntakeForm(forms.PanelForm):
    """One page for what came in: receipt, complainant, conduct, person complained about."""

    received_at = forms.MomentField("Ontvangen op", required=True)
    channel = forms.EnumSelect("Hoe ontvangen", Channel, required=True)
    channel_designated = forms.Check("Dit kanaal is door het bestuur aangewezen (art. 2:13 Awb)")
    written = forms.Check("Schriftelijk (ook per e-mail)")
    signed = forms.Check("Ondertekend")
    signature_method = forms.TextField("Hoe ondertekend", longest=80)
    letter_dated_on = forms.DateField("Dagtekening")
    postmark_on = forms.DateField("Poststempel", help="Telt voor de twaalf maanden.")
    sent_at = forms.MomentField("Elektronisch verzonden op")
    received_elsewhere_on = forms.DateField("Eerder ontvangen door een ander orgaan op")
    forwarded_on = forms.DateField(
        "Intern doorgeleid op", help="Alleen bij een niet aangewezen kanaal (art. 2:24 Awb)."
    )
    sender_told_on = forms.DateField("Afzender daarvan bericht op")
    subject = forms.TextField("Onderwerp", required=True, longest=200)
    description = forms.TextArea("Klacht", help="Wat er is gebeurd, in de woorden van de klager.")
    about_whom = forms.TextField("Over wie, volgens de klager", longest=200)
    wish = forms.TextArea("Wat wil de klager", longest=4000, rows=3)
    category_id = forms.EntitySelect("Soort", reference.categories, blank="Nog niet ingedeeld")
    unit_id = forms.EntitySelect("Afdeling", reference.units, blank="Geen")
    intake_help_given = forms.Check("Geholpen bij het indienen (art. 2:1 Awb)")
    sensitive = forms.Check("Gevoelig: wie het dossier inziet, staat in het logboek")
    special_data = forms.Check("Bevat bijzondere persoonsgegevens")


RECEIPT = tuple(name for name in IntakeForm.names() if name in intake.Receipt.__dataclass_fields__)
DESCRIPTION = tuple(
    name for name in IntakeForm.names() if name in intake.Description.__dataclass_fields__
)


NEW_COMPLAINT = act_forms.made(
    IntakeForm, **COMPLAINANT, **REPRESENTATIVE, **SUBJECT, **CONDUCT, **FILES
)
"""The same, with everyone in it, the conducts, and what came along."""

GROUPS = (
    Group("E-mail inlezen", ("mail",), ("mail", "Bericht inlezen"),
          "De velden worden gevuld met wat in het bericht staat. Er wordt nog niets geregistreerd.",
          folded=True),
    Group("Ontvangst", ("received_at", "channel", "written", "channel_designated")),
    Group("De klager", tuple(COMPLAINANT), ("find", "Kijk of wij deze persoon al kennen")),
    Group("De klacht", ("subject", "description", "about_whom", "wish", "category_id", "unit_id")),
    Group("De gedraging", tuple(CONDUCT)),
    Group("Over wie", tuple(SUBJECT)),
    Group("De gemachtigde", tuple(REPRESENTATIVE), folded=True),
    Group("Het klaagschrift", (
        "signed", "signature_method", "letter_dated_on", "postmark_on", "sent_at",
        "received_elsewhere_on", "forwarded_on", "sender_told_on",
    )),
    Group("Bestanden", ("files",), ("files", "Bestanden alvast bewaren")),
    Group("Aandacht", ("intake_help_given", "sensitive", "special_data")),
)  # fmt: skip
"""In the order of a telephone call; who reads a letter finds the same."""


BEHIND_FIGURES: tuple[Filter, ...] = (
    YesNoFilter("open", "Open", Complaint.open, boxed=False),
    DateFilter("due_on", "Uiterlijk", Complaint.due_on, boxed=False),
    DateFilter("ended_on", "Afgehandeld", Complaint.ended_on, boxed=False),
    EnumFilter("outcome", "Uitkomst", measures.OUTCOME, Outcome, boxed=False),
    YesNoFilter("late", "Te laat afgehandeld", measures.ENDED_LATE, boxed=False),
    ExactFilter("late_cause", "Oorzaak", Complaint.late_cause, boxed=False),
    WeeksFilter("weeks", "Weken", Complaint.ended_on, boxed=False),
    DateFilter("taken_up_on", "Opgepakt", Complaint.taken_up_on, boxed=False),
    YesNoFilter("in_time", "Op tijd opgepakt", measures.TAKEN_UP_IN_TIME, boxed=False),
)
"""What the numbers of a dashboard link with."""


class ComplaintView(Bulk, Dossier):
    title, one_title = "Klachten", "klacht"
    groups: Sequence[Group] = GROUPS
    kind = Kind.FORMAL
    kinds = (Kind.FORMAL,)
    to_read = to_export = Permission.COMPLAINT_READ
    to_create: Permission | None = Permission.COMPLAINT_REGISTER
    to_edit: Permission | None = Permission.COMPLAINT_EDIT
    form = IntakeForm
    searchable = True
    search_help = "Zoek op kenmerk, naam of tekst"
    order: tuple[tuple[Any, bool], ...] = ((Complaint.id, True),)
    columns = (
        column("reference", "Kenmerk", Complaint.reference, sort=Complaint.id),
        DUE,
        column("subject", "Klacht", Complaint.subject),
        column("complainant", "Klager", Complaint.complainant_names, sort=None),
        column("state", "Fase", Complaint.state),
        WITH,
        column("received_on", "Ontvangen", Complaint.received_on, show=unbroken, plain=shown),
        column("handler", "Behandelaar", User.name, via=Complaint.handler),
    )
    about = column("about", "", *DUE.sources)
    details = (column("reference", "Kenmerk", Complaint.reference),)
    filters: tuple[Filter, ...] = (
        EnumFilter("state", "Fase", Complaint.state, FORMAL),
        EntityFilter("unit", "Afdeling", Complaint.unit_id, reference.all_units),
        EntityFilter("category", "Soort", Complaint.category_id, reference.all_categories),
        HandlerFilter("handler", "Behandelaar", Complaint.handler_id, reference.handlers),
        BY_TERM,
        BY_DESK,
        DateFilter("received_on", "Ontvangen", Complaint.received_on),
        *BEHIND_FIGURES,
    )
    list_template = "complaint/list.html"
    details_template = "complaint/details.html"
    create_template = "complaint/create.html"
    edit_template = "complaint/edit.html"
    tabs: tuple[tuple[str, Dutch], ...] = (
        ("", "Tijdlijn"), ("text", "Klacht"), ("documents", "Documenten"), ("letters", "Brieven"),
        ("contacts", "Contacten"), ("hearings", "Horen"), ("advice", "Advies"),
        ("follow-up", "Opvolging"),
    )  # fmt: skip

    # --- reading ---

    def visible(self, actor: Actor) -> ColumnElement[bool]:
        return and_(Complaint.kind == self.kind, complaints.visible_to(actor))

    def search_condition(self, term: str) -> ColumnElement[bool] | search.Words:
        return search.matching(term)

    def row_class(self, today: date, *about: Any) -> str:
        return str(due_cell(*about, today)[0])

    def get_one(self, id: Any) -> Complaint | None:
        found = self._load(id)
        return self._load(id) if self.looked(found) else found

    def _load(self, id: Any) -> Complaint | None:
        key = clamp(str(id), least=0, default=0)
        found = cases.load(current_actor(), key) if key else None
        kept = found is not None and found.destroyed_on is None and found.kind is self.kind
        return found if kept else None

    def title_of(self, record: Complaint) -> str:
        return record.reference

    def facts(self, record: Complaint) -> list[tuple[str, Any]]:
        return []

    @expose("/details/")
    def details_view(self) -> Any:
        complaint = self.get_one(request.args.get("id", "")) or self.left()
        if complaint.destroyed_on is not None:
            return self.render(
                "complaint/destroyed.html",
                model=complaint,
                item=retention.destroyed_in(complaint.id),
                rule=stored_rule(complaint.retention_rule) if complaint.retention_rule else None,
            )
        return self.render(self.details_template, model=complaint, **self.page_of(complaint))

    def left(self) -> Complaint:
        """What is left of a file that was destroyed, or 404."""
        key = clamp(request.args.get("id"), least=0, default=0)
        found = complaints.get(current_actor(), key)
        gone = found is not None and found.destroyed_on is not None and found.kind is self.kind
        return found if found is not None and gone else abort(404)

    def page_of(self, complaint: Complaint) -> dict[str, Any]:
        """Everything that the complaint page shows."""
        actor = current_actor()
        facts = cases.facts(complaint, actor)
        relation = complaints.relation(actor, complaint)
        offers = [
            (offer, linked(complaint, offer.obstacles, relation, facts))
            for offer in handling.offers(complaint, actor, facts, relation)
        ]
        offered = {
            name: act
            for name, act in acts.ACTS.items()
            if (act.states is None or complaint.state in act.states)
            and act.when(facts)
            and may(actor, complaint, relation, *act.permissions)
            and act.closed(actor, complaint) is None
        }
        draft = note_drafts.own(actor, complaint, note_drafts.NOTE)
        tab = asked if (asked := request.args.get("tab", "")) in dict(self.tabs) else ""
        waits = awaited(complaint, actor, facts, relation)
        last_day = due(complaint.legal_end, actor.today) if complaint.legal_end else None
        return {
            "case": facts,
            "may": lambda *wanted: may(actor, complaint, relation, *wanted),
            "P": Permission,
            "writes_notes": may(actor, complaint, relation, *intake.NOTES[complaint.kind]),
            "possible": [one for one in offers if one[0].possible],
            "with_reason": [one for one in offers if one[0].with_reason],
            "blocked": [one for one in offers if not one[0].possible and not one[0].with_reason],
            "advised": (own := advised(offers))
            or (helped(complaint, waits[0], facts, relation) if waits else None),
            "awaited": None if own else waits,
            "usual": worklist.NEXT.get(complaint.state, (None, ""))[0],
            "needs_form": lambda event: (
                event in step_forms.STEP_FORMS
                or (event is Event.SCREEN and complaint.state is State.F3)
            ),
            "letters": [fit for rule in RULES if (fit := fits(rule, facts, actor)).fits],
            "notices": [*procedure.notices(facts), *beyond_horizon(complaint), *held(complaint)],
            "kept": kept(complaint),
            "requirements": [
                (one, address(complaint, one.repair, relation, facts))
                for one in requirements(facts)
            ],
            "offered": offered,
            "open_acts": [(name, act) for name, act in offered.items() if not act.of],
            "hearing_links": acts.hearing_links(actor, complaint, relation),
            "next_to": hearing.NEXT_TO,
            "printable": pdf.available,
            "removable": lambda party: cases.ties(complaint, party) == Ties(),
            "due": last_day if complaint.open else None,
            "notice_due": due(complaint.notice_due_on, actor.today)
            if complaint.open and complaint.notice_due_on
            else None,
            "phases": phases(complaint),
            **advice_of(complaint, facts, actor),
            "tabs": self.tabs,
            "source": self.source(complaint),
            "others": earlier.of_file(actor, complaint) if tab not in TELLING else None,
            "term": term(complaint),
            "timeline": (items := timeline.of(complaint)),
            "recent": (parts := timeline.parts(items, actor.today))[0],
            "long_ago": parts[1],
            "lost_mail": [one for one in items if one.address.startswith("mail/")],
            "waiting": [one for one in items if one.waits],
            "tab": tab,
            "note": act_forms.NoteForm(data=draft.texts if draft else {}),
            "draft": draft,
            "draft_version": draft.version if draft else 0,
            "name": cases.display_name,
            "weekday": weekday,
            "conduct_dates": cases.conduct_dates,
            "PartyKind": PartyKind,
        }

    def source(self, complaint: Complaint) -> Complaint | None:
        """The report that the complaint came from, for whoever may see that too."""
        return complaints.get(current_actor(), complaint.source_id) if complaint.source_id else None

    @expose("/<int:key>/mail/<int:mail>/", methods=("POST",))
    def retry_mail(self, key: int, mail: int) -> Any:
        """Send an e-mail about this file that failed once more."""
        outbox.retry(current_actor(), clamp(str(mail)), key)
        flash("De e-mail gaat bij de volgende verzending mee.", "success")
        return redirect(self.get_url(".details_view", id=key))

    def changes(self, form: forms.PanelForm, key: int | None) -> list[tuple[str, str, str]]:
        """For the loser of two at once: who was first too."""
        file_id = key or (request.view_args or {}).get("key", 0)
        first = timeline.last_change(file_id)
        rows = super().changes(form, key) if key else []
        if first is None:
            return rows or super().changes(form, None)
        return [
            (
                say("Dit dossier"),
                say("gewijzigd door %(first)s, %(shown)s", first=first[0], shown=shown(first[1])),
                "",
            ),
            *rows,
        ]

    # --- registering and correcting ---

    new_form = NEW_COMPLAINT

    def starting(self) -> dict[str, Any]:
        """A call is of this moment and without paper; of a letter the day is still looked up."""
        asked = request.args.get("channel")
        channel = Channel(asked) if asked in set(Channel) else Channel.POST
        said = channel in ORAL
        return {
            "channel": channel,
            "channel_designated": True,
            "written": not said,
            "signed": not said,
            "received_at": clock.now() if said else None,
        }

    @expose("/new/", methods=("GET", "POST"))
    def create_view(self) -> Any:
        """One page on which everything comes together before it is one act: see ``views.desk``."""
        self.require("create")
        return desk.page(self)

    def lookup(self, name: str) -> forms.Lookup | None:
        """The comboboxes of these pages find a contact, in each row and in the acts; or a file."""
        if name == "other_id":
            return act_forms.COMPLAINTS
        return act_forms.CONTACTS if CONTACT.fullmatch(name) else super().lookup(name)

    def registered(self, values: act_forms.Values, rows: Mapping[str, int]) -> intake.Intake:
        """What the page says, as an intake."""
        return intake.Intake(
            receipt=intake.Receipt(**{name: values[name] for name in RECEIPT}),
            description=intake.Description(**{name: values[name] for name in DESCRIPTION}),
            parties=intake_forms.parties(values, values["received_at"], rows["subjects"]),
            conducts=intake_forms.conducts(values, rows),
        )

    def update_model(self, form: forms.PanelForm, model: Complaint) -> None:
        values = form.cleaned()
        intake.correct(
            current_actor(),
            model.id,
            self.version(),
            replace(
                intake.receipt_of(model), **{name: values[name] for name in RECEIPT if name in form}
            ),
            intake.Description(**{name: values[name] for name in DESCRIPTION}),
        )

    # --- steps ---

    @expose(f"/<int:key>/step/<any({','.join(Event)}):event>", methods=("GET", "POST"))
    def step(self, key: int, event: str) -> Any:
        """One route for every step of the procedure."""
        complaint, wanted, actor = self.file(key), Event(event), current_actor()
        facts, relation = cases.facts(complaint, actor), complaints.relation(actor, complaint)
        # First whose step it is: whether it fits the state, is no answer for whoever may not.
        theirs = procedure.row_of(wanted)
        needed = theirs.permission_for(facts)
        if not reaches(actor.scope(needed), relation):
            raise NotPermitted(
                told("Je rol geeft je geen recht op: %(right)s.", right=needed), theirs.basis
            )
        row = self.row_for(complaint, wanted)
        obstacles = row.obstacles(facts)
        closed = any(not one.overridable for one in obstacles)
        form_class = step_forms.step_form(
            actor, complaint, wanted, asks_reason=bool(obstacles) and not closed
        )
        draft = self.draft_of(complaint, event)
        form = self.filled(form_class, draft) if form_class else None
        problem = None
        if request.method == "POST":
            problem = self.take(complaint, wanted, form)
            if problem is None:
                self.forget_draft(key, event)
                return redirect(self.onward(key))
        return self.act_page(
            complaint, form, problem, title=wanted.label, basis=row.basis,
            obstacles=linked(complaint, obstacles, relation, facts), words=wanted.label,
            intro=step_forms.step_intro(complaint, wanted, actor.today), key=event,
            closed=closed and request.method == "GET", draft=draft, draft_key=event,
        )  # fmt: skip

    def onward(self, key: int) -> str:
        """Back to the file, or to the list when it was handed over with this very act."""
        if complaints.get(current_actor(), key) is None:
            return str(self.get_url(".index_view"))
        return str(self.get_url(".details_view", id=key))

    def row_for(self, complaint: Complaint, event: Event) -> procedure.Transition:
        """The row that the server enforces; steps that a letter takes have no page of their own."""
        row = procedure.transition(complaint.state, event)
        if row.letter is not None:
            raise Refusal(
                told("“%(step)s” gebeurt door de brief te verzenden.", step=event), basis=row.basis
            )
        return row

    def take(
        self, complaint: Complaint, event: Event, form: forms.PanelForm | None
    ) -> Problem | None:
        actor, key, version = current_actor(), complaint.id, self.version()

        def write() -> None:
            data = step_forms.step_data(event, form.cleaned()) if form else StepData()
            handling.apply(actor, key, event, version, data)

        _, problem = self.save(form or forms.PanelForm(), write)
        if problem is None:
            flash(say("%(step)s: vastgelegd.", step=event), "success")
        return problem

    # --- acts ---

    @expose(f"/<int:key>/<any({','.join(acts.ACTS)}):act>/", methods=("GET", "POST"))
    def act(self, key: int, act: str) -> Any:
        """Record one thing in a file: see ``views.acts``."""
        complaint, row, actor = self.file(key), acts.ACTS[act], current_actor()
        relation = complaints.relation(actor, complaint)
        if not may(actor, complaint, relation, *row.permissions):
            raise NotPermitted("Je rol geeft je dit recht niet.", row.basis)
        if row.states is not None and complaint.state not in row.states:
            raise Refusal(
                told("Dat kan niet in de stand “%(state)s”.", state=complaint.state),
                basis=row.basis,
            )
        if obstacle := row.closed(actor, complaint):
            raise Refusal(obstacle)
        of = acts.find(complaint, row, clamp(request.args.get("of")))
        form_class = row.form(actor, complaint, of)
        starting = row.starting(actor, complaint, of) | acts.prefilled(form_class, request.args)
        draft_key = self.draft_key(act, of)
        draft = self.draft_of(complaint, draft_key)
        form, problem = self.filled(form_class, draft, starting), None
        if request.method == "POST":
            version = self.version()
            _, problem = self.save(
                form, lambda: row.call(actor, complaint, of, form.cleaned(), version)
            )
            if problem is None:
                self.forget_draft(key, draft_key)
                flash("Vastgelegd.", "success")
                tab = {"tab": "hearings"} if row.of == "hearing" else {}
                back = self.get_url(".details_view", id=key, **tab)
                return redirect(back if act != "involved" else self.get_url(".index_view"))
        return self.act_page(
            complaint, form, problem, title=row.title, basis=row.basis, intro=row.intro,
            words=row.words, of=of, about=acts.about(row, of), texts=row.texts(), key=act,
            draft=draft, draft_key=draft_key, starting=starting,
        )  # fmt: skip

    def act_page(
        self,
        complaint: Complaint,
        form: forms.PanelForm | None,
        problem: Problem | None,
        of: Any = None,
        key: str = "",
        draft: NoteDraft | None = None,
        draft_key: str = "",
        starting: Mapping[str, Any] | None = None,
        **context: Any,
    ) -> Any:
        complaint = self.file(complaint.id)
        sent = portal.waiting(complaint, *acts.BESIDE.get(key, ()))
        if isinstance(of, Submission):
            sent = [acts.find(complaint, acts.ACTS[key], of.id)]
        if problem and problem.obstacles:
            problem = Problem(
                problem.messages, linked(complaint, problem.obstacles), problem.changes,
                problem.status,
            )  # fmt: skip
        page = self.render(
            "complaint/act.html",
            model=complaint,
            form=form,
            problem=problem,
            problems=form.problems() if form and problem else [],
            version=versioned(of, complaint).version,
            return_url=self.get_url(".details_view", id=complaint.id),
            of=of,
            sent=sent,
            ways_on=acts.ways_on(complaint, sent[0].kind) if isinstance(of, Submission) else (),
            name=cases.display_name,
            **self.draft_context(complaint, form, draft, draft_key, starting or {}),
            **context,
        )
        return page if problem is None else (page, problem.status)

    @expose("/<int:key>/document/<int:document_id>")
    def document(self, key: int, document_id: int) -> Response:
        """Download one document of the file."""
        which = clamp(str(document_id))
        name, media_type, data = documents.open_document(current_actor(), self.file(key).id, which)
        return downloads.attachment(data, name, media_type)

    @expose("/<int:key>/hearing/<int:hearing_id>.ics")
    def calendar_entry(self, key: int, hearing_id: int) -> Response:
        """One hearing for the calendar of a party, to go along with the letter."""
        which = clamp(str(hearing_id))
        name, text, method = hearings.calendar_entry(current_actor(), self.file(key).id, which)
        kind = f"text/calendar; charset=utf-8; method={method}"
        return downloads.attachment(text.encode(), name, kind)

    @expose("/<int:key>/hearing-pack.zip")
    def hearing_pack(self, key: int) -> Response:
        """What whoever hears needs to have read, in one zip."""
        name, pack = packs.hearing_pack(current_actor(), self.file(key).id)
        return downloads.attachment(pack, name, "application/zip")

    @expose("/<int:key>/hearing-pack.pdf")
    def hearing_pack_pdf(self, key: int) -> Response:
        """The same as one PDF with page numbers, where LibreOffice is installed."""
        name, pack = packs.hearing_pack_pdf(current_actor(), self.file(key).id)
        return downloads.attachment(pack, name, "application/pdf")

    @expose("/<int:key>/letter/", methods=("GET", "POST"))
    def letter(self, key: int) -> Any:
        """Which letters fit now and which do not, and why; making one."""
        complaint, actor = self.file(key), current_actor()
        relation = complaints.relation(actor, complaint)
        if not reaches(actor.scope(Permission.LETTER_WRITE), relation):
            raise NotPermitted("Je rol geeft je geen recht om brieven te maken.")
        problem = None
        if request.method == "POST":
            letter_id, problem = self.save(forms.PanelForm(), lambda: self.draft(key))
            if problem is None:
                return redirect(f"/admin/letter/details/?id={letter_id}")
            complaint = self.file(key)
        facts = cases.facts(complaint, actor)
        every = [fits(rule, facts, actor) for rule in RULES]
        wanted = request.args.get("kind", "")
        begun = self.begun(complaint, wanted) if request.method == "GET" else None
        if begun and not any(fit.fits and fit.rule.kind == wanted for fit in every):
            return redirect(f"/admin/letter/details/?id={begun}")
        page = self.render(
            "complaint/letters.html",
            model=complaint,
            problem=problem,
            fitting=[fit for fit in every if fit.fits],
            others=[
                (fit, linked(complaint, fit.obstacles, relation, facts))
                for fit in every
                if not fit.fits
            ],
            wanted=wanted,
        )
        return page if problem is None else (page, problem.status)

    def begun(self, complaint: Complaint, kind: str) -> int | None:
        """The letter of this kind that is there and not sent: who asks to make it, goes on here."""
        found = cases.unsent(complaint, LetterKind(kind)) if kind in set(LetterKind) else None
        return found.id if found and letters.exists_for(current_actor(), found.id) else None

    def draft(self, key: int) -> int:
        try:
            kind = LetterKind(request.form.get("kind", ""))
        except ValueError:
            raise NotFound from None
        party = clamp(request.form.get("party")) or None
        return correspondence.draft(current_actor(), key, self.version(), kind, party)


def versioned(of: Any, complaint: Complaint) -> Any:
    """Whose version the form of an act keeps: what it changes, or what that belongs to."""
    owner = getattr(of, "case", of)
    return owner if isinstance(owner, Versioned) else complaint


def advice_of(complaint: Complaint, facts: CaseFacts, actor: Actor) -> dict[str, Any]:
    """Who advises and what was advised; of an advice in the making, only for them (SOD4), and
    for them nothing of a decision in the making.
    """
    is_open, advises = facts.advice_open(actor.user_id), facts.advises(actor.persons)
    hidden = (frozenset() if is_open else ADVISERS_OWN) | (DECISIONS if advises else frozenset())
    return {
        "advice": cases.current_advice(complaint),
        "advice_open": is_open,
        "decision_open": not advises or complaint.ended_on is not None,
        "advisers": [
            one for one in complaint.assignments if one.role in {CaseRole.ADVISER, CaseRole.MEMBER}
        ],
        "own_letters": [
            one
            for one in complaint.letters
            if one.state is LetterState.SENT or one.kind not in hidden
        ],
        "not_handled": NOT_HANDLED,
        "awb": awb,
    }


def awaited(
    complaint: Complaint, actor: Actor, facts: CaseFacts, relation: Relation
) -> tuple[procedure.Transition, Permission] | None:
    """The usual next step with the right it takes, when it is someone else's."""
    usual = worklist.NEXT.get(complaint.state, (None, ""))[0]
    rows = (row for row in procedure.transitions_from(complaint.state) if row.event is usual)
    needs = ((row, row.permission_for(facts)) for row in rows)
    return next((one for one in needs if not reaches(actor.scope(one[1]), relation)), None)


def helped(
    complaint: Complaint, row: procedure.Transition, facts: CaseFacts, relation: Relation
) -> Linked | None:
    """What the actor can do now so that someone else can take the usual step."""
    obstacles = linked(complaint, row.obstacles(facts), relation, facts)
    return next((one for one in obstacles if one.repair), None)


def beyond_horizon(complaint: Complaint) -> list[Obstacle]:
    """Past the last known decree of rest days a date has to be checked by hand."""
    words = horizon_warning(complaint.legal_end) if complaint.legal_end else None
    return [Obstacle(words, atw("3", 3))] if words else []


def held(complaint: Complaint) -> list[Obstacle]:
    """That someone said that the file is kept longer than its term."""
    if not complaint.legal_hold:
        return []
    return [Obstacle(told("Dit dossier blijft langer bewaard: dat is vastgelegd."), ARCHIVE_DUTY)]


def kept(complaint: Complaint) -> tuple[date, RetentionRule] | None:
    """Until when an ended file is kept, and by which rule."""
    if complaint.retention_from is None or not complaint.retention_rule:
        return None
    rule = stored_rule(complaint.retention_rule)
    return kept_until(complaint.retention_from, rule), rule


def advised(offers: Sequence[tuple[handling.Offer, tuple[Linked, ...]]]) -> Linked | None:
    """What to do now when no step on is possible: the first thing that opens one."""
    onward = [one for one in offers if one[0].row.target and one[0].row.event is not Event.REFUSE]
    if any(offer.possible and not offer.row.letter for offer, _ in onward):
        return None
    links = (one for _, obstacles in onward for one in obstacles if one.repair)
    return next(links, None)


OF_REPORTS: tuple[tuple[Dutch, frozenset[State]], ...] = (
    ("Ontvangst", frozenset({State.I0})),
    ("Gemeld aan de teamleider", frozenset({State.I1})),
    ("In behandeling", frozenset({State.I2, State.I4})),
    ("Afgesloten", frozenset({State.I3, State.I5, State.I6, State.I7})),
)
CONTACT = re.compile(r"(?:rep_|subject_)?contact_id(?:_[2-9])?", re.ASCII)
TELLING = frozenset({"advice", "follow-up"})
"""Tabs that ask so much of the database that the page leaves out who complained before."""

PHASES: tuple[tuple[Dutch, frozenset[State]], ...] = (
    ("Ontvangst", UNCONFIRMED),
    ("Toetsing", IN_SCREENING),
    ("Hoor en wederhoor", INQUIRY),
    ("Advies", frozenset({State.F9, State.F10})),
    ("Besluit", frozenset({State.F11})),
    ("Afgehandeld", frozenset({State.F12, State.F18, State.F19})),
)


def term(complaint: Complaint) -> DeadlineLine | None:
    """The line of the ledger behind the last day."""
    lines = (one for one in reversed(complaint.deadlines) if one.kind is DeadlineKind.HANDLING)
    return next((one for one in lines if one.legal_end == complaint.legal_end), None)


def phases(complaint: Complaint) -> list[tuple[str, str, date | None]]:
    """The phase bar: name, ``done``, ``now``, ``skipped`` or nothing yet, and since when."""
    bar = OF_REPORTS if complaint.kind is Kind.REPORT else PHASES
    place = next((n for n, (_, states) in enumerate(bar) if complaint.state in states), None)
    if place is None:
        (ended,) = moved(complaint, frozenset({complaint.state}))[-1:] or (None,)
        return [(complaint.state.label, "now", ended)]
    found: list[tuple[str, str, date | None]] = []
    for n, (name, states) in enumerate(bar):
        if name == "Advies" and complaint.track in {None, Track.OWN}:
            found.append((name, "skipped", None))
        else:
            look = "done" if n < place else "now" if n == place else ""
            days = moved(complaint, states, out=look == "done")
            found.append((name, look, days[-1] if look and days else None))
    return found


def moved(complaint: Complaint, states: frozenset[State], *, out: bool = False) -> list[date]:
    """The days on which the file came into these states, or went out of them."""
    return [
        cases.local_day(step.at)
        for step in complaint.steps
        if (step.target in states) is not out and (step.source in states) is out
    ]
