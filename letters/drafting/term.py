"""The handling term in words: the last day and how it is counted (art. 9:11 Awb)."""

from datetime import date

from letters import dutch
from letters.drafting.case import Case
from letters.drafting.common import long
from models import DeadlineLine, Postponement
from rules import deadlines
from rules.calendar import DECREE_REASON
from rules.law import awb
from rules.vocabulary import DeadlineKind, Event, TermBasis, Track

POSTPONED, AGREED, OWN = str(awb("9:11", 2)), str(awb("9:11", 3)), str(awb("9:2"))
ATW = "art. 1 lid 1 Algemene termijnenwet"
ANEW = {
    Event.RESUME_CASE: "de dag waarop is gevraagd om verder te gaan",
    Event.RETRACT: "de dag waarop is gevraagd om verder te gaan",
}
"""After these the term of the law runs anew, from the request (law.md T33, T37)."""


def line(case: Case) -> DeadlineLine | None:
    """The line of the handling term that holds now."""
    known = [one for one in case.complaint.deadlines if one.kind is DeadlineKind.HANDLING]
    return known[-1] if known else None


def due_on(case: Case) -> str:
    current = line(case)
    return long(current.legal_end) if current else ""


def due_basis(case: Case) -> str:
    """How the last day is counted, as a sentence for the complainant."""
    current = line(case)
    if current is None:
        return ""
    if current.basis == OWN:
        return (
            "Deze dag koos het bestuur zelf: voor een klacht die is heropend, noemt de wet geen "
            "termijn (art. 9:2 Awb)."
        )
    return _agreed(case, current) if current.basis == AGREED else _counted(case, current)


def _agreed(case: Case, current: DeadlineLine) -> str:
    consents = [
        one.consent_on for one in case.complaint.extensions if one.agreed_until == current.legal_end
    ]
    since = f"; de schriftelijke instemming is van {long(consents[-1])}" if consents else ""
    return f"Deze dag is met u afgesproken{since} (art. 9:11 lid 3 Awb)."


def _counted(case: Case, current: DeadlineLine) -> str:
    total = (current.nominal_end - current.start_on).days // 7
    postponed = sum(one.weeks for one in _postponements(case, current))
    # Weeks of art. 9:11 lid 1 Awb: without and with an adviser or committee.
    full = {deadlines.handling_length(one, current.start_on, case.calendar).value for one in Track}
    split = postponed > 0 and total - postponed in full
    lid = "lid 1 en 2" if split else "lid 1"
    first_day, forwarding = _first_day(case, current)
    basis = f"art. {forwarding}9:11 {lid} Awb"
    parts = ""
    if split:
        parts = (
            f": {dutch.weeks(total - postponed)}, en {dutch.weeks(postponed)} omdat de "
            "afhandeling is verdaagd"
        )
    counted = f"{dutch.weeks(total)} na {first_day}"
    if current.legal_end == current.nominal_end:
        return f"Dat is {counted}{parts} ({basis})."
    ends = f"{dutch.weekday_date(current.nominal_end)}{_why_rest_day(case, current.nominal_end)}"
    told = dutch.capitalised(counted)
    return (
        f"{told} is {ends}{parts}. De laatste dag is daarom de eerstvolgende werkdag "
        f"({basis} en {ATW})."
    )


def _first_day(case: Case, current: DeadlineLine) -> tuple[str, str]:
    """Day 0 of the running term in words, and what its citation begins with."""
    complaint = case.complaint
    known = [ANEW[one.event] for one in complaint.steps if one.event in ANEW]
    if known and current.start_on == complaint.resumed_on:
        return known[-1], ""
    if complaint.term_basis is TermBasis.FORWARDED:
        return "de dag waarop de klacht bij ons is doorgeleid", "2:24 en "
    return "de dag waarop wij de klacht ontvingen", ""


def _postponements(case: Case, current: DeadlineLine) -> list[Postponement]:
    """Those of the term that runs now: not of before it began anew, nor with a late notice."""
    counted = any(
        one.basis == POSTPONED and one.start_on == current.start_on
        for one in case.complaint.deadlines
    )
    return [
        one
        for one in case.complaint.postponements
        if counted and one.notice_complete_on and one.notice_complete_on >= current.start_on
    ]


def _why_rest_day(case: Case, day: date) -> str:
    """The name of the holiday; a weekend explains itself."""
    reason = case.calendar.reason(day)
    if reason == DECREE_REASON:
        reason = "een dag die met een feestdag is gelijkgesteld"
    return f" ({reason})" if reason else ""


def postponed(case: Case) -> date | None:
    """The last day that this postponement will give; it holds once everyone has the notice.

    None when the law does not allow it: too many weeks, or a notice after the running term.
    """
    current, postponement = line(case), case.postponement
    if current is None or postponement is None:
        return None
    running = deadlines.Deadline(
        DeadlineKind.HANDLING,
        current.start_on,
        current.nominal_end,
        current.legal_end,
        current.target_on,
        awb("9:11", 1),
        current.explanation,
    )
    used = sum(one.weeks for one in _postponements(case, current) if one is not postponement)
    notice = deadlines.Postponement(postponement.weeks, case.letter_date)
    moved = deadlines.postpone(running, notice, case.calendar, used_weeks=used)
    return moved.after.legal_end if moved.after else None
