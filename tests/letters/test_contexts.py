"""Contexts, their cards, and the catalogue."""

import dataclasses
import typing

import pytest

from letters import catalogue, contexts, render
from letters.catalogue import CATALOGUE
from letters.render import read_text
from rules.law import awb
from rules.vocabulary import LetterKind, SendChannel

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
    known = contexts.cards(contexts.Findings)
    assert {"conducts", "conducts.findings", "deviations.reason", "reference"} <= set(known)
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
        ("L01B", "adviser_sentence advisers.name advisers.role reason due_on due_basis"),
        ("L01C", "reason resumed_on due_on"),
        ("L02A", "received_at reference entered.label entered.value file_names"),
        ("L02B", "forwarded_on term_start_on due_on"),
        ("L02C", "channels lodged_on contact_phone"),
        ("L05B", ("left_aside.summary left_aside.lacking left_aside.reason steps_taken signal "
                 "handled ombudsman_name ombudsman_address ombudsman_until")),
        ("L05C", "conducts.summary conducts.reason"),
        ("L06A", "addressee received_on conducts.reason enclosures"),
        ("L06B", "forwarded_to forwarded_on conducts.reason enclosures"),
        ("L06C", "conducts.reason enclosures"),
        ("L12A", "reason proposed_until answer_before due_on enclosures"),
        ("L12B", "agreed_until consent_on enclosures"),
        ("L13", ("addressee decided_on conducts advisers.name advisers.role advisers.statement "
                "advice_before due_on enclosures")),
        ("L14", ("addressee report hearings waivers conducts.admissible conducts.founded "
                "conducts.reasons recommendations.kind recommendations.words advisers.name "
                "letter_date enclosures")),
        ("L16", ("settlement settled_on satisfaction reply_before ombudsman_name "
                "ombudsman_address ombudsman_until")),
        ("L16B", "settled_on complainant_name"),
        ("L17", "withdrawn_on withdrawn_how ombudsman_until"),
        ("L18", "measures.words measures.result measures.done_on"),
        ("L19", ("addressee your_reference questions.question questions.answer reply "
                "confidentiality enclosures")),
        ("L20", "recommendations.words recommendations.answer recommendations.explanation"),
        ("L21", "taken_up_on handler"),
        ("L22", "summary tried authority_return_address enclosures"),
        ("L23", "outcome reference"),
        ("L24", "helper_name refused_on reason"),
        ("L25", "corrected_letter corrected_on change"),
        ("L26", "reason conducts own_term_on"),
        ("L27", ("year totals.label totals.count rows.received rows.about rows.outcome "
                "rows.in_time")),
    ],
)  # fmt: skip
def test_a_template_must_print_what_law_asks_of_its_kind(kind, paths):
    assert set(paths.split()) <= CATALOGUE[LetterKind[kind]].must_print


def test_the_table_of_must_print_leaves_no_letter_out():
    marks = test_a_template_must_print_what_law_asks_of_its_kind.pytestmark
    assert {kind for kind, _ in marks[0].args[1]} == set(LetterKind.__members__)


def test_a_report_goes_to_the_file():
    assert CATALOGUE[LetterKind.L10].sent_as is SendChannel.FILE


def test_only_the_automatic_receipt_goes_by_email_by_itself():
    by_email = {kind for kind, one in CATALOGUE.items() if one.sent_as is SendChannel.EMAIL}
    assert by_email == {LetterKind.L02A}


def test_a_letter_cites_its_provision():
    assert CATALOGUE[LetterKind.L01].basis == awb("9:6")
    assert CATALOGUE[LetterKind.L05A].basis == awb("9:8", 3)


def test_silence_of_the_person_complained_about_has_no_consequence():
    a, b = (read_text(CATALOGUE[kind].path.read_bytes()) for kind in ("L08a", "L08b"))
    assert "9:10 lid 2 onder c" in a
    assert "9:10 lid 2" not in b


def in_full(definition):
    """The sample of this letter as its reader gets it, in small letters."""
    template = render.compile_template(definition.path.read_bytes())
    context = contexts.sample(definition.context_class)
    return render.read_text(
        render.render(template, context, render.Properties("Brief", ""))
    ).lower()


@pytest.mark.parametrize("kind", LetterKind)
def test_no_letter_offers_objection_or_appeal(kind):
    for words in (read_text(CATALOGUE[kind].path.read_bytes()).lower(), in_full(CATALOGUE[kind])):
        assert "bezwaar" not in words
        assert "beroep" not in words


@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_says_what_law_asks_of_its_kind(kind):
    words = in_full(CATALOGUE[kind])
    assert [one.tells for one in CATALOGUE[kind].statements if not one.stands_in(words)] == []


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("L01B", "9:15 lid 1|9:11 lid 1"),
        ("L02A", "automatisch|2:17"),
        ("L02C", "2:16 lid 1|per post|helpen u graag|blijft gelden"),
        ("L05B", "9:4|9:2 awb|opnieuw indienen|binnen één jaar"),
        ("L05C", "niet behandelen|geven er geen oordeel over"),
        ("L06A", "2:3 lid 1|dag van ontvangst bij ons|afzender krijgt tegelijk bericht"),
        ("L06B", "2:3 lid 1"),
        ("L06C", "2:3 lid 2"),
        ("L12A", "9:11 lid 3|vrij om te kiezen|schriftelijk mee instemt|dan blijft"),
        ("L13", ("9:14 lid 1|9:14 lid 2|9:15 lid 2|2:5|9:7|voorzitter en twee leden|(recente) "
                "binding|persoonsgegevens|vergoeding")),
        ("L14", "9:15 lid 4|verslagen zijn bijgevoegd"),
        ("L16", "9:5|gaan wij verder|geen oordeel|binnen één jaar|9:24 lid 1 onder b"),
        ("L13A", "wie heeft besloten"),
        ("L16B", "9:5|geen oordeel"),
        ("L17", "niet verder|9:12a"),
        ("L19", "9:31|9:35|9:31 lid 4"),
        ("L20", "9:36 lid 4"),
        ("L22", "9:1|klachtenformulier|per post|hoeft niet eerst|helpen u graag"),
        ("L23", "opnieuw contact"),
        ("L24", "2:2 lid 1|2:2 lid 2"),
        ("L25", "2:12"),
        ("L26", "noemt de wet geen termijn|eerdere brieven blijven bestaan"),
        ("L27", "9:12a|geen namen"),
    ],
)  # fmt: skip
def test_a_letter_reads_as_law_asks(kind, words):
    text = in_full(CATALOGUE[LetterKind[kind]])
    assert [one for one in words.split("|") if one not in text] == []


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (catalogue.ADVISED, "u wordt gehoord (art. 9:15 lid 2 awb)"),
        (
            catalogue.FINDINGS,
            "naar de ombudsman, art. 9:12 lid 2 awb; het register, art. 9:12a awb",
        ),
    ],
)
def test_another_provision_of_the_same_article_is_not_enough(statement, words):
    assert not statement.stands_in(words)


def test_only_letters_that_end_a_complaint_or_go_to_the_ombudsman_name_one():
    named = {kind for kind, one in CATALOGUE.items() if "ombudsman" in in_full(one)}
    assert {kind.value for kind in named} == {
        "L05a", "L05b", "L12a", "L15", "L16", "L17", "L19", "L20",
    }  # fmt: skip


def test_only_the_complainant_of_a_withdrawal_is_pointed_to_the_ombudsman():
    definition = CATALOGUE[LetterKind.L17]
    context = dataclasses.replace(contexts.sample(definition.context_class), to_subject=True)
    template = render.compile_template(definition.path.read_bytes())
    words = read_text(render.render(template, context, render.Properties("Brief", "")))
    assert "ombudsman" not in words
    assert "ingetrokken door mevrouw A. van den Berg" in words


def test_what_is_published_is_not_called_confidential():
    assert "vertrouwelijk" not in in_full(CATALOGUE[LetterKind.L27])
    assert "vertrouwelijk" in in_full(CATALOGUE[LetterKind.L23])
