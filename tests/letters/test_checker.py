"""What the template studio says of a template (security.md 2a)."""

import contextlib
import io
import zipfile
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docx_templates.build import build
from letters import checker, contexts, render
from letters.catalogue import CATALOGUE
from letters.package import Refused
from rules.vocabulary import LetterKind
from tests.letters.packages import W, a_document, a_template, packed, paragraph, parts, replaced

ATTACKS = [
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ self.__init__ }}",
    "{{ reference.__class__ }}",
    "{{ reference.__class__.__mro__ }}",
    "{{ reference['__class__'] }}",
    "{{ reference|attr('__class__') }}",
    "{{ reference.upper() }}",
    "{{ reference.format(1) }}",
    "{{ 'a'.center(1000000000) }}",
    "{{ '{:>999999999}'.format(1) }}",
    "{{ 'a' * 1000000000 }}",
    "{{ 10 ** 10000000 }}",
    "{{ 1 + 1 }}",
    "{{ 'a' ~ 'b' }}",
    "{{ [1, 2] }}",
    "{{ (1, 2) }}",
    "{{ {'a': 1} }}",
    "{{ range(100000) }}",
    "{{ lipsum(n=100000) }}",
    "{{ dict(a=1) }}",
    "{{ namespace(a=1) }}",
    "{{ joiner() }}",
    "{{ enclosures[0] }}",
    "{{ enclosures|join }}",
    "{{ enclosures|map('upper') }}",
    "{{ reference|safe }}",
    "{{ reference|xmlattr }}",
    "{{ reference|replace('a', 'b') }}",
    "{{ reference is defined }}",
    "{{ loop.index }}",
    "{{ enclosures }}",
    "{{ _self }}",
    "{{ config }}",
    "{{ request.application }}",
    "{{ context.delete() }}",
    "{% include 'a' %}",
    "{% import 'a' as b %}",
    "{% set a = 1 %}",
    "{% macro a() %}{% endmacro %}",
    "{% block a %}{% endblock %}",
    "{% call a() %}{% endcall %}",
    "{% filter upper %}a{% endfilter %}",
    "{% raw %}{{ reference }}{% endraw %}",
    "{% autoescape false %}a{% endautoescape %}",
    "{% with a=1 %}{% endwith %}",
    "{% do a() %}",
    "{%- if reference %}a{% endif %}",
    "{# a #}",
    "{{r reference }}",
    "{% for a in enclosures recursive %}{% endfor %}",
    "{% for a in enclosures if a %}{% endfor %}",
    "{% for a in enclosures %}{% else %}{% endfor %}",
    "{% for a, b in enclosures %}{% endfor %}",
    "{% for a in range(99999) %}{% endfor %}",
    "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "{{ " + "9" * 50_000 + " }}",
    "{_{ reference }_}",
]  # fmt: skip


MISTAKES = [
    "{% for a in reference %}{{ a }}{% endfor %}",
    "{% for reference in enclosures %}{{ reference }}{% endfor %}",
    "{% for loop in enclosures %}{% endfor %}",
    "{{ on_behalf }}",
    "{% if on_behalf %}a{% endif %}",
]


@pytest.mark.parametrize("words", ATTACKS + MISTAKES, ids=lambda words: words[:40])
def test_what_is_more_than_a_field_is_found(words):
    assert findings_about_tags(a_template(words))


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack[:40])
def test_an_attack_is_refused_even_when_nobody_checked_the_template(attack):
    context = contexts.sample(contexts.Acknowledgement)
    with pytest.raises(Refused):
        render.render(
            render.compile_template(a_template(attack)), context, render.Properties("t", "r")
        )


def findings_about_tags(data, kind=LetterKind.L01):
    """Without those about what is absent, which a template of one line always has."""
    absent = ("Deze brief moet", "In deze brief moet")
    return [one for one in checker.check(data, kind) if not one.message.startswith(absent)]


@pytest.mark.parametrize("part", ["word/header1.xml", "word/footer1.xml"])
def test_an_attack_in_a_header_or_footer_is_found(part):
    old = "{{ authority_name }}" if "header" in part else "Vertrouwelijk"
    found = checker.check(
        replaced(LetterKind.L01, old, "{{ cycler.__init__ }}", part), LetterKind.L01
    )
    assert "Onbekend veld “cycler.__init__”." in [one.message for one in found]


def test_a_tag_in_the_document_properties_is_found():
    data = replaced(LetterKind.L01, "Ontvangstbevestiging", "{{ cycler }}", "docProps/core.xml")
    assert [one.sentence for one in checker.check(data, LetterKind.L01)] == ["{{ cycler }}"]


def test_a_tag_in_an_attribute_or_a_field_code_is_found():
    for body in (
        '<w:p><w:r><w:drawing descr="{{ reference }}"/></w:r></w:p>',
        "<w:p><w:r><w:instrText>PAGE {{ reference }}</w:instrText></w:r></w:p>",
        "<w:p><w:del><w:r><w:delText>{{ reference }}</w:delText></w:r></w:del></w:p>",
    ):
        assert "Hier kan geen tag staan" in findings_about_tags(a_document(body))[0].message


def test_a_document_with_another_prefix_is_found_because_docxtpl_cannot_read_it():
    main = f"<w:document {W}><w:body>{paragraph('{{ reference }}')}</w:body></w:document>"
    other = main.replace("<w:", "<x:").replace("</w:", "</x:").replace("xmlns:w", "xmlns:x")
    found = findings_about_tags(packed({**parts(), "word/document.xml": other}))
    assert "waar geen tekst kan staan" in found[0].message


def test_a_typing_error_gets_its_sentence_and_the_right_field():
    data = replaced(
        LetterKind.L01,
        "Op {{ received_on }} hebben wij uw klacht",
        "Wij zijn er. Op {{ recieved_on }} kregen wij uw klacht",
    )
    (found,) = [one for one in checker.check(data, LetterKind.L01) if one.sentence]
    assert found.sentence.startswith("Op {{ recieved_on }} kregen wij uw klacht ontvangen.")
    assert found.message == "Onbekend veld “recieved_on”."
    assert found.suggestion == "Bedoel je {{ received_on }}?"


def test_a_dutch_name_leads_to_the_field():
    (found, *_) = findings_about_tags(a_template("{{ ons_kenmerk }}"))
    assert found.suggestion == "Bedoel je {{ reference }}?"


def test_a_typing_error_inside_a_loop_names_the_row():
    data = replaced(LetterKind.L15, "{{ rij.findings }}", "{{ rij.finding }}")
    assert "Bedoel je {{ rij.findings }}?" in [
        one.suggestion for one in checker.check(data, LetterKind.L15)
    ]


def test_a_field_of_another_letter_is_unknown_here():
    (found, *_) = findings_about_tags(a_template("{{ ombudsman_name }}"))
    assert found.message == "Onbekend veld “ombudsman_name”."


def test_a_yes_or_no_cannot_be_printed():
    found = findings_about_tags(a_template("{{ to_subject }}"), LetterKind.L11)
    assert "geen tekst" in found[0].message


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["{%p if mandate %}", "tekst"], "niet afgesloten"),
        (["tekst", "{%p endif %}"], "hoort bij geen open if-blok"),
        (["{%p if mandate %}", "{%p endfor %}"], "hoort bij geen open for-blok"),
        (["Het kenmerk is {{ reference"], "wordt niet gesloten"),
        (["Het kenmerk is reference }}"], "zonder dat het bij een tag hoort"),
        (["{{ reference {{ subject }}"], "zonder dat het bij een tag hoort"),
        (["Als {%p if mandate %} dan", "{%p endif %}"], "de rest van die alinea verdwijnt"),
        (["{%tr for a in enclosures %}"], "staat niet in een tabel"),
        (["{% if mandate %}a", "{%p endif %}"], "niet op dezelfde plek"),
    ],
)  # fmt: skip
def test_a_broken_block_is_explained(lines, message):
    assert any(message in one.message for one in findings_about_tags(a_template(*lines)))


def test_three_loops_deep_is_too_deep():
    deep = "{% for a in enclosures %}{% for b in enclosures %}{% for c in enclosures %}x"
    assert findings_about_tags(a_template(deep + "{% endfor %}" * 3))
    two = "{% for a in enclosures %}{% for b in enclosures %}x"
    assert not findings_about_tags(a_template(two + "{% endfor %}" * 2))


def test_a_tag_split_over_runs_is_read_as_one():
    body = paragraph("Kenmerk {", "{ refe", "rence }", "}.")
    assert not findings_about_tags(a_document(body))
    body = paragraph("Kenmerk {", "{ refe", "rentie }", "}.")
    assert findings_about_tags(a_document(body))[0].suggestion == "Bedoel je {{ reference }}?"


@pytest.mark.parametrize("kind", LetterKind, ids=lambda kind: kind.value)
def test_the_templates_that_come_along_are_right(kind):
    assert checker.check(CATALOGUE[kind].path.read_bytes(), kind) == []


@pytest.mark.parametrize("kind", LetterKind, ids=lambda kind: kind.value)
def test_an_empty_template_misses_everything_its_kind_has_to_say(kind):
    found = checker.check(a_template("Hallo."), kind)
    asked = CATALOGUE[kind]
    top = {path for path in asked.must_print if "." not in path}
    for path in top:
        assert any(f"{{{{ {path} }}}}" in one.message for one in found), path
    for statement in asked.statements:
        assert any(statement.tells in one.message for one in found)


@pytest.mark.parametrize(
    ("kind", "old", "new", "message"),
    [
        (LetterKind.L05A, "binnen één jaar", "snel", "binnen één jaar naar de ombudsman"),
        (LetterKind.L15, "binnen één jaar", "snel", "binnen één jaar naar de ombudsman"),
        (LetterKind.L15, "{{ ombudsman_until }}", "later", "{{ ombudsman_until }} ontbreekt"),
        (LetterKind.L15, "{{ rij.reasons }}", "", "{{ conducts.reasons }} ontbreekt"),
        (LetterKind.L05A, "{{ rij.basis }}", "", "{{ refused.basis }} ontbreekt"),
        (LetterKind.L08A, "9:10 lid 2 onder c", "9:10", "zonder antwoord"),
        (LetterKind.L07, "art. 2:5 Awb", "wet", "vertrouwelijk"),
        (LetterKind.L01, "{{ adviser_sentence }}", "", "{{ adviser_sentence }} ontbreekt"),
        (LetterKind.L11, "9:11 lid 2", "9:11", "verdaagd"),
    ],
)  # fmt: skip
def test_a_mandatory_element_that_is_gone_is_named(kind, old, new, message):
    found = checker.check(replaced(kind, old, new), kind)
    assert any(message in one.message for one in found)


def test_a_supplement_request_says_that_the_term_goes_on():
    data = replaced(LetterKind.L03, "niet stil", "stil")
    assert checker.check(data, LetterKind.L03) == []  # the heading still says so
    found = checker.check(a_template("De termijn staat stil."), LetterKind.L03)
    assert any("dat de termijn niet stilstaat" in one.message for one in found)


def test_an_objection_clause_is_found_with_its_sentence():
    data = a_template("Dank u. U kunt tegen deze brief bezwaar maken binnen zes weken. Dag.")
    (found,) = findings_about_tags(data)
    assert found.sentence == "U kunt tegen deze brief bezwaar maken binnen zes weken"
    assert "art. 9:3 Awb" in found.message


def test_that_no_objection_is_possible_may_be_said():
    assert not findings_about_tags(a_template("Tegen deze brief is geen bezwaar mogelijk."))


@pytest.mark.parametrize("data", [b"", b"x" * 99, packed({"a.xml": "<a/>"})])
def test_what_is_no_document_is_a_finding(data):
    assert [one.message for one in checker.check(data, LetterKind.L01)] == [
        "Dit bestand is beschadigd of geen Word-bestand."
    ]


def test_a_huge_template_is_a_finding():
    body = "".join(paragraph(f"{number} woorden en {number * 7}") for number in range(60_000))
    assert "te groot" in findings_about_tags(a_document(body))[0].message


@pytest.mark.parametrize("words", [
    "a" * 200_000, "geen bezwaar " * 20_000, '{% include "x" %}' * 5_000, "{{" * 9_000,
    "{{ a }} " * 9_000,
])  # fmt: skip
def test_a_paragraph_without_end_is_read_in_time(words):
    """Each took minutes, or would have: time went with the square of the length."""
    start = process_time()
    assert checker.check(a_template(words.replace('"', "&quot;")), LetterKind.L01)
    assert process_time() - start < 5


@settings(max_examples=150, deadline=None)
@given(st.text("{}%#_-|.() ifendforeference'\"<&p\n", max_size=60))
def test_any_text_gives_findings_and_never_an_accident(words):
    escaped = words.replace("&", "&amp;").replace("<", "&lt;")
    data = a_template(escaped, "{{ reference }}")
    found = checker.check(data, LetterKind.L01)
    assert all(one.message for one in found)
    with contextlib.suppress(Refused):
        render.compile_template(data)


def test_the_trial_letter_of_a_good_template_is_good():
    data = CATALOGUE[LetterKind.L10].path.read_bytes()
    assert checker.trial(data, LetterKind.L10) == []


def test_the_trial_letter_of_a_bad_template_is_a_finding():
    assert checker.trial(a_template("{{ 'a' * 1000000000 }}"), LetterKind.L01)
    assert checker.trial(b"", LetterKind.L01)


def test_a_footnote_is_checked_too():
    content = parts()
    content["word/footnotes.xml"] = f"<w:footnotes {W}>{paragraph('{{ geheim }}')}</w:footnotes>"
    content["word/_rels/document.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Target="footnotes.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/footnotes"/></Relationships>'
    )
    found = findings_about_tags(packed(content))
    assert [one.message for one in found] == ["Onbekend veld “geheim”."]


def test_the_templates_in_the_folder_are_those_the_script_builds():
    for kind in LetterKind:
        assert build(kind) == CATALOGUE[kind].path.read_bytes()


def test_each_template_says_in_which_language_it_is():
    for definition in CATALOGUE.values():
        with zipfile.ZipFile(io.BytesIO(definition.path.read_bytes())) as archive:
            assert 'w:lang w:val="nl-NL"' in archive.read("word/styles.xml").decode()
            assert 'w:val="nl-NL"' in archive.read("word/settings.xml").decode()
