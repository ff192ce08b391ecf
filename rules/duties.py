"""What someone has to do in a file: for whom, by when, and under which article.

Derived from the facts and the clocks of one file. Nothing here depends on the day of asking: a
duty that begins later carries the day from which it counts, so the passing of time changes none.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TypedDict

from rules.deadlines import ATW, Deadline
from rules.law import SCHEME, Citation, awb
from rules.separation import whose
from rules.submissions import RULES as SUBMISSIONS
from rules.terms import PRACTICE
from rules.vocabulary import (
    ENDED,
    IN_SCREENING,
    INQUIRY,
    NEW_REPORT,
    UNCONFIRMED,
    UNDECIDED,
    DeadlineKind,
    Labelled,
    LetterKind,
    Permission,
    RecommendationOrigin,
    State,
    SubmissionKind,
)
from rules.wording import told


class DutyKind(Labelled):
    """What kind of work it is."""

    TAKE_UP = "take_up", "Melding in behandeling nemen"
    ACKNOWLEDGE = "acknowledge", "Ontvangst bevestigen"
    SCREEN = "screen", "Beslissen of de klacht wordt behandeld"
    NOTICE = "notice", "Mededeling niet in behandeling verzenden"
    OLDER = "older", "Besluit over een oudere gedraging"
    ESCALATE = "escalate", "Besluit over een oudere gedraging blijft uit"
    SUPPLEMENT = "supplement", "Aanvulling verwerken"
    REPLY = "reply", "Antwoord op de uitnodiging vastleggen"
    HEARING = "hearing", "Hoorgesprek houden en vastleggen"
    REPORT = "report", "Verslag van horen vaststellen"
    ADVICE = "advice", "Advies uitbrengen"
    POSTPONEMENT = "postponement", "Bericht van verdaging verzenden"
    LETTER = "letter", "Brief vaststellen of verzenden"
    PREPARE = "prepare", "Oordeel voorbereiden"
    CONCLUDE = "conclude", "Oordelen en besluiten"
    HANDLING = "handling", "Klacht afhandelen"
    ANSWER = "answer", "Aanbeveling beantwoorden"
    FOLLOW_UP = "follow_up", "Maatregel afronden"
    OMBUDSMAN = "ombudsman", "Ombudsman antwoorden"
    MAIL = "mail", "E-mail is niet aangekomen"
    SUBMISSION = "submission", "Bericht van de codepagina verwerken"


OF_THE_OUTBOX = frozenset({DutyKind.MAIL.value})
"""Duties that the outbox makes and takes away; no fact of the file gives them."""

READERS = frozenset({Permission.COMPLAINT_READ, Permission.REPORT_READ, Permission.FOLLOW_UP_WRITE})
"""Whoever has one of these can have a duty."""

REMIND: dict[DutyKind, tuple[int, ...]] = {
    DutyKind.TAKE_UP: (0,),
    DutyKind.ACKNOWLEDGE: (1,),
    DutyKind.SCREEN: (7, 2),
    DutyKind.NOTICE: (7, 2),
    DutyKind.OLDER: (14, 7),
    DutyKind.ESCALATE: (7, 2),
    DutyKind.SUPPLEMENT: (0,),
    DutyKind.REPLY: (0,),
    DutyKind.HEARING: (2,),
    DutyKind.REPORT: (7,),
    DutyKind.ADVICE: (14, 7, 2),
    DutyKind.POSTPONEMENT: (7, 2),
    DutyKind.LETTER: (2,),
    DutyKind.PREPARE: (7, 2),
    DutyKind.CONCLUDE: (7, 2),
    DutyKind.HANDLING: (14, 7, 2),
    DutyKind.ANSWER: (7,),
    DutyKind.FOLLOW_UP: (14, 2),
    DutyKind.OMBUDSMAN: (7, 2),
    DutyKind.MAIL: (0,),
    DutyKind.SUBMISSION: (0,),
}
"""Within how many days of the day to steer on a reminder goes out."""

LATE = -1
"""The reminder that the last day has passed."""
LATE_FOR = timedelta(days=7)
"""So long after the last day that reminder still makes sense; a job may have missed some nights."""


def reminder(
    kind: DutyKind, target_on: date | None, due_on: date | None, today: date
) -> int | None:
    """The reminder that is due: so many days before, LATE once the last day has passed, or None.

    Law.md 3.6: alerts run on the day to steer on; only the last day decides what is too late.

    >>> reminder(DutyKind.HANDLING, date(2026, 4, 2), date(2026, 4, 7), date(2026, 3, 31))
    2
    """
    if due_on is None:
        return None
    if today > due_on:
        return LATE if today - due_on <= LATE_FOR else None
    left = ((target_on or due_on) - today).days
    return min((days for days in REMIND[kind] if left <= days), default=None)


# --- facts ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class ConductLeft:
    """A conduct that is handled or not screened yet."""

    id: int
    number: int
    older_undecided: bool = False
    judged: bool = False


@dataclass(frozen=True)
class LetterLeft:
    """A letter that is not on its way yet. ``final``: settled, or it came back."""

    id: int
    kind: LetterKind
    final: bool = False
    came_back: bool = False
    untold: bool = False
    """It came back because the notice of the code page was not out in time."""
    by_approver: bool = False


@dataclass(frozen=True)
class HearingLeft:
    """A hearing that is planned, or held without its report."""

    id: int
    on: date
    held: bool = False
    reply_by: date | None = None
    """Only while nobody answered."""


@dataclass(frozen=True)
class RecommendationLeft:
    """A recommendation without an answer, or a measure that is not done."""

    id: int
    origin: RecommendationOrigin
    accepted: bool = False
    owner_id: int | None = None
    due_on: date | None = None


@dataclass(frozen=True)
class QuestionLeft:
    """Something that the ombudsman waits for."""

    subject: str
    due_on: date


@dataclass(frozen=True)
class SubmissionLeft:
    """Something from the code page that nobody dealt with."""

    id: int
    kind: SubmissionKind
    on: date


@dataclass(frozen=True)
class FileFacts:
    """What is left to do in one file; cheap to read along with its clocks."""

    state: State
    handler_id: int | None = None
    ends: Mapping[DeadlineKind, Deadline] = field(default_factory=dict)
    """Per clock that runs, the line that holds now."""
    advised: bool = False
    """An adviser or committee handles it (afdeling 9.1.3 Awb)."""
    board_members: int = 0
    board_involved: int = 0
    refused_untold: bool = False
    conducts: tuple[ConductLeft, ...] = ()
    letters: tuple[LetterLeft, ...] = ()
    hearings: tuple[HearingLeft, ...] = ()
    postponements: tuple[int, ...] = ()
    """Decided, while not everyone has the notice."""
    concluded: bool = False
    recommendations: tuple[RecommendationLeft, ...] = ()
    questions: tuple[QuestionLeft, ...] = ()
    submissions: tuple[SubmissionLeft, ...] = ()

    def end(self, kind: DeadlineKind) -> Deadline | None:
        return None if self.state in ENDED else self.ends.get(kind)


@dataclass(frozen=True)
class Duty:
    """One thing to do (taak). ``subject`` tells it from others of its kind in the file.

    ``address`` names where it is done, as a key of ``views.duties``: empty is the file's page.
    """

    kind: DutyKind
    permission: Permission
    basis: Citation
    text: str = ""
    subject: str = ""
    user_id: int | None = None
    from_on: date | None = None
    target_on: date | None = None
    due_on: date | None = None
    address: str = ""


Found = Iterator[Duty]


class Days(TypedDict, total=False):
    target_on: date
    due_on: date


def _by(line: Deadline | None) -> Days:
    """The two days of a clock, as a duty has them."""
    if line is None:
        return {}
    return {"target_on": line.target_on, "due_on": line.legal_end}


def _after(last_day: date | None) -> Days:
    """The first working day after a term of a party, who has the whole last day to answer."""
    if last_day is None:
        return {}
    day = ATW.add_working_days(last_day, 1)
    return {"target_on": day, "due_on": day}


# --- one function per part of the procedure -------------------------------------------------


def _report(facts: FileFacts) -> Found:
    """The scheme: the Servicedesk takes a report up within two working days."""
    if facts.state in NEW_REPORT:
        yield Duty(
            DutyKind.TAKE_UP, Permission.REPORT_WRITE, SCHEME, user_id=facts.handler_id,
            **_by(facts.end(DeadlineKind.TAKE_UP)),
        )  # fmt: skip


def _intake(facts: FileFacts) -> Found:
    """Awb art. 9:6, 9:8 lid 3 and 9:4 lid 2: confirm, decide, and take up what was supplied."""
    notice, supplement = facts.end(DeadlineKind.NOTICE), facts.end(DeadlineKind.SUPPLEMENT)
    if facts.state in UNCONFIRMED:
        yield Duty(
            DutyKind.ACKNOWLEDGE, Permission.LETTER_SEND, awb("9:6"), user_id=facts.handler_id,
            address=f"letter:{LetterKind.L01}" if facts.state is State.F1 else "",
            **_by(facts.end(DeadlineKind.ACKNOWLEDGEMENT)),
        )  # fmt: skip
    if notice and facts.refused_untold:
        yield Duty(
            DutyKind.NOTICE, Permission.LETTER_SEND, awb("9:8", 3), user_id=facts.handler_id,
            address=f"letter:{LetterKind.L05A}", **_by(notice),
        )  # fmt: skip
    elif notice and facts.state in IN_SCREENING:
        yield Duty(
            DutyKind.SCREEN, Permission.COMPLAINT_SCREEN, awb("9:8", 3), user_id=facts.handler_id,
            **_by(notice),
        )  # fmt: skip
    if facts.state is State.F3:
        yield Duty(
            DutyKind.SUPPLEMENT, Permission.COMPLAINT_SCREEN, awb("9:4", 2),
            user_id=facts.handler_id, address="step:screen",
            **_after(supplement.legal_end if supplement else None),
        )  # fmt: skip


ESCALATED = timedelta(days=7)


def _older(facts: FileFacts) -> Found:
    """Law.md 2.4: the board decides on a conduct of over a year ago; from seven days before the
    four weeks of art. 9:8 lid 3 Awb end, whoever handles the file asks the board for it.
    """
    notice = facts.end(DeadlineKind.NOTICE)
    if notice is None or facts.state not in UNDECIDED:
        return
    for one in facts.conducts:
        if not one.older_undecided:
            continue
        where = f"screening:{one.id}" if facts.state is State.F4 else ""
        yield Duty(
            DutyKind.OLDER, Permission.COMPLAINT_REFUSE, awb("9:8", 1, "b"),
            told("Besluiten: onderdeel %(n)s is langer dan een jaar geleden", n=one.number),
            f"conduct:{one.id}", address=where,
            **_by(notice),
        )  # fmt: skip
        yield Duty(
            DutyKind.ESCALATE, Permission.COMPLAINT_SCREEN, awb("9:8", 1, "b"),
            told(
                "Het bestuur nu laten besluiten: onderdeel %(n)s is langer dan een jaar geleden",
                n=one.number,
            ),
            f"conduct:{one.id}",
            user_id=facts.handler_id, from_on=notice.nominal_end - ESCALATED,
            address=where, **_by(notice),
        )  # fmt: skip


def _hearings(facts: FileFacts) -> Found:
    """Awb art. 9:10: answers, hearings and their reports; by whoever advises, if someone does."""
    whose: tuple[Permission, int | None] = (Permission.HEARING_HOLD, facts.handler_id)
    if facts.advised:
        whose = (Permission.ADVICE_WRITE, None)
    permission, user_id = whose
    for one in facts.hearings:
        subject, hold = f"hearing:{one.id}", f"hold:{one.id}"
        if one.held:
            yield Duty(
                DutyKind.REPORT, permission, awb("9:10", 3), subject=subject, user_id=user_id,
                address=hold, **_by(facts.end(DeadlineKind.HANDLING)),
            )  # fmt: skip
            continue
        if one.reply_by is not None:
            yield Duty(
                DutyKind.REPLY, permission, awb("9:10", 2, "c"), subject=subject, user_id=user_id,
                address="hearings", **_after(one.reply_by),
            )  # fmt: skip
        yield Duty(
            DutyKind.HEARING, permission, awb("9:10", 1), subject=subject, user_id=user_id,
            due_on=one.on, address=hold,
        )  # fmt: skip


def _advice(facts: FileFacts) -> Found:
    """Awb art. 9:15 lid 4: report of findings and advice, in time for the board to decide."""
    line = facts.end(DeadlineKind.ADVICE)
    if line and facts.advised and facts.state in INQUIRY | {State.F9}:
        yield Duty(DutyKind.ADVICE, Permission.ADVICE_WRITE, awb("9:15", 4), **_by(line))


def _term(facts: FileFacts) -> Found:
    """Awb art. 9:11: the handling term, and a postponement that holds once all have its notice."""
    line = facts.end(DeadlineKind.HANDLING)
    if line is None or not facts.state.startswith("F"):
        return
    for key in facts.postponements:
        yield Duty(
            DutyKind.POSTPONEMENT, Permission.LETTER_SEND, awb("9:11", 2),
            subject=f"postponement:{key}", user_id=facts.handler_id,
            address=f"letter:{LetterKind.L11}", **_by(line),
        )  # fmt: skip
    yield Duty(
        DutyKind.HANDLING, Permission.COMPLAINT_SCREEN, awb("9:11", 1), user_id=facts.handler_id,
        **_by(line),
    )  # fmt: skip


CLOCK_OF = {
    LetterKind.L01: DeadlineKind.ACKNOWLEDGEMENT,
    LetterKind.L05A: DeadlineKind.NOTICE,
    LetterKind.L05B: DeadlineKind.NOTICE,
}
"""The clock that a letter stops; the others go with the handling term."""


def _letters(facts: FileFacts) -> Found:
    """A letter that someone began: settle it (SOD6: by another, where the board decides), send it,
    or send it once more (art. 2:11 lid 3 Awb).
    """
    for one in facts.letters:
        permission, user_id, words = Permission.LETTER_SEND, facts.handler_id, "verzenden"
        basis: Citation = PRACTICE
        if one.untold:
            words, basis = told("kennisgeving niet op tijd, per post verzenden"), awb("2:10", 1)
        elif one.came_back:
            words, basis = told("teruggekomen, opnieuw verzenden"), awb("2:11", 3)
        elif not one.final and one.by_approver:
            permission, user_id, words = Permission.LETTER_APPROVE, None, "vaststellen"
        elif not one.final:
            permission, words = Permission.LETTER_WRITE, told("afmaken en definitief maken")
        clock = CLOCK_OF.get(one.kind, DeadlineKind.HANDLING)
        yield Duty(
            DutyKind.LETTER, permission, basis,
            told("%(letter)s: %(what)s", letter=one.kind, what=told(words)),
            f"letter:{one.id}", user_id=user_id,
            address=f"sent:{one.id}", **_by(facts.end(clock) or facts.end(DeadlineKind.HANDLING)),
        )  # fmt: skip


def _judgement(facts: FileFacts) -> Found:
    """Awb art. 9:12 lid 1: prepared by whoever handles the file, decided by the board."""
    line = facts.end(DeadlineKind.HANDLING)
    unjudged = [one for one in facts.conducts if not one.judged]
    waiting = facts.state is State.F10 or (facts.state is State.F9 and not facts.advised)
    if waiting or (facts.state is State.F11 and unjudged and not facts.concluded):
        yield Duty(
            DutyKind.PREPARE, Permission.DECISION_DRAFT, awb("9:12", 1), user_id=facts.handler_id,
            address="step:prepare_decision" if waiting else f"judge:{unjudged[0].id}", **_by(line),
        )  # fmt: skip
    elif facts.state is State.F11 and not facts.concluded:
        yield Duty(
            DutyKind.CONCLUDE, Permission.COMPLAINT_DECIDE, awb("9:12", 1), address="decide",
            **_by(line),
        )  # fmt: skip


def _follow_up(facts: FileFacts) -> Found:
    """The scheme: the board answers a recommendation; what it takes over, someone does in time.
    Awb art. 9:36 lid 4: also to the ombudsman.
    """
    for one in facts.recommendations:
        subject = f"recommendation:{one.id}"
        ombudsman = one.origin is RecommendationOrigin.OMBUDSMAN
        if one.accepted and one.owner_id and one.due_on:
            yield Duty(
                DutyKind.FOLLOW_UP, Permission.FOLLOW_UP_WRITE, SCHEME, subject=subject,
                user_id=one.owner_id, due_on=one.due_on, address=f"measure:{one.id}",
            )  # fmt: skip
        elif facts.state is not State.F9:  # until it is delivered, the advice is the adviser's
            text = told("Eigenaar en datum van een maatregel vastleggen") if one.accepted else ""
            yield Duty(
                DutyKind.ANSWER, Permission.COMPLAINT_DECIDE,
                awb("9:36", 4) if ombudsman else SCHEME, text, subject, address=subject,
                **_by(facts.end(DeadlineKind.HANDLING)),
            )  # fmt: skip


def _ombudsman(facts: FileFacts) -> Found:
    """Awb art. 9:31: the ombudsman gets the answer within the term that he set."""
    for one in facts.questions:
        yield Duty(
            DutyKind.OMBUDSMAN, Permission.OMBUDSMAN_WRITE, awb("9:31"), subject=one.subject,
            due_on=one.due_on, address="ombudsman",
        )  # fmt: skip


ANSWERED_WITHIN = 2
"""Working days: what a party sends, does not lie about."""


def _submissions(facts: FileFacts) -> Found:
    """What parties sent from the code page: it decides nothing until someone looks at it."""
    edit = Permission.COMPLAINT_EDIT
    for one in facts.submissions:
        yield Duty(
            DutyKind.SUBMISSION,
            edit if facts.state.startswith("F") else Permission.REPORT_WRITE,
            SUBMISSIONS[one.kind].basis, told("Codepagina: %(what)s verwerken", what=one.kind),
            f"submission:{one.id}", user_id=facts.handler_id,
            due_on=ATW.add_working_days(one.on, ANSWERED_WITHIN), address=f"submission:{one.id}",
        )  # fmt: skip


PARTS: tuple[Callable[[FileFacts], Found], ...] = (
    _report, _intake, _older, _hearings, _advice, _term, _letters, _judgement, _follow_up,
    _ombudsman, _submissions,
)  # fmt: skip


def of(facts: FileFacts) -> tuple[Duty, ...]:
    """Everything that someone has to do in this file."""
    if facts.state is State.F20:
        return ()
    members, involved = facts.board_members, facts.board_involved
    return tuple(
        replace(duty, permission=whose(duty.permission, members, involved))
        for part in PARTS
        for duty in part(facts)
    )
