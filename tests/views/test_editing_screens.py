"""The letter page on who is editing, and the administrator's list of open letters."""

import re
from datetime import timedelta

import pytest
import time_machine

from models import DavLock, EditToken, db
from operations import clock, documents, editing
from tests.operations.test_letters import a_file, content, draft, edited, fresh
from tests.thread import someone
from tests.views.record import nothing_changes
from tests.views.test_letter_screens import page, put_back


@pytest.fixture
def letter(app):
    return draft(a_file())


def locked(letter_id, code="coordinator"):
    asked = editing.session(editing.open_letter(someone(code), letter_id))
    editing.lock(asked, "", editing.LONGEST_LOCK)
    return asked


def post(browser, letter_id, act, status=302):
    reply = browser.post(f"/admin/letter/{letter_id}/{act}")
    assert reply.status_code == status, reply.text
    return reply


LINKS = {"word": "ms-word:ofe|u|", "libreoffice": "vnd.libreoffice.command:ofe|u|"}


@pytest.mark.parametrize("program", LINKS)
def test_the_button_gives_a_link_that_works(app, client, signed_in, letter, program):
    reply = post(signed_in("coordinator"), letter, f"open/{program}", 200)
    (link,) = re.findall(r'href="((?:ms-word|vnd)[^"]*)"', reply.text)
    reference = fresh(letter).complaint.reference
    address = rf"http://localhost/dav/[\w-]{{43}}/{reference}-L01\.docx"
    assert re.fullmatch(re.escape(LINKS[program]) + address, link)
    assert client.get(link.removeprefix(LINKS[program])).data == content(letter)
    assert reply.headers["Cache-Control"] == "no-store"


def test_behind_https_the_link_begins_so(app, signed_in, letter, monkeypatch):
    from dataclasses import replace

    browser = signed_in("coordinator")
    settings = replace(app.extensions["wederhoor"], https=True)
    monkeypatch.setitem(app.extensions, "wederhoor", settings)
    assert "ms-word:ofe|u|https://localhost/dav/" in post(browser, letter, "open/word", 200).text


ACTS = ("open/word", "checkout", "checkin", "takeover")
WHO = {"board1": 403, "auditor": 403, "adviser1": 404, "servicedesk": 404, "administrator": 403}


@pytest.mark.parametrize("who", WHO)
def test_who_may_not_write_it_edits_nothing(app, signed_in, letter, who):
    browser = signed_in(who)
    with nothing_changes():
        for act in ACTS:
            post(browser, letter, act, WHO[who])


@pytest.mark.parametrize("key", ["999999", "0", "abc", "-1", "99999999999999999999"])
def test_an_unknown_letter_is_not_edited(app, signed_in, key):
    browser = signed_in("coordinator")
    for act in (*ACTS, "open/notepad"):
        assert browser.post(f"/admin/letter/{key}/{act}").status_code == 404


def test_the_page_says_who_has_it_open_and_offers_to_take_over(app, signed_in, letter):
    asked = locked(letter)
    browser = signed_in("secretary")
    html = page(browser, letter)
    assert f"{asked.actor.name} bewerkt deze brief" in html
    assert "Overnemen" in html
    for button in ("Openen in Word", "Uitchecken", "Terugzetten"):
        assert button not in html
    assert f"{asked.actor.name} bewerkt deze brief" in page(signed_in("board1"), letter)
    reply = post(browser, letter, "open/word", 409)
    assert f"bij {asked.actor.name}" in reply.text
    assert put_back(browser, letter, edited(content(letter), "klacht", "zaak")).status_code == 409
    post(browser, letter, "takeover")
    assert "Openen in Word" in page(browser, letter)


def test_who_has_it_open_can_let_go(app, signed_in, letter):
    locked(letter)
    browser = signed_in("coordinator")
    html = page(browser, letter)
    assert "Je hebt deze brief open" in html
    assert "Overnemen" not in html
    post(browser, letter, "takeover")
    assert "Je hebt deze brief open" not in page(browser, letter)


def test_a_refused_save_is_told_with_its_reason(app, signed_in, letter):
    asked = locked(letter)
    editing.refused(asked, "Dit bestand bevat macro’s of ingesloten objecten.")
    assert "Dit bestand bevat macro’s" in page(signed_in("coordinator"), letter)
    assert "Dit bestand bevat macro’s" not in page(signed_in("secretary"), letter)


def test_a_letter_that_was_taken_along_says_so(app, signed_in, letter):
    browser = signed_in("coordinator")
    reply = post(browser, letter, "checkout", 200)
    assert reply.content_type == documents.WORD
    assert reply.headers["Content-Disposition"].startswith("attachment; ")
    assert reply.data == content(letter)
    assert "Je hebt versie 1 uitgecheckt" in page(browser, letter)
    other = page(signed_in("secretary"), letter)
    assert f"Uitgecheckt door {someone('coordinator').name}" in other
    assert "Terugzetten" in other
    post(browser, letter, "checkin")
    assert "itgecheckt" not in page(signed_in("secretary"), letter).replace("Uitchecken", "")


def test_a_file_of_an_older_version_is_put_back_on_purpose_only(app, signed_in, letter):
    browser, first = signed_in("coordinator"), content(letter)
    assert "over_newer" not in page(browser, letter)
    assert put_back(browser, letter, edited(first, "klacht", "zaak")).status_code == 302
    with nothing_changes():
        reply = put_back(browser, letter, edited(first, "klacht", "kwestie"))
    assert reply.status_code == 422
    assert "begon bij versie 1. Daarna kwam versie 2" in reply.text
    assert 'id="over_newer-error"' in reply.text
    reply = put_back(browser, letter, edited(first, "klacht", "kwestie"), over_newer="1")
    assert reply.status_code == 302
    assert len(fresh(letter).versions) == 3


def test_a_definitive_letter_has_no_way_to_edit(app, signed_in, letter):
    from tests import thread

    thread.finish("coordinator", letter)
    html = page(signed_in("coordinator"), letter)
    for button in ("Openen in", "Uitchecken", "Terugzetten"):
        assert button not in html
    with nothing_changes():
        assert "geen concept meer" in post(signed_in("coordinator"), letter, "open/word", 409).text


# --- the administrator ---


def test_the_administrator_sees_who_and_where_but_no_letter(app, signed_in, letter):
    asked = locked(letter)
    browser = signed_in("administrator")
    html = browser.get("/admin/lock/").text
    row = fresh(letter)
    assert row.complaint.reference in html
    assert asked.actor.name in html
    assert row.kind.label not in html
    assert row.addressee not in html
    key = db.session.scalar(db.select(DavLock.id))
    detail = browser.get(f"/admin/lock/details/?id={key}")
    assert detail.status_code == 200
    assert row.kind.label not in detail.text
    assert browser.post(f"/admin/lock/{key}/release/").status_code == 302
    db.session.rollback()
    assert db.session.scalars(db.select(DavLock)).all() == []
    assert db.session.scalars(db.select(EditToken)).one().revoked_at is not None
    assert browser.post(f"/admin/lock/{key}/release/").status_code == 404


@pytest.mark.parametrize("who", ["coordinator", "secretary", "board1", "auditor", "adviser1"])
def test_the_list_is_the_administrators(app, signed_in, letter, who):
    locked(letter)
    key, browser = db.session.scalar(db.select(DavLock.id)), signed_in(who)
    with nothing_changes():
        assert browser.get("/admin/lock/").status_code == 403
        assert browser.get(f"/admin/lock/details/?id={key}").status_code == 403
        assert browser.post(f"/admin/lock/{key}/release/").status_code == 403


def test_a_refusal_is_told_until_something_newer_came(app, signed_in, letter):
    asked = locked(letter)
    editing.refused(asked, "Dit bestand bevat macro’s of ingesloten objecten.")
    editing.take_over(someone("coordinator"), letter)
    browser = signed_in("coordinator")
    assert "Je laatste opslag is geweigerd" in page(browser, letter)
    with time_machine.travel(clock.now() + timedelta(minutes=1)):
        put_back(browser, letter, edited(content(letter), "klacht", "zaak"))
        assert "Je laatste opslag is geweigerd" not in page(browser, letter)
