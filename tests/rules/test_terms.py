"""The lengths of terms and the settings."""

from datetime import date, timedelta

import pytest

from rules.terms import DEFAULTS, SETTINGS, TERMS, Term, Unit, term

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("key", "length", "article"),
    [
        ("handling", timedelta(days=42), "art. 9:11 lid 1 Awb"),
        ("handling_with_adviser", timedelta(days=70), "art. 9:11 lid 1 Awb"),
        ("postponement", timedelta(days=28), "art. 9:11 lid 2 Awb"),
        ("notice", timedelta(days=28), "art. 9:8 lid 3 Awb"),
        ("portal_notice", timedelta(hours=48), "art. 2:10 lid 1 Awb"),
    ],
)
def test_a_statutory_term_has_its_length_and_article(key, length, article):
    found = term(key, TODAY)
    assert found.period == length
    assert str(found.basis) == article


def test_a_term_does_not_exist_before_its_law():
    assert term("portal_notice", date(2026, 1, 1)).value == 48
    with pytest.raises(LookupError):
        term("portal_notice", date(2025, 12, 31))


def test_an_unknown_term_is_an_error():
    with pytest.raises(LookupError):
        term("zomerreces", TODAY)


def test_a_term_holds_up_to_and_including_its_last_day():
    old = Term(
        "x", 1, Unit.DAYS, term("notice", TODAY).basis, date(2020, 1, 1), date(2020, 12, 31), ""
    )
    assert old.holds_on(date(2020, 12, 31))
    assert not old.holds_on(date(2021, 1, 1))


def test_only_one_row_of_a_term_holds_on_a_day():
    keys = {one.key for one in TERMS}
    for key in keys:
        assert len([one for one in TERMS if one.key == key and one.holds_on(TODAY)]) == 1


def test_every_open_question_is_a_setting():
    assert {one.question for one in SETTINGS} == {"", *"ABCDEFG"}


def test_every_default_is_of_its_kind():
    kinds = {"bool": bool, "int": int, "text": str, "list": tuple, "letters": tuple,
             "colour": str, "roles": tuple}  # fmt: skip
    assert all(type(one.default) is kinds[one.kind] for one in SETTINGS)


def test_setting_keys_are_unique():
    assert len(DEFAULTS) == len(SETTINGS)


def test_the_postal_address_asks_to_be_confirmed():
    assert "te bevestigen" in str(DEFAULTS["authority_address"])


@pytest.mark.parametrize(
    ("key", "default"),
    [
        ("recent_tie_years", 5),
        ("acknowledgement_working_days", 3),
        ("servicedesk_working_days", 2),
        ("supplement_days", 14),
        ("hearing_reply_days", 14),
        ("both_board_members_need_adviser", True),
        ("hide_complainant_address", False),
        ("ombudsman_name", "Nationale ombudsman"),
        ("ombudsman_address", "Postbus 93122, 2509 AC Den Haag"),
        ("committee_access_weeks", 4),
        ("minimum_cell", 3),
    ],
)
def test_a_setting_has_the_agreed_default(key, default):
    assert DEFAULTS[key] == default
