"""The trail of one file and of one person: who saw, changed, sent, took along, was refused."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from models import Complaint, User, db
from operations import audit
from operations.transaction import transaction
from queries import trail
from tests.factories import a_complaint, a_statement
from tests.thread import someone, user_id
from tests.views.record import said_why

pytestmark = pytest.mark.parametrize("application", ["sqlite", "postgresql"], indirect=True)

DONE = {
    "coordinator": (
        "complaint:seen", "document:downloaded", "note:added", "letter:sent", "letter:sent",
        "complaint:printed", "letter:drafted", "letter:edited",
    ),
    "board1": ("access:refused",),
}  # fmt: skip
COUNTED = {"coordinator": [2, 3, 2, 1, 0, 0], "board1": [0, 0, 0, 0, 1, 0]}
"""Seen, changed, sent, taken along, refused, signed in."""


@pytest.fixture
def file(app):
    key = a_complaint().id
    for who, verbs in DONE.items():
        for verb in verbs:
            with transaction():
                audit.record(someone(who), verb, key)
    return key


def reference(key):
    db.session.rollback()
    return db.session.get_one(Complaint, key).reference


def name(code):
    db.session.rollback()
    return db.session.get_one(User, user_id(code)).name


def row(page, head):
    """The numbers of the row that begins with this."""
    found = re.search(
        rf"<tr><th scope=\"row\">(?:<a[^>]*>)?{re.escape(head)}.*?</tr>", page, re.DOTALL
    )
    assert found, page
    cells = re.findall(r'<td class="num">(.*?)</td>', found[0])
    return [int(one.replace("–", "0")) for one in cells]


def test_the_trail_of_a_file_counts_per_person(signed_in, file):
    page = signed_in("auditor").get(f"/admin/audit/file/{file}/")
    assert page.status_code == 200
    assert f"Logboek van {reference(file)}" in page.text
    for who, numbers in COUNTED.items():
        assert row(page.text, name(who)) == numbers


def test_the_trail_of_a_person_counts_per_file(signed_in, file):
    key = user_id("coordinator")
    page = signed_in("auditor").get(f"/admin/audit/person/{key}/")
    assert f"Logboek van {name('coordinator')}" in page.text
    assert row(page.text, reference(file)) == COUNTED["coordinator"]


@pytest.mark.parametrize(("most", "told"), [(1, True), (100, False)])
def test_the_page_says_when_not_all_are_counted(signed_in, file, monkeypatch, most, told):
    monkeypatch.setattr(trail, "MOST", most)
    page = signed_in("auditor").get(f"/admin/audit/file/{file}/")
    assert (f"Alleen de laatste {most} worden geteld" in page.text) is told


def test_a_line_about_the_file_itself_names_it_once(signed_in, file):
    with transaction():
        audit.record(
            someone("coordinator"), "complaint:edited", file, entity=db.session.get(Complaint, file)
        )
    page = signed_in("auditor").get(f"/admin/audit/file/{file}/").text
    assert f"dossier {file}" in page
    assert f"dossier {file}, dossier {file}" not in page


@pytest.mark.parametrize(
    ("kind", "there", "absent"),
    [
        ("seen", "document opgehaald", "brief verzonden"),
        ("changed", "notitie toegevoegd", "brief verzonden"),
        ("sent", "brief verzonden", "notitie toegevoegd"),
        ("exported", "dossier afgedrukt", "notitie toegevoegd"),
        ("refused", "toegang geweigerd", "notitie toegevoegd"),
    ],
)
def test_a_tab_shows_one_kind(signed_in, file, kind, there, absent):
    page = signed_in("auditor").get(f"/admin/audit/file/{file}/?kind={kind}").text
    assert there in page
    assert absent not in page


@pytest.mark.parametrize("asked", ["?kind=anders", "?page=-1", "?kind=seen&page=99", "?flt0_x=1"])
def test_an_odd_address_is_no_fault(signed_in, file, asked):
    assert signed_in("auditor").get(f"/admin/audit/file/{file}/{asked}").status_code == 200


@pytest.mark.parametrize(
    ("who", "status"),
    [("auditor", 200), ("administrator", 404), ("coordinator", 403), ("board1", 403)],
)
@pytest.mark.parametrize("page", ["", "proof.zip"])
def test_the_trail_of_a_file_is_for_who_may_read_every_trail(signed_in, file, who, status, page):
    assert signed_in(who).get(f"/admin/audit/file/{file}/{page}").status_code == status


def test_an_administrator_sees_of_a_person_what_belongs_to_no_file(signed_in, file):
    page = signed_in("administrator").get(f"/admin/audit/person/{user_id('coordinator')}/")
    assert page.status_code == 200
    assert reference(file) not in page.text
    assert "brief verzonden" not in page.text


def test_who_is_involved_in_a_file_finds_no_trail_of_it(signed_in, file):
    """Art. 9:7 and 2:4 Awb: not on its own page, not among what someone did."""
    auditor = db.session.get_one(User, user_id("auditor"))
    a_statement(db.session.get_one(Complaint, file), auditor, involved=True)
    browser = signed_in("auditor")
    assert browser.get(f"/admin/audit/file/{file}/").status_code == 404
    assert browser.get(f"/admin/audit/file/{file}/proof.zip").status_code == 404
    page = browser.get(f"/admin/audit/person/{user_id('coordinator')}/").text
    assert reference(file) not in page


@pytest.mark.parametrize(
    "address", ["file/0/", "file/999999/", "person/0/", "person/999999/", f"file/{10**30}/",
                f"person/{10**30}/", "file/0/proof.zip", f"file/{10**30}/proof.zip"],
)  # fmt: skip
def test_what_is_not_there_is_404(signed_in, file, address):
    assert signed_in("auditor").get(f"/admin/audit/{address}").status_code == 404


def test_the_proof_is_a_file_to_save(signed_in, file):
    reply = signed_in("auditor").get(f"/admin/audit/file/{file}/proof.zip")
    assert reply.headers["Content-Disposition"].startswith("attachment; filename=")
    with ZipFile(BytesIO(reply.data)) as pack:
        assert set(pack.namelist()) == {
            "events.jsonl", "chains.jsonl", "tips.jsonl", "verify.py", "README.md",
        }  # fmt: skip


def test_a_file_leads_to_its_trail_for_who_may_read_it(signed_in, file):
    link = f"/admin/audit/file/{file}/"
    details = f"/admin/complaint/details/?id={file}"
    said_why("auditor", file)
    assert link in signed_in("auditor").get(details).text
    assert link not in signed_in("coordinator").get(details).text
