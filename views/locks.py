"""Letters that are open in a word processor, for whoever keeps the panel running.

An administrator reads no file (SOD10): a reference, a name and a time, and no more.
"""

from typing import Any

from flask import abort, flash, redirect
from flask_admin import expose
from sqlalchemy import ColumnElement, and_, select

from models import DavLock, Letter, User
from operations import editing as acts
from operations.clock import machine_now
from queries import complaints, editing, within
from rules.permissions import Actor
from rules.vocabulary import Permission
from text import clamp
from views.base import PanelView, column
from views.languages import say
from views.session import current_actor


class LockView(PanelView):
    """Brieven in bewerking."""

    title, one_title = "Brieven in bewerking", "brief in bewerking"
    intro = (
        "Brieven die iemand open heeft in Word of LibreOffice. Een ander kan ze zolang niet "
        "opslaan. Blijft een brief hangen, laat hem dan hier los; de tekst zie je niet."
    )
    to_read = Permission.SETTING_MANAGE
    order = ((DavLock.since, False),)
    columns = (
        column("reference", "Dossier", editing.reference(), sort=None),
        column("user", "Bij wie", User.name, via=DavLock.user),
        column("since", "Sinds", DavLock.since),
        column("expires_at", "Loopt af", DavLock.expires_at),
    )
    details = columns
    details_template = "admin/lock/details.html"

    def visible(self, actor: Actor) -> ColumnElement[bool]:
        return and_(
            within.all_or_none(actor, Permission.SETTING_MANAGE),
            DavLock.expires_at > machine_now(),
            DavLock.letter_id.in_(
                select(Letter.id).where(complaints.not_involving(Letter.complaint_id, actor))
            ),
        )

    def title_of(self, record: DavLock) -> str:
        return say("Brief in %(reference)s", reference=record.letter.complaint.reference)

    @expose("/<int:key>/release/", methods=("POST",))
    def release(self, key: int) -> Any:
        """Free a letter that stayed locked."""
        if self.get_one(key) is None:
            abort(404)
        acts.release(current_actor(), clamp(str(key)))
        flash("De brief is losgelaten.", "success")
        return redirect(self.get_url(".index_view"))
