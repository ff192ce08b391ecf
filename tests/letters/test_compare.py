"""Which words differ between two versions, and that an odd document costs no more."""

import pytest

from letters import compare
from letters.compare import How, words
from letters.package import Refused
from tests.letters.packages import a_document, paragraph


def pieces(old: str, new: str) -> str:
    """The difference as one line: [-gone-] and {+new+}."""
    signs = {How.SAME: "{}", How.GONE: "[-{}-]", How.NEW: "{{+{}+}}"}
    return "".join(signs[one.how].format(one.text) for one in words(old, new))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("", "", ""),
        ("Dag", "Dag", "Dag"),
        ("", "Dag", "{+Dag+}"),
        ("Dag", "", "[-Dag-]"),
        ("op 3 mei 2026", "op 4 mei 2026", "op [-3-]{+4+} mei 2026"),
        ("Wij bellen u", "Wij schrijven haar", "Wij [-bellen u-]{+schrijven haar+}"),
        ("a & b", "a < b", "a [-&-]{+<+} b"),
        ("Dag 👋🏽!", "Dag 🙂!", "Dag [-👋🏽!-]{+🙂!+}"),
        ("Klacht", "klacht", "[-Klacht-]{+klacht+}"),
        ("“Ja”", '"Ja"', '[-“-]{+"+}Ja[-”-]{+"+}'),
        ("een\ntwee", "een\ttwee", "een[-\n-]{+\t+}twee"),
        ("twee  spaties", "twee spaties", "twee[-  -]{+ +}spaties"),
    ],
)
def test_words_that_differ(old, new, shown):
    assert pieces(old, new) == shown


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ([], [], []),
        (["a"], [], [(0, None)]),
        ([], ["a"], [(None, 0)]),
        (["a", "b", "c"], ["a", "c"], [(0, 0), (1, None), (2, 1)]),
        (["Geachte heer"], ["Iets anders"], [(0, 0)]),
        (
            ["Wij belden u op 3 mei.", "Tot ziens."],
            ["Er is nieuws.", "Wij belden u op 4 mei.", "Tot ziens."],
            [(None, 0), (0, 1), (1, 2)],
        ),
        (
            ["Het eerste punt is dit.", "Het tweede is zo gegaan."],
            ["Het tweede is zo niet gegaan.", "Slot, en verder niets meer."],
            [(0, None), (1, 0), (None, 1)],
        ),
    ],
)
def test_paragraphs_are_paired_with_what_they_became(old, new, pairs):
    assert compare.align(old, new) == pairs


def test_two_documents_paragraph_by_paragraph():
    old = a_document(paragraph("Geachte heer,") + paragraph("Weg."))
    new = a_document(paragraph("Geachte heer De Wit,"))
    found = [(one.how, one.old and one.old.place, one.new and one.new.place)
             for one in compare.rows(old, new)]  # fmt: skip
    assert found == [("changed", "alinea 1", "alinea 1"), ("gone", "alinea 2", None)]


HUGE = {
    "one long paragraph": ("a b c " * 160_000, "b a c d " * 120_000),
    "one word over and over": ("a " * 490_000, "a " * 489_999 + "b"),
    "many paragraphs": (
        "\n".join("een twee drie " * 14 + str(at) for at in range(4_900)),
        "\n".join(str(at) + " drie een twee" * 14 for at in range(4_900)),
    ),
}


@pytest.mark.parametrize("which", HUGE)
def test_a_megabyte_is_compared_within_bounds_and_loses_nothing(which):
    old, new = (side.split("\n") for side in HUGE[which])
    work = compare.Work()
    for a, b in compare.align(old, new):
        one, other = "" if a is None else old[a], "" if b is None else new[b]
        found = words(one, other, work)
        assert "".join(piece.text for piece in found if piece.how is not How.NEW) == one
        assert "".join(piece.text for piece in found if piece.how is not How.GONE) == other
    assert work.done <= compare.MOST_WORK


def test_what_is_longer_than_any_letter_is_refused():
    long = a_document(paragraph("woord " * 170_000))
    with pytest.raises(Refused, match="te lang voor een brief"):
        compare.rows(long, a_document())
