"""What the pre-flight found, on the page of the letter, and the reason that passes it."""

import re

import pytest

from letters import package
from rules.vocabulary import LetterState
from tests.views.record import nothing_changes, said_why
from tests.views.test_letter_screens import act, bytes_of, letter_of, page, put_back, settled
from tests.word import with_body

__all__ = ["settled"]

MARKED = (
    '<w:p><w:r><w:rPr><w:highlight w:val="yellow"/></w:rPr><w:t>Nakijken: &lt;b&gt; &amp; 🙂.'
    "</w:t></w:r></w:p>"
)
LEFT = "<w:p><w:r><w:t>Geachte {{ naam }},</w:t></w:r></w:p>"
REASON = "Dit hoort er <zo> te staan."
FIELD = 'name="reason"'


def a_draft(settled, browser, more: str) -> int:
    """An acknowledgement taken back to draft, put back with this at its end."""
    letter = settled[1]
    assert act(browser, letter, "reopen").status_code == 302
    assert put_back(browser, letter, with_body(bytes_of(letter), more)).status_code == 302
    return letter


def test_a_clean_letter_asks_no_reason(app, signed_in, settled):
    browser, letter = signed_in("coordinator"), settled[1]
    act(browser, letter, "reopen")
    html = page(browser, letter)
    assert "Definitief maken" in html
    assert FIELD not in html
    assert "Kijk dit eerst na" not in html
    assert act(browser, letter, "finish").status_code == 302


def test_each_finding_has_its_sentence_and_a_jump(app, signed_in, settled):
    browser = signed_in("coordinator")
    letter = a_draft(settled, browser, MARKED)
    html = page(browser, letter)
    assert "Kijk dit eerst na" in html
    assert "<b>Gemarkeerde tekst</b>" in html
    assert '<q lang="nl">Nakijken: &lt;b&gt; &amp; 🙂.</q>' in html
    number = re.search(rf'/admin/letter/{letter}/compare\?new=2#(alinea-\d+)">alinea \d+</a>', html)
    assert f'id="{number[1]}"' in browser.get(f"/admin/letter/{letter}/compare?new=2").text


def test_the_page_of_an_edited_draft_reads_each_version_once(app, signed_in, settled, monkeypatch):
    browser = signed_in("coordinator")
    letter = a_draft(settled, browser, MARKED)
    read, read_members = [], package.read_members
    monkeypatch.setattr(package, "read_members", lambda data: read.append(1) or read_members(data))
    page(browser, letter)
    assert len(read) == 2


def test_continuing_needs_a_reason_and_keeps_it(app, signed_in, settled):
    browser = signed_in("coordinator")
    letter = a_draft(settled, browser, MARKED)
    with nothing_changes():
        reply = act(browser, letter, "finish", reason=" ")
    assert reply.status_code == 409
    assert "Gemarkeerde tekst" in reply.text
    assert act(browser, letter, "finish", reason=REASON).status_code == 302
    assert letter_of(letter).state is LetterState.FINAL
    html = page(browser, letter)
    assert "Definitief gemaakt, zonder sporen van het bewerken" in html
    assert "Reden: Dit hoort er &lt;zo&gt; te staan." in html


def test_what_was_typed_stays_when_something_else_is_in_the_way(app, signed_in, settled):
    browser = signed_in("coordinator")
    letter = a_draft(settled, browser, MARKED + LEFT)
    with nothing_changes():
        reply = act(browser, letter, "finish", reason=REASON)
    assert reply.status_code == 409
    assert "Nog niet definitief te maken" in reply.text
    assert "Dit hoort er &lt;zo&gt; te staan.</textarea>" in reply.text


def test_no_reason_is_asked_for_what_no_reason_passes(app, signed_in, settled):
    browser = signed_in("coordinator")
    html = page(browser, a_draft(settled, browser, LEFT))
    assert "Er staat nog een lege plek in de brief: Geachte {{ naam }}," in html
    assert FIELD not in html


@pytest.mark.parametrize("reason", ["x" * 4001, "\0", "‮tekst"])
def test_a_reason_that_cannot_be_kept_is_told_at_its_field(app, signed_in, settled, reason):
    browser = signed_in("coordinator")
    letter = a_draft(settled, browser, MARKED)
    with nothing_changes():
        reply = act(browser, letter, "finish", reason=reason)
    assert reply.status_code == 422
    assert 'id="reason-error"' in reply.text


def test_of_many_findings_of_one_kind_ten_are_shown(app, signed_in, settled):
    browser = signed_in("coordinator")
    html = page(browser, a_draft(settled, browser, MARKED * 13))
    assert html.count('<q lang="nl">Nakijken') == 10
    assert "<b>Gemarkeerde tekst</b> (13)" in html
    assert "En nog 3." in html


def test_whoever_only_reads_sees_the_findings_and_no_button(app, signed_in, settled):
    letter = a_draft(settled, signed_in("coordinator"), MARKED)
    said_why("auditor", settled[0])
    html = page(signed_in("auditor"), letter)
    assert "<b>Gemarkeerde tekst</b>" in html
    assert FIELD not in html
    assert "Definitief maken" not in html
