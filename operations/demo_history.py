"""Two years of complaints that ended, so that the figures of a demonstration have something to say.

Rows, as ``demo_bulk`` makes them; the stories of ``demo_files`` stand on top of it.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TypeVar

from operations import demo_bulk
from operations.demo_bulk import CALENDAR, Writer
from operations.demo_words import THEMES, Theme
from rules.vocabulary import Judgement, State

T = TypeVar("T")

FILES = 220
DAYS = 730
QUIET = 75
"""The last ended so long ago: from there on the stories are what is open."""

SEASONS = (11, 9, 11, 14, 10, 8, 5, 6, 12, 15, 11, 9)
"""How many come in, month by month from January: few in summer, most in autumn."""

WEEKS = (3, 7, 12, 16, 21, 29, 3, 2, 2, 1, 1, 1)
"""How many take so many weeks: one in ten is late."""

JUDGEMENTS = {
    Judgement.FOUNDED: 31, Judgement.PARTLY_FOUNDED: 24, Judgement.UNFOUNDED: 38,
    Judgement.NO_JUDGEMENT: 4,
}  # fmt: skip

CAUSES = {
    "Het hoorgesprek moest worden verzet.": 5, "Een betrokkene was langdurig ziek.": 3,
    "De klager leverde stukken later aan.": 2, "Er was geen vervanging in de vakantie.": 1,
}  # fmt: skip

DRAWN = [theme for place, theme in enumerate(THEMES) for _ in range(max(1, 9 - 2 * place))]
"""The first themes come up the most."""


class History(Writer):
    """Files of the last two years, all of them ended."""

    def __init__(self, seed: int) -> None:
        super().__init__(FILES, seed)
        days = [self.today - timedelta(days=ago) for ago in range(DAYS, QUIET, -1)]
        weights = [SEASONS[day.month - 1] * (3 if day > self.today - timedelta(365) else 2)
                   for day in days]  # fmt: skip
        drawn = sorted(self.chance.choices(days, weights, k=FILES))
        self.days_received = [CALENDAR.last_working_day_on_or_before(day) for day in drawn]

    def received(self, place: int) -> date:
        return self.days_received[place]

    def state(self, received: date) -> State:
        if self.chance.random() < 0.1:
            return State.F13
        return State.F19 if (self.today - received).days > 500 else State.F12

    def theme(self, place: int) -> Theme:
        return DRAWN[place * 11 % len(DRAWN)]

    def lasted(self) -> int:
        week = self.chance.choices(range(len(WEEKS)), WEEKS)[0]
        # The sixth week ends on the last day of art. 9:11; one earlier is surely in time.
        return 7 * week + self.chance.randint(1, 6)

    def judgement(self) -> Judgement:
        return self.drawn(JUDGEMENTS)

    def cause(self) -> str:
        return self.drawn(CAUSES)

    def drawn(self, weights: Mapping[T, int]) -> T:
        return self.chance.choices(list(weights), list(weights.values()))[0]


def write(seed: int) -> Iterator[tuple[int, int]]:
    """Gives how many files are made, of how many."""
    yield from demo_bulk.written(History(seed))
