"""Fields in our own look: cleaned at the edge, Dutch messages, drawn by ``templates/_ui.html``.

A field has a ``kind``, which is how it is drawn; ``shown`` says one of its values in words.
"""

import re
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from datetime import time as clock_time
from typing import Any

from flask import request
from wtforms import Field, Form
from wtforms.fields.core import UnboundField
from wtforms.validators import StopValidation

from files import inspection
from operations import incoming
from operations.clock import AMSTERDAM
from rules import bsn
from rules.errors import Invalid
from rules.vocabulary import Labelled
from rules.wording import Dutch, told
from text import (
    LONGEST_PASSWORD,
    Unclean,
    clean_password,
    clean_text,
    read_date,
    read_integer,
)
from views.display import shown
from views.languages import say, why

Choices = Sequence[tuple[str, str]]


class PanelForm(Form):
    """What people type. CSRF is checked for every request of the panel, not per form."""

    parts: Sequence[tuple[Dutch, Sequence[str]]] = ()
    """Headings with the names of their fields; without it the form has one part."""

    def grouped(self) -> list[tuple[str, list[Field]]]:
        """The fields as the template draws them: heading, fields."""
        parts = self.parts or [("", list(self._fields))]
        found = [(head, [self[name] for name in names if name in self]) for head, names in parts]
        return [(head, fields) for head, fields in found if fields]

    @classmethod
    def names(cls) -> list[str]:
        return [name for name in dir(cls) if isinstance(getattr(cls, name), UnboundField)]

    def cleaned(self) -> dict[str, Any]:
        return {name: field.data for name, field in self._fields.items()}

    def problems(self) -> list[tuple[str, str]]:
        """Every message, with the id of its field: the summary above the form."""
        return [(field.box, message) for field in self for message in field.errors]

    def add_errors(self, messages: Mapping[str, Dutch]) -> list[str]:
        """Put messages beside their fields; returns those that belong to no field."""
        loose = []
        for name, message in messages.items():
            if name in self:
                self[name].errors = [*self[name].errors, message]
            else:
                loose.append(message)
        return loose


@contextmanager
def said() -> Iterator[None]:
    """What is wrong, in the language of the page."""
    try:
        yield
    except Unclean as error:
        raise ValueError(why(error)) from None


class PanelField(Field):
    """One thing to fill in. ``required`` is True, or the message for when it is missing;
    ``depends`` says that it is required sometimes, so that it is not called optional.
    """

    kind = "text"
    missing: Dutch = "Vul in: {label}."
    focused = False
    """Where someone goes on typing when the page comes back."""

    def __init__(
        self,
        label: Dutch,
        *,
        required: bool | Dutch = False,
        depends: bool = False,
        help: Dutch = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(say(label), **kwargs)
        self.depends, self.help = depends, say(help)
        self.required = required if isinstance(required, bool) else say(required)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = self.empty()
        with said():
            self.take(valuelist)

    def take(self, sent: list[Any]) -> None:
        """What was sent, as ``data``."""
        if sent and sent[0].strip():
            self.data = self.read(sent[0])

    def read(self, raw: str) -> Any:
        """The value behind what was typed, or ValueError with a message."""
        raise NotImplementedError

    def empty(self) -> Any:
        return None

    def pre_validate(self, form: Form) -> None:
        if self.process_errors:
            raise StopValidation
        if self.required and self.data in (None, "", ()):
            asked = say(self.missing).format(label=self.label.text.lower())
            raise StopValidation(asked if self.required is True else self.required)

    @property
    def box(self) -> str:
        """The id of what one types in."""
        return str(self.id)

    @property
    def described(self) -> str:
        """The ids of what is told about it: help, and what is wrong."""
        told = (("help", self.help), ("error", self.errors))
        return " ".join(f"{self.id}-{name}" for name, words in told if words)

    @property
    def typed(self) -> str:
        """What stands in the box: exactly what was typed, or the stored value as one types it."""
        if self.raw_data is not None:
            return self.raw_data[0] if self.raw_data else ""
        return self.as_typed(self.data)

    def as_typed(self, value: Any) -> str:
        return "" if value is None else str(value)

    def shown(self, value: Any) -> str:
        return shown(value)


A_SENTENCE = 100
"""Signs of a box that is long enough to tell something in."""
NUMBER_FOUND: Dutch = (
    "Hierin staat wat een burgerservicenummer (BSN) lijkt. Voor een klacht is dat niet nodig "
    "(%(basis)s). Haal het weg, of vink aan dat het blijft staan."
)


class TextField(PanelField):
    """One line. In a box for a sentence someone may write a citizen service number (art. 46 UAVG):
    the form comes back once, with a box beside it to say that it stays.
    """

    lines = 1
    tells = True
    """Whether people tell something in it."""

    def __init__(
        self, label: Dutch, *, longest: int = 200, autocomplete: str = "off", **kwargs: Any
    ) -> None:
        super().__init__(label, **kwargs)
        self.longest, self.autocomplete = longest, autocomplete

    def empty(self) -> str:
        return ""

    def read(self, raw: str) -> str:
        return clean_text(raw, longest=self.longest, lines=self.lines)

    @property
    def number_box(self) -> str:
        """What someone ticks to leave such a number where it is."""
        return f"{self.name}-bsn"

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        self.number_kept = bool(formdata and formdata.get(self.number_box))
        super().process(formdata, *args, **kwargs)

    @property
    def number_found(self) -> bool:
        """Whether what was typed holds such a number."""
        may_tell = self.tells and self.longest >= A_SENTENCE and bool(self.raw_data)
        return may_tell and bsn.stands_in(str(self.data or ""))

    def pre_validate(self, form: Form) -> None:
        super().pre_validate(form)
        if self.number_found and not self.number_kept:
            raise StopValidation(say(NUMBER_FOUND, basis=str(bsn.BASIS)))


class TextArea(TextField):
    """Several lines."""

    kind = "textarea"
    lines = 2000

    def __init__(
        self, label: Dutch, *, longest: int = 20_000, rows: int = 5, **kwargs: Any
    ) -> None:
        super().__init__(label, longest=longest, **kwargs)
        self.rows = rows


class EmailField(TextField):
    kind = "email"
    tells = False

    def __init__(self, label: Dutch, **kwargs: Any) -> None:
        super().__init__(label, longest=254, **kwargs)

    def read(self, raw: str) -> str:
        # Loaded when used: it is slow to import.
        from email_validator import EmailNotValidError, validate_email

        try:
            checked = validate_email(super().read(raw), check_deliverability=False)
        except EmailNotValidError:
            raise Unclean("Vul een e-mailadres in, zoals naam@voorbeeld.nl.") from None
        return checked.normalized


class NewPassword(PanelField):
    """A password that is set, never shown; empty leaves it as it is."""

    kind = "password"
    autocomplete = "new-password"

    def read(self, raw: str) -> str:
        return clean_password(raw)

    @property
    def typed(self) -> str:
        return ""

    def shown(self, value: Any) -> str:
        return say("gewijzigd") if value else say("ongewijzigd")


class OwnPassword(NewPassword):
    """The password that someone has, asked again; compared as it is."""

    autocomplete = "current-password"

    def take(self, sent: list[Any]) -> None:
        self.data = sent[0][:LONGEST_PASSWORD] if sent else ""


class CodeField(TextField):
    """A code of an app, that a telephone may fill in."""

    kind = "code"

    def __init__(self, label: Dutch, **kwargs: Any) -> None:
        super().__init__(label, longest=20, autocomplete="one-time-code", **kwargs)

    @property
    def typed(self) -> str:
        return ""


class Answer(TextField):
    """What the script of the page fills in: the answer of a passkey, checked where it is used."""

    kind = "hidden"
    tells = False

    def __init__(self, label: Dutch, **kwargs: Any) -> None:
        super().__init__(label, longest=20_000, **kwargs)

    @property
    def typed(self) -> str:
        return ""


class DateField(PanelField):
    kind = "date"

    def read(self, raw: str) -> date:
        return read_date(raw)

    def as_typed(self, value: date | None) -> str:
        return value.isoformat() if value else ""


class MomentField(PanelField):
    """A day and a time where the authority is; kept in UTC."""

    kind = "datetime-local"

    def read(self, raw: str) -> datetime:
        day, mark, time = raw.strip().partition("T" if "T" in raw else " ")
        try:
            local = datetime.combine(
                read_date(day), clock_time.fromisoformat(time.strip()), AMSTERDAM
            )
        except Unclean:
            raise
        except ValueError:
            mark = ""
        if not mark:
            raise Unclean("Vul een datum en een tijd in, bijvoorbeeld 31-12-2026 14:30.")
        moment = local.astimezone(UTC)
        if moment.astimezone(AMSTERDAM).time() != local.time():
            raise Unclean("Die tijd bestaat niet: de klok gaat dan een uur vooruit.")
        return moment

    def as_typed(self, value: datetime | None) -> str:
        return value.astimezone(AMSTERDAM).strftime("%Y-%m-%dT%H:%M") if value else ""


class IntegerField(PanelField):
    kind = "number"

    def __init__(
        self, label: Dutch, *, least: int = 0, most: int = 2**31 - 1, **kwargs: Any
    ) -> None:
        super().__init__(label, **kwargs)
        self.least, self.most = least, most

    def read(self, raw: str) -> int:
        return read_integer(raw, least=self.least, most=self.most)


class Check(PanelField):
    """Yes or no."""

    kind = "check"

    def take(self, sent: list[Any]) -> None:
        self.data = bool(sent)


class ChoiceField(PanelField):
    """One of a list; ``choices`` are (value, words)."""

    kind = "select"
    missing = "Kies: {label}."

    def __init__(
        self,
        label: Dutch,
        choices: Sequence[tuple[str, Dutch]],
        *,
        blank: Dutch = "Maak een keuze",
        **kwargs: Any,
    ) -> None:
        super().__init__(label, **kwargs)
        self.choices = [(value, say(words)) for value, words in choices]
        self.blank = say(blank)

    def read(self, raw: str) -> Any:
        if raw not in dict(self.choices):
            raise Unclean("Deze keuze bestaat niet (meer). Kies opnieuw.")
        return raw

    def shown(self, value: Any) -> str:
        return dict(self.choices).get(self.as_typed(value), shown(value))


class EnumSelect(ChoiceField):
    """One value of a closed list."""

    def __init__(self, label: Dutch, values: type[Labelled], **kwargs: Any) -> None:
        super().__init__(label, values.choices(), **kwargs)
        self.values = values

    def read(self, raw: str) -> Labelled:
        return self.values(super().read(raw))

    def as_typed(self, value: Labelled | None) -> str:
        return value.value if value else ""


class EntitySelect(ChoiceField):
    """One row of a small table. ``rows`` gives (id, name); it is told which one is stored, so
    that a value which is no longer offered to others stays for this record."""

    def __init__(
        self, label: Dutch, rows: Callable[[int | None], Sequence[tuple[int, str]]], **kwargs: Any
    ) -> None:
        super().__init__(label, (), **kwargs)
        self.rows = rows

    def process_data(self, value: int | None) -> None:
        super().process_data(value)
        self.choices = [(str(key), name) for key, name in self.rows(value)]

    def read(self, raw: str) -> int:
        return int(super().read(raw))


class Checks(ChoiceField):
    """Any number of a list, as check boxes."""

    kind = "checks"

    def process_data(self, value: Sequence[str] | None) -> None:
        self.data = tuple(value or ())

    def empty(self) -> tuple[str, ...]:
        return ()

    def take(self, sent: list[Any]) -> None:
        self.data = tuple(self.read(raw) for raw in dict.fromkeys(sent))

    def shown(self, value: Any) -> str:
        names = dict(self.choices)
        return shown([names.get(one, one) for one in value])


class Combobox(PanelField):
    """One row of a large table, found while typing.

    Without script the words themselves are looked up: one match is enough.
    """

    kind = "combobox"
    missing = "Zoek en kies: {label}."

    def __init__(self, label: Dutch, lookup: "Lookup", **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.lookup, self.words = lookup, ""

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        self.words = formdata.get(f"{self.name}-words", "").strip() if formdata else ""
        super().process(formdata, *args, **kwargs)
        if not self.words and self.data is not None:
            self.words = self.lookup.name(self.data) or ""

    @property
    def box(self) -> str:
        return f"{self.id}-words"

    def take(self, sent: list[Any]) -> None:
        key = sent[0].strip() if sent else ""
        if key:
            self.data = read_integer(key)
            if self.lookup.name(self.data) is None:
                raise Unclean("Deze keuze bestaat niet (meer). Zoek opnieuw.")
        elif self.words:
            found = self.lookup.find(clean_text(self.words, longest=100, lines=1))
            if len(found) != 1:
                raise Unclean("Kies een van de gevonden namen; typ ten minste twee letters.")
            self.data, self.words = found[0]

    @property
    def typed(self) -> str:
        return "" if self.data is None else str(self.data)

    def shown(self, value: int | None) -> str:
        return shown(self.lookup.name(value) if value is not None else None)


class Lookup:
    """Where a combobox finds its rows, within what the user may see."""

    most = 20

    def __init__(
        self,
        find: Callable[[str, int], Sequence[tuple[int, str]]],
        name: Callable[[int], str | None],
    ) -> None:
        self._find, self.name = find, name

    def find(self, words: str) -> list[tuple[int, str]]:
        """At most twenty (id, name); fewer than two letters find nothing."""
        return list(self._find(words, self.most)) if len(words) >= 2 else []


TAKEN = told(
    "Ten hoogste %(most)s MB. Kan: %(kinds)s.",
    most=inspection.LARGEST // inspection.MIB,
    kinds=inspection.ALLOWED,
)
"""What may lie in the dossier, said beforehand."""


class FileField(PanelField):
    """One file: its name and its bytes, read once."""

    kind, multiple = "file", False
    missing = "Kies een bestand."

    def take(self, sent: list[Any]) -> None:
        one = request.files.get(self.name)
        self.data = (one.filename, one.read()) if one and one.filename else None

    @property
    def typed(self) -> str:
        return ""


class IncomingField(FileField):
    """The same for the dossier: looked at and scanned before the act begins."""

    def __init__(self, label: Dutch, *, help: Dutch = TAKEN, **kwargs: Any) -> None:
        super().__init__(label, help=help, **kwargs)

    def take(self, sent: list[Any]) -> None:
        super().take(sent)
        if self.data is not None:
            name, data = self.data
            self.data = None
            try:
                self.data = incoming.receive(data, name)
            except Invalid as error:
                raise Unclean(*error.messages.values()) from None


class FilesField(FileField):
    """Any number of files: their names and bytes."""

    multiple = True

    def take(self, sent: list[Any]) -> None:
        found = (one for one in request.files.getlist(self.name) if one.filename)
        self.data = [(one.filename, one.read()) for one in found]


TOKEN = re.compile(r"[\w-]{32}", re.ASCII)


def sent_token() -> str | None:
    """The name of the form that was sent, with which sending it twice does it once; or None."""
    sent = request.form.get("form_token", "")
    return sent if TOKEN.fullmatch(sent) else None


def own_token() -> str:
    """Names the form on this page; one that comes back with a message keeps its name."""
    return sent_token() or secrets.token_urlsafe(24)
