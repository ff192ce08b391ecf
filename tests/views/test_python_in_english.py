"""What Python says on the screens of someone who reads English: told by the law, said in English.

Letters, the record and what people wrote themselves stay Dutch.
"""

import pytest

from models import db
from operations import filing
from operations.transaction import transaction
from rules import procedure
from rules.deadlines import handling_term
from rules.duties import DutyKind
from rules.vocabulary import Event, LetterKind, State, Track
from rules.wording import capital, in_lines, lower, packed, told, unpacked
from tests.factories import a_complaint
from tests.views.record import user
from views import trail
from views.languages import ENGLISH, say


@pytest.fixture
def english(app):
    """A page in English, without a browser."""
    from flask import g

    with app.test_request_context("/admin/"):
        g.language = ENGLISH
        yield


@pytest.fixture
def coordinator(app, signed_in):
    """The browser of someone who chose English."""
    with transaction():
        user("coordinator").language = ENGLISH
    return signed_in("coordinator")


def test_an_obstacle_says_what_stands_in_the_way(english):
    obstacle = procedure.letter_put_in_file(LetterKind.L14, procedure.SCHEME)
    words = told("%(letter)s ligt nog niet in het dossier.", letter=LetterKind.L14)
    assert obstacle is not None
    assert say(words) == "Report of findings and advice is not in the file yet."


def test_a_refusal_of_the_procedure_names_step_and_state(english):
    with pytest.raises(procedure.Refusal) as refused:
        procedure.transition(State.F0, Event.CLOSE)
    (obstacle,) = refused.value.obstacles
    assert say(obstacle.text) == "“Close the file” is not possible in the state “received”."
    assert str(obstacle.text) == "“Dossier sluiten” kan niet vanuit de stand “ontvangen”."


def test_a_last_day_is_explained_with_its_rest_day(english):
    from datetime import date

    line = handling_term(date(2026, 2, 23), Track.COMMITTEE)
    assert say(line.explanation) == "10 weeks after receipt (advisory committee)"
    line = handling_term(date(2026, 2, 23))
    assert say(line.explanation) == (
        "6 weeks after receipt (the Board itself); ends on a rest day (Easter Monday), "
        "so the next working day (art. 1 lid 1 Atw)"
    )


def test_the_trail_says_its_verbs(english):
    assert trail.what("letter:sent") == "letter sent"
    assert trail.what("complaint:close") == "file step: close the file"
    assert trail.particulars({"fields": ["wish", "signed"], "count": 2}) == (
        "fields: wish, signed; number: 2"
    )


def test_what_was_told_survives_the_record(english):
    inside = told("%(letter)s: %(what)s", letter=LetterKind.L01, what=told("vaststellen"))
    again = unpacked(packed(inside))
    assert again == inside == "Ontvangstbevestiging: vaststellen"
    assert say(again).startswith("Acknowledgement: ")


def test_a_text_of_a_person_is_no_message(english):
    assert say(told("Er is nog geen oordeel over: %(conducts)s.", conducts="klacht")) == (
        "There is no judgement yet on: klacht."
    )


def test_a_label_inside_a_sentence_follows_its_language(english):
    assert say(lower("Ontvangen op")) == "received on"
    assert say(capital("langer dan een jaar geleden")) == "Longer than a year ago"
    assert say(in_lines(told("Opgeslagen."), told("Toegevoegd."))) == "Saved.\nAdded."


def test_a_duty_is_listed_in_english_and_kept_as_it_was_told(app, coordinator):
    complaint = a_complaint(state=State.F1, handler=user("coordinator"))
    with transaction():
        filing.settle(complaint)
    kept = [one.text for one in complaint.duties if one.kind == DutyKind.ACKNOWLEDGE]
    db.session.rollback()
    assert kept == ["Ontvangst bevestigen"]
    page = coordinator.get("/admin/duty/").text
    assert "Acknowledge receipt" in page
    assert "Ontvangst bevestigen" not in page


def test_a_closed_step_gives_its_reason_in_english(app, coordinator):
    key = a_complaint(state=State.F4, handler=user("coordinator")).id
    page = coordinator.get(f"/admin/complaint/details/?id={key}").text
    assert "Not decided yet (not taken up (9:8)): Geen antwoord." in page
    assert "Nog niet besloten" not in page


def test_a_form_says_in_english_what_is_missing(app, coordinator):
    reply = coordinator.post("/admin/contact/new/", data={"kind": "natural"})
    assert reply.status_code == 422
    assert "Fill in the surname." in reply.text


def test_the_calculator_explains_in_english(app, coordinator):
    page = coordinator.get(
        "/admin/calculator/", query_string={"received_on": "2026-03-02", "track": "own"}
    ).text
    assert "6 weeks after receipt (the Board itself)" in page
