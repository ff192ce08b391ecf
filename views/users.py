"""Who has an account, and which roles."""

from typing import Any

from sqlalchemy import ColumnElement

from models import Role, Unit, User
from operations import administration
from operations.administration import UserData
from queries import reference, rights, users, within
from rules.permissions import Actor
from rules.vocabulary import Permission
from rules.vocabulary import Role as RoleName
from views import forms
from views.base import PanelView, column
from views.filters import ChoiceFilter, EntityFilter, YesNoFilter
from views.roles import clashing_roles
from views.session import current_actor


class UserForm(forms.PanelForm):
    name = forms.TextField("Naam", longest=160, required=True)
    email = forms.EmailField("E-mailadres", required=True, help="Hiermee meldt iemand zich aan.")
    job_title = forms.TextField("Functie", longest=120, help="Staat onder brieven.")
    unit_id = forms.EntitySelect("Afdeling", reference.units, blank="Geen")
    roles = forms.Checks("Rollen", RoleName.choices(), required="Kies ten minste één rol.")
    active = forms.Check("Kan zich aanmelden")
    password = forms.NewPassword(
        "Nieuw wachtwoord",
        help="Ten minste 15 tekens; geef het persoonlijk door. Leeg laten verandert niets.",
    )


class RoleFilter(ChoiceFilter):
    def choices(self) -> list[tuple[str, str]]:
        return RoleName.choices()

    def condition(self, how: str, value: str) -> ColumnElement[bool]:
        return User.roles.any(Role.name == value)


class UserView(PanelView):
    title, one_title = "Gebruikers", "gebruiker"
    to_read = to_export = Permission.USER_READ
    to_create = to_edit = Permission.USER_MANAGE
    form = UserForm
    searchable = True
    search_help = "Zoek op naam of e-mailadres"
    order = ((User.name, False),)
    columns = (
        column("name", "Naam", User.name),
        column("email", "E-mailadres", User.email),
        column("job_title", "Functie", User.job_title),
        column("roles", "Rollen", users.role_names(), sort=None),
        column("unit", "Afdeling", Unit.name, via=User.unit),
        column("active", "Kan zich aanmelden", User.active),
    )
    details = (*columns, column("created_at", "Gemaakt op", User.created_at))
    filters = (
        RoleFilter("role", "Rol", None),
        EntityFilter("unit", "Afdeling", User.unit_id, reference.all_units),
        YesNoFilter("active", "Kan zich aanmelden", User.active),
    )

    details_template = "admin/user/details.html"

    def details_context(self, record: User) -> dict[str, Any]:
        """What the person may do in effect, and where that comes from."""
        columns = rights.matrix()
        roles = [RoleName(role.name) for role in record.roles]
        return {
            "held": rights.in_effect(roles, columns),
            "clashes": clashing_roles(roles, columns),
        }

    def visible(self, actor: Actor) -> ColumnElement[bool]:
        return within.all_or_none(actor, Permission.USER_READ)

    def search_condition(self, term: str) -> ColumnElement[bool]:
        return users.named(term)

    def starting(self) -> dict[str, Any]:
        return {"active": True}

    def stored(self, record: User) -> dict[str, Any]:
        kept = super().stored(record) | {"password": None}
        return kept | {"roles": tuple(sorted(role.name for role in record.roles))}

    def create_model(self, form: forms.PanelForm) -> int:
        return administration.create_user(UserData(**form.cleaned()), current_actor())

    def update_model(self, form: forms.PanelForm, model: User) -> None:
        data = UserData(**form.cleaned())
        administration.update_user(model.id, data, self.version(), current_actor())
