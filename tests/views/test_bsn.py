"""A citizen service number is not needed (art. 46 UAVG): who writes one is told, and decides."""

import re
from html import unescape

import pytest
from sqlalchemy import select

from models import Complaint, DraftFile, Note, db
from rules.vocabulary import State
from tests.factories import a_complaint
from tests.letters.packages import a_document as a_word_file
from tests.letters.packages import paragraph
from tests.samples import a_mail, a_pdf
from tests.views.public_form import COMPLAINT, DETAILS, Walk
from tests.views.record import nothing_changes
from tests.views.test_code_page import a_code, a_file, came_in, sends
from tests.views.test_complaint_screens import RIGHT

NUMBER, NO_NUMBER = "123456782", "123456783"
TOLD = "(art. 46 lid 1 UAVG)"


def stays(page):
    """The boxes that leave a number where it is, and whether they are ticked."""
    return [
        (name, "checked" in rest)
        for name, rest in re.findall(r'<input type="checkbox" name="([^"]*-bsn)"([^>]*)>', page)
    ]


# --- staff ---


def test_a_note_with_a_number_is_asked_about_once(app, signed_in):
    key, browser = a_complaint(state=State.F4).id, signed_in("coordinator")
    place = f"/admin/complaint/{key}/note/"
    with nothing_changes():
        reply = browser.post(place, data={"text": f"Belt over {NUMBER}."})
    assert reply.status_code == 422
    assert TOLD in unescape(reply.text)
    assert f"Belt over {NUMBER}." in reply.text
    assert stays(reply.text) == [("text-bsn", False)]
    kept = browser.post(place, data={"text": f"Belt over {NUMBER}.", "text-bsn": "1"})
    assert kept.status_code == 302
    assert db.session.scalars(select(Note.text)).one() == f"Belt over {NUMBER}."


def test_a_note_with_another_number_is_kept_at_once(app, signed_in):
    key = a_complaint(state=State.F4).id
    reply = signed_in("coordinator").post(
        f"/admin/complaint/{key}/note/", data={"text": f"Belt over {NO_NUMBER}."}
    )
    assert reply.status_code == 302


@pytest.mark.parametrize("field", ["subject", "description", "conduct_title"])
def test_taking_in_asks_the_same(app, signed_in, field):
    browser, data = signed_in("servicedesk"), RIGHT | {field: f"Nummer {NUMBER}"}
    reply = browser.post("/admin/complaint/new/", data=data)
    assert reply.status_code == 422
    assert stays(reply.text) == [(f"{field}-bsn", False)]
    assert browser.post("/admin/complaint/new/", data=data | {f"{field}-bsn": "1"}).location
    assert db.session.scalars(select(Complaint.subject)).one() == data["subject"]
    other = RIGHT | {field: f"Nummer {NO_NUMBER}"}
    assert browser.post("/admin/complaint/new/", data=other).status_code == 302


def test_what_was_ticked_stays_so_beside_another_fault(app, signed_in):
    data = RIGHT | {"description": NUMBER, "description-bsn": "1", "first_on": "morgen"}
    reply = signed_in("servicedesk").post("/admin/complaint/new/", data=data)
    assert reply.status_code == 422
    assert stays(reply.text) == [("description-bsn", True)]
    assert TOLD not in unescape(reply.text)


# --- the public form and the code page ---


def test_the_public_form_asks_and_remembers_what_was_chosen(app, client):
    walk, typed = Walk(client), COMPLAINT | {"part0-what": f"Mijn BSN is {NUMBER}."}
    reply = walk.sends("/klacht", typed)
    assert reply.status_code == 422
    assert TOLD in unescape(reply.text)
    assert f"Mijn BSN is {NUMBER}." in reply.text
    assert stays(reply.text) == [("part0-what-bsn", False)]
    assert walk.sends("/klacht", typed | {"part0-what-bsn": "1"}).status_code == 302
    assert stays(walk.sees("/klacht")) == [("part0-what-bsn", True)]
    walk.sends("/gegevens", DETAILS)
    walk.sends("/bijlagen", {})
    assert walk.signs().location == "/klacht/verstuurd"
    assert NUMBER in db.session.scalars(select(Complaint.description)).one()


def test_the_public_form_takes_the_number_out_too(app, client):
    walk = Walk(client)
    walk.sends("/klacht", COMPLAINT | {"wish": NUMBER})
    assert walk.sends("/klacht", COMPLAINT).status_code == 302
    assert stays(walk.sees("/klacht")) == []


FILES = [
    ("brief.pdf", a_pdf),
    ("brief.docx", lambda words: a_word_file(paragraph(words))),
    ("brief.txt", str.encode),
    ("brief.eml", lambda words: a_mail(body=words)),
]


@pytest.mark.parametrize(("name", "make"), FILES, ids=[name for name, _make in FILES])
def test_a_file_with_a_number_is_kept_and_told(app, client, name, make):
    walk = Walk(client)
    walk.fills()
    walk.adds((f"geen-{name}", make(f"Nummer {NO_NUMBER}")), (name, make(f"Nummer {NUMBER}")))
    rows = db.session.execute(select(DraftFile.name, DraftFile.number_found)).all()
    assert sorted(map(tuple, rows)) == sorted([(f"geen-{name}", False), (name, True)])
    for page in (walk.sees("/bijlagen"), walk.sees("/controleren")):
        assert f"In het bestand {name} staat" in page
        assert f"In het bestand geen-{name} staat" not in page
        assert TOLD in unescape(page)
    assert walk.signs().location == "/klacht/verstuurd"


def test_a_party_on_the_code_page_is_asked_too(app):
    browser = came_in(app, a_code(a_file()))
    reply = sends(browser, "aanvullen", text=f"Nummer {NUMBER}")
    assert reply.status_code == 400
    assert stays(reply.text) == [("text-bsn", False)]
    kept = sends(browser, "aanvullen", text=f"Nummer {NUMBER}", **{"text-bsn": "1"})
    assert kept.status_code == 303
