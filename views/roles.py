"""Which role may do what, and how far: the matrix, and one column of it to change."""

from typing import Any

from flask_admin import expose
from sqlalchemy import ColumnElement, select

from models import Grant, Role, db
from operations import administration
from operations.administration import field_of
from queries import within
from rules.permissions import NEVER, Actor
from rules.separation import SEPARATIONS
from rules.vocabulary import Permission, Scope
from rules.vocabulary import Role as RoleName
from rules.wording import Dutch, capital, told
from views import forms
from views.base import PanelView
from views.languages import say
from views.session import current_actor

GROUPS: dict[str, Dutch] = {
    "audit": "Toezicht",
    "calculator": "Termijnen",
    "calendar": "Termijnen",
    "category": "Beheer",
    "committee": "Commissies",
    "complaint": "Klachten",
    "contact": "Contacten",
    "dashboard": "Toezicht",
    "decision": "Klachten",
    "hearing": "Horen",
    "letter": "Brieven",
    "register": "Toezicht",
    "report": "Meldingen",
    "role": "Beheer",
    "setting": "Beheer",
    "template": "Brieven",
    "user": "Beheer",
}
"""Under which heading of the matrix a permission stands, by its subject."""

COLOURS = {Scope.ALL: "all", Scope.UNIT: "own", Scope.OWN: "own", Scope.INTAKE: "own"}


def group_of(permission: Permission) -> str:
    return GROUPS.get(permission.value.partition(":")[0], told("Overig"))


def grouped(permissions: list[Permission]) -> list[tuple[str, list[Permission]]]:
    """The permissions under their headings, in the order of the headings."""
    headings = dict.fromkeys(GROUPS.values())
    return [
        (heading, found)
        for heading in (*headings, told("Overig"))
        if (found := [one for one in permissions if group_of(one) == heading])
    ]


# One select per permission.
GrantsForm = type(
    "GrantsForm",
    (forms.PanelForm,),
    {
        "parts": [
            (heading, [field_of(one) for one in found])
            for heading, found in grouped(list(Permission))
        ],
        **{
            field_of(one): forms.EnumSelect(capital(one.label), Scope, blank="Geen")
            for one in Permission
        },
    },
)


class RoleView(PanelView):
    title, one_title = "Rollen en rechten", "rol"
    intro = "Wat elke rol mag. Wat de wet verbiedt, staat vast en kan hier niet worden aangezet."
    to_read = to_export = Permission.ROLE_READ
    to_edit = Permission.ROLE_MANAGE
    form = GrantsForm
    list_template = "admin/role/list.html"
    edit_template = "admin/role/edit.html"

    def visible(self, actor: Actor) -> ColumnElement[bool]:
        return within.all_or_none(actor, Permission.ROLE_READ)

    @expose("/")
    def index_view(self) -> Any:
        roles = db.session.execute(select(Role.id, Role.name, Role.version).order_by(Role.id)).all()
        scopes = {
            (role_id, permission): scope
            for role_id, permission, scope in db.session.execute(
                select(Grant.role_id, Grant.permission, Grant.scope)
            )
        }
        return self.render(
            self.list_template,
            roles=[(key, RoleName(name)) for key, name, _ in roles],
            groups=grouped(list(Permission)),
            scopes=scopes,
            colours=COLOURS,
            separations=SEPARATIONS,
        )

    @expose("/details/")
    def details_view(self) -> Any:
        # The matrix shows every role at once; one of them alone has no page of its own.
        return self.index_view()

    def title_of(self, record: Role) -> str:
        return say("Rechten van %(role)s", role=RoleName(record.name))

    def edit_form(self, obj: Any = None) -> forms.PanelForm:
        form = super().edit_form(obj)
        for permission in Permission:
            # Not offered and not read: a posted value for it changes nothing.
            if (RoleName(obj.name), permission) in NEVER:
                del form[field_of(permission)]
        return form

    def stored(self, record: Role) -> dict[str, Any]:
        scopes = {grant.permission: grant.scope for grant in record.grants}
        return {field_of(permission): scopes.get(permission) for permission in Permission}

    def update_model(self, form: forms.PanelForm, model: Role) -> None:
        typed = form.cleaned()
        scopes = {one: typed.get(field_of(one)) for one in Permission}
        administration.set_grants(model.id, scopes, self.version(), current_actor())

    def after_saving(self, key: Any) -> str:
        return "/admin/role/"
