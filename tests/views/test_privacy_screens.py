"""Privacyverzoeken and datalekken on screen: from asking to the answer, and what stays closed."""

import io
import zipfile
from datetime import UTC, date, datetime

import pytest
import time_machine
from docx import Document as Word
from sqlalchemy import select

from models import DataRequest, db
from operations import breaches, data_requests
from operations.data_requests import RequestData
from rules.vocabulary import RequestKind, State
from tests import thread
from tests.factories import a_complaint, a_contact, a_document
from tests.thread import someone
from tests.views import record
from tests.views.record import nothing_changes, user

AT = datetime(2026, 11, 30, 9, tzinfo=UTC)
LIST = "/admin/privacy/"
pytestmark = pytest.mark.parametrize("application", ["sqlite"], indirect=True)


@pytest.fixture(autouse=True)
def monday(app):
    with time_machine.travel(AT):
        yield


@pytest.fixture
def asker():
    return a_contact(family_name="Vrager")


def made(asker, kind=RequestKind.ACCESS, **more):
    data = RequestData(kind, asker.id, date(2026, 11, 10), identity="gebeld")
    return data_requests.create(someone("coordinator"), data)


def details(key):
    return f"/admin/privacy/details/?id={key}"


def post(browser, key, act, **data):
    version = db.session.get_one(DataRequest, key, populate_existing=True).version
    return browser.post(f"/admin/privacy/{key}/{act}", data={"version": version} | data)


def test_from_asking_to_a_refusal_in_word(asker, signed_in):
    browser = signed_in("coordinator")
    data = {"kind": "erasure", "contact_id": asker.id, "received_on": "2026-11-10",
            "asked": "Wis alles.", "handler_id": user("coordinator").id}  # fmt: skip
    assert browser.post(f"{LIST}new/", data=data).status_code == 302
    key = db.session.scalars(select(DataRequest.id)).one()
    shown = browser.get(details(key)).text
    assert "10-12-2026" in shown
    assert "Nog 10 dagen" in shown
    assert "archivering in het algemeen belang" in shown
    assert "rechten en vrijheden van anderen" not in shown  # a ground for inzage only
    answer = {"outcome": "refused", "answered_on": "2026-11-30"}
    refused = post(browser, key, "answer", **answer)
    assert refused.status_code == 422
    assert "Kies ten minste één grond." in refused.text
    answer |= {"limits": ["archive"], "reason": "De termijn eindigt in 2036."}
    assert post(browser, key, "answer", **answer).status_code == 302
    letter = Word(io.BytesIO(browser.get(f"{LIST}{key}/answer.docx").data))
    words = "\n".join(one.text for one in letter.paragraphs)
    assert "Johanna van Vrager" in words
    assert "Wij willigen uw verzoek niet in." in words
    assert "art. 17 lid 3 onder d AVG, art. 3 Archiefwet 1995 en art. 5 Archiefwet 1995" in words
    assert "De termijn eindigt in 2036." in words
    assert "bezwaar maken" in words
    assert "Autoriteit Persoonsgegevens" in words
    shown = browser.get(details(key)).text
    assert "Antwoord vastgelegd door" in shown
    assert "Antwoord vastleggen" not in shown


def test_a_late_request_says_so_and_stands_on_the_start_page(asker, signed_in):
    made(asker)
    with time_machine.travel(datetime(2026, 12, 12, 9, tzinfo=UTC)):
        browser = signed_in("secretary")
        assert "2 dagen te laat" in browser.get(f"{LIST}?flt0_standing_equals=late").text
        assert "Privacyverzoeken, bijna om of te laat" in browser.get("/admin/").text
        assert "Privacyverzoeken, bijna" not in signed_in("auditor").get("/admin/").text


def test_the_auditor_reads_and_does_nothing(asker, signed_in):
    key, browser = made(asker), signed_in("auditor")
    shown = browser.get(details(key)).text
    assert "P2026-0001" in shown
    assert "Antwoord vastleggen" not in shown
    with nothing_changes():
        assert post(browser, key, "answer", outcome="granted").status_code == 403
        assert browser.get(f"{LIST}{key}/package.zip").status_code == 403
        assert browser.get(f"{LIST}{key}/answer.docx").status_code == 403


def test_each_piece_is_looked_at_before_it_goes(asker, signed_in):
    file = a_complaint(state=State.F8, complainant=asker, subject="Onheus",
                       description="Piet was onheus.")  # fmt: skip
    document = a_document(file, name="verklaring Piet.pdf").id
    key, browser = made(asker), signed_in("coordinator")
    names = zipped(browser, key)
    assert list(names) == ["00 Inhoud.docx"]
    assert "Nog te bekijken: 2." in browser.get(details(key)).text

    page = f"{LIST}{key}/review/?of=document:{document}"
    print_ = fingerprint(browser.get(page).text)
    data = {"choice": "whole", "fingerprint": print_}
    assert browser.post(page, data=data).status_code == 302
    names = zipped(browser, key)
    assert [one for one in names if one.endswith(".pdf")] == ["002 document 30-11-2026.pdf"]
    index = words(names["00 Inhoud.docx"])
    assert "Nog niet bekeken of hier gegevens van anderen in staan." in index
    assert "Piet" not in index


def test_a_text_goes_with_what_was_left_out(asker, signed_in):
    file = a_complaint(state=State.F8, complainant=asker, subject="Onheus",
                       description="Piet was onheus.")  # fmt: skip
    key, browser = made(asker), signed_in("coordinator")
    page = f"{LIST}{key}/review/?of=complaint:{file.id}"
    print_ = fingerprint(browser.get(page).text)
    empty = browser.post(page, data={"choice": "masked", "fingerprint": print_})
    assert empty.status_code == 422
    data = {"choice": "masked", "fingerprint": print_, "masked": "[weggelaten] was onheus."}
    assert browser.post(page, data=data).status_code == 302
    names = zipped(browser, key)
    (text,) = (words(data) for name, data in names.items() if "tekst van de klacht" in name)
    assert "[weggelaten] was onheus." in text
    assert "Piet" not in text


def test_what_changed_meanwhile_is_not_decided_about(asker, signed_in):
    file = a_complaint(state=State.F8, complainant=asker)
    key, browser = made(asker), signed_in("coordinator")
    page = f"{LIST}{key}/review/?of=complaint:{file.id}"
    with nothing_changes():
        reply = browser.post(page, data={"choice": "whole", "fingerprint": "anders"})
    assert reply.status_code == 409


@pytest.mark.parametrize("which", ["", "document:1", "complaint:999", "x:y", "note:-1", "\0"])
def test_a_piece_that_is_not_there_is_not_found(asker, signed_in, which):
    key, browser = made(asker), signed_in("coordinator")
    reply = browser.get(f"{LIST}{key}/review/", query_string={"of": which})
    assert reply.status_code == 404


def fingerprint(html):
    return html.partition('name="fingerprint" value="')[2].partition('"')[0]


def zipped(browser, key):
    reply = browser.get(f"{LIST}{key}/package.zip")
    assert reply.status_code == 200
    with zipfile.ZipFile(io.BytesIO(reply.data)) as found:
        return {one: found.read(one) for one in found.namelist()}


def words(data):
    document = Word(io.BytesIO(data))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


# --- a letter that went to someone else -----------------------------------------------------


def sent_letter():
    return next(one for one in thread.fresh(record.in_hearing()).letters if one.sent_on)


def test_a_wrong_addressee_opens_72_hours(signed_in):
    letter = sent_letter()
    page, browser = f"/admin/letter/details/?id={letter.id}", signed_in("coordinator")
    assert "De brief ging naar een ander" in browser.get(page).text
    data = {"noticed_at": "2026-11-30T09:30", "what": "Verkeerde envelop.", "version": 1}
    address = f"/admin/letter/{letter.id}/misdirected"
    assert browser.post(address, data=data).status_code == 302
    assert "Er moet vóór 03-12-2026 09:30 over zijn beslist." in browser.get(page).text
    shown = browser.get("/admin/breach/").text
    assert "D2026-0001" in shown
    assert "nog 71 uur" in shown
    again = browser.post(address, data=data)
    assert again.status_code == 409
    assert "D2026-0001" in again.text
    assert "Datalekken waarover jij beslist" in browser.get("/admin/").text


def test_deciding_about_a_breach(signed_in):
    letter = sent_letter()
    key = breaches.misdirected(someone("coordinator"), letter.id, AT, "Verkeerde envelop.")
    page, browser = f"/admin/breach/details/?id={key}", signed_in("secretary")
    assert "vóór 03-12-2026 10:00" in browser.get(page).text
    data = {"decision": "not_reported", "decided_at": "2026-11-30T10:00", "version": 1}
    without = browser.post(f"/admin/breach/{key}/decide", data=data)
    assert without.status_code == 422
    assert "Leg uit waarom" in without.text
    data["reason"] = "Ongeopend terug."
    assert browser.post(f"/admin/breach/{key}/decide", data=data).status_code == 302
    shown = signed_in("auditor").get(page).text
    assert "Ongeopend terug." in shown
    assert user("secretary").name in shown
    reply = signed_in("auditor").post(f"/admin/breach/{key}/decide", data=data)
    assert reply.status_code == 403
