"""The list beside the complaint: what the Awb asks of it, and how far it has come."""

import pytest

from rules.case import CaseFacts
from rules.requirements import Requirement, requirements
from rules.vocabulary import Judgement, LetterKind, State
from tests.rules.facts import (
    COMPLAINANT,
    SUBJECT,
    a_case,
    complainant,
    conduct,
    letter,
    subject,
)

DONE = a_case(
    State.F12,
    parties=(complainant(heard=True), subject(heard=True)),
    conducts=(conduct(judgement=Judgement.FOUNDED),),
    letters=(letter(LetterKind.L01, COMPLAINANT), letter(LetterKind.L07, SUBJECT)),
    conclusion_decided=True,
)


def line(facts: CaseFacts, label: str) -> Requirement:
    return next(one for one in requirements(facts) if one.label == label)


def test_the_lines_stand_in_the_order_of_the_law():
    assert [str(one.basis) for one in requirements(a_case())] == [
        "art. 9:4 lid 2 Awb",
        "art. 9:4 lid 2 onder a Awb",
        "art. 9:4 lid 2 onder a Awb",
        "art. 9:4 lid 2 onder b Awb",
        "art. 9:4 lid 2 onder c Awb",
        "art. 9:6 Awb",
        "art. 9:7 lid 1 Awb",
        "art. 9:9 Awb",
        "art. 9:10 lid 1 Awb",
        "art. 9:10 lid 1 Awb",
        "art. 9:10 lid 3 Awb",
        "art. 9:12 lid 1 Awb",
        "art. 9:12 lid 1 Awb",
    ]


def test_of_a_complaint_that_is_done_every_line_is_met():
    assert [one.label for one in requirements(DONE) if not one.met] == []


@pytest.mark.parametrize(
    ("label", "facts"),
    [
        ("Ondertekend", a_case(signed=False)),
        ("Adres van de klager", a_case(parties=(complainant(address=False),))),
        ("Dagtekening", a_case(letter_dated=False)),
        ("Klager bekend", a_case(parties=())),
        ("Gedraging beschreven", a_case(conducts=())),
        ("Ontvangst bevestigd", a_case()),
        ("Onafhankelijke behandelaar", a_case(cleared=frozenset())),
        ("Afschrift aan betrokkene", a_case(State.F5)),
        ("Klager gehoord", a_case(State.F8)),
        ("Betrokkene gehoord", a_case(State.F8)),
        ("Verslag van het horen", a_case(State.F8, parties=(complainant(report_missing=True),))),
        ("Bevindingen en oordeel", a_case(State.F11)),
        ("Besluit van het bestuur", a_case(State.F11)),
    ],
)
def test_what_is_open_shows_as_open_when_its_turn_has_come(label, facts):
    found = line(facts, label)
    assert (found.turn, found.met) == (True, False)


@pytest.mark.parametrize(
    ("label", "before", "since"),
    [
        ("Onafhankelijke behandelaar", State.F1, State.F2),
        ("Afschrift aan betrokkene", State.F4, State.F5),
        ("Klager gehoord", State.F4, State.F5),
        ("Betrokkene gehoord", State.F4, State.F5),
        ("Verslag van het horen", State.F5, State.F8),
        ("Bevindingen en oordeel", State.F9, State.F11),
        ("Besluit van het bestuur", State.F9, State.F11),
    ],
)
def test_a_line_has_its_turn_from_this_state(label, before, since):
    assert not line(a_case(before), label).turn
    assert line(a_case(since), label).turn


def test_what_is_not_yet_its_turn_is_neither_met_nor_to_be_repaired():
    found = line(a_case(State.F4, handler_id=None), "Afschrift aan betrokkene")
    assert (found.met, found.repair) == (False, "")


def test_an_open_line_says_where_it_can_be_met():
    assert line(a_case(State.F8), "Klager gehoord").repair == "hearings"


def test_a_complainant_without_address_among_others_is_seen():
    parties = (complainant(), complainant(id=2, address=False))
    assert not line(a_case(parties=parties), "Adres van de klager").met


def test_what_is_missing_while_it_is_screened_leads_to_the_supplement_letter():
    screened = a_case(State.F3, signed=False, letter_dated=False)
    assert line(screened, "Ondertekend").repair == f"letter:{LetterKind.L03}"
    assert line(screened, "Dagtekening").repair == f"letter:{LetterKind.L03}"
    assert line(screened, "Adres van de klager").repair == ""
    assert line(a_case(State.F12, signed=False), "Ondertekend").repair == ""
