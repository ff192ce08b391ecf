"""Lists across files of what is made within one file."""

from typing import Any

from flask import abort, redirect, request
from flask_admin import expose

from queries import complaints
from text import clamp
from views import forms
from views.base import PanelView, Problem
from views.display import place
from views.session import current_actor

COMPLAINTS = forms.Lookup(
    lambda words, most: complaints.find(current_actor(), words, most),
    lambda key: complaints.name_of(current_actor(), key),
)


class ChooseFile(forms.PanelForm):
    """In which file it is made."""

    complaint_id = forms.Combobox("Dossier", COMPLAINTS, required=True)


class MadeInFile(PanelView):
    """Making one here is choosing its file; the page of the file knows what fits there now."""

    form = ChooseFile

    page_in_file: str
    """The page below the file, with places for what else was chosen."""

    def starting(self) -> dict[str, Any]:
        return {"complaint_id": clamp(request.args.get("complaint")) or None}

    @expose("/new/", methods=("GET", "POST"))
    def create_view(self) -> Any:
        self.require("create")
        form = self.create_form()
        if request.method == "POST" and form.validate():
            chosen = form.cleaned()
            complaint = complaints.get(current_actor(), chosen["complaint_id"]) or abort(404)
            return redirect(
                f"{place(complaint)}/{complaint.id}/{self.page_in_file.format(**chosen)}"
            )
        problem = Problem() if request.method == "POST" else None
        return self._form_page(self.create_template, form, problem)
