"""How long files are kept: both sides of each boundary, and what puts destruction off."""

from dataclasses import replace
from datetime import date

import pytest

from rules.law import archive_act, awb
from rules.retention import (
    PUT_OFF_BY,
    RULES,
    Chosen,
    RetentionFacts,
    amended,
    class_of,
    destroyable_from,
    kept_until,
    put_off,
    rule_on,
    stored_rule,
)
from rules.separation import destroyer_is_not_proposer
from rules.vocabulary import Kind, PutOff, RetentionClass

C = RetentionClass


@pytest.mark.parametrize(
    ("kind", "written", "judged", "expected"),
    [
        pytest.param(Kind.FORMAL, True, True, C.JUDGED, id="a complaint that was judged"),
        pytest.param(Kind.FORMAL, True, False, C.UNJUDGED, id="refused, settled, withdrawn"),
        pytest.param(Kind.FORMAL, False, False, C.UNJUDGED, id="an oral one"),
        pytest.param(Kind.REPORT, True, False, C.WRITTEN_REPORT, id="a written report"),
        pytest.param(Kind.REPORT, False, False, C.REPORT, id="a report by telephone"),
    ],
)
def test_a_file_is_kept_by_how_it_ended(kind, written, judged, expected):
    assert class_of(kind, written=written, judged=judged) is expected


@pytest.mark.parametrize(
    ("of", "ended_on", "last_day", "first_day"),
    [
        pytest.param(C.JUDGED, date(2027, 4, 15), date(2037, 4, 15), date(2037, 4, 16), id="ten"),
        pytest.param(C.UNJUDGED, date(2026, 12, 31), date(2036, 12, 31), date(2037, 1, 1),
                     id="over New Year"),
        pytest.param(C.WRITTEN_REPORT, date(2026, 3, 2), date(2031, 3, 2), date(2031, 3, 3),
                     id="five"),
        pytest.param(C.REPORT, date(2026, 3, 2), date(2028, 3, 2), date(2028, 3, 3), id="two"),
        pytest.param(C.REPORT, date(2024, 2, 29), date(2026, 2, 28), date(2026, 3, 1),
                     id="from a leap day to a year without"),
        pytest.param(C.REPORT, date(2026, 2, 28), date(2028, 2, 28), date(2028, 2, 29),
                     id="the first day is a leap day"),
        pytest.param(C.WRITTEN_REPORT, date(2023, 3, 1), date(2028, 3, 1), date(2028, 3, 2),
                     id="past a leap day"),
    ],
)  # fmt: skip
def test_the_term_ends_with_its_last_day(of, ended_on, last_day, first_day):
    rule = rule_on(of, ended_on)
    assert kept_until(ended_on, rule) == last_day
    assert destroyable_from(ended_on, rule) == first_day
    facts = RetentionFacts(ended_on, rule)
    assert put_off(facts, last_day) == (PutOff.NOT_YET,)
    assert put_off(facts, first_day) == ()


def test_a_file_keeps_the_rule_of_the_day_on_which_it_ended():
    table = amended([Chosen("retention_formal_years", 7, date(2028, 3, 1))])
    before, after = (rule_on(C.JUDGED, day, table) for day in (date(2028, 2, 29), date(2028, 3, 1)))
    assert (before.years, after.years) == (10, 7)
    assert after.code == "judged 7 2028-03-01"
    assert stored_rule(after.code) == after
    assert rule_on(C.UNJUDGED, date(2030, 1, 1), table).years == 10


def test_of_two_choices_on_one_day_the_last_holds():
    day = date(2028, 3, 1)
    both = [Chosen("retention_report_years", years, day) for years in (9, 3)]
    assert rule_on(C.REPORT, day, amended(both)).years == 3


def test_every_class_has_a_rule_from_the_beginning():
    assert {one.of for one in RULES} == set(RetentionClass)
    assert [one.years for one in RULES] == [10, 10, 5, 2]
    assert str(RULES[0].basis) == "Selectielijst BWBR0023239"


OVER = RetentionFacts(date(2020, 1, 6), RULES[0])
LATER = date(2036, 1, 1)


@pytest.mark.parametrize(
    ("fact", "reason", "basis"),
    [
        ({"held": True}, PutOff.HOLD, archive_act("3")),
        ({"with_ombudsman": True}, PutOff.OMBUDSMAN, awb("9:31")),
        ({"linked_open": True}, PutOff.LINK, archive_act("3")),
        ({"became_complaint": True}, PutOff.COMPLAINT, archive_act("3")),
    ],
)
def test_what_puts_it_off_says_why(fact, reason, basis):
    assert put_off(OVER, LATER) == ()
    assert put_off(replace(OVER, **fact), LATER) == (reason,)
    assert PUT_OFF_BY[reason] == basis


def test_the_year_of_the_ombudsman_is_awaited_to_its_last_day():
    """Art. 9:24 lid 1 Awb, also when the authority keeps files for less than that."""
    short = stored_rule("report 1 2026-01-01")
    facts = RetentionFacts(date(2026, 3, 2), short, ombudsman_until=date(2027, 6, 1))
    assert put_off(facts, date(2027, 6, 1)) == (PutOff.OMBUDSMAN_YEAR,)
    assert put_off(facts, date(2027, 6, 2)) == ()
    assert PUT_OFF_BY[PutOff.OMBUDSMAN_YEAR] == awb("9:24", 1)


def test_every_reason_is_told_at_once():
    facts = replace(OVER, held=True, with_ombudsman=True)
    assert put_off(facts, date(2026, 1, 1)) == (PutOff.NOT_YET, PutOff.HOLD, PutOff.OMBUDSMAN)
    assert PUT_OFF_BY.keys() == set(PutOff)


@pytest.mark.parametrize(
    ("approvers", "refused"),
    [((7,), True), ((8,), False), ((8, 7), True), ((8, 9), False)],
)
def test_who_proposes_does_not_approve(approvers, refused):
    """SOD14: not through a substitute either."""
    assert (destroyer_is_not_proposer(approvers, (7,)) is not None) is refused
