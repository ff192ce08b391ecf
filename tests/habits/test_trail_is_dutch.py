"""The trail on screen is Dutch: each verb, each record and each particular has its word."""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields

import pytest

from models import db
from operations import administration, committees, contacts, intake, text_blocks
from rules.vocabulary import Event
from tests.habits.source import code, tree
from views import trail
from views.base import PanelView

VERB = re.compile(r"[a-z_]+:[a-z_]+")


def recordings() -> Iterator[ast.Call]:
    """Every call of audit.record."""
    for path in code("operations"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.record":
                yield node


def given(*nodes: ast.AST) -> set[str]:
    """The verbs that are written out in these expressions."""
    texts = (one.value for node in nodes for one in ast.walk(node) if isinstance(one, ast.Constant))
    return {text for text in texts if isinstance(text, str) and VERB.fullmatch(text)}


def handed_on() -> set[str]:
    """The verbs that one function of operations hands to another as its last argument."""
    return {
        verb
        for path in code("operations")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[-1], ast.Constant)
        for verb in given(node.args[-1])
    }


def kept() -> set[str]:
    """The verbs of ``records.keep``: a table's name, made or changed."""
    models = {
        ast.unparse(node.args[0])
        for path in code("operations")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "keep"
    }
    names = {one.class_.__name__: one.class_.__tablename__ for one in db.Model.registry.mappers}
    return {f"{names[one]}:{act}" for one in models for act in ("created", "changed")}


FIGURES = ("report_overview", "dashboard", "register_figures", "public_register")


def exported(app) -> set[str]:
    """The verbs of ``exports.exported``: a list, the overview of reports, a dashboard."""
    views = app.extensions["admin"][0]._views
    lists = [one.endpoint for one in views if isinstance(one, PanelView) and one.to_export]
    return {f"{one}:exported" for one in (*lists, *FIGURES)}


def unspoken(verbs: set[str]) -> list[str]:
    """The verbs of which a part has no word."""
    halves = {verb: verb.split(":") for verb in verbs}
    return sorted(
        verb
        for verb, (subject, act) in halves.items()
        if subject not in trail.SUBJECTS or act not in trail.ACTS
    )


def test_every_verb_has_words(app):
    written = given(*(call.args[1] for call in recordings())) | handed_on()
    assert len(written) > 60
    steps = {f"complaint:{event}" for event in Event}
    assert unspoken(written | steps | kept() | exported(app)) == []


def test_no_verb_is_made_in_a_way_that_this_habit_does_not_see():
    made = {
        ast.unparse(call.args[1])
        for call in recordings()
        if not given(call.args[1]) and not isinstance(call.args[1], ast.Name)
    }
    assert made == {
        "f'complaint:{row.event.value}'",
        "f'{record.__tablename__}:{verb}'",
        "f'{what}:exported'",
    }


def test_every_record_has_a_word():
    """``entity`` is the name of a table: every one with a key of its own can be meant."""
    ours = {one.class_ for one in db.Model.registry.mappers if hasattr(one.class_, "id")}
    names = {one.__tablename__ for one in ours} - MACHINERY
    assert sorted(names - set(trail.RECORDS)) == []


MACHINERY = {
    "attempt", "audit_event", "checkout", "dav_lock", "deadline_line", "delivery", "duty",
    "edit_token", "grant", "letter_version", "practice_clock", "search_text", "setting_version",
    "step", "web_session",
}  # fmt: skip
"""Tables whose rows are written down as part of another record."""


def test_every_particular_has_a_word():
    names = {keyword.arg for call in recordings() for keyword in call.keywords}
    given_on = {None, "entity", "complaint"}
    assert sorted(names - given_on - set(trail.PARTICULARS)) == []


FORMS = (
    administration.UnitData, administration.CategoryData, administration.MandateData,
    administration.CalendarDayData, administration.UserData, committees.CommitteeData,
    committees.MemberData, committees.TieData, contacts.ContactData, intake.Description,
    text_blocks.TextBlockData,
)  # fmt: skip
"""What is put in a record whole, so that its fields can stand in the trail."""


def columns(function: str) -> set[str]:
    """The columns that a function of intake fills."""
    (path,) = (one for one in code("operations") if one.name == "intake.py")
    (found,) = (one for one in tree(path).body if getattr(one, "name", "") == function)
    dicts = [one.value for one in ast.walk(found) if isinstance(one, ast.Return)]
    return {key.value for one in dicts if isinstance(one, ast.Dict) for key in one.keys}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_every_field_that_can_change_has_a_word(form):
    assert sorted({one.name for one in fields(form)} - set(trail.FIELDS)) == []


@pytest.mark.parametrize("function", ["receipt_columns", "_conduct_columns"])
def test_every_column_that_follows_from_a_form_has_a_word(function):
    assert columns(function)
    assert sorted(columns(function) - set(trail.FIELDS)) == []
