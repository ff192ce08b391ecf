"""The letters of a file: making, editing, settling, sending; and every file that is no letter."""

import io
import re
import zipfile

import pytest
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import stream_encode_multipart

from models import Document, Letter, db
from operations import clock, correspondence, documents, handover
from rules.vocabulary import Event, LetterKind, LetterState, SendChannel, State
from tests import thread
from tests.factories import a_complaint
from tests.letters import packages
from tests.samples import a_pdf
from tests.views.record import draft, in_hearing, nothing_changes, said_why

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def file(app):
    """A file at the hearing with a letter of today that still has to be settled."""
    return in_hearing()


def letter_of(key):
    db.session.rollback()
    return db.session.get_one(Letter, key)


def bytes_of(letter_id):
    return documents.read(letter_of(letter_id).versions[-1].document.sha256)


def act(browser, letter_id, name, **data):
    version = data.pop("version", None) or letter_of(letter_id).version
    return browser.post(f"/admin/letter/{letter_id}/{name}", data={"version": version} | data)


def put_back(browser, letter_id, data, name="brief.docx", **more):
    form = more | {
        "version": str(letter_of(letter_id).version),
        "file": FileStorage(io.BytesIO(data), name),
    }
    return posted(browser, f"/admin/letter/{letter_id}/upload", form)


def posted(browser, address, form):
    """A form with a file, made in memory: a temporary file of the test client stays open."""
    stream, length, boundary = stream_encode_multipart(form, use_tempfile=False)
    kind = f'multipart/form-data; boundary="{boundary}"'
    return browser.post(address, input_stream=stream, content_length=length, content_type=kind)


def page(browser, letter_id):
    reply = browser.get(f"/admin/letter/details/?id={letter_id}")
    assert reply.status_code == 200
    return reply.text


# --- who ---

WHO = {
    #              list screen version upload finish send
    "servicedesk":   (200, 404, 404, 404, 404, 404),
    "team_leader":   (403, 403, 403, 403, 403, 403),
    "coordinator":   (200, 200, 200, 422, 409, 409),
    "secretary":     (200, 200, 200, 422, 409, 409),
    "board1":        (200, 200, 200, 403, 403, 403),
    "adviser1":      (200, 404, 404, 404, 404, 404),
    "auditor":       (200, 200, 200, 403, 403, 403),
    "administrator": (403, 403, 403, 403, 403, 403),
}  # fmt: skip
"""By hand, from law.md part 6, for a draft with an empty place in it."""


@pytest.mark.parametrize("who", WHO)
def test_each_role_gets_what_it_may(app, signed_in, file, who):
    letter, browser = draft(file), signed_in(who)
    said_why(who, file)
    found = [
        browser.get("/admin/letter/").status_code,
        browser.get(f"/admin/letter/details/?id={letter}").status_code,
        browser.get(f"/admin/letter/{letter}/version/1").status_code,
    ]
    with nothing_changes():
        found += [
            put_back(browser, letter, b"geen Word").status_code,
            act(browser, letter, "finish").status_code,
            act(browser, letter, "send", sent_on=clock.today(), channel="file").status_code,
        ]
    assert tuple(found) == WHO[who]


@pytest.mark.parametrize("key", ["abc", "-1", "0", "999999", "99999999999999", "5,6", "%00", ""])
def test_an_unknown_letter_does_not_exist(app, signed_in, key):
    browser = signed_in("coordinator")
    assert browser.get(f"/admin/letter/details/?id={key}").status_code == 404
    for name in ("upload", "finish", "reopen", "withdraw", "send", "bounced", "resent"):
        if key:
            assert browser.post(f"/admin/letter/{key}/{name}").status_code == 404
    assert browser.get(f"/admin/letter/{key or 9}/version/1").status_code == 404


@pytest.mark.parametrize("number", ["0", "2", "99999999999999", "-1", "abc"])
def test_an_unknown_version_does_not_exist(app, signed_in, file, number):
    letter = draft(file)
    assert (
        signed_in("coordinator").get(f"/admin/letter/{letter}/version/{number}").status_code == 404
    )


# --- making ---


@pytest.mark.parametrize("kind", ["", "L99", "l01", "<b>", "\0", "L01 "])
def test_an_unknown_letter_is_not_made(app, signed_in, file, kind):
    with nothing_changes():
        reply = signed_in("coordinator").post(
            f"/admin/complaint/{file}/letter/",
            data={"kind": kind, "version": thread.fresh(file).version},
        )
    assert reply.status_code == 404


@pytest.mark.parametrize("kind", ["L01", "L05a", "L15", "L15b", "L11"])
def test_a_letter_that_does_not_fit_now_is_refused_with_its_reason(app, signed_in, file, kind):
    party = thread.fresh(file).parties[0].id
    with nothing_changes():
        reply = signed_in("coordinator").post(
            f"/admin/complaint/{file}/letter/",
            data={"kind": kind, "version": thread.fresh(file).version, "party": party},
        )
    assert reply.status_code == 409
    assert "Er is niets opgeslagen" in reply.text


def test_a_letter_is_made_once(app, signed_in, file):
    browser, version = signed_in("coordinator"), thread.fresh(file).version
    data = {"kind": "L13a", "version": version}
    assert browser.post(f"/admin/complaint/{file}/letter/", data=data).status_code == 302
    with nothing_changes():
        assert browser.post(f"/admin/complaint/{file}/letter/", data=data).status_code == 409
        fresh = data | {"version": thread.fresh(file).version}
        assert browser.post(f"/admin/complaint/{file}/letter/", data=fresh).status_code == 409


def test_who_asks_for_a_letter_that_was_begun_goes_on_with_it(app, signed_in, file):
    browser, version = signed_in("coordinator"), thread.fresh(file).version
    address = f"/admin/complaint/{file}/letter/"
    assert browser.get(f"{address}?kind=L13a").status_code == 200
    made = browser.post(address, data={"kind": "L13a", "version": version}).location
    assert browser.get(f"{address}?kind=L13a").location == made
    assert browser.get(f"{address}?kind=nonsense").status_code == 200
    assert signed_in("auditor").get(f"{address}?kind=L13a").status_code == 403


@pytest.mark.parametrize("party", ["999", "-1", "abc", "99999999999999", "5,6"])
def test_a_letter_goes_to_nobody_outside_the_file(app, signed_in, party):
    key = a_complaint(state=State.F1).id
    other = a_complaint().parties[0].id
    for one in (party, other):
        with nothing_changes():
            reply = signed_in("coordinator").post(
                f"/admin/complaint/{key}/letter/",
                data={"kind": "L01", "version": thread.fresh(key).version, "party": one},
            )
        assert reply.status_code in {409, 422}


# --- putting back ---


def empty_zip():
    out = io.BytesIO()
    zipfile.ZipFile(out, "w").close()
    return out.getvalue()


def macro():
    main = "application/vnd.ms-word.document.macroEnabled.main+xml"
    return packages.packed(packages.parts(**{"[Content_Types].xml": packages.types(main=main)}))


NO_LETTERS = {
    "empty": b"", "text": b"geen Word", "pdf": b"%PDF-1.7", "zip": empty_zip(),
    "cut off": b"PK\x03\x04" + b"\0" * 200, "old word": b"\xd0\xcf\x11\xe0" * 100,
    "html": b"<html><script>alert(1)</script>", "macro": macro(), "nuls": b"\0" * 5000,
    "too large": b"PK\x03\x04" + b"x" * (11 * 2**20),
}  # fmt: skip


@pytest.mark.parametrize("what", NO_LETTERS)
def test_what_is_no_letter_is_told_at_the_field(app, signed_in, file, what):
    letter = draft(file)
    with nothing_changes():
        reply = put_back(signed_in("coordinator"), letter, NO_LETTERS[what])
    assert reply.status_code == 422
    assert 'id="file-error"' in reply.text


def test_no_file_at_all(app, signed_in, file):
    letter = draft(file)
    with nothing_changes():
        reply = act(signed_in("coordinator"), letter, "upload")
    assert reply.status_code == 422
    assert "Kies een bestand." in reply.text


def test_another_letter_is_not_put_back(app, signed_in, file):
    letter = draft(file)
    other = db.session.scalars(select(Letter.id).where(Letter.kind == LetterKind.L01)).first()
    with nothing_changes():
        reply = put_back(signed_in("coordinator"), letter, bytes_of(other))
    assert reply.status_code == 409
    assert "een andere brief" in reply.text


def test_more_than_25_mb_gets_a_page_that_says_so(app, signed_in, file):
    letter = draft(file)
    with nothing_changes():
        reply = put_back(signed_in("coordinator"), letter, b"x" * (30 * 2**20))
    assert reply.status_code == 413
    assert "25 MB" in reply.text


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.docx", "a\nb.docx", "naam\u202excod.exe", "😀.docx", "x" * 400, "..",
             '"; filename="b.html', "％2e％2e／x.docx", ""],
)  # fmt: skip
def test_the_name_of_the_file_that_comes_back_does_not_matter(app, signed_in, file, name):
    letter, browser = draft(file), signed_in("coordinator")
    reply = put_back(browser, letter, bytes_of(letter), name)
    assert reply.status_code in {302, 422}
    db.session.rollback()
    number = len(letter_of(letter).versions)
    sent = browser.get(f"/admin/letter/{letter}/version/{number}")
    assert re.fullmatch(r"K\d{4}-\d{4} L13a v\d\.docx", sent.headers["Content-Disposition"]
                        .partition("''")[2].replace("%20", " "))  # fmt: skip


def test_a_version_goes_out_as_a_file_to_save(app, signed_in, file):
    letter = draft(file)
    reply = signed_in("coordinator").get(f"/admin/letter/{letter}/version/1")
    assert reply.headers["Content-Disposition"].startswith("attachment; ")
    assert reply.content_type == WORD
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert reply.data == bytes_of(letter)


# --- settling and sending ---


def ready(key):
    """A definitive acknowledgement of a file that was registered today."""
    letter = correspondence.draft(
        thread.someone("coordinator"), key, thread.fresh(key).version, LetterKind.L01,
        thread.fresh(key).parties[0].id,
    )  # fmt: skip
    thread.finish("coordinator", letter)
    return letter


@pytest.fixture
def settled(app):
    """A registered file, and its acknowledgement, ready to go."""
    key = thread.register()
    thread.step("coordinator", key, Event.REGISTER)
    coordinator = thread.someone("coordinator")
    handover.assign(coordinator, key, thread.fresh(key).version, coordinator.user_id, stated=True)
    return key, ready(key)


def test_a_letter_is_sent_once(app, signed_in, settled):
    key, letter = settled
    browser, version = signed_in("coordinator"), letter_of(letter).version
    data = {"sent_on": clock.today(), "channel": "post", "version": version, "enclosed": "1"}
    assert act(browser, letter, "send", **data).status_code == 302
    assert thread.fresh(key).state is State.F2
    with nothing_changes():
        assert act(browser, letter, "send", **data).status_code == 409
        for name in ("upload", "finish", "reopen", "withdraw"):
            sent = {"file": (io.BytesIO(bytes_of(letter)), "a.docx")} if name == "upload" else {}
            reply = act(browser, letter, name, **sent)
            assert reply.status_code == 409, name
            assert "verandert niet meer" in reply.text
    html = page(browser, letter)
    assert letter_of(letter).sent_sha256 in html
    assert "Terugzetten" not in html


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"sent_on": ""}, "sent_on"), ({"sent_on": "morgen"}, "sent_on"),
        ({"sent_on": "2099-01-01"}, "sent_on"), ({"sent_on": "2020-01-01"}, "sent_on"),
        ({"sent_on": "9999-12-31"}, "sent_on"), ({"channel": ""}, "channel"),
        ({"channel": "duif"}, "channel"), ({"reason": "x" * 4001}, None),
    ],
)  # fmt: skip
def test_a_sending_that_cannot_be_is_told_at_its_field(app, signed_in, settled, wrong, field):
    _, letter = settled
    data = {"sent_on": clock.today(), "channel": "post"} | wrong
    with nothing_changes():
        reply = act(signed_in("coordinator"), letter, "send", **data)
    assert reply.status_code == 422
    assert field is None or f'id="{field}-error"' in reply.text


def test_email_takes_express_consent(app, signed_in, settled):
    with nothing_changes():
        reply = act(signed_in("coordinator"), settled[1], "send", sent_on=clock.today(),
                    channel="email")  # fmt: skip
    assert reply.status_code == 409
    assert "art. 2:8 Awb" in reply.text


def test_an_old_page_does_not_send_and_says_who_was_first(app, signed_in, settled):
    _, letter = settled
    old = letter_of(letter).version
    assert act(signed_in("secretary"), letter, "reopen").status_code == 302
    with nothing_changes():
        reply = act(signed_in("coordinator"), letter, "send", version=old,
                    sent_on=clock.today(), channel="post")  # fmt: skip
    assert reply.status_code == 409
    assert "Bas Smit" in reply.text or "concept" in reply.text


@pytest.mark.parametrize("version", ["", "abc", "-1", "99999999999999"])
def test_without_the_version_of_the_page_nothing_is_done(app, signed_in, settled, version):
    browser = signed_in("coordinator")
    with nothing_changes():
        for name in ("reopen", "withdraw", "send"):
            reply = browser.post(
                f"/admin/letter/{settled[1]}/{name}",
                data={"version": version, "sent_on": clock.today(), "channel": "post"},
            )
            assert reply.status_code == 409, name


def test_a_letter_that_came_back_goes_out_again(app, signed_in, settled):
    _, letter = settled
    browser = signed_in("coordinator")
    with nothing_changes():
        assert act(browser, letter, "bounced", bounced_on=clock.today()).status_code == 409
    act(browser, letter, "send", sent_on=clock.today(), channel="post")
    for day in ("", "2020-01-01", "2099-01-01"):
        with nothing_changes():
            reply = act(browser, letter, "bounced", bounced_on=day)
        assert reply.status_code == 422
        assert 'id="bounced_on-error"' in reply.text
    assert act(browser, letter, "bounced", bounced_on=clock.today()).status_code == 302
    with nothing_changes():
        assert act(browser, letter, "bounced", bounced_on=clock.today()).status_code == 409
    resent = {"sent_on": clock.today(), "channel": SendChannel.POST.value}
    assert act(browser, letter, "resent", **resent).status_code == 302
    with nothing_changes():
        assert act(browser, letter, "resent", **resent).status_code == 409


def test_what_is_missing_stands_on_the_screen_and_holds_the_letter(app, signed_in, file):
    """L13a lacks the declarations of the board's members."""
    letter = draft(file)
    browser = signed_in("coordinator")
    html = page(browser, letter)
    assert "Nog niet definitief te maken" in html
    assert "ontbreekt" in html
    # Two members, one sentence: and what to do about it.
    assert html.count("lege plek in de brief: [ontbreekt: verklaring]") == 1
    assert "zet de brief terug" in html
    with nothing_changes():
        reply = act(browser, letter, "finish")
    assert reply.status_code == 409
    assert "Er staat nog een lege plek in de brief" in reply.text


def test_a_withdrawn_letter_makes_place_for_another(app, signed_in, file):
    letter, browser = draft(file), signed_in("coordinator")
    assert act(browser, letter, "withdraw").status_code == 302
    assert letter_of(letter).state is LetterState.WITHDRAWN
    assert page(browser, letter)
    data = {"kind": "L13a", "version": thread.fresh(file).version}
    assert browser.post(f"/admin/complaint/{file}/letter/", data=data).status_code == 302


# --- other files in the dossier ---

REFUSED = {
    "virus.exe": b"MZ", "pagina.html": b"<html>", "beeld.svg": b"<svg/>", "zonder": b"%PDF-1.7",
    "x.pdf": b"<html>", "x.docx": b"PK\x03\x04kapot", "macro.docx": macro(), "leeg.pdf": b"",
    "leeg.docx": b"", "x.png": b"%PDF-1.7", "x.txt": b"a\0b", "x.docm": macro(),
    "groot.pdf": b"%PDF-1.7" + b"x" * (11 * 2**20), "x.pdf.exe": b"MZ", ".pdf.": b"%PDF-1.7",
}  # fmt: skip


def added(browser, key, name, data):
    form = {"version": str(thread.fresh(key).version), "file": FileStorage(io.BytesIO(data), name)}
    return posted(browser, f"/admin/complaint/{key}/document/", form)


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_may_not_lie_in_the_dossier(app, signed_in, name):
    key = a_complaint().id
    with nothing_changes():
        reply = added(signed_in("coordinator"), key, name, REFUSED[name])
    assert reply.status_code == 422
    assert 'id="file-error"' in reply.text


@pytest.mark.parametrize(
    "name",
    ["../../x.pdf", "..／x.pdf", "a\\b.pdf", "a\r\nSet-Cookie: x.pdf", "rtl\u202efdp.pdf", "😀.pdf",
     "<script>.pdf", '"; filename="b.pdf', "CON.pdf", "x" * 300 + ".pdf", "{{7*7}}.pdf", "\0.pdf"],
)  # fmt: skip
def test_a_hostile_name_becomes_a_plain_one(app, signed_in, name):
    key, browser = a_complaint().id, signed_in("coordinator")
    reply = added(browser, key, name, a_pdf())
    assert reply.status_code in {302, 422}
    kept = db.session.scalars(select(Document).where(Document.complaint_id == key)).all()
    assert browser.get(f"/admin/complaint/details/?id={key}").status_code == 200
    for document in kept:
        assert not re.search(r"[/\\\r\n\0\u202e<>\"]", document.name)
        assert len(document.name) <= 150
        sent = browser.get(f"/admin/complaint/{key}/document/{document.id}")
        assert sent.status_code == 200
        assert sent.headers["Content-Disposition"].startswith("attachment; ")
        assert "Set-Cookie: x" not in str(sent.headers)


def test_who_may_add_a_document(app, signed_in):
    key = a_complaint().id
    for who, status in (("board1", 403), ("auditor", 403), ("adviser1", 404), ("team_leader", 403)):
        with nothing_changes():
            reply = added(signed_in(who), key, "x.pdf", a_pdf())
        assert reply.status_code == status, who
