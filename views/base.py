"""The closed-by-default view of a table that all others are made of.

Flask-Admin gives the addresses, the menu and the names of the hooks; what it does by itself is
replaced here, once: every read goes through ``visible``, every write is one operation, every right
is asked per request, and the routes that nobody needs (delete, bulk action, inline edit) do not
exist. ``docs/architecture.md`` tells why, point by point.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from flask import abort, flash, has_request_context, jsonify, redirect, request
from flask_admin import expose
from flask_admin.contrib.sqla import ModelView
from sqlalchemy import ColumnElement, false, func
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Query
from werkzeug.datastructures import MultiDict

from models import Versioned, db
from operations import accounts
from operations.exports import exported
from queries import listing
from queries.listing import Listing, Source
from queries.search import Words
from rules.errors import Conflict, Invalid, NotPermitted, Obstacle, Refusal
from rules.permissions import Actor
from rules.vocabulary import Permission
from rules.wording import Dutch, told
from text import Unclean, clamp, clean_text
from views.arguments import PAGE_SIZES, Arguments, came_from
from views.display import shown
from views.filters import Filter, chosen
from views.forms import Combobox, Lookup, PanelForm
from views.languages import say, why
from views.saved_views import SavedViews
from views.session import current_actor

EXPORT_MOST = 10_000


@dataclass(frozen=True, eq=False)
class Column(Source):
    """One column of a list or a details page.

    ``show`` gets the values of ``sources`` and gives words or Markup; ``plain`` does the same for
    an export. A column sorts on ``sort``, or on its source when it has no ``via``.
    """

    name: str = ""
    label: Dutch = ""
    show: Callable[..., Any] = shown
    plain: Callable[..., Any] | None = None
    sort: Any = None


def column(name: str, label: Dutch, *sources: Any, **options: Any) -> Column:
    """A column as lists write it: ``column("town", "Plaats", Contact.town)``."""
    if len(sources) == 1 and not options.get("via"):
        options.setdefault("sort", sources[0])
    return Column(sources, name=name, label=label, **options)


@dataclass(frozen=True)
class Tab:
    """One way to look at a list: what it is called, where it is, how many rows it has."""

    label: str
    address: str
    count: int | None
    here: bool


class Allowed:
    """``can_edit`` and so on: asked of whoever is signed in, each time.

    Flask-Admin reads them while it is being built too; then there is nobody to ask.
    """

    def __init__(self, act: str) -> None:
        self.act = act

    def __get__(self, view: "PanelView | None", owner: type) -> bool:
        if view is None or not has_request_context():
            return True
        return view.allows(current_actor(), self.act)


class Screen:
    """What every screen of the panel has, with or without a table behind it."""

    to_read: Permission | None = None
    """Who may open the screen; None is nobody."""
    in_menu = True

    def is_visible(self) -> bool:
        return self.in_menu

    def is_accessible(self) -> bool:
        return self.to_read is not None and current_actor().may(self.to_read)

    def _handle_view(self, act: str, /, **arguments: Any) -> Any:
        if self.is_accessible():
            return None
        if current_actor().user_id is None:
            return redirect(f"/login?next={quote(request.full_path.rstrip('?'))}")
        raise NotPermitted("Je rol geeft je geen toegang tot dit scherm.")

    def _run_view(self, view: Callable[..., Any], *args: Any, **arguments: Any) -> Any:
        return view(self, *args, **arguments)


@dataclass(frozen=True)
class Problem:
    """Why nothing was saved: loose messages, obstacles, and what someone else changed."""

    messages: Sequence[Dutch] = ()
    obstacles: Sequence[Obstacle] = ()
    changes: Sequence[tuple[str, str, str]] = ()
    """Label, what is stored now, what was typed."""

    status: int = 422


class PanelView(SavedViews, Screen, ModelView):
    """A table as a screen. A subclass says what is shown, to whom, and which operations write."""

    to_create: Permission | None = None
    to_edit: Permission | None = None
    to_export: Permission | None = None

    title: Dutch = ""
    """Several of them, for headings and the menu ("Contacten")."""
    one_title: Dutch = ""
    """One of them ("contact")."""
    intro: Dutch = ""

    columns: tuple[Column, ...] = ()
    about: Column | None = None
    """Read with each row and shown nowhere: what its colour and its address are made of."""
    details: tuple[Column, ...] = ()
    export_columns: tuple[Column, ...] = ()
    order: tuple[tuple[Any, bool], ...] = ()
    filters: tuple[Filter, ...] = ()
    searchable = False
    search_help: Dutch = "Zoek in deze lijst"
    form: type[PanelForm] | None = None

    list_template = "admin/model/list.html"
    details_template = "admin/model/details.html"
    edit_template = "admin/model/edit.html"
    create_template = "admin/model/create.html"

    can_create, can_edit, can_export = Allowed("create"), Allowed("edit"), Allowed("export")
    can_view_details = Allowed("details")
    can_delete = False

    # Not overridden but absent: their routes are never made.
    delete_view = action_view = ajax_update = None

    def __init__(self, model: type[Any], **options: Any) -> None:
        options.setdefault("name", self.title)
        super().__init__(model, db, **options)

    def _refresh_cache(self) -> None:
        """Nothing is scaffolded from the table: what a subclass does not name does not exist."""
        self.column_labels = {one.name: one.label for one in self.columns}

    def scaffold_auto_joins(self) -> list[Any]:
        return []

    # --- rights ---

    def allows(self, actor: Actor, act: str) -> bool:
        """Whether the actor may do this on some record: read, details, create, edit or export."""
        permission = {
            "read": self.to_read,
            "details": self.to_read if self.details or self.form else None,
            "create": self.to_create,
            "edit": self.to_edit,
            "export": self.to_export,
        }[act]
        return permission is not None and actor.may(permission)

    def require(self, act: str) -> None:
        if not self.allows(current_actor(), act):
            raise NotPermitted("Je rol geeft je dit recht niet.")

    def may_edit(self, record: Any) -> bool:
        """Whether this record may be edited by whoever is signed in."""
        return bool(self.can_edit)

    # --- reading: always within what the actor may see ---

    def visible(self, actor: Actor) -> ColumnElement[bool]:
        """Which rows exist for the actor: none, until a subclass says so."""
        return false()

    def get_query(self) -> "Query[Any]":
        return db.session.query(self.model).filter(self.visible(current_actor()))

    def get_count_query(self) -> "Query[Any]":
        return self.get_query().with_entities(func.count(self.model.id))

    def get_one(self, id: Any) -> Any:
        key = clamp(str(id), least=0, default=0)
        return self.get_query().filter(self.model.id == key).one_or_none() if key else None

    def one(self) -> Any:
        """The record that the address names, or 404: garbage and someone else's alike."""
        return self.get_one(request.args.get("id", "")) or abort(404)

    def search_condition(self, term: str) -> ColumnElement[bool] | Words:
        """Which rows a search finds."""
        return false()

    def shown_columns(self) -> tuple[Column, ...]:
        """The columns for whoever is signed in; sorting and exporting reach no others."""
        return self.columns

    # --- the list ---

    @expose("/")
    def index_view(self) -> Any:
        asked, columns = self.arguments(), self.own_columns()
        read = (*columns, self.about) if self.about else columns
        page = listing.page(self.listing(asked), read, asked.number, asked.size)
        return self.render(
            self.list_template,
            columns=columns,
            rows=self.rows(columns, page.rows),
            bulk=self.bulk_acts(),
            page=page,
            asked=asked,
            filters=self.filters,
            sizes=PAGE_SIZES,
            **{"tabs": self.list_tabs(asked)} | self.saved() | self.list_context(),
        )

    def list_context(self) -> dict[str, Any]:
        """More for the list's template."""
        return {}

    def list_tabs(self, asked: Arguments) -> Sequence[Tab]:
        """The ways to look at this list that it has of itself; saved views stand beside them."""
        all_of_it = Arguments(0, PAGE_SIZES[0], None, False, "", ())
        return (Tab("Alles", "./", None, asked.view() == all_of_it.query()),)

    def bulk_acts(self) -> Any:
        """What can be done with ticked rows: a form, or None."""
        return None

    def rows(
        self, columns: tuple[Column, ...], found: Iterable[Any]
    ) -> list[tuple[str, str, Any, Any, list[Any]]]:
        """Each row as the template needs it: a class, the address of what it is about up to the
        key, the key, the first cell, the others."""
        counts = [(one.show, len(one.sources)) for one in columns]
        today, usual = current_actor().today, self.usual_place()
        made = []
        for row in found:
            cells, place = [], 1
            for show, count in counts:
                cells.append(show(*row[place : place + count]))
                place += count
            about = row[place:]
            made.append((
                self.row_class(today, *about), self.row_place(usual, *about), row[0], cells[0],
                cells[1:],
            ))  # fmt: skip
        return made

    def row_class(self, today: date, *about: Any) -> str:
        """A class for the row, such as ``red`` for what is overdue."""
        return ""

    def row_place(self, usual: str, *about: Any) -> str:
        """Where the row leads, up to its key."""
        return usual

    def usual_place(self) -> str:
        return f"{self.url}/{'details' if self.can_view_details else 'edit'}/?id="

    def listing(self, asked: Arguments) -> Listing:
        """What the address asks, as conditions and order."""
        actor = current_actor()
        where = [self.visible(actor), *chosen(asked.filters)]
        found = self.search_condition(asked.search) if asked.search else None
        order = self.order
        if asked.sort is not None:
            by = next(one.sort for one in self.shown_columns() if one.name == asked.sort)
            order = ((by, asked.descending),)
        chips = tuple((one.name, how, raw) for _, one, how, raw in asked.filters)
        whose = (actor.persons, actor.viewing, frozenset(actor.grants.items()))
        return Listing(self.model.id, tuple(where), order, found, (self.endpoint, whose, chips))

    def arguments(self, given: MultiDict[str, str] | None = None) -> Arguments:
        """The address, as Flask-Admin writes it, with every number clamped."""
        given = request.args if given is None else given
        messages: list[str] = []
        size = clamp(given.get("page_size"), default=PAGE_SIZES[0])
        sort = self._sorted_by(given.get("sort", ""))
        return Arguments(
            number=clamp(given.get("page"), most=10**7),
            size=min((one for one in PAGE_SIZES if one >= size), default=PAGE_SIZES[-1]),
            sort=sort.name if sort else None,
            sort_words=sort.label if sort else "",
            descending=given.get("desc") == "1",
            search=self._search_term(given, messages),
            filters=self._filter_arguments(given, messages),
            messages=messages,
            **self.kept(given),
        )

    def kept(self, given: MultiDict[str, str]) -> Mapping[str, Any]:
        """What else the address of this list can say: ``kept`` and ``kept_words``."""
        return {}

    def _sorted_by(self, asked: str) -> Column | None:
        """A column by its name; Flask-Admin's addresses have its place, and keep their meaning
        whichever columns someone chose to see."""
        columns = self.shown_columns()
        place = clamp(asked, least=-1, most=999, default=-1)
        if 0 <= place < len(columns):
            asked = columns[place].name
        sortable = (one for one in columns if one.sort is not None)
        return next((one for one in sortable if one.name == asked), None)

    def _search_term(self, given: MultiDict[str, str], messages: list[str]) -> str:
        if not self.searchable:
            return ""
        try:
            return clean_text(given.get("search", ""), longest=100, lines=1)
        except Unclean as error:
            messages.append(say("Zoeken: %(why)s", why=why(error)))
            return ""

    def _filter_arguments(
        self, given: MultiDict[str, str], messages: list[str]
    ) -> list[tuple[str, Filter, str, str]]:
        """``flt0_state_equals=F4``: a number for the order, the filter, the comparison."""
        known = {f"{one.name}_{how}": (one, how) for one in self.filters for how in one.ways}
        found = []
        for argument, value in list(given.items())[:40]:
            if not argument.startswith("flt") or not value:
                continue
            name = re.sub(r"^flt\d{0,3}_", "", argument, flags=re.ASCII)
            if name not in known:
                messages.append(say("Een filter in het adres bestaat niet en is overgeslagen."))
                continue
            one, how = known[name]
            try:
                one.read(how, value)
            except ValueError as error:
                wrong = why(error) if isinstance(error, Unclean) else str(error)
                messages.append(say("Filter %(name)s: %(why)s", name=told(one.label), why=wrong))
            else:
                found.append((argument, one, how, value))
        return found

    # --- one record ---

    @expose("/details/")
    def details_view(self) -> Any:
        self.require("details")
        record = self.one()
        return self.render(
            self.details_template,
            model=record,
            facts=self.facts(record),
            editable=self.may_edit(record),
            return_url=self.return_url(),
            **self.details_context(record),
        )

    def details_context(self, record: Any) -> dict[str, Any]:
        """More for the details' template."""
        return {}

    def facts(self, record: Any) -> list[tuple[str, Any]]:
        """Label and value of each line of the details page, in one statement."""
        columns = self.details or self.columns
        rows = listing.rows(self.model.id, columns, [record.id])
        cells, place = [], 1
        for one in columns:
            cells.append((one.label, one.show(*rows[0][place : place + len(one.sources)])))
            place += len(one.sources)
        return cells

    def title_of(self, record: Any) -> str:
        """What a record is called in headings: its name, which stays as it is."""
        return str(getattr(record, "name", "") or record.id)

    # --- writing: one operation each ---

    def create_form(self, obj: Any = None) -> PanelForm:
        return self._form(self.starting())

    def edit_form(self, obj: Any = None) -> PanelForm:
        return self._form(self.stored(obj))

    def _form(self, data: Mapping[str, Any]) -> PanelForm:
        if self.form is None:
            abort(404)
        return self.form(request.form if request.method == "POST" else None, data=data)

    def starting(self) -> dict[str, Any]:
        """What a new form begins with."""
        return {}

    def stored(self, record: Any) -> dict[str, Any]:
        """What an edit form begins with."""
        names = self.form.names() if self.form else ()
        return {name: getattr(record, name, None) for name in names}

    def create_model(self, form: PanelForm) -> Any:
        """Call the operation that makes a record; returns its id."""
        raise NotImplementedError

    def update_model(self, form: PanelForm, model: Any) -> None:
        """Call the operation that changes a record; ``version()`` is what the form showed."""
        raise NotImplementedError

    def version(self) -> int:
        """The version that the form showed; anything else is no version at all."""
        return clamp(request.form.get("version"), least=-1, default=-1)

    @expose("/new/", methods=("GET", "POST"))
    def create_view(self) -> Any:
        self.require("create")
        form, problem = self.create_form(), None
        if request.method == "POST":
            made, problem = self.save(form, lambda: self.create_model(form))
            if problem is None:
                flash("Toegevoegd.", "success")
                return redirect(self.after_saving(made))
        return self._form_page(self.create_template, form, problem)

    @expose("/edit/", methods=("GET", "POST"))
    def edit_view(self) -> Any:
        self.require("edit")
        record = self.one()
        if not self.may_edit(record):
            raise NotPermitted("Je mag dit niet wijzigen.")
        form, problem = self.edit_form(record), None
        if request.method == "POST":
            key = record.id
            _, problem = self.save(form, lambda: self.update_model(form, record), key)
            if problem is None:
                flash("Opgeslagen.", "success")
                return redirect(self.after_saving(key))
            record = self.one()
        return self._form_page(self.edit_template, form, problem, record)

    def save(
        self, form: PanelForm, write: Callable[[], Any], key: int | None = None
    ) -> tuple[Any, Problem | None]:
        """Check the form and call the operation; what stands in the way comes back as a Problem."""
        if not form.validate():
            return None, Problem()
        try:
            return write(), None
        except Invalid as error:
            return None, Problem(messages=form.add_errors(error.messages))
        except Refusal as error:
            accounts.refused(current_actor(), f"{request.method} {request.endpoint} 409")
            return None, Problem(obstacles=error.obstacles, status=409)
        except Conflict:
            return None, Problem(changes=self.changes(form, key), status=409)
        except IntegrityError:
            db.session.rollback()
            text: Dutch = "Dit bestaat al, of past niet bij wat er al is. Er is niets opgeslagen."
            return None, Problem(messages=[text], status=409)

    def changes(self, form: PanelForm, key: int | None) -> list[tuple[str, str, str]]:
        """For the loser of two at once: per field what is stored now, and what was typed."""
        now = self.stored(self.get_one(key)) if key is not None else {}
        return [
            (one.label.text, one.shown(now[one.name]), one.shown(one.data))
            for one in form
            if one.name in now and now[one.name] != one.data
        ] or [(say("Dit dossier"), say("gewijzigd door een ander"), say("ongewijzigd"))]

    def _form_page(
        self, template: str, form: PanelForm, problem: Problem | None, record: Any = None
    ) -> Any:
        came_from = self.return_url(default="")
        page = self.render(
            template,
            form=form,
            model=record,
            version=record.version if isinstance(record, Versioned) else None,
            problem=problem,
            problems=form.problems() if problem else [],
            came_from=came_from,
            return_url=came_from or (self.after_saving(record.id) if record else self.return_url()),
        )
        return page if problem is None else (page, problem.status)

    def after_saving(self, key: Any) -> str:
        back = self.return_url(default="")
        return back or self.get_url(".details_view", id=key)

    def return_url(self, default: str | None = None) -> str:
        """Where someone came from (``url=``), when that is a page of the panel."""
        if back := came_from():
            return back
        return self.get_url(".index_view") if default is None else default

    # --- lookups of the form's comboboxes ---

    @expose("/ajax/lookup/")
    def ajax_lookup(self) -> Any:
        if not (self.can_create or self.can_edit) or self.form is None:
            raise NotPermitted("Je rol geeft je dit recht niet.")
        lookup = self.lookup(request.args.get("name", "")) or abort(404)
        try:
            words = clean_text(request.args.get("query", ""), longest=100, lines=1)
        except Unclean:
            return jsonify([])
        return jsonify(lookup.find(words))

    def lookup(self, name: str) -> Lookup | None:
        """Where the combobox of this name finds its rows."""
        boxes = [one for one in self.form() if isinstance(one, Combobox)] if self.form else []
        return next((one.lookup for one in boxes if one.name == name), None)

    # --- export ---

    @expose("/export/<export_type>/")
    def export(self, export_type: str) -> Any:
        from views import exports

        self.require("export")
        self._a_list()
        if export_type not in exports.WRITERS:
            abort(404)
        columns = self.export_columns or self.shown_columns()
        found = listing.export(self.listing(self.arguments()), columns, EXPORT_MOST)
        table = exports.table(columns, found)
        exported(current_actor(), self.endpoint, export_type, len(table))
        return exports.send(
            export_type, say(self.title), [say(one.label) for one in columns], table
        )

    def handle_view_exception(self, exc: Exception) -> bool:
        """Never flash an error of the database: let the error pages handle it."""
        return False
