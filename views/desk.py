"""Taking in a complaint or a report on one page: every button but the last gives the page back.

Nothing is registered before that one, and nothing that was typed or sent is lost meanwhile.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask import flash, redirect, request
from werkzeug.datastructures import MultiDict

from operations import intake
from queries import contacts, earlier
from rules.vocabulary import Kind
from rules.wording import told
from text import clamp
from views import forms, intake_forms, kept_files
from views.base import Problem
from views.languages import say
from views.session import current_actor

if TYPE_CHECKING:
    from views.complaints import ComplaintView

FIRST_BOX = {"conducts": "conduct_title", "subjects": "subject_first_name"}


def page(view: "ComplaintView") -> Any:
    """Show the page, do what its button says, or register what is on it."""
    if request.method != "POST":
        rows = intake_forms.counts({})
        form = intake_forms.grown(view.new_form, rows)(data=view.starting())
        return _shown(view, form, rows, kept_files.Files())
    typed, do = MultiDict(request.form), request.form.get("do", "")
    sent = view.new_form(typed)
    files = kept_files.sent(sent["files"].data)
    read = _read(sent["mail"].data, files, typed) if sent["mail"].data else ""
    if do in intake_forms.ROWS:
        typed[do] = str(intake_forms.counts(typed)[do] + 1)
    if do.startswith("person:"):
        typed["contact_id"], typed["contact_id-words"] = do.removeprefix("person:"), ""
    rows = intake_forms.counts(typed)
    form = intake_forms.grown(view.new_form, rows)(typed)
    if do in FIRST_BOX:
        form[intake_forms.numbered(FIRST_BOX[do], rows[do])].focused = True
    if do or read or files.refused:
        return _shown(view, form, rows, files, done=do, read=read)
    made, problem = view.save(form, lambda: _register(view, form, rows, files))
    if problem is not None:
        return _shown(view, form, rows, files, problem=problem)
    flash("Toegevoegd.", "success")
    if view.kind is Kind.FORMAL and (lacking := intake_forms.missing(form)):
        text = say(
            "Nog niet compleet: %(what)s. Vraag het na met het verzoek om aanvulling (L03), "
            "zodra de ontvangst is bevestigd.",
            what=tuple(lacking),
        )
        flash(text, "warning")
    return redirect(view.after_saving(made))


def _register(
    view: "ComplaintView", form: forms.PanelForm, rows: dict[str, int], files: kept_files.Files
) -> int:
    made = view.registered(form.cleaned(), rows)
    whole = replace(made, files=tuple(files.kept), form_token=forms.sent_token())
    return intake.register(current_actor(), whole)


def _read(upload: tuple[str, bytes], files: kept_files.Files, typed: MultiDict[str, str]) -> str:
    """Fill the boxes from an e-mail, and keep it with what is attached. Returns what it was."""
    found = files.add_mail(upload)
    if found is None:
        return ""
    intake_forms.filled_in(typed, found.said)
    return found.said.subject or told("een bericht zonder onderwerp")


def _shown(
    view: "ComplaintView",
    form: forms.PanelForm,
    rows: dict[str, int],
    files: kept_files.Files,
    *,
    done: str = "",
    read: str = "",
    problem: Problem | None = None,
) -> Any:
    back = request.method == "POST"
    page = view.render(
        view.create_template,
        form=form,
        rows=rows,
        groups=[one for one in intake_forms.laid_out(view.groups, rows)
                if any(name in form for name in one.names)],
        form_token=forms.own_token(),
        files=files.noted(),
        refused=files.refused,
        done=done,
        read=read,
        known=known(form) if back else None,
        label=contacts.label,
        lacking=intake_forms.missing(form) if back and view.kind is Kind.FORMAL else (),
        model=None,
        version=None,
        problem=problem,
        problems=form.problems() if problem else [],
        return_url=view.return_url(),
        came_from=view.return_url(default=""),
    )  # fmt: skip
    return page if problem is None else (page, problem.status)


def known(form: forms.PanelForm) -> tuple[earlier.Match | None, list[earlier.Match]]:
    """Who was chosen, and who else is like the one that was typed; each with earlier files."""
    actor, chosen = current_actor(), None
    if key := clamp(str(form["contact_id"].data or 0)):
        contact = contacts.get(actor, key)
        if contact is not None:
            chosen = earlier.Match(contact, (), tuple(earlier.files(actor, {key})))
    found = earlier.people(actor, intake_forms.identity(form))
    return chosen, [one for one in found if chosen is None or one.contact is not chosen.contact]
