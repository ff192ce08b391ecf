"""With whom a file is: who makes the next move. Read from where it stands and who advises."""

from collections.abc import Mapping
from types import MappingProxyType

from rules.vocabulary import Labelled, State, Track


class Desk(Labelled):
    """Bij wie een dossier ligt."""

    SERVICEDESK = "servicedesk", "Servicedesk"
    COMPLAINANT = "complainant", "klager of melder"
    HANDLER = "handler", "behandelaar"
    BOARD = "board", "bestuur"
    ADVISER = "adviser", "adviseur"
    COMMITTEE = "committee", "adviescommissie"


DESKS: Mapping[State, Desk] = MappingProxyType(
    {
        State.I0: Desk.SERVICEDESK,
        State.I1: Desk.SERVICEDESK,
        State.I2: Desk.SERVICEDESK,
        State.I4: Desk.COMPLAINANT,
        State.F0: Desk.HANDLER,
        State.F1: Desk.HANDLER,
        State.F2: Desk.HANDLER,
        State.F3: Desk.COMPLAINANT,
        State.F4: Desk.BOARD,
        State.F5: Desk.HANDLER,
        State.F6: Desk.ADVISER,
        State.F7: Desk.COMMITTEE,
        State.F8: Desk.HANDLER,
        State.F9: Desk.HANDLER,
        State.F10: Desk.HANDLER,
        State.F11: Desk.BOARD,
    }
)
"""For each state in which a term can run. A file that ended is with nobody."""

ADVISED = frozenset({State.F8, State.F9})
"""Here the inquiry is theirs who give the advice, when there are such (afdeling 9.1.3 Awb)."""

ADVISERS: Mapping[Track, Desk] = MappingProxyType(
    {Track.ADVISER: Desk.ADVISER, Track.COMMITTEE: Desk.COMMITTEE}
)


def desk(state: State, track: Track | None) -> Desk | None:
    """Who makes the next move.

    >>> desk(State.F8, Track.OWN).label, desk(State.F8, Track.COMMITTEE).label
    ('behandelaar', 'adviescommissie')
    """
    advising = ADVISERS.get(track) if track and state in ADVISED else None
    return advising or DESKS.get(state)
