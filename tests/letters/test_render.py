"""A letter holds exactly what the file holds, and nothing else happens."""

import dataclasses
import io

import pytest
from docx import Document
from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import TemplateError

from letters import contexts, package, render
from letters.catalogue import CATALOGUE
from letters.contexts import Acknowledgement
from letters.language import ENVIRONMENT, PRINTED
from letters.package import Refused
from letters.render import Properties, read_text
from rules.correspondence import RULES, the_file
from rules.vocabulary import LetterKind
from tests.letters.packages import W, a_document, a_template, packed, paragraph, parts

PROPERTIES = Properties("Ontvangstbevestiging", "K2026-0151", "17", "2", "M. de Wit")


def letter(data: bytes, **changes: object) -> bytes:
    context = dataclasses.replace(contexts.sample(Acknowledgement), **changes)
    return render.render(render.compile_template(data), context, PROPERTIES)


def text(data: bytes, **changes: object) -> str:
    return render.read_text(letter(data, **changes))


def in_word(data: bytes) -> list[str]:
    """The paragraphs as python-docx, an outsider, reads them."""
    return [one.text for one in Document(io.BytesIO(data)).paragraphs]


def with_docxtpl(data: bytes, context: contexts.Context) -> bytes:
    document = DocxTemplate(io.BytesIO(data))
    document.render(contexts.values(context), autoescape=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("kind", LetterKind, ids=lambda kind: kind.value)
def test_a_letter_reads_as_docxtpl_would_have_made_it(kind):
    definition = CATALOGUE[kind]
    data, context = definition.path.read_bytes(), contexts.sample(definition.context_class)
    ours = render.render(render.compile_template(data), context, PROPERTIES)
    plain = with_docxtpl(data, context)
    assert in_word(ours) == in_word(plain)
    assert render.read_text(ours) == render.read_text(plain)


@pytest.mark.parametrize("kind", LetterKind, ids=lambda kind: kind.value)
def test_a_sample_letter_has_no_tag_left_and_is_a_sound_file(kind):
    definition = CATALOGUE[kind]
    made = render.render(
        render.compile_template(definition.path.read_bytes()),
        contexts.sample(definition.context_class),
        PROPERTIES,
    )
    package.validate(made)
    assert render.leftovers(made) == []


ODD = {
    "xml signs": 'Jansen & Zn <b>"vet"</b> < 3 weken \'\' > ]]> &amp; <!-- x -->',
    "tags": "{{ 7*7 }} {% if x %} {# x #} {_{ x }_} }} %}",
    "emoji and other scripts": "😀 👩‍⚖️ שלום العربية 中文 é",
    "lines": "regel een\nregel twee\n\nregel vier",
    "tabs and spaces": "  voor\t\tmidden   achter  ",
    "word": '<w:p><w:r><w:t>ingevoegd</w:t></w:r></w:p>',
    "long": "a" * 1_000_000,
    "many lines": "regel\n" * 20_000 + "einde",
    "newlines only": "x" + "\n" * 20_000 + "y",
}  # fmt: skip


def hostile(context):
    """The context with something odd in each of its texts, in rows as well."""
    return dataclasses.replace(context, **{
        one.name: _odd(one.name, getattr(context, one.name)) for one in dataclasses.fields(context)
    })  # fmt: skip


def _odd(name, value):
    if isinstance(value, str):
        return f'{name} <b>"&amp;" {{{{ 7*7 }}}} {{% if x %}}\n\té😀'
    if isinstance(value, tuple):
        return tuple(_odd(name, one) if isinstance(one, str) else hostile(one) for one in value)
    return value


@pytest.mark.parametrize("kind", LetterKind, ids=lambda kind: kind.value)
def test_odd_text_in_every_field_of_every_letter_comes_out_exactly(kind):
    definition = CATALOGUE[kind]
    context = hostile(contexts.sample(definition.context_class))
    template = render.compile_template(definition.path.read_bytes())
    words = ""
    for other_way in (False, True):
        flags = {
            one.name: getattr(context, one.name) is not other_way
            for one in dataclasses.fields(context)
            if isinstance(getattr(context, one.name), bool)
        }
        made = render.render(template, dataclasses.replace(context, **flags), PROPERTIES)
        package.validate(made)
        words += render.read_text(made)
    cards = contexts.cards(definition.context_class)
    printed = [path for path in definition.must_print if cards[path].kind == "text"]
    assert [path for path in printed if _odd(path.rpartition(".")[2], "") not in words] == []


@pytest.mark.parametrize("value", ODD.values(), ids=ODD.keys())
def test_odd_text_comes_out_exactly(value):
    made = letter(a_template("Uw klacht: {{ summary }}."), summary=value)
    assert in_word(made) == [f"Uw klacht: {value}."]


@pytest.mark.parametrize("value", list(ODD.values())[:6], ids=list(ODD)[:6])
def test_odd_text_comes_out_exactly_in_a_header(value):
    content = parts()
    content["word/header1.xml"] = f"<w:hdr {W}>{paragraph('{{ subject }}')}</w:hdr>"
    content["word/_rels/document.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Target="header1.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/header"/></Relationships>'
    )
    assert text(packed(content), subject=value) == f"Goed.\n{value}"


def test_what_word_cannot_hold_is_left_out_and_the_rest_is_kept():
    value = "a\x00b\x07c\x0cd\x1be\ufffef\ud800g\r\nh\ri"
    assert text(a_template("{{ summary }}"), summary=value) == "abcdefg\nh\ni"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80))
def test_any_text_comes_out_as_it_was_cleaned(value):
    made = text(a_template("[{{ summary }}]"), summary=f"x{value}")
    assert made == f"[x{render.clean(value)}]"


def test_data_that_looks_like_a_tag_is_not_evaluated_when_used_again():
    made = letter(a_template("{{ summary }}"), summary="{_{ reference }_}")
    assert render.read_text(made) == "{_{ reference }_}"


def test_blocks_and_loops_choose_and_repeat():
    data = a_template(
        "{%p if on_behalf_of %}", "Namens {{ on_behalf_of }}", "{%p else %}", "Zelf",
        "{%p endif %}",
        "{%p for rij in enclosures %}", "{{ loop.index }}. {{ rij|upper }}", "{%p endfor %}",
        "Einde",
    )  # fmt: skip
    assert text(data, on_behalf_of="", enclosures=("een", "twee")) == "Zelf\n1. EEN\n2. TWEE\nEinde"
    assert text(data, on_behalf_of="A & B", enclosures=()) == "Namens A & B\nEinde"


def test_table_rows_repeat():
    def row(words: str) -> str:
        return f"<w:tr><w:tc><w:tcPr/>{paragraph(words)}</w:tc></w:tr>"

    table = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{{}}</w:tbl>{paragraph('Na')}"
    data = a_document(
        table.format(
            row("{%tr for rij in enclosures %}") + row("{{ rij }}") + row("{%tr endfor %}")
        )
    )
    assert text(data, enclosures=("een", "twee")) == "een\ntwee\nNa"


def test_a_table_cell_never_loses_its_last_paragraph():
    cell = "".join(paragraph(one) for one in ("{%p if mandate %}", "x", "{%p endif %}"))
    grid = "<w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>"
    data = a_document(
        f'<w:tbl>{grid}<w:tr><w:tc><w:tcPr><w:tcW w:w="9"/></w:tcPr>{cell}</w:tc></w:tr></w:tbl>'
    )
    made = package.read_parts(letter(data, mandate=""))["word/document.xml"].decode()
    assert "</w:tcPr><w:p/></w:tc>" in made


def test_the_same_input_gives_the_same_bytes():
    data = CATALOGUE[LetterKind.L01].path.read_bytes()
    assert letter(data) == letter(data)
    assert letter(data) != letter(data, summary="Iets anders.")


def test_a_missing_mandatory_value_is_shown_and_found():
    made = letter(a_template("Klacht: {{ summary }}. {{ mandate }}"), summary=" ", mandate="")
    assert render.read_text(made) == "Klacht: [ontbreekt: samenvatting]. "
    assert render.leftovers(made) == ["Klacht: [ontbreekt: samenvatting]."]


def test_a_missing_row_is_shown_too():
    context = contexts.sample(CATALOGUE[LetterKind.L15].context_class)
    empty = dataclasses.replace(context, conducts=(), addressee=())
    assert [card.path for card in contexts.missing(empty)] == ["addressee", "conducts"]
    made = render.render(
        render.compile_template(CATALOGUE[LetterKind.L15].path.read_bytes()), empty, PROPERTIES
    )
    assert "Wat wij hebben vastgesteld. [ontbreekt: bevindingen]" in render.read_text(made)


def test_the_document_knows_where_it_belongs():
    made = letter(CATALOGUE[LetterKind.L01].path.read_bytes())
    assert render.find_properties(package.read_parts(made)) == {
        "kenmerk": "K2026-0151",
        "brief_id": "17",
        "versie": "2",
    }
    core = Document(io.BytesIO(made)).core_properties
    assert (core.title, core.subject, core.author) == (
        "Ontvangstbevestiging", "K2026-0151", "M. de Wit",
    )  # fmt: skip


def test_a_template_without_properties_gets_them():
    made = letter(a_template("{{ reference }}"))
    package.validate(made)
    assert render.find_properties(package.read_parts(made))["kenmerk"] == "K2026-0151"


def test_a_document_from_elsewhere_has_no_reference():
    assert render.find_properties(package.read_parts(a_document())) == {}


def test_odd_text_in_the_properties_comes_out_exactly():
    made = render.render(
        render.compile_template(a_template("x")),
        contexts.sample(Acknowledgement),
        Properties("Jansen & <Zn>\x00\ud800", "K-1", "{{ 7*7 }}"),
    )
    assert Document(io.BytesIO(made)).core_properties.title == "Jansen & <Zn>"
    assert render.find_properties(package.read_parts(made))["brief_id"] == "{{ 7*7 }}"


def test_a_letter_from_which_a_value_was_lost_is_refused(monkeypatch):
    template = render.compile_template(a_template("Klacht: {{ summary }}"))
    monkeypatch.setattr(render, "_fill", losing(render._fill))
    with pytest.raises(Refused, match="mist de tekst “bejegening & wachttijd”"):
        render.render(
            template,
            dataclasses.replace(contexts.sample(Acknowledgement), summary="bejegening & wachttijd"),
            PROPERTIES,
        )


def losing(fill):
    def without_the_sign(part, fields):
        return fill(part, fields).replace("&amp; ", "")

    return without_the_sign


def test_a_template_is_compiled_once_and_only_when_it_is_the_checked_one():
    data = a_template("{{ reference }} eenmalig")
    digest = render.sha256(data).hexdigest()
    loads = []

    def load() -> bytes:
        loads.append(1)
        return data

    assert render.compiled(digest, load) is render.compiled(digest, load)
    assert len(loads) == 1
    with pytest.raises(Refused, match="niet meer het sjabloon"):
        render.compiled("0" * 64, load)


def test_a_field_that_the_letter_does_not_have_is_no_blank():
    template = render.compile_template(a_template("{{ ombudsman_name }}"))
    with pytest.raises(Refused, match="een veld dat deze brief niet heeft"):
        render.render(template, contexts.sample(Acknowledgement), PROPERTIES)


def test_text_is_read_from_body_tables_headers_and_footers():
    context = contexts.sample(CATALOGUE[LetterKind.L15].context_class)
    template = render.compile_template(CATALOGUE[LetterKind.L15].path.read_bytes())
    words = render.read_text(render.render(template, context, PROPERTIES))
    lines = words.split("\n")
    assert "Geachte mevrouw Van den Berg," in lines
    assert "Mevrouw A. van den Berg" in lines
    assert "mr. J. Smit" in lines
    assert "Vertrouwelijk\tPagina 1 van 1" in lines
    assert "SSR  ·  De uitkomst van uw klacht\tK2026-0151" in lines


class Complaint:
    """Stands for a record that must never get near a template."""

    password = "geheim"

    def delete(self) -> None:
        raise AssertionError("called from a template")


def test_a_record_in_the_context_would_still_be_out_of_reach():
    record = Complaint()
    for words in ("{{ a.password }}", "{{ a['password'] }}", "{{ a.delete() }}", "{{ a }}"):
        template = ENVIRONMENT.from_string(words)
        with pytest.raises(TemplateError):
            template.render({"a": record, PRINTED: []})


def test_a_field_that_is_called_as_a_method_of_dict_is_the_field():
    template = ENVIRONMENT.from_string("{{ a.items }}")
    assert template.render({"a": {"items": "drie"}, PRINTED: []}) == "drie"


WITHOUT_ONE_WHO_STANDS_FOR_ANOTHER = {LetterKind.L10}
"""A report is no letter."""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.kind.name)
def test_a_letter_to_a_party_says_on_whose_behalf_it_is_read(rule):
    """Art. 2:1 Awb: each of them can go to a representative."""
    source = read_text(CATALOGUE[rule.kind].path.read_bytes())
    to_party = rule.recipients is not the_file
    expected = to_party and rule.kind not in WITHOUT_ONE_WHO_STANDS_FOR_ANOTHER
    assert ("{{ on_behalf_of }}" in source) is expected
