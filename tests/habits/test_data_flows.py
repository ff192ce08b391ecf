"""Every column that holds data on a person is named in the data-flow list (law.md P13)."""

import pytest
from sqlalchemy import JSON, Enum, LargeBinary, String

from models import Base
from operations.destruction import EMPTIED, REMOVED
from queries import data_flows
from tests.habits.source import ROOT

PEOPLE = {"user", "contact", "party"}
TABLES = Base.metadata.tables


def words(column) -> bool:
    """Whether something can be typed or written in it."""
    kind = getattr(column.type, "impl", column.type)
    return isinstance(kind, String | JSON | LargeBinary) and not isinstance(column.type, Enum)


def could_be_personal() -> set[tuple[str, str]]:
    return {
        (table.name, column.name)
        for table in TABLES.values()
        for column in table.columns
        if words(column) or {key.column.table.name for key in column.foreign_keys} & PEOPLE
    }


def named(columns) -> list[tuple[str, str]]:
    return [(table, one) for table, names in columns.items() for one in names.split()]


def personal() -> list[tuple[str, str]]:
    return [one for flow in data_flows.FLOWS for one in named(flow.columns)]


def test_every_column_that_can_hold_data_on_a_person_was_decided_about():
    decided = set(personal()) | set(named(data_flows.NO_PERSON))
    assert could_be_personal() - decided == set()


def test_each_is_decided_about_once_and_exists():
    both = [*personal(), *named(data_flows.NO_PERSON)]
    assert [one for one in both if both.count(one) > 1] == []
    there = {(table.name, column.name) for table in TABLES.values() for column in table.columns}
    assert set(both) - there == set()


def test_what_the_list_says_goes_with_the_file_does_so():
    gone = {one.model.__tablename__ for one in REMOVED} | {one.__tablename__ for one in EMPTIED}
    for flow in data_flows.FLOWS:
        if flow.kept == data_flows.AS_THE_FILE:
            assert set(flow.columns) - gone == set()


def test_every_flow_says_why_and_who_reads_it():
    for flow in data_flows.FLOWS:
        assert flow.basis
        assert all(one.endswith(".") for one in (flow.why, flow.kept, flow.leaves))
        assert data_flows.readers(flow)


@pytest.mark.parametrize("application", ["sqlite"], indirect=True)
def test_the_document_is_what_the_command_prints(app):
    printed = app.test_cli_runner().invoke(args=["privacy", "flows"]).output
    kept = (ROOT / "docs/gegevensstromen.md").read_text(encoding="utf-8")
    assert kept == printed, "flask --app admin_app privacy flows > docs/gegevensstromen.md"
