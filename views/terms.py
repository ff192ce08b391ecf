"""How a last day reads: words, icon and colour together, so that none of them is needed."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from rules.deadlines import due_status
from rules.vocabulary import DueStatus
from rules.wording import Dutch
from views import languages
from views.languages import say

WEEKDAYS: tuple[Dutch, ...] = ("ma", "di", "wo", "do", "vr", "za", "zo")
SOON = 7

ICONS = {
    "red": '<circle cx="8" cy="8" r="6.2"/><path d="m5.8 5.8 4.4 4.4M10.2 5.8l-4.4 4.4"/>',
    "amber": '<path d="M8 2.2 14.4 13.4H1.6Z"/><path d="M8 6.4v3.2M8 11.6v.1"/>',
    "green": '<circle cx="8" cy="8" r="6.2"/><path d="m5.2 8.2 2 2 3.7-4.2"/>',
}
DUE = {
    colour: Markup(  # noqa: S704  # made of constants of this module only
        '<div class="due ' + colour + '"><svg class="i" viewBox="0 0 16 16" aria-hidden="true">'
        + icon + "</svg><div><b>{}</b><span>{}</span></div></div>"
    )
    for colour, icon in ICONS.items()
}  # fmt: skip


@dataclass(frozen=True)
class Due:
    """A last day as of today."""

    colour: str
    words: str
    day: str


def weekday(day: date) -> str:
    """A day in a table.

    >>> weekday(date(2026, 11, 23))
    'ma 23-11-2026'
    """
    return f"{say(WEEKDAYS[day.weekday()])} {languages.numeric(day)}"


def due(last_day: date, today: date) -> Due:
    """Late, today, soon or in time; counted in days up to and including the last one.

    >>> due(date(2026, 11, 16), date(2026, 11, 20)).words
    '4 dagen te laat'
    """
    days = (last_day - today).days
    match due_status(last_day, today):
        case DueStatus.OVERDUE:
            words = say("1 dag te laat") if days == -1 else say("%(n)s dagen te laat", n=-days)
            return Due("red", words, weekday(last_day))
        case DueStatus.DUE_TODAY:
            return Due("amber", say("Vandaag"), weekday(last_day))
        case _:
            words = say("Nog 1 dag") if days == 1 else say("Nog %(n)s dagen", n=days)
            return Due("amber" if days <= SOON else "green", words, weekday(last_day))


def due_cell(*facts: Any) -> tuple[str, Markup | str]:
    """The colour and the cell of the nearest last day of a file, in the language of the page."""
    return _due_cell(languages.chosen(), *facts)


@lru_cache(maxsize=4096)  # many files end on one day
def _due_cell(
    _language: str,
    legal_end: date | None,
    notice_due_on: date | None,
    is_open: bool,
    take_up_due_on: date | None,
    taken_up_on: date | None,
    today: date,
) -> tuple[str, Markup | str]:
    known: list[tuple[date | None, Dutch]] = [
        (notice_due_on, "Art. 9:8 lid 3: 4 weken"),
        # Only a report has a day to take it up, and its other term is one that may prove to run.
        (legal_end, "Schaduwtermijn" if take_up_due_on else ""),
        (take_up_due_on if taken_up_on is None else None, "In behandeling nemen"),
    ]
    days = [(day, why) for day, why in known if day is not None]
    if not is_open or not days:
        return "", "–"
    day, why = min(days)
    found = due(day, today)
    below = Markup("{}<br>{}").format(found.day, say(why)) if why else found.day
    return found.colour, DUE[found.colour].format(found.words, below)


def take_up_cell(
    take_up_due_on: date | None, taken_up_on: date | None, is_open: bool, today: date
) -> tuple[str, Markup | str]:
    """The same for the first reaction to a report: what is done keeps whether it was in time."""
    if take_up_due_on is None or not (is_open or taken_up_on):
        return "", "–"
    if taken_up_on is None:
        found = due(take_up_due_on, today)
        return found.colour, DUE[found.colour].format(found.words, found.day)
    late = due(take_up_due_on, taken_up_on)
    words = late.words if late.colour == "red" else say("Op tijd")
    below = say("opgepakt %(day)s", day=weekday(taken_up_on))
    return "", DUE["red" if late.colour == "red" else "green"].format(words, below)
