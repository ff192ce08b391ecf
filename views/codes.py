"""The code page of one party, for staff: a new code, taking it back, and when it was used."""

from typing import Any

from flask import abort, flash, redirect, request
from flask_admin import expose

from operations import access, access_codes
from operations.clock import now
from queries import cases
from queries import portal as reading
from rules.errors import Refusal
from rules.vocabulary import Permission
from views import portal
from views.base import Problem
from views.in_file import OfFile
from views.session import current_actor


class PartyCodes(OfFile):
    """Below a file, per party."""

    @expose("/<int:key>/code/<int:party_id>/", methods=("GET", "POST"))
    def code(self, key: int, party_id: int) -> Any:
        """A new code is shown once, on the page that made it: nobody can ask for it again."""
        complaint, actor = self.get_one(key) or abort(404), current_actor()
        access.require(actor, access.right(Permission.COMPLAINT_EDIT, complaint.kind), complaint)
        if not any(one.id == party_id for one in complaint.parties):
            abort(404)
        fresh, problem = "", None
        if request.method == "POST":
            try:
                if "revoke" in request.form:
                    access_codes.revoke(actor, key, party_id)
                    flash("De code opent niets meer.", "success")
                    return redirect(self.get_url(".code", key=key, party_id=party_id))
                fresh = access_codes.give(actor, key, party_id)
            except Refusal as error:
                problem = Problem(obstacles=error.obstacles, status=409)
        complaint = self.get_one(key) or abort(404)
        party = next(one for one in complaint.parties if one.id == party_id)
        live = {one.id for one in reading.live_codes(party_id, now())}
        page = self.render(
            "complaint/code.html",
            model=complaint,
            party=party,
            name=cases.display_name(party.contact),
            codes=reading.codes(party_id),
            live=live,
            fresh=fresh,
            address=portal.address(request.url_root),
            link=portal.address(request.url_root, fresh),
            problem=problem,
            return_url=self.get_url(".details_view", id=key),
        )
        return (page, problem.status) if problem else page
