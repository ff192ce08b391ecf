"""How someone wants to see a list: views that are kept and shared, and the own columns."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import func, select

from models import SavedView, User, db
from operations import audit
from operations.records import keep
from operations.transaction import transaction
from queries import saved_views
from rules.errors import Invalid, NotFound, NotPermitted
from rules.permissions import Actor
from rules.wording import told

MOST = 30
"""So many views of one list can someone keep."""

LONGEST = 2000


@dataclass(frozen=True)
class ViewData:
    """A name, and what the address asks. ``query`` was written by the panel, not by a browser."""

    name: str
    query: str
    shared: bool = False
    typed: bool = False
    """It holds words that someone typed."""


def save(actor: Actor, screen: str, key: int | None, data: ViewData, version: int | None) -> int:
    """Keep a view of a list, or change an own one; returns its id.

    What is shared holds no typed words: they can be the name of someone in a file that not
    everyone may know of.
    """
    with transaction():
        _signed_in(actor)
        if key is not None and saved_views.own(actor, screen, key) is None:
            raise NotFound
        if len(data.query) > LONGEST:
            raise Invalid(name="Deze weergave heeft te veel filters om te bewaren.")
        if data.shared and data.typed:
            raise Invalid(
                shared="Een weergave met een zoekwoord kun je niet delen: het kan een naam zijn. "
                "Haal het zoekwoord weg, of houd de weergave voor jezelf."
            )
        if key is None and saved_views.count(actor, screen) >= MOST:
            raise Invalid(
                name=told("Je hebt al %(most)s weergaven van deze lijst. Haal er eerst een weg.",
                          most=MOST)
            )  # fmt: skip
        _own_name(actor, screen, key, data.name)
        values = {name: value for name, value in asdict(data).items() if name != "typed"}
        owned = {"user_id": actor.user_id, "screen": screen} if key is None else {}
        return keep(SavedView, key, owned | values, version, actor)


def _own_name(actor: Actor, screen: str, key: int | None, name: str) -> None:
    same = select(SavedView.id).where(
        SavedView.user_id == actor.user_id,
        SavedView.screen == screen,
        func.lower(SavedView.name) == name.lower(),
        SavedView.id != (key or 0),
    )
    if db.session.scalar(same):
        raise Invalid(name="Je hebt al een weergave met deze naam.")


def remove(actor: Actor, screen: str, key: int) -> None:
    """Take an own view away; who had it by its address, still has the address."""
    with transaction():
        _signed_in(actor)
        found = saved_views.own(actor, screen, key)
        if found is None:
            raise NotFound
        audit.record(actor, "saved_view:dropped", entity=found)
        db.session.delete(found)


def choose_columns(actor: Actor, screen: str, names: Sequence[str]) -> None:
    """Which columns of a list this person sees, and in which order; none are the usual ones."""
    with transaction():
        _signed_in(actor)
        user = db.session.get_one(User, actor.user_id)
        lists = {one: kept for one, kept in (user.lists or {}).items() if one != screen}
        user.lists = lists | ({screen: list(names)} if names else {})
        audit.record(actor, "user:chose_columns", entity=user, what=screen, count=len(names))


def _signed_in(actor: Actor) -> None:
    """A view is someone's, so the panel itself keeps none."""
    if actor.user_id is None:
        raise NotPermitted("Alleen een medewerker bewaart een weergave.")
