"""What people paste, forge, repeat and send twice: told, kept, refused; never a 500."""

import re
from html import unescape
from urllib.parse import quote

import pytest
from sqlalchemy import func, select

from models import Complaint, Note, db
from rules.vocabulary import State
from tests import thread
from tests.factories import a_complaint, a_document, a_hearing
from tests.views.record import nothing_changes
from tests.views.test_complaint_screens import RIGHT

KEPT = [
    "{{739*743}}", "{% for x in y %}", "${739*743}", "#{739*743}", "<%= 739*743 %>",
    "{_{739*743}_}",
    "<script>alert(1)</script>", "</textarea><script>alert(1)</script>", "<b onclick=x>",
    "&lt;&amp;",
    "'; DROP TABLE complaint; --", '" OR ""="', "' OR 1=1 --", "\\", "%", "_", "%%_\\%", "%00",
    "=HYPERLINK(1)", "+1", "@SUM(1)", "-1", "👩‍👩‍👧", "Zoë Łukasz ß Ĳ", "عربي", "中文", "e\u0301",
    "\u200d", "\u00a0x\u00a0", "null", "None", "undefined", "NaN", "1e309", "true", "../../etc",
    "http://kwaad.nl", "javascript:alert(1)", "a" * 30, "\ufffd", "x\ty",
]  # fmt: skip
REFUSED = [
    "a\0b", "\x08", "x\x1by", "a\x07", "\x7f", "a\u202eb", "\u200fx", "a\u2066b", "a\ufffeb",
    "a\ufdd0", "\x85x\x85y", "a\u061cb",
]  # fmt: skip
"""Nothing that harms a letter, a name or a database is kept (security.md 2c)."""

ONE_LINE = ("subject", "signature_method", "first_name", "infix", "family_name", "organisation",
            "street", "house_number", "town", "conduct_title", "subject_first_name",
            "subject_capacity")  # fmt: skip
SEVERAL_LINES = ("description", "wish")


def typed(words):
    """The same words in every box for text, as far as they fit."""
    return RIGHT | dict.fromkeys(ONE_LINE + SEVERAL_LINES, words)


@pytest.mark.parametrize("words", KEPT, ids=lambda one: ascii(one)[:30])
def test_any_words_are_kept_and_shown_as_words(app, signed_in, words):
    data = typed(words)
    short = {name for name in ("infix", "house_number") if len(words) > 20}
    data |= dict.fromkeys(short, "")
    browser = signed_in("coordinator")
    reply = browser.post("/admin/complaint/new/", data=data)
    if reply.status_code == 422:
        assert "-error" in reply.text
        return
    assert reply.status_code == 302
    key = db.session.scalar(select(func.max(Complaint.id)))
    for page in (f"details/?id={key}", f"details/?id={key}&tab=text", f"edit/?id={key}", ""):
        shown = browser.get(f"/admin/complaint/{page}")
        assert shown.status_code == 200
        assert "<script>alert" not in shown.text
        assert "<b onclick" not in shown.text
        assert "549077" not in shown.text  # 739 times 743
    assert browser.get("/admin/complaint/", query_string={"search": words}).status_code == 200
    for kind in ("csv", "xlsx"):
        assert browser.get(f"/admin/complaint/export/{kind}/").status_code == 200


@pytest.mark.parametrize("words", REFUSED, ids=ascii)
def test_what_cannot_be_kept_is_named_at_its_field(app, signed_in, words):
    browser = signed_in("coordinator")
    with nothing_changes():
        reply = browser.post("/admin/complaint/new/", data=typed(words))
    assert reply.status_code == 422
    wrong = re.findall(r'<span class="error" id="([\w-]+)-error">', reply.text)
    assert set(wrong) >= {"description", "subject", "family_name", "conduct_title"}
    if "\0" not in words and "\x85" not in words:
        assert words in unescape(reply.text).replace("\r\n", "\n")


@pytest.mark.parametrize("words", KEPT + REFUSED, ids=lambda one: ascii(one)[:30])
def test_no_words_break_a_search_a_note_an_act_or_a_lookup(app, signed_in, words):
    complaint = a_complaint(state=State.F4)
    key, version, browser = complaint.id, complaint.version, signed_in("coordinator")
    for table in ("complaint", "report", "letter", "hearing", "conduct", "contact"):
        reply = browser.get(f"/admin/{table}/", query_string={"search": words, "flt0_x": words})
        assert reply.status_code == 200
    found = browser.get(
        "/admin/complaint/ajax/lookup/", query_string={"name": "contact_id", "query": words}
    )
    assert found.status_code == 404 or found.is_json
    note = browser.post(f"/admin/complaint/{key}/note/", data={"text": words})
    assert note.status_code in {302, 422}
    step = browser.post(
        f"/admin/complaint/{key}/step/ask_supplement",
        data={"version": version, "items": words, "due_on": words},
    )
    assert step.status_code == 422
    assert browser.get(f"/admin/complaint/details/?id={key}").status_code == 200


@pytest.mark.parametrize(
    "raw", [b"%ED%A0%80", b"%FF%FE", b"%C0%AF", b"%00", b"\xff\xfe", b"%u0041"]
)
def test_bytes_that_are_no_text(app, signed_in, raw):
    body = b"&".join(
        f"{name}=".encode() + (raw if name in {"subject", "description"} else value.encode())
        for name, value in RIGHT.items()
    )
    reply = signed_in("coordinator").post(
        "/admin/complaint/new/", data=body, content_type="application/x-www-form-urlencoded"
    )
    assert reply.status_code in {302, 422}
    for page in ("", f"?search={raw.decode('latin-1')}"):
        assert signed_in("coordinator").get(f"/admin/complaint/{page}").status_code == 200


def test_more_than_a_megabyte_of_text_is_refused(app, signed_in):
    with nothing_changes():
        reply = signed_in("coordinator").post(
            "/admin/complaint/new/", data=RIGHT | {"description": "woord " * 180_000}
        )
    assert reply.status_code in {413, 422}


def test_as_much_text_as_a_form_may_hold_comes_back(app, signed_in):
    words = "woord " * 100_000
    with nothing_changes():
        reply = signed_in("coordinator").post(
            "/admin/complaint/new/", data=RIGHT | {"description": words}
        )
    assert reply.status_code == 422
    assert "er passen er 20000" in reply.text
    assert words in reply.text


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", ""), (b"{}", "application/json"), (b"\xff" * 99, "application/octet-stream"),
        (b"x", "multipart/form-data"), (b"x", "multipart/form-data; boundary=y"),
        (b"--y\r\n\r\n", "multipart/form-data; boundary=y"), (b"a=1&a=2&&=&=3", "text/plain"),
        (b"&".join(b"a%d=1" % one for one in range(3000)), "application/x-www-form-urlencoded"),
    ],
)  # fmt: skip
def test_a_body_that_is_no_form(app, signed_in, body, kind):
    complaint = a_complaint()
    with nothing_changes():
        for address in ("new/", f"edit/?id={complaint.id}", f"{complaint.id}/step/register",
                        f"{complaint.id}/note/", f"{complaint.id}/party/",
                        f"{complaint.id}/letter/"):  # fmt: skip
            reply = signed_in("coordinator").post(
                f"/admin/complaint/{address}", data=body, content_type=kind
            )
            assert reply.status_code in {400, 404, 409, 413, 422}, address


# --- forged ---


@pytest.mark.parametrize("token", [None, "", "vals", "IjEi.aa.bb"])
def test_a_post_that_did_not_come_from_our_page_changes_nothing(app, signed_in, token):
    complaint = a_complaint()
    key, version, browser = complaint.id, complaint.version, signed_in("coordinator")
    hearing = a_hearing(complaint).id
    addresses = [
        "complaint/new/", f"complaint/edit/?id={key}", f"complaint/{key}/step/register",
        f"complaint/{key}/note/", f"complaint/{key}/party/", f"complaint/{key}/involved/",
        f"complaint/{key}/letter/", f"complaint/{key}/document/", f"complaint/{key}/assign/",
        "letter/1/finish", "letter/1/send", "conduct/new/", "hearing/new/",
        f"complaint/{key}/hold/?of={hearing}",
    ]  # fmt: skip
    data = RIGHT | {"version": version, "text": "x", "kind": "subject", "user_id": "3"}
    data |= {} if token is None else {"csrf_token": token}
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        with nothing_changes():
            replies = {one: browser.post(f"/admin/{one}", data=data) for one in addresses}
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert {one: reply.status_code for one, reply in replies.items()} == dict.fromkeys(
        addresses, 400
    )
    assert all("De pagina is verlopen" in reply.text for reply in replies.values())


@pytest.mark.parametrize(
    "elsewhere",
    ["https://kwaad.nl", "//kwaad.nl", "/\\kwaad.nl", "\\\\kwaad.nl", "javascript:alert(1)",
     "/admin/../../kwaad", "/admin/\r\nLocation: https://kwaad.nl", "http://[::1", "/%09/kwaad.nl",
     "/admin/@kwaad.nl", "https:kwaad.nl", "/admin/x#kwaad.nl"],
)  # fmt: skip
def test_the_way_back_stays_here(app, signed_in, elsewhere):
    complaint, browser = a_complaint(), signed_in("coordinator")
    for address in ("new/", f"edit/?id={complaint.id}", f"{complaint.id}/party/"):
        mark = "&" if "?" in address else "?"
        page = browser.get(f"/admin/complaint/{address}{mark}url={quote(elsewhere)}")
        assert page.status_code == 200
        assert not re.search(r'(href|action|value)="[^"]*kwaad', page.text)
        data = RIGHT | {"url": elsewhere, "version": complaint.version, "kind": "subject"}
        reply = browser.post(f"/admin/complaint/{address}", data=data)
        if reply.status_code == 302:
            assert reply.location.startswith("/admin/")
            assert "kwaad" not in reply.location


@pytest.mark.parametrize("host", ["kwaad.nl", "localhost.kwaad.nl", "kwaad.nl:80"])
def test_another_host_gets_nothing(app, signed_in, host):
    browser = signed_in("coordinator")
    app.config["TRUSTED_HOSTS"] = ["localhost"]
    try:
        reply = browser.get("/admin/", headers={"Host": host})
        assert reply.status_code in {302, 400}
        assert host not in reply.text
        assert host not in reply.headers.get("Location", "")
        assert browser.get("/admin/", headers={"X-Forwarded-Host": host}).status_code == 200
    finally:
        app.config["TRUSTED_HOSTS"] = None


# --- the ways of asking ---


@pytest.mark.parametrize("method", ["HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
def test_no_other_verb_does_anything(app, signed_in, method):
    complaint = a_complaint()
    document = a_document(complaint).id
    key, browser = complaint.id, signed_in("coordinator")
    with nothing_changes():
        for address in ("", "new/", f"details/?id={key}", f"edit/?id={key}",
                        f"{key}/step/register", f"{key}/party/", f"{key}/note/", f"{key}/letter/",
                        f"{key}/document/{document}", "export/csv/"):  # fmt: skip
            reply = browser.open(
                f"/admin/complaint/{address}", method=method, data=RIGHT | {"version": 1}
            )
            assert reply.status_code in {200, 405, 501}, address
            assert method in {"HEAD", "OPTIONS"} or reply.status_code >= 405


def test_opening_pages_changes_nothing(app, signed_in):
    complaint = a_complaint(state=State.F8)
    hearing, document = a_hearing(complaint).id, a_document(complaint).id
    key, conduct = complaint.id, complaint.conducts[0].id
    browser = signed_in("coordinator")
    with nothing_changes():
        for address in (
            "/admin/", "/admin/complaint/", "/admin/complaint/new/", "/admin/calculator/",
            f"/admin/complaint/details/?id={key}", f"/admin/complaint/edit/?id={key}",
            f"/admin/complaint/{key}/step/complete_inquiry", f"/admin/complaint/{key}/party/",
            f"/admin/complaint/{key}/hold/?of={hearing}", f"/admin/complaint/{key}/letter/",
            f"/admin/complaint/{key}/document/{document}", "/admin/letter/", "/admin/hearing/",
            f"/admin/hearing/details/?id={hearing}", f"/admin/conduct/edit/?id={conduct}",
            "/admin/complaint/export/csv/",
        ):  # fmt: skip
            # What only a POST may: a GET with the same words is a question.
            reply = browser.get(address, query_string=None)
            assert reply.status_code == 200, address
        browser.get(f"/admin/complaint/{key}/step/complete_inquiry?version=1&reason=x")
        browser.get("/admin/complaint/new/", query_string=RIGHT)


def test_a_note_is_kept_as_it_was_written(app, signed_in):
    key = a_complaint().id
    words = "Regel 1\r\n\r\n<b>Regel 3</b> & “aanhaling”"
    signed_in("coordinator").post(f"/admin/complaint/{key}/note/", data={"text": words})
    db.session.rollback()
    kept = db.session.scalars(select(Note.text).where(Note.complaint_id == key)).one()
    assert kept == "Regel 1\n\n<b>Regel 3</b> & “aanhaling”"
    assert "&lt;b&gt;Regel 3" in signed_in("coordinator").get(
        f"/admin/complaint/details/?id={key}"
    ).text  # fmt: skip
    assert thread.fresh(key).notes
