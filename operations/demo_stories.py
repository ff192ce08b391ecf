"""Which demonstration files there are: each a story of how far it comes, along which way.

The stories lie on every side of every term, and behind every obstacle of the procedure there is
one (tests/commands/test_demo.py). ``operations.demo_files`` plays them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from typing import Any

from rules import deadlines
from rules.calendar import Calendar
from rules.vocabulary import Judgement, ScreeningOutcome, Track

ATW = Calendar()


class Upto(Enum):
    """How far a file comes; each is an act on the way."""

    RECEIVED = auto()
    REGISTERED = auto()
    ACKNOWLEDGED = auto()
    SUPPLEMENT = auto()
    SCREENING = auto()
    SCREENED = auto()
    TAKEN_UP = auto()
    APPOINTED = auto()
    TOLD = auto()
    COPIED = auto()
    HEARING = auto()
    INVITED = auto()
    HEARD = auto()
    REPORTED = auto()
    INQUIRED = auto()
    ADVISED = auto()
    DELIVERED = auto()
    BACK = auto()
    PREPARED = auto()
    JUDGED = auto()
    ANSWERED = auto()
    DECIDED = auto()
    DRAFTED = auto()
    CONCLUDED = auto()
    FOLLOWED = auto()
    DONE = auto()
    OMBUDSMAN = auto()
    OMBUDSMAN_DONE = auto()
    RECORDED = auto()
    ENDED = auto()
    RESUMED = auto()
    REOPENED = auto()
    CLOSED = auto()


class Way(Enum):
    """Along which acts a file goes."""

    OWN = auto()
    SUPPLEMENT = auto()
    ADVISER = auto()
    COMMITTEE = auto()
    SWITCH = auto()
    BACK = auto()
    NOT_HANDLED = auto()
    LEFT_ASIDE = auto()
    CRIMINAL_CASE = auto()
    SETTLED = auto()
    WITHDRAWN = auto()
    OMBUDSMAN = auto()
    REOPENED = auto()


class Twist(Enum):
    """What makes a file special."""

    NO_COMPLAINANT = auto()
    NO_CONDUCT = auto()
    NO_HANDLER = auto()
    ORAL = auto()
    BY_SERVICEDESK = auto()
    FORWARDED = auto()
    UNSIGNED = auto()
    SENSITIVE = auto()
    TWO_COMPLAINANTS = auto()
    REPRESENTED = auto()
    ORGANISATION = auto()
    ABROAD = auto()
    EMAIL = auto()
    UNTOLD = auto()
    POSTPONE = auto()
    POSTPONE_PENDING = auto()
    EXTEND = auto()
    WAIVED = auto()
    BOUNCED = auto()
    COORDINATOR_INVOLVED = auto()
    BOARD_UNKNOWN = auto()
    NOTE = auto()
    PROPOSE = auto()
    MOVED = auto()
    NO_SHOW = auto()
    UNREASONED = auto()
    QUESTION = auto()
    MEMBER_LEFT = auto()
    HANDLER_LEFT = auto()
    SETTLING = auto()
    WITHDRAWING = auto()


def due_in(days: int) -> Callable[[date], date]:
    """Received so that the handling term ends this many days from today, or just before."""
    return lambda today: _received(today + timedelta(days=days), deadlines.handling_term)


def advised_in(days: int) -> Callable[[date], date]:
    """The same for the longer term with an adviser or committee."""
    return lambda today: _received(
        today + timedelta(days=days), lambda day: deadlines.handling_term(day, Track.COMMITTEE)
    )


def notice_in(days: int) -> Callable[[date], date]:
    """The same for the notice of art. 9:8 lid 3."""
    return lambda today: _received(today + timedelta(days=days), deadlines.notice_not_taken_up)


def ago(days: int) -> Callable[[date], date]:
    return lambda today: ATW.last_working_day_on_or_before(today - timedelta(days=days))


def _received(end: date, term: Callable[[date], deadlines.Deadline]) -> date:
    days = (end - timedelta(days=one) for one in range(20, 90))
    return max(day for day in days if term(day).legal_end <= end)


@dataclass(frozen=True)
class Story:
    """One file: when it came in, how far it is, what it is about and what is special."""

    received: Callable[[date], date]
    upto: Upto
    twists: frozenset[Twist] = frozenset()
    dates: tuple[str, ...] = ("day",)
    about: tuple[str, ...] = ("",)
    """Who is complained about: a demonstration user, or "" for a new person."""
    judgements: tuple[Judgement, ...] = (Judgement.FOUNDED,)
    advised: Judgement = Judgement.FOUNDED
    way: Way = Way.OWN
    outcomes: tuple[ScreeningOutcome, ...] = ()
    """What is decided of each conduct at the screening; nothing: it is handled."""


def story(received: Callable[[date], date], upto: Upto, *twists: Twist, **more: Any) -> Story:
    return Story(received, upto, frozenset(twists), **more)


J, R, U, T, W = Judgement, ScreeningOutcome, Upto, Twist, Way
BOTH = ("board1", "board2")

STORIES: tuple[Story, ...] = (
    # Intake.
    story(ago(0), U.RECEIVED),
    story(ago(0), U.RECEIVED, T.NO_COMPLAINANT),
    story(ago(1), U.RECEIVED, T.NO_CONDUCT),
    story(ago(1), U.RECEIVED, T.BY_SERVICEDESK),
    story(ago(2), U.RECEIVED, T.BY_SERVICEDESK, T.ORAL),
    story(ago(2), U.REGISTERED),
    story(ago(5), U.REGISTERED, T.NO_HANDLER),
    story(ago(6), U.REGISTERED, T.TWO_COMPLAINANTS, dates=("day", "day")),
    story(ago(3), U.ACKNOWLEDGED, T.EMAIL),
    story(ago(4), U.ACKNOWLEDGED, T.ABROAD),
    story(ago(8), U.ACKNOWLEDGED, T.FORWARDED),
    story(ago(9), U.ACKNOWLEDGED, T.BOUNCED),
    # Supplement: running, over, and answered.
    story(ago(6), U.SUPPLEMENT, T.UNSIGNED, way=W.SUPPLEMENT),
    story(ago(22), U.SUPPLEMENT, T.UNSIGNED, way=W.SUPPLEMENT),
    story(ago(16), U.SCREENING, way=W.SUPPLEMENT),
    # Screening, on every side of the four weeks and of the year.
    story(ago(7), U.SCREENING, dates=("boundary",)),
    story(ago(8), U.SCREENING, dates=("older",)),
    story(ago(8), U.SCREENING, dates=("unknown", "day")),
    story(ago(9), U.SCREENING, dates=("window",)),
    story(ago(10), U.SCREENING, T.NO_HANDLER, dates=("ongoing",)),
    story(ago(10), U.SCREENING, about=BOTH),
    story(ago(11), U.SCREENING, about=("board1",)),
    story(ago(12), U.SCREENING, T.BOARD_UNKNOWN),
    story(ago(9), U.SCREENING, T.COORDINATOR_INVOLVED),
    story(notice_in(-4), U.SCREENING, dates=("older", "day")),
    story(notice_in(0), U.SCREENING, dates=("older",)),
    story(notice_in(1), U.SCREENING, T.ORGANISATION),
    story(notice_in(5), U.SCREENING, T.SENSITIVE),
    story(notice_in(-2), U.SCREENED, dates=("older",), way=W.NOT_HANDLED, outcomes=(R.REFUSED,)),
    story(notice_in(3), U.SCREENED, dates=("older",), way=W.NOT_HANDLED, outcomes=(R.REFUSED,)),
    story(ago(14), U.SCREENED, T.UNTOLD, dates=("older", "day"), outcomes=(R.REFUSED,)),
    story(ago(13), U.SCREENED, way=W.NOT_HANDLED, outcomes=(R.FORWARDED,)),
    story(ago(12), U.SCREENED, way=W.NOT_HANDLED, outcomes=(R.RETURNED,)),
    story(ago(24), U.SCREENED, T.UNSIGNED, way=W.LEFT_ASIDE, outcomes=(R.LEFT_ASIDE,)),
    # Taken up.
    story(ago(9), U.TAKEN_UP),
    story(ago(12), U.TAKEN_UP, T.REPRESENTED),
    story(ago(13), U.TAKEN_UP, dates=("older", "day"), outcomes=(R.REFUSED,)),
    story(ago(14), U.TAKEN_UP, dates=("day", "day"), outcomes=(R.TAKEN_UP, R.FORWARDED)),
    story(ago(12), U.TAKEN_UP, about=("team_leader",)),
    story(ago(12), U.TAKEN_UP, about=("board2",)),
    story(ago(13), U.COPIED),
    story(due_in(12), U.HEARING),
    story(due_in(25), U.INVITED, T.NOTE),
    story(due_in(20), U.INVITED, T.TWO_COMPLAINANTS, T.EMAIL),
    story(due_in(7), U.INVITED),
    story(due_in(6), U.HEARD),
    story(due_in(9), U.REPORTED, T.WAIVED),
    story(due_in(8), U.REPORTED, about=("adviser3",)),
    # The end, on every side of the six weeks.
    story(due_in(10), U.INQUIRED),
    story(due_in(8), U.PREPARED),
    story(due_in(4), U.JUDGED, dates=("day", "period"), judgements=(J.FOUNDED, J.UNFOUNDED)),
    story(due_in(1), U.DECIDED),
    story(due_in(0), U.DRAFTED),
    story(due_in(-3), U.DRAFTED),
    story(due_in(-10), U.INVITED),
    story(due_in(-1), U.PREPARED),
    story(due_in(-20), U.TAKEN_UP),
    # More time.
    story(due_in(9), U.HEARD, T.POSTPONE_PENDING),
    story(due_in(6), U.REPORTED, T.POSTPONE),
    story(due_in(2), U.REPORTED, T.EXTEND),
    story(due_in(5), U.HEARD, T.PROPOSE),
    # Heard on another day, or not at all.
    story(due_in(24), U.INVITED, T.MOVED),
    story(due_in(5), U.REPORTED, T.NO_SHOW),
    # With an adviser or the committee, in every stage.
    story(ago(14), U.APPOINTED, way=W.ADVISER),
    story(ago(15), U.APPOINTED, T.MEMBER_LEFT, way=W.ADVISER),
    story(ago(13), U.APPOINTED, about=BOTH, way=W.COMMITTEE),
    story(ago(16), U.TOLD, T.HANDLER_LEFT, way=W.COMMITTEE),
    story(ago(17), U.TOLD, T.MEMBER_LEFT, way=W.COMMITTEE),
    story(ago(19), U.INVITED, way=W.COMMITTEE),
    story(ago(27), U.HEARD, T.MEMBER_LEFT, way=W.COMMITTEE),
    story(advised_in(39), U.REPORTED, T.TWO_COMPLAINANTS, way=W.COMMITTEE),
    story(advised_in(30), U.INQUIRED, way=W.COMMITTEE),
    story(advised_in(26), U.INQUIRED, T.MEMBER_LEFT, way=W.COMMITTEE),
    story(advised_in(22), U.INQUIRED, T.MEMBER_LEFT, way=W.ADVISER),
    story(advised_in(14), U.ADVISED, dates=("day", "period"), way=W.COMMITTEE),
    story(advised_in(11), U.DELIVERED, T.QUESTION, way=W.COMMITTEE),
    story(advised_in(10), U.JUDGED, T.UNREASONED, judgements=(J.UNFOUNDED,), way=W.COMMITTEE),
    story(advised_in(6), U.DECIDED, judgements=(J.PARTLY_FOUNDED,), way=W.COMMITTEE),
    story(advised_in(-2), U.DRAFTED, way=W.ADVISER),
    story(ago(24), U.INVITED, way=W.SWITCH),
    story(ago(26), U.HEARING, way=W.BACK),
    # Done.
    story(ago(60), U.CONCLUDED),
    story(ago(75), U.CONCLUDED, T.TWO_COMPLAINANTS, judgements=(J.PARTLY_FOUNDED,)),
    story(ago(98), U.CONCLUDED, T.REPRESENTED, judgements=(J.NO_JUDGEMENT,)),
    story(ago(130), U.CONCLUDED, T.ORGANISATION, judgements=(J.FOUNDED, J.UNFOUNDED),
          dates=("day", "day")),
    story(ago(140), U.CONCLUDED, T.ABROAD, T.WAIVED, judgements=(J.UNFOUNDED,)),
    story(ago(80), U.CONCLUDED, way=W.COMMITTEE, judgements=(J.UNFOUNDED,)),
    # Followed up: running, late, and done.
    story(ago(90), U.FOLLOWED, way=W.COMMITTEE),
    story(ago(160), U.FOLLOWED),
    story(ago(120), U.DONE, way=W.ADVISER),
    # The other ends, and what was taken up again.
    story(ago(70), U.ENDED, dates=("older",), way=W.NOT_HANDLED, outcomes=(R.REFUSED,)),
    story(ago(40), U.ENDED, dates=("older", "day"), way=W.LEFT_ASIDE,
          outcomes=(R.REFUSED, R.LEFT_ASIDE)),
    story(ago(50), U.ENDED, T.UNSIGNED, way=W.LEFT_ASIDE, outcomes=(R.LEFT_ASIDE,)),
    story(ago(30), U.ENDED, way=W.NOT_HANDLED, outcomes=(R.FORWARDED,)),
    story(ago(33), U.ENDED, way=W.NOT_HANDLED, outcomes=(R.RETURNED,)),
    story(ago(90), U.ENDED, way=W.CRIMINAL_CASE, outcomes=(R.REFUSED,)),
    story(ago(105), U.RESUMED, way=W.CRIMINAL_CASE, outcomes=(R.REFUSED,)),
    story(ago(11), U.COPIED, T.SETTLING),
    story(ago(21), U.ENDED, way=W.SETTLED),
    story(ago(32), U.RESUMED, way=W.SETTLED),
    story(ago(7), U.SCREENING, T.WITHDRAWING),
    story(ago(25), U.ENDED, way=W.WITHDRAWN),
    story(ago(48), U.RESUMED, way=W.WITHDRAWN),
    story(ago(130), U.REOPENED, way=W.REOPENED),
    story(ago(85), U.OMBUDSMAN, way=W.OMBUDSMAN),
    story(ago(170), U.OMBUDSMAN_DONE, way=W.OMBUDSMAN),
    story(ago(450), U.CLOSED, judgements=(J.UNFOUNDED,)),
    story(ago(460), U.CLOSED, dates=("older",), way=W.NOT_HANDLED, outcomes=(R.REFUSED,)),
    story(ago(455), U.CLOSED, way=W.COMMITTEE),
)  # fmt: skip
