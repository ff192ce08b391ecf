"""What a hearing puts in calendars: of who hears, of the handler, and of parties who want e-mail.

Helpers, not operations: they work inside the transaction of the act that calls them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from letters.drafting.hearings import clock_times
from letters.dutch import weekday_date
from models import Complaint, Hearing, User
from operations import ics, outbox
from operations.clock import AMSTERDAM, now, today
from operations.ics import Method
from queries import cases, choices
from rules.terms import TO_CONFIRM
from rules.vocabulary import HearingForm, HearingStatus


@dataclass(frozen=True)
class Guest:
    """Someone who has the hearing in a calendar: a user of the panel, or a party."""

    key: str
    address: str
    user_id: int | None = None


def hearers(hearing: Hearing) -> Iterator[User]:
    """Who hears: this one, or the whole committee."""
    if hearing.heard_by_all:
        yield from (one.user for one in cases.advising(hearing.complaint, today()))
    elif hearing.heard_by is not None:
        yield hearing.heard_by


def guests(hearing: Hearing) -> frozenset[Guest]:
    """Who is told. Users who are not cleared get no message of the file (SOD1); a party only
    when e-mail was expressly agreed (art. 2:8 Awb).
    """
    complaint = hearing.complaint
    users = {one for one in (*hearers(hearing), complaint.handler) if one is not None}
    cleared = cases.cleared(complaint)
    found = {
        Guest(f"user:{one.id}", one.email, one.id)
        for one in users
        if one.active and one.id in cleared
    }
    if address := cases.mailbox(complaint, hearing.party, today()):
        found.add(Guest(f"party:{hearing.party_id}", address))
    return frozenset(found)


def tell(hearing: Hearing, *, was: frozenset[Guest] = frozenset()) -> None:
    """Invite everyone who is told, and call it off with ``was``: who no longer is."""
    planned = hearing.status is HearingStatus.PLANNED
    asked = guests(hearing) if planned else frozenset()
    for guest in sorted(asked | was, key=lambda one: one.key):
        _post(hearing, guest, Method.REQUEST if guest in asked else Method.CANCEL)


def _post(hearing: Hearing, guest: Guest, method: Method) -> None:
    complaint, off = hearing.complaint, method is Method.CANCEL
    made = entry(hearing, attendee=guest.address)
    outbox.post(
        key=f"hearing:{first_of(hearing).id}:{hearing.sequence}:{method}:{guest.key}",
        recipient=guest.address,
        subject=f"{made.summary}: {'vervallen' if off else moment(hearing)}",
        body=_words(hearing, off=off, inside=guest.user_id is not None),
        complaint=complaint,
        user_id=guest.user_id,
        # Without an organiser no calendar takes a meeting.
        calendar_method=method.value if made.mailbox else "",
        calendar=ics.message(method, made) if made.mailbox else "",
    )


def moment(hearing: Hearing) -> str:
    """``vrijdag 20 maart 2026, 10.00 uur``."""
    day = weekday_date(hearing.planned_at.astimezone(AMSTERDAM).date())
    return f"{day}, {clock_times(hearing.planned_at, hearing.minutes)}"


def _words(hearing: Hearing, *, off: bool, inside: bool) -> str:
    """What the mail says: a reference, a moment and a place; no names."""
    reference, when = hearing.complaint.reference, moment(hearing)
    if off:
        told = f"Het hoorgesprek in {reference} van {when} gaat niet door."
    else:
        told = f"Er is een hoorgesprek gepland in {reference}: {when}.\n\nWaar: {place(hearing)}."
    more = (
        "Wie wordt gehoord, staat in het dossier in het paneel."
        if inside
        else "Hierover krijgt u ook een brief van ons. Daarin staat waar u met vragen terecht kunt."
    )
    return f"{told}\n\n{more}\n"


def place(hearing: Hearing) -> str:
    """Where; a telephone number stays out of calendars."""
    return "telefonisch" if hearing.form is HearingForm.PHONE else hearing.place


def first_of(hearing: Hearing) -> Hearing:
    """The hearing that this one was at first: a moved one stays one entry in a calendar."""
    known = {one.id: one for one in hearing.complaint.hearings}
    while hearing.moved_from_id is not None:
        hearing = known[hearing.moved_from_id]
    return hearing


def uid(first_id: int, reference: str) -> str:
    return f"hoorgesprek-{first_id}-{reference.lower()}@wederhoor"


def entry(hearing: Hearing, *, attendee: str = "") -> ics.Entry:
    """This hearing as calendars take it."""
    reference = hearing.complaint.reference
    return ics.Entry(
        uid=uid(first_of(hearing).id, reference),
        sequence=hearing.sequence,
        summary=f"Hoorgesprek {reference}",
        starts_at=hearing.planned_at,
        minutes=hearing.minutes,
        stamped_at=now(),
        place=place(hearing),
        organiser=_setting("authority_name"),
        mailbox=_setting("authority_email"),
        attendee=attendee,
    )


def _setting(key: str) -> str:
    value = str(choices.setting(key)).strip()
    return "" if TO_CONFIRM in value else value


def loose(complaint: Complaint, hearing: Hearing) -> tuple[str, str, Method]:
    """The entry of one hearing to go along with a letter: file name, text and what it asks."""
    off = hearing.status in {HearingStatus.CANCELLED, HearingStatus.NO_SHOW}
    method = Method.CANCEL if off else Method.PUBLISH
    name = f"Hoorgesprek {complaint.reference}{' vervallen' if off else ''}.ics"
    return name, ics.message(method, entry(hearing)), method
