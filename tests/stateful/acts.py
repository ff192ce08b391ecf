"""Every act on a file, with data that is mostly sensible and sometimes not at all.

Each calls one operation, so that a refusal must leave everything as it was.
"""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from letters import render
from models import Committee, Contact, Hearing, Letter, OmbudsmanQuestion, db
from operations import (
    advising,
    clock,
    contact_log,
    correspondence,
    documents,
    endings,
    follow_up,
    handling,
    handover,
    hearings,
    intake,
    judging,
    ombudsman,
    routing,
    screening,
)
from operations.conversion import Conversion
from operations.steps import StepData
from queries import cases, users
from rules.admissibility import Requirement
from rules.correspondence import BY_KIND, fits
from rules.procedure import transitions_from
from rules.vocabulary import (
    Acceptance,
    AfterHearing,
    Answer,
    Channel,
    ClockStart,
    CommitteeRole,
    ContactChannel,
    Dating,
    Direction,
    Event,
    HearingForm,
    HearingStatus,
    Judgement,
    Kind,
    LetterKind,
    LetterState,
    PartyKind,
    RecommendationKind,
    RefusalGround,
    ScreeningOutcome,
    SendChannel,
    WaiverGround,
)
from tests.factories import received
from tests.samples import a_pdf
from tests.stateful.walk import BOTH, Act, Walk, everyone
from tests.thread import person, someone, unit_id, user_id

E, L, S = Event, LetterKind, ScreeningOutcome

PDF = a_pdf("klaagschrift")

# --- registering ----------------------------------------------------------------------------

ABOUT = ("", "", "", "", "board1", "board2", "coordinator", "adviser1", "servicedesk")
"""Who is complained about: now and then someone who works here with the panel."""

DATES: tuple[tuple[Dating, int, int], ...] = (
    (Dating.DAY, 40, 0), (Dating.DAY, 40, 0), (Dating.DAY, 500, 0), (Dating.PERIOD, 400, 20),
    (Dating.ONGOING, 90, 0), (Dating.WINDOW, 400, 300), (Dating.UNKNOWN, 0, 0),
    (Dating.DAY, -3, 0),
)  # fmt: skip
"""How a conduct is dated, in days ago."""


def register(walk: Walk) -> int:
    """A new file, formal three times out of four; gives its id."""
    report = walk.odds(0.25)
    who = "servicedesk" if report else walk.pick(["coordinator", "coordinator", "secretary"])
    channel = walk.pick([Channel.POST, Channel.FORM, Channel.EMAIL])
    if walk.odds(0.5 if report else 0.05):
        channel = Channel.PHONE
    days = walk.pick([0, 0, 1, 3, 10])
    received_at = clock.now() - timedelta(days=days)
    made = intake.Intake(
        intake.Receipt(
            received_at=received_at,
            channel=channel,
            channel_designated=walk.odds(0.9),
            written=channel is not Channel.PHONE,
            signed=walk.odds(0.9),
            letter_dated_on=received_at.date() - timedelta(days=2) if walk.odds(0.9) else None,
            forwarded_on=received_at.date() if walk.odds(0.1) else None,
            sender_told_on=received_at.date() if walk.odds(0.1) else None,
        ),
        intake.Description(
            subject="Bejegening tijdens de toets",
            description="De docent maakte mij voor de groep belachelijk.",
            wish="Excuses.",
            unit_id=unit_id("Opleidingen") if walk.odds(0.8) else None,
        ),
        parties=(
            *(party(walk, PartyKind.COMPLAINANT) for _ in range(walk.pick([1, 1, 1, 2]))),
            *(party(walk, PartyKind.SUBJECT) for _ in range(walk.pick([0, 1, 1, 1, 2]))),
        ),
        conducts=tuple(conduct(walk) for _ in range(walk.pick([1, 1, 1, 2, 3]))),
        kind=Kind.REPORT if report else Kind.FORMAL,
    )
    return intake.register(someone(who), made)


def party(walk: Walk, kind: PartyKind) -> intake.PartyData:
    code = walk.pick(ABOUT) if kind is PartyKind.SUBJECT else ""
    known = {"email": "k@voorbeeld.example", "email_consent_on": date(2026, 1, 1)}
    who = person(f"Berg{walk.chance.randint(1, 10**6)}", **(known if walk.odds(0.3) else {}))
    data: dict[str, Any] = {"person": who, "board_member": code.startswith("board")}
    if code:
        contact = db.session.scalar(select(Contact.id).where(Contact.user_id == user_id(code)))
        data |= {"contact_id": contact, "person": person(code, user_id=user_id(code))}
    return intake.PartyData(kind, **data)


def representative(walk: Walk) -> intake.PartyData:
    refused = walk.odds(0.3)
    return intake.PartyData(
        PartyKind.REPRESENTATIVE,
        person=person(f"Raad{walk.chance.randint(1, 10**6)}"),
        represents_id=walk.pick(walk.parties()).id,
        lawyer=walk.odds(0.5),
        refused_on=clock.today() if refused else None,
        refusal_reason=walk.why() if refused else "",
    )


def conduct(walk: Walk) -> intake.ConductData:
    dating, first, last = walk.pick(DATES)
    return intake.ConductData(
        "De opmerkingen tijdens de toets",
        "De docent zei: dit leert u nooit.",
        dating=dating,
        first_on=clock.today() - timedelta(days=first),
        last_on=clock.today() - timedelta(days=last),
    )


def add_party(walk: Walk) -> None:
    kinds = (PartyKind.COMPLAINANT, PartyKind.SUBJECT, PartyKind.REPRESENTATIVE)
    kind = walk.pick(kinds)
    data = representative(walk) if kind is PartyKind.REPRESENTATIVE else party(walk, kind)
    intake.add_party(walk.keeper(), walk.id, data)


def add_conduct(walk: Walk) -> None:
    intake.add_conduct(walk.keeper(), walk.id, conduct(walk))


def change_conduct(walk: Walk) -> None:
    one = walk.pick(walk.file.conducts)
    intake.change_conduct(walk.keeper(), one.id, walk.version(one), conduct(walk))


def add_document(walk: Walk) -> None:
    documents.add(walk.keeper(), walk.id, PDF, "klaagschrift.pdf", part_of_complaint=True)


def add_note(walk: Walk) -> None:
    intake.add_note(walk.keeper(), walk.id, walk.why())


def speak(walk: Walk) -> None:
    said = contact_log.Moment(
        at=clock.now(), direction=walk.pick(list(Direction)), channel=ContactChannel.PHONE,
        with_whom="A. van Dijk", summary="Uitgelegd wat er nu gebeurt.",
    )  # fmt: skip
    contact_log.log(walk.who("servicedesk", "coordinator"), walk.id, said)


# --- steps ----------------------------------------------------------------------------------


def decision(walk: Walk, **more: Any) -> judging.BoardDecision:
    """By every member about whom nobody complains; about all of them, by all with the paper."""
    board = users.board()
    free = [one.id for one in board if not walk.involves(someone(code_of(one.email)))]
    free = free[: len(free) - walk.odds(0.1)] or free
    absent = "Een ander lid ontbrak." if len(free) < len(board) and walk.odds(0.9) else ""
    return judging.BoardDecision(
        **{
            "decided_on": walk.when(0, 0, 0, -1),
            "members": tuple(free or [one.id for one in board]) if walk.odds(0.95) else (),
            "absence": absent,
            "reason": walk.why("De zaak weegt zwaar."),
            "advisers_stated": walk.odds(0.95),
            "document": None if free else received(),
        }
        | more
    )


def code_of(email: str) -> str:
    return email.partition("@")[0]


def adviser_id(walk: Walk) -> int | None:
    free = [one for one in everyone() if one.startswith("adviser")]
    free = [one for one in free if not walk.involves(someone(one))]
    return user_id(walk.pick(free or everyone()))


def committee_id(walk: Walk) -> int:
    return walk.pick(list(db.session.scalars(select(Committee.id).order_by(Committee.id))))


def conversion(walk: Walk) -> Conversion:
    return Conversion(
        walk.pick(list(ClockStart)),
        intake.Receipt(received_at=clock.now(), channel=Channel.FORM),
        signed=walk.odds(0.8),
        about_handling=walk.odds(0.3),
    )


def _reason(walk: Walk) -> dict[str, Any]:
    return {"reason": walk.why()}


SENSIBLE: dict[Event, Callable[[Walk], dict[str, Any]]] = {
    E.SCREEN: lambda walk: {"received_on": walk.when(0) if walk.odds(0.5) else None},
    E.ASK_SUPPLEMENT: lambda walk: {"items": "De handtekening.", "due_on": walk.when(5, 8, 14)},
    E.HANDLE_OWN: lambda walk: {"decision": decision(walk)},
    E.APPOINT_ADVISER: lambda walk: {"decision": decision(walk), "adviser_id": adviser_id(walk)},
    E.APPOINT_COMMITTEE: lambda walk: {"decision": decision(walk),
                                       "committee_id": committee_id(walk)},
    E.RESUME_OWN: lambda walk: {"decision": decision(walk)},
    E.POSTPONE: lambda walk: {"weeks": walk.pick([1, 2, 3, 4, 4, 5, 0])},
    E.EXTEND: lambda walk: {
        "agreed_until": walk.when(30, 60, 90), "consent_on": walk.when(0, 0, -1, -3),
        "consent": received("instemming.pdf", "Ik ga akkoord met uitstel."),
    },
    E.RETRACT: lambda walk: {"requested_on": walk.when(0)},
    E.RESUME_CASE: lambda walk: {"requested_on": walk.when(0)},
    E.REOPEN: lambda walk: {"decision": decision(walk), "own_term_on": walk.when(30, 60)},
    E.SOLVE: lambda walk: {"solution": "Er is alsnog geantwoord.", "settled_on": walk.when(0),
                           "satisfaction": walk.why("Zei tevreden te zijn.")},
    E.REFER: lambda walk: {"forwarded_to": walk.why("Raad voor de rechtspraak")},
    E.CONVERT: lambda walk: {"conversion": conversion(walk)},
}  # fmt: skip
"""What a step asks; what is not here asks nothing but a reason."""

TAKERS: dict[Event, tuple[str, ...]] = {
    E.ASK_SUPPLEMENT: ("coordinator", "secretary"),
    E.HANDLE_OWN: ("board1", "board2", "secretary"),
    E.APPOINT_ADVISER: ("board1", "board2", "secretary"),
    E.APPOINT_COMMITTEE: ("board1", "board2", "secretary"),
    E.RESUME_OWN: ("board1", "board2", "secretary"),
    E.RETRACT: ("board1", "board2", "secretary"),
    E.REOPEN: ("board1", "board2", "secretary"),
    E.POSTPONE: ("secretary", "board1"),
    E.EXTEND: ("secretary", "board1"),
    E.PREPARE_DECISION: ("secretary", "coordinator"),
}
"""Who takes a step; all others are the coordinator's, or the Servicedesk's of a report."""


def step(event: Event) -> Act:
    """This step, as whoever should take it."""

    def act(walk: Walk) -> None:
        asked = SENSIBLE.get(event, lambda _walk: {})(walk)
        who = walk.who(*TAKERS.get(event, ("coordinator", "secretary")))
        if walk.file.kind is Kind.REPORT:
            who = walk.who("servicedesk", "coordinator")
        if event in {E.START_HEARING, E.COMPLETE_INQUIRY}:
            who = walk.hearer() if walk.odds(0.5) else walk.keeper()
        take(walk, who, event, StepData(**_reason(walk) | asked))

    return act


def take(walk: Walk, who: Any, event: Event, data: StepData) -> None:
    handling.apply(who, walk.id, event, walk.version(walk.file), data)


def any_step(walk: Walk) -> None:
    """One that the state of the file has."""
    step(walk.pick(transitions_from(walk.file.state)).event)(walk)


def wrong_step(walk: Walk) -> None:
    """Any event, by anyone, with whatever facts."""
    facts = {
        "reason": walk.why(), "items": walk.why(), "solution": walk.why(),
        "satisfaction": walk.why(), "forwarded_to": walk.why(), "weeks": walk.chance.randint(-1, 6),
        "due_on": walk.when(), "received_on": walk.when(), "agreed_until": walk.when(),
        "consent_on": walk.when(), "requested_on": walk.when(), "own_term_on": walk.when(),
        "settled_on": walk.when(), "consent": received("instemming.pdf"),
        "adviser_id": walk.pick([None, 0, user_id("adviser2"), user_id("servicedesk")]),
        "committee_id": walk.pick([None, 0, 1, 99]),
        "decision": decision(walk, decided_on=walk.when(), document=received()),
        "conversion": conversion(walk),
    }  # fmt: skip
    given = {name: value for name, value in facts.items() if walk.odds(0.6)}
    take(walk, walk.anyone(), walk.pick(list(Event)), StepData(**given))


# --- screening and routing ------------------------------------------------------------------


def assign(walk: Walk) -> None:
    code = "coordinator" if walk.odds(0.7) else walk.pick(everyone())
    if walk.involves(someone(code)) and walk.odds(0.9):
        code = "secretary"
    handover.assign(
        walk.keeper(), walk.id, walk.version(walk.file), user_id(code), stated=walk.odds(0.95)
    )


def declare_involved(walk: Walk) -> None:
    screening.declare_involved(walk.anyone(), walk.id, "Klager is een nicht.")


def screen(outcome: ScreeningOutcome | None = None) -> Act:
    """Decide on one conduct: the one that needs it, as the fate of the file has it."""

    def act(walk: Walk) -> None:
        open_ones = [one for one in walk.file.conducts if one.screening is not outcome]
        one = walk.pick(open_ones)
        chosen = outcome or walk.pick(list(S))
        grounds = [RefusalGround.INSUFFICIENT_WEIGHT, RefusalGround.CRIMINAL_CASE]
        data = screening.ScreeningData(
            chosen,
            ground=walk.pick(grounds if walk.odds(0.8) else list(RefusalGround)),
            facts=walk.why("Zie de brief."),
            reason=walk.why(),
            criminal_case_running=True,
            requirement=walk.pick(list(Requirement)),
            forwarded_to=walk.why("Raad voor de rechtspraak\nDen Haag"),
        )
        decides = walk.member() if chosen in {S.REFUSED, S.LEFT_ASIDE, S.TAKEN_UP} else None
        screening.screen(decides or walk.keeper(), one.id, walk.version(one), data)

    return act


def replace(walk: Walk) -> None:
    """Someone leaves, someone comes, or both."""
    seats = [one for one in cases.advising(walk.file, clock.today()) if one.seat]
    leaving = walk.pick([None, *(one.user_id for one in seats)]) if len(seats) > 2 else None
    chairs = [one for one in seats if one.seat is CommitteeRole.CHAIR and one.user_id != leaving]
    routing.replace_adviser(
        walk.member(),
        walk.id,
        walk.version(walk.file),
        leaving,
        None if walk.odds(0.2) else adviser_id(walk),
        seat=CommitteeRole.MEMBER if chairs else CommitteeRole.CHAIR,
        stated=walk.odds(0.95),
        reason=walk.why(),
    )


# --- letters --------------------------------------------------------------------------------

ADVISERS_WRITE = frozenset({L.L08A, L.L08B, L.L09, L.L10, L.L14})


def writer(walk: Walk, kind: LetterKind) -> Any:
    if walk.file.kind is Kind.REPORT:
        handler = walk.file.handler
        return walk.who(code_of(handler.email) if handler else "coordinator", "coordinator")
    if kind in ADVISERS_WRITE and walk.facts().advised:
        return walk.who(*walk.advisers(), "coordinator")
    return walk.who(BOTH if walk.odds(0.3) else "secretary", "coordinator")


def draft(kind: LetterKind) -> Act:
    """For the next one who must have it; or for the file."""

    def act(walk: Walk) -> None:
        for_whom = fits(BY_KIND[kind], walk.facts()).recipients
        party_id = for_whom[0].id if for_whom else None
        if walk.odds(0.05):
            party_id = walk.pick([None, 0, *(one.id for one in walk.parties())])
        version = walk.version(walk.file)
        correspondence.draft(writer(walk, kind), walk.id, version, kind, party_id)

    return act


def draft_fitting(walk: Walk) -> None:
    facts = walk.facts()
    draft(walk.pick([kind for kind in LetterKind if fits(BY_KIND[kind], facts).fits]))(walk)


def draft_any(walk: Walk) -> None:
    draft(walk.pick(list(LetterKind)))(walk)


def letter(walk: Walk, *states: LetterState) -> Letter:
    """One in such a state; now and then one in any other."""
    fitting = [one for one in walk.file.letters if one.state in states]
    return walk.pick(walk.file.letters if walk.odds(0.1) else fitting)


def finish(walk: Walk, one: Letter | None = None) -> None:
    one = one or letter(walk, LetterState.DRAFT)
    approval = BY_KIND[one.kind].approval
    settler = walk.who(BOTH if walk.odds(0.3) else "board2", "board1")
    who = settler if approval else writer(walk, one.kind)
    correspondence.finish(who, one.id, walk.version(one))


def sending(walk: Walk, kind: LetterKind) -> correspondence.Sending:
    to_file = SendChannel.FILE if kind in {L.L14, L.L13, L.L13A} else SendChannel.POST
    channel = to_file if walk.odds(0.8) else walk.pick(list(SendChannel))
    reason = walk.why("Door ziekte te laat.")
    return correspondence.Sending(walk.when(0, 0, 0, -1), channel, walk.odds(0.97), reason)


def send(walk: Walk, one: Letter | None = None) -> None:
    one = one or letter(walk, LetterState.FINAL)
    who = writer(walk, one.kind)
    correspondence.mark_sent(who, one.id, walk.version(one), sending(walk, one.kind))


def post(kind: LetterKind) -> Act:
    """The next act towards having this letter with everyone: draft, settle or send."""

    def act(walk: Walk) -> None:
        for one in walk.file.letters:
            if one.kind is kind and one.state is LetterState.DRAFT:
                return fill_in(walk, one) if unfilled(one) else finish(walk, one)
            if one.kind is kind and one.state is LetterState.FINAL:
                return send(walk, one)
            if one.kind is kind and came_back(one):
                return resend(walk, one)
        return draft(kind)(walk)

    return act


def came_back(one: Letter) -> bool:
    return one.state is LetterState.SENT and cases.legally_sent_on(one) is None


def bounce(walk: Walk) -> None:
    one = letter(walk, LetterState.SENT)
    correspondence.bounced(walk.keeper(), one.id, walk.when(0, 0, 0, -1, 1))


def resend(walk: Walk, one: Letter | None = None) -> None:
    one = one or walk.pick([one for one in walk.file.letters if came_back(one)])
    correspondence.resent(walk.keeper(), one.id, sending(walk, one.kind))


def reopen_letter(walk: Walk) -> None:
    one = letter(walk, LetterState.FINAL)
    correspondence.reopen(writer(walk, one.kind), one.id, walk.version(one))


def withdraw_letter(walk: Walk) -> None:
    one = letter(walk, LetterState.DRAFT, LetterState.FINAL)
    correspondence.withdraw(writer(walk, one.kind), one.id, walk.version(one))


EMPTY = re.compile(rb"\[ontbreekt[^\]]*\]")


def unfilled(one: Letter) -> bool:
    return bool(render.leftovers(documents.read(one.versions[-1].document.sha256)))


def fill_in(walk: Walk, one: Letter | None = None) -> None:
    """Someone fills the empty places in Word, of this letter or by mistake of another."""
    one = one or letter(walk, LetterState.DRAFT)
    source = one if walk.odds(0.95) else walk.pick(walk.file.letters)
    data = documents.read(source.versions[-1].document.sha256)
    filled = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(filled, "w") as after:
        for part in before.infolist():
            after.writestr(part, EMPTY.sub(b"ingevuld", before.read(part)))
    who = writer(walk, one.kind) if walk.odds(0.9) else walk.anyone()
    correspondence.replace_document(who, one.id, walk.version(one), filled.getvalue())


# --- hearings -------------------------------------------------------------------------------


def plan(walk: Walk) -> None:
    """With whoever was not heard yet."""
    unheard = {one.id for one in walk.facts().parties if not (one.heard or one.hearing_planned)}
    some = [one for one in walk.parties() if one.id in unheard] or walk.parties()
    hearings.plan(walk.hearer(), walk.id, plan_data(walk, walk.pick(some).id))


def plan_data(walk: Walk, party_id: int) -> hearings.Plan:
    form = walk.pick(list(HearingForm))
    days = walk.pick([-1, 5, 14, 18, 30])
    heard_by = walk.hearer().user_id if walk.odds(0.3) else None
    return hearings.Plan(
        party_id, clock.now() + timedelta(days=days), form, "https://overleg.example/kamer",
        reply_by=walk.when(*range(1, 15)) if walk.odds(0.8) else None, heard_by_id=heard_by,
    )  # fmt: skip


def hearing(walk: Walk, *states: HearingStatus) -> Hearing:
    fitting = [one for one in walk.file.hearings if one.status in states]
    return walk.pick(walk.file.hearings if walk.odds(0.1) else fitting)


def answer_invitation(walk: Walk) -> None:
    one = hearing(walk, HearingStatus.PLANNED)
    hearings.answer(
        walk.keeper(), one.id, walk.version(one), walk.pick(list(Answer)), walk.when(0, -1)
    )


def move(walk: Walk) -> None:
    one = hearing(walk, HearingStatus.PLANNED)
    data = plan_data(walk, one.party_id)
    hearings.move(walk.hearer(), one.id, walk.version(one), data, walk.why())


def cancel(walk: Walk) -> None:
    one = hearing(walk, HearingStatus.PLANNED)
    over = hearings.Over(walk.why(), walk.pick(list(AfterHearing)))
    hearings.cancel(walk.hearer(), one.id, walk.version(one), over)


def no_show(walk: Walk) -> None:
    one = hearing(walk, HearingStatus.PLANNED)
    over = hearings.Over(walk.why(), walk.pick(list(AfterHearing)))
    hearings.no_show(walk.hearer(), one.id, walk.version(one), over)


def hold(walk: Walk) -> None:
    left = [one for one in walk.file.hearings if not one.report_final_on]
    held = (HearingStatus.PLANNED, HearingStatus.HELD)
    one = walk.pick([one for one in left if one.status in held])
    who = walk.hearer()
    record = hearings.Record(
        held_at=clock.now() - timedelta(hours=1),
        minutes=45,
        heard_by_id=who.user_id if walk.odds(0.9) else None,
        present="De klager en wie hoort.",
        report="Er is gesproken over de toets van 12 januari.",
        final=walk.odds(0.8),
        comments=walk.why("Geen opmerkingen."),
    )
    hearings.record(who, one.id, walk.version(one), record)


def waive(walk: Walk) -> None:
    one = walk.pick(walk.parties())
    ground = walk.pick(list(WaiverGround))
    if walk.odds(0.7):
        subject = one.kind is PartyKind.SUBJECT
        ground = WaiverGround.OWN_WISH if subject else WaiverGround.DECLINED
    who = walk.hearer() if ground is WaiverGround.OWN_WISH else walk.who(*walk.advisers(), "board1")
    waiver = hearings.Waiver(one.id, ground, walk.why("Een e-mail."), walk.when(0, -1))
    hearings.waive(who, walk.id, waiver)


# --- advice ---------------------------------------------------------------------------------


def adviser(walk: Walk) -> Any:
    return walk.who(*walk.advisers())


def write_report(walk: Walk) -> None:
    who = adviser(walk)
    advising.write_report(who, walk.id, walk.version(walk.file), walk.why("Beide kanten gehoord."))


def advise(walk: Walk) -> None:
    """On the first conduct without an answer; later on any, anew."""
    unadvised = [one for one in walk.file.conducts if one.advised is None]
    one = walk.pick(unadvised or walk.file.conducts)
    answers = advising.Answers(walk.odds(0.9), walk.pick(list(Judgement)), walk.why())
    advising.advise(adviser(walk), one.id, walk.version(one), answers)


def recommend(walk: Walk) -> None:
    kind = walk.pick(list(RecommendationKind))
    text = walk.why("Leg belafspraken vast.")
    advising.recommend(adviser(walk), walk.id, walk.version(walk.file), kind, text)


def ask_adviser(walk: Walk) -> None:
    advising.ask(walk.member(), walk.id, walk.version(walk.file), "Wat bedoelt u met “stroef”?")


def answer_board(walk: Walk) -> None:
    advising.answer(adviser(walk), walk.pick(walk.file.clarifications).id, walk.why("Kortaf."))


# --- decision and follow-up -----------------------------------------------------------------


def judge(walk: Walk) -> None:
    unjudged = [one.id for one in walk.facts().open_conducts if one.judgement is None]
    some = [one for one in walk.file.conducts if one.id in unjudged] or walk.file.conducts
    one = walk.pick(some)
    data = judging.JudgementData(
        "De docent bevestigt het.", walk.pick(list(Judgement)), walk.why(), "Aangesproken.",
        walk.why("Anders dan het advies: zie de toelichting."),
    )  # fmt: skip
    judging.judge(walk.who("secretary", "coordinator"), one.id, walk.version(one), data)


def conclude(walk: Walk) -> None:
    measures = walk.pick(["", "", "De docent volgt een gesprek."])
    data = decision(walk, measures=measures)
    judging.conclude(walk.who("board1", "board2"), walk.id, walk.version(walk.file), data)


def answer_recommendation(walk: Walk) -> None:
    """The first that has no answer, or no owner."""
    open_ones = [
        one
        for one in walk.file.recommendations
        if one.acceptance is None or (one.acceptance is not Acceptance.REJECTED and not one.due_on)
    ]
    one = walk.pick(open_ones)
    data = follow_up.AnswerData(
        walk.pick(list(Acceptance)), walk.why(), user_id(walk.pick(everyone())),
        walk.when(10, 40, 100),
    )  # fmt: skip
    follow_up.answer(walk.who("board1", "board2"), one.id, walk.version(one), data)


def finish_recommendation(walk: Walk) -> None:
    one = walk.pick([one for one in walk.file.recommendations if one.due_on and not one.done_on])
    data = follow_up.Result(walk.why("Gedaan."), walk.when(0, -1), walk.why("De docent was ziek."))
    follow_up.finish(walk.keeper(), one.id, walk.version(one), data)


def add_measure(walk: Walk) -> None:
    case = walk.pick([None, *(one.id for one in walk.file.ombudsman_cases)])
    kind = walk.pick(list(RecommendationKind))
    version = walk.version(walk.file)
    follow_up.add(walk.member(), walk.id, version, kind, walk.why("Een cursus."), case)


# --- other ends -----------------------------------------------------------------------------


def settle(walk: Walk) -> None:
    data = endings.Settlement(walk.when(0), walk.why("Een gesprek."), walk.why("Zei het zelf."))
    endings.settle(walk.keeper(), walk.id, walk.version(walk.file), data)


def withdraw(walk: Walk) -> None:
    version, how = walk.version(walk.file), walk.why("Per brief, uit vrije keuze.")
    endings.record_withdrawal(walk.keeper(), walk.id, version, walk.when(0), how)


def ask_extension(walk: Walk) -> None:
    endings.ask_extension(
        walk.who("secretary", "board1"), walk.id, walk.version(walk.file), walk.when(50, 90),
        walk.when(3, 7), walk.why(),
    )  # fmt: skip


# --- the ombudsman --------------------------------------------------------------------------


def open_case(walk: Walk) -> None:
    version = walk.version(walk.file)
    ombudsman.open_case(walk.keeper(), walk.id, version, walk.why("2026.01234"), walk.when(0))


def ask_case(walk: Walk) -> None:
    case = walk.pick(walk.file.ombudsman_cases)
    version = walk.version(case)
    ombudsman.ask(walk.keeper(), case.id, version, walk.why("Hoe is gehoord?"), walk.when(14))


def answer_case(walk: Walk) -> None:
    asked = [one for case in walk.file.ombudsman_cases for one in case.questions]
    one: OmbudsmanQuestion = walk.pick(asked)
    ombudsman.answered(walk.keeper(), one.id, walk.version(one.case), walk.when(0))


def close_case(walk: Walk) -> None:
    case = walk.pick(walk.file.ombudsman_cases)
    outcome = walk.why("Behoorlijk gehandeld.")
    ombudsman.close_case(walk.keeper(), case.id, walk.version(case), outcome, walk.when(0))


ACTS: tuple[Act, ...] = (
    any_step, any_step, any_step, wrong_step, step(E.POSTPONE), step(E.EXTEND),
    add_party, add_conduct, change_conduct, add_document, add_note, speak,
    assign, declare_involved, screen(), replace,
    draft_fitting, draft_fitting, draft_fitting, draft_any, finish, finish, send, send,
    bounce, bounce, resend, resend, reopen_letter, withdraw_letter, fill_in,
    post(L.L11), post(L.L05A), post(L.L10),
    plan, plan, answer_invitation, move, cancel, no_show, hold, waive,
    write_report, advise, recommend, ask_adviser, answer_board,
    judge, conclude, answer_recommendation, finish_recommendation, add_measure,
    settle, withdraw, ask_extension, open_case, ask_case, answer_case, close_case,
)  # fmt: skip
"""What anyone can try on any file; what is likelier stands here more than once."""
