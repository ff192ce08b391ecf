"""What a new installation starts with: roles and their rights, departments, categories, texts."""

from sqlalchemy import exists, select

from letters.first_texts import FIRST_TEXTS
from models import Category, Grant, Role, TextBlock, Unit, User, db
from operations import audit
from operations.transaction import transaction
from rules import vocabulary as v
from rules.permissions import POLICY, Actor

CATEGORIES = (
    "onfatsoenlijk gedrag",
    "gebrekkig verstrekken van informatie",
    "niet correct te woord gestaan",
    "te lang wachten op een antwoord",
    "geen reactie ontvangen",
    "plaatsing op cursussen",
    "toezending van cursusinformatie en -materiaal",
    "facturering",
    "anders",
)
"""The scheme's own words (Klachtenregeling SSR)."""

UNITS = ("Servicedesk", "Opleidingen", "Cursusadministratie", "Financiële administratie", "Bestuur")


def is_empty() -> bool:
    """Whether nobody can sign in yet."""
    return not db.session.scalar(select(exists().select_from(User)))


def ensure(actor: Actor) -> None:
    """Add the roles that are not there yet, and to a new installation what else it starts with."""
    with transaction():
        known = set(db.session.scalars(select(Role.name)))
        for role in v.Role:
            if role not in known:
                db.session.add(
                    Role(
                        name=role.value,
                        description=role.label,
                        grants=[
                            Grant(permission=permission, scope=scope)
                            for owner, permission, scope in POLICY
                            if owner is role
                        ],
                    )
                )
        if not known:
            db.session.add_all(Unit(name=name) for name in UNITS)
            db.session.add_all(
                Category(name=name, position=place) for place, name in enumerate(CATEGORIES, 1)
            )
            db.session.add_all(
                TextBlock(ground=ground, title=title, text=text)
                for ground, title, text in FIRST_TEXTS
            )
            audit.record(actor, "installation:prepared")
