"""Lists across files of what is made within one file."""

from typing import Any

from flask import abort, redirect, request
from flask_admin import expose

from models import Complaint
from operations import reading
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


class OfFile(PanelView):
    """A screen of which a page shows something of one file: opening that is written down, and
    whoever does not handle it may have to say why first.
    """

    def get_one(self, id: Any) -> Any:
        found = super().get_one(id)
        return super().get_one(id) if self.looked(found) else found

    def looked(self, record: Any) -> bool:
        """Whether it was written down that this record is read: then it has to be loaded anew."""
        page, actor = (request.endpoint or "").partition(".")[2], current_actor()
        if record is None or request.method not in {"GET", "HEAD"} or page == "reason":
            return False
        if page in ACTS and not actor.handles:  # refused there, without a question first
            return False
        file = record if isinstance(record, Complaint) else record.complaint
        return reading.opened(actor, file)


ACTS = frozenset({"edit_view", "act", "step", "letter", "code"})
"""Pages of what someone does in a file; whoever handles none has no right to them."""


class ChooseFile(forms.PanelForm):
    """In which file it is made."""

    complaint_id = forms.Combobox("Dossier", COMPLAINTS, required=True)


class MadeInFile(OfFile):
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
