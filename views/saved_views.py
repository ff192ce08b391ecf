"""Beside every list: views that are kept and shared, and the columns someone wants to see."""

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from flask import abort, flash, redirect, request
from flask_admin import expose
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from operations import saved_views as operations
from operations.saved_views import ViewData
from queries import saved_views
from text import clamp
from views import forms
from views.arguments import Arguments
from views.languages import say
from views.session import current_actor

if TYPE_CHECKING:
    from views.base import Column, Problem


class ViewForm(forms.PanelForm):
    name = forms.TextField(
        "Naam", longest=60, required=True, help="Zet er geen naam van een klager in."
    )
    shared = forms.Check("Delen met iedereen die deze lijst mag openen")


class SavedViews:
    """The pages of a list about the list itself. Nobody needs a right for it but to open it."""

    if TYPE_CHECKING:  # what a list has of its own
        endpoint: str
        url: str

        def arguments(self, given: MultiDict[str, str] | None = None) -> Arguments: ...
        def shown_columns(self) -> tuple[Column, ...]: ...
        def render(self, template: str, **context: Any) -> str: ...
        def save(
            self, form: Any, write: Any, key: int | None = None
        ) -> tuple[Any, Problem | None]: ...

        def version(self) -> int: ...

    def saved(self) -> dict[str, Any]:
        """What the list shows of it."""
        return {"kept": saved_views.of(current_actor(), self.endpoint)}

    def _a_list(self) -> None:
        """Some screens have a page of another kind in place of a list, such as the roles."""
        if not self.shown_columns():
            abort(404)

    def asked(self, query: str) -> Arguments:
        """What a kept address asks of this list, for whoever looks now: each part is read anew."""
        pairs = parse_qsl(query.removeprefix("?"), max_num_fields=60)
        return self.arguments(MultiDict(pairs))

    @expose("/views/", methods=("GET", "POST"))
    def views_view(self) -> Any:
        """The views of this list; a POST keeps the one that the address asks for."""
        self._a_list()
        form, problem = ViewForm(request.form if request.method == "POST" else None), None
        asked = self.arguments()
        if request.method == "POST":
            _, problem = self.save(form, lambda: self._keep(form, asked, None, None))
            if problem is None:
                flash(say("De weergave is bewaard."), "success")
                return redirect(f"{self.url}/{asked.view()}")
        kept = [
            (one, self.asked(one.query)) for one in saved_views.of(current_actor(), self.endpoint)
        ]
        return self._page("admin/model/views.html", form, problem, asked=asked, kept=kept)

    @expose("/views/<int:key>/", methods=("GET", "POST"))
    def view_view(self, key: int) -> Any:
        """Call an own view something else, share it or not, or take it away."""
        self._a_list()
        actor = current_actor()
        kept = saved_views.own(actor, self.endpoint, clamp(str(key))) or abort(404)
        asked, version = self.asked(kept.query), kept.version
        if request.method == "POST" and "remove" in request.form:
            operations.remove(actor, self.endpoint, kept.id)
            flash(say("De weergave is weggehaald."), "success")
            return redirect(f"{self.url}/views/")
        typed = request.form if request.method == "POST" else None
        form, problem = ViewForm(typed, data={"name": kept.name, "shared": kept.shared}), None
        if request.method == "POST":
            _, problem = self.save(form, lambda: self._keep(form, asked, key, self.version()))
            if problem is None:
                flash(say("Opgeslagen."), "success")
                return redirect(f"{self.url}/views/")
        return self._page(
            "admin/model/view.html", form, problem, asked=asked, name=kept.name, version=version
        )

    def _keep(
        self, form: forms.PanelForm, asked: Arguments, key: int | None, version: int | None
    ) -> int:
        data = ViewData(query=asked.view(), typed=asked.loose, **form.cleaned())
        return operations.save(current_actor(), self.endpoint, key, data, version)

    def _page(
        self, template: str, form: forms.PanelForm, problem: "Problem | None", **context: Any
    ) -> Any:
        problems = form.problems() if problem else []
        page = self.render(template, form=form, problem=problem, problems=problems, **context)
        return (page, problem.status) if problem else page

    # --- columns ---

    def own_columns(self) -> "tuple[Column, ...]":
        """The columns that this person chose, of those that the own rights give.

        The first one stays where it is: it names the row and leads to it.
        """
        columns = self.shown_columns()
        chosen = (getattr(current_user, "lists", None) or {}).get(self.endpoint, ())
        named = {one.name: one for one in columns[1:]}
        found = [named[one] for one in dict.fromkeys(chosen) if one in named]
        return (columns[0], *found) if found else columns

    @expose("/columns/", methods=("GET", "POST"))
    def columns_view(self) -> Any:
        """Choose which columns one sees, and in which order; the list itself stays the same."""
        self._a_list()
        shown, asked = self.own_columns()[1:], self.arguments()
        if request.method == "POST":
            named = {one.name for one in self.shown_columns()[1:]}
            ticked = [one for one in request.form.getlist("column") if one in named]
            order = {one: clamp(request.form.get(f"at-{one}"), default=99) for one in ticked}
            usual = "usual" in request.form
            names = () if usual else sorted(dict.fromkeys(ticked), key=lambda one: order[one])
            operations.choose_columns(current_actor(), self.endpoint, names)
            flash(say("De kolommen zijn gekozen."), "success")
            return redirect(f"{self.url}/{asked.view()}")
        others = [one for one in self.shown_columns()[1:] if one not in shown]
        return self.render(
            "admin/model/columns.html",
            columns=[*((one, True) for one in shown), *((one, False) for one in others)],
            first=self.shown_columns()[0],
            asked=asked,
        )
