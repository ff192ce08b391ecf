"""Who signs in with a second step. Policy: the authority chooses the roles (BIO2, 5.17)."""

from collections.abc import Collection, Iterable

from rules.errors import Obstacle
from rules.vocabulary import Role


def required(roles: Iterable[Role], asked: Collection[str]) -> bool:
    """Whether someone with these roles needs one: a single role that asks it is enough.

    >>> required({Role.BOARD, Role.ADVISER}, ("adviser",)), required({Role.BOARD}, ("adviser",))
    (True, False)
    """
    return any(role.value in asked for role in roles)


def kept(roles: Iterable[Role], asked: Collection[str], others: int) -> Obstacle | None:
    """What keeps someone from removing a second step: there would be none left."""
    if others or not required(roles, asked):
        return None
    return Obstacle(
        "Je rol vraagt een tweede stap. Voeg eerst een andere toe; haal daarna deze weg."
    )
