"""What people type, send, search and sign in with is in no line of any output (law.md P10).

A marker goes into every box, every header, every file and its name; then all that was written is
searched for it, with every logger of every library at its most talkative.
"""

import json
import logging
import re
import socket
from http.client import HTTPConnection
from io import BytesIO

import pytest
from sqlalchemy import select

import logs
from models import Complaint, Contact, Draft, Mail, User, db
from operations import clock, outbox
from operations.transaction import transaction
from rules.vocabulary import LetterKind, State
from tests.factories import a_complaint, a_contact, a_user
from tests.postbox import Postbox, mail_server
from tests.samples import a_pdf
from tests.serving import served_by_many
from tests.views.public_form import COMPLAINT, DETAILS, Walk
from tests.views.record import draft
from tests.views.test_code_page import DOOR, a_code, a_file, came_in, sends
from tests.views.test_complaint_screens import RIGHT

MARK = "zqmarker"
HEADERS = {
    "User-Agent": f"{MARK}agent", "Referer": f"http://localhost/?q={MARK}referer",
    "X-Request-ID": f"{MARK}id", "X-Forwarded-For": f"{MARK}for", "Accept-Language": f"{MARK}nl",
    "Cookie": f"wederhoor={MARK}cookie", "Authorization": f"Bearer {MARK}bearer",
}  # fmt: skip
ADDRESS = f"{MARK}@thuis.example"


@pytest.fixture
def output(app, capfd, caplog):
    """All that was written since; and that something was."""
    caplog.set_level(logging.DEBUG)

    def read():
        said = capfd.readouterr()
        assert '"event": "request"' in said.err
        return said.out + said.err

    app.config["PROPAGATE_EXCEPTIONS"] = False  # as in a real installation
    capfd.readouterr()
    yield read
    app.config["PROPAGATE_EXCEPTIONS"] = None


def marked(data):
    """Every box for words holds a marker of its own."""
    kept = re.compile(r"\d*|[\d\-T:]+|3511zz|[a-z_]{1,20}")
    return {
        name: one if kept.fullmatch(one) else f"{MARK}{name}@thuis.example"
        if "@" in one else f"{MARK} {name}"
        for name, one in data.items()
    }  # fmt: skip


def lines_of(said):
    return [json.loads(line) for line in said.splitlines() if line.startswith("{")]


def test_the_public_form_writes_nothing_that_was_typed(app, client, output):
    walk = Walk(client)
    details = marked(DETAILS) | {"addition": "B", "reply": "post"}
    walk.fills(marked(COMPLAINT), details)
    for name, data in ((f"{MARK}.pdf", a_pdf(MARK)), (f"{MARK}.exe", b"MZ" + MARK.encode()),
                       (f"{MARK}.docx", b"PK" + MARK.encode())):  # fmt: skip
        walk.adds((name, data))
    walk.sends("/gegevens", {"email": MARK, "postcode": MARK, "reply": MARK, "first_name": "\0"})
    walk.sends("/gegevens", details)
    client.post("/klacht", data={"draft": MARK, MARK: MARK}, headers=HEADERS)
    client.get(f"/klacht/{MARK}?{MARK}={MARK}", headers=HEADERS)
    walk.signs(signature=f"{MARK} signature")
    assert db.session.scalar(select(Draft.id).where(Draft.complaint_id.is_not(None)))
    assert MARK not in output().lower()


def test_the_code_page_and_signing_in_write_nothing_that_was_typed(app, client, output):
    code = a_code(a_file())
    client.get(f"{DOOR}/{code}")
    browser = came_in(app, code)
    sent = sends(browser, "aanvullen", text=MARK, files=[(BytesIO(a_pdf(MARK)), f"{MARK}.pdf")])
    assert sent.status_code == 303
    browser.post("/mijn-klacht/dossier/aanvullen", data={"form_token": MARK, "text": "\0" + MARK})
    client.post(DOOR, data={"code": MARK})
    for email in (ADDRESS, "coordinator@demo.example", f"\0{MARK}", f"{MARK}@x" * 99):
        client.post("/login", data={"email": email, "password": f"{MARK}word"}, headers=HEADERS)
    client.post("/wachtwoord-vergeten", data={"email": ADDRESS})
    client.open(f"/{MARK}", method=MARK.upper())
    for method in ("GET", "PUT", "LOCK", MARK.upper()):
        client.open(f"/dav/{MARK}/{MARK}.docx", method=method, data=MARK, headers=HEADERS)
    said = output()
    assert MARK not in said.lower()
    assert code not in said
    assert code.replace("-", "") not in said


def test_staff_write_nothing_that_was_typed(app, signed_in, output):
    browser = signed_in("coordinator")
    fields = {"first_name": MARK, "infix": MARK, "street": MARK, "house_number": "1",
              "town": MARK, "email": ADDRESS, "phone": "0309876543", "wish": MARK,
              "url": f"/admin/?x={MARK}", "subject": MARK, "description": MARK, "family_name": MARK,
              "conduct_title": MARK}  # fmt: skip
    assert browser.post("/admin/complaint/new/", data=RIGHT | fields).status_code == 302
    key = db.session.scalar(select(Complaint.id).order_by(Complaint.id.desc()))
    place = f"/admin/complaint/{key}"
    assert browser.post(f"{place}/note/", data={"text": MARK}).status_code == 302
    for name in (f"{MARK}.pdf", f"{MARK}.exe", f"..\\{MARK}\n.pdf"):
        data = {"file": (BytesIO(a_pdf(MARK)), name)}
        browser.post(f"{place}/document/", data=data, content_type="multipart/form-data")
    for table in ("complaint", "report", "letter", "hearing", "conduct", "contact", "duty"):
        for query in (f"search={MARK}", f"{MARK}={MARK}", f"sort={MARK}", f"flt0_{MARK}={MARK}",
                      f"id={MARK}", f"flt1_subject_contains={MARK}"):  # fmt: skip
            browser.get(f"/admin/{table}/?{query}", headers={"Referer": f"http://x/{MARK}"})
    for address in (f"/admin/search/?q={MARK}", f"/admin/{MARK}/", f"/{MARK}?{MARK}",
                    f"/admin/complaint/details/?id={MARK}", f"{place}/dossier/", f"/%00{MARK}",
                    f"/admin/complaint/details/?id={key}&tab={MARK}", f"{place}/step/{MARK}",
                    f"/admin/complaint/ajax/lookup/?name=contact_id&query={MARK}",
                    "/admin/complaint/export/csv/"):  # fmt: skip
        browser.get(address)
    browser.post(f"{place}/step/register", data={"version": MARK, "reason": MARK})
    said = output()
    assert MARK not in said.lower()
    assert "9876543" not in said
    me = db.session.scalars(select(User).where(User.email == "coordinator@demo.example")).one()
    found = [one for one in lines_of(said) if one.get("route") == "complaint.note"]
    assert [(one["user"], one["method"], one["status"]) for one in found] == [(me.id, "POST", 302)]


def test_a_letter_writes_nothing_of_what_is_in_it(app, signed_in, output):
    complaint = a_complaint(state=State.F4, subject=MARK, complainant=a_contact(family_name=MARK))
    party = complaint.parties[0].id
    letter, browser = (
        draft(complaint.id, kind=LetterKind.L01, party=party),
        signed_in("coordinator"),
    )
    for address in ("", "/preview", "/pdf", "/word"):
        browser.get(f"/admin/letter/{letter}{address}")
    browser.get(f"/admin/letter/details/?id={letter}")
    for data in (b"PK" + MARK.encode(), a_pdf(MARK)):
        browser.post(
            f"/admin/letter/{letter}/upload", data={"file": (BytesIO(data), f"{MARK}.docx")}
        )
    assert MARK not in output().lower()


def breaks(request_of):
    """A page that fails as ours could: with what it was asked in its hands."""

    def unforeseen(**_values):
        said = f"nothing for {MARK}"
        raise LookupError(said) from ValueError({"name": MARK})

    def refused(**_values):
        with transaction():
            one = db.session.scalars(select(User).limit(1)).one()
            db.session.add(User(email=one.email, name=MARK, fs_uniquifier=MARK,
                                created_at=clock.now()))  # fmt: skip
            db.session.flush()

    def unfit(**_values):
        with transaction():
            db.session.execute(Contact.__table__.insert(), [{"family_name": MARK, "kind": None}])

    return {"unforeseen": unforeseen, "refused": refused, "unfit": unfit}[request_of]


@pytest.mark.parametrize("why", ["unforeseen", "refused", "unfit"])
def test_a_page_that_breaks_tells_where_and_not_what(app, signed_in, monkeypatch, output, why):
    monkeypatch.setitem(app.view_functions, "search.index", breaks(why))
    browser = signed_in("coordinator")
    reply = browser.get(f"/admin/search/?q={MARK}")
    assert reply.status_code == 500
    said = output()
    assert MARK not in said.lower()
    number = reply.headers["X-Request-ID"]
    assert f"<code>{number}</code>" in reply.text
    failed, asked = [one for one in lines_of(said) if one.get("request") == number]
    assert failed["raised"][0]["frames"][-1].endswith(f" {why}" if why == "unforeseen" else "")
    assert (asked["status"], asked["route"]) == (500, "search.index")


@pytest.mark.parametrize("path", ["/", "/bestaat-niet", "/dav/x/y.docx", "/static/app.css"])
def test_every_answer_has_its_own_number(app, client, path):
    numbers = [client.get(path, headers=HEADERS).headers.getlist("X-Request-ID") for _ in "12"]
    assert [len(one) for one in numbers] == [1, 1]
    assert numbers[0] != numbers[1]
    assert all(re.fullmatch("[0-9a-f]{12}", one) for (one,) in numbers)


def test_what_runs_by_itself_writes_nothing(app, client, output):
    complaint = a_complaint(subject=MARK, complainant=a_contact(family_name=MARK, email=ADDRESS))
    a_user(name=MARK, email=ADDRESS)
    with transaction():
        for number, address in enumerate((ADDRESS, MARK)):
            outbox.post(key=f"proef:{number}", recipient=address, subject=MARK, body=MARK,
                        complaint=db.session.get_one(Complaint, complaint.id))  # fmt: skip
    client.get("/")
    postbox, runner = Postbox(), app.test_cli_runner()
    with mail_server(app, postbox):
        postbox.answer = f"451 {MARK}"
        told = runner.invoke(args=["mail", "send"]).output
        postbox.answer, postbox.no_such = "250 OK", {ADDRESS}
        with transaction():
            for one in db.session.scalars(select(Mail)):
                one.next_try_at = clock.now()
        told += runner.invoke(args=["mail", "send"]).output
    for command in ("nightly", "check"):
        told += runner.invoke(args=[command]).output
    assert "mislukt" in told
    assert MARK not in (told + output()).lower()


@pytest.mark.slow
def test_gunicorn_writes_no_address_either(app, tmp_path, capfd):
    with served_by_many(app, None) as port:
        where = HTTPConnection("127.0.0.1", port, timeout=60)
        for path in (f"/?search={MARK}", f"/{MARK}", f"/dav/{MARK}/x", f"/mijn-klacht/{MARK}"):
            where.request("GET", path, headers=HEADERS)
            where.getresponse().read()
        where.close()
        with socket.create_connection(("127.0.0.1", port), timeout=60) as raw:
            raw.sendall(f"{MARK} /{MARK} HTTP/9.9 {MARK}\r\n{MARK}\r\n\r\n".encode())
            raw.recv(100)
    said = "".join(capfd.readouterr())
    assert '"logger": "gunicorn.access"' in said
    assert '"event": "request"' in said
    assert MARK not in said.lower()


def test_every_page_has_a_name_that_a_line_can_hold(app):
    assert [one for one in app.view_functions if not logs._harmless(one)] == []
