"""A letter to look at, and as PDF."""

import re
from base64 import b64decode
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from docx import Document
from pikepdf import Pdf

from letters import pdf
from models import AuditEvent, Letter, db
from operations import clock
from operations.transaction import transaction
from rules.vocabulary import LetterKind, LetterState, State
from tests.factories import a_complaint, a_letter
from tests.views import record


@pytest.fixture
def letter(app):
    return record.draft(record.in_hearing())


def preview(letter, number=1):
    return f"/admin/letter/{letter}/version/{number}/preview/"


def test_the_preview_carries_the_word_file(letter, signed_in):
    client = signed_in("coordinator")
    page = client.get(preview(letter)).text
    carried = re.search(r'<template id="word">([^<]*)</template>', page)[1]
    words = "\n".join(one.text for one in Document(BytesIO(b64decode(carried))).paragraphs)
    assert "K2026-" in words


def test_the_frame_is_of_no_origin_and_reaches_nothing(letter, signed_in):
    client = signed_in("coordinator")
    reply = client.get(preview(letter))
    policy = dict(
        part.strip().partition(" ")[::2]
        for part in reply.headers["Content-Security-Policy"].split(";")
    )
    assert policy["sandbox"] == "allow-scripts"
    assert policy["default-src"] == "'none'"
    assert "connect-src" not in policy
    assert policy["frame-ancestors"] == "'self'"
    assert reply.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("code", "status"), [("administrator", 403), ("team_leader", 403), ("adviser1", 404)]
)
def test_who_may_not_see_the_file_sees_no_letter_of_it(letter, signed_in, code, status):
    client = signed_in(code)
    assert client.get(preview(letter)).status_code == status
    assert client.get(f"/admin/letter/{letter}/version/1.pdf").status_code == status


def test_a_version_that_is_not_there(letter, signed_in):
    client = signed_in("coordinator")
    assert client.get(preview(letter, 2)).status_code == 404
    assert client.get(f"/admin/letter/{letter}/version/2.pdf").status_code == 404


def test_as_pdf_it_can_be_read_aloud_in_dutch(letter, signed_in):
    client = signed_in("coordinator")
    reply = client.get(f"/admin/letter/{letter}/version/1.pdf")
    assert reply.mimetype == "application/pdf"
    with Pdf.open(BytesIO(reply.data)) as made:
        assert str(made.Root.Lang) == "nl-NL"
        assert bool(made.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in made.Root
    assert db.session.query(AuditEvent).filter_by(verb="letter:downloaded").count() == 1


def test_the_print_run_offers_what_is_ready(app, signed_in):
    client = signed_in("coordinator")
    assert "Er is nu niets af te drukken" in client.get("/admin/letter/print/").text
    a_letter(a_complaint(state=State.F2), sent=False, state=LetterState.FINAL)
    page = client.get("/admin/letter/print/").text
    assert "checked" in page
    reply = client.post("/admin/letter/print/")
    assert reply.status_code == 422
    assert "Kies welke brieven" in reply.text
    assert client.post("/admin/letter/print/", data={"letters": "999"}).status_code == 404


PRINT = "/admin/letter/print/"


def blank():
    made = Pdf.new()
    made.add_blank_page()
    made.save(kept := BytesIO())
    return kept.getvalue()


@pytest.fixture
def to_print(app, monkeypatch):
    """Two letters, of which a quick LibreOffice cannot read the first."""
    found = []
    for _ in range(2):
        complaint = a_complaint(state=State.F1)
        made = record.draft(complaint.id, kind=LetterKind.L01, party=complaint.parties[0].id)
        with transaction():
            letter = db.session.get_one(Letter, made)
            letter.state = LetterState.FINAL
            found.append((made, letter.complaint.reference))
    answers = [[None, blank()], [blank(), blank()]]

    def converting(files):
        yield from range(1, len(files) + 1)
        return answers.pop(0)

    monkeypatch.setattr(pdf, "converting", converting)
    monkeypatch.setattr(pdf, "available", lambda: True)
    return found


def printed(client, to_print):
    return client.post(PRINT, data={"letters": [str(key) for key, _ in to_print]})


def test_the_page_tells_how_far_the_run_is_and_what_failed(to_print, signed_in):
    client = signed_in("coordinator")
    reply = printed(client, to_print)
    assert reply.status_code == 200
    assert reply.headers["X-Accel-Buffering"] == "no"
    assert "Content-Length" not in reply.headers
    values = re.findall(r'<progress max="4" value="(\d)"', reply.text)
    assert values == ["0", "1", "2", "3", "4", "4"]
    assert reply.text.count("</html>") == 1
    failed = re.findall(r'<li class="failed">.*?</li>', reply.text)
    assert len(failed) == 1
    assert to_print[0][1] in failed[0]
    assert "hiervan is geen pdf te maken" in failed[0]
    address = re.search(r'href="(/admin/letter/print/[^"]+\.pdf)"', reply.text)[1]
    got = client.get(address)
    assert got.mimetype == "application/pdf"
    assert got.data.startswith(b"%PDF-")
    assert db.session.query(AuditEvent).filter_by(verb="letter:printed").count() == 2


def test_the_finished_pdf_is_of_who_made_it_for_an_hour(to_print, signed_in):
    page = printed(signed_in("coordinator"), to_print).text
    address = re.search(r'href="(/admin/letter/print/[^"]+\.pdf)"', page)[1]
    assert signed_in("secretary").get(address).status_code == 404
    client = signed_in("coordinator")
    assert client.get(address.replace("print/", "print/x")).status_code == 404
    with time_machine.travel(clock.now() + timedelta(minutes=61)):
        assert signed_in("coordinator").get(address).status_code == 404
    assert db.session.query(AuditEvent).filter_by(verb="letter:printed").count() == 0


@pytest.mark.parametrize(
    ("error", "words"), [(pdf.Busy(), "Er wordt al een andere pdf"), (OSError(28), "ging iets mis")]
)
def test_a_run_that_fails_says_so_on_a_whole_page(to_print, signed_in, monkeypatch, error, words):
    def converting(_files):
        yield 1
        raise error

    monkeypatch.setattr(pdf, "converting", converting)
    reply = printed(signed_in("coordinator"), to_print)
    assert reply.status_code == 200
    assert words in reply.text
    assert reply.text.rstrip().endswith("</html>")
    assert ".pdf" not in reply.text


@pytest.mark.parametrize("code", ["board1", "auditor", "administrator"])
def test_who_sends_no_letters_has_no_print_run(app, signed_in, code):
    client = signed_in(code)
    assert client.get("/admin/letter/print/").status_code == 403
    assert "Brieven afdrukken" not in client.get("/admin/letter/").text


def test_without_libreoffice_there_is_no_pdf_and_no_link_to_one(letter, signed_in, monkeypatch):
    monkeypatch.setattr(pdf, "available", lambda: False)
    client = signed_in("coordinator")
    assert client.get(f"/admin/letter/{letter}/version/1.pdf").status_code == 404
    assert "/version/1.pdf" not in client.get(f"/admin/letter/details/?id={letter}").text
