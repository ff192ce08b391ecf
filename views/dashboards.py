"""The dashboards: for each role what must be done, what is late, and what the figures say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import Response, abort, request
from flask_admin import BaseView, expose

from operations.exports import exported
from queries import choices, figures, reference
from queries.figures import Asked
from rules import periods
from rules.permissions import Actor
from rules.vocabulary import Kind, Permission, Role, Scope
from rules.wording import Dutch
from text import clamp
from views import complaint_cards as complaint
from views import report_cards as report
from views.base import Screen
from views.cards import Card, Cell, Desk, Key, in_words
from views.figure_words import counted
from views.languages import say, say_later
from views.session import current_actor

SOON = timedelta(days=14)


@dataclass(frozen=True)
class Dashboard:
    """What someone with a role sees: about which files, which numbers, which cards."""

    title: Any
    kind: Kind
    keys: Sequence[Callable[[Desk], Key]]
    cards: Sequence[Callable[[Desk], Card]]


KEYS = (complaint.received, complaint.open_now, complaint.on_time, complaint.median,
        complaint.founded)  # fmt: skip
OVERVIEW = (
    complaint.inflow, complaint.attention, complaint.durations, complaint.causes,
    complaint.categories, complaint.outcomes, complaint.phases, complaint.units,
    complaint.recommendations,
)  # fmt: skip
WORK = (
    complaint.phases, complaint.handlers, complaint.attention, complaint.inflow,
    complaint.durations, complaint.causes, complaint.categories, complaint.outcomes,
    complaint.units, complaint.recommendations,
)  # fmt: skip
REPORT_KEYS = (complaint.received, complaint.open_now, report.taken_up, report.solved)

DASHBOARDS: dict[Role, Dashboard] = {
    Role.BOARD: Dashboard(
        say_later("Klachten: overzicht voor het bestuur"), Kind.FORMAL, KEYS, OVERVIEW
    ),
    Role.SECRETARY: Dashboard(
        say_later("Klachten: het werk en de cijfers"), Kind.FORMAL, KEYS, WORK
    ),
    Role.COORDINATOR: Dashboard(
        say_later("Klachten: het werk en de cijfers"), Kind.FORMAL, KEYS, WORK
    ),
    Role.AUDITOR: Dashboard(say_later("Klachten: de cijfers"), Kind.FORMAL, KEYS, OVERVIEW),
    Role.SERVICEDESK: Dashboard(
        say_later("Meldingen: het werk en de cijfers"), Kind.REPORT, REPORT_KEYS,
        (report.standing, report.results, complaint.inflow, complaint.categories,
         complaint.units),
    ),
    Role.TEAM_LEADER: Dashboard(
        say_later("Meldingen over jouw afdeling"), Kind.REPORT, REPORT_KEYS,
        (report.standing, report.results, complaint.inflow, complaint.categories,
         complaint.recommendations),
    ),
    Role.ADVISER: Dashboard(
        say_later("Klachten waarin je adviseert"), Kind.FORMAL, (complaint.open_now,),
        (complaint.phases, complaint.attention, complaint.recommendations),
    ),
}  # fmt: skip
"""In this order: someone with two roles begins with the first of them."""


def roles_of(actor: Actor) -> list[Role]:
    """The dashboards that someone can choose from."""
    return [role for role in DASHBOARDS if role in actor.roles]


def now(desk: Desk) -> Sequence[Cell]:
    """What is late, what ends today, and what within two weeks: each sentence with its list."""
    today = desk.today
    tomorrow = today + timedelta(days=1)
    spans: tuple[tuple[date | None, date, Dutch, Dutch], ...] = (
        (None, desk.yesterday, "1 te laat", "%(n)s te laat"),
        (today, today, "1 vandaag", "%(n)s vandaag"),
        (tomorrow, today + SOON, "1 binnen twee weken", "%(n)s binnen twee weken"),
    )
    found = []
    for since, until, one, more in spans:
        number = figures.due(desk.asked, since, until)
        wanted = {"due_on_from": since} if since else {}
        url = desk.link(open_equals=1, **wanted, due_on_to=until) if number else ""
        found.append(Cell(counted(number, one, more), url))
    return found


class DashboardView(Screen, BaseView):
    """Dashboard: figures with the list behind every number."""

    to_read = Permission.DASHBOARD_READ

    def is_accessible(self) -> bool:
        return super().is_accessible() and bool(roles_of(current_actor()))

    @expose("/")
    def index(self) -> Any:
        """The cards as charts, or with the table instead: both at once is twice the page."""
        role, desk = self.asked()
        board, tables = DASHBOARDS[role], "tables" in request.args
        query = self.query(role, desk)
        return self.render(
            "admin/dashboard/dashboard.html",
            board=board,
            role=role,
            roles=roles_of(current_actor()),
            desk=desk,
            period=desk.asked.period,
            periods=self.periods(desk),
            units=reference.all_units() if chooses_unit(current_actor()) else (),
            now=now(desk),
            figures=[make(desk) for make in board.keys],
            cards=[make(desk) for make in board.cards],
            query=query,
            tables=tables,
            other=query if tables else f"{query}&tables=1",
            in_words=in_words,
        )

    @expose("/export/xlsx/")
    def export(self) -> Response:
        """Every card as a sheet; nothing that the page does not show."""
        from views import exports

        role, desk = self.asked()
        board = DASHBOARDS[role]
        keys = [make(desk) for make in board.keys]
        cards = [make(desk) for make in board.cards]
        sheets = [about(desk, board, keys), *(sheet(card) for card in cards if card.rows)]
        exported(current_actor(), "dashboard", "xlsx", sum(len(rows) for _, _, rows in sheets))
        return exports.send_book(str(board.title), sheets)

    def asked(self) -> tuple[Role, Desk]:
        """The address: whose dashboard, which period, which unit; garbage is the first choice."""
        actor = current_actor()
        found = roles_of(actor)
        wanted = request.args.get("role", "")
        role = next((one for one in found if one.value == wanted), found[0] if found else None)
        if role is None:
            abort(404)
        unit = None
        if chooses_unit(actor):
            key = clamp(request.args.get("unit"))
            unit = key if key in dict(reference.all_units()) else None
        period = periods.read(request.args.get("period", ""), actor.today)
        asked = Asked(actor, DASHBOARDS[role].kind, period, unit)
        least = int(str(choices.setting("minimum_cell")))
        return role, Desk(asked, least, hides=unit is not None)

    def periods(self, desk: Desk) -> Sequence[periods.Period]:
        """What one chooses from, with what the address asked for."""
        known = periods.choices(desk.today)
        chosen = desk.asked.period
        return known if chosen in known else [*known, chosen]

    def query(self, role: Role, desk: Desk) -> str:
        unit = f"&unit={desk.asked.unit_id}" if desk.asked.unit_id is not None else ""
        return f"?role={role.value}&period={desk.asked.period.key}{unit}"


def chooses_unit(actor: Actor) -> bool:
    """Whoever sees the figures of every unit can look at one."""
    return actor.scope(Permission.DASHBOARD_READ) is Scope.ALL


Sheet = tuple[str, Sequence[str], Sequence[Sequence[Any]]]
"""Name, heads and rows."""


def about(desk: Desk, board: Dashboard, keys: Sequence[Key]) -> Sheet:
    """What the figures are about, and the numbers above the cards."""
    period = desk.asked.period
    rows: list[list[Any]] = [
        [say("Van"), period.since], [say("Tot en met"), period.until],
        [say("Afdeling"), dict(reference.all_units()).get(desk.asked.unit_id or 0) or say("alle")],
    ]  # fmt: skip
    rows += [[one.label, f"{one.value} {one.unit}".strip()] for one in keys]
    return say("Kerncijfers"), (say("Cijfer"), say("Waarde")), rows


def sheet(card: Card) -> Sheet:
    rows = [[label, *(in_words(one.value) for one in cells)] for label, cells in card.rows]
    return card.title, card.heads, rows
