"""What figures say, as sentences: a chart is named for its conclusion, and says so when there is
too little to conclude anything from. No judgement in it: many complaints founded is no failure.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from flask_babel import format_date, format_decimal

from rules.vocabulary import Kind, Outcome
from rules.wording import Dutch
from views.languages import say

FEW = 5
"""Of fewer, no shares and no conclusions."""

TOO_FEW: Mapping[Kind, Dutch] = {
    Kind.FORMAL: "Te weinig klachten om iets te zeggen",
    Kind.REPORT: "Te weinig meldingen om iets te zeggen",
}
TOO_FEW_ABOUT: Mapping[Kind, Dutch] = {
    Kind.FORMAL: "%(about)s: te weinig klachten om iets te zeggen",
    Kind.REPORT: "%(about)s: te weinig meldingen om iets te zeggen",
}
"""The same for a card, which still says what it is about."""

INFLOW: Mapping[Kind, tuple[Dutch, Dutch, Dutch, Dutch]] = {
    Kind.FORMAL: (
        "Sinds %(month)s komen er meer klachten binnen dan er afgaan",
        "Er kwamen %(n)s klachten meer binnen dan er afgingen",
        "Er gingen %(n)s klachten meer af dan er binnenkwamen",
        "Er gingen evenveel klachten af als er binnenkwamen",
    ),
    Kind.REPORT: (
        "Sinds %(month)s komen er meer meldingen binnen dan er afgaan",
        "Er kwamen %(n)s meldingen meer binnen dan er afgingen",
        "Er gingen %(n)s meldingen meer af dan er binnenkwamen",
        "Er gingen evenveel meldingen af als er binnenkwamen",
    ),
}
"""Since a month; more came in; more went out; the same. Of one: the next table."""
INFLOW_ONE: Mapping[Kind, tuple[Dutch, Dutch]] = {
    Kind.FORMAL: (
        "Er kwam 1 klacht meer binnen dan er afgingen",
        "Er ging 1 klacht meer af dan er binnenkwamen",
    ),
    Kind.REPORT: (
        "Er kwam 1 melding meer binnen dan er afgingen",
        "Er ging 1 melding meer af dan er binnenkwamen",
    ),
}
FOUNDED = frozenset({Outcome.FOUNDED, Outcome.PARTLY_FOUNDED})


def too_few(kind: Kind, about: str) -> str:
    return say(TOO_FEW_ABOUT[kind], about=about)


def counted(number: int, one: Dutch, more: Dutch, **values: object) -> str:
    """The sentence for one, or for none and several."""
    return say(one, **values) if number == 1 else say(more, n=number, **values)


def percent(part: int, of: int) -> int:
    """A share in whole percents, halves up; of nothing it is nothing.

    >>> percent(1, 8), percent(0, 0)
    (13, 0)
    """
    return (200 * part + of) // (2 * of) if of else 0


def decimal(value: float) -> str:
    return str(format_decimal(value, format="0.0"))


def month_name(year: int, month: int) -> str:
    return str(format_date(date(year, month, 1), "MMMM"))


def short_month(year: int, month: int) -> str:
    return str(format_date(date(year, month, 1), "MMM")).rstrip(".")


def inflow(
    kind: Kind, months: Sequence[tuple[int, int]], received: Sequence[int], ended: Sequence[int]
) -> str:
    """Since when more comes in than goes out; otherwise the difference of the whole period."""
    difference = sum(received) - sum(ended)
    if sum(received) + sum(ended) < FEW:
        return too_few(kind, say("Per maand"))
    since, more, less, same = INFLOW[kind]
    growing = 0
    for come, gone in zip(reversed(received), reversed(ended), strict=True):
        if come <= gone:
            break
        growing += 1
    if 2 <= growing < len(months):
        return say(since, month=month_name(*months[-growing]))
    if difference == 0:
        return say(same)
    one_more, one_less = INFLOW_ONE[kind]
    if difference > 0:
        return counted(difference, one_more, more)
    return counted(-difference, one_less, less)


def durations(count: int, longer: int, weeks: int) -> str:
    """How many took longer than the longest term that needs nobody's consent or notice."""
    if count < FEW:
        return too_few(Kind.FORMAL, say("Doorlooptijd"))
    if longer == 0:
        return say("Geen klacht duurde langer dan %(weeks)s weken", weeks=weeks)
    return counted(
        longer,
        "1 klacht duurde langer dan %(weeks)s weken",
        "%(n)s klachten duurden langer dan %(weeks)s weken",
        weeks=weeks,
    )


def outcomes(numbers: Mapping[Outcome, int]) -> str:
    """Which share was founded, wholly or partly; of few the number itself."""
    of, founded = sum(numbers.values()), sum(numbers.get(one, 0) for one in FOUNDED)
    if of < FEW:
        return too_few(Kind.FORMAL, say("Uitkomst"))
    if of < 4 * FEW:
        return counted(
            founded,
            "1 van de %(of)s afgehandelde klachten was gegrond of deels gegrond",
            "%(n)s van de %(of)s afgehandelde klachten waren gegrond of deels gegrond",
            of=of,
        )
    share = percent(founded, of)
    return say("%(share)s%% van de afgehandelde klachten was gegrond of deels gegrond", share=share)


def most(
    numbers: Sequence[tuple[str, int]], kind: Kind, about: str, one: Dutch, none: Dutch
) -> str:
    """Which one stands out (``one`` names it), or that none does."""
    ordered = sorted(numbers, key=lambda row: -row[1])
    if sum(number for _, number in ordered) < FEW:
        return too_few(kind, about)
    if len(ordered) > 1 and ordered[0][1] == ordered[1][1]:
        return say(none)
    return say(one, name=ordered[0][0], n=ordered[0][1])


def causes(late: int, ended: int, named: Sequence[tuple[str, int]]) -> str:
    """How many ended late, and why most often."""
    if ended == 0:
        return say("Er is nog niets afgehandeld")
    if late == 0:
        return say("Geen klacht ging te laat af")
    first = named[0] if named else ("", 0)
    alone = len(named) < 2 or first[1] > named[1][1]
    if first[0] and first[1] > 1 and alone:
        return say("%(n)s klachten gingen te laat af, vaakst hierom: %(cause)s", n=late,
                   cause=brief(first[0]))  # fmt: skip
    return counted(late, "1 klacht ging te laat af", "%(n)s klachten gingen te laat af")


def brief(text: str, most: int = 60) -> str:
    """A cause or a recommendation, as long as there is room for."""
    text = text.strip().rstrip(".")
    return text if len(text) <= most else f"{text[:most].rstrip()}…"


def recommendations(open_ones: int, late: int) -> str:
    if open_ones == 0:
        return say("Alle aanbevelingen zijn uitgevoerd")
    if late == 0:
        return counted(open_ones, "1 aanbeveling staat open", "%(n)s aanbevelingen staan open")
    return counted(
        open_ones,
        "1 aanbeveling staat open, over de datum",
        "%(n)s aanbevelingen staan open, %(late)s over de datum",
        late=late,
    )


def change(now: int, before: int) -> tuple[str, str]:
    """An arrow, and the words that say the same; nothing of few."""
    if now < FEW or before < FEW:
        return "", ""
    share = percent(abs(now - before), before)
    if share == 0:
        return "", say("evenveel")
    if now > before:
        return "▲", say("%(share)s%% meer", share=share)
    return "▼", say("%(share)s%% minder", share=share)


def points(now: int, before: int) -> tuple[str, str]:
    """The same for the difference of two shares."""
    if now == before:
        return "", say("gelijk")
    if now > before:
        return "▲", counted(now - before, "1 punt hoger", "%(n)s punten hoger")
    return "▼", counted(before - now, "1 punt lager", "%(n)s punten lager")
