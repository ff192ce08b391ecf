"""A letter to look at, and as PDF."""

import re
from base64 import b64decode
from io import BytesIO

import pytest
from docx import Document
from pikepdf import Pdf

from letters import pdf
from models import AuditEvent, db
from rules.vocabulary import LetterState, State
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


@pytest.mark.parametrize("code", ["board1", "auditor", "administrator"])
def test_who_sends_no_letters_has_no_print_run(app, signed_in, code):
    client = signed_in(code)
    assert client.get("/admin/letter/print/").status_code == 403
    assert "Brieven afdrukken" not in client.get("/admin/letter/").text


def test_without_libreoffice_there_is_no_pdf_and_no_link_to_one(letter, signed_in, monkeypatch):
    monkeypatch.setattr(pdf, "available", lambda: False)
    client = signed_in("coordinator")
    assert client.get(f"/admin/letter/{letter}/version/1.pdf").status_code == 404
    assert ".pdf" not in client.get(f"/admin/letter/details/?id={letter}").text
