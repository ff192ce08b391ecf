"""Noodtoegang on screen: asking, deciding, reading one file and nothing else, and going back."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from models import AuditEvent, EmergencyAccess, db
from operations import emergency
from rules.vocabulary import State
from tests.factories import a_complaint, a_statement
from tests.thread import someone
from tests.views.record import nothing_changes, user

WHY = "De coördinator is onbereikbaar."


@pytest.fixture
def file(app):
    return a_complaint(state=State.F5, subject="Geen antwoord van de docent")


@pytest.fixture
def access(file):
    key = emergency.ask(someone("administrator"), file.reference, WHY)
    emergency.grant(someone("secretary"), key, 1)
    return key


def begin(browser, key):
    return browser.post(f"/admin/emergency/{key}/begin")


def test_from_asking_to_reading_and_back(file, signed_in):
    page, browser = f"/admin/complaint/details/?id={file.id}", signed_in("administrator")
    data = {"reference": file.reference, "reason": WHY}
    assert browser.post("/admin/emergency/new/", data=data).status_code == 302
    key = db.session.scalars(select(EmergencyAccess.id)).one()
    assert "Dossier lezen" not in browser.get(f"/admin/emergency/details/?id={key}").text
    assert begin(browser, key).status_code == 404

    secretary = signed_in("secretary")
    assert "Noodtoegang waarover jij beslist" in secretary.get("/admin/").text
    shown = secretary.get(f"/admin/emergency/details/?id={key}").text
    assert WHY in shown
    assert "Toestaan, 4 uur" in shown
    assert secretary.post(f"/admin/emergency/{key}/grant", data={"version": 1}).status_code == 302

    assert "Dossier lezen" in browser.get(f"/admin/emergency/details/?id={key}").text
    assert browser.get(page).status_code == 403
    assert begin(browser, key).location == page
    html = browser.get(page).text
    assert "Geen antwoord van de docent" in html
    assert "Je leest één dossier met noodtoegang." in html
    assert "Noodtoegang toegestaan" in html
    assert browser.post("/mode/stop").location == "/admin/emergency/"
    assert browser.get(page).status_code == 403


def test_no_other_file_is_there_meanwhile(file, access, signed_in):
    other = a_complaint(state=State.F5, complainant=file.parties[0].contact, subject="Iets anders")
    browser = signed_in("administrator")
    begin(browser, access)
    assert browser.get(f"/admin/complaint/details/?id={other.id}").status_code == 404
    own = f"complaint/details/?id={file.id}", f"complaint/{file.id}/dossier/"
    for address in ("complaint/", "search/?q=antwoord", "search/?q=anders", "contact/", "", *own):
        reply = browser.get(f"/admin/{address}")
        assert reply.status_code == 200, address
        assert "Iets anders" not in reply.text, address
        assert other.reference not in reply.text, address


@pytest.mark.parametrize(
    "act", ["complaint/{}/note/", "complaint/{}/involved/", "complaint/{}/act/party/",
            "complaint/columns/", "preferences/", "substitution/new/", "setting/logo/"],
)  # fmt: skip
def test_nothing_can_be_done(file, access, signed_in, act):
    browser = signed_in("administrator")
    begin(browser, access)
    with nothing_changes():
        reply = browser.post(f"/admin/{act.format(file.id)}", data={"text": "x", "version": "1"})
    assert reply.status_code in {403, 404}


def test_the_page_offers_nothing_to_do(file, access, signed_in):
    browser = signed_in("administrator")
    begin(browser, access)
    html = browser.get(f"/admin/complaint/details/?id={file.id}").text
    assert html.count('method="post"') == 2 + html.count('action="/taal"')  # stop, sign out


def test_each_page_is_in_the_trail_that_the_privacy_officer_reads(file, access, signed_in):
    browser = signed_in("administrator")
    begin(browser, access)
    page = f"/admin/complaint/details/?id={file.id}"
    for _ in range(3):
        browser.get(page)
    query = select(AuditEvent).where(AuditEvent.verb == "emergency:looked")
    found = db.session.scalars(query).all()
    assert [(one.chain, one.actor_id) for one in found] == [(file.id, user("administrator").id)] * 3
    assert "noodtoegang bladzijde gelezen" in signed_in("auditor").get("/admin/audit/").text
    assert file.reference in signed_in("auditor").get("/admin/emergency/").text


def test_it_closes_by_itself_while_someone_reads(file, access, signed_in):
    browser, page = signed_in("administrator"), f"/admin/complaint/details/?id={file.id}"
    begin(browser, access)
    assert browser.get(page).status_code == 200
    until = db.session.get_one(EmergencyAccess, access).until
    with time_machine.travel(until - timedelta(minutes=20), tick=False):
        browser = signed_in("administrator")
        begin(browser, access)
        assert browser.get(page).status_code == 200
    with time_machine.travel(until, tick=False):
        assert browser.get(page).status_code == 403


def test_it_closes_at_once_when_it_is_ended(file, access, signed_in):
    browser, page = signed_in("administrator"), f"/admin/complaint/details/?id={file.id}"
    begin(browser, access)
    version = db.session.get_one(EmergencyAccess, access).version
    secretary = signed_in("secretary")
    secretary.post(f"/admin/emergency/{access}/end", data={"version": version})
    assert browser.get(page).status_code == 403


def test_whoever_is_involved_may_ask_and_learns_nothing(file, signed_in):
    a_statement(file, user("administrator"), involved=True)
    browser = signed_in("administrator")
    data = {"reference": file.reference, "reason": WHY}
    assert browser.post("/admin/emergency/new/", data=data).status_code == 302
    key = db.session.scalars(select(EmergencyAccess.id)).one()
    shown = browser.get(f"/admin/emergency/details/?id={key}").text
    assert "betrokken" not in shown
    assert file.subject not in shown
    reply = signed_in("secretary").post(f"/admin/emergency/{key}/grant", data={"version": 1})
    assert reply.status_code == 409
    assert "zelf bij dit dossier betrokken" in reply.text


@pytest.mark.parametrize(
    ("data", "said"),
    [({"reference": "K2026-9999", "reason": WHY}, "Er is geen dossier met dit kenmerk."),
     ({"reference": "", "reason": WHY}, "Kenmerk"), ({"reference": "x\x00", "reason": WHY}, ""),
     ({"reference": "K2026-0001", "reason": ""}, "Waarom")],
)  # fmt: skip
def test_what_is_wrong_stands_beside_the_field(file, signed_in, data, said):
    with nothing_changes():
        reply = signed_in("administrator").post("/admin/emergency/new/", data=data)
    assert reply.status_code == 422
    assert said in reply.text


def test_a_refusal_takes_a_reason(file, signed_in):
    key = emergency.ask(someone("administrator"), file.reference, WHY)
    browser = signed_in("coordinator")
    empty = browser.post(f"/admin/emergency/{key}/refuse", data={"version": 1, "answer": ""})
    assert empty.status_code == 422
    assert "Zeg waarom niet." in empty.text
    data = {"version": 1, "answer": "Ik ben er weer."}
    assert browser.post(f"/admin/emergency/{key}/refuse", data=data).status_code == 302
    shown = signed_in("administrator").get(f"/admin/emergency/details/?id={key}").text
    assert "Ik ben er weer." in shown
