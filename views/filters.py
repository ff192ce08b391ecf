"""Filters of lists: ``flt0_state_equals=F4`` in the address, a box in the form, a chip above it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, ClassVar

from markupsafe import Markup
from sqlalchemy import ColumnElement, or_

from models import Utc
from operations.clock import AMSTERDAM
from queries import measures
from rules.vocabulary import Labelled
from rules.wording import Dutch, told
from text import Unclean, clamp, clean_text, fold, read_date, read_integer
from views.display import shown
from views.languages import say


@dataclass(frozen=True, eq=False)
class Filter:
    """One thing to filter on. Two values of one comparison widen: this or that."""

    name: str
    label: Dutch
    column: Any
    boxed: bool = field(default=True, kw_only=True)
    """Whether the form has a box for it; without one, a link sets it and its chip takes it away."""

    kind: ClassVar[str] = "text"
    ways: ClassVar[tuple[str, ...]] = ("contains",)

    def read(self, how: str, raw: str) -> Any:
        """The value behind the text in the address, or ValueError."""
        return fold(clean_text(raw, longest=100, lines=1))

    def condition(self, how: str, value: Any) -> ColumnElement[bool]:
        result: ColumnElement[bool] = self.column.contains(value, autoescape=True)
        return result

    def words(self, how: str, raw: str) -> str:
        """The value as people read it."""
        return shown(self.read(how, raw))

    def choices(self) -> Sequence[tuple[str, str]]:
        return ()

    def options(self, selected: str) -> Markup:
        """The choices as options of a select."""
        said = tuple((key, say(words)) for key, words in self.choices())
        return _options(said, selected)


@lru_cache(maxsize=512)  # every page of a list draws the same ones
def _options(choices: tuple[tuple[str, str], ...], selected: str) -> Markup:
    one = Markup('<option value="{}"{}>{}</option>')
    return Markup("\n").join(
        one.format(key, Markup(" selected") if key == selected else "", words)
        for key, words in choices
    )


class ChoiceFilter(Filter):
    """One of a closed list, or of the rows of a small table."""

    kind = "select"
    ways = ("equals",)

    def condition(self, how: str, value: Any) -> ColumnElement[bool]:
        result: ColumnElement[bool] = self.column == value
        return result

    def read(self, how: str, raw: str) -> Any:
        if raw not in dict(self.choices()):
            raise Unclean("deze waarde bestaat niet en is overgeslagen.")
        return raw

    def words(self, how: str, raw: str) -> str:
        return say(dict(self.choices())[raw])


@dataclass(frozen=True, eq=False)
class EnumFilter(ChoiceFilter):
    values: type[Labelled] | Iterable[Labelled] = ()

    def choices(self) -> Sequence[tuple[str, str]]:
        return [(one.value, say(one.label)) for one in self.values]

    def read(self, how: str, raw: str) -> Any:
        super().read(how, raw)
        return next(one for one in self.values if one.value == raw)


@dataclass(frozen=True, eq=False)
class EntityFilter(ChoiceFilter):
    """``rows`` gives (id, name); it is asked for all, also what is no longer offered.

    ``NOTHING_YET`` in the address asks for the rows that have none.
    """

    rows: Callable[[], Sequence[tuple[int, str]]] = tuple

    def choices(self) -> Sequence[tuple[str, str]]:
        return [(str(key), name) for key, name in self.rows()]

    def read(self, how: str, raw: str) -> int:
        return read_integer(raw)

    def condition(self, how: str, value: Any) -> ColumnElement[bool]:
        result: ColumnElement[bool] = self.column == (None if value == NOTHING_YET else value)
        return result

    def words(self, how: str, raw: str) -> str:
        known = {str(NOTHING_YET): told("nog geen")} | dict(self.choices())
        return known.get(raw, raw)


NOTHING_YET = 0
"""No row has this key."""


@dataclass(frozen=True, eq=False)
class ExactFilter(Filter):
    """Precisely these words, as they were typed once; nothing is none."""

    ways: ClassVar[tuple[str, ...]] = ("equals",)

    def read(self, how: str, raw: str) -> str:
        return clean_text(raw, longest=4000)

    def condition(self, how: str, value: Any) -> ColumnElement[bool]:
        result: ColumnElement[bool] = self.column == ("" if value == NO_WORDS else value)
        return result

    def words(self, how: str, raw: str) -> str:
        return raw if len(raw) <= 60 else f"{raw[:60]}…"


NO_WORDS = "-"
"""In an address, for what was left empty."""


@dataclass(frozen=True, eq=False)
class WeeksFilter(Filter):
    """How many weeks a file took, from and up to and including."""

    ways: ClassVar[tuple[str, ...]] = ("from", "to")

    def read(self, how: str, raw: str) -> int:
        return clamp(raw, least=1, most=1000, default=1)

    def condition(self, how: str, value: Any) -> ColumnElement[bool]:
        return measures.weeks_from(value) if how == "from" else measures.weeks_to(value)


class YesNoFilter(ChoiceFilter):
    def choices(self) -> Sequence[tuple[str, str]]:
        return [("1", say("Ja")), ("0", say("Nee"))]

    def read(self, how: str, raw: str) -> bool:
        return bool(super().read(how, raw) == "1")


class DateFilter(Filter):
    """A day from, and a day up to and including; of a moment, the day where the authority is."""

    kind = "date"
    ways = ("from", "to")

    def read(self, how: str, raw: str) -> Any:
        return read_date(raw)

    def condition(self, how: str, value: Any) -> ColumnElement[bool]:
        column: ColumnElement[Any] = self.column
        bound: date = value
        if isinstance(column.type, Utc):
            # A day ends just before the next begins.
            begin = value if how == "from" else value + timedelta(days=1)
            bound = datetime.combine(begin, time(), AMSTERDAM)
            return column >= bound if how == "from" else column < bound
        return column >= bound if how == "from" else column <= bound


def chosen(filters: Iterable[tuple[str, Filter, str, str]]) -> list[ColumnElement[bool]]:
    """The conditions of the filters in an address."""
    wanted: defaultdict[tuple[Filter, str], list[ColumnElement[bool]]] = defaultdict(list)
    for _, one, how, raw in filters:
        wanted[one, how].append(one.condition(how, one.read(how, raw)))
    return [or_(*conditions) for conditions in wanted.values()]
