"""The search page: where it leads, what it marks, and what it says when there is nothing."""

import re
from io import BytesIO

import pytest
import time_machine

from models import Complaint, db
from operations import clock, documents, search_texts
from rules.vocabulary import State
from tests.factories import a_complaint, a_contact, a_document
from tests.thread import someone

HIT = re.compile(r"<mark>(.*?)</mark>")


@pytest.fixture
def browser(signed_in):
    return signed_in("secretary")


def search(browser, term, **arguments):
    return browser.get("/admin/search/", query_string={"q": term} | arguments)


def test_a_whole_reference_goes_straight_to_the_file(browser):
    complaint, report = a_complaint(), a_complaint(state=State.I1)
    reply = search(browser, f" {complaint.reference.lower()} ")
    assert reply.location == f"/admin/complaint/details/?id={complaint.id}"
    assert search(browser, report.reference).location == f"/admin/report/details/?id={report.id}"


def test_a_reference_that_one_may_not_see_is_a_reference_that_does_not_exist(signed_in):
    there, browser = a_complaint().reference, signed_in("adviser1")
    with time_machine.travel(clock.machine_now(), tick=False):  # a page holds the second it is of
        seen = search(browser, there).text
        assert "Niets gevonden" in seen
        assert seen.replace(there, "K2026-9999") == search(browser, "K2026-9999").text


def test_the_field_above_every_page_leads_here(browser):
    page = browser.get("/admin/").text
    assert 'action="/admin/search/"' in page
    assert 'name="q"' in page


def test_who_sees_no_files_has_no_search(signed_in):
    administrator = signed_in("administrator")
    assert "/admin/search/" not in administrator.get("/admin/").text
    assert administrator.get("/admin/search/?q=x").status_code == 403


def test_found_words_are_marked_and_nothing_of_a_text_is_markup(browser):
    a_complaint(
        subject="<b>Kanarie</b> & co",
        description="Een <script>alert(1)</script> kanarie.",
        complainant=a_contact(infix="", family_name='<i x="1">Jansen'),
    )
    page = search(browser, "kanarie").text
    assert HIT.findall(page) == ["Kanarie", "kanarie"]
    assert "&lt;b&gt;<mark>Kanarie</mark>&lt;/b&gt; &amp; co" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <mark>kanarie</mark>" in page
    for raw in ("<script>alert", "<b>K", "<i x"):
        assert raw not in page
    assert HIT.findall(search(browser, "<b>").text) == ["&lt;b&gt;"]


def test_an_attachment_shows_its_name_and_opens(browser):
    complaint = a_complaint(subject="Anders").id
    sha256 = documents.put(b"De kanarie zong.")
    document = a_document(
        db.session.get_one(Complaint, complaint), sha256=sha256, name="brief & meer.txt",
        media_type="text/plain",
    ).id  # fmt: skip
    search_texts.catch_up()
    page = search(browser, "kanarie").text
    address = f"/admin/complaint/{complaint}/document/{document}"
    assert f'href="{address}"' in page
    assert "brief &amp; meer.txt" in page
    assert browser.get(address).data == b"De kanarie zong."


def test_what_is_added_on_screen_is_found_at_once(browser):
    key = a_complaint(subject="Anders").id
    file = (BytesIO(b"De kanarie zong."), "brief.txt")
    browser.post(f"/admin/complaint/{key}/document/", data={"file": file})
    assert "brief.txt" in search(browser, "kanarie").text
    file = (BytesIO(b"De kraanvogel."), "stil.txt")
    data = {"file": file, "special_data": "1"}
    browser.post(f"/admin/complaint/{key}/document/", data=data)
    assert "Niets gevonden" in search(browser, "kraanvogel").text


def test_a_document_is_marked_on_screen(browser):
    key = a_complaint(subject="Anders").id
    document = documents.add(
        someone("secretary"), key, b"De kanarie.", "a.txt", part_of_complaint=False
    )
    search_texts.catch_up()
    address = f"/admin/complaint/{key}/mark_document/?of={document}"
    assert "a.txt" in browser.get(address).text
    assert browser.post(address, data={"special_data": "1"}).status_code == 302
    assert "Niets gevonden" in search(browser, "kanarie").text
    assert "checked" in browser.get(address).text


@pytest.mark.parametrize("term", ["x" * 101, "a\0b", "\u202e"])
def test_what_cannot_be_searched_for_is_said_next_to_the_field(browser, term):
    page = search(browser, term)
    assert page.status_code == 200
    assert 'aria-invalid="true"' in page.text
    assert "Zo vind je het" in page.text


@pytest.mark.parametrize("term", ["", " ", "...", "niets"])
def test_nothing_found_says_how_to_find(browser, term):
    assert "Zo vind je het" in search(browser, term).text


@pytest.mark.parametrize("page", ["-1", "abc", "99999999999999", "%00"])
@pytest.mark.parametrize("kind", ["", "formal", "nonsense", "\0"])
def test_garbage_in_the_address_does_no_harm(browser, page, kind):
    a_complaint(subject="De kanarie")
    assert search(browser, "kanarie", page=page, kind=kind, open="9").status_code == 200


def test_filters_are_links_that_keep_the_words(browser):
    a_complaint(subject="De kanarie")
    page = search(browser, "kanarie &", kind="report").text
    assert 'href="?q=kanarie+%26&amp;kind=report&amp;open=1"' in page
    assert 'href="?q=kanarie+%26&amp;kind=formal"' in page
    assert "Zoek in alles" in page


def test_twenty_stand_on_a_page(browser):
    for _ in range(21):
        a_complaint(subject="De kanarie", description="Iets anders.")
    first, second = search(browser, "kanarie").text, search(browser, "kanarie", page=1).text
    assert (first.count("<h3>"), second.count("<h3>")) == (20, 1)
    assert "21 dossiers gevonden" in first
    assert 'rel="next" href="?q=kanarie&amp;page=1"' in first
    assert 'rel="prev" href="?q=kanarie"' in second
