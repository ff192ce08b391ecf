"""Demonstration data: invented people, every state that can be reached."""

from flask_security import hash_password
from sqlalchemy import select

from models import Role, Setting, Unit, User, db
from operations import audit, clock, reference, templates
from operations.transaction import transaction
from queries.actors import system
from rules import vocabulary as v

USERS = (
    ("servicedesk", v.Role.SERVICEDESK, "Sanne Bakker", "medewerker Servicedesk", "Servicedesk"),
    ("team_leader", v.Role.TEAM_LEADER, "Tom Hendriks", "teamleider", "Servicedesk"),
    ("coordinator", v.Role.COORDINATOR, "Karin Visser", "klachtencoördinator", "Bestuur"),
    ("secretary", v.Role.SECRETARY, "Bas Smit", "bestuurssecretaris", "Bestuur"),
    ("board1", v.Role.BOARD, "mr. Anna de Wit", "voorzitter College van Bestuur", "Bestuur"),
    ("board2", v.Role.BOARD, "mr. Paul Mulder", "vicevoorzitter College van Bestuur", "Bestuur"),
    ("adviser1", v.Role.ADVISER, "prof. mr. Els Jacobs", "adviseur", None),
    ("adviser2", v.Role.ADVISER, "mr. Ruud van Dam", "commissielid", None),
    ("adviser3", v.Role.ADVISER, "drs. Noor el Idrissi", "commissielid", None),
    ("auditor", v.Role.AUDITOR, "Daan Peters", "privacy officer", None),
    ("administrator", v.Role.ADMINISTRATOR, "Femke Bos", "functioneel beheerder", None),
    ("administrator2", v.Role.ADMINISTRATOR, "Ivo Kok", "functioneel beheerder", None),
)


def users(password: str) -> None:
    """The demonstration users of design.md, all with one password."""
    actor = system(clock.today())
    with transaction():
        hashed = hash_password(password)
        units = {unit.name: unit for unit in db.session.scalars(select(Unit))}
        roles = {role.name: role for role in db.session.scalars(select(Role))}
        for code, role, name, title, unit in USERS:
            db.session.add(
                User(
                    email=f"{code}@demo.example",
                    name=name,
                    job_title=title,
                    password=hashed,
                    # Not secret: it names the session's user, and changes when sessions must end.
                    fs_uniquifier=f"demo-{code}",
                    created_at=clock.now(),
                    unit=units.get(unit or ""),
                    roles=[roles[role]],
                )
            )
        audit.record(actor, "demonstration:users")


ADDRESS = "Postbus 1000, 3500 AA  Utrecht"
"""Invented: the scheme names no postal address."""


def prepare() -> None:
    """What letters need: the templates, and the address that the authority has to confirm."""
    actor = system(clock.today())
    templates.install(actor)
    with transaction():
        db.session.add(Setting(key="authority_address", value=ADDRESS))
        audit.record(actor, "setting:changed", key="authority_address")


def fill(password: str) -> None:
    """Reference data, users and templates, in an empty database."""
    reference.ensure(system(clock.today()))
    users(password)
    prepare()
