"""What keeps a file together: notes, drafts of what someone types, links, and the paper file."""

import re
from collections.abc import Mapping
from typing import Any

from flask import abort, flash, jsonify, redirect, request
from flask_admin import expose

from models import Complaint, NoteDraft
from operations import intake, linking, note_drafts, reading
from operations.clock import AMSTERDAM
from queries import complaints, dossier
from rules.errors import Conflict
from rules.vocabulary import Event
from text import clamp
from views import act_forms, acts, forms, step_forms
from views.codes import PartyCodes
from views.languages import say
from views.repairs import may
from views.session import current_actor

OURS = re.compile(r"/admin/[a-z_]+/[\w/.?=&%:,+-]*\Z")
"""A page of the panel, to go on to."""


class Dossier(PartyCodes):
    """Below a file."""

    def file(self, key: int) -> Complaint:
        """The file of a page below it, or 404."""
        found: Complaint = self.get_one(key) or abort(404)
        return found

    def page_of(self, complaint: Complaint) -> dict[str, Any]:
        """Everything that the page of the file shows."""
        raise NotImplementedError

    # --- why someone opens it ---

    @expose("/<int:key>/reason/", methods=("GET", "POST"))
    def reason(self, key: int) -> Any:
        """Say why the file is opened, and go on to the page that was asked."""
        complaint, form = self.file(key), act_forms.ReasonForm(request.form or None)
        asked, problem = request.args.get("for", ""), None
        if request.method == "POST":
            _, problem = self.save(
                form, lambda: reading.explain(current_actor(), key, form.cleaned()["reason"])
            )
            if problem is None:
                return redirect(asked if OURS.match(asked) else f"{self.url}/details/?id={key}")
            complaint = self.file(key)
        page = self.render(
            "complaint/reason.html", model=complaint, form=form, problem=problem,
            problems=form.problems() if problem else [],
        )  # fmt: skip
        return (page, problem.status) if problem else page

    # --- notes ---

    @expose("/<int:key>/note/", methods=("POST",))
    def note(self, key: int) -> Any:
        """Keep an internal note."""
        complaint, form = self.file(key), act_forms.NoteForm(request.form)
        _, problem = self.save(
            form,
            lambda: intake.add_note(
                current_actor(), key, form.cleaned()["text"], self.draft_version()
            ),
        )
        if problem is None:
            return redirect(self.get_url(".details_view", id=key))
        context = self.page_of(complaint) | {
            "note": form, "problem": problem, "problems": form.problems(),
            "draft_version": self.draft_version(),
        }  # fmt: skip
        return self.render(self.details_template, model=complaint, **context), problem.status

    # --- drafts ---

    def draft_version(self) -> int:
        """The version of the draft that this window kept last."""
        return clamp(request.form.get("draft_version"), least=0, default=0)

    def draft_key(self, act: str, of: Any = None) -> str:
        """The name of a form: of the file, or of one thing in it."""
        return act if of is None else f"{act}:{of.id}"

    def draft_of(self, complaint: Complaint, form: str) -> NoteDraft | None:
        """What someone typed here before, unless they send it at this moment."""
        if request.method == "POST":
            return None
        return note_drafts.own(current_actor(), complaint, form)

    def filled(
        self,
        form: type[forms.PanelForm],
        draft: NoteDraft | None,
        starting: Mapping[str, Any] | None = None,
    ) -> forms.PanelForm:
        """The form as it was sent; else as it starts, with what was typed and not saved."""
        typed = draft.texts if draft else {}
        data = dict(starting or {}) | {name: typed[name] for name in form.names() if name in typed}
        return form(request.form if request.method == "POST" else None, data=data)

    def forget_draft(self, key: int, form: str) -> None:
        """The draft is no draft any more; what another window kept since, stays."""
        if version := self.draft_version():
            note_drafts.drop(current_actor(), key, form, version)

    def draft_context(
        self,
        complaint: Complaint,
        form: forms.PanelForm | None,
        draft: NoteDraft | None,
        name: str,
        starting: Mapping[str, Any],
    ) -> dict[str, Any]:
        """For the page of a form: where what is typed is kept, and what is stored beside it."""
        areas = [one for one in form or () if one.kind == "textarea"]
        if not areas or not name:
            return {"draft": None, "draft_address": ""}
        act, _, of = name.partition(":")
        stored = [(one.label.text, starting.get(one.name), one.data) for one in areas]
        return {
            "draft": draft,
            "draft_version": draft.version if draft else self.draft_version(),
            "draft_address": self.get_url(
                ".keep_draft", key=complaint.id, name=act, **({"of": of} if of else {})
            ),
            "stored": [
                (label, words)
                for label, words, typed in stored
                if draft and words and words != typed
            ],
        }

    @expose("/<int:key>/draft/<name>", methods=("POST",))
    def keep_draft(self, key: int, name: str) -> Any:
        """Keep what is typed in a form, or throw it away."""
        complaint, actor = self.file(key), current_actor()
        form_class, of, back = self.form_of(complaint, name)
        form = self.draft_key(name, of)
        if "discard" in request.form:
            note_drafts.drop(actor, key, form, self.draft_version())
            flash(say("Het concept is weggegooid."), "success")
            return redirect(back)
        areas = [one for one in form_class(request.form) if one.kind == "textarea"]
        if wrong := [one.process_errors[0] for one in areas if one.process_errors]:
            return jsonify(problem=" ".join(map(str, wrong))), 422
        texts = {one.name: one.typed for one in areas if one.name in request.form}
        try:
            draft = note_drafts.keep(actor, key, form, texts, self.draft_version())
        except Conflict:
            return jsonify(self.told(note_drafts.find(actor, key, form))), 409
        return jsonify(self.told(draft))

    def told(self, draft: NoteDraft | None) -> dict[str, Any]:
        """A draft as the script knows it."""
        if draft is None:
            return {"version": 0, "at": "", "texts": {}}
        at = draft.changed_at.astimezone(AMSTERDAM)
        return {"version": draft.version, "at": f"{at:%H:%M}", "texts": draft.texts}

    def form_of(self, complaint: Complaint, name: str) -> tuple[type[forms.PanelForm], Any, str]:
        """The form of this name with what it is about and its page; 404 when it is not theirs."""
        actor, key = current_actor(), complaint.id
        relation = complaints.relation(actor, complaint)
        if name == note_drafts.NOTE:
            if not may(actor, complaint, relation, *intake.NOTES[complaint.kind]):
                abort(404)
            return act_forms.NoteForm, None, self.get_url(".details_view", id=key)
        if name in acts.ACTS:
            row = acts.ACTS[name]
            if not may(actor, complaint, relation, *row.permissions):
                abort(404)
            of = acts.find(complaint, row, clamp(request.args.get("of")))
            about = {"of": of.id} if of is not None else {}
            back = self.get_url(".act", key=key, act=name, **about)
            return row.form(actor, complaint, of), of, back
        if name not in set(Event):
            abort(404)
        form = step_forms.step_form(actor, complaint, Event(name), asks_reason=True)
        return form or abort(404), None, self.get_url(".step", key=key, event=name)

    # --- links ---

    @expose("/<int:key>/unlink/<int:link_id>", methods=("POST",))
    def unlink(self, key: int, link_id: int) -> Any:
        """Take a link to another file away."""
        linking.unlink(current_actor(), self.file(key).id, clamp(str(link_id)))
        flash(say("De dossiers zijn niet meer verbonden."), "success")
        return redirect(self.get_url(".details_view", id=key))

    # --- on paper ---

    @expose("/<int:key>/dossier/")
    def dossier(self, key: int) -> Any:
        """The whole file to print; internal notes only for whoever asks for them."""
        notes = request.args.get("notes") == "1"
        known = complaints.get(current_actor(), key)
        if known is None or known.kind is not self.kind:
            abort(404)
        intake.printed(current_actor(), key, notes=notes)
        complaint = self.file(key)
        page = self.page_of(complaint)
        items = [one for one in page["timeline"] if notes or one.look != "note"]
        return self.render(
            "complaint/dossier.html",
            model=complaint,
            **page | {"timeline": items[::-1]},
            notes=notes,
            papers=dossier.papers(complaint, page["own_letters"]),
            links=page["others"].links if page["others"] else (),
            return_url=self.get_url(".details_view", id=key),
        )
