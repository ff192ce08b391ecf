"""Who has an account, and which roles."""

from typing import Any

from flask import flash, redirect
from flask_admin import expose
from sqlalchemy import ColumnElement

from models import Role, Unit, User
from operations import account_links, accounts, administration, practice, sessions, single_sign_on
from operations import second_steps as second_steps_of
from operations.administration import UserData
from queries import reference, rights, second_steps, users, within
from rules.permissions import Actor
from rules.vocabulary import Permission
from rules.vocabulary import Role as RoleName
from views import forms, sign_in
from views.base import PanelView, column
from views.filters import ChoiceFilter, EntityFilter, YesNoFilter
from views.languages import say
from views.roles import clashing_roles
from views.session import current_actor


class UserForm(forms.PanelForm):
    name = forms.TextField("Naam", longest=160, required=True)
    email = forms.EmailField("E-mailadres", required=True, help="Hiermee meldt iemand zich aan.")
    job_title = forms.TextField("Functie", longest=120, help="Staat onder brieven.")
    unit_id = forms.EntitySelect("Afdeling", reference.units, blank="Geen")
    roles = forms.Checks("Rollen", RoleName.choices(), required="Kies ten minste één rol.")
    active = forms.Check("Kan zich aanmelden")


class RoleFilter(ChoiceFilter):
    def choices(self) -> list[tuple[str, str]]:
        return RoleName.choices()

    def condition(self, how: str, value: str) -> ColumnElement[bool]:
        return User.roles.any(Role.name == value)


class Shown:
    """The address in a mail; in a demonstration, from which no mail goes out, on screen too."""

    address = ""

    def __call__(self, secret: str) -> str:
        self.address = sign_in.own_door()(secret)
        return self.address

    def flash(self) -> None:
        if practice.is_on() and self.address:
            words = say("Uit een oefenomgeving gaat geen e-mail. De koppeling is: %(address)s",
                        address=self.address)  # fmt: skip
            flash(words, "warning")


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
            "steps": second_steps.of(record.id),
            "required": second_steps.required(roles),
            "linked": single_sign_on.here(record.id),
            "live": len(sessions.live(record.id)),
            "own": record.id == current_actor().user_id,
        }

    def visible(self, actor: Actor) -> ColumnElement[bool]:
        return within.all_or_none(actor, Permission.USER_READ)

    def search_condition(self, term: str) -> ColumnElement[bool]:
        return users.named(term)

    def starting(self) -> dict[str, Any]:
        return {"active": True}

    def stored(self, record: User) -> dict[str, Any]:
        return super().stored(record) | {"roles": tuple(sorted(role.name for role in record.roles))}

    def create_model(self, form: forms.PanelForm) -> int:
        data, door = UserData(**form.cleaned()), Shown()
        key = administration.create_user(data, current_actor(), door)
        door.flash()
        return key

    def update_model(self, form: forms.PanelForm, model: User) -> None:
        data = UserData(**form.cleaned())
        administration.update_user(model.id, data, self.version(), current_actor())

    # --- what an administrator can do about signing in ---

    @expose("/<int:key>/link", methods=("POST",))
    def link(self, key: int) -> Any:
        """Mail someone an address to choose a password."""
        door = Shown()
        kind = account_links.send(current_actor(), key, door)
        door.flash()
        words = say("Er gaat een e-mail uit met een koppeling: %(kind)s.", kind=kind)
        return self.back_to(key, words)

    @expose("/<int:key>/end", methods=("POST",))
    def end(self, key: int) -> Any:
        """Sign someone out everywhere."""
        count = accounts.end_all(current_actor(), key)
        return self.back_to(key, say("Beëindigde sessies: %(n)s.", n=count))

    @expose("/<int:key>/reset", methods=("POST",))
    def reset(self, key: int) -> Any:
        """Take every second step of someone away."""
        second_steps_of.reset(current_actor(), key)
        return self.back_to(key, say("De tweede stap is teruggezet. De persoon krijgt bericht."))

    @expose("/<int:key>/unlink", methods=("POST",))
    def unlink(self, key: int) -> Any:
        """Take the link with the account of the organisation away."""
        single_sign_on.unlink(current_actor(), key)
        return self.back_to(key, say("De koppeling is weggehaald. De persoon krijgt bericht."))

    def back_to(self, key: int, words: str) -> Any:
        flash(words, "success")
        return redirect(self.get_url(".details_view", id=key))
