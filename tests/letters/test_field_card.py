"""The field card: what stands on it can be pasted into a template as it is."""

import pytest

from letters import checker, contexts, field_card, render
from letters.catalogue import CATALOGUE
from rules.vocabulary import LetterKind
from tests.letters.packages import a_template

ABSENT = ("Deze brief moet", "In deze brief moet")


def about_tags(kind, *lines):
    found = checker.check(a_template(*lines), kind)
    return [one.message for one in found if not one.message.startswith(ABSENT)]


@pytest.mark.parametrize("kind", CATALOGUE, ids=str)
def test_all_that_stands_on_it_is_a_template_without_fault(kind):
    lines = [line for one in field_card.fields(kind) for line in one.lines]
    assert about_tags(kind, *lines) == []


@pytest.mark.parametrize("kind", CATALOGUE, ids=str)
def test_it_has_every_field_and_prints_what_must_be_printed(kind):
    lines = [line for one in field_card.fields(kind) for line in one.lines]
    found = checker.check(a_template(*lines), kind)
    assert [one.message for one in found if "{{" in one.message] == []
    shown = sum(1 + len(one.rows) for one in field_card.fields(kind))
    assert shown == len(contexts.cards(CATALOGUE[kind].context_class))


def test_a_field_a_choice_a_list_and_rows_are_written_out():
    found = {one.label: one for one in field_card.fields(LetterKind.L01)}
    assert found["Ontvangen op"].lines == ("{{ received_on }}",)
    assert found["Ontvangen op"].example == "9 november 2026"
    assert found["Geadresseerde"].lines == (
        "{%p for rij in addressee %}", "{{ rij }}", "{%p endfor %}",
    )  # fmt: skip
    invitation = {one.label: one for one in field_card.fields(LetterKind.L08A)}
    assert invitation["Onderdelen"].lines == (
        "{%p for rij in conducts %}", "{{ rij.number }}", "{{ rij.summary }}",
        "{{ rij.conduct_on }}", "{%p endfor %}",
    )  # fmt: skip
    assert [one.code for one in invitation["Onderdelen"].rows] == [
        "{{ rij.number }}", "{{ rij.summary }}", "{{ rij.conduct_on }}",
    ]  # fmt: skip
    (choice,) = [one for one in field_card.fields(LetterKind.L11) if one.label == "Aan betrokkene"]
    assert choice.lines == (
        "{%p if to_subject %}", "…", "{%p else %}", "…", "{%p endif %}",
    )  # fmt: skip


@pytest.mark.parametrize("kind", [LetterKind.L01, LetterKind.L11, LetterKind.L18], ids=str)
def test_the_word_file_has_each_line_in_a_paragraph_of_its_own(kind):
    lines = render.read_text(field_card.document(kind)).split("\n")
    for one in field_card.fields(kind):
        assert set(one.lines) <= set(lines), one.label
