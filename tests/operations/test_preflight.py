"""Making a letter definitive: what is found, what a reason passes, and what then goes out."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from letters import package
from letters.render import read_text
from models import AuditEvent, Complaint, db
from operations import correspondence, documents, readiness
from rules.errors import Refusal
from rules.vocabulary import LetterState, PartyKind, State, VersionOrigin
from tests.factories import a_complaint, a_contact, a_party
from tests.operations.test_letters import (
    a_file,
    a_judgement_letter,
    content,
    draft,
    edited,
    fresh,
    send,
    upload,
)
from tests.thread import day, finish, someone
from tests.word import with_body

REASON = "De klager weet dat dit er zo staat."


@pytest.fixture(autouse=True)
def on_tuesday(app):
    with day(date(2026, 3, 3)):
        yield


def put(letter_id: int, more: str) -> None:
    upload(letter_id, with_body(content(letter_id), more))


def words(text: str, look: str = "") -> str:
    return f"<w:p><w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


TRACKED = (
    '<w:p w:rsidR="00AB12CD"><w:r><w:t>Wij bellen u </w:t></w:r>'
    '<w:ins w:id="1" w:author="J. Geheim"><w:r><w:t>morgen</w:t></w:r></w:ins>'
    '<w:del w:id="2" w:author="J. Geheim"><w:r><w:delText>niet</w:delText></w:r></w:del></w:p>'
)
MARKED = words("Nog nakijken.", '<w:highlight w:val="yellow"/>')


def test_what_is_found_is_named_with_its_sentence_and_changes_nothing():
    letter_id = draft(a_file())
    put(letter_id, TRACKED + MARKED + words("Zie ook K2019-0404."))
    before = fresh(letter_id).version
    with pytest.raises(Refusal) as refused:
        finish("coordinator", letter_id)
    told = [str(one) for one in refused.value.obstacles]
    assert [one.split(": “")[0] for one in told] == [
        "Bijgehouden wijziging", "Gemarkeerde tekst", "Kenmerk van een ander dossier",
    ]  # fmt: skip
    assert "Wij bellen u morgen" in told[0]
    assert "geschrapt “niet”" in told[0]
    assert re.search(r"“Nog nakijken\.”.*alinea \d+", told[1])
    letter = fresh(letter_id)
    assert (letter.state, letter.version, len(letter.versions)) == (LetterState.DRAFT, before, 2)


@pytest.mark.parametrize("reason", ["", " ", "\n"])
def test_an_empty_reason_is_no_reason(reason):
    letter_id = draft(a_file())
    put(letter_id, MARKED)
    with pytest.raises(Refusal, match="Gemarkeerde tekst"):
        finish("coordinator", letter_id, reason)


def test_a_reason_passes_what_the_law_leaves_open_and_is_kept():
    letter_id = draft(a_file())
    put(letter_id, MARKED)
    finish("coordinator", letter_id, REASON)
    letter = fresh(letter_id)
    last = letter.versions[-1]
    assert (letter.state, last.origin, last.reason) == (
        LetterState.FINAL, VersionOrigin.CLEANED, REASON,
    )  # fmt: skip
    event = db.session.scalars(select(AuditEvent).where(AuditEvent.verb == "letter:finished")).one()
    assert event.data == {"number": 3, "overridden": ["gemarkeerde tekst"]}
    assert REASON not in str(event.data)


def test_a_reason_does_not_pass_an_empty_place():
    letter_id = draft(a_file())
    put(letter_id, MARKED + words("Geachte {{ naam }},"))
    with pytest.raises(Refusal) as refused:
        finish("coordinator", letter_id, REASON)
    (left,) = refused.value.obstacles
    assert "lege plek in de brief: Geachte {{ naam }}," in left.text


def test_a_clause_of_the_law_does_not_go_out_with_a_reason():
    letter_id = a_judgement_letter()
    upload(letter_id, edited(content(letter_id), "binnen één jaar", "ooit"))
    with pytest.raises(Refusal, match=r"één jaar naar de ombudsman.*9:12 lid 2"):
        finish("board2", letter_id, REASON)


def test_a_clean_letter_gets_no_version_more_and_keeps_no_reason():
    letter_id = draft(a_file())
    finish("coordinator", letter_id, REASON)
    assert [(one.number, one.reason) for one in fresh(letter_id).versions] == [(1, "")]


def test_what_goes_out_was_cleaned_and_the_edited_version_stays():
    letter_id = draft(a_file())
    put(letter_id, TRACKED)
    put_back = content(letter_id)
    finish("coordinator", letter_id, REASON)
    send(letter_id)
    letter = fresh(letter_id)
    sent = documents.read(letter.sent_sha256)
    assert letter.sent_sha256 == letter.versions[2].document.sha256
    assert "Wij bellen u morgen" in read_text(sent)
    everything = b"".join(package.read_parts(sent).values())
    assert b"Geheim" not in everything
    assert b"rsid" not in everything
    assert documents.read(letter.versions[1].document.sha256) == put_back


def test_whoever_settles_a_judgement_may_settle_it_again():
    """Making it definitive is no editing (SOD6)."""
    letter_id = a_judgement_letter()
    put(letter_id, MARKED)
    finish("board2", letter_id, REASON)
    correspondence.reopen(someone("coordinator"), letter_id, fresh(letter_id).version)
    finish("board2", letter_id, REASON)
    assert fresh(letter_id).approved_by.email == "board2@demo.example"


def test_another_complainant_has_no_place_in_the_letter_to_one():
    complaint_id = a_file()
    second = a_party(
        db.session.get_one(Complaint, complaint_id),
        a_contact(infix="van den", family_name="Vreemdeling"),
        kind=PartyKind.COMPLAINANT,
    )  # fmt: skip
    letter_id = draft(complaint_id)
    put(letter_id, words("Ook mevrouw Van den Vreemdeling klaagde."))
    with pytest.raises(Refusal, match=r"andere klager.*Vreemdeling klaagde"):
        finish("coordinator", letter_id)
    to_her = draft(complaint_id, party_id=second.id)
    put(to_her, words("U, mevrouw Van den Vreemdeling, klaagde."))
    assert readiness.findings(fresh(to_her)) == ()


def test_a_complainant_of_the_report_that_it_came_from_is_named_too():
    report = a_complaint(state=State.I5)
    a_party(report, a_contact(family_name="Meldersma"), kind=PartyKind.COMPLAINANT)
    letter_id = draft(a_file(source_id=report.id))
    put(letter_id, words("Mevrouw Meldersma belde."))
    assert [one.detail for one in readiness.findings(fresh(letter_id))] == ["Meldersma"]
    elsewhere = draft(a_file())
    put(elsewhere, words("Mevrouw Meldersma belde."))
    assert readiness.findings(fresh(elsewhere)) == ()
