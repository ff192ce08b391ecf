"""``flask rules``: the law on paper."""

from pathlib import Path

import pytest
from flask import Flask

from admin_app import create_app
from settings import from_environment

CASES = Path(__file__).parents[1] / "rules" / "legal_cases.csv"
HEADER = "id,kind,inputs,expected,source\n"


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """An application whose database was never made."""
    home = tmp_path_factory.mktemp("leeg")
    app: Flask = create_app(from_environment({"WEDERHOOR_HOME": str(home)}), TESTING=True)
    return lambda *words: app.test_cli_runner().invoke(args=[str(word) for word in words])


def test_every_worked_case_passes(bare):
    result = bare("rules", "verify", CASES)
    assert result.exit_code == 0
    assert result.output.splitlines()[-1] == "71 passed, 0 failed"


def test_a_difference_is_printed_and_fails(bare, tmp_path):
    row = (
        'DUE01,due_status,"{""legal_end"": ""2026-03-02"", ""today"": ""2026-03-02""}",'
        '"{""status"": ""overdue""}",hier\n'
    )
    (tmp_path / "gevallen.csv").write_text(HEADER + row)
    result = bare("rules", "verify", tmp_path / "gevallen.csv")
    assert result.exit_code == 1
    assert result.output == (
        'DUE01 (due_status): status: verwacht "overdue", berekend "due_today"\n0 passed, 1 failed\n'
    )


@pytest.mark.parametrize("content", ["", HEADER, "\n\n"])
def test_a_file_without_cases_is_refused(bare, tmp_path, content):
    (tmp_path / "leeg.csv").write_text(content)
    result = bare("rules", "verify", tmp_path / "leeg.csv")
    assert (result.exit_code, "geen uitgewerkte gevallen" in result.output) == (1, True)


@pytest.mark.parametrize("path", ["bestaat-niet.csv", "."])
def test_a_file_that_cannot_be_read_is_named(bare, path):
    result = bare("rules", "verify", path)
    assert (result.exit_code, f"{path} is niet te lezen" in result.output) == (1, True)


def test_bytes_that_are_no_text_fail_without_a_traceback(bare, tmp_path):
    (tmp_path / "plaatje.csv").write_bytes(b"\x89PNG\r\n\x00\xff\xfe" * 50)
    assert bare("rules", "verify", tmp_path / "plaatje.csv").exit_code == 1


def explained(bare, *words: str) -> str:
    result = bare("rules", "explain", *words)
    assert result.exit_code == 0, result.output
    return str(result.output)


def test_own_handling_is_six_weeks(bare):
    text = explained(bare, "--received", "2026-03-02", "--track", "own")
    assert "laatste dag     2026-04-13" in text
    assert "2026-05-11" not in text


def test_a_committee_makes_it_ten(bare):
    text = explained(bare, "--received", "2-3-2026", "--track", "committee")
    assert "laatste dag     2026-05-11" in text


def test_postponement_and_agreement_each_add_a_line_with_their_article(bare):
    words = ("--received", "2026-03-02", "--track", "own")
    text = explained(bare, *words, "--adjourned", "4", "--agreed", "2026-06-01")
    for expected in ("2026-05-11", "art. 9:11 lid 2 Awb", "2026-06-01", "art. 9:11 lid 3 Awb"):
        assert expected in text


def test_what_is_assumed_is_said(bare):
    assert "Aangenomen" in explained(bare, "--received", "2026-03-02", "--track", "adviser")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("2026-02-30", "own"), "bestaat niet"),
        (("gisteren", "own"), "dag-maand-jaar"),
        (("1950-01-01", "own"), "gold hoofdstuk 9 van de Awb nog niet"),
        (("2026-03-02", "snel"), "own"),
        (("2026-03-02", "own", "--adjourned", "5"), "ten hoogste 4 weken"),
        (("2026-03-02", "own", "--adjourned", "0"), "ten minste een week"),
        (("2026-03-02", "own", "--agreed", "2026-04-13"), "ligt niet na 13-04-2026"),
    ],
)
def test_bad_input_gets_a_clear_message(bare, words, message):
    received, track, *more = words
    result = bare("rules", "explain", "--received", received, "--track", track, *more)
    assert result.exit_code != 0
    assert message in result.output
    assert not result.exception or isinstance(result.exception, SystemExit)
