"""What every page has around it: the menu and the search field."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, request
from flask_admin.menu import MenuView

from models import Complaint
from queries import cases, complaints, users
from rules.permissions import Actor
from rules.vocabulary import Permission
from text import clamp
from views import assets, display
from views.session import current_actor


@dataclass(frozen=True)
class Item:
    """A line of the menu."""

    name: str
    url: str
    here: bool


class Shell:
    """The frame of a page, asked for by templates and computed only when it is drawn."""

    @property
    def actor(self) -> Actor:
        return current_actor()

    @property
    def absent(self) -> str:
        """Whom the user stands in for."""
        return users.name_of(current_actor().acting_for or 0) or ""

    @property
    def unstated(self) -> Complaint | None:
        """The file on this page, when a substitute has yet to say not to be involved in it."""
        actor, key = current_actor(), clamp(request.args.get("id"))
        if request.blueprint not in {"complaint", "report"} or not key:
            return None
        found = complaints.get(actor, key)
        if found is None or actor.user_id in cases.cleared(found):
            return None
        return found

    @property
    def menu(self) -> tuple[Sequence[Item], Sequence[Item]]:
        """What the user may open: the main menu, and what is under Beheer."""
        main: list[Item] = []
        management: list[Item] = []
        for entry in current_app.extensions["admin"][0].menu():
            where = management if entry.is_category() else main
            for view in entry.get_children() if entry.is_category() else (entry,):
                if isinstance(view, MenuView) and view.is_visible() and view.is_accessible():
                    where.append(_item(view._view))
        return main, management

    def may(self, permission: str) -> bool:
        """Whether the user has this right, for a button that leads elsewhere."""
        return current_actor().may(Permission(permission))

    @property
    def search(self) -> bool:
        """Whether the user has a list of complaints to search in."""
        view = _views().get("complaint")
        return view is not None and bool(view.is_accessible())

    def known(self, status: int) -> bool:
        """Whether an error page can show the menu: signed in, and the database answers."""
        return status < 500 and current_actor().user_id is not None


def _item(view: Any) -> Item:
    return Item(view.name, f"{view.url}/", request.blueprint == view.endpoint)


def _views() -> dict[str, Any]:
    return {view.endpoint: view for view in current_app.extensions["admin"][0]._views}


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(shell=Shell())
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    assets.init_app(app)
    display.init_app(app)
