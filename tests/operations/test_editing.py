"""Editing a letter from a word processor, or with a copy that was taken along."""

import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select

from letters import package, render
from models import AuditEvent, Checkout, DavLock, EditToken, Letter, db
from operations import administration, audit, clock, correspondence, editing, letter_files
from operations.transaction import transaction
from queries import editing as looks
from rules.errors import Invalid, NotFound, NotPermitted, Refusal
from rules.vocabulary import LetterState, Role, State, VersionOrigin
from tests import thread
from tests.factories import a_statement
from tests.operations.test_letters import (
    a_file,
    a_sent_letter,
    content,
    draft,
    edited,
    fresh,
    send,
    upload,
)
from tests.thread import day, someone

TUESDAY = date(2026, 3, 3)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def on_tuesday(app):
    with day(TUESDAY):
        yield


@pytest.fixture
def letter(app):
    return draft(a_file())


def session(letter_id, code="coordinator"):
    """A word processor in which this user opened the letter."""
    return editing.session(editing.open_letter(someone(code), letter_id))


def locked(letter_id, code="coordinator"):
    """The same, with the lock on the letter."""
    asked = session(letter_id, code)
    return asked, editing.lock(asked, "", HOUR).token


def holder(letter_id):
    db.session.rollback()
    lock = looks.lock_on(letter_id, clock.now())
    return lock.user.name if lock else None


def name(code):
    return someone(code).name


def trail(verb):
    db.session.rollback()
    return db.session.scalars(select(AuditEvent).where(AuditEvent.verb == verb)).all()


def open_tokens():
    db.session.rollback()
    return db.session.scalars(select(EditToken).where(EditToken.revoked_at.is_(None))).all()


# --- opening --------------------------------------------------------------------------------


def test_a_token_has_256_bits_and_only_its_hash_is_kept(letter):
    token = editing.open_letter(someone("coordinator"), letter)
    assert len(token) == 43
    assert [one.token_hash for one in open_tokens()] == [looks.hashed(token)]
    (event,) = trail("letter:opened_to_edit")
    assert token not in str(event.data)


@pytest.mark.parametrize(
    ("code", "error"),
    [("board1", NotPermitted), ("auditor", NotPermitted), ("adviser1", NotFound),
     ("servicedesk", NotFound), ("administrator", NotFound)],
)  # fmt: skip
def test_who_may_not_write_it_does_not_open_it(letter, code, error):
    for act in (editing.open_letter, editing.check_out, editing.check_in, editing.take_over):
        with pytest.raises(error):
            act(someone(code), letter)
    assert open_tokens() == []


def test_only_a_draft_is_opened(letter):
    thread.finish("coordinator", letter)
    for act in (editing.open_letter, editing.check_out):
        with pytest.raises(Refusal, match="geen concept"):
            act(someone("coordinator"), letter)
        with pytest.raises(Refusal, match="geen concept"):
            act(someone("coordinator"), a_sent_letter())
    with pytest.raises(NotFound):
        editing.open_letter(someone("coordinator"), 999_999)


def test_a_new_address_ends_the_old_one_of_the_same_user(letter):
    old = editing.open_letter(someone("coordinator"), letter)
    other = editing.open_letter(someone("secretary"), letter)
    editing.open_letter(someone("coordinator"), letter)
    with pytest.raises(NotFound):
        editing.session(old)
    assert editing.session(other).actor.name == name("secretary")


def test_an_open_letter_is_not_opened_again(letter):
    locked(letter)
    with pytest.raises(Refusal, match=f"bij {name('coordinator')}"):
        editing.open_letter(someone("secretary"), letter)
    with pytest.raises(Refusal, match="bij jou"):
        editing.open_letter(someone("coordinator"), letter)


def test_one_who_proves_to_be_involved_reaches_it_no_more(letter):
    token = editing.open_letter(someone("coordinator"), letter)
    user = db.session.get_one(thread.User, thread.user_id("coordinator"))
    a_statement(fresh(letter).complaint, user, involved=True)
    with pytest.raises(NotFound):
        editing.session(token)


# --- saving ---------------------------------------------------------------------------------


def test_a_save_is_a_version_with_author_and_time(letter):
    asked, token = locked(letter)
    editing.save(asked, [token], edited(content(letter), "klacht", "zaak"))
    version = fresh(letter).versions[-1]
    assert (version.number, version.origin) == (2, VersionOrigin.SAVED)
    assert (version.by.name, version.at) == (name("coordinator"), clock.now())
    (event,) = trail("letter:edited")
    assert event.data == {"number": 2, "origin": "saved"}


def test_an_approval_does_not_survive_a_save(letter):
    with transaction():
        row = db.session.get_one(Letter, letter)
        row.approved_by_id, row.approved_at = thread.user_id("board1"), clock.now()
    asked, token = locked(letter)
    editing.save(asked, [token], edited(content(letter), "klacht", "zaak"))
    assert fresh(letter).approved_by_id is None


def test_a_save_after_the_lock_was_taken_over_changes_nothing(letter):
    asked, token = locked(letter)
    editing.take_over(someone("secretary"), letter)
    with pytest.raises((NotFound, editing.Locked)):
        editing.save(asked, [token], edited(content(letter), "klacht", "zaak"))
    assert len(fresh(letter).versions) == 1


def test_an_address_that_was_taken_away_meanwhile_does_not_lock_again(letter):
    asked, _ = locked(letter)
    editing.take_over(someone("secretary"), letter)
    with pytest.raises(NotFound):
        editing.lock(asked, "", HOUR)
    assert holder(letter) is None


def test_a_word_processor_that_wakes_up_does_not_save_over_what_came_since(letter):
    """Its lock ran out while the laptop slept; its address still held."""
    asleep, token = locked(letter)
    editing.unlock(asleep, token)
    other, theirs = locked(letter, "secretary")
    editing.save(other, [theirs], edited(content(letter), "klacht", "zaak"))
    editing.unlock(other, theirs)
    with pytest.raises(NotFound):
        editing.lock(asleep, "", HOUR)
    editing.lock(other, "", HOUR)


def test_what_was_put_back_is_not_saved_over_by_who_had_it_open_before(letter):
    asleep, token = locked(letter)
    editing.unlock(asleep, token)
    put_back(letter, edited(content(letter), "klacht", "zaak"))
    with pytest.raises(NotFound):
        editing.lock(asleep, "", HOUR)


def test_who_knows_the_lock_of_another_does_not_hold_it(letter):
    other = session(letter, "secretary")
    _, token = locked(letter)
    for act in (
        lambda: editing.save(other, [token], edited(content(letter), "klacht", "zaak")),
        lambda: editing.refresh(other, token, HOUR),
        lambda: editing.unlock(other, token),
    ):
        with pytest.raises(editing.Locked):
            act()
    assert holder(letter) == name("coordinator")
    assert len(fresh(letter).versions) == 1


def test_a_changed_account_ends_what_it_had_open(letter):
    locked(letter)
    user = db.session.get_one(thread.User, thread.user_id("coordinator"))
    data = administration.UserData(
        user.name, user.email, (Role.COORDINATOR,), job_title="hoofd klachten",
        unit_id=user.unit_id,
    )  # fmt: skip
    administration.update_user(user.id, data, user.version, someone("administrator"))
    assert holder(letter) == name("coordinator")
    data = replace(data, roles=(Role.SECRETARY,))
    user = db.session.get_one(thread.User, user.id)
    administration.update_user(user.id, data, user.version, someone("administrator"))
    assert holder(letter) is None
    assert open_tokens() == []


def test_a_request_that_was_on_its_way_when_the_letter_became_definitive(letter):
    asked, token = locked(letter)
    thread.finish("coordinator", letter)
    with pytest.raises(Refusal):
        editing.save(asked, [token], edited(content(letter), "klacht", "zaak"))
    with pytest.raises(Refusal):
        editing.lock(asked, "", HOUR)
    assert len(fresh(letter).versions) == 1


def test_of_many_who_lock_at_once_one_has_it(app, letter):
    sessions = [session(letter, code) for code in ("coordinator", "secretary")] * 2
    start, results, moment = threading.Barrier(len(sessions)), [], clock.now()

    def one(asked):
        with app.app_context(), clock.at(moment):
            start.wait()
            try:
                editing.lock(asked, "", HOUR)
                results.append("done")
            except editing.Locked:
                results.append("locked")
            finally:
                db.session.remove()

    db.session.remove()
    workers = [threading.Thread(target=one, args=(asked,)) for asked in sessions]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(results) == ["done", "locked", "locked", "locked"]
    assert len(db.session.scalars(select(DavLock)).all()) == 1


# --- taking over, releasing -----------------------------------------------------------------


def test_another_writer_takes_over_and_it_is_written_down(letter):
    locked(letter)
    assert holder(letter) == name("coordinator")
    editing.take_over(someone("secretary"), letter)
    assert holder(letter) is None
    assert open_tokens() == []
    (event,) = trail("letter:freed")
    assert event.actor_id == thread.user_id("secretary")
    assert event.data == {"left": thread.user_id("coordinator")}
    locked(letter, "secretary")
    assert holder(letter) == name("secretary")


def test_taking_over_what_is_free_does_nothing(letter):
    editing.take_over(someone("secretary"), letter)
    assert trail("letter:freed") == []


def test_an_administrator_releases_without_reading(letter):
    locked(letter)
    (key,) = db.session.scalars(select(DavLock.id))
    editing.release(someone("administrator"), key)
    assert holder(letter) is None
    assert list(audit.breaks()) == []
    with pytest.raises(NotFound):
        editing.release(someone("administrator"), key)


@pytest.mark.parametrize("code", ["coordinator", "secretary", "board1", "auditor"])
def test_releasing_from_the_list_is_the_administrators(letter, code):
    locked(letter)
    (key,) = db.session.scalars(select(DavLock.id))
    with pytest.raises(NotPermitted):
        editing.release(someone(code), key)
    assert holder(letter) == name("coordinator")


@pytest.mark.parametrize("end", ["finish", "withdraw", "send"])
def test_with_the_draft_all_editing_ends(letter, end):
    locked(letter)
    editing.check_out(someone("secretary"), letter)
    if end == "withdraw":
        correspondence.withdraw(someone("secretary"), letter, fresh(letter).version)
    else:
        thread.finish("coordinator", letter)
    if end == "send":
        send(letter)
        assert fresh(letter).state is LetterState.SENT
    assert open_tokens() == []
    assert holder(letter) is None
    assert db.session.scalars(select(Checkout)).all() == []


def test_the_night_forgets_what_is_over(letter):
    locked(letter)
    with time_machine.travel(clock.now() + timedelta(days=29), tick=False):
        assert editing.sweep() == 0
        assert db.session.scalars(select(DavLock)).all() == []
    with time_machine.travel(clock.now() + timedelta(days=32), tick=False):
        assert editing.sweep() == 1
        assert editing.sweep() == 0


# --- taking along, and putting back ---------------------------------------------------------


def checkout():
    db.session.rollback()
    return [
        (one.user.name, one.number, one.since) for one in db.session.scalars(select(Checkout)).all()
    ]


def test_who_takes_it_along_is_named_until_it_is_back(letter):
    _, data = editing.check_out(someone("coordinator"), letter)
    assert checkout() == [(name("coordinator"), 1, clock.now())]
    upload(letter, edited(data, "klacht", "zaak"))
    assert checkout() == []
    assert [one.data["number"] for one in trail("letter:checked_out")] == [1]


def test_another_who_takes_it_along_is_named_instead(letter):
    editing.check_out(someone("coordinator"), letter)
    editing.check_out(someone("secretary"), letter)
    assert [one[0] for one in checkout()] == [name("secretary")]
    editing.check_in(someone("coordinator"), letter)
    assert [one[0] for one in checkout()] == [name("secretary")]
    editing.check_in(someone("secretary"), letter)
    assert checkout() == []


def test_what_goes_along_says_which_version_it_is(letter):
    upload(letter, edited(content(letter), "klacht", "zaak"))
    assert render.find_properties(package.read_parts(content(letter)))["versie"] == "1"
    _, data = editing.check_out(someone("coordinator"), letter)
    assert render.find_properties(package.read_parts(data))["versie"] == "2"
    assert render.read_text(data) == render.read_text(content(letter))
    _, same = letter_files.open_version(someone("coordinator"), letter, 2)
    assert same == data


def test_a_definitive_letter_is_downloaded_as_it_was_kept(letter):
    upload(letter, edited(content(letter), "klacht", "klacht "))
    kept = content(letter)
    thread.finish("coordinator", letter)
    assert letter_files.open_version(someone("coordinator"), letter, 2)[1] == kept


def put_back(letter_id, data, **how):
    correspondence.replace_document(
        someone("coordinator"), letter_id, fresh(letter_id).version, data, **how
    )


def test_what_began_with_an_older_version_is_put_back_on_purpose_only(letter):
    _, mine = editing.check_out(someone("coordinator"), letter)
    _, yours = editing.check_out(someone("secretary"), letter)
    upload(letter, edited(yours, "klacht", "zaak"))
    with pytest.raises(Invalid, match=r"begon bij versie 1\. Daarna kwam versie 2") as told:
        put_back(letter, edited(mine, "klacht", "kwestie"))
    assert list(told.value.messages) == ["over_newer"]
    assert len(fresh(letter).versions) == 2
    put_back(letter, edited(mine, "klacht", "kwestie"), over_newer=True)
    assert len(fresh(letter).versions) == 3


def test_what_comes_back_is_read_once_and_before_anything_is_locked(letter, monkeypatch):
    busy, read_members = [], package.read_members

    def reading(data):
        busy.append(db.session.info["writing"])
        return read_members(data)

    data = edited(content(letter), "klacht", "zaak")
    asked, lock = locked(letter)
    monkeypatch.setattr(package, "read_members", reading)
    editing.save(asked, [lock], data)
    assert busy == [False]
    editing.unlock(asked, lock)
    put_back(letter, edited(data, "zaak", "kwestie"), over_newer=True)
    assert True not in busy
    assert len(fresh(letter).versions) == 3


def test_what_is_open_elsewhere_is_not_put_back(letter):
    locked(letter, "secretary")
    with pytest.raises(Refusal, match=f"open in een tekstverwerker, bij {name('secretary')}"):
        put_back(letter, edited(content(letter), "klacht", "zaak"), over_newer=True)
    assert len(fresh(letter).versions) == 1


def test_the_servicedesk_edits_the_letters_of_its_own_reports_only(letter):
    assert fresh(letter).complaint.state is State.F2
    with pytest.raises(NotFound):
        editing.open_letter(someone("servicedesk"), letter)
