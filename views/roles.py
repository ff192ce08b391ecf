"""Which role may do what, and how far: the matrix, and proposals to change it.

Nothing changes on this screen itself: one administrator proposes, another approves (SOD13).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, request
from flask_admin import expose
from sqlalchemy import ColumnElement

from models import GrantProposal, Role
from operations import access, grant_proposals
from operations.grant_proposals import field_of
from queries import rights, users, within
from queries.rights import Column
from rules import matrix
from rules.matrix import Clash
from rules.permissions import Actor
from rules.separation import SEPARATIONS
from rules.vocabulary import Permission, ProposalState, Scope
from rules.vocabulary import Role as RoleName
from rules.wording import capital
from views import forms
from views.base import PanelView, Problem
from views.languages import say, say_later
from views.session import current_actor, view_as

GROUPS = {
    "complaint": say_later("Klachten"),
    "decision": say_later("Klachten"),
    "report": say_later("Meldingen"),
    "contact": say_later("Contacten"),
    "hearing": say_later("Horen en adviseren"),
    "advice": say_later("Horen en adviseren"),
    "follow_up": say_later("Opvolging en ombudsman"),
    "ombudsman": say_later("Opvolging en ombudsman"),
    "letter": say_later("Brieven"),
    "template": say_later("Brieven"),
    "committee": say_later("Commissies"),
    "calculator": say_later("Termijnen"),
    "calendar": say_later("Termijnen"),
    "audit": say_later("Toezicht"),
    "destruction": say_later("Bewaren en vernietigen"),
    "dashboard": say_later("Toezicht"),
    "register": say_later("Toezicht"),
    "category": say_later("Beheer"),
    "emergency": say_later("Toezicht"),
    "privacy": say_later("Bewaren en vernietigen"),
    "role": say_later("Beheer"),
    "setting": say_later("Beheer"),
    "substitution": say_later("Beheer"),
    "user": say_later("Beheer"),
}
"""Under which heading of the matrix a permission stands, by its subject; in this order."""


def grouped() -> list[tuple[str, list[Permission]]]:
    """The permissions under their headings."""
    found: dict[str, list[Permission]] = {}
    order = list(GROUPS)
    for one in sorted(Permission, key=lambda one: (order.index(one.split(":")[0]), one)):
        found.setdefault(str(GROUPS[one.split(":")[0]]), []).append(one)
    return list(found.items())


COLOURS = {Scope.ALL: "green", Scope.UNIT: "blue", Scope.OWN: "blue", Scope.INTAKE: "blue"}


@dataclass(frozen=True)
class Cell:
    """What one role may do of one right: now, as proposed, and what the law says about it."""

    scope: Scope | None
    closed: str
    """The code of the rule that keeps it shut."""

    proposed: tuple[Scope | None, int] | None = None
    clashes: bool = False


Proposed = dict[tuple[int, str], tuple[Scope | None, int]]


def row(
    columns: Sequence[Column],
    permission: Permission,
    proposed: Proposed,
    clashing: Mapping[int, set[Permission]],
) -> list[tuple[Column, Cell]]:
    """One right, for each role."""
    cells = []
    for one in columns:
        why = shut(one.role, permission)
        made = Cell(
            one.grants.get(permission),
            why.code if isinstance(why, matrix.Closed) else "",
            proposed.get((one.id, permission.value)),
            permission in clashing[one.id],
        )
        cells.append((one, made))
    return cells


def proposed_cells(waiting: Sequence[GrantProposal]) -> Proposed:
    """Per role and right what would come there, and in which proposal that stands."""
    return {
        (one.role_id, name): (Scope(after) if after else None, one.id)
        for one in waiting
        for name, (_, after) in one.changes.items()
    }


def with_proposed(column: Column, proposal: GrantProposal) -> dict[Permission, Scope]:
    """What the role would have."""
    changed = {Permission(name): after for name, (_, after) in proposal.changes.items()}
    kept = {one: scope for one, scope in column.grants.items() if one not in changed}
    return kept | {one: Scope(after) for one, after in changed.items() if after}


def in_one_person(
    columns: Sequence[Column],
) -> Iterator[tuple[Any, Sequence[RoleName], list[Clash]]]:
    """Whoever has roles that clash with each other, and how."""
    seen: dict[int, tuple[Any, list[RoleName]]] = {}
    for role, people in rights.holders():
        for user in people:
            seen.setdefault(user.id, (user, []))[1].append(role)
    for user, roles in seen.values():
        if len(roles) > 1 and (found := clashing_roles(roles, columns)):
            yield user, roles, found


def clashing_roles(roles: Sequence[RoleName], columns: Sequence[Column]) -> list[Clash]:
    """What these roles break together, and none of them alone."""
    mine = [one for one in columns if one.role in roles]
    alone = [clash for one in mine for clash in matrix.clashes(one.grants)]
    together = {permission for one in mine for permission in one.grants}
    return [one for one in matrix.clashes(together) if one not in alone]


class ReasonForm(forms.PanelForm):
    reason = forms.TextArea(
        say_later("Reden van de wijziging"),
        rows=2,
        longest=2000,
        required=say_later("Zeg waarom. De tweede beheerder leest dit, en het blijft staan."),
    )


class AnswerForm(forms.PanelForm):
    answer = forms.TextArea(say_later("Waarom niet"), rows=2, longest=2000, depends=True)


GrantsForm = type(
    "GrantsForm",
    (ReasonForm,),
    {
        field_of(one): forms.EnumSelect(capital(one.label), Scope, blank=say_later("geen"))
        for one in Permission
    },
)
"""The reason, and one select per permission."""


class RoleView(PanelView):
    title, one_title = "Rollen en rechten", "rol"
    to_read = to_export = Permission.ROLE_READ
    to_edit = Permission.ROLE_MANAGE
    form = GrantsForm
    list_template = "admin/role/list.html"
    edit_template = "admin/role/edit.html"

    def visible(self, actor: Actor) -> ColumnElement[bool]:
        return within.all_or_none(actor, Permission.ROLE_READ)

    def title_of(self, record: Role) -> str:
        return say("Rechten van %(role)s", role=RoleName(record.name))

    def tabs(self, here: str) -> dict[str, Any]:
        """What every page of this screen has around it."""
        waiting = rights.waiting()
        return {
            "here": here,
            "waiting": waiting,
            "me": current_actor().user_id,
            "names": {one.value: one.label for one in RoleName},
            "role_names": RoleName.choices(),
            "vervanging": current_actor().may(Permission.SUBSTITUTION_MANAGE),
            "alone": self.can_edit and len(users.administrators()) < 2,
        }

    # --- reading ---

    @expose("/")
    def index_view(self) -> Any:
        columns, around = rights.matrix(), self.tabs("matrix")
        proposed = proposed_cells(around["waiting"])
        clashes = {one.id: list(matrix.clashes(one.grants)) for one in columns}
        wrong = {
            key: {right for one in found for right in (one.one, one.other)}
            for key, found in clashes.items()
        }
        return self.render(
            self.list_template,
            columns=columns,
            groups=[
                (heading, [(one, row(columns, one, proposed, wrong)) for one in permissions])
                for heading, permissions in grouped()
            ],
            clashes=clashes,
            colours=COLOURS,
            field_of=field_of,
            separations=SEPARATIONS,
            **around,
        )

    @expose("/details/")
    def details_view(self) -> Any:
        # The matrix shows every role at once; one of them alone has no page of its own.
        return self.index_view()

    @expose("/people/")
    def people(self) -> Any:
        """From a role to who has it."""
        columns = rights.matrix()
        return self.render(
            "admin/role/people.html",
            holders=rights.holders(),
            clashing=list(in_one_person(columns)),
            **self.tabs("people"),
        )

    @expose("/changes/")
    def changes_view(self) -> Any:
        """What was proposed and what became of it: who, when, why, from what to what."""
        return self.render(
            "admin/role/changes.html",
            decided=rights.decided(),
            told=told,
            **self.tabs("changes"),
        )

    # --- proposing ---

    def edit_form(self, obj: Any = None) -> forms.PanelForm:
        form = super().edit_form(obj)
        role = RoleName(obj.name)
        for permission in Permission:
            name, open_to = field_of(permission), matrix.scopes(role, permission)
            if not open_to or matrix.obstacle(role, permission, None):
                # Not offered and not read: a posted value for it changes nothing.
                del form[name]
            else:
                form[name].choices = [(one.value, one.label) for one in open_to]
        return form

    def stored(self, record: Role) -> dict[str, Any]:
        scopes = {grant.permission: grant.scope for grant in record.grants}
        return {field_of(permission): scopes.get(permission) for permission in Permission}

    def render(self, template: str, **context: Any) -> str:
        if template == self.edit_template:
            role = RoleName(context["model"].name)
            context |= {
                "role": role,
                "before": self.stored(context["model"]),
                "groups": [
                    (heading, [(one, field_of(one), shut(role, one)) for one in permissions])
                    for heading, permissions in grouped()
                ],
                "colours": COLOURS,
                "alone": len(users.administrators()) < 2,
            }
        page: str = super().render(template, **context)
        return page

    @expose("/edit/", methods=("GET", "POST"))
    def edit_view(self) -> Any:
        """Propose other rights for one role."""
        self.require("edit")
        record = self.one()
        form, problem = self.edit_form(record), None
        if request.method == "POST":
            key, typed = record.id, form.cleaned
            made, problem = self.save(form, lambda: self.proposed(key, typed()), key)
            if problem is None:
                flash(
                    say("Voorgesteld. Er verandert niets tot een ander het goedkeurt."), "success"
                )
                return redirect(f"{self.url}/proposal/{made}")
            record = self.one()
        return self._form_page(self.edit_template, form, problem, record)

    def proposed(self, key: int, typed: dict[str, Any]) -> int:
        wanted = {one: typed[field_of(one)] for one in Permission if field_of(one) in typed}
        actor, version = current_actor(), self.version()
        return grant_proposals.propose(actor, key, version, wanted, typed["reason"] or "")

    # --- deciding ---

    @expose("/proposal/<int:key>")
    def proposal(self, key: int) -> Any:
        """One proposal: what, why, by whom, and what a second administrator can do with it."""
        return self.proposal_page(key, AnswerForm())

    def proposal_page(self, key: int, form: AnswerForm, problem: Problem | None = None) -> Any:
        found = rights.proposal(key) or abort(404)
        column = next(one for one in rights.matrix() if one.id == found.role_id)
        pending = found.state is ProposalState.PROPOSED
        page = self.render(
            "admin/role/proposal.html",
            model=found,
            role=column.role,
            changes=list(told(found)),
            clashes=list(matrix.clashes(with_proposed(column, found))) if pending else [],
            stale=pending and column.version != found.base,
            people=column.people,
            form=form,
            problem=problem,
            problems=form.problems() if problem else [],
            **self.tabs(""),
        )
        return page if problem is None else (page, problem.status)

    @expose("/proposal/<int:key>/<any(approve,turn_down):act>", ("POST",))
    def decide(self, key: int, act: str) -> Any:
        access.require(current_actor(), Permission.ROLE_MANAGE)
        rights.proposal(key) or abort(404)
        form, actor, version = AnswerForm(request.form), current_actor(), self.version()

        def write() -> None:
            if act == "approve":
                grant_proposals.approve(actor, key, version)
            else:
                grant_proposals.turn_down(actor, key, version, form.answer.data or "")

        _, problem = self.save(form, write)
        if problem is None:
            flash(str(SAID[act]), "success")
            return redirect(f"{self.url}/changes/")
        return self.proposal_page(key, form, problem)

    def changes(self, form: forms.PanelForm, key: int | None) -> list[tuple[str, str, str]]:
        if key is None:
            return [(say("Dit voorstel"), say("over beslist door een ander"), "")]
        return super().changes(form, key)

    # --- looking on as a role ---

    @expose("/as/", ("POST",))
    def look(self) -> Any:
        """The panel as a role sees it, empty and to look at only."""
        chosen = request.form.get("role", "")
        view_as(RoleName(chosen) if chosen in set(RoleName) else abort(404))
        return redirect("/admin/")


SAID = {
    "approve": say_later("Goedgekeurd. De rechten gelden vanaf nu."),
    "turn_down": say_later("Er verandert niets aan de rechten."),
}


def shut(role: RoleName, permission: Permission) -> matrix.Closed | str | None:
    """Why there is nothing to choose, or None."""
    if found := matrix.obstacle(role, permission, None):
        return found.text
    if not matrix.scopes(role, permission):
        first = matrix.closed(role, permission, Scope.OWN)
        return first or matrix.closed(role, permission, Scope.ALL)
    return None


def told(proposal: GrantProposal) -> Iterator[tuple[Permission, Scope | None, Scope | None]]:
    """Each right that changes, from what to what."""
    for name, (before, after) in proposal.changes.items():
        yield Permission(name), Scope(before) if before else None, Scope(after) if after else None
