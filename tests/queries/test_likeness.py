"""Who is likely the same person: cases by hand."""

import pytest

from queries.likeness import Identity, Name, Reason, family_key, initials, name_in, reasons

EMAIL, ADDRESS, FIRST, LETTERS, ORGANISATION = (
    Reason.EMAIL, Reason.ADDRESS, Reason.FIRST_NAME, Reason.INITIALS, Reason.ORGANISATION,
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Berg", "berg"),
        ("van den Berg", "berg"),
        ("Van Den Berg", "berg"),
        ("v.d. Berg", "berg"),
        ("v/d Berg", "berg"),
        ("Berg, van den", "berg"),
        ("BERG", "berg"),
        ("in ’t Veld", "veld"),
        ("'t Hooft", "hooft"),
        ("Özdemir", "ozdemir"),
        ("O\u0308zdemir", "ozdemir"),
        ("Łukasz", "lukasz"),
        ("Groß", "gross"),
        ("Ĳsbrand", "ijsbrand"),
        ("Jansen-de Vries", "jansen de vries"),
        ("Jansen – de Vries", "jansen de vries"),
        ("Jansen, Vries", "jansen vries"),
        ("De", "de"),
        ("van der", "der"),
        ("D'Hondt", "dhondt"),
        ("", ""),
        ("---", ""),
        ("中文", "中文"),
    ],
)
def test_a_family_name_has_one_key_however_it_is_typed(typed, key):
    assert family_key(typed) == key


@pytest.mark.parametrize(
    ("typed", "letters"),
    [("Johan", "j"), ("J.", "j"), ("J.P.", "jp"), ("J P", "jp"), ("JP", "jp"), ("Jan-Peter", "jp"),
     ("Élodie", "e"), ("", ""), (".", "")],
)  # fmt: skip
def test_given_names_have_first_letters(typed, letters):
    assert initials(typed) == letters


BERG = Identity("Berg", "Johan", email="Johan@Berg.example", postcode="3581 KX", house_number="12")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (Identity("van den Berg", email="johan@berg.example"), (EMAIL,)),
        (Identity("Berg", postcode="3581kx", house_number="12 B"), (ADDRESS,)),
        (Identity("Berg", postcode="3581 KX", house_number="121"), ()),
        (Identity("Berg", postcode="3581 KX"), ()),
        (Identity("berg", "johan"), (FIRST,)),
        (Identity("Berg", "J."), (LETTERS,)),
        (Identity("Berg", "J.P."), (LETTERS,)),
        (Identity("Berg", "K."), ()),
        (Identity("Berg", "Johanna"), ()),
        (Identity("Berg"), ()),
        (Identity("Bergh", "Johan", email="johan@berg.example"), ()),
        (Identity("", "Johan", email="johan@berg.example"), ()),
        (Identity(organisation="Berg"), ()),
        (
            Identity("Berg", "Johanna", email="johan@berg.example", postcode="3581 KX",
                     house_number="12"),
            (EMAIL, ADDRESS),
        ),
    ],
)  # fmt: skip
def test_the_name_and_one_thing_more_make_someone_alike(typed, expected):
    assert reasons(typed, BERG) == expected
    assert reasons(BERG, typed) == expected


def test_an_organisation_is_known_by_its_name():
    typed, known = Identity(organisation="Bureau X B.V."), Identity(organisation="bureau x b.v.")
    assert reasons(typed, known) == (ORGANISATION,)


def test_nobody_is_like_nobody():
    assert reasons(Identity(), Identity()) == ()


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("Johan van den Berg", Name("Johan", "van den", "Berg")),
        ("Berg, Johan van den", Name("Johan", "van den", "Berg")),
        ("Berg, J. v.d.", Name("J.", "v.d.", "Berg")),
        ("Jan Peter Jansen", Name("Jan Peter", "", "Jansen")),
        ("Anna de Vries-Jansen", Name("Anna", "de", "Vries-Jansen")),
        ("Al Gore", Name("Al", "", "Gore")),
        ("Secretariaat", Name("", "", "Secretariaat")),
        ("", Name()),
        (",", Name()),
        ("van den", Name("", "van", "den")),
    ],
)
def test_the_name_of_a_mail_program_fills_the_boxes(shown, name):
    assert name_in(shown) == name
