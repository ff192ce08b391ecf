"""What hangs on a file goes with it: every table and every column was decided about."""

from sqlalchemy import inspect

from models import Base, Contact
from operations.destruction import BYTES, EMPTIED, KEPT, NEEDED_BY, REMOVED, STAYS

MODELS = {one.class_.__table__: one.class_ for one in Base.registry.mappers}


def hanging() -> set[type[Base]]:
    """Every table with a key that leads to a file, directly or through others."""
    found, fresh = set(), {Base.metadata.tables["complaint"]}
    while fresh:
        found |= fresh
        fresh = {
            table
            for table in Base.metadata.tables.values()
            if table not in found
            and any(key.column.table in found for key in table.foreign_keys if leads(key))
        }
    return {MODELS[table] for table in found}


def leads(key) -> bool:
    """A committee or a contact is in a file and not of it; the keys run the other way."""
    return key.column.table.name not in {"committee", "contact"}


def test_every_table_that_hangs_on_a_file_has_its_row():
    decided = {one.model for one in REMOVED} | EMPTIED.keys() | KEPT.keys()
    assert {one.__name__ for one in hanging() - decided} == set()
    assert {one.__name__ for one in decided - hanging()} == set()


def test_each_row_leads_from_its_table_to_the_file():
    for one in REMOVED:
        targets = [next(iter(column.property.columns[0].foreign_keys)) for column in one.path]
        tables = [one.model.__table__, *(key.column.table for key in targets)]
        assert [column.class_.__table__ for column in one.path] == tables[:-1]
        assert tables[-1].name == "complaint"


def test_of_what_stays_every_column_is_kept_or_emptied():
    for model, kept in STAYS.items():
        columns = {column.key for column in inspect(model).columns}
        assert kept | EMPTIED[model].keys() == columns
        assert kept & EMPTIED[model].keys() == set()


def test_a_contact_stays_only_for_another_file():
    naming = {
        column
        for table in Base.metadata.tables.values()
        for column in table.columns
        if any(key.column.table is Contact.__table__ for key in column.foreign_keys)
    }
    assert naming == {column.property.columns[0] for column in NEEDED_BY}


def test_every_column_with_the_name_of_a_file_in_the_store_is_known():
    decided = {one.model for one in REMOVED}
    named = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        if MODELS[table] in decided
        for column in table.columns
        if column.name.endswith("sha256")
    }
    known = {f"{column.class_.__tablename__}.{column.key}" for column, _ in BYTES}
    assert named - known == {"document.printed_sha256"}  # of the Word file that it was made of
