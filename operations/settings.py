"""What the authority chooses: settings, its own texts and logo, and other lengths of terms.

The trail gets closed values only. Texts are kept in ``SettingVersion``, so that their history can
be read; a change that moves deadlines is foreseen first, and settles every file it touches.
"""

import base64
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select

from models import Setting, SettingVersion, TermChange, db
from operations import access, audit, effects, filing
from operations.clock import now
from operations.incoming import Incoming
from operations.transaction import transaction
from queries import choices, health, memory
from rules import colours, terms
from rules.correspondence import OPTIONAL
from rules.errors import Conflict, Invalid, NotFound
from rules.house_texts import LOGO, TEXTS
from rules.ledger import Norms
from rules.permissions import Actor
from rules.terms import SettingDefinition, SettingValue
from rules.vocabulary import Permission
from rules.wording import told

NORMS = frozenset(one.name for one in fields(Norms))
"""Settings that move deadlines."""


def definition_of(key: str) -> SettingDefinition:
    """The setting with this key. Raises NotFound when there is none."""
    found = next((one for one in terms.SETTINGS if one.key == key), None)
    if found is None:
        raise NotFound
    return found


def set_setting(key: str, value: SettingValue, version: int, actor: Actor) -> None:
    """Choose a value. ``version`` 0: there was no row yet."""
    with transaction():
        access.require(actor, Permission.SETTING_MANAGE)
        definition = definition_of(key)
        _check(definition, value)
        before = _keep(key, value, version, actor)
        # A text may hold a name, so only closed values are written down.
        values: dict[str, Any] = {}
        if definition.kind != "text":
            values = {"before": definition.default if before is None else before, "after": value}
        audit.record(actor, "setting:changed", key=key, **values)
        if key in NORMS:
            effects.settle_again(actor, health.RUNNING, cause=f"setting:{key}")
    memory.forget()


def _check(definition: SettingDefinition, value: SettingValue) -> None:
    """What only this kind of setting asks. Raises Invalid for the field ``value``."""
    if definition.kind == "colour" and (wrong := colours.against(definition.key, str(value))):
        raise Invalid(value=wrong)
    if definition.kind == "letters" and isinstance(value, tuple) and set(value) - OPTIONAL:
        raise Invalid(value="Een van deze brieven is verplicht en blijft in gebruik.")


def _keep(key: str, value: Any, version: int, actor: Actor) -> Any:
    """Put a value in place of the one before, which is given back; None when there was none."""
    row = db.session.scalar(select(Setting).where(Setting.key == key).with_for_update())
    if (row.version if row else 0) != version:
        raise Conflict
    before = row.value if row else None
    kept: Any = list(value) if isinstance(value, tuple) else value
    if row is None:
        db.session.add(row := Setting(key=key, value=kept, version=1))
    else:
        # The row stays, also for the default: its version tells the next what happened.
        row.value, row.version = kept, row.version + 1
    db.session.add(
        SettingVersion(
            key=key, number=row.version, value=kept, recorded_at=now(),
            recorded_by_id=actor.user_id,
        )
    )  # fmt: skip
    return before


def preview_setting(key: str, value: SettingValue, actor: Actor) -> effects.Preview | None:
    """Which running files another norm would change; None for what moves no deadline."""
    access.require(actor, Permission.SETTING_MANAGE)
    if key not in NORMS:
        return None
    norms = replace(choices.norms(), **{key: int(str(value))})
    return effects.foresee(filing.Yardstick(norms, choices.calendar()), health.RUNNING)


# --- own texts and logo ---------------------------------------------------------------------


def set_text(key: str, text: str, version: int, actor: Actor) -> None:
    """An own text for a public page, as Markdown; an empty one brings back what ships."""
    with transaction():
        access.require(actor, Permission.SETTING_MANAGE)
        if key not in TEXTS:
            raise NotFound
        _keep(key, text, version, actor)
        audit.record(actor, "setting:changed", key=key)
    memory.forget()


MOST_LOGO = 200_000
PICTURES = frozenset({"image/png", "image/jpeg"})


def set_logo(picture: Incoming | None, version: int, actor: Actor) -> None:
    """The logo on every page; None takes it away. Looked at and scanned before, like any file."""
    if picture is not None and picture.media_type not in PICTURES:
        raise Invalid(logo="Kies een png of jpg: een ander bestand kan geen logo zijn.")
    if picture is not None and len(picture.data) > MOST_LOGO:
        raise Invalid(
            logo=told("Een logo is ten hoogste %(most)s kB groot.", most=MOST_LOGO // 1000)
        )
    value = {"media_type": "", "data": ""}
    if picture is not None:
        data = base64.b64encode(picture.data).decode("ascii")
        value = {"media_type": picture.media_type, "data": data}
    with transaction():
        access.require(actor, Permission.SETTING_MANAGE)
        _keep(LOGO, value, version, actor)
        audit.record(actor, "setting:changed", key=LOGO)
    memory.forget()


# --- terms of the law -----------------------------------------------------------------------


@dataclass(frozen=True)
class TermData:
    """Another length of a term, from a day on, with the place where it was published."""

    key: str
    value: int
    valid_from: date
    source: str


def preview_term(data: TermData, actor: Actor) -> effects.Preview:
    """Which running files get another last day when the law changes so."""
    access.require(actor, Permission.SETTING_MANAGE)
    _check_term(data)
    change = terms.Change(data.key, data.value, data.valid_from, data.source)
    return _foresee([*_changes(), change], data.valid_from)


def add_term(data: TermData, actor: Actor) -> int:
    """A change of law: the row that held ends, a new one begins. Files keep the term of their
    first day, so only those that began since are settled again.
    """
    with transaction():
        access.require(actor, Permission.SETTING_MANAGE)
        _check_term(data)
        row = TermChange(
            key=data.key, value=data.value, valid_from=data.valid_from, source=data.source
        )
        db.session.add(row)
        db.session.flush()
        audit.record(
            actor, "term:changed", entity=row, key=data.key, after=data.value,
            day=data.valid_from,
        )  # fmt: skip
        _settle(actor, data.valid_from, data.key)
        return row.id


def _check_term(data: TermData) -> None:
    if data.key not in terms.CHANGEABLE:
        raise NotFound
    shipped = next(one for one in reversed(terms.TERMS) if one.key == data.key)
    if data.valid_from <= shipped.valid_from:
        raise Invalid(valid_from=told("Kies een dag na %(day)s.", day=shipped.valid_from))
    if any(one.key == data.key and one.valid_from == data.valid_from for one in _changes()):
        raise Invalid(valid_from="Vanaf deze dag staat er al een wijziging.")


def _changes() -> list[terms.Change]:
    rows = db.session.scalars(select(TermChange))
    return [terms.Change(one.key, one.value, one.valid_from, one.source) for one in rows]


def _foresee(changes: list[terms.Change], since: date) -> effects.Preview:
    calendar = replace(choices.calendar(), terms=terms.amended(changes))
    return effects.foresee(filing.Yardstick(choices.norms(), calendar), _since(since))


def _since(day: date) -> ColumnElement[bool]:
    return health.started_since(day)


def _settle(actor: Actor, since: date, key: str) -> None:
    effects.settle_again(actor, _since(since), cause=f"term:{key}")


def _row(key: int) -> TermChange:
    row = db.session.get(TermChange, key)
    if row is None:
        raise NotFound
    return row


def preview_without_term(key: int, actor: Actor) -> effects.Preview:
    """What happens when a change of law is taken back: it was typed wrongly, or never came."""
    access.require(actor, Permission.SETTING_MANAGE)
    row = _row(key)
    left = [one for one in _changes() if (one.key, one.valid_from) != (row.key, row.valid_from)]
    return _foresee(left, row.valid_from)


def remove_term(key: int, actor: Actor) -> None:
    """Take a change of law back; the trail keeps that it was there."""
    with transaction():
        access.require(actor, Permission.SETTING_MANAGE)
        row = _row(key)
        term, since = row.key, row.valid_from
        audit.record(actor, "term:withdrawn", entity=row, key=term, before=row.value, day=since)
        db.session.delete(row)
        db.session.flush()
        _settle(actor, since, term)
