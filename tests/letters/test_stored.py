"""How each value of a letter stands: as it was put in, absent, or changed in Word."""

from letters.stored import FieldState, rows
from rules.vocabulary import LetterKind

FIELDS = {
    "salutation": "Geachte mevrouw Berg",
    "contact_name": "M. Visser",
    "signatory_name": "[ontbreekt: ondertekenaar]",
    "mandate": "",
}
MADE = "Geachte mevrouw  Berg,\nUw contactpersoon is M. Visser.\n[ontbreekt: ondertekenaar]"


def states(first="", newest=""):
    return {row.path: row.state for row in rows(LetterKind.L01, FIELDS, first, newest)}


def test_a_letter_that_nobody_edited():
    assert states() == {
        "salutation": FieldState.FILLED,
        "contact_name": FieldState.FILLED,
        "signatory_name": FieldState.MISSING,
        "mandate": FieldState.MAY_BE_EMPTY,
    }


def test_a_value_that_is_gone_was_changed():
    now = MADE.replace("mevrouw  Berg", "heer Berg")
    assert states(MADE, now)["salutation"] is FieldState.CHANGED
    assert states(MADE, now)["contact_name"] is FieldState.FILLED


def test_a_value_with_other_spaces_around_it_is_the_same():
    assert states(MADE, MADE.replace("  ", " "))["salutation"] is FieldState.FILLED


def test_what_was_absent_and_is_gone_was_typed():
    (row,) = [
        one
        for one in rows(
            LetterKind.L01, FIELDS, MADE, MADE.replace("[ontbreekt: ondertekenaar]", "P. Jansen")
        )
        if one.path == "signatory_name"
    ]
    assert (row.state, row.value) == (FieldState.TYPED, "")


def test_a_value_that_the_template_does_not_print_cannot_be_gone():
    assert states("Een andere brief.", "Nog een andere.")["contact_name"] is FieldState.FILLED
