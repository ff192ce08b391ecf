"""Hearings as calendar data (RFC 5545, RFC 5546): what Outlook and its like accept.

Pure: facts in, text out. The METHOD of the text must also stand in the header of the mail that
carries it, or Outlook refuses it. The times are those of Europe/Amsterdam with its rule for summer
time, so that an entry made in winter is right in summer. A summary holds a reference and no name:
calendars are shared and shown on telephones.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress
from icalendar.prop import vRecur

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
USUAL = timedelta(hours=1)
"""How long a hearing takes when nobody said."""


class Method(StrEnum):
    """What a calendar message asks of whoever gets it."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


@dataclass(frozen=True)
class Entry:
    """One hearing in a calendar.

    ``uid`` stays the same when the hearing moves; each change raises ``sequence``.
    """

    uid: str
    sequence: int
    summary: str
    starts_at: datetime
    minutes: int | None
    stamped_at: datetime
    place: str = ""
    organiser: str = ""
    mailbox: str = ""
    attendee: str = ""


def message(method: Method, entry: Entry) -> str:
    """An invitation, a cancellation, or a loose entry to go along with a letter."""
    return _calendar(method, (_event(method, entry),))


def feed(entries: Iterable[Entry]) -> str:
    """A calendar to subscribe to."""
    return _calendar(Method.PUBLISH, [_event(Method.PUBLISH, one) for one in entries])


def _calendar(method: Method, events: Iterable[Event]) -> str:
    calendar = Calendar()
    calendar.add("prodid", "-//Wederhoor//NL")
    calendar.add("version", "2.0")
    calendar.add("method", method.value)
    calendar.add_component(_amsterdam())
    for event in events:
        calendar.add_component(event)
    return str(calendar.to_ical().decode())


def _event(method: Method, entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamped_at.astimezone(UTC))
    length = timedelta(minutes=entry.minutes) if entry.minutes else USUAL
    event.add("dtstart", entry.starts_at.astimezone(AMSTERDAM))
    # Added in UTC: an hour across the change of the clock is still an hour.
    event.add("dtend", (entry.starts_at.astimezone(UTC) + length).astimezone(AMSTERDAM))
    event.add("summary", entry.summary)
    event.add("status", "CANCELLED" if method is Method.CANCEL else "CONFIRMED")
    event.add("class", "PRIVATE")
    if entry.place:
        event.add("location", entry.place)
    if entry.mailbox:
        organiser = vCalAddress(f"mailto:{entry.mailbox}")
        organiser.params["CN"] = entry.organiser
        event.add("organizer", organiser)
    if entry.attendee and method is not Method.PUBLISH:
        attendee = vCalAddress(f"mailto:{entry.attendee}")
        attendee.params["ROLE"] = "REQ-PARTICIPANT"
        attendee.params["PARTSTAT"] = "NEEDS-ACTION"
        attendee.params["RSVP"] = "FALSE"
        event.add("attendee", attendee)
    return event


def _amsterdam() -> Timezone:
    """Summer time since 1996 by its rule (1:00 UTC): a list of moments would be long, and end."""
    zone = Timezone()
    zone.add("tzid", AMSTERDAM.key)
    for part, name, first, before, after in (
        (TimezoneDaylight(), "CEST", date(1996, 3, 31), 1, 2),
        (TimezoneStandard(), "CET", date(1996, 10, 27), 2, 1),
    ):
        part.add("tzname", name)
        part.add("dtstart", datetime.combine(first, time(1 + before)))
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        part.add("rrule", vRecur(freq="YEARLY", bymonth=first.month, byday="-1SU"))
        zone.add_component(part)
    return zone
