"""What every page has around it: the menu and the search field."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, request
from flask_admin.menu import MenuView
from flask_login import current_user

from models import Complaint
from queries import cases, complaints, users
from queries import found as searching
from rules.permissions import Actor
from rules.vocabulary import Permission
from rules.wording import Dutch
from text import clamp
from views import assets, display
from views.arguments import came_from
from views.languages import say_later
from views.session import current_actor

FILES = frozenset({"complaint.details_view", "report.details_view"})
"""The pages of one file."""


@dataclass(frozen=True)
class Item:
    """A line of the menu."""

    name: str
    url: str
    here: bool


@dataclass(frozen=True)
class Key:
    """A shortcut: what to press, what it does, and where it leads."""

    keys: str
    words: Dutch
    url: str = ""


PLACES: tuple[tuple[str, Dutch, str], ...] = (
    ("g w", "Naar de werkvoorraad", "admin"),
    ("g d", "Naar het dashboard", "dashboard"),
    ("g k", "Naar de klachten", "complaint"),
    ("g m", "Naar de meldingen", "report"),
    ("g t", "Naar de taken", "duty"),
    ("g b", "Termijnen berekenen", "calculator"),
    ("g r", "Rollen en rechten", "role"),
)
"""Two keys, one after the other, lead to a screen of this name."""

WORDS = {
    "copied": say_later("Gekopieerd: %(what)s"),
    "found": say_later("%(count)s gevonden"),
    "nothing": say_later("Niets gevonden"),
    "options": say_later("Gevonden"),
    "kept": say_later("Concept bewaard om %(at)s"),
    "lost": say_later("Je concept is nu niet te bewaren. Wat je typte, staat er nog."),
    "signed_out": say_later("Je bent uitgelogd. Kopieer je tekst en log opnieuw in."),
    "clash": say_later(
        "In een ander venster is dit concept om %(at)s anders bewaard. "
        "Wat je hier typte, staat er nog."
    ),
    "gone": say_later(
        "In een ander venster is dit concept opgeslagen of weggegooid. "
        "Wat je hier typte, staat er nog."
    ),
    "other": say_later("Wat daar staat"),
    "mine": say_later("Verder met wat hier staat"),
}
"""What the script says; it has no words of its own."""


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
    def shortcuts(self) -> bool:
        """Whether the user wants keys to do something (WCAG 2.1.4)."""
        return bool(getattr(current_user, "shortcuts", False))

    @property
    def words(self) -> dict[str, str]:
        return {name: str(words) for name, words in WORDS.items()}

    @property
    def keys(self) -> Sequence[Key]:
        """The shortcuts that do something for this user."""
        views = _views()
        found = [
            Key(keys, words, f"{view.url}/".replace("//", "/"))
            for keys, words, name in PLACES
            if (view := views.get(name)) is not None and view.is_accessible()
        ]
        if self.search:
            found.append(Key("/", "Zoeken (ook met g z)"))
        new = views["complaint"]
        found.append(
            Key("n", "In een dossier: nieuwe notitie. Elders: nieuwe klacht.", f"{new.url}/new/")
            if new.is_accessible() and new.can_create
            else Key("n", "In een dossier: nieuwe notitie.")
        )
        return (
            *found,
            Key("v", "In een dossier: de aanbevolen stap"),
            Key("Ctrl S", "Opslaan wat je aan het invullen bent"),
            Key("?", "Deze lijst"),
            Key("Esc", "Sluiten"),
        )

    @property
    def search(self) -> bool:
        """Whether the user has files to search in."""
        return searching.may_search(current_actor())

    @property
    def back(self) -> str:
        """From a file back to the very list, and the row, that it was opened from."""
        return came_from() if request.endpoint in FILES else ""

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
