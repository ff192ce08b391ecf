"""What people type, at the edge."""

from datetime import date

import pytest

from text import Unclean, clamp, clean_text, file_name, fold, read_date, read_integer


@pytest.mark.parametrize(
    "harmful", ["\0", "\x08", "\x1b", "\u202e", "\u2066", "\ufffe", "\ud800", "\x85", "\u200f"]
)
def test_a_harmful_character_is_named(harmful):
    with pytest.raises(Unclean, match=f"U\\+{ord(harmful):04X}"):
        clean_text(f"voor{harmful}na")


@pytest.mark.parametrize("kept", ["Zoë", "🙂", "a\tb", "één\nregel", "𝒳", "المدعي", "‘citaat’"])
def test_what_people_write_is_kept(kept):
    assert clean_text(kept) == kept


def test_every_line_end_becomes_one_kind():
    assert clean_text("a\r\nb\rc\u2028d") == "a\nb\nc\nd"


def test_one_line_is_one_line():
    with pytest.raises(Unclean, match="één regel"):
        clean_text("a\nb", lines=1)


def test_the_last_character_that_fits():
    assert clean_text("x" * 10, longest=10) == "x" * 10
    with pytest.raises(Unclean, match="11 tekens"):
        clean_text("x" * 11, longest=10)


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("..\uff0fx.pdf", "x.pdf"),
        ("brief\u202excod.exe", "briefxcod.exe"),
        ("a\nb.docx", "a b.docx"),
        ("😀.pdf", "😀.pdf"),
        ("..", "bestand"),
        ("C:\\map\\brief.docx", "C--map-brief.docx"),
    ],
)
def test_a_file_name_is_one_name(raw, kept):
    assert file_name(raw) == kept


def test_a_long_file_name_keeps_what_it_is():
    name = file_name("x" * 300 + ".docx")
    assert len(name) == 150
    assert name.endswith(".docx")


def test_search_finds_without_accents():
    assert fold("Özdemir-Groß") == fold("ozdemir-gross")


@pytest.mark.parametrize("raw", ["31-12-2026", "2026-12-31", "31/12/2026", " 31.12.2026 "])
def test_a_date_as_people_write_it(raw):
    assert read_date(raw) == date(2026, 12, 31)


@pytest.mark.parametrize(
    "raw", ["", "2026-1-1", "29-2-2026", "31-12-26", "١-١-٢٠٢٦", "1-1-1899", "1-1-2101", "0-0-0000"]
)
def test_no_date(raw):
    with pytest.raises(Unclean):
        read_date(raw)


@pytest.mark.parametrize("raw", ["", "١٢", "1_000", "+7", "1.5", "-1", "99999999999", "2147483648"])
def test_no_whole_number(raw):
    with pytest.raises(Unclean):
        read_integer(raw)


@pytest.mark.parametrize(
    ("raw", "number"), [(None, 3), ("", 3), ("abc", 3), ("-9", 0), ("9" * 30, 10), ("7", 7)]
)
def test_a_number_in_an_address_is_always_usable(raw, number):
    assert clamp(raw, most=10, default=3) == number
