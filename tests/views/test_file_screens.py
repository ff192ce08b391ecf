"""Files on the page of a complaint: what the scanner said of them, and what does not open."""

import io
from dataclasses import replace

import pytest
from werkzeug.datastructures import FileStorage

from models import Document, db
from rules.vocabulary import ScanState, State
from settings import ScannerSocket
from tests import thread
from tests.clamav import clamd
from tests.factories import a_complaint, a_document
from tests.samples import EICAR, a_pdf


@pytest.fixture
def file(app) -> int:
    return a_complaint(state=State.F2).id


def added(browser, file: int, name: str, data: bytes):
    form = {"version": str(thread.fresh(file).version), "file": FileStorage(io.BytesIO(data), name)}
    return browser.post(f"/admin/complaint/{file}/document/", data=form)


@pytest.mark.parametrize(
    ("scan", "words", "status"),
    [
        (ScanState.NOT_SCANNED, "niet gescand", 200),
        (ScanState.QUARANTINED, "wacht op de virusscanner", 409),
        (ScanState.INFECTED, "bevat een virus", 409),
        (ScanState.CLEAN, "", 200),
        (None, "", 200),
    ],
)
def test_staff_see_what_the_scanner_said(signed_in, file, scan, words, status):
    document = a_document(thread.fresh(file), scan=scan)
    address = f"/admin/complaint/{file}/document/{document.id}"
    browser = signed_in("coordinator")
    page = browser.get(f"/admin/complaint/details/?id={file}").text
    assert "klaagschrift.pdf" in page
    assert (f'href="{address}"' in page) == (status == 200)
    chips = {one for one in ScanState if f">{one.label}</span>" in page}
    assert chips == ({scan} if words else set())
    reply = browser.get(address)
    assert reply.status_code == status
    if status == 409:
        assert f"klaagschrift.pdf {words} en gaat niet open." in reply.text


def test_a_virus_is_said_beside_the_field(app, signed_in, file, monkeypatch):
    browser = signed_in("coordinator")
    with clamd() as server:
        chosen = replace(app.extensions["wederhoor"], scanner=server.where)
        monkeypatch.setitem(app.extensions, "wederhoor", chosen)
        reply = added(browser, file, "eicar.txt", EICAR)
        assert reply.status_code == 422
        assert 'id="file-error"' in reply.text
        assert "In dit bestand zit een virus. Het is niet bewaard." in reply.text
        assert added(browser, file, "brief.pdf", a_pdf()).status_code == 302
    away = replace(chosen, scanner=ScannerSocket("", "127.0.0.1", 9))
    monkeypatch.setitem(app.extensions, "wederhoor", away)
    assert added(browser, file, "later.pdf", a_pdf()).status_code == 302
    assert [(one.name, one.scan) for one in db.session.query(Document).order_by(Document.id)] == [
        ("brief.pdf", ScanState.CLEAN), ("later.pdf", ScanState.QUARANTINED),
    ]  # fmt: skip


def test_the_form_says_beforehand_what_can_be_sent(signed_in, file):
    page = signed_in("coordinator").get(f"/admin/complaint/{file}/document/").text
    assert "Ten hoogste 10 MB. Kan: pdf, docx, jpg, jpeg, png, txt, eml." in page
