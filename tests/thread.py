"""The own track as people walk it, for tests and for demonstration: one act after another.

Dates are real ones: received on Monday 2 March 2026, so six weeks end on Monday 13 April 2026.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import time_machine
from sqlalchemy import select

from models import Complaint, Letter, Unit, User, db
from operations import (
    advising,
    clock,
    committees,
    contact_log,
    correspondence,
    documents,
    handling,
    handover,
    hearings,
    intake,
    judging,
)
from operations.committees import CommitteeData, MemberData
from operations.contacts import ContactData
from operations.conversion import Conversion
from operations.correspondence import Sending
from operations.handling import StepData
from queries.actors import actor_for
from rules.permissions import Actor
from rules.vocabulary import (
    Channel,
    ClockStart,
    CommitteeRole,
    ContactChannel,
    Dating,
    Direction,
    Event,
    HearingForm,
    Judgement,
    Kind,
    LetterKind,
    PartyKind,
    SendChannel,
)
from tests.samples import a_pdf

RECEIVED = date(2026, 3, 2)
FRIDAY = date(2026, 11, 20)
"""On which figures are counted."""


@contextmanager
def day(on: date) -> Iterator[None]:
    """The panel on this day, in the afternoon."""
    with time_machine.travel(datetime(on.year, on.month, on.day, 14, tzinfo=UTC), tick=False):
        yield


def someone(code: str) -> Actor:
    """A demonstration user, as an actor of today."""
    user = db.session.scalars(select(User).where(User.email == f"{code}@demo.example")).one()
    return actor_for(user, clock.today())


def user_id(code: str) -> int:
    return db.session.scalars(select(User.id).where(User.email == f"{code}@demo.example")).one()


def fresh(complaint_id: int) -> Complaint:
    db.session.rollback()
    return db.session.get_one(Complaint, complaint_id)


def person(name: str, **known: str) -> ContactData:
    address = {"street": "Lindelaan", "house_number": "12", "postcode": "3581 KX",
               "town": "Utrecht"}  # fmt: skip
    return ContactData(first_name="A.", family_name=name, **address | known)


def register(first_on: date | None = None, **receipt: object) -> int:
    """The coordinator registers a letter about one conduct of one teacher, seven weeks before."""
    received_at = receipt.pop("received_at", datetime(2026, 3, 2, 9, 30, tzinfo=UTC))
    first_on = first_on or received_at.date() - timedelta(weeks=7)
    made = intake.Intake(
        receipt=intake.Receipt(
            **{
                "received_at": received_at,
                "channel": Channel.POST,
                "letter_dated_on": date(2026, 2, 27),
                "signature_method": "handtekening",
            }
            | receipt
        ),
        description=intake.Description(
            subject="Bejegening tijdens de toets",
            description="De docent maakte mij voor de groep belachelijk.",
            wish="Excuses.",
        ),
        parties=(
            intake.PartyData(PartyKind.COMPLAINANT, person=person("Berg", infix="van den")),
            intake.PartyData(PartyKind.SUBJECT, person=person("Horst", infix="ter"),
                             capacity="docent"),
        ),
        conducts=(
            intake.ConductData(
                title="De opmerkingen tijdens de toets",
                description="De docent zei tijdens de toets: dit leert u nooit.",
                dating=Dating.DAY,
                first_on=first_on,
            ),
        ),
    )  # fmt: skip
    return intake.register(someone("coordinator"), made)


def step(code: str, complaint_id: int, event: Event, **data: object) -> None:
    version = fresh(complaint_id).version
    handling.apply(someone(code), complaint_id, event, version, StepData(**data))


def letter(
    code: str,
    complaint_id: int,
    kind: LetterKind,
    *,
    to: PartyKind | None = None,
    approver: str | None = None,
    channel: SendChannel = SendChannel.POST,
) -> int:
    """Make a letter, settle it and send it, all on one day."""
    complaint = fresh(complaint_id)
    party = next((one.id for one in complaint.parties if one.kind is to), None)
    letter_id = correspondence.draft(someone(code), complaint_id, complaint.version, kind, party)
    finish(approver or code, letter_id)
    send(code, letter_id, channel)
    return letter_id


def finish(code: str, letter_id: int, reason: str = "") -> None:
    db.session.rollback()
    version = db.session.get_one(Letter, letter_id).version
    correspondence.finish(someone(code), letter_id, version, reason)


def send(
    code: str, letter_id: int, channel: SendChannel = SendChannel.POST, reason: str = ""
) -> None:
    db.session.rollback()
    version = db.session.get_one(Letter, letter_id).version
    sending = Sending(clock.today(), channel, enclosed=True, reason=reason)
    correspondence.mark_sent(someone(code), letter_id, version, sending)


def to_screening(complaint_id: int) -> None:
    """Registered, with a handler who is not involved, acknowledged, and at the screening."""
    step("coordinator", complaint_id, Event.REGISTER)
    version = fresh(complaint_id).version
    handover.assign(
        someone("coordinator"), complaint_id, version, user_id("coordinator"), stated=True
    )
    letter("coordinator", complaint_id, LetterKind.L01, to=PartyKind.COMPLAINANT)
    step("coordinator", complaint_id, Event.SCREEN)


def decided(**data: object) -> judging.BoardDecision:
    members = (user_id("board1"), user_id("board2"))
    return judging.BoardDecision(**{"decided_on": clock.today(), "members": members} | data)


def to_own_track(complaint_id: int) -> None:
    """The board's decision to handle it itself."""
    step("board1", complaint_id, Event.HANDLE_OWN, decision=decided())


ADVISERS = ("adviser1", "adviser2", "adviser3")


def a_committee(name: str = "Adviescommissie", *, members: int = 2) -> int:
    """A chair and two members who were asked about ties and have none. Returns its id."""
    secretary, since = someone("secretary"), date(2026, 1, 5)
    made = committees.save_committee(
        None, CommitteeData(name, decided_on=since, from_on=since), None, secretary
    )
    roles = [CommitteeRole.CHAIR, *[CommitteeRole.MEMBER] * members]
    for code, role in zip(ADVISERS, roles, strict=False):
        seat = MemberData(made, user_id(code), role, since, declared_independent_on=since)
        committees.save_member(None, seat, None, secretary)
    return made


def to_committee(complaint_id: int, **data: object) -> int:
    """The board's decision to have a committee handle it and advise. Returns the committee."""
    committee = a_committee()
    step(
        "board1", complaint_id, Event.APPOINT_COMMITTEE, committee_id=committee,
        **{"decision": decided(advisers_stated=True, reason="De zaak weegt zwaar.")} | data,
    )  # fmt: skip
    return committee


def to_adviser(complaint_id: int, **data: object) -> None:
    step(
        "board1", complaint_id, Event.APPOINT_ADVISER, adviser_id=user_id("adviser1"),
        **{"decision": decided(advisers_stated=True, reason="De zaak weegt zwaar.")} | data,
    )  # fmt: skip


def advise(complaint_id: int, advised: Judgement = Judgement.FOUNDED) -> None:
    """The adviser writes the report and answers on every conduct."""
    version = fresh(complaint_id).version
    advising.write_report(someone("adviser1"), complaint_id, version, "Beide kanten gehoord.")
    for conduct in fresh(complaint_id).conducts:
        answers = advising.Answers(admissible=True, advised=advised, reason="Dit hoort niet zo.")
        advising.advise(someone("adviser1"), conduct.id, conduct.version, answers)


def to_hearing(complaint_id: int) -> None:
    """The complaint itself goes along with the copy (art. 9:9 Awb)."""
    documents.add(
        someone("coordinator"), complaint_id, a_pdf("klaagschrift"), "klaagschrift.pdf",
        part_of_complaint=True,
    )  # fmt: skip
    letter("coordinator", complaint_id, LetterKind.L07, to=PartyKind.SUBJECT)
    step("coordinator", complaint_id, Event.START_HEARING)


def plan(complaint_id: int, kind: PartyKind, in_days: int = 14, by: str = "coordinator") -> int:
    """An invitation for someone, two weeks ahead."""
    party = next(one.id for one in fresh(complaint_id).parties if one.kind is kind)
    hearing = hearings.plan(
        someone(by),
        complaint_id,
        hearings.Plan(
            party_id=party,
            planned_at=clock.now() + timedelta(days=in_days),
            form=HearingForm.IN_PERSON,
            place="Voorbeeldplein 1, Utrecht",
            reply_by=clock.today() + timedelta(days=in_days - 4),
        ),
    )
    invitation = LetterKind.L08A if kind is PartyKind.COMPLAINANT else LetterKind.L08B
    letter(by, complaint_id, invitation, to=kind)
    return hearing


def hold(hearing_id: int, *, final: bool = True, by: str = "coordinator") -> None:
    from models import Hearing

    db.session.rollback()
    version = db.session.get_one(Hearing, hearing_id).version
    hearings.record(
        someone(by),
        hearing_id,
        version,
        hearings.Record(
            held_at=clock.now() - timedelta(hours=1),
            minutes=45,
            heard_by_id=user_id(by),
            present="A. van den Berg, klager\nKarin Visser, hoort namens het bestuur",
            report="Er is gesproken over de toets van 12 januari.",
            final=final,
        ),
    )


def to_decision(complaint_id: int) -> None:
    step("coordinator", complaint_id, Event.COMPLETE_INQUIRY)
    step("secretary", complaint_id, Event.PREPARE_DECISION)


def judge(complaint_id: int, judgement: Judgement = Judgement.FOUNDED) -> None:
    """The secretary prepares, the board decides."""
    for conduct in fresh(complaint_id).conducts:
        judging.judge(
            someone("secretary"),
            conduct.id,
            conduct.version,
            judging.JudgementData(
                findings="De docent bevestigt de opmerking.",
                judgement=judgement,
                reason="Zo gaat SSR niet met deelnemers om.",
                conclusion="De docent is hierop aangesproken.",
            ),
        )
    judging.conclude(
        someone("board1"), complaint_id, fresh(complaint_id).version,
        decided(measures="De docent volgt een gesprek."),
    )  # fmt: skip


# --- the informal track ---


def report(who: str = "servicedesk", **given: object) -> int:
    """The Servicedesk registers a telephone call about one teacher of Opleidingen."""
    fields = set(intake.Receipt.__dataclass_fields__)
    receipt = {name: given.pop(name) for name in fields & set(given)}
    fields = set(intake.Description.__dataclass_fields__)
    description = {name: given.pop(name) for name in fields & set(given)}
    usual = {"received_at": clock.now(), "channel": Channel.PHONE, "written": False,
             "signed": False}  # fmt: skip
    about = {"subject": "Geen antwoord op e-mail", "description": "Ik mailde drie keer."}
    if "unit_id" not in description:
        about["unit_id"] = unit_id("Opleidingen")
    people = (
        intake.PartyData(PartyKind.COMPLAINANT, person=person("Dijk", infix="van")),
        intake.PartyData(PartyKind.SUBJECT, person=person("Horst", infix="ter")),
    )
    conduct = intake.ConductData("Geen antwoord", "Er kwam geen antwoord.")
    made = intake.Intake(
        intake.Receipt(**usual | receipt),
        intake.Description(**about | description),
        kind=Kind.REPORT,
        **{"parties": people, "conducts": (conduct,)} | given,
    )
    return intake.register(someone(who), made)


def unit_id(name: str) -> int:
    return db.session.scalars(select(Unit.id).where(Unit.name == name)).one()


def solved(**data: object) -> dict[str, object]:
    """What closing a report as solved asks."""
    return {
        "solution": "De docent heeft alsnog geantwoord.",
        "satisfaction": "Zei aan de telefoon tevreden te zijn.",
        "settled_on": clock.today(),
    } | data


def speak(complaint_id: int, who: str = "servicedesk", **told: object) -> int:
    """Someone rings the reporter."""
    said = {
        "at": clock.now(), "direction": Direction.OUTGOING, "channel": ContactChannel.PHONE,
        "with_whom": "A. van Dijk", "summary": "Uitgelegd wat er nu gebeurt.",
    }  # fmt: skip
    return contact_log.log(someone(who), complaint_id, contact_log.Moment(**said | told))


def message(**receipt: object) -> Conversion:
    """The term of a converted report runs from a form of this very moment."""
    known = {"received_at": clock.now(), "channel": Channel.FORM}
    return Conversion(ClockStart.MESSAGE, intake.Receipt(**known | receipt))


def convert(
    report_id: int,
    data: Conversion | None = None,
    who: str = "servicedesk",
    reason: str = "De melding was mondeling.",
) -> int:
    """Make a report formal; returns the id of the complaint."""
    step(who, report_id, Event.CONVERT, conversion=data or message(), reason=reason)
    return db.session.scalars(select(Complaint.id).where(Complaint.source_id == report_id)).one()
