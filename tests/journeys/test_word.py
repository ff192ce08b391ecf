"""A letter is edited in a real word processor over WebDAV, with several processes at work."""

from http.client import HTTPConnection

import pytest
from playwright.sync_api import expect

from letters import package, render
from models import DavLock, db
from operations import editing
from rules.vocabulary import VersionOrigin
from tests import office
from tests.journeys.test_every_screen import faults, opened
from tests.operations.test_letters import a_file, content, draft, edited, fresh
from tests.serving import served_by_many
from tests.thread import someone
from tests.views.test_dav import LOCKINFO, WORD


def asked(port, method, url, body=None, **headers):
    """Status and headers of the answer, on a connection of its own."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(method, url, body, WORD | headers)
        reply = connection.getresponse()
        reply.read()
        return reply.status, reply.headers
    finally:
        connection.close()


@pytest.fixture
def letter(app):
    return draft(a_file())


def test_libreoffice_edits_a_letter_while_a_second_client_is_refused(app, letter, tmp_path):
    log = tmp_path / "access.log"
    mine = editing.open_letter(someone("coordinator"), letter)
    other = editing.open_letter(someone("secretary"), letter)
    name = editing.file_name(fresh(letter))
    first = content(letter)
    db.session.remove()
    refused = []

    def meanwhile():
        # Whichever process answers: the lock is a row, and holds in all of them.
        for _ in range(10):
            for method, body in (("LOCK", LOCKINFO), ("PUT", first)):
                refused.append(asked(port, method, f"/dav/{other}/{name}", body)[0])
        with app.app_context():
            (lock,) = db.session.scalars(db.select(DavLock)).all()
            assert lock.user.name == someone("coordinator").name

    with served_by_many(app, log) as port:
        address = f"http://127.0.0.1:{port}/dav/{mine}/{name}"
        office.edit_at(address, "uw klacht", "uw brief", meanwhile)
        # What was opened before the save would save over it; whoever opens anew can go on.
        assert asked(port, "LOCK", f"/dav/{other}/{name}", LOCKINFO)[0] == 404
        with app.app_context():
            anew = editing.open_letter(someone("secretary"), letter)
        status, headers = asked(port, "LOCK", f"/dav/{anew}/{name}", LOCKINFO)
        assert status == 200
        unlock = {"Lock-Token": headers["Lock-Token"]}
        assert asked(port, "UNLOCK", f"/dav/{anew}/{name}", **unlock)[0] == 204

    assert set(refused) == {423}
    versions = fresh(letter).versions
    assert [one.origin for one in versions] == [VersionOrigin.GENERATED, VersionOrigin.SAVED]
    assert versions[1].by.name == someone("coordinator").name
    assert "uw brief" in render.read_text(content(letter))
    assert render.find_properties(package.read_parts(content(letter)))["brief_id"] == str(letter)
    assert db.session.scalars(db.select(DavLock)).all() == []

    lines = [line.split() for line in log.read_text().splitlines()]
    methods = [line[1] for line in lines]
    for method in ("OPTIONS", "PROPFIND", "GET", "LOCK", "PUT", "UNLOCK"):
        assert method in methods
    assert len({line[0] for line in lines}) == 2, "one process did all the work"
    assert {line[2] for line in lines} == {"/dav/-"}


def opened_by(code, letter_id):
    """The letter is open in a word processor of this user."""
    asked = editing.session(editing.open_letter(someone(code), letter_id))
    editing.lock(asked, "", editing.LONGEST_LOCK)
    return asked


@pytest.fixture
def letters(app):
    """A draft in each state that the page knows."""
    made = {state: draft(a_file()) for state in ("free", "mine", "theirs", "along", "theirs along")}
    editing.refused(opened_by("secretary", made["mine"]), "Dit bestand bevat macro’s.")
    opened_by("coordinator", made["theirs"])
    editing.check_out(someone("secretary"), made["along"])
    editing.check_out(someone("coordinator"), made["theirs along"])
    db.session.remove()
    return made


def press_open(page):
    page.get_by_role("button", name="Openen in Word").click()
    expect(page.get_by_role("link", name="Nu openen in Word")).to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_the_screens_have_nothing_wrong(browser, site, letters, width, scheme):
    look = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    details = "/admin/letter/details/?id="
    found = []
    with opened(browser, site, "secretary", **look) as context:
        for key in letters.values():
            found += faults(context.new_page(), f"{details}{key}")
        found += faults(context.new_page(), f"{details}{letters['free']}", press_open)
    with opened(browser, site, "administrator", **look) as context:
        for path in ("/admin/lock/", "/admin/lock/details/?id=1"):
            found += faults(context.new_page(), path)
    assert found == []


def test_from_the_button_to_a_saved_version_and_back(at_browser, site, letter):
    """What Word does with the link is replayed; the rest a person sees."""
    coordinator, secretary = at_browser("coordinator"), at_browser("secretary")
    coordinator.opens(f"/admin/letter/details/?id={letter}")
    coordinator.presses("Openen in Word")
    link = coordinator.page.get_by_role("link", name="Nu openen in Word").get_attribute("href")
    assert link.startswith(f"ms-word:ofe|u|{site}/dav/")
    port, url = int(site.rpartition(":")[2]), link.partition(site)[2]
    status, headers = asked(port, "LOCK", url, LOCKINFO)
    assert status == 200

    secretary.opens(f"/admin/letter/details/?id={letter}")
    assert "bewerkt deze brief" in secretary.reads()
    saved = edited(content(letter), "uw klacht", "uw brief")
    lock = {"Lock-Token": headers["Lock-Token"]}
    assert asked(port, "PUT", url, saved, **lock)[0] == 204
    coordinator.follows("Terug naar de brief")
    assert "Je hebt deze brief open" in coordinator.reads()
    assert "Opgeslagen in Word of LibreOffice" in coordinator.reads()

    secretary.presses("Overnemen")
    assert "De brief is vrij" in secretary.reads()
    assert asked(port, "PUT", url, content(letter), **lock)[0] == 404
    assert content(letter) == saved
