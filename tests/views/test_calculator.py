"""The calculator: the dates for any receipt and route, and what it says of nonsense."""

import re

import pytest

from tests.views.record import nothing_changes

WHO = {
    "servicedesk": 200, "team_leader": 200, "coordinator": 200, "secretary": 200, "board1": 200,
    "adviser1": 200, "auditor": 200, "administrator": 200,
}  # fmt: skip


def asked(browser, **arguments):
    return browser.get("/admin/calculator/", query_string=arguments)


def last_day(html, words):
    return re.search(rf'<th scope="row">{words}</th>.*?<b>\w\w ([\d-]+)</b>', html, re.DOTALL)[1]


@pytest.mark.parametrize(("who", "status"), WHO.items())
def test_who_may_calculate(app, signed_in, who, status):
    assert signed_in(who).get("/admin/calculator/").status_code == status


@pytest.mark.parametrize(
    ("track", "weeks", "day"),
    [("own", "", "13-04-2026"), ("own", "4", "11-05-2026"), ("adviser", "", "11-05-2026"),
     ("committee", "", "11-05-2026")],
)  # fmt: skip
def test_the_last_day_of_a_complaint_of_2_march(app, signed_in, track, weeks, day):
    with nothing_changes():
        reply = asked(signed_in("coordinator"), received_on="2026-03-02", track=track, weeks=weeks)
    assert reply.status_code == 200
    assert last_day(reply.text, "Afhandelen") == day
    assert "art. 9:11 lid 1 Awb" in reply.text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("received_on", ""), ("received_on", "gisteren"), ("received_on", "2026-02-30"),
        ("received_on", "9999-12-31"), ("received_on", "1900-01-01"), ("received_on", "1999-06-30"),
        ("received_on", "2100-01-01"), ("received_on", "٢٠٢٦-٠٣-٠٢"), ("received_on", "\0"),
        ("received_on", "2026-03-02' OR 1=1"), ("received_on", "{{7*7}}"),
        ("track", ""), ("track", "nonsense"), ("track", "<script>"), ("weeks", "5"),
        ("weeks", "-1"), ("weeks", "abc"), ("weeks", "99999999999999"), ("weeks", "1_0"),
        ("agreed_until", "x"), ("agreed_until", "2026-13-01"), ("agreed_until", "9999-12-31"),
    ],
)  # fmt: skip
def test_nonsense_is_told_at_its_field_and_stays_in_it(app, signed_in, field, value):
    arguments = {"received_on": "2026-03-02", "track": "own", field: value}
    reply = asked(signed_in("coordinator"), **arguments)
    assert reply.status_code == 422
    assert f'id="{field}-error"' in reply.text
    assert f'href="#{field}"' in reply.text
    assert "<script>" not in reply.text.replace("<script src", "")
    assert "Uitkomst" not in reply.text


@pytest.mark.parametrize(
    "day", ["1999-07-01", "2005-03-14", "2014-01-01", "2024-02-29", "2030-12-25", "2099-12-31"]
)
@pytest.mark.parametrize("agreed", ["", "2014-01-01", "2026-06-01", "2100-12-31"])
def test_any_known_day_has_an_outcome(app, signed_in, day, agreed):
    reply = asked(
        signed_in("coordinator"), received_on=day, track="committee", weeks="4", agreed_until=agreed
    )
    assert reply.status_code == 200
    assert "Uitkomst" in reply.text


def test_far_ahead_it_says_that_the_holidays_are_not_known_yet(app, signed_in):
    reply = asked(signed_in("coordinator"), received_on="2098-01-06", track="own")
    assert 'class="notice amber' in reply.text
