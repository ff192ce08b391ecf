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
    ("asked_for", "day"),
    [
        # Switched within the six weeks: ten weeks from receipt; a day after them: nothing revives.
        ({"track": "adviser", "chosen_on": "2026-04-13"}, "11-05-2026"),
        ({"track": "adviser", "chosen_on": "2026-04-14"}, "13-04-2026"),
        # Back to the board: the longer term stands, the shorter one is the day to steer on.
        ({"track": "committee", "back_on": "2026-03-20"}, "11-05-2026"),
        # Notice on the last day is in time, a day later it is not.
        ({"track": "own", "weeks": "4", "postponed_on": "2026-04-13"}, "11-05-2026"),
        ({"track": "own", "weeks": "4", "postponed_on": "2026-04-14"}, "13-04-2026"),
        # Agreed after the postponement, and for a day that does not move.
        ({"track": "own", "weeks": "4", "postponed_on": "2026-04-01",
          "agreed_until": "2026-06-06"}, "06-06-2026"),
        ({"track": "own", "agreed_until": "2026-04-13"}, "13-04-2026"),
    ],
)  # fmt: skip
def test_what_happens_on_the_way(app, signed_in, asked_for, day):
    reply = asked(signed_in("coordinator"), received_on="2026-03-02", **asked_for)
    assert reply.status_code == 200
    assert last_day(reply.text, "Afhandelen") == day


@pytest.mark.parametrize(
    ("asked_for", "words"),
    [
        ({"weeks": "4", "postponed_on": "2026-04-14"}, "De verdaging telt niet"),
        ({"agreed_until": "2026-04-13"}, "De afgesproken dag ligt niet na de laatste dag"),
        ({"track": "adviser", "chosen_on": "2026-04-14"}, "die daardoor niet herleeft"),
        ({"agreed_until": "2026-06-06"}, "de afgesproken dag is geen werkdag en schuift niet"),
    ],
)
def test_it_says_why_something_changes_nothing(app, signed_in, asked_for, words):
    values = {"received_on": "2026-03-02", "track": "own"} | asked_for
    assert words in asked(signed_in("coordinator"), **values).text


@pytest.mark.parametrize("name", ["chosen_on", "back_on", "postponed_on", "consent_on"])
def test_nothing_happens_before_the_receipt(app, signed_in, name):
    values = {"received_on": "2026-03-02", "track": "adviser", name: "2026-03-01"}
    reply = asked(signed_in("coordinator"), **values)
    assert (reply.status_code, f'id="{name}-error"' in reply.text) == (422, True)
    assert asked(signed_in("coordinator"), **values | {name: "2026-03-02"}).status_code == 200


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
