"""Text blocks (tekstblokken): words that people copy into a reason or a letter."""

from dataclasses import asdict, dataclass

from models import TextBlock
from operations import access
from operations.records import keep, unique
from operations.transaction import transaction
from rules.permissions import Actor
from rules.vocabulary import Permission, RefusalGround
from rules.wording import told


@dataclass(frozen=True)
class TextBlockData:
    title: str
    text: str
    ground: RefusalGround | None = None
    """None is a closing."""
    active: bool = True


def save(key: int | None, data: TextBlockData, version: int | None, actor: Actor) -> int:
    """Add a text block, or change one; returns its id. What was copied before does not change."""
    with transaction():
        access.require(actor, Permission.TEMPLATE_MANAGE)
        unique(TextBlock, "title", data.title, key, told("Er is al een tekstblok met deze titel."))
        return keep(TextBlock, key, asdict(data), version, actor)
