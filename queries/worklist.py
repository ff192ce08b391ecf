"""What is waiting for this actor, soonest last day first."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from models import Complaint, db
from queries import duties
from queries.complaints import visible_to
from rules.permissions import Actor
from rules.vocabulary import Event, Permission, State

SOON = timedelta(days=7)
CAP = 1000

WAITING = frozenset({State.F3})
"""States in which the next move is someone else's."""


@dataclass(frozen=True)
class Tile:
    """One number on the start page, and the list behind it."""

    key: str
    label: str
    colour: str


TILES = (
    Tile("late", "Termijn verstreken", "red"),
    Tile("soon", "Binnen 7 dagen", "amber"),
    Tile("running", "Op schema", "green"),
    Tile("waiting", "Wacht op de klager", "blue"),
    Tile("unassigned", "Nog zonder behandelaar", ""),
)


def condition(key: str, today: date) -> ColumnElement[bool]:
    """Which open files are behind a tile. Raises KeyError for a tile that does not exist."""
    return {
        "late": Complaint.due_on < today,
        "soon": Complaint.due_on.between(today, today + SOON),
        "running": Complaint.due_on > today + SOON,
        "waiting": Complaint.state.in_(WAITING),
        "unassigned": Complaint.handler_id.is_(None),
    }[key]


def mine(actor: Actor) -> ColumnElement[bool]:
    """What is on this actor's desk: open, visible, and theirs or nobody's."""
    where = [Complaint.open, visible_to(actor)]
    if actor.may(Permission.COMPLAINT_SCREEN) and not actor.may(Permission.COMPLAINT_ROUTE):
        where.append(or_(Complaint.handler_id == actor.desk, Complaint.handler_id.is_(None)))
    if actor.may(Permission.COMPLAINT_DECIDE):
        where.append(Complaint.state.in_(BOARD_TURN))
    return and_(*where)


def order(actor: Actor) -> tuple[tuple[Any, bool], ...]:
    """The soonest last day first; before that, for whom reports are the work, the reports."""
    soonest = (Complaint.due_on, False)
    if actor.may(Permission.REPORT_WRITE) and not actor.may(Permission.COMPLAINT_SCREEN):
        return ((Complaint.kind, True), soonest)  # "report" comes after "formal"
    return (soonest,)


BOARD_TURN = frozenset({State.F4, State.F10, State.F11})
"""Where a decision of the board is needed."""


def counts(actor: Actor) -> dict[str, int]:
    """How many files are behind each tile, and how many duties; no further than the cap."""
    numbers = [
        select(func.count())
        .select_from(
            select(Complaint.id)
            .where(mine(actor), condition(tile.key, actor.today))
            .limit(CAP + 1)
            .subquery()
        )
        .scalar_subquery()
        .label(tile.key)
        for tile in TILES
    ]
    numbers.append(duties.count(actor).label("duties"))
    return dict(db.session.execute(select(*numbers)).one()._mapping)


NEXT: dict[State, tuple[Event, str]] = {
    State.I0: (Event.REGISTER_REPORT, "Registreren"),
    State.I1: (Event.TAKE_UP, "In behandeling nemen"),
    State.I2: (Event.SOLVE, "Oplossen"),
    State.I4: (Event.CONVERT, "Wacht op de melder"),
    State.F0: (Event.REGISTER, "Registreren"),
    State.F1: (Event.ACKNOWLEDGE, "Ontvangst bevestigen"),
    State.F2: (Event.SCREEN, "Toetsen"),
    State.F3: (Event.SCREEN, "Wacht op aanvulling"),
    State.F4: (Event.HANDLE_OWN, "Wijze van behandeling kiezen"),
    State.F5: (Event.START_HEARING, "Afschrift sturen"),
    State.F6: (Event.START_HEARING, "Afschrift sturen"),
    State.F7: (Event.START_HEARING, "Afschrift sturen"),
    State.F8: (Event.COMPLETE_INQUIRY, "Horen afronden"),
    State.F9: (Event.PREPARE_DECISION, "Besluit of advies voorbereiden"),
    State.F10: (Event.PREPARE_DECISION, "Besluit voorbereiden"),
    State.F11: (Event.CONCLUDE, "Oordelen en brief verzenden"),
}
"""The step that usually comes next, as one sees it in a list; the file itself says what is open."""
