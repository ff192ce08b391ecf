"""How much one request may send: known by its address, before anything of it is read."""

from collections.abc import Iterator

import pytest
from flask import Flask, request

from admin_app import create_app
from models import db
from views import limits
from views.limits import MIB, Limit


@pytest.fixture
def attachments(app, monkeypatch) -> Iterator[Flask]:
    """A step like the one of the public form, with the CSRF check that reads the form first.

    On a panel of its own: addresses cannot be taken back, and other tests walk all there are.
    """
    monkeypatch.setitem(limits.ABOVE_USUAL, ("POST", "/bijlagen/<int:key>"), Limit(30 * MIB, 5))
    own = create_app(app.extensions["wederhoor"], TESTING=True, WTF_CSRF_ENABLED=True)
    own.add_url_rule("/bijlagen/<int:key>", "attachments", lambda **_: told(), methods=("POST",))
    own.add_url_rule("/gewoon", "usual", lambda: told(), methods=("POST",))
    yield own
    with own.app_context():
        db.session.remove()
        db.engine.dispose()


def told() -> str:
    files = request.files.getlist("file")
    on_disk = {type(one.stream).__name__ for one in files}
    return f"{len(files)} {sum(len(one.read()) for one in files)} {on_disk}"


def send(app: Flask, where: str, size: int, fields: int = 0):
    """As a browser does: with a token out of a page of ours."""
    browser = app.test_client()
    page = browser.get("/login").text
    token = page.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
    typed = {"csrf_token": token} | {f"f{one}": "x" for one in range(fields)}
    body = "".join(
        f'--grens\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in typed.items()
    )
    body += '--grens\r\nContent-Disposition: form-data; name="file"; filename="x.pdf"\r\n\r\n'
    data = body.encode() + bytes(size) + b"\r\n--grens--\r\n"
    return browser.post(where, data=data, content_type="multipart/form-data; boundary=grens")


def test_the_one_address_takes_more_and_no_other_does(attachments):
    reply = send(attachments, "/bijlagen/1", 28 * MIB)
    assert (reply.status_code, reply.text.split(" {")[0]) == (200, f"1 {28 * MIB}")
    assert "BytesIO" not in reply.text
    assert send(attachments, "/gewoon", 20 * MIB).status_code == 200
    for where in ("/gewoon", "/login", "/bestaat-niet"):
        reply = send(attachments, where, 26 * MIB)
        assert reply.status_code == 413, where
        assert "niet meer sturen dan 25 MB" in reply.text


def test_what_is_too_much_is_a_page_that_says_what_to_do(attachments):
    reply = send(attachments, "/bijlagen/1", 31 * MIB)
    assert reply.status_code == 413
    assert "Te groot" in reply.text
    assert "niet meer sturen dan 30 MB" in reply.text
    assert "kies minder of kleinere bestanden" in reply.text


def test_parts_are_counted(attachments):
    assert send(attachments, "/bijlagen/1", 10, fields=3).status_code == 200
    assert send(attachments, "/bijlagen/1", 10, fields=4).status_code == 413
    assert send(attachments, "/gewoon", 10, fields=100).status_code == 200
    assert send(attachments, "/gewoon", 10, fields=200).status_code == 413


class Unread:
    """A body of which nothing may be asked."""

    def __getattr__(self, name: str):
        raise AssertionError(name)


@pytest.mark.parametrize(
    ("kind", "length"),
    [("multipart/form-data; boundary=x", 31 * MIB), ("application/x-www-form-urlencoded", 2 * MIB)],
)
def test_what_says_that_it_is_too_long_is_refused_unread(attachments, kind, length):
    said = {"CONTENT_LENGTH": str(length), "wsgi.input": Unread()}
    reply = attachments.test_client().post("/bijlagen/1", content_type=kind, environ_overrides=said)
    assert reply.status_code == 413


def test_the_step_with_attachments_takes_ten_files_of_ten_megabytes():
    assert limits.ABOVE_USUAL["POST", "/klacht/bijlagen"].size == 105 * MIB


@pytest.mark.parametrize(
    ("path", "data", "status", "told"),
    [
        ("/mijn-klacht/dossier/aanvullen", {"text": "x" * 2**20}, 413,
         "You cannot send more than 25 MB at once, nor more text than 1 MB."),
        ("/klacht/klacht", {"whom": "x" * 2**20}, 413, "You cannot send more than 25 MB at once"),
        ("/klacht/privacy", {}, 404, "Not found"),
        ("/is-er-niet", {}, 404, "Not found"),
        ("/klacht/kopie", {}, 405, "This page cannot be asked for in this way."),
        ("/mijn-klacht/dossier/niets", {}, 404, "Not found"),
    ],
)  # fmt: skip
def test_who_reads_english_reads_what_went_wrong_in_english(app, client, path, data, status, told):
    client.get("/taal/en")
    reply = client.post(path, data=data)
    assert reply.status_code == status
    assert told in reply.text
    assert '<html lang="en">' in reply.text


def test_the_panel_stays_dutch(app, signed_in):
    browser = signed_in("coordinator")
    browser.get("/taal/en")
    for path in ("/admin/is-er-niet/", "/admin/complaint/details/?id=999"):
        reply = browser.get(path)
        assert "Niet gevonden" in reply.text
        assert '<html lang="nl">' in reply.text
