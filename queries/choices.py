"""What the authority chose: settings, extra rest days, and norms made of them."""

from dataclasses import fields

from sqlalchemy import bindparam, select

from models import CalendarDay, Setting, db
from rules.calendar import Calendar
from rules.ledger import Norms
from rules.terms import DEFAULTS, SettingValue

SETTING = select(Setting.value).where(Setting.key == bindparam("key"))


def settings() -> dict[str, SettingValue]:
    """Every setting: the default, or what an administrator made of it."""
    chosen = db.session.execute(select(Setting.key, Setting.value))
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


def norms() -> Norms:
    """The lengths that the authority chose."""
    chosen = settings()
    return Norms(**{one.name: int(str(chosen[one.name])) for one in fields(Norms)})


def calendar() -> Calendar:
    """The rest days of the law, with those that an administrator added."""
    return Calendar({day.day: day.name for day in db.session.scalars(select(CalendarDay))})


def stored(key: str) -> tuple[SettingValue, int] | None:
    """The value that someone chose and its version; None while the default holds."""
    query = select(Setting.value, Setting.version).where(Setting.key == key)
    row = db.session.execute(query).first()
    if row is None:
        return None
    value: SettingValue = tuple(row.value) if isinstance(row.value, list) else row.value
    return value, row.version
