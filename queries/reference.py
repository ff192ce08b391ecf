"""Small tables as choices: (id, name). What is no longer in use is offered only where it stands."""

from collections.abc import Sequence

from sqlalchemy import Select, or_, select

from models import Assignment, Category, Committee, LetterTemplate, Role, Unit, User, db
from queries.memory import remember

Rows = Sequence[tuple[int, str]]


def units(keep: int | None = None) -> Rows:
    """Departments in use, and the one that a record already has."""
    query = select(Unit.id, Unit.name).where(or_(Unit.active, Unit.id == keep))
    return [(key, name) for key, name in db.session.execute(query.order_by(Unit.name))]


def _all(what: str, query: Select[int, str]) -> Rows:
    """What one filters on: every page of a list draws it, so it may be half a minute old."""
    return remember(what, lambda: [(key, name) for key, name in db.session.execute(query)])


def all_units() -> Rows:
    """Also those that are no longer in use."""
    return _all("units", select(Unit.id, Unit.name).order_by(Unit.name))


def categories(keep: int | None = None) -> Rows:
    """Kinds of conduct in use, in the order of the scheme."""
    query = select(Category.id, Category.name).where(or_(Category.active, Category.id == keep))
    ordered = query.order_by(Category.position, Category.name)
    return [(key, name) for key, name in db.session.execute(ordered)]


def committees(_keep: int | None = None) -> Rows:
    """Every committee."""
    query = select(Committee.id, Committee.name).order_by(Committee.name)
    return [(key, name) for key, name in db.session.execute(query)]


def roles() -> Sequence[tuple[str, str]]:
    query = select(Role.name, Role.description).order_by(Role.id)
    return [(name, words) for name, words in db.session.execute(query)]


def all_categories() -> Rows:
    return _all(
        "categories",
        select(Category.id, Category.name).order_by(Category.position, Category.name),
    )


def handlers() -> Rows:
    """Everyone who handles, or ever handled, a file."""
    query = select(User.id, User.name).where(User.id.in_(select(Assignment.user_id)))
    return _all("handlers", query.order_by(User.name))


def templates() -> Rows:
    """Every version of a template that letters were made from, or can be."""
    query = (
        select(LetterTemplate.id, LetterTemplate.kind, LetterTemplate.number)
        .where(LetterTemplate.valid_from.is_not(None))
        .order_by(LetterTemplate.kind, LetterTemplate.number)
    )
    return remember(
        "templates",
        lambda: [(key, f"{kind} v{number}") for key, kind, number in db.session.execute(query)],
    )
