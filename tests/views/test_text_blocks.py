"""Text blocks: kept by who manages templates, offered where their words are needed."""

import pytest
from sqlalchemy import select

from letters.catalogue import OMBUDSMAN
from models import AuditEvent, LetterTemplate, TextBlock, db
from operations import reference
from rules.vocabulary import LetterKind, RefusalGround, State
from tests import thread
from tests.factories import a_complaint
from tests.views.record import nothing_changes

REASON = {"title": "Te lang geleden", "ground": "9:8-1-b",
          "text": "Na een jaar is dit niet meer na te gaan.", "active": "1"}  # fmt: skip
CLOSING = {"title": "Vriendelijk slot", "text": "Hebt u vragen? Bel ons gerust.", "active": "1"}


def add(browser, data):
    return browser.post("/admin/text_block/new/", data=data)


def screening(browser):
    complaint = a_complaint(state=State.F4)
    address = f"/admin/complaint/{complaint.id}/screening/?of={complaint.conducts[0].id}"
    return browser.get(address).text


def field_card(browser, kind):
    key = db.session.scalar(select(LetterTemplate.id).where(LetterTemplate.kind == kind))
    return browser.get(f"/admin/template/{key}/fields/").text


@pytest.fixture
def secretary(app, signed_in):
    browser = signed_in("secretary")
    for data in (REASON, CLOSING):
        assert add(browser, data).status_code == 302
    return browser


def test_a_new_installation_has_a_reason_for_every_ground_and_closings(app):
    found = db.session.execute(select(TextBlock.ground, TextBlock.text)).all()
    assert {one.ground for one in found} == {*RefusalGround, None}
    closings = [one.text for one in found if one.ground is None]
    assert any(OMBUDSMAN.stands_in(one.lower()) for one in closings)
    assert any("zes weken" in one for one in closings)
    # A template takes them as they are, and a letter has nothing left to fill in.
    assert not any(sign in one.text for one in found for sign in "{}[]")


def test_the_texts_that_ship_are_the_authoritys_own(app, signed_in):
    block = db.session.scalars(select(TextBlock).where(TextBlock.title == "Slot: dank")).one()
    data = {"title": block.title, "text": "Hartelijk dank.", "version": block.version}
    reply = signed_in("administrator").post(f"/admin/text_block/edit/?id={block.id}", data=data)
    assert reply.status_code == 302
    reference.ensure(thread.someone("administrator"))
    db.session.rollback()
    assert db.session.get_one(TextBlock, block.id).text == "Hartelijk dank."


@pytest.mark.parametrize("who", ["coordinator", "secretary", "board1"])
def test_a_reason_is_offered_beside_the_screening(secretary, signed_in, who):
    page = screening(signed_in(who))
    assert 'data-copy="Na een jaar is dit niet meer na te gaan."' in page
    assert "langer dan een jaar geleden" in page
    assert "Bel ons gerust" not in page


def test_a_closing_is_offered_at_every_field_card_and_a_reason_where_it_fits(secretary):
    card, refusal = (field_card(secretary, kind) for kind in (LetterKind.L01, LetterKind.L05A))
    assert "Bel ons gerust" in card
    assert "niet meer na te gaan" not in card
    assert "Bel ons gerust" in refusal
    assert "niet meer na te gaan" in refusal


def test_what_is_no_longer_in_use_is_offered_nowhere(secretary):
    block = db.session.scalars(select(TextBlock).where(TextBlock.title == REASON["title"])).one()
    assert block.ground is RefusalGround.OVER_A_YEAR
    data = {**REASON, "version": block.version}
    del data["active"]
    reply = secretary.post(f"/admin/text_block/edit/?id={block.id}", data=data)
    assert reply.status_code == 302
    assert "niet meer na te gaan" not in screening(secretary)
    event = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert (event.verb, event.data) == ("text_block:changed", {"fields": ["active"]})


@pytest.mark.parametrize(
    ("change", "field"),
    [({"title": ""}, "title"), ({"text": ""}, "text"), ({"ground": "9:99"}, "ground"),
     ({"title": "a\u202eb"}, "title"), ({"title": "te LANG geleden"}, "title"),
     ({"text": "x" * 4001}, "text")],
)  # fmt: skip
def test_what_cannot_be_kept_is_told_at_the_field(secretary, change, field):
    with nothing_changes():
        reply = add(secretary, {**CLOSING, "title": "Een ander slot"} | change)
    assert reply.status_code == 422
    assert f'id="{field}-error"' in reply.text


def test_hostile_words_are_only_words(secretary):
    add(secretary, CLOSING | {"title": "<b>", "text": '"><script>alert(1)</script>{{ 7 * 7 }}'})
    for page in (field_card(secretary, LetterKind.L01), secretary.get("/admin/text_block/").text):
        assert "<script>alert" not in page
        assert "<b></b>" not in page
    assert "{{ 7 * 7 }}" in field_card(secretary, LetterKind.L01)


@pytest.mark.parametrize("who", ["coordinator", "auditor", "board1", "servicedesk", "adviser1"])
def test_who_does_not_manage_templates_keeps_no_text_blocks(app, signed_in, who):
    with nothing_changes():
        assert add(signed_in(who), CLOSING).status_code == 403
