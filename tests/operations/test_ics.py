"""Calendar text that Outlook accepts: one METHOD, the Dutch zone, no names (RFC 5545, 5546)."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from operations.ics import Entry, Method, feed, message

ENTRY = Entry(
    uid="hoorgesprek-7-k2026-0012@wederhoor",
    sequence=2,
    summary="Hoorgesprek K2026-0012",
    starts_at=datetime(2026, 3, 27, 9, tzinfo=UTC),
    minutes=90,
    stamped_at=datetime(2026, 3, 4, 13, tzinfo=UTC),
    place="Plein 1; zaal 2, Utrecht",
    organiser="SSR",
    mailbox="klachten@ssr.example",
    attendee="lid@ssr.example",
)


def only(text):
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    return event


@pytest.mark.parametrize("method", Method)
def test_the_method_stands_in_the_text(method):
    assert Calendar.from_ical(message(method, ENTRY))["METHOD"] == method.value


def test_an_invitation_has_what_a_meeting_needs():
    event = only(message(Method.REQUEST, ENTRY))
    assert (event["UID"], event["SEQUENCE"]) == ("hoorgesprek-7-k2026-0012@wederhoor", 2)
    assert event["SUMMARY"] == "Hoorgesprek K2026-0012"
    assert event["LOCATION"] == "Plein 1; zaal 2, Utrecht"
    assert event["ORGANIZER"] == "mailto:klachten@ssr.example"
    assert event["ATTENDEE"] == "mailto:lid@ssr.example"
    assert (event["STATUS"], event["CLASS"]) == ("CONFIRMED", "PRIVATE")
    assert event.decoded("DTSTAMP") == datetime(2026, 3, 4, 13, tzinfo=UTC)


def test_a_cancellation_says_so_about_the_same_entry():
    event = only(message(Method.CANCEL, ENTRY))
    assert (event["UID"], event["STATUS"]) == (ENTRY.uid, "CANCELLED")


def test_a_loose_entry_invites_nobody():
    """RFC 5546: what is published has no attendees."""
    assert "ATTENDEE" not in only(message(Method.PUBLISH, ENTRY))


@pytest.mark.parametrize(
    ("starts_at", "local", "ends"),
    [
        pytest.param(datetime(2026, 3, 27, 9, tzinfo=UTC), "20260327T100000", "20260327T113000",
                     id="winter"),
        pytest.param(datetime(2026, 3, 30, 8, tzinfo=UTC), "20260330T100000", "20260330T113000",
                     id="summer, three days later"),
        pytest.param(datetime(2026, 3, 29, 0, 30, tzinfo=UTC), "20260329T013000",
                     "20260329T040000", id="across the change of the clock"),
        pytest.param(datetime(2026, 10, 26, 9, tzinfo=UTC), "20261026T100000", "20261026T113000",
                     id="winter again"),
    ],
)  # fmt: skip
def test_the_times_are_those_of_the_dutch_clock(starts_at, local, ends):
    text = message(Method.REQUEST, Entry(**vars(ENTRY) | {"starts_at": starts_at}))
    assert f"DTSTART;TZID=Europe/Amsterdam:{local}\r\n" in text
    assert f"DTEND;TZID=Europe/Amsterdam:{ends}\r\n" in text
    assert only(text).decoded("DTSTART") == starts_at


def test_the_zone_that_travels_along_knows_summer_and_winter():
    """A reader that knows no zones by name has only this."""
    (zone,) = Calendar.from_ical(message(Method.REQUEST, ENTRY)).walk("VTIMEZONE")
    made = zone.to_tz(lookup_tzid=False)
    for day, hours in (((2026, 1, 15), 1), ((2026, 7, 15), 2), ((2040, 7, 1), 2)):
        assert datetime(*day, 12, tzinfo=made).utcoffset() == timedelta(hours=hours)
    assert len(zone.to_ical()) < 600


def test_an_hour_when_nobody_said_how_long():
    event = only(message(Method.REQUEST, Entry(**vars(ENTRY) | {"minutes": None})))
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(hours=1)


def test_words_cannot_add_lines():
    """A place is what people type."""
    hostile = "Zaal 1\r\nATTENDEE:mailto:vals@example.com\nEND:VEVENT"
    event = only(message(Method.CANCEL, Entry(**vars(ENTRY) | {"place": hostile, "attendee": ""})))
    assert "ATTENDEE" not in event


def test_a_feed_holds_every_entry():
    second = Entry(**vars(ENTRY) | {"uid": "hoorgesprek-8-k2026-0013@wederhoor"})
    calendar = Calendar.from_ical(feed([ENTRY, second]))
    assert [event["UID"] for event in calendar.walk("VEVENT")] == [ENTRY.uid, second.uid]
    assert calendar["METHOD"] == "PUBLISH"


def test_an_empty_feed_is_a_calendar():
    assert Calendar.from_ical(feed([])).walk("VEVENT") == []
