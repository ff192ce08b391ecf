"""The look over a letter before it becomes definitive: both sides of each finding."""

from datetime import date

import pytest

from letters import contexts, preflight
from letters.catalogue import ADVISED, CATALOGUE, OMBUDSMAN
from letters.preflight import Given
from letters.render import Properties, compile_template, read_text, render
from rules.law import awb
from rules.vocabulary import LetterCheck, LetterKind
from tests.letters import packages
from tests.letters.packages import a_context, a_document, paragraph

OWN = "K2026-0151"
LETTER_DAY = date(2026, 11, 23)


def run(words: str, look: str) -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{words}</w:t></w:r>"


def look(body: str, *, kind: LetterKind = LetterKind.L21, fields=None, extra=None, **given):
    """The findings in a letter with this body, under its own reference."""
    data = a_document(paragraph(f"Ons kenmerk {OWN}") + body, **extra or {})
    facts = {"kind": kind, "reference": OWN, "dated_on": LETTER_DAY, "fields": fields or {}}
    return preflight.findings(data, Given(**facts | given))


def told(body: str, **given) -> list[tuple[str, str]]:
    return [(one.check.value, one.sentence) for one in look(body, **given)]


@pytest.mark.parametrize("kind", CATALOGUE)
def test_a_letter_as_the_panel_makes_it_has_nothing_to_look_at(kind):
    definition = CATALOGUE[kind]
    context = a_context(kind)
    data = render(compile_template(definition.path.read_bytes()), context, Properties("Brief", OWN))
    owed = [(one, definition.basis) for one in definition.statements]
    values, text = contexts.values(context), read_text(data)
    given = Given(
        kind, context.reference, LETTER_DAY, values, text, owed, enclosed=context.enclosures
    )
    assert preflight.findings(data, given) == ()


# --- what no reason can pass ---


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Beste {{ klager }}. Tot ziens.", "Beste {{ klager }}."),
        ("Zie {% if x %}.", "Zie {% if x %}."),
        ("Geachte [ontbreekt: aanhef],", "Geachte [ontbreekt: aanhef],"),
    ],
)
def test_a_leftover_is_named_with_its_sentence(words, sentence):
    (found,) = look(paragraph(words))
    assert (found.check, found.sentence, found.place) == (
        LetterCheck.LEFTOVER, sentence, "alinea 2",
    )  # fmt: skip
    assert not found.overridable


def test_a_tag_that_runs_over_several_runs_is_found():
    assert told(paragraph("Beste {", "{ klager }", "}")) == [
        ("leftover", "Beste {{ klager }}"),
    ]  # fmt: skip


def test_what_someone_wrote_in_the_complaint_is_no_leftover():
    body = paragraph("U schreef: {{ help }}.")
    assert told(body, fields={"summary": "{{ help }}"}) == []
    assert [check for check, _ in told(body)] == ["leftover"]


def test_an_empty_place_beside_a_quoted_tag_is_one_all_the_same():
    fields = {"summary": "U vraagt: {{ help }}, en [ontbreekt: iets]."}
    body = paragraph("U schreef: {{ help }}. Uw adres is [ontbreekt: adres].")
    assert [check for check, _ in told(body, fields=fields)] == ["leftover"]


def test_an_unclosed_tag_of_the_complaint_is_no_leftover_whatever_follows():
    body = paragraph("U schreef: {{ help mij. Wij hebben dat gelezen.")
    assert told(body, fields={"summary": "{{ help mij"}) == []


def test_another_tag_beside_a_quoted_one_is_a_leftover():
    body = paragraph("U schreef: {{ help }}. Met groet, {{ signatory_name }}")
    assert [check for check, _ in told(body, fields={"summary": "{{ help }}"})] == ["leftover"]


def test_a_clause_that_was_taken_out_is_missed():
    body = paragraph("U kunt binnen één jaar naar de ombudsman.")
    owed = [(OMBUDSMAN, awb("9:12", 2))]
    assert look(body, owed=owed) == ()
    (found,) = look(paragraph("Tot ziens."), owed=owed)
    assert found.check is LetterCheck.CLAUSE
    assert str(found.basis) == "art. 9:12 lid 2 Awb"
    assert not found.overridable


@pytest.mark.parametrize("hidden", ["<w:vanish/>", '<w:vanish w:val="1"/>'])
def test_a_clause_in_hidden_text_is_no_clause(hidden):
    words = "Een commissie adviseert (art. 9:15 lid 1 Awb)."
    owed = [(ADVISED, awb("9:15", 1))]
    checks = [check for check, _ in told(f"<w:p>{run(words, hidden)}</w:p>", owed=owed)]
    assert checks == ["clause", "hidden"]


def test_a_clause_that_was_struck_is_no_clause():
    gone = "<w:r><w:delText>Binnen één jaar naar de ombudsman.</w:delText></w:r>"
    struck = f"<w:p>{mark('del', gone)}</w:p>"
    checks = [check for check, _ in told(struck, owed=[(OMBUDSMAN, awb("9:12", 2))])]
    assert checks == ["clause", "tracked"]


def test_the_own_reference_must_be_there():
    data = a_document(paragraph("Ons kenmerk K2026-0152"))
    given = Given(LetterKind.L21, OWN, LETTER_DAY, {"reference": "K2026-0152"})
    (found,) = preflight.findings(data, given)
    assert (found.check, found.overridable) == (LetterCheck.OWN_REFERENCE, False)


# --- what a reason can pass ---


def test_a_last_day_that_was_taken_out_is_missed():
    fields = {"due_on": "18 januari 2027"}
    made = {"kind": LetterKind.L01, "fields": fields, "generated": "Op 18 januari 2027."}
    assert look(paragraph("Dat is uiterlijk op 18-01-2027."), **made) == ()
    assert look(paragraph("Dat duurt even."), **made | {"generated": "Dat duurt."}) == ()
    (found,) = look(paragraph("Dat duurt even."), **made)
    assert (found.check, found.detail) == (LetterCheck.TERM, "laatste dag: 18 januari 2027")
    assert found.overridable


@pytest.mark.parametrize(
    "words", ["[naam invullen]", "[...]", "[…]", "XXX", "Dat was ???", "TODO", "«Naam»", "____"]
)
def test_a_mark_to_fill_in_later_is_found(words):
    assert [check for check, _ in told(paragraph(words))] == ["marker"]
    assert told(paragraph(words), fields={"summary": words}) == []


@pytest.mark.parametrize("words", ["[sic]", "Wat nu?", "XX", "[1]", "_"])
def test_ordinary_signs_are_no_marks(words):
    assert told(paragraph(words)) == []


def mark(kind: str, inner: str = "") -> str:
    """A tracked change around this."""
    return (
        f'<w:{kind} w:id="1" w:author="S. Vries" w:date="2026-11-20T10:00:00Z">{inner}</w:{kind}>'
    )


STRUCK = "<w:r><w:delText>niet</w:delText></w:r>"
LOOK = run("Vet", f"<w:b/>{mark('rPrChange', '<w:rPr/>')}")
END = f"<w:pPr><w:rPr>{mark('ins')}</w:rPr></w:pPr>"
CHANGES = {
    "inserted": (run("Wij ", "") + mark("ins", run("bellen", "")), "Wij bellen",
                 "ingevoegd “bellen”"),
    "struck": (run("Wij ", "") + mark("del", STRUCK), "Wij", "geschrapt “niet”"),
    "moved away": (run("Wij", "") + mark("moveFrom", run("ook", "")), "Wij", "geschrapt “ook”"),
    "moved here": (mark("moveTo", run("Ook", "")), "Ook", "ingevoegd “Ook”"),
    "look": (LOOK, "Vet", "opmaak of alinea gewijzigd"),
    "paragraph end": (END + run("Los", ""), "Los", "opmaak of alinea gewijzigd"),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_tracked_change_is_told(change):
    body, sentence, detail = CHANGES[change]
    (found,) = look(f"<w:p>{body}</w:p>")
    assert (found.check, found.sentence, found.detail) == (LetterCheck.TRACKED, sentence, detail)
    assert found.overridable


def test_a_struck_row_is_told():
    row = f"<w:tr><w:trPr>{mark('del')}</w:trPr><w:tc>{paragraph('x')}</w:tc></w:tr>"
    assert [one.check.value for one in look(f"<w:tbl>{row}</w:tbl>")] == ["tracked"]


COMMENTS = {
    "[Content_Types].xml": packages.types(
        '<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.comments+xml"/>'
    ),
    "word/_rels/document.xml.rels": packages.relations(
        packages.relation("comments", "comments.xml")
    ),
    "word/comments.xml": f'<w:comments {packages.W}><w:comment w:id="4" w:author="S. Vries">'
    f"{paragraph('Klopt dit?')}</w:comment></w:comments>",
}


def test_a_comment_is_told_with_what_it_is_about():
    body = (
        '<w:p><w:commentRangeStart w:id="4"/><w:r><w:t>Wij belden.</w:t></w:r>'
        '<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r></w:p>'
    )
    (found,) = look(body, extra=COMMENTS)
    assert (found.check, found.sentence, found.detail, found.place) == (
        LetterCheck.COMMENT, "Wij belden.", "“Klopt dit?”", "alinea 2",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("properties", "check"),
    [
        ("<w:vanish/>", ["hidden"]),
        ('<w:vanish w:val="0"/>', []),
        ('<w:color w:val="FFFFFF"/>', ["hidden"]),
        ('<w:color w:val="f8F8F8"/>', ["hidden"]),
        ('<w:color w:val="FFFF00"/>', ["hidden"]),
        ('<w:color w:val="767676"/>', []),
        ('<w:color w:val="auto"/>', []),
        ('<w:sz w:val="2"/>', ["hidden"]),
        ('<w:sz w:val="3"/>', []),
        ('<w:sz w:val="veel"/>', []),
        ('<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1B3A5C"/>', ["highlighted"]),
        (
            '<w:color w:val="1B3A5C"/><w:shd w:val="clear" w:fill="1B3A5C"/>',
            ["hidden", "highlighted"],
        ),
        ('<w:highlight w:val="yellow"/>', ["highlighted"]),
        ('<w:highlight w:val="none"/>', []),
        ('<w:shd w:val="clear" w:fill="FFFF00"/>', ["highlighted"]),
        ('<w:shd w:val="clear" w:fill="auto"/>', []),
        ("<w:b/>", []),
    ],
)
def test_hidden_and_marked_words_are_told(properties, check):
    body = f"<w:p>{run('Eerst. Dan', '')}{run(' dit', properties)}</w:p>"
    found = look(body)
    assert [one.check.value for one in found] == check
    if check:
        assert (found[0].sentence, found[0].detail) == ("Dan dit", "“dit”")


def test_white_words_in_a_dark_cell_can_be_read():
    def cell(fill: str) -> str:
        look = f'<w:tcPr><w:shd w:val="clear" w:fill="{fill}"/></w:tcPr>'
        words = run("Kop", '<w:color w:val="FFFFFF"/>')
        return f"<w:tbl><w:tr><w:tc>{look}<w:p>{words}</w:p></w:tc></w:tr></w:tbl>"

    assert look(cell("1B3A5C")) == ()
    assert [one.check.value for one in look(cell("FFFFFF"))] == ["hidden"]


def test_a_clause_in_white_is_no_clause():
    """What the law asks has to be readable."""
    clause = "U kunt binnen één jaar naar de ombudsman."
    owed = [(OMBUDSMAN, awb("9:12", 2))]
    white = "<w:p>" + run(clause, '<w:color w:val="FFFFFF"/>') + "</w:p>"
    assert [one.check for one in look(white, owed=owed)] == [
        LetterCheck.CLAUSE, LetterCheck.HIDDEN,
    ]  # fmt: skip


@pytest.mark.parametrize("properties", ['<w:color w:val="FEFEFE"/>', '<w:sz w:val="1"/>'])
def test_text_that_a_style_makes_unseen_is_hidden_unless_the_run_says_otherwise(properties):
    styles = (
        f'<w:styles {packages.W}><w:style w:type="paragraph" w:styleId="Wit"><w:rPr>{properties}'
        "</w:rPr></w:style></w:styles>"
    )
    extra = {
        "word/styles.xml": styles,
        "word/_rels/document.xml.rels": packages.relations(
            packages.relation("styles", "styles.xml")
        ),
    }
    seen = run(" Dit wel.", '<w:color w:val="000000"/><w:sz w:val="20"/>')
    styled = f'<w:p><w:pPr><w:pStyle w:val="Wit"/></w:pPr>{run("Stil.", "")}{seen}</w:p>'
    (found,) = look(styled, extra=extra)
    assert (found.check, found.sentence) == (LetterCheck.HIDDEN, "Stil.")


def test_text_that_a_style_hides_is_hidden():
    styles = (
        f'<w:styles {packages.W}><w:style w:type="character" w:styleId="Weg"><w:rPr><w:vanish/>'
        '</w:rPr></w:style><w:style w:type="character" w:styleId="Ook"><w:basedOn w:val="Weg"/>'
        "</w:style></w:styles>"
    )
    extra = {
        "word/styles.xml": styles,
        "word/_rels/document.xml.rels": packages.relations(
            packages.relation("styles", "styles.xml")
        ),
    }
    hidden = run("Stil.", '<w:rStyle w:val="Ook"/>')
    assert [one.check.value for one in look(f"<w:p>{hidden}</w:p>", extra=extra)] == ["hidden"]


def test_the_reference_of_another_file_is_told():
    body = paragraph("Zie ook K2026-0007 en m2025-0003.")
    assert [one.detail for one in look(body)] == ["K2026-0007", "m2025-0003"]
    source = {"about": "Uw melding M2025-0003, en K2026-0007"}
    assert look(body, fields=source) == ()


def test_a_name_that_has_no_place_in_this_letter_is_told():
    body = paragraph("Ook mevrouw Van den Berg klaagde. De bergen niet.")
    (found,) = look(body, strangers=["Berg"])
    assert (found.check, found.sentence) == (
        LetterCheck.OTHER_NAME, "Ook mevrouw Van den Berg klaagde.",
    )  # fmt: skip
    assert look(body, strangers=["Berg"], fields={"a": "J. van den Berg"}) == ()
    assert look(body, strangers=["Klaa", "Be"]) == ()


@pytest.mark.parametrize(
    ("words", "odd"),
    [
        ("Dat was op 3 mei 2025.", False),
        ("Dat is op 3 mei 2027.", False),
        ("Dat was op 3 mei 2024.", True),
        ("Dat is op 3-5-2028.", True),
        ("Dat was op 2024-05-03.", True),
        ("Dat was op 30 februari 2019.", False),
        ("De wet van 1992.", False),
    ],
)
def test_a_day_far_from_the_letter_is_told(words, odd):
    assert [check for check, _ in told(paragraph(words))] == (["year"] if odd else [])


def test_a_day_of_the_file_may_be_as_old_as_it_is():
    fields = {"conduct_on": "op 3 mei 2019"}
    assert told(paragraph("Dat was op 3 mei 2019."), fields=fields) == []


def test_a_day_of_the_file_in_another_year_is_told():
    """In January people write the year that was."""
    fields = {"received_on": "3 mei 2026"}
    assert told(paragraph("Ontvangen op 3 mei 2025."), fields=fields) == [
        ("year", "Ontvangen op 3 mei 2025."),
    ]  # fmt: skip


def test_an_enclosure_that_is_named_must_be_there():
    body = paragraph("Het verslag is bijgevoegd.")
    assert told(body) == [("enclosure", "Het verslag is bijgevoegd.")]
    assert look(body + paragraph("Bijlagen: Verslag"), enclosed=["Verslag"]) == ()


def test_an_enclosure_that_goes_along_must_be_named():
    (found,) = look(paragraph("Wij sturen u het verslag."), enclosed=["Verslag van 3 mei"])
    assert found.detail == "“Verslag van 3 mei” gaat mee, maar staat niet in de brief"
    assert found.overridable
    assert look(paragraph("Bij deze brief: het Verslag van 3 mei."),
                enclosed=["Verslag van 3 mei"]) == ()  # fmt: skip


def list_line(words: str) -> str:
    return paragraph(words).replace("<w:p>", '<w:p><w:pPr><w:pStyle w:val="Opsomming"/></w:pPr>', 1)


def test_the_list_in_the_letter_and_what_goes_along_agree():
    body = paragraph("Bijlagen") + list_line("Verslag van 3 mei (2 bladzijden)")
    extra = list_line("Foto van het lokaal")
    after = paragraph("Met vriendelijke groet")
    assert look(body + after, enclosed=["Verslag van 3 mei"]) == ()
    (found,) = look(body + extra + after, enclosed=["Verslag van 3 mei"])
    assert (found.sentence, found.place) == ("Foto van het lokaal", "alinea 4")
    assert found.detail == "gaat niet mee met deze brief"


def test_what_was_left_out_is_taken_out_of_the_letter_too():
    body = paragraph("Bijlagen") + paragraph("Kopie van uw klacht")
    fields = {"enclosures": ["Kopie van uw klacht"]}
    (found,) = look(body, fields=fields, generated="Bijlagen Kopie van uw klacht")
    assert found.sentence == "Kopie van uw klacht"
    assert look(paragraph("Dag."), fields=fields, generated="Bijlagen Kopie van uw klacht") == ()


def test_what_the_template_says_about_enclosures_is_left_alone():
    body = paragraph("Wat in de bijlagen staat, is vertrouwelijk.")
    assert look(body, generated="Wat in de bijlagen staat, is vertrouwelijk.") == ()


def test_a_citizen_service_number_is_told_and_not_repeated():
    (found,) = look(paragraph("Uw nummer 123456782 is bekend."))
    assert (found.check, found.overridable) == (LetterCheck.NUMBER, True)
    assert str(found.basis) == "art. 46 lid 1 UAVG"
    assert "123456782" not in found.words
    assert look(paragraph("Uw nummer 123456783 is bekend.")) == ()


def test_headers_are_looked_at_and_named():
    header = f"<w:hdr {packages.W}>{paragraph('Zie K2026-0007')}</w:hdr>"
    extra = {
        "word/header1.xml": header,
        "word/_rels/document.xml.rels": packages.relations(
            packages.relation("header", "header1.xml")
        ),
    }
    (found,) = look("", extra=extra)
    assert found.place == "koptekst, alinea 1"


def test_the_same_text_box_for_old_programs_counts_once():
    box = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/'
        'markup-compatibility/2006"><mc:Choice Requires="wps"><w:txbxContent>'
        f"{paragraph('Zie K2026-0007')}</w:txbxContent></mc:Choice><mc:Fallback>"
        f"<w:txbxContent>{paragraph('Zie K2026-0007')}</w:txbxContent></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert told(box) == [("other_reference", "Zie K2026-0007")]


def test_of_one_kind_no_more_than_fifty_are_looked_for():
    """A hostile text may hold a hundred thousand of them in one paragraph."""
    body = paragraph("Zie de bijlage en K2026-0007 en XXX op 3 mei 2001 " * 18_000)
    found = look(body)
    assert len(found) <= 4 * preflight.MOST
    assert {one.check.value for one in found} == {"marker", "other_reference", "year", "enclosure"}
