"""``/dav``: one letter for Word and LibreOffice over WebDAV, for whoever has its address."""

import hashlib
import logging
import re
from datetime import timedelta

import pytest
import time_machine
from lxml import etree
from werkzeug.test import EnvironBuilder

from models import Attempt, Checkout, DavLock, EditToken, Letter, db
from operations import accounts, clock, correspondence, documents, editing
from operations.transaction import transaction
from rules.vocabulary import LetterState, VersionOrigin
from tests import thread
from tests.factories import a_statement
from tests.operations.test_letters import a_file, draft, edited
from tests.thread import someone
from tests.views.record import nothing_changes, user
from views.dav import GUESSES

WORD = {
    "User-Agent": "Microsoft Office Word 2014",
    "X-Office-Major-Version": "16",
    "X-MS-CookieUri-Requested": "t",
    "X-FeatureVersion": "1",
    "X-IDCRL_ACCEPTED": "t",
    "Authorization": "Bearer",
    "Accept-Auth": "badger,Wlid1.1,Bearer",
}
"""As Word for Windows sends them, the empty bearer included (mikedeboer/jsDAV issue 129)."""
DISCOVERY = {"User-Agent": "Microsoft Office Existence Discovery", "Authorization": "Bearer"}
LOCKINFO = (
    '<?xml version="1.0" encoding="utf-8" ?><D:lockinfo xmlns:D="DAV:"><D:lockscope><D:exclusive/>'
    "</D:lockscope><D:locktype><D:write/></D:locktype><D:owner><D:href>SSR\\anna</D:href>"
    "</D:owner></D:lockinfo>"
)
WAKING = (
    '<?xml version="1.0" ?><D:propfind xmlns:D="DAV:" '
    'xmlns:Office="urn:schemas-microsoft-com:office:office"><D:prop><D:creationdate/>'
    "<D:getlastmodified/><D:getcontentlength/><Office:modifiedby/></D:prop></D:propfind>"
)
"""What Word asks after a pause (sabre-io/dav issue 1188)."""
TIMES = (
    '<?xml version="1.0" encoding="utf-8" ?><D:propertyupdate xmlns:D="DAV:" '
    'xmlns:Z="urn:schemas-microsoft-com:"><D:set><D:prop>'
    "<Z:Win32LastModifiedTime>Tue, 03 Mar 2026 13:00:00 GMT</Z:Win32LastModifiedTime>"
    "<Z:Win32FileAttributes>00000020</Z:Win32FileAttributes></D:prop></D:set></D:propertyupdate>"
)


@pytest.fixture
def letter(app):
    """A draft of the coordinator."""
    return draft(a_file())


@pytest.fixture
def client(app):
    """A word processor: it has no cookies and follows nothing."""
    return app.test_client(use_cookies=False)


def fresh(letter_id):
    db.session.rollback()
    return db.session.get_one(Letter, letter_id)


def content(letter_id):
    return documents.read(fresh(letter_id).versions[-1].document.sha256)


def changed(letter_id, word="klacht zelf"):
    return edited(content(letter_id), "klacht", word)


def opened(letter_id, code="coordinator"):
    """The address at which this user edits the letter."""
    token = editing.open_letter(someone(code), letter_id)
    return f"/dav/{token}/{editing.file_name(fresh(letter_id))}"


def lock(client, url, status=200, **headers):
    reply = client.open(
        url, method="LOCK", data=LOCKINFO,
        headers=WORD | {"Timeout": "Second-3600", "Depth": "0", "Content-Type": "text/xml"}
        | headers,
    )  # fmt: skip
    assert reply.status_code == status, reply.text
    return reply.headers.get("Lock-Token", "")


def put(client, url, data, token="", **headers):
    held = {"If": f"({token})"} if token else {}
    return client.open(url, method="PUT", data=data, headers=WORD | held | headers)


def shown(reply, name):
    """The first of these properties in a multi-status answer."""
    return etree.fromstring(reply.data).find(f".//{{DAV:}}{name}")


def again(letter_id, code="coordinator"):
    """A second address, as if it was made a moment before the first lock."""
    with transaction():
        kept = db.session.scalar(db.select(DavLock).where(DavLock.letter_id == letter_id))
        expires_at, kept.expires_at = kept.expires_at, clock.now() - timedelta(minutes=1)
        key = kept.id
    url = opened(letter_id, code)
    with transaction():
        db.session.get_one(DavLock, key).expires_at = expires_at
    return url


# --- as Word and LibreOffice do it ---


def test_word_opens_edits_saves_twice_and_closes(app, client, letter):
    url = opened(letter)
    folder = url.rpartition("/")[0] + "/"
    first = content(letter)

    options = client.open(folder, method="OPTIONS", headers=DISCOVERY)
    assert (options.status_code, options.headers["DAV"]) == (200, "1,2")
    assert options.headers["MS-Author-Via"] == "DAV"
    head = client.head(url, headers=DISCOVERY)
    assert (head.status_code, head.content_length) == (200, len(first))
    assert client.open(url, method="OPTIONS", headers=WORD).headers["DAV"] == "1,2"
    got = client.get(url, headers=WORD | {"Translate": "f", "Depth": "0",
                                          "Content-Type": 'text/xml; charset="utf-8"'})  # fmt: skip
    assert got.data == first
    token = lock(client, url)
    known = client.open(url, method="PROPFIND", data=WAKING, headers=WORD | {"Depth": "0"})
    assert known.status_code == 207
    assert shown(known, "getcontentlength").text == str(len(first))
    assert shown(known, "creationdate") is not None

    second = changed(letter, "zaak")
    assert put(client, url, second, token).status_code == 204
    times = client.open(url, method="PROPPATCH", data=TIMES, headers=WORD | {"If": f"({token})"})
    assert times.status_code == 207
    assert "200 OK" in times.text
    assert "40" not in re.findall(r"HTTP/1.1 (\d\d)", times.text)
    refreshed = client.open(url, method="LOCK", headers=WORD | {"If": f"({token})"})
    assert refreshed.status_code == 200
    # Word 2016 names its lock in another header than the standard's.
    third = edited(second, "zaak", "klacht")
    assert put(client, url, third, **{"Lock-Token": token}).status_code == 204
    unlocked = client.open(url, method="UNLOCK", headers=WORD | {"Lock-Token": token})
    assert unlocked.status_code == 204

    versions = fresh(letter).versions
    assert [one.origin for one in versions] == [
        VersionOrigin.GENERATED, VersionOrigin.SAVED, VersionOrigin.SAVED,
    ]  # fmt: skip
    assert {one.by_id for one in versions[1:]} == {user("coordinator").id}
    assert content(letter) == third
    assert db.session.scalars(db.select(DavLock)).all() == []


def test_the_same_bytes_again_make_no_version(app, client, letter):
    url = opened(letter)
    data = content(letter)
    # An address that is used holds longer, which shows when a second goes by.
    with time_machine.travel(clock.now(), tick=False):
        token = lock(client, url)
        with nothing_changes():
            assert put(client, url, data, token).status_code == 204
    assert put(client, url, changed(letter, "zaak"), token).status_code == 204
    assert len(fresh(letter).versions) == 2


@pytest.mark.parametrize("header", ["If-None-Match", "If-Modified-Since"])
def test_it_never_says_not_modified(app, client, letter, header):
    url = opened(letter)
    value = client.get(url).headers["ETag" if header == "If-None-Match" else "Last-Modified"]
    assert client.get(url, headers={header: value}).status_code == 200
    assert client.head(url, headers={header: value}).status_code == 200


@pytest.mark.parametrize("name", ["~$K2026-L13a.docx", "~WRD0001.tmp", "~WRL0005.tmp", "a1b2.tmp",
                                  ".~lock.brief.docx#"])  # fmt: skip
def test_what_word_puts_beside_it_is_accepted_and_dropped(app, client, letter, name):
    folder = opened(letter).rpartition("/")[0]
    address = f"{folder}/{name.replace('#', '%23')}"
    with nothing_changes():
        assert client.open(address, method="PROPFIND").status_code == 404
        assert client.put(address, data=b"wie").status_code == 201
        assert client.open(address, method="LOCK", data=LOCKINFO).status_code == 201
        assert client.open(address, method="UNLOCK").status_code == 204
        assert client.delete(address).status_code == 204
        assert client.get(address).status_code == 404


def test_the_letter_does_not_become_a_temporary_file(app, client, letter):
    url = opened(letter)
    folder = url.rpartition("/")[0]
    with nothing_changes():
        for source, target, status in (
            (f"{folder}/~WRD0000.tmp", f"http://localhost{folder}/~WRL0001.tmp", 201),
            (url, f"http://localhost{folder}/~WRL0001.tmp", 403),
        ):
            reply = client.open(source, method="MOVE", headers={"Destination": target})
            assert reply.status_code == status, (source, target)


def move(client, url, name="~WRD0000.tmp", token="", method="MOVE", target="", **headers):
    held = {"If": f"<http://localhost{url}> ({token})"} if token else {}
    destination = {"Destination": f"http://localhost{target or url}"}
    source = f"{url.rpartition('/')[0]}/{name}"
    return client.open(source, method=method, headers=WORD | destination | held | headers)


def put_beside(client, url, data, name="~WRD0000.tmp"):
    return client.put(f"{url.rpartition('/')[0]}/{name}", data=data, headers=WORD)


def test_a_file_that_is_saved_beside_the_letter_and_moved_onto_it_is_a_version(app, client, letter):
    """How careful word processors save: a connection that breaks costs nothing."""
    url, data = opened(letter), changed(letter, "zaak")
    token = lock(client, url)
    assert put_beside(client, url, data).status_code == 201
    assert len(fresh(letter).versions) == 1
    assert move(client, url, token=token).status_code == 204
    assert content(letter) == data
    assert fresh(letter).versions[-1].origin is VersionOrigin.SAVED
    assert move(client, url, token=token).status_code == 403
    assert len(fresh(letter).versions) == 2


def test_what_was_not_saved_beside_it_by_this_address_is_not_moved_onto_it(app, client, letter):
    url, data = opened(letter), changed(letter, "zaak")
    token = lock(client, url)
    put_beside(client, url, data)
    other = again(letter, "secretary")
    assert move(client, url).status_code == 423
    assert move(client, url, name="~WRD0001.tmp", token=token).status_code == 403
    assert move(client, url, token=token, method="COPY").status_code == 403
    assert move(client, url, token=token, Overwrite="F").status_code == 412
    assert move(client, url, token=token, target=other).status_code == 403
    assert move(client, other, token=token).status_code == 403
    assert len(fresh(letter).versions) == 1


def test_what_is_no_letter_is_not_kept_beside_it_and_the_page_says_so(app, client, letter):
    url = opened(letter)
    token = lock(client, url)
    assert put_beside(client, url, b"PK\x03\x04 kapot").status_code == 201
    assert db.session.scalars(db.select(EditToken)).one().beside_sha256 is None
    assert move(client, url, token=token).status_code == 403
    db.session.rollback()
    kept = db.session.scalars(db.select(EditToken)).one()
    assert "tijdelijk bestand" in kept.refused_because


def test_what_was_saved_beside_it_goes_when_the_editing_ends(app, client, letter):
    url = opened(letter)
    put_beside(client, url, changed(letter, "zaak"))
    db.session.rollback()
    assert db.session.scalars(db.select(EditToken)).one().beside_sha256
    correspondence.withdraw(someone("coordinator"), letter, fresh(letter).version)
    db.session.rollback()
    assert db.session.scalars(db.select(EditToken)).one().beside_sha256 is None


# --- the lock ---


def test_a_second_client_is_refused_and_sees_who_has_it(app, client, letter):
    url = opened(letter)
    token = lock(client, url)
    other = again(letter, "secretary")
    with nothing_changes():
        lock(client, other, status=423)
        assert client.open(other, method="LOCK", data=LOCKINFO).status_code == 423
        assert put(client, other, changed(letter, "zaak")).status_code == 423
        # Who knows the lock of another does not hold it.
        assert put(client, other, changed(letter, "zaak"), token).status_code in {412, 423}
        reply = client.open(other, method="UNLOCK", headers={"Lock-Token": token})
        assert reply.status_code in {403, 409}
    found = client.open(other, method="PROPFIND", headers={"Depth": "0"})
    assert shown(found, "owner").text == user("coordinator").name
    assert url.split("/")[2] not in found.text
    mine = client.open(url, method="PROPFIND", headers={"Depth": "0"})
    assert shown(mine, "owner")[0].text == "SSR\\anna"


def test_one_address_in_two_programs_has_one_lock(app, client, letter):
    url = opened(letter)
    lock(client, url)
    lock(client, url, status=423)
    assert put(client, url, changed(letter)).status_code == 423


def test_without_a_lock_nothing_is_saved(app, client, letter):
    url = opened(letter)
    with nothing_changes():
        assert put(client, url, changed(letter, "zaak")).status_code == 423
        unknown = put(client, url, changed(letter, "zaak"), "<opaquelocktoken:0>")
        assert unknown.status_code == 412


def test_a_lock_runs_out_and_another_may_have_it(app, client, letter):
    url = opened(letter)
    with time_machine.travel(clock.now(), tick=False) as now:
        token = lock(client, url)
        other = again(letter, "secretary")
        now.shift(timedelta(minutes=29))
        lock(client, other, status=423)
        now.shift(timedelta(minutes=2))
        lock(client, other)
        with nothing_changes():
            assert put(client, url, changed(letter, "zaak"), token).status_code in {412, 423}


def test_a_lock_is_kept_by_renewing_it(app, client, letter):
    url = opened(letter)
    with time_machine.travel(clock.now(), tick=False) as now:
        token = lock(client, url)
        for _ in range(10):
            now.shift(timedelta(minutes=20))
            reply = client.open(url, method="LOCK", headers={"If": f"({token})"})
            assert reply.status_code == 200
        assert put(client, url, changed(letter, "zaak"), token).status_code == 204


# --- the address ---


def gone(client, url):
    """Whether there is nothing at this address, whatever is asked."""
    codes = {
        client.open(url, method=method, data=LOCKINFO if method == "LOCK" else b"").status_code
        for method in ("OPTIONS", "GET", "HEAD", "PROPFIND", "PROPPATCH", "PUT", "LOCK", "UNLOCK")
    }
    return codes == {404}


def test_a_guess_finds_nothing_and_soon_nobody_listens(app, client, letter):
    name = opened(letter).rpartition("/")[2]
    assert gone(client, f"/dav/{'A' * 43}/{name}")
    for number in range(GUESSES - 8):
        assert client.get(f"/dav/guess-{number}/{name}").status_code == 404
    assert client.get(f"/dav/guess/{name}").status_code == 429
    assert client.get(opened(letter)).status_code == 200


def test_an_address_that_is_over_is_no_guess(app, client, letter):
    url = opened(letter)
    opened(letter)
    assert gone(client, url)
    assert db.session.scalars(db.select(Attempt)).all() == []


def test_an_address_ends_an_hour_after_its_last_use(app, client, letter):
    with time_machine.travel(clock.now(), tick=False) as now:
        url = opened(letter)
        now.shift(timedelta(minutes=59))
        token = lock(client, url)
        now.shift(timedelta(minutes=29))
        assert put(client, url, changed(letter, "zaak"), token).status_code == 204
        now.shift(timedelta(minutes=61))
        assert gone(client, url)


def test_an_address_ends_after_a_working_day(app, client, letter):
    with time_machine.travel(clock.now(), tick=False) as now:
        url = opened(letter)
        token = lock(client, url)
        for _ in range(35):
            now.shift(timedelta(minutes=20))
            reply = client.open(url, method="LOCK", headers={"If": f"({token})"})
            assert reply.status_code == 200
        now.shift(timedelta(minutes=21))
        assert gone(client, url)


def test_it_is_for_one_letter_under_one_name(app, client, letter):
    url = opened(letter)
    folder = url.rpartition("/")[0]
    for address in (f"{folder}/anders.docx", f"{url}/x", f"{folder}/../{letter}"):
        assert client.get(address).status_code == 404, address
        with nothing_changes():
            assert client.put(address, data=b"x").status_code in {403, 404, 409}, address


def by_recusing(letter):
    a_statement(fresh(letter).complaint, user("coordinator"), involved=True)


def by_closing_the_account(letter):
    with transaction():
        user("coordinator").active = False


def by_taking_the_role(letter):
    with transaction():
        user("coordinator").roles = list(user("auditor").roles)


def by_signing_out(letter):
    accounts.signed_out(someone("coordinator"))


def by_withdrawing(letter):
    correspondence.withdraw(someone("secretary"), letter, fresh(letter).version)


def by_taking_over(letter):
    editing.take_over(someone("secretary"), letter)


def by_releasing(letter):
    db.session.rollback()
    key = db.session.scalar(db.select(DavLock.id))
    editing.release(someone("administrator"), key)


ENDS = (
    by_recusing, by_closing_the_account, by_taking_the_role, by_signing_out, by_withdrawing,
    by_taking_over, by_releasing,
)  # fmt: skip


@pytest.mark.parametrize("end", ENDS)
def test_from_one_moment_to_the_next_it_is_over(app, client, letter, end):
    url = opened(letter)
    lock(client, url)
    end(letter)
    db.session.rollback()
    with nothing_changes():
        assert gone(client, url)


def test_a_definitive_letter_is_not_edited(app, client, letter):
    url = opened(letter)
    lock(client, url)
    thread.finish("coordinator", letter)
    assert fresh(letter).state is LetterState.FINAL
    with nothing_changes():
        assert gone(client, url)
    assert db.session.scalars(db.select(DavLock)).all() == []


# --- what comes in ---


@pytest.mark.parametrize(
    "data", [b"", b"geen Word", b"PK\x03\x04kapot", b"<html>"], ids=["empty", "text", "zip", "html"]
)
def test_what_is_no_letter_is_refused_and_told_in_the_panel(app, client, letter, data):
    url = opened(letter)
    token = lock(client, url)
    assert put(client, url, data, token).status_code == 403
    assert len(fresh(letter).versions) == 1
    kept = db.session.scalars(db.select(EditToken)).one()
    assert "beschadigd of geen Word-bestand" in kept.refused_because
    assert put(client, url, changed(letter, "zaak"), token).status_code == 204
    db.session.rollback()
    assert db.session.scalars(db.select(EditToken)).one().refused_at is None


def test_another_letter_is_not_saved_over_this_one(app, client, letter):
    url, data = opened(letter), content(draft(a_file()))
    assert put(client, url, data, lock(client, url)).status_code == 403
    assert len(fresh(letter).versions) == 1


def test_more_than_10_mb_is_not_read(app, client, letter):
    url = opened(letter)
    token = lock(client, url)
    assert put(client, url, b"x" * (10 * 2**20 + 1), token).status_code == 413
    assert len(fresh(letter).versions) == 1
    kept = db.session.scalars(db.select(EditToken)).one()
    assert kept.refused_because == "Het bestand is groter dan 10 MB."
    with nothing_changes():
        temporary = f"{url.rpartition('/')[0]}/~WRD0001.tmp"
        assert client.put(temporary, data=b"x" * (10 * 2**20 + 1)).status_code == 413
        large = "<a>" + "x" * 2**17 + "</a>"
        assert client.open(url, method="PROPFIND", data=large).status_code == 413


ENTITY = b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a xmlns="DAV:">&e;</a>'


@pytest.mark.parametrize("method", ["PROPFIND", "PROPPATCH", "LOCK"])
@pytest.mark.parametrize("xml", [b"<", b"\xff\xfe", b"<a/>", ENTITY])
def test_hostile_xml_is_refused(app, client, letter, method, xml):
    url = opened(letter)
    with nothing_changes():
        reply = client.open(url, method=method, data=xml)
    assert reply.status_code in {207, 400}
    assert "root:" not in reply.text


@pytest.mark.parametrize("method", ["DELETE", "MKCOL", "MOVE", "COPY", "POST", "TRACE", "SEARCH"])
def test_the_letter_is_not_moved_copied_or_removed(app, client, letter, method):
    url = opened(letter)
    with nothing_changes():
        for address in (url, url.rpartition("/")[0], "/dav"):
            reply = client.open(address, method=method,
                                headers={"Destination": f"http://localhost{url}x"})  # fmt: skip
            assert reply.status_code in {403, 404, 405}, address


def test_no_folder_is_listed(app, client, letter):
    url = opened(letter)
    for folder in (url.rpartition("/")[0] + "/", "/dav/", "/dav"):
        found = client.open(folder, method="PROPFIND", headers={"Depth": "1"})
        assert found.status_code == 207
        assert len(etree.fromstring(found.data).findall("{DAV:}response")) == 1
        assert client.get(folder).status_code in {403, 404}


def test_a_stranger_learns_nothing(app, client):
    assert client.open("/dav/", method="OPTIONS").status_code == 200
    for method in ("GET", "PUT", "LOCK", "DELETE", "POST"):
        assert client.open("/dav/", method=method).status_code == 404


# --- around it ---


def test_every_answer_has_its_headers_and_no_cookie(app, client, letter):
    url = opened(letter)
    for reply in (client.get(url), client.get("/dav/x/y"), client.open(url, method="OPTIONS")):
        assert reply.headers["Cache-Control"] == "no-store"
        assert reply.headers["Referrer-Policy"] == "no-referrer"
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
        assert reply.headers["MS-Author-Via"] == "DAV"
        assert "Set-Cookie" not in reply.headers


def test_the_address_is_kept_hashed_and_written_nowhere(app, client, letter, caplog, capfd):
    url = opened(letter)
    token = url.split("/")[2]
    kept = db.session.scalars(db.select(EditToken)).one()
    assert kept.token_hash == hashlib.sha256(token.encode()).hexdigest()
    caplog.set_level(logging.DEBUG)
    held = lock(client, url)
    put(client, url, b"kapot", held)
    put(client, url, changed(letter, "zaak"))
    client.get(url + "x")
    written = caplog.text + "".join(capfd.readouterr())
    assert token not in written


def test_what_the_server_writes_in_its_log_is_masked(app, letter):
    url = opened(letter)
    environ = EnvironBuilder(url).get_environ() | {"RAW_URI": url, "REQUEST_URI": url}
    assert b"".join(app.wsgi_app(environ, lambda *_: None)) == content(letter)
    assert url.split("/")[2] not in str([one for one in environ.values() if isinstance(one, str)])


def test_a_letter_that_was_taken_along_can_still_be_opened(app, client, letter):
    editing.check_out(someone("secretary"), letter)
    url = opened(letter)
    lock(client, url)
    assert db.session.scalars(db.select(Checkout)).one().number == 1
