"""Plans mail about duties: reminders, a digest a day, and the overviews of open reports.

The key of each message says what it is about and for which day or threshold, so that planning
twice, or on two machines, writes it once. Mail names a reference, a duty and a day, and no person.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from models import Complaint, Duty, User, db
from operations import audit, outbox
from operations.clock import today
from operations.transaction import transaction
from queries import duties as reading
from queries import substitutions
from queries.actors import actor_for
from rules import duties
from rules.permissions import Actor
from rules.vocabulary import DutyMail, Permission, Scope

MONDAY = 0
MOST = 50
"""So many lines a message has at most; the list itself is in the panel."""
AHEAD = timedelta(days=max(max(days) for days in duties.REMIND.values()) + 7)
"""No reminder looks further ahead; the day to steer on may lie some days before the last one."""


def plan(user_id: int) -> None:
    """Write today's messages for one user; what was written before stays as it was."""
    on = today()
    with transaction():
        user = db.session.get(User, user_id)
        if user is None or not user.active:
            return
        actor = actor_for(user, on)
        if not any(actor.may(one) for one in duties.READERS):
            return
        if user.duty_mail is DutyMail.BOTH:
            for duty in reading.between(actor, on - duties.LATE_FOR, on + AHEAD):
                _remind(user, duty, on)
        if user.duty_mail is not DutyMail.NONE:
            _digest(user, actor)
            if on.weekday() == MONDAY:
                _reports(user, actor)
        for one in substitutions.of(user.id, on):
            _for_the_absent(user, substitutions.standing_in(one, on))


def _for_the_absent(user: User, actor: Actor) -> None:
    """What someone else would get about duties, who is absent (vervanging)."""
    if user.duty_mail is DutyMail.BOTH:
        for duty in reading.between(actor, actor.today - duties.LATE_FOR, actor.today + AHEAD):
            _remind(user, duty, actor.today)
    if user.duty_mail is not DutyMail.NONE:
        _digest(user, actor)


def _remind(user: User, duty: Duty, on: date) -> None:
    kind = duties.DutyKind(duty.kind)
    days = duties.reminder(kind, duty.target_on, duty.due_on, on)
    if days is None or duty.due_on is None:
        return
    subject = f"{duty.subject}:{duty.due_on}:{days}"
    late = days == duties.LATE
    outbox.post(
        key=f"reminder:{user.id}:{duty.complaint_id}:{kind}:{subject}",
        recipient=user.email,
        subject=f"{duty.complaint.reference}: {duty.text}{', te laat' if late else ''}",
        body=_body("Een taak vraagt aandacht:", [_line(duty, on)]),
        user_id=user.id,
    )


WAITING = "Dit staat er voor je klaar, wat het eerst moet bovenaan:"
WAITING_ABSENT = "Dit staat er klaar voor de collega voor wie je waarneemt:"


def _digest(user: User, actor: Actor) -> None:
    found = reading.soonest(actor, MOST + 1)
    if not found:
        return
    lines = [_line(one, actor.today) for one in found[:MOST]]
    late = sum(one.due_on is not None and one.due_on < actor.today for one in found[:MOST])
    absent = actor.acting_for
    outbox.post(
        key=f"digest:{user.id}:{actor.today}" + (f":{absent}" if absent else ""),
        recipient=user.email,
        subject=f"Taken {'die je waarneemt ' if absent else ''}op {actor.today:%d-%m-%Y}: "
        f"{_count(len(found))}" + (f", {late} te laat" if late else ""),
        body=_body(WAITING_ABSENT if absent else WAITING, lines,
                   more=len(found) > MOST),
        user_id=user.id,
    )  # fmt: skip


def _reports(user: User, actor: Actor) -> None:
    """Each Monday the open reports: of the own unit to its team leader, as figures to the board."""
    if actor.scope(Permission.REPORT_READ) is Scope.UNIT and actor.unit_id is not None:
        found = reading.open_reports(actor, MOST + 1)
        lines = [_report(one) for one in found[:MOST]] or ["Er zijn geen open meldingen."]
        heading = "Open meldingen van je afdeling, de oudste bovenaan:"
    elif actor.may(Permission.COMPLAINT_DECIDE) and actor.today.day <= 7:
        found = []
        lines = [f"{unit}: {count}" for unit, count in reading.reports_by_unit(actor)]
        lines = lines or ["Er zijn geen open meldingen."]
        heading = "Open meldingen per afdeling:"
    else:
        return
    outbox.post(
        key=f"reports:{user.id}:{actor.today}",
        recipient=user.email,
        subject=f"Open meldingen op {actor.today:%d-%m-%Y}",
        body=_body(heading, lines, more=len(found) > MOST),
        user_id=user.id,
    )


def _line(duty: Duty, on: date) -> str:
    if duty.due_on is None:
        return f"- {duty.complaint.reference}  {duty.text}"
    late = ", TE LAAT" if duty.due_on < on else ""
    return f"- {duty.complaint.reference}  {duty.text}, uiterlijk {duty.due_on:%d-%m-%Y}{late}"


def _report(complaint: Complaint) -> str:
    received = f"ontvangen {complaint.received_on:%d-%m-%Y}"
    return f"- {complaint.reference}  {complaint.state.label}, {received}"


def _body(heading: str, lines: list[str], *, more: bool = False) -> str:
    return "\n".join(_parts(heading, lines, more=more))


def _parts(heading: str, lines: list[str], *, more: bool) -> Iterator[str]:
    yield from ("Goedendag,", "", heading, "", *lines)
    if more:
        yield f"- en meer: dit zijn de eerste {MOST}"
    yield from ("", "Open het paneel voor de rest. Welke e-mail je krijgt, kies je daar bij Taken.")


def _count(number: int) -> str:
    return f"meer dan {MOST}" if number > MOST else str(number)


def choose(actor: Actor, wanted: DutyMail) -> None:
    """Which mail about duties someone wants."""
    with transaction():
        user = db.session.get_one(User, actor.user_id)
        user.duty_mail = wanted
        audit.record(actor, "user:chose_mail", entity=user, kind=wanted.value)
