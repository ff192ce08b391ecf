"""The cards about reports: what the Servicedesk tries to solve without a formal complaint."""

from collections.abc import Sequence

from queries import choices, figures
from rules.law import SCHEME
from rules.vocabulary import NEW_REPORT, Kind, State
from rules.wording import Dutch
from views import figure_words as words
from views.cards import Card, Cell, Desk, Key
from views.complaint_cards import lying
from views.figure_words import FEW, percent
from views.languages import say

RESULTS: tuple[tuple[Dutch, frozenset[State]], ...] = (
    ("Opgelost", frozenset({State.I3})),
    ("Omgezet in een klacht", frozenset({State.I5})),
    ("Doorverwezen", frozenset({State.I7})),
    ("Gesloten zonder oplossing", frozenset({State.I6})),
    ("Nog open", NEW_REPORT | {State.I2, State.I4}),
)
STANDING: tuple[tuple[Dutch, frozenset[State]], ...] = (
    ("Nog op te pakken", NEW_REPORT),
    ("In behandeling", frozenset({State.I2})),
    ("Wacht op de melder", frozenset({State.I4})),
)


def taken_up(desk: Desk) -> Key:
    """Which share was taken up within the days of the scheme."""
    in_time, of = figures.taken_up(desk.asked)
    label, days = say("Op tijd opgepakt"), choices.norms().servicedesk_working_days
    if of < FEW or desk.cells((in_time, of - in_time)).hiding:
        return Key(label, "–", notes=(Cell(say(words.TOO_FEW[Kind.REPORT])),), basis=SCHEME)
    taken = desk.span("taken_up_on")
    share = percent(in_time, of)
    note = words.counted(days, "Binnen 1 werkdag", "Binnen %(n)s werkdagen")
    late = say("%(n)s van de %(of)s later", n=of - in_time, of=of)
    url = desk.link(**taken, in_time_equals=1) if in_time else ""
    later = desk.link(**taken, in_time_equals=0) if of > in_time else ""
    return Key(label, f"{share}%", url, meter=share, notes=(Cell(note), Cell(late, later)),
               basis=SCHEME)  # fmt: skip


def solved(desk: Desk) -> Key:
    """Which share was solved without a formal complaint, of what is no longer open."""
    found = figures.received_states(desk.asked)
    number = found.get(State.I3, 0)
    of = sum(found.get(state, 0) for _, states in RESULTS[:-1] for state in states)
    if of < FEW or desk.cells((number, of - number)).hiding:
        return Key(say("Opgelost"), "–", notes=(Cell(say(words.TOO_FEW[Kind.REPORT])),))
    url = desk.received(state_equals=State.I3.value) if number else ""
    note = say("%(n)s van %(of)s gesloten meldingen", n=number, of=of)
    closed = [state.value for _, states in RESULTS[:-1] for state in sorted(states)]
    return Key(say("Opgelost"), f"{percent(number, of)}%", url,
               notes=(Cell(note, desk.received(state_equals=closed)),))  # fmt: skip


def _parts(
    found: dict[State, int], groups: Sequence[tuple[str, frozenset[State]]]
) -> list[tuple[str, int, list[str]]]:
    counted = [
        (say(label), sum(found.get(one, 0) for one in states), sorted(states))
        for label, states in groups
    ]
    return [(label, number, [one.value for one in states]) for label, number, states in counted
            if number]  # fmt: skip


def results(desk: Desk) -> Card:
    """What became of what came in."""
    parts = [
        (label, number, desk.received(state_equals=states))
        for label, number, states in _parts(dict(figures.received_states(desk.asked)), RESULTS)
    ]
    title = words.most(
        [(name.lower(), number) for name, number, _ in parts], Kind.REPORT, say("Uitkomst"),
        "Uitkomst, het vaakst: %(name)s", "Wat er van de meldingen werd",
    )  # fmt: skip
    if desk.cells([number for _, number, _ in parts]).hiding:
        title = say("Wat er van de meldingen werd")
    return lying(desk, "results", title, parts, say("Uitkomst"),
                 meaning=say("Van wat in de periode is ontvangen."))  # fmt: skip


def standing(desk: Desk) -> Card:
    """Where the open reports stand."""
    parts = [
        (label, number, desk.link(open_equals=1, state_equals=states))
        for label, number, states in _parts(dict(figures.states(desk.asked)), STANDING)
    ]
    return lying(desk.openly, "standing", say("Open meldingen"), parts, say("Stand"),
                 meaning=say("Zoals het nu is."))  # fmt: skip
