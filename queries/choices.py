"""What the authority chose: settings, extra rest days, and norms made of them."""

from dataclasses import fields
from typing import Any

from sqlalchemy import CompoundSelect, bindparam, literal, null, select, union_all

from models import CalendarDay, Setting, TermChange, db
from queries import memory
from rules.calendar import Calendar
from rules.correspondence import OPTIONAL
from rules.ledger import Norms
from rules.terms import DEFAULTS, Change, SettingValue, amended
from rules.vocabulary import LetterKind

SETTING = select(Setting.value).where(Setting.key == bindparam("key"))


def settings() -> dict[str, SettingValue]:
    """Every setting: the default, or what an administrator made of it."""
    named = select(Setting.key, Setting.value).where(Setting.key.not_like("%:%"))
    chosen = db.session.execute(named)
    return DEFAULTS | {
        key: tuple(value) if isinstance(value, list) else value for key, value in chosen
    }


def setting(key: str) -> SettingValue:
    """One setting. Raises KeyError when there is no such setting."""
    chosen = db.session.scalar(SETTING, {"key": key})
    if chosen is None:
        return DEFAULTS[key]
    value: SettingValue = tuple(chosen) if isinstance(chosen, list) else chosen
    return value


def letters_off() -> frozenset[LetterKind]:
    """Letters that the authority does without; what is remembered, is enough for what to offer."""
    chosen = memory.remember("letters_off", lambda: setting("letters_off"))
    codes = chosen if isinstance(chosen, tuple) else ()
    return frozenset(LetterKind(one) for one in codes) & OPTIONAL


def norms() -> Norms:
    """The lengths that the authority chose."""
    chosen = settings()
    return Norms(**{one.name: int(str(chosen[one.name])) for one in fields(Norms)})


DAYS = select(CalendarDay.day, CalendarDay.name, null().label("value"), literal("").label("source"))
CHANGES = select(TermChange.valid_from, TermChange.key, TermChange.value, TermChange.source)
COUNTED_WITH: CompoundSelect[Any] = union_all(DAYS, CHANGES)
"""Both in one statement: every page with a term asks them."""


def calendar() -> Calendar:
    """The rest days and lengths of the law, with what an administrator added to them."""
    rows = db.session.execute(COUNTED_WITH).all()
    extra = {row.day: row.name for row in rows if row.value is None}
    changes = [Change(row.name, row.value, row.day, row.source) for row in rows if row.value]
    return Calendar(extra, amended(changes))


def stored(key: str) -> tuple[SettingValue, int] | None:
    """The value that someone chose and its version; None while the default holds."""
    query = select(Setting.value, Setting.version).where(Setting.key == key)
    row = db.session.execute(query).first()
    if row is None:
        return None
    value: SettingValue = tuple(row.value) if isinstance(row.value, list) else row.value
    return value, row.version
