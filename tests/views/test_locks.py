"""An administrator releases a letter that stayed open: who may, who is told, what is kept."""

import pytest
from sqlalchemy import select

from models import AuditEvent, DavLock, EditToken, db
from operations import editing
from rules.errors import NotFound, NotPermitted
from tests.factories import a_statement
from tests.operations.test_letters import a_file, content, draft, edited, fresh
from tests.thread import someone, user_id
from tests.views.record import nothing_changes, user
from tests.views.test_editing_screens import locked
from tests.views.test_letter_screens import page

TOLD = "Je bewerkt deze brief niet meer"


@pytest.fixture
def letter(app):
    return draft(a_file())


def lock_of(letter):
    db.session.rollback()
    return db.session.scalar(select(DavLock.id).where(DavLock.letter_id == letter))


def release(browser, key, status=302):
    reply = browser.post(f"/admin/lock/{key}/release/")
    assert reply.status_code == status, reply.text
    return reply


# --- the right ---


@pytest.mark.parametrize(
    "who", ["servicedesk", "team_leader", "coordinator", "secretary", "board1", "adviser1",
            "auditor"],
)  # fmt: skip
def test_only_an_administrator_releases(app, signed_in, letter, who):
    locked(letter)
    key, browser = lock_of(letter), signed_in(who)
    with nothing_changes():
        release(browser, key, 403)
        with pytest.raises(NotPermitted):
            editing.release(someone(who), key)


def test_a_stranger_does_not(app, client, letter):
    locked(letter)
    assert release(client, lock_of(letter)).location.startswith("/login")
    assert lock_of(letter) is not None


@pytest.mark.parametrize("key", [999_999, "0", "-1", "abc", "99999999999999999999"])
def test_what_is_not_open_is_not_there(app, signed_in, letter, key):
    browser = signed_in("administrator")
    with nothing_changes():
        release(browser, key, 404)


def test_nor_is_a_letter_of_a_file_that_the_administrator_is_in(app, signed_in, letter):
    """SOD1: whoever is involved sees nothing of the file, not even that someone works at it."""
    a_statement(fresh(letter).complaint, user("administrator"), involved=True)
    locked(letter)
    browser, key = signed_in("administrator"), lock_of(letter)
    assert fresh(letter).complaint.reference not in browser.get("/admin/lock/").text
    release(browser, key, 404)
    assert lock_of(letter) == key
    release(signed_in("administrator2"), key)


# --- what it does ---


def test_the_letter_is_free_and_keeps_what_was_saved(app, signed_in, letter):
    asked = locked(letter)
    db.session.rollback()
    held = db.session.scalar(select(DavLock.token))
    saved = edited(content(letter), "klacht", "zaak")
    editing.save(asked, [held], saved)
    before = fresh(letter).version
    release(signed_in("administrator"), lock_of(letter))
    assert lock_of(letter) is None
    row = fresh(letter)
    assert (row.version, len(row.versions), content(letter)) == (before, 2, saved)
    # Whoever is next opens it as it was saved.
    assert editing.content(locked(letter, "secretary")).sha256 == row.versions[1].document.sha256


def test_the_address_of_the_editor_works_no_more(app, signed_in, letter):
    asked = locked(letter)
    held, data = db.session.scalar(select(DavLock.token)), content(letter)
    release(signed_in("administrator"), lock_of(letter))
    with pytest.raises(NotFound):
        editing.save(asked, [held], edited(data, "klacht", "zaak"))
    with pytest.raises(NotFound):
        editing.lock(asked, "", editing.LONGEST_LOCK)
    assert content(letter) == data


def test_it_stands_in_the_trail_of_the_file(app, signed_in, letter):
    locked(letter)
    release(signed_in("administrator"), lock_of(letter))
    event = db.session.scalars(select(AuditEvent).where(AuditEvent.verb == "letter:freed")).one()
    assert (event.actor_id, event.chain) == (user_id("administrator"), fresh(letter).complaint_id)
    assert (event.entity, event.entity_id) == ("letter", letter)
    assert event.data == {"left": user_id("coordinator")}


def test_the_editor_is_told_until_there_is_something_newer(app, signed_in, letter):
    locked(letter)
    browser = signed_in("coordinator")
    assert TOLD not in page(browser, letter)
    release(signed_in("administrator"), lock_of(letter))
    told = page(browser, letter)
    assert TOLD in told
    assert "Wat je daarna opsloeg, staat er niet in." in told
    assert TOLD not in page(signed_in("secretary"), letter)
    locked(letter)  # opened anew
    assert TOLD not in page(browser, letter)


def test_so_is_whoever_it_was_taken_from_by_a_colleague(app, signed_in, letter):
    locked(letter)
    editing.take_over(someone("secretary"), letter)
    assert TOLD in page(signed_in("coordinator"), letter)


def test_whoever_lets_go_need_not_be_told(app, signed_in, letter):
    locked(letter)
    editing.take_over(someone("coordinator"), letter)
    assert TOLD not in page(signed_in("coordinator"), letter)
    assert db.session.scalars(select(EditToken)).one().refused_at is None


def test_a_second_time_there_is_nothing_to_release(app, signed_in, letter):
    locked(letter)
    browser, key = signed_in("administrator"), lock_of(letter)
    assert "De brief is losgelaten." in browser.get(release(browser, key).location).text
    release(browser, key, 404)
