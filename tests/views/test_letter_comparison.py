"""Two versions of a letter on one page, and as a Word file with tracked changes."""

import io
import re

import pytest
from docx import Document

from models import AuditEvent, Complaint, db
from operations import reading
from operations.transaction import transaction
from rules.vocabulary import ReadingReason
from tests import thread
from tests.views.record import draft, in_hearing, nothing_changes, said_why
from tests.views.test_letter_screens import WORD, bytes_of, letter_of, put_back
from tests.word import with_body

SAID = "Wij bellen u morgen, <b>& anders</b> 🙂."


@pytest.fixture
def letter(app, signed_in):
    """A letter that was put back once, with a paragraph more."""
    made = draft(in_hearing())
    more = f"<w:p><w:r><w:t>{SAID.replace('&', '&amp;').replace('<', '&lt;')}</w:t></w:r></w:p>"
    reply = put_back(signed_in("coordinator"), made, with_body(bytes_of(made), more))
    assert reply.status_code == 302
    return made


def compare(browser, letter, **asked):
    return browser.get(f"/admin/letter/{letter}/compare", query_string=asked)


def test_the_oldest_stands_against_the_newest_unless_asked_otherwise(letter, signed_in):
    html = compare(signed_in("secretary"), letter).text
    assert "Van versie 1 naar versie 2." in html
    assert "1 verschil<" in html
    added = re.search(r"<ins>(.*?)</ins>", html.split('id="verschil-1"')[1])
    assert added[1] == (
        '<span class="vh" lang="nl">[toegevoegd: </span>Wij bellen u morgen, &lt;b&gt;&amp; '
        'anders&lt;/b&gt; 🙂.<span class="vh">]</span>'
    )
    other = compare(signed_in("secretary"), letter, old=2, new=1).text
    assert "Van versie 2 naar versie 1." in other
    assert "[geschrapt: </span>Wij bellen u morgen" in other
    assert "geen verschil" in compare(signed_in("secretary"), letter, old=2, new=2).text


def test_side_by_side_each_side_has_its_own_words(letter, signed_in):
    html = compare(signed_in("secretary"), letter, way="side").text
    line = html.split('id="verschil-1"')[1]
    assert "Staat er nog niet." in line
    assert "Versie 2: </span><ins>" in line


def test_the_versions_lead_to_what_changed_when_there_is_more_than_one(letter, signed_in):
    browser = signed_in("coordinator")
    link = f'href="/admin/letter/{letter}/compare"'
    assert link in browser.get(f"/admin/letter/details/?id={letter}").text
    other = draft(in_hearing())
    assert (
        f'href="/admin/letter/{other}/compare"'
        not in browser.get(f"/admin/letter/details/?id={other}").text
    )


def test_the_word_file_has_tracked_changes(letter, signed_in):
    reply = signed_in("secretary").get(f"/admin/letter/{letter}/compare/word?old=1&new=2")
    assert (reply.status_code, reply.mimetype) == (200, WORD)
    assert "attachment" in reply.headers["Content-Disposition"]
    body = Document(io.BytesIO(reply.data)).element.body
    assert [one.text for mark in body.iter("{*}ins") for one in mark.iter("{*}t")] == [SAID]


WHO = {
    "servicedesk": 404, "team_leader": 403, "coordinator": 200, "secretary": 200, "board1": 200,
    "adviser1": 404, "auditor": 200, "administrator": 403,
}  # fmt: skip


@pytest.mark.parametrize("who", WHO)
def test_who_may_read_the_letter_may_compare(letter, signed_in, who):
    browser = signed_in(who)
    said_why(who, letter_of(letter).complaint_id)
    with nothing_changes():
        for page in ("compare", "compare/word"):
            assert browser.get(f"/admin/letter/{letter}/{page}").status_code == WHO[who]


@pytest.mark.parametrize(
    "asked",
    [{"old": "0"}, {"old": "3"}, {"new": "99999999999999999999"}, {"old": "-1"}, {"new": "3"}],
)
def test_a_version_that_is_not_there_is_404(letter, signed_in, asked):
    for page in ("compare", "compare/word"):
        reply = signed_in("secretary").get(f"/admin/letter/{letter}/{page}", query_string=asked)
        assert reply.status_code == 404


@pytest.mark.parametrize("asked", [{"way": "<b>"}, {"old": "abc"}, {"new": ""}, {"x": "\0"}])
def test_odd_arguments_give_the_usual_page(letter, signed_in, asked):
    reply = compare(signed_in("secretary"), letter, **asked)
    assert reply.status_code == 200
    assert "Van versie 1 naar versie 2." in reply.text


@pytest.mark.parametrize("key", ["0", "999999", "99999999999999999999"])
def test_an_unknown_letter_has_nothing_to_compare(app, signed_in, key):
    assert signed_in("secretary").get(f"/admin/letter/{key}/compare").status_code == 404


def test_reading_a_sensitive_file_is_written_down(letter, signed_in):
    key = letter_of(letter).complaint_id
    db.session.rollback()
    with transaction():
        db.session.get_one(Complaint, key).sensitive = True
    assert compare(secretary := signed_in("secretary"), letter).status_code == 302
    reading.explain(thread.someone("secretary"), key, ReadingReason.WORK)
    db.session.rollback()
    assert compare(secretary, letter).status_code == 200
    verbs = [one.verb for one in db.session.query(AuditEvent).order_by(AuditEvent.id).all()]
    assert verbs[-1] == "letter:compared"
