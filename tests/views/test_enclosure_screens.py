"""What goes along with a letter, on its page."""

import io

import pytest
from werkzeug.datastructures import FileStorage

from models import Letter, db
from tests.samples import a_pdf
from tests.views import record
from tests.views.test_letter_screens import act, letter_of, page, posted


@pytest.fixture
def letter(app):
    return record.draft(record.in_hearing())


def add(browser, key: int, *, file: tuple[str, bytes] | None = None, **data: str):
    form = {"version": str(letter_of(key).version)} | data
    if file:
        form["added_file"] = FileStorage(io.BytesIO(file[1]), file[0])
    return posted(browser, f"/admin/letter/{key}/add_enclosure", form)


def enclosed(key: int) -> list[str]:
    db.session.rollback()
    return [one.name for one in db.session.get_one(Letter, key).enclosures]


def test_an_enclosure_is_added_from_the_page_and_the_check_asks_its_line(letter, signed_in):
    browser = signed_in("coordinator")
    reply = add(browser, letter, file=("foto.pdf", a_pdf()), added_name="Foto <lokaal>")
    assert reply.status_code == 302
    assert enclosed(letter) == ["Foto <lokaal>"]
    html = page(browser, letter)
    assert "Foto &lt;lokaal&gt;" in html
    assert "gaat mee, maar staat niet in de brief" in html
    assert "Noem haar ook onder “Bijlagen” in de brief." in html


@pytest.mark.parametrize(
    ("data", "file", "told", "field"),
    [
        ({}, None, "Kies een stuk uit het dossier, of een ander bestand.", "added"),
        ({"added": "x"}, None, "", "added"),
        ({"added": "999999"}, None, "", "added"),
        ({}, ("foto.pdf", b"MZ"), "past niet bij .pdf", "added_file"),
        ({}, ("foto.exe", b"MZ"), "Dit soort bestand kan niet", "added_file"),
    ],
)
def test_what_cannot_be_added_is_told_at_its_field(letter, signed_in, data, file, told, field):
    browser = signed_in("coordinator")
    reply = add(browser, letter, file=file, added_name="Mijn naam", **data)
    assert reply.status_code == 422
    assert told in reply.text
    assert f'id="{field}-error"' in reply.text
    assert 'value="Mijn naam"' in reply.text
    assert enclosed(letter) == []


@pytest.mark.parametrize("code", ["board1", "auditor"])
def test_who_writes_no_letter_sees_no_way_to_add(letter, signed_in, code):
    browser = signed_in(code)
    record.said_why(code, letter_of(letter).complaint_id)
    assert "Een bijlage toevoegen" not in page(browser, letter)
    assert act(browser, letter, "add_enclosure").status_code == 403


def test_of_a_sent_letter_the_page_lists_each_file_with_its_figures(app, signed_in):
    """Name, size and sha256, when and to whom; and each can be had."""
    key = record.in_hearing()
    sent = next(one for one in record.thread.fresh(key).letters if one.sent_on and one.enclosures)
    record.said_why("auditor", key)
    html = page(browser := signed_in("auditor"), sent.id)
    assert "Wat precies is verzonden" in html
    assert f"Aan {sent.addressee}. Zelf verstuurd" in html
    sent = letter_of(sent.id)
    for one in [sent.versions[-1].document, *(one.document for one in sent.enclosures)]:
        assert one.name in html
        assert one.sha256 in html
        assert browser.get(f"/admin/complaint/{key}/document/{one.id}").status_code == 200


def test_a_draft_has_no_list_of_what_was_sent(letter, signed_in):
    assert "Wat precies is verzonden" not in page(signed_in("coordinator"), letter)
