"""Goes through every way in as one person, and writes down what opened and what it said."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.routing import IntegerConverter, Rule

from models import db
from rules.vocabulary import Kind, LetterKind
from tests.rights.files import MARKER, SIGN, Keys, Office
from tests.rights.table import RELATIONS, WHO, Way, choice_of, ways
from tests.views.record import BESIDE

OF_FILE: dict[str, tuple[Kind, str]] = {
    "complaint": (Kind.FORMAL, "key"),
    "report": (Kind.REPORT, "key"),
    **{one: (Kind.FORMAL, one) for one in (
        "letter", "conduct", "hearing", "contact", "recommendation")},
    "register": (Kind.FORMAL, "key"),
}  # fmt: skip
"""Screens of which a page is about one file, and which of its ids the address has."""
OF_ONE = {"details_view", "edit_view"}
ABOUT_FILE = {"template.trial_file": Kind.FORMAL, "substitution.stated": Kind.FORMAL}

OF: dict[str, str] = {
    "party_role": "party", "remove_party": "party", "mark_document": "document",
    "submission": "submission", "screening": "conduct", "answer": "hearing", "move": "hearing",
    "hold": "hearing", "cancel": "hearing", "no_show": "hearing", "judge": "conduct",
    "advise": "conduct", "clarified": "clarification", "answer_recommendation": "recommendation",
    "finish": "recommendation", "ombudsman_question": "ombudsman_case",
    "ombudsman_answer": "ombudsman_question", "ombudsman_close": "ombudsman_case",
}  # fmt: skip
"""What in the file an act is about."""

PARTS = {
    "party_id": "party", "document_id": "document", "hearing_id": "hearing", "link_id": "link",
    "mail": "mail", "complaint": "key", "text": "public_text",
}  # fmt: skip
"""What in the file a part of the address names."""

FIXED: dict[str, Any] = {
    "filename": "app.css", "export_type": "csv", "number": 1, "code": "nl", "name": "note",
    "party": 0, "made": "x", "token": "x", "link": "x", "enclosure": 1, "slug": "klacht",
    "what": "aanvullen",
}  # fmt: skip
KEYED: dict[str, str] = {"mail": "mail", "lock": "lock", "role": "proposal", "template": "first"}
"""Which id of the panel a part ``key`` is, by screen."""
QUERIES: dict[str, dict[str, Any]] = {
    "search.index": {"q": SIGN},
    "setting.edit_view": {"id": "designated_channels"},
    "setting.text_view": {"id": "text:privacy:nl"},
    "term.new": {"id": "handling"},
}
LOOKUPS = {
    "complaint": "contact_id", "report": "contact_id", "privacy": "contact_id",
    "contact": "user_id", "user": "unit_id", "committee": "user_id", "member": "user_id",
    "mandate": "user_id",
    "substitution": "substitute_id",
}  # fmt: skip
"""A combobox of each form; of all others the file."""
FIRST = {"user", "role", "audit", "template", "text_block", "duty"}
"""What is there from the beginning: the first one will do."""
PANEL = {"calendar": "day", "text_block": "block", "destruction": "waiting"}
LISTS = re.compile(r"\.(index_view|export)$")


def about_file(way: Way, rule: Rule) -> Kind | None:
    """Of which kind the file is that the address is about; None when it is about none."""
    screen, _, page = way.endpoint.partition(".")
    if way.endpoint in ABOUT_FILE:
        return ABOUT_FILE[way.endpoint]
    if screen not in OF_FILE or page == "view_view":
        return None
    named = page in OF_ONE or "key" in rule.arguments
    return OF_FILE[screen][0] if named else None


def how_many(app: Flask) -> int:
    """How many cells of way in, role and file there are: what ``make test-all`` goes through."""
    files = (len(RELATIONS) if about_file(*one) else 1 for one in ways(app).items())
    return sum(files) * len(WHO)


def address(app: Flask, way: Way, rule: Rule, who: str, keys: Keys, panel: Keys) -> str:
    """The address, with what is asked of it."""
    screen, _, page = way.endpoint.partition(".")
    values: dict[str, Any] = {}
    for name in rule.arguments:
        if name == choice_of(rule)[0]:
            values[name] = way.choice
        elif name == "key":
            values[name] = _key(screen, page, who, keys, panel)
        elif name in PARTS and keys:
            values[name] = keys[PARTS[name]]
        elif name == "name" and screen == "public":
            values[name] = "privacy"
        elif name in FIXED:
            values[name] = FIXED[name]
        else:
            values[name] = 1 if isinstance(rule._converters[name], IntegerConverter) else "x"
    if way.endpoint == "template.trial_file":
        values |= {"key": panel["first"], "party": keys["party"]}
    query = dict(QUERIES.get(way.endpoint, {}))
    if LISTS.search(way.endpoint):
        query |= {"page_size": 100, "search": SIGN if screen in SEARCHED else ""}
    elif page == "ajax_lookup":
        query |= {"name": LOOKUPS.get(screen, "complaint_id"), "query": SIGN}
        if query["name"].startswith(("user", "substitute")):
            query["query"] = "de"
    elif page in OF_ONE and not query:
        query["id"] = keys[OF_FILE[screen][1]] if keys else _one(screen, panel)
    elif way.endpoint == "term.remove":
        query["id"] = panel["change"]
    elif page == "act" and way.choice in OF and keys:
        query["of"] = keys[OF[way.choice]]
    elif page == "review":
        query["of"] = panel["piece"]
    elif page == "compare":
        query |= {"old": 1, "new": 1}
    return app.url_map.bind("localhost").build(
        way.endpoint, values | {name: one for name, one in query.items() if one != ""},
        method=way.method,
    )  # fmt: skip


SEARCHED = {"admin", "complaint", "report", "contact"}


def _one(screen: str, panel: Keys) -> int:
    return 1 if screen in FIRST else panel.get(PANEL.get(screen, screen), 1)


def _key(screen: str, page: str, who: str, keys: Keys, panel: Keys) -> int:
    if page == "view_view":
        return panel.get(f"{who} view:{screen}", 1)
    if keys:
        return keys[OF_FILE.get(screen, (None, "key"))[1]]
    if screen == "destruction":
        return panel["carried_out" if page.startswith("certificate") else "waiting"]
    if screen == "substitution":
        return panel.get(f"{who} substitution", 1)
    return panel.get(KEYED.get(screen, screen), 1)


# --- what a request writes ------------------------------------------------------------------

WRITES = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)


class Unwritten:
    """Lets every act run to its end and keeps nothing of it: what would stay is only told.

    So one record serves the whole walk, however much of it succeeds.
    """

    def __init__(self) -> None:
        self.begun: set[str] = set()
        self.written: set[str] = set()

    @contextmanager
    def watching(self, monkeypatch: Any) -> Iterator[None]:
        def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if found := WRITES.match(statement):
                self.begun.add(found[1])

        def told() -> None:
            db.session.flush()
            self.written |= self.begun
            db.session.rollback()

        def lost(_connection: Any) -> None:
            self.begun.clear()

        engine = db.engine
        event.listen(engine, "before_cursor_execute", note)
        event.listen(engine, "rollback", lost)
        try:
            with monkeypatch.context() as patch:
                patch.setattr(db.session, "commit", told)
                yield
        finally:
            event.remove(engine, "before_cursor_execute", note)
            event.remove(engine, "rollback", lost)

    def record(self) -> set[str]:
        """What of the record was written since this was asked last."""
        found, self.written = self.written - BESIDE, set()
        return found


# --- one answer -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Answer:
    status: int
    opened: bool
    markers: frozenset[str]
    """Of which files it says something."""
    wrote: frozenset[str]


MODES = {"role.look POST", "substitution.act begin POST", "emergency.act begin POST"}
"""From here on one is someone else: kept with the session, so it has to be ended again."""


def words_of(reply: Any) -> str:
    """Everything that can be read in an answer: what is packed, unpacked."""
    data: bytes = reply.data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(name, archive.read(name)) for name in archive.namelist()]
        inner = [
            _inside(part) if part.startswith(b"PK") else part.decode("utf-8", "ignore")
            for _, part in parts
        ]
        return " ".join([*(name for name, _ in parts), *inner])
    return data.decode("utf-8", "ignore") + " " + str(reply.headers)


def _inside(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return " ".join(archive.read(one).decode("utf-8", "ignore") for one in archive.namelist())


def opened(reply: Any) -> bool:
    to_sign_in = reply.status_code in {301, 302} and reply.location.startswith("/login")
    return reply.status_code not in {401, 403, 404} and not to_sign_in


@dataclass
class Walk:
    """One person in front of every door."""

    app: Flask
    office: Office
    who: str | None
    browser: FlaskClient
    spy: Unwritten
    wrong: list[str] = field(default_factory=list)

    def ask(self, way: Way, rule: Rule, keys: Keys) -> Answer:
        url = address(self.app, way, rule, self.who or "", keys, self.office.panel)
        data = None
        if way.method == "POST":
            version = keys.get(
                "letter_version" if rule.endpoint.startswith("letter") else "version"
            )
            data = {"version": version or 1, "text": "Proef", "kind": LetterKind.L01.value,
                    "role": "board", "code": "nl"}  # fmt: skip
        reply = self.browser.open(url, method=way.method, data=data)
        if str(way) in MODES:
            self.browser.post("/mode/stop")
        elif way.endpoint.startswith("form."):
            # the draft that it began was not kept, and is no part of the next way in
            self.browser.delete_cookie("klacht", path="/klacht")
        if reply.status_code >= 500:
            self.wrong.append(f"{way}: {reply.status_code} {url}")
        return Answer(reply.status_code, opened(reply), frozenset(MARKER.findall(words_of(reply))),
                      frozenset(self.spy.record()))  # fmt: skip

    def look(self, way: Way, rule: Rule, cell: str, relation: str, keys: Keys) -> None:
        """One cell: whether it opens as the row says, and is silent when it does not."""
        if self.who is None:
            keys = dict.fromkeys(keys, 1) if keys else keys
        answer, place = self.ask(way, rule, keys), f"{way} {self.who or 'stranger'} {relation}"
        should = cell == "y" or (RELATIONS.get(relation, "") or "nothing") in cell
        if answer.opened is not should:
            said = "open" if answer.opened else "closed"
            self.wrong.append(f"{place}: {said} ({answer.status}), the row says {cell!r}")
        if not answer.opened and (told := answer.markers | answer.wrote):
            self.wrong.append(f"{place}: refused, and yet {sorted(told)}")
        if more := answer.markers - self.visible:
            self.wrong.append(f"{place}: tells of {sorted(map(self.whose, more))}")

    visible: frozenset[str] = frozenset()
    """Of which files this person may read something."""

    def whose(self, marker: str) -> str:
        found = (one for one in self.office.marked() if one[0] == marker)
        return " ".join(str(part) for part in next(found)[1:])
