"""Hostile words in every field, by whatever way they came there, on every screen: only words.

They are put into the record itself, behind the panel, so that no check of a form stands before
them; then everyone opens everything.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator

import pytest
from sqlalchemy import String, text
from sqlalchemy.sql.schema import Column

from models import Base, Words, db
from queries import memory
from tests.rights.files import USERS, office, small_office
from tests.rights.table import Way, ways
from tests.rights.test_rights import quick
from tests.rights.walk import Unwritten, about_file, address

__all__ = ["quick"]

MADE = {
    "hash", "sha256", "mac", "key", "token", "secret", "password", "uniquifier", "verb", "entity",
    "screen", "kind", "basis", "language", "rule", "bucket", "series", "method", "by", "type",
    "initial", "query", "sort_name", "family_key", "media_type", "origin", "form", "device",
}  # fmt: skip
"""How columns end that the panel fills by itself: codes, keys and what is compared."""
MADE_WHOLE = {
    "job_run.name", "role.name", "complaint.reference", "destruction.number", "user.email",
    "destruction_item.reference", "search_text.head", "search_text.body", "search_text.words",
    "duty.subject",
}  # fmt: skip
SCRIPT, FORMULA = "\"'><zqx{}>{{{{739*743}}}}", "=cmd|zqx{}"
RAW = re.compile(r"<zqx(\d+)|[\"']'?(?:>|&gt;)&lt;zqx(\d+)|(549077)")
SHOWN = re.compile(r"(?:&lt;|\\u003c|<)zqx(\d+)")
SAMPLE = 23
"""One page in so many."""


def typed() -> list[Column]:
    """Every column that holds what someone typed, or what came with a file."""
    return [
        column
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if type(column.type).__name__ in {"String", "Text"}
        and isinstance(column.type, String)
        and not isinstance(column.type, Words)
        and not any(column.name == one or column.name.endswith(f"_{one}") for one in MADE)
        and f"{table.name}.{column.name}" not in MADE_WHOLE
        and not column.foreign_keys
    ]  # fmt: skip


def planted(words: str) -> list[Column]:
    """Each of them full of these words, with its own number; empty ones too."""
    columns = typed()
    db.session.remove()
    with db.engine.execution_options(wederhoor_write=True).begin() as raw:
        raw.execute(text("PRAGMA ignore_check_constraints=ON"))  # of this connection, which ends
        for (name,) in raw.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        ).all():
            raw.execute(text(f'DROP TRIGGER "{name}"'))
        for number, column in enumerate(columns):
            table, name = column.table.name, column.name
            raw.execute(  # each row its own, as some may be there once only
                text(f'UPDATE "{table}" SET "{name}" = :words || rowid'),  # noqa: S608 - our own names
                {"words": words.format(number)},
            )
    db.engine.dispose()
    memory.forget()
    return columns


def pages(app, made, who: str, every: int = 1) -> Iterator[tuple[Way, str]]:
    """Every address that someone can open, of the own file and of one of others."""
    chosen = [one for one in sorted(ways(app).items()) if one[0].method == "GET"]
    for way, rule in chosen[len(who) % every :: every]:
        if way.endpoint in {"static", "security.static"}:
            continue
        kind = about_file(way, rule)
        for relation in ("own", "other") if kind else ("",):
            whose = "" if relation == "other" else who
            if kind and (whose, relation, kind) not in made.files:
                continue
            keys = made.of(who, relation, kind) if kind else {}
            yield way, address(app, way, rule, who, keys, made.panel)


def answers(app, browser, made, who, monkeypatch, every=1):
    with Unwritten().watching(monkeypatch):
        for way, url in pages(app, made, who, every):
            yield way, url, browser.get(url)


def read(app, signed_in, monkeypatch, made, who, every=1) -> set[int]:
    """Everything is opened by someone; the numbers of the columns that were seen, as words."""
    browser, columns = signed_in(who), planted(SCRIPT)
    wrong, seen = [], set[int]()
    for way, url, reply in answers(app, browser, made, who, monkeypatch, every):
        if reply.status_code >= 500:
            wrong.append(f"{way} {url}: {reply.status_code}")
        if reply.mimetype not in {"text/html", "image/svg+xml", "application/xhtml+xml"}:
            continue
        if found := RAW.search(reply.text):
            number = found[1] or found[2]
            which = columns[int(number)] if number else "a template was carried out"
            wrong.append(f"{way} {url}: {which}: {reply.text[found.start() - 80 : found.end()]!r}")
        seen |= {int(one) for one in SHOWN.findall(reply.text)}
    assert wrong == []
    return seen


only_sqlite = pytest.mark.parametrize("application", ["sqlite"], indirect=True)


@only_sqlite
@pytest.mark.parametrize("who", ["coordinator"])
def test_what_was_stored_is_shown_as_words_on_some_screens(app, signed_in, monkeypatch, quick, who):
    assert read(app, signed_in, monkeypatch, small_office(), who, SAMPLE)


@pytest.mark.slow
@only_sqlite
@pytest.mark.parametrize("who", USERS)
def test_what_was_stored_is_shown_as_words_on_every_screen(
    app, signed_in, monkeypatch, quick, who, record_property
):
    seen = read(app, signed_in, monkeypatch, office(), who)
    record_property("hostile: columns shown", len(seen))
    assert len(seen) > 15


# --- in a file for a spreadsheet ------------------------------------------------------------


def formulas(reply) -> list[str]:
    """Cells of this answer that a spreadsheet would work out."""
    data = reply.data
    if reply.mimetype == "text/csv":
        return cells(data)
    if not data.startswith(b"PK"):
        return []
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith(".csv"):
                found += cells(archive.read(name))
            elif name.startswith("xl/worksheets/") and b"<f>" in archive.read(name):
                found.append(name)
    return found


def cells(data: bytes) -> list[str]:
    rows = csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";")
    return [cell for row in rows for cell in row if re.match(r"\s*[=+@\t\r＝＋＠]", cell)]


@only_sqlite
@pytest.mark.parametrize("who", [
    "coordinator", *(pytest.param(one, marks=pytest.mark.slow) for one in USERS
                     if one != "coordinator")])  # fmt: skip
def test_no_file_for_a_spreadsheet_works_anything_out(app, signed_in, monkeypatch, quick, who):
    made, browser = small_office(), signed_in(who)
    planted(FORMULA)
    wrong, files = [], 0
    chosen = {
        (way, kind): address(app, way, rule, who, {}, made.panel).replace("/csv", f"/{kind}")
        for way, rule in ways(app).items()
        for kind in ("csv", "xlsx")
        if way.method == "GET" and about_file(way, rule) is None
        and ("export" in way.endpoint or "register" in way.endpoint)
    }  # fmt: skip
    with Unwritten().watching(monkeypatch):
        for (way, _), url in chosen.items():
            reply = browser.get(url)
            assert reply.status_code < 500, url
            files += "attachment" in reply.headers.get("Content-Disposition", "")
            wrong += [f"{way} {url}: {one}" for one in formulas(reply)]
    assert wrong == []
    assert files or who == "administrator"


def test_a_formula_would_be_seen():
    assert cells(b"Naam;Plaats\r\n=1+1;'=1+1\r\n") == ["=1+1"]


def test_most_columns_with_text_are_typed():
    assert len(typed()) > 90
