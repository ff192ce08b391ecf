"""What is to be known of a report (melding) that stands in nobody's way."""

from rules.errors import Obstacle
from rules.law import SCHEME, awb
from rules.vocabulary import State


def anonymous_report(named: bool) -> Obstacle | None:
    """R003: a signal is dealt with properly, and nobody is owed an answer within a term.

    >>> anonymous_report(named=True) is None
    True
    """
    if named:
        return None
    return Obstacle(
        "Anoniem: een signaal dat behoorlijk wordt opgepakt. Er loopt geen termijn behalve die "
        "voor het in behandeling nemen.",
        awb("9:2"),
    )


def nobody_told(state: State, leaders: int) -> Obstacle | None:
    """The scheme: from its registration on, the team leader of the unit knows of a report."""
    if state is State.I0 or leaders:
        return None
    return Obstacle("De afdeling heeft geen teamleider: niemand is ingelicht.", SCHEME)
