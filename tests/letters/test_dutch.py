"""Dates, names and lists as a Dutch letter writes them."""

from datetime import date

import pytest

from letters import dutch
from letters.dutch import AddressAs, PersonName
from rules.vocabulary import Judgement


@pytest.mark.parametrize(
    ("name", "address_as", "words"),
    [
        (PersonName("Berg", "J.", "van den"), AddressAs.SIR, "Geachte heer Van den Berg"),
        (PersonName("Veld", "A.", "in 't"), AddressAs.MADAM, "Geachte mevrouw In 't Veld"),
        (PersonName("Hart", "A.", "'t"), AddressAs.MADAM, "Geachte mevrouw 't Hart"),
        (PersonName("Ancona", "A.", "d'"), AddressAs.SIR, "Geachte heer D'Ancona"),
        (PersonName("Vries", "J.", "de"), AddressAs.NEUTRAL, "Geachte J. de Vries"),
        (PersonName("Vries", "", "de"), AddressAs.NEUTRAL, "Geachte De Vries"),
        (PersonName("IJsbrand", "Y."), AddressAs.SIR, "Geachte heer IJsbrand"),
        (None, AddressAs.NEUTRAL, "Geachte heer, mevrouw"),
    ],
)
def test_salutation(name, address_as, words):
    assert dutch.salutation(name, address_as) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 1, 1), "donderdag 1 januari 2026"),
        (date(2028, 2, 29), "dinsdag 29 februari 2028"),
        (date(2026, 11, 23), "maandag 23 november 2026"),
    ],
)
def test_dates(day, words):
    assert dutch.weekday_date(day) == words
    assert dutch.long_date(day) == words.partition(" ")[2]


@pytest.mark.parametrize(
    ("items", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")],
)
def test_lists_in_words(items, words):
    assert dutch.in_words(items) == words


@pytest.mark.parametrize(
    ("typed", "written"),
    [("3511zz", "3511 ZZ"), ("3511  ZZ", "3511 ZZ"), ("0123AB", "0123AB"), ("B-1000", "B-1000")],
)
def test_postcodes(typed, written):
    assert dutch.postcode(typed) == written


def test_an_address_leaves_out_what_is_empty():
    assert dutch.address_lines(street="", code="", town=" Gent ") == ("Gent",)


def test_each_judgement_has_its_sentence():
    assert dutch.judgement_words(Judgement.PARTLY_FOUNDED) == (
        "Dit onderdeel van de klacht is deels gegrond."
    )
    assert all(dutch.judgement_words(one).endswith(".") for one in Judgement)
