"""The handling term in words: the last day and how it is counted (art. 9:11 Awb)."""

from datetime import date

from letters import dutch
from letters.drafting.case import Case
from letters.drafting.common import long
from models import DeadlineLine
from rules import deadlines
from rules.calendar import DECREE_REASON
from rules.law import awb
from rules.vocabulary import DeadlineKind, TermBasis

AGREED = str(awb("9:11", 3))
ATW = "art. 1 lid 1 Algemene termijnenwet"
FULL_TERMS = {6, 10}
"""Weeks of art. 9:11 lid 1 Awb: without and with an adviser or committee."""


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
    return _agreed(case, current) if current.basis == AGREED else _counted(case, current)


def _agreed(case: Case, current: DeadlineLine) -> str:
    consents = [
        one.consent_on for one in case.complaint.extensions if one.agreed_until == current.legal_end
    ]
    since = f"; de schriftelijke instemming is van {long(consents[-1])}" if consents else ""
    return f"Deze dag is met u afgesproken{since} (art. 9:11 lid 3 Awb)."


def _counted(case: Case, current: DeadlineLine) -> str:
    total = (current.nominal_end - current.start_on).days // 7
    postponed = sum(one.weeks for one in case.complaint.postponements if one.notice_complete_on)
    split = postponed > 0 and total - postponed in FULL_TERMS
    lid = "lid 1 en 2" if split else "lid 1"
    basis = f"art. 9:11 {lid} Awb"
    if case.complaint.term_basis is TermBasis.FORWARDED:
        basis = f"art. 2:24 en 9:11 {lid} Awb"
    parts = ""
    if split:
        parts = (
            f": {dutch.weeks(total - postponed)}, en {dutch.weeks(postponed)} omdat de "
            "afhandeling is verdaagd"
        )
    counted = f"{dutch.weeks(total)} na {_first_day(case)}"
    if current.legal_end == current.nominal_end:
        return f"Dat is {counted}{parts} ({basis})."
    ends = f"{dutch.weekday_date(current.nominal_end)}{_why_rest_day(case, current.nominal_end)}"
    told = dutch.capitalised(counted)
    return (
        f"{told} is {ends}{parts}. De laatste dag is daarom de eerstvolgende werkdag "
        f"({basis} en {ATW})."
    )


def _first_day(case: Case) -> str:
    if case.complaint.term_basis is TermBasis.FORWARDED:
        return "de dag waarop de klacht bij ons is doorgeleid"
    return "de dag waarop wij de klacht ontvingen"


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
    used = sum(
        one.weeks
        for one in case.complaint.postponements
        if one.notice_complete_on and one is not postponement
    )
    notice = deadlines.Postponement(postponement.weeks, case.letter_date)
    moved = deadlines.postpone(running, notice, case.calendar, used_weeks=used)
    return moved.after.legal_end if moved.after else None
