"""``flask letters check``: what the template studio says, without a screen."""

import pytest

from letters.catalogue import CATALOGUE
from rules.vocabulary import LetterKind


@pytest.mark.parametrize("kind", LetterKind)
def test_the_templates_that_ship_are_fit(run, kind):
    result = run("letters", "check", CATALOGUE[kind].path, "--kind", kind.value.lower())
    assert (result.exit_code, "geen bevindingen" in result.output) == (0, True), result.output


def test_a_template_for_another_letter_is_refused_with_what_is_wrong(run):
    path = CATALOGUE[LetterKind.L03].path
    result = run("letters", "check", path, "--kind", "L15")
    assert result.exit_code == 1
    assert "Onbekend veld" in result.output


def test_something_else_than_word_is_refused(run, tmp_path):
    (tmp_path / "brief.docx").write_text("geen Word")
    result = run("letters", "check", tmp_path / "brief.docx", "--kind", "L01")
    assert result.exit_code == 1
    assert "Traceback" not in result.output


def test_an_unknown_kind_lists_the_known_ones(run, tmp_path):
    result = run("letters", "check", tmp_path, "--kind", "L99")
    assert (result.exit_code, "l05a" in result.output.lower()) == (2, True)
