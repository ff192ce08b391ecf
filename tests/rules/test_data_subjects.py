"""Chapter III and art. 33 AVG, counted by Verordening 1182/71: answers written by hand."""

from datetime import UTC, date, datetime

import pytest

from rules import data_subjects as rules
from rules.vocabulary import BreachDecision, RequestKind, RequestOutcome, RightLimit


@pytest.mark.parametrize(
    ("received_on", "last_day"),
    [
        pytest.param(date(2026, 3, 10), date(2026, 4, 10), id="the same day of the next month"),
        pytest.param(date(2025, 3, 5), date(2025, 4, 7), id="a Saturday moves to Monday"),
        pytest.param(date(2026, 3, 5), date(2026, 4, 7), id="Easter Sunday moves past Monday"),
        pytest.param(date(2026, 3, 3), date(2026, 4, 3), id="Good Friday is only equated"),
        pytest.param(date(2027, 8, 31), date(2027, 9, 30), id="a month without a 31st"),
        pytest.param(date(2026, 1, 30), date(2026, 3, 2), id="28 February is a Saturday"),
        pytest.param(date(2028, 1, 31), date(2028, 2, 29), id="a leap year"),
        pytest.param(date(2026, 12, 1), date(2027, 1, 4), id="New Year and a weekend"),
        pytest.param(date(2026, 11, 27), date(2026, 12, 28), id="a Sunday in December"),
        pytest.param(date(2026, 11, 25), date(2026, 12, 28), id="Christmas on a Friday"),
        pytest.param(date(2026, 4, 5), date(2026, 5, 6), id="5 May is a holiday: a request of"
                     " the fifth"),
    ],
)  # fmt: skip
def test_a_request_is_answered_within_a_month(received_on, last_day):
    assert rules.answer_by(received_on) == last_day


@pytest.mark.parametrize(
    ("received_on", "last_day"),
    [
        pytest.param(date(2026, 3, 10), date(2026, 6, 10), id="three months in all"),
        pytest.param(date(2026, 11, 30), date(2027, 3, 1), id="28 February 2027 is a Sunday"),
        pytest.param(date(2026, 10, 31), date(2027, 2, 1), id="31 January 2027 is a Sunday"),
        pytest.param(date(2026, 2, 25), date(2026, 5, 26), id="Whit Monday"),
    ],
)
def test_two_months_more(received_on, last_day):
    assert rules.prolonged_until(received_on) == last_day


def test_prolonging_is_told_on_the_last_day_of_the_first_month():
    assert rules.cannot_prolong(date(2026, 3, 10), date(2026, 4, 10), False) is None


def test_prolonging_told_a_day_later_is_too_late():
    refused = rules.cannot_prolong(date(2026, 3, 10), date(2026, 4, 11), False)
    assert refused is not None
    assert "10-04-2026" in str(refused)
    assert str(refused.basis) == "art. 12 lid 3 AVG"


def test_prolonging_is_possible_once():
    assert rules.cannot_prolong(date(2026, 3, 10), date(2026, 3, 11), True) is not None


ERASURE, ACCESS = RequestKind.ERASURE, RequestKind.ACCESS


def wrong(kind, outcome, limits=(), reason="", identity="paspoort getoond"):
    return set(rules.wrong_answer(kind, outcome, limits, reason, identity))


def test_a_refusal_has_a_ground_and_an_explanation():
    assert wrong(ERASURE, RequestOutcome.REFUSED) == {"limits", "reason"}
    assert wrong(ERASURE, RequestOutcome.PARTLY) == {"limits", "reason"}
    assert wrong(ERASURE, RequestOutcome.REFUSED, [RightLimit.ARCHIVE], "tot 2036") == set()


def test_what_is_granted_has_no_ground():
    assert wrong(ACCESS, RequestOutcome.GRANTED) == set()
    assert wrong(ACCESS, RequestOutcome.GRANTED, [RightLimit.OTHERS]) == {"limits"}


@pytest.mark.parametrize(
    ("kind", "limit", "fits"),
    [
        (ERASURE, RightLimit.ARCHIVE, True),
        (ACCESS, RightLimit.ARCHIVE, False),
        (ACCESS, RightLimit.OTHERS, True),
        (ERASURE, RightLimit.OTHERS, False),
        (RequestKind.RECTIFICATION, RightLimit.ACCURATE, True),
        (RequestKind.OBJECTION, RightLimit.COMPELLING, True),
        (RequestKind.RECTIFICATION, RightLimit.COMPELLING, False),
        (RequestKind.OBJECTION, RightLimit.EXCESSIVE, True),
    ],
)
def test_a_ground_is_one_for_this_right(kind, limit, fits):
    assert (wrong(kind, RequestOutcome.REFUSED, [limit], "zo is het") == set()) is fits


@pytest.mark.parametrize(
    ("outcome", "asked"),
    [
        (RequestOutcome.GRANTED, {"outcome"}),
        (RequestOutcome.PARTLY, {"outcome"}),
        (RequestOutcome.REFUSED, set()),
        (RequestOutcome.WITHDRAWN, set()),
    ],
)
def test_data_go_to_someone_who_was_identified(outcome, asked):
    refusing = outcome in {RequestOutcome.PARTLY, RequestOutcome.REFUSED}
    limits = [RightLimit.OTHERS] if refusing else []
    assert wrong(ACCESS, outcome, limits, "om een ander" if refusing else "", " ") == asked


def test_every_ground_is_there_for_some_right_and_says_where_it_stands():
    assert rules.LIMITS.keys() == set(RightLimit)
    assert all(one.kinds and one.basis and one.words for one in rules.LIMITS.values())
    assert rules.RIGHT.keys() == set(RequestKind)


# --- names of others ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names", "proposed"),
    [
        ("Anna sprak met Piet.", ["Piet"], "Anna sprak met [weggelaten]."),
        ("PIET en piet", ["Piet"], "[weggelaten] en [weggelaten]"),
        ("Pieter", ["Piet"], "Pieter"),
        ("Spiet", ["Piet"], "Spiet"),
        ("Jan de Boer", ["de Boer", "Jan de Boer"], "[weggelaten]"),
        ("a.b@c.nl belde", ["a.b@c.nl"], "[weggelaten] belde"),
        ("axb@c.nl", ["a.b@c.nl"], "axb@c.nl"),
        ("niets", ["", " ", "n"], "niets"),
    ],
)
def test_names_of_others_are_proposed_to_be_left_out(text, names, proposed):
    assert rules.masked(text, names) == proposed


# --- a data breach --------------------------------------------------------------------------

FRIDAY = datetime(2026, 10, 23, 14, 30, tzinfo=UTC)


def test_a_breach_is_reported_within_72_hours_of_any_kind():
    """Over a weekend, and over the night in which the clock goes back."""
    assert rules.report_by(FRIDAY) == datetime(2026, 10, 26, 14, 30, tzinfo=UTC)


REPORTED, NOT = BreachDecision.REPORTED, BreachDecision.NOT_REPORTED


@pytest.mark.parametrize(
    ("decision", "decided_at", "reason", "asked"),
    [
        (REPORTED, datetime(2026, 10, 26, 14, 30, tzinfo=UTC), "", set()),
        (REPORTED, datetime(2026, 10, 26, 14, 31, tzinfo=UTC), "", {"reason"}),
        (REPORTED, datetime(2026, 10, 26, 14, 31, tzinfo=UTC), "het was weekend", set()),
        (NOT, datetime(2026, 10, 24, 9, 0, tzinfo=UTC), "", {"reason"}),
        (NOT, datetime(2026, 10, 24, 9, 0, tzinfo=UTC), "ongeopend terug", set()),
        (REPORTED, datetime(2026, 10, 23, 14, 29, tzinfo=UTC), "", {"decided_at"}),
    ],
)
def test_a_decision_about_a_breach(decision, decided_at, reason, asked):
    assert set(rules.wrong_decision(decision, decided_at, FRIDAY, reason)) == asked
