"""The page that asks why, before a file opens for whoever does not handle it."""

import re

import pytest

from models import AuditEvent, Letter, db
from rules.vocabulary import LetterKind, State
from tests.factories import a_complaint, a_document, a_hearing
from tests.views.record import draft, nothing_changes, user


@pytest.fixture
def file(app):
    return a_complaint(state=State.F4, handler=user("coordinator"))


def pages(file):
    """Every page that shows something of one file."""
    key, letter = file.id, db.session.query(Letter.id).filter_by(complaint_id=file.id).first()[0]
    return {
        f"/admin/complaint/details/?id={key}", f"/admin/complaint/details/?id={key}&tab=text",
        f"/admin/complaint/{key}/dossier/",
        f"/admin/complaint/{key}/document/{a_document(file).id}",
        f"/admin/letter/details/?id={letter}", f"/admin/letter/{letter}/version/1",
        f"/admin/letter/{letter}/version/1/preview/", f"/admin/letter/{letter}/package.zip",
        f"/admin/letter/{letter}/compare?old=1&new=1",
        f"/admin/hearing/details/?id={a_hearing(file).id}",
        f"/admin/conduct/details/?id={file.conducts[0].id}",
    }  # fmt: skip


def test_no_page_of_a_file_opens_before_it_is_said_why(signed_in, file):
    browser = signed_in("auditor")
    place = f"/admin/complaint/{file.id}/reason/"
    draft(file.id, kind=LetterKind.L01, party=file.parties[0].id)
    asked = pages(file)
    with nothing_changes():
        replies = {one: (browser.get(one).location or "").partition("?")[0] for one in asked}
        assert replies == dict.fromkeys(asked, place)
    said = browser.post(f"/admin/complaint/{file.id}/reason/", data={"reason": "oversight"})
    assert said.status_code == 302
    assert {one: browser.get(one).status_code for one in asked} == dict.fromkeys(asked, 200)


def test_one_says_why_and_comes_where_one_was_going(signed_in, file):
    browser, address = signed_in("auditor"), f"/admin/complaint/details/?id={file.id}&tab=text"
    question = browser.get(address).location
    assert "Waarom open je dit dossier?" in browser.get(question).text
    assert file.subject not in browser.get(question).text
    wrong = browser.post(question, data={"reason": "nieuwsgierig"})
    assert wrong.status_code == 422
    assert 'aria-invalid="true"' in wrong.text
    assert browser.post(question, data={"reason": "incident"}).location == address
    assert browser.get(address).status_code == 200
    trail = browser.get(f"/admin/audit/file/{file.id}/").text
    assert "reden: een incident of een mogelijk datalek" in trail


@pytest.mark.parametrize("elsewhere", [
    "https://kwaad.example/", "//kwaad.example/admin/", "/\\kwaad.example", "/admin/../login",
    "javascript:alert(1)", "/admin/complaint/\r\nX-Kwaad: 1",
])  # fmt: skip
def test_it_leads_to_no_other_place(signed_in, file, elsewhere):
    browser = signed_in("auditor")
    reply = browser.post(
        f"/admin/complaint/{file.id}/reason/", query_string={"for": elsewhere},
        data={"reason": "oversight"},
    )  # fmt: skip
    assert re.fullmatch(r"/admin/[a-z/]*(\?id=\d+)?", reply.location.replace("..", "")), elsewhere
    assert "kwaad" not in reply.location


def test_whoever_handles_files_is_asked_for_a_sensitive_one_of_others(signed_in, file):
    sensitive = a_complaint(sensitive=True, handler=user("coordinator"))
    secretary, coordinator = signed_in("secretary"), signed_in("coordinator")
    address = "/admin/complaint/details/?id={}".format
    assert secretary.get(address(file.id)).status_code == 200
    assert secretary.get(address(sensitive.id)).status_code == 302
    assert coordinator.get(address(sensitive.id)).status_code == 200
    assert [one.verb for one in db.session.query(AuditEvent).filter_by(chain=sensitive.id)] == [
        "complaint:seen"
    ]


@pytest.mark.parametrize("page", ["edit/?id={}", "{}/party/", "{}/letter/", "details/?id={}"])
def test_no_page_of_an_act_shows_a_sensitive_file_before_that(app, signed_in, page):
    """Whoever may change it, reads it there too; HEAD asks the same as GET."""
    key = a_complaint(state=State.F4, sensitive=True, handler=user("coordinator")).id
    secretary, address = signed_in("secretary"), f"/admin/complaint/{page.format(key)}"
    place = f"/admin/complaint/{key}/reason/"
    for reply in (secretary.get(address), secretary.head(address)):
        assert (reply.status_code, reply.location.partition("?")[0]) == (302, place)
    assert signed_in("coordinator").get(address).status_code == 200


def test_a_file_about_oneself_asks_nothing(app, signed_in):
    """SOD1: it does not exist, so there is nothing to say why about."""
    key = a_complaint(subject_user=user("auditor")).id
    browser = signed_in("auditor")
    for address in (f"details/?id={key}", f"{key}/reason/", f"{key}/dossier/"):
        assert browser.get(f"/admin/complaint/{address}").status_code == 404
