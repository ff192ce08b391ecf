"""Contexts, their cards, and the catalogue."""

import dataclasses
import typing

import pytest

from letters import contexts
from letters.catalogue import CATALOGUE
from letters.render import read_text
from rules.law import awb
from rules.vocabulary import LetterKind, PartyKind, SendChannel

CLASSES = [definition.context_class for definition in CATALOGUE.values()]


def test_each_kind_of_letter_is_in_the_catalogue():
    assert set(CATALOGUE) == set(LetterKind)
    assert all(kind is definition.kind for kind, definition in CATALOGUE.items())


@pytest.mark.parametrize("context_class", CLASSES, ids=lambda one: one.__name__)
def test_a_context_holds_text_yes_no_and_rows_only(context_class):
    for one in contexts.values(contexts.sample(context_class)).values():
        assert isinstance(one, str | bool | list)
        if isinstance(one, list):
            assert all(isinstance(row, str | dict) for row in one)


@pytest.mark.parametrize("context_class", CLASSES, ids=lambda one: one.__name__)
def test_each_field_has_a_card_for_people(context_class):
    for path, card in contexts.cards(context_class).items():
        assert card.path == path
        assert card.label[0].isupper()
        assert card.meaning.endswith(".")
        assert card.source


@pytest.mark.parametrize("context_class", CLASSES, ids=lambda one: one.__name__)
def test_a_sample_is_complete_and_cannot_be_changed(context_class):
    context = contexts.sample(context_class)
    assert contexts.missing(context) == []
    with pytest.raises(dataclasses.FrozenInstanceError):
        context.reference = "anders"


@pytest.mark.parametrize("context_class", CLASSES, ids=lambda one: one.__name__)
def test_the_example_of_a_field_has_its_type(context_class):
    hints = typing.get_type_hints(context_class)
    for one in dataclasses.fields(context_class):
        expected = typing.get_origin(hints[one.name]) or hints[one.name]
        assert type(one.metadata["example"]) is expected


def test_paths_reach_into_rows():
    known = contexts.paths(contexts.Findings)
    assert {"conducts", "conducts.findings", "deviations.reason", "reference"} <= known
    assert "findings" not in known


def test_a_mandatory_value_that_is_empty_is_missing_also_inside_a_row():
    context = contexts.sample(contexts.Findings)
    first, second = context.conducts
    context = dataclasses.replace(
        context, summary="  ", conducts=(first, dataclasses.replace(second, reasons=""))
    )
    assert [card.path for card in contexts.missing(context)] == ["summary", "conducts.reasons"]


@pytest.mark.parametrize(
    ("kind", "paths"),
    [
        ("L01", ("received_on reference summary handler adviser_sentence due_on due_basis "
                "still_needed contact_name contact_phone informal_option privacy_note")),
        ("L03", "needed needed.what reply_before due_on consequence"),
        ("L05A", ("refused.summary refused.ground refused.basis refused.facts refused.reasons "
                 "handled ombudsman_name ombudsman_address ombudsman_until")),
        ("L07", "received_on handler reply_before enclosures conducts privacy_note"),
        ("L08A", "heard_by hearing_on place form alternatives papers reply_before"),
        ("L08B", "heard_by hearing_on place form alternatives papers reply_before"),
        ("L09", "ground basis evidence decided_by"),
        ("L10", ("hearing_on form present.name present.role statement questions.answer remarks "
                "author")),
        ("L11", "weeks due_on reason"),
        ("L13A", "members.name members.statement handler handler_statement"),
        ("L15", ("conducts.summary conducts.findings conducts.judgement conducts.reasons "
                "conducts.conclusion handled_by hearings documents deviations.reason measures "
                "apology enclosures ombudsman_name ombudsman_address ombudsman_until")),
        ("L15B", "conducts.judgement enclosures"),
    ],
)  # fmt: skip
def test_a_template_must_print_what_law_asks_of_its_kind(kind, paths):
    assert set(paths.split()) <= CATALOGUE[LetterKind[kind]].must_print


def test_decision_letters_need_approval():
    assert {kind for kind, one in CATALOGUE.items() if one.needs_approval} == {
        LetterKind.L05A, LetterKind.L15,
    }  # fmt: skip


def test_a_postponement_goes_to_both_sides_and_a_report_to_the_file():
    assert PartyKind.SUBJECT in CATALOGUE[LetterKind.L11].recipients
    assert PartyKind.COMPLAINANT in CATALOGUE[LetterKind.L11].recipients
    assert CATALOGUE[LetterKind.L10].must_be_sent_as is SendChannel.FILE
    assert CATALOGUE[LetterKind.L10].recipients == frozenset()


def test_a_letter_cites_its_provision():
    assert CATALOGUE[LetterKind.L01].basis == awb("9:6")
    assert CATALOGUE[LetterKind.L05A].basis == awb("9:8", 3)


def test_silence_of_the_person_complained_about_has_no_consequence():
    a, b = (read_text(CATALOGUE[kind].path.read_bytes()) for kind in ("L08a", "L08b"))
    assert "9:10 lid 2 onder c" in a
    assert "9:10 lid 2" not in b


def test_no_letter_offers_objection_or_appeal():
    for definition in CATALOGUE.values():
        words = read_text(definition.path.read_bytes()).lower()
        assert "bezwaar" not in words
        assert "beroep" not in words


def test_only_the_letters_that_end_a_complaint_name_the_ombudsman():
    assert {
        kind for kind, one in CATALOGUE.items() if "ombudsman" in read_text(one.path.read_bytes())
    } == {LetterKind.L05A, LetterKind.L15}
