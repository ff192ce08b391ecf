"""How work looks in a list: with whom a file is, which step usually follows, what to filter on."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from markupsafe import Markup
from sqlalchemy import ColumnElement

from models import Complaint
from queries import worklist
from rules import procedure
from rules.desks import Desk, desk
from rules.permissions import Actor
from rules.vocabulary import Event, Kind, Permission, State, Track
from views.base import column
from views.display import NOTHING, PLACES, chip
from views.filters import ChoiceFilter, EntityFilter
from views.languages import chosen, say
from views.session import current_actor

COLOURS = {Desk.COMPLAINANT: "blue", Desk.BOARD: "violet", Desk.ADVISER: "violet",
           Desk.COMMITTEE: "violet"}  # fmt: skip


WHAT = Markup('<span class="subject">{}</span><span class="small dim">{}</span>')


def what_cell(subject: str, names: str) -> Markup:
    """What it is about, and below it whose complaint it is."""
    return WHAT.format(subject, names)


def desk_cell(state: State, track: Track | None, handler_id: int | None) -> Markup | str:
    """With whom a file is: in words, and what is the handler's while there is none says so."""
    return _desk(chosen(), state, track, handler_id is None)


@lru_cache(maxsize=512)  # the rows of every list share a few
def _desk(_language: str, state: State, track: Track | None, free: bool) -> Markup | str:
    found = desk(state, track)
    if found is None:
        return NOTHING
    nobody = found is Desk.HANDLER and free
    return chip(COLOURS.get(found, ""), say("nog niemand" if nobody else found.label))


def desk_words(state: State, track: Track | None, _handler_id: int | None) -> str:
    found = desk(state, track)
    return found.label if found else ""


WITH = column(
    "desk", "Ligt bij", Complaint.state, Complaint.track, Complaint.handler_id,
    show=desk_cell, plain=desk_words,
)  # fmt: skip


# --- the next step --------------------------------------------------------------------------

BY_LETTER: dict[Event, tuple[str, Permission]] = {
    Event.ACKNOWLEDGE: ("details/?id={key}&tab=letters", Permission.LETTER_WRITE),
    Event.CONCLUDE: ("details/?id={key}&tab=letters", Permission.COMPLAINT_DECIDE),
    Event.DELIVER_ADVICE: ("details/?id={key}&tab=advice", Permission.ADVICE_WRITE),
}
"""Steps that a letter takes: where in the file one goes on with them, and who does."""

BUTTON = Markup('<a class="btn small{}" href="{}">{}</a>')
WAITS = Markup('<span class="dim">{}</span>')


def step_address(actor: Actor, state: State, event: Event, key: int) -> str:
    """Where the step is taken, or nothing when the actor has no right that reaches it."""
    row = procedure.transition(state, event)
    place, permission = BY_LETTER.get(event, (f"{{key}}/step/{event.value}", row.permission))
    kind = Kind.FORMAL if state.startswith("F") else Kind.REPORT
    return f"{PLACES[kind]}/{place.format(key=key)}" if actor.may(permission) else ""


def step_cell(state: State, track: Track | None, key: int, due_on: date | None) -> Markup | str:
    """The step that usually follows, as a link that leads to it; filled once it is too late.

    What someone else does is only said. The page of the step says what stands in its way.
    """
    event, words = worklist.usual(state, track)
    if event is None:
        return NOTHING
    actor = current_actor()
    theirs = desk(state, track) is Desk.COMPLAINANT
    address = "" if theirs else step_address(actor, state, event, key)
    if not address:
        return WAITS.format(say(words))
    late = due_on is not None and due_on < actor.today
    return BUTTON.format(" primary" if late else "", address, say(words))


def step_words(state: State, track: Track | None, _key: int, _due_on: date | None) -> str:
    return worklist.usual(state, track)[1]


# --- filters --------------------------------------------------------------------------------


class TermFilter(ChoiceFilter):
    """How the last day stands against today."""

    def choices(self) -> Sequence[tuple[str, str]]:
        return [(one.key, one.label) for one in worklist.TILES]

    def condition(self, how: str, value: str) -> ColumnElement[bool]:
        return worklist.term(value, current_actor().today)


class DeskFilter(ChoiceFilter):
    """With whom it is."""

    def choices(self) -> Sequence[tuple[str, str]]:
        return [(one.value, one.label) for one in Desk]

    def condition(self, how: str, value: str) -> ColumnElement[bool]:
        return worklist.with_desk(Desk(value))


class HandlerFilter(EntityFilter):
    """Who handles it; ``0`` is nobody."""

    def choices(self) -> Sequence[tuple[str, str]]:
        return [("0", "niemand"), *super().choices()]

    def condition(self, how: str, value: Any) -> ColumnElement[bool]:
        nobody: ColumnElement[bool] = self.column.is_(None)
        return super().condition(how, value) if value else nobody


BY_TERM = TermFilter("term", "Termijn", Complaint.due_on)
BY_DESK = DeskFilter("desk", "Ligt bij", Complaint.state)
