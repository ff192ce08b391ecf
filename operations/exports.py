"""What leaves the panel as a table is written down: by whom, what kind, how many rows."""

from operations import audit
from operations.transaction import transaction
from rules.permissions import Actor


def exported(actor: Actor, what: str, file_type: str, count: int) -> None:
    """Write down that a list went out. The view has asked for the right to do so."""
    with transaction():
        audit.record(actor, f"{what}:exported", type=file_type, count=count)
