"""A letter that went to someone else (datalek): 72 hours run from when it is noticed (art. 33)."""

from datetime import datetime

from models import DataBreach, db
from operations import access, audit, filing, outbox
from operations.clock import AMSTERDAM, now, today
from operations.transaction import claim, hold_file, transaction
from queries import data_subjects
from rules.data_subjects import REGISTER_OF_BREACHES, report_by, wrong_decision
from rules.errors import Invalid, NotFound, Refusal
from rules.permissions import Actor
from rules.vocabulary import BreachDecision, LetterState, Permission
from rules.wording import told

SERIES = "D"


def misdirected(actor: Actor, letter_id: int, noticed_at: datetime, what: str) -> int:
    """Write down that a sent letter reached someone else; returns the id of the breach.

    Whoever handles breaches and whoever oversees that hear of it at once, without a name, and
    whatever mail they chose to get: 72 hours are short.
    """
    with transaction():
        letter = access.letter(actor, letter_id)
        complaint = hold_file(letter.complaint_id)
        access.require(actor, Permission.LETTER_SEND, complaint)
        if letter.state is not LetterState.SENT:
            raise Refusal("Deze brief is niet verzonden.")
        standing = [one for one in data_subjects.of_letter(letter.id) if one.decision is None]
        if standing:
            raise Refusal(
                told("Dit is al gemeld: %(number)s.", number=standing[0].number),
                basis=REGISTER_OF_BREACHES,
            )
        wrong: dict[str, str] = {}
        if noticed_at > now():
            wrong["noticed_at"] = told("Dit moment moet nog komen.")
        elif letter.sent_on and noticed_at.astimezone(AMSTERDAM).date() < letter.sent_on:
            wrong["noticed_at"] = told("Toen was de brief nog niet verzonden.")
        if not what.strip():
            wrong["what"] = told("Zeg wat er is gebeurd, zonder namen.")
        if wrong:
            raise Invalid(**wrong)
        made = DataBreach(
            number=filing.next_number(SERIES, actor.today.year), complaint_id=complaint.id,
            letter_id=letter.id, noticed_at=noticed_at, due_at=report_by(noticed_at),
            what=what.strip(), recorded_at=now(), recorded_by_id=actor.user_id,
        )  # fmt: skip
        db.session.add(made)
        db.session.flush()
        audit.record(
            actor, "data_breach:recorded", complaint, made, number=made.number, until=made.due_at
        )
        _tell(made, "noticed", f"Datalek {made.number}: beslis vóór {_moment(made.due_at)}")
        return made.id


def decide(
    actor: Actor,
    key: int,
    version: int,
    *,
    decision: BreachDecision,
    decided_at: datetime,
    reason: str = "",
    measures: str = "",
    subjects_told: bool = False,
) -> None:
    """Write down that it was reported, and when, or why not (art. 33 lid 1 and 5 AVG)."""
    with transaction():
        found = data_subjects.get_breach(actor, key)
        if found is None:
            raise NotFound
        access.require(actor, Permission.PRIVACY_WRITE, found.complaint)
        found = claim(found, version)
        if found.decision is not None:
            raise Refusal(told("Hierover is al beslist: %(what)s.", what=found.decision))
        wrong = wrong_decision(decision, decided_at, found.noticed_at, reason)
        if decided_at > now():
            wrong["decided_at"] = told("Dit moment moet nog komen.")
        if wrong:
            raise Invalid(**wrong)
        found.decision, found.decided_at, found.decided_by_id = decision, decided_at, actor.user_id
        found.reason, found.measures = reason.strip(), measures.strip()
        found.subjects_told = subjects_told
        audit.record(
            actor, "data_breach:decided", found.complaint_id, found, number=found.number,
            outcome=decision, late=decided_at > found.due_at,
        )  # fmt: skip


def _tell(breach: DataBreach, which: str, subject: str) -> int:
    people = data_subjects.to_tell(breach.complaint, today())
    for user in people:
        outbox.post(
            key=f"data-breach:{breach.number}:{which}:{user.id}", recipient=user.email,
            subject=subject, user_id=user.id,
            body=TOLD.format(number=breach.number, noticed=_moment(breach.noticed_at),
                             due=_moment(breach.due_at)),
        )  # fmt: skip
    return len(people)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}"


TOLD = """Een brief ging naar iemand voor wie hij niet was bestemd. Dat is ontdekt op {noticed}.

Is er een risico voor wie het gaat, dan moet dit vóór {due} zijn gemeld bij de Autoriteit
Persoonsgegevens (art. 33 AVG).

Leg in het paneel vast wat er is besloten, onder Datalekken: {number}.
"""


def remind() -> int:
    """Tell again, once a day, of each breach about which nobody decided; how many messages."""
    count = 0
    with transaction():
        for one in data_subjects.undecided():
            late = now() > one.due_at
            words = "de 72 uur zijn voorbij" if late else f"beslis vóór {_moment(one.due_at)}"
            count += _tell(one, f"{today()}", f"Datalek {one.number}: {words}")
    return count
