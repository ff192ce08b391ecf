"""Two versions of a letter beside each other: who may, and what the trail keeps."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from letters import package
from models import AuditEvent, db
from operations import audit, comparing
from rules.errors import NotFound
from rules.vocabulary import Role
from tests.factories import a_user, acting
from tests.operations.test_letters import a_file, content, draft, fresh, upload
from tests.thread import day, someone
from tests.word import with_body

MORE = "<w:p><w:r><w:t>Er is iets bij.</w:t></w:r></w:p>"


@pytest.fixture(autouse=True)
def on_tuesday(app):
    with day(date(2026, 3, 3)):
        yield


def test_two_versions_are_compared_and_the_trail_keeps_who_read_them():
    letter_id = draft(a_file())
    upload(letter_id, with_body(content(letter_id), MORE))
    rows = comparing.compared(someone("secretary"), letter_id, 1, 2)
    assert [one.new.text for one in rows if one.how == "new"] == ["Er is iets bij."]
    assert {one.how for one in rows} == {"same", "new"}
    event = db.session.scalars(select(AuditEvent).where(AuditEvent.verb == "letter:compared")).one()
    assert event.data == {"number": [1, 2]}
    assert list(audit.breaks()) == []


def test_the_word_file_names_who_edited():
    letter_id = draft(a_file())
    upload(letter_id, with_body(content(letter_id), MORE))
    name, data = comparing.with_changes(someone("secretary"), letter_id, 1, 2)
    assert re.fullmatch(r"K2026-\d{4} L01 v2 wijzigingen sinds v1\.docx", name)
    text = package.read_parts(data)["word/document.xml"].decode()
    author = fresh(letter_id).versions[1].by.name
    assert f'w:author="{author}"' in text


@pytest.mark.parametrize("numbers", [(0, 1), (1, 2), (-1, 1), (1, 10**12)])
def test_a_version_that_is_not_there_does_not_exist(numbers):
    letter_id = draft(a_file())
    for read in (comparing.compared, comparing.with_changes):
        with pytest.raises(NotFound):
            read(someone("secretary"), letter_id, *numbers)


def test_someone_elses_letter_does_not_exist():
    letter_id = draft(a_file())
    with pytest.raises(NotFound):
        comparing.compared(acting(a_user(Role.ADVISER)), letter_id, 1, 1)
    with pytest.raises(NotFound):
        comparing.compared(someone("coordinator"), 10**9, 1, 1)
