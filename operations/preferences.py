"""What people choose for themselves: language, shortcuts, and which mail about duties comes."""

from dataclasses import asdict, dataclass

from models import User, db
from operations import audit
from operations.records import put
from operations.transaction import claim, transaction
from rules.errors import NotPermitted
from rules.permissions import Actor
from rules.vocabulary import DutyMail


@dataclass(frozen=True)
class Preferences:
    language: str
    shortcuts: bool
    duty_mail: DutyMail


def choose(actor: Actor, version: int, wanted: Preferences) -> None:
    """Keep what someone wants for themselves; every role may."""
    if actor.user_id is None:
        raise NotPermitted("Log eerst in.")
    with transaction():
        user = claim(db.session.get_one(User, actor.user_id), version)
        changed = put(user, asdict(wanted))
        audit.record(actor, "user:chose", entity=user, fields=changed)


def speak(actor: Actor, language: str) -> None:
    """Keep in which language someone reads the panel."""
    if actor.user_id is None:
        raise NotPermitted("Log eerst in.")
    with transaction():
        user = claim(db.session.get_one(User, actor.user_id), None)
        if changed := put(user, {"language": language}):
            audit.record(actor, "user:chose", entity=user, fields=changed)
