"""The start page after sign-in: what is waiting, soonest last day first."""

from typing import Any

from flask import request
from flask_admin import AdminIndexView, expose

from models import Complaint, User
from queries import listing, rights, substitutions, templates, worklist
from queries.listing import Listing
from rules.permissions import Actor
from rules.vocabulary import Permission
from rules.wording import told
from text import clamp
from views.base import Column, Screen, column
from views.complaints import DUE, REPORTS
from views.session import current_actor
from views.terms import due_cell

FILES = frozenset({Permission.COMPLAINT_READ, Permission.REPORT_READ})


def next_step(state: Any) -> str:
    """The step that usually follows on a state."""
    return worklist.NEXT.get(state, (None, ""))[1]


COLUMNS: tuple[Column, ...] = (
    column("reference", "Kenmerk", Complaint.reference),
    DUE,
    column("subject", "Klacht", Complaint.subject),
    column("complainant", "Klager", Complaint.complainant_names),
    column("next", "Volgende stap", Complaint.state, show=next_step),
    column("state", "Fase", Complaint.state),
    column("handler", "Behandelaar", User.name, via=Complaint.handler),
)
STATE = 1 + sum(len(one.sources) for one in COLUMNS[:5])
"""Where the state stands in a row."""
SIZE = 20


class Worklist(Screen, AdminIndexView):
    """Mijn werkvoorraad."""

    def __init__(self) -> None:
        super().__init__(name=told("Werkvoorraad"), url="/admin")
        # Flask-Admin's own scripts and styles are not served.
        self.static_folder = None

    def is_accessible(self) -> bool:
        return current_actor().user_id is not None

    @expose("/")
    def index(self) -> Any:
        actor = current_actor()
        proposals = templates.waiting_for(actor)
        if not any(actor.may(one) for one in FILES):
            return self.render(
                "admin/home.html",
                tiles=(),
                page=None,
                templates=proposals,
                proposals=rights.waiting_for(actor),
            )
        chosen = request.args.get("tile", "")
        page = self.page(actor, chosen, clamp(request.args.get("page"), most=10_000))
        counts = worklist.counts(actor)
        return self.render(
            "admin/home.html",
            tiles=[(tile, counts[tile.key], tile.key == chosen) for tile in worklist.TILES],
            duties=counts["duties"],
            templates=proposals,
            proposals=rights.waiting_for(actor),
            absences=() if actor.acting_for else substitutions.of(actor.user_id or 0, actor.today),
            chosen=next((one for one in worklist.TILES if one.key == chosen), None),
            columns=COLUMNS,
            rows=[self.row(actor, row) for row in page.rows],
            page=page,
        )

    def page(self, actor: Actor, chosen: str, number: int) -> listing.Page:
        where = [worklist.mine(actor)]
        if chosen in {tile.key for tile in worklist.TILES}:
            where.append(worklist.condition(chosen, actor.today))
        asked = Listing(Complaint.id, tuple(where), worklist.order(actor))
        return listing.page(asked, COLUMNS, number, SIZE)

    def row(self, actor: Actor, row: Any) -> tuple[str, str, int, list[Any]]:
        """The colour of the row, the table it is in, its key, and its cells."""
        cells, place = [], 1
        for one in COLUMNS:
            cells.append(one.show(*row[place : place + len(one.sources)]))
            place += len(one.sources)
        table = "report" if row[STATE] in REPORTS else "complaint"
        return due_cell(*row[2:7], actor.today)[0], table, row[0], cells
