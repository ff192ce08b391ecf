"""How the authority shows itself: name, ways to reach it, colours, logo, its own public texts."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, select

from models import Setting, SettingVersion, TermChange, User, db
from queries import choices, memory
from rules.house_texts import LOGO
from rules.terms import DEFAULTS, SettingValue
from rules.wording import told

COLOURS = ("colour_light", "colour_dark", "colour_bar")


@dataclass(frozen=True)
class House:
    """What every page says of the authority. ``logo`` is the version of the picture, 0 for none."""

    name: str = str(DEFAULTS["authority_name"])
    phone: str = str(DEFAULTS["authority_phone"])
    email: str = str(DEFAULTS["authority_email"])
    colours: dict[str, str] = field(
        default_factory=lambda: {key: str(DEFAULTS[key]) for key in COLOURS}
    )
    logo: int = 0

    @property
    def own_colours(self) -> bool:
        return any(self.colours[key] != DEFAULTS[key] for key in COLOURS)

    @property
    def dials(self) -> str:
        """The telephone number as a telephone takes it.

        >>> House(phone="088 – 361 3212").dials
        '+31883613212'
        """
        digits = "".join(one for one in self.phone if one.isdigit() and one.isascii())
        abroad = self.phone.strip().startswith("+")
        return f"+{digits}" if abroad else f"+31{digits.removeprefix('0')}"


def house() -> House:
    """As it is now, give or take half a minute: every page asks."""
    return memory.remember("house", _house, lasting=True)


def _house() -> House:
    chosen = choices.settings()
    return House(
        str(chosen["authority_name"]),
        str(chosen["authority_phone"]),
        str(chosen["authority_email"]),
        {key: str(chosen[key]) for key in COLOURS},
        # Of a picture only its version: the bytes are asked by whoever shows it.
        db.session.scalar(
            select(Setting.version).where(
                Setting.key == LOGO, Setting.value["data"].as_string() != ""
            )
        )
        or 0,
    )


def logo() -> tuple[str, bytes] | None:
    """Media type and bytes of the logo."""
    value = db.session.scalar(select(Setting.value).where(Setting.key == LOGO))
    if not value or not value.get("data"):
        return None
    return value["media_type"], base64.b64decode(value["data"])


def own_text(key: str) -> str:
    """The own text of the authority; empty when it has none."""
    return memory.remember(
        ("text", key),
        lambda: db.session.scalar(select(Setting.value).where(Setting.key == key)) or "",
        lasting=True,
    )


@dataclass(frozen=True)
class Version:
    """What a setting was made, when and by whom."""

    number: int
    value: Any
    at: datetime
    by: str


def history(key: str) -> Sequence[Version]:
    """The versions of one setting, the newest first."""
    query = (
        select(SettingVersion, User.name)
        .outerjoin(User, User.id == SettingVersion.recorded_by_id)
        .where(SettingVersion.key == key)
        .order_by(SettingVersion.number.desc())
        .limit(50)
    )
    return [
        Version(one.number, _value(one.value), one.recorded_at, name or told("het systeem"))
        for one, name in db.session.execute(query)
    ]


def _value(kept: Any) -> SettingValue:
    value: SettingValue = tuple(kept) if isinstance(kept, list) else kept
    return value


def changed() -> dict[str, tuple[datetime, str]]:
    """When each setting was last changed, and by whom."""
    newest = and_(SettingVersion.key == Setting.key, SettingVersion.number == Setting.version)
    query = (
        select(Setting.key, SettingVersion.recorded_at, User.name)
        .join(SettingVersion, newest)
        .outerjoin(User, User.id == SettingVersion.recorded_by_id)
    )
    return {key: (at, name or told("het systeem")) for key, at, name in db.session.execute(query)}


def term_changes() -> dict[tuple[str, date], int]:
    """The changes of law that were entered here, by term and first day."""
    rows = db.session.scalars(select(TermChange))
    return {(one.key, one.valid_from): one.id for one in rows}


def term_change(key: int) -> TermChange | None:
    return db.session.get(TermChange, key)
