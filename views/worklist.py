"""The start page after sign-in: what is waiting, soonest last day first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask_admin import expose
from sqlalchemy import ColumnElement
from werkzeug.datastructures import MultiDict

from models import Complaint, User
from operations import checks
from queries import (
    data_subjects,
    emergency,
    reference,
    retention,
    rights,
    search,
    substitutions,
    templates,
    worklist,
)
from queries.listing import Listing
from rules.permissions import Actor
from rules.vocabulary import RUNNING, Kind, Permission
from rules.wording import Dutch, told
from views.arguments import Arguments
from views.base import PanelView, Tab, column
from views.bulk import Bulk
from views.complaints import DUE
from views.display import PLACES
from views.filters import EnumFilter, Filter
from views.session import current_actor
from views.terms import due_cell
from views.work import (
    BY_DESK,
    BY_TERM,
    WITH,
    HandlerFilter,
    step_cell,
    step_words,
    what_cell,
)


@dataclass(frozen=True)
class Tile:
    """One number, the words below it, and the list that has so many rows."""

    label: Dutch
    colour: str
    count: int
    address: str
    here: bool = False


class Worklist(Bulk, PanelView):
    """Mijn werkvoorraad: the open files that someone may see, by whose move it is."""

    title, one_title = "Mijn werkvoorraad", "dossier"
    to_read = to_export = Permission.COMPLAINT_READ
    kinds = (Kind.FORMAL, Kind.REPORT)
    searchable = True
    columns = (
        column("reference", "Kenmerk", Complaint.reference, sort=Complaint.id),
        DUE,
        column(
            "subject", "Klacht", Complaint.subject, Complaint.complainant_names,
            show=what_cell, plain=lambda subject, names: f"{subject}, {names}".strip(", "),
            sort=Complaint.subject,
        ),
        column(
            "next", "Volgende stap", Complaint.state, Complaint.track, Complaint.id,
            Complaint.due_on, show=step_cell, plain=step_words,
        ),
        WITH,
        column("state", "Fase", Complaint.state),
        column("handler", "Behandelaar", User.name, via=Complaint.handler),
    )  # fmt: skip
    about = column("about", "", *DUE.sources, Complaint.kind)
    filters: tuple[Filter, ...] = (
        BY_TERM,
        BY_DESK,
        EnumFilter("state", "Fase", Complaint.state, tuple(sorted(RUNNING))),
        HandlerFilter("handler", "Behandelaar", Complaint.handler_id, reference.handlers),
    )
    list_template = "admin/home.html"

    # A start page has no records of its own: these routes are never made.
    details_view = create_view = edit_view = ajax_lookup = None

    def __init__(self) -> None:
        super().__init__(Complaint, name=told("Werkvoorraad"), endpoint="admin", url="/admin")
        # Flask-Admin's own scripts and styles are not served.
        self.static_folder = None

    # --- rights ---

    def is_accessible(self) -> bool:
        return current_actor().user_id is not None

    def allows(self, actor: Actor, act: str) -> bool:
        return act in {"read", "details", "export"} and worklist.works_in_files(actor)

    # --- reading ---

    def visible(self, actor: Actor) -> ColumnElement[bool]:
        return worklist.open_files(actor)

    def search_condition(self, term: str) -> ColumnElement[bool] | search.Words:
        return search.matching(term)

    def kept(self, given: MultiDict[str, str]) -> Mapping[str, Any]:
        here = worklist.tab(current_actor(), given.get("tab", ""))
        return {"kept": {"tab": here.key}, "kept_words": here.label}

    def listing(self, asked: Arguments) -> Listing:
        actor, found = current_actor(), super().listing(asked)
        here = worklist.tab(actor, asked.kept["tab"])
        order = found.order if asked.sort else worklist.order(actor)
        return replace(
            found, where=(*found.where, here.where(actor)), order=order,
            asked=(found.asked, here.key),
        )  # fmt: skip

    def row_class(self, today: date, *about: Any) -> str:
        return str(due_cell(*about[:5], today)[0])

    def row_place(self, usual: str, *about: Any) -> str:
        return f"{PLACES[about[5]]}/details/?id="

    # --- the page ---

    @expose("/")
    def index_view(self) -> Any:
        """Whoever works in no file, finds what else waits."""
        actor = current_actor()
        if worklist.works_in_files(actor):
            return super().index_view()
        return self.render("admin/home_manage.html", tiles=managed(actor))

    def list_context(self) -> dict[str, Any]:
        actor, asked = current_actor(), self.arguments()
        here = worklist.tab(actor, asked.kept["tab"])
        counts = worklist.counts(actor, here)
        return {
            "tiles": [*self._tiles(asked, counts), duty_tile(counts["duties"]), *managed(actor)],
            "tabs": [
                Tab(
                    one.label, f"?tab={one.key}#list", counts[f"tab_{one.key}"],
                    one.key == here.key and asked.view() == f"?tab={one.key}",
                )
                for one in worklist.tabs(actor)
            ],
            "here": here,
            "absences": ()
            if actor.acting_for
            else substitutions.of(actor.user_id or 0, actor.today),
        }  # fmt: skip

    def _tiles(self, asked: Arguments, counts: Mapping[str, int]) -> Sequence[Tile]:
        """How the last days of this tab stand; a tile leads to the list of its number."""
        chosen = asked.value(BY_TERM, "equals")
        return [
            Tile(
                one.label, one.colour, counts[f"tile_{one.key}"],
                f"?tab={asked.kept['tab']}&flt0_term_equals={one.key}#list", one.key == chosen,
            )
            for one in worklist.TILES
        ]  # fmt: skip


def duty_tile(count: int) -> Tile:
    return Tile("Mijn taken", "blue", count, "/admin/duty/")


def managed(actor: Actor) -> list[Tile]:
    """What waits for someone outside the files: only what there is."""
    return [
        Tile(label, "amber", count, address)
        for label, address, ask in MANAGED
        if (count := ask(actor))
    ]


MANAGED: tuple[tuple[Dutch, str, Callable[[Actor], int]], ...] = (
    ("Sjablonen die op jou wachten", "/admin/template/#waiting-title", templates.waiting_for),
    (
        "Noodtoegang waarover jij beslist",
        "/admin/emergency/?flt0_state_equals=proposed#list",
        emergency.waiting_for,
    ),
    ("Rechten waarover jij beslist", "/admin/role/", rights.waiting_for),
    ("Vernietiging waarover jij beslist", "/admin/destruction/", retention.waiting_for),
    (
        "Datalekken waarover jij beslist",
        "/admin/breach/?flt0_standing_equals=open#list",
        data_subjects.breaches_waiting_for,
    ),
    (
        "Privacyverzoeken, bijna om of te laat",
        "/admin/privacy/?flt0_standing_equals=open#list",
        data_subjects.waiting_for,
    ),
    ("Wat ontbreekt of verouderd is", "/admin/check/", checks.open_count),
    ("E-mail die niet aankwam", "/admin/mail/?flt0_state_equals=failed#list", worklist.lost_mail),
)
"""What it is called, where it is, and how many there are for this person."""
