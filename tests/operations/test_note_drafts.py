"""What is typed and not saved: one draft per person, file and form; a clash is told."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models import AuditEvent, Note, NoteDraft, db
from operations import clock, intake, note_drafts
from rules.errors import Conflict, NotFound
from rules.vocabulary import Role, State
from tests import thread
from tests.factories import a_complaint, a_user, acting


@pytest.fixture
def key(app):
    return a_complaint(state=State.F4).id


@pytest.fixture
def one(app):
    return thread.someone("secretary")


def kept(actor, key, form="note"):
    return note_drafts.find(actor, key, form)


def test_each_keeping_is_a_version(one, key):
    assert note_drafts.keep(one, key, "note", {"text": "Bel"}, 0).version == 1
    assert note_drafts.keep(one, key, "note", {"text": "Bel morgen"}, 1).version == 2
    assert kept(one, key).texts == {"text": "Bel morgen"}


@pytest.mark.parametrize("version", [0, 1, 3])
def test_a_window_that_is_behind_keeps_nothing_and_is_told(one, key, version):
    note_drafts.keep(one, key, "note", {"text": "a"}, 0)
    note_drafts.keep(one, key, "note", {"text": "b"}, 1)
    with pytest.raises(Conflict):
        note_drafts.keep(one, key, "note", {"text": "c"}, version)
    assert kept(one, key).texts == {"text": "b"}


def test_two_people_and_two_forms_have_each_their_own(one, key):
    other = thread.someone("coordinator")
    note_drafts.keep(one, key, "note", {"text": "van mij"}, 0)
    note_drafts.keep(other, key, "note", {"text": "van de ander"}, 0)
    note_drafts.keep(one, key, "judge:7", {"reason": "Omdat"}, 0)
    assert kept(one, key).texts == {"text": "van mij"}
    assert kept(other, key).texts == {"text": "van de ander"}
    assert kept(one, key, "judge:7").texts == {"reason": "Omdat"}


def test_a_saved_note_ends_its_draft(one, key):
    note_drafts.keep(one, key, "note", {"text": "Bel morgen"}, 0)
    intake.add_note(one, key, "Bel morgen", 1)
    assert kept(one, key) is None
    assert db.session.scalars(select(Note.text)).all() == ["Bel morgen"]


def test_what_another_window_kept_since_stays(one, key):
    note_drafts.keep(one, key, "note", {"text": "hier"}, 0)
    note_drafts.keep(one, key, "note", {"text": "daar"}, 1)
    intake.add_note(one, key, "hier", 1)
    assert kept(one, key).texts == {"text": "daar"}


def test_a_note_that_was_refused_keeps_its_draft(key):
    reader = thread.someone("auditor")
    note_drafts.keep(reader, key, "note", {"text": "Mag niet"}, 0)
    with pytest.raises(Exception, match="geen recht"):
        intake.add_note(reader, key, "Mag niet", 1)
    assert kept(reader, key).version == 1


def test_a_file_that_one_may_not_see_keeps_nothing(key):
    with pytest.raises(NotFound):
        note_drafts.keep(acting(a_user(Role.TEAM_LEADER)), key, "note", {"text": "x"}, 0)
    assert db.session.scalars(select(NoteDraft)).all() == []


def test_a_draft_is_no_line_in_the_trail(one, key):
    before = len(db.session.scalars(select(AuditEvent)).all())
    note_drafts.keep(one, key, "note", {"text": "x"}, 0)
    note_drafts.drop(one, key, "note", 1)
    assert len(db.session.scalars(select(AuditEvent)).all()) == before


@pytest.mark.parametrize(("days", "left"), [(30, 1), (31, 0)])
def test_a_draft_that_nobody_came_back_to_is_forgotten_after_a_month(one, key, days, left):
    with clock.at(clock.now() - timedelta(days=days) + timedelta(minutes=1)):
        note_drafts.keep(one, key, "note", {"text": "x"}, 0)
    assert note_drafts.sweep() == 1 - left
    assert len(db.session.scalars(select(NoteDraft)).all()) == left
