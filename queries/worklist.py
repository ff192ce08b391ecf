"""What waits for this actor, soonest last day first: tabs, tiles, and with whom a file is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, true

from models import Complaint, Mail, db
from queries import duties, within
from queries.complaints import visible_to
from queries.listing import CAP
from rules.desks import ADVISED, ADVISERS, DESKS, Desk
from rules.permissions import Actor
from rules.vocabulary import Event, Permission, Scope, State, Track
from rules.wording import Dutch

SOON = timedelta(weeks=2)


# --- how the last day stands against today --------------------------------------------------


@dataclass(frozen=True)
class Tile:
    """One number on the start page, and the list behind it."""

    key: str
    label: Dutch
    colour: str


TILES = (
    Tile("late", "Termijn verstreken", "red"),
    Tile("today", "Vandaag de laatste dag", "amber"),
    Tile("soon", "Binnen twee weken", "amber"),
    Tile("later", "Later, of geen termijn", "green"),
)
"""Together they are everything: each open file is behind one of them."""


def term(key: str, today: date) -> ColumnElement[bool]:
    """Which files are behind a tile. Raises KeyError for a tile that does not exist."""
    until = today + SOON
    return {
        "late": Complaint.due_on < today,
        "today": Complaint.due_on == today,
        "soon": and_(Complaint.due_on > today, Complaint.due_on <= until),
        "later": or_(Complaint.due_on > until, Complaint.due_on.is_(None)),
    }[key]


# --- with whom it is ------------------------------------------------------------------------


def with_desk(*desks: Desk) -> ColumnElement[bool]:
    """The files whose next move is one of these: the same as ``rules.desks.desk`` says."""
    plain = [state for state, at in DESKS.items() if at in desks and state not in ADVISED]
    own = [state for state in ADVISED if DESKS[state] in desks]
    advised = [track for track, at in ADVISERS.items() if at in desks]
    not_advised = or_(Complaint.track.is_(None), Complaint.track.not_in(ADVISERS))
    parts = (
        Complaint.state.in_(plain),
        and_(Complaint.state.in_(own), not_advised),
        and_(Complaint.state.in_(ADVISED), Complaint.track.in_(advised)),
    )
    return or_(*parts)


# --- tabs -----------------------------------------------------------------------------------


def _own_or_free(actor: Actor) -> ColumnElement[bool]:
    return or_(Complaint.handler_id == actor.desk, Complaint.handler_id.is_(None))


def _taken(actor: Actor) -> ColumnElement[bool]:
    return Complaint.handler_id == actor.desk


def _at(*desks: Desk) -> Callable[[Actor], ColumnElement[bool]]:
    return lambda _actor: with_desk(*desks)


def _to_take_on(_actor: Actor) -> ColumnElement[bool]:
    """Reports that are the Servicedesk's, and complaints that it has still to hand over."""
    return or_(with_desk(Desk.SERVICEDESK), Complaint.state == State.F0)


def _free(_actor: Actor) -> ColumnElement[bool]:
    return Complaint.handler_id.is_(None)


def _everything(_actor: Actor) -> ColumnElement[bool]:
    return true()


@dataclass(frozen=True)
class Tab:
    """One way to look at the open files that someone may see."""

    key: str
    label: Dutch
    where: Callable[[Actor], ColumnElement[bool]]
    whose: Callable[[Actor], bool]


def _screens(actor: Actor) -> bool:
    return actor.may(Permission.COMPLAINT_SCREEN)


def _answers(actor: Actor) -> bool:
    """Reports are the work, and formal complaints are not."""
    return actor.may(Permission.REPORT_WRITE) and not _screens(actor)


def _decides(actor: Actor) -> bool:
    return actor.may(Permission.COMPLAINT_DECIDE)


def _advises(actor: Actor) -> bool:
    return actor.may(Permission.ADVICE_WRITE)


def _looks_on(actor: Actor) -> bool:
    """Sees files of others, whose work in them is nobody's but theirs."""
    return not (_screens(actor) or _answers(actor) or _decides(actor) or _advises(actor))


def _everyone(_actor: Actor) -> bool:
    return True


def _sees_formal(actor: Actor) -> bool:
    return actor.scope(Permission.COMPLAINT_READ) is Scope.ALL


TABS = (
    Tab("mine", "Mijn werk", _own_or_free, _screens),
    Tab("desk", "Te doen", _to_take_on, _answers),
    Tab("taken", "Door mij opgepakt", _taken, _answers),
    Tab("board", "Wacht op het bestuur", _at(Desk.BOARD), _decides),
    Tab("advice", "Te adviseren", _at(Desk.ADVISER, Desk.COMMITTEE), _advises),
    Tab("free", "Zonder behandelaar", _free, lambda actor: _screens(actor) or _answers(actor)),
    Tab("open", "Alles open", _everything, _everyone),
    Tab("complainant", "Wacht op klager of melder", _at(Desk.COMPLAINANT), _everyone),
    Tab("others", "Bij bestuur of adviseur", _at(Desk.BOARD, Desk.ADVISER, Desk.COMMITTEE),
        lambda actor: _screens(actor) or (_looks_on(actor) and _sees_formal(actor))),
    Tab("handlers", "Bij behandelaar of adviseur",
        _at(Desk.HANDLER, Desk.ADVISER, Desk.COMMITTEE), _decides),
)  # fmt: skip
"""In the order in which they stand; the first that is someone's, is where that person begins."""


def tabs(actor: Actor) -> tuple[Tab, ...]:
    """The tabs of whoever has these rights."""
    return tuple(one for one in TABS if one.whose(actor))


def tab(actor: Actor, key: str) -> Tab:
    """The tab of this name, or the one where this person begins."""
    own = tabs(actor)
    return next((one for one in own if one.key == key), own[0])


def open_files(actor: Actor) -> ColumnElement[bool]:
    """What is open and exists for the actor."""
    return and_(Complaint.open, visible_to(actor))


FILES = (Permission.COMPLAINT_READ, Permission.REPORT_READ)


def works_in_files(actor: Actor) -> bool:
    return any(actor.may(one) for one in FILES)


def order(actor: Actor) -> tuple[tuple[Any, bool], ...]:
    """The soonest last day first; before that, for whom reports are the work, the reports."""
    soonest = (Complaint.due_on, False)
    return ((Complaint.kind, True), soonest) if _answers(actor) else (soonest,)


def counts(actor: Actor, here: Tab) -> dict[str, int]:
    """How many files are behind each tab and each tile of this one, and how many duties there
    are; no further than the cap, in one statement."""
    files = open_files(actor)
    asked = {f"tab_{one.key}": one.where(actor) for one in tabs(actor)}
    asked |= {
        f"tile_{one.key}": and_(here.where(actor), term(one.key, actor.today)) for one in TILES
    }
    numbers = [
        select(func.count())
        .select_from(select(Complaint.id).where(files, where).limit(CAP + 1).subquery())
        .scalar_subquery()
        .label(name)
        for name, where in asked.items()
    ]
    numbers.append(duties.count(actor).label("duties"))
    return dict(db.session.execute(select(*numbers)).one()._mapping)


def lost_mail(actor: Actor) -> int:
    """How much e-mail was given up, for whoever can have it sent once more."""
    if not actor.may(Permission.SETTING_MANAGE):
        return 0
    query = select(func.count(Mail.id)).where(Mail.failed_at.is_not(None), within.outbox(actor))
    return db.session.scalar(query) or 0


# --- the step that usually follows ----------------------------------------------------------

NEXT: dict[State, tuple[Event, Dutch]] = {
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
    State.F9: (Event.PREPARE_DECISION, "Besluit voorbereiden"),
    State.F10: (Event.PREPARE_DECISION, "Besluit voorbereiden"),
    State.F11: (Event.CONCLUDE, "Oordelen en brief verzenden"),
}
"""The step that usually comes next, as one sees it in a list; the file itself says what is open."""


def usual(state: State, track: Track | None) -> tuple[Event | None, Dutch]:
    """The same, where who advises makes the difference."""
    if state is State.F9 and track in ADVISERS:
        return Event.DELIVER_ADVICE, "Advies uitbrengen"
    return NEXT.get(state, (None, ""))
